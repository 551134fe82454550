"""A register as rows and columns: thousands of things, of which only those on screen cost anything."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
    QWidget,
)

from widgets.administration.cells import HEIGHT, CellDelegate
from widgets.administration.register_heads import RegisterHeads, widths
from widgets.administration.values import Column, RegisterRow
from widgets.look import Look
from widgets.rows import ROW

AHEAD = 60
"""So many rows before the last one that is there, the next page is asked for."""
_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class RegisterTable(QTableView):
    """The rows under their heads; one row may open and hold a form under its own line.

    *Signals:* `chosen(str)` the key under the cursor; `opened(str)` on Enter, F2, double click or the row's
    act; `more_wanted` when the end of what is there comes near; `remove_wanted(str)` on Delete;
    `menu_wanted(str, QPoint)`: what can be done with a row, and where on the screen it is asked.
    """

    chosen = Signal(str)
    opened = Signal(str)
    more_wanted = Signal()
    remove_wanted = Signal(str)
    menu_wanted = Signal(str, QPoint)

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
        if event.key() == Qt.Key.Key_Delete and self.chosen_key():
            self.remove_wanted.emit(self.chosen_key())
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

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu key or the right button: what can be done with the row."""
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            at = event.globalPos()
        else:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        if self.chosen_key():
            self.menu_wanted.emit(self.chosen_key(), at)

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
