"""The telephone exchange of the city at play: tells the server when a call rings and when its line closes."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from typing import Any
from zlib import crc32

import msgspec

from domain.clock import Clock, Micros
from simulator.callers import Caller, Located
from simulator.door import CALLS, Away, Door, Patience

FOREIGN = ("en", "pt", "qu", "gn", "zh")
ONE_IN = 24
"""One number in so many speaks something else."""
TRIES_FOR_S = 600.0
"""How long the exchange goes on telling of a call, seconds; then the caller has dialled again."""


def language_of(number: str) -> str:
    """Return what the subscriber of a number speaks: the same at every call, and hardly ever not Spanish."""
    which = crc32(number.encode())
    return FOREIGN[which % len(FOREIGN)] if which % ONE_IN == 0 else "es"


def ringing(source_call: str, caller: Caller, at: Micros) -> dict[str, Any]:
    """Return the notice that a call rings."""
    notice: dict[str, Any] = {
        "source_call": source_call,
        "event": "ringing",
        "number": caller.number,
        "line": caller.line,
        "at": at,
        "language": language_of(caller.number),
    }
    told = {
        "location": None if caller.location is None else _location(caller.location),
        "address": caller.address,
        "caller": caller.caller,
        "text": caller.text,
    }
    return notice | {field: value for field, value in told.items() if value}


def _location(location: Located) -> dict[str, Any]:
    return {
        "lat": location.lat,
        "lon": location.lon,
        "accuracy_m": location.accuracy_m,
        "method": location.method,
    }


def ended(source_call: str, at: Micros) -> dict[str, Any]:
    """Return the notice that a call's line is closed."""
    return {"source_call": source_call, "event": "ended", "at": at}


class Exchange:
    """Puts calls through. `run` marks this start of the program: its calls are not those of the last one."""

    def __init__(self, door: Door, token: str, clock: Clock, run: str, counted: Counter[str]) -> None:
        self._door = door
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self._clock = clock
        self._run = run
        self._count = 0
        self._counted = counted
        self._open: set[str] = set()

    async def put_through(self, caller: Caller, speed: float) -> None:
        """Ring, wait as long as the call lasts, end: both notices arrive, in this order."""
        self._count += 1
        source_call = f"{self._run}-{self._count}"
        rang_at = self._clock.monotonic()
        if not await self._tell(ringing(source_call, caller, self._clock.now())):
            return
        self._counted["calls_rung"] += 1
        self._open.add(source_call)
        left = caller.lasts_s / speed - (self._clock.monotonic() - rang_at)
        await asyncio.sleep(max(0.2, left))
        if await self._tell(ended(source_call, self._clock.now())):
            self._counted["calls_ended"] += 1
            self._open.discard(source_call)

    async def hang_up(self, within_s: float) -> None:
        """Say once of every open call that its line is closed: the program ends, its callers with it."""
        at = self._clock.now()
        notices = [msgspec.json.encode(ended(source_call, at)) for source_call in self._open]
        with contextlib.suppress(Away, TimeoutError):
            async with asyncio.timeout(within_s):
                for body in notices:
                    await self._door.post(CALLS, body=body, headers=self._headers)
                    self._counted["calls_hung_up"] += 1

    async def _tell(self, notice: dict[str, Any]) -> bool:
        """Tell the server until it has heard: the same notice each time, so that it counts once."""
        body = msgspec.json.encode(notice)
        patience = Patience()
        until = self._clock.monotonic() + TRIES_FOR_S
        while self._clock.monotonic() < until:
            try:
                status = await self._door.post(CALLS, body=body, headers=self._headers)
            except Away:
                self._counted["calls_away"] += 1
                await patience.wait()
                continue
            if status >= 300:
                self._counted[f"calls_refused_{status}"] += 1
            return status < 300
        self._counted["calls_lost"] += 1
        return False
