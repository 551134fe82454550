"""The client and the real backend understand one another: real PostgreSQL, real TLS, one loop."""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID

import pytest

from backend_client.client import Client
from backend_client.commands import CommandState
from backend_client.failure import LineFailed
from backend_client.link import LinkState
from backend_client.picture import Look
from dev.cable import Cable
from domain.call import Call, CallState, Disposition, Draft
from domain.clock import SystemClock
from domain.commands import AnswerCall, CloseCall, CreateIncident
from domain.ids import IdMint
from domain.place import Place
from domain.severity import Severity
from domain.wire import Watch
from tests.plugins.backend import Running


@asynccontextmanager
async def desk_of(running: Running, folder: Path, port: int = 0) -> AsyncIterator[Client]:
    clock = SystemClock()
    client = Client(
        servers=(f"https://127.0.0.1:{port or running.port}",),
        ca=running.ca,
        workstation=running.demo.accounts["lferreyra"].workstation,
        journal_directory=folder,
        clock=clock,
        mint=IdMint(clock, os.urandom),
        rng=random.Random(1),
    )
    task = asyncio.create_task(client.run())
    try:
        yield client
    finally:
        await client.close()
        await task


async def until(held: Callable[[], object], seconds: float = 5.0) -> None:
    async with asyncio.timeout(seconds):
        while not held():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


def only_call(client: Client) -> Call:
    (call,) = client.picture.calls.values()
    return call


async def test_a_call_rings_is_answered_typed_and_closed(backend: Running, tmp_path: Path) -> None:
    account = backend.demo.accounts["lferreyra"]
    async with desk_of(backend, tmp_path) as client:
        with pytest.raises(LineFailed, match=r"login\.wrong"):
            await client.login("lferreyra", "errada")
        await client.login("lferreyra", account.password)
        assert len(client.picture.units) == 500
        assert abs(client.picture.server_now() - SystemClock().now()) < 500_000
        await backend.ring("uno")
        await until(lambda: len(client.picture.calls) == 1)
        call = only_call(client)
        assert (await client.commands.send(AnswerCall(call=call.id)).settled()).state is CommandState.ACCEPTED
        assert only_call(client).state is CallState.ANSWERED
        for end in range(1, 12):
            client.commands.save_draft(call.id, Draft(narrative="Hay humo en"[:end]))
        await until(lambda: only_call(client).draft.narrative == "Hay humo en")
        await until(lambda: not client.commands.unsaved_drafts())
        closing = client.commands.send(CloseCall(call=call.id, disposition=Disposition.INFORMATION))
        assert (await closing.settled()).state is CommandState.ACCEPTED
        await until(lambda: not client.journal.drafts)


async def test_the_map_is_told_where_units_are_only_after_it_has_said_what_it_shows(
    backend: Running, tmp_path: Path
) -> None:
    async with desk_of(backend, tmp_path) as client:
        await client.login("lferreyra", backend.demo.accounts["lferreyra"].password)
        client.watch(Watch(south=-34.75, west=-58.6, north=-34.5, east=-58.3))
        phone = backend.demo.sources.phones[0]
        fix = {
            "id": phone.id,
            "lat": "-34.60",
            "lon": "-58.40",
            "timestamp": str(SystemClock().now() // 10**6),
        }
        answer = await backend.http.get(f"{backend.url}/intake/phones", params=fix)
        assert answer.status == 200
        await until(lambda: len(client.picture.positions.known()) == 1)


async def test_a_desk_cut_off_goes_on_and_the_backend_takes_it_all_over(
    backend: Running, tmp_path: Path
) -> None:
    cable = Cable(backend.port)
    await cable.lay()
    async with desk_of(backend, tmp_path, cable.port) as client:
        await client.login("lferreyra", backend.demo.accounts["lferreyra"].password)
        await backend.ring("dos")
        await until(lambda: len(client.picture.calls) == 1)
        call = only_call(client)
        cable.cut()
        await until(lambda: client.picture.desk_mode)
        answered = client.commands.send(AnswerCall(call=call.id))
        made = client.commands.send(
            CreateIncident(
                incident=client_id(),
                room=call.room,
                priority=Severity.HIGH,
                place=Place(address="Rivadavia 4100"),
                call=call.id,
            )
        )
        assert {answered.state, made.state} == {CommandState.PROVISIONAL}
        (incident,) = client.picture.incidents.values()
        assert incident.number.startswith("P")
        await backend.ring("tres")
        cable.mend()
        await asyncio.wait_for(made.settled(), 4)
        assert {answered.state, made.state} == {CommandState.ACCEPTED}
        (incident,) = client.picture.incidents.values()
        assert incident.number.endswith("-0000001")
        assert client.picture.look(incident.id) is Look.CONFIRMED
        assert len(client.picture.calls) == 2
        assert client.picture.link.state is LinkState.LIVE
    await cable.take_away()


def client_id() -> UUID:
    return IdMint(SystemClock(), os.urandom).mint()
