"""make run starts four programs that end together, whoever ends first and however."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dev.processes import Process, descendants
from dev.screen import Screen

HERE = Path(__file__).resolve().parent
EVERYTHING_ENDS_S = 5.0

DRIVER = """
import json, sys
from pathlib import Path
from dev.run import Cast, Play
backend, cameras, simulator, console = ([sys.argv[1], *words] for words in json.loads(sys.argv[2]))
cast = Cast(backend=backend, cameras=cameras, simulator=simulator, console=console)
sys.exit(Play(cast, Path("build")).run(keep=sys.argv[3] == "keep"))
"""

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start dev.run with stand-ins for its programs; whatever is left at the end is killed."""
    started: list[subprocess.Popen[str]] = []

    def start_run(
        backend: list[str] | None = None,
        console: list[str] | None = None,
        *,
        keep: str = "",
        display: str = "",
        terminal: int | None = None,
        below: list[str] | None = None,
    ) -> subprocess.Popen[str]:
        cast = [["backend", *(backend or [])], ["cameras"], ["simulator"], ["console", *(console or [])]]
        environment = {name: value for name, value in os.environ.items() if name != "MAKELEVEL"}
        run = subprocess.Popen(
            [*(below or []), sys.executable, "-c", DRIVER, str(HERE / "standin.py"), json.dumps(cast), keep],
            cwd=tmp_path,
            stdin=terminal,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment
            | ({"DISPLAY": display} if display else {})
            | ({"MAKELEVEL": "1"} if below else {}),
        )
        started.append(run)
        return run

    yield start_run
    for run in started:
        for process in descendants(run.pid):
            os.kill(process.pid, signal.SIGKILL)
        if run.poll() is None:
            run.kill()
        run.communicate()


def read_until(run: subprocess.Popen[str], line: str) -> list[str]:
    assert run.stdout is not None
    lines: list[str] = []
    for said in run.stdout:
        lines.append(said.rstrip("\n"))
        if lines[-1] == line:
            return lines
    raise AssertionError(f"never said {line!r}: {lines}")


def left_after(processes: list[Process], seconds: float) -> list[Process]:
    """Those still alive after at most so many seconds."""
    end = time.monotonic() + seconds
    waiting = [os.pidfd_open(process.pid) for process in processes if process.alive]
    for fd in waiting:
        select.select([fd], [], [], max(0.0, end - time.monotonic()))
        os.close(fd)
    return [process for process in processes if process.alive]


def test_without_a_display_it_says_so_and_leaves_pictures_and_no_process(
    start: Start, tmp_path: Path
) -> None:
    run = start()
    out, errors = run.communicate(timeout=20)
    assert run.returncode == 0, errors
    lines = out.splitlines()
    assert lines[0].startswith("run: no display: playing on Xvfb :")
    assert lines[-1] == "build/tour/01-login.png"
    assert (tmp_path / lines[-1]).exists()
    assert (tmp_path / "build" / "run" / "console.jsonl").read_text() == '{"event": "window"}\n'
    assert descendants(run.pid) == []


def test_the_console_gets_the_door_and_the_password_but_not_as_an_argument(start: Start) -> None:
    run = start()
    out, _ = run.communicate(timeout=20)
    (line,) = [json.loads(line) for line in out.splitlines() if line.startswith("{")]
    assert line.pop("display") in out.splitlines()[0]
    assert line == {
        "server": "https://127.0.0.1:40123",
        "ca": "ca.pem",
        "user": "demo",
        "desk": "puesto-07",
        "secret": "tres palabras sueltas",
    }


def test_with_a_display_the_console_opens_there(start: Start, screen: Screen) -> None:
    run = start(display=screen.display)
    lines = read_until(run, "console open")
    assert not any("no display" in line for line in lines)
    assert json.loads(lines[-2])["display"] == screen.display
    assert "Xvfb" not in " ".join(process.words for process in descendants(run.pid))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_everything_ends_with_it(start: Start, number: signal.Signals) -> None:
    run = start(backend=["--with-child"], keep="keep")
    read_until(run, "console open")
    everyone = descendants(run.pid)
    roles = " ".join(process.words for process in everyone)
    assert len(everyone) == 6, roles
    assert "Xvfb" in roles
    began = time.monotonic()
    run.send_signal(number)
    assert [process.words for process in left_after(everyone, EVERYTHING_ENDS_S)] == []
    run.wait(timeout=EVERYTHING_ENDS_S)
    assert time.monotonic() - began < EVERYTHING_ENDS_S
    assert run.returncode == (-number if number == signal.SIGKILL else 128 + number)


def test_everything_ends_when_the_terminal_is_closed(start: Start) -> None:
    ours, theirs = os.openpty()
    run = start(keep="keep", terminal=theirs)
    os.close(theirs)
    read_until(run, "console open")
    everyone = descendants(run.pid)
    os.close(ours)
    assert run.wait(timeout=EVERYTHING_ENDS_S) == 128 + signal.SIGHUP
    assert left_after(everyone, 0.0) == []


def test_everything_ends_when_make_is_killed(start: Start, tmp_path: Path) -> None:
    make = [sys.executable, "-c", "import subprocess, sys; subprocess.run(sys.argv[1:])"]
    run = start(keep="keep", below=make)
    read_until(run, "console open")
    everyone = descendants(run.pid)
    assert len(everyone) == 6  # dev.run, four programs, the screen
    run.kill()
    assert [process.words for process in left_after(everyone, EVERYTHING_ENDS_S)] == []


def test_a_program_that_will_not_end_is_killed_and_named(start: Start) -> None:
    run = start(backend=["--stubborn"], keep="keep")
    read_until(run, "console open")
    everyone = descendants(run.pid)
    run.send_signal(signal.SIGTERM)
    assert left_after(everyone, EVERYTHING_ENDS_S) == []
    _, errors = run.communicate(timeout=5)
    assert errors == "run: backend did not end in order and was killed\n"


def test_a_backend_that_cannot_start_is_told_with_the_end_of_its_log(start: Start) -> None:
    run = start(backend=["--fail"])
    _, errors = run.communicate(timeout=20)
    assert run.returncode == 1
    assert errors.splitlines() == [
        "run: backend ended with status 3 before it was ready",
        "    backend begins",
        "    port 8443: already taken",
        "  (all of it in build/run/backend.log)",
    ]


def test_a_backend_that_dies_later_ends_the_play(start: Start) -> None:
    run = start(keep="keep")
    read_until(run, "console open")
    everyone = descendants(run.pid)
    (backend,) = [process for process in everyone if "standin.py backend" in process.words]
    os.kill(backend.pid, signal.SIGKILL)
    _, errors = run.communicate(timeout=EVERYTHING_ENDS_S)
    assert errors.startswith("run: backend ended by itself, with status -9\n")
    assert run.returncode == 1
    assert left_after(everyone, 0.0) == []


def test_a_console_that_fails_says_so_by_its_status(start: Start) -> None:
    run = start(console=["--fail"])
    _, errors = run.communicate(timeout=20)
    assert run.returncode == 3
    assert "port 8443: already taken" in errors


def test_a_console_that_is_killed_is_named(start: Start) -> None:
    run = start(keep="keep")
    read_until(run, "console open")
    (console,) = [process for process in descendants(run.pid) if "standin.py console" in process.words]
    os.kill(console.pid, signal.SIGKILL)
    _, errors = run.communicate(timeout=EVERYTHING_ENDS_S)
    assert errors == "run: console ended by itself, with status -9\n"
    assert run.returncode == 1
