"""ATTACKS 17 to 21 at the queue: a desk repeats itself, forges, exceeds its role, or is cut off mid-call."""

from __future__ import annotations

from uuid import UUID

import msgspec
import psycopg
from msgspec.structs import replace

from backend.database.rebuild import rebuild
from domain.alert import Alert, AlertKind
from domain.call import Call, CallState, Disposition
from domain.commands import AnswerCall, CloseCall
from domain.desk import Desk as Seated
from domain.desk import DeskState, desk_id
from domain.queue_orders import OverflowCall, SetDeskState
from domain.wire import Do, Login, Logout, Refusal
from tests.plugins.backend import Desk, Running

PAUSE = SetDeskState(state=DeskState.AWAY, reason="meal")
MINE = desk_id("puesto-14")


async def state(desk: Desk, wanted: DeskState, of: UUID = MINE) -> Seated:
    """Wait until a desk is in a state."""
    found: Seated = await desk.thing(Seated, lambda one: one.id == of and one.state is wanted)
    return found


async def test_a_desk_that_repeats_forges_or_exceeds_its_role_changes_nothing(
    backend: Running, demo_database: str
) -> None:
    supervisor, desk = await backend.desk("cmoyano"), await backend.desk("lferreyra")
    assert (await state(supervisor, DeskState.READY)).skills == ("gender_violence",), "as the register has it"
    # 17: the same again has the same answer, and happens once. 18: another body under its id is a conflict.
    pause = Do(id=backend.mint.mint(), at=0, command=PAUSE)
    first, again = await desk.repeat(pause), await desk.repeat(pause)
    assert (first.result, again) == ("accepted", first)
    other = await desk.repeat(replace(pause, command=SetDeskState(state=DeskState.READY)))
    assert other.result == "conflict"
    assert (await supervisor.thing(Alert)).kind is AlertKind.COMMAND_CONFLICT
    assert (await state(supervisor, DeskState.AWAY)).reason == "meal"
    # 19: a supervisor's order from a call-taker's socket.
    await backend.ring("a")
    call = await supervisor.thing(Call)
    for _ in range(3):
        assert (await desk.do(OverflowCall(call=call.id, room="sur"))).code == "forbidden"
    alert = await supervisor.thing(Alert, lambda one: one.kind is AlertKind.COMMAND_FORBIDDEN)
    assert alert.params["user"] == "lferreyra"
    with psycopg.connect(demo_database) as connection:
        row = connection.execute("select count(*) from audit where line like '%forbidden%'").fetchone()
    assert row == (3,)
    # What only the server says is no message of a desk at all: its line is cut.
    forged = {"is": "do", "id": str(backend.mint.mint()), "at": 0, "command": {
        "do": "offer_call", "call": str(call.id), "desk": str(MINE), "until": 1}}  # fmt: skip
    await desk.socket.send(msgspec.json.encode(forged).decode())
    assert (await desk.hear(Refusal)).code == "frame.bad"
    assert (await supervisor.do(OverflowCall(call=call.id, room="sur"))).code == "queue.nobody_ready"


async def test_who_is_cut_off_in_mid_call_comes_back_to_the_call_and_the_log_alone_tells_the_same(
    backend: Running, demo_database: str
) -> None:
    """20 and 21: the session ends in the middle of a call; nothing is offered to an empty desk."""
    watching, desk = await backend.desk("cmoyano"), await backend.desk("lferreyra")
    await state(watching, DeskState.READY)
    await backend.ring("a")
    lit = await state(watching, DeskState.RINGING)
    assert lit.call is not None
    assert (await desk.do(AnswerCall(call=lit.call))).result == "accepted"
    await state(watching, DeskState.ON_CALL)
    with psycopg.connect(demo_database, autocommit=True) as connection:
        connection.execute("update account set disabled = true where login = 'lferreyra'")
        assert (await desk.hear(Refusal)).code == "login.disabled"
        await state(watching, DeskState.EMPTY)
        connection.execute("update account set disabled = false where login = 'lferreyra'")
    call = await watching.thing(Call, lambda one: one.state is CallState.ANSWERED)
    assert call.answered_name == "Lucía Ferreyra", "the call is still theirs"
    waits = await backend.ring("b", number="11 5555-0202")
    assert waits.status == 202
    desk = await backend.desk("lferreyra")
    back = await state(watching, DeskState.ON_CALL)
    assert back.held == (call.id,)
    # Relieved in mid-call: whoever comes has the call in hand at once.
    assert desk.welcome is not None
    relief = await backend.connect()
    login = backend.login_of("tquinteros")
    await relief.say(
        Login(
            protocol=1,
            minimum=1,
            user="tquinteros",
            password=login.password,
            workstation="puesto-14",
            relieves=desk.welcome.token,
        )
    )
    mine = await watching.thing(
        Seated, lambda one: one.operator_name == "Tomás Quinteros" and one.state is DeskState.ON_CALL
    )
    assert (mine.id, mine.held) == (MINE, (call.id,))
    assert (
        await relief.do(CloseCall(call=call.id, disposition=Disposition.INFORMATION))
    ).result == "accepted"
    lit = await state(watching, DeskState.RINGING)
    assert lit.call is not None
    assert lit.call != call.id, "and the next one rings there"
    await relief.say(Logout())
    await state(watching, DeskState.EMPTY)
    free = await watching.thing(Call, lambda one: one.id == lit.call and one.offered_to is None)
    assert free.state is CallState.RINGING
    report = await rebuild(demo_database)
    assert report.differences == []
