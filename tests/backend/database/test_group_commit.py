"""Many callers, one writer: a crowd shares a flush, a lone caller waits for nobody, poison hurts itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from backend.database.entries import Verdict
from backend.database.event_log import EventLog
from backend.database.group_commit import GroupCommit
from backend.database.trouble import DatabaseTrouble, DatabaseUnavailable, DiskFull, FencedOut
from tests.backend.database.box import Ask, Box, until_answered
from tests.backend.database.logbook import a_writer, rows


@asynccontextmanager
async def a_desk(
    dsn: str, explain: Callable[[], DatabaseTrouble | None] = lambda: None, patience: float = 0.8
) -> AsyncIterator[tuple[GroupCommit[Ask], Box, EventLog]]:
    async with a_writer(dsn) as (log, _):
        box = Box()
        commits = GroupCommit(log, box, explain=explain, patience_seconds=patience)
        running = asyncio.create_task(commits.run())
        try:
            yield commits, box, log
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


async def sums(log: EventLog) -> list[bytes]:
    return [event.body or b"" for event in await log.read(0)]


async def test_a_crowd_shares_batches_and_every_number_follows(database: str) -> None:
    async with a_desk(database) as (commits, box, log):
        outcomes = await asyncio.gather(*(commits.submit(Ask(1)) for _ in range(300)))
        assert [outcome.first_seq for outcome in outcomes] == list(range(1, 301))
        assert box.kept == 300
        assert len(box.batches) <= 3
        assert box.told == list(range(1, 301))
        assert b'"sum":300' in (await sums(log))[-1]


async def test_a_lone_caller_is_a_batch_of_one(database: str) -> None:
    async with a_desk(database) as (commits, box, _):
        for _ in range(3):
            await commits.submit(Ask(1))
        assert box.batches == [1, 1, 1]


async def test_the_same_command_again_gets_the_same_answer(database: str) -> None:
    ask = Ask(5)
    async with a_desk(database) as (commits, box, log):
        twins = await asyncio.gather(commits.submit(ask), commits.submit(ask))
        later = await commits.submit(ask)
        assert [(o.first_seq, o.verdict) for o in [*twins, later]] == [(1, Verdict.DONE)] * 3
        assert [o.repeated for o in [*twins, later]] == [False, True, True]
        assert box.kept == 5
    async with a_desk(database) as (commits, box, log):
        # Another backend, which has never heard of it, in a batch with a neighbour.
        neighbour, again = await asyncio.gather(commits.submit(Ask(1)), commits.submit(ask))
        assert (again.first_seq, again.repeated) == (1, True)
        assert neighbour.first_seq == 2
        assert await sums(log) == [b'{"sum":5,"text":""}', b'{"sum":1,"text":""}']


async def test_the_same_id_with_another_body_is_a_conflict(database: str) -> None:
    ask = Ask(5)
    forged = Ask(500, command=ask.command)
    async with a_desk(database) as (commits, box, _):
        first, same_batch = await asyncio.gather(commits.submit(ask), commits.submit(forged))
        assert first.verdict is Verdict.DONE
        assert (same_batch.verdict, same_batch.code) == (Verdict.CONFLICT, "log.conflict")
        assert (await commits.submit(forged)).verdict is Verdict.CONFLICT
        assert box.kept == 5
    async with a_desk(database) as (commits, box, _):
        assert (await commits.submit(forged)).verdict is Verdict.CONFLICT
        assert box.kept == 0


async def test_a_refusal_is_answered_and_remembered(database: str) -> None:
    ask = Ask(-1)
    async with a_desk(database) as (commits, box, log):
        assert (await commits.submit(ask)).code == "box.empty"
        await commits.submit(Ask(10))
        assert (await commits.submit(ask)).code == "box.empty"  # the old answer, though it would pass now
        assert box.kept == 10
        assert log.head.seq == 1


@pytest.mark.parametrize("text", ["boom", "\x00"], ids=["a bug in the rules", "cannot be stored"])
async def test_poison_is_put_aside_and_its_neighbours_live(database: str, text: str) -> None:
    bad = Ask(1000, text=text)
    async with a_desk(database) as (commits, box, _log):
        crowd = [Ask(1), Ask(1), bad, Ask(1), Ask(1)]
        outcomes = await asyncio.gather(*(commits.submit(ask) for ask in crowd))
        assert [o.verdict.value for o in outcomes] == ["done", "done", "poisoned", "done", "done"]
        assert sorted(o.first_seq or 0 for o in outcomes) == [0, 1, 2, 3, 4]
        assert box.kept == 4
        assert (await commits.submit(bad)).verdict is Verdict.POISONED
        assert rows(database, "select command, body from quarantine") == [(bad.command, bad.raw)]
        assert (await commits.submit(Ask(1))).first_seq == 5
        assert box.kept == 5


async def test_who_is_fenced_out_tells_every_caller_and_ends(database: str) -> None:
    async with a_writer(database) as (log, lease):
        box = Box()
        commits = GroupCommit(log, box)
        running = asyncio.create_task(commits.run())
        await commits.submit(Ask(1))
        await lease.release()
        async with a_writer(database):
            answers = await asyncio.gather(
                *(commits.submit(Ask(1)) for _ in range(3)), return_exceptions=True
            )
            assert all(isinstance(answer, FencedOut) for answer in answers)
            with pytest.raises(FencedOut):
                await running
            with pytest.raises(FencedOut):
                await commits.submit(Ask(1))
        assert box.kept == 1


async def test_a_silent_database_is_told_in_time_and_settled_later(database: str) -> None:
    """Somebody holds the head's row: the commit hangs as it would on a stalled disk."""
    ask, queued = Ask(7), Ask(1)
    async with a_desk(database, patience=0.15) as (commits, box, log):
        await commits.submit(Ask(1))
        async with stalled(database):
            loop = asyncio.get_running_loop()
            began = loop.time()
            waiting = [asyncio.create_task(commits.submit(each)) for each in (ask, queued)]
            answers = await asyncio.gather(*waiting, return_exceptions=True)
            assert all(isinstance(answer, DatabaseUnavailable) for answer in answers)
            assert loop.time() - began < 1.0
            assert commits.silent is not None
            with pytest.raises(DatabaseUnavailable):
                await commits.submit(Ask(1))
        outcome = await until_answered(commits, ask)
        assert (outcome.first_seq, outcome.repeated) == (2, True)
        assert box.kept == 1 + 7 + (await until_answered(commits, queued)).verdict.value.count("done")
        assert len(await log.read(0)) == 3


async def test_the_reason_of_the_silence_is_told_where_it_is_known(database: str) -> None:
    full = DiskFull("database.disk_full", reason="0 kB left")
    async with a_desk(database, explain=lambda: full, patience=0.1) as (commits, _, _log):
        async with stalled(database):
            with pytest.raises(
                DiskFull, match=r"database\.disk_full: the database's disk is full: 0 kB left"
            ):
                await commits.submit(Ask(1))
        await until_answered(commits, Ask(1))


@asynccontextmanager
async def stalled(dsn: str) -> AsyncIterator[None]:
    """Hold the row that every commit must move."""
    import psycopg

    async with await psycopg.AsyncConnection.connect(dsn) as holder:
        await holder.execute("select * from log_head for update")
        yield
        await holder.rollback()
