"""Each camera's clip: drawn and encoded once into a directory, then read as access units that loop."""

from __future__ import annotations

import os
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import numpy.typing as npt

from rtsp.h264 import DELIMITER, IDR, PPS, SPS, split_annex_b
from simulator.cameras import barcode
from simulator.cameras.places import PLACES, Place
from simulator.cameras.street import HEIGHT, WIDTH, paint_street
from simulator.cameras.traffic import Traffic, clip

RATE = 15
FRAMES = 300
"""Length of the loop; less than the 1,024 numbers of the barcode."""
KEY_EVERY = 30
EDITION = "1"
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
    directory.mkdir(parents=True, exist_ok=True)
    for place in places:
        target = path_of(directory, place)
        if not target.exists():
            part = target.with_suffix(f".{os.getpid()}.part")
            part.write_bytes(encode(place, frames))
            part.replace(target)
    return [path_of(directory, place) for place in places]


def frame(
    street: npt.NDArray[np.float32], traffic: Traffic, number: int, frames: int
) -> npt.NDArray[np.uint8]:
    """Draw frame `number` of the loop, with its clip time and barcode."""
    image = street.copy()
    traffic.draw(image, number / frames)
    picture = clip(image)
    seconds, part = divmod(number, RATE)
    text = f"{seconds // 60:02d}:{seconds % 60:02d}.{part * 10 // RATE}"
    place = (WIDTH - 74, HEIGHT - 9)
    cv2.putText(picture, text, place, cv2.FONT_HERSHEY_SIMPLEX, 0.42, (0, 0, 0), 3, cv2.LINE_AA)
    cv2.putText(picture, text, place, cv2.FONT_HERSHEY_SIMPLEX, 0.42, (225, 230, 232), 1, cv2.LINE_AA)
    barcode.draw(picture, number)
    return picture


def encode(place: Place, frames: int = FRAMES) -> bytes:
    """Return a place's clip as an H.264 byte stream: no B-frames, a delimiter before each picture."""
    codec = av.CodecContext.create("libx264", "w")
    codec.width, codec.height, codec.pix_fmt = WIDTH, HEIGHT, "yuv420p"
    codec.framerate, codec.time_base = Fraction(RATE), Fraction(1, RATE)
    codec.gop_size, codec.thread_count = KEY_EVERY, 1
    words = f"aud=1:scenecut=0:keyint={KEY_EVERY}:min-keyint={KEY_EVERY}:repeat-headers=1:sliced-threads=0"
    options = {"preset": "veryfast", "tune": "zerolatency", "crf": "25", "profile": "main"}
    codec.options = options | {"x264-params": words}
    street, traffic = paint_street(place), Traffic(place)
    stream = bytearray()
    for number in range(frames):
        picture = av.VideoFrame.from_ndarray(frame(street, traffic, number, frames), format="bgr24")
        picture.pts = number
        for packet in codec.encode(picture):
            stream += bytes(packet)
    for packet in codec.encode(None):
        stream += bytes(packet)
    return bytes(stream)


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
