"""Fifty calls a second by SIP, each with its place, from sipp's INVITE to the painted row in a real window.

Two sipp processes play an emergency network over UDP: four of five callers are answered, talk and hang up;
the fifth gives up before anybody answers. A colleague at another desk answers what has rung for a while,
settles what has ended, and calls back who gave up. The window stands on an upright screen, the queue as high
as the page beside the form, so that every call that waits has its row: what is not painted counts as a
minute. The INVITE's moment is sipp's own log before it sends, on the wall clock, brought to CLOCK_MONOTONIC
by the difference at the start and at the end.

The peer in the same run is the webhook, at the same rate into the same window. SABOTAGE=1 holds the console
still for a fifth of a second now and then.

"""

# Debian: sip-tester

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import shutil
import signal
import ssl
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from uuid import UUID

import aiohttp

from backend_client.client import Client
from benchmarks.call_to_screen import SOURCE, Room, _call_token, colleague, hold_still_now_and_then
from benchmarks.report import Figures, Setting, at_least, at_most, bench, exactly
from dev.programs import Programs
from dev.screen import Screen
from domain.call import CallState, Disposition
from domain.clock import SystemClock
from domain.commands import AnswerCall, CloseCall
from domain.ids import IdMint, derived
from domain.workspace import (
    CURRENT,
    KeepWorkspace,
    Layout,
    Page,
    PagePlan,
    Part,
    Slot,
    Split,
    Stack,
    write_layout,
)

SECONDS, QUICK_SECONDS = 60, 8
PEER_SECONDS, QUICK_PEER_SECONDS = 20, 4
ANSWERED_A_SECOND, GIVEN_UP_A_SECOND = 40, 10
A_SECOND = ANSWERED_A_SECOND + GIVEN_UP_A_SECOND
CLAIMS = (
    exactly("queued_ratio", 1.0),
    at_most("p99_ms", 250),
    at_least("calls", A_SECOND * SECONDS, quick=A_SECOND * QUICK_SECONDS),
    exactly("failed_calls", 0),
    exactly("turned_away", 0),
)
NAMES = {
    "-m backend": "backend",
    "-m console": "console",
    "Xvfb": "screen",
    "postgres": "database",
    "sipp": "sipp",
}
SCENARIOS = Path(__file__).with_name("sipp")
UPRIGHT = "1440x2560x24"
"""A common screen of 27 inches, turned: over forty rows of the queue."""
RINGS_S = 0.35
"""How long the colleague lets a call ring: so many wait as have a row."""
TALKS_S = 1.5
GIVES_UP = "9"
"""The last digit of the numbers of those who give up: the colleague leaves them to it."""


BACKEND = "-m backend --demo --port 0 --units 100 --no-cameras --sip 127.0.0.1:0"


def open_room(folder: Path, screen: Screen) -> Room:
    """Start database, backend with its telephone door, and console."""
    programs = Programs()
    words = BACKEND.split()
    backend = programs.start(
        "backend", [*words, "--data", str(folder / "data")], log=folder / "backend.log", tells=True
    )
    stage = programs.hear(backend, 60.0)
    asyncio.run(arrange(folder, stage))
    console = programs.start(
        "console",
        ["-m", "console", "--server", f"https://127.0.0.1:{stage['port']}", "--ca", stage["ca"],
         "--user", stage["user"], "--workstation", stage["workstation"],
         "--data", str(folder / "desk"), "--paint-log", str(folder / "paints.log")],
        environment=screen.environment(),
        log=folder / "console.log",
        secret=stage["password"],
        tidings=folder / "console.jsonl",
    )  # fmt: skip
    return Room(folder, programs, stage, console)


async def arrange(folder: Path, stage: dict[str, Any]) -> None:
    """Keep, as the operator would, an arrangement in which the queue is as high as the page."""
    clock = SystemClock()
    client = Client(
        servers=(f"https://127.0.0.1:{stage['port']}",),
        ca=Path(stage["ca"]),
        workstation=stage["workstation"],
        journal_directory=folder / "arranging",
        clock=clock,
        mint=IdMint(clock, os.urandom),
        rng=random.Random(2),
    )
    running = asyncio.create_task(client.run())
    await client.login(stage["user"], stage["password"], 10.0)
    who = client.picture.who
    assert who is not None, "logged in"
    parts = tuple(Part(of=Stack(panes=(slot,)), share=1.0) for slot in (Slot.QUEUE, Slot.FORM))
    ground = Split(parts=parts)
    layout = Layout(role=who.operator.role, opens=Page.CALL, pages=(PagePlan(page=Page.CALL, ground=ground),))
    await client.ask(KeepWorkspace(name=CURRENT, layout=write_layout(layout)))
    await client.close()
    await running


class Sipp:
    """One sipp process with one kind of caller."""

    def __init__(self, room: Room, scenario: str, rate: int, calls: int) -> None:
        self._log = room.folder / f"{scenario}.log"
        self._errors = room.folder / f"{scenario}.errors"
        self._calls = calls
        command = ["sipp", f"127.0.0.1:{room.stage['sip']}", "-sf", str(SCENARIOS / f"{scenario}.xml")]
        command += ["-i", "127.0.0.1", "-r", str(rate), "-m", str(calls), "-nostdin", "-trace_logs"]
        command += ["-log_file", str(self._log), "-trace_err", "-error_file", str(self._errors)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def failed(self) -> int:
        """End it if it still goes on; 0 when every call went as written, else 1 or more."""
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(5)
            return self._calls - len(self.sent())
        return int(self.process.returncode != 0) and max(1, self._error_lines())

    def _error_lines(self) -> int:
        if not self._errors.exists():
            return 1
        return sum("Aborting call" in line or "unexpected" in line for line in self._errors.open())

    def sent(self) -> dict[UUID, float]:
        """Each call as the room knows it -> when its INVITE was about to go, wall clock, seconds."""
        found = {}
        for line in self._log.read_text().splitlines() if self._log.exists() else ():
            word, call_id, tag, *_, moment = line.split()
            if word == "sent":
                found[derived("call", "sip", f"{call_id}\x1f{tag}")] = float(moment)
        return found


async def until_it_stands(room: Room, client: Client) -> None:
    """Wait until the console shows its queue: until it has painted the row of a first call."""
    first = derived("call", SOURCE, "first")
    async with aiohttp.ClientSession(connector=_connector(room)) as http, asyncio.timeout(40):
        while room.console.process.poll() is None and first not in _painted(room):
            await _report(http, room, {"source_call": "first", "number": "11 4000-0000", "line": "05"})
            await asyncio.sleep(0.3)
    client.commands.send(AnswerCall(call=first))


def _painted(room: Room) -> dict[UUID, int]:
    return room.painted() if (room.folder / "paints.log").exists() else {}


def _connector(room: Room) -> aiohttp.TCPConnector:
    return aiohttp.TCPConnector(ssl=ssl.create_default_context(cafile=room.stage["ca"]), limit=8)


async def _report(http: aiohttp.ClientSession, room: Room, body: dict[str, object]) -> None:
    headers = {"Authorization": f"Bearer {_call_token(room)}"}
    async with http.post(f"{room.url}/intake/calls", json=body, headers=headers) as answer:
        if answer.status >= 300:
            raise RuntimeError(f"the webhook answered {answer.status}: {await answer.text()}")


async def colleagues(client: Client, seen: set[UUID]) -> None:
    """Answer what has rung for a while, settle what has ended, call back who gave up."""
    answered: set[UUID] = set()
    settled: set[UUID] = set()
    while True:
        now = client.picture.server_now()
        for call in list(client.picture.calls.values()):
            seen.add(call.id)
            if call.id in settled or call.state is CallState.CLOSED:
                continue
            leaves = call.number.endswith(GIVES_UP)
            if call.state is CallState.RINGING:
                if not leaves and call.id not in answered and now - call.ringing_at > RINGS_S * 1e6:
                    answered.add(call.id)
                    client.commands.send(AnswerCall(call=call.id))
            elif call.state is CallState.ABANDONED or call.state is CallState.ENDED:
                settled.add(call.id)
                called = call.state is CallState.ABANDONED
                how = Disposition.CALLED_BACK if called else Disposition.INFORMATION
                client.commands.send(CloseCall(call=call.id, disposition=how))
            elif call.line == "05" and now - (call.answered_at or now) > TALKS_S * 1e6:
                settled.add(call.id)
                client.commands.send(CloseCall(call=call.id, disposition=Disposition.INFORMATION))
        await asyncio.sleep(0.02)


async def ring_the_webhook(room: Room, seconds: int) -> None:
    """The peer: as many calls a second, by the door of rooms with an exchange of their own."""
    async with aiohttp.ClientSession(connector=_connector(room)) as http, asyncio.TaskGroup() as group:
        began = time.monotonic()
        for number in range(A_SECOND * seconds):
            await asyncio.sleep(max(0.0, began + number / A_SECOND - time.monotonic()))
            name = f"peer-{number}"
            room.sent[derived("call", SOURCE, name)] = time.monotonic_ns()
            place = {"lat": -34.6037, "lon": -58.3816, "method": "aml", "accuracy_m": 35}
            body = {"source_call": name, "number": f"11 4{number:05}-001", "line": "05", "location": place}
            group.create_task(_report(http, room, body))


async def play(room: Room, setting: Setting) -> tuple[list[Sipp], set[UUID]]:
    """Let both kinds of callers call, then the peer; return sipp's side and the calls that were queued."""
    client = colleague(room)
    running = asyncio.create_task(client.run())
    await client.login("tquinteros", room.stage["password"], 10.0)
    await until_it_stands(room, client)
    await asyncio.sleep(setting.scaled(6, 4))
    seen: set[UUID] = set()
    tasks = [asyncio.create_task(colleagues(client, seen))]
    if setting.sabotage:
        tasks.append(asyncio.create_task(hold_still_now_and_then(room)))
    seconds = setting.scaled(SECONDS, QUICK_SECONDS)
    callers = [
        Sipp(room, "answered", ANSWERED_A_SECOND, ANSWERED_A_SECOND * seconds),
        Sipp(room, "gives_up", GIVEN_UP_A_SECOND, GIVEN_UP_A_SECOND * seconds),
    ]
    try:
        end = time.monotonic() + seconds + 15
        while any(one.process.poll() is None for one in callers) and time.monotonic() < end:
            await asyncio.sleep(0.2)
        await asyncio.sleep(0.5)
        await ring_the_webhook(room, setting.scaled(PEER_SECONDS, QUICK_PEER_SECONDS))
        await asyncio.sleep(1.5)
    finally:
        for one in callers:
            if one.process.poll() is None and setting.sabotage:
                one.process.terminate()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await client.close()
        await running
    return callers, seen


def measure(setting: Setting) -> Figures:
    """One run with everything on this machine."""
    if shutil.which("sipp") is None:
        raise RuntimeError("sipp is not installed: apt-get install sip-tester")
    folder = Path(tempfile.mkdtemp(prefix="atalaya-bench-"))
    folder.chmod(0o755)  # the database's own user comes through here
    screen = Screen(UPRIGHT)
    room = None
    try:
        room = open_room(folder, screen)
        before = time.time_ns() - time.monotonic_ns()
        callers, seen = asyncio.run(play(room, setting))
        offset = (before + time.time_ns() - time.monotonic_ns()) / 2e9
        return figures(room, callers, seen, offset)
    finally:
        if room is not None:
            if setting.sabotage:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(room.console.process.pid, signal.SIGCONT)
            room.programs.end()
        screen.close()
        shutil.rmtree(folder, ignore_errors=True)


def figures(room: Room, callers: list[Sipp], seen: set[UUID], offset_s: float) -> Figures:
    """Every call counts: one that was never painted counts as a minute."""
    painted = room.painted()
    failed = sum(one.failed() for one in callers)
    sent = {call: moment - offset_s for one in callers for call, moment in one.sent().items()}
    took = sorted(
        painted.get(call, (moment + 60) * 1e9) / 1e6 - moment * 1e3 for call, moment in sent.items()
    )
    peer = sorted((painted.get(call, at + 60 * 10**9) - at) / 1e6 for call, at in room.sent.items())
    return {
        "calls": len(sent),
        "n": len(sent),
        "queued_ratio": round(sum(call in seen for call in sent) / max(1, len(sent)), 6),
        "failed_calls": failed,
        "turned_away": sum("503" in line for line in _errors(room)),
        "unpainted": sum(call not in painted for call in sent),
        "p50_ms": round(statistics.median(took), 1),
        "p99_ms": round(took[min(len(took) - 1, len(took) * 99 // 100)], 1),
        "worst_ms": round(took[-1], 1),
        "peer_calls": len(peer),
        "peer_p50_ms": round(statistics.median(peer), 1),
        "peer_p99_ms": round(peer[min(len(peer) - 1, len(peer) * 99 // 100)], 1),
    }


def _errors(room: Room) -> list[str]:
    return [line for file in room.folder.glob("*.errors") for line in file.read_text().splitlines()]


if __name__ == "__main__":
    sys.exit(bench("sip", CLAIMS, measure, names=NAMES))
