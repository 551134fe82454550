"""How many call-takers a load needs: the values that the trade's own tables give."""

import pytest

from domain.erlang import NENA, Target, agents_needed, answered_within, erlangs, waits


@pytest.mark.parametrize(("agents", "load", "share"), [(10, 8.0, 0.40918), (5, 4.0, 0.554113)])
def test_the_share_of_callers_who_wait(agents: int, load: float, share: float) -> None:
    assert waits(agents, load) == pytest.approx(share, abs=5e-7 if share > 0.5 else 5e-6)


@pytest.mark.parametrize(("calls", "agents"), [(290, 12), (579, 20), (1042, 33), (1562, 46)])
def test_call_takers_for_both_targets_at_ninety_seconds_a_call(calls: int, agents: int) -> None:
    assert agents_needed(calls, 90.0) == agents
    one_fewer = [answered_within(agents - 1, calls, 90.0, one.within_s) >= one.share for one in NENA]
    assert not all(one_fewer)


def test_a_peak_that_the_room_is_five_people_short_of() -> None:
    assert agents_needed(1750, 90.0) == 51
    assert answered_within(46, 1750, 90.0, 15.0) == pytest.approx(0.55, abs=0.005)


def test_a_load_that_nobody_can_carry_makes_everybody_wait() -> None:
    assert erlangs(400, 90.0) == 10.0
    assert waits(10, 10.0) == 1.0
    assert waits(3, 10.0) == 1.0
    assert answered_within(9, 400, 90.0, 15.0) == 0.0


def test_nobody_calls_nobody_is_needed() -> None:
    assert (waits(5, 0.0), answered_within(0, 0, 90.0, 15.0), agents_needed(0, 90.0)) == (0.0, 1.0, 0)
    assert agents_needed(1, 90.0, [Target(0.5, 15.0)]) == 1
