"""What an operator hears, and when: the gravest first, never two in a second, again until it is taken."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from backend_client.picture import Link, LinkState
from console.command_line import Mistake, Order, read
from console.desk_sound import DeskSound, HeardDialog, SoundMemory, SoundWords, load_memory
from console.loop import Nursery, event_loop
from console.sound_devices import Fill, Output, Stream
from console.sound_engine import Hearing, SoundState
from console.sound_mixer import RATE, Sound
from console.sounds import IN_CALL, Ringer
from domain.alert import AlertState
from domain.call import CallState
from domain.clock import SECOND
from domain.people import Role
from domain.severity import Severity
from tests.console.desk import SOMEBODY, Desk
from widgets.look import Look
from widgets.status_bar import StatusBar
from widgets.top_bar import TopBar


class Ear:
    """A desk and what is heard at it: second, sound, gain, in the room too."""

    def __init__(self) -> None:
        self.desk = Desk()
        self.heard: list[tuple[float, Sound, float, bool]] = []
        self.began = self.desk.clock.monotonic()
        self.ringer = Ringer(self.desk.clock, self.play)
        self.ringer.follow(self.desk.picture)
        self.wait(0.1)

    def play(self, sound: Sound, gain: float, room: bool) -> None:
        self.heard.append((round(self.desk.clock.monotonic() - self.began, 1), sound, gain, room))

    def wait(self, seconds: float) -> None:
        for _ in range(round(seconds * 10)):
            self.ringer.time_passes()
            self.desk.clock.advance(0.1)

    def sounds(self) -> list[Sound]:
        return [sound for _, sound, _, _ in self.heard]

    def times(self, sound: Sound) -> list[float]:
        return [at for at, one, _, _ in self.heard if one is sound]

    def link(self, state: LinkState) -> None:
        self.desk.picture.set_link(Link(state=state, since=self.desk.clock.monotonic()))


@pytest.fixture
def ear() -> Iterator[Ear]:
    made = Ear()
    yield made
    made.ringer.let_go()


def test_a_call_rings_once(ear: Ear) -> None:
    call = ear.desk.rings()
    ear.wait(30)
    ear.desk.put_call(replace(call, caller="Marta Ríos"))
    ear.wait(5)
    assert ear.sounds() == [Sound.NEW_CALL]
    assert ear.heard[0][0] <= 0.3, "within a tenth of a second or two"


def test_a_critical_alert_sounds_every_ten_seconds_until_it_is_taken(ear: Ear) -> None:
    alert = ear.desk.alert(Severity.CRITICAL)
    ear.wait(35)
    at = ear.times(Sound.CRITICAL)
    assert [round(b - a) for a, b in pairwise(at)] == [10, 10, 10]
    assert all(room for _, _, _, room in ear.heard), "the room hears it too"
    ear.desk.put_alert(replace(alert, state=AlertState.ACKNOWLEDGED))
    ear.wait(30)
    assert len(ear.times(Sound.CRITICAL)) == 4


def test_the_repetition_ends_only_with_the_last_one(ear: Ear) -> None:
    one, other = ear.desk.alert(), ear.desk.alert()
    ear.wait(5)
    ear.desk.put_alert(replace(one, state=AlertState.ACKNOWLEDGED))
    ear.wait(20)
    assert len(ear.heard) == 3
    ear.desk.put_alert(replace(other, state=AlertState.SHELVED))
    ear.wait(20)
    assert len(ear.heard) == 3


def test_a_high_alert_sounds_once_in_the_headset_and_lower_ones_never(ear: Ear) -> None:
    ear.desk.alert(Severity.HIGH)
    for severity in (Severity.MEDIUM, Severity.LOW, Severity.INFO):
        ear.desk.alert(severity)
    ear.wait(25)
    assert [(sound, room) for _, sound, _, room in ear.heard] == [(Sound.HIGH, False)]


def test_a_group_that_rings_again_sounds_again(ear: Ear) -> None:
    alert = ear.desk.alert(Severity.HIGH)
    ear.wait(3)
    ear.desk.put_alert(replace(alert, count=2))  # counted, and not rung
    ear.wait(3)
    ear.desk.put_alert(replace(alert, count=3, rang_at=alert.rang_at + 60 * SECOND))
    ear.wait(3)
    assert ear.sounds() == [Sound.HIGH, Sound.HIGH]


def test_at_most_one_sound_a_second_and_the_gravest_first(ear: Ear) -> None:
    ear.desk.rings()
    ear.desk.alert(Severity.HIGH)
    ear.desk.alert(Severity.CRITICAL)
    ear.wait(6)
    assert ear.sounds() == [Sound.CRITICAL, Sound.HIGH, Sound.NEW_CALL]
    at = [second for second, *_ in ear.heard]
    assert all(b - a >= 1.0 - 1e-6 for a, b in pairwise(at))


def test_three_hundred_alarms_at_login_are_one_sound(ear: Ear) -> None:
    for _ in range(300):
        ear.desk.alert(Severity.CRITICAL)
    ear.wait(9)
    assert ear.sounds() == [Sound.CRITICAL]


def test_a_flood_of_calls_never_sounds_more_than_once_a_second(ear: Ear) -> None:
    for _ in range(100):
        ear.desk.rings()
        ear.wait(0.1)
    assert len(ear.heard) <= 11
    assert len(ear.heard) >= 9


def test_what_waited_behind_graver_sounds_too_long_is_no_news(ear: Ear) -> None:
    ear.desk.rings()
    for _ in range(70):
        ear.desk.alert(Severity.CRITICAL)
        ear.wait(0.1)
    assert Sound.NEW_CALL not in ear.sounds()


def test_the_lost_link_is_heard_once_and_what_was_critical_goes_on(ear: Ear) -> None:
    ear.desk.alert(Severity.CRITICAL)
    ear.link(LinkState.LIVE)
    ear.wait(2)
    ear.link(LinkState.STALE)
    ear.wait(2)
    ear.link(LinkState.DEAD)
    ear.wait(30)
    assert ear.sounds().count(Sound.LINK_LOST) == 1
    assert len(ear.times(Sound.CRITICAL)) >= 3


def test_whoever_speaks_with_a_caller_hears_the_rest_from_afar(ear: Ear) -> None:
    ear.desk.answered(ear.desk.rings())
    ear.wait(3)
    ear.heard.clear()
    ear.desk.rings("11 2222")
    ear.wait(2)
    assert [(sound, gain) for _, sound, gain, _ in ear.heard] == [(Sound.NEW_CALL, IN_CALL)]


def test_another_s_call_makes_nothing_softer(ear: Ear) -> None:
    ear.desk.answered(ear.desk.rings(), by=SOMEBODY, name="Juan Paz")
    ear.wait(3)
    ear.heard.clear()
    ear.desk.rings("11 2222")
    ear.wait(2)
    assert [gain for _, _, gain, _ in ear.heard] == [1.0]


def test_an_auditor_s_seat_is_still(ear: Ear) -> None:
    who = ear.desk.picture.who
    assert who is not None
    ear.desk.picture.who = replace(who, operator=replace(who.operator, role=Role.AUDITOR))
    ear.desk.rings()
    ear.desk.alert(Severity.CRITICAL)
    ear.wait(15)
    assert ear.heard == []


def test_who_leaves_the_desk_leaves_it_silent(ear: Ear) -> None:
    ear.desk.alert(Severity.CRITICAL)
    ear.wait(2)
    ear.desk.picture.empty()
    ear.desk.picture.flush()
    ear.wait(25)
    assert len(ear.heard) == 1


def test_an_abandoned_call_does_not_ring(ear: Ear) -> None:
    ear.desk.rings(state=CallState.ABANDONED)
    ear.wait(3)
    assert ear.heard == []


# ---- the whole desk, down to the samples ---------------------------------------------------------------


class Plug:
    """One loudspeaker that can be pulled out; it keeps what it was given."""

    def __init__(self) -> None:
        self.there = True
        self.mute = False
        self.fill: Fill | None = None

    def outputs(self) -> list[Output]:
        return [Output("usb", "Auricular USB", default=True)] if self.there else []

    def open(self, output: Output, fill: Fill) -> Stream:
        self.fill = fill
        return self

    def muted(self, output: Output) -> bool | None:
        return self.mute

    def close(self) -> None:
        self.fill = None


class Booth:
    """A desk's sound without its thread: the test looks after the device itself."""

    def __init__(self, folder: Path) -> None:
        self.desk = Desk()
        self.plug = Plug()
        self.look = Look()
        self.nursery = Nursery(lambda where, failure: None)
        self.sound = DeskSound(self.desk.clock, folder, self.nursery, self.plug)
        self.sound.look = lambda: self.look
        self.sound.follow(self.desk.picture)
        self.wait(0.5)

    def wait(self, seconds: float) -> list[int]:
        """Let time pass; returns what the loudspeaker was given."""
        heard: list[int] = []
        for tenth in range(round(seconds * 10)):
            self.sound.time_passes()
            if tenth % 5 == 0 and self.sound._engine is not None:
                self.sound._engine.look()
            if self.plug.fill is not None:
                heard += self.plug.fill(RATE // 10).tolist()
            self.desk.clock.advance(0.1)
        return heard

    def says(self) -> SoundWords:
        return self.sound.words(self.look)


@pytest.fixture
def booth(qapp: QApplication, tmp_path: Path) -> Iterator[Booth]:
    made = Booth(tmp_path)
    yield made
    made.sound.close()


def test_a_press_is_heard_as_the_critical_sound_in_the_loudspeaker(booth: Booth) -> None:
    booth.desk.alert(Severity.CRITICAL)
    heard = np.array(booth.wait(1.5), np.float64)
    power = np.abs(np.fft.rfft(heard)) ** 2
    assert abs(np.fft.rfftfreq(len(heard), 1 / RATE)[power.argmax()] - 988) < 10
    assert np.abs(heard).max() > 25_000


def test_the_bars_say_what_is_wrong_with_the_sound(booth: Booth) -> None:
    assert booth.says() == SoundWords("sin probar", False)
    booth.plug.there = False
    booth.wait(1.0)
    assert booth.says() == SoundWords("sin dispositivo", True)
    booth.plug.there = booth.plug.mute = True
    booth.wait(2.0)
    assert booth.says() == SoundWords("silenciado", True)


def test_the_test_tone_is_remembered_with_its_hour_and_its_device(booth: Booth, tmp_path: Path) -> None:
    booth.sound._remember(True)
    assert not booth.says().alarmed
    assert booth.says().words.startswith("probado ")
    kept = load_memory(tmp_path)
    assert (kept.heard, kept.tested_on, kept.tested_at) == (True, "Auricular USB", booth.desk.clock.now())
    booth.sound._remember(False)
    assert booth.says().alarmed, "a person says that nothing is heard"
    assert booth.says().words.startswith("no se oía a las ")


def test_a_damaged_memory_is_none(tmp_path: Path) -> None:
    (tmp_path / "sound.json").write_bytes(b'{"tested_at": "ayer"')
    assert load_memory(tmp_path) == SoundMemory()


def test_yes_no_again_and_neither(qtbot: QtBot) -> None:
    again: list[int] = []
    parent = QWidget()
    qtbot.addWidget(parent)
    state = SoundState(Hearing.WELL, "Auricular USB")
    dialog = HeardDialog(Look(), state, lambda: again.append(1), parent)
    from widgets.buttons import ActionButton

    buttons = {button.words(): button for button in dialog.findChildren(ActionButton)}
    buttons["Otra vez"].click()
    assert again == [1]
    assert not dialog.denied
    buttons["No lo oí"].click()
    assert dialog.denied
    dialog.deleteLater()
    nothing = HeardDialog(Look(), SoundState(Hearing.NO_DEVICE), lambda: None, parent)
    assert not {b.words(): b for b in nothing.findChildren(ActionButton)}["Sí, lo oí"].isEnabled()
    nothing.deleteLater()


def test_the_tone_is_asked_about_while_everything_else_goes_on(booth: Booth, qapp: QApplication) -> None:
    loop = event_loop(qapp)
    window = QWidget()
    window.show()

    async def story() -> list[int]:
        booth.sound.test(window)
        booth.sound.test(window)  # a second press while one is asked opens nothing
        await asyncio.sleep(0.05)
        (dialog,) = window.findChildren(HeardDialog)
        heard = booth.wait(1.0)
        booth.desk.alert(Severity.CRITICAL)  # an alarm rings on behind the question
        heard += booth.wait(1.0)
        dialog.accept()
        await asyncio.sleep(0.05)
        return heard

    try:
        heard = np.array(loop.run_until_complete(story()), np.float64)
    finally:
        loop.close()
        window.deleteLater()
    power = np.abs(np.fft.rfft(heard[: RATE - 100])) ** 2
    pitch = np.fft.rfftfreq(RATE - 100, 1 / RATE)[power.argmax()]
    assert min(abs(pitch - note) for note in (1047, 1319, 1568, 2093)) < 15, "a note of the tone"
    assert np.abs(heard[RATE:]).max() > 25_000, "and then the alarm"
    assert booth.says().words.startswith("probado ")
    assert not window.findChildren(HeardDialog)


def test_both_bars_say_so_and_a_screen_reader_too(qtbot: QtBot) -> None:
    look = Look()
    top, status = TopBar(look), StatusBar(look)
    qtbot.addWidget(top)
    qtbot.addWidget(status)
    status.set_sound("sin dispositivo", True)
    top.set_sound("sin dispositivo")
    assert status.items()[1] == "Sonido sin dispositivo", "beside the link, where it is never cut"
    assert "Sin sonido: sin dispositivo" in top.accessibleName()
    status.set_sound("probado 21:40", False)
    top.set_sound("")
    assert status.items()[-1] == "Sonido probado 21:40"
    assert "Sin sonido" not in top.accessibleName()


def test_the_command_line_sounds_the_tone(booth: Booth, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    asked: list[QWidget] = []
    booth.sound.test = asked.append  # type: ignore[method-assign]
    for typed in ("sonido", "sonido probar", "sound test"):
        order = read(typed)
        assert isinstance(order, Order)
        meaning, act = booth.sound._ordered(order, window)
        assert act is not None
        assert not meaning.wrong
        act()
    assert asked == [window] * 3
    assert isinstance(read("sonido fuerte"), Mistake)
