"""One cell of a register, as it is drawn: the row's ground, words, the rule under it, the act at the end."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from widgets.administration.register_heads import INSET
from widgets.administration.values import Cell, Column, RegisterRow
from widgets.ink import Ink
from widgets.look import Look
from widgets.plain_text import tip_text
from widgets.rows import ROW

HEIGHT = 31
"""Pixels at 100 % of a row that is not open."""


class CellDelegate(QStyledItemDelegate):
    """Draws one cell: the row's ground, its words, the rule under it; the act in the last column."""

    def __init__(self, look: Look, columns: tuple[Column, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.columns = look, columns
        self.ringed = False
        self.faded = False
        self.able = True
        self.open_row = -1
        self.open_words = ""
        self.hovered = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Rows and columns have sizes of their own."""
        return QSize(10, self.look.px(HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground, then words."""
        row = index.data(ROW)
        area = QRectF(option.rect)
        painter.save()
        ink = Ink(painter, self.look)
        opened = index.row() == self.open_row
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) or opened
        if chosen:
            ink.fill(area, "surface.selected")
            if index.column() == 0:
                bar = QRectF(area.left(), area.top(), self.look.size("size.selection_bar"), area.height())
                ink.fill(bar, "accent.bar")
        elif index.row() == self.hovered:
            ink.fill(area, "surface.hover")
        ink.rule(area.left(), area.right() + 1, area.bottom() - 1)
        line = QRectF(area.left(), area.top(), area.width(), self.look.px(HEIGHT) - 1)
        if row is None:
            self._paint_awaited(ink, line, index.column())
        else:
            if self.faded:
                painter.setOpacity(0.85)
            self._paint_cell(ink, line, row, index.column(), opened, chosen)
            painter.setOpacity(1.0)
        if self.ringed:
            self._paint_ring(ink, option, line, index)
        painter.restore()

    def _paint_awaited(self, ink: Ink, line: QRectF, column: int) -> None:
        """A grey bar where a row that was not sent yet will stand."""
        bar = QRectF(line.left() + self.look.px(INSET), line.center().y() - 4, line.width() * 0.5, 8)
        if column < len(self.columns):
            ink.box(bar, 4, "surface.raised")

    def _paint_cell(
        self, ink: Ink, line: QRectF, row: RegisterRow, column: int, opened: bool, chosen: bool
    ) -> None:
        look = self.look
        if column >= len(self.columns):
            words = self.open_words if opened else row.act
            tone = "text.secondary" if opened else "accent.text" if self.able else "text.disabled"
            inner = line.adjusted(2, 0, -look.px(INSET), 0)
            ink.text(inner, words, "body heavy", tone, "right")
            return
        cell = row.cells[column] if column < len(row.cells) else Cell("")
        inner = line.adjusted(look.px(INSET), 0, -look.px(INSET), 0)
        if cell.dot:
            ink.painter.setPen(Qt.PenStyle.NoPen)
            ink.painter.setBrush(look.colour("link.live"))
            centre = QPointF(inner.left() + look.px(6), inner.center().y())
            ink.painter.drawEllipse(centre, look.px(3), look.px(3))
        elif cell.icon:
            ink.icon(inner.left() - look.px(1), inner.center().y(), cell.icon, 14, cell.tone)
        if cell.dot or cell.icon:
            inner.setLeft(inner.left() + look.px(21))
        kind = cell.kind
        if chosen and column == 0 and kind == "body":
            kind = "body strong"
        ink.text(inner, cell.text, kind, cell.tone, self.columns[column].side)

    def _paint_ring(
        self, ink: Ink, option: QStyleOptionViewItem, line: QRectF, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The ring goes around the row: every cell draws its part of it."""
        view = option.widget
        if not isinstance(view, QAbstractItemView) or not view.hasFocus():
            return
        if index.row() == view.currentIndex().row():
            whole = QRectF(0, line.top(), view.viewport().width(), line.height())
            ink.painter.setClipRect(option.rect)
            ink.painter.setPen(QPen(self.look.colour("focus.ring"), 2))
            ink.painter.setBrush(Qt.BrushStyle.NoBrush)
            ink.painter.drawRoundedRect(whole.adjusted(1, 1, -1, -1), 4, 4)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Tell the row in full, escaped."""
        if event.type() == QEvent.Type.ToolTip:
            row = index.data(ROW)
            QToolTip.showText(event.globalPos(), tip_text(row.spoken) if row is not None else "", view)
            return True
        return super().helpEvent(event, view, option, index)
