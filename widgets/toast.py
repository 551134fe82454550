"""Passing notes at the bottom right: what was done, with its undo; never an alarm."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from widgets.buttons import ActionButton
from widgets.ink import Ink
from widgets.look import Look

LASTS_MS = 6000
MOST = 3
WIDTH, HEIGHT, GAP = 420, 56, 8


@dataclass(frozen=True, slots=True)
class ToastNote:
    """A title, a detail, an icon of the Phosphor font, an act; `wrong` for what did not work."""

    title: str
    detail: str = ""
    icon: str = "check-circle"
    act: str = ""
    wrong: bool = False


class Toast(QWidget):
    """One note.

    *Signals:* `acted`, `gone`.
    """

    acted = Signal()
    gone = Signal()

    def __init__(self, look: Look, note: ToastNote, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._note = look, note
        self.setAccessibleName(f"{note.title}. {note.detail}" if note.detail else note.title)
        self.resize(min(look.px(WIDTH), parent.width() // 3), look.px(HEIGHT))
        self._act: ActionButton | None = None
        if note.act:
            self._act = ActionButton(look, note.act, self, kind="flat", height=32, font="body strong")
            self._act.clicked.connect(self._acted)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.gone)
        self._clock.start(LASTS_MS)

    def _acted(self) -> None:
        self.acted.emit()
        self.gone.emit()

    def mousePressEvent(self, event: object) -> None:
        """A click sends it away."""
        self.gone.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The act stands at the right."""
        if self._act is not None:
            size = self._act.sizeHint()
            self._act.setGeometry(
                self.width() - size.width() - 8,
                (self.height() - size.height()) // 2,
                size.width(),
                size.height(),
            )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon, two lines, act."""
        ink, look, note = Ink(QPainter(self), self._look), self._look, self._note
        area = QRectF(self.rect())
        tone = "severity.high" if note.wrong else "text.secondary"
        ink.box(
            area,
            look.size("radius.pane"),
            "surface.overlay",
            "severity.high" if note.wrong else "outline.default",
        )
        ink.icon(look.px(17), area.center().y(), note.icon, 18, tone)
        right = float(self._act.x() if self._act is not None else area.right()) - look.px(12)
        left = look.px(50)
        half = look.px(10)
        first = QRectF(
            left, area.center().y() - 2 * half + (0 if note.detail else half), right - left, 2 * half
        )
        ink.text(first, note.title, "input strong", "text.primary")
        ink.text(first.translated(0, look.px(19)), note.detail, "caption", "text.secondary")


class ToastStack(QObject):
    """Keeps at most three notes in the corner of a window, the newest lowest."""

    def __init__(self, look: Look, host: QWidget) -> None:
        super().__init__(host)
        self._look, self._host = look, host
        self._toasts: list[Toast] = []
        host.installEventFilter(self)

    def show_note(self, note: ToastNote) -> Toast:
        """Show a note; connect to its `acted` when it has an act."""
        toast = Toast(self._look, note, self._host)
        toast.gone.connect(lambda: self._drop(toast))
        self._toasts.append(toast)
        for old in self._toasts[:-MOST]:
            self._drop(old)
        toast.show()
        self._place()
        return toast

    def shown(self) -> list[str]:
        """What the notes say, oldest first."""
        return [toast.accessibleName() for toast in self._toasts]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notes stay in their corner."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _drop(self, toast: Toast) -> None:
        if toast in self._toasts:
            self._toasts.remove(toast)
            toast.hide()
            toast.deleteLater()
            self._place()

    def _place(self) -> None:
        look = self._look
        foot = (
            self._host.height() - look.size("size.status_bar") - look.size("size.command_line") - look.px(16)
        )
        for place, toast in enumerate(reversed(self._toasts)):
            top = foot - (place + 1) * toast.height() - place * look.px(GAP)
            toast.move(self._host.width() - toast.width() - look.px(16), top)
            toast.raise_()
