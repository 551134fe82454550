"""The loop goes on: through dialogs, failures, hangs and a flood of changes."""

from __future__ import annotations

import asyncio
import ctypes
import os
import signal
import time
from collections.abc import Awaitable, Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

from console.loop import FLUSH_EVERY_MS, Nursery, Signals, Tick, ask, event_loop
from console.sweep import Sweep
from console.watchdog import CrashHook, HangWatch
from domain.clock import SystemClock

Run = Callable[[Awaitable[object]], object]


@pytest.fixture
def run(qapp: QApplication) -> Iterator[Run]:
    sweep = Sweep()
    loop = event_loop(qapp)
    yield loop.run_until_complete  # type: ignore[misc]
    loop.close()
    sweep.close()


def test_a_task_that_fails_is_shown(run: Run, expect_log: Callable[[str], None]) -> None:
    expect_log("task resume failed")
    shown: list[tuple[str, str]] = []

    async def story() -> None:
        nursery = Nursery(lambda name, failure: shown.append((name, str(failure))))

        async def doomed() -> None:
            raise ValueError("no such desk")

        nursery.start(doomed(), "resume")
        nursery.start(asyncio.sleep(60), "wait")
        await asyncio.sleep(0.02)
        assert len(nursery) == 1
        await nursery.close()
        assert len(nursery) == 0

    run(story())
    assert shown == [("resume", "no such desk")]


def test_a_lone_change_is_shown_at_once_and_movement_every_50_ms(run: Run) -> None:
    clock = SystemClock()
    flushed: list[float] = []
    tick = Tick(clock, lambda: flushed.append(time.monotonic()))

    async def story() -> None:
        asked = time.monotonic()
        tick.changed()
        await asyncio.sleep(0.03)
        assert len(flushed) == 1
        assert flushed[0] - asked < 0.015
        await asyncio.sleep(0.1)
        end = time.monotonic() + 0.5
        while time.monotonic() < end:
            tick.moved()
            await asyncio.sleep(0.002)
        gaps = [b - a for a, b in pairwise(flushed[1:])]
        assert 4 <= len(gaps) <= 500 / FLUSH_EVERY_MS
        assert min(gaps) > FLUSH_EVERY_MS / 1000 * 0.9

    run(story())
    tick.stop()


def test_a_call_does_not_wait_behind_positions(run: Run) -> None:
    clock = SystemClock()
    flushed: list[float] = []
    tick = Tick(clock, lambda: flushed.append(time.monotonic()))

    async def story() -> None:
        tick.moved()
        await asyncio.sleep(0.005)
        assert len(flushed) == 1
        tick.moved()
        asked = time.monotonic()
        tick.changed()
        await asyncio.sleep(0.04)
        assert len(flushed) == 2
        assert flushed[1] - asked < 0.03

    run(story())
    tick.stop()


def test_flushes_that_cost_much_come_every_50_ms_at_most(run: Run) -> None:
    clock = SystemClock()
    flushed: list[float] = []

    def dear() -> None:
        flushed.append(time.monotonic())
        until = time.monotonic() + 0.02
        while time.monotonic() < until:
            pass

    tick = Tick(clock, dear)

    async def story() -> None:
        end = time.monotonic() + 0.4
        while time.monotonic() < end:
            tick.changed()
            await asyncio.sleep(0.002)

    run(story())
    tick.stop()
    assert min(b - a for a, b in pairwise(flushed)) > 0.06, "50 ms of freedom after 20 ms of work"


def test_an_open_dialog_stops_nothing(run: Run) -> None:
    beats: list[float] = []

    async def story() -> bool:
        async def beat() -> None:
            while True:
                beats.append(time.monotonic())
                await asyncio.sleep(0.01)

        heart = asyncio.get_running_loop().create_task(beat())
        dialog = QDialog()
        QTimer.singleShot(200, dialog.accept)
        answer = await ask(dialog)
        heart.cancel()
        return answer

    assert run(story()) is True
    assert len(beats) >= 10


def test_a_dialog_whose_task_is_cancelled_goes_away(run: Run) -> None:
    async def story() -> None:
        dialog = QDialog()
        task = asyncio.get_running_loop().create_task(ask(dialog))
        await asyncio.sleep(0.02)
        assert dialog.isVisible()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]

    run(story())


def test_a_signal_reaches_the_loop(run: Run) -> None:
    async def story() -> None:
        told = asyncio.Event()
        signals = Signals(told.set)
        try:
            os.kill(os.getpid(), signal.SIGTERM)
            await asyncio.wait_for(told.wait(), 2)
        finally:
            signals.close()

    run(story())


def test_a_hang_is_written_down_with_its_stack(
    run: Run, tmp_path: Path, expect_log: Callable[[str], None]
) -> None:
    expect_log("the window stood still for")
    expect_log("the window stands still: .*(clock|stood)_still_here")
    clock = SystemClock()
    with (tmp_path / "hang.log").open("w+") as out:
        watch = HangWatch(clock, out)

        async def story() -> None:
            watch.start()
            await asyncio.sleep(0.22)
            assert watch.hangs == 0
            stood_still_here(clock)
            await asyncio.sleep(0.22)

        run(story())
        watch.stop()
        out.seek(0)
        assert "stood_still_here" in out.read()
    assert "stood_still_here" in watch.where, "the diagnostics say where"
    assert watch.hangs == 1
    assert watch.worst_s > 0.3


def test_a_hang_that_holds_the_interpreter_is_written_down_once_it_ends(
    run: Run, tmp_path: Path, expect_log: Callable[[str], None]
) -> None:
    expect_log("the window stood still for")
    expect_log("the window stands still")
    with (tmp_path / "hang.log").open("w+") as out:
        watch = HangWatch(SystemClock(), out)

        async def story() -> None:
            watch.start()
            await asyncio.sleep(0.15)
            held_the_interpreter_here()
            await asyncio.sleep(0.22)

        run(story())
        watch.stop()
        out.seek(0)
        assert "held_the_interpreter_here" in out.read()


def stood_still_here(clock: SystemClock) -> None:
    until = clock.monotonic() + 0.45
    while clock.monotonic() < until:
        pass


def held_the_interpreter_here() -> None:
    """PyDLL calls do not give the lock away while they last."""
    for _ in range(4):
        ctypes.PyDLL(None).usleep(110_000)


def test_an_exception_in_a_slot_is_shown_and_the_window_lives(
    run: Run, expect_log: Callable[[str], None]
) -> None:
    expect_log("unexpected failure")
    shown: list[str] = []
    hook = CrashHook(lambda where, failure: shown.append(f"{where}: {failure}"))

    def slot() -> None:
        raise RuntimeError("bad row")

    async def story() -> None:
        QTimer.singleShot(0, slot)
        await asyncio.sleep(0.05)

    try:
        run(story())
    finally:
        hook.close()
    assert shown == ["slot: bad row"]


def test_a_failure_that_repeats_does_not_fill_the_disk(
    run: Run, expect_log: Callable[[str], None], caplog: pytest.LogCaptureFixture
) -> None:
    expect_log("unexpected failure")
    shown: list[str] = []
    hook = CrashHook(lambda where, failure: shown.append(str(failure)))
    timer = QTimer()

    def slot() -> None:
        raise RuntimeError("every time")

    async def story() -> None:
        timer.timeout.connect(slot)
        timer.start(1)
        await asyncio.sleep(0.25)
        timer.stop()

    try:
        run(story())
    finally:
        hook.close()
    assert 2 <= len(shown) <= 9, "the first, the second, the fourth, the eighth ..."
