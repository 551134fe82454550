"""The city's files as the login and the map want them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resources.city import City
from widgets.login_backdrop import CityLines

if TYPE_CHECKING:
    from widgets.live_map.shapes import CityShapes

MOTORWAYS = frozenset({"Av. General Paz"})
"""Drawn wider and over the avenues."""


def city_lines(city: City) -> CityLines:
    """Return what is drawn behind the login."""
    return CityLines(
        outline=city.outline,
        avenues=tuple(avenue.points for avenue in city.avenues),
        barrios=tuple(barrio.outline for barrio in city.barrios),
    )


def city_shapes(city: City) -> CityShapes:
    """Return what the map draws below everything that moves."""
    from widgets.live_map.shapes import Area, CityShapes, Road, line  # numpy: not before it is needed

    return CityShapes(
        outline=line(city.outline),
        barrios=tuple(Area.of(b.name, b.outline, b.centre) for b in city.barrios),
        roads=tuple(Road.of(a.name, a.points, a.name in MOTORWAYS) for a in city.avenues),
        water=tuple(Area.of(w.name, w.outline, w.label) for w in city.water),
    )
