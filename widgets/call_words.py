"""One call as the queue tells it: its place, its state, what was noticed about it, in words."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from domain.call import CallMark, CallState
from domain.clock import Micros
from domain.observed import Source
from domain.severity import Severity
from widgets.incident_types import type_word
from widgets.look import Look
from widgets.severity import word as severity_word
from widgets.timer import span
from widgets.wait_marks import wait_words


@dataclass(frozen=True, slots=True)
class CallRow:
    """One call as the queue shows it. Text is as it came; times in microseconds UTC, metres.

    `since`: from when the timer counts (the ring, or the answer). `limit`: the answering target, None once
    answered. `offered`: the number of the desk that it rings at first; `offered_yours`: that is this one.
    `repeats`, `nuisance`: what is known of the number. `missed`: calls of this number that nobody answered,
    told in one row. `call_backs`: how often it was called back. `came_from`: the room it flowed over from.
    `place_source`, `place_accuracy`: how `place` is known. `duplicate_of_yours`: metres to your own call.
    `provisional`: the desk's own number (P07-3) while the server has not numbered it.
    """

    id: UUID
    number: str
    severity: Severity
    state: CallState
    since: Micros
    line: str = ""
    type_code: str | None = None
    place: str = ""
    place_source: Source | None = None
    place_accuracy: float | None = None
    duplicate_of_yours: float | None = None
    limit: Micros | None = None
    yours: bool = False
    answered_name: str = ""
    pending: bool = False
    provisional: str = ""
    marks: tuple[CallMark, ...] = ()
    repeats: int = 0
    nuisance: int = 0
    language: str = ""
    offered: str = ""
    offered_yours: bool = False
    came_from: str = ""
    missed: int = 1
    call_backs: int = 0


def mark_words(row: CallRow) -> tuple[tuple[str, str], ...]:
    """What the room noticed about the call, as short as a chip, and the colour of each."""
    translate = QCoreApplication.translate
    told: list[tuple[str, str]] = []
    if row.language:
        told.append((row.language.upper(), "accent.text"))
    if row.repeats:
        told.append((f"×{row.repeats + 1}", "text.primary"))
    if CallMark.SILENT in row.marks:
        told.append((translate("call_queue", "muda"), "text.primary"))
    if CallMark.PRANK in row.marks:
        told.append((translate("call_queue", "¿broma?"), "text.secondary"))
    if CallMark.TEST in row.marks:
        told.append((translate("call_queue", "prueba"), "text.secondary"))
    return tuple(told)


def mark_sentence(row: CallRow) -> str:
    """The same in full, for the tip and for screen readers."""
    translate = QCoreApplication.translate
    told = []
    if row.language:
        told.append(translate("call_queue", "habla {code}").format(code=row.language))
    if row.repeats:
        told.append(translate("call_queue", "{n}.ª llamada en 10 minutos").format(n=row.repeats + 1))
    if CallMark.SILENT in row.marks:
        told.append(translate("call_queue", "llamada muda"))
    if CallMark.PRANK in row.marks:
        words = translate("call_queue", "de este número hubo {n} sin hecho; puede ser real")
        told.append(words.format(n=row.nuisance))
    if CallMark.TEST in row.marks:
        told.append(translate("call_queue", "llamada de prueba"))
    if row.came_from:
        told.append(translate("call_queue", "viene de la sala {room}").format(room=row.came_from))
    return " · ".join(told)


def place_words(row: CallRow, look: Look) -> str:
    """Second line: what happened, how the place is known, the place itself."""
    translate = QCoreApplication.translate
    parts = [type_word(row.type_code)]
    metres = "" if row.place_accuracy is None else look.locale.toString(round(row.place_accuracy))
    place = row.place
    if row.place_source is Source.AML:
        parts.append(translate("call_queue", "AML ± {m} m").format(m=metres) if metres else "AML")
    elif row.place_source is Source.CELL:
        parts.append(translate("call_queue", "Celda"))
        if metres:
            place = translate("call_queue", "{place}, radio {m} m").format(place=row.place, m=metres)
    elif row.place_source is Source.FIXED_LINE:
        parts.append(translate("call_queue", "Fija"))
    if row.duplicate_of_yours is not None:
        near = look.locale.toString(round(row.duplicate_of_yours))
        parts.append(translate("call_queue", "A {m} m de su llamada · posible duplicada").format(m=near))
    parts.append(place)
    shown = " · ".join(part for part in parts if part)
    return shown or translate("call_queue", "Sin ubicación todavía")


def state_words(row: CallRow) -> tuple[str, str]:
    """The words at the right of the second line, and their colour."""
    translate = QCoreApplication.translate
    if row.pending:
        return translate("call_queue", "Atendiendo"), "text.tertiary"
    if row.yours:
        return translate("call_queue", "Usted"), "accent.text"
    if row.state is CallState.ANSWERED:
        return row.answered_name or translate("call_queue", "Atendida"), "text.tertiary"
    if row.state is CallState.ABANDONED:
        return _call_back_words(row), "severity.high"
    if row.state is CallState.ENDED:
        return translate("call_queue", "Cortada"), "text.tertiary"
    if row.offered_yours:
        return translate("call_queue", "Para usted"), "accent.text"
    if row.offered:
        return translate("call_queue", "Suena en {desk}").format(desk=row.offered), "text.secondary"
    if row.came_from:
        return translate("call_queue", "De {room}").format(room=row.came_from), "text.secondary"
    return (
        translate("call_queue", "Línea {line}").format(line=row.line) if row.line else ""
    ), "text.tertiary"


def _call_back_words(row: CallRow) -> str:
    """To be called back; how often the caller tried, and how often we did."""
    translate = QCoreApplication.translate
    if row.call_backs:
        return translate("call_queue", "Devolver · {n} sin respuesta").format(n=row.call_backs)
    if row.missed > 1:
        return translate("call_queue", "Devolver · ×{n}").format(n=row.missed)
    return translate("call_queue", "Devolver")


def spoken(row: CallRow, look: Look, now: Micros) -> str:
    """The row as a screen reader says it (for the model's AccessibleTextRole)."""
    said = QCoreApplication.translate("call_queue", "{severity}. {number}. {place}. {wait}. {state}").format(
        severity=severity_word(row.severity),
        number=row.number,
        place=place_words(row, look),
        wait=span(now - row.since),
        state=state_words(row)[0],
    )
    late = wait_words(now - row.since) if row.state is CallState.RINGING else ""
    return ". ".join(part for part in (said, late, mark_sentence(row)) if part)
