"""python -m simulator.cameras: encode the footage once, then play the six cameras until told to end."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import secrets
import signal
import sys
from pathlib import Path

from domain.clock import SystemClock
from lifeline.parent import watch_parent
from rtsp.digest import Credentials
from simulator.cameras.footage import ensure, load
from simulator.cameras.places import PLACES
from simulator.cameras.server import CameraServer

DEMO_USER, DEMO_PASSWORD = "atalaya", "demo-camara"
"""The simulated cameras' account: it protects nothing, it makes the relay prove itself."""


def name_of(number: int) -> str:
    """Return the path of camera `number` (1 to 6)."""
    return f"camara/{number}"


def main(arguments: list[str] | None = None) -> int:
    """Run the program and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m simulator.cameras", description=__doc__)
    parser.add_argument("--footage", type=Path, default=Path("build/footage"), help="directory of the clips")
    parser.add_argument("--encode", action="store_true", help="encode what is missing and end")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8554, help="0 takes a free one (default: 8554)")
    parser.add_argument("--user", default=DEMO_USER)
    parser.add_argument("--parent-fd", type=int, help="end when this pipe ends")
    options = parser.parse_args(arguments)
    paths = ensure(options.footage)
    if options.encode:
        return 0
    clips = {name_of(place.number): load(path) for place, path in zip(PLACES, paths, strict=True)}
    password = os.environ.get("ATALAYA_CAMERA_PASSWORD", DEMO_PASSWORD)
    server = CameraServer(
        clips,
        SystemClock(),
        lambda: secrets.token_hex(8),
        credentials=Credentials(options.user, password),
        host=options.host,
        port=options.port,
    )
    try:
        asyncio.run(_serve(server, options.parent_fd))
    except OSError as error:
        print(f"simulator.cameras: {error.strerror or error}", file=sys.stderr)
        return 1
    return 0


async def _serve(server: CameraServer, parent_fd: int | None) -> None:
    loop, end = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, end.set)
    if parent_fd is not None:
        watch_parent(parent_fd, lambda: loop.call_soon_threadsafe(end.set))
    await server.start()
    print(f"cameras ready on {server.address('')}", flush=True)
    await end.wait()
    await server.stop()


if __name__ == "__main__":
    sys.exit(main())
