"""In which barrio a place lies."""

from __future__ import annotations

from resources.city import Barrio

Ring = tuple[tuple[float, float], ...]


class Barrios:
    """Finds the barrio of a point; a box is asked before its outline."""

    def __init__(self, barrios: tuple[Barrio, ...]) -> None:
        self._boxes = [
            (
                min(lon for lon, _ in barrio.outline),
                min(lat for _, lat in barrio.outline),
                max(lon for lon, _ in barrio.outline),
                max(lat for _, lat in barrio.outline),
                barrio.outline,
                barrio.name,
            )
            for barrio in barrios
        ]

    def name(self, lat: float, lon: float) -> str:
        """Return the barrio's name, or an empty text outside the city."""
        for west, south, east, north, outline, name in self._boxes:
            if west <= lon <= east and south <= lat <= north and _holds(outline, lat, lon):
                return name
        return ""


def _holds(ring: Ring, lat: float, lon: float) -> bool:
    """Even-odd rule on degrees: outlines are small enough to be flat."""
    inside = False
    before_lon, before_lat = ring[-1]
    for here_lon, here_lat in ring:
        if (here_lat > lat) != (before_lat > lat):
            crossing = here_lon + (lat - here_lat) / (before_lat - here_lat) * (before_lon - here_lon)
            if lon < crossing:
                inside = not inside
        before_lon, before_lat = here_lon, here_lat
    return inside
