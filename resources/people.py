"""Invented people: names drawn from lists, so that nobody real is meant."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

import msgspec

from resources.paths import path

WOMEN = 0.45
"""Share of women among those drawn."""

TWO_NAMES = 0.35
"""Share of people with two given names."""


class Invented(NamedTuple):
    """A person who does not exist."""

    given: str
    family: str
    woman: bool

    def spoken(self) -> str:
        """Return the name as people say it."""
        return f"{self.given} {self.family}"


class Names(msgspec.Struct, frozen=True):
    """What names are drawn from."""

    women: tuple[str, ...]
    men: tuple[str, ...]
    family: tuple[str, ...]

    def draw(self, rng: Random) -> Invented:
        """Draw a person; about a third have two given names."""
        woman = rng.random() < WOMEN
        given_names = self.women if woman else self.men
        given = rng.choice(given_names)
        if rng.random() < TWO_NAMES:
            second = rng.choice(given_names)
            given = given if second == given else f"{given} {second}"
        return Invented(given, rng.choice(self.family), woman)

    def listed(self, rng: Random, count: int) -> list[str]:
        """Draw many people at once, as registers write them."""
        women = rng.choices(self.women, k=count)
        men = rng.choices(self.men, k=count)
        second_women, second_men = rng.choices(self.women, k=count), rng.choices(self.men, k=count)
        people: list[str] = []
        for number, family in enumerate(rng.choices(self.family, k=count)):
            given, second = women[number], second_women[number]
            if rng.random() >= WOMEN:
                given, second = men[number], second_men[number]
            two = rng.random() < TWO_NAMES and second != given
            people.append(f"{family}, {given} {second}" if two else f"{family}, {given}")
        return people


def load_names() -> Names:
    """Read the lists of names."""
    return msgspec.json.decode(path("demo_city", "names.json").read_bytes(), type=Names)
