"""A disaster's peak at the queue: 53 desks, 10 calls a second, each rings at a desk that answers and settles.

Real backend, webhook and sockets. `lit_*`: from the webhook's 202 (the call is on disk) to the desk that it
rings at being told so. What the log says is held against the rules: two desks at one call, two calls at one
desk, a younger call lit while an older one still waits. The same calls before, with every desk paused, are
the peer: the ring path while nothing is distributed. SABOTAGE=1 leaves every tenth offer unanswered.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import shutil
import ssl
import sys
import tempfile
import time
from pathlib import Path
from uuid import UUID

import aiohttp
import msgspec
import psycopg
import websockets

from backend.database.data_directory import DataDirectory
from backend.database.embedded import EmbeddedDatabase
from benchmarks.day_desks import Desk, hire, logins
from benchmarks.report import Figures, Setting, at_least, at_most, bench, exactly
from dev.programs import Programs
from domain.call import Disposition
from domain.clock import SystemClock
from domain.commands import AnswerCall, CloseCall
from domain.desk import Desk as Seated
from domain.desk import DeskState, desk_id
from domain.ids import IdMint
from domain.queue_orders import SetDeskState
from domain.wire import Changes, Login, Outcome, decode_from_server

DESKS = 53
CALLS_A_SECOND = 10.0
CALLS, QUICK_CALLS = 600, 80
PEER_CALLS, QUICK_PEER_CALLS = 200, 30
TALKS_S = 2.5
"""Half of the desks talk at any moment: calls wait for nobody, and every offer is a new choice."""
SETTLES_S = 15.0
AT_ONCE = 6
"""Strangers of one address that the server lets knock at a time: at most ten."""
LATE_S = 0.5
"""An older call that is lit so much later than a younger one was passed over."""
CLAIMS = (
    at_least("calls", CALLS, quick=QUICK_CALLS),
    at_most("lit_p99_ms", 500),
    exactly("unanswered", 0),
    exactly("ran_out", 0),
    exactly("two_desks", 0),
    exactly("two_calls", 0),
    exactly("passed_over", 0),
    at_most("x_ring", 3),
)


class Taker(Desk):
    """A desk that answers what rings there, talks, and settles."""

    def __init__(self, room: Peak, login: Login) -> None:
        super().__init__(room.port, room.tls, login, room.mint)
        self.room = room
        self.key = desk_id(login.workstation)
        self.rang: UUID | None = None
        self.work: set[asyncio.Task[None]] = set()

    async def _read(self) -> None:
        assert self._line is not None
        try:
            async for frame in self._line:
                told = decode_from_server(frame) if isinstance(frame, str) else None
                if isinstance(told, Outcome) and told.id in self._waiting:
                    self._waiting[told.id].set_result(told)
                elif isinstance(told, Changes):
                    for thing in told.things:
                        if isinstance(thing, Seated) and thing.id == self.key:
                            self._rings(thing)
        except websockets.ConnectionClosed:
            pass

    def _rings(self, desk: Seated) -> None:
        if desk.state is not DeskState.RINGING or desk.call is None or desk.call == self.rang:
            return
        self.rang = desk.call
        self.room.lit[desk.call] = time.perf_counter()
        if self.room.sabotage and len(self.room.lit) % 10 == 0:
            return
        task = asyncio.create_task(self._take(desk.call))
        self.work.add(task)
        task.add_done_callback(self.work.discard)

    async def _take(self, call: UUID) -> None:
        await self.do(AnswerCall(call=call))
        await asyncio.sleep(TALKS_S * random.uniform(0.6, 1.4))
        await self.do(CloseCall(call=call, disposition=Disposition.INFORMATION))


class Peak:
    """The room at its peak."""

    def __init__(self, folder: Path, setting: Setting) -> None:
        self.setting, self.sabotage = setting, setting.sabotage
        root = folder / "data"
        self.programs = Programs()
        words = ["-m", "backend", "--demo", "--port", "0", "--units", "500", "--no-cameras"]
        backend = self.programs.start(
            "backend", [*words, "--data", str(root)], log=folder / "backend.log", tells=True
        )
        self.stage = self.programs.hear(backend, 60.0)
        self.port = int(str(self.stage["port"]))
        self.dsn = EmbeddedDatabase(DataDirectory(root)).dsn
        self.tls = ssl.create_default_context(cafile=str(self.stage["ca"]))
        self.mint = IdMint(SystemClock(), os.urandom)
        self.lit: dict[UUID, float] = {}
        self.on_disk: dict[UUID, float] = {}
        self.ring_s: list[float] = []
        self.peer_s: list[float] = []
        self.root = root

    async def play(self) -> None:
        """First the peer, with every desk paused; then the peak."""
        takers, _ = logins(self.root, hire(self.dsn, DESKS))
        desks = [Taker(self, one) for one in takers[:DESKS]]
        for first in range(0, DESKS, AT_ONCE):
            await asyncio.gather(*(desk.sit() for desk in desks[first : first + AT_ONCE]))
        token = json.loads(Path(str(self.stage["sources"])).read_text())["call_token"]
        headers = {"Authorization": f"Bearer {token}"}
        connector = aiohttp.TCPConnector(ssl=self.tls, limit=64)
        async with aiohttp.ClientSession(connector=connector, headers=headers) as self.http:
            await asyncio.sleep(1.0)
            pause = SetDeskState(state=DeskState.AWAY, reason="training")
            await asyncio.gather(*(desk.do(pause) for desk in desks))
            await self._rings("peer", self.setting.scaled(PEER_CALLS, QUICK_PEER_CALLS), self.peer_s)
            await self._hang_up(self.setting.scaled(PEER_CALLS, QUICK_PEER_CALLS))
            self.on_disk.clear()
            await asyncio.gather(*(desk.do(SetDeskState(state=DeskState.READY)) for desk in desks))
            await self._rings("peak", self.setting.scaled(CALLS, QUICK_CALLS), self.ring_s)
            until = time.perf_counter() + SETTLES_S
            while len(self.lit) < len(self.on_disk) or any(desk.work for desk in desks):
                if time.perf_counter() > until:
                    break
                await asyncio.sleep(0.1)
        await asyncio.gather(*(desk.leave() for desk in desks))

    async def _rings(self, name: str, count: int, took: list[float]) -> None:
        chance, work = random.Random(11), []
        for number in range(count):
            await asyncio.sleep(chance.expovariate(CALLS_A_SECOND))
            work.append(asyncio.create_task(self._ring(f"{name}-{number}", took)))
        await asyncio.gather(*work)

    async def _ring(self, name: str, took: list[float]) -> None:
        body = {"source_call": name, "number": f"11 {name}"}
        began = time.perf_counter()
        async with self.http.post(f"https://127.0.0.1:{self.port}/intake/calls", json=body) as answer:
            told = await answer.json()
        took.append(time.perf_counter() - began)
        self.on_disk[UUID(told["call"])] = began + took[-1]

    async def _hang_up(self, count: int) -> None:
        for number in range(count):
            body = {"source_call": f"peer-{number}", "event": "ended"}
            url = f"https://127.0.0.1:{self.port}/intake/calls"
            async with self.http.post(url, json=body):
                pass


class Tally:
    """The log of the queue, walked once."""

    def __init__(self) -> None:
        self.two_desks = self.two_calls = self.missed = self.offers = 0
        self.rang: dict[str, int] = {}
        self.first_lit: dict[str, int] = {}
        self._desk_of: dict[str, str] = {}
        self.answered: set[str] = set()

    def walk(self, dsn: str) -> None:
        """Read the log."""
        query = "select kind, body from event join event_payload using (seq) order by seq"
        with psycopg.connect(dsn) as connection, connection.cursor(name="queue") as cursor:
            for kind, body in cursor.execute(query):
                if str(kind).startswith(("call_", "offer_")):
                    self._take(str(kind), msgspec.json.decode(body))

    def _take(self, kind: str, told: dict[str, str]) -> None:
        call = told["call"]
        if kind == "call_rang":
            self.rang[call] = int(told["at"])
        elif kind == "call_offered":
            self.offers += 1
            self.two_desks += call in self._desk_of
            self.two_calls += told["desk"] in self._desk_of.values()
            self._desk_of[call] = told["desk"]
            self.first_lit.setdefault(call, int(told["at"]))
        elif kind in ("offer_withdrawn", "call_answered", "call_abandoned"):
            self._desk_of.pop(call, None)
            self.missed += bool(told.get("missed"))
            if kind == "call_answered":
                self.answered.add(call)

    def passed_over(self) -> int:
        """Return how many calls were lit long after a call that rang later."""
        lit = sorted(self.first_lit, key=self.rang.__getitem__)
        return sum(
            self.first_lit[older] > min(self.first_lit[one] for one in lit[place + 1 :]) + LATE_S * 1e6
            for place, older in enumerate(lit[:-1])
        )


def _ms(took: list[float], share: float) -> float:
    ordered = sorted(took)
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1e3, 1) if ordered else -1.0


def measure(setting: Setting) -> Figures:
    """Play the peak and read the log."""
    folder = Path(tempfile.mkdtemp(prefix="atalaya-queue-"))
    folder.chmod(0o711)
    room, tally = Peak(folder, setting), Tally()
    try:
        asyncio.run(room.play())
        tally.walk(room.dsn)
    finally:
        room.programs.end()
        shutil.rmtree(folder, ignore_errors=True)
    lit = [max(0.0, at - room.on_disk[call]) for call, at in room.lit.items() if call in room.on_disk]
    peer, ring = _ms(room.peer_s, 0.5), _ms(room.ring_s, 0.5)
    return {
        "n": len(room.on_disk),
        "calls": len(room.on_disk),
        "desks": DESKS,
        "offers": tally.offers,
        "lit_p50_ms": _ms(lit, 0.5),
        "lit_p99_ms": _ms(lit, 0.99),
        "unanswered": len(room.on_disk.keys() - {UUID(call) for call in tally.answered}),
        "ran_out": tally.missed,
        "two_desks": tally.two_desks,
        "two_calls": tally.two_calls,
        "passed_over": tally.passed_over(),
        "ring_p50_ms": ring,
        "ring_p99_ms": _ms(room.ring_s, 0.99),
        "peer_p50_ms": peer,
        "peer_p99_ms": _ms(room.peer_s, 0.99),
        "x_ring": round(ring / peer, 2),
    }


if __name__ == "__main__":
    sys.exit(bench("queue", CLAIMS, measure))
