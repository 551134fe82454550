"""Every question the desk asks leaves the rest of it running, and cannot be answered by half."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from console import dialogs
from console.dialogs import ShelveDialog
from console.loop import ask, event_loop
from widgets.look import Look

DIALOGS = [
    kind
    for _, kind in inspect.getmembers(dialogs, inspect.isclass)
    if issubclass(kind, QDialog) and kind is not QDialog
]


def made(kind: type[QDialog]) -> QDialog:
    if kind is ShelveDialog:
        return ShelveDialog(Look(), "Botón de pánico · San Telmo")
    raise AssertionError(f"{kind.__name__}: say here how it is made")


@pytest.fixture
def loop(qapp: QApplication) -> Iterator[asyncio.AbstractEventLoop]:
    found = event_loop(qapp)
    yield found
    found.close()


@pytest.mark.parametrize("kind", DIALOGS)
def test_the_heart_beats_on_while_a_dialog_is_open(
    loop: asyncio.AbstractEventLoop, kind: type[QDialog]
) -> None:
    beats = 0

    async def story() -> bool:
        nonlocal beats
        dialog = made(kind)
        QTimer.singleShot(250, dialog.reject)
        asking = asyncio.ensure_future(ask(dialog))
        while not asking.done():
            beats += 1
            await asyncio.sleep(0.01)
        return await asking

    assert loop.run_until_complete(story()) is False
    assert beats >= 12


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_L])
def test_a_call_is_answered_and_the_desk_locked_whatever_is_being_asked(
    loop: asyncio.AbstractEventLoop, key: Qt.Key
) -> None:
    window = QWidget()
    acted: list[str] = []
    for name in ("F2", "Ctrl+L"):
        QShortcut(QKeySequence(name), window).activated.connect(lambda name=name: acted.append(name))
    window.show()

    async def story() -> bool:
        dialog = ShelveDialog(Look(), "Botón de pánico · San Telmo", window)
        asking = asyncio.ensure_future(ask(dialog))
        await asyncio.sleep(0)
        QTest.qWaitForWindowExposed(dialog)
        held = Qt.KeyboardModifier.ControlModifier if key == Qt.Key.Key_L else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(dialog, key, held)
        return await asking

    assert loop.run_until_complete(story()) is False
    assert acted == ["F2" if key == Qt.Key.Key_F2 else "Ctrl+L"]
    window.close()


def test_an_alert_is_not_put_aside_without_a_reason(qapp: QApplication) -> None:
    dialog = made(ShelveDialog)
    assert isinstance(dialog, ShelveDialog)
    answers: list[int] = []
    dialog.finished.connect(answers.append)
    dialog.open()
    QTest.keyClick(dialog._reason, Qt.Key.Key_Return)
    assert answers == []
    QTest.keyClicks(dialog._reason, "se revisa")
    QTest.keyClick(dialog._reason, Qt.Key.Key_Return)
    assert answers == [QDialog.DialogCode.Accepted.value]
    assert (dialog.minutes, dialog.reason) == (15, "se revisa")
    dialog.deleteLater()


def test_everything_in_a_dialog_has_a_name_for_a_screen_reader(qapp: QApplication) -> None:
    for kind in DIALOGS:
        dialog = made(kind)
        nameless = [
            child
            for child in dialog.findChildren(object)
            if getattr(child, "focusPolicy", lambda: Qt.FocusPolicy.NoFocus)() != Qt.FocusPolicy.NoFocus
            and not child.accessibleName()  # type: ignore[attr-defined]
        ]
        assert not nameless, nameless
        dialog.deleteLater()
