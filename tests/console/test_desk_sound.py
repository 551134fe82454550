"""A desk's sound as a whole, down to the samples: what is told, tested, chosen and remembered."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.command_line import Order, read
from console.desk_sound import DeskSound, HeardDialog, SoundMemory, SoundWords, load_memory
from console.loop import Nursery, event_loop
from console.sound_devices import Fill, Output, Stream
from console.sound_engine import Hearing, SoundState
from console.sound_mixer import RATE
from domain.severity import Severity
from tests.console.desk import Desk
from widgets.look import Look
from widgets.status_bar import StatusBar
from widgets.top_bar import TopBar


class Plug:
    """One loudspeaker that can be pulled out; it keeps what it was given."""

    def __init__(self) -> None:
        self.there = True
        self.names: tuple[str, ...] = ("Auricular USB",)
        self.mute = False
        self.fill: Fill | None = None

    def outputs(self) -> list[Output]:
        return [Output(name, name, default=not n) for n, name in enumerate(self.names)] if self.there else []

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
    wrong = read("sonido fuerte")
    assert isinstance(wrong, Order)
    assert booth.sound._ordered(wrong, window)[1] is None


def test_a_device_is_chosen_by_command_and_remembered(booth: Booth, tmp_path: Path) -> None:
    booth.plug.names = ("Auricular USB", "Parlante de techo")
    booth.wait(1.0)
    assert ("sala Parlante de techo", "solo lo crítico") in booth.sound._names()
    order = read("sonido auricular techo")
    assert isinstance(order, Order)
    meaning, act = booth.sound._ordered(order, QWidget())
    assert (meaning.act, meaning.detail) == ("auricular", "Parlante de techo")
    assert act is not None
    act()
    booth.wait(1.0)
    assert booth.sound.state().device == "Parlante de techo"
    assert load_memory(tmp_path).headset == "Parlante de techo"
    nothing = read("sonido sala violín")
    assert isinstance(nothing, Order)
    assert booth.sound._ordered(nothing, QWidget())[0].wrong
