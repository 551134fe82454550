"""What a shape comes down to where one point is wanted: its middle, and how far from it the caller may be."""

from math import radians, sin

from domain.geo import distance_m, moved
from domain.place import Position
from domain.shape import AreaShape, Corner, ShapeKind


def middle(shape: AreaShape) -> tuple[Position, float | None] | None:
    """Return (point, metres around it that hold the whole shape); None where there is no point at all.

    The metres are None when nothing is said of the uncertainty: a bare point is not an exact one.
    """
    if shape.kind in (ShapeKind.POLYGON, ShapeKind.PRISM):
        return _of_corners(shape.corners)
    if shape.centre is None:
        return None
    lat, lon = shape.centre
    if shape.kind is ShapeKind.ARC_BAND:
        return _of_band(shape)
    radius = shape.radius
    if shape.semi_major is not None:
        radius = max(shape.semi_major, shape.semi_minor or 0.0)
    return Position(lat=lat, lon=lon), radius


def _of_corners(corners: tuple[Corner, ...]) -> tuple[Position, float]:
    """The centre of area, on a plane that is flat enough for what a network calls a place."""
    lat0, lon0 = corners[0]
    rows = [(lon - lon0, lat - lat0) for lat, lon in corners]
    area = east = north = 0.0
    for (x1, y1), (x2, y2) in zip(rows, (*rows[1:], rows[0]), strict=True):
        cross = x1 * y2 - x2 * y1
        area += cross
        east += (x1 + x2) * cross
        north += (y1 + y2) * cross
    if abs(area) < 1e-15:  # all on one line
        east = sum(x for x, _ in rows) / len(rows)
        north = sum(y for _, y in rows) / len(rows)
    else:
        east, north = east / (3 * area), north / (3 * area)
    lat, lon = lat0 + north, lon0 + east
    return Position(lat=lat, lon=lon), max(distance_m(lat, lon, *corner) for corner in corners)


def _of_band(shape: AreaShape) -> tuple[Position, float]:
    """The middle of the band; RFC 5491 counts the angles clockwise from north."""
    assert shape.centre is not None, "asked by the caller"
    inner, outer = shape.inner or 0.0, shape.radius or 0.0
    opening = shape.opening if shape.opening is not None else 360.0
    bearing = (shape.start or 0.0) + opening / 2
    lat, lon = shape.centre
    if opening >= 180:
        return Position(lat=lat, lon=lon), outer
    there = moved(lat, lon, bearing % 360, (inner + outer) / 2)
    half = opening / 2
    corners = [moved(lat, lon, (bearing + turn) % 360, r) for turn in (-half, half) for r in (inner, outer)]
    bulge = outer - (inner + outer) / 2
    farthest = max(bulge, *(distance_m(*there, *corner) for corner in corners))
    # Between the corners the outer arc bulges; its sagitta is within the bulge counted above.
    return Position(lat=there[0], lon=there[1]), max(farthest, outer * sin(radians(half)) if half else bulge)
