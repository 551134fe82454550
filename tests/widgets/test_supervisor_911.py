"""The supervisor's panes: a key leads to the pane on the page, a small window leaves out the least needed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from domain.clock import MINUTE, SECOND
from domain.workspace import Page, Slot
from tests.widgets.conftest import Painted
from widgets import samples_supervisor as samples
from widgets.gallery_sheets import operator
from widgets.gallery_supervisor import board
from widgets.keys import printed
from widgets.look import Look
from widgets.operator_shell import OperatorShell
from widgets.samples import NOW, Rows
from widgets.supervisor_911.columns import Column, lay
from widgets.supervisor_911.desks import DesksPane
from widgets.supervisor_911.seconds import SecondsPane, late, spoken, total
from widgets.supervisor_911.staffing import headline, shortage


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return Look()


@pytest.fixture
def page(qtbot: QtBot, look: Look) -> OperatorShell:
    made = board(operator(look, QSize(1366, 768)), look)
    qtbot.addWidget(made)
    made.show()
    return made


def led_by(shell: OperatorShell, key: str) -> list[str]:
    """What a key leads to now."""
    keys = [one for one in shell.findChildren(QShortcut) if one.isEnabled() and printed(one.key()) == key]
    return [one.whatsThis() for one in keys if one.parent().isVisible()]


def test_a_key_means_the_pane_on_this_page_and_elsewhere_what_it_always_did(page: OperatorShell) -> None:
    assert led_by(page, "Alt 1") == ["En qué se fueron los segundos"]
    assert led_by(page, "Alt 3") == ["Puestos"]
    page.show_page(Page.MAP)
    assert led_by(page, "Alt 1") == ["Cola de llamadas"]


def test_a_tab_behind_is_turned_to_and_has_the_room(page: OperatorShell) -> None:
    assert Slot.EXCEPTIONS not in page.workspace.plan.panes
    assert page.workspace.turn_to(Slot.EXCEPTIONS)
    assert Slot.EXCEPTIONS in page.workspace.plan.panes
    assert Slot.OVERDUE not in page.workspace.plan.panes


def test_columns_that_do_not_fit_go_the_least_needed_first(look: Look) -> None:
    columns = (
        Column("a", "", 100),
        Column("b", "", 100, gives_way=2),
        Column("c", "", 100, gives_way=1, grows=True),
    )
    assert set(lay(look, columns, 400)) == {"a", "b", "c"}
    assert set(lay(look, columns, 300)) == {"a", "c"}
    left, wide = lay(look, columns, 300)["c"]
    assert left + wide == 300 - 12
    assert set(lay(look, columns, 150)) == {"a"}


def test_arrows_walk_the_desks_and_the_line_tells_the_one_under_the_ring(qtbot: QtBot, look: Look) -> None:
    pane = DesksPane(look)
    qtbot.addWidget(pane)
    pane.resize(700, 240)
    pane.set_tiles(samples.desk_tiles())
    pane.set_now(NOW)
    assert pane.grid.line() == ("Puesto 44: pausa, descanso hace 22:10 · límite 15:00 · Marta Sosa", True)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(pane.grid, key)
    assert pane.grid.accessibleDescription().startswith("Puesto 02: cierre")


def test_what_is_beyond_its_goal_is_said_by_number_and_colour(
    qtbot: QtBot, look: Look, painted: Painted
) -> None:
    row = next(one for one in samples.seconds_rows() if one.title == "Persona caída")
    assert late(row.clock, NOW)
    assert total(row.clock, NOW) == 152 * SECOND
    assert "Decisión 1:40" in spoken(row, NOW)
    pane = SecondsPane(look)
    qtbot.addWidget(pane)
    model = Rows([*samples.seconds_rows()])
    model.setParent(pane)
    pane.set_now(NOW)
    pane.set_model(model)
    pane.resize(900, 460)
    pane.grab()
    assert painted.colours["2:32"] == "severity.high"
    assert painted.colours["2:10"] == "text.primary"


def test_the_headline_of_the_staffing_says_how_many_and_when(look: Look) -> None:
    told = samples.staffing()
    short, step = shortage(told.steps)
    assert (short, step is not None) == (5, True)
    assert headline(told, look) == ("Faltan 5 a las 22:30", True)
    assert step is not None
    assert step.begins > NOW - 15 * MINUTE
