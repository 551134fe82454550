"""F1 anywhere, ? wherever no text is being typed: the keys of where one is, over the window in front."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from widgets.help_sheet import HelpSheet, KeyGroup, keys_of
from widgets.keys import shortcut
from widgets.look import Look

Verbs = Callable[[], tuple[KeyGroup, ...]]
"""More to show after the keys: what the command line understands."""


class Help:
    """One for the program; the sheet is made anew each time, from what works at that moment."""

    def __init__(self, frame: QWidget, look: Callable[[], Look], verbs: Verbs) -> None:
        self._frame = frame
        self._look = look
        self._verbs = verbs
        self._sheet: HelpSheet | None = None
        # Qt offers a printable key to a field of text first: there ? is a question mark.
        words = QCoreApplication.translate("help", "estas teclas")
        made = shortcut(frame, "F1", words, self.show, Qt.ShortcutContext.ApplicationShortcut)
        # Some keyboards say ? and some say Shift and ?.
        made.setKeys([QKeySequence("F1"), QKeySequence("?"), QKeySequence("Shift+?")])

    def show(self) -> HelpSheet | None:
        """Open the sheet over the window in front; nothing happens while one is open."""
        window = QApplication.activeWindow() or self._frame
        if window.findChild(HelpSheet) is not None:
            return None
        groups = (*keys_of(window, window.focusWidget()), *self._verbs())
        self._sheet = HelpSheet(self._look(), groups, window)
        return self._sheet
