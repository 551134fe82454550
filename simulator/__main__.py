"""python -m simulator: the city at play, speaking to a server as its phones, telephones and buttons would."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import logging
import signal
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

HANG_UP_S = 0.5
"""How long the program may still speak once it was told to end, seconds."""


def parser() -> argparse.ArgumentParser:
    """Return the command line."""
    line = argparse.ArgumentParser(
        prog="python -m simulator",
        description="Plays a city against a server, over the public protocols: phones, calls, panic buttons.",
    )
    line.add_argument("--server", required=True, metavar="URL", help="the server, https://host:port")
    line.add_argument("--ca", required=True, type=Path, metavar="FILE", help="certificate authority to trust")
    line.add_argument(
        "--sources", required=True, type=Path, metavar="FILE",
        help="the sources' credentials, as python -m backend demo writes them (DATA/demo/sources.json)",
    )  # fmt: skip
    line.add_argument("--seed", type=int, default=1, help="the same seed draws the same city (default: 1)")
    line.add_argument("--units", type=_count, default=5000, help="phones on the road (default: 5,000)")
    line.add_argument(
        "--speed", type=_factor, default=1.0,
        help="times as fast for calls, presses and the hours; vehicles keep to the limit (default: 1)",
    )  # fmt: skip
    line.add_argument(
        "--call-rate", type=_rate, default=1.0, metavar="X", help="times 7,000 calls a day (default: 1)"
    )
    line.add_argument(
        "--press-rate", type=_rate, default=1.0, metavar="X", help="times 60 panic presses a day (default: 1)"
    )
    line.add_argument(
        "--scenario",
        type=Path,
        metavar="FILE",
        help="what else happens, and when (TOML; default: the demo's opening, /dev/null: nothing)",
    )
    line.add_argument("--bulk", action="store_true", help="send the fixes of many phones in one request")
    line.add_argument("--parent-fd", type=int, metavar="N", help="end when this pipe is closed")
    return line


def _count(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 65_536:
        raise argparse.ArgumentTypeError("from 0 to 65536")
    return number


def _factor(text: str) -> float:
    number = float(text)
    if not 0.0 < number <= 1000.0:
        raise argparse.ArgumentTypeError("above 0, at most 1000")
    return number


def _rate(text: str) -> float:
    number = float(text)
    if not 0.0 <= number <= 10_000.0:
        raise argparse.ArgumentTypeError("from 0 to 10000")
    return number


def main(arguments: list[str] | None = None) -> int:
    """Run the program and return its exit status."""
    options = parser().parse_args(arguments)
    from logbook.lines import begin_log
    from resources.sources import BadSources
    from simulator.door import BadAuthority
    from simulator.scenario import BadScenario

    begin_log()
    try:
        print(_runner()(_perform(options)))
    except (BadSources, BadScenario, BadAuthority) as error:
        print(f"simulator: {error}", file=sys.stderr)
        return 2
    return 0


def _runner() -> Callable[[Coroutine[Any, Any, str]], str]:
    try:
        import uvloop
    except ImportError:  # there is none for Windows
        return asyncio.run
    run: Callable[[Coroutine[Any, Any, str]], str] = uvloop.run
    return run


async def _perform(options: argparse.Namespace) -> str:
    from domain.clock import SystemClock
    from lifeline.parent import watch_parent
    from logbook.loops import complain
    from resources.paths import path
    from resources.sources import load_sources
    from simulator.city import city_at_play
    from simulator.door import HttpsDoor
    from simulator.play import Play, Settings, figures
    from simulator.scenario import load_scenario

    loop, end = asyncio.get_running_loop(), asyncio.Event()
    loop.set_exception_handler(complain)
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, end.set)
    if options.parent_fd is not None:
        watch_parent(options.parent_fd, lambda: loop.call_soon_threadsafe(end.set))
    clock = SystemClock()
    sources = load_sources(options.sources)
    scenario = load_scenario(options.scenario or path("demo_city", "scenarios", "opening.toml"))
    settings = Settings(
        seed=options.seed,
        units=options.units,
        speed=options.speed,
        call_rate=options.call_rate,
        press_rate=options.press_rate,
        bulk=options.bulk,
    )
    door = HttpsDoor(options.server, options.ca)
    run = f"sim-{clock.now():x}"
    gc.disable()  # nothing of what is built here goes away
    play = Play(city_at_play(), sources, settings, scenario, door, clock, run)
    gc.freeze()
    gc.enable()
    log = logging.getLogger("simulator")
    log.info("%d phones on the road, seed %d, calls %s", len(play.phones), settings.seed, run)
    async with door:
        playing = asyncio.create_task(play.run())
        ending = asyncio.create_task(end.wait())
        await asyncio.wait({playing, ending}, return_when=asyncio.FIRST_COMPLETED)
        ending.cancel()
        playing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await playing
        await play.hang_up(HANG_UP_S)
    return figures(play.counted)


if __name__ == "__main__":
    sys.exit(main())
