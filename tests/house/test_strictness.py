"""tests/conftest.py fails a test that leaves something behind: each watch is seen to bark."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]

UNTIDY = """
import asyncio, logging, threading, warnings
import pytest
from PySide6.QtCore import qWarning
from PySide6.QtWidgets import QWidget

kept = []

def test_warning_of_python(): warnings.warn("something is amiss")
def test_warning_of_qt(qapp): qWarning("something is amiss")
def test_stray_log(): logging.getLogger("backend").warning("something is amiss")
def test_unsaid_log(expect_log): expect_log("never said")
def test_thread(): threading.Thread(target=threading.Event().wait, daemon=True).start()
async def test_task(): kept.append(asyncio.create_task(asyncio.sleep(60)))
def test_window(qapp):
    kept.append(QWidget())
    kept[-1].show()
def test_secret_in_log(canary): logging.getLogger("streams").info("rtsp://admin:%s@camera", canary)
def test_secret_in_traceback(canary, expect_log):
    expect_log("cannot connect")
    try:
        raise ValueError(canary)
    except ValueError:
        logging.getLogger("streams").exception("cannot connect")
def test_secret_on_a_stream(canary): print(canary)
"""

TIDY = """
import asyncio, logging, threading
from PySide6.QtWidgets import QWidget

def test_log(expect_log):
    expect_log("is amiss")
    logging.getLogger("backend").warning("something is amiss")
def test_thread():
    thread = threading.Thread(target=int)
    thread.start()
async def test_task(): await asyncio.create_task(asyncio.sleep(0))
def test_window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
def test_secret(canary): assert "@" in canary
"""


def run_pytest(place: Path, text: str) -> subprocess.CompletedProcess[str]:
    shutil.copy(TESTS / "conftest.py", place / "conftest.py")
    (place / "test_it.py").write_text(text)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-c",
        str(TESTS.parent / "pyproject.toml"),
        "--rootdir",
        str(place),
    ]
    return subprocess.run(
        [*command, "-p", "no:cacheprovider", "-rfE", "test_it.py"],
        cwd=place,
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )


def test_every_untidy_test_fails(tmp_path: Path) -> None:
    out = run_pytest(tmp_path, UNTIDY).stdout
    told = [line for line in out.splitlines() if line.startswith(("FAILED test", "ERROR test"))]
    names = {line.split("def ")[1].split("(")[0] for line in UNTIDY.splitlines() if "def test" in line}
    assert {line.split("::")[1].split(" ")[0] for line in told} == names
    for reason in (
        "stray log: WARNING backend: something is amiss",
        "expected in the log, never said: never said",
        "a task was left pending: <Task pending name=",
        "a thread was left running: <Thread(",
        "a window was left open: <PySide6.QtWidgets.QWidget",
        "a secret was logged: rtsp://admin:<canary>@camera",
        "a secret was said on: Captured stdout call",
    ):
        assert reason in out


def test_tidy_tests_pass(tmp_path: Path) -> None:
    run = run_pytest(tmp_path, TIDY)
    assert run.returncode == 0, run.stdout
