"""Desks, callers to call back and units over their time, as the supervisor's panes show them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import NAMESPACE_OID, UUID, uuid5

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Look as Standing
from backend_client.picture import Picture
from console.models.units import unit_limit
from domain.call import Call, CallMark, CallState
from domain.clock import MINUTE, Micros
from domain.desk import WRAP_UP_WITHIN, AwayReason, Desk, DeskState
from widgets.supervisor_911.callbacks import CallbackRow
from widgets.supervisor_911.desks import DeskTile
from widgets.supervisor_911.overdue import LateUnit

translate = QCoreApplication.translate

AGAIN_WITHIN: Micros = 30 * MINUTE
"""Calls of one number within this time are one caller trying again."""
SOON: Micros = 5 * MINUTE
ROWS = 30


AWAY_LIMIT: Micros = 15 * MINUTE
"""How long a pause may be; the site will set its own."""
PAUSES = frozenset(AwayReason) - {AwayReason.SUPERVISING, AwayReason.TRAINING, AwayReason.BRIEFING}


def reason_word(code: str | None) -> str:
    """Why a desk is away; a code that is not known is shown as it is."""
    if not code:
        return ""
    return {
        AwayReason.REST.value: translate("desks", "descanso"),
        AwayReason.MEAL.value: translate("desks", "comida"),
        AwayReason.TRAINING.value: translate("desks", "capacitación"),
        AwayReason.BRIEFING.value: translate("desks", "reunión"),
        AwayReason.TECHNICAL.value: translate("desks", "falla técnica"),
        AwayReason.OTHER.value: translate("desks", "otro motivo"),
        AwayReason.SUPERVISING.value: translate("desks", "supervisa"),
        AwayReason.NO_ANSWER.value: translate("desks", "no atendió"),
        AwayReason.LINE_LOST.value: translate("desks", "sin enlace"),
    }.get(code, code.replace("_", " ").replace(".", " "))


def limit_of(desk: Desk) -> Micros | None:
    """How long a desk may stay as it is; None: as long as it likes."""
    if desk.state is DeskState.WRAP_UP:
        return WRAP_UP_WITHIN
    if desk.state is DeskState.AWAY and desk.reason in PAUSES:
        return AWAY_LIMIT
    return None


def tiles(picture: Picture, numbers: Iterable[str]) -> tuple[DeskTile, ...]:
    """Every desk of the room by its number; one that nobody has sat at is empty."""
    made: dict[str, DeskTile] = {}
    who = picture.who
    for desk in picture.desks.values():
        if who is not None and desk.room != who.operator.room:
            continue
        call = picture.calls.get(desk.call) if desk.call is not None else None
        made[desk.desk] = DeskTile(
            desk.id, desk.desk, DeskState(desk.state), desk.since, desk.operator_name,
            reason_word(desk.reason), call.short if call is not None else 0, limit_of(desk),
            desk.state is DeskState.AWAY and desk.reason == AwayReason.SUPERVISING,
        )  # fmt: skip
    for number in numbers:
        if number not in made:
            made[number] = DeskTile(uuid5(NAMESPACE_OID, number), number, DeskState.EMPTY, 0)
    return tuple(made[number] for number in sorted(made, key=_natural))


def _natural(number: str) -> tuple[int, str]:
    digits = "".join(sign for sign in number if sign.isdecimal())
    return (int(digits) if digits else 1 << 30, number)


def mark_word(mark: CallMark) -> str:
    """Silencio, reincide, broma, prueba."""
    return {
        CallMark.SILENT: translate("callbacks", "silencio"),
        CallMark.REPEAT: translate("callbacks", "insiste"),
        CallMark.PRANK: translate("callbacks", "broma"),
        CallMark.TEST: translate("callbacks", "prueba"),
    }[mark]


class Callbacks:
    """Rows of those who hung up, and that nobody has called back."""

    def __init__(self, picture: Picture, barrio: Callable[[float, float], str]) -> None:
        self._picture, self._barrio = picture, barrio

    def row(self, key: UUID) -> CallbackRow | None:
        """Return the row of a call, or None when it is not to be called back (any more)."""
        call = self._picture.calls.get(key)
        if call is None or call.state is not CallState.ABANDONED:
            return None
        gone = call.ended_at or call.ringing_at
        times, within = self._again(call)
        marks = tuple(mark_word(CallMark(mark)) for mark in call.marks if mark != CallMark.REPEAT)
        return CallbackRow(
            id=call.id, number=call.number, place=self._place(call), rang=gone - call.ringing_at,
            gone_at=gone, times=times, within=within, marks=marks,
            pending=self._picture.look(key) is Standing.PENDING,
        )  # fmt: skip

    def _place(self, call: Call) -> str:
        if call.location is not None:
            return self._barrio(call.location.value.lat, call.location.value.lon)
        return call.address or call.hint

    def _again(self, call: Call) -> tuple[int, Micros]:
        """How often this number called lately, and in how long; calls that are settled are not known here."""
        if not call.number:
            return 1, 0
        same = [
            other.ringing_at
            for other in self._picture.calls.values()
            if other.number == call.number and abs(other.ringing_at - call.ringing_at) <= AGAIN_WITHIN
        ]
        return len(same), max(same) - min(same) if same else 0


def rank(row: CallbackRow) -> tuple[bool, Micros]:
    """Whoever stands out first (silence, again and again), then who waits longest."""
    return (not row.marks and row.times < 2, row.gone_at)


def late_units(picture: Picture, now: Micros) -> tuple[list[LateUnit], int, int]:
    """Units over their time or soon to be, the furthest first; how many are, and how many will be."""
    found: list[tuple[float, LateUnit]] = []
    late = soon = 0
    for unit in picture.units.values():
        limit = unit_limit(unit, picture)
        if limit is None:
            continue
        left = limit - (now - unit.since)
        if left > SOON:
            continue
        late += left <= 0
        soon += left > 0
        incident = picture.incidents.get(unit.incident) if unit.incident is not None else None
        about = ""
        if incident is not None:
            about = translate("health", "INC {n}").format(n=incident.short)
            if incident.place.address:
                about = f"{about} · {incident.place.address}"
        row = LateUnit(unit.id, unit.call_sign, unit.status, unit.since, limit, about)
        found.append(((now - unit.since) / limit, row))
    found.sort(key=lambda one: -one[0])
    return [row for _, row in found[:ROWS]], late, soon
