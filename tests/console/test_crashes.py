"""A console that ended without goodbye: what is left of it, what is offered, what a report never holds."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.crashes import CRASHES, KEPT, RUNNING, Running, left_behind, what_runs
from domain.clock import ManualClock

PROTECTED = "Pasaje del Resguardo 4451"
CALLER = "Ana Beatriz Quiroga"

STORY = """
import ctypes, logging, os, sys, threading
from pathlib import Path
from console.crashes import Running, what_runs
from console.watchdog import open_log
from domain.clock import SystemClock
data, end = Path(sys.argv[1]), sys.argv[2]
open_log(data)
running = Running(data, what_runs("0.1.0", SystemClock().now(), ("msgspec",)))
running.count({"rss_mb": 211.5, "hangs": 1})
log = logging.getLogger("atalaya.story")
log.info("a call of %s from %s", "Ana Beatriz Quiroga", "Pasaje del Resguardo 4451")
logging.getLogger("asyncio").error("task of ValueError('Ana Beatriz Quiroga')")
try:
    raise KeyError("Pasaje del Resguardo 4451")
except KeyError:
    log.exception("no such place: %s", "rtsp://admin:tigre@canary-7f3a91@10.0.0.9/live")
print("ready", flush=True)
if end == "segv":
    ctypes.string_at(0)
elif end == "goodbye":
    running.goodbye()
else:
    threading.Event().wait()
"""


@pytest.fixture(autouse=True)
def _quiet_root() -> Iterator[None]:
    before = logging.getLogger().handlers[:]
    yield
    assert logging.getLogger().handlers == before


def ended(data: Path, how: str) -> None:
    """Run a console's beginning in a process of its own, until it ends so."""
    root = Path(__file__).parents[2]
    program = [sys.executable, "-c", STORY, str(data), how]
    quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(program, cwd=root, **quiet) as process:  # type: ignore[call-overload]
        assert process.stdout.readline() == b"ready\n"
        if how == "kill":
            process.send_signal(signal.SIGKILL)
        process.wait(10)


def words_in(archive: Path) -> str:
    """Return everything that a report says, its names of files too."""
    with zipfile.ZipFile(archive) as packed:
        return "\n".join(f"{name}\n{packed.read(name).decode()}" for name in packed.namelist())


@pytest.mark.parametrize("how", ["segv", "kill"])
def test_an_end_without_goodbye_is_offered_at_the_next_start(tmp_path: Path, how: str) -> None:
    ended(tmp_path, how)
    [crash] = left_behind(tmp_path)
    assert abs(crash.ended_at / 1e6 - os.stat(crash.folder).st_mtime) < 60
    out = tmp_path / "usb"
    out.mkdir()
    report = crash.save(out)
    said = words_in(report)
    assert '"version":"0.1.0"' in said
    assert '"hangs":1' in said
    assert "a call of %s from %s" in said, "which line it was, without what was put into it"
    assert "KeyError" in said
    if how == "segv":
        assert "Segmentation fault" in said


@pytest.mark.parametrize("how", ["segv", "kill"])
def test_48_a_report_holds_nobody_s_name_no_address_and_no_secret(tmp_path: Path, how: str) -> None:
    ended(tmp_path, how)
    [crash] = left_behind(tmp_path)
    everything = words_in(crash.save(tmp_path))
    everything += "".join(p.read_text(errors="replace") for p in crash.folder.iterdir())
    home = str(Path(__file__).parents[2])
    for secret in (PROTECTED, "Resguardo", CALLER, "Quiroga", "canary-7f3a91", "admin:", "10.0.0.9", home):
        assert secret not in everything.replace((crash.folder / "fatal.txt").read_text(), "")
    assert home not in words_in(crash.save(tmp_path))


def test_48_the_log_itself_says_what_broke_and_not_what_it_was_told(tmp_path: Path) -> None:
    ended(tmp_path, "kill")
    lines = (tmp_path / "console.log").read_text().splitlines()
    told = [json.loads(line) for line in lines]
    failure = next(one for one in told if "trace" in one)
    assert failure["trace"][-1] == "KeyError"
    assert "canary-7f3a91" not in "".join(lines)


def test_an_end_in_order_leaves_nothing(tmp_path: Path) -> None:
    ended(tmp_path, "goodbye")
    assert left_behind(tmp_path) == []
    assert list((tmp_path / RUNNING).iterdir()) == []


def test_a_console_that_still_runs_is_not_taken_for_a_crash(tmp_path: Path) -> None:
    running = Running(tmp_path, what_runs("1", ManualClock().now(), ()))
    try:
        assert left_behind(tmp_path) == []
    finally:
        running.leave()
    assert len(left_behind(tmp_path)) == 1


def test_what_was_declined_is_not_offered_again(tmp_path: Path) -> None:
    crashed(tmp_path, 1)
    [crash] = left_behind(tmp_path)
    crash.decline()
    assert left_behind(tmp_path) == []


def test_only_the_newest_are_kept(tmp_path: Path) -> None:
    for number in range(KEPT + 3):
        crashed(tmp_path, number)
        left_behind(tmp_path)
    assert len(left_behind(tmp_path)) == KEPT
    assert len(list((tmp_path / CRASHES).iterdir())) == KEPT


def test_41_42_a_report_follows_no_link_and_replaces_nothing(tmp_path: Path) -> None:
    crashed(tmp_path, 1)
    [crash] = left_behind(tmp_path)
    out, victim = tmp_path / "usb", tmp_path / "victim"
    out.mkdir()
    victim.write_text("precious")
    name = crash.save(out).name
    (out / name).unlink()
    (out / name).symlink_to(victim)
    second = crash.save(out)
    assert victim.read_text() == "precious"
    assert second.name == name.replace(".zip", "-2.zip")
    assert not second.is_symlink()
    assert crash.save(out).name.endswith("-3.zip")


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    crashed(tmp_path, 1)
    [crash] = left_behind(tmp_path)
    with pytest.raises(OSError, match="No such file"):
        crash.save(tmp_path / "none")


def test_what_is_no_folder_of_ours_is_left_alone(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "what.json").write_text("{}")
    (tmp_path / RUNNING).mkdir()
    (tmp_path / RUNNING / "link").symlink_to(outside)
    (tmp_path / RUNNING / "file").write_text("x")
    assert left_behind(tmp_path) == []
    assert (outside / "what.json").exists()


def crashed(data: Path, number: int) -> None:
    """Leave a folder as a crash does."""
    clock = ManualClock()
    Running(data, what_runs("1", clock.now() + number, ())).leave()
