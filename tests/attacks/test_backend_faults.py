"""ATTACKS 51 and 52 as a room feels them: a full disk, a poisoned command; at desk, doors and /health."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from backend.database.anchors import Anchors
from backend.database.data_directory import DataDirectory
from backend.database.entries import Head
from domain.alert import Alert, AlertKind
from domain.call import Call, Draft
from domain.clock import ManualClock
from domain.commands import AnswerCall, SaveDraft
from domain.wire import AskSnapshot, Do, Snapshot
from tests.plugins.backend import Running


@contextmanager
def a_full_disk(dsn: str) -> Iterator[None]:
    """Have every new event meet the error of a full disk (53100) until the block ends."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(
            "create or replace function no_room() returns trigger language plpgsql as"
            " $$ begin raise exception 'No space left on device' using errcode = 'disk_full'; end $$"
        )
        connection.execute("create trigger no_room before insert on event execute function no_room()")
        try:
            yield
        finally:
            connection.execute("drop trigger no_room on event")


async def health(backend: Running) -> tuple[int, str]:
    """Return what /health says of the database."""
    async with backend.http.get(f"{backend.url}/health") as answer:
        return answer.status, (await answer.json())["database"]


async def test_51_a_full_disk_is_said_within_a_second_everywhere_and_heals_by_itself(
    backend: Running, demo_database: str
) -> None:
    desk = await backend.desk()
    await backend.ring("before")
    call = await desk.thing(Call)
    do = Do(id=backend.mint.mint(), at=0, command=AnswerCall(call=call.id))
    loop = asyncio.get_running_loop()
    with a_full_disk(demo_database):
        began = loop.time()
        refused = await desk.repeat(do)
        assert (refused.result, refused.code) == ("refused", "database.disk_full")
        answer = await backend.ring("during")
        assert (answer.status, await answer.json()) == (503, {"code": "database.disk_full"})
        assert answer.headers["Retry-After"] == "1"
        assert await health(backend) == (503, "database.disk_full")
        assert loop.time() - began < 1.0
        await desk.say(AskSnapshot())
        assert len((await desk.hear(Snapshot)).calls) == 1, "reads go on"
        assert (await backend.desk("tquinteros")).snapshot.units
    assert (await desk.repeat(do)).result == "accepted"
    assert (await backend.ring("during")).status == 202
    assert await health(backend) == (200, "ok")
    told = await backend.desk("bzalazar")
    assert [call.short for call in told.snapshot.calls] == [1, 2]


async def test_52_a_poisoned_command_is_put_aside_and_nobody_else_notices(
    backend: Running, demo_database: str
) -> None:
    desk = await backend.desk("cmoyano")
    await backend.ring("a")
    call = await desk.thing(Call)
    with psycopg.connect(demo_database, autocommit=True) as connection:
        connection.execute("alter table call add check (body not like '%veneno%')")
    answer = await backend.ring("poison", caller="veneno")
    assert (answer.status, await answer.json()) == (409, {"code": "command.poison"})
    assert (await backend.ring("twin", caller="antídoto")).status == 202
    draft = SaveDraft(call=call.id, draft=Draft(revision=1, narrative="veneno"))
    assert (await desk.do(draft)).code == "command.poison"
    alarms = await desk.thing(Alert, lambda one: one.kind is AlertKind.COMMAND_POISON)
    assert alarms.params
    with psycopg.connect(demo_database) as connection:
        bodies = [bytes(row[0]).decode() for row in connection.execute("select body from quarantine")]
    assert sorted("ring" in body or "source_call" in body for body in bodies) == [False, True]
    assert all("veneno" in body for body in bodies), "kept exactly as they came"


async def test_51_anchors_that_find_no_room_wait_for_it_and_the_writer_goes_on(
    tmp_path: Path, expect_log: Callable[[str], None]
) -> None:
    expect_log("anchors cannot be written: Is a directory")
    directory = DataDirectory.claim(tmp_path / "data")
    anchors, head = Anchors(directory, ManualClock()), Head(7, bytes(32))
    directory.latest_anchors.mkdir()
    running = asyncio.create_task(anchors.run(lambda: {"event": head}))
    await asyncio.sleep(0.6)
    assert not running.done()
    directory.latest_anchors.rmdir()
    async with asyncio.timeout(2.0):
        while not directory.latest_anchors.exists():  # noqa: ASYNC110 - a file tells nobody
            await asyncio.sleep(0.05)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert b'"count":7' in directory.latest_anchors.read_bytes()
