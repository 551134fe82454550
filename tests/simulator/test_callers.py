"""Callers say what callers say: 39 of 100 need no help, the others say what and where."""

from collections import Counter
from math import hypot
from random import Random
from statistics import fmean

import pytest

from simulator.callers import HINT_CHARACTERS, Caller, Callers, Sort
from simulator.city import CityAtPlay, Spot

COUNT = 4000


@pytest.fixture(scope="module")
def calls(city: CityAtPlay) -> list[Caller]:
    callers = Callers(city, Random(11))
    return [callers.draw() for _ in range(COUNT)]


def test_39_of_100_calls_are_errors_silent_or_pranks(calls: list[Caller]) -> None:
    idle = sum(call.sort is not Sort.STORY for call in calls) / COUNT
    assert abs(idle - 0.39) < 0.03
    assert {call.sort for call in calls} == set(Sort)


def test_what_is_said_is_varied_and_whole(calls: list[Caller]) -> None:
    stories = [call.text for call in calls if call.sort is Sort.STORY]
    assert len(set(stories)) > 0.97 * len(stories)
    assert len({call.kind for call in calls}) > 15
    for text in stories:
        assert 20 < len(text) <= HINT_CHARACTERS
        assert "{" not in text
        assert text[0].isupper() or text[0] in "¿¡("
    assert sum("é" in text or "á" in text or "ó" in text for text in stories) > 0.7 * len(stories)


def test_silent_calls_say_nothing(calls: list[Caller]) -> None:
    for call in calls:
        if call.sort is Sort.SILENT:
            assert call.text == "" or call.text.startswith("(")
            assert call.caller is None


def test_a_story_lasts_a_minute_and_a_half_and_an_error_a_moment(calls: list[Caller]) -> None:
    stories = fmean(call.lasts_s for call in calls if call.sort is Sort.STORY)
    others = fmean(call.lasts_s for call in calls if call.sort is not Sort.STORY)
    assert 70.0 < stories < 105.0
    assert others < 30.0
    gave_up = sum(call.lasts_s < 14.0 for call in calls if call.sort is Sort.STORY)
    assert 0.03 < gave_up / COUNT < 0.12


def test_a_fixed_line_has_an_address_and_a_mobile_has_none(calls: list[Caller]) -> None:
    for call in calls:
        fixed = not call.number.startswith("11 ")
        assert (call.address is not None) == fixed
        if fixed:
            assert call.location is not None
            assert call.location.method == "fixed"
    methods = Counter(call.location.method if call.location else "none" for call in calls)
    assert methods["aml"] > methods["cell"] > methods["none"] > 0


class OnePlace:
    """A city in which everything happens at one door."""

    def __init__(self, city: CityAtPlay) -> None:
        self.ground, self.street = city.ground, city.street
        self.door = city.spot(Random(1))

    def spot(self, rng: Random) -> Spot:
        return self.door


def test_the_accuracy_is_honest(city: CityAtPlay) -> None:
    here = OnePlace(city)
    callers = Callers(here, Random(4))
    x, y = city.ground.flat(here.door.lon, here.door.lat)
    inside: list[bool] = []
    for call in (callers.draw() for _ in range(2000)):
        if call.location is not None and call.location.method != "fixed":
            east, north = city.ground.flat(call.location.lon, call.location.lat)
            inside.append(hypot(east - x, north - y) <= call.location.accuracy_m)
            assert call.location.accuracy_m <= (40.0 if call.location.method == "aml" else 1500.0)
    # The circle holds the caller in 86 of 100 cases: near what AML's 67 to 95 per cent promise.
    assert 0.82 < sum(inside) / len(inside) < 0.91


def test_numbers_are_of_nobody(calls: list[Caller]) -> None:
    for call in calls:
        assert call.number.removeprefix("11 ").startswith("1")


def test_the_same_seed_gives_the_same_callers(city: CityAtPlay) -> None:
    def first(seed: int) -> list[Caller]:
        callers = Callers(city, Random(seed))
        return [callers.draw() for _ in range(40)]

    assert first(3) == first(3)
    assert first(3) != first(4)
