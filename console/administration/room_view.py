"""The operators' window as an auditor sees it: nothing to press, and a tab that leads back to the audit."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from console.operator_window import OperatorWindow

translate = QCoreApplication.translate

BACK = "audit"


class RoomView:
    """Adds the way back to the operators' window; `back` shows the auditor's own."""

    def __init__(self, window: OperatorWindow, desk: str, back: Callable[[], None]) -> None:
        self._window, self._desk, self._back = window, desk, back

    def enter(self) -> None:
        """Show the tab, and let it lead back."""
        window = self._window
        tabs = window.top.tabs
        pages = tuple(pair for pair in tabs.pages() if pair[0] != BACK)
        window.top.set_pages((*pages, (BACK, translate("administration", "Auditoría"))))
        window.top.page_picked.disconnect()
        window.top.page_picked.connect(self._turn)
        window.top.set_page(window.page().value)
        window.top.set_desk(self._desk, translate("administration", "Sólo lectura"))

    def _turn(self, page: str) -> None:
        if page == BACK:
            self._back()
        else:
            self._window.show_page(page)
