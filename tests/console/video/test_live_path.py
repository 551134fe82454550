"""A camera's pictures reach a tile through the relay: in order, soon, and honestly."""

from __future__ import annotations

import itertools
import os
import random
import signal
import ssl
import time
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import numpy as np
import pytest
import pytest_asyncio

from backend.streams.messages import Source
from backend.streams.relay_process import RelayConfig, RelayProcess
from backend.tls import ensure_tls
from console.video.live_source import LiveSource
from console.video.source import Frame, Picture
from domain.clock import SystemClock
from simulator.cameras import barcode
from simulator.cameras.server import CameraServer
from tests.plugins.streams import FRAMES, CameraStreet, until_so


def number_in(frame: Frame) -> int | None:
    rows = np.frombuffer(frame.pixels, np.uint8).reshape(frame.height, frame.stride)
    return barcode.read(rows[:, : frame.width * 4].reshape(frame.height, frame.width, 4))


async def test_a_tile_shows_the_cameras_pictures_in_order(
    camera_street: CameraStreet, frame_source: LiveSource
) -> None:
    await camera_street.live()
    frame_source.open(1, await camera_street.url(), (342, 192))
    seen: list[int] = []

    def look() -> bool:
        for tile in frame_source.fresh():
            frame = frame_source.latest(tile)
            assert frame is not None
            assert (frame.width, frame.height) == (342, 192)
            number = number_in(frame)
            assert number is not None
            seen.append(number)
        return len(seen) >= 45

    await until_so(look)
    # The first may stand for a whole group, of which only the newest is scaled.
    steps = [(after - before) % FRAMES for before, after in itertools.pairwise(seen[3:])]
    assert set(steps) <= {1, 2}
    assert steps.count(1) > 35
    state = frame_source.state(1)
    assert state.picture is Picture.LIVE
    assert state.latency_s is not None
    assert state.latency_s < 0.5
    now = camera_street.cameras.number() % FRAMES
    assert (now - seen[-1]) % FRAMES <= 5


async def test_a_joining_tile_has_its_first_picture_at_once_not_at_the_next_key_frame(
    camera_street: CameraStreet, frame_source: LiveSource
) -> None:
    await camera_street.live()
    waits = []
    for tile in range(6):  # joins spread over the camera's one-second group
        url = await camera_street.url(tile % 2)
        began = time.monotonic()
        frame_source.open(tile, url, (320, 180))
        await until_so(lambda tile=tile: frame_source.latest(tile) is not None)
        waits.append(time.monotonic() - began)
        await until_so(lambda began=began: time.monotonic() > began + 0.35)
    assert sorted(waits)[len(waits) // 2] < 0.25


async def test_a_ticket_that_was_used_shows_no_signal_and_asks_for_another(
    camera_street: CameraStreet, frame_source: LiveSource
) -> None:
    await camera_street.live()
    url = await camera_street.url()
    frame_source.open(1, url)
    await until_so(lambda: frame_source.state(1).picture is Picture.LIVE)
    frame_source.open(2, url)
    await until_so(lambda: frame_source.state(2).reason == "camera.forbidden")
    assert frame_source.state(2).picture is Picture.NO_SIGNAL
    await until_so(lambda: frame_source.wanting() == [2])
    frame_source.reopen(2, await camera_street.url())
    await until_so(lambda: frame_source.state(2).picture is Picture.LIVE)
    assert frame_source.state(1).picture is Picture.LIVE


async def test_a_frozen_camera_turns_late_then_frozen_and_comes_back(
    camera_street: CameraStreet, frame_source: LiveSource
) -> None:
    await camera_street.live()
    frame_source.open(1, await camera_street.url())
    await until_so(lambda: frame_source.state(1).picture is Picture.LIVE)
    camera_street.cameras.freeze("camara/1")
    stopped = time.monotonic()
    await until_so(lambda: frame_source.state(1).picture is Picture.LATE)
    assert 1.0 < time.monotonic() - stopped < 1.8
    await until_so(lambda: frame_source.state(1).picture is Picture.FROZEN)
    assert 2.2 < time.monotonic() - stopped < 3.2
    assert abs(frame_source.state(1).since - stopped) < 0.3
    assert frame_source.latest(1) is not None
    await until_so(lambda: camera_street.reason(0) == "camera.no_pictures")
    camera_street.cameras.thaw("camara/1")
    await until_so(lambda: frame_source.state(1).picture is Picture.LIVE)


async def test_a_camera_that_restarts_is_shown_from_its_first_key_frame(
    camera_street: CameraStreet, frame_source: LiveSource
) -> None:
    await camera_street.live()
    frame_source.open(1, await camera_street.url())
    await until_so(lambda: frame_source.state(1).picture is Picture.LIVE)
    camera_street.cameras.pull_the_plug("camara/1")
    await until_so(lambda: camera_street.state() == "down")
    camera_street.cameras.plug_in("camara/1")
    before = frame_source.latest(1)
    await until_so(lambda: frame_source.latest(1) is not before)
    dropped, errors = frame_source.counters(1)
    assert (dropped, errors) == (0, 0)


async def test_another_camera_on_a_tile_leaves_nothing_of_the_one_before(
    camera_street: CameraStreet, frame_source: LiveSource
) -> None:
    await camera_street.live()
    frame_source.open(1, await camera_street.url(0))
    await until_so(lambda: frame_source.latest(1) is not None)
    frame_source.open(1, await camera_street.url(1))
    assert frame_source.latest(1) is None
    assert frame_source.state(1).picture is Picture.CONNECTING
    await until_so(lambda: frame_source.latest(1) is not None)


async def test_a_dead_relay_is_seen_and_its_successor_shown(
    camera_street: CameraStreet, frame_source: LiveSource
) -> None:
    await camera_street.live()
    frame_source.open(1, await camera_street.url())
    await until_so(lambda: frame_source.latest(1) is not None)
    kept = frame_source.latest(1)
    assert camera_street.relay.pid is not None
    os.kill(camera_street.relay.pid, signal.SIGKILL)
    await until_so(lambda: frame_source.state(1).reason == "video.closed")
    await until_so(lambda: camera_street.reason(0) == "relay.gone")
    assert kept is not None
    assert frame_source.latest(1) is not None
    await camera_street.live()
    await until_so(lambda: frame_source.wanting() == [1])
    frame_source.reopen(1, await camera_street.url())
    await until_so(lambda: frame_source.state(1).picture is Picture.LIVE)


@pytest_asyncio.fixture
async def encrypted(cameras: CameraServer, tmp_path: Path, canary: str) -> AsyncIterator[RelayProcess]:
    files = ensure_tls(tmp_path, SystemClock())
    config = RelayConfig(
        host="0.0.0.0", public_host="localhost", certificate=files.certificate, key=files.key
    )
    relay = RelayProcess(config, SystemClock())
    await relay.start()
    address = cameras.address("camara/1")
    relay.set_cameras([Source(camera=UUID(int=1), address=address, username="relay", password=canary)])
    await until_so(lambda: [each.state for each in relay.states().values()] == ["live"])
    yield relay
    await relay.stop()


async def test_off_loopback_pictures_are_encrypted_and_the_relay_must_prove_itself(
    encrypted: RelayProcess, tmp_path: Path, frame_source: LiveSource
) -> None:
    grant = await encrypted.ticket(UUID(int=1), "desk-7")
    assert grant.url.startswith("rtsps://localhost:")
    trusting = LiveSource(SystemClock(), random.Random(1), ca=tmp_path / "ca.pem")
    trusting.open(1, grant.url)
    await until_so(lambda: trusting.state(1).picture is Picture.LIVE)
    trusting.stop()
    frame_source.open(1, (await encrypted.ticket(UUID(int=1), "desk-7")).url)
    await until_so(lambda: frame_source.state(1).reason == "video.certificate")
    assert frame_source.latest(1) is None


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("rtsp://192.0.2.7:554/token", "video.certificate"),
        ("rtsp://127.0.0.1:1/token", "video.unreachable"),
        ("rtsp://127.0.0.1:99999/token", "video.address"),
    ],
)
async def test_a_stream_that_cannot_be_had_says_why(frame_source: LiveSource, url: str, reason: str) -> None:
    frame_source.open(1, url)
    await until_so(lambda: frame_source.state(1).reason == reason)
    assert frame_source.state(1).picture is Picture.NO_SIGNAL


def test_the_reader_verifies_whom_it_hears(frame_source: LiveSource) -> None:
    assert frame_source._tls.verify_mode is ssl.CERT_REQUIRED
    assert frame_source._tls.check_hostname
