"""The present can be derived from the log again, and whoever altered either is found out."""

from __future__ import annotations

from uuid import UUID, uuid4

import psycopg
import pytest

from backend.database.erasure import Erasure, erase
from backend.database.link import connect
from backend.database.projections import load_world
from backend.database.rebuild import rebuild
from domain.call import CallState
from domain.incident import IncidentState
from domain.unit import UnitStatus
from tests.backend.database.city import UNITS, a_busy_hour, a_control_room, close, settle_city
from tests.backend.database.logbook import NOON, a_writer, rows


async def test_the_world_is_read_back_as_it_was(database: str) -> None:
    settle_city(database)
    async with a_control_room(database) as desk:
        call, incident = await a_busy_hour(desk)
        before = desk.world
    async with await connect(database) as connection:
        after = await load_world(connection, NOON)
    for shelf in ("calls", "incidents", "units", "alerts"):
        mine = {thing.id: thing for thing in getattr(before, shelf).values()}
        assert {thing.id: thing for thing in getattr(after, shelf).values()} == mine, shelf
    assert after.counters == before.counters
    group = ("panic:b-7", "911", False)
    assert after.open_alert(*group) == before.open_alert(*group)
    found_call, found = after.calls.get(call), after.incidents.get(incident)
    assert found_call is not None
    assert found is not None
    assert (found_call.state, found_call.draft.narrative) == (CallState.ANSWERED, "choque, dos heridos")
    assert (found.number, found.state, found.units) == ("26-0000001", IncidentState.ACTIVE, tuple(UNITS[:2]))


async def test_a_closed_incident_frees_its_units_in_the_tables_too(database: str) -> None:
    settle_city(database)
    async with a_control_room(database) as desk:
        _, incident = await a_busy_hour(desk)
        await close(desk, incident)
    assert rows(database, "select id, status, incident from unit_status order by id") == [
        (UNITS[0], UnitStatus.AVAILABLE.value, None),
        (UNITS[1], UnitStatus.AVAILABLE.value, None),
    ]


async def test_a_replay_of_the_log_equals_the_tables(database: str) -> None:
    settle_city(database)
    async with a_control_room(database) as desk:
        for _ in range(3):
            _, incident = await a_busy_hour(desk)
            await close(desk, incident)
        await a_busy_hour(desk)
    report = await rebuild(database)
    assert report.differences == []
    assert report.events > 40
    assert report.things == 4 + 4 + 2 + 1 + 1
    assert rows(database, "select 1 from pg_namespace where nspname = 'rebuild'") == []


@pytest.mark.parametrize(
    ("tampering", "complaint"),
    [
        ("update call set body = replace(body, 'dos heridos', 'nadie')", "differs from the log"),
        ("update unit_status set status = 'available'", "differs from the log"),
        ("delete from alert", "missing in the table"),
        ("insert into unit_status select id, 'on_scene', since, null, room, agency, false from unit "
         "where call_sign = 'M3'", "not in the log"),
        ("update counters set incidents = 7", "differs from the log"),
    ],
)  # fmt: skip
async def test_a_table_that_was_altered_by_hand_is_found(
    database: str, tampering: str, complaint: str
) -> None:
    settle_city(database)
    async with a_control_room(database) as desk:
        await a_busy_hour(desk)
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(tampering.encode())
    report = await rebuild(database)
    assert report.differences
    assert all(complaint in difference for difference in report.differences)


async def test_what_was_erased_does_not_spoil_the_comparison(database: str) -> None:
    settle_city(database)
    async with a_control_room(database) as desk:
        call, incident = await a_busy_hour(desk)
    drafts = rows(database, "select seq from event where kind = 'draft_saved'")
    async with a_writer(database) as (log, _):
        await erase(
            log, Erasure(order="JUZ 12/345", seqs=tuple(int(str(seq)) for (seq,) in drafts), things=(call,)),
            command=uuid4(), actor="admin", at=NOON,
        )  # fmt: skip
    report = await rebuild(database)
    assert report.erased == 3
    assert report.differences == []
    assert isinstance(incident, UUID)
