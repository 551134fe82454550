"""ATTACKS 17-19, 29-34, 37-39, 46: administration by people who should not, and by one who should be two."""

from __future__ import annotations

from collections.abc import AsyncIterator
from uuid import UUID

import psycopg
import pytest
from msgspec.structs import replace

from domain.administered import Deed, Register
from domain.administration import (
    Filters,
    ListProposals,
    ProposalState,
    ReadEntry,
    ReadMatrix,
    RejectProposal,
    SearchRegister,
    SignProposal,
)
from domain.alert import Alert, AlertKind
from domain.audit_reading import SearchAudit, StartVerification
from domain.clock import HOUR, MINUTE
from domain.purpose import Purpose
from domain.register_rows import AccountRow
from domain.wire import Snapshot, Welcome
from tests.attacks.shifted import Shifted
from tests.backend.registers import (
    ADMINISTRATOR,
    AUDITOR,
    COLLEAGUE,
    ask,
    look,
    one,
    propose,
    refusal,
    signature,
    wish,
)
from tests.plugins.backend import Demo, Desk, Running, serving

PURPOSE = Purpose(case="IPP 7/26", reason="control de rutina")


@pytest.fixture
async def dated(demo_database: str, demo: Demo) -> AsyncIterator[tuple[Running, Shifted]]:
    """A backend whose wall clock can be set."""
    clock = Shifted()
    async with serving(demo_database, demo, clock=clock) as running:
        yield running, clock


async def seated_at(backend: Running, user: str, workstation: str) -> Desk:
    """Somebody sits down at a workstation that is not theirs."""
    desk = await backend.connect()
    await desk.say(replace(backend.login_of(user), workstation=workstation))
    desk.welcome = await desk.hear(Welcome)
    await desk.hear(Snapshot)
    return desk


async def test_19_a_call_takers_socket_asks_as_an_administrator_and_the_room_is_told(
    backend: Running, demo_database: str
) -> None:
    supervisor, taker = await backend.desk("cmoyano"), await backend.desk()
    grab = wish(
        backend, Register.ACCOUNTS, Deed.CREATE, login="mio", name="Mío", role="administrator", room="911"
    )
    for inquiry, action in (
        (SearchRegister(register=Register.ACCOUNTS), "see_registers"),
        (grab, "administer_accounts"),
        (SignProposal(proposal=backend.mint.mint(), password="x"), "sign_changes"),
        (SearchAudit(purpose=PURPOSE), "read_audit"),
        (StartVerification(), "verify_chain"),
    ):
        assert await refusal(taker, inquiry) == ("forbidden", {"action": action})
    alarm = await supervisor.thing(Alert, lambda one: one.kind is AlertKind.COMMAND_FORBIDDEN)
    assert alarm.params == {"user": "lferreyra", "workstation": "puesto-14"}
    with psycopg.connect(demo_database) as connection:
        count = connection.execute("select count(*) from audit where action = 'forbidden'").fetchone()
        made = connection.execute("select count(*) from change_request").fetchone()
    assert (count, made) == ((5,), (0,))
    row = await one(supervisor, Register.ACCOUNTS, "lferreyra")
    assert isinstance(row, AccountRow)
    assert row.refused_at is not None


async def test_46_one_person_is_never_two(backend: Running) -> None:
    desk, colleague = await backend.desk(ADMINISTRATOR), await backend.desk(COLLEAGUE)
    row = await one(desk, Register.ACCOUNTS, "ribanez")
    waits = (await propose(desk, wish(backend, Register.ACCOUNTS, Deed.CHANGE, row, role="analyst"))).proposal
    assert await refusal(desk, signature(backend, ADMINISTRATOR, waits.id)) == ("sign.own", {})
    twin = await seated_at(backend, ADMINISTRATOR, "puesto-58")  # another desk, the same person
    assert await refusal(twin, signature(backend, ADMINISTRATOR, waits.id)) == ("sign.own", {})
    beside = await seated_at(backend, COLLEAGUE, "puesto-59")
    assert await refusal(beside, signature(backend, COLLEAGUE, waits.id)) == ("sign.same_workstation", {})
    wrong = signature(backend, COLLEAGUE, waits.id, password="adivinada")
    assert await refusal(colleague, wrong) == ("sign.password", {"left": "4"})
    supervisor = await backend.desk("cmoyano")
    assert await refusal(supervisor, signature(backend, "cmoyano", waits.id)) == (
        "sign.same_shift",
        {"shift": "07-19"},
    )
    auditor = await backend.desk(AUDITOR)
    assert (await refusal(auditor, signature(backend, AUDITOR, waits.id)))[0] == "forbidden"
    assert (await refusal(auditor, RejectProposal(proposal=waits.id, reason="porque no")))[0] == "forbidden"
    own = await one(colleague, Register.ACCOUNTS, COLLEAGUE)
    mine = wish(backend, Register.ACCOUNTS, Deed.CHANGE, own, name="Don Pablo")
    assert await refusal(colleague, mine) == ("change.own_account", {})
    about = await propose(desk, wish(backend, Register.ACCOUNTS, Deed.CHANGE, own, shift="nadie"))
    assert await refusal(colleague, signature(backend, COLLEAGUE, about.proposal.id)) == (
        "sign.concerns_you",
        {},
    )
    assert (await ask(colleague, signature(backend, COLLEAGUE, waits.id))).proposal.second == COLLEAGUE


async def test_17_18_the_same_id_again_is_the_same_answer_and_another_body_an_alarm(backend: Running) -> None:
    desk, supervisor = await backend.desk(ADMINISTRATOR), await backend.desk("cmoyano")
    row = await one(desk, Register.ACCOUNTS, "ribanez")
    asked = wish(backend, Register.ACCOUNTS, Deed.CHANGE, row, role="analyst")
    first = await propose(desk, asked)
    assert await ask(desk, asked) == first
    other = replace(asked, fields={"role": "administrator"})
    assert await refusal(desk, other) == ("change.conflict", {})
    alarm = await supervisor.thing(Alert, lambda one: one.kind is AlertKind.COMMAND_CONFLICT)
    assert alarm.params["user"] == ADMINISTRATOR
    elsewhere = await backend.desk(COLLEAGUE)
    assert await refusal(elsewhere, asked) == ("change.conflict", {})  # another person's id is not his
    guessed = replace(asked, id=UUID(int=7))
    assert await refusal(desk, guessed) == ("change.id", {})
    second = wish(backend, Register.ACCOUNTS, Deed.CHANGE, row, name="Otra Rocío")
    assert await refusal(desk, second) == ("change.waiting", {"proposal": str(first.proposal.id)})


async def test_what_waits_lapses_after_two_hours_and_nothing_is_done(
    dated: tuple[Running, Shifted], demo_database: str
) -> None:
    backend, clock = dated
    desk, colleague = await backend.desk(ADMINISTRATOR), await backend.desk(COLLEAGUE)
    row = await one(desk, Register.ACCOUNTS, "ribanez")
    waits = (await propose(desk, wish(backend, Register.ACCOUNTS, Deed.CHANGE, row, role="analyst"))).proposal
    assert waits.expires_at - waits.at == 2 * HOUR
    clock.ahead += 2 * HOUR + MINUTE
    assert await refusal(colleague, signature(backend, COLLEAGUE, waits.id)) == ("proposal.expired", {})
    listed = await ask(colleague, ListProposals(state=ProposalState.EXPIRED))
    assert [one.id for one in listed.items] == [waits.id]
    assert (await one(desk, Register.ACCOUNTS, "ribanez")) == row
    with psycopg.connect(demo_database) as connection:
        found = connection.execute("select actor from audit where action = 'change_expired'").fetchall()
    assert found == [("system",)]


async def test_who_is_gone_neither_signs_nor_is_signed_for(backend: Running, demo_database: str) -> None:
    desk, colleague = await backend.desk(ADMINISTRATOR), await backend.desk(COLLEAGUE)
    row = await one(desk, Register.ACCOUNTS, "ribanez")
    waits = (await propose(desk, wish(backend, Register.ACCOUNTS, Deed.CHANGE, row, role="analyst"))).proposal
    with psycopg.connect(demo_database, autocommit=True) as connection:
        connection.execute("update account set disabled = true where login = %s", [ADMINISTRATOR])
        assert await refusal(colleague, signature(backend, COLLEAGUE, waits.id)) == ("sign.proposer_gone", {})
        connection.execute("update account set disabled = (login = %s)", [COLLEAGUE])
        assert await refusal(colleague, signature(backend, COLLEAGUE, waits.id)) == ("login.disabled", {})
        connection.execute("update account set disabled = false")
        connection.execute("update account set version = version + 1 where login = 'ribanez'")
    back = await backend.desk(COLLEAGUE)
    assert await refusal(back, signature(backend, COLLEAGUE, waits.id)) == ("sign.stale", {"version": "2"})


async def test_nobody_is_left_without_administrators(backend: Running) -> None:
    desk = await backend.desk(ADMINISTRATOR)
    other = await one(desk, Register.ACCOUNTS, COLLEAGUE)
    demoted = wish(backend, Register.ACCOUNTS, Deed.CHANGE, other, role="analyst")
    assert await refusal(desk, demoted) == ("change.last", {"role": "administrator"})
    assert (await refusal(desk, wish(backend, Register.ACCOUNTS, Deed.REMOVE, other)))[0] == "change.last"
    matrix = await ask(desk, ReadMatrix())
    cells = {cell.id: cell for cell in matrix.cells}
    for key, reach, code in (
        ("administrator:sign_changes", "none", "role.cell_locked"),
        ("supervisor:report", "city", "role.cell_locked"),
        ("auditor:dispatch_unit", "room", "role.auditor_reads"),
        ("dispatcher:administer_roles", "room", "role.city_only"),
        ("dispatcher:answer_call", "everything", "field.choice"),
    ):
        change = wish(backend, Register.ROLES, Deed.CHANGE, cells[key], reach=reach)
        assert await refusal(desk, change) == (code, {"field": "reach"})


async def test_29_to_34_and_38_what_is_typed_is_data(
    backend: Running, demo_database: str, canary: str
) -> None:
    desk = await backend.desk(ADMINISTRATOR)
    row = await one(desk, Register.CAMERAS, "SN-0412")
    for fields, code, params in (
        ({"label": "x" * 10_000}, "field.too_long", {"field": "label", "limit": "16"}),
        ({"name": "<b>" * 20_000}, "field.too_long", {"field": "name", "limit": "120"}),
        ({"name": "a\0b"}, "field.character", {"field": "name", "position": "2", "character": "U+0000"}),
        ({"name": "x\u202ey"}, "field.character", {"field": "name", "position": "2", "character": "U+202E"}),
        ({"address": f"http://{canary}/"}, "camera.address_scheme", {"field": "address"}),
        ({"address": "rtsp://169.254.169.254/"}, "camera.address_network", {"field": "address"}),
        ({"room": "'; drop table account; --"}, "field.no_such", {"field": "room"}),
    ):
        told = await refusal(desk, wish(backend, Register.CAMERAS, Deed.CHANGE, row, **fields))  # type: ignore[arg-type]
        assert (told[0], {**told[1], **params}) == (code, told[1])
        assert canary not in str(told)
    bold = wish(backend, Register.CAMERAS, Deed.CHANGE, row, name="<b>100 %_\\</b> o'Higgins")
    await ask(desk, bold)
    for words, matches in (
        ("100 %_\\", 1), ("%_%", 0), ("___", 0), ("o'higgins", 1), ("' or 1=1 --", 0), ("<b>", 1),
        ("\0\0\0", 0),
    ):  # fmt: skip
        assert (await look(desk, Register.CAMERAS, words)).matches == matches, words
    assert await refusal(desk, SearchRegister(register=Register.CAMERAS, words=" sn ")) == (
        "search.short",
        {"limit": "3"},
    )
    for entry in ("'; drop table account; --", "\0", "no-uuid", str(backend.mint.mint())):
        asked = ReadEntry(register=Register.ACCOUNTS, entry=entry)
        assert (await refusal(desk, asked))[0] == "entry.unknown"
    filters = Filters(room="'||1", zone="%", kind="dome", state="live")
    assert (await look(desk, Register.CAMERAS, filters=filters, order="url")).matches == 0
    short = wish(backend, Register.CAMERAS, Deed.CHANGE, row, reason="x", heading=1)
    assert await refusal(desk, short) == ("field.too_short", {"field": "reason", "limit": "3"})
    with psycopg.connect(demo_database) as connection:
        assert connection.execute("select count(*) > 10 from account").fetchone() == (True,)
