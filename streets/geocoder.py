"""Where something is, from what a caller says: every keystroke gets an answer in a few milliseconds.

    geocoder = Geocoder(street_map)
    answer = geocoder.find("san martin 438", near=Near(-34.604, -58.379, 14.0))
    answer.found           best first; the first `answer.namesakes` are equally likely: somebody must choose
    answer.why             why nothing was found

Nothing is guessed: a house number that the street does not have, a corner that does not exist and a station
that is not on the line give no place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from streets.ground import Ground, Spot, metres
from streets.name_index import CLOSE, Known, NameIndex
from streets.named_places import NamedPlaces
from streets.readings import (
    AtCorner,
    AtNumber,
    Between,
    ByName,
    InSettlement,
    InSubte,
    OnMotorway,
    Reading,
    readings,
)
from streets.spoken import fold
from streets.street_map import NOWHERE, StreetKind, StreetMap

CHOOSE_WITHIN = 6.0
"""Places whose names are this nearly as good as the best one's are namesakes: a person chooses, percent."""
MISSPELT_BELOW = 95.0
CHOOSE_WITHIN_MISSPELT = 10.0
"""When even the best name was not said as it is written, others are as likely: Pasoc is Paso or Pasco."""
MOST = 8
OTHER_KIND_COSTS = 2.0
"""What a street is worth less when an avenue was said, percent."""
SAME_PLACE_M = 40.0


class Why(StrEnum):
    """Why there is no place."""

    FOUND = ""
    NOTHING_SAID = "nothing_said"
    UNKNOWN = "unknown"
    NO_SUCH_NUMBER = "no_such_number"
    NO_SUCH_CORNER = "no_such_corner"


@dataclass(frozen=True, slots=True)
class Near:
    """Where the call seems to come from, degrees, and how well that is known, metres."""

    lat: float
    lon: float
    accuracy: float | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A place. `exact` is False for a street alone: it has no position until a number or a corner is said.

    `outside`: another jurisdiction. `former`: found by a name that is not the one on the sign. `distance`:
    metres from where the call seems to come.
    """

    title: str
    barrio: str
    comuna: int
    lat: float | None
    lon: float | None
    score: float
    exact: bool = True
    outside: bool = False
    former: bool = False
    distance: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, best first. The first `namesakes` (0 or at least 2) are as likely as one another."""

    found: tuple[Found, ...] = ()
    namesakes: int = 0
    why: Why = Why.FOUND
    street: str = ""
    limits: tuple[int, int] = (0, 0)
    """The street whose number was not there, and its lowest and highest."""

    @property
    def certain(self) -> Found | None:
        """The place, when there is one and nobody has to choose."""
        return self.found[0] if self.found and not self.namesakes and self.found[0].exact else None


class Geocoder:
    """Reads what is said against a street map. Building it takes a moment, finding does not."""

    def __init__(self, street_map: StreetMap) -> None:
        self._map = street_map
        self._ground = Ground(street_map)
        self._streets = NameIndex(
            (number, street.name, street.also)
            for number, street in enumerate(street_map.streets)
            if street.kind not in (StreetKind.MOTORWAY, StreetKind.UNNAMED)
        )
        self._barrios = NameIndex(
            (number, b.name, ()) for number, b in enumerate(street_map.barrios) if b.name
        )
        self._places = NamedPlaces(street_map, self._ground)

    def find(self, text: str, near: Near | None = None) -> Answer:
        """Every place that the words may mean."""
        words = fold(text)
        if not words:
            return Answer(why=Why.NOTHING_SAID)
        found: list[Found] = []
        missed: Answer = Answer(why=Why.UNKNOWN)
        for reading in readings(words):
            made = list(self._read(reading))
            found += made
            if not made and missed.why is Why.UNKNOWN:
                missed = self._missing(reading)
        return self._judge(found, near) if found else missed

    # ---- one reading -----------------------------------------------------------------------------------

    def _read(self, reading: Reading) -> Iterable[Found]:
        if isinstance(reading, AtNumber):
            return self._numbers(reading)
        if isinstance(reading, AtCorner):
            return self._corners(reading)
        if isinstance(reading, Between):
            return self._betweens(reading)
        if isinstance(reading, InSettlement):
            return self._spots(self._places.settlements(reading))
        if isinstance(reading, OnMotorway):
            return self._spots(self._places.posts(reading))
        if isinstance(reading, InSubte):
            return self._spots(self._places.stations(reading))
        return self._names(reading)

    def _numbers(self, said: AtNumber) -> Iterator[Found]:
        where = self._where(said.tail)
        for known in self._known(said.street):
            spot = self._ground.house(known.key, said.number)
            if spot is not None:
                title = f"{self._name(known.key)} {said.number}"
                cost = 0.0 if where is None or spot.barrio in where else 10.0
                yield self._found(title, spot, known.score - cost, former=known.other)

    def _corners(self, said: AtCorner) -> Iterator[Found]:
        where = self._where(said.where)
        if said.where and where is None:
            return
        for one in self._known(said.one):
            for two in self._known(said.two):
                for spot in self._ground.corners(one.key, two.key):
                    title = f"{self._name(one.key)} y {self._name(two.key)}"
                    cost = 0.0 if where is None or spot.barrio in where else 10.0
                    score = (one.score + two.score) / 2 - cost
                    yield self._found(title, spot, score, former=one.other or two.other)

    def _betweens(self, said: Between) -> Iterator[Found]:
        where = self._where(said.where)
        if said.where and where is None:
            return
        for street in self._known(said.street):
            for one in self._known(said.one):
                for two in self._known(said.two):
                    spot = self._ground.between(street.key, one.key, two.key)
                    if spot is None:
                        continue
                    names = (self._name(known.key) for known in (street, one, two))
                    cost = 0.0 if where is None or spot.barrio in where else 10.0
                    score = (2 * street.score + one.score + two.score) / 4 - cost
                    yield self._found("{} entre {} y {}".format(*names), spot, score, former=street.other)

    def _names(self, said: ByName) -> Iterator[Found]:
        streets = self._streets.find(said.name)
        for title, spot, score in self._places.landmarks(said.name):
            if not streets or score > streets[0].score:  # Corrientes alone is no station
                yield self._found(title, spot, score)
        for title, spot, score in self._places.starting(said.name):
            yield replace(self._found(title, spot, score - 15.0), exact=False)
        for known in self._streets.starting(said.name):
            barrios = self._ground.barrios_of(known.key)
            spot = Spot(0.0, 0.0, barrios[0] if barrios else NOWHERE)
            street = self._map.streets[known.key]
            score = known.score - 15.0 + 12.0 * street.importance
            yield replace(
                self._found(street.name, spot, score, former=known.other), lat=None, lon=None, exact=False
            )

    def _spots(self, made: Iterable[tuple[str, Spot, float]]) -> Iterator[Found]:
        for title, spot, score in made:
            yield self._found(title, spot, score)

    def _missing(self, reading: Reading) -> Answer:
        """Why a reading gave nothing: the street is known, but not its number or its corner."""
        if isinstance(reading, AtNumber):
            known = self._known(reading.street)
            if known:
                street = known[0].key
                limits = self._ground.numbers(street)
                return Answer(why=Why.NO_SUCH_NUMBER, street=self._name(street), limits=limits)
        if isinstance(reading, AtCorner) and self._known(reading.one) and self._known(reading.two):
            return Answer(why=Why.NO_SUCH_CORNER)
        return Answer(why=Why.UNKNOWN)

    # ---- names -----------------------------------------------------------------------------------------

    def _known(self, text: str) -> list[Known]:
        """The streets that a name may mean; an avenue rather, when one was said."""
        known = self._streets.find(text)
        if not text.startswith("av "):
            return list(known)
        avenue = (StreetKind.AVENUE, StreetKind.MOTORWAY)
        return [
            one
            if self._map.streets[one.key].kind in avenue
            else one._replace(score=one.score - OTHER_KIND_COSTS)
            for one in known
        ]

    def _name(self, street: int) -> str:
        return self._map.streets[street].name

    def _where(self, text: str) -> frozenset[int] | None:
        """The barrios meant by what follows an address; None = nothing that narrows it down."""
        if not text:
            return None
        words = text.split()
        if words[0] == "comuna" and len(words) > 1 and words[1].isdigit():
            return frozenset(i for i, b in enumerate(self._map.barrios) if b.comuna == int(words[1]))
        if text in ("caba", "capital", "capital federal", "ciudad", "ciudad de buenos aires"):
            return frozenset(i for i, b in enumerate(self._map.barrios) if not b.outside)
        known = self._barrios.find(text)
        if known:
            return frozenset(one.key for one in known if one.score >= known[0].score - 2.0)
        for most in (3, 2, 1):
            for at in range(len(words) - most + 1):
                known = self._barrios.find(" ".join(words[at : at + most]))
                if known and known[0].score >= 95.0:
                    return frozenset(one.key for one in known if one.score >= known[0].score - 2.0)
        return None

    # ---- judging ---------------------------------------------------------------------------------------

    def _found(self, title: str, spot: Spot, score: float, *, former: bool = False) -> Found:
        barrio = self._map.barrios[spot.barrio] if spot.barrio != NOWHERE else None
        return Found(
            title=title,
            barrio=barrio.name if barrio else "",
            comuna=barrio.comuna if barrio else 0,
            lat=spot.lat,
            lon=spot.lon,
            score=score,
            outside=barrio is not None and barrio.outside,
            former=former,
        )

    def _judge(self, found: list[Found], near: Near | None) -> Answer:
        """Once each, namesakes first and nearest first among them; what is exact before what is not."""
        placed = [one for one in found if one.exact]
        kept: list[Found] = []
        for one in sorted(placed or found, key=lambda one: -one.score):
            if not any(_same(one, other) for other in kept):
                kept.append(one)
        best = kept[0].score
        if near is not None:
            kept = [replace(one, distance=_distance(one, near)) for one in kept]
        within = CHOOSE_WITHIN if best >= MISSPELT_BELOW else CHOOSE_WITHIN_MISSPELT
        alike = [one for one in kept if one.exact and one.score >= best - within]
        if near is not None:
            alike.sort(key=lambda one: one.distance if one.distance is not None else float("inf"))
        rest = [
            one for one in kept if one not in alike and one.score >= best - CLOSE - 20.0 * (not one.exact)
        ]
        namesakes = len(alike) if len(alike) > 1 else 0
        return Answer(found=tuple((alike + rest)[: max(MOST, namesakes)]), namesakes=namesakes)


def _same(one: Found, other: Found) -> bool:
    if one.title != other.title:
        return False
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return one.barrio == other.barrio
    return metres(one.lat, one.lon, other.lat, other.lon) < SAME_PLACE_M


def _distance(one: Found, near: Near) -> float | None:
    if one.lat is None or one.lon is None:
        return None
    return metres(one.lat, one.lon, near.lat, near.lon)
