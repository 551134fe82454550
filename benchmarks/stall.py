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
from collections import Counter, defaultdict
from collections.abc import Coroutine
from math import ceil
from pathlib import Path
from typing import Any

from backend_client.client import Client
from benchmarks.hands import Hands
from benchmarks.report import Figures, Setting, at_least, at_most, bench
from benchmarks.room import NAMES, Console, Room
from dev.programs import Program
from dev.screen import Screen
from domain.alert import AlertState
from domain.call import CallState, Disposition
from domain.clock import SystemClock
from domain.commands import AcknowledgeAlert, AnswerCall, CloseAlert, CloseCall
from resources.sources import load_sources
from simulator.buttons import Buttons
from simulator.callers import Callers
from simulator.city import city_at_play
from simulator.door import HttpsDoor
from simulator.exchange import Exchange
from simulator.phones import PERIOD_S

SECONDS, QUICK_SECONDS = 300, 14
KEYS, QUICK_KEYS = 1400, 40
PHONES, FEWEST, STEP = 5000, 2500, 500
CALLS_A_SECOND, ALERTS_A_SECOND = 0.8, 0.7
TOO_BUSY = 0.90
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
            await self._write("place", PLACE)
            for _ in range(TABS):
                self._hands.press("Tab")
                await asyncio.sleep(0.06)
            await self._write("narrative", NARRATIVE)
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


class City:
    """Callers and buttons at exact numbers and random instants; the same seed, the same instants."""

    def __init__(self, room: Room, door: HttpsDoor) -> None:
        sources, clock = load_sources(room.sources), SystemClock()
        self.counted: Counter[str] = Counter()
        self._callers = Callers(city_at_play(), random.Random("callers"))
        run = f"stall-{clock.now():x}"
        self._exchange = Exchange(door, sources.call_token, clock, run, self.counted)
        self._buttons = Buttons(door, sources.buttons, clock, random.Random("buttons"), self.counted)
        self._devices = [button.device for button in sources.buttons]
        random.Random("devices").shuffle(self._devices)

    async def live(self, seconds: float) -> None:
        """Play so many seconds; calls that are still open at the end are let go with it."""
        calls, presses = ceil(seconds * CALLS_A_SECOND), ceil(seconds * ALERTS_A_SECOND)
        rng = random.Random("moments")
        begun = [
            *(asyncio.create_task(self._call(rng.uniform(0, seconds))) for _ in range(calls)),
            *(asyncio.create_task(self._press(n, rng.uniform(0, seconds))) for n in range(presses)),
        ]
        await asyncio.sleep(seconds)
        for task in begun:
            task.cancel()
        for outcome in await asyncio.gather(*begun, return_exceptions=True):
            if isinstance(outcome, Exception):
                raise outcome

    async def _call(self, after_s: float) -> None:
        await asyncio.sleep(after_s)
        await self._exchange.put_through(self._callers.draw(), 1.0)

    async def _press(self, number: int, after_s: float) -> None:
        await asyncio.sleep(after_s)
        await self._buttons.push(self._devices[number % len(self._devices)])


class Phones:
    """The simulator with as many phones as the machine bears."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.phones = PHONES
        self._program: Program | None = None
        self._began = 0.0
        self._fixes = self._requests = 0
        self._turns = 0.0
        self._ticks = _ticks()

    def start(self) -> None:
        """Let them report."""
        self._program = self._room.start_phones(self.phones)
        self._began = time.monotonic()

    def busy(self) -> float:
        """How busy the machine was since the last time, 0 to 1."""
        before, self._ticks = self._ticks, _ticks()
        return (self._ticks[0] - before[0]) / max(1, self._ticks[1] - before[1])

    async def settle(self, look_s: float) -> None:
        """Take phones off the road until the machine is not over 90 % busy, or too few are left."""
        while True:
            self.busy()
            await asyncio.sleep(look_s)
            if not self.lighten(self.busy()):
                return
            await asyncio.sleep(3.0)  # the next ones are on their way; making ready is no load of theirs

    async def watch(self, look_s: float) -> None:
        """The same, while it is measured."""
        while True:
            await self.settle(look_s)

    def lighten(self, busy: float) -> bool:
        """Have 500 phones fewer when the machine is too busy; tells whether it was."""
        if busy <= TOO_BUSY or self.phones < FEWEST:
            return False
        print(f"{busy:.0%} busy with {self.phones} phones: {STEP} fewer", flush=True)
        self.end()
        self.phones -= STEP
        self.start()
        return True

    def end(self) -> None:
        """Send them home and take down what they did."""
        if self._program is None:
            return
        took = time.monotonic() - self._began
        program, self._program = self._program, None
        self._room.programs.dismiss([program])
        assert program.log is not None
        last = program.log.read_text().splitlines()[-1]
        counted = dict(part.split(" ") for part in last.split(", ") if part.count(" ") == 1)
        self._fixes += int(counted.get("fixes_sent", 0))
        self._requests += int(counted.get("fix_requests", 0))
        self._turns += took * self.phones

    def figures(self) -> Figures:
        """How often a phone reported, and how many of them in one request."""
        return {
            "phones": self.phones,
            "fix_every_s": round(self._turns / max(1, self._fixes), 2),
            "fixes_per_request": round(self._fixes / max(1, self._requests), 1),
        }


def _ticks() -> tuple[int, int]:
    """Busy ticks and all ticks of the machine since it was started."""
    words = Path("/proc/stat").read_text().splitlines()[0].split()[1:9]
    user, nice, system, idle, iowait, irq, softirq, steal = map(int, words)
    busy = user + nice + system + irq + softirq + steal
    return busy, busy + idle + iowait


async def deal_with_it(client: Client) -> None:
    """What the colleagues do: calls are answered and settled, alerts taken and closed."""
    told: set[tuple[object, str]] = set()

    def once(key: object, what: str) -> bool:
        new = (key, what) not in told
        told.add((key, what))
        return new

    while True:
        picture = client.picture
        now = picture.server_now()
        me = picture.who.operator.id if picture.who is not None else None
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


async def until_it_lives(console: Console, hands: Hands) -> None:
    """Wait until four tiles are LIVE and units drive, and give the console the keyboard."""
    async with asyncio.timeout(40):
        while True:
            await asyncio.sleep(0.2)
            console.look()
            last = console.states()[-1:]
            if last and last[0]["tiles_live"] >= 4 and last[0]["units_moving"] >= 500 and hands.take_hold():
                return


async def play(room: Room, console: Console, phones: Phones, hands: Hands, setting: Setting) -> Figures:
    """Warm up, play, and say what came of it."""
    await until_it_lives(console, hands)
    client = room.colleague()
    running = asyncio.create_task(client.run())
    await room.seat(client)
    typist = Typist(hands, console, random.Random(7))
    seconds, look_s = setting.scaled(SECONDS, QUICK_SECONDS), setting.scaled(15, 3)
    tasks = [asyncio.create_task(deal_with_it(client))]

    def begin(work: Coroutine[Any, Any, None]) -> None:
        tasks.append(asyncio.create_task(work))

    try:
        async with HttpsDoor(room.url, Path(room.stage["ca"])) as door:
            city = City(room, door)
            await phones.settle(float(setting.scaled(8, 3)))
            begin(typist.work())
            begin(phones.watch(look_s))
            if setting.sabotage:
                begin(hold_still_now_and_then(console))
            phones.busy()
            busy, began = _ticks(), time.monotonic_ns()
            await city.live(seconds + 0.5)
            ended, now = time.monotonic_ns(), _ticks()
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
    delays = typist.delays_ms(began)
    states = [state for state in console.states(began) if state["monotonic_ns"] <= ended]
    late = sorted(ms for state in states[1:] for ms in state["late_ms"])
    measured = (ended - began) / 1e9
    return {
        "keys": len(delays),
        "n": len(delays),
        "p50_ms": round(statistics.median(delays), 1) if delays else None,
        "p99_ms": _of(delays, 0.99),
        "max_ms": round(delays[-1], 1) if delays else None,
        "unpainted": sum(ms >= 60_000 for ms in delays),
        "stall_p99_ms": _of(late, 0.99),
        "stall_max_ms": round(late[-1], 1) if late else None,
        "seconds": round(measured, 1),
        "calls_per_s": round(city.counted["calls_rung"] / measured, 3),
        "alerts_per_s": round(city.counted["presses_sent"] / measured, 3),
        "calls_typed": typist.calls,
        "tiles_live": min((state["tiles_live"] for state in states), default=0),
        "units_moving": min((state["units_moving"] for state in states), default=0),
        "busy": round((now[0] - busy[0]) / max(1, now[1] - busy[1]), 3),
        **phones.figures(),
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
