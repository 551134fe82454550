"""The command line's verbs about the shift's papers: BOLOs, plates, the log and the handover."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Picture
from console import verbs
from console.choice import Choice, find_incident, inc
from console.command_line import Order, is_number
from console.handover_points import faults
from console.plate_lookup import Found, looked_up, plate_in
from console.presenters.intentions import Intentions
from console.presenters.orders import OrdersPresenter, Work
from domain.bolo import Bolo, BoloKind
from domain.clock import HOUR, Micros
from domain.incident import Incident, IncidentState
from domain.shift import Handover
from domain.shift_orders import CancelBolo, IssueBolo, MakeHandover, SignHandover, WriteLog
from widgets.command_line import Meaning

translate = QCoreApplication.translate

LASTS: Micros = 12 * HOUR
"""How long a BOLO lasts when nothing else was said."""
LONGEST_HOURS = 168
LEAST_WHY = 3
_CASE = re.compile(r"^(?:caso|case|causa)[:=](\S+)$", re.IGNORECASE)
_LASTS = re.compile(r"^(\d{1,3})h$", re.IGNORECASE)
_KINDS = {
    "persona": BoloKind.PERSON,
    "person": BoloKind.PERSON,
    "vehiculo": BoloKind.VEHICLE,
    "vehicle": BoloKind.VEHICLE,
}


@dataclass(frozen=True, slots=True)
class PaperShows:
    """What the verbs bring on the screen."""

    bolos: Callable[[], None]
    log: Callable[[], None]
    handover: Callable[[], None]
    found: Callable[[Found], None]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A BOLO as it was typed."""

    what: BoloKind
    title: str
    plate: str
    case: str
    lasts: Micros
    number: int | None


class ShiftOrders:
    """Teaches a desk's command line."""

    def __init__(
        self,
        picture: Picture,
        intentions: Intentions,
        choice: Choice,
        mint: Callable[[], UUID],
        shows: PaperShows,
    ) -> None:
        self._picture = picture
        self._intentions = intentions
        self._choice = choice
        self._mint = mint
        self._shows = shows

    def teach(self, orders: OrdersPresenter) -> None:
        """Every verb of this room."""
        for verb, handler in (
            (verbs.LOOK_UP, self._look_up),
            (verbs.BOLO, self._bolo),
            (verbs.CANCEL_BOLO, self._cancel),
            (verbs.LOG, self._log),
            (verbs.HANDOVER, self._handover),
        ):
            orders.learn(verb, handler)

    # ---- plates and BOLOs ------------------------------------------------------------------------------

    def _look_up(self, order: Order) -> Work:
        act = translate("orders", "buscar patente")
        if not order.word.strip():
            return Meaning(act, translate("orders", "falta la patente"), wrong=True), None
        found = looked_up(self._picture, order.word)
        if not found:
            none = translate("orders", "{plate} no está en ningún BOLO ni incidente de hoy")
            return Meaning(act, none.format(plate=order.word.strip().upper())), None
        told = " · ".join(one.words for one in found[:2])
        if len(found) > 2:
            told += translate("orders", " y {n} más").format(n=len(found) - 2)
        return Meaning(act, told), lambda: self._shows.found(found[0])

    def _bolo(self, order: Order) -> Work:
        act = translate("orders", "emitir BOLO")
        if not order.word.strip():
            return Meaning(translate("orders", "ver los BOLO"), ""), self._shows.bolos
        wanted = _wanted(order.word)
        if len(wanted.title) < LEAST_WHY:
            return Meaning(act, translate("orders", "falta qué se busca"), wrong=True), None
        incident = self._about(wanted)
        if isinstance(incident, str):
            return Meaning(act, incident, wrong=True), None
        if incident is None and not wanted.case:
            why = translate("orders", "falta el incidente o el expediente: 1042 … o caso:123/26")
            return Meaning(act, why, wrong=True), None
        where = inc(incident) if incident is not None else wanted.case
        hours = translate("orders", "{n} h").format(n=wanted.lasts // HOUR)
        return Meaning(act, f"{wanted.title} · {where} · {hours}"), lambda: self._issue(wanted, incident)

    def _about(self, wanted: _Wanted) -> Incident | str | None:
        if wanted.number is None:
            return None if wanted.case else self._choice.incident()
        found = find_incident(self._picture, wanted.number)
        return found or translate("orders", "no hay incidente {n} abierto").format(n=wanted.number)

    def _issue(self, wanted: _Wanted, incident: Incident | None) -> None:
        self._intentions.send(
            IssueBolo(
                bolo=self._mint(),
                what=wanted.what,
                title=wanted.title,
                expires_at=self._picture.server_now() + wanted.lasts,
                plate=wanted.plate,
                case=wanted.case,
                incident=incident.id if incident is not None else None,
            )
        )

    def _cancel(self, order: Order) -> Work:
        act = translate("orders", "levantar BOLO")
        if order.number is None:
            return Meaning(act, translate("orders", "falta el número del BOLO"), wrong=True), None
        bolo = self._by_short(order.number)
        if bolo is None:
            why = translate("orders", "no hay BOLO {n} vigente").format(n=order.number)
            return Meaning(act, why, wrong=True), None
        why = order.text.strip()
        if len(why) < LEAST_WHY:
            return Meaning(act, translate("orders", "falta el motivo, después del número"), wrong=True), None
        command = CancelBolo(bolo=bolo.id, reason=why)
        return Meaning(act, f"{bolo.short} · {bolo.title}: {why}"), lambda: self._send(command)

    def _by_short(self, number: int) -> Bolo | None:
        now = self._picture.server_now()
        return next(
            (
                bolo
                for bolo in self._picture.bolos.values()
                if bolo.short == number and bolo.cancelled_at is None and bolo.expires_at > now
            ),
            None,
        )

    # ---- log and handover ------------------------------------------------------------------------------

    def _log(self, order: Order) -> Work:
        text = order.word.strip()
        if not text:
            return Meaning(translate("orders", "ver la bitácora"), ""), self._shows.log
        command = WriteLog(entry=self._mint(), text=text)
        return Meaning(translate("orders", "escribir en la bitácora"), text), lambda: self._send(command)

    def _handover(self, order: Order) -> Work:
        if order.word == "make":
            open_ones = sum(i.state is not IncidentState.CLOSED for i in self._picture.incidents.values())
            about = translate("orders", "{n} incidentes abiertos").format(n=open_ones)
            if open_ones == 1:
                about = translate("orders", "1 incidente abierto")
            return Meaning(translate("orders", "generar el relevo"), about), self.make_handover
        if order.word != "sign":
            return Meaning(translate("orders", "ver el relevo"), ""), self._shows.handover
        act = translate("orders", "firmar el relevo")
        handover = to_sign(self._picture)
        if isinstance(handover, str):
            return Meaning(act, handover, wrong=True), None
        how = translate("orders", "como quien entrega")
        if handover.given is not None:
            how = translate("orders", "como quien recibe")
        return Meaning(act, how), self.sign_handover

    def make_handover(self, remarks: str = "") -> None:
        """Have the server put down what the next shift must know, with what only this desk sees."""
        points = faults(self._picture)
        self._send(MakeHandover(handover=self._mint(), points=points, remarks=remarks))
        self._shows.handover()

    def sign_handover(self) -> None:
        """Sign the one that waits, as whoever gives it or whoever takes it."""
        handover = to_sign(self._picture)
        if isinstance(handover, Handover):
            self._send(SignHandover(handover=handover.id))

    def _send(self, command: object) -> None:
        self._intentions.send(command)  # type: ignore[arg-type]


def latest_handover(picture: Picture) -> Handover | None:
    """Return the room's last one."""
    return max(picture.handovers.values(), key=lambda one: one.made_at, default=None)


def to_sign(picture: Picture) -> Handover | str:
    """Return the handover that this person may sign now, or why there is none."""
    found, who = latest_handover(picture), picture.who
    if found is None or who is None:
        return translate("orders", "no hay relevo: «relevo generar»")
    if found.given is not None and found.taken is not None:
        return translate("orders", "ya lo firmaron los dos: «relevo generar» hace otro")
    if found.given is not None and found.given.operator == who.operator.id:
        return translate("orders", "usted ya firmó: firma quien recibe, con su propio ingreso")
    return found


def _wanted(typed: str) -> _Wanted:
    """`[1042] [persona] [12h] [caso:123/26] [patente] texto`, in any order before the text."""
    words = typed.split()
    number = int(words.pop(0)) if words and is_number(words[0]) else None
    what, case, lasts, plate = BoloKind.OTHER, "", LASTS, ""
    while words:
        head = words[0]
        if verbs.plain(head) in _KINDS:
            what = _KINDS[verbs.plain(head)]
        elif match := _CASE.match(head):
            case = match[1]
        elif (match := _LASTS.match(head)) and 0 < int(match[1]) <= LONGEST_HOURS:
            lasts = int(match[1]) * HOUR
        else:
            break
        words.pop(0)
    plate = next(filter(None, (plate_in(word) for word in words)), "")
    if plate:
        what = BoloKind.VEHICLE
    return _Wanted(what, " ".join(words)[:240], plate, case, lasts, number)
