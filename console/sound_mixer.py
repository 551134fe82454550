"""What goes to the loudspeaker: the desk's few sounds, mixed into what the audio thread asks for."""

from __future__ import annotations

import threading
import wave
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from resources.paths import path

RATE = 16_000
"""Samples a second; the audio system makes of it what the device wants."""

Samples = npt.NDArray[np.int16]


class Sound(StrEnum):
    """Every sound there is; resources/sounds has a file for each."""

    NEW_CALL = "new_call"
    CRITICAL = "critical"
    HIGH = "high"
    LINK_LOST = "link_lost"
    TEST = "test"


def load_sounds() -> dict[Sound, Samples]:
    """Read the sounds; raises `OSError` or `wave.Error` when the installation lacks one."""
    found = {}
    for sound in Sound:
        with wave.open(str(path("sounds", f"{sound}.wav")), "rb") as file:
            if (file.getnchannels(), file.getsampwidth(), file.getframerate()) != (1, 2, RATE):
                raise wave.Error(f"{sound}.wav: must be mono, 16 bits, {RATE} a second")
            found[sound] = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.int16)
    return found


class Mixer:
    """Sounds in, samples out. `play` and `fill` may be called from different threads."""

    def __init__(self, sounds: dict[Sound, Samples]) -> None:
        self._sounds = sounds
        self._voices: list[tuple[npt.NDArray[np.float32], int]] = []
        self._lock = threading.Lock()
        self.given = 0
        """Samples handed out so far: whoever listens for a heartbeat looks here."""

    def play(self, sound: Sound, gain: float = 1.0) -> None:
        """Begin this sound with the next buffer, at `gain` (0 to 1) of its own level."""
        samples = self._sounds[sound].astype(np.float32) * min(1.0, max(0.0, gain))
        with self._lock:
            self._voices.append((samples, 0))

    def silence(self) -> None:
        """Let go of whatever still sounds."""
        with self._lock:
            self._voices.clear()

    def sounding(self) -> bool:
        """Tell whether a sound is not over yet."""
        return bool(self._voices)

    def fill(self, frames: int) -> Samples:
        """Return the next samples: what sounds now, added up and cut at full scale."""
        mixed = np.zeros(frames, np.float32)
        with self._lock:
            left = []
            for samples, at in self._voices:
                part = samples[at : at + frames]
                mixed[: len(part)] += part
                if at + frames < len(samples):
                    left.append((samples, at + frames))
            self._voices = left
            self.given += frames
        return np.clip(mixed, -32768, 32767).astype(np.int16)
