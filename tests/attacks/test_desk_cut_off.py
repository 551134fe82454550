"""Attacks on a desk's line, journal and clock (15, 17, 18, 20, 27, 49, 50): real sockets, our own server."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import pytest

from backend_client.commands import CommandState
from backend_client.journal import Journal
from backend_client.link import LinkState
from backend_client.picture import Look
from domain.call import CallState, Draft
from domain.clock import SECOND
from domain.commands import AnswerCall, CreateIncident, DispatchUnit
from domain.ids import IdMint
from domain.place import Place
from domain.severity import Severity
from domain.wire import Do, Outcome, Refusal
from tests.backend_client.fake_server import PASSWORD, free_unit, ringing
from tests.backend_client.room import Room, open_room

ROOT = Path(__file__).parents[2]


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    """A running server with two calls and a unit."""
    async with open_room(tmp_path) as room:
        room.server.publish(ringing(1), ringing(2), free_unit(1))
        yield room


async def test_15_a_half_open_link_is_stale_in_a_second_and_dead_in_two_and_a_half(
    room: Room,
) -> None:
    cable = await room.lay_cable()
    desk = room.desk()
    await desk.log_in()
    for _ in range(2):
        await asyncio.sleep(random.Random(4).random() * 0.3)
        cable.cut()
        began = desk.clock.monotonic()
        await desk.until(lambda: desk.picture.link.state is LinkState.STALE)
        stale_s = desk.clock.monotonic() - began
        await desk.until(lambda: desk.picture.link.state is LinkState.DEAD)
        dead_s = desk.clock.monotonic() - began
        assert stale_s <= 1.0
        assert dead_s <= 2.5
        cable.mend()
        assert await desk.until(lambda: desk.picture.link.current) <= 2.0


async def test_17_the_same_command_sent_five_times_is_done_once_and_answered_alike(room: Room) -> None:
    desk = room.desk()
    await desk.log_in()
    pending = desk.commands.send(AnswerCall(call=UUID(int=1)))
    await pending.settled()
    for _ in range(5):
        desk.client.send(pending.do)
    await desk.until(lambda: desk.commands.strays == 5)
    assert room.server.applied == [pending.id]
    assert pending.state is CommandState.ACCEPTED


async def test_18_the_same_id_with_another_body_is_a_conflict_and_changes_nothing(room: Room) -> None:
    desk = room.desk()
    await desk.log_in()
    told: list[Outcome] = []
    real = desk.commands.outcome
    desk.commands.outcome = lambda outcome: (told.append(outcome), real(outcome))[1]  # type: ignore[method-assign]
    pending = desk.commands.send(AnswerCall(call=UUID(int=1)))
    await pending.settled()
    desk.client.send(Do(id=pending.id, at=0, command=AnswerCall(call=UUID(int=2))))
    await desk.until(lambda: len(told) == 2)
    assert [outcome.result for outcome in told] == ["accepted", "conflict"]
    assert desk.picture.calls.get(UUID(int=2)).state is CallState.RINGING


async def test_20_a_session_expired_mid_call_keeps_the_form_and_goes_on_after_the_login(
    room: Room,
) -> None:
    desk = room.desk()
    await desk.log_in()
    await desk.commands.send(AnswerCall(call=UUID(int=1))).settled()
    desk.commands.save_draft(UUID(int=1), Draft(narrative="Se cayó del"))
    room.server.say(Refusal(code="session.expired"))
    await desk.until(lambda: desk.picture.link.state is LinkState.EXPIRED)
    desk.commands.save_draft(UUID(int=1), Draft(narrative="Se cayó del techo"))
    assert desk.picture.read_only
    assert desk.commands.send(AnswerCall(call=UUID(int=2))).code == "desk.read_only"
    assert desk.commands.draft(UUID(int=1)).narrative == "Se cayó del techo"
    await desk.log_in()
    await desk.until(lambda: room.server.world.calls.get(UUID(int=1)).draft.narrative == "Se cayó del techo")


@pytest.mark.parametrize("hours", [1, -1])
async def test_27_a_desks_wall_clock_set_by_an_hour_loses_reorders_and_expires_nothing(
    room: Room, hours: int
) -> None:
    desk = room.desk()
    clock = desk.clock
    await desk.log_in()
    before = desk.commands.send(AnswerCall(call=UUID(int=1)))
    first = desk.commands.save_draft(UUID(int=1), Draft(narrative="antes"))
    clock.set_by = hours * 3600 * SECOND
    after = desk.commands.send(AnswerCall(call=UUID(int=2)))
    second = desk.commands.save_draft(UUID(int=1), Draft(narrative="después"))
    await asyncio.gather(before.settled(), after.settled())
    assert room.server.applied[:2] == [before.id, after.id]
    assert before.id < after.id
    assert first.revision < second.revision
    assert abs(after.do.at - before.do.at) < SECOND  # the server's time, not the desk's
    await desk.until(lambda: room.server.world.calls.get(UUID(int=1)).draft.narrative == "después")
    await asyncio.sleep(1.2)
    assert {link.state for _, link in desk.links} & {LinkState.STALE, LinkState.DEAD} == set()


CONSOLE = """
import asyncio, os, random, sys
from pathlib import Path
from uuid import UUID
from backend_client.client import Client
from domain.call import Draft
from domain.clock import SystemClock
from domain.commands import AnswerCall
from domain.ids import IdMint

async def main():
    clock = SystemClock()
    client = Client(servers=(sys.argv[1],), ca=Path(sys.argv[2]), workstation="puesto-07",
        journal_directory=Path(sys.argv[3]), clock=clock, mint=IdMint(clock, os.urandom), rng=random.Random())
    running = asyncio.create_task(client.run())
    await client.login("ana", sys.argv[4])
    client.commands.send(AnswerCall(call=UUID(int=1)))
    text, n = "", 0
    while True:
        n += 1
        text += "abcdefghij"[n % 10]
        client.commands.save_draft(UUID(int=1), Draft(narrative=text))
        print(n, flush=True)
        await asyncio.sleep(0.004)

asyncio.run(main())
"""


async def test_49_a_console_killed_in_the_middle_of_a_word_loses_nothing_and_does_nothing_twice(
    room: Room, tmp_path: Path
) -> None:
    rng = random.Random(49)
    longest = 0
    for _ in range(3):
        told = await _type_and_kill(room, tmp_path, 0.4 + 0.3 * rng.random())
        longest = max(longest, told)
        desk = room.desk()
        kept = desk.commands.draft(UUID(int=1)).narrative
        assert len(kept) >= told
        await desk.log_in()
        await desk.until(lambda kept=kept: room.server.world.calls.get(UUID(int=1)).draft.narrative == kept)
        await desk.until(lambda desk=desk: not desk.commands.outstanding())
        assert desk.commands.refused_list == ()
        await desk.close()
        room.desks.remove(desk)
    assert longest > 30
    assert len(room.server.applied) == len(set(room.server.applied))


async def _type_and_kill(room: Room, folder: Path, after_s: float) -> int:
    console = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        CONSOLE,
        f"https://127.0.0.1:{room.server.port}",
        str(room.authority.file),
        str(folder / "journal"),
        PASSWORD,
        stdout=asyncio.subprocess.PIPE,
        cwd=ROOT,
    )
    assert console.stdout is not None
    told = int(await console.stdout.readline())
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(after_s):
            while line := await console.stdout.readline():
                told = int(line)
    os.kill(console.pid, signal.SIGKILL)
    rest = (await console.stdout.read()).decode().splitlines(keepends=True)
    await console.wait()
    whole = [int(line) for line in rest if line.endswith("\n")]
    return max([told, *whole])


async def test_50_a_desk_cut_off_for_half_an_hour_goes_on_from_its_journal_and_merges(room: Room) -> None:
    cable = await room.lay_cable()
    desk = room.desk()
    clock = desk.clock
    await desk.log_in()
    cable.cut()
    await desk.lose()
    mint = IdMint(clock, os.urandom)
    made = [mint.mint() for _ in range(120)]
    sent = [desk.commands.send(AnswerCall(call=UUID(int=1)))]
    for key in made:
        place = Place(address="Rivadavia 4100")
        sent.append(
            desk.commands.send(CreateIncident(incident=key, room="911", priority=Severity.HIGH, place=place))
        )
    sent.append(desk.commands.send(DispatchUnit(incident=made[0], unit=UUID(int=1001))))
    clock.slept += 1800.0  # half an hour
    clock.set_by += 1800 * SECOND
    await asyncio.sleep(0.5)
    assert desk.picture.desk_mode
    assert {one.state for one in sent} == {CommandState.PROVISIONAL}
    room.server.publish(ringing(3))
    cable.mend()
    await asyncio.gather(*(asyncio.wait_for(one.settled(), 6) for one in sent))
    assert {one.state for one in sent} == {CommandState.ACCEPTED}
    assert room.server.applied == [one.id for one in sent]  # in the order in which they were decided
    numbers = [desk.picture.incidents.get(key).number for key in made]
    assert len(set(numbers)) == 120
    assert not [number for number in numbers if number.startswith("P")]
    assert {desk.picture.look(key) for key in made} == {Look.CONFIRMED}
    assert UUID(int=3) in desk.picture.calls
    assert desk.client.journal.kept == {}
    assert desk.client.commands.refused_list == ()


async def test_50_a_desk_that_restarts_while_it_is_cut_off_has_lost_nothing_either(room: Room) -> None:
    desk = room.desk()
    await desk.log_in()
    await room.server.stop()
    await desk.lose()
    sent = desk.commands.send(AnswerCall(call=UUID(int=1)))
    desk.commands.save_draft(UUID(int=1), Draft(narrative="Se oyen tiros"))
    await room.kill(desk)
    kept = Journal(room.folder / "journal" / "journal-puesto-07.atj")
    assert list(kept.kept) == [sent.id]
    kept.file.close()
    again = room.desk()
    await room.server.start()
    await again.log_in()
    await again.until(lambda: room.server.world.calls.get(UUID(int=1)).draft.narrative == "Se oyen tiros")
    assert room.server.world.calls.get(UUID(int=1)).state is CallState.ANSWERED
