"""ATTACKS 19, 20, 21 and the door for people: guesses, forged names, stolen tokens, rights nobody has."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from uuid import UUID

import psycopg
import pytest

from backend.accounts import Account, Accounts, Session, Standing
from backend.desk_line import MOST_LINES
from backend.lockout import KeptLock
from domain.alert import Alert, AlertKind
from domain.call import Call, Draft
from domain.clock import HOUR, ManualClock, SystemClock
from domain.commands import (
    AcknowledgeAlert,
    AnswerCall,
    CloseAlert,
    SaveDraft,
    SetUnitStatus,
    ShelveAlert,
)
from domain.lockout import FREE_ANYWHERE, FREE_AT_DESK, LOCK_S
from domain.people import Operator, Role, Room, Workstation
from domain.refusal import Refused
from domain.unit import UnitStatus
from domain.wire import PROTOCOL, AskTicket, Login, Logout, Refusal, Ticket, Welcome
from tests.attacks.shifted import Shifted
from tests.plugins.backend import QUICK, Demo, Running, serving


async def refused_login(
    backend: Running, user: str, password: str, workstation: str = "puesto-14"
) -> Refusal:
    """Try to come in and return why not."""
    desk = await backend.connect()
    who = Login(protocol=PROTOCOL, minimum=1, user=user, password=password, workstation=workstation)
    await desk.say(who)
    refusal = await desk.hear(Refusal)
    assert (await desk.gone()) == (1008, refusal.code)
    return refusal


async def test_names_that_no_database_holds_are_wrong_names_and_on_record(
    backend: Running, demo_database: str
) -> None:
    right = backend.demo.accounts["lferreyra"].password
    for user in (
        "a\0b",
        "lferreyra\0",
        "\N{CYRILLIC SMALL LETTER ER}ferreyra",
        "lferreyra\u200b",
        "' or 1=1 --",
    ):
        assert (await refused_login(backend, user, right)).code == "login.wrong"
    assert (await refused_login(backend, "nobody", "x", workstation="p\0")).code == "login.wrong"
    told = await refused_login(backend, "lferreyra", right, workstation="puesto\0")
    assert (told.code, told.params) == ("login.workstation", {"workstation": "puesto\0"})
    with psycopg.connect(demo_database) as connection:
        rows = connection.execute("select subject, workstation from audit order by seq").fetchall()
    assert {row[0] for row in rows[:-1]} == {"unknown"}, "people type passwords there: nothing typed is kept"
    assert rows[-2] == ("unknown", "p␀")
    assert rows[-1] == ("lferreyra", "puesto␀")
    assert len(rows) == 7
    assert (await backend.desk()).welcome is not None


async def test_19_forbidden_commands_are_refused_on_record_and_alarmed_at_the_third(
    backend: Running, demo_database: str
) -> None:
    supervisor, taker = await backend.desk("cmoyano"), await backend.desk("lferreyra")
    assert taker.welcome is not None
    await backend.ring("a", token="guess")
    alert = await taker.thing(Alert)
    unit = taker.snapshot.units[0].id
    until = SystemClock().now() + HOUR
    outcome = await taker.do(ShelveAlert(alert=alert.id, until=until, reason="porque sí"))
    assert (outcome.result, outcome.code, outcome.params) == (
        "refused",
        "forbidden",
        {"action": "shelve_alert"},
    )
    await taker.close()
    again = await backend.resumed(taker.welcome, seq=0)  # who hangs up in between goes on where he stopped
    await again.hear(Welcome)
    for command in (
        CloseAlert(alert=alert.id, reason="porque sí"),
        SetUnitStatus(unit=unit, status=UnitStatus.OUT_OF_SERVICE),
    ):
        assert (await again.do(command)).code == "forbidden"
    alarm = await supervisor.thing(Alert, lambda one: one.kind is AlertKind.COMMAND_FORBIDDEN)
    assert alarm.params == {"user": "lferreyra", "workstation": "puesto-14"}
    with psycopg.connect(demo_database) as connection:
        rows = connection.execute(
            "select actor, workstation from audit where action = 'forbidden'"
        ).fetchall()
        refused = connection.execute("select count(*) from command where code = 'forbidden'").fetchone()
    assert rows == [("lferreyra", "puesto-14")] * 3
    assert refused == (3,)


async def test_who_may_see_nothing_is_shown_nothing(backend: Running) -> None:
    await backend.ring("a")
    desk = await backend.desk("adominguez")
    shown = desk.snapshot
    assert (shown.calls, shown.incidents, shown.units, shown.alerts, shown.cameras) == ((), (), (), (), ())
    camera = (await backend.desk("cmoyano")).snapshot.cameras[0].id
    await desk.say(AskTicket(ask=1, camera=camera))
    assert (await desk.hear(Ticket)).code == "forbidden"


async def test_things_of_another_room_are_out_of_reach(demo_database: str, demo: Demo) -> None:
    with psycopg.connect(demo_database, autocommit=True) as connection:
        connection.execute("insert into room values ('sur', 'Sala Sur', false)")
        connection.execute(
            "update account set room = 'sur' where login in ('macuna', 'tquinteros', 'cmoyano')"
        )
    async with serving(demo_database, demo) as backend:
        ours = await backend.desk("lferreyra")
        await backend.ring("a")
        await backend.ring("b", token="guess")
        call, alert = await ours.thing(Call), await ours.thing(Alert)
        taker, dispatcher = await backend.desk("tquinteros"), await backend.desk("macuna")
        unit = dispatcher.snapshot.units[0].id
        assert (taker.snapshot.calls, taker.snapshot.alerts) == ((), ())
        for desk, command in (
            (taker, AnswerCall(call=call.id)),
            (taker, SaveDraft(call=call.id, draft=Draft(revision=1, narrative="de otra sala"))),
            (taker, AcknowledgeAlert(alert=alert.id)),
            (dispatcher, SetUnitStatus(unit=unit, status=UnitStatus.IN_QUARTERS)),
        ):
            assert (await desk.do(command)).code == "forbidden"
        told = (taker.things | dispatcher.things).values()
        assert {(type(thing).__name__, thing.room) for thing in told} <= {("Desk", "sur")}, "their own desks"


@pytest.fixture
async def dated(demo_database: str, demo: Demo) -> AsyncIterator[tuple[Running, Shifted]]:
    """A backend whose wall clock can be set."""
    clock = Shifted()
    async with serving(demo_database, demo, clock=clock) as running:
        yield running, clock


async def test_20_a_session_that_ends_in_mid_call_ends_its_line_and_a_new_login_goes_on(
    dated: tuple[Running, Shifted], expect_log: Callable[[str], None]
) -> None:
    expect_log("the wall clock was set")
    backend, clock = dated
    desk = await backend.desk()
    assert desk.welcome is not None
    await backend.ring("a")
    call = await desk.thing(Call)
    await desk.do(AnswerCall(call=call.id))
    await desk.do(SaveDraft(call=call.id, draft=Draft(revision=1, narrative="dos hombr")))
    clock.ahead = 14 * HOUR
    assert (await desk.hear(Refusal)).code == "session.expired"
    back = await backend.resumed(desk.welcome, seq=0)
    assert (await back.hear(Refusal)).code == "session.expired"
    again = await backend.desk()
    (mine,) = again.snapshot.calls
    assert (mine.answered_name, mine.draft.narrative) == ("Lucía Ferreyra", "dos hombr")
    draft = Draft(revision=2, narrative="dos hombres")
    assert (await again.do(SaveDraft(call=call.id, draft=draft))).result == "accepted"


async def test_21_a_disabled_account_cannot_come_back_either(backend: Running, demo_database: str) -> None:
    desk = await backend.desk()
    assert desk.welcome is not None
    with psycopg.connect(demo_database, autocommit=True) as connection:
        connection.execute("update account set disabled = true where login = 'lferreyra'")
    async with asyncio.timeout(2.0):
        assert (await desk.hear(Refusal)).code == "login.disabled"
    back = await backend.resumed(desk.welcome, seq=0)
    assert (await back.hear(Refusal)).code == "login.disabled"
    right = backend.demo.accounts["lferreyra"].password
    assert (await refused_login(backend, "lferreyra", right)).code == "login.disabled"
    assert (await backend.desk("tquinteros")).welcome is not None, "nobody else is put out"


async def test_a_stolen_token_is_worth_nothing_once_its_owner_has_left(backend: Running) -> None:
    desk = await backend.desk()
    assert desk.welcome is not None
    thief = await backend.resumed(desk.welcome, seq=0)
    await thief.hear(Welcome)
    await desk.say(Logout())
    assert (await thief.hear(Refusal)).code == "session.expired"
    late = await backend.resumed(desk.welcome, seq=0)
    assert (await late.hear(Refusal)).code == "session.expired"


async def test_one_session_has_a_handful_of_lines_and_the_newest_count(backend: Running) -> None:
    desk = await backend.desk()
    assert desk.welcome is not None
    lines = [desk]
    for _ in range(MOST_LINES):
        lines.append(await backend.resumed(desk.welcome, seq=0))
        await lines[-1].hear(Welcome)
    assert await lines[0].gone() == (1008, "line.replaced")
    await backend.ring("a")
    for line in lines[1:]:
        await line.thing(Call)


async def test_many_logins_at_once_hold_up_no_call(backend: Running) -> None:
    loop = asyncio.get_running_loop()
    tries = [asyncio.create_task(refused_login(backend, f"user{n}", "x")) for n in range(10)]
    began = loop.time()
    assert (await backend.ring("a")).status == 202
    assert loop.time() - began < 1.0
    assert {refusal.code for refusal in await asyncio.gather(*tries)} == {"login.wrong"}


class OneAccount:
    """A register with one person in it, whose password is 'right'."""

    def __init__(self) -> None:
        operator = Operator(id=UUID(int=1), user="ana", name="Ana", role=Role.CALL_TAKER, room="911")
        self._account = Account(operator=operator, password_hash=QUICK.hash("right"))
        self.kept: dict[tuple[UUID | None, str | None, bool], KeptLock] = {}
        self.homes: dict[str, str] = {}

    async def account_of(self, user: str) -> Account | None:
        """Only Ana is known."""
        return self._account if user == "ana" else None

    async def account(self, key: UUID) -> Account | None:
        """Not asked here."""
        return self._account

    async def workstation(self, key: str) -> Workstation | None:
        """Every desk exists."""
        return Workstation(id=key, desk="1", room="911")

    async def room(self, key: str) -> Room | None:
        """Every room exists."""
        return Room(id=key, name=key)

    async def keep_session(self, session: Session) -> None:
        """Kept nowhere."""

    async def session(self, digest: bytes) -> Session | None:
        """There is none."""
        return None

    async def end_session(self, digest: bytes) -> None:
        """There is none."""

    async def standing(self, digests: list[bytes]) -> dict[bytes, Standing]:
        """Not asked here."""
        return {}

    async def came_in(self, account: UUID, workstation: str, at: int) -> None:
        """Not asked here."""

    async def locks(self) -> list[KeptLock]:
        """What was kept before."""
        return list(self.kept.values())

    async def keep_lock(self, lock: KeptLock) -> None:
        """Kept as a table would."""
        self.kept[lock.account, lock.workstation, lock.elsewhere] = lock

    async def forget_locks(self, account: UUID, workstation: str | None, elsewhere: bool) -> None:
        """Forgotten as in a table."""
        for key in ((account, workstation, elsewhere), (account, None, False)):
            self.kept.pop(key, None)

    async def forgive(self, account: UUID) -> None:
        """Forgotten as in a table."""
        self.kept = {key: lock for key, lock in self.kept.items() if key[0] != account}

    async def home_of(self, workstation: str) -> str | None:
        """Every desk exists."""
        return self.homes.get(workstation, "")

    async def set_home(self, workstation: str, address: str) -> None:
        """Kept as a table would."""
        self.homes[workstation] = address


async def guess(accounts: Accounts, password: str, address: str, desk: str = "puesto-1") -> str:
    """Return the code of a login, or "in"."""
    try:
        await accounts.login("ana", password, desk, address)
    except Refused as refused:
        return refused.code
    return "in"


async def test_a_crowd_of_guesses_at_once_gets_no_more_than_one_after_the_other() -> None:
    store = OneAccount()
    accounts = Accounts(store, store, ManualClock(), QUICK)
    told = await asyncio.gather(*(guess(accounts, f"wrong {n}", "10.0.0.9") for n in range(40)))
    assert told.count("login.wrong") <= FREE_AT_DESK + 1  # two are hashed at a time
    assert await guess(accounts, "right", "10.0.0.9") == "login.locked"


async def test_nobody_elsewhere_can_keep_an_operator_from_the_desk() -> None:
    clock, store = ManualClock(), OneAccount()
    accounts = Accounts(store, store, clock, QUICK)
    assert await guess(accounts, "right", "10.0.0.14") == "in", "from here on the desk's own address is known"
    for _ in range(FREE_AT_DESK):
        await guess(accounts, "wrong", "10.0.0.9")
    assert await guess(accounts, "right", "10.0.0.9") == "login.locked"
    assert await guess(accounts, "right", "10.0.0.14") == "in"
    clock.step(-3600)
    clock.advance(LOCK_S)
    assert await guess(accounts, "right", "10.0.0.9") == "in", "a minute of time, whatever the wall says"


async def test_many_addresses_have_no_more_guesses_than_one() -> None:
    store = OneAccount()
    accounts = Accounts(store, store, ManualClock(), QUICK)
    told = [await guess(accounts, "wrong", f"10.0.1.{n}") for n in range(FREE_AT_DESK + 5)]
    assert told.count("login.wrong") == FREE_AT_DESK
    assert told[-1] == "login.locked"


async def test_many_desks_have_no_more_guesses_than_a_crowd() -> None:
    store = OneAccount()
    accounts = Accounts(store, store, ManualClock(), QUICK)
    told = [await guess(accounts, "wrong", "10.0.1.1", f"puesto-{n}") for n in range(FREE_ANYWHERE + 5)]
    assert told.count("login.wrong") == FREE_ANYWHERE
    assert told[-1] == "login.locked"
