"""A desk is cut off and comes back: how soon the screen says so, and how soon its picture is whole again.

A real window on Xvfb, 500 units on the road, four tiles. First a calm time, in which nothing may be called
stale. Then cuts of 1, 10 and 60 s: the kernel drops the packets of the desk's line (in a network of our own;
a proxy holds the bytes back where that is not allowed), and calls ring meanwhile. Every time is from the
command that cuts or mends to the end of the paint; a healed picture is compared, thing by thing, with that of
a desk that was never cut off. SABOTAGE=1 stops the console for a moment at longer cuts: it says "stale" late.
"""

# Debian: nftables iproute2 xvfb

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import aiohttp

from backend_client.address import trust
from backend_client.client import Client
from benchmarks.cut import Cut, cut_of, enter_own_network, raise_loopback
from benchmarks.report import Figures, Setting, at_least, at_most, bench, exactly
from benchmarks.screenful import Screenful, Tale
from dev.programs import Program, Programs
from dev.run import free_port
from dev.screen import Screen
from domain.call import CallState, Disposition
from domain.clock import SystemClock
from domain.commands import AnswerCall, CloseCall
from domain.ids import IdMint
from domain.wire import Watch

CLAIMS = (
    at_most("stale_s", 1.0),
    at_most("dead_s", 2.5),
    at_most("heal_s", 2.0),
    exactly("gaps", 0),
    exactly("false_stale", 0),
    at_least("cuts", 20, quick=3),
    at_least("calm_s", 120, quick=8),
    at_least("units", 500),
    at_least("tiles_live", 4),
)
CUTS = [1.0] * 12 + [10.0] * 6 + [60.0] * 2
QUICK_CUTS = [1.0, 10.0, 1.0]
OBSERVER = "tquinteros"
"""Sits in the same room with the same role as the demo's person, and so may see the same."""
CITY = Watch(south=-34.75, west=-58.6, north=-34.5, east=-58.3)
READY_S, LIVING_S, HEAL_S = 60.0, 40.0, 8.0
SABOTAGE_S = 1.5
NAMES = {
    "-m backend.streams.worker": "media",
    "-m backend": "backend",
    "-m simulator.cameras": "cameras",
    "-m simulator": "simulator",
    "-m console": "console",
    "Xvfb": "screen",
    "watcher.py": "database",
    "postgres": "database",
}


@dataclass
class Outcome:
    """One cut, in seconds from the cut or the mending."""

    lasted: float
    stale: float | None
    dead: float | None
    healed: float | None
    whole: bool


class Evening:
    """Backend, city, console and a second desk that is never cut off."""

    def __init__(self, place: Path, setting: Setting) -> None:
        self.place = place
        self.setting = setting
        self.rng = random.Random(5)
        self.screen = Screen()
        self.programs = Programs()
        self.seen = Screenful(Tale(place / "paints"), Tale(place / "console.jsonl"))
        self.digests: dict[int, int] = {}
        self.rung = 0
        self.console: Program
        self.stage: dict[str, Any]
        self.cut: Cut

    def start(self) -> None:
        """Start everything but the console."""
        backend = f"-m backend --demo --units 500 --port {free_port()} --demo-camera-port {free_port()}"
        words = [*backend.split(), "--data", str(self.place / "data")]
        program = self.programs.start("backend", words, log=self.place / "backend.log", tells=True)
        self.stage = self.programs.hear(program, READY_S)
        self.cut = cut_of(int(self.stage["port"]))
        sources = ["--sources", str(self.stage["sources"])]
        self.programs.start("cameras", ["-m", "simulator.cameras", *sources], log=self.place / "cameras.log")
        city = "-m simulator --units 500 --call-rate 0 --press-rate 0 --scenario /dev/null"
        words = [*city.split(), *self._door(int(self.stage["port"])), *sources]
        self.programs.start("simulator", words, log=self.place / "simulator.log")

    def start_console(self) -> None:
        """Open the window; its line goes through the cable that will be cut."""
        words = ["-m", "console", *self._door(self.cut.port), "--data", str(self.place / "desk")]
        words += ["--user", str(self.stage["user"]), "--workstation", str(self.stage["workstation"])]
        words += ["--paint-log", str(self.place / "paints")]
        self.console = self.programs.start(
            "console", words, environment=self.screen.environment(), log=self.place / "console.log",
            secret=str(self.stage["password"]), tidings=self.place / "console.jsonl",
        )  # fmt: skip

    def end(self) -> None:
        """End everything."""
        self.programs.end()
        if hasattr(self, "cut"):
            self.cut.close()
        self.screen.close()

    def _door(self, port: int) -> list[str]:
        return ["--server", f"https://127.0.0.1:{port}", "--ca", str(self.stage["ca"])]

    # ---- the second desk -------------------------------------------------------------------------------

    async def observe(self) -> Client:
        """Log in beside the console, and note what the picture is at each number of the log."""
        accounts = json.loads((Path(self.stage["sources"]).parent / "accounts.json").read_text())
        account = next(one for one in accounts if one["login"] == OBSERVER)
        clock = SystemClock()
        client = Client(
            servers=(f"https://127.0.0.1:{self.stage['port']}",),
            ca=Path(self.stage["ca"]),
            workstation=account["workstation"],
            journal_directory=self.place / "observer",
            clock=clock,
            mint=IdMint(clock, os.urandom),
            rng=random.Random(1),
        )
        self.observing = asyncio.create_task(client.run())
        await client.login(OBSERVER, account["password"], patience=5.0)
        loop = asyncio.get_running_loop()

        def note() -> None:
            client.picture.flush()
            self.digests[client.seq] = client.picture.digest()

        def soon() -> None:
            loop.call_soon(note)

        client.picture.on_dirty(soon)
        client.watch(CITY)
        note()
        return client

    async def ring(self, http: aiohttp.ClientSession) -> None:
        """A call rings, by the exchange's own door."""
        self.rung += 1
        token = json.loads(Path(self.stage["sources"]).read_text())["call_token"]
        body = {"source_call": f"bench-{self.rung}", "number": f"11 5555-{self.rung:04d}", "line": "05"}
        url = f"https://127.0.0.1:{self.stage['port']}/intake/calls"
        async with http.post(url, json=body, headers={"Authorization": f"Bearer {token}"}) as answer:
            answer.raise_for_status()

    async def settle_all(self, client: Client) -> None:
        """Answer and close what waits, so that the queue stays short and every row is on the screen."""
        for call in list(client.picture.calls.values()):
            if call.state is CallState.RINGING:
                await client.commands.send(AnswerCall(call=call.id)).settled()
                closing = CloseCall(call=call.id, disposition=Disposition.INFORMATION)
                await client.commands.send(closing).settled()

    # ---- cuts ------------------------------------------------------------------------------------------

    async def cut_once(self, client: Client, http: aiohttp.ClientSession, lasts: float) -> Outcome:
        """Cut, let calls ring, mend, and watch the screen."""
        await asyncio.sleep(1.0 + self.rng.random())
        before = {call.id for call in client.picture.calls.values()}
        cut_at = time.monotonic_ns()
        self.cut.cut()
        sabotage = self.setting.sabotage and lasts > SABOTAGE_S
        if sabotage:
            os.kill(self.console.process.pid, signal.SIGSTOP)
        for _ in range(2):
            await self.ring(http)
        if sabotage:
            await asyncio.sleep(SABOTAGE_S)
            os.kill(self.console.process.pid, signal.SIGCONT)
        await asyncio.sleep(max(0.0, lasts - (time.monotonic_ns() - cut_at) / 1e9))
        mended_at = time.monotonic_ns()
        self.cut.mend()
        rung = {call.id for call in client.picture.calls.values()} - before
        healed = await self._healed(rung, mended_at)
        whole = healed is not None and len(rung) == 2 and await self._whole(healed)
        await self.settle_all(client)

        def since(stamp: int | None, start: int) -> float | None:
            return None if stamp is None else (stamp - start) / 1e9

        return Outcome(
            lasted=lasts,
            stale=since(self.seen.painted("stale", cut_at), cut_at),
            dead=since(self.seen.painted("dead", cut_at), cut_at),
            healed=since(healed, mended_at),
            whole=whole,
        )

    async def _healed(self, rung: set[UUID], mended_at: int) -> int | None:
        """Return when the line was painted as live and every call that rang meanwhile had its row (ns)."""
        end = time.monotonic() + HEAL_S
        while time.monotonic() < end:
            await asyncio.sleep(0.02)
            self.seen.look()
            live = self.seen.painted("live", mended_at)
            if live is not None and rung <= self.seen.rows.keys():
                return max(live, *(self.seen.rows[key] for key in rung))
        return None

    async def _whole(self, since: int) -> bool:
        """Tell whether the console then knows exactly what the second desk knows at the same number."""
        end = time.monotonic() + 4.0
        while time.monotonic() < end:
            await asyncio.sleep(0.1)
            self.seen.look()
            for told in self.seen.states:
                if told["monotonic_ns"] > since and told["seq"] in self.digests:
                    return bool(self.digests[told["seq"]] == told["digest"])
        return False


async def play(evening: Evening, setting: Setting) -> Figures:
    """Calm, then cuts."""
    connector = aiohttp.TCPConnector(ssl=trust(Path(evening.stage["ca"])))
    async with aiohttp.ClientSession(connector=connector) as http:
        client = await evening.observe()
        try:
            await evening.ring(http)
            evening.start_console()
            seen = evening.seen
            async with asyncio.timeout(LIVING_S):
                while seen.living is None:
                    await asyncio.sleep(0.1)
                    seen.look()
            await evening.settle_all(client)
            calm_from = time.monotonic_ns()
            await asyncio.sleep(setting.scaled(120, 8) + 0.5)
            seen.look()
            calm_s = (time.monotonic_ns() - calm_from) / 1e9
            false_stale = sum(at > calm_from for said, at in seen.links if said != "live")
            units = len(client.picture.positions.known())
            states = [told for told in seen.states if told["monotonic_ns"] > calm_from]
            outcomes = []
            cuts = QUICK_CUTS if setting.quick else CUTS
            for number, lasts in enumerate(evening.rng.sample(cuts, len(cuts)), 1):
                outcome = await evening.cut_once(client, http, lasts)
                outcomes.append(outcome)
                print(f"cut {number}: {outcome}", flush=True)
        finally:
            await client.close()
            with contextlib.suppress(asyncio.CancelledError):
                await evening.observing
    found = figures(outcomes, states)
    return found | {
        "calm_s": round(calm_s, 1),
        "false_stale": false_stale,
        "units": units,
        "how": evening.cut.how,
    }


def figures(outcomes: list[Outcome], states: list[dict[str, Any]]) -> dict[str, float | int | str | None]:
    """The worst of all cuts; a state that was never painted makes its figure missing."""

    def worst(found: list[float | None]) -> float | None:
        known = [value for value in found if value is not None]
        return round(max(known), 3) if known and len(known) == len(found) else None

    return {
        "stale_s": worst([outcome.stale for outcome in outcomes]),
        "dead_s": worst([outcome.dead for outcome in outcomes if outcome.lasted >= 10.0]),
        "heal_s": worst([outcome.healed for outcome in outcomes]),
        "gaps": sum(not outcome.whole for outcome in outcomes),
        "cuts": len(outcomes),
        "units_moving": min((told["units_moving"] for told in states), default=0),
        "tiles_live": min((told["tiles_live"] for told in states), default=0),
        "n": len(outcomes),
    }


def measure(setting: Setting) -> Figures:
    """Set the stage, play, and take it down."""
    raise_loopback()
    place = Path(tempfile.mkdtemp(prefix="atalaya-bench-"))
    place.chmod(0o755)  # the database's own user comes through here
    evening = Evening(place, setting)
    try:
        evening.start()
        return asyncio.run(play(evening, setting))
    finally:
        evening.end()
        shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    enter_own_network("benchmarks.link")
    sys.exit(bench("link", CLAIMS, measure, names=NAMES))
