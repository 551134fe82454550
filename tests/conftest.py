"""What every test is held to: no stray warning, thread, task or window, and no secret said aloud.

Qt's own warnings fail a test through pytest-qt (`qt_log_level_fail`), Python's through `filterwarnings`.
Widgets are tested on Qt's offscreen platform; programs that open real windows get one Xvfb for the whole run
(`screen`).
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import re
import sys
import threading
import time
from collections.abc import Callable, Iterator

# Before Qt is imported by anybody, so that a developer's own screen does not flash with test windows.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.pop("DISPLAY", None)
os.environ.pop("WAYLAND_DISPLAY", None)

import pytest

from dev.screen import Screen

pytest_plugins = ["tests.plugins.database", "tests.plugins.backend"]

CANARY = "tigre@canary-7f3a91"
"""The password of every camera, device and person in tests that has one; an @ in it, to split naive URLs."""

SLOW_S = 10.0
THREAD_GRACE_S = 2.0

_BEGAN = time.monotonic()
_log = pytest.StashKey["LogWatch"]()
_threads = pytest.StashKey[set[threading.Thread]]()
_windows = pytest.StashKey[set[int]]()
_slow: list[tuple[float, str]] = []


class LogWatch(logging.Handler):
    """Keeps warnings that nobody expected, and every record that says the canary aloud."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.warnings: list[str] = []
        self.secrets: list[str] = []
        self.expected: dict[str, bool] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Judge one record; its traceback counts as said."""
        text = self.format(record)
        if CANARY in text:
            self.secrets.append(text.replace(CANARY, "<canary>"))
        if record.levelno < logging.WARNING:
            return
        for pattern in self.expected:
            if re.search(pattern, text):
                self.expected[pattern] = True
                return
        self.warnings.append(f"{record.levelname} {record.name}: {text}")

    def complaints(self) -> Iterator[str]:
        """What is wrong with what was logged, one line for each."""
        yield from (f"stray log: {text}" for text in self.warnings)
        yield from (f"a secret was logged: {text}" for text in self.secrets)
        yield from (f"expected in the log, never said: {p}" for p, seen in self.expected.items() if not seen)


class TaskWatch:
    """Notes the tasks that are still pending when an event loop is closed: nobody waited for them."""

    def __init__(self) -> None:
        self.dangling: list[str] = []
        self._cancel_all = asyncio.runners._cancel_all_tasks  # type: ignore[attr-defined]
        asyncio.runners._cancel_all_tasks = self._note  # type: ignore[attr-defined]

    def _note(self, loop: asyncio.AbstractEventLoop) -> None:
        self.dangling += [repr(task) for task in asyncio.all_tasks(loop) if not task.done()]
        self._cancel_all(loop)

    def take(self) -> list[str]:
        """The tasks noted since the last call."""
        taken, self.dangling = self.dangling, []
        return taken


_tasks = TaskWatch()


@pytest.fixture(autouse=True)
def _held_to_the_manners(request: pytest.FixtureRequest) -> None:
    # Runs after the fixtures of wider scope: what those started lives on rightly.
    request.node.stash[_threads] = set(threading.enumerate())


@pytest.fixture
def expect_log(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Call it with a pattern to allow, and to demand, warnings that match."""
    watch = request.node.stash[_log]

    def expect(pattern: str) -> None:
        watch.expected[pattern] = False

    return expect


@pytest.fixture
def canary() -> str:
    """The secret to use as a password: a test in which it appears in a log or on a stream fails."""
    return CANARY


@pytest.fixture(scope="session")
def screen() -> Iterator[Screen]:
    """One Xvfb for the whole run, for programs started as children: `env=screen.environment()`."""
    with_display = Screen()
    yield with_display
    with_display.close()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    watch = item.stash[_log] = LogWatch()
    logging.getLogger().addHandler(watch)
    item.stash[_windows] = set(_top_level_windows())
    return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    try:
        result = yield
    finally:
        logging.getLogger().removeHandler(item.stash[_log])
    complaints = [*item.stash[_log].complaints()]
    complaints += [f"a task was left pending: {task}" for task in _tasks.take()]
    complaints += [f"a thread was left running: {t}" for t in _threads_left(item.stash.get(_threads, None))]
    complaints += [f"a window was left open: {window}" for window in _windows_left(item.stash[_windows])]
    if complaints:
        pytest.fail("\n".join(complaints), pytrace=False)
    return result


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[pytest.TestReport]:
    report: pytest.TestReport = yield
    if call.duration > SLOW_S:
        _slow.append((call.duration, f"{item.nodeid} ({call.when})"))
    said = [title for title, text in report.sections if CANARY in text]
    if said and report.passed:
        report.outcome = "failed"
        report.longrepr = f"a secret was said on: {', '.join(said)}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for seconds, name in sorted(_slow, reverse=True):
        terminalreporter.write_line(f"over {SLOW_S:.0f} s: {seconds:.1f} s {name}")
    if setup_ms := os.environ.get("ATALAYA_SETUP_MS"):
        tests_s = time.monotonic() - _BEGAN
        terminalreporter.write_line(f"set-up {int(setup_ms) / 1000:.1f} s, tests {tests_s:.1f} s")


def _threads_left(before: set[threading.Thread] | None) -> list[threading.Thread]:
    if before is None:  # the test never got as far as its own fixtures
        return []
    end = time.monotonic() + THREAD_GRACE_S
    left = [t for t in threading.enumerate() if t not in before and not isinstance(t, threading._DummyThread)]
    for thread in left:
        thread.join(max(0.0, end - time.monotonic()))
    return [thread for thread in left if thread.is_alive()]


def _windows_left(before: set[int]) -> list[str]:
    if not _top_level_windows().keys() - before:
        return []
    gc.collect()  # a window in a reference cycle is not open, only not yet swept
    left = _top_level_windows()
    return [left[address] for address in left.keys() - before]


def _top_level_windows() -> dict[int, str]:
    """Address -> name of Qt's top-level widgets; nothing if no test has used Qt yet."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    core = sys.modules.get("PySide6.QtCore")
    if widgets is None or core is None or widgets.QApplication.instance() is None:
        return {}
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    alive = widgets.QApplication.topLevelWidgets()
    address = sys.modules["shiboken6"].getCppPointer
    return {address(w)[0]: repr(w) for w in alive if type(w).__name__ != "QTipLabel"}
