"""The unit board: state by word, time against its limit, and data that is never shown younger than it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from domain.agency import Agency
from domain.clock import SECOND
from domain.unit import UnitStatus
from tests.widgets.conftest import Painted
from widgets import samples, unit_state
from widgets.look import Look
from widgets.samples import NOW, Rows
from widgets.unit_board import UnitBoard, UnitRow
from widgets.unit_columns import columns_in


@pytest.fixture
def rows() -> Rows:
    return Rows(list(samples.units()))


@pytest.fixture
def board(qtbot: QtBot, look: Look, rows: Rows) -> UnitBoard:
    made = UnitBoard(look)
    qtbot.addWidget(made)
    made.resize(868, 600)
    made.set_model(rows)
    made.set_counts(60, 33, 22, 3)
    made.set_now(NOW)
    made.show()
    return made


def test_a_line_tells_unit_state_time_incident_place_crew_and_age(board: UnitBoard, painted: Painted) -> None:
    words = painted.of(board).words
    for word in ("M 1-204", "En camino", "00:01", "10427", "Maipú y Sarmiento", "Ramírez · Sosa", "1 s"):
        assert word in words
    assert "Policía de la Ciudad" in words
    assert "38 móviles · 21 disponibles" in words


def test_a_state_beyond_its_time_is_overdue_and_one_near_it_warns(board: UnitBoard, painted: Painted) -> None:
    painted.of(board)
    assert painted.colours["09:41"] == "severity.high"
    assert painted.colours["34:50"] == "severity.medium"
    assert painted.icons.count("timer-fill") == 1


def test_an_old_position_tells_its_seconds_in_orange(board: UnitBoard, painted: Painted) -> None:
    painted.of(board)
    assert painted.colours["96 s"] == "link.stale"
    assert "wifi-slash" in painted.icons


def test_a_position_grows_old_while_nothing_arrives(board: UnitBoard, painted: Painted) -> None:
    board.set_now(NOW + 40 * SECOND)
    painted.of(board)
    assert painted.colours["41 s"] == "link.stale"


def test_a_unit_that_was_never_seen_has_no_age(board: UnitBoard, rows: Rows, painted: Painted) -> None:
    unit = next(row for row in samples.units() if isinstance(row, UnitRow))
    rows.replace(1, replace(unit, seen_at=None))
    assert "1 s" not in painted.of(board).words or "—" in painted.words


def test_an_agency_folds_by_its_head(board: UnitBoard, rows: Rows, qtbot: QtBot) -> None:
    head = board.list.visualRect(rows.index(0, 0)).center()
    with qtbot.waitSignal(board.fold_requested) as told:
        qtbot.mouseClick(board.list.viewport(), Qt.MouseButton.LeftButton, pos=head)
    assert told.args == [Agency.POLICE]


def test_enter_opens_the_chosen_unit(board: UnitBoard, rows: Rows, qtbot: QtBot) -> None:
    board.list.setCurrentIndex(rows.index(2, 0))
    with qtbot.waitSignal(board.opened) as told:
        qtbot.keyClick(board.list, Qt.Key.Key_Return)
    assert told.args == [rows.index(2, 0).data(samples.ROW).id]


def test_a_filter_is_chosen_with_the_arrows(board: UnitBoard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(board.filter_changed) as told:
        qtbot.keyClick(board.filters, Qt.Key.Key_Right)
    assert told.args == ["available"]


def test_in_a_narrow_pane_crew_place_and_incident_give_way_and_the_age_never(look: Look) -> None:
    assert list(columns_in(868, look)) == ["unit", "state", "timer", "incident", "place", "crew", "age"]
    assert list(columns_in(580, look)) == ["unit", "state", "timer", "incident", "place", "age"]
    assert list(columns_in(400, look)) == ["unit", "state", "timer", "age"]
    for width in (400, 580, 868):
        left, wide = columns_in(width, look)["age"]
        assert left + wide <= width


@pytest.mark.parametrize("status", list(UnitStatus))
def test_every_state_has_a_word_and_a_glyph(status: UnitStatus, look: Look) -> None:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QColor, QImage, QPainter

    image = QImage(24, 24, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    painter = QPainter(image)
    unit_state.paint_glyph(painter, look, status, QPointF(12, 12), 14)
    painter.end()
    inked = sum(image.pixelColor(x, y).alpha() > 128 for x in range(24) for y in range(24))
    assert unit_state.word(status)
    assert inked > 15


def test_a_hostile_call_sign_is_drawn_as_text(board: UnitBoard, rows: Rows, painted: Painted) -> None:
    unit = next(row for row in samples.units() if isinstance(row, UnitRow))
    rows.replace(1, replace(unit, call_sign="<b>M\u202e1</b>", place="x" * 10_000))
    painted.of(board)
    assert "<b>M\u202e1</b>" in painted.words


def test_the_heads_stand_over_their_columns_when_the_board_scrolls(board: UnitBoard, qtbot: QtBot) -> None:
    assert board.heads._taken == 0
    board.resize(868, 260)
    qtbot.waitUntil(lambda: board.list.verticalScrollBar().isVisible())
    assert board.heads.width() - board.heads._taken == board.list.viewport().width()


def test_no_column_stands_beyond_the_edge_with_large_letters(qapp: QApplication) -> None:
    large = Look(scale=2.0)
    for width in (404, 560, 690, 900):
        left, wide = list(columns_in(width, large).values())[-1]
        assert left + wide <= width, f"at {width} px"
