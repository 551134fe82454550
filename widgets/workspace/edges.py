"""What a hand takes hold of: the seam between two panes, and the head of a pane."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from widgets.ink import Ink
from widgets.look import Look
from widgets.workspace.plan import Seam


class SeamHandle(QWidget):
    """The gutter between two neighbours; it lights up where it can be taken.

    *Signals:* `moved(Seam, int)`: pixels since the hand took it; `let_go`.
    """

    moved = Signal(object, int)
    let_go = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._seam: Seam | None = None
        self._from: tuple[QPoint, Seam] | None = None
        self._lit = False

    def show_seam(self, seam: Seam) -> None:
        """Lie where this seam does."""
        self._seam = seam
        self.setGeometry(seam.area)
        self.setCursor(Qt.CursorShape.SplitHCursor if seam.across else Qt.CursorShape.SplitVCursor)
        self.show()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take it."""
        if event.button() is Qt.MouseButton.LeftButton and self._seam is not None:
            self._from = (event.globalPosition().toPoint(), self._seam)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the hand."""
        if self._from is not None:
            start, seam = self._from
            gone = event.globalPosition().toPoint() - start
            self.moved.emit(seam, gone.x() if seam.across else gone.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Leave it there."""
        if self._from is not None:
            self._from = None
            self.let_go.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up."""
        self._lit = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Be the ground again."""
        self._lit = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing, or a line in the middle."""
        if not self._lit and self._from is None:
            return
        painter = QPainter(self)
        area = QRectF(self.rect())
        thin, middle = self._look.px(2), area.center()
        line = (
            QRectF(round(middle.x() - thin / 2), 0, thin, area.height())
            if area.height() > area.width()
            else QRectF(0, round(middle.y() - thin / 2), area.width(), thin)
        )
        Ink(painter, self._look).fill(line, "accent.bar")
        painter.end()


class Grip(QWidget):
    """The head of a pane as something to take hold of; it paints nothing and lies below the head's own parts.

    *Signals:* `taken(QPoint)`, `carried(QPoint)`, `let_go(QPoint)`, all global; `dropped` when Esc ends it;
    `pressed_twice`; `menu_wanted(QPoint)`.
    """

    taken = Signal(QPoint)
    carried = Signal(QPoint)
    let_go = Signal(QPoint)
    dropped = Signal()
    pressed_twice = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, pane: QWidget, area: Callable[[], QRectF]) -> None:
        super().__init__(pane)
        self._area = area
        self._pressed: QPoint | None = None
        self._carrying = False
        self._had_focus: QWidget | None = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.fit()

    def fit(self) -> None:
        """Cover the head as it is now."""
        self.setGeometry(self._area().toRect())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Perhaps the beginning of a move."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the pane once the hand means it."""
        if self._pressed is None:
            return
        at = event.globalPosition().toPoint()
        if self._carrying:
            self.carried.emit(at)
        elif (at - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._carrying = True
            self._had_focus = self.window().focusWidget()
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # Esc must be heard
            self.taken.emit(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put it down."""
        carrying, self._carrying, self._pressed = self._carrying, False, None
        if carrying:
            self._give_back()
            self.let_go.emit(event.globalPosition().toPoint())

    def _give_back(self) -> None:
        focus, self._had_focus = self._had_focus, None
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc while carrying: everything stays as it was."""
        if self._carrying and event.key() == Qt.Key.Key_Escape:
            self._carrying, self._pressed = False, None
            self._give_back()
            self.dropped.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Into a window of its own, and back."""
        self._pressed = None
        if event.button() is Qt.MouseButton.LeftButton:
            self.pressed_twice.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the pane."""
        self.menu_wanted.emit(event.globalPos())
