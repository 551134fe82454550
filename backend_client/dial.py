"""One attempt to open a line: TCP, TLS, upgrade."""

import asyncio
import socket
import ssl
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from backend_client.address import Address
from backend_client.failure import NO_ANSWER, UNREACHABLE, LineFailed, failure_of

NEXT_ADDRESS_S = 0.15
"""A name with several addresses: the next is tried this much later, and the first to answer is taken."""
PATIENT_S = 5.0
LARGEST_FRAME = 64 * 1024 * 1024
"""Bytes: a snapshot of the whole city fits several times."""

Known = tuple[int, int, int, Any]


class _Connect(connect):
    """Follows no redirects: a server of ours never sends one."""

    def process_redirect(self, exc: Exception) -> Exception | str:
        return exc


class _Attempt:
    """One attempt under way."""

    def __init__(self) -> None:
        self.reached = False
        """Whether TCP stands: what is missing then is the server's answer."""
        self.task: asyncio.Task[ClientConnection]

    @property
    def opened(self) -> bool:
        """Whether it has become a line."""
        return self.task.done() and not self.task.cancelled() and self.task.exception() is None


class Dialler:
    """Opens lines to one server; remembers its addresses, so that DNS may fail with the rest."""

    def __init__(self, address: Address, context: ssl.SSLContext) -> None:
        self.address = address
        self._context = context
        self._known: list[Known] = []
        self._slow: _Attempt | None = None

    async def dial(self, patience: float) -> ClientConnection:
        """Return an open line within `patience` seconds. Raises `LineFailed`.

        An attempt that reached the server and is not done by then goes on by itself for PATIENT_S: a slow
        server is let finish, while fresh attempts find one that has come back. The first to be done is taken.
        """
        fresh = _Attempt()
        fresh.task = asyncio.create_task(self._attempt(fresh), name="line-dial")
        attempts = [fresh] if self._slow is None else [self._slow, fresh]
        self._slow = None
        try:
            async with asyncio.timeout(patience):
                while not fresh.task.done() and not any(attempt.opened for attempt in attempts):
                    running = [attempt.task for attempt in attempts if not attempt.task.done()]
                    await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        except TimeoutError:
            pass
        except asyncio.CancelledError:
            await _end(attempts)
            raise
        winner = next((attempt for attempt in attempts if attempt.opened), None)
        if winner is None:
            running_on = [a for a in attempts if not a.task.done() and a.reached]
            self._slow = running_on[0] if running_on else None
        await _end([a for a in attempts if a is not winner and a is not self._slow])
        if winner is not None:
            return winner.task.result()
        if fresh.task.done() and not fresh.task.cancelled():
            return fresh.task.result()  # raises what it failed with
        raise LineFailed(NO_ANSWER if fresh.reached else UNREACHABLE, address=str(self.address))

    async def drop(self) -> None:
        """Let go of an attempt that still goes on."""
        if self._slow is not None:
            slow, self._slow = self._slow, None
            await _end([slow])

    async def _attempt(self, attempt: _Attempt) -> ClientConnection:
        where = str(self.address)
        sock: socket.socket | None = None
        try:
            sock = await self._reach()
            attempt.reached = True
            return await self._upgrade(sock)
        except asyncio.CancelledError:
            if sock is not None:
                sock.close()
            raise
        except Exception as error:
            if sock is not None:
                sock.close()
            late = isinstance(error, TimeoutError) and attempt.reached
            failure = LineFailed(NO_ANSWER) if late else failure_of(error)
            raise LineFailed(failure.code, **{**failure.params, "address": where}) from None

    async def _upgrade(self, sock: socket.socket) -> ClientConnection:
        return await _Connect(
            self.address.line,
            sock=sock,
            ssl=self._context,
            server_hostname=self.address.host,
            proxy=None,
            compression=None,
            max_size=LARGEST_FRAME,
            open_timeout=PATIENT_S,
            ping_interval=1,
            ping_timeout=1.5,
            close_timeout=0.5,
            user_agent_header=None,
        )

    async def _reach(self) -> socket.socket:
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(self.address.host, self.address.port, type=socket.SOCK_STREAM)
            self._known = [(family, kind, proto, to) for family, kind, proto, _, to in found]
        except socket.gaierror:
            if not self._known:
                raise
        return await _first_of(self._known)


async def _end(attempts: list[_Attempt]) -> None:
    """Cancel what is under way, close what was opened and is not wanted."""
    for attempt in attempts:
        attempt.task.cancel()
    for outcome in await asyncio.gather(*(a.task for a in attempts), return_exceptions=True):
        if isinstance(outcome, ClientConnection):
            outcome.transport.abort()


async def _first_of(addresses: list[Known]) -> socket.socket:
    """Return a socket to the address that answers first. Raises the last one's OSError."""
    tries = [asyncio.ensure_future(_try(known, i * NEXT_ADDRESS_S)) for i, known in enumerate(addresses)]
    winner: socket.socket | None = None
    last: OSError = ConnectionError("no address")
    try:
        for attempt in asyncio.as_completed(tries):
            try:
                winner = await attempt
                return winner
            except OSError as error:
                last = error
        raise last
    finally:
        for attempt in tries:
            attempt.cancel()
        for outcome in await asyncio.gather(*tries, return_exceptions=True):
            if isinstance(outcome, socket.socket) and outcome is not winner:
                outcome.close()


async def _try(known: Known, delay: float) -> socket.socket:
    family, kind, proto, to = known
    if delay:
        await asyncio.sleep(delay)
    sock = socket.socket(family, kind, proto)
    try:
        sock.setblocking(False)
        await asyncio.get_running_loop().sock_connect(sock, to)
    except BaseException:
        sock.close()
        raise
    return sock
