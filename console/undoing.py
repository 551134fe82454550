"""Taking back one's own last order, where the rules allow it: the opposite is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Picture
from console.choice import inc
from domain.commands import CloseIncident, DispatchUnit, OperatorCommand, SetUnitStatus
from domain.dispatch_orders import (
    ChangeIncident,
    ExchangeUnits,
    ReopenIncident,
    StackUnit,
    UnstackUnit,
)
from domain.event_orders import JoinIncidents, LinkCall, SplitIncident, UnlinkCall
from domain.incident import IncidentState
from domain.severity import Severity
from domain.shift_orders import CancelBolo, IssueBolo
from domain.unit import FREE, TRANSITIONS, Unit, UnitStatus
from widgets.severity import word as severity_word
from widgets.unit_state import word as state_word

translate = QCoreApplication.translate

_S = UnitStatus


@dataclass(frozen=True, slots=True)
class Way:
    """How the last order is taken back: in words, and what does it."""

    words: str
    go: Callable[[], None]


@dataclass(frozen=True, slots=True)
class _Done:
    command: OperatorCommand
    status: UnitStatus | None = None
    priority: Severity | None = None


class Undoing:
    """Remembers the last order that this desk gave, with what it changed.

    `send` asks for the opposite; what it asks for is not remembered, so that undoing twice does nothing new.
    """

    def __init__(self, picture: Picture, send: Callable[[OperatorCommand], object]) -> None:
        self._picture = picture
        self._send = send
        self._last: _Done | None = None
        self._busy = False

    def note(self, command: OperatorCommand) -> None:
        """An order is being given; called before the picture has changed by it."""
        if self._busy:
            return
        unit_id, incident_id = getattr(command, "unit", None), getattr(command, "incident", None)
        unit = self._picture.units.get(unit_id) if isinstance(unit_id, UUID) else None
        incident = self._picture.incidents.get(incident_id) if isinstance(incident_id, UUID) else None
        self._last = _Done(
            command,
            unit.status if unit is not None else None,
            incident.priority if incident is not None else None,
        )

    def forget(self) -> None:
        """Another person sits here now."""
        self._last = None

    def way(self) -> Way | str:
        """Return how the last order can be taken back now, or why it cannot."""
        last = self._last
        if last is None:
            return translate("orders", "no hay nada que deshacer")
        match last.command:
            case DispatchUnit(unit=unit, incident=incident):
                return self._recall(unit, incident)
            case SetUnitStatus(unit=unit, status=status):
                return self._step_back(unit, status, last.status)
            case CloseIncident(incident=incident):
                return self._reopen(incident)
            case LinkCall(call=call, incident=incident):
                opposite: OperatorCommand = UnlinkCall(call=call, incident=incident)
                return self._way(translate("orders", "desvincular la llamada"), opposite)
            case JoinIncidents(incident=incident):
                opposite = SplitIncident(incident=incident, reason=_why())
                return self._way(translate("orders", "separar los incidentes"), opposite)
            case StackUnit(unit=unit, incident=incident):
                opposite = UnstackUnit(unit=unit, incident=incident)
                return self._way(translate("orders", "desapilar"), opposite)
            case UnstackUnit(unit=unit, incident=incident):
                return self._way(
                    translate("orders", "volver a apilar"), StackUnit(unit=unit, incident=incident)
                )
            case ExchangeUnits(unit=unit, other=other):
                return self._way(
                    translate("orders", "volver a canjear"), ExchangeUnits(unit=unit, other=other)
                )
            case ChangeIncident(incident=incident, priority=priority) if priority and last.priority:
                return self._priority(incident, priority, last.priority)
            case IssueBolo(bolo=bolo):
                return self._way(
                    translate("orders", "levantar el BOLO"), CancelBolo(bolo=bolo, reason=_why())
                )
        return translate("orders", "la última orden no se deshace")

    def _recall(self, key: UUID, incident: UUID) -> Way | str:
        """A unit that was sent may be called back until it moves."""
        unit = self._picture.units.get(key)
        if unit is None or unit.incident != incident or unit.status is not _S.DISPATCHED:
            return self._gone_on(unit)
        words = translate("orders", "{unit} queda libre").format(unit=unit.call_sign)
        return self._way(words, SetUnitStatus(unit=key, status=_S.AVAILABLE))

    def _step_back(self, key: UUID, status: UnitStatus, before: UnitStatus | None) -> Way | str:
        unit = self._picture.units.get(key)
        if unit is None or unit.status is not status:
            return self._gone_on(unit)
        if before is None or before not in TRANSITIONS[status] or (before not in FREE and status in FREE):
            words = translate("orders", "{unit} no puede volver a «{state}»")
            state = state_word(before).lower() if before is not None else "…"
            return words.format(unit=unit.call_sign, state=state)
        words = translate("orders", "{unit} vuelve a «{state}»")
        return self._way(
            words.format(unit=unit.call_sign, state=state_word(before).lower()),
            SetUnitStatus(unit=key, status=before),
        )

    def _reopen(self, key: UUID) -> Way | str:
        incident = self._picture.incidents.get(key)
        if incident is None or incident.state is not IncidentState.CLOSED:
            return translate("orders", "no hay nada que deshacer")
        words = translate("orders", "reabrir {incident}; los móviles siguen donde están")
        return self._way(words.format(incident=inc(incident)), ReopenIncident(incident=key, reason=_why()))

    def _priority(self, key: UUID, given: Severity, before: Severity) -> Way | str:
        incident = self._picture.incidents.get(key)
        if incident is None or incident.priority is not given:
            return translate("orders", "la prioridad ya es otra")
        words = f"{inc(incident)}: {severity_word(before)}"
        return self._way(words, ChangeIncident(incident=key, priority=before))

    def _gone_on(self, unit: Unit | None) -> str:
        if unit is None:
            return translate("orders", "ese móvil ya no está")
        return translate("orders", "tarde: {unit} está {state}").format(
            unit=unit.call_sign, state=state_word(unit.status).lower()
        )

    def _way(self, words: str, command: OperatorCommand) -> Way:
        def go() -> None:
            self._busy = True
            try:
                self._send(command)
            finally:
                self._busy = False
            self._last = None

        return Way(words, go)


def _why() -> str:
    return translate("orders", "orden deshecha por quien la dio")
