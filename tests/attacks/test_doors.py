"""ATTACKS 4, 5, 6, 26, 29, 34, 38 at the doors of the sources, and what else a stranger may think of there.

A refusal names the field and its limit in one line; whatever is sent, the next call rings.
"""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from backend.intake.strangers import MOST_NAMED, PER_SECOND, neighbourhood
from domain.alert import Alert, AlertKind
from domain.call import Call, CallState
from domain.clock import SECOND, SystemClock
from domain.panic import signature
from domain.positions_frame import decode
from domain.wire import Watch
from tests.plugins.backend import Demo, Running, serving

CITY = Watch(south=-34.8, west=-58.6, north=-34.5, east=-58.3)
DEEP = "[" * 100_000


async def knock(backend: Running, door: str, body: str | bytes, **headers: str) -> tuple[int, dict[str, Any]]:
    """Send a body to a door and return its answer."""
    credential = {"Authorization": f"Bearer {backend.demo.sources.call_token}", **headers}
    url = f"{backend.url}/intake/{door}"
    async with backend.http.post(url, data=body, headers=credential) as answer:
        return answer.status, await answer.json()


async def press(backend: Running, device: str, counter: int = 1, mac: str = "") -> tuple[int, dict[str, Any]]:
    """Press a button that cannot prove who it is."""
    body = {"device": device, "counter": counter, "at": SystemClock().now(), "mac": mac}
    return await knock(backend, "buttons", json.dumps(body))


def true_press(backend: Running, number: int, counter: int) -> dict[str, Any]:
    """Return what an issued button sends."""
    button, at = backend.demo.sources.buttons[number], SystemClock().now()
    mac = signature(bytes.fromhex(button.key), button.device, counter, at, None, None)
    return {"device": button.device, "counter": counter, "at": at, "mac": mac}


BAD = [
    ("calls", DEEP, "message: object expected, not array"),
    ("calls", '{"source_call":"a","x":' + DEEP, "message: nested too deep"),
    ("calls", '{"source_call":"a","line":"%s"}' % ("x" * 10_000), "line: at most 16 characters"),
    ("calls", '{"source_call":"a","address":"%s"}' % ("<b>" * 20_000), "address: at most 240 characters"),
    ("calls", '{"source_call":"a","location":{"lat":91,"lon":0}}', "location.lat: at most 90"),
    ("calls", '{"source_call":"a","location":{"lat":NaN,"lon":0}}', "message: JSON is malformed"),
    ("calls", '{"source_call":"a","location":{"lat":1e999,"lon":0}}', "location.lat: out of range"),
    ("calls", '{"source_call":"a","at":%s}' % ("9" * 5000), "at: out of range"),
    ("calls", '{"source_call":"a","at":-1}', "at: not a time in microseconds"),
    ("calls", '{"source_call":"a","at":"0001-01-01"}', "at: before 1970"),
    ("calls", '{"source_call":"a\\ud800"}', "message: "),
    ("calls", b'{"source_call":"a\xed\xa0\x80"}', "message: not UTF-8"),
    ("calls", gzip.compress(b'{"source_call":"a"}'), "message: JSON is malformed"),
    ("buttons", '{"device":"BP-0001\\n","counter":1,"at":1}', "device: only what fits"),
    ("buttons", '{"device":"ВР-0001","counter":1,"at":1}', "device: only what fits"),  # Cyrillic
    ("buttons", '{"device":"a","counter":-1,"at":1}', "counter: at least 0"),
    ("buttons", '{"device":"a","counter":1,"at":1,"lat":-91,"lon":0}', "lat: at least -90"),
    ("phones", "[" + DEEP, "message: nested too deep"),
    ("phones", '{"device_id":"a","lat":91,"lon":0}', "latitude: from -90 to 90"),
    ("phones", '{"device_id":"a","lat":"１","lon":0}', "latitude: not a number"),
    ("phones", '{"device_id":"a","lat":"1_0","lon":0}', "latitude: not a number"),
    ("phones", '{"device_id":"a","timestamp":1%s,"lat":1,"lon":1}' % ("0" * 400), "timestamp: not a"),
    ("phones", '{"device_id":"a","timestamp":"0001-01-01","lat":1,"lon":1}', "timestamp: before 2010"),
    ("phones", '{"device_id":%s,"lat":1,"lon":1}' % ("9" * 4000), "id: from 1 to 64 characters"),
]


async def test_4_5_6_30_38_a_bad_body_is_refused_by_its_field_and_the_next_call_rings(
    backend: Running,
) -> None:
    for door, body, detail in BAD:
        status, told = await knock(backend, door, body)
        assert status == 400, body[:80]
        assert told["detail"].startswith(detail), told
        assert len(told["detail"].splitlines()) == 1
    refused = sum(door == "phones" for door, _, _ in BAD)
    health = await (await backend.http.get(f"{backend.url}/health")).json()
    assert health["fixes"] == {"refused": refused}
    assert (await backend.ring("next")).status == 202


async def test_4_a_body_over_the_limit_is_told_the_limit(backend: Running) -> None:
    assert await knock(backend, "calls", "x" * 300_000) == (413, {"code": "body.too_large", "limit": 262_144})
    assert (await backend.ring("next")).status == 202


async def test_5_bad_fixes_are_counted_by_the_unit_whose_phone_sent_them(
    backend: Running, expect_log: Callable[[str], None], caplog: pytest.LogCaptureFixture
) -> None:
    phone = backend.demo.sources.phones[0]
    expect_log(f"unit {phone.unit}: 1 fixes of its phone refused, the last: latitude: from -90 to 90")
    expect_log(f"unit {phone.unit}: 10 fixes of its phone refused")
    fix = {"id": phone.id, "lat": "91", "lon": "0"}
    for _ in range(12):
        assert (await backend.http.get(f"{backend.url}/intake/phones", params=fix)).status == 400
    assert sum("of its phone refused" in record.getMessage() for record in caplog.records) == 2


async def test_6_of_a_key_said_twice_the_last_counts_and_the_log_has_one(
    backend: Running, demo_database: str
) -> None:
    desk = await backend.desk()
    body = '{"source_call":"twice","number":"11 4000-0001","number":"11 4000-0002"}'
    assert (await knock(backend, "calls", body))[0] == 202
    assert (await desk.thing(Call)).number == "11 4000-0002"
    with psycopg.connect(demo_database) as connection:
        (stored,) = connection.execute("select body from event_payload").fetchone() or ("",)
    assert stored.count('"number"') == 1


async def test_29_34_what_a_caller_is_called_reaches_the_desk_letter_by_letter(backend: Running) -> None:
    desk = await backend.desk()
    name = "<img src=x> Robert'); drop table call; -- %s {0} \u202egnp.exe\u200b\0ñ🚑"
    assert (await backend.ring("odd", caller=name, address=name, text=name)).status == 202
    call = await desk.thing(Call)
    assert (call.caller, call.address, call.hint) == (name, name, name)


async def test_a_token_in_the_address_opens_nothing_and_is_not_logged(backend: Running, canary: str) -> None:
    for door in ("calls", "line", "health"):
        url = f"{backend.url}/intake/{door}" if door == "calls" else f"{backend.url}/{door}"
        async with backend.http.post(
            url, params={"token": canary, "access_token": canary}, json={}
        ) as answer:
            assert answer.status in (401, 403, 404, 405)
            assert canary not in await answer.text()


async def test_no_token_is_no_token(backend: Running) -> None:
    for header in ("", "Bearer", "Bearer ", "Basic eDp5", "bearer nobody", "Bearer " + "x" * 5000):
        told = await knock(backend, "calls", "{}", Authorization=header)
        assert told == (401, {"code": "token.unknown"})


async def test_an_end_that_overtakes_its_beginning_still_ends_the_call(backend: Running) -> None:
    desk = await backend.desk()
    end = json.dumps({"source_call": "early", "event": "ended"})
    assert await knock(backend, "calls", end) == (409, {"code": "call.unknown"})
    await backend.ring("early")
    assert (await desk.thing(Call)).state is CallState.RINGING
    assert (await knock(backend, "calls", end))[0] == 202
    await desk.thing(Call, lambda call: call.state is CallState.ABANDONED)


async def test_a_source_that_hangs_up_in_mid_body_costs_nothing(backend: Running) -> None:
    for _ in range(5):
        _, writer = await asyncio.open_connection("127.0.0.1", backend.port, ssl=backend.tls)
        writer.write(b'POST /intake/buttons HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{"device":')
        await writer.drain()
        writer.transport.abort()
    assert (await backend.ring("next")).status == 202


async def test_26_ten_thousand_made_up_buttons_are_some_alarms_that_count(backend: Running) -> None:
    desk = await backend.desk()
    for number in range(MOST_NAMED + 8):
        assert await press(backend, f"X-{number}") == (202, {"code": "ok", "verified": 0})
    shared = await desk.thing(Alert, lambda alert: alert.group == "panic_unverified:-" and alert.count == 8)
    assert shared.rang_at == shared.raised_at, "rings once a minute, and is counted"
    assert len([one for one in desk.things.values() if isinstance(one, Alert)]) == MOST_NAMED + 1
    body = true_press(backend, 0, 1)
    assert await knock(backend, "buttons", json.dumps(body)) == (202, {"code": "ok", "verified": 1})
    real = await desk.thing(Alert, lambda alert: alert.kind is AlertKind.PANIC)
    assert real.verified, "the flood hides no true press"


async def test_26_a_button_that_hammers_is_asked_to_come_back(backend: Running) -> None:
    desk = await backend.desk()
    answers = await asyncio.gather(*(press(backend, "X-1", n) for n in range(4 * PER_SECOND)))
    late = [told for status, told in answers if status == 429]
    assert late
    assert late[0] == {"code": "press.too_often", "per_second": PER_SECOND}
    taken = len(answers) - len(late)
    await desk.thing(Alert, lambda alert: alert.count == taken)


async def test_26_no_made_up_name_is_counted_on_an_issued_button(backend: Running) -> None:
    desk = await backend.desk()
    issued = backend.demo.sources.buttons[0].device
    await press(backend, issued)  # a bad signature
    await press(backend, issued.lower())  # nobody's
    for why in ("bad_signature", "unknown_device"):
        alert = await desk.thing(Alert, lambda one, why=why: one.params == {"why": why})
        assert alert.count == 1


async def test_26_a_press_that_is_said_again_while_the_disk_is_full_stays_a_true_one(
    backend: Running, demo_database: str
) -> None:
    desk = await backend.desk()
    body = json.dumps(true_press(backend, 0, 7))
    with psycopg.connect(demo_database, autocommit=True) as connection:
        connection.execute(
            "create function full_disk() returns trigger language plpgsql as"
            " $$ begin raise exception 'no room' using errcode = '53100'; end $$"
        )
        connection.execute("create trigger full_disk before insert on event execute function full_disk()")
        status, told = await knock(backend, "buttons", body)
        assert (status, told) == (503, {"code": "database.disk_full"})
        connection.execute("drop trigger full_disk on event")
    assert await knock(backend, "buttons", body) == (202, {"code": "ok", "verified": 1})
    assert (await desk.thing(Alert)).kind is AlertKind.PANIC


async def test_26_a_button_of_an_exercise_rings_in_the_exercise_alone(demo_database: str, demo: Demo) -> None:
    button = demo.sources.buttons[0]
    with psycopg.connect(demo_database, autocommit=True) as connection:
        connection.execute(
            "update credential set exercise = true, room = 'practica' where door = 'buttons' and name = %s",
            [button.device],
        )
    async with serving(demo_database, demo) as backend:
        live, practice = await backend.desk("cmoyano"), await backend.desk("instructor")
        await knock(backend, "buttons", json.dumps(true_press(backend, 0, 1)))
        alert = await practice.thing(Alert)
        assert (alert.kind, alert.exercise, alert.room) == (AlertKind.PANIC, True, "practica")
        await press(backend, button.device.lower())
        told = await live.thing(Alert)
        assert (told.kind, told.exercise, told.room) == (AlertKind.PANIC_UNVERIFIED, False, "911")


async def test_a_phone_of_an_exercise_moves_nothing_that_is_live(demo_database: str, demo: Demo) -> None:
    phone = demo.sources.phones[0]
    with psycopg.connect(demo_database, autocommit=True) as connection:
        connection.execute("update unit set exercise = true where call_sign = %s", [phone.unit])
    async with serving(demo_database, demo) as backend:
        live, practice = await backend.desk("cmoyano"), await backend.desk("practica1")
        for desk in (live, practice):
            await desk.say(CITY)
        url = f"{backend.url}/intake/phones"
        other = demo.sources.phones[1]
        for one in (phone, other):
            await backend.http.get(url, params={"id": one.id, "lat": "-34.60", "lon": "-58.40"})
        assert len(decode(await practice.positions())[2]) == 1
        _, _, fixes = decode(await live.positions())
        index = next(unit.index for unit in live.snapshot.units if unit.call_sign == other.unit)
        assert [fix.index for fix in fixes] == [index]


async def test_hammering_the_exchange_s_door_is_counted_and_fills_no_disk(
    backend: Running, demo_database: str
) -> None:
    answers = await asyncio.gather(*(backend.ring("a", token="guess") for _ in range(200)))
    assert {answer.status for answer in answers} == {401}
    with psycopg.connect(demo_database) as connection:
        (events,) = connection.execute("select count(*) from event").fetchone() or (0,)
    assert 1 <= events <= 5 * PER_SECOND
    assert (await backend.ring("a")).status == 202


def test_a_crowd_of_ipv6_addresses_is_one_neighbour() -> None:
    assert neighbourhood("2001:db8::1") == neighbourhood("2001:db8::ffff:1") == "2001:db8::"
    assert neighbourhood("fe80::1%eth0") == "fe80::"
    assert neighbourhood("::ffff:10.0.0.7") == neighbourhood("10.0.0.7") == "10.0.0.7"
    assert neighbourhood("unknown") == "unknown"


async def test_a_time_without_a_zone_is_utc_whatever_the_server_s_zone(
    backend: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    monkeypatch.setenv("TZ", "America/Argentina/Buenos_Aires")
    time.tzset()
    try:
        desk = await backend.desk()
        where = {"lat": -34.6, "lon": -58.4}
        await backend.ring("zone", at="2026-01-05T12:00:00", location=where)
        call = await desk.thing(Call)
        assert call.location is not None
        assert call.location.at == 1_767_614_400 * SECOND
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()
