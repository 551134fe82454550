"""The soak's arithmetic: a leak of a few kilobytes is found under the noise, and noise alone is none."""

from __future__ import annotations

import random
from typing import Any

import pytest

from benchmarks.soak_session import CYCLES, UNMEASURED, figures, grown


def shifts(kb_lost: float, *, threads: int = 22, each: int = 0) -> list[dict[str, Any]]:
    """Return what a desk tells that loses so much a shift, with the noise that was measured."""
    rng = random.Random(3)
    told = []
    for number in range(1, CYCLES + 1):
        one: dict[str, Any] = {
            "number": number,
            "monotonic_ns": number * 1_000_000_000,
            "rss_kb": 200_000 + kb_lost * number + rng.gauss(0, 300) + 3000 * min(1.0, number / 40),
            "threads": threads + each * number,
            "fds": 36,
        }
        if number % 25 == 0:
            one["qobjects"] = 404
        told.append(one)
    return told


@pytest.mark.parametrize("kb", [0, 8, 40])
def test_what_is_lost_in_each_shift_is_found_under_the_noise(kb: float) -> None:
    found = figures(shifts(kb), UNMEASURED)
    assert found["kb_per_cycle"] == pytest.approx(kb, abs=1.0)
    assert (found["cycles"], found["threads_grown"], found["qobjects_grown"]) == (CYCLES, 0, 0)


def test_a_thread_more_in_each_shift_is_counted() -> None:
    assert figures(shifts(0, each=1), UNMEASURED)["threads_grown"] == CYCLES - UNMEASURED - 4


def test_what_is_there_for_a_moment_is_no_growth() -> None:
    assert grown([404, 405, 404, 404, 406, 404, 404, 405]) == 0
    assert grown([404, 405, 404, 404, 405, 405, 406, 405]) == 1
