"""Shift after shift in one console: does it hold more at the end of the five hundredth than of the fiftieth?

A real window on Xvfb, a real backend, database and relay, eight cameras. Each cycle: come in, answer and
settle a call, put another camera on a tile, turn through the pages, build the window anew in the other
theme, lock and unlock, leave.
Memory is the slope of the resident set over the cycles, by least squares; the first ones are not counted:
caches fill. `make soak NAME=session`. SABOTAGE=1 makes the desk lose a little of everything each time.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import aiohttp

from backend_client.address import trust
from benchmarks.report import Claim, Figures, Setting, at_least, at_most, bench
from dev.programs import Program, Programs
from dev.run import free_port
from dev.screen import Screen

CYCLES, UNMEASURED = 500, 50
QUICK_CYCLES, QUICK_UNMEASURED = 11, 5
CLAIMS = (
    at_least("cycles", CYCLES, quick=QUICK_CYCLES),
    # The resident set moves by 400 kB from shift to shift: a quick run can show only a leak of pictures.
    Claim("kb_per_cycle", "at most", 4, quick=200),
    at_most("threads_grown", 0),
    at_most("fds_grown", 0),
    at_most("qobjects_grown", 0),
)
NAMES = {
    "-m backend.streams.worker": "media",
    "-m backend": "backend",
    "-m simulator.cameras": "cameras",
    "-m simulator": "simulator",
    "-m benchmarks.soak_desk": "console",
    "Xvfb": "screen",
    "postgres": "database",
}
UNITS = 300
READY_S = 60.0


class Room:
    """The programs, and what the desk told."""

    def __init__(self, place: Path, setting: Setting) -> None:
        self._place = place
        self._setting = setting
        self.programs = Programs()
        self.screen = Screen()
        self.console: Program
        self.stage: dict[str, Any]
        self.cycles = setting.scaled(CYCLES, QUICK_CYCLES)
        self._rung = 0
        self._read = 0
        self._heard: dict[str, list[dict[str, Any]]] = {}

    def open(self) -> None:
        """Start database, backend, cameras, a city that drives, and the desk."""
        place = self._place
        words = f"-m backend --demo --port 0 --units {UNITS} --demo-camera-port {free_port()}".split()
        backend = self.programs.start(
            "backend", [*words, "--data", str(place / "data")], log=place / "backend.log", tells=True
        )
        self.stage = self.programs.hear(backend, READY_S)
        door = ["--server", self.url, "--ca", str(self.stage["ca"])]
        sources = ["--sources", str(self.stage["sources"])]
        self.programs.start("cameras", ["-m", "simulator.cameras", *sources], log=place / "cameras.log")
        city = f"-m simulator --units {UNITS} --call-rate 0 --press-rate 0 --scenario /dev/null --bulk"
        self.programs.start("simulator", [*city.split(), *door, *sources], log=place / "simulator.log")
        own = ["-m", "benchmarks.soak_desk", str(self.cycles)]
        own += ["--spill"] if self._setting.sabotage else []
        who = ["--user", str(self.stage["user"]), "--workstation", str(self.stage["workstation"])]
        self.console = self.programs.start(
            "console", [*own, "--", *door, *who, "--data", str(place / "desk")],
            environment=self.screen.environment(), log=place / "console.log",
            secret=str(self.stage["password"]), tidings=place / "desk.jsonl",
        )  # fmt: skip

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.stage['port']}"

    def told(self, event: str) -> list[dict[str, Any]]:
        """What the desk has told of one kind."""
        with (self._place / "desk.jsonl").open("rb") as file:
            file.seek(self._read)
            whole, end, _ = file.read().rpartition(b"\n")
        self._read += len(whole + end)
        for line in whole.splitlines():
            one = json.loads(line)
            self._heard.setdefault(one["event"], []).append(one)
        return self._heard.get(event, [])

    async def play(self) -> None:
        """Have one call ring at any time, until the desk has ended."""
        token = json.loads(Path(self.stage["sources"]).read_text())["call_token"]
        headers = {"Authorization": f"Bearer {token}"}
        connector = aiohttp.TCPConnector(ssl=trust(Path(self.stage["ca"])))
        async with aiohttp.ClientSession(connector=connector, headers=headers) as http:
            while self.console.process.poll() is None:
                await asyncio.sleep(0.05)
                while self._rung <= len(self.told("wanted")):
                    await self._ring(http)
        if self.console.process.poll() != 0 or self.told("failed"):
            raise self.console.failed(f"ended with {self.console.process.poll()}: {self.told('failed')[:3]}")

    async def _ring(self, http: aiohttp.ClientSession) -> None:
        self._rung += 1
        body = {"source_call": f"soak-{self._rung}", "number": f"11 5555-{self._rung:04d}", "line": "05"}
        async with http.post(f"{self.url}/intake/calls", json=body) as answer:
            answer.raise_for_status()

    def close(self) -> None:
        """End everything."""
        self.programs.end()
        self.screen.close()


def slope(points: list[tuple[float, float]]) -> float:
    """Return how much the second grows as the first grows by one, by least squares."""
    n = len(points)
    mean_x, mean_y = sum(x for x, _ in points) / n, sum(y for _, y in points) / n
    above = sum((x - mean_x) * (y - mean_y) for x, y in points)
    return above / sum((x - mean_x) ** 2 for x, _ in points)


def grown(counts: list[int]) -> int:
    """Return how many more there are at the end: the least of the last few less the least of the first few.

    A note that passes, or a connection that closes, is there at one shift's end and not at the next.
    """
    few = max(1, min(5, len(counts) // 2))
    return min(counts[-few:]) - min(counts[:few])


def figures(shifts: list[dict[str, Any]], unmeasured: int) -> Figures:
    """Judge what was held at the end of each shift that counts."""
    counted = [one for one in shifts if one["number"] >= unmeasured]
    first, last = counted[0], counted[-1]
    objects = [one["qobjects"] for one in counted if "qobjects" in one]
    took = (last["monotonic_ns"] - first["monotonic_ns"]) / 1e9
    return {
        "cycles": len(shifts),
        "n": len(counted),
        "kb_per_cycle": round(slope([(one["number"], one["rss_kb"]) for one in counted]), 2),
        "threads_grown": grown([one["threads"] for one in counted]),
        "fds_grown": grown([one["fds"] for one in counted]),
        "qobjects_grown": grown(objects),
        "qobjects": objects[-1],
        "rss_first_mb": round(first["rss_kb"] / 1024, 1),
        "rss_last_mb": round(last["rss_kb"] / 1024, 1),
        "cycle_s": round(took / max(1, len(counted) - 1), 3),
    }


def measure(setting: Setting) -> Figures:
    """One desk, from its first shift to its last."""
    place = Path(tempfile.mkdtemp(prefix="atalaya-soak-"))
    place.chmod(0o755)  # the database's own user comes through here
    room = Room(place, setting)
    try:
        room.open()
        asyncio.run(room.play())
        return figures(room.told("shift"), setting.scaled(UNMEASURED, QUICK_UNMEASURED))
    finally:
        room.close()
        shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(bench("soak_session", CLAIMS, measure, names=NAMES))
