"""ATTACKS 17, 18, 34, 47, 52 at the log's own door: retries, forged ids, SQL in names, tampering, poison."""

from __future__ import annotations

import asyncio
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from backend.database.anchors import Anchors
from backend.database.audit import Audit
from backend.database.data_directory import DataDirectory
from backend.database.entries import Verdict
from backend.database.export import export_logs
from backend.database.rebuild import rebuild
from backend.decisions import asked
from backend.verify import check, read_lines
from domain.clock import ManualClock
from domain.commands import RingCall
from domain.people import Actor
from domain.purpose import stated
from tests.backend.database.city import EXCHANGE, SUPERVISOR, a_busy_hour, a_control_room, settle_city
from tests.backend.database.logbook import NOON, rows

PURPOSE = stated("IPP 7/26", "identify the caller")
READER = Actor(name="fiscal", room="911", workstation="P01")


def ring(caller: str = "Rosa") -> RingCall:
    return RingCall(call=uuid4(), room="911", at=NOON, number="+541148080001", caller=caller)


async def test_17_the_same_command_again_is_answered_the_same_and_done_once(database: str) -> None:
    command, wanted = uuid4(), ring()
    async with a_control_room(database) as desk:
        first = await desk.commits.submit(asked(command, wanted, EXCHANGE))
        again = await desk.commits.submit(asked(command, wanted, EXCHANGE))
        assert (again.verdict, again.first_seq, again.repeated) == (Verdict.DONE, first.first_seq, True)
    async with a_control_room(database) as desk:
        later = await desk.commits.submit(asked(command, wanted, EXCHANGE))
        assert (later.verdict, later.first_seq, later.repeated) == (Verdict.DONE, first.first_seq, True)
    assert rows(database, "select count(*) from event") == [(1,)]


async def test_18_a_known_id_with_another_body_or_another_sender_is_a_conflict(database: str) -> None:
    command, wanted = uuid4(), ring()
    async with a_control_room(database) as desk:
        await desk.commits.submit(asked(command, wanted, EXCHANGE))
        for forged in (asked(command, ring("Otra"), EXCHANGE), asked(command, wanted, SUPERVISOR)):
            outcome = await desk.commits.submit(forged)
            assert (outcome.verdict, outcome.code) == (Verdict.CONFLICT, "log.conflict")
    assert rows(database, "select count(*), count(*) filter (where body like '%Rosa%') from call") == [(1, 1)]


@pytest.mark.parametrize(
    "name",
    [
        "Robert'); drop table call; --",
        "x' or '1'='1",
        "\\'; select pg_sleep(9); --",
        "$1 %s %(x)s :x {x}",
        '"; delete from event where true; --',
        "ñandú ⛔ \u202e",
    ],
)
async def test_34_sql_in_a_name_is_a_name(database: str, name: str) -> None:
    wanted = ring(name)
    async with a_control_room(database) as desk:
        outcome = await desk.do(wanted, EXCHANGE)
        assert outcome.verdict is Verdict.DONE
    async with a_control_room(database) as desk:
        call = desk.world.calls.get(wanted.call)
        assert call is not None
        assert call.caller == name
    assert rows(database, "select count(*) from event") == [(1,)]


@pytest.mark.parametrize(
    ("tampering", "complaint"),
    [
        ("update event_payload set body = replace(body, 'heridos', 'ilesos') where body like '%heridos%'",
         "its payload was altered"),
        ("update event set recorded_at = recorded_at - interval '1 hour' where seq = 4", "event 4: altered"),
        ("update event set exercise = true where seq = 2", "event 2: altered"),
        ("delete from event where seq = 5", "event 5: missing, 6 follows 4"),
        ("delete from event where seq > 8", "event 9: cut off, an anchor has seen"),
        ("delete from event_payload where seq = 1", "event 1: its payload is gone and no erasure names it"),
        ("update audit set line = replace(line, 'IPP 7/26', 'IPP 8/26') where seq = 1", "audit 1: altered"),
        ("delete from audit where seq = 2", "audit 2: missing, 3 follows 1"),
        ("delete from audit where seq = 3", "audit 3: cut off, an anchor has seen 3"),
    ],
)  # fmt: skip
async def test_47_a_row_edited_removed_or_a_tail_cut_is_found(
    database: str, tmp_path: Path, tampering: str, complaint: str
) -> None:
    directory = DataDirectory.claim(tmp_path / "data")
    anchors, audit = Anchors(directory, ManualClock(NOON)), Audit(database, ManualClock(NOON))
    settle_city(database)
    async with a_control_room(database) as desk:
        await a_busy_hour(desk)
        for number in range(3):
            await audit.record(
                READER, "read_calls", f"call:{number}", stated("IPP 7/26", "identify the caller")
            )
        anchors.see("event", desk.log.head)
        anchors.see("audit", await audit.look())
    await audit.close()
    assert await faults_of(database, tmp_path / "before.jsonl", directory) == []
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(tampering.encode())
    found = await faults_of(database, tmp_path / "after.jsonl", directory)
    assert complaint in "\n".join(found)


async def faults_of(dsn: str, target: Path, directory: DataDirectory) -> list[str]:
    await export_logs(dsn, target)
    return check(read_lines(target), read_lines(directory.latest_anchors), None).faults


async def test_52_what_the_tables_refuse_is_put_aside_and_its_neighbours_live(
    database: str,
) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("alter table call add check (body not like '%veneno%')")
    bad = asked(uuid4(), ring("veneno"), EXCHANGE)
    good = [asked(uuid4(), ring(f"Rosa {number}"), EXCHANGE) for number in range(4)]
    crowd = [*good[:2], bad, *good[2:]]
    async with a_control_room(database) as desk:
        outcomes = await asyncio.gather(*(desk.commits.submit(each) for each in crowd))
        assert [o.verdict.value for o in outcomes] == ["done", "done", "poisoned", "done", "done"]
        assert outcomes[2].code == "command.poison"
        assert len(desk.world.calls) == 4
        assert (await desk.commits.submit(bad)).verdict is Verdict.POISONED
    assert rows(database, "select command, body from quarantine") == [(bad.command, bad.raw)]
    assert rows(database, "select count(*), min(seq), max(seq) from event") == [(4, 1, 4)]
    assert (await rebuild(database)).differences == []
