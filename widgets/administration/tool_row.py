"""The line over a register: search, filters, a new thing; what does not fit goes to a second line."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.look import Look


class ToolRow(QWidget):
    """Places a search field that takes the room left over, filters after it, and one act at the right."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._search: QWidget | None = None
        self._filters: list[tuple[QWidget, int]] = []
        self._act: QWidget | None = None
        self._lines = 1
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._fix()

    def set_search(self, search: QWidget) -> None:
        """The field at the left."""
        search.setParent(self)
        self._search = search
        self._place()

    def add_filter(self, one: QWidget, width: int) -> None:
        """A filter of so many pixels at 100 %."""
        one.setParent(self)
        self._filters.append((one, self._look.px(width)))
        self._place()

    def set_act(self, act: QWidget) -> None:
        """The act at the right."""
        act.setParent(self)
        self._act = act
        self._place()

    def sizeHint(self) -> QSize:
        """54 px a line."""
        return QSize(200, self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width."""
        self._place()

    def _height(self) -> int:
        return self._look.px(20) + self._lines * self._look.size("size.field") + (self._lines - 1) * 8

    def _fix(self) -> None:
        self.setFixedHeight(self._height())

    def _place(self) -> None:
        look, gap, inset = self._look, self._look.px(8), self._look.px(11)
        height, room = look.size("size.field"), self.width() - 2 * inset
        shown = [(one, wide) for one, wide in self._filters if not one.isHidden()]
        act = self._act.sizeHint().width() if self._act is not None and not self._act.isHidden() else 0
        wanted = sum(wide + gap for _, wide in shown)
        lines = 1 if room >= look.px(200) + wanted + act + gap else 2
        if lines != self._lines:
            self._lines = lines
            self._fix()
        top, right = look.px(10), self.width() - inset
        if self._act is not None and act:
            self._act.setGeometry(right - act, top, act, height)
            right -= act + look.px(16)
        left = inset
        if self._search is not None:
            most = right - left - (wanted if lines == 1 else 0)
            wide = max(look.px(120), min(most, look.px(300 if lines == 1 else 900)))
            self._search.setGeometry(left, top, wide, height)
            left += wide + gap
        if lines == 2:
            left, top = inset, top + height + gap
            share = (room - gap * max(0, len(shown) - 1)) // max(1, len(shown))
            shown = [(one, min(wide, share)) for one, wide in shown]
        for one, wide in shown:
            one.setGeometry(left, top, wide, height)
            left += wide + gap
