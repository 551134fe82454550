"""Fifty random sequences of dispatch with retries and crashes; a thousand are `make soak NAME=dispatch`."""

from __future__ import annotations

import asyncio

from backend.database.rebuild import rebuild
from benchmarks.dispatch_sequences import Tally, settle_city
from benchmarks.soak_dispatch import play


def test_fifty_sequences_leave_no_unit_on_two_incidents_nothing_illegal_and_nothing_lost(
    database: str,
) -> None:
    settle_city(database)
    tally = Tally()
    play(database, 50, tally, steps=8, strict=True)
    assert tally.sequences >= 50
    assert min(tally.retries, tally.refused) > 20, tally
    assert tally.crashes > 5, tally
    assert tally.in_doubt > 0, "the writer died between a commit and its answer"
    assert tally.accepted > 250
    assert asyncio.run(rebuild(database)).differences == [], "the log alone gives the same"


def test_a_careless_writer_is_found_out(database: str) -> None:
    settle_city(database)
    tally = Tally()
    play(database, 5, tally, steps=8, careless=True)
    assert min(tally.two_incidents, tally.illegal, tally.lost) > 0, tally.found
