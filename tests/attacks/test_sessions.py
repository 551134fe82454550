"""ATTACKS 20, 21 and guesses that outlast a restart: what ends a session, and what opens no door."""

from __future__ import annotations

import asyncio
from pathlib import Path

import psycopg
import pytest
from msgspec.structs import replace

from backend.accounts import Accounts
from backend.secret_box import FILE, SecretBox
from domain.call import Call, Draft
from domain.clock import HOUR, ManualClock
from domain.commands import AnswerCall, SaveDraft
from domain.lockout import FORGET_S, FREE_AT_DESK, FREE_OF_DESK, LOCK_S
from domain.refusal import Refused
from domain.second_factor import FEATURE
from domain.wire import PROTOCOL, Login, Prove, Refusal, Relief, Snapshot, Welcome
from tests.attacks.test_people import OneAccount, guess
from tests.plugins.backend import QUICK, Demo, Running, serving


async def try_in(backend: Running, user: str, password: str, workstation: str = "puesto-14") -> Refusal:
    """Try to come in; return why not."""
    desk = await backend.connect()
    await desk.say(Login(protocol=PROTOCOL, minimum=1, user=user, password=password, workstation=workstation))
    return await desk.hear(Refusal)


async def test_a_restart_forgives_nobody_their_guesses(demo_database: str, demo: Demo) -> None:
    right = demo.accounts["lferreyra"].password
    async with serving(demo_database, demo) as backend:
        for _ in range(FREE_AT_DESK):
            assert (await try_in(backend, "lferreyra", "no es esta")).code == "login.wrong"
        assert (await try_in(backend, "lferreyra", right)).code == "login.locked"
    async with serving(demo_database, demo) as backend:
        told = await try_in(backend, "lferreyra", right)
        assert told.code == "login.locked"
        assert 1 <= int(told.params["seconds"]) <= LOCK_S
        elsewhere = await backend.connect()
        await elsewhere.say(replace(backend.login_of("lferreyra"), workstation="puesto-31"))
        assert (await elsewhere.hear(Welcome)).operator.user == "lferreyra", (
            "the pair is locked, not the person"
        )
        assert (await backend.desk("tquinteros")).welcome is not None


async def test_what_was_typed_as_a_name_is_kept_nowhere(
    backend: Running, demo_database: str, canary: str
) -> None:
    """People type their password where the name belongs."""
    await try_in(backend, canary, "x")
    with psycopg.connect(demo_database) as connection:
        kept = connection.execute("select line from audit").fetchall()
        locks = connection.execute("select account, workstation from login_lock").fetchall()
    assert not any(canary in row[0] for row in kept)
    assert locks == [(None, "puesto-14")], "only the desk's own count"


async def test_a_spray_of_one_password_over_many_people_locks_the_desk() -> None:
    store = OneAccount()
    accounts = Accounts(store, store, ManualClock(), QUICK)
    told = []
    for n in range(FREE_OF_DESK + 2):
        try:
            await accounts.login(f"persona{n}", "verano2026", "puesto-1")
        except Exception as refused:
            told.append(getattr(refused, "code", ""))
    assert told.count("login.wrong") == FREE_OF_DESK
    assert await guess(accounts, "right", "local") == "login.locked"


async def test_names_that_exist_and_names_that_do_not_are_counted_alike() -> None:
    """Whoever asks who works here learns nothing from how many tries are left."""
    for user in ("ana", "nadie"):
        store = OneAccount()
        accounts = Accounts(store, store, ManualClock(), QUICK)
        left = []
        for _ in range(FREE_AT_DESK):
            try:
                await accounts.login(user, "no es esta", "puesto-1")
            except Exception as refused:
                left.append(getattr(refused, "params", {}).get("left"))
        assert left == ["4", "3", "2", "1", "0"], user


async def test_old_slips_are_forgotten() -> None:
    clock, store = ManualClock(), OneAccount()
    accounts = Accounts(store, store, clock, QUICK)
    for _ in range(FREE_AT_DESK - 1):
        await guess(accounts, "wrong", "local")
    clock.advance(FORGET_S)
    for _ in range(FREE_AT_DESK - 1):
        assert await guess(accounts, "wrong", "local") == "login.wrong"


async def test_a_lock_kept_by_a_clock_that_was_ahead_ends_within_its_minute() -> None:
    clock, store = ManualClock(), OneAccount()
    accounts = Accounts(store, store, clock, QUICK)
    for _ in range(FREE_AT_DESK):
        await guess(accounts, "wrong", "local")
    clock.step(-round(5 * HOUR / 1e6))
    after_restart = Accounts(store, store, clock, QUICK)
    assert await guess(after_restart, "right", "local") == "login.locked"
    clock.advance(LOCK_S)
    assert await guess(after_restart, "right", "local") == "in"


async def test_a_changed_role_or_password_ends_the_live_session_within_two_seconds(
    backend: Running, demo_database: str
) -> None:
    for change in ("role = 'supervisor'", f"password_hash = '{QUICK.hash('otra')}'"):
        desk = await backend.desk("tquinteros")
        assert desk.welcome is not None
        with psycopg.connect(demo_database, autocommit=True) as connection:
            connection.execute(f"update account set {change} where login = 'tquinteros'")
        async with asyncio.timeout(2.0):
            assert (await desk.hear(Refusal)).code == "session.changed"
        back = await backend.resumed(desk.welcome, seq=0)
        assert (await back.hear(Refusal)).code == "session.changed"


async def test_21_a_disabled_person_is_cut_and_others_stay(backend: Running, demo_database: str) -> None:
    desk, other = await backend.desk("lferreyra"), await backend.desk("tquinteros")
    with psycopg.connect(demo_database, autocommit=True) as connection:
        connection.execute("update account set disabled = true where login = 'lferreyra'")
    async with asyncio.timeout(2.0):
        assert (await desk.hear(Refusal)).code == "login.disabled"
    await backend.ring("a")
    assert other.closed_with is None


async def test_a_proof_that_nobody_asked_for_and_a_login_in_its_place_are_refused(backend: Running) -> None:
    desk = await backend.connect()
    await desk.say(Prove(kind="totp", code="000000"))
    assert (await desk.hear(Refusal)).code == "frame.too_early"
    inside = await backend.desk()
    await inside.say(Prove(kind="totp", code="000000"))
    assert (await inside.hear(Refusal)).code == "frame.too_early"


async def test_a_token_of_nobody_relieves_nobody(backend: Running, demo_database: str) -> None:
    desk = await backend.connect()
    login = replace(backend.login_of("lferreyra"), relieves="t" * 43, features=(FEATURE,))
    await desk.say(login)
    assert (await desk.hear(Welcome)).relief is None, "whose session is over already is no reason to stay out"
    with psycopg.connect(demo_database) as connection:
        rows = connection.execute("select action from audit").fetchall()
    assert rows == [("login",)]


async def test_the_key_of_the_secrets_is_for_the_server_alone(tmp_path: Path) -> None:
    box = SecretBox(tmp_path)
    sealed = box.seal(b"a secret of twenty b", b"ana")
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600
    assert SecretBox(tmp_path).open(sealed, b"ana") == b"a secret of twenty b"
    other = tmp_path / "other"
    other.mkdir()
    for wrong, about in ((SecretBox(other), b"ana"), (box, b"beto")):
        with pytest.raises(Refused) as refused:
            wrong.open(sealed, about)
        assert refused.value.code == "factor.unreadable"


async def test_a_relief_at_one_desk_cuts_nobody_off_the_caller_they_talk_to_at_another(
    backend: Running,
) -> None:
    left, there = await backend.desk(), await backend.connect()
    assert left.welcome is not None
    await there.say(replace(backend.login_of("lferreyra"), workstation="puesto-15"))
    await there.hear(Snapshot)
    await backend.ring("a")
    call = await there.thing(Call)
    assert (await there.do(AnswerCall(call=call.id))).result == "accepted"
    near = await backend.connect()
    await near.say(
        replace(backend.login_of("tquinteros"), workstation="puesto-14", relieves=left.welcome.token)
    )
    welcome = await near.hear(Welcome)
    assert welcome.relief == Relief(name="Lucía Ferreyra", handed=0, left=1), "and the supervisor is named it"
    later = await there.do(SaveDraft(call=call.id, draft=Draft(revision=1, place="Callao 10")))
    assert later.result == "accepted", "she writes on"
