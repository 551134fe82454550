"""What a desk is doing, in a word, an icon and a colour: in the top bar and on the supervisor's wall."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from domain.clock import Micros
from domain.desk import AwayReason, DeskState


@dataclass(frozen=True, slots=True)
class DeskChip:
    """How a desk's state is shown. `since`: µs UTC, counted up; `late`: it has gone on for too long."""

    words: str
    icon: str
    tone: str
    since: Micros
    late: bool = False


def reason_words(reason: str | None) -> str:
    """Why a desk is away, short enough for a chip; a reason without words here is shown as it is."""
    translate = QCoreApplication.translate
    known: dict[str, str] = {
        AwayReason.REST: translate("desk_states", "Descanso"),
        AwayReason.MEAL: translate("desk_states", "Comida"),
        AwayReason.TRAINING: translate("desk_states", "Capacitación"),
        AwayReason.BRIEFING: translate("desk_states", "Reunión"),
        AwayReason.TECHNICAL: translate("desk_states", "Falla técnica"),
        AwayReason.OTHER: translate("desk_states", "En pausa"),
        AwayReason.SUPERVISING: translate("desk_states", "Supervisa"),
        AwayReason.NO_ANSWER: translate("desk_states", "No atendió"),
        AwayReason.LINE_LOST: translate("desk_states", "Sin enlace"),
    }
    return known.get(reason or AwayReason.OTHER, reason or "")


def state_words(state: DeskState) -> str:
    """What a desk does, in a word."""
    translate = QCoreApplication.translate
    return {
        DeskState.EMPTY: translate("desk_states", "Vacío"),
        DeskState.READY: translate("desk_states", "Libre"),
        DeskState.RINGING: translate("desk_states", "Suena"),
        DeskState.ON_CALL: translate("desk_states", "En llamada"),
        DeskState.WRAP_UP: translate("desk_states", "Cierre"),
        DeskState.AWAY: translate("desk_states", "En pausa"),
    }[state]


_LOOKS: dict[DeskState, tuple[str, str]] = {
    DeskState.EMPTY: ("circle-dashed", "text.tertiary"),
    DeskState.READY: ("circle", "unit.available"),
    DeskState.RINGING: ("phone-incoming", "accent.text"),
    DeskState.ON_CALL: ("phone-call-fill", "accent.text"),
    DeskState.WRAP_UP: ("pencil-simple", "text.primary"),
    DeskState.AWAY: ("coffee", "text.secondary"),
}


def chip_of(state: DeskState, reason: str | None, since: Micros, late: bool = False) -> DeskChip:
    """Return how a desk's state is shown; what needs a hand (missed, lost, too long) is orange."""
    icon, tone = _LOOKS[state]
    words = reason_words(reason) if state is DeskState.AWAY else state_words(state)
    alarming = state is DeskState.AWAY and reason in (AwayReason.NO_ANSWER, AwayReason.LINE_LOST)
    return DeskChip(words, icon, "severity.high" if late or alarming else tone, since, late or alarming)
