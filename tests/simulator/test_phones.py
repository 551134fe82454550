"""Phones of the simulated city say what real ones say, and keep what nobody heard."""

import itertools
import os
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest

from backend.intake.phones import from_json, from_query
from domain.clock import SECOND
from simulator.city import CityAtPlay
from simulator.driving import Kind, Vehicle
from simulator.phones import KEPT, PERIOD_S, Fleet, Phone, Report, document, query

NOW = 1_795_000_000 * SECOND + 123_456
REPORT = Report(-34.6021, -58.3737, NOW, 9.5, 274.3, 6.2, 0.81)
ID = "k7m2q9x4w1z8b5n3v6c0d2f4g1"


def phone(city: CityAtPlay, number: int = 1, kind: Kind = Kind.CAR) -> Phone:
    rng = Random(number)
    spot = city.spot(rng)
    vehicle = Vehicle(city.streets, kind, city.ground.flat(spot.lon, spot.lat), rng)
    return Phone(f"{ID}{number}", f"M 1-{number:03d}", vehicle, city.ground, rng)


def names_in(value: Any, where: str = "") -> Iterator[str]:
    """The names in a JSON document, with those around them."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield f"{where}{name}"
            yield from names_in(inner, f"{where}{name}.")


def test_the_server_reads_from_a_query_what_the_phone_meant() -> None:
    parameters = {name: values[0] for name, values in parse_qs(query(ID, REPORT)).items()}
    read = from_query(parameters, NOW + SECOND)
    assert (read.device, read.fix.lat, read.fix.lon) == (ID, -34.6021, -58.3737)
    assert read.fix.speed == pytest.approx(9.5 * 3.6, abs=0.05)
    assert (read.fix.course, read.fix.accuracy) == (274.3, 6.2)
    assert abs(read.fix.device_time - NOW) < 1000


def test_the_server_reads_from_json_what_the_phone_meant() -> None:
    one, two = from_json(
        msgspec.json.encode([document(ID, REPORT), document("other" * 5, REPORT)]), NOW + SECOND
    )
    assert (one.device, two.device) == (ID, "other" * 5)
    assert one.fix == two.fix
    assert (one.fix.lat, one.fix.lon, one.fix.course, one.fix.accuracy) == (-34.6021, -58.3737, 274.3, 6.2)
    assert one.fix.speed == pytest.approx(9.5 * 3.6)
    assert abs(one.fix.device_time - NOW) < 1000


def test_the_query_is_spelt_as_the_protocol_spells_it() -> None:
    assert query("abc", REPORT) == (
        "id=abc&lat=-34.6021&lon=-58.3737&timestamp=1795000000123&speed=18.47&bearing=274.3"
        "&altitude=20.0&accuracy=6.2&batt=81"
    )


def test_our_words_are_those_of_real_phones() -> None:
    folder = os.environ.get("ATALAYA_DATA")
    if not folder:
        pytest.skip("ATALAYA_DATA is not set: no samples of real phones")
    lines = (Path(folder) / "phones" / "osmand.txt").read_text("utf-8").splitlines()
    known = {name for line in lines if line.startswith("/?") for name in parse_qs(urlsplit(line).query)}
    # `accuracy` is OsmAnd's own word, newer than the samples, which say hacc.
    assert set(parse_qs(query(ID, REPORT))) - {"accuracy"} <= known
    shapes = {name for line in lines if line.startswith("{") for name in names_in(msgspec.json.decode(line))}
    assert set(names_in(document(ID, REPORT))) <= shapes


def test_a_phone_reports_every_five_seconds_from_a_street_in_the_city(city: CityAtPlay) -> None:
    carried = phone(city)
    for turn in range(240):
        carried.take(turn * PERIOD_S, NOW + round(turn * PERIOD_S) * SECOND)
    reports = list(carried.kept)
    assert [b.at - a.at for a, b in itertools.pairwise(reports)] == [5 * SECOND] * 239
    west, east = min(p[0] for p in city.outline), max(p[0] for p in city.outline)
    for report in reports:
        x, _ = city.ground.flat(report.lon, report.lat)
        assert west - 50.0 < x < east + 50.0
        assert 0.0 <= report.speed <= 60.0 / 3.6 + 0.01
        assert 0.0 <= report.course < 360.0
        assert 3.0 <= report.accuracy <= 9.0
        assert 0.0 < report.battery <= 1.0
    assert len({(report.lat, report.lon) for report in reports}) > 200


def test_a_phone_keeps_an_hour_and_counts_what_it_lost(city: CityAtPlay) -> None:
    carried = phone(city)
    for turn in range(KEPT + 7):
        carried.take(turn * PERIOD_S, NOW + turn)
    assert len(carried.kept) == KEPT == 3600 / PERIOD_S
    assert carried.lost == 7
    assert carried.kept[0].at == NOW + 7


def test_a_silent_phone_reports_nothing_and_then_from_where_it_went(city: CityAtPlay) -> None:
    carried = phone(city)
    carried.take(0.0, NOW)
    carried.silent_until = 60.0
    for turn in range(1, 20):
        carried.take(turn * PERIOD_S, NOW + turn * 5 * SECOND)
    assert [(report.at - NOW) // SECOND for report in carried.kept] == [0, *range(60, 96, 5)]


def test_the_fleet_takes_turns_evenly_and_loses_the_turns_it_missed(city: CityAtPlay) -> None:
    phones = [phone(city, number) for number in range(20)]
    fleet = Fleet(phones, 100.0)
    counts = [len(fleet.due(100.0 + tick * 0.25)) for tick in range(41)]
    assert sum(counts[:20]) == 20
    assert sum(counts[20:40]) == 20
    assert max(counts) == 1
    # After a pause of a minute each phone has its turn once, not twelve times.
    assert sorted(p.unit for p in fleet.due(170.0)) == sorted(p.unit for p in phones)
    assert fleet.due(170.0) == []
    assert len(fleet.due(175.0)) == 20


def test_the_same_seed_reports_the_same(city: CityAtPlay) -> None:
    def day(number: int) -> list[Report]:
        carried = phone(city, number, Kind.AMBULANCE)
        for turn in range(50):
            carried.take(turn * PERIOD_S, NOW + turn)
        return list(carried.kept)

    assert day(3) == day(3)
    assert day(3) != day(4)
