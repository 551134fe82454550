"""What was acknowledged is in the log, once, in order, without gaps."""

from __future__ import annotations

import asyncio
from uuid import uuid4

import psycopg
import pytest

from backend.database.entries import Entry, Upsert, Verdict
from backend.database.event_log import EventLog, Poison, Repeated
from backend.database.lease import Lease
from backend.database.trouble import DatabaseTrouble, FencedOut
from backend.verify import link, payload_digest
from tests.backend.database.logbook import NOON, a_writer, an_entry, rows


async def test_a_batch_is_numbered_without_gaps_and_answered_in_order(either_database: str) -> None:
    async with a_writer(either_database) as (log, _):
        first = await log.commit([an_entry(events=2), an_entry(events=1)])
        second = await log.commit([an_entry(events=3)])
        assert [(o.first_seq, o.last_seq) for o in first + second] == [(1, 2), (3, 3), (4, 6)]
        events = await log.read(0)
        assert [event.seq for event in events] == [1, 2, 3, 4, 5, 6]
        assert log.head.seq == 6
        assert [event.seq for event in await log.read(4)] == [5, 6]


async def test_the_chain_follows_from_what_is_stored(either_database: str) -> None:
    async with a_writer(either_database) as (log, _):
        for number in range(5):
            await log.commit([an_entry(f"ñandú {number}", at=NOON + number, exercise=number == 3)])
        previous = bytes(32)
        for event in await log.read(0):
            assert event.salt is not None
            assert event.body is not None
            assert payload_digest(event.salt, event.body) == event.digest
            previous = link(
                previous, event.seq, event.command.bytes, event.kind, event.version, event.actor,
                event.workstation, event.at, event.exercise, event.digest,
            )  # fmt: skip
            assert event.chain == previous
        assert log.head.chain == previous


async def test_a_refusal_is_remembered_and_moves_nothing(database: str) -> None:
    refused = Entry(
        command=uuid4(), digest=bytes(32), actor="operator:ana", at=NOON, verdict=Verdict.REFUSED,
        code="unit.not_free", params={"unit": "M21"},
    )  # fmt: skip
    async with a_writer(database) as (log, _):
        [outcome] = await log.commit([refused])
        assert (outcome.verdict, outcome.first_seq) == (Verdict.REFUSED, None)
        assert log.head.seq == 0
        stored, digest = (await log.outcomes_of([refused.command]))[refused.command]
        assert (stored.code, stored.params, digest) == ("unit.not_free", {"unit": "M21"}, bytes(32))


async def test_a_known_command_writes_nothing_and_tells_its_old_answer(database: str) -> None:
    entry = an_entry(events=2)
    async with a_writer(database) as (log, _):
        await log.commit([entry])
        with pytest.raises(Repeated) as caught:
            await log.commit([an_entry("a neighbour"), entry])
        outcome, digest = caught.value.outcomes[entry.command]
        assert (outcome.first_seq, outcome.last_seq, outcome.repeated) == (1, 2, True)
        assert digest == entry.digest
        assert log.head.seq == 2
        assert len(await log.read(0)) == 2
        [after] = await log.commit([an_entry("a neighbour")])
        assert after.first_seq == 3


@pytest.mark.parametrize("body", [b'{"text":"\x00"}', b"\xff\xfe"], ids=["NUL", "not UTF-8"])
async def test_what_cannot_be_stored_is_poison_and_leaves_no_gap(database: str, body: bytes) -> None:
    good = an_entry()
    bad = Entry(
        command=uuid4(), digest=bytes(32), actor="a", at=NOON,
        events=(type(good.events[0])(kind="note_written", version=1, body=body),),
    )  # fmt: skip
    async with a_writer(database) as (log, _):
        with pytest.raises(Poison):
            await log.commit([good, bad])
        assert await log.read(0) == []
        [outcome] = await log.commit([good])
        assert outcome.first_seq == 1


async def test_an_escaped_nul_is_kept_as_it_came(database: str) -> None:
    good = an_entry("a\\u0000b")
    async with a_writer(database) as (log, _):
        await log.commit([good])
        assert (await log.read(0))[0].body == b'{"text":"a\\u0000b"}'


async def test_who_lost_the_lease_writes_nothing(either_database: str) -> None:
    async with a_writer(either_database) as (log, lease):
        await log.commit([an_entry()])
        await lease.release()
        async with a_writer(either_database) as (successor, _):
            with pytest.raises(FencedOut) as caught:
                await log.commit([an_entry("too late")])
            assert caught.value.code == "log.fenced_out"
            [outcome] = await successor.commit([an_entry("mine now")])
            assert outcome.first_seq == 2


async def test_without_a_lease_nothing_is_written(database: str) -> None:
    log = EventLog(database)
    with pytest.raises(DatabaseTrouble, match=r"log\.no_lease"):
        await log.commit([an_entry()])


async def test_a_connection_cut_before_the_commit_costs_nothing(database: str) -> None:
    async with a_writer(database) as (log, _):
        await log.commit([an_entry()])
        rows(database, "select pg_terminate_backend(pid) from pg_stat_activity "
             "where datname = current_database() and pid <> pg_backend_pid()")  # fmt: skip
        [outcome] = await log.commit([an_entry("after the cut")])
        assert outcome.first_seq == 2
        assert len(await log.read(0)) == 2


async def test_a_batch_that_landed_unheard_is_found_by_its_ids(database: str) -> None:
    """The same batch sent twice, as after a connection lost in the commit: written once."""
    entry = an_entry()
    async with a_writer(database) as (log, _):
        twin = EventLog(database, entropy=lambda count: bytes(count))
        mine = EventLog(database, entropy=lambda count: bytes(count))
        term_head = log.head
        fence = int(str(rows(database, "select fence from log_head")[0][0]))
        for each in (twin, mine):
            each.lead(fence, term_head)
        await twin.commit([entry])
        # The head has moved on to exactly what this one wanted to write.
        with pytest.raises(DatabaseTrouble, match="head_moved") as caught:
            await mine.commit([an_entry("another")])
        assert caught.value.params == {"found": 1, "expected": 0}
        assert [o.first_seq for o in await mine.commit([entry])] == [1]
        assert len(await log.read(0)) == 1
        await twin.close()
        await mine.close()


async def test_every_batch_rings_once(database: str) -> None:
    async with a_writer(database) as (log, _):
        with psycopg.connect(database, autocommit=True) as listener:
            listener.execute("listen atalaya_log")
            await log.commit([an_entry(), an_entry(), an_entry()])
            heard = [notice.payload for notice in listener.notifies(timeout=1, stop_after=1)]
            heard += [notice.payload for notice in listener.notifies(timeout=0.1)]
        assert heard == ["3"]


async def test_projections_change_with_the_events_or_not_at_all(database: str) -> None:
    row = {
        "id": uuid4(), "status": "dispatched", "since": NOON, "incident": None, "room": "911",
        "agency": "police", "exercise": False,
    }  # fmt: skip
    entry = an_entry()
    async with a_writer(database) as (log, _):
        await log.commit([entry], [Upsert(table="unit_status", row=row)])
        with pytest.raises(Repeated):
            await log.commit([entry], [Upsert(table="unit_status", row={**row, "status": "on_scene"})])
    assert rows(database, "select status, micros(since) from unit_status") == [("dispatched", NOON)]


async def test_a_follower_refuses_until_the_first_is_gone(database: str) -> None:
    first, second = Lease(database, poll_seconds=0.05), Lease(database, poll_seconds=0.05)
    term = await first.acquire()
    assert await second.try_acquire() is None
    assert await second.try_acquire() is None
    waiting = asyncio.create_task(second.acquire())
    await first.release()
    taken = await asyncio.wait_for(waiting, 2)
    assert taken.fence == term.fence + 1
    await second.release()


LOCKS = """
pg_locks where locktype = 'advisory' and granted
   and database = (select oid from pg_database where datname = current_database())
"""


async def test_a_broken_connection_alone_does_not_end_the_term(database: str) -> None:
    lease, other = Lease(database, poll_seconds=0.05), Lease(database, poll_seconds=0.05)
    term = await lease.acquire()
    rows(database, f"select pg_terminate_backend(pid) from {LOCKS}")
    for _ in range(100):
        await asyncio.sleep(0.02)
        if rows(database, f"select 1 from {LOCKS}"):
            break
    assert not lease.lost.is_set()
    assert lease.term == term
    assert await other.try_acquire() is None
    await other.release()
    await lease.release()


async def test_a_lease_taken_over_meanwhile_is_lost_for_good(database: str) -> None:
    lease = Lease(database, poll_seconds=0.05)
    await lease.acquire()
    rows(database, "update log_head set fence = fence + 1 returning fence")
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("update log_head set fence = fence + 1")
    await asyncio.wait_for(lease.lost.wait(), 3)
    assert lease.term is None
    await lease.release()
