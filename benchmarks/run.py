"""From `make run`, on a clone that is set up, to a living picture; and what is left when it ends: nothing.

Living is what the console says itself: logged in, a call row painted, a unit that moves, four tiles LIVE. The
peer is the clock on the wall: four seconds are as long as a person waits without wondering. SABOTAGE=1 holds
the simulated city still for five seconds as soon as it appears.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from benchmarks.report import Figures, Setting, at_most, bench, exactly
from dev.processes import Process, descendants
from dev.screen import Screen

CLAIMS = (at_most("picture_s", 4.0), exactly("orphans", 0), exactly("starts", 5, quick=2))
NAMES = {
    "-m backend.streams.worker": "media",
    "-m backend": "backend",
    "-m simulator.cameras": "cameras",
    "-m simulator": "simulator",
    "-m console": "console",
    "-m dev.run": "run",
    "Xvfb": "screen",
    "watcher.py": "database",
    "postgres": "database",
}
PATIENCE_S = 40.0
EVERYTHING_ENDS_S = 5.0
SABOTAGE_S = 5.0


def measure(setting: Setting) -> Figures:
    """Start it once uncounted, so that database and register are there, then as often as is claimed."""
    starts = setting.scaled(5, 2)
    screen = Screen()
    place = Path(tempfile.mkdtemp(prefix="atalaya-bench-"))
    place.chmod(0o755)  # the database's own user comes through here
    try:
        started(screen, place, Setting())
        times, ends, orphans = [], [], 0
        for number in range(starts):
            picture_s, end_s, left = started(screen, place, setting)
            print(
                f"start {number + 1}: picture {picture_s:.2f} s, end {end_s:.2f} s, orphans {left}",
                flush=True,
            )
            times.append(picture_s)
            ends.append(end_s)
            orphans += left
    finally:
        screen.close()
        shutil.rmtree(place, ignore_errors=True)
    return {
        "picture_s": round(max(times), 3),
        "picture_best_s": round(min(times), 3),
        "end_s": round(max(ends), 3),
        "orphans": orphans,
        "starts": starts,
        "n": starts,
    }


def started(screen: Screen, place: Path, setting: Setting) -> tuple[float, float, int]:
    """One start and end: seconds to the living picture, seconds to the end, processes left over."""
    began = time.monotonic()
    make = subprocess.Popen(
        ["make", "--no-print-directory", "run", f"ARGS=--data {place}/data --out {place}/out"],
        env=screen.environment() | {"XDG_STATE_HOME": str(place / "desk")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    stopper = threading.Thread(target=stop_the_city, args=(make.pid,), daemon=True)
    if setting.sabotage:
        stopper.start()
    try:
        living = wait_for_life(make, place / "out" / "run" / "console.jsonl", began)
    finally:
        everyone = descendants(make.pid)
        runner = next((process for process in everyone if "-m dev.run" in process.words), None)
        with contextlib.suppress(ProcessLookupError):
            os.kill(runner.pid if runner else make.pid, signal.SIGINT)
        ended = time.monotonic()
        left = wait_for_end(everyone, ended + EVERYTHING_ENDS_S)
        end_s = time.monotonic() - ended
        for process in left:
            os.kill(process.pid, signal.SIGKILL)
        make.communicate()
    if setting.sabotage:
        stopper.join()
    return living - began, end_s, len(left)


def wait_for_life(make: subprocess.Popen[str], tidings: Path, began: float) -> float:
    """The moment (CLOCK_MONOTONIC, seconds) at which the console says that its picture lives."""
    while time.monotonic() < began + PATIENCE_S:
        if make.poll() is not None:
            raise RuntimeError(f"make run ended with {make.returncode}: {make.communicate()[1]}")
        for line in tidings.read_text().splitlines() if tidings.exists() else ():
            told = json.loads(line)
            if told["event"] == "living" and told["monotonic_ns"] / 1e9 > began:
                return float(told["monotonic_ns"]) / 1e9
        time.sleep(0.05)
    raise RuntimeError(
        f"no living picture within {PATIENCE_S:.0f} s; the console told: {tidings.read_text()}"
    )


def wait_for_end(everyone: list[Process], until: float) -> list[Process]:
    """Those of them that are still there at that time."""
    while left := [process for process in everyone if process.alive]:
        if time.monotonic() > until:
            return left
        time.sleep(0.02)
    return []


def stop_the_city(above: int) -> None:
    """Find the simulator as soon as it is there, and hold it still."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        for process in descendants(above):
            if "-m simulator --units" in process.words:
                os.kill(process.pid, signal.SIGSTOP)
                time.sleep(SABOTAGE_S)
                if process.alive:
                    os.kill(process.pid, signal.SIGCONT)
                return
        time.sleep(0.02)


if __name__ == "__main__":
    sys.exit(bench("run", CLAIMS, measure, names=NAMES))
