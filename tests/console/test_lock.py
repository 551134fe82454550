"""A locked desk tells nobody anything: no window, no tip, no screen reader; calls still get in."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget

from backend_client.picture import LinkState
from console.loop import event_loop
from console.sound_mixer import Sound
from console.sounds import Ringer
from domain.call import CallState
from domain.clock import HOUR
from domain.commands import AnswerCall
from domain.lockout import LOCK_S
from domain.severity import Severity
from domain.wire import Relief
from tests.console.doors import PASSWORD, Room, Seat

CALLER, ADDRESS, NUMBER = "Rosa Benítez", "Gurruchaga 1755", "4307-5561"


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
    gc.collect()  # here, and not in some test's thread: what Qt made must end where it was made


def readable(interface: QAccessibleInterface, found: list[str]) -> list[str]:
    """Collect every text that a screen reader could read below an interface."""
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
        found.append(interface.text(kind))
    for place in range(interface.childCount()):
        child = interface.child(place)
        if child is not None and child.isValid():
            readable(child, found)
    return found


def everything_to_read(room: Room) -> str:
    """All that can be read of the program: every window that is shown, its title, its tips, its labels."""
    found: list[str] = [QToolTip.text()]
    for window in QApplication.topLevelWidgets():
        if not window.isVisible():
            continue
        found += [window.windowTitle(), window.windowIconText()]
        for widget in (window, *window.findChildren(QWidget)):
            found += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
            if isinstance(widget, QLabel):
                found.append(widget.text())
        interface = QAccessible.queryAccessibleInterface(window)
        if interface is not None:
            readable(interface, found)
    return "\n".join(found)


@pytest.mark.qt_log_ignore("does not support raise")  # the offscreen platform, of a tip
def test_a_locked_desk_gives_nothing_away_and_counts_what_rings(play: Callable[..., None]) -> None:
    async def story(room: Room) -> None:
        desk = room.desk_state
        ended = desk.answered(desk.rings("4555-0000", caller=CALLER, address=ADDRESS))
        desk.put_call(replace(ended, state=CallState.ENDED))
        desk.rings(NUMBER, caller=CALLER, address=ADDRESS, ago=42)
        desk.alert(Severity.CRITICAL, area=ADDRESS)
        desk.alert(Severity.HIGH)
        other = QWidget()
        other.setWindowTitle(ADDRESS)
        other.show()
        QToolTip.showText(QPoint(5, 5), ADDRESS, room.window)
        await asyncio.sleep(0.01)
        before = everything_to_read(room)
        assert ADDRESS in before
        assert NUMBER in before, "the test can read what is shown"
        room.attendance.lock()
        await room.settle()
        after = everything_to_read(room)
        for secret in (CALLER, ADDRESS, NUMBER, "4555-0000", "San Telmo", "Palermo"):
            assert secret not in after, secret
        assert room.frame.windowTitle() == "Atalaya"
        assert room.window.window() is not room.frame, "the panes are out of the window, not only behind"
        assert "1 CRÍTICA, 1 ALTA" in room.view.alarms.accessibleName()
        assert "1 llamada espera hace 00:42" in room.view.calls.accessibleName()
        desk.alert(Severity.CRITICAL)
        assert "2 CRÍTICA" in room.view.alarms.accessibleName(), "the picture goes on underneath"
        await room.type_password(PASSWORD)
        assert room.frame.currentWidget() is room.window
        assert other.isVisible()
        assert room.told[-2:] == ["locked", "unlocked"]
        other.close()
        other.deleteLater()

    play(story)


def test_an_administrators_window_is_hidden_with_everything_behind_it(play: Callable[..., None]) -> None:
    async def story(room: Room) -> None:
        room.desk_state.rings(NUMBER, address=ADDRESS)
        registers = QLabel("Nadia Quiroga, administradora")
        room.administration.seat = Seat(registers)
        room.frame.addWidget(registers)
        room.frame.setCurrentWidget(registers)
        room.attendance.lock()
        await room.settle()
        after = everything_to_read(room)
        assert "Nadia Quiroga" not in after
        assert ADDRESS not in after
        await room.type_password(PASSWORD)
        assert room.frame.currentWidget() is registers

    play(story)


def test_a_call_is_answered_under_the_lock_and_only_its_form_is_seen(play: Callable[..., None]) -> None:
    async def story(room: Room) -> None:
        desk = room.desk_state
        earlier = desk.answered(desk.rings("4555-0000", address="Defensa 900"))
        desk.put_call(replace(earlier, state=CallState.ENDED))
        room.clock.advance(5)
        room.attendance.lock()
        await room.settle()
        assert not room.view.stage.isVisible(), "a form that was open before stays hidden"
        ringing = desk.rings(NUMBER, caller=CALLER, address=ADDRESS)
        QTest.keyClick(room.view, Qt.Key.Key_F2)
        (sent,) = desk.commands.sent
        assert sent.command == AnswerCall(call=ringing.id), "no password is asked for before a call"
        room.clock.advance(1)
        desk.answered(ringing)
        await room.settle()
        assert room.window.form.isVisible()
        assert room.view.stage.isAncestorOf(room.window.form)
        assert not room.window.queue.isVisible()
        assert not room.window.map.isVisible()
        answered = desk.picture.calls.get(ringing.id)
        assert answered is not None
        desk.put_call(replace(answered, state=CallState.CLOSED))
        await room.settle()
        assert not room.window.form.isVisible(), "with the call's end the desk is locked as before"
        await room.type_password(PASSWORD)
        assert room.window.isAncestorOf(room.window.form)

    play(story)


def test_nobody_is_locked_out_of_a_call(play: Callable[..., None]) -> None:
    async def story(room: Room) -> None:
        desk = room.desk_state
        desk.answered(desk.rings(NUMBER))
        room.attendance.lock()
        assert not room.attendance.locked
        assert room.desk.said == ["Con una llamada en curso el puesto no se bloquea."]
        room.clock.advance(700)
        room.attendance.time_passes()
        assert not room.attendance.locked, "nor by the clock"

    play(story, lock_after_s=600)


def test_a_desk_without_hands_locks_itself_and_a_key_keeps_it_open(play: Callable[..., None]) -> None:
    async def story(room: Room) -> None:
        room.clock.advance(599)
        room.attendance.time_passes()
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
        room.attendance.eventFilter(room.frame, press)
        room.clock.advance(599)
        room.attendance.time_passes()
        assert not room.attendance.locked
        room.clock.advance(2)
        room.attendance.time_passes()
        assert room.attendance.locked

    play(story, lock_after_s=600)


def test_a_wrong_password_is_told_and_stays_in_no_field(play: Callable[..., None]) -> None:
    async def story(room: Room) -> None:
        room.attendance.lock()
        await room.settle()
        await room.type_password("no es esta")
        assert room.attendance.locked
        assert room.view.card.failure().startswith("La contraseña no es correcta. Quedan 4")
        await room.type_password(PASSWORD)
        assert not room.attendance.locked
        shown = [field.text() for field in room.frame.findChildren(QLabel)]
        assert PASSWORD not in "\n".join(shown)

    play(story)


def test_without_a_server_the_proof_of_this_session_opens_five_tries_a_minute(
    play: Callable[..., None],
) -> None:
    async def story(room: Room) -> None:
        room.attendance.came_in(PASSWORD)
        await room.settle()
        room.attendance.lock()
        await room.settle()
        room.desk_state.link(LinkState.DEAD)
        for _ in range(5):
            await room.type_password("no es esta")
        await room.type_password(PASSWORD)
        assert room.attendance.locked
        assert "60 s" in room.view.card.failure()
        room.clock.advance(LOCK_S)
        await room.type_password(PASSWORD)
        assert not room.attendance.locked

    play(story)


def test_a_session_that_ended_under_the_lock_is_opened_by_logging_in(play: Callable[..., None]) -> None:
    async def story(room: Room) -> None:
        room.attendance.lock()
        await room.settle()
        room.desk_state.link(LinkState.EXPIRED)
        assert room.attendance.put_out(LinkState.EXPIRED, "session.expired"), "no login page comes up"
        await room.type_password(PASSWORD)
        assert room.client.logins == [("lferreyra", PASSWORD)]
        assert not room.attendance.locked

    play(story)


def test_whoever_is_put_out_leaves_no_lock_and_no_data(play: Callable[..., None]) -> None:
    async def story(room: Room) -> None:
        room.attendance.lock()
        await room.settle()
        room.desk_state.link(LinkState.REFUSED)
        assert not room.attendance.put_out(LinkState.REFUSED, "login.disabled"), "the login page says why"
        assert not room.attendance.locked
        await asyncio.sleep(0.01)
        assert room.client.left, "the picture is emptied, as when somebody leaves"

    play(story)


def test_an_ended_session_asks_over_the_form_and_keeps_what_was_typed(play: Callable[..., None]) -> None:
    async def story(room: Room) -> None:
        desk = room.desk_state
        call = desk.answered(desk.rings(NUMBER))
        await room.settle()
        place = room.window.form.fields.place.field
        place.setFocus()
        QTest.keyClicks(place, "Callao 10")
        desk.link(LinkState.EXPIRED)
        assert room.attendance.put_out(LinkState.EXPIRED, "session.expired")
        card = room.card()
        assert room.window.form.isVisible(), "the form can still be read"
        QTest.keyClicks(card.line("password"), "no es esta")
        QTest.keyClick(card.line("password"), Qt.Key.Key_Return)
        await room.settle()
        assert card.failure()
        card.line("password").setText(PASSWORD)
        QTest.keyClick(card.line("password"), Qt.Key.Key_Return)
        await room.settle()
        assert room.told[-1] == "seated_again"
        assert desk.commands.draft(call.id).place == "Callao 10"
        assert place.text() == "Callao 10"

    play(story)


def test_a_relief_says_what_became_of_the_open_calls(play: Callable[..., None]) -> None:
    async def story(room: Room) -> None:
        room.client.relief = Relief(name="Lucía Ferreyra", handed=2, left=1)
        room.attendance.begin_relief()
        card = room.card()
        card.line("user").setText("tquinteros")
        card.line("password").setText(PASSWORD)
        QTest.keyClick(card.line("password"), Qt.Key.Key_Return)
        await room.settle()
        assert "relieved by tquinteros" in room.told
        assert room.desk.said[-1] == (
            "Relevó a Lucía Ferreyra. 2 llamadas abiertas pasaron a sus manos. "
            "1 sigue a nombre de Lucía Ferreyra: avise a supervisión"
        )

    play(story)


def test_a_supervisor_relieves_whoever_locked_and_left(play: Callable[..., None]) -> None:
    async def story(room: Room) -> None:
        room.attendance.lock()
        await room.settle()
        QTest.mouseClick(room.view.relief, Qt.MouseButton.LeftButton)
        card = room.card()
        card.line("user").setText("cmoyano")
        card.line("password").setText(PASSWORD)
        QTest.keyClick(card.line("password"), Qt.Key.Key_Return)
        await room.settle()
        assert not room.attendance.locked
        assert "relieved by cmoyano" in room.told

    play(story)


def test_alarms_ring_on_through_the_lock(play: Callable[..., None]) -> None:
    async def story(room: Room) -> None:
        heard: list[tuple[Sound, bool]] = []
        ringer = Ringer(room.clock, lambda sound, gain, aloud: heard.append((sound, aloud)))
        ringer.follow(room.desk_state.picture)
        room.attendance.lock()
        await room.settle()
        room.desk_state.alert(Severity.CRITICAL)
        room.desk_state.rings(NUMBER)
        for _ in range(250):
            ringer.time_passes()
            room.clock.advance(0.1)
        ringer.let_go()
        assert heard.count((Sound.CRITICAL, True)) == 3, "at once, and again every ten seconds"
        assert heard.count((Sound.NEW_CALL, False)) == 1

    play(story)


@pytest.mark.parametrize(("hours", "told"), [(1, True), (-1, True), (0, False)])
def test_a_desk_whose_clock_is_an_hour_off_says_so_and_works_on(
    play: Callable[..., None], hours: int, told: bool
) -> None:
    async def story(room: Room) -> None:
        room.desk_state.picture.time.beat(room.clock.now() - hours * HOUR)
        room.attendance.came_in(PASSWORD)
        await room.settle()
        words = "El reloj de este puesto difiere 1 h"
        assert (words in room.desk.version) is told
        assert any(words in said for said in room.desk.said) is told
        room.attendance.lock()
        await room.settle()
        await room.type_password(PASSWORD)
        assert not room.attendance.locked

    play(story)
