"""Crews report with their phones: late, twice, out of order, with clocks that are wrong."""

from __future__ import annotations

from typing import Any

import msgspec
import psycopg
import pytest

from backend.database.rebuild import rebuild
from backend.intake.calls import BadReport
from backend.intake.unit_status import StatusReport, clock_ahead, command_of, read
from domain.agency import Agency
from domain.changes import UnitStatusSet
from domain.clock import DAY, SECOND, Micros, SystemClock
from domain.commands import CreateIncident, DispatchUnit
from domain.place import Place
from domain.positions_frame import decode
from domain.severity import Severity
from domain.unit import Unit, UnitStatus
from domain.wire import Watch
from tests.domain.world import unit
from tests.plugins.backend import Desk, Running

NOW = 1_795_000_000 * SECOND
MS = 1000


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("", "truncated"),
        ("[]", "from 1 to 100 reports"),
        ("[" * 100_000, "[0]: object expected, not array"),
        ('{"id":"","status":"on_scene","pressed_at":1795000000000}', "id: at least 1 characters"),
        ('{"id":"a","status":"flying","pressed_at":1795000000000}', "status: 'flying' is not known here"),
        ('{"id":"a","status":"on_scene","pressed_at":5}', "pressed_at: at least 1262304000000"),
        ('{"id":"a","status":"on_scene","pressed_at":1e999}', "pressed_at: "),
        ('{"id":"a","status":"on_scene"}', "pressed_at: missing"),
    ],
)
def test_nonsense_is_named_by_field(body: str, what: str) -> None:
    with pytest.raises(BadReport) as bad:
        read(body.encode())
    assert what in str(bad.value)
    assert "\n" not in str(bad.value)


def test_reports_are_taken_in_the_order_in_which_they_were_pressed() -> None:
    body = (
        '[{"id":"a","status":"on_scene","pressed_at":1795000300000},'
        '{"id":"a","status":"en_route","pressed_at":1795000100000}]'
    )
    assert [one.status for one in read(body.encode())] == [UnitStatus.EN_ROUTE, UnitStatus.ON_SCENE]


@pytest.mark.parametrize(
    ("pressed", "sent", "ahead"),
    [
        (NOW, NOW, 0),
        (NOW - 600 * SECOND, NOW - 2 * SECOND, 0),  # a slow network is no wrong clock
        (NOW - 10 * DAY - 60 * SECOND, NOW - 10 * DAY, -10 * DAY),
        (NOW + DAY - 60 * SECOND, NOW + DAY, DAY),
        (NOW - 600 * SECOND, None, 0),
        (NOW + 8 * SECOND, None, 8 * SECOND),
    ],
)
def test_a_wrong_clock_is_known_by_when_the_phone_sent(
    pressed: Micros, sent: Micros | None, ahead: Micros
) -> None:
    report = StatusReport(
        id="credential", status=UnitStatus.ON_SCENE, pressed_at=pressed // MS,
        sent_at=None if sent is None else sent // MS,
    )  # fmt: skip
    assert clock_ahead(report, NOW) == ahead
    key, command, said = command_of(report, unit(), NOW)
    assert command.device_time + command.clock_ahead == pressed, "the phone's own time is kept as it was"
    later = command_of(report, unit(), NOW + 40 * SECOND)
    assert (later[0], later[2]) == (key, said), "a retry is the same report"
    assert "credential" not in repr(said), "what is put aside holds no credential"


async def dispatched(backend: Running, desk: Desk) -> tuple[str, Unit]:
    """Send the unit of an issued phone; return the phone and the unit as it is then."""
    phones = {phone.unit: phone.id for phone in backend.demo.sources.phones}
    sent = next(
        u
        for u in desk.snapshot.units
        if u.status is UnitStatus.AVAILABLE and u.agency is Agency.POLICE and u.call_sign in phones
    )
    key = backend.mint.mint()
    made = CreateIncident(
        incident=key, room="911", priority=Severity.HIGH, place=Place(barrio="Retiro"),
        agencies=(Agency.POLICE,),
    )  # fmt: skip
    assert (await desk.do(made)).result == "accepted"
    assert (await desk.do(DispatchUnit(incident=key, unit=sent.id))).result == "accepted"
    return phones[sent.call_sign], await desk.thing(Unit, lambda one: one.id == sent.id)


async def report(backend: Running, body: object, status: int = 202) -> Any:
    answer = await backend.http.post(f"{backend.url}/intake/units/status", json=body)
    told = await answer.json()
    assert answer.status == status, told
    return told


async def test_case_11_a_phone_with_a_clock_of_its_own_gives_one_age_everywhere(
    backend: Running, demo_database: str
) -> None:
    boss, police = await backend.desk("sarrieta"), await backend.desk("dpolicia")
    phone, sent = await dispatched(backend, boss)
    # Ten days behind, and it was pressed a second before it was sent.
    clock = SystemClock().now() - 10 * DAY
    body = {"id": phone, "status": "on_scene", "pressed_at": clock // MS - 1000, "sent_at": clock // MS}
    told = await report(backend, body)
    assert [one["code"] for one in told["results"]] == ["ok"]
    seen = [await desk.thing(Unit, lambda one: one.status is UnitStatus.ON_SCENE) for desk in (boss, police)]
    assert seen[0] == seen[1], "one thing, one age, on every desk"
    now = SystemClock().now()
    assert sent.since <= seen[0].since <= now
    assert now - seen[0].since < 60 * SECOND, "no board says ten days"

    # The same phone's position, with its clock ten days ahead: the map counts from receipt, as all must.
    await police.say(Watch(south=-34.62, west=-58.42, north=-34.58, east=-58.38))
    ahead = (now + 10 * DAY) // SECOND
    fix = {"id": phone, "lat": "-34.605", "lon": "-58.405", "timestamp": str(ahead)}
    await backend.http.get(f"{backend.url}/intake/phones", params=fix)
    _, _, fixes = decode(await police.positions())
    assert [one.age < 60 for one in fixes if one.index == sent.index] == [True]

    async with await psycopg.AsyncConnection.connect(demo_database) as connection:
        query = "select body from event join event_payload using (seq) where kind = 'unit_status_set'"
        (text,) = await (await connection.execute(query)).fetchone() or ("",)

    kept = msgspec.json.decode(text, type=UnitStatusSet)
    assert kept.at > (kept.since or 0), "when it came, and since when it is so"
    assert kept.clock_ahead is not None
    assert abs(kept.clock_ahead + 10 * DAY) < 60 * SECOND, "and how wrong the phone was, apart from both"


async def test_buffered_reports_come_late_twice_and_out_of_order_and_tell_the_truth(
    backend: Running, demo_database: str
) -> None:
    desk = await backend.desk("sarrieta")
    phone, sent = await dispatched(backend, desk)
    first = sent.since // MS

    def pressed(status: str, after_ms: int) -> dict[str, object]:
        return {"id": phone, "status": status, "pressed_at": first + after_ms}

    en_route, on_scene = pressed("en_route", 1), pressed("on_scene", 3)
    await report(backend, on_scene)
    assert (await report(backend, [on_scene, en_route, en_route]))["code"] == "ok"
    after = await desk.thing(Unit, lambda one: one.id == sent.id and one.status is UnitStatus.ON_SCENE)
    assert after.since == on_scene["pressed_at"] * MS  # type: ignore[operator]
    stranger = {"id": "no-phone-of-ours", "status": "on_scene", "pressed_at": first}
    assert await report(backend, stranger, 403) == {"code": "phone.not_issued"}
    told = await report(backend, [pressed("dispatched", 5), stranger, pressed("available", 9)])
    codes = {one["code"] for one in told["results"]}
    assert codes == {"unit.dispatch_needs_incident", "phone.not_issued", "ok"}
    free = await desk.thing(Unit, lambda one: one.id == sent.id and one.incident is None)
    assert free.status is UnitStatus.AVAILABLE
    rebuilt = await rebuild(demo_database)
    assert rebuilt.differences == [], "the log alone gives the same"
