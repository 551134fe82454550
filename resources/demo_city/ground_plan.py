"""What the generator hands over: plain rows, told by number, in degrees and metres."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import nan
from typing import NamedTuple


class PlannedStreet(NamedTuple):
    """A named thing; kind: street, avenue, motorway, bridge. `also`: former and other names."""

    name: str
    kind: str
    also: tuple[str, ...] = ()


class PlannedStretch(NamedTuple):
    """What lies between two nodes; `odd` and `even` rise from start to end. `road`: a kind, or ramp."""

    start: int
    end: int
    street: int
    road: str
    kmh: float
    barrio: tuple[str, int]
    odd: tuple[int, int] = (0, 0)
    even: tuple[int, int] = (0, 0)
    one_way: bool = False
    against: bool = False
    """Driven one way, and that as the numbers fall: from `end` to `start`."""
    km: tuple[float, float] = (nan, nan)
    towards: str = ""


class PlannedSpot(NamedTuple):
    """Settlement, manzana, casa, station, mouth, platform or landmark; `parent` is a spot's number or -1."""

    kind: str
    lon: float
    lat: float
    name: str = ""
    parent: int = -1
    number: int = 0
    barrio: tuple[str, int] = ("", 0)
    note: str = ""
    also: tuple[str, ...] = ()


@dataclass
class GroundPlan:
    """A whole city."""

    nodes: list[tuple[float, float]] = field(default_factory=list)  # longitude, latitude
    streets: list[PlannedStreet] = field(default_factory=list)
    stretches: list[PlannedStretch] = field(default_factory=list)
    spots: list[PlannedSpot] = field(default_factory=list)
