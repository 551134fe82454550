"""What is found by its name and is no street: stations, settlements, motorways by their km, landmarks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rapidfuzz import fuzz

from streets.ground import Ground, Spot
from streets.name_index import NameIndex
from streets.readings import InSettlement, InSubte, OnMotorway
from streets.spoken import fold, is_figure, joined, sound
from streets.street_map import PlaceKind, StreetKind, StreetMap

ALIKE = 80.0
"""A direction, a mouth or a platform less like what was said is not meant, percent."""

Placed = tuple[str, Spot, float]
"""Title, place, how alike (0 to 100)."""


class NamedPlaces:
    """The places of a street map by their names."""

    def __init__(self, street_map: StreetMap, ground: Ground) -> None:
        self._map, self._ground = street_map, ground
        self._children: dict[tuple[int, int], list[int]] = defaultdict(list)
        by_kind: dict[int, list[int]] = defaultdict(list)
        for place, (kind, parent) in enumerate(
            zip(street_map.place_kind.tolist(), street_map.place_parent.tolist(), strict=True)
        ):
            by_kind[kind].append(place)
            self._children[parent, kind].append(place)

        def index(kind: PlaceKind) -> NameIndex:
            places = by_kind[kind]
            return NameIndex((p, street_map.place_name[p], street_map.place_also[p]) for p in places)

        self._stations = index(PlaceKind.STATION)
        self._settlements = index(PlaceKind.SETTLEMENT)
        self._landmarks = index(PlaceKind.LANDMARK)
        self._motorways = NameIndex(
            (number, street.name, street.also)
            for number, street in enumerate(street_map.streets)
            if street.kind is StreetKind.MOTORWAY
        )

    def landmarks(self, text: str) -> Iterator[Placed]:
        """Landmarks, stations and settlements by name alone."""
        for index in (self._landmarks, self._stations, self._settlements):
            for known in index.find(text):
                if not self._figures(known.key) >= {word for word in text.split() if is_figure(word)}:
                    continue  # a number was said that is no part of the name: a house number, then
                name, line = self._map.place_name[known.key], self._map.place_note[known.key]
                title = f"Línea {line}, estación {name}" if index is self._stations else name
                yield title, self._spot(known.key), known.score

    def starting(self, text: str) -> Iterator[Placed]:
        """Landmarks and settlements whose name begins like this."""
        for index in (self._landmarks, self._settlements):
            for known in index.starting(text, 5):
                yield self._map.place_name[known.key], self._spot(known.key), known.score

    def settlements(self, said: InSettlement) -> Iterator[Placed]:
        """A manzana, or a casa of it."""
        for known in self._settlements.find(said.name):
            title = f"{self._map.place_name[known.key]}, manzana {said.manzana}"
            manzana = self._child(known.key, PlaceKind.MANZANA, said.manzana)
            if manzana is None:
                continue
            if not said.casa:
                yield title, self._spot(manzana), known.score
                continue
            casa = self._child(manzana, PlaceKind.CASA, said.casa)
            if casa is not None:
                yield f"{title}, casa {said.casa}", self._spot(casa), known.score

    def posts(self, said: OnMotorway) -> Iterator[Placed]:
        """A motorway's km: one carriageway, or both when no direction was said."""
        for known in self._motorways.find(said.name):
            name = self._map.streets[known.key].name
            km = f"{said.km:g}".replace(".", ",")
            for spot, towards in self._ground.post(known.key, said.km):
                alike = _alike(said.towards, towards) if said.towards else 100.0
                if alike >= ALIKE:
                    yield f"{name} km {km} {towards}", spot, known.score - (100.0 - alike) / 10

    def stations(self, said: InSubte) -> Iterator[Placed]:
        """A station, or its mouth or platform; not a station of another line than was said."""
        if not said.station:
            return
        for known in self._stations.find(said.station):
            line = self._map.place_note[known.key]
            if said.line and line != said.line:
                continue
            title = f"Línea {line}, estación {self._map.place_name[known.key]}"
            if said.platform:
                yield from self._parts(
                    known.key, PlaceKind.PLATFORM, said.platform, title + ", andén a {}", known.score
                )
            elif said.mouth:
                yield from self._parts(
                    known.key, PlaceKind.MOUTH, said.mouth, title + ", boca {}", known.score
                )
            else:
                yield title, self._spot(known.key), known.score
        if not said.line and not said.platform and not said.mouth:
            for known in self._landmarks.find(f"estacion {said.station}"):
                yield self._map.place_name[known.key], self._spot(known.key), known.score

    def _parts(self, station: int, kind: PlaceKind, said: str, title: str, score: float) -> Iterator[Placed]:
        """Mouths or platforms that are most like what was said; the station itself when none is."""
        parts = [(_alike(said, self._map.place_name[part]), part) for part in self._children[station, kind]]
        best = max(parts, default=(0.0, -1))[0]
        if best < ALIKE:
            yield title.rsplit(",", 1)[0], self._spot(station), score - 3.0
            return
        for alike, part in parts:
            if alike >= best - 2.0:
                yield title.format(self._map.place_name[part]), self._spot(part), score - (100.0 - alike) / 20

    def _figures(self, place: int) -> set[str]:
        names = (self._map.place_name[place], *self._map.place_also[place])
        return {word for name in names for word in fold(name) if is_figure(word)}

    def _child(self, parent: int, kind: PlaceKind, number: int) -> int | None:
        numbers = self._map.place_number
        return next((p for p in self._children[parent, kind] if int(numbers[p]) == number), None)

    def _spot(self, place: int) -> Spot:
        held = self._map
        return Spot(float(held.place_lat[place]), float(held.place_lon[place]), int(held.place_barrio[place]))


def _alike(said: str, name: str) -> float:
    """How alike a few words and a name are: whole, or one street of a corner, or the last words of it."""
    words = [word for word in fold(said) if word not in ("av", "a", "al", ",")]
    best = 0.0
    for part in [name, *name.split(" y ")]:
        known = [word for word in fold(part) if word not in ("av", "a", "al")]
        for at in range(len(known)):
            cost = 0.0 if at == 0 else 2.0
            tail = known[at:]
            for form in (tail, tail[: len(words)]):
                like = fuzz.ratio(sound(joined(words)), sound(joined(form)))
                best = max(
                    best, like - cost - (0.0 if form is tail else 2.0) - (2.0 if part != name else 0.0)
                )
    pieces = joined(words).split(" y ")
    if len(pieces) == 2 and " y " in name:
        both = [max(_alike(piece, street) for street in name.split(" y ")) for piece in pieces]
        best = max(best, sum(both) / 2)
    return best
