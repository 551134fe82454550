"""Leads the avenues through the grid: corners beside one move onto it, streets that cross one are cut."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from resources.city import Avenue
from resources.demo_city.flat import Flat, Points, onto
from resources.demo_city.survey import Stretch, Survey

DRAWN_TO_M = 46.0
"""A corner of the grid this near to an avenue is moved onto it, metres."""
SAME_CORNER_M = 34.0
"""Two avenues meet in a corner that lies this near to their crossing, metres."""
HUNDRED_M = 130.0
"""An avenue's house numbers rise by a hundred on so many metres."""


class Weaving:
    """Weaves avenues into a survey that holds the grid."""

    def __init__(self, survey: Survey, flat: Flat, zero: Points) -> None:
        self._survey, self._flat, self._zero = survey, flat, zero
        self._ways: list[Points] = []
        self._chains: list[dict[int, float]] = []  # corner -> how far along the avenue
        self._names: list[str] = []

    def weave(self, avenues: Sequence[Avenue]) -> None:
        """Draw every avenue."""
        for avenue in avenues:
            way = self._flat.lay(avenue.points)
            ends = np.hypot(*(way[[0, -1]] - self._zero).T)
            self._ways.append(way if ends[0] <= ends[1] else way[::-1])
            self._chains.append({})
            self._names.append(avenue.name)
        self._draw_near()
        for number in range(len(self._ways)):
            self._cut(number)
        for one in range(len(self._ways)):
            for two in range(one):
                self._cross(one, two)
        for number in range(len(self._ways)):
            self._string(number)
        self._survey.without_doubles()

    def _draw_near(self) -> None:
        places = self._survey.places()
        found = [onto(places, way) for way in self._ways]
        apart = np.stack([distance for _, distance, _ in found])
        nearest = apart.argmin(axis=0)
        for corner in np.flatnonzero(apart.min(axis=0) < DRAWN_TO_M).tolist():
            number = int(nearest[corner])
            feet, _, along = found[number]
            self._survey.corners[corner] = (float(feet[corner, 0]), float(feet[corner, 1]))
            self._chains[number][corner] = float(along[corner])

    def _cut(self, number: int) -> None:
        """Cut every street that crosses an avenue, and drop what runs along it."""
        chain, way, survey = self._chains[number], self._ways[number], self._survey
        places = survey.places()
        ends = np.array([(stretch.start, stretch.end) for stretch in survey.stretches])
        starts, stops = places[ends[:, 0]], places[ends[:, 1]]
        on_it = np.isin(ends, sorted(chain))
        apart = ~on_it.any(axis=1)
        cuts: dict[int, list[tuple[float, float]]] = {}  # stretch -> (part of it, how far along the avenue)
        before = 0.0
        for a, b in pairwise(way):
            parts, along = _crossings(starts, stops, a, b)
            length = float(np.hypot(*(b - a)))
            hit = apart & (parts > 1e-6) & (parts < 1 - 1e-6) & (along >= 0) & (along < 1)
            for index in np.flatnonzero(hit).tolist():
                cuts.setdefault(index, []).append(
                    (float(parts[index]), before + float(along[index]) * length)
                )
            before += length
        gone = set(np.flatnonzero(on_it.all(axis=1)).tolist())
        kept = [s for index, s in enumerate(survey.stretches) if index not in gone and index not in cuts]
        for index, places_cut in sorted(cuts.items()):
            kept += self._pieces(chain, survey.stretches[index], sorted(places_cut))
        survey.stretches = kept

    def _pieces(
        self, chain: dict[int, float], old: Stretch, cuts: list[tuple[float, float]]
    ) -> list[Stretch]:
        survey, made = self._survey, list[Stretch]()
        (x0, y0), (x1, y1) = survey.corners[old.start], survey.corners[old.end]
        start, first = old.start, old.first
        for part, along in cuts:
            corner = survey.corner(x0 + part * (x1 - x0), y0 + part * (y1 - y0))
            chain[corner] = along
            figure = old.first + part * (old.last - old.first)
            made.append(Stretch(start, corner, old.line, first, figure))
            start, first = corner, figure
        return [*made, Stretch(start, old.end, old.line, first, old.last)]

    def _cross(self, one: int, two: int) -> None:
        """Two avenues that cross share a corner."""
        first, second = self._chains[one], self._chains[two]
        if first.keys() & second.keys():
            return
        for place, far_one, far_two in _meetings(self._ways[one], self._ways[two]):
            shared = self._near(first, place)
            if shared is None:
                shared = self._near(second, place)
            if shared is None:
                shared = self._survey.corner(*place)
            first.setdefault(shared, far_one)
            second.setdefault(shared, far_two)

    def _near(self, chain: dict[int, float], place: tuple[float, float]) -> int | None:
        found = [
            (apart, corner)
            for corner in chain
            if (apart := float(np.hypot(*np.subtract(self._survey.corners[corner], place)))) < SAME_CORNER_M
        ]
        return min(found)[1] if found else None

    def _string(self, number: int) -> None:
        line = self._survey.line(self._names[number])
        ordered = sorted((along, corner) for corner, along in self._chains[number].items())
        for (near, start), (far, end) in pairwise(ordered):
            figures = 100.0 * near / HUNDRED_M, 100.0 * far / HUNDRED_M
            self._survey.stretches.append(Stretch(start, end, line, *figures))


def _crossings(p: Points, q: Points, a: Points, b: Points) -> tuple[Points, Points]:
    """Where the stretches p-q cross the line a-b: the part of each stretch, and the part of a-b."""
    d, e = q - p, b - a
    cross = d[:, 0] * e[1] - d[:, 1] * e[0]
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = ((a[0] - p[:, 0]) * e[1] - (a[1] - p[:, 1]) * e[0]) / cross
        along = ((a[0] - p[:, 0]) * d[:, 1] - (a[1] - p[:, 1]) * d[:, 0]) / cross
    return np.nan_to_num(parts, nan=-1.0), np.nan_to_num(along, nan=-1.0)


def _meetings(one: Points, two: Points) -> list[tuple[tuple[float, float], float, float]]:
    """Where two avenues meet: place, how far along the one and the other; ends reach 70 m further."""
    found: list[tuple[tuple[float, float], float, float]] = []
    long = _longer(two)
    before = 0.0
    for a, b in zip((reach := _longer(one))[:-1], reach[1:], strict=True):
        parts, along = _crossings(long[:-1], long[1:], a, b)
        length = float(np.hypot(*(b - a)))
        for index in np.flatnonzero((parts >= 0) & (parts < 1) & (along >= 0) & (along < 1)).tolist():
            steps = np.hypot(*np.diff(long, axis=0).T)
            far = float(steps[:index].sum() + parts[index] * steps[index])
            place = long[index] + parts[index] * (long[index + 1] - long[index])
            near = before + float(along[index]) * length
            found.append(((float(place[0]), float(place[1])), max(0.0, near - 70), max(0.0, far - 70)))
        before += length
    return found


def _longer(way: Points) -> Points:
    start, end = way[0] - way[1], way[-1] - way[-2]
    more = way[0] + 70 * start / np.hypot(*start), way[-1] + 70 * end / np.hypot(*end)
    return np.vstack([more[0], way, more[1]])
