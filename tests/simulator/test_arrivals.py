"""Calls arrive as they do in a city: by chance, more in the evening, 7,000 a day."""

from collections import Counter
from random import Random
from statistics import fmean, pvariance

from domain.clock import DAY, HOUR, MINUTE, Micros
from simulator.arrivals import BY_HOUR, CALLS_A_DAY, SITE_BEHIND_UTC, Arrivals, weight

MIDNIGHT: Micros = 1_794_970_800_000_000  # a local midnight
assert (MIDNIGHT - SITE_BEHIND_UTC) % DAY == 0


def moments(per_day: float, seed: int, days: int) -> list[Micros]:
    arrivals, at, found = Arrivals(per_day, Random(seed)), MIDNIGHT, []
    while True:
        moment = arrivals.after(at)
        assert moment is not None
        assert moment > at
        if moment >= MIDNIGHT + days * DAY:
            return found
        found.append(moment)
        at = moment


def test_there_are_7000_calls_a_day() -> None:
    found = moments(CALLS_A_DAY, 1, 10)
    # Ten days of a Poisson process: the mean is 70,000, its deviation 265.
    assert abs(len(found) - 70_000) < 4 * 265


def test_the_evening_is_three_times_as_busy_as_the_small_hours() -> None:
    hours = Counter(((moment - SITE_BEHIND_UTC) % DAY) // HOUR for moment in moments(CALLS_A_DAY, 2, 10))
    assert 2.5 < (hours[19] + hours[20]) / (hours[4] + hours[5]) < 4.5
    for hour in range(24):
        middle = (BY_HOUR[hour] + BY_HOUR[(hour + 1) % 24]) / 2
        expected = 70_000 * middle / sum(BY_HOUR)
        assert abs(hours[hour] - expected) < 5 * expected**0.5


def test_minutes_vary_as_chance_does_and_not_like_a_clock() -> None:
    noon = [
        moment
        for moment in moments(CALLS_A_DAY, 3, 20)
        if 12 <= ((moment - SITE_BEHIND_UTC) % DAY) / HOUR < 16
    ]
    minutes = Counter((moment - MIDNIGHT) // MINUTE for moment in noon)
    counts = [minutes[day * 1440 + minute] for day in range(20) for minute in range(12 * 60, 16 * 60)]
    # For a Poisson process the variance of counts is their mean.
    assert 0.9 < pvariance(counts) / fmean(counts) < 1.1
    assert max(counts) >= 2 * fmean(counts) > 0
    assert 0 in counts


def test_the_weight_of_a_day_is_one_and_has_no_steps() -> None:
    minutes = [weight(MIDNIGHT + minute * MINUTE) for minute in range(1440)]
    assert abs(fmean(minutes) - 1.0) < 0.001
    assert max(abs(a - b) for a, b in zip(minutes, minutes[1:] + minutes[:1], strict=True)) < 0.01


def test_the_same_seed_gives_the_same_moments() -> None:
    assert moments(500.0, 7, 1) == moments(500.0, 7, 1)
    assert moments(500.0, 7, 1) != moments(500.0, 8, 1)


def test_nothing_happens_at_rate_zero() -> None:
    assert Arrivals(0.0, Random(1)).after(MIDNIGHT) is None
