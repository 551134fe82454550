"""However the program ends that started the others, nothing of them is left, and the next start stands."""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dev.house.source import ROOT
from dev.processes import Process, descendants
from dev.screen import Screen

STARTED_S = 30.0
EVERYTHING_ENDS_S = 5.0


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """One data directory for all starts, in reach of the database's user: each finds what the last left."""
    directory = Path(tempfile.mkdtemp(prefix="atalaya-ending-"))
    directory.chmod(0o755)
    yield directory
    shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture
def run(place: Path, screen: Screen) -> Iterator[subprocess.Popen[str]]:
    """The whole thing, as `make run` starts it, with the console's window open."""
    shutil.rmtree(place / "out", ignore_errors=True)
    command = [sys.executable, "-m", "dev.run", "--units", "20", "--data", str(place / "data")]
    environment = {name: value for name, value in screen.environment().items() if name != "MAKELEVEL"}
    program = subprocess.Popen(
        [*command, "--out", str(place / "out")],
        cwd=ROOT,
        env=environment | {"XDG_STATE_HOME": str(place / "desk")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_for_window(program, place / "out" / "run" / "console.jsonl")
        yield program
    finally:
        for process in descendants(program.pid):
            os.kill(process.pid, signal.SIGKILL)
        program.kill()
        program.communicate()


def wait_for_window(program: subprocess.Popen[str], tidings: Path) -> None:
    end = time.monotonic() + STARTED_S
    while time.monotonic() < end:
        told = (
            [json.loads(line)["event"] for line in tidings.read_text().splitlines()]
            if tidings.exists()
            else []
        )
        if "window" in told:
            return
        ended, _, _ = select.select([program.stderr], [], [], 0.05)
        assert not ended, program.communicate()[1]
    raise AssertionError("no window")


def left_after(processes: list[Process], seconds: float) -> list[str]:
    """The command lines of those still there after at most so many seconds."""
    end = time.monotonic() + seconds
    for process in processes:
        if process.alive:
            fd = os.pidfd_open(process.pid)
            select.select([fd], [], [], max(0.0, end - time.monotonic()))
            os.close(fd)
    return [process.words for process in processes if process.alive]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_nothing_is_left_when_it_ends(run: subprocess.Popen[str], number: signal.Signals) -> None:
    everyone = descendants(run.pid)
    words = "\n".join(process.words for process in everyone)
    for part in (
        "-m backend ",
        "-m backend.streams.worker",
        "-m simulator.cameras",
        "-m simulator ",
        "-m console",
    ):
        assert part in words
    assert "postgres" in words
    run.send_signal(number)
    assert left_after(everyone, EVERYTHING_ENDS_S) == []


def test_nothing_is_left_when_the_backend_is_killed(run: subprocess.Popen[str]) -> None:
    everyone = descendants(run.pid)
    (backend,) = [process for process in everyone if "-m backend " in process.words]
    os.kill(backend.pid, signal.SIGKILL)
    assert left_after(everyone, EVERYTHING_ENDS_S) == []
    assert "backend ended by itself, with status -9" in run.communicate()[1]


def test_a_desk_whose_screen_dies_says_so_and_ends(tmp_path: Path) -> None:
    own = Screen()
    tidings, told = os.pipe()
    command = [sys.executable, "-m", "console", "--server", "https://127.0.0.1:1", "--data", str(tmp_path)]
    try:
        desk = subprocess.Popen(
            [*command, "--ready-fd", str(told)],
            cwd=ROOT,
            env=own.environment(),
            pass_fds=[told],
            stderr=subprocess.PIPE,
            text=True,
        )
        os.close(told)
        with os.fdopen(tidings) as lines:
            assert any(json.loads(line)["event"] == "window" for line in lines)
    finally:
        own.close()
    _, said = desk.communicate(timeout=EVERYTHING_ENDS_S)
    # Xlib, if it is the first to notice, says so itself and exits.
    assert said == "console: the screen is gone\n" or said.startswith("XIO: "), said
    assert desk.returncode in (4, 1)
