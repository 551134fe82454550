"""What is over is read with a purpose, on record, literally, and never mixed with an exercise."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import mypy.api
import psycopg
import pytest
from sqlalchemy import create_engine, inspect

from backend.database import tables
from backend.database.audit import Audit
from backend.database.history import History, TooShort, make_engine
from backend.database.trouble import DatabaseUnavailable
from domain.clock import ManualClock
from domain.commands import RingCall
from domain.people import Actor
from domain.purpose import stated
from tests.backend.database.city import EXCHANGE, a_busy_hour, a_control_room, settle_city
from tests.backend.database.logbook import NOON, rows

READER = Actor(name="fiscal", room="911", workstation="P01")
TRAINEE = Actor(name="cadete", room="escuela", workstation="E01", exercise=True)
PURPOSE = stated("IPP 7/26", "identify the caller")


@pytest.fixture
async def history(database: str) -> AsyncIterator[History]:
    settle_city(database)
    audit = Audit(database, ManualClock(NOON))
    opened = History(make_engine(database), audit)
    yield opened
    await opened.close()
    await audit.close()


async def ring(dsn: str, *numbers: str, exercise: bool = False, **fields: str) -> None:
    source = Actor(name="intake:calls", room="escuela", exercise=True) if exercise else EXCHANGE
    async with a_control_room(dsn) as desk:
        for number in numbers:
            await desk.do(RingCall(call=uuid4(), room=source.room, at=NOON, number=number, **fields), source)


async def test_a_read_is_on_record_before_its_data(history: History, database: str) -> None:
    await ring(database, "+541148080001", "+541148080002")
    found = await history.calls_from("48080002", READER, PURPOSE)
    assert [call.number for call in found] == ["+541148080002"]
    columns = "seq, actor, workstation, action, subject, case_number, reason, micros(recorded_at)"
    assert rows(database, f"select {columns} from audit") == [
        (1, "fiscal", "P01", "read_calls", "number:48080002", "IPP 7/26", "identify the caller", NOON)
    ]


async def test_without_a_record_there_is_no_data(history: History, database: str) -> None:
    await ring(database, "+541148080001")
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("alter table audit add check (seq < 1)")
    with pytest.raises(DatabaseUnavailable):
        await history.calls_from("48080001", READER, PURPOSE)


async def test_exercise_and_live_never_meet(history: History, database: str) -> None:
    await ring(database, "+541148080001")
    await ring(database, "+541148080009", exercise=True)
    for reader, number in ((READER, "+541148080001"), (TRAINEE, "+541148080009")):
        assert [call.number for call in await history.calls_from("4808000", reader, PURPOSE)] == [number]


@pytest.mark.parametrize("words", ["100%", "a_b", "' or 1=1", '"quoted"', "back\\slash", "Ñáñez"])
async def test_a_search_is_literal(history: History, database: str, words: str) -> None:
    async with a_control_room(database) as desk:
        from domain.call import Draft
        from domain.commands import AnswerCall, SaveDraft

        for text in (f"dijo {words} y colgó", "100 x a-b or quoted backslash Nanez"):
            call = uuid4()
            await desk.do(RingCall(call=call, room="911", at=NOON), EXCHANGE)
            await desk.do(AnswerCall(call=call))
            await desk.do(SaveDraft(call=call, draft=Draft(revision=1, narrative=text)))
    found = await history.calls_about(words, READER, PURPOSE)
    assert [call.draft.narrative for call in found] == [f"dijo {words} y colgó"]


@pytest.mark.parametrize("words", ["", "  a ", "%%"])
async def test_a_search_that_is_too_short_touches_nothing(
    history: History, database: str, words: str
) -> None:
    with pytest.raises(TooShort, match="search: at least 3 characters"):
        await history.calls_about(words, READER, PURPOSE)
    assert rows(database, "select 1 from audit") == []


async def test_what_happened_to_a_thing_is_told_in_order(history: History, database: str) -> None:
    async with a_control_room(database) as desk:
        call, incident = await a_busy_hour(desk)
    told = await history.events_of(call, READER, PURPOSE)
    assert [event.kind for event in told] == [
        "call_rang", "call_answered", "draft_saved", "draft_saved", "draft_saved", "incident_created",
    ]  # fmt: skip
    assert [event.actor for event in told[:2]] == ["intake:calls", "lferreyra"]
    [found] = await history.incidents_at("corrientes", READER, PURPOSE)
    assert found.id == incident


@pytest.mark.parametrize(("case", "reason"), [("", "identify the caller"), ("IPP 7/26", "because")])
def test_a_purpose_that_says_nothing_is_refused(case: str, reason: str) -> None:
    with pytest.raises(ValueError, match=r"Expected `str` of length >= \d+ - at `\$\.(case|reason)`"):
        stated(case, reason)


def test_a_read_without_a_purpose_does_not_pass_mypy(tmp_path: Path) -> None:
    source = tmp_path / "hasty.py"
    source.write_text(
        "from backend.database.history import History\n"
        "from domain.people import Actor\n"
        "async def read(history: History, reader: Actor) -> None:\n"
        "    await history.calls_from('48080001', reader)\n"
        "    await history.calls_from('48080001', reader, None)\n"
    )
    told, _, status = mypy.api.run([str(source)])  # with the cache of make check
    assert status == 1
    assert 'Missing positional argument "purpose"' in told
    assert 'incompatible type "None"; expected "Purpose"' in told


def test_every_query_of_people_asks_for_a_purpose() -> None:
    import inspect as looking

    for name, method in looking.getmembers(History, looking.iscoroutinefunction):
        if not name.startswith("_") and name != "close":
            assert "purpose" in looking.signature(method).parameters, name


def test_the_tables_are_those_that_the_migrations_make(either_database: str) -> None:
    parts = psycopg.conninfo.conninfo_to_dict(either_database)
    engine = create_engine("postgresql+psycopg://", connect_args=parts)
    with engine.connect() as connection:
        found = inspect(connection)
        for table in tables.metadata.tables.values():
            real = {c["name"]: (c["type"].python_type, c["nullable"]) for c in found.get_columns(table.name)}
            assert {c.name: (c.type.python_type, c.nullable) for c in table.columns} == real, table.name
            view = (
                {c["name"] for c in found.get_columns(f"live_{table.name}")} if table.name in LIVE else set()
            )
            assert view in (set(), set(real))
    engine.dispose()


LIVE = ("call", "incident", "alert")
