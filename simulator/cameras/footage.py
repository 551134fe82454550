"""Each camera's clip: drawn and encoded once into a directory, then read as access units that loop."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from rtsp.h264 import DELIMITER, IDR, PPS, SPS, split_annex_b
from simulator.cameras.places import PLACES, Place

RATE = 15
FRAMES = 300
"""Length of the loop; less than the 1,024 numbers of the barcode."""
KEY_EVERY = 15
EDITION = "2"
"""Part of the file name: footage of another edition is drawn anew."""


@dataclass(frozen=True, slots=True)
class Clip:
    """Access units (each a list of NAL units without start codes), one a frame, the first a key frame."""

    units: list[list[bytes]]
    parameters: tuple[bytes, ...]


def path_of(directory: Path, place: Place) -> Path:
    """Return where a place's clip lies."""
    return directory / f"camera-{place.number}-v{EDITION}.h264"


def ensure(directory: Path, places: tuple[Place, ...] = PLACES, frames: int = FRAMES) -> list[Path]:
    """Encode the clips that are missing and return all paths; each file appears whole or not at all."""
    missing = [place for place in places if not path_of(directory, place).exists()]
    if missing:
        from simulator.cameras.encoder import encode  # half a second of imports, not needed afterwards

        directory.mkdir(parents=True, exist_ok=True)
        for place in missing:
            target = path_of(directory, place)
            part = target.with_suffix(f".{os.getpid()}.part")
            part.write_bytes(encode(place, frames))
            part.replace(target)
    return [path_of(directory, place) for place in places]


def load(path: Path) -> Clip:
    """Read a clip; raises ValueError where the file does not begin with a key frame."""
    units: list[list[bytes]] = []
    for unit in split_annex_b(path.read_bytes()):
        if unit[0] & 0x1F == DELIMITER:
            units.append([])
        elif units:
            units[-1].append(unit)
    kinds = {unit[0] & 0x1F for unit in units[0]} if units else set()
    if not {SPS, PPS, IDR} <= kinds:
        raise ValueError(f"{path.name} is no footage")
    parameters = tuple(unit for unit in units[0] if unit[0] & 0x1F in (SPS, PPS))
    return Clip(units, parameters)
