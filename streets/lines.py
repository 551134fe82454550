"""Lines with fewer points: what is drawn and sent of a way."""

from __future__ import annotations

import numpy as np

from streets.roads import METRES_PER_DEGREE
from streets.street_map import Floats


def simplified(
    points: list[tuple[float, float]], tolerance_m: float = 6.0, most: int = 120
) -> list[tuple[float, float]]:
    """Drop points of a way that lie on its line within so many metres (Douglas and Peucker, 1973).

    A way of more than `most` points is drawn coarser until it is shorter.
    """
    if len(points) < 3:
        return points
    degrees = np.array(points)
    wide = np.cos(np.radians(degrees[0, 0]))
    flat = (degrees - degrees[0]) * METRES_PER_DEGREE * (1.0, wide)
    while True:
        kept = _kept(flat, tolerance_m)
        if len(kept) <= most:
            return [points[place] for place in kept]
        tolerance_m *= 2


def _kept(flat: Floats, tolerance_m: float) -> list[int]:
    """The places of the points that stay."""
    keep = {0, len(flat) - 1}
    spans = [(0, len(flat) - 1)]
    while spans:
        low, high = spans.pop()
        if high - low < 2:
            continue
        line = flat[high] - flat[low]
        rel = flat[low + 1 : high] - flat[low]
        share = np.clip(rel @ line / max(float(line @ line), 1e-9), 0, 1)
        away = rel - share[:, None] * line
        square = np.einsum("ij,ij->i", away, away)
        worst = int(square.argmax())
        if square[worst] > tolerance_m * tolerance_m:
            keep.add(low + 1 + worst)
            spans += [(low, low + 1 + worst), (low + 1 + worst, high)]
    return sorted(keep)
