"""Lists of painted rows: one role that carries a frozen row, one view, one delegate to draw upon."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from domain.clock import SECOND, Micros
from widgets.ink import Ink
from widgets.keys import KeyHere
from widgets.look import Look
from widgets.plain_text import tip_text

ROW = int(Qt.ItemDataRole.UserRole)
"""The one role that a model must answer: the frozen dataclass that the widget's own file defines."""

_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class RowDelegate(QStyledItemDelegate):
    """Draws the ground of a row (hover, selected, focus) and leaves the rest to `draw`."""

    def __init__(self, look: Look, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.height = height
        self.now: Micros = 0
        self.faded = False
        self.ringed = False

    def draw(self, ink: Ink, area: QRectF, row: object, selected: bool) -> None:
        """Draw one row; the ground is there already."""
        raise NotImplementedError

    def ground(self, row: object) -> tuple[str, str]:
        """Fill and left edge of a row that is not selected, as tokens; empty for none."""
        return "", ""

    def height_of(self, row: object) -> int:
        """Pixels at 100 %."""
        return self.height

    def tip_of(self, row: object) -> str:
        """What the tip says in full, in plain text."""
        return ""

    @property
    def faint(self) -> str:
        """The colour of hints: rows that are old carry no tertiary text."""
        return "text.secondary" if self.faded else "text.tertiary"

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The row's height; its width is the view's."""
        return QSize(10, self.look.px(self.height_of(index.data(ROW))))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground, then row."""
        row = index.data(ROW)
        if row is None:
            return
        state = option.state
        area = QRectF(option.rect)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        ink = Ink(painter, self.look)
        self._paint_ground(ink, area, row, selected, bool(state & QStyle.StateFlag.State_MouseOver))
        if self.faded:
            painter.setOpacity(0.85)
        self.draw(ink, area, row, selected)
        painter.setOpacity(1.0)
        if self.ringed and state & QStyle.StateFlag.State_HasFocus:
            width = self.look.tokens.number("size.focus_width")
            ink.box(area.adjusted(1, 1, -1, -1), 4, "", "focus.ring", width)
        painter.restore()

    def _paint_ground(self, ink: Ink, area: QRectF, row: object, selected: bool, hover: bool) -> None:
        fill, edge = self.ground(row)
        bar = QRectF(area.left(), area.top(), self.look.size("size.selection_bar"), area.height())
        if selected:
            ink.fill(area, "surface.selected")
        elif fill:
            ink.fill(area, fill)
        elif hover:
            ink.fill(area, "surface.hover")
        if edge:
            ink.fill(bar, edge)
        elif selected:
            ink.fill(bar, "accent.bar")

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
            QToolTip.showText(event.globalPos(), tip_text(self.tip_of(row)) if row is not None else "", view)
            return True
        return super().helpEvent(event, view, option, index)


class RowList(QListView):
    """A list of painted rows: single choice, no frame, the ring only for the keyboard."""

    def __init__(self, delegate: RowDelegate, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = delegate
        self.enter_words = ""
        """What Enter does to the row under the cursor, for the help; empty when it does nothing."""
        self.setItemDelegate(delegate)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.viewport().setAutoFillBackground(False)

    def keys_here(self) -> tuple[KeyHere, ...]:
        """The keys of a list."""
        translate = QCoreApplication.translate
        walk = KeyHere("↑ ↓", translate("keys", "otra fila"))
        return (walk, KeyHere("↵", self.enter_words)) if self.enter_words else (walk,)

    def set_now(self, now: Micros) -> None:
        """Tick: repaint only when a second has passed, for ages are told in seconds."""
        changed = now // SECOND != self.rows.now // SECOND
        self.rows.now = now
        if changed:
            self.viewport().update()

    def set_faded(self, faded: bool) -> None:
        """Draw the rows as old data."""
        if faded != self.rows.faded:
            self.rows.faded = faded
            self.viewport().update()

    def set_row_height(self, height: int) -> None:
        """Another height for every row, in pixels at 100 %."""
        if height != self.rows.height:
            self.rows.height = height
            self.scheduleDelayedItemsLayout()

    def chosen(self) -> object | None:
        """The row under the cursor, or None."""
        index = self.currentIndex()
        return index.data(ROW) if index.isValid() else None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring is for the keyboard only; the first row takes the cursor when there is none."""
        self.rows.ringed = event.reason() in _KEYBOARD
        super().focusInEvent(event)
        model = self.model()
        if model is not None and not self.currentIndex().isValid() and model.rowCount():
            self.setCurrentIndex(model.index(0, 0))
        self.viewport().update()
