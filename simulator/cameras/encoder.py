"""Draws a camera's clip frame by frame and encodes it; needed once, at set-up."""

from __future__ import annotations

from fractions import Fraction

import av
import cv2
import numpy as np
import numpy.typing as npt

from simulator.cameras import barcode
from simulator.cameras.footage import FRAMES, KEY_EVERY, RATE
from simulator.cameras.places import Place
from simulator.cameras.street import HEIGHT, WIDTH, paint_street
from simulator.cameras.traffic import Traffic, clip


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
