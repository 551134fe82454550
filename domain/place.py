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

    @property
    def whole(self) -> str:
        """The address with its barrio, once: one that a person chose among namesakes has it already."""
        if not self.barrio or self.address.endswith(self.barrio):
            return self.address
        return f"{self.address}, {self.barrio}" if self.address else self.barrio
