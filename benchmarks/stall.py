"""Whether the window ever makes a call-taker wait: from a real key to the end of the paint of its letter.

A room at work on this machine: 5,000 phones report every five seconds, 0.8 calls and 0.7 alerts a second come
and are dealt with by colleagues, four tiles are LIVE. A hand answers call after call by key and types into
the form by XTEST; both ends are on CLOCK_MONOTONIC. While the machine is over 90 % busy there are 500 phones
fewer, until it is not. SABOTAGE=1 holds the console still for a fifth of a second now and then.
"""

# Debian: libx11-6 libxtst6

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import shutil
import signal
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from backend_client.client import Client
from benchmarks.hands import Hands
from benchmarks.report import Figures, Setting, at_least, at_most, bench
from benchmarks.room import NAMES, Console, Room
from benchmarks.town import ALERTS_A_SECOND, CALLS_A_SECOND, FEWEST, PHONES, City, Phones, ticks
from dev.screen import Screen
from domain.alert import AlertState
from domain.call import CallState, Disposition
from domain.commands import AcknowledgeAlert, AnswerCall, CloseAlert, CloseCall
from simulator.door import HttpsDoor
from simulator.phones import PERIOD_S

SECONDS, QUICK_SECONDS = 300, 12
KEYS, QUICK_KEYS = 1400, 40
CLAIMS = (
    at_most("p99_ms", 50),
    at_most("max_ms", 150),
    at_least("keys", KEYS, quick=QUICK_KEYS),
    at_least("phones", FEWEST, firm=True),
    at_most("fix_every_s", PERIOD_S * 1.05),
    at_least("calls_per_s", CALLS_A_SECOND * 0.99),
    at_least("alerts_per_s", ALERTS_A_SECOND * 0.99),
    at_least("tiles_live", 4),
    at_least("seconds", SECONDS, quick=QUICK_SECONDS),
)
RINGS_S, TALKS_S, PENDS_S, SETTLES_S = 4.0, 40.0, 8.0, 40.0
"""How long a call rings and is talked, how long an alert waits for a colleague and for its end."""
PLACE, NARRATIVE = 28, 120
"""Letters of each field of a call."""
TABS = 5
"""From the place to the narrative: type, priority, caller, plate, narrative. The type is chosen last, since
its questions come between."""
LETTERS = "eaosrnidlctumpbgvyqhfzjx"


class Typist:
    """Answers, types into the form, makes an incident of it, and answers again."""

    def __init__(self, hands: Hands, console: Console, rng: random.Random) -> None:
        self._hands = hands
        self._console = console
        self._rng = rng
        self.sent: list[tuple[str, int]] = []
        """What must be painted, and when its key was sent."""
        self.calls = 0

    async def work(self) -> None:
        """Go on until cancelled."""
        while True:
            await self._until_form("F2", open_=True)
            self.calls += 1
            await asyncio.sleep(0.4)
            began = time.monotonic_ns()
            await self._write("place", PLACE)
            for _ in range(TABS):
                self._hands.press("Tab")
                await asyncio.sleep(0.06)
            await self._write("narrative", NARRATIVE)
            self._console.look()
            if not any(word == "typed:narrative:1" and at >= began for word, at in self._console.painted):
                raise RuntimeError(f"{TABS} tabs from the place there is no narrative any more")
            for _ in range(TABS - 1):
                self._hands.press("Tab", shift=True)
                await asyncio.sleep(0.06)
            self._hands.press("Down")
            await asyncio.sleep(0.1)
            await self._until_form("F9", open_=False)

    async def _write(self, field: str, letters: int) -> None:
        for written in range(1, letters + 1):
            key = "space" if written % 7 == 0 else self._rng.choice(LETTERS)
            self.sent.append((f"typed:{field}:{written}", self._hands.press(key)))
            # Fast, and never in step with anything: a beat of the console's would be met always or never.
            await asyncio.sleep(0.06 + min(0.5, self._rng.expovariate(1 / 0.10)))

    async def _until_form(self, key: str, open_: bool) -> None:
        """Press a key until the form has a call, or has none."""
        while True:
            at = self._hands.press(key)
            for _ in range(30):
                await asyncio.sleep(0.05)
                self._console.look()
                states = self._console.states(at)
                if states and bool(states[-1]["form"]) is open_:
                    return

    def delays_ms(self, since: int) -> list[float]:
        """From each key to its paint, ascending; one that was never painted took a minute."""
        paints: dict[str, list[int]] = defaultdict(list)
        for word, at in self._console.painted:
            paints[word].append(at)
        found = []
        for word, sent in self.sent:
            if sent >= since:
                at = next((at for at in paints[word] if at >= sent), sent + 60 * 10**9)
                found.append((at - sent) / 1e6)
        return sorted(found)


async def deal_with_it(client: Client, calls: dict[UUID, int], alerts: dict[UUID, int]) -> None:
    """What the colleagues do: calls are answered and settled, alerts taken and closed.

    They note when each call rang and each alert was raised, in µs of the server's time.
    """
    told: set[tuple[object, str]] = set()

    def once(key: object, what: str) -> bool:
        new = (key, what) not in told
        told.add((key, what))
        return new

    while True:
        picture = client.picture
        now = picture.server_now()
        me = picture.who.operator.id if picture.who is not None else None
        calls.update((call.id, call.ringing_at) for call in picture.calls.values())
        alerts.update((alert.id, alert.raised_at) for alert in picture.alerts.values())
        for call in list(picture.calls.values()):
            rung, talked = (now - call.ringing_at) / 1e6, (now - (call.answered_at or now)) / 1e6
            if call.state is CallState.RINGING and rung > RINGS_S and once(call.id, "answer"):
                client.commands.send(AnswerCall(call=call.id))
            over = call.state in (CallState.ENDED, CallState.ABANDONED) or talked > TALKS_S
            mine = call.answered_by == me or call.state is CallState.ABANDONED
            settled = call.state in (CallState.RINGING, CallState.CLOSED)
            if over and mine and not settled and once(call.id, "close"):
                client.commands.send(CloseCall(call=call.id, disposition=Disposition.INFORMATION))
        for alert in list(picture.alerts.values()):
            age = (now - alert.raised_at) / 1e6
            if alert.state is AlertState.UNACKNOWLEDGED and age > PENDS_S and once(alert.id, "take"):
                client.commands.send(AcknowledgeAlert(alert=alert.id))
            elif alert.state is AlertState.ACKNOWLEDGED and age > SETTLES_S and once(alert.id, "close"):
                client.commands.send(CloseAlert(alert=alert.id, reason="resuelta"))
        await asyncio.sleep(0.25)


async def hold_still_now_and_then(console: Console) -> None:
    """What SABOTAGE=1 does: the console sleeps for 0.2 s of every 1.2."""
    while True:
        await asyncio.sleep(1.0)
        os.kill(console.program.process.pid, signal.SIGSTOP)
        await asyncio.sleep(0.2)
        os.kill(console.program.process.pid, signal.SIGCONT)


async def until_it_lives(console: Console, phones: Phones, hands: Hands) -> None:
    """Wait until four tiles are LIVE and units drive, and give the console the keyboard."""
    async with asyncio.timeout(40):
        while True:
            await asyncio.sleep(0.2)
            console.look()
            phones.look()
            last = console.states()[-1:]
            if last and last[0]["tiles_live"] >= 4 and last[0]["units_moving"] >= 500 and hands.take_hold():
                return


@dataclass
class Span:
    """The measured time: CLOCK_MONOTONIC ns, the machine's ticks, the server's time at its beginning."""

    began: int
    ticks: tuple[int, int]
    since: int
    ended: int = 0
    busy: float = 0.0

    def end(self) -> None:
        """It is over."""
        self.ended, now = time.monotonic_ns(), ticks()
        self.busy = (now[0] - self.ticks[0]) / max(1, now[1] - self.ticks[1])


async def play(room: Room, console: Console, phones: Phones, hands: Hands, setting: Setting) -> Figures:
    """Warm up, play, and say what came of it."""
    await until_it_lives(console, phones, hands)
    client = room.colleague()
    running = asyncio.create_task(client.run())
    await room.seat(client)
    typist = Typist(hands, console, random.Random(7))
    calls: dict[UUID, int] = {}
    alerts: dict[UUID, int] = {}
    tasks = [asyncio.create_task(deal_with_it(client, calls, alerts))]

    def begin(work: Coroutine[Any, Any, None]) -> None:
        tasks.append(asyncio.create_task(work))

    try:
        async with HttpsDoor(room.url, Path(room.stage["ca"])) as door:
            city = City(room, door)
            await phones.settle(*((1.5, 6.0) if setting.quick else (8.0, 150.0)))
            begin(typist.work())
            begin(phones.watch(setting.scaled(15, 3)))
            if setting.sabotage:
                begin(hold_still_now_and_then(console))
            span = Span(time.monotonic_ns(), ticks(), client.picture.server_now())
            await city.live(setting.scaled(SECONDS, QUICK_SECONDS) + 0.5)
            span.end()
            for task in tasks:
                if task.done() and not task.cancelled() and (failure := task.exception()) is not None:
                    raise failure
            await asyncio.sleep(1.0)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        with contextlib.suppress(ProcessLookupError):
            os.kill(console.program.process.pid, signal.SIGCONT)
        phones.end()
        await client.close()
        await running
    console.look()
    heard = [sum(at >= span.since for at in things.values()) for things in (calls, alerts)]
    return {**figures(console, typist, span, heard), "calls_typed": typist.calls, **phones.figures()}


def figures(console: Console, typist: Typist, span: Span, heard: list[int]) -> Figures:
    """Every key counts; `heard`: how many calls rang and how many alerts were raised."""
    delays = typist.delays_ms(span.began)
    states = [state for state in console.states(span.began) if state["monotonic_ns"] <= span.ended]
    late = sorted(ms for state in states[1:] for ms in state["late_ms"])
    seconds = (span.ended - span.began) / 1e9
    return {
        "keys": len(delays),
        "n": len(delays),
        "p50_ms": round(statistics.median(delays), 1) if delays else None,
        "p99_ms": _of(delays, 0.99),
        "max_ms": round(delays[-1], 1) if delays else None,
        "unpainted": sum(ms >= 60_000 for ms in delays),
        "stall_p99_ms": _of(late, 0.99),
        "stall_max_ms": round(late[-1], 1) if late else None,
        "seconds": round(seconds, 1),
        "calls_per_s": round(heard[0] / seconds, 3),
        "alerts_per_s": round(heard[1] / seconds, 3),
        "tiles_live": min((state["tiles_live"] for state in states), default=0),
        "units_moving": min((state["units_moving"] for state in states), default=0),
        "busy": round(span.busy, 3),
    }


def _of(ascending: list[float], share: float) -> float | None:
    """The value that this share of them does not exceed."""
    if not ascending:
        return None
    return round(ascending[min(len(ascending) - 1, int(len(ascending) * share))], 1)


def measure(setting: Setting) -> Figures:
    """One run with everything on this machine."""
    folder = Path(tempfile.mkdtemp(prefix="atalaya-bench-"))
    folder.chmod(0o755)  # the database's own user comes through here
    screen = Screen()
    try:
        room = Room(folder, screen, PHONES)
        with room.quiet(), contextlib.closing(Hands(screen.display)) as hands:
            room.start_cameras()
            phones = Phones(room)
            phones.start()
            return asyncio.run(play(room, room.start_console(), phones, hands, setting))
    finally:
        screen.close()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(bench("stall", CLAIMS, measure, names=NAMES))
