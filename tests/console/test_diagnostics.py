"""What the console tells of itself: its pauses, its failures, and a page that anybody may be shown."""

from __future__ import annotations

import asyncio
import gc
import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QWidget
from pytestqt.qtbot import QtBot

from console.caretaker import moment_words
from console.crashes import Running, left_behind, what_runs
from console.diagnostics import Diagnosis, Watched, groups_of
from console.loop import event_loop
from console.meters import Held, Meters, PauseMeter, held
from console.watchdog import CrashHook
from domain.clock import SECOND, ManualClock, SystemClock
from widgets.diagnostics import DiagnosticsPane, Meter, MeterGroup, as_text
from widgets.look import Look
from widgets.report_offer import ReportOffer

SECRET = "Pasaje del Resguardo 4451"


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return Look("dark")


@pytest.fixture
def meters(qapp: QApplication) -> Iterator[Meters]:
    made = Meters(SystemClock())
    yield made
    made.close()


@pytest.fixture
def hook() -> Iterator[CrashHook]:
    made = CrashHook(lambda where, failure: shown.append((where, type(failure).__name__)))
    shown.clear()
    yield made
    made.close()


shown: list[tuple[str, str]] = []


# ---- failures ------------------------------------------------------------------------------------------


class FailsToPaint(QWidget):
    """Breaks while it paints."""

    def paintEvent(self, event: QPaintEvent) -> None:
        raise KeyError(SECRET)


class FailsToTell(QAbstractListModel):
    """A model that breaks when a view asks."""

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 1

    def data(self, index: QModelIndex, role: int = 0) -> object:
        raise ValueError(SECRET)


def test_a_failure_while_painting_is_shown_and_the_window_lives(
    qtbot: QtBot, hook: CrashHook, expect_log: Callable[[str], None]
) -> None:
    expect_log("unexpected failure in a slot")
    broken = FailsToPaint()
    qtbot.addWidget(broken)
    QTimer.singleShot(0, broken, broken.show)
    qtbot.waitUntil(lambda: ("slot", "KeyError") in shown, timeout=2000)
    assert broken.isVisible()
    broken.close()


def test_a_failure_in_a_model_is_shown(
    qtbot: QtBot, hook: CrashHook, expect_log: Callable[[str], None]
) -> None:
    expect_log("unexpected failure in a slot")
    view, model = QListView(), FailsToTell()
    qtbot.addWidget(view)
    QTimer.singleShot(0, view, lambda: (view.setModel(model), view.show()))
    qtbot.waitUntil(lambda: ("slot", "ValueError") in shown, timeout=2000)
    view.close()
    view.setModel(None)


def test_a_failure_in_a_thread_is_shown(hook: CrashHook, expect_log: Callable[[str], None]) -> None:
    expect_log("unexpected failure in a thread")

    def work() -> None:
        raise ValueError(SECRET)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert shown == [("thread", "ValueError")]


def test_a_task_that_nobody_awaits_is_shown(
    qapp: QApplication, hook: CrashHook, expect_log: Callable[[str], None]
) -> None:
    expect_log("unexpected failure in a task")
    loop = event_loop(qapp)
    loop.set_exception_handler(hook.in_loop)

    async def forgotten() -> None:
        raise ValueError(SECRET)

    async def story() -> None:
        task = asyncio.get_running_loop().create_task(forgotten())
        await asyncio.sleep(0.01)
        del task
        gc.collect()

    try:
        loop.run_until_complete(story())
    finally:
        loop.close()
        asyncio.set_event_loop(None)
    assert shown == [("task", "ValueError")]
    assert hook.total == 1


def test_a_failing_show_does_not_hide_the_failure(
    qapp: QApplication, expect_log: Callable[[str], None], caplog: pytest.LogCaptureFixture
) -> None:
    expect_log("unexpected failure in a thread")
    expect_log("the failure could not be shown")

    def cannot(where: str, failure: BaseException) -> None:
        raise RuntimeError("no window")

    def work() -> None:
        raise ValueError("x")

    hook = CrashHook(cannot)
    try:
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    finally:
        hook.close()
    assert hook.total == 1


# ---- meters --------------------------------------------------------------------------------------------


def test_pauses_are_told_by_half_by_hundredth_and_by_the_worst() -> None:
    clock = ManualClock()
    meter = PauseMeter(clock)
    for number in range(1000):
        meter.add(200.0 if number == 500 else 1.0 if number % 50 else 40.0)
    told = meter.minute()
    assert told.turns == 1000
    assert told.p50 == pytest.approx(1.0, rel=0.2)
    assert told.p99 == pytest.approx(40.0, rel=0.2)
    assert told.worst == 200.0


def test_a_pause_leaves_the_minute_and_stays_in_the_hour() -> None:
    clock = ManualClock()
    meter = PauseMeter(clock)
    meter.add(300.0)
    clock.advance(90)
    meter.add(0.0)
    assert meter.minute().worst == 0.0
    assert meter.hour().worst == 300.0
    clock.advance(3700)
    meter.add(0.0)
    assert meter.hour().worst == 0.0


def test_a_sweep_of_the_collector_is_measured(meters: Meters) -> None:
    gc.collect()
    assert meters.sweeps.hour().turns >= 1


# ---- the page ------------------------------------------------------------------------------------------


def test_the_page_opens_over_the_window_by_key_and_closes_with_esc(
    qtbot: QtBot, look: Look, meters: Meters
) -> None:
    frame = QWidget()
    frame.resize(1366, 768)
    qtbot.addWidget(frame)
    diagnosis = Diagnosis(frame, lambda: look, lambda: Watched(meters, "9.9"))
    with qtbot.waitActive(frame):
        frame.show()
        frame.activateWindow()
    QTest.keyClick(frame, Qt.Key.Key_F12, Qt.KeyboardModifier.ControlModifier)
    pane = diagnosis.pane()
    assert pane is not None
    assert frame.rect().contains(pane.geometry())
    assert any(meter == Meter("Atalaya", "9.9") for group in pane.groups() for meter in group.meters)
    QTest.keyClick(pane, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "Atalaya: 9.9" in QGuiApplication.clipboard().text()
    QTest.keyClick(pane, Qt.Key.Key_Escape)
    assert diagnosis.pane() is None
    QGuiApplication.clipboard().clear()


def test_it_is_filled_anew_while_it_is_open_and_costs_nothing_while_it_is_closed(
    qtbot: QtBot, look: Look, meters: Meters
) -> None:
    frame = QWidget()
    qtbot.addWidget(frame)
    asked: list[int] = []

    def watched() -> Watched:
        asked.append(1)
        return Watched(meters, "1")

    diagnosis = Diagnosis(frame, lambda: look, watched)
    frame.show()
    assert asked == []
    diagnosis.open()
    qtbot.waitUntil(lambda: len(asked) >= 2, timeout=2500)
    diagnosis.close()
    assert not any(timer.isActive() for timer in diagnosis.findChildren(QTimer))


def test_a_hang_a_failure_and_a_bad_end_are_marked(meters: Meters, hook: CrashHook) -> None:
    hook.total = 3
    meters.pauses.add(400.0)
    groups = groups_of(Watched(meters, "1", hook=hook, last_crash="ayer 21:46"), held(), 100)
    text = as_text(groups)
    assert "! Fallas inesperadas: 3" in text
    assert "! Terminó mal: ayer 21:46" in text
    assert "máx 400 ms" in text


def test_a_system_that_does_not_tell_leaves_lines_out(meters: Meters) -> None:
    groups = groups_of(Watched(meters, "1"), Held(None, None, 7, None), 100)
    memory = next(group for group in groups if group.title == "Memoria")
    assert [meter.name for meter in memory.meters] == ["Hilos", "Objetos de Qt"]


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1366, 768), (1024, 640), (500, 400)])
def test_the_page_stays_inside_the_window(qtbot: QtBot, look: Look, width: int, height: int) -> None:
    frame = QWidget()
    qtbot.addWidget(frame)
    frame.resize(width, height)
    pane = DiagnosticsPane(look, frame)
    rows = tuple(Meter(f"medidor {number}", "1") for number in range(9))
    pane.set_groups(tuple(MeterGroup(f"Grupo {number}", rows) for number in range(6)))
    frame.show()
    frame.resize(width - 10, height)
    assert frame.rect().contains(pane.geometry())


# ---- the report ----------------------------------------------------------------------------------------


def test_the_band_offers_and_is_sent_away(qtbot: QtBot, look: Look) -> None:
    login = QWidget()
    login.resize(1366, 768)
    qtbot.addWidget(login)
    offer = ReportOffer(look, login)
    offer.say("Atalaya terminó mal ayer 21:46.")
    login.show()
    assert offer.geometry().top() == 0
    assert offer.height() <= 44, "a band, nothing that covers the login"
    assert offer.accessibleName() == "Atalaya terminó mal ayer 21:46."
    buttons = {
        button.accessibleName(): button for button in offer.findChildren(QWidget) if button.accessibleName()
    }
    with qtbot.waitSignal(offer.decline_requested, timeout=500):
        QTest.mouseClick(buttons["No volver a ofrecer"], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(offer.save_requested, timeout=500):
        QTest.mouseClick(buttons["Guardar informe"], Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("ago_h", "words"), [(0, "hoy 21:46"), (24, "ayer 21:46"), (72, "el viernes 20 nov 21:46")]
)
def test_when_it_ended_is_said_as_people_say_it(look: Look, ago_h: int, words: str) -> None:
    evening = 1_795_481_160 * SECOND  # Monday 23 November 2026, 21:46 at the site
    assert moment_words(look, evening - ago_h * 3600 * SECOND, evening + 600 * SECOND) == words


def test_the_root_log_is_left_as_it_was(tmp_path: Path) -> None:
    before = logging.getLogger().handlers[:]
    running = Running(tmp_path, what_runs("1", 1, ()))
    running.goodbye()
    running.goodbye()
    assert logging.getLogger().handlers == before
    assert left_behind(tmp_path) == []
