"""Keeps a headset and the room's loudspeaker open, and knows at every moment whether they can be heard."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field
from enum import StrEnum

from console.sound_devices import Devices, NoSound, Output, Stream
from console.sound_mixer import Mixer, Samples, Sound
from domain.clock import Clock

log = logging.getLogger("atalaya.sound")

LOOK_EVERY_S = 0.5
"""How often it is looked whether the device is still there: what is pulled out is noticed within a second."""
ASK_EVERY_S = 1.0
"""How often the system is asked whether it is muted (a program is started for it)."""
DEAF_AFTER_S = 1.5
"""A device that has not asked for samples for so long is hung."""
WAKES_IN_S = 4.0
"""How long a device that was just opened may take to begin: one that slept, or has no cable, is slow."""
AGAIN_AFTER_S = 2.0
"""How long a device that would not open is left alone."""

_HEADSETS = ("headset", "headphone", "auricular", "vincha", "earphone", "jabra", "plantronics", "epos")


class Hearing(StrEnum):
    """Whether the person at the desk can hear an alarm."""

    STARTING = "starting"
    WELL = "well"
    NO_DEVICE = "no_device"
    REFUSED = "refused"  # there is one, and it does not open
    HUNG = "hung"  # it is open, and takes no samples
    MUTED = "muted"


@dataclass(frozen=True, slots=True)
class SoundState:
    """What the engine knows: `device` and `room` are names for people, empty when there is none."""

    hearing: Hearing = Hearing.STARTING
    device: str = ""
    room: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """Part of the names of the devices to use; empty: as `choose` finds them."""

    headset: str = ""
    room: str = ""


def choose(outputs: list[Output], wish: Wish) -> tuple[Output | None, Output | None]:
    """Return the headset (everything) and the room's loudspeaker (critical alerts only).

    What looks like a headset is one; without one the system's default takes its place. The room's is the
    default if that is not the headset already.
    """
    default = next((one for one in outputs if one.default), outputs[0] if outputs else None)
    headset = (
        _named(outputs, wish.headset)
        or next((one for one in outputs if any(word in one.name.casefold() for word in _HEADSETS)), None)
        or default
    )
    room = _named(outputs, wish.room) or default
    return headset, room if room is not headset else None


def _named(outputs: list[Output], part: str) -> Output | None:
    wanted = part.casefold()
    return next((one for one in outputs if wanted and wanted in one.name.casefold()), None)


@dataclass
class _Line:
    """One place that sounds: its mixer lives on while devices come and go."""

    mixer: Mixer
    output: Output | None = None
    stream: Stream | None = None
    given: int = 0
    given_at: float = 0.0
    shut_until: float = 0.0
    muted: bool | None = field(default=None)


class SoundEngine:
    """A thread that looks after the devices. `state` may be read and `play` called from any other."""

    def __init__(
        self, devices: Devices, sounds: dict[Sound, Samples], clock: Clock, wish: Wish | None = None
    ) -> None:
        self._devices = devices
        self._clock = clock
        self.wish = wish or Wish()
        """What to use from the next look on; may be set from any thread."""
        self.outputs: tuple[Output, ...] = ()
        """What there is to choose among, as of the last look."""
        self._headset = _Line(Mixer(sounds))
        self._room = _Line(Mixer(sounds))
        self._asked_at = float("-inf")
        self._over = threading.Event()
        self._thread: threading.Thread | None = None
        self.state = SoundState()

    def start(self) -> None:
        """Begin to look; the first device opens within a moment, or `state` says why not."""
        self._thread = threading.Thread(target=self._run, name="sound", daemon=True)
        self._thread.start()

    def close(self, wait_s: float = 2.0) -> None:
        """Close the devices and end the thread; waits for it at most so long."""
        self._over.set()
        if self._thread is not None:
            self._thread.join(wait_s)
        else:
            self._shut()

    def play(self, sound: Sound, gain: float = 1.0, room: bool = False) -> None:
        """Let it sound in the headset, and in the `room` too if told so; without a device nothing is."""
        for line, meant in ((self._headset, True), (self._room, room)):
            if meant and line.stream is not None:
                line.mixer.play(sound, gain)

    def look(self) -> None:
        """One look after everything: the thread's work, twice a second."""
        now = self._clock.monotonic()
        try:
            outputs = self._devices.outputs()
        except NoSound as failure:
            log.info("no sound: %s", failure)
            outputs = []
        self.outputs = tuple(outputs)
        headset, room = choose(outputs, self.wish)
        ask = now - self._asked_at >= ASK_EVERY_S
        if ask:
            self._asked_at = now
        hearing = self._tend(self._headset, headset, now, ask)
        self._tend(self._room, room, now, ask)
        beside = self._room.output.name if self._room.output and self._room.stream else ""
        device = headset.name if headset else ""
        self._say(SoundState(hearing, device, beside))

    def _say(self, state: SoundState) -> None:
        if state != self.state:
            # No warning: a desk without a loudspeaker says so on its screen for as long as it lasts.
            log.info("sound: %s (device %r, room %r)", state.hearing, state.device, state.room)
            self.state = state

    def _tend(self, line: _Line, output: Output | None, now: float, ask: bool) -> Hearing:
        key, before = (one.key if one is not None else "" for one in (output, line.output))
        if key != before:
            self._shut_line(line)
        line.output = output
        if output is None:
            return Hearing.NO_DEVICE
        if line.stream is None:
            if now < line.shut_until:
                return Hearing.REFUSED
            return self._open(line, output, now)
        if line.mixer.given != line.given:
            line.given, line.given_at = line.mixer.given, max(now, line.given_at)
        elif now - line.given_at > DEAF_AFTER_S:
            self._shut_line(line)
            line.shut_until = now + AGAIN_AFTER_S
            return Hearing.HUNG
        if ask:
            line.muted = self._devices.muted(output)
        return Hearing.MUTED if line.muted else Hearing.WELL

    def _open(self, line: _Line, output: Output, now: float) -> Hearing:
        line.mixer.silence()  # what should have sounded before is no news
        line.given, line.given_at = line.mixer.given, now + WAKES_IN_S
        try:
            line.stream = self._devices.open(output, line.mixer.fill)
        except NoSound as failure:
            log.info("%r does not open: %s", output.name, failure)
            line.shut_until = now + AGAIN_AFTER_S
            return Hearing.REFUSED
        line.muted = self._devices.muted(output)
        return Hearing.MUTED if line.muted else Hearing.WELL

    def _shut_line(self, line: _Line) -> None:
        if line.stream is not None:
            line.stream.close()
            line.stream = None

    def _shut(self) -> None:
        for line in (self._headset, self._room):
            self._shut_line(line)
        self._devices.close()

    def _run(self) -> None:
        try:
            while not self._over.wait(LOOK_EVERY_S):  # the first paint comes before the first look
                self.look()
        except Exception:
            log.exception("the sound thread failed")
            self.state = SoundState(Hearing.REFUSED)
        finally:
            self._shut()
