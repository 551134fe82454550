"""A desk's sound as a whole: engine, ringer, the words of the bars, and the test that a person answers."""

from __future__ import annotations

import logging
import os
import wave
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import msgspec
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from backend_client.picture import Picture
from console.command_line import SOUND, Order, plain
from console.command_words import name_of
from console.loop import Nursery, ask
from console.presenters.orders import OrdersPresenter, Work
from console.sound_devices import Devices, MachineDevices
from console.sound_engine import Hearing, SoundEngine, SoundState, Wish
from console.sound_mixer import Sound, load_sounds
from console.sounds import Ringer
from domain.clock import Clock, Micros
from widgets.buttons import ActionButton
from widgets.command_line import Meaning
from widgets.keys import shortcut
from widgets.look import Look
from widgets.plain_text import PlainLabel
from widgets.timer import time_of_day

log = logging.getLogger("atalaya.sound")

TEST_KEY = "Ctrl Shift S"

_TEST = ("probar", "test")
_PLACES = {"headset": ("auricular", "headset"), "room": ("sala", "room")}


class SoundMemory(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a desk remembers of its sound, in sound.json: devices by part of their names, and the last test.

    `tested_on` is the device that a person said to have heard, or (`heard` false) not to have heard.
    """

    headset: str = ""
    room: str = ""
    tested_at: Micros = 0
    tested_on: str = ""
    heard: bool = True


def load_memory(folder: Path) -> SoundMemory:
    """Read it; a missing or damaged file gives the defaults: a desk must always start."""
    try:
        return msgspec.json.decode((folder / "sound.json").read_bytes(), type=SoundMemory)
    except (OSError, ValueError, RecursionError):  # what msgspec raises is a ValueError
        return SoundMemory()


def save_memory(folder: Path, memory: SoundMemory) -> None:
    """Write it, whole or not at all; a full disk costs only the memory."""
    half = folder / "sound.json.new"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        half.write_bytes(msgspec.json.encode(memory))
        os.replace(half, folder / "sound.json")
    except OSError as failure:
        log.info("sound.json was not written: %s", failure.strerror)


@dataclass(frozen=True, slots=True)
class SoundWords:
    """How the desk's sound stands, in one or two words; `alarmed`: nobody would hear an alarm."""

    words: str
    alarmed: bool


class ShowsSound(Protocol):
    """A bar that has room for it."""

    def set_sound(self, words: str, alarmed: bool) -> None:
        """Show how the sound stands."""
        ...


class DeskSound:
    """One for the whole program: it outlives windows, looks, locks and people."""

    def __init__(self, clock: Clock, data: Path, nursery: Nursery, devices: Devices | None = None) -> None:
        self._clock = clock
        self._data = data
        self._nursery = nursery
        self.memory = load_memory(data)
        self._engine = self._make_engine(devices or MachineDevices())
        self.ringer = Ringer(clock, self.play)
        self._asking = False
        self.look: Callable[[], Look] | None = None

    def _make_engine(self, devices: Devices) -> SoundEngine | None:
        try:
            sounds = load_sounds()
        except (OSError, wave.Error) as failure:
            log.info("no sounds: %s (python -m dev.sounds makes them)", failure)
            return None
        wish = Wish(self.memory.headset, self.memory.room)
        return SoundEngine(devices, sounds, self._clock, wish)

    def start(self, window: QWidget, look: Callable[[], Look]) -> None:
        """Begin; the test tone's key works wherever in this window one is."""
        self.look = look
        words = QCoreApplication.translate("sound", "tono de prueba")
        shortcut(window, TEST_KEY, words, lambda: self.test(window))
        if self._engine is not None:
            self._engine.start()

    def close(self) -> None:
        """End the sound thread."""
        self.ringer.let_go()
        if self._engine is not None:
            self._engine.close()

    def follow(self, picture: Picture) -> None:
        """Ring for what happens in this desk's picture."""
        self.ringer.follow(picture)

    def time_passes(self) -> None:
        """Some tenth of a second has gone by."""
        self.ringer.time_passes()

    def play(self, sound: Sound, gain: float = 1.0, room: bool = False) -> None:
        """Let it sound, if anything can."""
        if self._engine is not None:
            self._engine.play(sound, gain, room)

    def state(self) -> SoundState:
        """How the devices are now."""
        return self._engine.state if self._engine is not None else SoundState(Hearing.REFUSED)

    def teach(self, orders: OrdersPresenter, window: QWidget) -> None:
        """The verb of the command line: the test tone, and which device is the headset, which the room's."""
        orders.learn(SOUND, lambda order: self._ordered(order, window), self._names)

    def _ordered(self, order: Order, window: QWidget) -> Work:
        translate = QCoreApplication.translate
        what, _, name = order.word.partition(" ")
        if plain(what) in ("", *map(plain, _TEST)):
            stands = self.words(self.look()).words if self.look is not None else ""
            return Meaning(translate("sound", "probar el sonido"), stands), lambda: self.test(window)
        place = next((code for code, words in _PLACES.items() if plain(what) in words), None)
        if place is None:
            return Meaning(translate("sound", "probar, auricular o sala"), order.word, wrong=True), None
        act = (
            translate("sound", "auricular")
            if place == "headset"
            else translate("sound", "parlante de la sala")
        )
        found = next((one for one in self._outputs() if plain(name) in plain(one)), None) if name else None
        if found is None:
            return Meaning(
                act, translate("sound", "no hay dispositivo «{name}»").format(name=name), wrong=True
            ), None
        return Meaning(act, found), lambda: self._use(place, found)

    def _names(self) -> list[tuple[str, str]]:
        """What may follow the verb."""
        translate = QCoreApplication.translate
        english = name_of(("probar", "test")) == "test"
        told = [(_TEST[english], translate("sound", "tono de prueba"))]
        for place, meaning in (
            ("headset", translate("sound", "para todo")),
            ("room", translate("sound", "solo lo crítico")),
        ):
            word = _PLACES[place][english]
            told += [(f"{word} {name}", meaning) for name in self._outputs()]
        return told

    def _outputs(self) -> list[str]:
        return [output.name for output in self._engine.outputs] if self._engine is not None else []

    def _use(self, place: str, name: str) -> None:
        """From the next look on this device is the headset, or the room's; the desk remembers."""
        self.memory = msgspec.structs.replace(self.memory, **{place: name})
        if self._engine is not None:
            self._engine.wish = Wish(self.memory.headset, self.memory.room)
        save_memory(self._data, self.memory)

    def words(self, look: Look) -> SoundWords:
        """How the sound stands, as the bars say it."""
        translate = QCoreApplication.translate
        state, memory = self.state(), self.memory
        told = {
            Hearing.STARTING: SoundWords(translate("sound", "buscando"), False),
            Hearing.NO_DEVICE: SoundWords(translate("sound", "sin dispositivo"), True),
            Hearing.REFUSED: SoundWords(translate("sound", "no se puede abrir"), True),
            Hearing.HUNG: SoundWords(translate("sound", "no responde"), True),
            Hearing.MUTED: SoundWords(translate("sound", "silenciado"), True),
        }.get(state.hearing)
        if told is not None:
            return told
        if memory.tested_on != state.device or not memory.tested_at:
            return SoundWords(translate("sound", "sin probar"), False)
        at = time_of_day(memory.tested_at, look)[:5]
        if not memory.heard:
            return SoundWords(translate("sound", "no se oía a las {time}").format(time=at), True)
        return SoundWords(translate("sound", "probado {time}").format(time=at), False)

    def test(self, window: QWidget) -> None:
        """Sound the test tone and ask whether it was heard."""
        if not self._asking:
            self._asking = True
            self._nursery.start(self._test(window), "sound test")

    async def _test(self, window: QWidget) -> None:
        assert self.look is not None, "started"
        try:
            self.play(Sound.TEST, room=True)
            dialog = HeardDialog(self.look(), self.state(), lambda: self.play(Sound.TEST, room=True), window)
            before = window.focusWidget()
            heard = await ask(dialog)
            if before is not None:
                before.setFocus(Qt.FocusReason.OtherFocusReason)
            if heard or dialog.denied:
                self._remember(heard)
        finally:
            self._asking = False

    def _remember(self, heard: bool) -> None:
        device = self.state().device
        self.memory = msgspec.structs.replace(
            self.memory, tested_at=self._clock.now(), tested_on=device, heard=heard
        )
        save_memory(self._data, self.memory)
        log.info("test tone on %r: %s", device, "heard" if heard else "not heard")


class HeardDialog(QDialog):
    """Did you hear it? `denied` once the answer was no; closing it says neither."""

    def __init__(
        self, look: Look, state: SoundState, again: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        translate = QCoreApplication.translate
        self.denied = False
        self.setObjectName("overlay")
        self.setWindowTitle(translate("sound", "Tono de prueba"))
        there = state.hearing in (Hearing.WELL, Hearing.MUTED, Hearing.STARTING)
        title = translate("sound", "¿Oyó el tono?") if there else translate("sound", "No hay dónde sonar")
        head = PlainLabel(title)
        head.setFont(look.font("title strong"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(look.px(20), look.px(18), look.px(20), look.px(18))
        rows.setSpacing(look.px(10))
        rows.addWidget(head)
        for line in self._lines(state):
            rows.addWidget(PlainLabel(line, lines=True))
        yes = ActionButton(look, translate("sound", "Sí, lo oí"), kind="primary", key="↵", shortcut=False)
        no = ActionButton(look, translate("sound", "No lo oí"), kind="danger")
        repeat = ActionButton(look, translate("sound", "Otra vez"), key="F5")
        yes.setDefault(True)
        yes.clicked.connect(self.accept)
        no.clicked.connect(self._deny)
        repeat.clicked.connect(again)
        yes.setEnabled(there)
        repeat.setAutoDefault(False)
        no.setAutoDefault(False)
        acts = QHBoxLayout()
        acts.addWidget(repeat)
        acts.addStretch(1)
        acts.addWidget(no)
        acts.addWidget(yes)
        rows.addSpacing(look.px(6))
        rows.addLayout(acts)
        self.setMinimumWidth(look.px(440))
        (yes if there else no).setFocus()

    def _lines(self, state: SoundState) -> list[str]:
        translate = QCoreApplication.translate
        lines = []
        if state.device:
            lines.append(translate("sound", "Auricular o parlante: {name}").format(name=state.device))
        if state.room:
            lines.append(translate("sound", "Para la sala: {name}").format(name=state.room))
        if state.hearing is Hearing.MUTED:
            lines.append(translate("sound", "El sistema lo tiene silenciado: suba el volumen."))
        elif not state.device:
            lines.append(translate("sound", "Enchufe un auricular o un parlante; las alarmas se ven igual."))
        return lines

    def _deny(self) -> None:
        self.denied = True
        self.reject()
