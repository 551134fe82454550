"""Where a caller is, as networks say it: the shapes of GML PIDF-LO (RFC 5491), with their uncertainty.

Positions are degrees WGS 84, lengths metres, angles degrees clockwise from north.
"""

from enum import StrEnum
from typing import Annotated

import msgspec

from domain.words import Address, Code, Metres

Corner = tuple[Annotated[float, msgspec.Meta(ge=-90, le=90)], Annotated[float, msgspec.Meta(ge=-180, le=180)]]
"""Latitude and longitude, degrees."""
Angle = Annotated[float, msgspec.Meta(ge=0, le=360)]


class ShapeKind(StrEnum):
    """The shapes of RFC 5491, and a civic address alone."""

    POINT = "point"
    CIRCLE = "circle"
    ELLIPSE = "ellipse"
    ARC_BAND = "arc_band"
    POLYGON = "polygon"
    PRISM = "prism"
    SPHERE = "sphere"
    ELLIPSOID = "ellipsoid"
    CIVIC = "civic"


class AreaShape(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One location. What a shape does not have is None or empty; `corners` are a polygon's, open.

    `confidence`: per cent that the caller is inside (RFC 7459), None = not said. `civic`: parts of the
    address by their RFC 4119 / 5139 names.
    """

    kind: ShapeKind
    centre: Corner | None = None
    radius: Metres | None = None
    inner: Metres | None = None
    """Arc band: the inner radius, and `radius` the outer."""
    start: Angle | None = None
    opening: Angle | None = None
    semi_major: Metres | None = None
    semi_minor: Metres | None = None
    orientation: Angle | None = None
    corners: Annotated[tuple[Corner, ...], msgspec.Meta(max_length=64)] = ()
    altitude: float | None = None
    height: Metres | None = None
    confidence: Annotated[float, msgspec.Meta(ge=0, le=100)] | None = None
    method: Code | None = None
    civic: Annotated[dict[Code, Address], msgspec.Meta(max_length=40)] = {}
    by_reference: bool = False
