"""The server dies in the middle of a word, and then the desk too: not one letter is lost."""

from __future__ import annotations

import asyncio
import ssl
from typing import Any

import aiohttp
import websockets

from domain.call import Call
from domain.clock import SystemClock
from domain.ids import IdMint
from domain.wire import PROTOCOL, Login, Snapshot
from tests.end_to_end.programs import BackendProgram
from tests.end_to_end.window import Window
from tests.plugins.backend import Demo
from tests.plugins.backend import Desk as WireDesk

BEFORE = "se van por san mar"
AFTER = "tin en una moto ro"


async def ring(server: BackendProgram, demo: Demo, tls: ssl.SSLContext) -> None:
    body = {"source_call": "kill-1", "number": "11 4307-5561", "line": "05"}
    headers = {"Authorization": f"Bearer {demo.sources.call_token}"}
    async with (
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=tls)) as http,
        http.post(f"{server.url}/intake/calls", json=body, headers=headers) as answer,
    ):
        assert answer.status < 300


async def what_the_server_has(server: BackendProgram, demo: Demo, tls: ssl.SSLContext) -> Call:
    """The only call, as a colleague's desk is shown it."""
    account = demo.accounts["tquinteros"]
    url = f"wss://127.0.0.1:{server.port}/line"
    socket = await websockets.connect(url, ssl=tls, compression=None, max_size=1 << 24)
    desk = WireDesk(socket, IdMint(SystemClock(), lambda n: bytes(n)))
    try:
        login: Any = Login(
            protocol=PROTOCOL,
            minimum=1,
            user=account.login,
            password=account.password,
            workstation="puesto-15",
        )
        await desk.say(login)
        snapshot = await desk.hear(Snapshot)
        (call,) = snapshot.calls
        return call
    finally:
        await desk.close()


async def test_case_9_the_server_dies_in_the_middle_of_a_call_and_no_keystroke_is_lost(
    server: BackendProgram, window: Window, demo: Demo
) -> None:
    account = demo.accounts["lferreyra"]
    tls = ssl.create_default_context(cafile=server.ca)
    who = (account.login, account.password, account.workstation)
    await window.open(server.url, server.ca, *who)
    await ring(server, demo, tls)
    await window.told("state", lambda told: told["calls"] == 1)
    await window.press("F2")
    await window.told("state", lambda told: told["form"] != "")

    await window.write(BEFORE)
    server.kill()
    await window.write(AFTER)
    # The last letter has reached the window; what it was sent for 250 ms later is not waited for.
    await asyncio.sleep(0.1)
    await window.kill()

    await server.start()
    await window.open(server.url, server.ca, *who)
    call: list[Call] = []

    async def has_it_all() -> bool:
        call[:] = [await what_the_server_has(server, demo, tls)]
        return call[0].draft.place == BEFORE + AFTER

    end = SystemClock().monotonic() + 5.0
    while not await has_it_all():
        assert SystemClock().monotonic() < end, f"the server has only {call[0].draft.place!r}"
        await asyncio.sleep(0.2)
