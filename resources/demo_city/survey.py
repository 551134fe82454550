"""The surveyor's book: corners, lines, and stretches of a line between two corners.

A line is one street as it was drawn; every stretch knows the house numbers at its two ends as one figure, so
that a stretch that is cut by an avenue shares its numbers out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil
from typing import NamedTuple

import numpy as np

from resources.demo_city.flat import Points

KMH = {"avenue": 60.0, "street": 40.0, "bridge": 50.0}
"""Speed limits (Argentina's traffic law 24.449, article 51); bridges are ours."""


@dataclass
class Line:
    """One street as drawn. `way`: 1 = driven as the numbers rise, -1 = as they fall, 0 = both."""

    name: str
    kind: str = "street"
    way: int = 0
    south: str = ""
    """The name beyond the dividing avenue, when it has another there."""


class Stretch(NamedTuple):
    """From corner to corner; `first`, `last`: the house numbers that would stand at the two ends."""

    start: int
    end: int
    line: int
    first: float
    last: float


@dataclass
class Survey:
    """Everything drawn so far."""

    corners: list[tuple[float, float]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)

    def corner(self, x: float, y: float) -> int:
        """Add a corner."""
        self.corners.append((float(x), float(y)))
        return len(self.corners) - 1

    def line(self, name: str, kind: str = "street", way: int = 0, south: str = "") -> int:
        """Add a line; Av. makes an avenue of it, which is driven both ways."""
        if name.startswith("Av. ") and kind == "street":
            kind, way = "avenue", 0
        self.lines.append(Line(name, kind, way, south))
        return len(self.lines) - 1

    def places(self) -> Points:
        """Where the corners lie."""
        return np.array(self.corners, np.float64).reshape(-1, 2)

    def without_doubles(self) -> None:
        """Keep one stretch between two corners: the one drawn last, since avenues are drawn over streets."""
        kept: dict[tuple[int, int], Stretch] = {}
        for stretch in self.stretches:
            if stretch.start != stretch.end:
                kept[min(stretch.start, stretch.end), max(stretch.start, stretch.end)] = stretch
        self.stretches = list(kept.values())


def house_numbers(first: float, last: float) -> tuple[int, int, int, int]:
    """Odd from, to, even from, to between two figures, rising; 0, 0 where there is no house."""
    low, high = ceil(min(first, last)), ceil(max(first, last)) - 1
    odd = (low | 1, high if high % 2 else high - 1)
    even = (max(2, low + low % 2), high - high % 2)
    return (*(odd if odd[0] <= odd[1] else (0, 0)), *(even if even[0] <= even[1] else (0, 0)))


def connected(count: int, ways: list[tuple[int, int]], root: int) -> tuple[set[int], set[int]]:
    """The corners that can be reached from the root, and those from which the root can be reached."""
    ahead: list[list[int]] = [[] for _ in range(count)]
    back: list[list[int]] = [[] for _ in range(count)]
    for start, end in ways:
        ahead[start].append(end)
        back[end].append(start)
    return _flood(ahead, root), _flood(back, root)


def _flood(beside: list[list[int]], root: int) -> set[int]:
    seen, waiting = {root}, [root]
    while waiting:
        for other in beside[waiting.pop()]:
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return seen
