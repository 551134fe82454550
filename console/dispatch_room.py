"""What a desk has for dispatching and for the shift's papers: what is chosen, panes, keys and verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from backend_client.client import Client
from console.call_signs import CallSigns
from console.choice import Choice, shown_number, with_numbers_of_the_day
from console.dispatch_keys import DispatchKeys
from console.needs import site_plans
from console.operator_window import OperatorWindow
from console.plate_lookup import Found
from console.presenters.dispatch import DispatchPresenter
from console.presenters.dispatch_orders import DispatchOrders, Shows
from console.presenters.papers import BoloPresenter, HandoverPresenter, LogPresenter
from console.presenters.pending import PendingPresenter
from console.presenters.shift_orders import PaperShows, ShiftOrders
from console.presenters.taking_up import TakingUp
from console.presenters.task_orders import TaskOrders
from console.presenters.time_line import TimeLinePresenter
from console.strip_streets import StripStreets
from console.undoing import Undoing
from console.unit_menu import UnitMenu
from domain.commands import CloseIncident, DispatchUnit, OperatorCommand
from domain.incident import IncidentState
from domain.unit import FREE
from domain.workspace import Slot
from widgets.bolo_list import BoloList
from widgets.dispatch_panel.dispatch_panel import DispatchPanel
from widgets.dispatch_panel.view import Going
from widgets.handover import HandoverPane
from widgets.pane import Pane
from widgets.pending_pane import PendingPane
from widgets.shift_log import ShiftLog
from widgets.time_line import TimeLinePane
from widgets.unit_board import UnitRow

if TYPE_CHECKING:
    from console.app import App
    from console.desk import Desk

translate = QCoreApplication.translate


class DispatchRoom:
    """One a desk, while somebody sits there."""

    def __init__(self, app: App, client: Client, window: OperatorWindow, desk: Desk) -> None:
        self._app, self._client, self._window, self._desk = app, client, window, desk
        picture, orders = client.picture, desk.orders
        self.choice = Choice(picture)
        self.signs = CallSigns(picture)
        self.undoing = Undoing(picture, lambda command: desk.intentions.send(command))
        desk.intentions.noted = self._noted
        self._plans = site_plans()
        self._streets = StripStreets()
        self.pending: PendingPresenter | None = None
        self.panel: DispatchPresenter | None = None
        self.time_line: TimeLinePresenter | None = None
        self.bolos: BoloPresenter | None = None
        self._others: list[LogPresenter | HandoverPresenter] = []
        self._by_hand = False
        shows = Shows(
            self.show_incident, self.show_recommendation, self.show_time_line, self.explain, self._eta
        )
        DispatchOrders(picture, desk.intentions, self.choice, self.signs, shows).teach(orders)
        TaskOrders(
            picture, desk.intentions, self.choice, desk.alerts, lambda: desk.form.active, self.undoing
        ).teach(orders)
        papers = PaperShows(
            lambda: self._go(Slot.BOLOS),
            lambda: self._go(Slot.LOG),
            lambda: self._go(Slot.HANDOVER),
            self._show_found,
        )
        self.papers = ShiftOrders(picture, desk.intentions, self.choice, app.mint.mint, papers)
        self.papers.teach(orders)
        for slot, key, make in (
            (Slot.PENDING, "Alt 6", self._make_pending),
            (Slot.DISPATCH, "Alt D", self._make_panel),
            (Slot.TIME_LINE, "Alt C", self._make_time_line),
            (Slot.BOLOS, "Alt B", self._make_bolos),
            (Slot.LOG, "Alt L", self._make_log),
            (Slot.HANDOVER, "Alt R", self._make_handover),
        ):
            window.put_later(slot, key, make)
        window.board.selected.connect(self.choice.choose_unit)
        self._taking_up = [TakingUp(window.board.list, self._taken_up)]
        self.keys = DispatchKeys(
            window, picture, desk.intentions, self.choice, self.type_line, self.send_chosen, desk.say_refused
        )
        self._unit_menu = UnitMenu(window.board, picture, desk.intentions, self.choice)
        desk.bars.dispatching = self.keys.here
        window.workspace.laid_out.connect(desk.bars.tell_keys)
        self._end = self.choice.subscribe(self._chosen)
        desk.intentions.shown = self._with_numbers_of_the_day

    def close(self) -> None:
        """Follow the picture no more."""
        self._desk.intentions.noted = lambda command: None
        self._window.board.selected.disconnect(self.choice.choose_unit)
        self._window.workspace.laid_out.disconnect(self._desk.bars.tell_keys)
        self._end()
        for watch in self._taking_up:
            watch.close()
        made = (
            self.signs,
            self.keys,
            self._unit_menu,
            self.pending,
            self.panel,
            self.time_line,
            self.bolos,
            *self._others,
        )
        for part in made:
            if part is not None:
                part.close()

    def welcome(self) -> None:
        """Somebody else sits here: what the last one did is not theirs to undo."""
        self.undoing.forget()

    def time_passes(self) -> None:
        """Some tenth of a second has gone by."""
        now = self._client.picture.server_now()
        self.keys.look_again()
        self._desk.bars.tell_keys()
        if self.panel is not None:
            self.panel.time_passes(now)
        if self.bolos is not None:
            self.bolos.time_passes(now)

    def _noted(self, command: OperatorCommand) -> None:
        """An order about the chosen incident holds the choice there: somebody works on it."""
        self.undoing.note(command)
        chosen = self.choice.incident()
        if chosen is not None and getattr(command, "incident", None) == chosen.id:
            self._by_hand = not isinstance(command, CloseIncident)

    # ---- what is shown ---------------------------------------------------------------------------------

    def show_incident(self, incident: UUID) -> None:
        """Choose an incident, on the page that shows it; the map goes there."""
        self._by_hand = True
        self.choice.choose_incident(incident)
        self._window.workspace.turn_to(Slot.PENDING)
        self._show_on_map(incident)

    def show_recommendation(self, incident: UUID) -> None:
        """The same, with the keyboard on who should go."""
        self.show_incident(incident)
        self._go(Slot.DISPATCH)

    def show_time_line(self, incident: UUID) -> None:
        """The same, looking at what has happened."""
        self.show_incident(incident)
        self._go(Slot.TIME_LINE)

    def explain(self, incident: UUID, unit: UUID | None) -> None:
        """Why the units of an incident ranked as they did."""
        self.show_recommendation(incident)
        if self.panel is not None:
            self.panel.explain(incident, unit)

    def type_line(self, words: str) -> None:
        """Put the beginning of an order into the command line, with the keyboard behind it."""
        line = self._window.command
        line.set_text(words)
        line.field.setFocus()
        line.field.end(False)
        self._desk.command.typed(words)

    def _go(self, slot: Slot) -> None:
        """Have a pane on the screen and the keyboard in it."""
        if self._window.workspace.turn_to(slot):
            pane = self._window.workspace.pane(slot)
            if isinstance(pane, Pane):
                pane.take_focus()

    def _show_found(self, found: Found) -> None:
        if found.incident is not None:
            self.show_incident(found.incident)
        else:
            self._go(Slot.BOLOS)

    def _show_on_map(self, incident: UUID) -> None:
        found = self._client.picture.incidents.get(incident)
        if found is not None and found.place.position is not None:
            self._window.map.show_place(found.place.position.lat, found.place.position.lon)

    def _with_numbers_of_the_day(self, params: dict[str, str]) -> dict[str, str]:
        """A refusal names incidents as everything else here does."""
        return with_numbers_of_the_day(params, self._client.picture)

    def _eta(self, incident: UUID, unit: UUID) -> str:
        return self.panel.eta(incident, unit) if self.panel is not None else ""

    # ---- what is sent ----------------------------------------------------------------------------------

    def send(self, row: Going) -> None:
        """A person wants this unit to go: at once when it is free, in words with a reason when it is not."""
        incident, unit = self.choice.incident(), self._client.picture.units.get(row.unit)
        if incident is None or unit is None:
            return
        self.choice.choose_unit(unit.id)
        if unit.status in FREE:
            self._desk.intentions.send(DispatchUnit(unit=unit.id, incident=incident.id))
        else:
            words = translate("dispatch", "sacar {n} {unit} ")
            self.type_line(words.format(n=shown_number(incident), unit=unit.call_sign))

    def send_chosen(self) -> None:
        """F9: the chosen unit when it is free, else the first that is recommended."""
        incident, unit = self.choice.incident(), self.choice.unit()
        if incident is None:
            self._desk.say_refused(translate("dispatch", "Elija primero un incidente."))
        elif unit is not None and unit.status in FREE:
            self._desk.intentions.send(DispatchUnit(unit=unit.id, incident=incident.id))
        elif self.panel is not None and (first := self.panel.first()) is not None:
            self.send(first)
        else:
            self._desk.say_refused(translate("dispatch", "Elija un móvil libre."))

    # ---- panes -----------------------------------------------------------------------------------------

    def _chosen(self) -> None:
        incident = self.choice.incident()
        self._desk.map.choose(incident.id if incident is not None else None)
        if self.pending is not None and incident is not None:
            self.pending.choose(incident.id)

    def _incidents_changed(self, keys: list[UUID]) -> None:
        """Something is always chosen while anything waits: the gravest, until a hand chooses another."""
        chosen = self.choice.incident()
        if chosen is not None and chosen.state is IncidentState.CLOSED and chosen.id in keys:
            self._by_hand = False
        free = chosen is None or not self._by_hand
        if free and self.pending is not None and self.pending.rows.rowCount():
            self.choice.choose_incident(self.pending.rows.values()[0].id)

    def _taken_up(self, row: object) -> None:
        """The keyboard has come to a unit: keys are about the one that is seen to be chosen."""
        if isinstance(row, Going):
            self.choice.choose_unit(row.unit)
        elif isinstance(row, UnitRow):
            self.choice.choose_unit(row.id)

    def _picked(self, incident: UUID) -> None:
        """The cursor of the list is on it: by hand, when it was not put there from here."""
        chosen = self.choice.incident()
        if chosen is None or chosen.id != incident:
            self._by_hand = True
            self.choice.choose_incident(incident)

    def _add(self, pane: Pane) -> QWidget:
        who = self._client.picture.who
        pane.set_exercise(who is not None and who.room.exercise)
        self._window.add_pane(pane)
        return pane

    def _make_pending(self) -> QWidget:
        pane = PendingPane(self._app.look)
        self.pending = PendingPresenter(
            self._client.picture, pane, self._plans, self._picked, self.show_recommendation
        )
        self.pending.told = self._incidents_changed
        self._incidents_changed([])
        return self._add(pane)

    def _make_panel(self) -> QWidget:
        pane = DispatchPanel(self._app.look)
        self._taking_up.append(TakingUp(pane.list, self._taken_up))
        self.panel = DispatchPresenter(
            self._client.picture, self.choice, self._plans, self._streets, pane, self._client.ask,
            self._app.nursery.start, self.send,
        )  # fmt: skip
        self.panel.told = self._desk.map.show_ways
        return self._add(pane)

    def _make_time_line(self) -> QWidget:
        pane = TimeLinePane(self._app.look)
        self.time_line = TimeLinePresenter(
            self._client.picture, self.choice, self._desk.intentions, pane, self._client.ask,
            self._app.nursery.start,
        )  # fmt: skip
        return self._add(pane)

    def _make_bolos(self) -> QWidget:
        pane = BoloList(self._app.look)
        self.bolos = BoloPresenter(self._client.picture, pane, self.type_line, self.show_incident)
        return self._add(pane)

    def _make_log(self) -> QWidget:
        pane = ShiftLog(self._app.look)
        self._others.append(
            LogPresenter(
                self._client.picture, self._desk.intentions, pane, self._app.look, self._app.mint.mint
            )
        )
        return self._add(pane)

    def _make_handover(self) -> QWidget:
        pane = HandoverPane(self._app.look)
        self._others.append(
            HandoverPresenter(
                self._client.picture, pane, self.papers.make_handover, self.papers.sign_handover
            )
        )
        return self._add(pane)
