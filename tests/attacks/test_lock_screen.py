"""The lock and the door, attacked from the chair: what a stranger finds who sits down at somebody's desk."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from backend_client.picture import LinkState
from console.loop import ask, event_loop
from domain.call import CallState
from domain.people import Role
from domain.workspace import Float, Slot
from tests.console.doors import PASSWORD, Room
from widgets.workspace.defaults import default_layout
from widgets.workspace.tree import floated
from widgets.workspace.windows import ScreenPlace

LEFT = ScreenPlace("HDMI-1", QRect(0, 0, 1920, 1080), QRect(0, 0, 1920, 1080))
RIGHT = ScreenPlace("HDMI-2", QRect(1920, 0, 1920, 1080), QRect(1920, 0, 1920, 1080))
SECRET = "otpauth://totp/Atalaya:lferreyra"


@pytest.fixture
def play(qapp: QApplication, tmp_path: Path) -> Iterator[Callable[..., None]]:
    """Run a story with a room; it is taken apart afterwards."""
    loop = event_loop(qapp)

    def run(story: Callable[[Room], Awaitable[None]], lock_after_s: float = 0) -> None:
        async def told() -> None:
            room = Room(tmp_path, lock_after_s)
            try:
                await story(room)
            finally:
                await room.nursery.close()
                room.close()

        loop.run_until_complete(told())

    yield run
    loop.close()
    gc.collect()


def shown(dialog: QDialog) -> bool:
    """Whether a question is on the screen still."""
    return isValid(dialog) and dialog.isVisible()


async def asked(room: Room) -> tuple[QDialog, asyncio.Task[bool]]:
    """A question of Lucía's own is open: her new second factor."""
    dialog = QDialog(room.frame)
    dialog.setWindowTitle(SECRET)
    answer = room.nursery.start(ask(dialog), "factors")
    await asyncio.sleep(0.01)
    assert dialog.isVisible()
    return dialog, answer


def test_who_relieves_a_locked_desk_does_not_find_the_questions_of_who_left(
    play: Callable[..., None],
) -> None:
    async def story(room: Room) -> None:
        dialog, answer = await asked(room)
        room.attendance.lock()
        QTest.mouseClick(room.view.relief, Qt.MouseButton.LeftButton)
        card = room.card()
        card.line("user").setText("tquinteros")
        card.line("password").setText(PASSWORD)
        QTest.keyClick(card.line("password"), Qt.Key.Key_Return)
        await room.settle()
        assert "relieved by tquinteros" in room.told
        assert answer.done(), "nobody answers it any more"
        assert not shown(dialog)

    play(story)


def test_who_opens_her_own_lock_finds_her_question_again(play: Callable[..., None]) -> None:
    async def story(room: Room) -> None:
        dialog, answer = await asked(room)
        room.attendance.lock()
        assert not dialog.isVisible()
        room.view.card.line("password").setText(PASSWORD)
        QTest.keyClick(room.view.card.line("password"), Qt.Key.Key_Return)
        for _ in range(100):
            await asyncio.sleep(0.005)
            if not room.attendance.locked:
                break
        assert dialog.isVisible()
        assert not answer.done()
        dialog.reject()

    play(story)


@pytest.mark.parametrize("locked", [False, True])
def test_21_who_is_put_out_leaves_no_question_on_the_screen(play: Callable[..., None], locked: bool) -> None:
    async def story(room: Room) -> None:
        dialog, answer = await asked(room)
        if locked:
            room.attendance.lock()
        room.desk_state.link(LinkState.REFUSED)
        room.attendance.put_out(LinkState.REFUSED, "login.disabled")
        await room.settle()
        assert answer.done()
        assert not shown(dialog)

    play(story)


def test_a_window_that_went_with_its_screen_under_the_lock_does_not_keep_it_shut(
    play: Callable[..., None],
) -> None:
    async def story(room: Room) -> None:
        floating = QWidget()
        floating.show()
        room.attendance.lock()
        floating.deleteLater()
        await room.settle()
        await room.type_password(PASSWORD)
        assert not room.attendance.locked
        assert room.frame.currentWidget() is room.window
        assert room.frame.count() == 1, "the lock is gone, and the password with it"

    play(story)


def test_a_card_that_nobody_fills_in_does_not_keep_the_desk_open(play: Callable[..., None]) -> None:
    async def story(room: Room) -> None:
        room.attendance.begin_relief()
        room.clock.advance(601)
        room.attendance.time_passes()
        assert room.attendance.locked, "somebody began a relief and left"

    play(story, lock_after_s=600)


def test_an_ended_session_does_not_keep_the_desk_open_either(play: Callable[..., None]) -> None:
    async def story(room: Room) -> None:
        room.desk_state.link(LinkState.EXPIRED)
        assert room.attendance.put_out(LinkState.EXPIRED, "session.expired")
        room.clock.advance(601)
        room.attendance.time_passes()
        assert room.attendance.locked
        await room.type_password(PASSWORD)
        assert room.client.logins == [("lferreyra", PASSWORD)], "and opens with a login"

    play(story, lock_after_s=600)


def test_no_lock_falls_on_a_caller_whose_form_is_not_the_one_on_screen(play: Callable[..., None]) -> None:
    async def story(room: Room) -> None:
        desk = room.desk_state
        ended = desk.answered(desk.rings("4555-0000"))
        desk.put_call(replace(ended, state=CallState.ENDED))
        talking = desk.answered(desk.rings("4307-5561"))
        room.form.open(ended.id)
        assert room.form.active == ended.id != talking.id
        room.attendance.lock()
        assert not room.attendance.locked
        room.clock.advance(601)
        room.attendance.time_passes()
        assert not room.attendance.locked, "nor by the clock"

    play(story, lock_after_s=600)


def test_what_was_copied_at_the_desk_is_not_pasted_under_its_lock(play: Callable[..., None]) -> None:
    async def story(room: Room) -> None:
        QApplication.clipboard().setText("Gurruchaga 1755")
        room.attendance.lock()
        room.attendance.begin_relief()
        field = room.card().line("user")
        field.paste()
        assert field.text() == ""

    play(story)


@pytest.mark.qt_log_ignore("does not support raise")  # the offscreen platform
def test_no_screen_that_comes_or_goes_shows_a_pane_of_a_locked_desk(play: Callable[..., None]) -> None:
    def windows(room: Room) -> list[QWidget]:
        return [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not room.frame]

    async def story(room: Room) -> None:
        ground = room.window.workspace
        ground.set_screens((LEFT, RIGHT))
        ground.set_layout(default_layout(Role.CALL_TAKER))
        for slot in (Slot.MAP, Slot.QUEUE):
            ground.change(
                floated(ground.layout_now(), Float(pane=slot, screen="HDMI-2", width=600, height=400))
            )
        assert len(windows(room)) == 2
        room.attendance.lock()
        for screens in ((LEFT,), (LEFT, RIGHT), (RIGHT,), (LEFT, RIGHT)):
            ground.set_screens(screens)
            ground.set_layout(ground.layout_now())
            await room.settle()
            assert windows(room) == []
        await room.type_password(PASSWORD)
        assert not room.attendance.locked
        assert len(windows(room)) == 2, "and each is where it was"
        ground.windows.close_all()

    play(story)
