"""Registers are looked through and changed; what is grave takes two people of different shifts."""

from __future__ import annotations

import asyncio

import psycopg
import pytest
from msgspec.structs import replace

from domain.administered import Deed, Register
from domain.administration import (
    CheckChange,
    Effect,
    Entry,
    Filters,
    ListProposals,
    Matrix,
    Proposals,
    ProposalState,
    ReadEntry,
    ReadMatrix,
    RejectProposal,
)
from domain.people import Role
from domain.register_rows import AccountRow, AccountState, CameraRow, CellRow, WorkstationRow
from domain.wire import Logout, Refusal, Snapshot, Welcome
from tests.backend.registers import (
    ADMINISTRATOR,
    COLLEAGUE,
    SUPERVISOR,
    ask,
    look,
    one,
    propose,
    refusal,
    signature,
    wish,
)
from tests.plugins.backend import Running

NEW_CAMERA = {
    "label": "SN-0391",
    "name": "Corrientes y Esmeralda",
    "lat": -34.6035,
    "lon": -58.3785,
    "kind": "dome",
    "room": "911",
    "address": "rtsp://127.0.0.1:8554/camara/9",
    "user": "atalaya",
}


async def test_registers_are_searched_by_words_without_accents(backend: Running) -> None:
    desk = await backend.desk(ADMINISTRATOR)
    page = await look(desk, Register.CAMERAS, "PERU mayo")
    assert [row.label for row in page.rows if isinstance(row, CameraRow)] == ["MO-0120"]
    assert (page.matches, page.total, page.counts["unknown"]) == (1, 6, 6)
    row = page.rows[0]
    assert isinstance(row, CameraRow)
    assert (row.zone, row.address_set, row.account_set, row.retention_days) == ("Comuna 1", True, True, 60)
    accounts = await look(desk, Register.ACCOUNTS, filters=Filters(role=Role.DISPATCHER), size=2)
    assert (len(accounts.rows), accounts.matches) == (2, 4)
    second = await look(desk, Register.ACCOUNTS, filters=Filters(role=Role.DISPATCHER), size=2, page=1)
    assert {row.id for row in second.rows}.isdisjoint(row.id for row in accounts.rows)
    desks = await look(desk, Register.WORKSTATIONS, "puesto-59")
    assert [row.user for row in desks.rows if isinstance(row, WorkstationRow)] == [ADMINISTRATOR]
    for register in Register:
        assert (await look(desk, register)).total >= len((await look(desk, register)).rows)


async def test_a_camera_is_renamed_alone_with_a_reason_and_shown_at_once(backend: Running) -> None:
    desk, taker = await backend.desk(ADMINISTRATOR), await backend.desk()
    row = await one(desk, Register.CAMERAS, "SN-0412")
    asked = wish(backend, Register.CAMERAS, Deed.CHANGE, row, name="San Martín y Lavalle, NE", heading=41.0)
    told = await ask(desk, asked)
    assert (told.proposal.state, told.effect, told.proposal.second) == (
        ProposalState.APPLIED,
        Effect.NOW,
        "",
    )
    assert [(change.field, change.before, change.after) for change in told.proposal.changes] == [
        ("name", "San Martín y Lavalle", "San Martín y Lavalle, NE"),
        ("heading", 182.0, 41.0),
    ]
    shown = await taker.hear(Snapshot)
    assert {camera.name for camera in shown.cameras if camera.label == "SN-0412"} == {
        "San Martín y Lavalle, NE"
    }
    assert await ask(desk, asked) == told  # the same id again: the same answer
    assert await refusal(desk, wish(backend, Register.CAMERAS, Deed.CHANGE, row, heading=1.0)) == (
        "change.stale",
        {"version": "2"},
    )


async def test_a_new_camera_appears_without_a_restart_and_keeps_its_secrets(
    backend: Running, demo_database: str, canary: str
) -> None:
    desk, taker = await backend.desk(ADMINISTRATOR), await backend.desk()
    told = await ask(desk, wish(backend, Register.CAMERAS, Deed.CREATE, **{**NEW_CAMERA, "password": canary}))
    assert told.effect is Effect.NOW
    secrets = {change.field: change.after for change in told.proposal.changes}
    assert (secrets["address"], secrets["user"], secrets["password"]) == ("set", "set", "set")
    shown = await taker.hear(Snapshot)
    assert "SN-0391" in {camera.label for camera in shown.cameras}
    entry = await ask(desk, ReadEntry(register=Register.CAMERAS, entry=told.proposal.entry))
    assert isinstance(entry, Entry)
    assert {name: entry.fields[name] for name in ("address", "user", "password")} == {
        "address": "set",
        "user": "set",
        "password": "set",
    }
    with psycopg.connect(demo_database) as connection:
        kept = connection.execute("select url, secret, zone from camera where label = 'SN-0391'").fetchone()
        written = connection.execute(
            "select string_agg(changes, '') from change_request"
            " union all select string_agg(line, '') from audit"
        ).fetchall()
    assert kept == ("rtsp://127.0.0.1:8554/camara/9", f"atalaya:{canary}", "Comuna 1")
    assert all(canary not in text and "rtsp" not in text for (text,) in written)
    row = entry.row
    await ask(desk, wish(backend, Register.CAMERAS, Deed.CHANGE, row, password="otra"))
    with psycopg.connect(demo_database) as connection:
        kept = connection.execute("select secret from camera where label = 'SN-0391'").fetchone()
    assert kept == ("atalaya:otra",)


async def test_an_account_is_born_of_two_people_and_its_password_is_told_once(backend: Running) -> None:
    desk, colleague = await backend.desk(ADMINISTRATOR), await backend.desk(COLLEAGUE)
    fields = {"login": "mduarte", "name": "Marina Duarte", "role": "analyst", "room": "911", "shift": "07-19"}
    waits = (await propose(desk, wish(backend, Register.ACCOUNTS, Deed.CREATE, **fields))).proposal
    assert (await look(desk, Register.ACCOUNTS, "mduarte")).matches == 0
    listed = await ask(colleague, ListProposals())
    assert isinstance(listed, Proposals)
    assert (listed.waiting, listed.yours, listed.items[0].barred) == (1, 1, None)
    assert (await ask(desk, ListProposals())).items[0].barred == "sign.own"
    sign = signature(backend, COLLEAGUE, waits.id)
    signed = await ask(colleague, sign)
    assert (signed.proposal.state, signed.proposal.second) == (ProposalState.APPLIED, COLLEAGUE)
    assert signed.secret is not None
    again = await ask(colleague, sign)
    assert (again.secret, again.proposal) == (None, signed.proposal)
    newcomer = await backend.connect()
    login = replace(backend.login_of("jtoledo"), user="mduarte", password=signed.secret)
    await newcomer.say(login)
    assert (await newcomer.hear(Welcome)).operator.name == "Marina Duarte"


async def test_a_disabled_account_is_out_within_two_seconds_and_in_again_by_two_people(
    backend: Running,
) -> None:
    desk, colleague, taker = [await backend.desk(user) for user in (ADMINISTRATOR, COLLEAGUE, "lferreyra")]
    row = await one(desk, Register.ACCOUNTS, "lferreyra")
    told = await ask(desk, wish(backend, Register.ACCOUNTS, Deed.CHANGE, row, disabled=True))
    assert (told.proposal.state, told.effect) == (ProposalState.APPLIED, Effect.WITHIN_SECONDS)
    async with asyncio.timeout(2.0):
        assert (await taker.hear(Refusal)).code == "login.disabled"
    row = await one(desk, Register.ACCOUNTS, "lferreyra")
    assert isinstance(row, AccountRow)
    assert row.state is AccountState.DISABLED
    waits = await propose(desk, wish(backend, Register.ACCOUNTS, Deed.CHANGE, row, disabled=False))
    await ask(colleague, signature(backend, COLLEAGUE, waits.proposal.id))
    assert (await backend.desk("lferreyra")).welcome is not None


async def test_a_forgotten_password_is_issued_anew_and_an_account_goes_by_two_people(
    backend: Running,
) -> None:
    desk, colleague, taker = [await backend.desk(user) for user in (ADMINISTRATOR, COLLEAGUE, "lferreyra")]
    row = await one(desk, Register.ACCOUNTS, "lferreyra")
    waits = await propose(desk, wish(backend, Register.ACCOUNTS, Deed.REISSUE, row))
    told = await ask(colleague, signature(backend, COLLEAGUE, waits.proposal.id))
    assert told.secret is not None
    async with asyncio.timeout(5.0):
        assert (await taker.hear(Refusal)).code == "session.changed"
    back = await backend.connect()
    await back.say(backend.login_of("lferreyra"))
    assert (await back.hear(Refusal)).code == "login.wrong"
    again = await backend.connect()
    await again.say(backend.login_of("lferreyra", told.secret))
    await again.hear(Welcome)
    row = await one(desk, Register.ACCOUNTS, "lferreyra")
    waits = await propose(desk, wish(backend, Register.ACCOUNTS, Deed.REMOVE, row))
    await ask(colleague, signature(backend, COLLEAGUE, waits.proposal.id))
    async with asyncio.timeout(5.0):
        assert (await again.hear(Refusal)).code == "login.disabled"
    assert (await look(desk, Register.ACCOUNTS, "lferreyra")).matches == 0
    removed = await look(desk, Register.ACCOUNTS, filters=Filters(state="removed"))
    assert [row.login for row in removed.rows if isinstance(row, AccountRow)] == ["lferreyra"]
    late = wish(backend, Register.ACCOUNTS, Deed.CHANGE, removed.rows[0], disabled=False)
    assert await refusal(desk, late) == ("entry.removed", {})


async def test_an_account_ends_on_its_day(backend: Running, demo_database: str) -> None:
    desk, taker = await backend.desk(ADMINISTRATOR), await backend.desk()
    with psycopg.connect(demo_database, autocommit=True) as connection:
        connection.execute("update account set expires_at = moment(1) where login = 'lferreyra'")
    async with asyncio.timeout(6.0):
        assert (await taker.hear(Refusal)).code == "login.disabled"
    row = await one(desk, Register.ACCOUNTS, "lferreyra")
    assert isinstance(row, AccountRow)
    assert row.state is AccountState.EXPIRED
    with psycopg.connect(demo_database) as connection:
        found = connection.execute("select subject from audit where action = 'account_expired'").fetchall()
    assert found == [("lferreyra",)]


async def test_a_cell_of_the_matrix_changes_for_those_who_are_inside(backend: Running) -> None:
    desk, colleague, taker = [await backend.desk(user) for user in (ADMINISTRATOR, COLLEAGUE, "lferreyra")]
    assert taker.welcome is not None
    matrix = await ask(desk, ReadMatrix())
    assert isinstance(matrix, Matrix)
    assert matrix.persons["administrator"] == 2
    cell = next(one for one in matrix.cells if one.id == "call_taker:watch_video")
    assert (cell.reach, cell.changed, cell.locked) == ("city", False, False)
    waits = await propose(desk, wish(backend, Register.ROLES, Deed.CHANGE, cell, reach="none"))
    assert (await ask(desk, ReadMatrix())).cells[matrix.cells.index(cell)].waiting
    await ask(colleague, signature(backend, COLLEAGUE, waits.proposal.id))
    assert (await taker.hear(Refusal)).code == "line.rights_changed"
    back = await backend.resumed(taker.welcome, taker.welcome.seq)
    welcome = await back.hear(Welcome)
    assert (welcome.resumed, welcome.operator.rights) == (False, (("watch_video", "none"),))
    assert (await back.hear(Snapshot)).cameras == ()
    page = await look(desk, Register.ROLES, "call_taker:watch")
    assert isinstance(page.rows[0], CellRow)
    assert (page.rows[0].reach, page.rows[0].changed) == ("none", True)


async def test_retention_and_authorities_over_lists_take_two(backend: Running) -> None:
    desk, colleague = await backend.desk(ADMINISTRATOR), await backend.desk(COLLEAGUE)
    footage = await one(desk, Register.RETENTION, "footage")
    waits = await propose(desk, wish(backend, Register.RETENTION, Deed.CHANGE, footage, days=90))
    assert (await one(desk, Register.RETENTION, "footage")).waiting
    await ask(colleague, signature(backend, COLLEAGUE, waits.proposal.id))
    camera = await one(desk, Register.CAMERAS, "SN-0412")
    assert isinstance(camera, CameraRow)
    assert camera.retention_days == 90
    in_a_month = backend.backend._clock.now() + 30 * 86_400_000_000
    made = wish(
        backend, Register.AUTHORITIES, Deed.CREATE, list="plates", account="cmoyano",
        issuer="Juzgado Penal 4", case="IPP 50.118", expires_at=in_a_month,
    )  # fmt: skip
    waits = await propose(desk, made)
    await ask(colleague, signature(backend, COLLEAGUE, waits.proposal.id))
    assert (await look(desk, Register.AUTHORITIES, "juzgado")).matches == 1
    camera_days = wish(backend, Register.CAMERAS, Deed.CHANGE, camera, retention_days=30)
    assert (await propose(desk, camera_days)).proposal.changes[0].after == 30


async def test_who_is_asked_to_sign_may_reject_with_a_reason(backend: Running) -> None:
    desk, colleague = await backend.desk(ADMINISTRATOR), await backend.desk(COLLEAGUE)
    row = await one(desk, Register.ACCOUNTS, "ribanez")
    waits = await propose(desk, wish(backend, Register.ACCOUNTS, Deed.CHANGE, row, role="supervisor"))
    no = RejectProposal(proposal=waits.proposal.id, reason="falta el pedido escrito")
    told = await ask(colleague, no)
    assert (told.proposal.state, told.proposal.note) == (ProposalState.REJECTED, "falta el pedido escrito")
    assert await refusal(colleague, signature(backend, COLLEAGUE, waits.proposal.id)) == (
        "proposal.closed",
        {"state": "rejected"},
    )
    history = await ask(desk, ListProposals(state=None, register=Register.ACCOUNTS, entry=row.id))
    assert [one.state for one in history.items] == [ProposalState.REJECTED]
    taken_back = await propose(desk, wish(backend, Register.ACCOUNTS, Deed.CHANGE, row, role="analyst"))
    own = RejectProposal(proposal=taken_back.proposal.id, reason="me equivoqué de persona")
    assert (await ask(desk, own)).proposal.second == ADMINISTRATOR


async def test_a_supervisor_asks_within_the_room_and_not_beyond(backend: Running) -> None:
    desk = await backend.desk(SUPERVISOR)
    row = await one(desk, Register.ACCOUNTS, "ribanez")
    assert (
        await propose(desk, wish(backend, Register.ACCOUNTS, Deed.CHANGE, row, shift="19-07"))
    ).secret is None
    taker = await one(desk, Register.ACCOUNTS, "lferreyra")
    grab = wish(backend, Register.ACCOUNTS, Deed.CHANGE, taker, role="administrator")
    assert await refusal(desk, grab) == ("forbidden", {"action": "administer_accounts"})
    camera = await one(desk, Register.CAMERAS, "SN-0412")
    rename = wish(backend, Register.CAMERAS, Deed.CHANGE, camera, name="Otro nombre")
    assert await refusal(desk, rename) == ("forbidden", {"action": "administer_cameras"})


async def test_a_withdrawn_button_and_a_new_source_count_at_the_next_look(
    backend: Running, demo_database: str
) -> None:
    desk = await backend.desk(ADMINISTRATOR)
    row = await one(desk, Register.DEVICES, "BP-0007")
    told = await ask(desk, wish(backend, Register.DEVICES, Deed.CHANGE, row, withdrawn=True))
    assert told.effect is Effect.WITHIN_SECONDS
    made = await ask(
        desk, wish(backend, Register.CREDENTIALS, Deed.CREATE, door="calls", name="central-2", room="911")
    )
    assert made.secret is not None
    entry = await ask(desk, ReadEntry(register=Register.CREDENTIALS, entry=made.proposal.entry))
    assert made.secret not in str(entry)
    term = backend.backend._term
    assert term is not None
    assert term.inside is not None
    await term.inside.register.refresh(backend.backend._clock.now())  # what happens every five seconds
    assert term.inside.register.button("BP-0007") is None
    assert (await backend.ring("nueva", token=made.secret)).status == 202
    reissued = await ask(desk, wish(backend, Register.CREDENTIALS, Deed.REISSUE, entry.row))
    assert reissued.secret not in (None, made.secret)
    with psycopg.connect(demo_database) as connection:
        kept = connection.execute("select secret from credential where name = 'central-2'").fetchone()
    assert kept is not None
    assert reissued.secret not in kept[0]


async def test_rooms_and_desks_come_and_go_unless_somebody_stands_on_them(backend: Running) -> None:
    desk = await backend.desk(ADMINISTRATOR)
    await ask(desk, wish(backend, Register.ROOMS, Deed.CREATE, id="sur", name="Sala Sur"))
    room = await one(desk, Register.ROOMS, "sala sur")
    full = await one(desk, Register.ROOMS, "sala 911")
    assert (await refusal(desk, wish(backend, Register.ROOMS, Deed.CHANGE, full, overflow_to="norte")))[
        0
    ] == ("field.no_such")
    await ask(desk, wish(backend, Register.ROOMS, Deed.CHANGE, full, overflow_to="sur"))
    in_use = ("entry.in_use", {"by": "rooms", "count": "1"})
    assert await refusal(desk, wish(backend, Register.ROOMS, Deed.REMOVE, room)) == in_use
    full = await one(desk, Register.ROOMS, "sala 911")
    await ask(desk, wish(backend, Register.ROOMS, Deed.CHANGE, full, overflow_to=None))
    await ask(desk, wish(backend, Register.WORKSTATIONS, Deed.CREATE, id="sur-01", desk="S1", room="sur"))
    assert await refusal(desk, wish(backend, Register.ROOMS, Deed.REMOVE, room)) == (
        "entry.in_use",
        {"by": "workstations", "count": "1"},
    )
    seat = await one(desk, Register.WORKSTATIONS, "sur-01")
    there = await backend.connect()
    await there.say(replace(backend.login_of("lferreyra"), workstation="sur-01"))
    await there.hear(Welcome)
    assert (await refusal(desk, wish(backend, Register.WORKSTATIONS, Deed.REMOVE, seat)))[0] == "entry.in_use"
    await there.say(Logout())
    await there.close()
    await ask(desk, wish(backend, Register.WORKSTATIONS, Deed.REMOVE, seat))
    assert (await ask(desk, wish(backend, Register.ROOMS, Deed.REMOVE, room))).effect is Effect.NEXT_LOGIN
    assert (await look(desk, Register.ROOMS, "sala sur")).matches == 0


async def test_a_form_is_told_what_its_change_would_meet(backend: Running) -> None:
    desk = await backend.desk(ADMINISTRATOR)
    row = await one(desk, Register.CAMERAS, "SN-0412")
    checked = await ask(
        desk,
        CheckChange(
            register=Register.CAMERAS, deed=Deed.CHANGE, entry=row.id,
            fields={"heading": 412, "label": "SN-0388", "address": "rtsp://10.9.9.9/x", "name": row.name},
        ),
    )  # fmt: skip
    assert isinstance(row, CameraRow)
    assert [(one.field, one.code, one.params) for one in checked.findings] == [
        ("heading", "field.range", {"low": "0", "high": "359"}),
        ("label", "entry.taken", {"value": "SN-0388"}),
        ("address", "camera.address_network", {}),
    ]
    assert not checked.two
    beside = {"lat": row.position.lat + 0.00003, "lon": row.position.lon, "name": "san martin y lavalle"}
    twin = await ask(
        desk,
        CheckChange(register=Register.CAMERAS, deed=Deed.CREATE, fields={**beside, "label": "SN-9"}),
    )
    near = [one for one in twin.findings if one.warning]
    assert [(one.code, one.params) for one in near] == [("camera.twin", {"metres": "3", "label": "SN-0412"})]


async def test_an_account_is_shown_with_what_it_can_do_and_where_it_sits(backend: Running) -> None:
    desk, _ = await backend.desk(ADMINISTRATOR), await backend.desk("lferreyra")
    row = await one(desk, Register.ACCOUNTS, "lferreyra")
    entry = await ask(desk, ReadEntry(register=Register.ACCOUNTS, entry=row.id))
    assert [(session.workstation, session.online) for session in entry.sessions] == [("puesto-14", True)]
    rights = {cell.action: cell.reach for cell in entry.rights}
    assert (rights["answer_call"], rights["shelve_alert"]) == ("room", "none")


@pytest.mark.parametrize("user", ["lferreyra", "macuna", "jtoledo", "instructor"])
async def test_who_has_no_business_there_is_shown_no_register(backend: Running, user: str) -> None:
    desk = await backend.desk(user)
    for inquiry in (ReadMatrix(), ListProposals(), ReadEntry(register=Register.ROOMS, entry="911")):
        assert await refusal(desk, inquiry) == ("forbidden", {"action": "see_registers"})
