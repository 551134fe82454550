"""make run: the database and backend, a simulated city and the console, as programs that end together.

Without a display it says so, plays the same on Xvfb, walks the console's tour and prints the pictures' paths.
"""

from __future__ import annotations

import argparse
import os
import socket
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dev.memory import recall, remember
from dev.programs import Asked, Program, ProgramFailed, Programs
from dev.screen import NoScreen, Screen, have_display

BACKEND_READY_S = 40.0
"""The first start makes the database and loads the register of the demo city; later ones take a second."""
TOUR_S = 52.0
"""From the start to the end of the tour; all is over, pictures listed, within 60 s."""

MOST_APART = 1000
"""More phones than this share their requests: 1,000 requests a second would cost what the city is to show."""
OPENING = Path(__file__).resolve().parents[1] / "resources" / "demo_city" / "scenarios" / "opening.toml"


@dataclass(frozen=True, kw_only=True)
class Cast:
    """The words after `python` for each program, without what is only known once the backend stands."""

    backend: Sequence[str]
    cameras: Sequence[str]
    simulator: Sequence[str]
    console: Sequence[str]


class Play:
    """One evening: who plays, where it is written down, and whether anybody can watch."""

    def __init__(self, cast: Cast, out: Path, *, hidden: bool = False, port: int = 0, data: str = "") -> None:
        self.cast = cast
        self.out = out
        self.hidden = hidden
        self.port = port
        self.data = data
        self.expected: dict[str, Any] | None = None
        self.began = time.monotonic()
        self.programs = Programs()
        self.screen: Screen | None = None

    def run(self, keep: bool) -> int:
        """Play until the console is closed or somebody asks for the end; answers the exit status."""
        try:
            return self._play(keep)
        except Asked as asked:
            return asked.status
        except (ProgramFailed, NoScreen) as failure:
            print(f"run: {failure}", file=sys.stderr)
            return 1
        finally:
            for name in self.programs.end():
                print(f"run: {name} did not end in order and was killed", file=sys.stderr)
            if self.screen is not None:
                self.screen.close()

    def _play(self, keep: bool) -> int:
        tour = None
        if self.hidden or not have_display():
            self.screen = Screen()
            tour = self.out / "tour"
            why = "hidden" if self.hidden else "no display"
            print(f"run: {why}: playing on Xvfb {self.screen.display}, pictures go to {tour}", flush=True)
        backend = self.programs.start("backend", self.cast.backend, log=self._log("backend"), tells=True)
        console = self._begin_early(tour)
        self.stage = self.programs.hear(backend, BACKEND_READY_S)
        sip = self.stage.pop("sip", 0)  # for people who want to call; no program of the play does
        remember(self._memory, self.data, self.stage)
        if console is not None and self.stage != self.expected:
            # The data directory is not what it was: what was started on the old word is of no use.
            self.programs.dismiss([program for program in self.programs.running if program is not backend])
            console = None
        accounts = Path(str(self.stage["sources"])).with_name("accounts.json")
        door = f"https://127.0.0.1:{self.stage['port']}"
        calls = f", calls by SIP on 127.0.0.1:{sip}" if sip else ""
        print(f"run: {door}, accounts in {accounts}{calls}; Ctrl-C ends it", flush=True)
        if console is None:
            self._start_city()
            console = self._start_console(*self._touring(tour))
        if tour is not None:
            status = self._walk(tour, console)
            if status or not keep:
                return status
            print("run: KEEP=1: going on until Ctrl-C", flush=True)
            console = self._start_console()
        return self.programs.wait(until=console)

    def _begin_early(self, tour: Path | None) -> Program | None:
        """Start the rest beside the backend when it is known what it will say: they wait for it."""
        self.expected = recall(self._memory, self.data, self.port) if self.port else None
        if self.expected is None:
            return None
        self.stage = self.expected
        console = self._start_console(*self._touring(tour))
        self._start_city()
        return console

    @property
    def _memory(self) -> Path:
        return self.out / "run" / "stage.json"

    def _start_city(self) -> None:
        sources = ["--sources", str(self.stage["sources"])]
        self.programs.start("cameras", [*self.cast.cameras, *sources], log=self._log("cameras"))
        words = [*self.cast.simulator, *self._door(), *sources]
        self.programs.start("simulator", words, log=self._log("simulator"))

    def _start_console(self, *more: str) -> Program:
        environment = self.screen.environment() if self.screen else None
        who = ["--user", str(self.stage["user"]), "--workstation", str(self.stage["workstation"])]
        words = [*self.cast.console, *self._door(), *who, *more]
        secret, tidings = str(self.stage["password"]), self.out / "run" / "console.jsonl"
        return self.programs.start("console", words, environment=environment, secret=secret, tidings=tidings)

    def _log(self, name: str) -> Path:
        return self.out / "run" / f"{name}.log"

    def _door(self) -> list[str]:
        return ["--server", f"https://127.0.0.1:{self.stage['port']}", "--ca", str(self.stage["ca"])]

    def _touring(self, tour: Path | None) -> list[str]:
        if tour is None:
            return []
        tour.mkdir(parents=True, exist_ok=True)
        for old in tour.glob("*.png"):
            old.unlink()
        return ["--tour", str(tour)]

    def _walk(self, tour: Path, console: Program) -> int:
        status = self.programs.wait(until=console, within_s=TOUR_S - (time.monotonic() - self.began))
        self.programs.leave(console)
        pictures = sorted(tour.glob("*.png"))
        for picture in pictures:
            print(picture)
        if status == 0 and not pictures:
            raise ProgramFailed("the console walked its tour and left no picture")
        return status


def free_port() -> int:
    """A port of loopback that nobody uses now: two plays on one machine do not take each other's cameras."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main(arguments: list[str] | None = None) -> int:
    """Run it; KEEP=1 in the environment goes on after a tour."""
    parser = argparse.ArgumentParser(prog="python -m dev.run", description=__doc__)
    add = parser.add_argument
    add("--units", type=int, default=5000, help="phones in the simulated city (default: 5,000)")
    add("--seed", type=int, default=1, help="the city's chance (default: 1)")
    add("--speed", type=float, default=1.0, help="the city's seconds in one of ours (default: 1)")
    add(
        "--scenario",
        type=Path,
        default=OPENING,
        metavar="FILE",
        help="what happens (default: the demo's opening)",
    )
    add("--data", metavar="DIR", help="the backend's data directory (default: the backend's own choice)")
    add(
        "--out",
        type=Path,
        default=Path("build"),
        metavar="DIR",
        help="for logs and pictures (default: build)",
    )
    add("--hidden", action="store_true", help="walk the tour on a screen of its own, as without a display")
    add("--theme", choices=("dark", "light"))
    add("--lang", choices=("es", "en"))
    told = parser.parse_args(arguments)
    play = ["--speed", str(told.speed), "--scenario", str(told.scenario)]
    if told.units > MOST_APART:
        play.append("--bulk")
    port, camera_port = free_port(), free_port()
    sip = ["--sip", "127.0.0.1:0"]
    cameras = ["--demo-camera-port", str(camera_port)]
    data = ["--data", told.data] if told.data else []
    console = ["-m", "console"]
    for flag, value in (("--theme", told.theme), ("--lang", told.lang)):
        console += [flag, value] if value else []
    cast = Cast(
        backend=[
            *f"-m backend --demo --fresh --port {port} --units {told.units}".split(),
            *cameras,
            *sip,
            *data,
        ],
        cameras=["-m", "simulator.cameras", "--port", str(camera_port)],
        simulator=[*f"-m simulator --units {told.units} --seed {told.seed}".split(), *play],
        console=console,
    )
    evening = Play(cast, told.out, hidden=told.hidden, port=port, data=told.data or "")
    return evening.run(keep=os.environ.get("KEEP", "") not in ("", "0"))


if __name__ == "__main__":
    sys.exit(main())
