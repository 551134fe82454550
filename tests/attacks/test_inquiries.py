"""ATTACKS 19, 47 on what desks ask: unknown, deep, by the thousand, by who may not, of edited rows."""

from __future__ import annotations

import asyncio
import time

import psycopg
import pytest

from backend.desk_line import IN_FLIGHT
from domain.alert import Alert, AlertKind
from domain.audit_reading import (
    AskVerification,
    ReadAuditRecord,
    SearchAudit,
    StartVerification,
    VerifyPhase,
)
from domain.call import Call
from domain.clock import SystemClock
from domain.purpose import Purpose
from domain.second_factor import code_of, step_of
from domain.wire import Answer, Ask, Beat, Challenge, Message, Prove, Refusal, Welcome
from domain.workspace import LoadWorkspaces
from tests.backend.registers import AUDITOR, ask
from tests.backend.test_sessions import enrol_codes, knock
from tests.plugins.backend import Running

PURPOSE = Purpose(case="IPP 7/26", reason="control de rutina")
MANY = 400
FORBIDDEN = "select count(*) from audit where action = 'forbidden'"


@pytest.mark.parametrize(
    ("inquiry", "detail"),
    [
        ('{"ask":"of_next_year"}', "inquiry.ask: 'of_next_year' is not known here"),
        (
            '{"ask":"keep_workspace","name":"%s","layout":"{}"}' % ("x" * 33),
            "inquiry.name: at most 32 characters",
        ),
        ('{"ask":"unlock_desk","password":7}', "inquiry.password: str expected, not int"),
        ("7", "inquiry: object expected, not int"),
    ],
)
async def test_a_question_that_cannot_be_read_is_answered_by_its_field_and_the_line_lives(
    backend: Running, inquiry: str, detail: str
) -> None:
    desk = await backend.desk()
    await desk.socket.send('{"is":"ask","ask":41,"inquiry":' + inquiry + "}")
    answer = await desk.hear(Answer)
    assert (answer.ask, answer.code, answer.params) == (41, "inquiry.bad", {"detail": detail})
    assert await desk.hear(Beat)


async def test_who_asks_nothing_but_nonsense_is_hung_up_on(backend: Running) -> None:
    desk, other = await backend.desk(), await backend.desk("tquinteros")
    for mark in range(40):
        await desk.socket.send(f'{{"is":"ask","ask":{mark},"inquiry":{{"ask":"x"}}}}')
    assert (await desk.gone())[0] == 1008
    deep = await backend.desk()
    await deep.socket.send('{"is":"ask","ask":1,"inquiry":' + "[" * 100_000)
    assert await deep.hear(Refusal) == Refusal(
        code="frame.bad", params={"detail": "inquiry: object expected, not array"}
    )
    await backend.ring("a")
    assert await other.thing(Call)


async def test_a_flood_of_who_may_not_is_refused_on_record_and_keeps_nobody_waiting_at_the_door(
    backend: Running, demo_database: str
) -> None:
    desk, supervisor = await backend.desk(), await backend.desk("cmoyano")
    for mark in range(MANY):
        inquiry = StartVerification() if mark % 2 else SearchAudit(purpose=PURPOSE)
        await desk.say(Ask(ask=mark, inquiry=inquiry))
    began = time.monotonic()
    other = await backend.desk("tquinteros")
    assert time.monotonic() - began < 2.0
    await backend.ring("a")
    await other.thing(Call)
    for _ in range(MANY):
        assert (await desk.hear(Answer)).code == "forbidden"
        assert sum("DeskLine._answer" in repr(task) for task in asyncio.all_tasks()) <= IN_FLIGHT
    alarm = await supervisor.thing(Alert, lambda one: one.kind is AlertKind.COMMAND_FORBIDDEN)
    assert alarm.params == {"user": "lferreyra", "workstation": "puesto-14"}
    with psycopg.connect(demo_database, autocommit=True) as connection:
        async with asyncio.timeout(4):
            while connection.execute(FORBIDDEN).fetchone() != (MANY,):
                await desk.hear(Beat)


async def test_a_thousand_questions_that_may_be_asked_hold_up_nobody(backend: Running) -> None:
    desk, other = await backend.desk(), await backend.desk("tquinteros")
    began = time.monotonic()
    for mark in range(1000):
        await desk.say(Ask(ask=mark, inquiry=LoadWorkspaces()))
    await backend.ring("a")
    await other.thing(Call)
    assert time.monotonic() - began < 2.0
    for _ in range(1000):
        assert (await desk.hear(Answer)).code is None


@pytest.mark.parametrize(
    ("line", "action"), [('{"at":7,"action":"NO HAY TAL <b>"}', "NO HAY TAL <b>"), ("{}", "")]
)
async def test_47_an_audit_row_that_was_edited_hides_no_page_and_is_found(
    backend: Running, demo_database: str, line: str, action: str
) -> None:
    desk = await backend.desk(AUDITOR)
    with psycopg.connect(demo_database, autocommit=True) as connection:
        connection.execute("update audit set line = %s where seq = 1", [line])
    page = await ask(desk, SearchAudit(purpose=PURPOSE))
    assert [(record.seq, record.action) for record in page.records] == [(1, action)]
    read = await ask(desk, ReadAuditRecord(purpose=PURPOSE, seq=1))
    assert (read.line, read.follows) == (line, False)
    state = await ask(desk, StartVerification())
    async with asyncio.timeout(4):
        while state.phase is VerifyPhase.RUNNING:
            await desk.hear(Beat)
            state = await ask(desk, AskVerification())
    assert state.phase is VerifyPhase.BROKEN
    assert [(found.log, found.number) for found in state.breaks] == [("audit", 1)]


async def test_of_two_lines_that_race_with_one_code_one_comes_in(backend: Running) -> None:
    secret, kept = await enrol_codes(backend)
    for proof in (
        Prove(kind="totp", code=code_of(secret, step_of(SystemClock().now()) + 1)),
        Prove(kind="recovery", code=kept.recovery_codes[0]),
    ):
        lines = [(await knock(backend))[0] for _ in range(2)]
        await asyncio.gather(*(line.say(proof) for line in lines))
        told = [
            await line.hear(Message, lambda said: isinstance(said, Welcome | Challenge)) for line in lines
        ]
        assert sorted(type(one).__name__ for one in told) == ["Challenge", "Welcome"]
        for line in lines:
            await line.close()
