"""The configuration in docs/kamailio, run by Debian's kamailio: TLS outside, the room behind it, no 503."""

from __future__ import annotations

import asyncio
import shutil
import signal
import ssl
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from backend.intake.telephony.settings import SipSettings
from dev.run import free_port
from domain.call import Call, CallState, Disposition
from domain.commands import AnswerCall, CloseCall
from tests.backend.telephony.authority import certify
from tests.backend.telephony.caller import Caller, Heard, hear
from tests.plugins.backend import Demo, serving

pytestmark = pytest.mark.skipif(shutil.which("kamailio") is None, reason="kamailio is not installed")

CONFIGURATION = Path(__file__).resolve().parents[3] / "docs" / "kamailio"
START_S = 10.0


@dataclass
class Edge:
    """A kamailio that runs, and what is needed to come to it."""

    port: int
    folder: Path

    def tls(self, *, known: bool = True) -> ssl.SSLContext:
        """The network's side of TLS; `known`: with its certificate."""
        context = ssl.create_default_context(cafile=self.folder / "ca.pem")
        if known:
            context.load_cert_chain(self.folder / "network.pem", self.folder / "network.key")
        return context


@pytest.fixture
def edge(tmp_path: Path) -> Iterator[tuple[Edge, int]]:
    """The edge in front of a port that the room is to listen on."""
    port, inner, room = free_port(), free_port(), free_port()
    certify(tmp_path)
    tls = (CONFIGURATION / "tls.cfg").read_text()
    for known, here in (("edge.pem", "edge.pem"), ("edge.key", "edge.key"), ("network-ca.pem", "ca.pem")):
        tls = tls.replace(f"/etc/kamailio/tls/{known}", str(tmp_path / here))
    (tmp_path / "tls.cfg").write_text(tls)
    (tmp_path / "rooms.list").write_text(f"1 sip:127.0.0.1:{room};transport=tcp 0 20\n")
    told = {
        "EDGE_TLS": f"tls:127.0.0.1:{port}",
        "EDGE_ROOM": f"tcp:127.0.0.1:{inner}",
        "TLS_FILE": f'"{tmp_path / "tls.cfg"}"',
        "ROOMS_FILE": f'"{tmp_path / "rooms.list"}"',
    }
    defines = [word for name, value in told.items() for word in ("-A", f"{name}={value}")]
    command = ["kamailio", "-f", str(CONFIGURATION / "kamailio.cfg"), *defines, "-DD", "-E"]
    command += ["-Y", str(tmp_path), "-P", str(tmp_path / "pid"), "-m", "32", "-M", "4"]
    with (tmp_path / "kamailio.log").open("wb") as log:
        running = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        yield Edge(port, tmp_path), room
    finally:
        running.send_signal(signal.SIGTERM)
        try:
            running.wait(5)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait(5)


class Trunk:
    """The network's TLS connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self.writer = writer

    async def hear(self, status: int = 0, method: str = "") -> Heard:
        """Return the next answer of a status, or request of a method."""
        async with asyncio.timeout(8):
            while True:
                head = await self._reader.readuntil(b"\r\n\r\n")
                size = next(
                    int(line.partition(b":")[2])
                    for line in head.split(b"\r\n")
                    if line.lower().startswith(b"content-length")
                )
                (one,) = hear(head + await self._reader.readexactly(size))
                if one.status == status and method in ("", one.method):
                    return one


@asynccontextmanager
async def trunk_to(edge: Edge, *, known: bool = True) -> AsyncIterator[Trunk]:
    """A TLS connection to the edge, as soon as it listens."""
    end = asyncio.get_running_loop().time() + START_S
    while True:
        try:
            reader, writer = await asyncio.open_connection(
                "127.0.0.1", edge.port, ssl=edge.tls(known=known), server_hostname="localhost"
            )
            break
        except ConnectionRefusedError:
            if asyncio.get_running_loop().time() > end:
                raise AssertionError((edge.folder / "kamailio.log").read_text()) from None
            await asyncio.sleep(0.05)
    try:
        yield Trunk(reader, writer)
    finally:
        writer.close()
        with suppress(ConnectionError, ssl.SSLError):
            await writer.wait_closed()


async def test_a_call_over_tls_rings_is_answered_and_hung_up_by_the_desk(
    edge: tuple[Edge, int], demo_database: str, demo: Demo
) -> None:
    kamailio, room = edge
    sip = SipSettings(host="127.0.0.1", port=room)
    async with serving(demo_database, demo, sip=sip) as running, trunk_to(kamailio) as trunk:
        desk = await running.desk()
        caller = Caller("TLS", port=trunk.writer.get_extra_info("sockname")[1])
        trunk.writer.write(caller.located())
        rings = caller.learn(await trunk.hear(180))
        assert len(rings.all("record-route")) == 2, "the edge stays between: once inside, once outside"
        call = await desk.thing(Call)
        assert call.location.accuracy == 35
        await desk.do(AnswerCall(call=call.id))
        caller.learn(await trunk.hear(200))
        trunk.writer.write(caller.ack())
        await desk.do(CloseCall(call=call.id, disposition=Disposition.INFORMATION))
        trunk.writer.write((await trunk.hear(0, "BYE")).ok())

        quitter = Caller("TLS", port=caller.port, uri="sip:911@example.invalid")
        trunk.writer.write(quitter.located())
        await trunk.hear(180)
        trunk.writer.write(quitter.cancel())
        await trunk.hear(487)
        trunk.writer.write(quitter.ack(487))
        await desk.thing(Call, lambda one: one.state is CallState.ABANDONED)


async def test_without_a_room_the_network_hears_480_and_without_a_certificate_nothing(
    edge: tuple[Edge, int],
) -> None:
    kamailio, _ = edge
    async with trunk_to(kamailio) as trunk:
        caller = Caller("TLS", port=trunk.writer.get_extra_info("sockname")[1])
        trunk.writer.write(caller.located())
        assert (await trunk.hear(480)).method == "INVITE"
        trunk.writer.write(Caller("TLS", port=caller.port, uri="sip:22@example.invalid").located())
        assert (await trunk.hear(404)).method == "INVITE"
    with pytest.raises((ConnectionError, ssl.SSLError, asyncio.IncompleteReadError)):
        await _call_as_a_stranger(kamailio)


async def _call_as_a_stranger(kamailio: Edge) -> None:
    async with trunk_to(kamailio, known=False) as stranger:
        stranger.writer.write(Caller("TLS").located())
        await stranger.hear(100)
