"""A socket that speaks SIP to a backend that listens: what it says is the caller's, what it hears is kept."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

from tests.backend.telephony.caller import Caller, Heard, hear

PATIENCE_S = 5.0


class TelephoneLine(asyncio.DatagramProtocol):
    """One UDP socket."""

    def __init__(self) -> None:
        self._heard: asyncio.Queue[Heard] = asyncio.Queue()
        self._transport: asyncio.DatagramTransport | None = None
        self._gone = asyncio.Event()

    def connection_lost(self, exc: Exception | None) -> None:
        """The socket is closed."""
        self._gone.set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way out."""
        self._transport = cast(asyncio.DatagramTransport, transport)

    @property
    def port(self) -> int:
        """Where it listens."""
        assert self._transport is not None
        return int(self._transport.get_extra_info("sockname")[1])

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Keep what comes."""
        for one in hear(data):
            self._heard.put_nowait(one)

    def say(self, data: bytes) -> None:
        """Send."""
        assert self._transport is not None
        self._transport.sendto(data)

    async def hear(self, status: int = 0, method: str = "") -> Heard:
        """Return the next answer of a status, or request of a method; others are passed over."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                one = await self._heard.get()
                if one.status == status and method in ("", one.method):
                    return one

    async def quiet(self, status: int) -> None:
        """See that no answer of that status is waiting to be read."""
        while not self._heard.empty():
            assert self._heard.get_nowait().status != status

    async def rings(self, caller: Caller, invite: bytes | None = None) -> Heard:
        """Call, and wait for the 180."""
        self.say(invite or caller.located())
        return caller.learn(await self.hear(180))

    async def close(self) -> None:
        """Put it down."""
        if self._transport is not None:
            self._transport.close()
            await self._gone.wait()


@asynccontextmanager
async def line_to(port: int) -> AsyncIterator[TelephoneLine]:
    """A socket to a backend's SIP port."""
    loop = asyncio.get_running_loop()
    _, line = await loop.create_datagram_endpoint(TelephoneLine, remote_addr=("127.0.0.1", port))
    try:
        yield line
    finally:
        await line.close()
