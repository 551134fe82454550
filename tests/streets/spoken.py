"""The two hundred spoken addresses, and what it means to find one."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from streets.geocoder import Answer, Found
from streets.ground import metres

FILE = Path(__file__).with_name("spoken_addresses.tsv")
NEAR_M = 80.0
"""A place this near to the right one is the right one, metres."""


class Spoken(NamedTuple):
    """One address as said, and the place that is meant; no title = there is no such place."""

    kind: str
    marks: frozenset[str]
    said: str
    title: str
    barrios: frozenset[str]
    lat: float
    lon: float

    @property
    def missing(self) -> bool:
        """Nothing may come out."""
        return not self.title

    def is_meant(self, found: Found) -> bool:
        """Whether this is the place: its name, its barrio, and where it lies."""
        if not found.exact or found.title != self.title or found.barrio not in self.barrios:
            return False
        return found.lat is not None and found.lon is not None and self._near(found.lat, found.lon)

    def _near(self, lat: float, lon: float) -> bool:
        return metres(lat, lon, self.lat, self.lon) <= NEAR_M

    def is_right(self, answer: Answer) -> bool:
        """The first is the right one; of namesakes, the choice appears with the right one in it."""
        if self.missing:
            return not answer.found
        if "namesake" in self.marks:
            return answer.namesakes > 1 and any(map(self.is_meant, answer.found[: answer.namesakes]))
        return bool(answer.found) and self.is_meant(answer.found[0])


def spoken_addresses() -> list[Spoken]:
    """All of them, in the file's order."""
    rows: list[Spoken] = []
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        kind, marks, said, title, barrios, lat, lon = line.split("\t")
        missing = title == "-"
        rows.append(
            Spoken(
                kind,
                frozenset(marks.split(",")) - {""},
                said,
                "" if missing else title,
                frozenset(barrios.split("|")),
                0.0 if missing else float(lat),
                0.0 if missing else float(lon),
            )
        )
    return rows
