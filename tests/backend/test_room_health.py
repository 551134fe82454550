"""A supervisor's figures: counted by the server from the log, the same after a restart."""

from __future__ import annotations

import asyncio
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from domain.call import Call, CallState, Draft
from domain.clock import HOUR, MINUTE
from domain.commands import AnswerCall, CreateIncident, DispatchUnit, SaveDraft, SetUnitStatus
from domain.incident import Incident
from domain.place import Place
from domain.room_health import (
    AskCallsBehind,
    AskCourse,
    AskRoomHealth,
    AskShiftReport,
    CallsBehind,
    RoomCourse,
    RoomHealth,
    ShiftReport,
)
from domain.severity import Severity
from domain.unit import FREE, Unit, UnitStatus
from domain.wire import Answer, Ask
from tests.plugins.backend import Demo, Desk, Running, serving

MARKS = count(1)


async def ask(desk: Desk, inquiry: Any) -> Answer:
    mark = next(MARKS)
    await desk.say(Ask(ask=mark, inquiry=inquiry))
    return await desk.hear(Answer, lambda told: told.ask == mark)


async def health(desk: Desk) -> RoomHealth:
    """The figures, once the log has been read and what was just done is counted."""
    async with asyncio.timeout(5):
        while True:
            told = (await ask(desk, AskRoomHealth())).reply
            assert isinstance(told, RoomHealth)
            if told.whole:
                return told
            await asyncio.sleep(0.05)


async def rings(backend: Running, desk: Desk, name: str) -> Call:
    await backend.ring(name)
    return await desk.thing(Call, lambda call: call.state is CallState.RINGING and call.id not in DONE)


DONE: set[UUID] = set()


async def handled(backend: Running, desk: Desk) -> Incident:
    """A whole call: ring, answer, words, incident, a unit that goes and arrives."""
    call = await rings(backend, desk, f"whole-{uuid4()}")
    DONE.add(call.id)
    assert (await desk.do(AnswerCall(call=call.id))).result == "accepted"
    await desk.do(SaveDraft(call=call.id, draft=Draft(revision=1, type_code="0211")))
    await desk.do(SaveDraft(call=call.id, draft=Draft(revision=2, type_code="0211", place="San Martín 438")))
    made = CreateIncident(
        incident=backend.mint.mint(), room=call.room, priority=Severity.CRITICAL, call=call.id,
        close_call=True,
        type_code="0211", place=Place(address="San Martín 438, San Nicolás"),
    )  # fmt: skip
    assert (await desk.do(made)).result == "accepted"
    unit = next(u for u in desk.snapshot.units if isinstance(u, Unit) and u.status in FREE)
    assert (await desk.do(DispatchUnit(incident=made.incident, unit=unit.id))).result == "accepted"
    assert (await desk.do(SetUnitStatus(unit=unit.id, status=UnitStatus.ON_SCENE))).result == "accepted"
    return await desk.thing(Incident, lambda one: one.id == made.incident)


def counted(told: RoomHealth) -> dict[str, object]:
    """What must be the same after a restart."""
    figures = {one.code: (one.n, one.p50, one.share, one.met) for one in told.figures}
    return {"figures": figures, "recent": told.recent, "abandoned": told.queue.abandoned}


async def test_figures_survive_a_restart_and_are_those_of_the_log(demo_database: str, demo: Demo) -> None:
    supervisor = next(user for user, one in demo.accounts.items() if one.role == "supervisor")
    async with serving(demo_database, demo) as backend:
        desk = await backend.desk(supervisor)
        incident = await handled(backend, desk)
        gone = await rings(backend, desk, "gone")
        secret = demo.sources.call_token
        await backend.http.post(
            f"{backend.url}/intake/calls",
            json={"source_call": "gone", "event": "ended"},
            headers={"Authorization": f"Bearer {secret}"},
        )
        del gone
        before = await health(desk)
        async with asyncio.timeout(5):
            while before.queue.abandoned < 1 or before.recent[0].arrived_at is None:
                await asyncio.sleep(0.2)
                before = await health(desk)
        row = before.recent[0]
        assert (row.incident_short, row.place) == (incident.short, "San Martín 438, San Nicolás")
        assert None not in (row.answered_at, row.worded_at, row.located_at, row.dispatched_at)
        assert next(one for one in before.figures if one.code == "ring_15").share == 1.0
        assert before.staffing.handling_s == 90.0  # one call is no mean
    async with serving(demo_database, demo) as again:
        desk = await again.desk(supervisor)
        after = await health(desk)
        assert counted(after) == counted(before)

        course = (await ask(desk, AskCourse(code="process"))).reply
        assert isinstance(course, RoomCourse)
        assert sum(one.n for one in course.bins) == 1
        here = next(one for one in course.bins if one.n)
        behind = (await ask(desk, AskCallsBehind(
            code="process", begins=here.begins, ends=here.begins + 5 * MINUTE,
        ))).reply  # fmt: skip
        assert isinstance(behind, CallsBehind)
        assert [one.call for one in behind.calls] == [row.call]
        report = (await ask(desk, AskShiftReport())).reply
        assert isinstance(report, ShiftReport)
        assert (report.calls, report.abandoned, report.incidents) == (2, 1, 1)
        assert sum(hour.calls for hour in report.hours) == 2
        assert report.settled == (("incident", 1),)
        old = AskCallsBehind(begins=before.at - 40 * HOUR, ends=before.at)
        assert (await ask(desk, old)).code == "health.too_old"
        assert (await ask(desk, AskCourse(code="speed"))).code == "health.measure"

        taker = await again.desk()
        for inquiry in (AskRoomHealth(), AskCourse(code="process"), old, AskShiftReport()):
            assert (await ask(taker, inquiry)).code == "forbidden"
