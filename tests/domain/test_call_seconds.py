"""Where a call's seconds went: every phase between two moments that the log knows."""

from uuid import UUID

from msgspec.structs import replace

from domain.call_seconds import CallClock, Phase, Standing, spans, standing
from domain.clock import SECOND

AT = 1_795_000_000 * SECOND


def clock(**moments: int) -> CallClock:
    known = {f"{name}_at": AT + seconds * SECOND for name, seconds in moments.items()}
    incident = UUID(int=2) if "created" in moments else None
    return CallClock(call=UUID(int=1), short=42, rang_at=AT, incident=incident, **known)


def told(made: CallClock, after: int = 1000) -> dict[str, float]:
    return {span.phase.value: span.took / SECOND for span in spans(made, AT + after * SECOND)}


WHOLE = clock(answered=4, worded=22, located=37, created=50, dispatched=68, arrived=198)


def test_each_phase_ends_where_the_next_begins() -> None:
    assert told(WHOLE) == {"ring": 4, "answer": 18, "locate": 15, "decide": 31, "travel": 130}
    assert standing(WHOLE) is Standing.ON_SCENE


def test_what_runs_grows_and_says_so() -> None:
    made = clock(answered=4, worded=22, located=37, created=50)
    assert told(made, after=60)["decide"] == 23
    last = list(spans(made, AT + 60 * SECOND))[-1]
    assert (last.phase, last.runs, last.over) == (Phase.DECIDE, True, 0)
    late = list(spans(made, AT + 137 * SECOND))[-1]
    assert late.over == 40 * SECOND
    assert standing(made) is Standing.NO_UNIT


def test_a_moment_that_nobody_knows_takes_the_next_one_that_is_known() -> None:
    made = clock(answered=4, created=50, dispatched=68)
    assert told(made, after=70) == {"ring": 4, "answer": 64, "locate": 0, "decide": 0, "travel": 2}


def test_moments_that_run_back_cost_nothing_and_never_turn_negative() -> None:
    made = clock(answered=10, worded=8, located=6, created=7, dispatched=12)
    assert told(made, after=12) == {"ring": 10, "answer": 0, "locate": 0, "decide": 2, "travel": 0}


def test_a_caller_who_hung_up_has_rung_and_nothing_else() -> None:
    made = clock(abandoned=18)
    assert told(made) == {"ring": 18}
    assert standing(made) is Standing.ABANDONED
    back = replace(made, answered_at=AT + 300 * SECOND)
    assert told(back, after=310) == {"ring": 18, "answer": 10}
    assert standing(back) is Standing.TALKING


def test_a_call_that_was_settled_without_an_incident_runs_no_more() -> None:
    made = clock(answered=4, worded=10, over=40)
    assert told(made) == {"ring": 4, "answer": 6, "locate": 30}
    assert not any(span.runs for span in spans(made, AT + 1000 * SECOND))
    assert standing(made) is Standing.OVER
