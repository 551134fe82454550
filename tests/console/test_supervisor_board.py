"""The supervisor's page: the server's figures as cards and rows, the picture's desks, all by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.presenters.intentions import Intentions
from console.presenters.supervisor_board import SupervisorBoard
from console.presenters.supervisor_health import HealthFeed
from console.presenters.supervisor_report import write_both
from console.presenters.supervisor_views import guarded
from domain.call import CallMark, CallState
from domain.call_seconds import CallClock
from domain.clock import HOUR, MINUTE, SECOND
from domain.commands import AnswerCall
from domain.desk import AwayReason, Desk, DeskState
from domain.exceptions_list import AskExceptions, ExceptionGroup, ExceptionList, SeeException
from domain.people import Operator, Role
from domain.refusal import Refused
from domain.room_health import (
    BIN,
    MEASURES,
    AskCallsBehind,
    AskCourse,
    AskRoomHealth,
    CallsBehind,
    Course,
    Figure,
    QueueHealth,
    ReportHour,
    RoomCourse,
    RoomHealth,
    ShiftReport,
)
from domain.severity import Severity
from domain.workspace import Slot
from tests.console.desk import Desk as Bench
from tests.console.office import AtOnce, Server
from widgets.look import Look
from widgets.rows import ROW
from widgets.supervisor_911.callbacks import CallbacksPane
from widgets.supervisor_911.course import CoursePane
from widgets.supervisor_911.desks import DesksPane
from widgets.supervisor_911.exceptions import ExceptionsPane
from widgets.supervisor_911.norms import NormStrip
from widgets.supervisor_911.percentiles import PercentilesPane
from widgets.supervisor_911.plots import CoursePlot
from widgets.supervisor_911.seconds import SecondsPane


class Ground:
    """A window that has every pane on the screen at once."""

    def __init__(self) -> None:
        self.makers: dict[Slot, Callable[[], QWidget]] = {}
        self.turned: list[Slot] = []
        self.shown: list[tuple[float, float]] = []
        self.workspace = SimpleNamespace(turn_to=self.turn_to)
        self.map = SimpleNamespace(show_place=lambda lat, lon: self.shown.append((lat, lon)))

    def put_later(self, slot: Slot, key: str, make: Callable[[], QWidget]) -> None:
        self.makers[slot] = make

    def add_pane(self, pane: QWidget) -> None:
        """Told what all are told."""

    def turn_to(self, slot: Slot) -> bool:
        self.turned.append(slot)
        return True


class LaterNursery(AtOnce):
    """Runs what waits for nobody; the plots come from a thread and are plugged by the test."""

    def start(self, work: Coroutine[Any, Any, Any], name: str = "") -> None:
        if name == "plots":
            work.close()
            return
        super().start(work, name)


class Room:
    """A supervisor at a desk, and a server that tells what the test says."""

    def __init__(self, qtbot: QtBot, look: Look) -> None:
        self.bench, self.server, self.ground = Bench(), Server(), Ground()
        who = self.bench.picture.who
        assert who is not None
        boss = Operator(id=uuid4(), user="sarrieta", name="Silvia Arrieta", role=Role.SUPERVISOR, room="911")
        self.bench.picture.who = replace_who(who, boss)
        self.refused: list[str] = []
        nursery = LaterNursery()
        app = SimpleNamespace(look=look, clock=self.bench.clock, nursery=nursery, frame=None)
        client = SimpleNamespace(picture=self.bench.picture, ask=self.server.ask)
        desk = SimpleNamespace(
            intentions=Intentions(cast(Any, self.bench.commands), self.refused.append),
            say=lambda *words: None,
            say_refused=self.refused.append,
            show_unit=lambda unit, centre: None,
        )
        self.feed = HealthFeed(self.server.ask, nursery.start, self.bench.clock)
        self.board = SupervisorBoard(
            cast(Any, app), cast(Any, client), cast(Any, self.ground), cast(Any, desk), self.feed,
            lambda lat, lon: "Monserrat",
        )  # fmt: skip
        self.now = self.bench.picture.server_now()
        self.health = RoomHealth(at=self.now, since=self.now - HOUR, whole=True)
        self.server.answers[AskRoomHealth] = lambda asked: self.health
        self.server.answers[AskCourse] = lambda asked: RoomCourse(code=asked.code, bins=self.bins())
        self._qtbot = qtbot

    def bins(self) -> tuple[Course, ...]:
        last = self.now // BIN * BIN
        return tuple(
            Course(begins=last - n * BIN, n=40, p50=4 * SECOND, p90=9 * SECOND, p95=14 * SECOND)
            for n in reversed(range(36))
        )

    def pane(self, slot: Slot) -> Any:
        made = self.ground.makers[slot]()
        made.resize(900, 320)
        self._qtbot.addWidget(made)
        made.show()
        return made

    def tells(self, **more: Any) -> None:
        """A second later the server says so."""
        self.health = replace(self.health, **more)
        self.bench.clock.advance(1.0)
        self.bench.picture.time.beat(self.bench.clock.now())
        self.feed.time_passes()
        self.board.time_passes()


def replace_who(who: Any, operator: Operator) -> Any:
    return type(who)(
        operator=operator, workstation=who.workstation, room=who.room, site=who.site,
        expires_at=who.expires_at,
    )  # fmt: skip


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return Look()


@pytest.fixture
def room(qtbot: QtBot, look: Look) -> Iterator[Room]:
    made = Room(qtbot, look)
    yield made
    made.feed.close()
    made.board.close()


FIGURES = (
    Figure(code="ring_15", n=752, p50=4 * SECOND, p90=11 * SECOND, p95=18 * SECOND, share=0.931, met=True),
    Figure(code="ring_10", n=752, p50=4 * SECOND, p90=11 * SECOND, p95=18 * SECOND, share=0.882, met=False),
    Figure(code="dispatch", n=190, p50=44 * SECOND, p90=112 * SECOND, p95=140 * SECOND, share=0.91, met=True),
)  # fmt: skip


def clock_of(now: int, **more: Any) -> CallClock:
    made = CallClock(
        call=uuid4(), short=42, rang_at=now - 100 * SECOND, answered_at=now - 96 * SECOND,
        worded_at=now - 80 * SECOND, located_at=now - 60 * SECOND, created_at=now - 58 * SECOND,
        incident=uuid4(), incident_short=43, type_code="0211", place="San Martín 438, San Nicolás",
        priority=Severity.CRITICAL, by="Lucía Ferreyra",
    )  # fmt: skip
    return replace(made, **more)


def test_the_cards_say_what_is_measured_and_what_is_missed(room: Room) -> None:
    strip: NormStrip = room.pane(Slot.NORMS)
    assert [norm.value for norm in strip.norms()] == [""] * 6, "nothing is made up before the server tells"
    room.tells(figures=FIGURES)
    told = {norm.code: norm for norm in strip.norms()}
    assert (told["ring_15"].value, told["ring_15"].unit, told["ring_15"].missed) == ("93,1", "%", False)
    assert (told["ring_10"].value, told["ring_10"].missed) == ("88,2", True)
    assert (told["dispatch"].value, told["dispatch"].target) == ("1:52", "dice 2:00")
    assert told["process"].value == ""


def test_a_card_is_opened_by_keyboard_and_its_calls_by_enter_on_the_curve(room: Room, qtbot: QtBot) -> None:
    strip, course = room.pane(Slot.NORMS), room.pane(Slot.COURSE)
    assert isinstance(course, CoursePane)
    course.plug(CoursePlot)
    room.tells(figures=FIGURES)
    for _ in range(2):
        qtbot.keyClick(strip, Qt.Key.Key_Right)
    qtbot.keyClick(strip, Qt.Key.Key_Return)
    assert room.ground.turned == [Slot.COURSE]
    assert room.server.of(AskCourse)[-1].code == "ring_10"

    late = clock_of(room.now, answered_at=room.now - 76 * SECOND)
    quick = clock_of(room.now)
    room.server.answers[AskCallsBehind] = lambda asked: CallsBehind(n=2, missed=1, calls=(late, quick))
    plot = course.findChild(CoursePlot)
    qtbot.keyClick(plot, Qt.Key.Key_End)
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    qtbot.keyClick(plot, Qt.Key.Key_Return)
    asked = room.server.of(AskCallsBehind)[-1]
    assert (asked.code, asked.begins) == ("ring_10", course.bins()[-2].begins)
    assert course.drilled_in()
    rows = [course.list.model().index(n, 0).data(ROW) for n in range(2)]
    assert [(row.took, row.late) for row in rows] == [(24 * SECOND, True), (4 * SECOND, False)]
    course.back()
    assert not course.drilled_in()


def test_where_the_seconds_went_and_a_guarded_place_by_its_barrio_alone(room: Room) -> None:
    pane: SecondsPane = room.pane(Slot.SECONDS)
    room.tells(recent=(clock_of(room.now), clock_of(room.now - MINUTE, type_code=min(guarded()))))
    rows = pane.rows_now()
    assert [row.place for row in rows] == ["San Martín 438", "San Nicolás"]
    spoken = pane.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Lugar 0:20" in spoken
    assert "sin móvil" in spoken


def test_every_desk_is_a_tile_with_a_word_and_a_long_pause_is_said(room: Room) -> None:
    pane: DesksPane = room.pane(Slot.DESKS)
    now = room.bench.picture.server_now()
    for number, state, reason, since in (
        ("44", DeskState.AWAY, AwayReason.REST.value, 1330),
        ("01", DeskState.AWAY, AwayReason.SUPERVISING.value, 9000),
        ("07", DeskState.READY, None, 20),
    ):
        desk = Desk(
            id=uuid4(), workstation=f"puesto-{number}", desk=number, room="911", state=state,
            since=now - since * SECOND, operator=uuid4(), operator_name="Marta Sosa", reason=reason,
        )  # fmt: skip
        room.bench.picture.desks.put(desk)
    room.bench.picture.flush()
    room.tells(desks=tuple(f"{n:02}" for n in range(1, 54)))
    pane.set_now(now)
    tiles = {tile.desk: tile for tile in pane.grid.tiles()}
    assert len(tiles) == 53
    assert tiles["02"].state is DeskState.EMPTY
    words, wrong = pane.grid.line()
    assert wrong
    assert words == "Puesto 44: pausa, descanso hace 22:10 · límite 15:00 · Marta Sosa"


def test_somebody_who_hung_up_is_called_back_with_one_key(room: Room, qtbot: QtBot) -> None:
    pane: CallbacksPane = room.pane(Slot.CALLBACKS)
    bench = room.bench
    gone = bench.rings("4961-2208", ago=60, state=CallState.ABANDONED, ended_at=bench.picture.server_now())
    silent = bench.rings(
        "11 2871-5540", ago=20, state=CallState.ABANDONED, ended_at=bench.picture.server_now(),
        marks=(CallMark.SILENT,),
    )  # fmt: skip
    assert [row.id for row in pane.rows_now()] == [silent.id, gone.id]
    pane.list.setCurrentIndex(pane.list.model().index(0, 0))
    qtbot.keyClick(pane.list, Qt.Key.Key_Down)
    pane.call_back()
    assert bench.commands.sent[-1].command == AnswerCall(call=gone.id)
    bench.put_call(replace(gone, state=CallState.ANSWERED))
    assert [row.id for row in pane.rows_now()] == [silent.id]
    room.tells(queue=QueueHealth(settled=752, abandoned=21))


def test_news_never_moves_the_exception_that_one_reads(room: Room) -> None:
    pane: ExceptionsPane = room.pane(Slot.EXCEPTIONS)

    def group(kind: str, count: int, seen: bool = False) -> ExceptionGroup:
        return ExceptionGroup(
            kind=kind, source="10.20.0.7", count=count, first_at=room.now, last_at=room.now,
            detail="Content-Length: -1", seen_at=room.now if seen else None,
        )  # fmt: skip

    groups = [group("sip.bad", 1), group("pidf.bad", 2)]
    room.server.answers[AskExceptions] = lambda asked: ExceptionList(groups=tuple(groups))
    room.tells()
    pane.list.setCurrentIndex(pane.list.model().index(1, 0))
    groups.insert(0, group("call.bad", 900))
    groups[1] = group("sip.bad", 5000)
    for _ in range(3):
        room.tells()
    assert [(row.kind, row.count) for row in pane.rows_now()] == [
        ("sip.bad", 5000), ("pidf.bad", 2), ("call.bad", 900),
    ]  # fmt: skip
    assert pane.list.currentIndex().row() == 1
    seen: list[SeeException] = []

    def see(asked: SeeException) -> ExceptionList:
        seen.append(asked)
        return ExceptionList(groups=tuple(groups))

    room.server.answers[SeeException] = see
    pane.list.activated.emit(pane.list.currentIndex())
    assert [(one.kind, one.source) for one in seen] == [("pidf.bad", "10.20.0.7")]


def test_a_server_that_refuses_leaves_what_was_told(room: Room) -> None:
    pane: PercentilesPane = room.pane(Slot.PERCENTILES)
    room.tells(figures=FIGURES)
    assert pane.rows_now()[0].result == "93,1 %"
    room.server.answers[AskRoomHealth] = lambda asked: Refused("link.silent")
    room.tells()
    assert pane.rows_now()[0].result == "93,1 %"
    assert room.feed.failed == "link.silent"
    assert [row.code for row in pane.rows_now()] == [one.code for one in MEASURES]


def test_the_shift_s_report_is_written_twice_and_runs_no_formula(look: Look, tmp_path: Path) -> None:
    begins = 1_795_384_800 * SECOND  # 19:00 in Buenos Aires
    wicked = clock_of(begins + HOUR, type_code=None, incident=UUID(int=5), place='=cmd|"/c calc"!A1')
    report = ShiftReport(
        room="911", room_name="Sala 911", by="Silvia Arrieta", made_at=begins + 2 * HOUR, begins=begins,
        ends=begins + 12 * HOUR, since=begins, calls=1250, answered=1229, abandoned=21, figures=FIGURES,
        hours=(ReportHour(begins=begins, calls=600, answered=590, abandoned=10, in_15=0.94),),
        settled=(("incident", 190),), longest=(wicked,),
    )  # fmt: skip
    pdf = write_both(report, look, tmp_path)
    text = pdf.with_suffix(".csv").read_text("utf-8")
    assert "Llamadas,1250" in text
    assert '"\'=cmd|""/c calc""!A1"' in text
    assert pdf.read_bytes().startswith(b"%PDF")
    again = write_both(report, look, tmp_path)
    assert again != pdf, "what was written before is not written over"
