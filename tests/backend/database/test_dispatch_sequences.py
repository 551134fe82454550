"""Fifty random sequences of dispatch with retries and crashes; a thousand are `make soak NAME=dispatch`."""

from __future__ import annotations

import asyncio

from backend.database.rebuild import rebuild
from benchmarks.dispatch_orders_at_random import BOSS, close_all
from benchmarks.dispatch_sequences import UNITS, Room, Tally, settle_city
from benchmarks.soak_dispatch import play
from domain.commands import CreateIncident, DispatchUnit
from domain.dispatch_orders import AddNote
from domain.place import Place
from domain.severity import Severity


def test_fifty_sequences_leave_no_unit_on_two_incidents_nothing_illegal_and_nothing_lost(
    database: str,
) -> None:
    settle_city(database)
    tally = Tally()
    play(database, 50, tally, steps=6, strict=True)
    assert tally.sequences >= 50
    assert min(tally.retries, tally.refused) > 20, tally
    assert tally.crashes > 5, tally
    assert tally.in_doubt > 0, "the writer died between a commit and its answer"
    assert tally.accepted > 250
    assert asyncio.run(rebuild(database)).differences == [], "the log alone gives the same"


async def test_a_careless_writer_is_found_out(database: str) -> None:
    settle_city(database)
    tally = Tally()
    room = Room(database, tally, careless=True)
    await room.open()
    try:
        incidents = [room.mint.mint() for _ in range(2)]
        for key in incidents:
            made = CreateIncident(incident=key, room="911", priority=Severity.HIGH, place=Place())
            await room.give([(made, BOSS)])
        for key in incidents:
            await room.give([(DispatchUnit(unit=UNITS[0], incident=key), BOSS)])
        assert tally.two_incidents > 0
        assert tally.illegal > 0
        for _ in range(7):
            await room.give([(AddNote(incident=incidents[0], text="nota"), BOSS)])
        await room.settle(close_all)
        assert tally.lost > 0, "one of seven was taken for done as soon as it was sent"
    finally:
        await room.close()
