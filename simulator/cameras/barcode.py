"""A frame's number drawn into the picture as ten cells, so that latency is measured on the picture itself."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

BITS = 10
CELL = 8
"""Pixels of a cell's side where the picture is `WIDTH` wide; it scales with the picture."""
WIDTH = 640
DARK, LIGHT = 24, 214
GUARD = (1, 0)
"""The first two cells: a reader that does not find them reads no number."""


def cells(number: int) -> list[int]:
    """Return the cells of a number modulo 1024: guard, bits from the high one, even parity."""
    bits = [number >> (BITS - 1 - n) & 1 for n in range(BITS)]
    return [*GUARD, *bits, sum(bits) & 1]


def draw(picture: npt.NDArray[np.uint8], number: int) -> None:
    """Draw the number into the lower left corner of a (height, 640, channels) picture."""
    for n, bit in enumerate(cells(number)):
        picture[-CELL:, n * CELL : (n + 1) * CELL] = LIGHT if bit else DARK


def read(picture: npt.NDArray[Any]) -> int | None:
    """Return the number in a picture of any width, or None where guard or parity say that there is none."""
    side = picture.shape[1] * CELL / WIDTH
    row = min(picture.shape[0] - 1, round(picture.shape[0] - side / 2))
    found = []
    for n in range(len(GUARD) + BITS + 1):
        column = int((n + 0.5) * side)
        found.append(int(picture[row, column, 0] > (DARK + LIGHT) / 2))
    bits = found[len(GUARD) : -1]
    if tuple(found[: len(GUARD)]) != GUARD or sum(bits) & 1 != found[-1]:
        return None
    return int("".join(map(str, bits)), 2)
