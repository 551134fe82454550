"""The keys of where one is: a sheet over the window, made from the shortcuts that work at this moment."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from widgets.ink import Ink
from widgets.keys import KeyHere, TellsKeys, shortcuts_in
from widgets.look import Look
from widgets.pane import Pane

ROW = 30
WIDEST = 1080
COLUMN = 340
"""Pixels at 100 %: a row, the sheet, and the least a column needs."""


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Keys under one heading."""

    title: str
    keys: tuple[KeyHere, ...]


def keys_of(window: QWidget, focus: QWidget | None) -> tuple[KeyGroup, ...]:
    """The keys of the pane that has the keyboard, then those of the whole window; each key once."""
    translate = QCoreApplication.translate
    pane = _pane_of(focus)
    here: dict[str, KeyHere] = {}
    step = focus
    while step is not None and step is not window:
        if isinstance(step, TellsKeys):
            for key in step.keys_here():
                here.setdefault(key.key, key)
        step = step.parentWidget()
    everywhere: dict[str, KeyHere] = {}
    for owner, key in shortcuts_in(window):
        if pane is not None and (owner is pane or pane.isAncestorOf(owner)):
            here.setdefault(key.key, key)
        else:
            everywhere.setdefault(key.key, key)
    name = (pane or focus).accessibleName() if (pane or focus) is not None else ""
    title = translate("help", "Aquí: {name}").format(name=name) if name else translate("help", "Aquí")
    rest = tuple(key for key in everywhere.values() if key.key not in here)
    groups = (
        KeyGroup(title, tuple(here.values())),
        KeyGroup(translate("help", "En toda la ventana"), tuple(sorted(rest, key=_order))),
    )
    return tuple(group for group in groups if group.keys)


def _pane_of(focus: QWidget | None) -> Pane | None:
    step = focus
    while step is not None:
        if isinstance(step, Pane):
            return step
        step = step.parentWidget()
    return None


def _order(key: KeyHere) -> tuple[int, int, str]:
    """F keys by number, then Alt, then Ctrl."""
    bare = key.key.removeprefix("F")
    if bare.isdecimal():
        return 0, int(bare), ""
    return (1 if key.key.startswith("Alt") else 2), 0, key.key


class HelpSheet(QWidget):
    """Over the whole of its parent, until Esc, F1, ? or a click; nothing that was typed is touched."""

    def __init__(self, look: Look, groups: tuple[KeyGroup, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._groups = groups
        self._scroll = 0
        self._before = parent.window().focusWidget()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(QCoreApplication.translate("help", "Teclas que valen ahora"))
        self.setAccessibleDescription(
            ". ".join(f"{key.key}: {key.words}" for group in groups for key in group.keys)
        )
        self.setGeometry(parent.rect())
        parent.installEventFilter(self)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def groups(self) -> tuple[KeyGroup, ...]:
        """What is shown."""
        return self._groups

    def close_sheet(self) -> None:
        """Go, and give the keyboard back to whoever had it."""
        before = self._before
        self.hide()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The sheet covers its parent at any size."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """While it is open, no key reaches what lies under it: F9 read here must create nothing."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, F1 and ? close; arrows and pages scroll."""
        step = {
            Qt.Key.Key_Down.value: 1, Qt.Key.Key_Up.value: -1,
            Qt.Key.Key_PageDown.value: 8, Qt.Key.Key_PageUp.value: -8,
        }.get(event.key())  # fmt: skip
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F1) or event.text() == "?":
            self.close_sheet()
        elif step is not None:
            self._scroll_by(step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click closes."""
        self.close_sheet()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls."""
        self._scroll_by(-1 if event.angleDelta().y() > 0 else 1)

    def _scroll_by(self, rows: int) -> None:
        most = max(0, self._rows_needed() - self._rows_shown())
        self._scroll = max(0, min(most, self._scroll + rows))
        self.update()

    # ---- where things stand ----------------------------------------------------------------------------

    def _columns(self) -> int:
        room = min(self._look.px(WIDEST), self.width() - self._look.px(48)) - self._look.px(40)
        return max(1, min(3, int(room // self._look.px(COLUMN))))

    def _lines(self) -> list[list[KeyHere | str]]:
        """The rows of each column: a heading, its keys, an empty row; groups break over columns."""
        lines: list[KeyHere | str] = []
        for group in self._groups:
            lines += [*([""] if lines else []), group.title, *group.keys]
        columns = self._columns()
        each = -(-len(lines) // columns)
        made = [lines[n * each : (n + 1) * each] for n in range(columns)]
        for n, column in enumerate(made):
            while column and column[0] == "":
                column.pop(0)
            if n + 1 < columns and column and isinstance(column[-1], str) and column[-1]:
                made[n + 1].insert(0, column.pop())  # a heading stands over its keys
        return made

    def _rows_needed(self) -> int:
        return max((len(column) for column in self._lines()), default=0)

    def _rows_shown(self) -> int:
        return max(1, int((self.height() - self._look.px(48 + 54 + 20)) // self._look.px(ROW)))

    def _panel(self) -> QRectF:
        look = self._look
        width = min(look.px(WIDEST), self.width() - look.px(48))
        rows = min(self._rows_needed(), self._rows_shown())
        height = look.px(54 + 18) + rows * look.px(ROW)
        return QRectF(round((self.width() - width) / 2), round((self.height() - height) / 2), width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A veil, the sheet, its head, the columns."""
        ink, look = Ink(QPainter(self), self._look), self._look
        ink.fill(QRectF(self.rect()), "surface.window", 0.72)
        panel = self._panel()
        ink.box(panel, look.size("radius.pane"), "surface.raised", "outline.default")
        head = QRectF(panel.left() + look.px(20), panel.top(), panel.width() - look.px(40), look.px(48))
        ink.icon(head.left(), head.center().y(), "keyboard", 20, "text.secondary")
        title = QCoreApplication.translate("help", "Teclas que valen ahora")
        ink.text(head.adjusted(look.px(30), 0, 0, 0), title, "title strong", "text.primary")
        close = QCoreApplication.translate("help", "cerrar")
        right = head.right() - ink.text(head, close, "body", "text.secondary", "right", elide=False)
        ink.key_cap(right - look.px(8), head.center().y(), "Esc", fill="surface.pane")
        ink.rule(panel.left() + 1, panel.right() - 1, head.bottom())
        columns = self._lines()
        wide = head.width() / len(columns)
        for n, column in enumerate(columns):
            self._paint_column(ink, column, head.left() + n * wide, head.bottom() + look.px(8), wide)
        hidden = self._rows_needed() - self._scroll - self._rows_shown()
        if hidden > 0:
            more = QCoreApplication.translate("help", "↓ hay más")
            foot = QRectF(
                panel.left(), panel.bottom() - look.px(16), panel.width() - look.px(20), look.px(14)
            )
            ink.text(foot, more, "caption", "text.secondary", "right")

    def _paint_column(
        self, ink: Ink, column: list[KeyHere | str], left: float, top: float, wide: float
    ) -> None:
        look = self._look
        caps = look.px(104)
        for n, line in enumerate(column[self._scroll : self._scroll + self._rows_shown()]):
            row = QRectF(left, top + n * look.px(ROW), wide - look.px(18), look.px(ROW))
            if isinstance(line, str):
                ink.text(row, line, "caption heavy", "text.secondary")
                continue
            cap = ink.key_width(line.key)
            ink.key_cap(row.left() + cap, row.center().y(), line.key, fill="surface.pane")
            words = row.adjusted(max(caps, cap + look.px(12)), 0, 0, 0)
            ink.text(words, line.words[:1].upper() + line.words[1:], "body", "text.primary")
