"""Grows the demo city's streets: the same files and the same seed always give the same city.

The outline, the barrios and 25 avenues are facts; the grid between them, its numbers and its one-way streets
are invented, and so are the neighbours across the border. `grow()` takes some three seconds.
"""

from __future__ import annotations

import tomllib
from random import Random
from typing import Any

import msgspec
import numpy as np

from resources.city import City, load_city
from resources.demo_city.blocks import Blocks, Names
from resources.demo_city.flat import Districts, Flat, onto
from resources.demo_city.ground_plan import GroundPlan, PlannedStreet, PlannedStretch
from resources.demo_city.motorways import Motorways
from resources.demo_city.spots import Spots
from resources.demo_city.survey import KMH, Stretch, Survey, connected, house_numbers
from resources.demo_city.weaving import Weaving
from resources.paths import path

SOURCES = (
    "Streets, house numbers, settlements: invented for Atalaya, GPL-3.0-or-later",
    "Outline, barrios, police stations: derived from Buenos Aires open data (GCBA), CC-BY 2.5 AR",
    "Avenues: © OpenStreetMap contributors, ODbL 1.0; simplified",
)
GENERAL_PAZ = "Av. General Paz"


def grow() -> GroundPlan:
    """Return the demo city's ground plan."""
    layout = tomllib.loads(path("demo_city", "layout.toml").read_text(encoding="utf-8"))
    return _Growing(layout, load_city()).grow()


class _Growing:
    def __init__(self, layout: dict[str, Any], city: City) -> None:
        self._layout, self._city = layout, city
        self._rng = Random(layout["seed"])
        self._flat = Flat(*layout["origin"])
        self._districts = Districts(city, self._flat)
        self._survey = Survey()
        self._plan = GroundPlan()
        self._outside: dict[int, tuple[str, int]] = {}

    def grow(self) -> GroundPlan:
        """Grid, avenues, neighbours; then one-way streets, motorways and what is no street."""
        survey, layout = self._survey, self._layout
        middle = next(avenue for avenue in self._city.avenues if avenue.name == "Av. Rivadavia")
        blocks = Blocks(survey, self._flat, self._districts, self._names(), self._flat.lay(middle.points))
        places = tomllib.loads(path("demo_city", "places.toml").read_text(encoding="utf-8"))
        land = [(self._flat.lay([one["at"]])[0], float(one["radius"])) for one in layout["open"]]
        land += [(self._flat.lay([one["at"]])[0], 150.0) for one in places["settlements"]]
        for number, zone in enumerate(layout["zones"]):
            blocks.lay(number, zone, land)
        blocks.sew()
        inner = [avenue for avenue in self._city.avenues if avenue.name != GENERAL_PAZ]
        Weaving(survey, self._flat, self._flat.lay([layout["zero"]])[0]).weave(inner)
        own = len(survey.corners)
        for neighbour in layout["neighbours"]:
            corners = blocks.lay_neighbour(neighbour)
            self._outside |= dict.fromkeys(corners, (neighbour["name"], 0))
            self._bridge(neighbour["bridges"], corners, own)
        self._settle()
        ring = next(avenue for avenue in self._city.avenues if avenue.name == GENERAL_PAZ)
        Motorways(self._plan, self._flat, self._district_of).lay(places["motorways"], ring.points)
        Spots(self._plan, self._flat, self._district_of).put(places, self._city)
        return self._plan

    def _names(self) -> Names:
        pool = msgspec.json.decode(path("demo_city", "street_names.json").read_bytes())["names"]
        taken = {
            part
            for zone in self._layout["zones"]
            for planned in zone["rows"] + zone["columns"]
            for part in planned.split(" - ")
        }
        return Names(pool, taken, self._rng)

    def _bridge(self, names: list[str], corners: list[int], own: int) -> None:
        """Join a neighbour to the city where they are nearest, well apart from one another."""
        places = self._survey.places()
        used: list[int] = []
        for name in names:
            best: tuple[float, int, int] | None = None
            for corner in corners:
                if any(np.hypot(*(places[corner] - places[other])) < 400 for other in used):
                    continue
                apart = np.hypot(*(places[:own] - places[corner]).T)
                nearest = int(apart.argmin())
                if best is None or apart[nearest] < best[0]:
                    best = float(apart[nearest]), corner, nearest
            if best is not None:
                line = self._survey.line(name, kind="bridge")
                self._survey.stretches.append(Stretch(best[2], best[1], line, 0.0, 0.0))
                used.append(best[1])

    def _settle(self) -> None:
        """Say which streets are driven one way, so that every corner can be reached and left again."""
        survey = self._survey
        survey.without_doubles()
        root = survey.stretches[-1].start
        both: set[int] = {i for i, s in enumerate(survey.stretches) if survey.lines[s.line].way == 0}
        kept: set[int] = set()
        for _ in range(2):
            ways = [way for i, s in enumerate(survey.stretches) for way in self._ways(s, i in both)]
            reached, left = connected(len(survey.corners), ways, root)
            kept = reached & left
            both |= {i for i, s in enumerate(survey.stretches) if not (s.start in kept and s.end in kept)}
        used = sorted(kept)
        number = {corner: index for index, corner in enumerate(used)}
        self._plan.nodes = [tuple(place) for place in self._flat.lift(survey.places()[used]).tolist()]
        self._write(number, both)

    def _ways(self, stretch: Stretch, both: bool) -> list[tuple[int, int]]:
        there, back = (stretch.start, stretch.end), (stretch.end, stretch.start)
        if both:
            return [there, back]
        rising = (stretch.first <= stretch.last) == (self._survey.lines[stretch.line].way > 0)
        return [there if rising else back]

    def _write(self, number: dict[int, int], both: set[int]) -> None:
        survey = self._survey
        numbers: dict[tuple[int, str], int] = {}
        places = survey.places()
        chosen = [(i, s) for i, s in enumerate(survey.stretches) if s.start in number and s.end in number]
        middles = np.array([(places[s.start] + places[s.end]) / 2 for _, s in chosen])
        districts = self._districts.of(middles)
        divide = self._flat.lay(next(a.points for a in self._city.avenues if a.name == "Av. Rivadavia"))
        feet = onto(middles, divide)[0]
        for (index, s), middle, foot, district in zip(chosen, middles, feet, districts, strict=True):
            line, (first, last) = survey.lines[s.line], (s.first, s.last)
            name = line.name
            if line.south:
                if middle[1] < foot[1]:
                    name, first, last = line.south, 100.0 - first, 100.0 - last
                first, last = max(0.0, first), max(0.0, last)
            street = numbers.setdefault((s.line, name), len(numbers))
            outside = self._outside.get(s.start) or self._outside.get(s.end)
            if street == len(self._plan.streets):
                also = () if outside and line.kind != "bridge" else self._also(name)
                self._plan.streets.append(PlannedStreet(name, line.kind, also))
            odd_even = house_numbers(first, last)
            start, end = (s.start, s.end) if first <= last else (s.end, s.start)
            one_way = index not in both
            way = self._ways(s, False)[0] if one_way else (s.start, s.end)
            name_of = self._districts.names[int(district)]
            self._plan.stretches.append(
                PlannedStretch(
                    number[start],
                    number[end],
                    street,
                    line.kind,
                    KMH[line.kind],
                    outside or (name_of, self._districts.comunas[name_of]),
                    odd_even[:2],
                    odd_even[2:],
                    one_way,
                    one_way and way != (start, end),
                )
            )

    def _also(self, name: str) -> tuple[str, ...]:
        return (*self._layout["former"].get(name, ()), *self._layout["short"].get(name, ()))

    def _district_of(self, lonlat: tuple[float, float]) -> tuple[str, int]:
        name = self._districts.names[int(self._districts.of(self._flat.lay([lonlat]))[0])]
        return name, self._districts.comunas[name]
