"""How many calls will come and how many people they need, by quarters of an hour.

The expectation of a quarter is the mean of the same quarter on the days before, recent days and the same day
of the week weighing more, times how busy the last two hours were against theirs; that ratio fades the
further one looks ahead. Without a day before, the last hour goes on. The band holds four of five evenings:
the randomness of arrivals (Poisson) and how much the days differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

from domain.clock import DAY, HOUR, Micros
from domain.erlang import agents_needed
from domain.room_health import STAFF_STEP, StaffStep

HANDLING_S = 90.0
"""What the trade plans with while too few calls are known."""
LEAST_CALLS = 20
DAYS = 28
PAST = 8
"""Quarters that are shown of what was: two hours."""
AHEAD = 12
"""Quarters that are shown of what will be: three hours."""
_DAY_STEPS = DAY // STAFF_STEP
_PER_HOUR = HOUR // STAFF_STEP
_SAME_WEEKDAY = 3.0
_FADES = 0.95
"""How much less a day weighs than the next."""
_LEVEL_FADES = 0.9
"""How much of the present's busyness is left a quarter later."""
_PRIOR = 10.0
"""Calls that the ratio of busyness is drawn to one by: a quiet night says little."""
_EIGHTY = 1.2816
"""Standard deviations that hold four of five."""
_LEAST_BEGUN = 0.15
"""Less of a quarter than two minutes says nothing."""
_UNKNOWN = 0.2
"""How much days differ, as a share, while none is known."""


def _base(arrivals: Mapping[int, int], step: int, first: int) -> tuple[float, float] | None:
    """Return mean and variance of that quarter on the days before; None when there is no day before."""
    weights = total = 0.0
    found: list[tuple[float, int]] = []
    for day in range(1, DAYS + 1):
        other = step - day * _DAY_STEPS
        if other < first:
            break
        weight = (_SAME_WEEKDAY if day % 7 == 0 else 1.0) * _FADES**day
        count = arrivals.get(other, 0)
        found.append((weight, count))
        weights += weight
        total += weight * count
    if not found:
        return None
    mean = total / weights
    spread = sum(weight * (count - mean) ** 2 for weight, count in found) / weights
    # Poisson's own part is added where it is used.
    return mean, max(0.0, spread - mean) if len(found) > 2 else (_UNKNOWN * mean) ** 2


def expected(arrivals: Mapping[int, int], now: Micros) -> list[tuple[float, float, float]]:
    """Return (calls, low, high) for this quarter and those that come; `arrivals` by absolute quarters."""
    current = now // STAFF_STEP
    first = min(arrivals, default=current)
    known = [step for step in range(current - PAST, current) if step >= first]
    came = sum(arrivals.get(step, 0) for step in known)
    bases = [_base(arrivals, step, first) for step in known]
    if known and all(base is not None for base in bases):
        usual = sum(base[0] for base in bases if base is not None)
        level = (came + _PRIOR) / (usual + _PRIOR)
    else:
        level = 1.0
    flat = _flat(arrivals, known[-_PER_HOUR:], now)
    made = []
    for ahead in range(AHEAD):
        base = _base(arrivals, current + ahead, first)
        if base is None:
            mean, spread = flat, (_UNKNOWN * flat * sqrt(1 + ahead / _PER_HOUR)) ** 2
        else:
            ratio = 1.0 + (level - 1.0) * _LEVEL_FADES**ahead
            mean, spread = base[0] * ratio, base[1] * ratio * ratio
        wide = _EIGHTY * sqrt(mean + spread)
        made.append((mean, max(0.0, mean - wide), mean + wide))
    return made


def _flat(arrivals: Mapping[int, int], lately: list[int], now: Micros) -> float:
    """Return what a quarter brings if the last hour goes on, the quarter that runs included."""
    current = now // STAFF_STEP
    begun = (now - current * STAFF_STEP) / STAFF_STEP
    if len(lately) + begun < _LEAST_BEGUN:
        return 0.0
    came = sum(arrivals.get(step, 0) for step in (*lately, current))
    return came / (len(lately) + begun)


def days_known(arrivals: Mapping[int, int], now: Micros) -> int:
    """Return how many whole days before this moment calls are known of."""
    first = min(arrivals, default=now // STAFF_STEP)
    return min(DAYS, (now // STAFF_STEP - first) // _DAY_STEPS)


def steps(arrivals: Mapping[int, int], handling_s: float, now: Micros) -> list[StaffStep]:
    """Return the quarters of the last two hours and of the next three, without who is there."""
    current = now // STAFF_STEP
    first = min(arrivals, default=current)
    made = []
    for step in range(current - PAST, current):
        if step >= first:
            calls = arrivals.get(step, 0)
            need = agents_needed(calls * _PER_HOUR, handling_s)
            made.append(
                StaffStep(
                    begins=step * STAFF_STEP, calls=calls, low=calls, high=calls, needed=need,
                    needed_low=need, needed_high=need, past=True,
                )
            )  # fmt: skip
    for ahead, (mean, low, high) in enumerate(expected(arrivals, now)):
        need, least, most = (agents_needed(calls * _PER_HOUR, handling_s) for calls in (mean, low, high))
        made.append(
            StaffStep(
                begins=(current + ahead) * STAFF_STEP, calls=round(mean, 1), low=round(low, 1),
                high=round(high, 1), needed=need, needed_low=least, needed_high=most,
            )
        )  # fmt: skip
    return made
