"""The demo city's cameras as servers: what the sources file names, played from the clips."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from domain.clock import Clock
from resources.sources import Camera
from rtsp.digest import Credentials
from simulator.cameras.footage import Clip, ensure, load
from simulator.cameras.places import PLACES
from simulator.cameras.server import CameraServer

FOOTAGE = Path("build/footage")


def name_of(number: int) -> str:
    """Return the path of the clip `number` (1 to 6)."""
    return f"camara/{number}"


def load_clips(footage: Path) -> dict[str, Clip]:
    """Return the six clips by path, encoding first what is missing (some 15 s where all are)."""
    paths = ensure(footage)
    return {name_of(place.number): load(path) for place, path in zip(PLACES, paths, strict=True)}


def camera_servers(cameras: Sequence[Camera], clips: dict[str, Clip], clock: Clock) -> list[CameraServer]:
    """Return one server for each door the cameras name; a path without a clip of its own shares another's."""
    stock = list(clips.values())

    def door(camera: Camera) -> tuple[str, int, str, str]:
        return camera.host, camera.port, camera.user, camera.password

    servers = []
    for (host, port, user, password), behind in groupby(sorted(cameras, key=door), key=door):
        served = {
            camera.path: clips.get(camera.path, stock[n % len(stock)]) for n, camera in enumerate(behind)
        }
        account = Credentials(user, password) if user else None
        servers.append(CameraServer(served, clock, _token, credentials=account, host=host, port=port))
    return servers


def _token() -> str:
    return secrets.token_hex(8)
