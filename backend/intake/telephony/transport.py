"""UDP and TCP on one port, for peers that may speak here; the thin shell around the user agent."""

import asyncio
import hashlib
import logging
import socket
from collections.abc import Callable
from itertools import count
from typing import Protocol

from backend.intake.telephony.answers import answer_to
from backend.intake.telephony.connection import Connection, Datagrams
from backend.intake.telephony.flow import Flow
from backend.intake.telephony.framing import read_datagram
from backend.intake.telephony.hops import way_back
from backend.intake.telephony.message import ECHOED, Malformed, Request, Response
from backend.intake.telephony.peers import Peers
from backend.intake.telephony.timers import Timers
from domain.clock import Clock
from logbook.outline import kind

log = logging.getLogger(__name__)

MOST_CONNECTIONS = 64
FREE_PORT_TRIES = 5


class Agent(Protocol):
    """What takes the messages."""

    timers: Timers

    def receive(self, message: Request | Response, flow: Flow) -> None:
        """Take one message."""
        ...

    def malformed(self, bad: Malformed, flow: Flow) -> None:
        """Take what cannot be read."""
        ...


class SipPort:
    """One listening address. `begin` opens it, `end` closes it; in between it is the agent's wire."""

    def __init__(self, clock: Clock, peers: Peers, odd: Callable[[str, str, str], None]) -> None:
        self._clock = clock
        self.peers = peers
        self._odd = odd
        self._keys = count(1)
        self._connections: dict[int, Connection] = {}
        self._open: set[Connection] = set()
        self._opening: set[asyncio.Task[None]] = set()
        self._locals: dict[str, str] = {}
        self._agent: Agent | None = None
        self._udp: asyncio.DatagramTransport | None = None
        self._datagrams: Datagrams | None = None
        self._server: asyncio.Server | None = None
        self._wake: asyncio.TimerHandle | None = None
        self.host, self.port = "", 0

    async def begin(self, host: str, port: int, agent: Agent) -> None:
        """Listen over UDP and TCP; port 0 takes one that is free for both. Raises OSError."""
        self._agent = agent
        self.host = host
        for tries in range(FREE_PORT_TRIES, -1, -1):
            try:
                await self._bind(host, port)
                break
            except OSError:
                if port or not tries:
                    raise
        agent.timers.changed = self._sleep_again
        self._sleep_again()

    async def _bind(self, host: str, port: int) -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: Connection(self), host, port)
        self.port = server.sockets[0].getsockname()[1]
        try:
            self._udp, self._datagrams = await loop.create_datagram_endpoint(
                lambda: Datagrams(self), local_addr=(host, self.port)
            )
        except OSError:
            server.close()
            await server.wait_closed()
            raise
        self._server = server

    async def end(self) -> None:
        """Hang up everything."""
        if self._agent is not None:
            self._agent.timers.changed = lambda: None
        if self._wake is not None:
            self._wake.cancel()
        if self._udp is not None and self._datagrams is not None:
            self._udp.close()
            await self._datagrams.gone.wait()
        for task in self._opening:
            task.cancel()
        await asyncio.gather(*self._opening, return_exceptions=True)
        await asyncio.gather(*(connection.end() for connection in self._open))
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    # ---- the wire

    def send(self, data: bytes, flow: Flow) -> None:
        """Send; a connection that is gone is opened anew, to the same peer."""
        if not flow.reliable:
            if self._udp is not None and not self._udp.is_closing() and self.peers.trusted(flow.host):
                self._udp.sendto(data, (flow.host, flow.port))
            return
        connection = self._connections.get(flow.key) or self._to(flow)
        if connection is not None:
            connection.write(data)
        elif self.peers.trusted(flow.host):
            task = asyncio.get_running_loop().create_task(self._reopen(data, flow))
            self._opening.add(task)
            task.add_done_callback(self._opening.discard)

    def local(self, flow: Flow) -> str:
        """Return where a peer reaches this side."""
        host = self.host
        if host in ("0.0.0.0", "::"):
            if flow.host not in self._locals:
                if len(self._locals) > 1000:
                    self._locals.clear()
                self._locals[flow.host] = _facing(flow.host)
            host = self._locals[flow.host]
        return f"[{host}]:{self.port}" if ":" in host else f"{host}:{self.port}"

    def close(self, flow: Flow) -> None:
        """Hang up a connection once what was sent is out."""
        connection = self._connections.get(flow.key)
        if connection is not None:
            connection.hang_up()

    def _to(self, flow: Flow) -> "Connection | None":
        place = (flow.host, flow.port)
        return next((one for one in self._connections.values() if one.place == place), None)

    async def _reopen(self, data: bytes, flow: Flow) -> None:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(4.0):
                _, connection = await loop.create_connection(lambda: Connection(self), flow.host, flow.port)
        except (OSError, TimeoutError) as trouble:
            self._odd("sip.unreachable", flow.host, kind(trouble))
            return
        connection.spoke = True  # we have called it: it is nobody who says nothing
        connection.write(data)

    # ---- what comes in

    def joined(self, connection: Connection) -> int:
        """Give a connection its number; 0 when there are too many."""
        if len(self._open) >= MOST_CONNECTIONS and not self._room_made():
            self._odd("sip.connections", connection.place[0], f"connections: at most {MOST_CONNECTIONS}")
            return 0
        key = next(self._keys)
        self._connections[key] = connection
        self._open.add(connection)
        return key

    def _room_made(self) -> bool:
        """Hang up on whoever came first of those that have never said anything; False when all have."""
        for key, one in self._connections.items():
            if not one.spoke:
                one.abort()
                self._odd(
                    "sip.connections", one.place[0], "connection: said nothing, and its place was needed"
                )
                self._open.discard(one)
                del self._connections[key]
                return True
        return False

    def closed(self, connection: Connection) -> None:
        """A connection is closed."""
        self._open.discard(connection)

    def left(self, key: int) -> None:
        """Nothing more can be sent by a connection."""
        self._connections.pop(key, None)

    def datagram(self, data: bytes, host: str, port: int) -> None:
        """Take a datagram."""
        flow = Flow(transport="udp", host=host, port=port)
        if not self.peers.admits(host):
            return
        if not data.strip(b"\r\n\0"):
            return  # a keep-alive
        try:
            message = read_datagram(data)
        except Malformed as bad:
            self.take(bad, flow)
        else:
            self.take(message, flow)

    def take(self, message: Request | Response | Malformed, flow: Flow) -> None:
        """Hand a message to the agent; one that breaks it is put aside, and the next is taken."""
        agent = self._agent
        assert agent is not None, "only while it listens"
        try:
            if isinstance(message, Malformed):
                agent.malformed(message, flow)
            else:
                agent.receive(message, flow)
        except Exception as error:
            log.exception("a SIP message could not be handled: %s", kind(error))
            self._poisoned(message, flow, kind(error))

    def _poisoned(self, message: Request | Response | Malformed, flow: Flow, why: str) -> None:
        raw = b"" if isinstance(message, Malformed) else message.encode()
        self._odd("sip.poison", flow.host, f"{why} {hashlib.sha256(raw).hexdigest()[:16]}")
        if isinstance(message, Request) and message.method != "ACK":
            echo = tuple(field for field in message.fields if field[0] in ECHOED)
            self.send(answer_to(message, 500).encode(), way_back(echo, flow))

    def _sleep_again(self) -> None:
        """Sleep until the next thing is due."""
        agent = self._agent
        if self._wake is not None:
            self._wake.cancel()
            self._wake = None
        if agent is not None and (at := agent.timers.next_at) is not None:
            delay = max(0.0, at - self._clock.monotonic())
            self._wake = asyncio.get_running_loop().call_later(delay, self._due)

    def _due(self) -> None:
        self._wake = None
        if self._agent is not None:
            try:
                self._agent.timers.run_due()
            finally:
                self._sleep_again()


def _facing(host: str) -> str:
    """Return this machine's address as that peer may know it; nothing is sent for it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((host, 9))
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])
