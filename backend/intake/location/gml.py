"""The shapes of GML PIDF-LO (RFC 5491, OGC 06-142r1), and of the older form of RFC 4119, as `AreaShape`."""

import re
from collections.abc import Callable
from math import isfinite, pi
from xml.etree.ElementTree import Element

from backend.intake.location.trees import BadLocation, child, local, text_of, within
from domain.shape import AreaShape, Corner, ShapeKind

FLAT = ("", "4326")
SOLID = "4979"
METRE, DEGREE, RADIAN = "9001", "9102", "9101"
MOST_CORNERS = 64
LONGEST_M = 100_000.0
_DMS = re.compile(r"(\d{1,3})(?::(\d{1,2})(?::(\d{1,2}(?:\.\d+)?))?)?([NSEW])", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,12}(?:\.\d{0,18})?(?:[eE][+-]?\d{1,2})?\Z", re.ASCII)


def shape_of(element: Element) -> AreaShape:
    """Return the shape of one GML element. Raises `BadLocation` naming the field and the limit."""
    reader = READERS.get(local(element))
    if reader is None:
        raise BadLocation(f"shape: {local(element)[:40]} is not one of RFC 5491")
    return reader(element)


def _point(element: Element) -> AreaShape:
    centre, altitude = _centre(element)
    return AreaShape(kind=ShapeKind.POINT, centre=centre, altitude=altitude)


def _circle(element: Element) -> AreaShape:
    centre, altitude = _centre(element)
    return AreaShape(
        kind=ShapeKind.CIRCLE, centre=centre, altitude=altitude, radius=_length(element, "radius")
    )


def _sphere(element: Element) -> AreaShape:
    centre, altitude = _centre(element)
    return AreaShape(
        kind=ShapeKind.SPHERE, centre=centre, altitude=altitude, radius=_length(element, "radius")
    )


def _ellipse(element: Element) -> AreaShape:
    centre, altitude = _centre(element)
    return AreaShape(
        kind=ShapeKind.ELLIPSE, centre=centre, altitude=altitude,
        semi_major=_length(element, "semiMajorAxis"), semi_minor=_length(element, "semiMinorAxis"),
        orientation=_angle(element, "orientation"),
    )  # fmt: skip


def _ellipsoid(element: Element) -> AreaShape:
    centre, altitude = _centre(element)
    return AreaShape(
        kind=ShapeKind.ELLIPSOID, centre=centre, altitude=altitude,
        semi_major=_length(element, "semiMajorAxis"), semi_minor=_length(element, "semiMinorAxis"),
        height=_length(element, "verticalAxis"), orientation=_angle(element, "orientation"),
    )  # fmt: skip


def _arc_band(element: Element) -> AreaShape:
    centre, altitude = _centre(element)
    inner, outer = _length(element, "innerRadius"), _length(element, "outerRadius")
    if inner > outer:
        raise BadLocation("innerRadius: at most the outerRadius")
    return AreaShape(
        kind=ShapeKind.ARC_BAND, centre=centre, altitude=altitude, inner=inner, radius=outer,
        start=_angle(element, "startAngle"), opening=_angle(element, "openingAngle"),
    )  # fmt: skip


def _polygon(element: Element) -> AreaShape:
    corners, altitude = _ring(element)
    return AreaShape(kind=ShapeKind.POLYGON, corners=corners, altitude=altitude)


def _prism(element: Element) -> AreaShape:
    corners, altitude = _ring(element)
    return AreaShape(
        kind=ShapeKind.PRISM, corners=corners, altitude=altitude, height=_length(element, "height")
    )


READERS: dict[str, Callable[[Element], AreaShape]] = {
    "Point": _point,
    "Circle": _circle,
    "Sphere": _sphere,
    "Ellipse": _ellipse,
    "Ellipsoid": _ellipsoid,
    "ArcBand": _arc_band,
    "Polygon": _polygon,
    "Prism": _prism,
}


def _ring(element: Element) -> tuple[tuple[Corner, ...], float | None]:
    ring = next(within(element, "LinearRing"), None)
    if ring is None:
        raise BadLocation("polygon: has no LinearRing")
    system = _system(element)
    listed = child(ring, "posList")
    if listed is not None:
        numbers = [_number("posList", word) for word in (listed.text or "").split()[: 3 * MOST_CORNERS + 4]]
        width = 3 if system == SOLID or listed.get("srsDimension") == "3" else 2
        rows = [numbers[i : i + width] for i in range(0, len(numbers), width)]
    else:
        rows = [
            [_number("pos", word) for word in (one.text or "").split()]
            for one in within(ring, "pos")
        ]  # fmt: skip
    if any(len(row) not in (2, 3) for row in rows):
        raise BadLocation("polygon: each corner has latitude and longitude")
    corners = [_corner(row[0], row[1]) for row in rows]
    if len(corners) > 1 and corners[0] == corners[-1]:
        corners.pop()
    if not 3 <= len(corners) <= MOST_CORNERS:
        raise BadLocation(f"polygon: from 3 to {MOST_CORNERS} corners")
    heights = [row[2] for row in rows if len(row) == 3]
    return tuple(corners), min(heights) if heights else None


def _centre(element: Element) -> tuple[Corner, float | None]:
    _system(element)
    pos = next(within(element, "pos"), None)
    if pos is not None:
        row = [_number("pos", word) for word in (pos.text or "").split()]
    else:
        row = _coordinates(next(within(element, "coordinates"), None))
    if len(row) not in (2, 3):
        raise BadLocation("pos: latitude and longitude, and a height at most")
    return _corner(row[0], row[1]), row[2] if len(row) == 3 else None


def _coordinates(element: Element | None) -> list[float]:
    """The older form: decimal degrees, or degrees:minutes:seconds with N, S, E, W."""
    words = text_of(element).replace(",", " ").split()
    if not words:
        raise BadLocation("pos: missing")
    row = []
    for word in words[:3]:
        dms = _DMS.fullmatch(word)
        if dms is None:
            row.append(_number("coordinates", word))
            continue
        degrees = int(dms[1]) + int(dms[2] or 0) / 60 + float(dms[3] or 0) / 3600
        row.append(-degrees if dms[4] in "SW" else degrees)
    return row


def _corner(lat: float, lon: float) -> Corner:
    if not -90 <= lat <= 90:
        raise BadLocation("latitude: from -90 to 90")
    if not -180 <= lon <= 180:
        raise BadLocation("longitude: from -180 to 180")
    return lat, lon


def _system(element: Element) -> str:
    """The reference system: WGS 84, flat (EPSG 4326) or with height (4979); anything else is refused."""
    name = element.get("srsName", "")
    code = name.rpartition(":")[2]
    if code not in (*FLAT, SOLID):
        raise BadLocation("srsName: EPSG 4326 or 4979")
    return code


def _length(element: Element, name: str) -> float:
    """Metres."""
    found = child(element, name)
    value = _measure(found, name)
    if _unit(found, METRE, name) != METRE:
        raise BadLocation(f"{name}: in metres (EPSG 9001)")
    if not 0 <= value <= LONGEST_M:
        raise BadLocation(f"{name}: from 0 to {LONGEST_M:.0f} m")
    return value


def _angle(element: Element, name: str) -> float:
    """Degrees, 0 to 360; radians are turned into degrees."""
    found = child(element, name)
    value = _measure(found, name)
    unit = _unit(found, DEGREE, name)
    if unit == RADIAN:
        value = value * 180 / pi
    elif unit != DEGREE:
        raise BadLocation(f"{name}: in degrees (EPSG 9102) or radians (9101)")
    return value if 0 <= value <= 360 else value % 360


def _measure(element: Element | None, name: str) -> float:
    if element is None:
        raise BadLocation(f"{name}: missing")
    return _number(name, text_of(element))


def _unit(element: Element | None, usual: str, name: str) -> str:
    unit = element.get("uom", "") if element is not None else ""
    return unit.rpartition(":")[2] or usual


def _number(name: str, text: str) -> float:
    if not _NUMBER.match(text) or not isfinite(float(text)):
        raise BadLocation(f"{name}: not a number")
    return float(text)
