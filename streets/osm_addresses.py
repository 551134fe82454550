"""Addresses and named ways of OpenStreetMap: GeoJSON, or XML as .osm files are.

An address is a point with addr:street and addr:housenumber (addr:suburb or addr:city beside it); a street is
a line, or a way, with highway and name. Of a house number such as 1234 B or 12-16 the first figure is taken;
anything else is reported. The same street name in two suburbs is two streets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import msgspec
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from streets.city_columns import MOST_POINTS, Line, length_m, plain_name
from streets.gathering import Gathering
from streets.importing import Report, SourceError
from streets.street_map import NOWHERE, UNKNOWN_COMUNA, PlaceKind, RoadClass, StreetKind, StreetMap

_ROADS = {
    "motorway": (StreetKind.MOTORWAY, RoadClass.MOTORWAY, 100.0),
    "trunk": (StreetKind.AVENUE, RoadClass.AVENUE, 60.0),
    "primary": (StreetKind.AVENUE, RoadClass.AVENUE, 60.0),
    "secondary": (StreetKind.AVENUE, RoadClass.AVENUE, 60.0),
    "tertiary": (StreetKind.STREET, RoadClass.STREET, 40.0),
    "residential": (StreetKind.STREET, RoadClass.STREET, 40.0),
    "unclassified": (StreetKind.STREET, RoadClass.STREET, 40.0),
    "living_street": (StreetKind.PASSAGE, RoadClass.PASSAGE, 20.0),
}
_NUMBER = re.compile(r"(\d{1,6})\s*(?:[-/;,]\s*\d{1,6}|[A-Za-z]{1,3}|bis)?", re.ASCII)

Thing = tuple[str, Mapping[str, str], Line]
"""Where it stands in the source, its tags, and its point or line."""


def import_osm(data: bytes, report: Report) -> StreetMap:
    """Read addresses and named ways; raises SourceError when it is neither GeoJSON nor XML."""
    start = data.lstrip()[:1]
    if start == b"{":
        things = _geojson(data, report)
    elif start == b"<":
        things = _xml(data, report)
    else:
        raise SourceError("file: neither GeoJSON nor OSM XML")
    taker = _Taker(report)
    for where, tags, line in things:
        report.rows += 1
        taker.take(where, tags, line)
    return taker.gathering.finish()


class _Taker:
    def __init__(self, report: Report) -> None:
        self.gathering = Gathering(["© OpenStreetMap contributors, ODbL 1.0"])
        self._report = report
        self._nodes: dict[tuple[float, float], int] = {}
        self._streets: dict[tuple[str, str], int] = {}

    def take(self, where: str, tags: Mapping[str, str], line: Line) -> None:
        """An address or a street; what is neither is none of ours."""
        if "addr:housenumber" in tags or "addr:street" in tags:
            self._address(where, tags, line)
        elif tags.get("highway") in _ROADS and len(line) > 1:
            self._road(where, tags, line)

    def _address(self, where: str, tags: Mapping[str, str], line: Line) -> None:
        street = plain_name(tags.get("addr:street", ""))
        said = tags.get("addr:housenumber", "").strip()
        told = _NUMBER.fullmatch(said)
        if not street:
            self._report.refuse(where, "addr:street: empty")
        elif told is None or not int(told[1]):
            self._report.refuse(where, f"addr:housenumber: {said!r} is no house number")
        else:
            lon = sum(place[0] for place in line) / len(line)
            lat = sum(place[1] for place in line) / len(line)
            barrio = plain_name(tags.get("addr:suburb", "") or tags.get("addr:city", ""))
            kind = StreetKind.AVENUE if street.startswith("Av") else StreetKind.STREET
            row = self._street(street, kind, suburb=barrio)
            self.gathering.place(
                PlaceKind.ADDRESS, lat, lon, name=street, number=int(told[1]), note=str(row),
                barrio=self.gathering.barrio(barrio, UNKNOWN_COMUNA) if barrio else NOWHERE,
            )  # fmt: skip

    def _road(self, where: str, tags: Mapping[str, str], line: Line) -> None:
        name = plain_name(tags.get("name", ""))
        if not name:
            self._report.refuse(where, "name: empty")
            return
        kind, road, kmh = _ROADS[tags["highway"]]
        also = [plain_name(tags[key]) for key in ("old_name", "alt_name", "short_name") if tags.get(key)]
        street = self._street(name, kind, also)
        way = tags.get("oneway", "no")
        if way == "-1":
            line = line[::-1]
        for a, b in pairwise(line):
            if a != b:
                self.gathering.stretch(
                    self._node(a), self._node(b), street, road, kmh,
                    one_way=way in ("yes", "true", "1", "-1"), length=length_m([a, b]),
                )  # fmt: skip

    def _street(self, name: str, kind: StreetKind, also: Sequence[str] = (), suburb: str = "") -> int:
        if (name, suburb) not in self._streets:
            self._streets[name, suburb] = self.gathering.street(name, kind, also)
        return self._streets[name, suburb]

    def _node(self, place: tuple[float, float]) -> int:
        key = round(place[0], 6), round(place[1], 6)
        if key not in self._nodes:
            self._nodes[key] = self.gathering.node(key[1], key[0])
        return self._nodes[key]


class _Geometry(msgspec.Struct):
    type: str
    coordinates: Any = None


class _Feature(msgspec.Struct):
    geometry: _Geometry | None = None
    properties: dict[str, Any] | None = None


class _Collection(msgspec.Struct):
    features: list[_Feature]


def _geojson(data: bytes, report: Report) -> Iterator[Thing]:
    try:
        features = msgspec.json.decode(data, type=_Collection).features
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise SourceError(f"GeoJSON: {error}") from error
    for number, feature in enumerate(features, 1):
        where = f"feature {number}"
        tags = {key: value for key, value in (feature.properties or {}).items() if isinstance(value, str)}
        try:
            yield where, tags, _line(feature.geometry)
        except (TypeError, ValueError, IndexError):
            report.rows += 1
            report.refuse(where, "geometry: neither a point nor a line of degrees")


def _line(geometry: _Geometry | None) -> Line:
    if geometry is None:
        raise ValueError
    coordinates = geometry.coordinates
    if geometry.type == "Polygon":
        coordinates = coordinates[0]
    pairs = [coordinates] if geometry.type == "Point" else coordinates
    if geometry.type not in ("Point", "LineString", "Polygon") or not 0 < len(pairs) <= MOST_POINTS:
        raise ValueError
    return [_place(float(pair[0]), float(pair[1])) for pair in pairs]


def _place(lon: float, lat: float) -> tuple[float, float]:
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise ValueError
    return lon, lat


def _xml(data: bytes, report: Report) -> Iterator[Thing]:
    try:
        root = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise SourceError(f"XML: {type(error).__name__}") from error
    except (ParseError, RecursionError) as error:
        raise SourceError(f"XML: {error}") from error
    places: dict[str, tuple[float, float]] = {}
    for node in root.iter("node"):
        where = f"node {node.get('id', '?')}"
        try:
            place = places[node.get("id", "")] = _place(
                float(node.get("lon", "")), float(node.get("lat", ""))
            )
        except ValueError:
            report.rows += 1
            report.refuse(where, "lat, lon: no degrees")
            continue
        tags = _tags(node)
        if tags:
            yield where, tags, [place]
    for way in root.iter("way"):
        where = f"way {way.get('id', '?')}"
        line = [places[ref] for nd in way.iter("nd") if (ref := nd.get("ref", "")) in places]
        tags = _tags(way)
        if not tags:
            continue
        if not line or len(line) > MOST_POINTS:
            report.rows += 1
            report.refuse(where, "nd: none of its nodes is in the file")
            continue
        yield where, tags, line


def _tags(element: Any) -> dict[str, str]:
    return {tag.get("k", ""): tag.get("v", "") for tag in element.iter("tag")}
