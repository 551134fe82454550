"""Who may come in, and how a line ends: every refusal has a code, every cut a reason."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from uuid import uuid4

import psycopg
import pytest
import websockets
from msgspec.structs import replace

from backend.bootstrap import Backend
from backend.conversation import SILENCE_S
from backend.server import STRANGERS_PER_ADDRESS
from domain.alert import Alert, AlertKind
from domain.call import Call
from domain.clock import MINUTE, SystemClock
from domain.commands import AnswerCall, ShelveAlert
from domain.desk import Desk as SeatedDesk
from domain.wire import (
    PROTOCOL,
    AskSnapshot,
    Beat,
    Changes,
    Hello,
    Login,
    Refusal,
    Snapshot,
    Welcome,
)
from tests.plugins.backend import Running


async def test_a_desk_gets_in_with_what_it_may_see(backend: Running) -> None:
    desk = await backend.desk()
    assert desk.welcome is not None
    assert desk.welcome.operator.name == "Lucía Ferreyra"
    assert len(desk.snapshot.units) == 500
    assert len(desk.snapshot.cameras) == 6
    beat = await desk.hear(Beat)
    assert abs(beat.at - SystemClock().now()) < 1_000_000


async def test_a_wrong_password_is_told_and_the_fifth_locks(backend: Running) -> None:
    for left in (4, 3, 2, 1, 0):
        desk = await backend.connect()
        await desk.say(backend.login_of("lferreyra", "wrong"))
        refusal = await desk.hear(Refusal)
        assert (refusal.code, refusal.params) == ("login.wrong", {"left": str(left)})
    desk = await backend.connect()
    await desk.say(backend.login_of("lferreyra"))
    assert (await desk.hear(Refusal)).code == "login.locked"


async def test_a_stranger_and_a_wrong_password_are_told_the_same(backend: Running) -> None:
    desk = await backend.connect()
    await desk.say(Login(protocol=PROTOCOL, minimum=1, user="nobody", password="x", workstation="puesto-14"))
    assert (await desk.hear(Refusal)).code == "login.wrong"


async def test_a_desk_that_is_too_new_is_told_what_we_speak(backend: Running) -> None:
    desk = await backend.connect()
    await desk.say(Login(protocol=9, minimum=9, user="x", password="x", workstation="x"))
    refusal = await desk.hear(Refusal)
    assert (refusal.code, refusal.params) == ("protocol.mismatch", {"ours": "2", "oldest": "1", "yours": "9"})


async def test_the_database_holds_no_token_that_opens_a_door(backend: Running, demo_database: str) -> None:
    desk = await backend.desk()
    assert desk.welcome is not None
    with psycopg.connect(demo_database) as connection:
        rows = connection.execute("select digest from session").fetchall()
    assert rows
    assert all(desk.welcome.token.encode() not in bytes(digest) for (digest,) in rows)


async def test_a_desk_that_comes_back_gets_only_what_it_missed(backend: Running) -> None:
    desk = await backend.desk()
    await backend.ring("before")
    await desk.thing(Call)
    assert desk.welcome is not None
    await desk.close()
    await backend.ring("while away")
    again = await backend.resumed(desk.welcome, seq=1)
    welcome = await again.hear(Welcome)
    assert welcome.resumed
    changes = await again.hear(Changes)
    assert (changes.after, changes.upto, len(changes.things)) == (1, 2, 1)


async def test_a_desk_of_another_site_gets_a_whole_picture(backend: Running) -> None:
    desk = await backend.desk()
    assert desk.welcome is not None
    other = await backend.connect()
    await other.say(Hello(protocol=PROTOCOL, minimum=1, token=desk.welcome.token, site=uuid4(), seq=0))
    assert not (await other.hear(Welcome)).resumed
    assert len((await other.hear(Snapshot)).units) == 500


async def test_a_desk_that_finds_a_gap_gets_a_whole_picture(backend: Running) -> None:
    desk = await backend.desk()
    await backend.ring("a1")
    await desk.thing(Call)
    await desk.say(AskSnapshot())
    assert len((await desk.hear(Snapshot)).calls) == 1


async def test_an_unknown_token_is_an_expired_session(backend: Running) -> None:
    desk = await backend.connect()
    await desk.say(Hello(protocol=PROTOCOL, minimum=1, token="x" * 43))
    assert (await desk.hear(Refusal)).code == "session.expired"


async def test_a_disabled_account_is_cut_within_two_seconds(backend: Running, demo_database: str) -> None:
    desk = await backend.desk()
    with psycopg.connect(demo_database, autocommit=True) as connection:
        connection.execute("update account set disabled = true where login = 'lferreyra'")
    async with asyncio.timeout(2.0):
        assert (await desk.hear(Refusal)).code == "login.disabled"


async def test_a_silent_stranger_is_shown_out_after_five_seconds(backend: Running) -> None:
    desk = await backend.connect()
    loop = asyncio.get_running_loop()
    began = loop.time()
    assert (await desk.hear(Refusal)).code == "login.silence"
    assert loop.time() - began == pytest.approx(SILENCE_S, abs=0.5)


async def test_at_most_ten_strangers_of_one_address(backend: Running) -> None:
    for _ in range(STRANGERS_PER_ADDRESS):
        await backend.connect()
    with pytest.raises(websockets.InvalidStatus):
        await backend.connect()


async def test_a_page_in_a_browser_is_no_desk(backend: Running) -> None:
    with pytest.raises(websockets.InvalidStatus):
        await websockets.connect(
            f"wss://127.0.0.1:{backend.port}/line", ssl=backend.tls, origin="https://evil.example"
        )


async def test_three_forbidden_commands_alarm_the_room(backend: Running) -> None:
    desk = await backend.desk("lferreyra")
    await backend.ring("a1", token="wrong")
    alert = await desk.thing(Alert)
    for _ in range(3):
        until = SystemClock().now() + MINUTE
        outcome = await desk.do(ShelveAlert(alert=alert.id, until=until, reason="ruido de la línea"))
        assert (outcome.result, outcome.code) == ("refused", "forbidden")
    alarm = await desk.thing(Alert, lambda alert: alert.kind is AlertKind.COMMAND_FORBIDDEN)
    assert alarm.params == {"user": "lferreyra", "workstation": "puesto-14"}


async def test_practice_and_the_real_room_never_meet(backend: Running) -> None:
    practice = await backend.desk("practica1")
    assert practice.welcome is not None
    assert practice.welcome.room.exercise
    assert practice.snapshot.units == ()
    live = await backend.desk()
    await backend.ring("a1")
    call = await live.thing(Call)
    outcome = await practice.do(AnswerCall(call=call.id))
    assert outcome.code == "forbidden"
    seen = list(practice.things.values())
    assert all(isinstance(one, SeatedDesk) and one.exercise for one in seen), "its own desk, nothing else"


@pytest.mark.parametrize(
    ("frame", "what"),
    [
        ("[" * 100_000, "message: object expected"),
        ('{"is":"do","id":"x"}', "id: not a UUID"),
        ('{"is":"pulse","seq":' + "9" * 5000 + "}", "seq: out of range"),
        ('{"is":"watch","south":1e999,"west":0,"north":0,"east":0}', "south: out of range"),
        ('{"is":"watch","south":-91,"west":0,"north":0,"east":0}', "south: at least -90"),
        ('{"is":"nothing we know"}', "is: 'nothing we know' is not known here"),
    ],
)
async def test_a_bad_frame_ends_its_own_line_only(backend: Running, frame: str, what: str) -> None:
    other, desk = await backend.desk("tquinteros"), await backend.desk()
    await desk.socket.send(frame)
    refusal = await desk.hear(Refusal)
    assert refusal.code == "frame.bad"
    assert "\n" not in refusal.params["detail"]
    assert (await desk.gone())[0] == 1008
    await backend.ring("a1")
    await other.thing(Call)


async def test_a_frame_over_the_limit_ends_with_1009(backend: Running) -> None:
    desk = await backend.desk()
    await desk.socket.send("x" * 300_000)
    assert (await desk.gone())[0] == 1009


async def test_an_endless_message_ends_with_1009(backend: Running) -> None:
    desk = await backend.desk()

    async def endless() -> AsyncIterator[str]:
        for _ in range(100):
            yield "x" * 10_000

    with contextlib.suppress(websockets.ConnectionClosed):
        await desk.socket.send(endless())
    assert (await desk.gone())[0] == 1009


async def test_bad_utf8_ends_with_1007(backend: Running, expect_log: Callable[[str], None]) -> None:
    expect_log("Invalid UTF-8 sequence")
    desk = await backend.desk()
    await desk.socket.send(b"\xff\xfe", text=True)
    assert (await desk.gone())[0] == 1007


async def test_health_tells_who_writes(backend: Running) -> None:
    async with backend.http.get(f"{backend.url}/health") as answer:
        body = await answer.json()
    assert (answer.status, body["role"], body["database"]) == (200, "writer", "ok")
    assert isinstance(backend.backend, Backend)


async def test_a_desk_of_the_protocol_before_is_told_what_it_can_read(backend: Running) -> None:
    old = await backend.connect()
    await old.say(replace(backend.login_of("tquinteros"), protocol=1))
    welcome, snapshot = await old.hear(Welcome), await old.hear(Snapshot)
    assert welcome.protocol == 1
    assert snapshot.desks == (), "desks are of protocol 2"
    desk = await backend.desk()
    await desk.thing(SeatedDesk)
    await backend.ring("a1")
    assert (await old.thing(Call)).number == "11 5555-0101"
    kinds = {type(thing).__name__ for thing in old.things.values()}
    assert kinds <= {"Call", "Incident", "Unit", "Alert"}
