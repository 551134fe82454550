"""What was before: a number's calls, a place's incidents and dangers; on record, and never waiting for it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from backend.database.audit import Audit
from backend.database.trouble import DatabaseUnavailable
from domain.call import Call, Disposition, Draft
from domain.commands import AnswerCall, CloseCall, CreateIncident, SaveDraft
from domain.event_orders import LinkCall, UnlinkCall
from domain.histories import AccessTold, AskHistory, CallHistory, RevealAccess
from domain.incident import Incident
from domain.place import Place, Position
from domain.premises import HazardKind
from domain.severity import Severity
from domain.wire import Answer, Ask
from tests.plugins.backend import Desk, Running

MARKS = count(1)
HERE = Position(lat=-34.6037, lon=-58.3745)


async def ask(desk: Desk, inquiry: Any) -> Any:
    mark = next(MARKS)
    await desk.say(Ask(ask=mark, inquiry=inquiry))
    answer = await desk.hear(Answer, lambda told: told.ask == mark)
    assert answer.reply is not None, answer.code
    return answer.reply


async def audited(dsn: str) -> list[tuple[str, str, str]]:
    async with await psycopg.AsyncConnection.connect(dsn) as connection:
        cursor = await connection.execute("select action, subject, line from audit order by seq")
        return [(row[0], row[1], row[2]) for row in await cursor.fetchall() if "history" in row[0] or
                "access" in row[0]]  # fmt: skip


async def two_calls(backend: Running, desk: Desk) -> tuple[Call, Call, CreateIncident]:
    """A prank, and a call that an incident was made of."""
    await backend.ring("first", number="+54 9 11 5823-4471")
    first = await desk.thing(Call)
    await desk.do(AnswerCall(call=first.id))
    await desk.do(SaveDraft(call=first.id, draft=Draft(revision=1, place="Defensa 1180", type_code="0601")))
    await desk.do(CloseCall(call=first.id, disposition=Disposition.PRANK))
    await backend.ring("second", number="11 4000-0000")
    second = await desk.thing(Call, lambda call: call.number == "11 4000-0000")
    await desk.do(AnswerCall(call=second.id))
    made = CreateIncident(
        incident=backend.mint.mint(), room="911", priority=Severity.HIGH, call=second.id, close_call=True,
        place=Place(address="San Martín 440", position=Position(lat=-34.60375, lon=-58.3746)),
        type_code="0221",
    )  # fmt: skip
    assert (await desk.do(made)).result == "accepted"
    return first, second, made


async def what_was_before(desk: Desk, dsn: str) -> None:
    """Calls of a number, incidents of a place, its dangers, and the code that is told for the asking."""
    told = await ask(desk, AskHistory(call=uuid4(), number="5823 4471", position=HERE))
    assert isinstance(told, CallHistory)
    assert [(call.place, call.disposition) for call in told.calls] == [("Defensa 1180", Disposition.PRANK)]
    ((number, metres),) = [(one.number, one.metres) for one in told.incidents]
    assert number.endswith("0000001")
    assert metres is not None
    assert 5 < metres < 20
    assert [one.kind for one in told.hazards] == [HazardKind.GAS, HazardKind.DOG, HazardKind.ACCESS]
    assert told.hazards[0].source == "Bomberos"
    assert told.hazards[2].note == "", "a code is not told unasked"
    assert told.recorded
    by_words = await ask(desk, AskHistory(number="11", address="san martín 440"))
    assert by_words.calls == (), "two figures are everybody's number"
    assert [one.address for one in by_words.incidents] == ["San Martín 440"]
    odd = AskHistory(number="%%%%%%%%", address="%_%'; drop table call; --\\")
    assert (await ask(desk, odd)).incidents == ()
    premise = told.hazards[2].premise
    shown = await ask(desk, RevealAccess(premise=premise))
    assert shown == AccessTold(premise=premise, note="portero: 4471#")
    records = await audited(dsn)
    assert [action for action, _, _ in records] == ["read_history"] * 3 + ["reveal_access"]
    assert all("5823 4471" not in line and "4471#" not in line for _, _, line in records)


async def linked_and_taken_back(backend: Running, desk: Desk, made: CreateIncident) -> None:
    """A second call about the incident joins it, settled as duplicate, and is open again."""
    await backend.ring("third", number="11 4000-0001")
    third = await desk.thing(Call, lambda call: call.number == "11 4000-0001")
    await desk.do(AnswerCall(call=third.id))
    linked = await desk.do(LinkCall(call=third.id, incident=made.incident, close_call=True))
    assert linked.result == "accepted"
    incident = await desk.thing(Incident)
    assert set(incident.calls) == {made.call, third.id}
    assert (await desk.do(UnlinkCall(call=third.id, incident=made.incident))).result == "accepted"
    again = await desk.thing(Call, lambda call: call.id == third.id and call.incident is None)
    assert (again.disposition, again.closed_at) == (None, None)


async def test_a_number_and_a_place_have_their_past_and_no_reading_waits_for_its_record(
    backend: Running,
    demo_database: str,
    monkeypatch: pytest.MonkeyPatch,
    expect_log: Callable[[str], None],
) -> None:
    expect_log("1 audit records are owed: database.unavailable")
    desk = await backend.desk("lferreyra")
    first, _, made = await two_calls(backend, desk)
    await what_was_before(desk, demo_database)
    await linked_and_taken_back(backend, desk, made)
    whole = Audit.record

    async def fails(*told: Any) -> int:
        raise DatabaseUnavailable("database.unavailable", reason="test")

    monkeypatch.setattr(Audit, "record", fails)
    blind = await ask(desk, AskHistory(call=first.id, number="5823-4471"))
    assert not blind.recorded
    monkeypatch.setattr(Audit, "record", whole)
    seen = await ask(desk, AskHistory(number="5823-4471"))
    assert seen.recorded
    assert len(await audited(demo_database)) == 6, "what was owed is on record too"
