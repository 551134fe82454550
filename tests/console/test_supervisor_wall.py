"""The supervisor's wall tells what this desk knows, since when, and how old it is; the rest is not known."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from backend_client.picture import LinkState
from console.presenters.pending import PendingPresenter
from console.presenters.supervisor_health import HealthFeed
from console.supervisor_wall import WallPresenter
from domain.alert import AlertState
from domain.clock import HOUR, MINUTE, SECOND
from domain.incident import IncidentState
from domain.inquiries import AnyInquiry, AnyReply
from domain.refusal import Refused
from domain.response_plan import Plans
from domain.room_health import STAFF_STEP, QueueHealth, RoomHealth, Staffing, StaffStep
from domain.room_health import Figure as Figure_
from domain.severity import Severity
from domain.unit import UnitStatus
from tests.console.desk import Desk
from widgets.look import Look
from widgets.pane_faces import PaneState
from widgets.pending_pane import PendingPane
from widgets.supervisor_wall.city import CityGround
from widgets.supervisor_wall.view import Figure
from widgets.supervisor_wall.wall import SupervisorWall
from widgets.timer import local

OUTLINE = ((-58.53, -34.55), (-58.34, -34.55), (-58.34, -34.70), (-58.53, -34.70))


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return Look()


@pytest.fixture
def desk() -> Desk:
    return Desk()


def told(desk: Desk, **more: object) -> RoomHealth:
    """What the server says of the room."""
    now = desk.picture.server_now()
    seconds = {"p50": 4 * SECOND, "p90": 9 * SECOND, "p95": 14 * SECOND}
    minutes = {"p50": 44 * SECOND, "p90": 112 * SECOND, "p95": 140 * SECOND}
    course = (None, 0.9, 0.93)
    figures = (
        Figure_(code="ring_15", n=752, **seconds, share=0.931, met=True, course=course),
        Figure_(code="ring_20", n=752, **seconds, share=0.90, met=False),
        Figure_(code="dispatch", n=190, **minutes, share=0.9, met=True),
    )
    queue = QueueHealth(depth=(0, 2, 4), settled=752, abandoned=21, called_back=14)
    return replace(RoomHealth(at=now, since=now - HOUR, whole=True, figures=figures, queue=queue), **more)


class Wall:
    """A wall at Lucía's desk, and a server that answers what it is asked."""

    def __init__(self, desk: Desk, look: Look) -> None:
        self.desk = desk
        self.widget = SupervisorWall(look, CityGround(outline=OUTLINE))
        self.widget.resize(1920, 1080)
        self.answer: RoomHealth | Refused = Refused("link.silent")
        self.asked = 0
        self.feed = HealthFeed(self._ask, self._start, desk.clock)
        self.presenter = WallPresenter(
            desk.picture, desk.clock, look, self.widget, lambda lat, lon: "Monserrat", self.feed, lambda: None
        )

    async def _ask(self, inquiry: AnyInquiry) -> AnyReply:
        self.asked += 1
        if isinstance(self.answer, Refused):
            raise self.answer
        return self.answer

    def _start(self, work: Coroutine[Any, Any, None], name: str) -> None:
        asyncio.run(work)

    def figure(self, title: str) -> Figure:
        return next(one for one in self.presenter.view().figures if one.title == title)

    def pass_time(self, seconds: float) -> None:
        self.desk.clock.advance(seconds)
        self.desk.picture.time.beat(self.desk.clock.now())
        self.feed.time_passes()


@pytest.fixture
def wall(qtbot: QtBot, desk: Desk, look: Look) -> Iterator[Wall]:
    made = Wall(desk, look)
    qtbot.addWidget(made.widget)
    made.widget.show()
    yield made
    made.feed.close()


def test_before_the_server_has_told_anything_no_number_is_made_up(wall: Wall) -> None:
    view = wall.presenter.view()
    assert len(view.figures) == 5
    known = {one.title: one.value for one in view.figures}
    assert known.pop("En cola") == "0"
    assert set(known.values()) == {""}
    assert "contando" in wall.figure("Atendidas en 15 s").words
    wall.pass_time(1)
    assert "sin servidor" in wall.figure("Atendidas en 15 s").words


def test_the_figures_are_the_server_s_and_not_what_this_desk_has_seen(wall: Wall, desk: Desk) -> None:
    wall.answer = told(desk)
    wall.pass_time(1)
    fifteen, twenty = wall.figure("Atendidas en 15 s"), wall.figure("Atendidas en 20 s")
    assert (fifteen.value, fifteen.unit, fifteen.missed) == ("93,1", "%", False)
    assert fifteen.words == "última hora · p90 9 s"
    assert fifteen.history == (None, 0.9, 0.93)
    assert (twenty.value, twenty.missed) == ("90,0", True)
    gone = wall.figure("Abandonadas")
    assert (gone.value, gone.words, gone.missed) == ("2,8", "21 de 752 · 14 rellamadas", False)
    sent = wall.figure("Despacho p90")
    assert (sent.value, sent.target, sent.missed) == ("1:52", "meta 2:00", False)
    assert wall.figure("En cola").history == (0.0, 2.0, 4.0)


def test_a_server_that_knows_less_than_an_hour_says_since_when(wall: Wall, desk: Desk) -> None:
    wall.answer = told(desk, since=desk.picture.server_now() - 20 * MINUTE)
    wall.pass_time(1)
    assert wall.figure("Atendidas en 15 s").words.startswith("desde ")


def test_figures_are_asked_for_once_a_second_and_only_while_somebody_looks(wall: Wall, desk: Desk) -> None:
    wall.answer = told(desk)
    for _ in range(30):
        wall.pass_time(0.1)
    assert wall.asked == 3
    wall.widget.hide()
    for _ in range(30):
        wall.pass_time(0.1)
    assert wall.asked == 3


def test_a_shortage_to_come_stands_on_the_wall_with_its_hours(wall: Wall, desk: Desk) -> None:
    first = desk.picture.server_now() // STAFF_STEP * STAFF_STEP
    need = (46, 49, 51, 49, 46)
    steps = tuple(
        StaffStep(begins=first + n * STAFF_STEP, calls=400, needed=needed, needed_low=needed - 2,
                  needed_high=needed + 2, staffed=46)
        for n, needed in enumerate(need)
    )  # fmt: skip
    wall.answer = told(desk, staffing=Staffing(handling_s=90.0, desks=53, present=46, steps=steps))
    wall.pass_time(1)
    wall.widget.show_view(wall.presenter.view())
    at = local(first + STAFF_STEP, wall.widget.staffing.look).strftime("%H:%M")
    until = local(first + 4 * STAFF_STEP, wall.widget.staffing.look).strftime("%H:%M")
    assert wall.widget.staffing.words() == (f"Faltan 5 operadores de {at} a {until}", True)


def test_the_queue_says_its_oldest_and_turns_orange_after_thirty_seconds(wall: Wall, desk: Desk) -> None:
    desk.rings(ago=12.0, location=desk.located(-34.61, -58.38))
    figure = wall.figure("En cola")
    assert (figure.value, figure.missed) == ("1", False)
    assert figure.words == "más antigua 00:12 · Monserrat"
    wall.pass_time(19)
    assert wall.figure("En cola").missed


def test_units_over_their_time_come_first_and_those_that_soon_will_be_are_counted(
    wall: Wall, desk: Desk
) -> None:
    now = desk.picture.server_now()
    incident = desk.incident()
    desk.unit("M 1-142", 1, status=UnitStatus.DELAYED, since=now - 9 * MINUTE, incident=incident.id)
    desk.unit("M 1-061", 2, status=UnitStatus.ON_SCENE, since=now - 41 * MINUTE)
    desk.unit("M 1-204", 3, since=now - 3 * HOUR)  # available as long as it likes
    view = wall.presenter.view()
    assert [row.call_sign for row in view.overdue] == ["M 1-142", "M 1-061"]
    assert (view.overdue_count, view.soon, view.units, view.available) == (1, 1, 3, 1)
    assert view.overdue[0].about == f"INC {incident.short} · San Martín 438"


def test_incidents_are_counted_by_severity_and_those_without_a_place_are_told(wall: Wall, desk: Desk) -> None:
    incident = desk.incident(priority=Severity.CRITICAL)
    desk.incident("26-0001043", place=replace(incident.place, position=None))
    desk.incident("26-0001044", state=IncidentState.CLOSED)
    view = wall.presenter.view()
    assert dict(view.counts) == {
        Severity.CRITICAL: 1, Severity.HIGH: 1, Severity.MEDIUM: 0, Severity.LOW: 0,
    }  # fmt: skip
    assert (len(view.marks), view.placeless) == (1, 1)


def test_the_worst_alarm_that_nobody_took_stands_in_the_middle(wall: Wall, desk: Desk) -> None:
    desk.alert(Severity.HIGH)
    first = desk.alert(Severity.CRITICAL)
    desk.alert(Severity.CRITICAL)
    wall.widget.show_view(wall.presenter.view())
    assert wall.widget.top.alarm_words() == "2 críticas sin tomar"
    desk.put_alert(replace(first, state=AlertState.ACKNOWLEDGED))
    wall.widget.show_view(wall.presenter.view())
    assert wall.widget.top.alarm_words() == "1 crítica sin tomar"


def test_without_a_server_every_number_carries_its_age(wall: Wall, desk: Desk) -> None:
    wall.widget.show()
    wall.presenter.time_passes()
    assert wall.widget.top.line_words()[0] == "EN VIVO"
    desk.link(LinkState.DEAD)
    desk.clock.advance(72.0)
    wall.presenter.time_passes()
    view = wall.widget.top.view
    assert view.state is PaneState.DESK
    assert view.now - view.as_of == 72 * SECOND
    assert wall.widget.top.line_words()[0] == "SIN SERVIDOR hace 01:12"


def test_nothing_on_the_wall_is_smaller_than_fourteen_pixels(
    wall: Wall, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QFont] = []
    font = Look.font

    def watched(self: Look, kind: str) -> QFont:
        asked.append(font(self, kind))
        return asked[-1]

    monkeypatch.setattr(Look, "font", watched)
    desk.alert(Severity.CRITICAL)
    desk.rings(ago=40)
    desk.incident(priority=Severity.LOW)
    desk.unit("M 1-142", 1, status=UnitStatus.DELAYED, since=desk.picture.server_now() - 9 * MINUTE)
    wall.answer = told(desk)
    wall.pass_time(1)
    wall.widget.show()
    wall.presenter.time_passes()
    wall.widget.grab()
    marks = 11  # the numbers inside severity marks are drawings, scaled with them
    sizes = {one.pixelSize() for one in asked} - {marks}
    assert min(sizes) >= 14
    assert max(sizes) == 72


def test_pending_incidents_are_ranked_by_who_waits_and_say_who_goes(
    qtbot: QtBot, look: Look, desk: Desk
) -> None:
    pane = PendingPane(look)
    qtbot.addWidget(pane)
    chosen: list[object] = []
    presenter = PendingPresenter(desk.picture, pane, Plans(), chosen.append, chosen.append)
    low = desk.incident("26-0001042", priority=Severity.LOW)
    grave = desk.incident("26-0001043", priority=Severity.HIGH)
    unit = desk.unit("M 1-204", 1, status=UnitStatus.DISPATCHED, incident=grave.id)
    assert [row.id for row in presenter.rows.values()] == [grave.id, low.id]
    desk.picture.incidents.put(replace(grave, state=IncidentState.ACTIVE, units=(unit.id,)))
    desk.picture.flush()
    rows = list(presenter.rows.values())
    assert [row.id for row in rows] == [low.id, grave.id]
    assert rows[1].units == ("M 1-204",)
    assert rows[1].limit is None
    pane.set_now(desk.picture.server_now() + 21 * MINUTE)
    assert pane.foot.accessibleName().endswith("1 vencido")
    desk.picture.incidents.put(replace(low, state=IncidentState.CLOSED))
    desk.picture.flush()
    assert [row.id for row in presenter.rows.values()] == [grave.id]
    presenter.close()


def test_larger_letters_end_where_the_wall_would_no_longer_fit(qapp: QApplication) -> None:
    pictures = []
    for scale in (1.0, 2.0):
        wall = SupervisorWall(Look(scale=scale), CityGround(outline=OUTLINE))
        wall.resize(1600, 900)
        pictures.append(wall.grab().toImage())
        wall.deleteLater()
    assert pictures[0] == pictures[1], "figures would lie over their titles"
