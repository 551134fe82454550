"""Sources go on telling until they are heard: nothing is lost, nothing is told twice as two things."""

import asyncio
import itertools
from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest

from backend.intake.buttons import Issued, doubt, read
from backend.intake.calls import command_of
from backend.intake.calls import read as read_call
from backend.intake.phones import from_query
from domain.clock import SECOND
from domain.commands import EndCall, RingCall
from resources.sources import Button
from simulator.buttons import Buttons
from simulator.callers import Caller, Located, Sort
from simulator.city import CityAtPlay
from simulator.delivery import Delivery
from simulator.driving import Kind, Vehicle
from simulator.exchange import Exchange
from simulator.phones import PERIOD_S, Phone

Run = Callable[[Any], Any]
ROBBERY = Caller(
    Sort.STORY, "robo", "11 1823-4471", "05", "Ana Gil", None,
    Located(-34.6026, -58.3737, 14.0, "aml"), "Me robaron", 40.0,
)  # fmt: skip


def phones(city: CityAtPlay, count: int, speaks_json: bool) -> list[Phone]:
    found = []
    for number in range(count):
        rng = Random(number)
        spot = city.spot(rng)
        vehicle = Vehicle(city.streets, Kind.CAR, city.ground.flat(spot.lon, spot.lat), rng)
        found.append(Phone(f"phone-{number:022d}", f"M 1-{number}", vehicle, city.ground, rng))
        found[-1].speaks_json = speaks_json
    return found


def heard(door: Any) -> list[tuple[str, int]]:
    """Every fix that reached the door: whose, and when it was taken (ms)."""
    fixes: list[tuple[str, int]] = []
    for knock in door.knocks:
        objects = knock.body if isinstance(knock.body, list) else [knock.body]
        if knock.body is None:
            values = {name: value[0] for name, value in parse_qs(urlsplit(knock.path).query).items()}
            report = from_query(values, 2**60)
            fixes.append((report.device, report.fix.device_time // 1000))
            continue
        for found in objects:
            taken = found["location"]["timestamp"]
            report = from_query({"id": found["device_id"], "lat": "0", "lon": "0", "timestamp": taken}, 2**60)
            fixes.append((report.device, report.fix.device_time // 1000))
    return fixes


async def drive(
    door: Any, clock: Any, fleet: list[Phone], away: tuple[int, int], turns: int, **how: Any
) -> Counter[str]:
    """Let phones report; the server is away from one turn to another."""
    counted: Counter[str] = Counter()
    delivery = Delivery(door, counted, **how)
    task = asyncio.create_task(delivery.run())
    for turn in range(turns):
        door.away = away[0] <= turn < away[1]
        for phone in fleet:
            phone.take(clock.monotonic(), clock.now())
            delivery.hand_over(phone)
        await asyncio.sleep(PERIOD_S)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return counted


@pytest.mark.parametrize(("speaks_json", "bulk"), [(False, False), (True, False), (True, True)])
def test_late_fixes_arrive_in_order_with_the_time_they_were_taken(
    city: CityAtPlay, door: Any, clock: Any, virtually: Run, speaks_json: bool, bulk: bool
) -> None:
    fleet = phones(city, 6, speaks_json)
    counted = virtually(drive(door, clock, fleet, (4, 28), 40, bulk=bulk))
    assert counted["fixes_sent"] == 6 * 40
    for phone in fleet:
        times = [at for device, at in heard(door) if device == phone.id]
        assert len(times) == 40
        assert [b - a for a, b in itertools.pairwise(times)] == [5000] * 39
    late = [knock for knock in door.knocks if isinstance(knock.body, list)]
    assert late
    assert counted["fixes_away"] > 0


def test_phones_are_back_within_seconds_of_the_server(
    city: CityAtPlay, door: Any, clock: Any, virtually: Run
) -> None:
    virtually(drive(door, clock, phones(city, 30, True), (2, 12), 16))
    first_after = min(knock.at for knock in door.knocks if knock.at > 12 * PERIOD_S - 0.1)
    assert first_after - 12 * PERIOD_S < 2.5


def test_a_phone_that_was_not_issued_does_not_hold_up_the_others(
    city: CityAtPlay, door: Any, clock: Any, virtually: Run
) -> None:
    fleet = phones(city, 3, False)
    door.status = lambda knock: 403 if fleet[0].id in knock.path else 200
    counted = virtually(drive(door, clock, fleet, (0, 0), 10))
    assert counted == Counter(fix_requests=30, fixes_sent=20, fixes_refused_403=10)
    assert not any(phone.kept for phone in fleet)


def test_a_call_rings_and_ends_with_the_words_that_the_server_reads(
    door: Any, clock: Any, virtually: Run
) -> None:
    async def one() -> None:
        await Exchange(door, "tok", clock, "run-1", Counter()).put_through(ROBBERY, 1.0)

    virtually(one())
    ring, end = door.knocks
    assert ring.headers["Authorization"] == "Bearer tok"
    assert end.at - ring.at == pytest.approx(40.0, abs=0.1)

    commands = [
        command_of(read_call(msgspec.json.encode(knock.body)), "central-911", "911", 2**60)
        for knock in door.knocks
    ]
    (ring_id, ringing), (end_id, ending) = commands
    assert isinstance(ringing, RingCall)
    assert isinstance(ending, EndCall)
    assert ringing.call == ending.call
    assert ring_id != end_id
    assert (ringing.number, ringing.line, ringing.caller, ringing.hint) == (
        "11 1823-4471",
        "05",
        "Ana Gil",
        "Me robaron",
    )
    assert ringing.location is not None
    assert (ringing.location.accuracy, ringing.location.source.value) == (14.0, "aml")


@pytest.mark.parametrize("lost", ["request", "answer"])
def test_a_call_is_told_until_it_is_heard_and_always_as_the_same_call(
    door: Any, clock: Any, virtually: Run, lost: str
) -> None:
    counted: Counter[str] = Counter()

    async def one() -> None:
        door.away, door.lose_answers = lost == "request", lost == "answer"
        exchange = Exchange(door, "tok", clock, "run-1", counted)
        task = asyncio.create_task(exchange.put_through(ROBBERY, 1.0))
        await asyncio.sleep(9.0)
        door.away = door.lose_answers = False
        await task

    virtually(one())
    assert counted["calls_rung"] == counted["calls_ended"] == 1
    assert counted["calls_away"] >= 4
    bodies = [knock.body for knock in door.knocks]
    assert len({body["source_call"] for body in bodies}) == 1
    assert [body["event"] for body in bodies][-2:] == ["ringing", "ended"]
    assert len({str(body) for body in bodies if body["event"] == "ringing"}) == 1


def test_two_starts_of_the_city_do_not_mix_up_their_calls(door: Any, clock: Any, virtually: Run) -> None:
    async def both() -> None:
        for run in ("run-1", "run-2"):
            await Exchange(door, "tok", clock, run, Counter()).put_through(ROBBERY, 1.0)

    virtually(both())
    assert len({knock.body["source_call"] for knock in door.knocks}) == 2


def test_an_exchange_with_a_wrong_token_gives_up_on_the_call(door: Any, clock: Any, virtually: Run) -> None:
    counted: Counter[str] = Counter()
    door.status = lambda knock: 401

    async def one() -> None:
        await Exchange(door, "wrong", clock, "run-1", counted).put_through(ROBBERY, 1.0)

    virtually(one())
    assert counted == Counter(calls_refused_401=1)
    assert len(door.knocks) == 1


def test_open_calls_are_hung_up_when_the_city_ends_and_nobody_waits_for_a_dead_server(
    door: Any, clock: Any, virtually: Run
) -> None:
    async def one() -> float:
        exchange = Exchange(door, "tok", clock, "run-1", Counter())
        tasks = [asyncio.create_task(exchange.put_through(ROBBERY, 1.0)) for _ in range(3)]
        await asyncio.sleep(5.0)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await exchange.hang_up(0.5)
        assert [knock.body["event"] for knock in door.knocks] == ["ringing"] * 3 + ["ended"] * 3
        door.away = True
        before = clock.monotonic()
        await exchange.hang_up(0.5)
        return float(clock.monotonic() - before)

    assert virtually(one()) <= 0.5


KEY = bytes(range(1, 33))
BUTTON = Button(device="BP-0001", key=KEY.hex(), lat=-34.61, lon=-58.41)
ISSUED = Issued(device="BP-0001", key=KEY, room="911")


def test_presses_are_believed_forged_ones_are_not_and_the_counter_grows(
    door: Any, clock: Any, virtually: Run
) -> None:
    async def press() -> None:
        for forged in (False, False, True):
            await Buttons(door, (BUTTON,), clock, Random(1), Counter()).push("BP-0001", forged=forged)
            await asyncio.sleep(3.0)  # the city is started again each time

    virtually(press())

    presses = [read(msgspec.json.encode(knock.body)) for knock in door.knocks]
    last = -1
    for one in presses[:2]:
        assert doubt(one, ISSUED, last) is None
        last = one.counter
    assert doubt(presses[1], ISSUED, last) == "repeated_counter"
    assert doubt(presses[2], ISSUED, last) == "bad_signature"
    assert abs(presses[0].lat - BUTTON.lat) < 0.005
    assert presses[0].at // SECOND > 1_700_000_000


def test_a_press_is_repeated_until_somebody_hears_it(door: Any, clock: Any, virtually: Run) -> None:
    async def press() -> None:
        door.away = True
        task = asyncio.create_task(Buttons(door, (BUTTON,), clock, Random(1), Counter()).push("BP-0001"))
        await asyncio.sleep(30.0)
        door.away = False
        await task

    virtually(press())
    assert len(door.knocks) == 1
    assert door.tried > 10
