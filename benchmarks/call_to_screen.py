"""From an exchange's request to the end of the paint that draws the call's row in a real window.

Both ends are on CLOCK_MONOTONIC: the moment before the request is handed to the socket, and the console's own
note after the paint event that covers the row has returned. Calls come at random instants over the webhook;
units drive and four tiles are LIVE all the while (the least of what the console says of itself, twice a
second, is reported). A colleague at another desk answers and settles each call, as in a room. SABOTAGE=1
holds the console still for a fifth of a second now and then.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import shutil
import signal
import ssl
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import aiohttp

from backend_client.client import Client
from benchmarks.report import Figures, Setting, at_least, at_most, bench
from dev.programs import Program, Programs
from dev.run import free_port
from dev.screen import Screen
from domain.call import CallState, Disposition
from domain.clock import SystemClock
from domain.commands import AnswerCall, CloseCall
from domain.ids import IdMint, derived

CALLS, QUICK_CALLS = 600, 40
CLAIMS = (
    at_most("p99_ms", 100),
    at_least("calls", CALLS, quick=QUICK_CALLS),
    at_least("units_moving", 500),
    at_least("tiles_live", 4),
)
NAMES = {
    "-m backend.streams.worker": "media",
    "-m backend": "backend",
    "-m simulator.cameras": "cameras",
    "-m simulator": "simulator",
    "-m console": "console",
    "Xvfb": "screen",
    "postgres": "database",
}
UNITS = 800
"""Some wait at a red light and some are parked, so that 500 drive at any moment."""
CALLS_A_SECOND = 2.0
WAITING = 1.0
"""Calls that wait on average: the queue shows five rows, and a row below them is not on the screen."""
SOURCE = "central-911"
TALKS_S = 1.0


@dataclass
class Room:
    """The programs of one run and what they told."""

    folder: Path
    programs: Programs
    stage: dict[str, Any]
    console: Program
    sent: dict[UUID, int] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.stage['port']}"

    def states(self, since_ns: int) -> list[dict[str, Any]]:
        """What the console said of itself since then."""
        lines = (self.folder / "console.jsonl").read_text().splitlines()
        told = [json.loads(line) for line in lines]
        return [one for one in told if one["event"] == "state" and one["monotonic_ns"] >= since_ns]

    def painted(self) -> dict[UUID, int]:
        """When each call's row was first painted, CLOCK_MONOTONIC ns."""
        found: dict[UUID, int] = {}
        for line in (self.folder / "paints.log").read_text().splitlines():
            word, moment = line.split()
            with contextlib.suppress(ValueError):
                found.setdefault(UUID(word), int(moment))
        return found


def open_room(folder: Path, screen: Screen) -> Room:
    """Start database, backend, cameras, city and console, in that order."""
    programs, camera_port = Programs(), str(free_port())
    words = f"-m backend --demo --port 0 --units {UNITS} --demo-camera-port {camera_port}".split()
    backend = programs.start(
        "backend", [*words, "--data", str(folder / "data")], log=folder / "backend.log", tells=True
    )
    stage = programs.hear(backend, 60.0)
    door = ["--server", f"https://127.0.0.1:{stage['port']}", "--ca", stage["ca"]]
    sources = ["--sources", stage["sources"]]
    programs.start("cameras", ["-m", "simulator.cameras", *sources], log=folder / "cameras.log")
    quiet = f"--units {UNITS} --call-rate 0 --press-rate 0 --scenario /dev/null --bulk".split()
    programs.start("simulator", ["-m", "simulator", *door, *sources, *quiet], log=folder / "simulator.log")
    console = programs.start(
        "console",
        ["-m", "console", *door, "--user", stage["user"], "--workstation", stage["workstation"],
         "--data", str(folder / "desk"), "--paint-log", str(folder / "paints.log")],
        environment=screen.environment(),
        log=folder / "console.log",
        secret=stage["password"],
        tidings=folder / "console.jsonl",
    )  # fmt: skip
    return Room(folder, programs, stage, console)


async def until_it_lives(room: Room) -> None:
    """Wait until the console shows what the claim is about."""
    async with asyncio.timeout(60):
        while True:
            told = (room.folder / "console.jsonl").read_text().splitlines()
            states = [one for one in map(json.loads, told) if one["event"] == "state"]
            if states and states[-1]["tiles_live"] >= 4 and states[-1]["units_moving"] >= 500:
                return
            await asyncio.sleep(0.2)


async def ring_all(room: Room, http: aiohttp.ClientSession, calls: int, rng: random.Random) -> None:
    """Report calls at random instants, whatever became of the ones before."""
    headers = {"Authorization": f"Bearer {_call_token(room)}"}
    async with asyncio.TaskGroup() as group:
        for number in range(calls):
            group.create_task(_ring(room, http, headers, number, rng.random()))
            await asyncio.sleep(rng.expovariate(CALLS_A_SECOND))


async def _ring(
    room: Room, http: aiohttp.ClientSession, headers: dict[str, str], number: int, chance: float
) -> None:
    name = f"bench-{os.getpid()}-{number}"
    body = {"source_call": name, "number": f"11 {4000 + number}-0000", "line": f"{number % 30:02}"}
    body["address"] = f"Av. Corrientes {100 + int(chance * 5000)}"
    room.sent[derived("call", SOURCE, name)] = time.monotonic_ns()
    async with http.post(f"{room.url}/intake/calls", json=body, headers=headers) as answer:
        if answer.status >= 300:
            raise RuntimeError(f"the webhook answered {answer.status}: {await answer.text()}")


def _call_token(room: Room) -> str:
    sources = json.loads(Path(room.stage["sources"]).read_text())
    return str(sources["call_token"])


async def settle_all(client: Client, rings_s: float) -> None:
    """A colleague answers what has rung for so long and settles it a second later."""
    told: set[UUID] = set()
    while True:
        now = client.picture.server_now()
        for call in list(client.picture.calls.values()):
            if call.state is CallState.RINGING and now - call.ringing_at > rings_s * 1e6:
                if call.id not in told:
                    told.add(call.id)
                    client.commands.send(AnswerCall(call=call.id))
            elif call.state is CallState.ANSWERED and now - (call.answered_at or now) > TALKS_S * 1e6:
                if call.id in told:
                    told.discard(call.id)
                    client.commands.send(CloseCall(call=call.id, disposition=Disposition.INFORMATION))
        await asyncio.sleep(0.02)


def colleague(room: Room) -> Client:
    """Another desk of the same room."""
    clock = SystemClock()
    return Client(
        servers=(room.url,),
        ca=Path(room.stage["ca"]),
        workstation="puesto-15",
        journal_directory=room.folder / "colleague",
        clock=clock,
        mint=IdMint(clock, os.urandom),
        rng=random.Random(1),
    )


async def hold_still_now_and_then(room: Room) -> None:
    """What SABOTAGE=1 does: the console sleeps for 0.2 s of every 0.6."""
    while True:
        os.kill(room.console.process.pid, signal.SIGSTOP)
        await asyncio.sleep(0.2)
        os.kill(room.console.process.pid, signal.SIGCONT)
        await asyncio.sleep(0.4)


async def play(room: Room, setting: Setting) -> tuple[int, int]:
    """Let it live, ring, and let the last row be painted; returns when the ringing began and ended."""
    await until_it_lives(room)
    client = colleague(room)
    running = asyncio.create_task(client.run())
    await client.login("tquinteros", room.stage["password"], 10.0)
    await asyncio.sleep(setting.scaled(6, 3))
    tasks = [asyncio.create_task(settle_all(client, WAITING / CALLS_A_SECOND))]
    if setting.sabotage:
        tasks.append(asyncio.create_task(hold_still_now_and_then(room)))
    tls = ssl.create_default_context(cafile=room.stage["ca"])
    began = time.monotonic_ns()
    connector = aiohttp.TCPConnector(ssl=tls, limit=4)
    try:
        async with aiohttp.ClientSession(connector=connector) as http:
            await ring_all(room, http, setting.scaled(CALLS, QUICK_CALLS), random.Random(7))
        ended = time.monotonic_ns()
        await asyncio.sleep(1.5)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await client.close()
        await running
    return began, ended


def measure(setting: Setting) -> Figures:
    """One run with everything on this machine."""
    folder = Path(tempfile.mkdtemp(prefix="atalaya-bench-"))
    folder.chmod(0o755)  # the database's own user comes through here
    screen = Screen()
    room = None
    try:
        room = open_room(folder, screen)
        began, ended = asyncio.run(play(room, setting))
        return figures(room, began, ended)
    finally:
        if room is not None:
            if setting.sabotage:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(room.console.process.pid, signal.SIGCONT)
            room.programs.end()
        screen.close()
        shutil.rmtree(folder, ignore_errors=True)


def figures(room: Room, began: int, ended: int) -> Figures:
    """Every call counts: one that was never painted counts as a minute."""
    painted = room.painted()
    took = sorted((painted.get(call, sent + 60 * 10**9) - sent) / 1e6 for call, sent in room.sent.items())
    states = [state for state in room.states(began) if state["monotonic_ns"] <= ended]
    return {
        "calls": len(took),
        "n": len(took),
        "p50_ms": round(statistics.median(took), 1),
        "p90_ms": round(took[len(took) * 9 // 10], 1),
        "p99_ms": round(took[min(len(took) - 1, len(took) * 99 // 100)], 1),
        "worst_ms": round(took[-1], 1),
        "unpainted": sum(call not in painted for call in room.sent),
        "units_moving": min((state["units_moving"] for state in states), default=0),
        "tiles_live": min((state["tiles_live"] for state in states), default=0),
    }


if __name__ == "__main__":
    sys.exit(bench("call_to_screen", CLAIMS, measure, names=NAMES))
