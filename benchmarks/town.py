"""The city of one bench: calls and presses at exact numbers, and as many phones as the machine bears."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from math import ceil
from pathlib import Path

from benchmarks.report import Figures
from benchmarks.room import Room
from dev.programs import Program
from domain.clock import SystemClock
from resources.sources import load_sources
from simulator.buttons import Buttons
from simulator.callers import Callers
from simulator.city import city_at_play
from simulator.door import HttpsDoor
from simulator.exchange import Exchange

PHONES, FEWEST, STEP = 5000, 2500, 500
CALLS_A_SECOND, ALERTS_A_SECOND = 0.8, 0.7
"""Ten times the model city's day."""
TOO_BUSY = 0.90
HEARD_S = 0.5
"""What happens in the last half second may be heard of too late to be counted."""


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
        rng, last = random.Random("moments"), seconds - HEARD_S
        begun = [
            *(asyncio.create_task(self._call(rng.uniform(0, last))) for _ in range(calls)),
            # One device after the other: a press of one whose alert is still open would only repeat it.
            *(
                asyncio.create_task(self._press(number, at))
                for number, at in enumerate(sorted(rng.uniform(0, last) for _ in range(presses)))
            ),
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
        self._began: float | None = None
        self._fixes = self._requests = 0
        self._turns = 0.0
        self._ticks = ticks()

    def start(self) -> None:
        """Let them report."""
        self._program, self._began = self._room.start_phones(self.phones), None

    def busy(self) -> float:
        """How busy the machine was since the last time, 0 to 1."""
        before, self._ticks = self._ticks, ticks()
        return (self._ticks[0] - before[0]) / max(1, self._ticks[1] - before[1])

    async def settle(self, look_s: float, within_s: float = 120.0) -> None:
        """Take phones off the road until the machine is at most 90 % busy, they are few, or time is up."""
        end = time.monotonic() + within_s
        while time.monotonic() < end:
            await self._on_the_road()
            self.busy()
            await asyncio.sleep(look_s)
            if not self.lighten(self.busy()):
                return

    async def _on_the_road(self) -> None:
        """Wait until they report: what making ready costs is no load of theirs."""
        while not self.look():
            await asyncio.sleep(0.1)

    def look(self) -> bool:
        """Note when they are on the road; tells whether they are."""
        program = self._program
        if self._began is None and program is not None and program.log is not None:
            self._began = time.monotonic() if "on the road" in program.log.read_text() else None
        return self._began is not None

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
        if self._program is None or self._began is None:
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


def ticks() -> tuple[int, int]:
    """Busy ticks and all ticks of the machine since it was started."""
    words = Path("/proc/stat").read_text().splitlines()[0].split()[1:9]
    user, nice, system, idle, iowait, irq, softirq, steal = map(int, words)
    busy = user + nice + system + irq + softirq + steal
    return busy, busy + idle + iowait
