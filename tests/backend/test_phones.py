"""What phones say: real sample lines are understood, nonsense is named by field."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from backend.intake.phones import BadFix, Report, from_json, from_query
from domain.clock import SECOND
from domain.positions_frame import decode
from domain.wire import Watch
from tests.plugins.backend import Running

NOW = 1_795_000_000 * SECOND

OWN_LINES = [
    "/?id=abc123&lat=-34.6037&lon=-58.3816&timestamp=1794999990&speed=10.0&bearing=90.0&hacc=5",
    "/?deviceid=abc123&lat=-34.6037&lon=-58.3816&timestamp=1794999990000",
    "/?id=abc123&location=-34.6037,-58.3816&timestamp=2026-11-18T12:39:50Z",
    "/?id=abc123&lat=-34.6037&lon=-58.3816&timestamp=2026-11-18+12%3A39%3A50",
    '{"location":{"timestamp":"2026-11-18T12:39:50.000Z","coords":{"latitude":-34.6037,'
    '"longitude":-58.3816,"accuracy":5,"speed":-1,"heading":-1}},"device_id":"abc123"}',
]


def read(line: str) -> list[Report]:
    if line.startswith(("{", "[")):
        return from_json(line.encode(), NOW)
    return [from_query(dict(parse_qsl(urlsplit(line).query)), NOW)]


@pytest.mark.parametrize("line", OWN_LINES)
def test_every_form_of_a_fix_is_understood(line: str) -> None:
    (report,) = read(line)
    assert report.device == "abc123"
    assert (report.fix.lat, report.fix.lon) == (-34.6037, -58.3816)
    assert report.fix.device_time // SECOND == 1_794_999_990 or "2026" in line


def test_speed_is_in_knots_in_a_query_and_in_metres_a_second_in_json() -> None:
    (query,) = read("/?id=a&lat=1&lon=2&speed=10")
    assert query.fix.speed == pytest.approx(18.52)
    (json,) = read('{"device_id":"a","location":{"coords":{"latitude":1,"longitude":2,"speed":10}}}')
    assert json.fix.speed == pytest.approx(36.0)


def test_many_fixes_in_one_request() -> None:
    one = '{"device_id":"a","location":{"coords":{"latitude":1,"longitude":2}}}'
    assert len(from_json(f"[{one},{one}]".encode(), NOW)) == 2
    with pytest.raises(BadFix, match="at most 500 fixes"):
        from_json(f"[{','.join([one] * 501)}]".encode(), NOW)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("/?id=a&lat=91&lon=0", "latitude: from -90 to 90"),
        ("/?id=a&lat=nan&lon=0", "lat: not a finite number"),
        ("/?id=a&lat=1e999&lon=0", "lat: not a finite number"),
        ("/?id=a&lat=0&lon=181", "longitude: from -180 to 180"),
        ("/?id=a&lon=0", "latitude: from -90 to 90"),
        ("/?lat=0&lon=0", "id: from 1 to 64 characters"),
        (f"/?id={'x' * 65}&lat=0&lon=0", "id: from 1 to 64 characters"),
        ("/?id=a&lat=0&lon=0&timestamp=tomorrow", "timestamp: neither seconds"),
        ("/?id=a&lat=0&lon=0&timestamp=5", "timestamp: before 2010"),
        (f"/?id=a&lat={'9' * 5000}&lon=0", "lat: not a number"),
        ("/?id=a&lat=0&lon=0&speed=-4", "speed: from 0 to 2000 km/h"),
        ('{"device_id":"a","location":{"coords":{"latitude":true,"longitude":0}}}', "latitude: not a number"),
        ('{"device_id":"a","location":5}', "location: missing"),
        ("[" * 100_000, "message: nested too deep"),
    ],
)
def test_nonsense_is_named_by_field(line: str, what: str) -> None:
    with pytest.raises(BadFix, match=what) as bad:
        read(line)
    assert "\n" not in str(bad.value)


def test_lines_seen_in_the_field_are_understood() -> None:
    folder = os.environ.get("ATALAYA_DATA")
    if folder is None or not Path(folder, "phones", "osmand.txt").exists():
        pytest.skip("ATALAYA_DATA names no folder with phones/osmand.txt")
    lines = Path(folder, "phones", "osmand.txt").read_text().splitlines()
    complaints = [complaint for line in lines if (complaint := complaint_about(line))]
    assert len(lines) - len(complaints) >= 12
    # Some lines carry only cells and networks, or no device: those are refused by name.
    assert all(text.startswith(("latitude", "id", "timestamp")) for text in complaints)


def complaint_about(line: str) -> str:
    try:
        read(line)
    except BadFix as bad:
        return str(bad)
    return ""


async def test_an_issued_phone_moves_its_unit_and_another_is_refused(backend: Running) -> None:
    desk = await backend.desk()
    await desk.say(Watch(south=-34.8, west=-58.6, north=-34.5, east=-58.3))
    phone = backend.demo.sources.phones[0]
    url = f"{backend.url}/intake/phones"
    answer = await backend.http.get(url, params={"id": phone.id, "lat": "-34.60", "lon": "-58.40"})
    assert answer.status == 200
    _, _, fixes = decode(await desk.positions())
    unit = next(unit for unit in desk.snapshot.units if unit.index == fixes[0].index)
    assert unit.call_sign == phone.unit
    stranger = await backend.http.get(url, params={"id": "nobody", "lat": "-34.60", "lon": "-58.40"})
    assert (stranger.status, await stranger.json()) == (403, {"code": "phone.not_issued"})
    health = await (await backend.http.get(f"{backend.url}/health")).json()
    assert health["fixes"]["not_issued"] == 1


async def test_a_desk_is_not_sent_what_its_map_does_not_show(backend: Running) -> None:
    desk = await backend.desk()
    await desk.say(Watch(south=-34.61, west=-58.41, north=-34.60, east=-58.40))
    url = f"{backend.url}/intake/phones"
    far, near = backend.demo.sources.phones[0], backend.demo.sources.phones[1]
    await backend.http.get(url, params={"id": far.id, "lat": "-34.68", "lon": "-58.48"})
    await backend.http.get(url, params={"id": near.id, "lat": "-34.605", "lon": "-58.405"})
    _, _, fixes = decode(await desk.positions())
    assert [fix.index for fix in fixes] == [1]
