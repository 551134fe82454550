"""What an operator sees on the live map."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from domain.agency import Agency
from domain.clock import SECOND
from domain.geo import mercator
from domain.place import Position
from domain.severity import Severity
from domain.unit import UnitStatus
from tests.widgets.map_scene import (
    LAT,
    LON,
    NOW,
    board,
    crowd,
    look,
    middle,
    painted,
    picture,
    seen,
    unit,
)
from widgets.live_map.live_map import LiveMap
from widgets.live_map.marks import MapAlert, MapIncident
from widgets.live_map.unit_table import FixFlag, UnitTable
from widgets.look import Look

__all__ = ["board", "look"]


def test_a_unit_stands_where_it_was_seen_in_the_colour_of_its_state(board: LiveMap, look: Look) -> None:
    table = UnitTable()
    unit(table, 7, heading=90.0)
    board.set_units(table)
    image = picture(board)
    assert painted(image, look.colour("unit.available"), middle(board)) > 100
    assert painted(image, look.colour("unit.available"), middle(board) + QPointF(120, 0)) == 0


def test_old_data_is_never_drawn_like_new(board: LiveMap, look: Look) -> None:
    table = UnitTable()
    unit(table, 0, age=1, heading=90.0)
    board.set_units(table)
    state, stale = look.colour("unit.available"), look.colour("link.stale")
    fresh = picture(board)
    wedge = middle(board) + QPointF(17, 0)
    assert painted(fresh, state, wedge, 4) > 5
    assert painted(fresh, stale, middle(board), 80) == 0

    board.set_now(NOW + 40 * SECOND)
    old = picture(board)
    assert painted(old, state, wedge, 4) == 0, "an old heading is still claimed"
    assert painted(old, stale, middle(board), 130) > 30, "the age is missing"
    assert 0 < painted(old, state, middle(board)) < painted(fresh, state, middle(board))

    board.set_now(NOW + 130 * SECOND)
    lost = picture(board)
    assert painted(lost, state, middle(board)) == 0, "a state two minutes old is still claimed"
    assert painted(lost, stale, middle(board)) > 20


def test_a_doubtful_place_is_drawn_but_hatched(board: LiveMap, look: Look) -> None:
    table = UnitTable()
    unit(table, 0, flags=FixFlag.QUARANTINED)
    board.set_units(table)
    image = picture(board)
    # The hatch is the stale colour at 60 %: nearer to it than anything else in the symbol.
    hatch = [
        image.pixelColor(x, y)
        for x in range(int(middle(board).x()) - 10, int(middle(board).x()) + 10)
        for y in range(int(middle(board).y()) - 10, int(middle(board).y()) + 10)
    ]
    assert sum(one.red() > 120 and one.green() < one.red() * 0.75 and one.blue() < 60 for one in hatch) > 15
    card = board.canvas.scene.card(("unit", 0))
    assert card is not None
    assert "fuera del historial" in card.spoken()


def test_a_grave_incident_is_seen_through_a_crowd_of_units(board: LiveMap, look: Look) -> None:
    table = UnitTable()
    for index in range(60):
        unit(table, index, LAT + (index % 8 - 4) * 0.0004, LON + (index // 8 - 4) * 0.0004)
    board.set_units(table)
    board.set_incidents([MapIncident("i1", "26-0000001", "Robo", Severity.CRITICAL, seen(), NOW)])
    board.show_place(LAT, LON, 12.0)
    assert painted(picture(board), look.colour("severity.mark_critical"), middle(board), 10) > 120


def test_a_protected_person_has_no_point_only_a_barrio(board: LiveMap, look: Look) -> None:
    with pytest.raises(ValueError, match="no position"):
        MapAlert("a", "Botón de pánico", Severity.CRITICAL, NOW, seen(), "San Telmo", protected=True)
    board.set_units(UnitTable())
    bare = without_children(board.canvas)
    board.set_alerts([MapAlert("a", "Botón de pánico", Severity.CRITICAL, NOW, None, "San Telmo", True)])
    # The legend makes room for the chip: only the map above them must be the same.
    assert top_of(without_children(board.canvas)) == top_of(bare)
    chips = [w for w in board.canvas.findChildren(QAbstractButton) if "San Telmo" in w.accessibleName()]
    assert [chip.isVisible() for chip in chips] == [True]
    assert chips[0].accessibleName() == "CRÍTICA: Alerta protegida · San Telmo"
    picked: list[object] = []
    board.alert_picked.connect(picked.append)
    QTest.mouseClick(chips[0], Qt.MouseButton.LeftButton)
    assert picked == ["a"]
    board.set_alerts([])
    assert not chips[0].isVisible()


def without_children(widget: QWidget) -> bytes:
    image = QImage(widget.size(), QImage.Format.Format_RGB32)
    widget.render(image, QPoint(), QRegion(), QWidget.RenderFlag.DrawWindowBackground)
    return bytes(image.constBits())


def top_of(pixels: bytes) -> bytes:
    return pixels[: len(pixels) * 3 // 4]


def test_a_number_without_age_cannot_be_shown(board: LiveMap) -> None:
    bare: object = Position(lat=LAT, lon=LON)
    with pytest.raises(TypeError, match="without age"):
        MapIncident("i", "26-1", "Robo", Severity.LOW, bare, NOW)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="without age"):
        MapAlert("a", "Patente", Severity.LOW, NOW, bare)  # type: ignore[arg-type]
    table = UnitTable()
    table.put_unit(0, "M 1-000", Agency.POLICE, UnitStatus.AVAILABLE)
    assert table.put_fixes(0, *mercator(LAT, LON), 0) == 0
    board.set_units(table)
    picture(board)
    assert board.canvas.scene.shown.row.size == 0
    assert board.canvas.notice() == "Sin unidades en vista"


def test_the_map_says_when_it_waits_and_when_nothing_is_in_view(board: LiveMap) -> None:
    assert board.canvas.notice() == "Esperando las posiciones"
    table = UnitTable()
    unit(table, 0)
    board.set_units(table)
    picture(board)
    assert board.canvas.notice() == ""
    board.show_place(LAT + 0.04, LON)
    picture(board)
    assert board.canvas.notice() == "Sin unidades en vista"


def test_a_burst_of_positions_is_painted_a_few_times_a_second(board: LiveMap, qtbot: object) -> None:
    table = UnitTable()
    unit(table, 0)
    board.set_units(table)
    qtbot.wait(300)  # type: ignore[attr-defined]
    before = board.canvas.frames
    for _ in range(25):
        board.units_changed()
        qtbot.wait(20)  # type: ignore[attr-defined]
    qtbot.wait(250)  # type: ignore[attr-defined]
    assert 2 <= board.canvas.frames - before <= 6


HOSTILE = ["<b>móvil</b>", "M\u202e812-1", "x" * 60_000]


@pytest.mark.parametrize("label", HOSTILE)
def test_a_hostile_call_sign_is_plain_short_text(board: LiveMap, label: str) -> None:
    table = UnitTable()
    table.put_unit(0, label, Agency.POLICE, UnitStatus.EN_ROUTE)
    table.put_fixes(0, *mercator(LAT, LON), NOW)
    board.set_units(table)
    board.choose_unit(0)
    picture(board)
    (name,) = board.canvas._labels._words._drawn
    assert name[0] == label
    assert board.canvas._labels._words.word(*name).width() < 800


def test_the_head_counts_what_is_in_view_and_says_how_old_it_is(
    board: LiveMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = UnitTable()
    for index in range(3):
        unit(table, index, lon=LON + index * 0.001, age=4)
    unit(table, 9, lat=LAT + 0.04)
    told: list[tuple[tuple[str, str], ...]] = []
    keep: Callable[[tuple[tuple[str, str], ...]], None] = told.append
    monkeypatch.setattr(board, "set_facts", keep)
    board.set_units(table)
    picture(board)
    board.set_now(NOW + SECOND)
    assert told[-1] == (("car", "3 unidades"), ("clock", "posiciones hace 2 s"))


def test_the_chosen_unit_lies_in_a_circle_as_wide_as_its_doubt(board: LiveMap, look: Look) -> None:
    table = UnitTable()
    unit(table, 0, accuracy=120.0)
    board.set_units(table)
    radius = 120.0 / board.canvas.view.metres_per_pixel
    edge = middle(board) + QPointF(0, radius)
    assert painted(picture(board), look.colour("map.route"), edge, 3, 160) == 0
    board.choose_unit(0)
    assert painted(picture(board), look.colour("map.route"), edge, 3, 160) > 0


def test_where_the_city_is_small_units_are_counted_and_none_is_lost(board: LiveMap) -> None:
    board.set_units(crowd())
    board.show_place(LAT, LON, 10.5)
    picture(board)
    scene = board.canvas.scene
    assert scene.clusters
    assert sum(one.count for one in scene.clusters) + scene.shown.row.size == 300
    assert sum(one.old for one in scene.clusters) + int((scene.shown.age > 30).sum()) == 30
    assert board.canvas.notice() == ""
