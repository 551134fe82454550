"""The command line's verbs about who does what until an event is over: assume, close, reopen, link, undo."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Picture
from console import verbs
from console.choice import Choice, find_incident, inc
from console.command_line import Order
from console.presenters.alerts import AlertsPresenter
from console.presenters.intentions import Intentions
from console.presenters.orders import Handler, OrdersPresenter, Work
from console.undoing import Undoing
from domain.agency import Agency
from domain.call import Call
from domain.commands import CloseIncident
from domain.dispatch_orders import CloseTask, ReopenIncident, TakeTask
from domain.event_orders import JoinIncidents, LinkCall, SplitIncident, UnlinkCall
from domain.incident import Incident, TaskState
from widgets.command_line import Meaning
from widgets.incident_types import agency_title

translate = QCoreApplication.translate

DONE = "done"
"""How an agency's part ended when nothing else was said."""
LEAST_WHY = 3


def own_agency(picture: Picture, incident: Incident) -> Agency:
    """Return the part of an incident that this desk means: its own agency's, else the first that waits."""
    who = picture.who
    mine = who.operator.agencies if who is not None else ()
    waiting = [task.agency for task in incident.tasks if task.state is TaskState.PENDING]
    named = [*(agency for agency in waiting if not mine or agency in mine), *mine, *waiting]
    return next(iter([*named, *incident.agencies]), Agency.POLICE)


class TaskOrders:
    """Teaches a desk's command line."""

    def __init__(
        self,
        picture: Picture,
        intentions: Intentions,
        choice: Choice,
        alerts: AlertsPresenter,
        call_in_hand: Callable[[], UUID | None],
        undoing: Undoing,
    ) -> None:
        self._picture = picture
        self._intentions = intentions
        self._choice = choice
        self._alerts = alerts
        self._call_in_hand = call_in_hand
        self._undoing = undoing

    def teach(self, orders: OrdersPresenter) -> None:
        """Every verb of this room; closing and taking are also about calls and alerts."""
        for verb, handler in (
            (verbs.ASSUME, self._assume),
            (verbs.CLOSE, self._close(orders.handler(verbs.CLOSE))),
            (verbs.TAKE, self._take(orders.handler(verbs.TAKE))),
            (verbs.REOPEN, self._reopen),
            (verbs.LINK, self._link),
            (verbs.UNLINK, self._unlink),
            (verbs.UNDO, self._undo),
        ):
            orders.learn(verb, handler)

    def _incident(self, number: int | None) -> Incident | str:
        if number is None:
            return self._choice.incident() or translate("orders", "falta el número del incidente")
        found = find_incident(self._picture, number)
        return found or translate("orders", "no hay incidente {n} abierto").format(n=number)

    def _assume(self, order: Order) -> Work:
        act = translate("orders", "asumir")
        incident = self._incident(order.number)
        if not isinstance(incident, Incident):
            return Meaning(act, incident, wrong=True), None
        agency = own_agency(self._picture, incident)
        command = TakeTask(incident=incident.id, agency=agency)
        about = f"{inc(incident)} · {agency_title(agency)}"
        return Meaning(act, about), lambda: self._send(command)

    def _take(self, alerts: Handler) -> Handler:
        """A number that no alert has is an incident's: its part is taken."""

        def handler(order: Order) -> Work:
            there = self._alerts.by_place(order.number or 1) is not None
            if there or order.number is None or find_incident(self._picture, order.number) is None:
                return alerts(order)
            return self._assume(order)

        return handler

    def _close(self, calls: Handler) -> Handler:
        """With a number an incident, or one agency's part of it; without one the call in the form."""

        def handler(order: Order) -> Work:
            chosen = self._choice.incident()
            held = self._call_in_hand() is not None
            if order.number is None and (held or chosen is None or order.disposition is not None):
                return calls(order)
            act = translate("orders", "cerrar incidente")
            incident = self._incident(order.number)
            if not isinstance(incident, Incident):
                return Meaning(act, incident, wrong=True), None
            if order.text:
                return self._close_task(incident, order.text)
            about = inc(incident)
            if incident.units:
                free = translate("orders", "se liberan {n} móviles")
                if len(incident.units) == 1:
                    free = translate("orders", "se libera 1 móvil")
                about = f"{about} · {free.format(n=len(incident.units))}"
            return Meaning(act, about), lambda: self._send(CloseIncident(incident=incident.id))

        return handler

    def _close_task(self, incident: Incident, word: str) -> Work:
        act = translate("orders", "cerrar la parte de")
        request = verbs.verb_of("pedir")
        found = verbs.choice_of(request, word) if request is not None else None
        if found is None:
            known = ", ".join(names[0] for _, names in verbs.AGENCIES)
            return Meaning(
                act, translate("orders", "«{word}» no: {known}").format(word=word, known=known), wrong=True
            ), None
        agency = Agency(found)
        command = CloseTask(incident=incident.id, agency=agency, disposition=DONE)
        return Meaning(act, f"{agency_title(agency)} · {inc(incident)}"), lambda: self._send(command)

    def _reopen(self, order: Order) -> Work:
        act = translate("orders", "reabrir")
        if order.number is None:
            return Meaning(act, translate("orders", "falta el número del incidente"), wrong=True), None
        incident = find_incident(self._picture, order.number, closed=True)
        if incident is None:
            why = translate("orders", "no hay incidente {n} cerrado").format(n=order.number)
            return Meaning(act, why, wrong=True), None
        why = order.text.strip()
        if len(why) < LEAST_WHY:
            return Meaning(act, translate("orders", "falta el motivo, después del número"), wrong=True), None
        command = ReopenIncident(incident=incident.id, reason=why)
        return Meaning(act, f"{inc(incident)}: {why}"), lambda: self._send(command)

    # ---- about one event -------------------------------------------------------------------------------

    def _call(self, number: int) -> Call | None:
        found = [call for call in self._picture.calls.values() if call.short == number]
        return max(found, key=lambda call: call.ringing_at, default=None)

    def _link(self, order: Order) -> Work:
        """`vincular 17 12`: call or incident 17 to incident 12; with one number, to the chosen incident."""
        act = translate("orders", "vincular")
        assert order.number is not None, "the line was read with a number"
        into = self._incident(order.other)
        if not isinstance(into, Incident):
            return Meaning(act, into, wrong=True), None
        call, joined = self._call(order.number), find_incident(self._picture, order.number)
        if call is not None:
            about = translate("orders", "llamada {n} al {incident}").format(
                n=order.number, incident=inc(into)
            )
            linked = LinkCall(call=call.id, incident=into.id)
            return Meaning(act, about), lambda: self._send(linked)
        if joined is None or joined.id == into.id:
            why = translate("orders", "no hay llamada ni otro incidente {n}").format(n=order.number)
            return Meaning(act, why, wrong=True), None
        about = translate("orders", "{incident} al {into}").format(incident=inc(joined), into=inc(into))
        one = JoinIncidents(incident=joined.id, into=into.id)
        return Meaning(act, about), lambda: self._send(one)

    def _unlink(self, order: Order) -> Work:
        act = translate("orders", "desvincular")
        if order.number is None:
            return Meaning(act, translate("orders", "falta el número"), wrong=True), None
        call = self._call(order.number)
        if call is not None and call.incident is not None:
            about = translate("orders", "llamada {n}").format(n=order.number)
            command = UnlinkCall(call=call.id, incident=call.incident)
            return Meaning(act, about), lambda: self._send(command)
        merged = self._merged(order.number)
        if merged is None:
            why = translate("orders", "{n} no está vinculado a nada").format(n=order.number)
            return Meaning(act, why, wrong=True), None
        why = order.text.strip()
        if len(why) < LEAST_WHY:
            return Meaning(act, translate("orders", "falta el motivo, después del número"), wrong=True), None
        split = SplitIncident(incident=merged, reason=why)
        return Meaning(act, f"INC {order.number}: {why}"), lambda: self._send(split)

    def _merged(self, number: int) -> UUID | None:
        known = self._picture.incidents.values()
        return next((i.id for i in known if i.short == number and i.merged_into is not None), None)

    def _undo(self, order: Order) -> Work:
        act = translate("orders", "deshacer")
        way = self._undoing.way()
        if isinstance(way, str):
            return Meaning(act, way, wrong=True), None
        return Meaning(act, way.words), way.go

    def _send(self, command: object) -> None:
        self._intentions.send(command)  # type: ignore[arg-type]
