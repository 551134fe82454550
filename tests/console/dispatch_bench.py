"""A dispatcher's window with everything behind it but the line: the rules of the writer answer at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from backend_client.commands import CommandState
from console.dispatch_room import DispatchRoom
from console.operator_window import OperatorWindow
from console.presenters.alerts import AlertsPresenter
from console.presenters.board import BoardPresenter
from console.presenters.command import CommandPresenter
from console.presenters.intentions import Intentions
from console.presenters.orders import FormActs, OrdersPresenter
from console.presenters.queue import QueuePresenter
from domain.agency import Agency
from domain.commands import OperatorCommand
from domain.context import Context
from domain.decide import decide
from domain.incident import Incident
from domain.inquiries import AnyInquiry, AnyReply
from domain.people import Role
from domain.place import Position
from domain.recommendation import (
    AskRecommendation,
    Basis,
    RankedUnit,
    Reason,
    Recommendation,
    Standing,
    Why,
)
from domain.refusal import Refused
from domain.time_line import AskTimeLine, TimeLine
from domain.unit import FREE, Unit
from tests.console.desk import Answered, Desk, Typed
from widgets.look import Look
from widgets.workspace.defaults import default_layout


class Decided(Typed):
    """Commands that the writer's own rules answer, as if the line took no time."""

    def send(self, command: OperatorCommand) -> Answered:
        made = super().send(command)
        picture, who = self.picture, self.picture.who
        assert who is not None
        world = picture.world()
        try:
            decide(world, command, Context(now=picture.server_now(), actor=who.actor))
        except Refused as refused:
            told = {key: str(value) for key, value in refused.params.items()}
            made.answer(CommandState.REFUSED, refused.code, **told)
            return made
        for thing in world.take_touched():
            if isinstance(thing, Unit):
                picture.put_unit(thing)
            else:
                next(store for store in picture.decided if _holds(store, thing)).put(thing)
        picture.flush()
        made.answer(CommandState.ACCEPTED)
        return made


def _holds(store: Any, thing: object) -> bool:
    known = next(iter(store.values()), None)
    return type(known) is type(thing) if known is not None else _NAMES[type(thing).__name__] == id(store)


_NAMES: dict[str, int] = {}


class _Mint:
    def __init__(self) -> None:
        self._next = 5000

    def mint(self) -> UUID:
        self._next += 1
        return UUID(int=self._next)


class _Nursery:
    """Runs what it is given to its end, at once: nothing here waits for anything."""

    def start(self, work: Coroutine[Any, Any, None], name: str) -> None:
        asyncio.run(work)


class _App:
    def __init__(self, look: Look) -> None:
        self.look, self.mint, self.nursery = look, _Mint(), _Nursery()


class _Map:
    chosen: UUID | None = None

    def choose(self, incident: UUID | None) -> None:
        self.chosen = incident

    def show_ways(self, *ways: Any) -> None:
        """The map on another page."""


class _Form:
    active: UUID | None = None


class _Client:
    """The line's other end: the ranking is by the units' order, first come first."""

    def __init__(self, desk: Desk) -> None:
        self.picture = desk.picture
        self.asked: list[AnyInquiry] = []

    async def ask(self, inquiry: AnyInquiry) -> AnyReply:
        self.asked.append(inquiry)
        if isinstance(inquiry, AskTimeLine):
            return TimeLine(incident=inquiry.incident, entries=())
        assert isinstance(inquiry, AskRecommendation)
        incident = self.picture.incidents.get(inquiry.incident)
        assert incident is not None
        return Recommendation(basis=ranking(self.picture.units.values(), incident), seq=1)


def ranking(units: Any, incident: Incident) -> Basis:
    """Every unit a minute later than the one before it."""
    assert incident.place.position is not None
    rows = [
        RankedUnit(
            unit=unit.id,
            call_sign=unit.call_sign,
            agency=unit.agency,
            standing=Standing.FREE if unit.status in FREE else Standing.ASSIGNED,
            status=unit.status,
            rank=n,
            eta=60 * n,
            counted=60 * n,
            metres=400 * n,
            age=2_000_000,
            at=Position(lat=incident.place.position.lat + 0.001 * n, lon=incident.place.position.lon),
            reasons=(
                Reason(Why.FIRST.value, {"ahead": 60}) if n == 1 else Reason("next_by_road", {"rank": n}),
            ),
            facts=(Reason(Why.BY_ROAD.value, {"metres": 400 * n}),),
        )
        for n, unit in enumerate(sorted(units, key=lambda unit: unit.index), 1)
    ]
    return Basis(
        incident=incident.id,
        as_of=incident.created_at,
        priority=incident.priority,
        at=incident.place.position,
        streets="abc",
        rows=tuple(rows),
    )


class _Bars:
    """Of the bars, whether the keys of dispatch are printed."""

    def __init__(self) -> None:
        self.dispatching: Callable[[], bool] = lambda: True
        self.printed = True

    def tell_keys(self) -> None:
        self.printed = self.dispatching()


class DispatchBench:
    """Martín's desk: the window, the panes, the command line."""

    def __init__(self, qtbot: QtBot, folder: Path, role: Role = Role.DISPATCHER) -> None:
        self.qtbot, self.here, look = qtbot, Desk(), Look()
        self.here.sits(role)
        picture = self.here.picture
        for store, name in zip(
            picture.decided,
            ("Call", "Incident", "Unit", "Alert", "Desk", "Bolo", "LogEntry", "Handover"),
            strict=True,
        ):
            _NAMES[name] = id(store)
        self.here.commands = Decided(picture)
        self.window = OperatorWindow(look, self.here.clock)
        qtbot.addWidget(self.window)
        self.refused: list[str] = []
        self.keys = 0
        window = self.window
        self.bars = _Bars()
        self.form, self.map, self.say_refused = _Form(), _Map(), self.refused.append
        self.intentions = Intentions(self.here.commands, self.refused.append)  # type: ignore[arg-type]
        self.queue = QueuePresenter(picture, self.intentions, window.queue, look, lambda call: None)
        self.alerts = AlertsPresenter(picture, self.intentions, window.alerts, lambda alert: None)
        self.board = BoardPresenter(
            picture, self.here.clock, self.intentions, window.board, lambda lat, lon: "", lambda u, c: None
        )
        acts = FormActs(lambda: None, lambda way: None, lambda: None, lambda place: None)
        self.orders = OrdersPresenter(
            picture, self.queue, self.alerts, self.board, acts, lambda unit, centre: None
        )
        self.command = CommandPresenter(window.command, self.orders, folder, lambda: None)
        self.client = _Client(self.here)
        self.room = DispatchRoom(_App(look), self.client, window, self)  # type: ignore[arg-type]
        window.workspace.set_layout(default_layout(role))

    def show(self) -> None:
        """The window is in front."""
        self.window.resize(1920, 1080)
        with self.qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        QApplication.processEvents()

    def press(self, *keys: Any) -> None:
        """Keys go to whatever has the keyboard; each is counted."""
        for key in keys:
            focus = QApplication.focusWidget() or self.window
            held = ()
            if isinstance(key, tuple):
                *held, key = key
            if held:
                self.qtbot.keyClick(focus, key, held[0])
            else:
                self.qtbot.keyClick(focus, key)
            self.keys += 1
            self.settle()

    def settle(self) -> None:
        """What was put off by a moment is done."""
        for timer in (self.room.panel, self.room.time_line):
            if timer is not None and timer._soon.isActive():
                timer._soon.stop()
                timer._ask_now()
        QApplication.processEvents()

    def sent(self) -> list[object]:
        """What the desk asked of the writer."""
        return [one.command for one in self.here.commands.sent]

    def patrol(self, sign: str, index: int, **more: Any) -> Unit:
        """A unit of this room."""
        return self.here.unit(sign, index, **{"agency": Agency.POLICE, **more})

    def close(self) -> None:
        """Let go of everything."""
        self.window.workspace.windows.close_all()
        for part in (self.room, self.command, self.queue, self.alerts, self.board):
            part.close()
