"""Coming in with a second factor, staying in, being relieved: the real backend on the real database."""

from __future__ import annotations

import base64
from typing import TypeVar
from uuid import UUID

import psycopg
from msgspec.structs import replace

from domain.call import Call
from domain.clock import SystemClock
from domain.commands import AnswerCall
from domain.inquiry import Inquiry, Reply
from domain.lockout import DeskLock, LockDesk, UnlockDesk
from domain.second_factor import (
    FEATURE,
    ORIGIN,
    AskFactors,
    BeginKey,
    BeginTotp,
    ConfirmKey,
    ConfirmTotp,
    FactorKept,
    FactorKind,
    Factors,
    KeyOffer,
    RemoveFactor,
    TotpOffer,
    code_of,
    matching_step,
    step_of,
)
from domain.wire import Answer, Ask, Challenge, Prove, Refusal, Welcome
from tests.plugins.backend import Desk, Running
from tests.plugins.software_key import SoftwareKey

R = TypeVar("R", bound=Reply)
RFC_SECRET = b"12345678901234567890"


def test_codes_are_those_of_the_standard() -> None:
    """RFC 6238, appendix B, SHA-1, cut to six digits."""
    for seconds, code in ((59, "287082"), (1111111109, "081804"), (2000000000, "279037")):
        assert code_of(RFC_SECRET, seconds // 30) == code


def test_a_code_holds_for_its_step_and_its_neighbours_and_never_twice() -> None:
    now = 1_111_111_109_000_000
    here = step_of(now)
    for drift in (-1, 0, 1):
        assert matching_step(RFC_SECRET, code_of(RFC_SECRET, here + drift), now, -1) == here + drift
    for drift in (-2, 2):
        assert matching_step(RFC_SECRET, code_of(RFC_SECRET, here + drift), now, -1) is None
    assert matching_step(RFC_SECRET, code_of(RFC_SECRET, here), now, here) is None
    assert matching_step(RFC_SECRET, "٠٨١٨٠٤", now, -1) is None, "digits of another script are no code"


async def ask(desk: Desk, inquiry: Inquiry, kind: type[R]) -> R:
    """Ask and return the reply of a kind."""
    answer = await asked(desk, inquiry)
    assert isinstance(answer.reply, kind), answer
    return answer.reply


async def asked(desk: Desk, inquiry: Inquiry) -> Answer:
    """Ask and return whatever is answered."""
    await desk.say(Ask(ask=1, inquiry=inquiry))  # type: ignore[arg-type]
    return await desk.hear(Answer)


async def enrol_codes(backend: Running, user: str = "lferreyra") -> tuple[bytes, FactorKept]:
    """Enrol a device at a desk; return its secret and what was told. The code used is of the step before."""
    desk = await backend.desk(user)
    offer = await ask(desk, BeginTotp(password=backend.demo.accounts[user].password), TotpOffer)
    secret = base64.b32decode(offer.secret)
    code = code_of(secret, step_of(SystemClock().now()) - 1)
    kept = await ask(desk, ConfirmTotp(factor=offer.factor, code=code), FactorKept)
    await desk.close()
    return secret, kept


async def knock(backend: Running, user: str = "lferreyra") -> tuple[Desk, Challenge]:
    """Give the right password and return what is asked for."""
    desk = await backend.connect()
    await desk.say(replace(backend.login_of(user), features=(FEATURE,)))
    return desk, await desk.hear(Challenge)


async def test_a_device_is_enrolled_asked_for_and_each_code_lets_in_once(
    backend: Running, demo_database: str
) -> None:
    secret, kept = await enrol_codes(backend)
    assert len(kept.recovery_codes) == 10
    desk, challenge = await knock(backend)
    assert challenge.kinds == ("totp", "recovery")
    await desk.say(Prove(kind="totp", code="000000"))
    again = await desk.hear(Challenge)
    assert (again.code, again.left) == ("factor.wrong", 4)
    code = code_of(secret, step_of(SystemClock().now()))
    await desk.say(Prove(kind="totp", code=code))
    assert (await desk.hear(Welcome)).operator.user == "lferreyra"
    other, _ = await knock(backend)
    await other.say(Prove(kind="totp", code=code))
    assert (await other.hear(Challenge)).code == "factor.used", "whoever read it over a shoulder stays out"
    with psycopg.connect(demo_database) as connection:
        (row,) = connection.execute("select secret, last_step from second_factor").fetchall()
        view = connection.execute(
            "select second_factor, recovery_codes, last_login_workstation from account_access"
            " where second_factor <> ''"
        ).fetchone()
    assert secret not in row[0], "the database alone gives no code"
    assert view == ("totp", 10, "puesto-14")


async def test_a_recovery_code_opens_once(backend: Running) -> None:
    _, kept = await enrol_codes(backend)
    code = kept.recovery_codes[0]
    desk, _ = await knock(backend)
    await desk.say(Prove(kind="recovery", code=code.upper().replace("-", " ")))
    await desk.hear(Welcome)
    left = await ask(desk, AskFactors(), Factors)
    assert left.recovery_codes == 9
    again, _ = await knock(backend)
    await again.say(Prove(kind="recovery", code=code))
    assert (await again.hear(Challenge)).code == "factor.wrong"


async def test_five_wrong_proofs_lock_the_account_at_that_desk(backend: Running) -> None:
    await enrol_codes(backend)
    desk, _ = await knock(backend)
    for left in (4, 3, 2, 1):
        await desk.say(Prove(kind="totp", code="111111"))
        assert (await desk.hear(Challenge)).left == left
    await desk.say(Prove(kind="totp", code="111111"))
    refusal = await desk.hear(Refusal)
    assert refusal.code == "login.locked"
    assert 55 <= int(refusal.params["seconds"]) <= 60


async def test_a_desk_of_last_year_is_told_and_people_without_a_factor_come_in_as_ever(
    backend: Running,
) -> None:
    await enrol_codes(backend)
    old = await backend.connect()
    await old.say(backend.login_of("lferreyra"))
    assert (await old.hear(Refusal)).code == "login.second_factor"
    assert (await backend.desk("tquinteros")).welcome is not None


async def test_a_security_key_is_enrolled_and_lets_in(backend: Running) -> None:
    desk = await backend.desk()
    key, password = SoftwareKey(), backend.demo.accounts["lferreyra"].password
    offer = await ask(desk, BeginKey(password=password), KeyOffer)
    client_data, attestation = key.make(offer.challenge)
    confirm = ConfirmKey(name="llavero", client_data=client_data, attestation=attestation)
    await ask(desk, confirm, FactorKept)
    assert (await asked(desk, confirm)).code == "factor.unknown", "one challenge makes one credential"
    door, challenge = await knock(backend)
    assert challenge.kinds[0] == "fido2"
    assert challenge.key is not None
    await door.say(Prove(kind="fido2", key=key.sign(challenge.key)))
    assert (await door.hear(Welcome)).operator.user == "lferreyra"
    factors = await ask(door, AskFactors(), Factors)
    assert [(one.kind, one.name) for one in factors.factors] == [(FactorKind.FIDO2, "llavero")]


async def test_what_a_key_signed_elsewhere_or_before_or_twice_does_not_let_in(backend: Running) -> None:
    desk = await backend.desk()
    key, password = SoftwareKey(), backend.demo.accounts["lferreyra"].password
    offer = await ask(desk, BeginKey(password=password), KeyOffer)
    client_data, attestation = key.make(offer.challenge)
    await ask(desk, ConfirmKey(name="llavero", client_data=client_data, attestation=attestation), FactorKept)
    door, challenge = await knock(backend)
    assert challenge.key is not None
    first = key.sign(challenge.key)
    await door.say(Prove(kind="fido2", key=replace(first, signature=first.signature[:-4] + "AAAA")))
    challenge = await door.hear(Challenge)
    await door.say(Prove(kind="fido2", key=first))  # for the challenge before
    challenge = await door.hear(Challenge)
    assert challenge.key is not None
    key._origin = "https://atalaya.example"  # a page that looks like ours
    await door.say(Prove(kind="fido2", key=key.sign(challenge.key)))
    challenge = await door.hear(Challenge)
    assert challenge.key is not None
    assert challenge.code == "factor.wrong"
    key._origin = ORIGIN
    await door.say(Prove(kind="fido2", key=key.sign(challenge.key)))
    await door.hear(Welcome)
    key.counter -= 2  # a copy that was made before
    copy, challenge = await knock(backend)
    assert challenge.key is not None
    await copy.say(Prove(kind="fido2", key=key.sign(challenge.key)))
    assert (await copy.hear(Refusal)).code == "factor.copied"


async def test_a_factor_is_taken_away_only_with_the_password(backend: Running, demo_database: str) -> None:
    await enrol_codes(backend)
    desk, _ = await knock(backend)
    with psycopg.connect(demo_database, autocommit=True) as connection:
        (row,) = connection.execute("select id from second_factor").fetchall()
    await desk.say(Prove(kind="totp", code="000000"))
    inside = await backend.desk("tquinteros")
    theft = RemoveFactor(factor=row[0], password=backend.demo.accounts["tquinteros"].password)
    assert (await asked(inside, theft)).code == "factor.unknown", "other people's are out of reach"
    wrong = await asked(inside, RemoveFactor(factor=UUID(int=1), password="no es esta"))
    assert (wrong.code, wrong.params) == ("login.wrong", {"left": "4"})


async def test_the_lock_is_opened_by_the_password_alone_and_on_record(
    backend: Running, demo_database: str
) -> None:
    desk = await backend.desk()
    assert (await ask(desk, LockDesk(), DeskLock)).locked
    assert (await asked(desk, UnlockDesk(password="no es esta"))).code == "login.wrong"
    right = backend.demo.accounts["lferreyra"].password
    assert not (await ask(desk, UnlockDesk(password=right), DeskLock)).locked
    with psycopg.connect(demo_database) as connection:
        rows = connection.execute("select action, actor from audit order by seq").fetchall()
    assert rows == [
        ("login", "lferreyra"),
        ("lock_desk", "lferreyra"),
        ("login.wrong", "lferreyra"),
        ("unlock_desk", "lferreyra"),
    ]


async def test_a_relief_takes_the_desk_its_calls_and_the_record_names_both(
    backend: Running, demo_database: str
) -> None:
    first = await backend.desk("lferreyra")
    await backend.ring("a")
    call = await first.thing(Call)
    await first.do(AnswerCall(call=call.id))
    assert first.welcome is not None
    second = await backend.connect()
    login = replace(
        backend.login_of("tquinteros"),
        workstation=first.welcome.workstation.id,
        relieves=first.welcome.token,
    )
    await second.say(login)
    welcome = await second.hear(Welcome)
    assert welcome.relief is not None
    assert (welcome.relief.name, welcome.relief.handed, welcome.relief.left) == ("Lucía Ferreyra", 1, 0)
    assert (await first.hear(Refusal)).code == "session.expired", "the first line is over within a second"
    other = await backend.desk("cmoyano")
    (held,) = other.snapshot.calls
    assert held.answered_name == welcome.operator.name
    assert held.answered_at == (await other_call(first, held.id)).answered_at, "the answer stays when it was"
    with psycopg.connect(demo_database) as connection:
        rows = connection.execute("select actor, subject from audit where action = 'shift_change'").fetchall()
    assert rows == [("tquinteros", "lferreyra > tquinteros")]


async def other_call(desk: Desk, key: UUID) -> Call:
    """Return a call as a desk was told of it."""
    found = desk.things[key]
    assert isinstance(found, Call)
    return found


async def test_nobody_is_relieved_from_another_desk_or_with_a_wrong_password(backend: Running) -> None:
    first = await backend.desk("lferreyra")
    assert first.welcome is not None
    far = await backend.connect()
    await far.say(
        replace(backend.login_of("tquinteros"), relieves=first.welcome.token, workstation="puesto-31")
    )
    assert (await far.hear(Refusal)).code == "login.relief"
    near = await backend.connect()
    bad = replace(backend.login_of("tquinteros", "no es esta"), workstation="puesto-14")
    await near.say(replace(bad, relieves=first.welcome.token))
    assert (await near.hear(Refusal)).code == "login.wrong"
    await backend.ring("a")
    assert await first.thing(Call), "who sat there still does"
