"""A page that lies over some panes for a while and leaves the others live."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from domain.workspace import Slot
from widgets.workspace.ground import WorkspaceGround


class Cover:
    """Over every pane of the page on screen but those that stay live; what lies below takes no key."""

    def __init__(self, ground: WorkspaceGround) -> None:
        self._ground = ground
        self._page: QWidget | None = None
        self._live: Collection[Slot] = ()
        self._asleep: list[QWidget] = []
        ground.laid_out.connect(self._place)

    def lay(self, page: QWidget, live: Collection[Slot]) -> None:
        """Lay `page` over all but `live`."""
        self.take_away()
        self._page, self._live = page, live
        page.setParent(self._ground)
        self._place()
        page.show()

    def take_away(self) -> None:
        """Show again what was below."""
        page, self._page = self._page, None
        if page is not None:
            page.hide()
        self._wake()

    def _wake(self) -> None:
        for pane in self._asleep:
            pane.setEnabled(True)
        self._asleep.clear()

    def _place(self) -> None:
        if self._page is None:
            return
        self._wake()
        area = QRect()
        for slot, place in self._ground.plan.panes.items():
            pane = self._ground.pane(slot)
            if slot in self._live or pane is None:
                continue
            area = area.united(place)
            # A key that creates or closes must not act on a form that nobody sees.
            pane.setEnabled(False)
            self._asleep.append(pane)
        self._page.setGeometry(area if not area.isNull() else self._ground.rect())
        self._page.raise_()
