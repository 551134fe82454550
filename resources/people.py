"""Invented people: names drawn from lists, so that nobody real is meant."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

import msgspec

from resources.paths import path


class Invented(NamedTuple):
    """A person who does not exist."""

    given: str
    family: str
    woman: bool

    def listed(self) -> str:
        """Return the name as registers write it: family name first."""
        return f"{self.family}, {self.given}"

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
        woman = rng.random() < 0.45
        given_names = self.women if woman else self.men
        given = rng.choice(given_names)
        if rng.random() < 0.35:
            second = rng.choice(given_names)
            given = given if second == given else f"{given} {second}"
        return Invented(given, rng.choice(self.family), woman)


def load_names() -> Names:
    """Read the lists of names."""
    return msgspec.json.decode(path("demo_city", "names.json").read_bytes(), type=Names)
