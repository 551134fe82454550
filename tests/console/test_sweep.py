"""Garbage is collected by the window's thread, whoever made it."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from console.sweep import Sweep


class Knot(QObject):
    """A Qt object that only the collector can take away."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


@pytest.fixture
def sweep(qapp: object) -> Iterator[Sweep]:
    gc.collect()
    sweeping = Sweep()
    yield sweeping
    sweeping.close()
    assert gc.isenabled()


def litter(kept: list[list[int]]) -> None:
    """Make so many objects that Python by itself would collect, in all generations."""
    for _ in range(300_000):
        kept.append([])


def test_another_threads_litter_does_not_collect_a_window_there(sweep: Sweep, qtbot: QtBot) -> None:
    swept_in: list[threading.Thread] = []
    weakref.finalize(Knot(), lambda: swept_in.append(threading.current_thread()))
    kept: list[list[int]] = []
    thread = threading.Thread(target=litter, args=(kept,))
    thread.start()
    thread.join()
    assert swept_in == []
    qtbot.waitUntil(lambda: bool(swept_in), timeout=3000)
    assert swept_in == [threading.main_thread()]
