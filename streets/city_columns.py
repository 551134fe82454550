"""The address columns of the city's street file: nomoficial, alt_izqini, alt_izqfin, alt_derini, alt_derfin.

Each row is one block; its line is well-known text in `wkt`, `geometry` or `geom` (longitude, latitude).
Left (izq) and right (der) are seen along the line, which runs as the numbers rise. Also read, when there:
nomanter (former name), tipo_c (CALLE, AVENIDA, PASAJE, AUTOPISTA), sentido (CRECIENTE, DECRECIENTE, DOBLE),
barrio, comuna.
"""

from __future__ import annotations

import csv
import io
import re
from itertools import pairwise
from math import cos, hypot, radians

from streets.gathering import METRES_PER_DEGREE, Gathering, Numbers
from streets.importing import Report, SourceError, whole_number
from streets.street_map import NOWHERE, RoadClass, StreetKind, StreetMap

NEEDED = ("nomoficial", "alt_izqini", "alt_izqfin", "alt_derini", "alt_derfin")
_LINES = ("wkt", "geometry", "geom", "the_geom")
_KINDS = {
    "AVENIDA": (StreetKind.AVENUE, RoadClass.AVENUE, 60.0),
    "PASAJE": (StreetKind.PASSAGE, RoadClass.PASSAGE, 30.0),
    "AUTOPISTA": (StreetKind.MOTORWAY, RoadClass.MOTORWAY, 100.0),
}
_STREET = (StreetKind.STREET, RoadClass.STREET, 40.0)
_WAYS = {"": 0, "DOBLE": 0, "CRECIENTE": 1, "DECRECIENTE": -1}
_WKT = re.compile(
    r"\s*(?:MULTILINESTRING\s*\(\s*\(([^()]*)\)\s*\)|LINESTRING\s*\(([^()]*)\))\s*", re.IGNORECASE
)
MOST_POINTS = 2000

Line = list[tuple[float, float]]


def import_city(data: bytes, report: Report) -> StreetMap:
    """Read the columns; raises SourceError when the file is none of these."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")  # as some of the city's files are
    if "\0" in text:
        raise SourceError("file: no text")
    first = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",")
    names = {name.strip().casefold(): name for name in reader.fieldnames or ()}
    missing = [name for name in NEEDED if name not in names]
    line_column = next((names[name] for name in _LINES if name in names), None)
    if missing or line_column is None:
        raise SourceError(f"column {missing[0] if missing else 'wkt or geometry'}: missing")
    rows = _Rows(report)
    try:
        for row in reader:
            report.rows += 1
            known = {key: (row.get(name) or "").strip() for key, name in names.items()}
            rows.take(f"line {reader.line_num}", known, row.get(line_column) or "")
    except csv.Error as error:
        raise SourceError(f"line {reader.line_num}: {error}") from error
    return rows.gathering.finish()


class _Rows:
    def __init__(self, report: Report) -> None:
        self.gathering = Gathering(["The city's street columns; see the terms of the source"])
        self._report = report
        self._nodes: dict[tuple[float, float], int] = {}
        self._streets: dict[str, int] = {}

    def take(self, where: str, row: dict[str, str], wkt: str) -> None:
        """One block of a street."""
        name = plain_name(row["nomoficial"])
        if not name:
            self._report.refuse(where, "nomoficial: empty")
            return
        try:
            line = read_line(wkt)
        except ValueError as error:
            self._report.refuse(where, str(error))
            return
        way = _WAYS.get(row.get("sentido", "").upper())
        if way is None:
            self._report.refuse(where, f"sentido: {row['sentido']!r} is not known")
            return
        numbers = self._numbers(where, row)
        kind, road, kmh = _KINDS.get(row.get("tipo_c", "").upper(), _STREET)
        street = self._streets.get(name)
        if street is None:
            former = plain_name(row.get("nomanter", ""))
            also = [former] if former and former != name else []
            street = self._streets[name] = self.gathering.street(name, kind, also)
        start, end = self._node(line[0]), self._node(line[-1])
        if way < 0:
            start, end, numbers = end, start, numbers.turned()
        barrio = self._barrio(where, row)
        self.gathering.stretch(
            start, end, street, road, kmh,
            barrio=barrio, numbers=numbers, one_way=way != 0, length=length_m(line),
        )  # fmt: skip

    def _numbers(self, where: str, row: dict[str, str]) -> Numbers:
        """Both sides; a side whose numbers cannot be has none."""
        sides = [self._side(where, row, side) for side in ("izq", "der")]
        left, right = sides
        if left[0] and right[0] and left[0] % 2 == right[0] % 2:
            even = "even" if left[0] % 2 == 0 else "odd"
            self._report.trouble(where, f"alt_izqini, alt_derini: both {even}; no numbers taken")
            return Numbers()
        return Numbers(*left, *right)

    def _side(self, where: str, row: dict[str, str], side: str) -> tuple[int, int]:
        first_name, last_name = f"alt_{side}ini", f"alt_{side}fin"
        try:
            first, last = whole_number(row[first_name]), whole_number(row[last_name])
        except ValueError as error:
            self._report.trouble(where, f"{first_name}, {last_name}: {error}; no numbers taken")
            return 0, 0
        if first is None and last is None:
            return 0, 0
        if first is None or last is None:
            empty = first_name if first is None else last_name
            self._report.trouble(where, f"{empty}: empty, the other is not; no numbers taken")
            return 0, 0
        if first > last:
            self._report.trouble(
                where, f"{first_name}: {first} is beyond {last_name}: {last}; no numbers taken"
            )
            return 0, 0
        if first % 2 != last % 2:
            self._report.trouble(
                where, f"{first_name}, {last_name}: {first} is not odd or even as {last}; no numbers taken"
            )
            return 0, 0
        return first, last

    def _barrio(self, where: str, row: dict[str, str]) -> int:
        name, comuna = plain_name(row.get("barrio", "")), row.get("comuna", "").strip().removesuffix(".0")
        if not name or name.upper() == "NULL":
            return NOWHERE
        if comuna and not (comuna.isdigit() and 1 <= int(comuna) <= 15):
            self._report.trouble(where, f"comuna: {comuna!r}, from 1 to 15; no barrio taken")
            return NOWHERE
        return self.gathering.barrio(name, int(comuna or 0)) if comuna else NOWHERE

    def _node(self, place: tuple[float, float]) -> int:
        key = round(place[0], 6), round(place[1], 6)
        if key not in self._nodes:
            self._nodes[key] = self.gathering.node(key[1], key[0])
        return self._nodes[key]


def read_line(wkt: str) -> Line:
    """Longitudes and latitudes of a line; raises ValueError that names what is wrong."""
    told = _WKT.fullmatch(wkt)
    if told is None:
        raise ValueError("geometry: no LINESTRING, nor a MULTILINESTRING of one part")
    line: Line = []
    for pair in (told[1] or told[2]).split(","):
        try:
            lon, lat = (float(part) for part in pair.split())
        except ValueError:
            raise ValueError(f"geometry: {pair.strip()!r} is no longitude and latitude") from None
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            raise ValueError(f"geometry: {pair.strip()!r} is not on Earth (WGS 84 degrees are wanted)")
        line.append((lon, lat))
        if len(line) > MOST_POINTS:
            raise ValueError(f"geometry: at most {MOST_POINTS} points")
    if len(line) < 2 or line[0] == line[-1]:
        raise ValueError("geometry: a line has two ends")
    return line


def length_m(line: Line) -> float:
    """Length along a line."""
    wide = cos(radians(line[0][1]))
    return METRES_PER_DEGREE * sum(hypot((b[0] - a[0]) * wide, b[1] - a[1]) for a, b in pairwise(line))


def plain_name(text: str) -> str:
    """A name without what cannot be seen, 120 letters at most."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:120]
