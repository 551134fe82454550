"""One attempt to open a line: TCP, TLS, upgrade."""

import asyncio
import socket
import ssl
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from backend_client.address import Address
from backend_client.failure import NO_ANSWER, UNKNOWN_HOST, LineFailed, failure_of

NEXT_ADDRESS_S = 0.15
"""A name with several addresses: the next is tried this much later, and the first to answer is taken."""
LARGEST_FRAME = 64 * 1024 * 1024
"""Bytes: a snapshot of the whole city fits several times."""

Known = tuple[int, int, int, Any]


class _Connect(connect):
    """Follows no redirects: a server of ours never sends one."""

    def process_redirect(self, exc: Exception) -> Exception | str:
        return exc


class Dialler:
    """Opens connections to one server; remembers its addresses, so that DNS may fail with the rest."""

    def __init__(self, address: Address, context: ssl.SSLContext) -> None:
        self.address = address
        self._context = context
        self._known: list[Known] = []

    async def dial(self, connect_s: float, handshake_s: float) -> ClientConnection:
        """Return an open line. Raises `LineFailed`; with `slow` among its params when TCP stood already."""
        where = str(self.address)
        try:
            sock = await asyncio.wait_for(self._reach(), connect_s)
        except UnicodeError:  # a name that DNS cannot hold
            raise LineFailed(UNKNOWN_HOST, address=where) from None
        except OSError as error:  # TimeoutError is one
            raise LineFailed(failure_of(error).code, address=where) from None
        try:
            return await self._upgrade(sock, handshake_s)
        except TimeoutError:
            sock.close()
            raise LineFailed(NO_ANSWER, address=where, slow=1) from None
        except asyncio.CancelledError:
            sock.close()
            raise
        except Exception as error:
            sock.close()
            failure = failure_of(error)
            raise LineFailed(failure.code, **{**failure.params, "address": where}) from None

    async def _upgrade(self, sock: socket.socket, patience: float) -> ClientConnection:
        return await _Connect(
            self.address.line,
            sock=sock,
            ssl=self._context,
            server_hostname=self.address.host,
            proxy=None,
            compression=None,
            max_size=LARGEST_FRAME,
            open_timeout=patience,
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
