"""A room at work on one machine: database, backend, cameras, phones, and a console on a screen of its own."""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from backend_client.client import Client
from benchmarks.screenful import Tale
from dev.programs import Program, Programs
from dev.run import free_port
from dev.screen import Screen
from domain.clock import SystemClock
from domain.ids import IdMint

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
"""Words of a command line -> what the program is, for the processor time of each."""

BACKEND_READY_S = 60.0
COLLEAGUE = ("cmoyano", "puesto-01")
"""A supervisor: who answers and settles calls, and closes alerts too, which a call-taker may not."""


class Room:
    """The programs of one run, in a folder of their own."""

    def __init__(self, folder: Path, screen: Screen, units: int) -> None:
        """Start database and backend with so many units on duty, and wait until they stand."""
        self.folder = folder
        self.screen = screen
        self.programs = Programs()
        self._camera_port = str(free_port())
        words = f"-m backend --demo --port 0 --units {units} --demo-camera-port {self._camera_port}".split()
        words += ["--data", str(folder / "data")]
        backend = self.programs.start("backend", words, log=folder / "backend.log", tells=True)
        self.stage: dict[str, Any] = self.programs.hear(backend, BACKEND_READY_S)

    @property
    def url(self) -> str:
        """The backend's address."""
        return f"https://127.0.0.1:{self.stage['port']}"

    @property
    def sources(self) -> Path:
        """The credentials of the demo's sources."""
        return Path(self.stage["sources"])

    def _door(self) -> list[str]:
        return ["--server", self.url, "--ca", str(self.stage["ca"])]

    def start_cameras(self) -> Program:
        """Play the demo's cameras."""
        words = ["-m", "simulator.cameras", "--port", self._camera_port, "--sources", str(self.sources)]
        return self.programs.start("cameras", words, log=self.folder / "cameras.log")

    def start_phones(self, phones: int) -> Program:
        """Let so many phones report, many in one request, and nobody call."""
        words = ["-m", "simulator", *self._door(), "--sources", str(self.sources)]
        words += f"--units {phones} --call-rate 0 --press-rate 0 --scenario /dev/null --bulk".split()
        return self.programs.start("simulator", words, log=self.folder / "simulator.log")

    def start_console(self, name: str = "console", *more: str) -> Console:
        """Start a console that logs in at once and writes down what it paints and tells."""
        return Console(self, name, more)

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """End everything that was started here, whatever happens meanwhile."""
        try:
            yield
        finally:
            self.programs.end()

    def colleague(self) -> Client:
        """Another desk of the same room, played by the bench."""
        clock = SystemClock()
        return Client(
            servers=(self.url,),
            ca=Path(self.stage["ca"]),
            workstation=COLLEAGUE[1],
            journal_directory=self.folder / "colleague",
            clock=clock,
            mint=IdMint(clock, os.urandom),
            rng=random.Random(1),
        )

    async def seat(self, client: Client) -> None:
        """Log the colleague in."""
        await client.login(COLLEAGUE[0], self.stage["password"], 10.0)


class Console:
    """One console and what it has painted and told so far."""

    def __init__(self, room: Room, name: str, more: tuple[str, ...]) -> None:
        folder = room.folder
        paints, tidings = folder / f"{name}-paints.log", folder / f"{name}.jsonl"
        for file in (paints, tidings):
            file.unlink(missing_ok=True)
        self.painted: list[tuple[str, int]] = []
        """What was painted and when, CLOCK_MONOTONIC ns, in order."""
        self.told: list[dict[str, Any]] = []
        self._paints, self._tidings = Tale(paints), Tale(tidings)
        self.began = time.monotonic_ns()
        self.program = room.programs.start(
            "console",
            ["-m", "console", *room._door(), "--user", room.stage["user"],
             "--workstation", room.stage["workstation"], "--data", str(folder / "desk"),
             "--paint-log", str(paints), *more],
            environment=room.screen.environment(),
            log=folder / f"{name}.log",
            secret=room.stage["password"],
            tidings=tidings,
        )  # fmt: skip

    def look(self) -> None:
        """Read on in what it writes."""
        for line in self._paints.more():
            word, _, stamp = line.rpartition(" ")
            self.painted.append((word, int(stamp)))
        self.told += [json.loads(line) for line in self._tidings.more()]
        if self.program.process.poll() is not None:
            raise self.program.failed(f"ended by itself, with status {self.program.process.returncode}")

    def states(self, since_ns: int = 0) -> list[dict[str, Any]]:
        """What it said of itself, twice a second, since then."""
        return [one for one in self.told if one["event"] == "state" and one["monotonic_ns"] >= since_ns]
