"""python -m simulator.cameras: encode the footage once, then play the cameras until told to end."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from domain.clock import SystemClock
from lifeline.parent import watch_parent
from resources.sources import BadSources, Camera, load_sources
from simulator.cameras.demo import FOOTAGE, camera_servers, load_clips, name_of
from simulator.cameras.footage import ensure
from simulator.cameras.places import PLACES
from simulator.cameras.server import CameraServer


def parser() -> argparse.ArgumentParser:
    """Return the command line."""
    line = argparse.ArgumentParser(
        prog="python -m simulator.cameras",
        description="Plays six street cameras over RTSP, from drawn clips.",
    )
    line.add_argument(
        "--footage",
        type=Path,
        default=FOOTAGE,
        metavar="DIR",
        help=f"where the clips are (default: {FOOTAGE})",
    )
    line.add_argument("--encode", action="store_true", help="encode the clips that are missing, and end")
    line.add_argument("--sources", type=Path, metavar="FILE", help="which cameras, and their accounts")
    line.add_argument("--host", default="127.0.0.1", help="without --sources (default: 127.0.0.1)")
    line.add_argument("--port", type=int, help="instead of the sources' port; without them 8554, 0 = any")
    line.add_argument("--parent-fd", type=int, metavar="N", help="end when this pipe is closed")
    return line


def main(arguments: list[str] | None = None) -> int:
    """Run the program and return its exit status."""
    options = parser().parse_args(arguments)
    if options.encode:
        ensure(options.footage)
        return 0
    try:
        cameras = _cameras(options)
        clips = load_clips(options.footage)
        asyncio.run(_serve(camera_servers(cameras, clips, SystemClock()), options.parent_fd))
    except (BadSources, ValueError) as error:
        print(f"simulator.cameras: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"simulator.cameras: {error.strerror or error}", file=sys.stderr)
        return 1
    return 0


def _cameras(options: argparse.Namespace) -> Sequence[Camera]:
    if options.sources is None:
        return _open_cameras(options)
    cameras = load_sources(options.sources).cameras
    if options.port is None:
        return cameras
    return [msgspec.structs.replace(camera, port=options.port) for camera in cameras]


def _open_cameras(options: argparse.Namespace) -> Sequence[Camera]:
    """Cameras that ask for no password, for a look with any player."""
    port = 8554 if options.port is None else options.port
    return [
        Camera(label=f"C-{place.number}", name="", host=options.host, port=port,
               path=name_of(place.number), user="", password="")
        for place in PLACES
    ]  # fmt: skip


async def _serve(servers: list[CameraServer], parent_fd: int | None) -> None:
    loop, end = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, end.set)
    if parent_fd is not None:
        watch_parent(parent_fd, lambda: loop.call_soon_threadsafe(end.set))
    for server in servers:
        await server.start()
        print(f"cameras ready on {server.address('')}", flush=True)
    await end.wait()
    for server in servers:
        await server.stop()


if __name__ == "__main__":
    sys.exit(main())
