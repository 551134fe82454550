"""ATTACKS 22 to 25 and 27 on a whole backend: devices with wrong clocks, and a server whose clock is set."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from backend.position_feed import PERIOD_S
from domain.alert import Alert, AlertKind
from domain.call import Call
from domain.changes import AlertRepeated
from domain.clock import HOUR, MINUTE, SECOND, SystemClock
from domain.commands import RaiseAlert, ShelveAlert
from domain.context import site_date
from domain.positions_frame import CLOCK_OFF, DOUBTFUL, QUARANTINED, UnitFix, decode
from domain.severity import Severity
from domain.wire import Beat, Watch
from tests.attacks.shifted import Shifted
from tests.domain.world import ALERT, City, source
from tests.plugins.backend import Demo, Desk, Running, serving

CITY = Watch(south=-34.8, west=-58.6, north=-34.5, east=-58.3)


@pytest.fixture
async def dated(demo_database: str, demo: Demo) -> AsyncIterator[tuple[Running, Shifted]]:
    """A backend whose wall clock can be set."""
    clock = Shifted()
    async with serving(demo_database, demo, clock=clock) as running:
        yield running, clock


async def report(backend: Running, number: int = 0, *, lat: float = -34.6, off: int = 0) -> dict[str, Any]:
    """Report a fix taken `off` µs from the true time; return what /health counts."""
    seconds = (SystemClock().now() + off) / SECOND
    phone = backend.demo.sources.phones[number]
    query = {"id": phone.id, "lat": str(lat), "lon": "-58.40", "timestamp": f"{seconds:.3f}"}
    answer = await backend.http.get(f"{backend.url}/intake/phones", params=query)
    assert answer.status == 200
    counts: dict[str, Any] = (await (await backend.http.get(f"{backend.url}/health")).json())["fixes"]
    return counts


async def drawn(desk: Desk, when: Callable[[UnitFix], bool]) -> UnitFix:
    """Wait until the desk's map has a fix like this."""
    while True:
        for fix in decode(await desk.positions())[2]:
            if when(fix):
                return fix


async def test_22_to_25_a_device_with_a_wrong_clock_is_counted_and_drawn_all_the_same(
    backend: Running,
) -> None:
    desk = await backend.desk()
    await desk.say(CITY)
    await report(backend, 0, off=8 * SECOND)
    late = await drawn(desk, lambda fix: bool(fix.flags & CLOCK_OFF))
    assert not late.flags & QUARANTINED
    await report(backend, 1, off=HOUR)
    await drawn(desk, lambda fix: bool(fix.flags & QUARANTINED))
    await report(backend, 2)
    await report(backend, 2, off=-MINUTE, lat=-34.7)
    counts = await report(backend, 2, off=SECOND, lat=-34.65)  # 5.5 km in a second
    await drawn(desk, lambda fix: bool(fix.flags & DOUBTFUL))
    assert counts == {"received": 5, "shown": 2, "quarantined": 1, "late": 1, "doubtful": 1}


async def test_24_a_fix_that_is_said_again_is_counted_and_ignored(backend: Running) -> None:
    phone = backend.demo.sources.phones[0]
    one = {"id": phone.id, "lat": "-34.6", "lon": "-58.4", "timestamp": str(SystemClock().now() // SECOND)}
    for _ in range(3):
        await backend.http.get(f"{backend.url}/intake/phones", params=one)
    health = await (await backend.http.get(f"{backend.url}/health")).json()
    assert health["fixes"] == {"received": 3, "shown": 1, "doubled": 2}


@pytest.mark.parametrize("step", [-HOUR, HOUR], ids=["back", "forward"])
async def test_27_a_server_s_clock_that_is_set_loses_reorders_and_expires_nothing(
    dated: tuple[Running, Shifted], step: int, expect_log: Callable[[str], None]
) -> None:
    expect_log("the wall clock was set by")
    backend, clock = dated
    desk, other = await backend.desk(), await backend.desk("cmoyano")
    await backend.ring("before")
    first = await desk.thing(Call)
    await backend.http.post(f"{backend.url}/intake/buttons", json={"device": "X-1", "counter": 1, "at": 0})
    alert = await desk.thing(Alert)
    clock.ahead = step
    await backend.ring("after")
    second = await desk.thing(Call, lambda call: call.id != first.id)
    # The day's numbers go on; an hour ahead may be another day, which begins its own.
    another_day = site_date(second.ringing_at) > site_date(first.ringing_at)
    assert second.short == (1 if another_day else first.short + 1)
    # Alerts are shelved by the same clock, and an unverified press rings as if a minute had passed.
    until = clock.now() + 10 * MINUTE
    assert (await other.do(ShelveAlert(alert=alert.id, until=until, reason="obra"))).result == "accepted"
    await backend.http.post(f"{backend.url}/intake/buttons", json={"device": "X-2", "counter": 1, "at": 0})
    await desk.thing(Alert, lambda one: one.kind is AlertKind.PANIC_UNVERIFIED and one.id != alert.id)
    late = await desk.hear(Beat, lambda beat: abs(beat.at - clock.now()) < 5 * SECOND)
    assert late.seq >= 4
    assert desk.closed_with is None, "nobody's session ends"
    await asyncio.sleep(1.2 * PERIOD_S)  # the log is told
    again = await backend.desk("tquinteros")
    assert {call.id for call in again.snapshot.calls} == {first.id, second.id}


def test_27_a_doubtful_button_is_not_silenced_by_a_clock_that_is_set_back() -> None:
    city = City()
    press = RaiseAlert(
        alert=ALERT, kind=AlertKind.PANIC_UNVERIFIED, severity=Severity.HIGH, room="911",
        group="panic_unverified:x-1", verified=False,
    )  # fmt: skip
    city.do(press, source())
    city.clock.step(-3600)
    (again,) = city.do(press, source())
    assert isinstance(again, AlertRepeated)
    assert again.rings


async def test_27_units_go_on_moving_while_the_server_s_clock_is_set_back(
    dated: tuple[Running, Shifted], expect_log: Callable[[str], None]
) -> None:
    expect_log("the wall clock was set by")
    backend, clock = dated
    desk = await backend.desk()
    await desk.say(CITY)
    await report(backend)
    before = await drawn(desk, lambda fix: True)
    clock.ahead = -HOUR
    await report(backend, lat=-34.601, off=5 * SECOND)
    after = await drawn(desk, lambda fix: fix.y != before.y)
    assert after.age < 5
