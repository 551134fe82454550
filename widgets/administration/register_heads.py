"""The heads over a register: names of the columns, the order they are in, and how wide each is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.administration.values import Column
from widgets.ink import Ink
from widgets.look import Look

HEIGHT = 31
INSET = 10
"""Pixels at 100 % between a column's edge and its words."""


def widths(columns: Sequence[Column], room: int, look: Look) -> list[int]:
    """Pixels of each column in this room; 0 for a column that gave way."""
    shown = list(columns)
    least = sum(look.px(one.width) for one in shown)
    for one in sorted((c for c in columns if c.gives_way), key=lambda c: -c.gives_way):
        if least <= room:
            break
        shown.remove(one)
        least -= look.px(one.width)
    spare, shares = max(0, room - least), sum(one.grow for one in shown)
    made = [
        look.px(one.width) + (spare * one.grow // shares if shares else 0) if one in shown else 0
        for one in columns
    ]
    last = max((n for n, wide in enumerate(made) if wide), default=0)
    if made:
        made[last] += room - sum(made) if shares and room > sum(made) else 0
    return made


class RegisterHeads(QWidget):
    """A line of column names; a click, or arrows and Enter, asks for another order.

    *Signals:* `order_picked(str, bool)`: the column's code, and whether the greatest stands first.
    """

    order_picked = Signal(str, bool)

    def __init__(self, look: Look, columns: tuple[Column, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._columns = look, columns
        self._places: list[int] = [0] * len(columns)
        self._code, self._down = "", False
        self._at = 0
        self._ringed = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(QCoreApplication.translate("administration", "Orden de la lista"))
        self.setFixedHeight(look.px(HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_widths(self, made: list[int]) -> None:
        """Stand over these columns."""
        self._places = made
        self.update()

    def set_order(self, code: str, down: bool) -> None:
        """Show the order the list is in."""
        self._code, self._down = code, down
        title = next((one.title for one in self._columns if one.code == code), "")
        self.setAccessibleDescription(title)
        self.update()

    def sizeHint(self) -> QSize:
        """31 px."""
        return QSize(100, self._look.px(HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go from head to head, Enter asks for its order."""
        able = [n for n, one in enumerate(self._columns) if one.sortable and self._places[n]]
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and able:
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            now = able.index(self._at) if self._at in able else 0
            self._at = able[max(0, min(len(able) - 1, now + step))]
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._pick(self._at)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the order of the column under the mouse."""
        left = 0.0
        for number, wide in enumerate(self._places):
            if left <= event.position().x() < left + wide:
                self._pick(number)
                return
            left += wide

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring is for the keyboard only."""
        self._ringed = event.reason() is not Qt.FocusReason.MouseFocusReason
        able = [n for n, one in enumerate(self._columns) if one.sortable and self._places[n]]
        if able and self._at not in able:
            self._at = able[0]
        super().focusInEvent(event)

    def _pick(self, number: int) -> None:
        column = self._columns[number]
        if column.sortable:
            self._at = number
            self.order_picked.emit(column.code, column.code == self._code and not self._down)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Names on a raised ground; the arrow stands on the side where the words end."""
        ink, look = Ink(QPainter(self), self._look), self._look
        area = QRectF(self.rect())
        ink.fill(area, "surface.raised")
        ink.rule(0, area.right(), area.bottom() - 1)
        left = 0.0
        for number, (column, wide) in enumerate(zip(self._columns, self._places, strict=True)):
            if not wide:
                continue
            cell = QRectF(left, 0, wide, area.height() - 1)
            words = cell.adjusted(look.px(INSET), 0, -look.px(INSET), 0)
            here = column.code == self._code
            if here and column.side != "right":  # 16 px are kept for the arrow
                words.setRight(words.right() - look.px(16))
            drawn = ink.text(words, column.title, "body medium", "text.secondary", column.side)
            if here:
                x = words.left() + drawn + look.px(4)
                if column.side == "right":
                    x = words.right() - drawn - look.px(16)
                ink.icon(
                    x, cell.center().y(), "caret-down-fill" if self._down else "caret-up-fill", 12,
                    "accent.text",
                )  # fmt: skip
            if self._ringed and self.hasFocus() and number == self._at:
                ink.box(cell.adjusted(2, 2, -2, -2), 4, "", "focus.ring", 2.0)
            left += wide

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No ring without the keyboard."""
        super().focusOutEvent(event)
        self.update()
