"""A program for test_workspace_killed.py: arranges a desk, then dies by kill -9 with a pane in its hand."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.presenters.workspaces import WorkspacesPresenter
from domain.inquiries import AnyInquiry, AnyReply
from domain.refusal import Refused
from domain.workspace import Slot, write_layout
from tests.console.desk import Desk
from widgets.look import Look
from widgets.operator_shell import OperatorShell
from widgets.workspace.edges import Grip, SeamHandle
from widgets.workspace.tree import Side


async def nobody(inquiry: AnyInquiry) -> AnyReply:
    """The server is away."""
    raise Refused("link.silent")


def start(work: Coroutine[Any, Any, Any], name: str) -> None:
    """Do it at once."""
    asyncio.run(work)


def main(folder: Path, held: str) -> None:
    """Arrange, let the desk write it down, take hold of something, die."""
    qt = QApplication([])
    shell = OperatorShell(Look())
    for slot in (Slot.QUEUE, Slot.ALERTS, Slot.FORM, Slot.BOARD, Slot.MAP, Slot.VIDEO):
        shell.put(slot, QWidget())
    shell.resize(1920, 1080)
    shell.show()
    ground = shell.workspace
    presenter = WorkspacesPresenter(ground, folder, nobody, start, lambda *_: None, lambda _: None)
    who = Desk().picture.who
    assert who is not None, "Lucía sits there"
    presenter.begin(who)
    ground.move_beside(Slot.ALERTS, Slot.MAP, Side.BELOW)
    presenter._write_soon.timeout.emit()
    print(write_layout(ground.layout_now()), flush=True)
    pane = ground.pane(Slot.MAP)
    assert pane is not None, "it was put there"
    taken: QWidget = pane.findChildren(Grip)[0] if held == "head" else ground.findChildren(SeamHandle)[0]
    QTest.mousePress(taken, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(4, 4))
    for step in range(1, 12):
        QTest.mouseMove(taken, QPoint(4 - 9 * step, 4 + 9 * step))
        qt.processEvents()
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
