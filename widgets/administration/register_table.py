"""A register as rows and columns: thousands of things, of which only those on screen cost anything."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from widgets.administration.register_heads import INSET, RegisterHeads, widths
from widgets.administration.values import Cell, Column, RegisterRow
from widgets.ink import Ink
from widgets.look import Look
from widgets.plain_text import tip_text
from widgets.rows import ROW

HEIGHT = 31
AHEAD = 60
"""So many rows before the last one that is there, the next page is asked for."""
_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


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


class RegisterTable(QTableView):
    """The rows under their heads; one row may open and hold a form under its own line.

    *Signals:* `chosen(str)` the key under the cursor; `opened(str)` on Enter, F2, double click or the row's
    act; `more_wanted` when the end of what is there comes near; `closed` when Escape leaves the form.
    """

    chosen = Signal(str)
    opened = Signal(str)
    more_wanted = Signal()
    closed = Signal()

    def __init__(
        self, look: Look, name: str, heads: RegisterHeads, columns: tuple[Column, ...],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._look, self._heads, self._columns = look, heads, columns
        self.cells = CellDelegate(look, columns, self)
        self._form: QWidget | None = None
        self._open_key = ""
        self._seen = ""
        self.setItemDelegate(self.cells)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(0)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(look.px(HEIGHT))
        self.verticalHeader().setDefaultSectionSize(look.px(HEIGHT))
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.doubleClicked.connect(self._open_index)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """A table model with a column more than the heads have, that answers ROW in each."""
        super().setModel(model)
        if model is not None:
            for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset, model.layoutChanged):
                signal.connect(self._rows_changed)
        self._spread()

    # -- where the cursor is

    def chosen_key(self) -> str:
        """The key under the cursor, empty when there is none."""
        row = self.currentIndex().data(ROW) if self.currentIndex().isValid() else None
        return row.key if isinstance(row, RegisterRow) else ""

    def choose(self, key: str) -> bool:
        """Put the cursor on a thing; False when it is not among what is there."""
        row = self._row_of(key)
        if row < 0:
            return False
        self.setCurrentIndex(self.model().index(row, 0))
        return True

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt: the cursor went to another row."""
        super().currentChanged(current, previous)
        key = self.chosen_key()
        if key and key != self._seen:
            self._seen = key
            self.chosen.emit(key)

    # -- the row that is open

    def open_form(self, key: str, form: QWidget, words: str) -> bool:
        """Make room for a form under a row; False when the row is not there."""
        self.close_form()
        row = self._row_of(key)
        if row < 0:
            return False
        self.setCurrentIndex(self.model().index(row, 0))
        self._form, self._open_key = form, key
        form.setParent(self.viewport())
        form.show()
        self.cells.open_words = words
        self._place_form()
        self.scrollTo(self.model().index(row, 0))
        end = self.rowViewportPosition(row) + self.rowHeight(row)
        if end > self.viewport().height():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + end - self.viewport().height())
        return True

    def close_form(self) -> None:
        """Shut the row; the form is hidden."""
        form, self._form, self._open_key = self._form, None, ""
        if form is not None:
            form.hide()
        if self.cells.open_row >= 0 and self.cells.open_row < self._count():
            self.setRowHeight(self.cells.open_row, self._look.px(HEIGHT))
        self.cells.open_row = -1
        self.viewport().update()

    def open_key(self) -> str:
        """The key of the row that is open, empty when none is."""
        return self._open_key

    def _place_form(self) -> None:
        """Keep the form under its row, wherever rows that came or went have put it."""
        if self._form is None:
            return
        row = self._row_of(self._open_key)
        if row < 0:  # it left the list: what is being typed stays at the top
            self._form.move(0, 0)
            return
        height = self._form.heightForWidth(self.viewport().width())
        if row != self.cells.open_row or self.rowHeight(row) != self._look.px(HEIGHT) + height:
            if 0 <= self.cells.open_row < self._count() and self.cells.open_row != row:
                self.setRowHeight(self.cells.open_row, self._look.px(HEIGHT))
            self.cells.open_row = row
            self.setRowHeight(row, self._look.px(HEIGHT) + height)
        top = self.rowViewportPosition(row) + self._look.px(HEIGHT)
        self._form.setGeometry(0, top, self.viewport().width(), height - 1)

    # -- keys and the mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 open the row; Home and End go to the first and the last."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._open_index(self.currentIndex())
            return
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._count():
            row = 0 if event.key() == Qt.Key.Key_Home else self._count() - 1
            self.setCurrentIndex(self.model().index(row, 0))
            return
        if event.text() and event.key() != Qt.Key.Key_Escape:
            event.ignore()  # no search by the first letter: `/` is the search's, letters are nobody's
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The act at the right opens the row at once."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == len(self._columns):
            self._open_index(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the row under the mouse."""
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing under the mouse."""
        self._hover(-1)
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring is for the keyboard only; the first row takes the cursor when there is none."""
        self.cells.ringed = event.reason() in _KEYBOARD
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._count():
            self.setCurrentIndex(self.model().index(0, 0))
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns share the width."""
        super().resizeEvent(event)
        self._spread()

    def set_faded(self, faded: bool) -> None:
        """Draw the rows as old data."""
        self.cells.faded = faded
        self.viewport().update()

    def set_able(self, able: bool) -> None:
        """Whether a row can be changed now: its act is grey while it cannot."""
        self.cells.able = able
        self.viewport().update()

    def _hover(self, row: int) -> None:
        if row != self.cells.hovered:
            self.cells.hovered = row
            self.viewport().update()

    def _open_index(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, RegisterRow):
            self.opened.emit(row.key)

    def _scrolled(self) -> None:
        self._place_form()
        self._look_ahead()

    def _look_ahead(self) -> None:
        last = self.rowAt(self.viewport().height() - 1)
        if last < 0 or last >= self._count() - AHEAD:
            self.more_wanted.emit()

    def _rows_changed(self) -> None:
        if self._form is not None:
            self._place_form()

    def _count(self) -> int:
        return self.model().rowCount() if self.model() is not None else 0

    def _row_of(self, key: str) -> int:
        find: Callable[[str], int] | None = getattr(self.model(), "row_of", None)
        return find(key) if find is not None and key else -1

    def _spread(self) -> None:
        acts = self._look.px(84) if self.model() is not None and self.model().columnCount() > len(
            self._columns
        ) else 0  # fmt: skip
        made = widths(self._columns, max(0, self.viewport().width() - acts), self._look)
        for number, wide in enumerate(made):
            self.setColumnHidden(number, not wide)
            self.setColumnWidth(number, wide)
        if acts:
            self.setColumnWidth(len(self._columns), acts)
        self._heads.set_widths(made)
        self._place_form()
