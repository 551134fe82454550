"""The desk's sounds, made from nothing: `python -m dev.sounds` writes resources/sounds/*.wav.

Five sounds that cannot be taken for one another by pitch, by rhythm or by timbre. Their energy lies between
500 and 3000 Hz, where ears that have lost the high tones still hear and a headset still speaks. Both alarms
follow the burst shapes of IEC 60601-1-8: five quick rising pulses for the gravest, three even ones below it.
"""

from __future__ import annotations

import sys
import wave
from pathlib import Path

import numpy as np
import numpy.typing as npt

RATE = 16_000
"""Samples a second of the files: twice the highest overtone, with room."""

RISE_S = 0.012
"""No pulse begins or ends faster: a click is not a signal, and an alarm must not make anybody jump."""

PEAKS = {"new_call": 0.5, "critical": 0.95, "high": 0.5, "link_lost": 0.5, "test": 0.7}
"""The loudest sample of each, of full scale: nothing is as loud as the gravest alarm."""

Wave = npt.NDArray[np.float64]

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "sounds"


def _pulse(seconds: float, pitch: float | tuple[float, float], overtones: tuple[float, ...]) -> Wave:
    """One pulse; a pair of pitches glides from one to the other. `overtones`: how strong each of them is."""
    n = round(seconds * RATE)
    first, last = pitch if isinstance(pitch, tuple) else (pitch, pitch)
    phase = 2 * np.pi * np.cumsum(np.linspace(first, last, n)) / RATE
    made = np.zeros(n)
    for number, strength in enumerate(overtones, start=1):
        made += strength * np.sin(number * phase)
    rise = min(round(RISE_S * RATE), n // 2)
    edge = 0.5 - 0.5 * np.cos(np.pi * np.arange(rise) / rise)
    made[:rise] *= edge
    made[n - rise :] *= edge[::-1]
    return made


def _bell(seconds: float, pitch: float, overtones: tuple[float, ...]) -> Wave:
    """One pulse that dies away."""
    made = _pulse(seconds, pitch, overtones)
    return made * np.exp(-3.2 * np.arange(len(made)) / len(made))


def _still(seconds: float) -> Wave:
    return np.zeros(round(seconds * RATE))


def new_call() -> Wave:
    """A telephone: two short warbles between two pitches."""
    warble = [_pulse(0.05, pitch, (1.0, 0.25)) for _ in range(3) for pitch in (1050.0, 1320.0)]
    ring = np.concatenate(warble)
    return np.concatenate([ring, _still(0.16), ring])


def critical() -> Wave:
    """Five quick pulses that rise, harsh: 3 and 2."""
    harsh = (1.0, 0.7, 0.5)
    parts: list[Wave] = []
    for pitch, after in ((740.0, 0.05), (831.0, 0.05), (988.0, 0.14), (831.0, 0.05), (988.0, 0.0)):
        parts += [_pulse(0.11, pitch, harsh), _still(after)]
    return np.concatenate(parts)


def high() -> Wave:
    """Three even, slow pulses on one low pitch, hollow."""
    hollow = (1.0, 0.0, 0.4, 0.0, 0.15)
    parts = [_pulse(0.2, 554.0, hollow), _still(0.12)] * 3
    return np.concatenate(parts[:-1])


def link_lost() -> Wave:
    """Two long falls."""
    reed = (1.0, 0.4)
    fall = _pulse(0.38, (1480.0, 620.0), reed)
    return np.concatenate([fall, _still(0.1), fall])


def test() -> Wave:
    """A chord, note after note, that dies away: pleasant, and no alarm."""
    return np.concatenate([_bell(0.2, pitch, (1.0, 0.15)) for pitch in (1047.0, 1319.0, 1568.0, 2093.0)])


SOUNDS = {f.__name__: f for f in (new_call, critical, high, link_lost, test)}


def make(name: str) -> npt.NDArray[np.int16]:
    """Return one sound as it is written to its file: mono, 16 bits, `RATE` a second."""
    shape = SOUNDS[name]()
    shape *= PEAKS[name] * 32767 / np.max(np.abs(shape))
    made: npt.NDArray[np.int16] = np.round(shape).astype("<i2")
    return made


def main() -> int:
    """Write all of them; return the exit status."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in SOUNDS:
        samples = make(name)
        with wave.open(str(FOLDER / f"{name}.wav"), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(RATE)
            out.writeframes(samples.tobytes())
        print(f"{name}: {len(samples) / RATE:.2f} s, {2 * len(samples)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
