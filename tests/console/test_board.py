"""The unit board and the map: who is where, in which state, and how old that is."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from msgspec.structs import replace
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from console.models.barrios import Barrios
from console.models.units import natural
from console.presenters.board import BoardPresenter
from console.presenters.intentions import Intentions
from console.presenters.map import MapPresenter
from domain.agency import Agency
from domain.clock import MINUTE, SECOND
from domain.commands import DispatchUnit, SetUnitStatus
from domain.geo import cell_of, mercator, step_in_cell
from domain.positions_frame import MOVING, UnitFix, encode
from domain.unit import UnitStatus
from domain.wire import Watch
from resources.city import load_city
from tests.console.desk import Desk
from widgets.live_map.live_map import LiveMap
from widgets.look import Look
from widgets.unit_board import AgencyRow, UnitBoard, UnitRow

OBELISK = (-34.6037, -58.3816)


class Bench:
    """A board and a map on a desk."""

    def __init__(self) -> None:
        look = Look()
        self.desk = Desk()
        self.shown: list[tuple[UUID, bool]] = []
        self.watched: list[Watch] = []
        self.picked: list[UUID] = []
        self.pane = UnitBoard(look)
        self.map_pane = LiveMap(look)
        self.pane.resize(900, 600)
        self.pane.show()
        intentions = Intentions(self.desk.commands, lambda _: None)  # type: ignore[arg-type]
        self.board = BoardPresenter(
            self.desk.picture,
            self.desk.clock,
            intentions,
            self.pane,
            Barrios(load_city().barrios).name,
            lambda unit, centre: self.shown.append((unit, centre)),
        )
        self.map = MapPresenter(
            self.desk.picture,
            self.desk.clock,
            self.map_pane,
            self.watched.append,
            self.picked.append,
            lambda camera: None,
        )
        self.tester = QAbstractItemModelTester(
            self.board.rows, QAbstractItemModelTester.FailureReportingMode.Fatal
        )

    def fix(self, index: int, lat: float, lon: float, **more: object) -> None:
        """The server tells where a unit is."""
        cell = cell_of(lat, lon)
        x, y = step_in_cell(*mercator(lat, lon), cell)
        fix = replace(UnitFix(index=index, x=x, y=y, flags=MOVING, speed=30.0), **more)
        frame = encode((cell.cx, cell.cy), self.desk.picture.server_now(), [fix])
        self.desk.picture.positions.apply(frame, self.desk.clock.monotonic())
        self.desk.picture.flush()

    def signs(self) -> list[str]:
        return [
            row.call_sign if isinstance(row, UnitRow) else row.agency.value
            for row in self.board.rows.values()
        ]

    def row(self, unit: UUID) -> UnitRow:
        at = self.board.rows.row_of(unit)
        assert at is not None
        found = self.board.rows.values()[at]
        assert isinstance(found, UnitRow)
        return found


@pytest.fixture
def bench(qapp: QApplication) -> Iterator[Bench]:
    made = Bench()
    yield made
    made.board.close()
    made.map.close()
    made.pane.close()
    for pane in (made.pane, made.map_pane):
        pane.deleteLater()


def test_units_stand_under_their_agency_in_the_order_of_their_signs(bench: Bench) -> None:
    bench.desk.unit("M 1-10", 1)
    bench.desk.unit("B 2", 2, agency=Agency.FIRE)
    bench.desk.unit("M 1-9", 3)
    assert bench.signs() == ["police", "M 1-9", "M 1-10", "fire", "B 2"]
    head = bench.board.rows.values()[0]
    assert isinstance(head, AgencyRow)
    assert (head.total, head.available) == (2, 2)


def test_natural_order_counts_numbers() -> None:
    assert sorted(["M 1-10", "M 1-9", "M 1-1"], key=natural) == ["M 1-1", "M 1-9", "M 1-10"]


def test_the_filter_for_overdue_units_follows_the_clock(bench: Bench) -> None:
    now = bench.desk.picture.server_now()
    bench.desk.unit("slow", 1, status=UnitStatus.EN_ROUTE, since=now - 11 * MINUTE)
    bench.desk.unit("quick", 2, status=UnitStatus.EN_ROUTE, since=now)
    bench.pane.filter_changed.emit("overdue")
    assert bench.signs() == ["police", "slow"]
    bench.pane.filter_changed.emit("all")
    assert bench.signs() == ["police", "quick", "slow"]


def test_the_count_of_overdue_units_follows_the_clock(bench: Bench) -> None:
    now = bench.desk.picture.server_now()
    bench.desk.unit("quick", 1, status=UnitStatus.EN_ROUTE, since=now - 9 * MINUTE)
    told: list[tuple[int, int, int, int]] = []
    bench.pane.set_counts = lambda *counts: told.append(counts)  # type: ignore[method-assign]
    bench.board.set_now(now + SECOND)
    assert told == [], "nothing was due: 5,000 units are not counted every second"
    bench.desk.clock.advance(2 * 60)
    bench.board.set_now(bench.desk.picture.server_now())
    assert told[-1] == (1, 0, 1, 1)


def test_a_shut_agency_keeps_its_head(bench: Bench) -> None:
    bench.desk.unit("M 1-9", 1)
    bench.pane.fold_requested.emit(Agency.POLICE)
    assert bench.signs() == ["police"]
    bench.pane.fold_requested.emit(Agency.POLICE)
    assert bench.signs() == ["police", "M 1-9"]


def test_a_row_tells_the_barrio_and_the_age_of_the_last_fix(bench: Bench) -> None:
    unit = bench.desk.unit("M 1-9", 7)
    assert bench.row(unit.id).seen_at is None
    bench.fix(7, *OBELISK, age=4.0)
    bench.board.look_again()
    row = bench.row(unit.id)
    assert row.place == "San Nicolás"
    assert row.seen_at == pytest.approx(bench.desk.picture.server_now() - 4_000_000, abs=100_000)


def test_a_unit_is_found_by_what_people_type(bench: Bench) -> None:
    unit = bench.desk.unit("M 1-204", 1)
    found = bench.board.find("m1204")
    assert found is not None
    assert found.id == unit.id
    assert bench.board.find("m 1-999") is None


def test_states_and_dispatches_are_asked_for(bench: Bench) -> None:
    unit, incident = bench.desk.unit("M 1-9", 1), bench.desk.incident()
    bench.board.set_status(unit.id, UnitStatus.EN_ROUTE)
    bench.board.dispatch(unit.id, incident.id)
    assert [one.command for one in bench.desk.commands.sent] == [
        SetUnitStatus(unit=unit.id, status=UnitStatus.EN_ROUTE),
        DispatchUnit(unit=unit.id, incident=incident.id),
    ]


def test_a_fix_moves_the_unit_on_the_map(bench: Bench) -> None:
    bench.desk.unit("M 1-9", 7)
    bench.fix(7, *OBELISK)
    x, y = mercator(*OBELISK)
    assert bench.map.table.x[7] == pytest.approx(x, abs=1e-7)
    assert bench.map.table.y[7] == pytest.approx(y, abs=1e-7)
    assert bench.map.moving() == 1
    bench.desk.clock.advance(11)
    assert bench.map.moving() == 0, "an old fix is no movement"


def test_a_unit_that_is_gone_leaves_the_map(bench: Bench) -> None:
    unit = bench.desk.unit("M 1-9", 7)
    bench.fix(7, *OBELISK)
    bench.desk.picture.remove(unit.id)
    bench.desk.picture.flush()
    assert not bench.map.table.present[7]
    assert bench.signs() == []


def test_the_view_is_what_is_watched(bench: Bench) -> None:
    bench.map_pane.view_changed.emit(-34.7, -58.5, -34.5, -58.3)
    assert bench.watched[-1] == Watch(south=-34.7, west=-58.5, north=-34.5, east=-58.3)


def test_a_call_in_hand_is_a_draft_on_the_map_and_wakes_the_cameras_near_it(bench: Bench) -> None:
    near = bench.desk.camera("SN-0401", -34.6040, -58.3816)
    bench.desk.camera("VU-0007", -34.5700, -58.4800)
    call = bench.desk.answered(bench.desk.rings(location=bench.desk.located(*OBELISK)))
    bench.map.set_active(call.id)
    drafts = [mark for mark in bench.map_pane.canvas.scene.incidents if mark.draft]
    assert [mark.key for mark in drafts] == [call.id]
    seeing = [mark.key for mark in bench.map_pane.canvas.scene.cameras if mark.of_incident]
    assert seeing == [near.id]
    bench.map.set_active(None)
    assert not [mark for mark in bench.map_pane.canvas.scene.incidents if mark.draft]


def test_a_protected_alert_has_no_point_on_the_map(bench: Bench) -> None:
    bench.desk.alert(protected=True, area="San Telmo")
    (mark,) = bench.map_pane.canvas.scene.alerts
    assert mark.protected
    assert mark.position is None


def test_a_board_that_nobody_sees_costs_nothing_and_is_whole_before_its_first_paint(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.pane.hide()
    asked: list[object] = []
    made = bench.board._made.row
    bench.board.rows._value = lambda key: asked.append(key) or made(key)  # type: ignore[func-returns-value]
    units = [bench.desk.unit(f"M 1-{n}", n) for n in range(300)]
    bench.desk.picture.flush()
    bench.board.choose(units[17].id)
    assert asked == []
    bench.pane.show()
    assert bench.board.rows.rowCount() == 301
    chosen = bench.pane.list.chosen()
    assert isinstance(chosen, UnitRow)
    assert chosen.call_sign == "M 1-17"
    assert len(asked) < 700
