"""How long a person waits for the desk: from exec to the painted picture in which a real key writes a letter.

The backend runs, 5,000 units drive, calls wait in the queue and one of them is this operator's own, so that
the first key has a form to go to. A start is over when a letter, typed by XTEST, has been painted in the form
after the rows of the queue were; both ends are on CLOCK_MONOTONIC. No camera plays, so that no tile shows
anything: a minute into the last start, with all 5,000 units on the map, the console's memory is read.
SABOTAGE=1 holds each console still for two seconds.
"""

# Debian: libx11-6 libxtst6

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.hands import Hands
from benchmarks.report import Figures, Setting, at_least, at_most, bench
from benchmarks.room import NAMES, Console, Room
from dev.processes import descendants
from dev.screen import Screen
from resources.sources import load_sources
from simulator.door import CALLS, HttpsDoor

UNITS = 5000
STARTS, QUICK_STARTS = 12, 2
AFTER_S, QUICK_AFTER_S = 60.0, 6.0
CLAIMS = (
    at_most("p50_s", 2.0),
    at_least("starts", 10, quick=QUICK_STARTS),
    at_most("rss_mb", 250),
    at_least("units", UNITS),
    at_least("after_s", AFTER_S, quick=QUICK_AFTER_S),
)
WAITING = 4
AGAIN_S = 0.1
"""A key that wrote no letter within this is pressed again: a person does so too."""
PATIENCE_S = 20.0
SABOTAGE_S = 2.0


class Starts:
    """Starts one console after the other."""

    def __init__(self, room: Room, hands: Hands, sabotage: bool) -> None:
        self._room = room
        self._hands = hands
        self._sabotage = sabotage
        self._written = 0
        self._count = 0

    def one(self) -> tuple[Console, float]:
        """Start one; returns it, and the seconds to the painted letter."""
        self._count += 1
        console = self._room.start_console(f"console-{self._count}")
        if self._sabotage:
            pid = console.program.process.pid
            os.kill(pid, signal.SIGSTOP)
            time.sleep(SABOTAGE_S)
            os.kill(pid, signal.SIGCONT)
        end, pressed = time.monotonic() + PATIENCE_S, 0.0
        while time.monotonic() < end:
            console.look()
            rows = [at for word, at in console.painted if ":" not in word]
            letters = [
                (int(word.rpartition(":")[2]), at)
                for word, at in console.painted
                if word.startswith("typed:")
            ]
            found = [at for length, at in letters if length > self._written]
            if rows and found:
                self._written = max(length for length, _ in letters)
                return console, (max(found[0], rows[0]) - console.began) / 1e9
            if rows and time.monotonic() - pressed >= AGAIN_S and self._hands.take_hold():
                # To the call in hand, and a letter into it.
                pressed = time.monotonic()
                self._hands.press("Return")
                self._hands.press("a")
            time.sleep(0.002)
        raise RuntimeError(f"no letter within {PATIENCE_S:.0f} s; it told {console.told}")

    def answer(self) -> None:
        """Start once uncounted: the machine is warm then, and a call is answered that letters can go to."""
        console = self._room.start_console("console-0")
        end, pressed = time.monotonic() + PATIENCE_S, 0.0
        while not (states := console.states()) or not states[-1]["form"]:
            if time.monotonic() > end:
                raise RuntimeError(f"no call could be answered; the console told {console.told[-1:]}")
            if states and time.monotonic() - pressed > 1.0 and self._hands.take_hold():
                pressed = time.monotonic()
                self._hands.press("F2")
            time.sleep(0.05)
            console.look()
        self.end(console)

    def end(self, console: Console) -> None:
        """Close it, as a person does."""
        self._room.programs.dismiss([console.program])


async def ring(room: Room, calls: int) -> None:
    """Have so many calls wait, none with a place: the map goes on to show the whole city."""
    headers = {"Authorization": f"Bearer {load_sources(room.sources).call_token}"}
    async with HttpsDoor(room.url, Path(room.stage["ca"])) as door:
        for number in range(calls):
            body = f'{{"source_call": "start-{number}", "number": "11 40{number:02}-0000", "line": "07"}}'
            if (status := await door.post(CALLS, body=body.encode(), headers=headers)) >= 300:
                raise RuntimeError(f"the webhook answered {status}")


def memory_mb(pid: int) -> tuple[float, float]:
    """The resident set of a process, and of all below it, in MB (10^6 bytes)."""

    def resident(one: int) -> float:
        text = Path(f"/proc/{one}/status").read_text()
        return int(text.partition("VmRSS:")[2].split()[0]) * 1024 / 1e6

    return resident(pid), sum(resident(process.pid) for process in descendants(pid))


def after_a_while(console: Console, seconds: float) -> dict[str, Any]:
    """What the console holds when it has run so long with every unit on the map."""
    time.sleep(max(0.0, console.began / 1e9 + seconds - time.monotonic()))
    console.look()
    rss, workers = memory_mb(console.program.process.pid)
    last = console.states()[-1]
    return {
        "rss_mb": round(rss, 1),
        "workers_mb": round(workers, 1),
        "units": last["units"],
        "units_moving": last["units_moving"],
        "tiles_live": last["tiles_live"],
        "after_s": round((time.monotonic_ns() - console.began) / 1e9, 1),
    }


def measure(setting: Setting) -> Figures:
    """One run with everything on this machine."""
    folder = Path(tempfile.mkdtemp(prefix="atalaya-bench-"))
    folder.chmod(0o755)  # the database's own user comes through here
    screen = Screen()
    try:
        room = Room(folder, screen, UNITS)
        with room.quiet(), contextlib.closing(Hands(screen.display)) as hands:
            room.start_phones(UNITS)
            asyncio.run(ring(room, WAITING))
            starts = Starts(room, hands, setting.sabotage)
            starts.answer()
            took: list[float] = []
            console: Console | None = None
            for number in range(setting.scaled(STARTS, QUICK_STARTS)):
                if console is not None:
                    starts.end(console)
                console, seconds = starts.one()
                took.append(seconds)
                print(f"start {number + 1}: {seconds:.2f} s", flush=True)
            assert console is not None
            held = after_a_while(console, QUICK_AFTER_S if setting.quick else AFTER_S)
    finally:
        screen.close()
        shutil.rmtree(folder, ignore_errors=True)
    return {
        "p50_s": round(statistics.median(took), 3),
        "best_s": round(min(took), 3),
        "worst_s": round(max(took), 3),
        "starts": len(took),
        "n": len(took),
        **held,
    }


if __name__ == "__main__":
    sys.exit(bench("start", CLAIMS, measure, names=NAMES))
