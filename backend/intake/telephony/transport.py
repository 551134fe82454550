"""UDP and TCP on one port, for peers that may speak here; the thin shell around the user agent."""

import asyncio
import contextlib
import hashlib
import ipaddress
import logging
import socket
from collections.abc import Callable
from itertools import count
from typing import Protocol, cast

from backend.intake.telephony.answers import answer_to
from backend.intake.telephony.flow import Flow
from backend.intake.telephony.framing import PONG, Stream, read_datagram
from backend.intake.telephony.hops import way_back
from backend.intake.telephony.message import ECHOED, Malformed, Request, Response
from backend.intake.telephony.timers import Timers
from domain.clock import Clock
from logbook.outline import kind

log = logging.getLogger(__name__)

HALF_MESSAGE_S = 10.0
"""How long a message may take to arrive once it has begun."""
LARGEST_BACKLOG = 4 * 1024 * 1024
"""Bytes that wait for a peer which does not read; more, and it is cut."""
MOST_CONNECTIONS = 64
LINGER_S = 0.5


class Agent(Protocol):
    """What takes the messages."""

    timers: Timers

    def receive(self, message: Request | Response, flow: Flow) -> None:
        """Take one message."""
        ...

    def malformed(self, bad: Malformed, flow: Flow) -> None:
        """Take what cannot be read."""
        ...


class Peers:
    """Who may speak: the networks of the edge. Everybody else is refused, and counted by his address."""

    def __init__(self, networks: tuple[str, ...], refused: Callable[[str], None]) -> None:
        self._networks = [ipaddress.ip_network(one) for one in networks]
        self._refused = refused
        self._known: dict[str, bool] = {}

    def trusted(self, host: str) -> bool:
        """Tell whether an address may speak here."""
        if host not in self._known:
            if len(self._known) > 1000:
                self._known.clear()
            self._known[host] = self._inside(host)
        return self._known[host]

    def admits(self, host: str) -> bool:
        """The same, of somebody who is speaking now."""
        if not self.trusted(host):
            self._refused(host)
            return False
        return True

    def _inside(self, host: str) -> bool:
        try:
            address = ipaddress.ip_address(host.partition("%")[0])
        except ValueError:
            return False
        mapped = getattr(address, "ipv4_mapped", None)
        return any((mapped or address) in network for network in self._networks)


class SipPort:
    """One listening address. `begin` opens it, `end` closes it; in between it is the agent's wire."""

    def __init__(self, clock: Clock, peers: Peers, odd: Callable[[str, str, str], None]) -> None:
        self._clock = clock
        self.peers = peers
        self._odd = odd
        self._keys = count(1)
        self._connections: dict[int, Connection] = {}
        self._opening: set[asyncio.Task[None]] = set()
        self._locals: dict[str, str] = {}
        self._agent: Agent | None = None
        self._udp: asyncio.DatagramTransport | None = None
        self._datagrams: Datagrams | None = None
        self._server: asyncio.Server | None = None
        self._wake: asyncio.TimerHandle | None = None
        self.host, self.port = "", 0

    async def begin(self, host: str, port: int, agent: Agent) -> None:
        """Listen over UDP and TCP. Raises OSError when the address cannot be had."""
        loop = asyncio.get_running_loop()
        self._agent = agent
        self._server = await loop.create_server(lambda: Connection(self), host, port)
        self.host, self.port = host, self._server.sockets[0].getsockname()[1]
        self._udp, self._datagrams = await loop.create_datagram_endpoint(
            lambda: Datagrams(self), local_addr=(host, self.port)
        )
        agent.timers.changed = self._sleep_again
        self._sleep_again()

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
        for connection in tuple(self._connections.values()):
            await connection.end()
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
            task = asyncio.get_running_loop().create_task(self._open(data, flow))
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

    async def _open(self, data: bytes, flow: Flow) -> None:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(4.0):
                _, connection = await loop.create_connection(lambda: Connection(self), flow.host, flow.port)
        except (OSError, TimeoutError) as trouble:
            self._odd("sip.unreachable", flow.host, kind(trouble))
            return
        connection.write(data)

    # ---- what comes in

    def joined(self, connection: "Connection") -> int:
        """Give a connection its number; 0 when there are too many."""
        if len(self._connections) >= MOST_CONNECTIONS:
            return 0
        key = next(self._keys)
        self._connections[key] = connection
        return key

    def left(self, key: int) -> None:
        """A connection is gone."""
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


class Datagrams(asyncio.DatagramProtocol):
    """The UDP half."""

    def __init__(self, port: SipPort) -> None:
        self._port = port
        self.gone = asyncio.Event()

    def connection_lost(self, exc: Exception | None) -> None:
        """The socket is closed."""
        self.gone.set()

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Take one datagram."""
        self._port.datagram(data, addr[0], addr[1])


class Connection(asyncio.Protocol):
    """One TCP connection."""

    def __init__(self, port: SipPort) -> None:
        self._port = port
        self._stream = Stream()
        self._transport: asyncio.Transport | None = None
        self._patience: asyncio.TimerHandle | None = None
        self._key = 0
        self._gone = asyncio.Event()
        self.place = ("", 0)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Let in who may speak."""
        # Not asked with isinstance: uvloop's transports are none of asyncio's by descent.
        self._transport = cast(asyncio.Transport, transport)
        peer = transport.get_extra_info("peername") or ("", 0)
        self.place = (peer[0], peer[1])
        self._key = self._port.joined(self) if self._port.peers.admits(peer[0]) else 0
        if not self._key:
            transport.abort()
            return
        made = transport.get_extra_info("socket")
        if made is not None:
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it; calls go on, over another one."""
        self._expect(None)
        self._port.left(self._key)
        self._gone.set()

    def data_received(self, data: bytes) -> None:
        """Take a piece."""
        flow = Flow(transport="tcp", host=self.place[0], port=self.place[1], key=self._key)
        for message in self._stream.feed(data):
            self._expect(None)  # what goes on from here is another message
            self._port.take(message, flow)
        for _ in range(self._stream.pings):
            self.write(PONG)
        self._stream.pings = 0
        if self._stream.broken:
            self.hang_up()
        self._expect(HALF_MESSAGE_S if self._stream.halfway and not self._stream.broken else None)

    def write(self, data: bytes) -> None:
        """Send; a peer that does not read is cut."""
        if self._transport is None or self._transport.is_closing():
            return
        self._transport.write(data)
        if self._transport.get_write_buffer_size() > LARGEST_BACKLOG:
            self._transport.abort()

    def hang_up(self) -> None:
        """Close it once what was written is out."""
        if self._transport is not None:
            self._transport.close()

    async def end(self) -> None:
        """Close it for good; what a peer does not read in a moment it will not read."""
        self.hang_up()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LINGER_S):
                await self._gone.wait()
        if self._transport is not None:
            self._transport.abort()

    def _expect(self, seconds: float | None) -> None:
        """Wait for the rest of a message that has begun; a byte more does not prolong the wait."""
        if seconds is None:
            if self._patience is not None:
                self._patience.cancel()
                self._patience = None
        elif self._patience is None:
            self._patience = asyncio.get_running_loop().call_later(seconds, self._too_slow)

    def _too_slow(self) -> None:
        bad = Malformed("message: no end within 10 s")
        self._port.take(bad, Flow(transport="tcp", host=self.place[0], port=self.place[1], key=self._key))
        self.hang_up()


def _facing(host: str) -> str:
    """Return this machine's address as that peer may know it; nothing is sent for it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((host, 9))
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])
