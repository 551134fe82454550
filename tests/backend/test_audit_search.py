"""The auditor's seat: what was done is found by words, every look is on record, both chains are verified."""

from __future__ import annotations

import asyncio

import psycopg
import pytest

from domain.administered import Register
from domain.administration import ListProposals, ReadEntry
from domain.audit_reading import (
    AskVerification,
    AuditPage,
    AuditQuery,
    CancelVerification,
    ExportAudit,
    ReadAuditRecord,
    SearchAudit,
    StartVerification,
    Verification,
    VerifyPhase,
)
from domain.commands import AcknowledgeAlert, AnswerCall, CreateIncident
from domain.csv_text import csv_cell, csv_line
from domain.place import Place
from domain.purpose import Purpose
from domain.severity import Severity
from domain.wire import Answer, Ask
from tests.backend.registers import ADMINISTRATOR, AUDITOR, ask, look, refusal
from tests.plugins.backend import Desk, Running

PURPOSE = Purpose(case="IPP 51.902", reason="control de rutina del mes")


async def search(desk: Desk, words: str = "", page: int = 0, size: int = 50, **query: object) -> AuditPage:
    asked = SearchAudit(
        purpose=PURPOSE,
        query=AuditQuery(words=words, **query),
        page=page,
        size=size,  # type: ignore[arg-type]
    )
    found = await ask(desk, asked)
    assert isinstance(found, AuditPage)
    return found


async def test_the_audit_is_found_by_words_actor_action_and_period(backend: Running) -> None:
    taker, auditor = await backend.desk(), await backend.desk(AUDITOR)
    assert taker.welcome is not None
    found = await search(auditor, "LFERREYRA login")
    assert [(one.actor, one.action) for one in found.records] == [("lferreyra", "login")]
    assert (found.matches, found.capped) == (1, False)
    assert found.total == 3  # two who came in, and this search
    assert {"login", "search_audit"} <= set(found.actions)
    seconds = found.records[0].at
    assert (await search(auditor, actor="lferreyra", until=seconds)).matches == 0
    assert (await search(auditor, actor="lferreyra", since=seconds, until=seconds + 1)).matches == 1
    first = await search(auditor, action="search_audit", size=1)
    asked = SearchAudit(
        purpose=PURPOSE, query=AuditQuery(action="search_audit"), size=1, page=1, below=first.below
    )
    second = await ask(auditor, asked)
    assert first.records[0].seq == second.records[0].seq + 1  # the search between them shifts no page
    for words in ("%", "_ogin", "' or 1=1 --", "\0\0\0"):
        if len(words) < 3:
            asked = SearchAudit(purpose=PURPOSE, query=AuditQuery(words=words))
            assert await refusal(auditor, asked) == ("search.short", {"limit": "3"})
        else:
            assert (await search(auditor, words, until=seconds + 1)).matches == 0
    wrong = SearchAudit(purpose=PURPOSE, query=AuditQuery(since=2, until=1))
    assert await refusal(auditor, wrong) == ("audit.period", {})


async def test_every_look_of_an_auditor_is_on_record_before_it_is_answered(
    backend: Running, demo_database: str
) -> None:
    auditor = await backend.desk(AUDITOR)
    await search(auditor, "forbidden")
    await ask(auditor, ReadAuditRecord(seq=1, purpose=PURPOSE))
    await look(auditor, Register.ACCOUNTS, "ferreyra")
    await ask(auditor, ReadEntry(register=Register.ROOMS, entry="911"))
    await ask(auditor, ListProposals(state=None, register=Register.ROOMS, entry="911"))
    with psycopg.connect(demo_database) as connection:
        rows = connection.execute(
            "select action, subject, case_number from audit where actor = %s order by seq", [AUDITOR]
        ).fetchall()
    assert rows == [
        ("login", AUDITOR, ""),
        ("search_audit", "words:forbidden page:0", "IPP 51.902"),
        ("read_audit_record", "1", "IPP 51.902"),
        ("read_register", "accounts ferreyra", ""),
        ("read_register", "rooms 911", ""),
        ("read_register", "changes rooms 911", ""),
    ]


async def test_without_a_purpose_nothing_is_asked_and_nothing_read(backend: Running) -> None:
    auditor = await backend.desk(AUDITOR)
    bare = SearchAudit(purpose=Purpose(case="", reason=""))
    await auditor.say(Ask(ask=1, inquiry=bare))
    answer = await auditor.hear(Answer)
    assert (answer.code, answer.params) == (
        "inquiry.bad",
        {"detail": "inquiry.purpose.case: at least 3 characters"},
    )


async def test_an_auditor_does_nothing_whatever_is_asked(backend: Running) -> None:
    auditor = await backend.desk(AUDITOR)
    await backend.ring("a")
    mint = backend.mint.mint
    for command in (
        AnswerCall(call=mint()),
        AcknowledgeAlert(alert=mint()),
        CreateIncident(incident=mint(), room="911", priority=Severity.HIGH, place=Place()),
    ):
        outcome = await auditor.do(command)
        assert outcome.result == "refused", command


async def test_a_record_is_shown_with_its_seal(backend: Running, demo_database: str) -> None:
    auditor = await backend.desk(AUDITOR)
    await search(auditor)
    read = await ask(auditor, ReadAuditRecord(seq=2, purpose=PURPOSE))
    assert (read.follows, read.record.action, read.record.seq) == (True, "search_audit", 2)
    with psycopg.connect(demo_database, autocommit=True) as connection:
        connection.execute("update audit set line = replace(line, 'page:0', 'page:9') where seq = 2")
    assert not (await ask(auditor, ReadAuditRecord(seq=2, purpose=PURPOSE))).follows
    assert await refusal(auditor, ReadAuditRecord(seq=99, purpose=PURPOSE)) == (
        "audit.unknown",
        {"seq": "99"},
    )


async def test_a_search_goes_into_a_spreadsheet_and_runs_nothing_there(backend: Running) -> None:
    auditor = await backend.desk(AUDITOR)
    formula = '=HYPERLINK("http://x")'
    await search(auditor, formula)
    told = await ask(auditor, ExportAudit(purpose=PURPOSE, query=AuditQuery(action="search_audit")))
    head, line = told.csv.splitlines()
    assert head == "seq,at_us,actor,workstation,action,subject,case,reason"
    assert f'"words:{formula.replace(chr(34), chr(34) * 2)} page:0"' in line
    assert (told.rows, told.cut) == (1, False)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+54 11 5555", "'+54 11 5555"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", '"\'\rx"'),
        ("\N{FULLWIDTH EQUALS SIGN}1", "'\N{FULLWIDTH EQUALS SIGN}1"),
        (" =1", "' =1"),
        ("-42", "-42"),
        ("-3,5", '"-3,5"'),
        ("+1e5", "+1e5"),
        ('dice "hola"', '"dice ""hola"""'),
        ("Corrientes y Perú", "Corrientes y Perú"),
        ("", ""),
    ],
)
def test_35_cells_that_would_run_are_text(text: str, cell: str) -> None:
    assert csv_cell(text) == cell
    assert csv_line([text, "b"]).endswith(",b\r\n")


async def verified(desk: Desk) -> Verification:
    """Start a verification and follow it to its end."""
    told = await ask(desk, StartVerification())
    async with asyncio.timeout(8):
        while told.phase is VerifyPhase.RUNNING:
            await asyncio.sleep(0.02)
            told = await ask(desk, AskVerification())
    assert isinstance(told, Verification)
    return told


async def test_47_a_whole_chain_is_said_whole_and_an_edited_one_by_its_number(
    backend: Running, demo_database: str
) -> None:
    auditor = await backend.desk(AUDITOR)
    assert (await ask(auditor, AskVerification())).phase is VerifyPhase.NONE
    for name in "abc":
        await backend.ring(name)
    whole = await verified(auditor)
    assert (whole.phase, whole.by, whole.breaks) == (VerifyPhase.WHOLE, AUDITOR, ())
    assert (whole.events.first, whole.audits.first) == (1, 1)
    assert whole.events.last >= 3
    assert whole.done == whole.total == whole.events.last + whole.audits.last
    with psycopg.connect(demo_database, autocommit=True) as connection:
        connection.execute("update event set actor = 'nadie' where seq = 2")
        connection.execute("update audit set line = replace(line, 'login', 'logon') where seq = 1")
        connection.execute("delete from event_payload where seq = 3")
    broken = await verified(auditor)
    assert broken.phase is VerifyPhase.BROKEN
    assert [(one.log, one.number, one.code) for one in broken.breaks] == [
        ("audit", 1, "altered"),
        ("event", 2, "altered"),
        ("event", 3, "payload_gone"),
    ]
    with psycopg.connect(demo_database, autocommit=True) as connection:
        connection.execute("delete from audit where seq = (select max(seq) from audit)")
    cut = await verified(auditor)
    assert "missing" in {one.code for one in cut.breaks}


async def test_one_verification_at_a_time_and_it_can_be_cancelled(
    backend: Running, demo_database: str
) -> None:
    auditor, administrator = await backend.desk(AUDITOR), await backend.desk(ADMINISTRATOR)
    assert await refusal(auditor, CancelVerification()) == ("verify.none", {})
    await ask(auditor, StartVerification())
    assert await refusal(administrator, StartVerification()) == ("verify.running", {"by": AUDITOR})
    told = await ask(administrator, CancelVerification())
    assert told.phase in (VerifyPhase.CANCELLED, VerifyPhase.WHOLE)
    assert (await verified(administrator)).phase is VerifyPhase.WHOLE
    with psycopg.connect(demo_database) as connection:
        rows = connection.execute(
            "select actor from audit where action = 'verify_chain' order by seq"
        ).fetchall()
    assert rows == [(AUDITOR,), (ADMINISTRATOR,)]


async def test_one_verification_after_another_is_heard_out(backend: Running) -> None:
    auditor = await backend.desk(AUDITOR)
    phases = [(await verified(auditor)).phase for _ in range(4)]
    assert phases == [VerifyPhase.WHOLE] * 4
