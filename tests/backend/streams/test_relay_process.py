"""The relay as the backend runs it: a process of its own, cameras pulled once, viewers by ticket."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import time
from pathlib import Path
from uuid import UUID

import pytest

from backend.streams.messages import Source
from backend.streams.relay_process import RelayConfig, RelayProcess, RelayRefused
from backend.tls import ensure_tls, server_context
from domain.clock import SystemClock
from rtsp.client import ClientSession, Event, Media, Playing
from rtsp.errors import StreamError
from tests.plugins.streams import CameraStreet, until_so


class Looker:
    """A viewer in the raw: a socket and the conversation."""

    def __init__(self, url: str) -> None:
        host, _, port = url.split("/")[2].rpartition(":")
        self._address = (host, int(port))
        self._session = ClientSession(url, None, lambda: "cnonce")
        self.events: list[Event] = []
        self.refused: str | None = None

    async def __aenter__(self) -> Looker:
        self._reader, self._writer = await asyncio.open_connection(*self._address)
        self._session.start()
        self._writer.write(self._session.outgoing())
        self._task = asyncio.create_task(self._read())
        return self

    async def _read(self) -> None:
        while data := await self._reader.read(65536):
            try:
                self.events += self._session.feed(data)
            except StreamError as error:
                self.refused = error.code
                return
            self._writer.write(self._session.outgoing())

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()
        self._writer.close()
        await asyncio.gather(self._task, return_exceptions=True)

    def packets(self) -> int:
        return sum(isinstance(event, Media) for event in self.events)

    @property
    def ended(self) -> bool:
        return self._task.done()


async def test_each_camera_is_pulled_once_however_many_look(camera_street: CameraStreet) -> None:
    await camera_street.live()
    urls = [await camera_street.url() for _ in range(4)]
    async with Looker(urls[0]) as a, Looker(urls[1]) as b, Looker(urls[2]) as c, Looker(urls[3]) as d:
        await until_so(lambda: all(each.packets() > 30 for each in (a, b, c, d)))
        figures = await camera_street.relay.figures()
        assert figures.viewers == 4
        assert len(camera_street.cameras._viewers) == 2


async def test_a_ticket_opens_once(camera_street: CameraStreet) -> None:
    await camera_street.live()
    url = await camera_street.url()
    async with Looker(url) as first:
        await until_so(lambda: first.packets() > 0)
        async with Looker(url) as second:
            await until_so(lambda: second.refused == "camera.forbidden")
            assert second.packets() == 0
        assert isinstance(first.events[0], Playing)
    async with Looker(url + "x") as guess:
        await until_so(lambda: guess.refused == "camera.forbidden")


@pytest.mark.parametrize("relay_config", [RelayConfig(ticket_s=0.2)])
async def test_a_ticket_expires(camera_street: CameraStreet) -> None:
    await camera_street.live()
    grant = await camera_street.relay.ticket(camera_street.ids[0], "desk-7")
    assert abs(grant.expires_at - SystemClock().now() - 200_000) < 150_000
    await until_so(lambda: SystemClock().now() > grant.expires_at)
    async with Looker(grant.url) as late:
        await until_so(lambda: late.refused == "camera.forbidden")


async def test_there_is_no_ticket_for_a_camera_that_is_not_there(camera_street: CameraStreet) -> None:
    with pytest.raises(RelayRefused, match=r"camera\.unknown"):
        await camera_street.relay.ticket(UUID(int=99), "desk-7")


async def test_a_session_that_ends_loses_its_pictures(camera_street: CameraStreet) -> None:
    await camera_street.live()
    mine, other = await camera_street.url(), await camera_street.url(0, "desk-8")
    unused = await camera_street.url()
    async with Looker(mine) as ends, Looker(other) as stays:
        await until_so(lambda: ends.packets() and stays.packets())
        camera_street.relay.cut_viewer("desk-7")
        await until_so(lambda: ends.ended)
        had = stays.packets()
        await until_so(lambda: stays.packets() > had)
    async with Looker(unused) as late:
        await until_so(lambda: late.refused == "camera.forbidden")


async def test_an_unplugged_camera_is_down_with_its_reason_and_recovers(camera_street: CameraStreet) -> None:
    await camera_street.live()
    camera_street.cameras.pull_the_plug("camara/1")
    await until_so(lambda: camera_street.state() == "down")
    first = next(reason for camera, state, reason in camera_street.heard if state == "down")
    assert first == "camera.closed"
    await until_so(lambda: camera_street.reason() == "camera.refused")
    assert camera_street.state(1) == "live"
    camera_street.cameras.plug_in("camara/1")
    await until_so(lambda: camera_street.state() == "live")


async def test_a_frozen_camera_is_stale(camera_street: CameraStreet) -> None:
    await camera_street.live()
    camera_street.cameras.freeze("camara/2")
    await until_so(lambda: camera_street.state(1) == "stale")
    assert camera_street.reason(1) == "camera.no_pictures"
    camera_street.cameras.thaw("camara/2")
    await until_so(lambda: camera_street.state(1) == "live")


async def test_each_wrong_camera_says_what_is_wrong(camera_street: CameraStreet, canary: str) -> None:
    right = camera_street.sources[0]
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
        cases = {
            "camera.unauthorized": (right.address, "relay", canary + "x"),
            "camera.not_found": (right.address + "/none", "relay", canary),
            "camera.unreachable": (f"rtsp://127.0.0.1:{port}/a", "", ""),
            "camera.address_scheme": ("file:///etc/passwd", "", ""),
            "camera.address_network": ("rtsp://169.254.169.254/", "", ""),
            "camera.address_credentials": (f"rtsp://relay:{canary}@127.0.0.1/", "", ""),
        }
        ids = {code: UUID(int=100 + n) for n, code in enumerate(cases)}
        camera_street.relay.set_cameras(
            [
                Source(camera=ids[code], address=address, username=user, password=word)
                for code, (address, user, word) in cases.items()
            ]
        )
        states = camera_street.relay.states

        def reasons() -> dict[str, str | None]:
            return {code: states()[each].reason for code, each in ids.items() if each in states()}

        await until_so(lambda: reasons() == {code: code for code in cases})
        assert all(status.state == "down" for status in states().values())
        assert canary not in repr(states()) + repr(camera_street.sources)


async def test_a_worker_that_is_killed_is_missed_and_replaced(camera_street: CameraStreet) -> None:
    await camera_street.live()
    killed = camera_street.relay.pid
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    await until_so(lambda: camera_street.reason() == "relay.gone")
    with pytest.raises(RelayRefused, match=r"relay\.gone"):
        await camera_street.url()
    await camera_street.live()
    assert camera_street.relay.pid != killed


async def test_the_worker_ends_with_the_backend_and_leaves_no_orphan(camera_street: CameraStreet) -> None:
    pid = camera_street.relay.pid
    assert pid is not None
    began = time.monotonic()
    await camera_street.relay.stop()
    assert time.monotonic() - began < 2.0
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


PARENT = """
import asyncio
from backend.streams.relay_process import RelayConfig, RelayProcess
from domain.clock import SystemClock

async def main():
    relay = RelayProcess(RelayConfig(), SystemClock())
    await relay.start()
    print(relay.pid, flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""


async def test_a_backend_that_is_killed_leaves_no_worker_behind() -> None:
    parent = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PARENT, stdout=asyncio.subprocess.PIPE
    )
    assert parent.stdout is not None
    worker = int(await parent.stdout.readline())
    parent.kill()
    await parent.wait()
    await until_so(lambda: not alive(worker), 5.0)


def alive(pid: int) -> bool:
    """Tell whether a process runs; one that ended and waits for its parent does not."""
    try:
        return read(f"/proc/{pid}/stat").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


async def test_a_port_that_is_taken_is_said(camera_street: CameraStreet, expect_log) -> None:
    expect_log("cannot serve: relay.port_taken")
    second = RelayProcess(RelayConfig(port=camera_street.relay.port or 0), SystemClock())
    with pytest.raises(RelayRefused, match=r"relay\.port_taken"):
        await second.start()


async def test_without_a_certificate_only_loopback_is_served(expect_log) -> None:
    expect_log("cannot serve: relay.certificate_needed")
    open_to_all = RelayProcess(RelayConfig(host="0.0.0.0"), SystemClock())
    with pytest.raises(RelayRefused, match=r"relay\.certificate_needed"):
        await open_to_all.start()


async def test_a_camera_whose_certificate_nobody_vouches_for_is_not_spoken_to(
    camera_street: CameraStreet, tmp_path: Path
) -> None:
    files = ensure_tls(tmp_path, SystemClock())
    heard: list[bytes] = []

    async def camera(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.read(100))
        writer.close()

    server = await asyncio.start_server(camera, "127.0.0.1", 0, ssl=server_context(files))
    port = server.sockets[0].getsockname()[1]
    impostor = UUID(int=50)
    camera_street.relay.set_cameras([Source(camera=impostor, address=f"rtsps://127.0.0.1:{port}/a")])
    await until_so(lambda: impostor in camera_street.relay.states())
    assert camera_street.relay.states()[impostor].reason == "camera.certificate"
    server.close()
    assert heard == []


async def test_no_password_reaches_the_workers_command_line_or_environment(
    camera_street: CameraStreet, canary: str
) -> None:
    await camera_street.live()
    camera_street.cameras.pull_the_plug("camara/1")
    await until_so(lambda: camera_street.state() == "down")
    process = f"/proc/{camera_street.relay.pid}"
    assert canary not in read(f"{process}/cmdline") + read(f"{process}/environ")


def read(path: str) -> str:
    return Path(path).read_text("utf-8", "replace")
