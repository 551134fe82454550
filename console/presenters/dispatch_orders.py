"""The command line's verbs about incidents and units: all that a dispatcher's mouse can do, and more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Picture
from console import verbs
from console.call_signs import CallSigns
from console.choice import Choice, find_incident, inc
from console.command_line import Order, is_number
from console.presenters.intentions import Intentions
from console.presenters.orders import Handler, OrdersPresenter, Work
from domain.agency import Agency
from domain.commands import DispatchUnit, SetUnitStatus
from domain.dispatch_orders import (
    AddNote,
    ChangeIncident,
    ConfirmSafety,
    ExchangeUnits,
    OverrideDispatch,
    PreemptUnit,
    RaiseAlarmLevel,
    RequestAgency,
    StackUnit,
    UnstackUnit,
)
from domain.incident import Incident
from domain.severity import Severity
from domain.unit import FREE, TRANSITIONS, Unit, UnitStatus
from widgets.command_line import Meaning
from widgets.incident_types import agency_title
from widgets.severity import word as severity_word
from widgets.unit_state import word as state_word

translate = QCoreApplication.translate

LEAST_WHY = 3
"""Letters of a reason, as the writer wants it."""


@dataclass(frozen=True, slots=True)
class Shows:
    """What the verbs bring on the screen."""

    incident: Callable[[UUID], None]
    recommendation: Callable[[UUID], None]
    time_line: Callable[[UUID], None]
    explanation: Callable[[UUID, UUID | None], None]
    eta: Callable[[UUID, UUID], str] = lambda incident, unit: ""


class DispatchOrders:
    """Teaches a desk's command line; each handler looks at the picture at every keystroke."""

    def __init__(
        self, picture: Picture, intentions: Intentions, choice: Choice, signs: CallSigns, shows: Shows
    ) -> None:
        self._picture = picture
        self._intentions = intentions
        self._choice = choice
        self._signs = signs
        self._shows = shows

    def teach(self, orders: OrdersPresenter) -> None:
        """Every verb of this room."""
        for verb, handler in (
            (verbs.DISPATCH, self._dispatch),
            (verbs.STATUS, self._status),
            (verbs.STACK, self._stack),
            (verbs.UNSTACK, self._stack),
            (verbs.OVERRIDE, self._insist),
            (verbs.PREEMPT, self._insist),
            (verbs.EXCHANGE, self._exchange),
            (verbs.SAFE, self._safe),
            (verbs.CHOOSE, self._look(self._shows.incident, translate("orders", "elegir"))),
            (verbs.RECOMMEND, self._look(self._shows.recommendation, translate("orders", "recomendar"))),
            (verbs.TIME_LINE, self._look(self._shows.time_line, translate("orders", "cronología"))),
            (verbs.EXPLAIN, self._explain),
            (verbs.NOTE, self._note),
            (verbs.PRIORITY, self._priority),
            (verbs.ALARM, self._alarm),
            (verbs.REQUEST, self._request),
        ):
            orders.learn(verb, handler)

    # ---- units and incidents ---------------------------------------------------------------------------

    def _dispatch(self, order: Order) -> Work:
        act = translate("orders", "despachar")
        incident, units, left = self._read(order)
        if left:
            return Meaning(act, no_unit(" ".join(left)), wrong=True), None
        if not isinstance(incident, Incident):
            return Meaning(act, incident, wrong=True), None
        if not units:
            return Meaning(act, translate("orders", "falta el móvil"), wrong=True), None
        busy = next((unit for unit in units if unit.status not in FREE), None)
        if busy is not None:
            return Meaning(act, self._busy(busy, incident), wrong=True), None
        signs = ", ".join(unit.call_sign for unit in units)
        about = translate("orders", "{unit} al {incident}").format(unit=signs, incident=inc(incident))
        told = [about, incident.place.address]
        if len(units) == 1:
            told.append(self._shows.eta(incident.id, units[0].id))

        def go() -> None:
            for unit in units:
                self._intentions.send(DispatchUnit(unit=unit.id, incident=incident.id))

        return Meaning(act, " · ".join(filter(None, told))), go

    def _busy(self, unit: Unit, incident: Incident) -> str:
        """Why it cannot simply be sent, and which verbs can."""
        if unit.incident == incident.id:
            return translate("orders", "{unit} ya está en el {incident}").format(
                unit=unit.call_sign, incident=inc(incident)
            )
        words = translate("orders", "{unit} está {state}: use «sacar», «apilar» o «forzar»")
        if unit.status is UnitStatus.ON_SCENE:
            words = translate("orders", "{unit} está {state}: use «apilar» o «canjear»")
        return words.format(unit=unit.call_sign, state=state_word(unit.status).lower())

    def _status(self, order: Order) -> Work:
        status = order.status
        units, left = self._signs.split(order.call_sign.split())
        if status is None or left or not units:
            sign = " ".join(left) or order.call_sign
            return Meaning(translate("orders", "estado"), no_unit(sign), wrong=True), None
        act = state_word(status)
        for unit in units:
            if status not in TRANSITIONS[unit.status]:
                now = translate("orders", "{unit} está {state}").format(
                    unit=unit.call_sign, state=state_word(unit.status).lower()
                )
                return Meaning(act, now, wrong=True), None

        def go() -> None:
            for unit in units:
                self._intentions.send(SetUnitStatus(unit=unit.id, status=status))

        return Meaning(act, ", ".join(unit.call_sign for unit in units)), go

    def _stack(self, order: Order) -> Work:
        again = order.verb == verbs.STACK
        act = translate("orders", "apilar") if again else translate("orders", "desapilar")
        incident, units, left = self._read(order)
        if left or len(units) != 1:
            return Meaning(act, self._one_unit(units, left), wrong=True), None
        if not isinstance(incident, Incident):
            return Meaning(act, incident, wrong=True), None
        kind = StackUnit if again else UnstackUnit
        command = kind(unit=units[0].id, incident=incident.id)
        about = translate("orders", "{incident} después, para {unit}").format(
            incident=inc(incident), unit=units[0].call_sign
        )
        return Meaning(act, about), lambda: self._send(command)

    def _insist(self, order: Order) -> Work:
        """`sacar 1042 M21 motivo`, `forzar 1042 M21 motivo`."""
        kind = PreemptUnit if order.verb == verbs.PREEMPT else OverrideDispatch
        act = translate("orders", "sacar") if kind is PreemptUnit else translate("orders", "forzar")
        incident, units, left = self._read(order)
        if not isinstance(incident, Incident):
            return Meaning(act, incident, wrong=True), None
        if len(units) != 1:
            return Meaning(act, self._one_unit(units, left), wrong=True), None
        why, unit = " ".join(left), units[0]
        if len(why) < LEAST_WHY:
            return Meaning(act, translate("orders", "falta el motivo, después del móvil"), wrong=True), None
        command = kind(unit=unit.id, incident=incident.id, reason=why)
        about = translate("orders", "{unit} al {incident}: {why}").format(
            unit=unit.call_sign, incident=inc(incident), why=why
        )
        return Meaning(act, about), lambda: self._send(command)

    def _exchange(self, order: Order) -> Work:
        act = translate("orders", "canjear")
        units, left = self._signs.split(order.call_sign.split())
        if left or len(units) != 2:
            why = no_unit(" ".join(left)) if left else translate("orders", "hacen falta dos móviles")
            return Meaning(act, why, wrong=True), None
        command = ExchangeUnits(unit=units[0].id, other=units[1].id)
        about = translate("orders", "{unit} por {other}").format(
            unit=units[0].call_sign, other=units[1].call_sign
        )
        return Meaning(act, about), lambda: self._send(command)

    def _safe(self, order: Order) -> Work:
        act = translate("orders", "dotación bien")
        unit = self._signs.find(order.call_sign)
        if unit is None:
            return Meaning(act, no_unit(order.call_sign), wrong=True), None
        return Meaning(act, unit.call_sign), lambda: self._send(ConfirmSafety(unit=unit.id))

    # ---- incidents -------------------------------------------------------------------------------------

    def _look(self, show: Callable[[UUID], None], act: str) -> Handler:
        def handler(order: Order) -> Work:
            incident = self._incident(order.number)
            if not isinstance(incident, Incident):
                return Meaning(act, incident, wrong=True), None
            return Meaning(act, named(incident)), lambda: show(incident.id)

        return handler

    def _explain(self, order: Order) -> Work:
        act = translate("orders", "explicar")
        incident = self._incident(order.number, closed=True)
        if not isinstance(incident, Incident):
            return Meaning(act, incident, wrong=True), None
        unit = self._signs.find(order.text) if order.text else None
        if order.text and unit is None:
            return Meaning(act, no_unit(order.text), wrong=True), None
        about = f"{inc(incident)} · {unit.call_sign}" if unit is not None else inc(incident)
        key = unit.id if unit is not None else None
        return Meaning(act, about), lambda: self._shows.explanation(incident.id, key)

    def _note(self, order: Order) -> Work:
        act = translate("orders", "anotar")
        incident = self._incident(order.number)
        if not isinstance(incident, Incident):
            return Meaning(act, incident, wrong=True), None
        text = order.text.strip()
        if not text:
            return Meaning(act, translate("orders", "falta el texto"), wrong=True), None
        about = f"{inc(incident)}: {text}"
        return Meaning(act, about), lambda: self._send(AddNote(incident=incident.id, text=text))

    def _priority(self, order: Order) -> Work:
        act = translate("orders", "prioridad")
        incident = self._incident(order.number)
        if not isinstance(incident, Incident):
            return Meaning(act, incident, wrong=True), None
        wanted = Severity(int(order.word))
        about = f"{inc(incident)}: {severity_word(wanted)}"
        return Meaning(act, about), lambda: self._send(ChangeIncident(incident=incident.id, priority=wanted))

    def _alarm(self, order: Order) -> Work:
        act = translate("orders", "alarma")
        incident, level = self._incident(order.number), int(order.word)
        if not isinstance(incident, Incident):
            return Meaning(act, incident, wrong=True), None
        if level <= incident.alarm_level:
            words = translate("orders", "{incident} ya está en alarma {level}")
            told = words.format(incident=inc(incident), level=incident.alarm_level)
            return Meaning(act, told, wrong=True), None
        about = translate("orders", "{incident} a alarma {level}").format(incident=inc(incident), level=level)
        return Meaning(act, about), lambda: self._send(RaiseAlarmLevel(incident=incident.id, level=level))

    def _request(self, order: Order) -> Work:
        act = translate("orders", "pedir")
        incident = self._incident(order.number)
        if not isinstance(incident, Incident):
            return Meaning(act, incident, wrong=True), None
        agency = Agency(order.word)
        about = translate("orders", "{agency} para el {incident}").format(
            agency=agency_title(agency), incident=inc(incident)
        )
        return Meaning(act, about), lambda: self._send(RequestAgency(incident=incident.id, agency=agency))

    # ---- what is named ---------------------------------------------------------------------------------

    def _send(self, command: object) -> None:
        self._intentions.send(command)  # type: ignore[arg-type]

    def _incident(self, number: int | None, closed: bool = False) -> Incident | str:
        """The one of this number, the chosen one when none is said; else why there is none."""
        if number is None:
            chosen = self._choice.incident()
            return chosen or translate("orders", "falta el número del incidente")
        found = find_incident(self._picture, number)
        over = find_incident(self._picture, number, closed=True)
        if found is None and over is not None:
            return over if closed else translate("orders", "INC {n} ya está cerrado").format(n=number)
        return found or translate("orders", "no hay incidente {n} abierto").format(n=number)

    def _read(self, order: Order) -> tuple[Incident | str, list[Unit], list[str]]:
        """The incident, the units and the words that are neither; the number may stand on either side."""
        words = order.text.split()
        units, left = self._signs.split(words)
        if units and left and is_number(left[0]):
            return self._incident(int(left[0])), units, left[1:]
        if not units and words and is_number(words[0]):
            units, left = self._signs.split(words[1:])
            return self._incident(int(words[0])), units, left
        return self._incident(None), units, left

    def _one_unit(self, units: list[Unit], left: list[str]) -> str:
        if left and not units:
            return no_unit(" ".join(left))
        return translate("orders", "un móvil a la vez") if units else translate("orders", "falta el móvil")


def named(incident: Incident) -> str:
    """INC 10427 · San Martín 438."""
    return f"{inc(incident)} · {incident.place.address}"


def no_unit(sign: str) -> str:
    """Say that nobody has this sign."""
    return translate("orders", "no hay móvil «{sign}»").format(sign=sign)
