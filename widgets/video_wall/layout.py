"""Where each tile of the wall goes: the rows and columns that give 16:9 pictures the most room."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRect

RATIO = 16 / 9


def columns_for(count: int, width: int, height: int, caption: int, gap: int) -> int:
    """How many columns show `count` pictures at the largest size; on a tie, the fewest."""
    best, largest = 1, 0.0
    for columns in range(1, count + 1):
        rows = ceil(count / columns)
        wide = (width - gap * (columns - 1)) / columns
        high = (height - gap * (rows - 1)) / rows - caption
        picture = min(wide, high * RATIO)
        if picture > largest + 0.5:
            best, largest = columns, picture
    return best


def arrange(count: int, width: int, height: int, caption: int, gap: int) -> list[QRect]:
    """Rectangles of so many tiles, captions included, filling the wall row by row.

    Tiles keep 16:9 where that leaves no more than a third of a row empty, else they grow with the wall.
    """
    if count <= 0 or width <= 0 or height <= 0:
        return []
    columns = columns_for(count, width, height, caption, gap)
    rows = ceil(count / columns)
    wide = (width - gap * (columns - 1)) / columns
    high = min((height - gap * (rows - 1)) / rows, wide / RATIO + caption)
    narrow = min(wide, max((high - caption) * RATIO, wide * 2 / 3))
    top = 0.0
    found = []
    for index in range(count):
        row, column = divmod(index, columns)
        left = column * (narrow + gap)
        top = row * (high + gap)
        # Edges are rounded, not sizes: so that gaps stay equal.
        found.append(
            QRect(round(left), round(top), round(left + narrow) - round(left), round(top + high) - round(top))
        )
    return found
