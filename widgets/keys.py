"""Keys that say what they do: shortcuts with their words, and widgets that tell the keys they answer to.

Nothing is registered anywhere: whoever wants to know which keys work walks the widgets that are on screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget

from widgets.buttons import sequence


@dataclass(frozen=True, slots=True)
class KeyHere:
    """A key as it is printed, and what it does."""

    key: str
    words: str


@runtime_checkable
class TellsKeys(Protocol):
    """A widget that answers to keys itself, without shortcuts: arrows on a map, Enter on a row."""

    def keys_here(self) -> tuple[KeyHere, ...]:
        """The keys that it answers to while it has the keyboard."""
        ...


def shortcut(
    parent: QWidget,
    key: str,
    words: str,
    act: Callable[[], object],
    context: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut,
) -> QShortcut:
    """Make a key work while `parent` is on screen; `words` say what it does, for the help (F1)."""
    made = QShortcut(sequence(key), parent)
    made.setContext(context)
    made.setAutoRepeat(False)
    made.setWhatsThis(words)
    made.activated.connect(lambda: act())
    # Two panes side by side that have the same key take turns.
    made.activatedAmbiguously.connect(lambda: act())
    return made


def printed(keys: QKeySequence) -> str:
    """A sequence as it is printed on a key cap: Ctrl K."""
    return keys.toString(QKeySequence.SequenceFormat.PortableText).replace("+", " ").strip()


def cap(keys: QKeySequence) -> str:
    """A sequence as the person's keyboard has it: Supr where others say Del."""
    words = printed(keys)
    return QCoreApplication.translate("workspace", "Supr") if words == "Del" else words


def shortcuts_in(root: QWidget) -> Iterator[tuple[QWidget, KeyHere]]:
    """Walk the keys that work under `root` now, each with the widget that it belongs to."""
    for found in root.findChildren(QShortcut):
        owner = found.parent()
        if found.isEnabled() and isinstance(owner, QWidget) and owner.isVisible() and printed(found.key()):
            words = found.whatsThis() or owner.accessibleName()
            if words:
                yield owner, KeyHere(cap(found.key()), words)
    for button in root.findChildren(QAbstractButton):
        if button.isVisible() and button.isEnabled() and printed(button.shortcut()):
            yield button, KeyHere(cap(button.shortcut()), button.accessibleName() or button.text())
