"""A workspace in its places: what a layout says is where panes lie, what a hand does is another one."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from domain.people import Role
from domain.workspace import Layout, Page, Slot, Split, panes_of, read_layout, stacks, write_layout
from tests.widgets.conftest import Painted
from widgets.gallery_sheets import operator
from widgets.gallery_workspaces import as_role
from widgets.look import Look
from widgets.operator_shell import OperatorShell
from widgets.workspace.defaults import default_layout
from widgets.workspace.drop import neighbour, target_at
from widgets.workspace.edges import Grip, SeamHandle
from widgets.workspace.plan import Measure, lay
from widgets.workspace.tree import Side, beside, page_of

WIDE = QRect(8, 56, 1904, 944), False
SMALL = QRect(8, 50, 1350, 638), True
ROLES = (Role.CALL_TAKER, Role.DISPATCHER, Role.VIDEO_OPERATOR, Role.SUPERVISOR)
PAGES = [(role, plan.page) for role in ROLES for plan in default_layout(role).pages]


def ground_of(layout: Layout, page: Page) -> Split:
    plan = page_of(layout, page)
    assert plan is not None
    assert isinstance(plan.ground, Split)
    return plan.ground


@pytest.fixture
def shell(qtbot: QtBot, look: Look) -> OperatorShell:
    made = operator(look, QSize(1920, 1080))
    qtbot.addWidget(made)
    assert isinstance(made, OperatorShell)
    made.show()
    return made


# ---- where panes lie


@pytest.mark.parametrize(("role", "page"), PAGES)
@pytest.mark.parametrize(("area", "compact"), [WIDE, SMALL], ids=["1920", "1366"])
def test_panes_of_a_role_lie_side_by_side_with_room_to_work_in(
    role: Role, page: Page, area: QRect, compact: bool
) -> None:
    plan = page_of(default_layout(role), page)
    assert plan is not None
    places = lay(plan.ground, area, Measure(compact)).panes
    assert set(places) == {stack.panes[stack.shown] for stack, _ in stacks(plan.ground)}
    for slot, place in places.items():
        assert area.contains(place)
        assert place.width() >= 200
        assert place.height() >= (56 if slot is Slot.NORMS else 150)
    for one, other in combinations(places.values(), 2):
        assert not one.intersects(other)


def test_the_design_s_columns_are_kept() -> None:
    calls = ground_of(default_layout(Role.CALL_TAKER), Page.CALL)
    places = lay(calls, *_measured(WIDE)).panes
    assert [places[slot].width() for slot in (Slot.QUEUE, Slot.FORM)] == [360, 480]
    assert places[Slot.QUEUE].height() == 332
    small = lay(calls, *_measured(SMALL)).panes
    assert [small[slot].width() for slot in (Slot.QUEUE, Slot.FORM)] == [272, 410]
    dispatch = lay(ground_of(default_layout(Role.DISPATCHER), Page.UNITS), *_measured(WIDE)).panes
    assert dispatch[Slot.PENDING].width() == 400
    assert abs(dispatch[Slot.BOARD].width() - 868) <= 8


def _measured(case: tuple[QRect, bool]) -> tuple[QRect, Measure]:
    return case[0], Measure(case[1])


def test_between_neighbours_there_is_a_gutter_of_eight() -> None:
    plan = lay(ground_of(default_layout(Role.CALL_TAKER), Page.CALL), *_measured(WIDE))
    assert {min(seam.area.width(), seam.area.height()) for seam in plan.seams} == {8}
    assert len(plan.seams) == 4


def test_a_video_operator_has_no_call_form_and_a_wall_that_is_large() -> None:
    layout = default_layout(Role.VIDEO_OPERATOR)
    assert all(Slot.FORM not in panes_of(plan.ground) for plan in layout.pages)
    places = lay(ground_of(layout, Page.VIDEO), *_measured(WIDE)).panes
    assert places[Slot.VIDEO].width() > 1500


def test_a_supervisor_s_wall_stands_on_the_second_screen_if_there_is_one() -> None:
    assert default_layout(Role.SUPERVISOR).floats == ()
    wall = default_layout(Role.SUPERVISOR, "HDMI-2").floats[0]
    assert (wall.pane, wall.screen, wall.full) == (Slot.WALL, "HDMI-2", True)


def test_what_is_in_a_window_of_its_own_leaves_its_room_to_the_others() -> None:
    ground = ground_of(default_layout(Role.CALL_TAKER), Page.CALL)
    whole = lay(ground, WIDE[0], Measure()).panes
    bare = lay(ground, WIDE[0], Measure(away={Slot.MAP, Slot.VIDEO})).panes
    assert set(bare) == {Slot.QUEUE, Slot.ALERTS, Slot.FORM}
    assert bare[Slot.FORM].right() == WIDE[0].right()
    assert lay(ground, WIDE[0], Measure()).panes == whole  # and back again


# ---- what can be done to it


def test_a_pane_is_never_twice_on_a_page_and_nothing_else_is_lost() -> None:
    ground: object = ground_of(default_layout(Role.CALL_TAKER), Page.CALL)
    panes = set(panes_of(ground))  # type: ignore[arg-type]
    for moved, onto in combinations(sorted(panes), 2):
        for side in Side:
            made = beside(ground, onto, moved, side)  # type: ignore[arg-type]
            assert sorted(panes_of(made)) == sorted(panes)
            places = lay(made, *_measured(SMALL)).panes
            for one, other in combinations(places.values(), 2):
                assert not one.intersects(other)


def test_moving_on_and_on_never_nests_too_deep_to_be_kept() -> None:
    layout = default_layout(Role.CALL_TAKER)
    ground: object = ground_of(layout, Page.CALL)
    slots = panes_of(ground)  # type: ignore[arg-type]
    for turn in range(60):
        moved, onto = slots[turn % 5], slots[(turn * 3 + 1) % 5]
        ground = beside(ground, onto, moved, list(Side)[turn % 4])  # type: ignore[arg-type]
    pages = (type(layout.pages[0])(page=Page.CALL, ground=ground),)  # type: ignore[arg-type]
    kept = Layout(role=Role.CALL_TAKER, opens=Page.CALL, pages=pages)
    assert read_layout(write_layout(kept)) == kept


def test_the_last_pane_of_a_page_cannot_be_taken_off(shell: OperatorShell) -> None:
    for slot in (Slot.QUEUE, Slot.ALERTS, Slot.FORM, Slot.VIDEO):
        assert shell.workspace.close_pane(slot)
    assert not shell.workspace.close_pane(Slot.MAP)
    shell.workspace.restore_page()
    assert set(shell.workspace.plan.panes) == {Slot.QUEUE, Slot.ALERTS, Slot.FORM, Slot.MAP, Slot.VIDEO}


def test_the_key_of_a_pane_that_was_taken_off_brings_it_back(shell: OperatorShell) -> None:
    for page in (Page.CALL, Page.MAP, Page.UNITS):
        shell.show_page(page)
        shell.workspace.close_pane(Slot.MAP)
    assert shell.workspace.turn_to(Slot.MAP)
    assert Slot.MAP in shell.workspace.plan.panes


def test_neighbours_and_targets_are_what_they_look_like() -> None:
    plan = lay(ground_of(default_layout(Role.CALL_TAKER), Page.CALL), *_measured(WIDE))
    assert neighbour(plan, Slot.QUEUE, Side.RIGHT) is Slot.FORM
    assert neighbour(plan, Slot.QUEUE, Side.BELOW) is Slot.ALERTS
    assert neighbour(plan, Slot.QUEUE, Side.LEFT) is None
    at = plan.panes[Slot.MAP]
    left = target_at(plan, WIDE[0], at.topLeft() + QPoint(5, at.height() // 2), Slot.QUEUE)
    assert left is not None
    assert (left.pane, left.side) == (Slot.MAP, Side.LEFT)
    middle = target_at(plan, WIDE[0], at.center(), Slot.QUEUE)
    assert middle is not None
    assert middle.side is Side.TABS
    assert target_at(plan, WIDE[0], plan.panes[Slot.QUEUE].center(), Slot.QUEUE) is None
    away = target_at(plan, WIDE[0], QPoint(4000, 10), Slot.QUEUE)
    assert away is not None
    assert away.pane is None


# ---- by hand


def grip_of(shell: OperatorShell, slot: Slot) -> Grip:
    pane = shell.workspace.pane(slot)
    assert pane is not None
    return pane.findChildren(Grip)[0]


def drag(grip: QWidget, to: QPoint, steps: int = 4) -> None:
    """A hand takes hold of something and carries it to a place on the screen."""
    start = grip.mapToGlobal(grip.rect().center())
    QTest.mousePress(grip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, grip.rect().center())
    for step in range(1, steps + 1):
        QTest.mouseMove(grip, grip.mapFromGlobal(start + (to - start) * step / steps))


def let_go(grip: QWidget, at: QPoint) -> None:
    place = grip.mapFromGlobal(at)
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def test_a_head_that_is_carried_says_where_it_would_lie_before_it_does(
    shell: OperatorShell, qtbot: QtBot
) -> None:
    ground = shell.workspace
    before = ground.layout_now()
    onto = ground.plan.panes[Slot.ALERTS]
    place = ground.mapToGlobal(onto.center() + QPoint(0, onto.height() // 2 - 6))
    grip = grip_of(shell, Slot.MAP)
    drag(grip, place)
    over = shell.mover.over
    assert over.isVisible()
    assert "abajo de Alertas" in over.accessibleDescription()
    assert "cede la mitad" in over.accessibleDescription()
    assert ground.layout_now() == before
    with qtbot.waitSignal(ground.arranged):
        let_go(grip, place)
    assert not over.isVisible()
    assert ground.plan.panes[Slot.MAP].top() > ground.plan.panes[Slot.ALERTS].top()
    assert ground.plan.panes[Slot.MAP].left() == ground.plan.panes[Slot.ALERTS].left()


def test_escape_in_mid_drag_leaves_everything_as_it_was(shell: OperatorShell) -> None:
    before = shell.workspace.layout_now()
    grip = grip_of(shell, Slot.MAP)
    place = shell.workspace.mapToGlobal(shell.workspace.plan.panes[Slot.FORM].center())
    drag(grip, place)
    QTest.keyClick(grip, Qt.Key.Key_Escape)
    let_go(grip, place)
    assert shell.workspace.layout_now() == before
    assert not shell.mover.over.isVisible()


def test_a_seam_follows_the_hand_and_is_told_once_when_it_is_let_go(
    shell: OperatorShell, qtbot: QtBot
) -> None:
    ground = shell.workspace
    told: list[object] = []
    ground.arranged.connect(told.append)
    seam = next(s for s in ground.plan.seams if s.across and s.path == () and s.first == 1)
    handle = next(h for h in ground.findChildren(SeamHandle) if h.geometry() == seam.area)
    wide = ground.plan.panes[Slot.FORM].width()
    to = handle.mapToGlobal(handle.rect().center()) + QPoint(60, 0)
    drag(handle, to)
    assert ground.plan.panes[Slot.FORM].width() == wide + 60
    assert told == []
    let_go(handle, to)
    assert len(told) == 1
    assert ground.plan.panes[Slot.FORM].width() == wide + 60


def test_the_call_s_keys_in_the_form_s_head_stay_within_reach(shell: OperatorShell) -> None:
    form = shell.workspace.pane(Slot.FORM)
    assert form is not None
    grip = grip_of(shell, Slot.FORM)
    head = form.call_head  # type: ignore[attr-defined]
    for key in (head.hold, head.mute, head.transfer, head.close_call):
        if key.isVisible():
            area = QRect(key.mapTo(form, QPoint()), key.size())
            assert not grip.geometry().intersects(area)


# ---- by keyboard


def test_a_pane_is_moved_sized_taken_off_and_restored_without_a_mouse(
    shell: OperatorShell, qtbot: QtBot, painted: Painted
) -> None:
    ground, over = shell.workspace, shell.mover.over
    shell.mover.begin(Slot.ALERTS)
    assert "Alertas" in over.accessibleDescription()
    words = painted.of(over).words
    assert {"tamaño", "ventana", "quitar", "como estaba"} <= set(words)
    qtbot.keyClick(over, Qt.Key.Key_Right)  # right of the form, which lies at its right
    qtbot.keyClick(over, Qt.Key.Key_Right)  # and one further
    assert "Mapa" in over.accessibleDescription()
    qtbot.keyClick(over, Qt.Key.Key_Down)
    with qtbot.waitSignal(ground.arranged):
        qtbot.keyClick(over, Qt.Key.Key_Return)
    assert ground.plan.panes[Slot.ALERTS].top() > ground.plan.panes[Slot.MAP].top()
    wide = ground.plan.panes[Slot.FORM].width()
    shell.mover.begin(Slot.FORM)
    qtbot.keyClick(over, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert ground.plan.panes[Slot.FORM].width() == wide + 40
    qtbot.keyClick(over, Qt.Key.Key_Delete)
    assert Slot.FORM not in ground.plan.panes
    shell.mover.begin(Slot.MAP)
    qtbot.keyClick(over, Qt.Key.Key_Home)
    assert ground.plan.panes[Slot.FORM].width() == 480


def test_escape_takes_back_what_the_keyboard_did(shell: OperatorShell, qtbot: QtBot) -> None:
    before = shell.workspace.layout_now()
    shell.mover.begin(Slot.FORM)
    for _ in range(3):
        qtbot.keyClick(shell.mover.over, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(shell.mover.over, Qt.Key.Key_Escape)
    assert shell.workspace.layout_now() == before


def test_panes_in_one_place_have_tabs_and_each_its_key(shell: OperatorShell, qtbot: QtBot) -> None:
    ground = shell.workspace
    ground.move_beside(Slot.ALERTS, Slot.QUEUE, Side.TABS)
    assert Slot.ALERTS in ground.plan.panes
    assert Slot.QUEUE not in ground.plan.panes
    assert ground.plan.strips[0].panes == (Slot.QUEUE, Slot.ALERTS)
    with qtbot.waitActive(shell):
        shell.activateWindow()
    qtbot.keyClick(shell, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert Slot.QUEUE in ground.plan.panes
    assert Slot.ALERTS not in ground.plan.panes


def test_a_layout_change_never_stalls_a_tenth_of_a_second(shell: OperatorShell, look: Look) -> None:
    from time import perf_counter

    as_role(shell, look, Role.SUPERVISOR)
    worst = 0.0
    for side in (Side.LEFT, Side.BELOW, Side.RIGHT, Side.TABS):
        begin = perf_counter()
        shell.workspace.move_beside(Slot.ALERTS, Slot.MAP, side)
        worst = max(worst, perf_counter() - begin)
    assert worst < 0.1


def test_ctrl_and_a_number_are_the_pages_of_the_role(shell: OperatorShell, look: Look, qtbot: QtBot) -> None:
    as_role(shell, look, Role.DISPATCHER)
    with qtbot.waitActive(shell):
        shell.activateWindow()
    qtbot.keyClick(shell, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert shell.page() is Page.MAP
    qtbot.keyClick(shell, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert shell.page() is Page.UNITS
    qtbot.keyClick(shell, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    assert shell.page() is Page.UNITS


def test_a_pane_that_nobody_has_seen_has_not_been_made(shell: OperatorShell, look: Look) -> None:
    made: list[QWidget] = []

    def make() -> QWidget:
        made.append(QWidget())
        return made[0]

    shell.put_later(Slot.PENDING, "Alt 6", make)
    shell.show_page(Page.VIDEO)
    assert made == []
    shell.workspace.set_layout(default_layout(Role.DISPATCHER))
    assert len(made) == 1
    assert made[0].isVisible()


def test_a_key_of_two_panes_is_the_one_s_behind_a_tab_of_this_page(shell: OperatorShell) -> None:
    for slot, key in ((Slot.PENDING, "Alt 6"), (Slot.OVERDUE, "Alt 6"), (Slot.COVER, "Alt 9")):
        shell.put_later(slot, key, QWidget)
    shell.workspace.set_layout(default_layout(Role.SUPERVISOR), Page.HEALTH)
    shell.workspace.turn_to(Slot.COVER)
    alike = [slot for slot in (Slot.PENDING, Slot.OVERDUE) if shell._jumps[slot].isEnabled()]
    assert alike == [Slot.OVERDUE]
