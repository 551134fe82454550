"""Which barrio a point lies in: all that is told of where a protected person is."""

from resources.city import City

Box = tuple[float, float, float, float]
Ring = tuple[tuple[float, float], ...]


class Barrios:
    """The city's 48 outlines, each behind its box."""

    def __init__(self, city: City) -> None:
        self._shapes: list[tuple[Box, Ring, str]] = [
            (_box(barrio.outline), barrio.outline, barrio.name) for barrio in city.barrios
        ]

    def name_at(self, lat: float, lon: float) -> str:
        """Return the barrio's name, or nothing outside the city (degrees)."""
        for (west, south, east, north), ring, name in self._shapes:
            if west <= lon <= east and south <= lat <= north and _inside(ring, lon, lat):
                return name
        return ""


def _box(ring: Ring) -> Box:
    lons, lats = [lon for lon, _ in ring], [lat for _, lat in ring]
    return min(lons), min(lats), max(lons), max(lats)


def _inside(ring: Ring, x: float, y: float) -> bool:
    """Count how often a ray to the east crosses the ring: odd is inside."""
    inside = False
    x1, y1 = ring[-1]
    for x2, y2 in ring:
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
        x1, y1 = x2, y2
    return inside
