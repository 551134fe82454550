"""Two hundred spoken addresses, letter by letter: what is found, what is invented, what a keystroke costs.

right_first: the first place is the right one; of namesakes, that the choice appears with the right one in it.
invented: places given for what does not exist, and house numbers, at any keystroke, that no such street has.
typos: real addresses with one letter too many, too few, wrong or two exchanged; how many of them were found
first or in the choice, and how many gave another place for certain.
The peer in the same run takes the street whose name `rapidfuzz.process.extractOne` finds most alike, at the
same keystrokes, and believes the number. SABOTAGE=1 lets our geocoder believe numbers too.
"""

from __future__ import annotations

import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from random import Random

import numpy as np
from rapidfuzz import fuzz, process

from benchmarks.report import Figures, Setting, at_least, at_most, bench, exactly
from streets.demo import demo_map
from streets.geocoder import Answer, Geocoder
from streets.ground import Ground, Spot, metres
from streets.spoken import fold
from streets.street_map import StreetMap
from tests.streets.spoken import Spoken, spoken_addresses

CLAIMS = (
    at_least("n", 200),
    at_least("right_first", 0.95),
    at_least("right_worst_kind", 0.8),
    exactly("invented", 0),
    at_most("p99_ms", 20.0),
)
_NUMBERED = re.compile(r"(.+) (\d+)")


class Believing(Ground):
    """Believes every house number: the nearest that there is will do."""

    def house(self, street: int, number: int) -> Spot | None:
        """A place, whatever the number."""
        low, high = self.numbers(street)
        close = min(max(number, low + 1), high - 1)
        return super().house(street, close) or super().house(street, close - 1)


class Books:
    """Every house number of the map, looked up without the geocoder."""

    def __init__(self, street_map: StreetMap) -> None:
        self._ranges: dict[str, list[tuple[int, int]]] = defaultdict(list)
        sides = ((street_map.piece_left_from, street_map.piece_left_to),
                 (street_map.piece_right_from, street_map.piece_right_to))  # fmt: skip
        for first, last in sides:
            for street, a, b in zip(street_map.piece_street, first, last, strict=True):
                if a > 0:
                    self._ranges[street_map.streets[street].name].append((int(min(a, b)), int(max(a, b))))

    def lie(self, title: str) -> bool:
        """Whether a title names a house that does not exist."""
        told = _NUMBERED.fullmatch(title)
        if told is None or told[1] not in self._ranges:
            return False
        number = int(told[2])
        return not any(low <= number <= high and low % 2 == number % 2 for low, high in self._ranges[told[1]])


def measure(setting: Setting) -> Figures:
    """Type everything once."""
    street_map, rows = demo_map(), spoken_addresses()
    began = time.perf_counter()
    geocoder = Geocoder(street_map)
    if setting.sabotage:
        geocoder._ground = Believing(street_map)
    built_ms = (time.perf_counter() - began) * 1000
    books, lies = Books(street_map), set[str]()
    names = sorted({street.name for street in street_map.streets})

    def ours(text: str) -> None:
        answer = geocoder.find(text)
        lies.update(place.title for place in answer.found if place.exact and books.lie(place.title))

    def peer(text: str) -> str:
        found = process.extractOne(text, names, scorer=fuzz.WRatio)
        return str(found[0]) if found else ""

    peer_ms = _keystrokes(rows, peer)
    ours_ms = _keystrokes(rows, ours)
    answers = {row: geocoder.find(row.said) for row in rows}
    by_kind: dict[str, list[bool]] = defaultdict(list)
    for row, answer in answers.items():
        by_kind[row.kind].append(row.is_right(answer))
    right = [one for kind in by_kind.values() for one in kind]
    shares = {kind: round(sum(found) / len(found), 3) for kind, found in sorted(by_kind.items())}
    return {
        "n": len(rows),
        "keystrokes": len(ours_ms),
        "right_first": round(sum(right) / len(right), 4),
        "right_worst_kind": min(shares.values()),
        "invented": sum(bool(answers[row].found) for row in rows if row.missing) + len(lies),
        "needless_choices": sum(_needless(row, answer) for row, answer in answers.items()),
        "p50_ms": round(float(np.percentile(ours_ms, 50)), 3),
        "p99_ms": round(float(np.percentile(ours_ms, 99)), 3),
        "worst_ms": round(max(ours_ms), 3),
        "peer_p99_ms": round(float(np.percentile(peer_ms, 99)), 3),
        "peer_right_first": round(sum(_peer_right(row, peer(row.said)) for row in rows) / len(rows), 4),
        "build_ms": round(built_ms, 1),
        **_typos(street_map, geocoder, setting.scaled(1500, 500)),
        **{f"right_{kind}": share for kind, share in shares.items()},
    }


def _typos(street_map: StreetMap, geocoder: Geocoder, count: int) -> Figures:
    """Random streets and numbers with one random slip each; the same ones every time."""
    rng, ground, tried, found, wrong = Random(7), Ground(street_map), 0, 0, 0
    while tried < count:
        street = rng.randrange(len(street_map.streets))
        low, high = ground.numbers(street)
        number = rng.randint(max(1, low), max(1, high))
        spot = ground.house(street, number)
        if spot is None:
            continue
        tried += 1
        name = " ".join(word for word in fold(street_map.streets[street].name) if word != "av")
        answer = geocoder.find(f"{_slip(name, rng)} {number}")
        offered = answer.found[: max(1, answer.namesakes)]
        meant = any(
            one.lat is not None and one.lon is not None and metres(one.lat, one.lon, spot.lat, spot.lon) < 80
            for one in offered
        )
        found += meant
        wrong += answer.certain is not None and not meant
    return {"typos": tried, "typos_found": round(found / tried, 4), "typos_wrong": round(wrong / tried, 4)}


def _slip(name: str, rng: Random) -> str:
    at, letter = rng.randrange(len(name)), rng.choice("aeiourstlnm")
    before, here, after = name[:at], name[at], name[at + 1 :]
    kinds = (before + after, before + letter + here + after, before + letter + after)
    return rng.choice((*kinds, before + after[:1] + here + after[1:]))


def _keystrokes(rows: Iterable[Spoken], find: Callable[[str], object]) -> list[float]:
    took: list[float] = []
    for row in rows:
        for letters in range(1, len(row.said) + 1):
            began = time.perf_counter()
            find(row.said[:letters])
            took.append((time.perf_counter() - began) * 1000)
    return took


def _needless(row: Spoken, answer: Answer) -> bool:
    return answer.namesakes > 0 and "namesake" not in row.marks


def _peer_right(row: Spoken, name: str) -> bool:
    """The peer is given every doubt: the right street is enough, wherever it lies, and never two."""
    if row.missing or "namesake" in row.marks:
        return False
    return bool(name) and row.title.startswith(name)


if __name__ == "__main__":
    sys.exit(bench("geocode", CLAIMS, measure))
