"""The dispatcher's page by keyboard alone: from an incident that waits to its end, keys counted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from console.plain_orders import teach_plain, verb_group
from domain.agency import Agency
from domain.clock import DAY
from domain.commands import CloseIncident, DispatchUnit, SetUnitStatus
from domain.dispatch_orders import AddNote, TakeTask
from domain.incident import AgencyTask, IncidentState, TaskState
from domain.premises import Hazard, HazardKind
from domain.severity import Severity
from domain.unit import UnitStatus
from domain.workspace import Page
from tests.console.dispatch_bench import DispatchBench
from widgets.banner import Notice
from widgets.dispatch_panel.dispatch_panel import DispatchPanel
from widgets.workspace.defaults import Slot

Key = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[DispatchBench]:
    made = DispatchBench(qtbot, tmp_path)
    yield made
    made.close()


def panel(bench: DispatchBench) -> DispatchPanel:
    found = bench.window.workspace.pane(Slot.DISPATCH)
    assert isinstance(found, DispatchPanel)
    return found


def test_from_pending_to_closed_without_a_mouse(bench: DispatchBench) -> None:
    first, second = bench.patrol("M 1-204", 1), bench.patrol("Moto 1-31", 2)
    bench.here.incident("26-0001041", priority=Severity.LOW)
    robbery = bench.here.incident("26-0001042", priority=Severity.CRITICAL)
    bench.show()

    bench.press((ALT, Key.Key_6), Key.Key_Return)  # the gravest is the first; who should go?
    view = panel(bench).view()
    assert view is not None
    assert (view.incident, view.number) == (robbery.id, str(robbery.short))
    assert [row.call_sign for row in view.rows] == ["M 1-204", "Moto 1-31"]
    assert panel(bench).list.hasFocus()
    bench.press(Key.Key_Return)  # the first
    assert bench.sent()[-1] == DispatchUnit(unit=first.id, incident=robbery.id)
    bench.press(Key.Key_2)  # and the one that has the 2 on its key cap
    assert bench.sent()[-1] == DispatchUnit(unit=second.id, incident=robbery.id)
    bench.press(Key.Key_F7, Key.Key_F8)
    assert bench.sent()[-2:] == [
        SetUnitStatus(unit=second.id, status=UnitStatus.EN_ROUTE),
        SetUnitStatus(unit=second.id, status=UnitStatus.ON_SCENE),
    ]
    bench.press(Key.Key_F11)
    assert bench.sent()[-1] == SetUnitStatus(unit=second.id, status=UnitStatus.AVAILABLE)
    bench.press(Key.Key_F12)
    assert bench.window.command.text() == f"cerrar {robbery.short}"
    assert "se libera 1 móvil" in bench.window.command._meaning.detail, "what it frees is read first"
    bench.press(Key.Key_Return)
    assert bench.sent()[-1] == CloseIncident(incident=robbery.id)
    settled = bench.here.picture.incidents.get(robbery.id)
    assert settled is not None
    assert settled.state is IncidentState.CLOSED
    left = bench.here.picture.units.get(first.id)
    assert left is not None
    assert left.status is UnitStatus.AVAILABLE
    assert bench.refused == []
    assert bench.keys <= 9, "from the list to the end, two units sent and one brought back"


def test_note_assume_and_f9_act_on_what_is_chosen(bench: DispatchBench) -> None:
    unit = bench.patrol("M 1-204", 1)
    waiting = AgencyTask(agency=Agency.POLICE, state=TaskState.PENDING, since=0)
    robbery = bench.here.incident("26-0001042", priority=Severity.CRITICAL, tasks=(waiting,))
    bench.show()
    bench.press((ALT, Key.Key_6), Key.Key_F3, Key.Key_F9)
    assert bench.sent()[0] == TakeTask(incident=robbery.id, agency=Agency.POLICE)
    assert bench.sent()[1] == DispatchUnit(unit=unit.id, incident=robbery.id), "nobody chosen: the first"
    bench.press((ALT, Key.Key_N))
    bench.qtbot.keyClicks(bench.window.focusWidget(), "Llegan por Lavalle")
    bench.press(Key.Key_Return)
    assert bench.sent()[-1] == AddNote(incident=robbery.id, text="Llegan por Lavalle")
    bench.press(Key.Key_F8, Key.Key_F7)
    assert bench.refused == ["M 1-204 está en el lugar: no puede pasar a «en camino»."]


def test_the_number_that_people_type_is_the_one_on_every_pane(bench: DispatchBench) -> None:
    bench.patrol("M 1-204", 1)
    robbery = bench.here.incident("26-0001042", priority=Severity.CRITICAL)
    bench.show()
    bench.press((ALT, Key.Key_6))
    number = str(robbery.short)
    pending = bench.room.pending
    assert pending is not None
    assert [row.number for row in pending.rows.values()] == [number]
    assert panel(bench).accessibleName() == f"Despacho de INC {number}"
    assert bench.orders.meaning(f"d {number} m 1-204").detail.startswith(f"M 1-204 al INC {number}")
    bench.orders.run(f"d {number} m 1-204")
    (row,) = (one for one in bench.board.rows.values() if getattr(one, "call_sign", "") == "M 1-204")
    assert row.incident == number


def test_in_the_command_line_ctrl_r_still_searches_what_was_typed(bench: DispatchBench) -> None:
    bench.here.incident("26-0001042", priority=Severity.CRITICAL)
    bench.show()
    bench.window.command.set_past(("d 1 m1204",))
    bench.press((CTRL, Key.Key_K), (CTRL, Key.Key_R))
    assert bench.window.command.field.hasFocus()
    assert [offer.line for offer in bench.window.command.offers()] == ["d 1 m1204"]


def test_keys_are_about_the_unit_that_is_seen_to_be_chosen(bench: DispatchBench) -> None:
    first = bench.patrol("M 1-204", 1)
    robbery = bench.here.incident("26-0001042", priority=Severity.CRITICAL)
    second = bench.patrol("M 1-205", 2, status=UnitStatus.DISPATCHED, incident=robbery.id)
    bench.show()
    bench.press((ALT, Key.Key_6), Key.Key_Return)
    bench.press((ALT, Key.Key_5), Key.Key_Down, Key.Key_Down)  # past the agency's head, to the second unit
    bench.patrol("M 1-206", 3)
    assert bench.room.panel is not None
    bench.room.panel._ask_now()  # another order comes in
    bench.press(Key.Key_F7)
    assert bench.sent()[-1] == SetUnitStatus(unit=second.id, status=UnitStatus.EN_ROUTE)
    bench.press((ALT, Key.Key_D))
    assert bench.room.choice.unit() == bench.here.picture.units.get(first.id), "its row counts now"


def test_the_line_goes_to_the_pages_that_this_desk_has(bench: DispatchBench) -> None:
    nothing = (lambda: None,) * 3
    teach_plain(bench.orders, bench.window.show_page, *nothing, bench.window.pages)
    assert bench.orders.run("página turno")
    assert bench.window.page() is Page.SHIFT
    assert bench.orders.run("pag despacho")
    assert bench.window.page() is Page.UNITS
    assert bench.orders.meaning("pag tablero").wrong, "a supervisor's"
    shown = [key.key for key in verb_group(bench.orders).keys]
    assert {"ec", "el", "lib"} <= set(shown), "the help has the states"


def test_keys_of_dispatch_are_printed_only_where_they_work(bench: DispatchBench) -> None:
    bench.window.show_page(Page.SHIFT)
    assert not bench.bars.printed
    bench.window.show_page(Page.UNITS)
    assert bench.bars.printed


def test_f3_is_the_band_s_while_the_band_offers_it(bench: DispatchBench) -> None:
    waiting = AgencyTask(agency=Agency.POLICE, state=TaskState.PENDING, since=0)
    bench.here.incident("26-0001042", priority=Severity.CRITICAL, tasks=(waiting,))
    bench.show()
    asked: list[int] = []
    banner = bench.window.banner
    banner.act_requested.connect(lambda: asked.append(1))
    banner.set_notice(Notice(Severity.HIGH, "1 orden rechazada", act="Resolver", act_key="F3"))
    bench.room.time_passes()
    bench.press(Key.Key_F3)
    assert (asked, bench.sent()) == ([1], [])
    banner.set_notice(None)
    bench.room.time_passes()
    bench.press(Key.Key_F3)
    assert isinstance(bench.sent()[-1], TakeTask)


def test_without_a_server_nobody_is_ranked_and_the_pane_says_so(bench: DispatchBench) -> None:
    from backend_client.picture import LinkState

    bench.patrol("M 1-204", 1)
    bench.here.incident("26-0001042", priority=Severity.CRITICAL)
    bench.show()
    bench.here.link(LinkState.DEAD)
    bench.press((ALT, Key.Key_6), Key.Key_Return)
    assert panel(bench).list_head.accessibleName() == "Recomendados. sin servidor: elija a mano"


def test_dangers_that_the_call_taker_saw_warn_the_dispatcher(bench: DispatchBench) -> None:
    now = bench.here.picture.server_now()
    dog = Hazard(kind=HazardKind.DOG, source="Bomberos", at=now - 40 * DAY, note="en el patio")
    bench.here.incident("26-0001042", priority=Severity.CRITICAL, hazards=(dog,))
    bench.here.incident("26-0001043", priority=Severity.LOW)
    bench.show()
    bench.press((ALT, Key.Key_6))
    shown = panel(bench).dangers
    assert shown.isVisible()
    assert [(one.words, one.source, one.age) for one in shown.dangers()] == [
        ("Perro: en el patio", "Bomberos", "hace 40 d")
    ]
    bench.press(Key.Key_Down)
    assert not shown.isVisible(), "the other place has none"


def test_the_right_button_on_a_unit_offers_what_may_follow(bench: DispatchBench) -> None:
    unit = bench.patrol("M 1-204", 1)
    incident = bench.here.incident("26-0001042", priority=Severity.CRITICAL)
    bench.show()
    bench.press((ALT, Key.Key_6))
    menu = bench.room._unit_menu.menu_of(unit)
    words = [act.text() for act in menu.actions() if act.text()]
    assert words == [f"Despachar a INC {incident.short}", "En base", "Fuera de serv."]
    menu.actions()[0].trigger()
    assert bench.sent()[-1] == DispatchUnit(unit=unit.id, incident=incident.id)
    sent = bench.here.picture.units.get(unit.id)
    assert sent is not None
    words = [act.text() for act in bench.room._unit_menu.menu_of(sent).actions()]
    assert words[:2] == ["Disponible", "En camino"], "nobody is sent twice by a menu"
