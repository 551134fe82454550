"""The machine's loudspeakers and headsets: miniaudio plays; the system is asked whether it is muted.

Everything here may block for some milliseconds: only the sound thread calls it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any, Protocol

from console.sound_mixer import RATE, Samples

BUFFER_MS = 60
"""One of three buffers: the window may hold Python's lock for twice as long before a sound stutters."""

ASK_S = 0.5
"""How long the system may take to say whether it is muted."""

NO_DEVICES = frozenset({"null", "auto_null"})
"""What ALSA and PulseAudio offer when there is nothing: sinks that throw every sample away."""

ALSA_CARDS = ("default", "sysdefault", "hw:", ":")
"""How ALSA's own names of something real begin; the rest are plugins, which are there without any card."""

Fill = Callable[[int], Samples]


@dataclass(frozen=True, slots=True)
class Output:
    """Something that can sound. `key` is the system's own name for it, `name` is for people."""

    key: str
    name: str
    default: bool = False


class NoSound(Exception):
    """The audio system is not there or refuses; the text is technical."""


class Stream(Protocol):
    """A device that asks for samples until it is closed."""

    def close(self) -> None:
        """Stop; never raises."""
        ...


class Devices(Protocol):
    """The audio system."""

    def outputs(self) -> list[Output]:
        """Return what is there now, the nothing-devices left out. Raises `NoSound`."""
        ...

    def open(self, output: Output, fill: Fill) -> Stream:
        """Have `fill` asked for samples, in a thread of the audio system. Raises `NoSound`."""
        ...

    def muted(self, output: Output) -> bool | None:
        """Return whether the system has this output muted or at nothing; None when it cannot be asked."""
        ...

    def close(self) -> None:
        """Let go of the audio system."""
        ...


def _backends() -> list[Any]:
    """The audio systems to try: miniaudio's own list ends in a null device, and so in silence."""
    import miniaudio  # type: ignore[import-untyped]

    kinds = miniaudio.Backend
    if sys.platform == "win32":
        return [kinds.WASAPI, kinds.DSOUND]
    return [kinds.PULSEAUDIO, kinds.ALSA]


class MachineDevices:
    """miniaudio's view of the machine; with `null`, its device that plays in real time into nothing."""

    def __init__(self, *, null: bool = False) -> None:
        self._null = null
        self._kinds: list[Any] = []
        self._context: Any = None
        self._ids: dict[str, Any] = {}

    def outputs(self) -> list[Output]:
        """Return what is there now. Raises `NoSound`."""
        import miniaudio
        from miniaudio import ffi, lib

        # get_playbacks() of the package opens every ALSA device to ask for its formats.
        if self._context is None:
            self._kinds = [miniaudio.Backend.NULL] if self._null else _backends()
            try:
                self._context = miniaudio.Devices(self._kinds)
            except miniaudio.MiniaudioError as failure:
                raise NoSound(str(failure)) from None
        infos, count = ffi.new("ma_device_info**"), ffi.new("ma_uint32*")
        if lib.ma_context_get_devices(self._context._context, infos, count, ffi.NULL, ffi.NULL):
            self.close()  # the audio system went away: another context may find it again
            raise NoSound("the audio system does not answer")
        found = []
        self._ids.clear()
        for info in (infos[0][i] for i in range(count[0])):
            raw = bytes(ffi.buffer(ffi.addressof(info.id), ffi.sizeof("ma_device_id")))
            name = ffi.string(info.name).decode("utf-8", "replace")
            key = name if sys.platform == "win32" else raw.split(b"\0", 1)[0].decode("utf-8", "replace")
            if key not in NO_DEVICES and not self._plugin(key):
                self._ids[key] = ffi.new("ma_device_id *", info.id)
                found.append(Output(key, name, bool(info.isDefault)))
        return found

    def _plugin(self, key: str) -> bool:
        return self._context.backend == "ALSA" and not key.startswith(ALSA_CARDS)

    def open(self, output: Output, fill: Fill) -> Stream:
        """Have `fill` asked for samples. Raises `NoSound`."""
        import miniaudio

        try:
            device = miniaudio.PlaybackDevice(
                nchannels=1,
                sample_rate=RATE,
                buffersize_msec=BUFFER_MS,
                device_id=self._ids.get(output.key) if not self._null else None,
                backends=self._kinds,
                app_name="Atalaya",
            )
            asked = _asked(fill)
            next(asked)
            device.start(asked)
        except miniaudio.MiniaudioError as failure:
            raise NoSound(str(failure)) from None
        return _Playing(device)

    def muted(self, output: Output) -> bool | None:
        """Ask PulseAudio or PipeWire, else ALSA's mixer; elsewhere it is not known."""
        if self._null or sys.platform == "win32":
            return None
        name = self._context.backend if self._context is not None else ""
        return pulse_muted(output.key) if name == "PulseAudio" else alsa_muted()

    def close(self) -> None:
        """Let go of the context; the next call makes another."""
        self._context = None
        self._ids.clear()


class _Playing:
    """An open device with the context that miniaudio made for it and would never free."""

    def __init__(self, device: Any) -> None:
        self._device = device

    def close(self) -> None:
        from miniaudio import lib

        context = self._device._context
        self._device.close()
        lib.ma_context_uninit(context)


def _asked(fill: Fill) -> Generator[Any, int, None]:
    frames = yield b""
    while True:
        frames = yield fill(frames).reshape(-1, 1)


def pulse_muted(sink: str) -> bool | None:
    """Return whether PulseAudio or PipeWire has the sink muted or its volume at nothing."""
    mute = _tell("pactl", "get-sink-mute", sink)
    volume = _tell("pactl", "get-sink-volume", sink)
    if mute is None or volume is None:
        return None
    return mute.strip().endswith("yes") or _at_nothing(volume)


def alsa_muted() -> bool | None:
    """Return whether ALSA's master control is off or at nothing."""
    told = _tell("amixer", "sget", "Master")
    if told is None:
        return None
    switches = re.findall(r"\[(on|off)\]", told)
    return (bool(switches) and "on" not in switches) or _at_nothing(told)


def _at_nothing(told: str) -> bool:
    shares = re.findall(r"(\d+)%", told)
    return bool(shares) and all(share == "0" for share in shares)


def _tell(program: str, *words: str) -> str | None:
    found = shutil.which(program)
    if found is None:
        return None
    try:
        told = subprocess.run(
            [found, *words],
            capture_output=True,
            timeout=ASK_S,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "LC_ALL": "C"},
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return told.stdout.decode("utf-8", "replace") if told.returncode == 0 else None
