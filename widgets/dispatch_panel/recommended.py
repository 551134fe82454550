"""Who should go: a row a unit with time, reason in words and what speaks for it; who cannot, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from widgets.dispatch_panel.view import Going
from widgets.ink import Ink
from widgets.keys import KeyHere
from widgets.look import Look
from widgets.rows import ROW, RowDelegate, RowList
from widgets.unit_state import paint_glyph
from widgets.unit_state import word as state_word

HEIGHT = 74
HEIGHT_COMPACT = 62
BUTTON_WIDTH, BUTTON_HEIGHT = 96, 28
TIME_WIDTH = 74
DIGITS = range(Qt.Key.Key_1, Qt.Key.Key_9 + 1)


def driving(eta_s: int) -> str:
    """02:10 of driving; an hour or more is written with its hours."""
    minutes, seconds = divmod(max(0, eta_s), 60)
    return (
        f"{minutes // 60}:{minutes % 60:02}:{seconds:02}" if minutes >= 60 else f"{minutes:02}:{seconds:02}"
    )


def spoken(row: Going) -> str:
    """The row as a screen reader says it."""
    time = driving(row.eta_s) if row.eta_s is not None else row.trouble
    rank = f"{row.rank}. " if row.rank is not None else ""
    return f"{rank}{row.call_sign}, {state_word(row.status)}, {time}. {row.reason}. {row.facts}"


class GoingRows(QAbstractListModel):
    """The rows as they came; the one under the cursor stays the same unit when the order changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Going, ...] = ()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Qt: how many there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Qt: the row, or its words."""
        if not index.isValid() or not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(row)
        return None

    def replace(self, rows: Sequence[Going]) -> None:
        """Take another order; rows in the same places only change."""
        rows = tuple(rows)
        if rows == self.rows:
            return
        if len(rows) == len(self.rows):
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1), [ROW])
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()


class GoingDelegate(RowDelegate):
    """Draws a unit: rank, state, sign, time, button; reason; facts."""

    def button_of(self, area: QRectF) -> QRectF:
        """Where the row's button is."""
        look = self.look
        wide, high = look.px(BUTTON_WIDTH), look.px(BUTTON_HEIGHT)
        return QRectF(area.right() - look.px(14) - wide, area.top() + look.px(8), wide, high)

    def draw(self, ink: Ink, area: QRectF, row: object, selected: bool) -> None:
        """Three lines."""
        assert isinstance(row, Going)
        look = self.look
        tight = self.height < HEIGHT
        step = look.px(18 if tight else 20)
        first = QRectF(area.left() + look.px(14), area.top() + look.px(8 if tight else 10), 0, look.px(22))
        first.setRight(area.right() - look.px(14))
        button = self.button_of(area)
        middle = first.center().y()
        cap = str(row.rank) if row.rank is not None else "—"
        edge, colour = (
            ("outline.default", "text.secondary") if not row.apart else ("outline.subtle", self.faint)
        )
        ink.key_cap(first.left() + look.px(20), middle, cap, colour, edge)
        paint_glyph(
            ink.painter, look, row.status, QPointF(first.left() + look.px(42), middle), look.px(12),
            None if not row.apart else look.colour("text.tertiary"),
        )  # fmt: skip
        strong = "text.tertiary" if row.apart else "text.primary"
        left = first.left() + look.px(60)
        right = self._right(ink, row, first, button, selected)
        ink.text(
            QRectF(left, first.top(), right - left, first.height()), row.call_sign, "title strong", strong
        )
        under = QRectF(left - look.px(18), first.top() + step + look.px(2), 0, look.px(18))
        under.setRight(area.right() - look.px(14))
        ink.text(under, row.reason, "caption strong", "text.secondary" if row.apart else "text.primary")
        ink.text(under.translated(0, step - look.px(3)), row.facts, "caption", "text.secondary")
        if not selected:
            ink.rule(area.left() + look.px(14), area.right() - look.px(14), area.bottom() - 1)

    def _right(self, ink: Ink, row: Going, line: QRectF, button: QRectF, selected: bool) -> float:
        """Time and button, from the right; returns where the sign must end."""
        look = self.look
        if row.apart and row.trouble and not row.can_go:
            wide = ink.text(line, row.trouble, "body strong", "severity.high", "right", elide=False)
            return line.right() - wide - look.px(8)
        self._button(ink, row, button, selected)
        time = QRectF(
            button.left() - look.px(TIME_WIDTH + 16), line.top(), look.px(TIME_WIDTH), line.height()
        )
        words = driving(row.eta_s) if row.eta_s is not None else row.trouble
        kind = "section strong" if row.eta_s is not None else "body strong"
        tone = "text.primary" if row.eta_s is not None else "severity.high"
        wide = ink.text(time, words, kind, tone, "right", elide=False)
        return time.right() - wide - look.px(8)

    def _button(self, ink: Ink, row: Going, button: QRectF, selected: bool) -> None:
        look, translate = self.look, QCoreApplication.translate
        middle = button.center().y()
        if row.pending:
            ink.spinner(button.left(), middle, 14)
            ink.text(button.adjusted(look.px(20), 0, 0, 0), translate("dispatch", "enviando"), "body",
                     "text.secondary")  # fmt: skip
            return
        if row.assigned:
            word = translate("dispatch", "Asignado")
            wide = ink.text(button, word, "body medium", "accent.text", "right", elide=False)
            ink.icon(button.right() - wide - look.px(22), middle, "check", 14, "accent.text")
            return
        if not row.can_go:
            return
        word = translate("dispatch", "Despachar")
        if selected:
            ink.box(button, look.size("radius.control"), "accent.fill")
            ink.text(button, word, "body strong", "accent.on_fill", "centre")
        else:
            ink.box(button, look.size("radius.control"), "surface.raised", "outline.control")
            ink.text(button, word, "body medium", "text.primary", "centre")

    def tip_of(self, row: object) -> str:
        """Everything, uncut."""
        assert isinstance(row, Going)
        return f"{row.call_sign}\n{row.reason}\n{row.facts}"


class RecommendedList(RowList):
    """The rows. Enter sends the one under the cursor, a digit the one of that rank.

    *Signals:* `wanted(Going)`: this one should go; `looked_at(Going)`: the cursor is on it; `stepped(int)`:
    to the moment before or after, while a past one is shown; `left` on Escape.
    """

    wanted = Signal(object)
    looked_at = Signal(object)
    stepped = Signal(int)
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        translate = QCoreApplication.translate
        delegate = GoingDelegate(look, HEIGHT)
        super().__init__(delegate, translate("dispatch", "Móviles recomendados"), parent)
        self._delegate = delegate
        self.enter_words = translate("dispatch", "despachar")
        self.going = GoingRows(self)
        self.setModel(self.going)
        self._filling = False
        self.selectionModel().currentChanged.connect(self._moved)

    def keys_here(self) -> tuple[KeyHere, ...]:
        """Arrows, Enter, digits."""
        digits = KeyHere("1 … 9", QCoreApplication.translate("dispatch", "despachar ese"))
        return (*super().keys_here(), digits)

    def show_rows(self, rows: tuple[Going, ...]) -> None:
        """Take another order; the cursor stays on its unit, or goes to the first that can be sent."""
        self._filling = True  # an order that came is no hand
        before = self.chosen()
        self.going.replace(rows)
        kept = before.unit if isinstance(before, Going) else None
        place = next((n for n, row in enumerate(rows) if row.unit == kept), None)
        if place is None:
            place = next((n for n, row in enumerate(rows) if row.can_go and not row.assigned), 0)
        if rows and self.currentIndex().row() != place:
            self.setCurrentIndex(self.going.index(place, 0))
        self._filling = False

    def choose(self, unit: object) -> None:
        """Put the cursor on a unit that was chosen elsewhere."""
        place = next((n for n, row in enumerate(self.going.rows) if row.unit == unit), None)
        if place is not None and self.currentIndex().row() != place:
            self.setCurrentIndex(self.going.index(place, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and digits act, arrows walk."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._want(self.chosen())
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.stepped.emit(1 if key == Qt.Key.Key_Right else -1)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in DIGITS:
            rank = int(key) - int(Qt.Key.Key_0)
            self._want(next((row for row in self.going.rows if row.rank == rank), None))
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a row's button sends it."""
        index = self.indexAt(event.position().toPoint())
        row = index.data(ROW) if index.isValid() else None
        if event.button() is Qt.MouseButton.LeftButton and isinstance(row, Going):
            if self._delegate.button_of(QRectF(self.visualRect(index))).contains(event.position()):
                self._want(row)
        super().mouseReleaseEvent(event)

    def _want(self, row: object) -> None:
        if isinstance(row, Going) and row.can_go and not row.assigned and not row.pending:
            self.wanted.emit(row)

    def _moved(self, current: QModelIndex, before: QModelIndex) -> None:
        row = current.data(ROW)
        if isinstance(row, Going) and not self._filling:
            self.looked_at.emit(row)
