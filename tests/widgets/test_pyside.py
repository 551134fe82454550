"""PySide itself: painting must not eat references on None, as 6.12.0 did on Python 3.11 until it died."""

from __future__ import annotations

import gc
import sys

from PySide6.QtGui import QPainter, QPixmap
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import Painted
from widgets import samples
from widgets.call_queue import CallQueue
from widgets.ink import Ink
from widgets.look import Look
from widgets.samples import Rows


def test_a_thousand_repaints_leave_none_alone(qtbot: QtBot, look: Look) -> None:
    queue = CallQueue(look)
    qtbot.addWidget(queue)
    model = Rows(samples.calls())
    queue.set_model(model)
    queue.resize(360, 300)
    target = QPixmap(360, 300)
    queue.render(target)
    gc.collect()  # what other tests left behind must not go away while this one counts
    before = sys.getrefcount(None)
    for _ in range(60):
        queue.render(target)
    painter = QPainter(target)
    ink = Ink(painter, look)
    for step in range(1000):
        ink.rule(0, 100, step % 300)
    painter.end()
    assert abs(sys.getrefcount(None) - before) < 500


def test_icons_do_not_need_qtawesome_itself(look: Look, painted: Painted) -> None:
    look.icon("phone-incoming", 16, "text.primary")
    assert "qtawesome" not in sys.modules
