"""The whole performance, an hour of it in a moment: what a server would hear."""

import asyncio
import itertools
from collections import Counter
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from resources.paths import path
from resources.sources import Button, Phone, Sources
from simulator.city import CityAtPlay
from simulator.door import BUTTONS, CALLS, PHONES
from simulator.play import Play, Settings
from simulator.scenario import BadScenario, Rush, Scenario, load_scenario, times

Run = Callable[[Any], Any]
SOURCES = Sources(
    call_token="token",
    phones=tuple(
        Phone(id=f"phone-{number:020d}", unit=f"M 1-{number:03d}", kind="car", comuna=1 + number % 15)
        for number in range(10)
    ),
    buttons=tuple(Button(device=f"BP-{n:04d}", key="ab" * 32, lat=-34.61, lon=-58.41) for n in range(3)),
    cameras=(),
)
QUIET = Settings(units=0, call_rate=0.0, press_rate=0.0)


async def perform(
    city: CityAtPlay, door: Any, clock: Any, settings: Settings, scenario: Scenario, seconds: float
) -> Play:
    play = Play(city, SOURCES, settings, scenario, door, clock, "run-1")
    task = asyncio.create_task(play.run())
    await asyncio.sleep(seconds)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert task.cancelled()
    return play


def told(door: Any, where: str) -> list[Any]:
    return [knock for knock in door.knocks if knock.path.partition("?")[0] == where]


def test_an_hour_of_the_city(city: CityAtPlay, door: Any, clock: Any, virtually: Run) -> None:
    settings = Settings(units=4, call_rate=0.5, press_rate=5.0)
    play = virtually(perform(city, door, clock, settings, Scenario(), 3600.0))
    assert abs(play.counted["fixes_sent"] - 4 * 720) <= 4
    rung = [knock.body for knock in told(door, CALLS) if knock.body["event"] == "ringing"]
    # 146 an hour in the mean of the day, more or less by the hour.
    assert 60 < len(rung) < 260
    assert len(told(door, BUTTONS)) > 2
    ended = Counter(
        knock.body["source_call"] for knock in told(door, CALLS) if knock.body["event"] == "ended"
    )
    assert max(ended.values()) == 1
    assert len(ended) > 0.9 * len(rung)


@pytest.mark.soak
def test_a_day_of_the_city(city: CityAtPlay, door: Any, clock: Any, virtually: Run) -> None:
    settings = Settings(units=4, call_rate=0.5, press_rate=5.0)
    play = virtually(perform(city, door, clock, settings, Scenario(), 24 * 3600.0))
    assert abs(play.counted["fixes_sent"] - 4 * 17_280) <= 40
    # Half of 7,000 calls a day.
    assert 3_100 < play.counted["calls_rung"] < 3_900
    assert play.counted["calls_ended"] > 0.95 * play.counted["calls_rung"]


def test_the_same_seed_plays_the_same_calls(city: CityAtPlay, door: Any, clock: Any, virtually: Run) -> None:
    def calls(seed: int) -> list[Any]:
        door.knocks.clear()
        settings = Settings(seed=seed, units=0, press_rate=0.0)
        virtually(perform(city, door, clock, settings, Scenario(), 300.0))
        return [(round(knock.at, 2), knock.body) for knock in told(door, CALLS)]

    assert calls(1) == calls(1) != calls(2)


def test_at_ten_times_the_speed_ten_times_the_calls_but_not_ten_times_the_fixes(
    city: CityAtPlay, door: Any, clock: Any, virtually: Run
) -> None:
    settings = Settings(units=2, speed=10.0, press_rate=0.0)
    play = virtually(perform(city, door, clock, settings, Scenario(), 600.0))
    assert abs(play.counted["fixes_sent"] - 240) <= 2
    assert 250 < play.counted["calls_rung"] < 800


def test_the_opening_rings_at_once_and_shows_what_there_is_to_see(
    city: CityAtPlay, door: Any, clock: Any, virtually: Run
) -> None:
    opening = load_scenario(path("demo_city", "scenarios", "opening.toml"))
    virtually(perform(city, door, clock, QUIET, opening, 60.0))
    rung = [knock for knock in told(door, CALLS) if knock.body["event"] == "ringing"]
    assert rung[0].at < 0.5
    assert rung[0].body["text"].startswith("Dos hombres en moto")
    assert rung[0].body["location"]["accuracy_m"] == 14
    assert len(rung) == 4
    assert rung[1].body["address"] == "Av. Belgrano 1350, Monserrat"
    assert len(told(door, BUTTONS)) == 2


def test_a_unit_falls_silent_and_comes_back(city: CityAtPlay, door: Any, clock: Any, virtually: Run) -> None:
    scenario = msgspec.toml.decode('[[silence]]\nafter = 60\nlasts = 120\nunits = ["M 1-001"]', type=Scenario)
    settings = Settings(units=2, call_rate=0.0, press_rate=0.0)
    virtually(perform(city, door, clock, settings, scenario, 300.0))
    silent = SOURCES.phones[1].id
    times_heard = [
        knock.at
        for knock in told(door, PHONES)
        if silent in knock.path or (knock.body or {}).get("device_id") == silent
    ]
    gaps = [b - a for a, b in itertools.pairwise(times_heard)]
    assert 115.0 < max(gaps) < 130.0
    assert sorted(gaps)[-2] < 6.0


def test_a_storm_brings_thirty_times_the_calls_and_passes(
    city: CityAtPlay, door: Any, clock: Any, virtually: Run
) -> None:
    storm = Scenario(rush=(Rush(after=300.0, lasts=300.0, times=30.0),))
    settings = Settings(units=0, press_rate=0.0)
    virtually(perform(city, door, clock, settings, storm, 900.0))
    rung = [knock.at for knock in told(door, CALLS) if knock.body["event"] == "ringing"]
    before, within, after = (sum(a <= at < a + 300.0 for at in rung) for a in (0.0, 300.0, 600.0))
    assert within > 12 * max(before, after, 1)
    assert before + after > 10


def test_rushes_multiply() -> None:
    scenario = Scenario(rush=(Rush(after=10, lasts=20, times=3), Rush(after=20, lasts=20, times=2)))
    assert [times(scenario, after) for after in (5, 10, 25, 35, 40)] == [1, 3, 6, 2, 1]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[call]]\nafter = -1\ntext = 'x'", r"`float` >= 0.0 - at `\$.call\[0\].after`"),
        ("[[call]]\nafter = 1", r"missing required field `text`"),
        ("[[cal]]\nafter = 1", r"unknown field `cal`"),
        ("[[rush]]\nafter = 0\nlasts = 1\ntimes = 1e9", r"<= 1000.0 - at `\$.rush\[0\].times`"),
        ("title = ", r"Invalid value"),
    ],
)
def test_a_bad_scenario_names_file_and_field(tmp_path: Any, text: str, complaint: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(text)
    with pytest.raises(BadScenario, match=complaint) as refused:
        load_scenario(file)
    assert str(refused.value).startswith(str(file))
    with pytest.raises(BadScenario, match="No such file"):
        load_scenario(tmp_path / "none.toml")


def test_every_scenario_that_we_ship_can_be_played() -> None:
    files = sorted(path("demo_city", "scenarios").glob("*.toml"))
    assert {file.stem for file in files} >= {"opening", "storm"}
    for file in files:
        assert load_scenario(file).title
