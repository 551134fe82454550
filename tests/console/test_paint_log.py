"""What the bench of the way to the screen relies on: a row is logged once, and only when it was painted."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QStringListModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QPlainTextEdit

from console.paint_log import PaintLog
from console.presenters.intentions import Intentions
from console.presenters.queue import QueuePresenter
from tests.console.desk import Desk
from widgets.call_queue import CallQueue, CallRow
from widgets.look import Look
from widgets.rows import ROW


def test_rows_on_the_screen_are_logged_once_and_rows_below_it_when_they_come_up(
    qapp: QApplication, tmp_path: Path
) -> None:
    desk, look = Desk(), Look()
    pane = CallQueue(look)
    pane.resize(360, 36 + 5 * 52 + 36)
    intentions = Intentions(desk.commands, lambda _: None)  # type: ignore[arg-type]
    presenter = QueuePresenter(desk.picture, intentions, pane, look, lambda _: None)

    def key_of(index: object) -> UUID | None:
        row = index.data(ROW)  # type: ignore[attr-defined]
        return row.id if isinstance(row, CallRow) else None

    log = PaintLog(pane.list, key_of, tmp_path / "paints")
    pane.show()
    calls = [desk.rings(str(n), ago=20 - n) for n in range(8)]
    QTest.qWait(80)

    def logged() -> list[str]:
        return [line.split()[0] for line in (tmp_path / "paints").read_text().splitlines()]

    assert [str(call.id) for call in calls[:5]] == logged()[:5]
    assert str(calls[7].id) not in logged(), "it waits below the edge"
    pane.list.scrollToBottom()
    QTest.qWait(80)
    assert str(calls[7].id) in logged()
    assert len(logged()) == len(set(logged()))
    log.note("link:stale", pane)
    QTest.qWait(80)
    assert logged()[-1] == "link:stale"
    log.close()
    presenter.close()
    pane.close()
    pane.deleteLater()


def test_each_letter_is_logged_with_the_length_of_its_text_and_never_with_the_text(
    qapp: QApplication, tmp_path: Path
) -> None:
    line, text, view = QLineEdit(), QPlainTextEdit(), QListView()
    view.setModel(QStringListModel())
    for widget in (line, text):
        widget.show()
    log = PaintLog(view, lambda _: None, tmp_path / "paints")
    log.follow_typing({"place": line, "narrative": text})
    for letter in "abc":
        QTest.keyClick(line, letter)
    QTest.keyClick(text, "x")
    QTest.qWait(50)
    told = [entry.split()[0] for entry in (tmp_path / "paints").read_text().splitlines()]
    assert told == ["typed:place:1", "typed:place:2", "typed:place:3", "typed:narrative:1"]
    log.close()
    for widget in (line, text, view):
        widget.close()
        widget.deleteLater()
