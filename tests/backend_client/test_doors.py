"""A second proof on the line, sans-I/O; a relief beside a line that goes on, against the real backend."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend_client.actions import Challenged, HangUp, Send
from backend_client.failure import LineFailed
from backend_client.link import LinkState
from backend_client.session import LOGIN_S, TICK_S, Session
from domain.call import Call
from domain.commands import AnswerCall
from domain.second_factor import FEATURE
from domain.wire import Challenge, Login, Prove, decode_from_desk, encode
from tests.backend_client.test_with_backend import desk_of, until
from tests.plugins.backend import Running


def waits(session: Session, since: float, seconds: float) -> list[object]:
    """Let time pass in ticks; return what the session did."""
    done: list[object] = []
    for n in range(1, round(seconds / TICK_S) + 1):
        done += session.tick(since + n * TICK_S)
    return done


def test_a_person_has_the_time_to_find_their_device() -> None:
    session = Session((FEATURE,))
    session.log_in("ana", "secreto", "puesto-14", 0.0)
    sent = [one for one in session.opened(0.0) if isinstance(one, Send)]
    login = decode_from_desk(sent[0].frame)
    assert isinstance(login, Login)
    assert login.features == (FEATURE,)
    asked = session.received(encode(Challenge(kinds=("totp",), seconds=90)), 1.0)
    assert any(isinstance(one, Challenged) for one in asked)
    assert not any(isinstance(one, HangUp) for one in waits(session, 1.0, 80.0)), "typing takes its time"
    (proof,) = [
        one for one in session.prove(Prove(kind="totp", code="492039"), 81.0) if isinstance(one, Send)
    ]
    assert decode_from_desk(proof.frame) == Prove(kind="totp", code="492039")
    assert any(isinstance(one, HangUp) for one in waits(session, 81.0, LOGIN_S + 1.0)), "the server has not"


async def test_a_relief_beside_a_line_that_goes_on(backend: Running, tmp_path: Path) -> None:
    accounts = backend.demo.accounts
    async with desk_of(backend, tmp_path) as client:
        await client.login("lferreyra", accounts["lferreyra"].password)
        await backend.ring("a")
        await until(lambda: len(list(client.picture.calls.values())))
        (call,) = client.picture.calls.values()
        client.commands.send(AnswerCall(call=call.id))
        seen: list[LinkState] = []
        client.picture.subscribe_link(lambda link: seen.append(link.state))
        with pytest.raises(LineFailed, match=r"login\.wrong"):
            await client.relieve("tquinteros", "no es esta")
        assert client.picture.who is not None
        assert client.picture.who.operator.user == "lferreyra"
        assert set(seen) <= {LinkState.LIVE}, "a wrong password costs whoever sits there nothing"
        relief = await client.relieve("tquinteros", accounts["tquinteros"].password)
        assert relief is not None
        assert (relief.name, relief.handed, relief.left) == ("Lucía Ferreyra", 1, 0)
        assert client.picture.who.operator.user == "tquinteros"
        held = client.picture.calls.get(call.id)
        assert isinstance(held, Call)
        assert held.answered_by == client.picture.who.operator.id
        assert set(seen) <= {LinkState.LIVE}, "no pane went blank in between"
        assert client.commands.outstanding() == ()
        assert list(client.commands.refused_list) == []


async def test_nobody_without_calls_to_answer_takes_them(backend: Running, tmp_path: Path) -> None:
    accounts = backend.demo.accounts
    async with desk_of(backend, tmp_path) as client:
        await client.login("lferreyra", accounts["lferreyra"].password)
        await backend.ring("a")
        await until(lambda: len(list(client.picture.calls.values())))
        (call,) = client.picture.calls.values()
        client.commands.send(AnswerCall(call=call.id))
        await until(lambda: not client.commands.outstanding())
        relief = await client.relieve("adominguez", accounts["adominguez"].password)
        assert relief is not None
        assert (relief.handed, relief.left) == (0, 1), "an administrator answers no calls: it is said"
