"""A cable that can be cut: bytes stop, nothing is reset, and nobody is told. For tests and benches."""

from __future__ import annotations

import asyncio
from contextlib import suppress


class Cable:
    """A TCP proxy on loopback. While cut, it takes connections and bytes from both sides and passes none."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._whole = asyncio.Event()
        self._whole.set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self.port = 0
        self.delay_s = 0.0
        """How long a new connection waits before it is passed on."""

    async def lay(self) -> None:
        """Start; `port` is where desks connect."""
        self._server = await asyncio.start_server(self._join, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    def cut(self) -> None:
        """Pass nothing from now on."""
        self._whole.clear()

    def mend(self) -> None:
        """Pass everything again, what was held back first."""
        self._whole.set()

    async def take_away(self) -> None:
        """End it."""
        assert self._server is not None
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        writers = [writer]
        try:
            await self._whole.wait()
            await asyncio.sleep(self.delay_s)
            there, here = await asyncio.open_connection("127.0.0.1", self._to)
            writers.append(here)
            await asyncio.gather(self._pass(reader, here), self._pass(there, writer))
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            for end in writers:
                end.transport.abort()
            self._tasks.discard(task)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(65536):
                await self._whole.wait()
                writer.write(data)
        await self._whole.wait()
        writer.transport.abort()
