"""Positions and places."""

import msgspec

from domain.words import Address, Latitude, Longitude, Name


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """A point on the earth, in degrees WGS84."""

    lat: Latitude
    lon: Longitude


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where something is, as people say it and, when known, as a point."""

    address: Address = ""
    barrio: Name = ""
    position: Position | None = None
