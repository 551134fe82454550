"""The demo city's files say what SOURCES.md says they say."""

import json

from resources.city import City, load_city
from resources.paths import path


def _inside(point: tuple[float, float], ring: tuple[tuple[float, float], ...]) -> bool:
    x, y = point
    odd = False
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
            odd = not odd
    return odd


def test_the_city_has_48_barrios_in_15_comunas_and_49_stations() -> None:
    city = load_city()
    assert len(city.barrios) == len({barrio.name for barrio in city.barrios}) == 48
    assert {barrio.comuna for barrio in city.barrios} == set(range(1, 16))
    assert len(city.stations) == 49
    assert len(city.avenues) == 25


def test_every_barrio_and_every_station_lies_inside_the_city() -> None:
    city: City = load_city()
    for barrio in city.barrios:
        assert _inside(barrio.centre, barrio.outline), barrio.name
        assert _inside(barrio.centre, city.outline), barrio.name
    for station in city.stations:
        assert _inside(station.position, city.outline), station.name


def test_a_station_names_a_barrio_of_the_city() -> None:
    city = load_city()
    comuna_of = {barrio.name: barrio.comuna for barrio in city.barrios}
    for station in city.stations:
        assert comuna_of[station.barrio] == station.comuna, station.name


def test_what_comes_from_openstreetmap_lies_in_a_file_of_its_own_with_its_licence() -> None:
    files = {file.name: file.read_text("utf-8") for file in path("demo_city").glob("*.json")}
    from_osm = {name for name, text in files.items() if "OpenStreetMap" in text}
    assert from_osm == {"avenues.json"}
    document = json.loads(files["avenues.json"])
    assert set(document) == {"source", "licence", "avenues"}
    assert "ODbL" in document["licence"]
    assert "ODbL 1.0" in path("demo_city", "SOURCES.md").read_text("utf-8")
