"""The demo city's shape: outline, barrios, avenues, water and police stations, read from resources/demo_city.

Positions are (longitude, latitude) in degrees, WGS 84. Outlines are open rings: the last point is not the
first one again. Sources and licences: resources/demo_city/SOURCES.md.
"""

import msgspec

from resources.paths import path

Position = tuple[float, float]
"""Longitude and latitude, degrees."""


class Barrio(msgspec.Struct, frozen=True, kw_only=True):
    """One of the 48 neighbourhoods, with its comuna (1 to 15)."""

    name: str
    comuna: int
    centre: Position
    outline: tuple[Position, ...]


class Avenue(msgspec.Struct, frozen=True, kw_only=True):
    """A main street as a line of a few points."""

    name: str
    points: tuple[Position, ...]


class Station(msgspec.Struct, frozen=True, kw_only=True):
    """A police station: a public building."""

    name: str
    address: str
    barrio: str
    comuna: int
    position: Position


class Water(msgspec.Struct, frozen=True, kw_only=True):
    """A river, drawn under the city's land; `label` is where its name is written."""

    name: str
    label: Position
    outline: tuple[Position, ...]


class City(msgspec.Struct, frozen=True, kw_only=True):
    """What does not move: everything the map draws below the units."""

    outline: tuple[Position, ...]
    barrios: tuple[Barrio, ...]
    avenues: tuple[Avenue, ...]
    stations: tuple[Station, ...]
    water: tuple[Water, ...] = ()


class _Outline(msgspec.Struct):
    outline: tuple[Position, ...]


class _Barrios(msgspec.Struct):
    barrios: tuple[Barrio, ...]


class _Avenues(msgspec.Struct):
    avenues: tuple[Avenue, ...]


class _Stations(msgspec.Struct):
    stations: tuple[Station, ...]


class _Water(msgspec.Struct):
    water: tuple[Water, ...]


def load_city() -> City:
    """Read the demo city's files."""
    return City(
        outline=msgspec.json.decode(_read("outline.json"), type=_Outline).outline,
        barrios=msgspec.json.decode(_read("barrios.json"), type=_Barrios).barrios,
        avenues=msgspec.json.decode(_read("avenues.json"), type=_Avenues).avenues,
        stations=msgspec.json.decode(_read("stations.json"), type=_Stations).stations,
        water=msgspec.json.decode(_read("water.json"), type=_Water).water,
    )


def _read(name: str) -> bytes:
    return path("demo_city", name).read_bytes()
