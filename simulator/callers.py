"""Who calls 911 and what they say: 39 of 100 calls are errors, silent or pranks (the model city's share)."""

from __future__ import annotations

from enum import StrEnum
from random import Random
from typing import Literal, NamedTuple

import msgspec

from resources.paths import path
from resources.people import Names, load_names
from simulator.city import CityAtPlay, Spot

LINES = 12
"""Incoming lines, numbered from 01."""

HINT_CHARACTERS = 240


class Sort(StrEnum):
    """What kind of call it is."""

    STORY = "story"
    ERROR = "error"
    SILENT = "silent"
    PRANK = "prank"


SHARES: dict[Sort, float] = {Sort.STORY: 0.61, Sort.ERROR: 0.19, Sort.SILENT: 0.13, Sort.PRANK: 0.07}
"""Errors, silent calls and pranks are 39 % together; how they divide is ours."""

HANGS_UP = 0.06
"""Share of callers who give up while the telephone still rings."""

Method = Literal["aml", "cell", "fixed"]


class Located(NamedTuple):
    """Where the network says the caller is; `accuracy_m` is a radius."""

    lat: float
    lon: float
    accuracy_m: float
    method: Method


class Caller(NamedTuple):
    """One call as the exchange would report it; `lasts_s` from the first ring to the end."""

    sort: Sort
    kind: str
    number: str
    line: str
    caller: str | None
    address: str | None
    location: Located | None
    text: str
    lasts_s: float


class Story(msgspec.Struct, frozen=True):
    """A kind of event and how people tell it."""

    kind: str
    weight: int
    texts: tuple[str, ...]


class Stories(msgspec.Struct, frozen=True):
    """Everything that callers say."""

    stories: tuple[Story, ...]
    errors: tuple[str, ...]
    pranks: tuple[str, ...]
    silent: tuple[str, ...]
    slots: dict[str, tuple[str, ...]]


class Callers:
    """Draws calls, one after the other; the same seed gives the same calls."""

    def __init__(self, city: CityAtPlay, rng: Random) -> None:
        self._city = city
        self._rng = rng
        self._names: Names = load_names()
        self._stories = msgspec.json.decode(path("demo_city", "stories.json").read_bytes(), type=Stories)
        self._weights = [story.weight for story in self._stories.stories]

    def draw(self) -> Caller:
        """Draw the next call."""
        rng = self._rng
        sort = rng.choices(list(SHARES), list(SHARES.values()))[0]
        spot = self._city.spot(rng)
        kind, text = self._say(sort, spot)
        fixed = rng.random() < 0.22
        hangs_up = rng.random() < HANGS_UP
        named = sort is Sort.STORY and rng.random() < 0.4
        return Caller(
            sort=sort,
            kind=kind,
            number=self._number(fixed),
            line=f"{rng.randrange(LINES) + 1:02d}",
            caller=self._names.draw(rng).spoken() if named else None,
            address=f"{spot.address}, {spot.barrio}" if fixed else None,
            location=self._locate(spot, fixed),
            text=text,
            lasts_s=rng.uniform(3.0, 14.0) if hangs_up else self._talk(sort),
        )

    def _say(self, sort: Sort, spot: Spot) -> tuple[str, str]:
        rng = self._rng
        if sort is Sort.STORY:
            story = rng.choices(self._stories.stories, self._weights)[0]
            return story.kind, self._fill(rng.choice(story.texts), spot)
        texts = {
            Sort.ERROR: self._stories.errors,
            Sort.SILENT: self._stories.silent,
            Sort.PRANK: self._stories.pranks,
        }[sort]
        return sort.value, self._fill(rng.choice(texts), spot)

    def _fill(self, text: str, spot: Spot) -> str:
        """Put places, cars and clothes into a text; each sentence begins with a capital letter."""
        words = {slot: self._rng.choice(choices) for slot, choices in self._stories.slots.items()}
        words["calle"] = self._city.street(self._rng)
        words["aca"] = self._here(spot)
        told = text.format(**words)
        begun = [part[:1].upper() + part[1:] for part in told.split(". ")]
        return ". ".join(begun)[:HINT_CHARACTERS]

    def _here(self, spot: Spot) -> str:
        """A place as people say it: street and number, a corner, with or without the barrio."""
        street = spot.address.rsplit(" ", 1)[0]
        ways = [
            spot.address,
            f"{spot.address}, {spot.barrio}",
            f"{street} y {self._city.street(self._rng)}",
            f"{street} y {self._city.street(self._rng)}, {spot.barrio}",
        ]
        return self._rng.choice(ways)

    def _number(self, fixed: bool) -> str:
        """An invented number: in Buenos Aires no subscriber's number begins with 1."""
        tail = f"1{self._rng.randrange(1000):03d}-{self._rng.randrange(10000):04d}"
        return tail if fixed else f"11 {tail}"

    def _locate(self, spot: Spot, fixed: bool) -> Located | None:
        """What the network knows: a fixed line's address, the phone's own AML fix, its cell, or nothing."""
        rng = self._rng
        if fixed:
            return Located(round(spot.lat, 6), round(spot.lon, 6), 15.0, "fixed")
        drawn = rng.random()
        if drawn < 0.62:
            accuracy: float = rng.choice((4, 6, 8, 9, 12, 14, 18, 25, 40))
            method: Method = "aml"
        elif drawn < 0.93:
            accuracy, method = float(rng.choice((150, 300, 450, 600, 900, 1500))), "cell"
        else:
            return None
        east, north = rng.gauss(0.0, accuracy / 2), rng.gauss(0.0, accuracy / 2)
        x, y = self._city.ground.flat(spot.lon, spot.lat)
        lon, lat = self._city.ground.round((x + east, y + north))
        return Located(round(lat, 6), round(lon, 6), float(accuracy), method)

    def _talk(self, sort: Sort) -> float:
        """Seconds from the first ring to the end: 90 s in the mean for a story, less for the rest."""
        if sort is Sort.STORY:
            return min(600.0, 12.0 + self._rng.lognormvariate(4.15, 0.65))
        return 6.0 + self._rng.expovariate(1 / 14.0)
