"""What the merge page is made of: its four counts, one refused order with its acts, and the plain rows."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from domain.clock import Micros
from domain.severity import Severity
from widgets.buttons import ActionButton
from widgets.choices import ChoiceField
from widgets.ink import Ink
from widgets.look import Look
from widgets.plain_text import PlainLabel, tip
from widgets.severity import paint_mark
from widgets.timer import time_of_day

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """One refused order: what it was, why it was refused, its two acts, or how it was settled."""

    id: UUID
    at: Micros
    title: str
    detail: str
    reason: str
    acts: tuple[str, str]
    motives: tuple[tuple[str, str], ...]
    grave: bool = True
    motive: str = ""
    settled: str = ""


@dataclass(frozen=True, slots=True)
class PlainRow:
    """An order that needs nobody: `given` is the provisional number it had, `number` the writer's."""

    id: UUID
    at: Micros
    title: str
    detail: str
    given: str = ""
    number: str = ""
    why: str = ""


class Count(QWidget):
    """One of the four figures: a number, what it counts, and a line below."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._number, self._title, self._detail, self._loud = 0, "", "", False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(look.px(66))

    def tell(self, number: int, title: str, detail: str, loud: bool = False) -> None:
        """Show this; `loud` where somebody has to act."""
        self._number, self._title, self._detail, self._loud = number, title, detail, loud
        self.setAccessibleName(f"{number} {title}. {detail}")
        self.update()

    def sizeHint(self) -> QSize:
        """66 px high."""
        return QSize(self._look.px(190), self._look.px(66))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Number at the left, words beside it."""
        ink, look = Ink(QPainter(self), self._look), self._look
        area = QRectF(self.rect())
        loud = self._loud
        edge, fill = ("severity.high", "severity.high_tint") if loud else ("outline.subtle", "surface.raised")
        ink.box(area, look.size("radius.pane"), fill, edge, 1.5 if loud else 1.0)
        tone = "severity.high" if loud else "text.primary"
        number = str(self._number)
        line = area.adjusted(look.px(14), 0, -look.px(8), 0)
        left = line.left() + ink.text(line, number, "timer strong display", tone, elide=False) + look.px(14)
        above = QRectF(left, look.px(13), area.right() - left - look.px(8), look.px(20))
        ink.text(above, self._title, "input strong", tone)
        ink.text(above.translated(0, look.px(20)), self._detail, "caption", "text.secondary")


LARGE = 1.5
"""From this scale on the acts have a line of their own: beside the motive they would be cut."""


class RefusedCard(QWidget):
    """A refused order: the keys 1 and 2 act, the arrows choose the motive, the space bar takes back.

    *Signals:* `settled(object, int, str)`: id, which act (0 or 1), motive; `undone(object)`; `moved(int)`:
    the keyboard wants the card above (-1) or below (1).
    """

    settled = Signal(object, int, str)
    undone = Signal(object)
    moved = Signal(int)

    def __init__(self, look: Look, row: RefusedRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self.row = look, row
        self._ringed = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.motive = ChoiceField(look, translate("merge", "Motivo"), self, kind="body medium")
        self.motive.setPlaceholderText(translate("merge", "Elija el motivo"))
        self.motive.setMinimumWidth(look.px(80))
        self.motive.setMaximumWidth(look.px(250))
        self.motive.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.motive.installEventFilter(self)
        self.motive.picked.connect(lambda _: self._tell_wrong(""))
        self._reason = PlainLabel("", self, lines=True)
        self._reason.setFont(look.font("input"))
        self._wrong = PlainLabel("", self, elide=True)
        self._wrong.setFont(look.font("caption strong"))
        self._wrong.setProperty("tone", "high")
        self._done = PlainLabel("", self, elide=True)
        self._done.setFont(look.font("body"))
        self._done.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._acts = tuple(
            ActionButton(look, "", self, key=key, height=32, font="body strong", shortcut=False)
            for key in ("1", "2")
        )
        for number, button in enumerate(self._acts):
            button.clicked.connect(lambda _=False, which=number: self.act(which))
        self._undo = ActionButton(
            look, translate("merge", "Deshacer"), self, kind="flat", height=32, font="body strong"
        )
        self._undo.clicked.connect(lambda: self.undone.emit(self.row.id))
        self._lay_out()
        self.show_row(row)

    def _lay_out(self) -> None:
        look = self._look
        label = PlainLabel(translate("merge", "Motivo"), self)
        label.setFont(look.font("caption"))
        label.setProperty("tone", "secondary")
        line = QHBoxLayout()
        line.setSpacing(look.px(8))
        line.addWidget(label)
        line.addWidget(self.motive, 4)
        line.addWidget(self._wrong, 2)
        line.addStretch(1)
        acts = line if look.scale < LARGE else QHBoxLayout()
        if acts is not line:
            acts.setSpacing(look.px(8))
            acts.addStretch(1)
        acts.addWidget(self._done, 2)
        for button in (*self._acts, self._undo):
            acts.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(look.px(108), look.px(30), look.px(12), look.px(8))
        rows.setSpacing(look.px(6))
        rows.addWidget(self._reason)
        rows.addLayout(line)
        if acts is not line:
            rows.addLayout(acts)

    def show_row(self, row: RefusedRow) -> None:
        """Show this order, or what has become of it."""
        self.row = row
        self.motive.set_choices(row.motives)
        if row.motive:
            self.motive.set_code(row.motive)
        self.motive.setEnabled(not row.settled)
        self._reason.setText(row.reason)
        self._done.setText(row.settled)
        tip(self._done, row.settled)
        self._done.setVisible(bool(row.settled))
        self._undo.setVisible(bool(row.settled))
        for button, words in zip(self._acts, row.acts, strict=True):
            button.set_words(words)
            button.setVisible(not row.settled)
        self._tell_wrong("")
        self.setAccessibleName(f"{row.title}. {row.detail}")
        self.setAccessibleDescription(row.settled or row.reason)
        self.update()

    def act(self, which: int) -> None:
        """Settle it this way; without a motive say so and put the keyboard on it."""
        if self.row.settled:
            return
        if not self.motive.code():
            self._tell_wrong(translate("merge", "Falta el motivo: queda en el registro"))
            self.motive.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self.settled.emit(self.row.id, which, self.motive.code())

    def _tell_wrong(self, words: str) -> None:
        self._wrong.setText(words)
        self._wrong.setVisible(bool(words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 and 2 act, left and right choose the motive, up and down go to the next card."""
        if not self._keyed(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The acts' keys work on the motive too, where letters would otherwise look for an entry."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.text() in ("1", "2")
        ):
            return self._keyed(event)
        return False

    def _keyed(self, event: QKeyEvent) -> bool:
        key = event.key()
        if event.text() in ("1", "2"):
            self.act(int(event.text()) - 1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Backspace) and self.row.settled:
            self.undone.emit(self.row.id)
        else:
            return False
        return True

    def _step(self, by: int) -> None:
        codes = [code for code, _ in self.row.motives]
        if self.row.settled or not codes:
            return
        here = (
            codes.index(self.motive.code()) if self.motive.code() in codes else -1 if by > 0 else len(codes)
        )
        self.motive.set_code(codes[max(0, min(len(codes) - 1, here + by))])
        self._tell_wrong("")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring is for the keyboard only."""
        self._ringed = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No ring."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Edge, mark, time, title and detail; the widgets below do the rest."""
        ink, look, row = Ink(QPainter(self), self._look), self._look, self.row
        area = QRectF(self.rect())
        open_ = not row.settled
        edge = "severity.high" if open_ else "outline.default"
        if self._ringed and self.hasFocus():
            edge = "focus.ring"
        ink.box(area, look.size("radius.pane"), "surface.pane", edge, 2.0 if self.hasFocus() else 1.0)
        bar = QRectF(0, look.px(6), look.px(3), area.height() - look.px(12))
        ink.fill(bar, "severity.high" if open_ else "outline.default")
        line = QRectF(look.px(44), look.px(7), area.width() - look.px(56), look.px(22))
        if row.settled:
            ink.icon(look.px(16), line.center().y(), "check-circle", 18, "text.secondary")
        else:
            mark = Severity.HIGH if row.grave else Severity.MEDIUM
            paint_mark(ink.painter, look, mark, QPointF(look.px(25), line.center().y()), look.px(19))
        ink.text(line, time_of_day(row.at, look), "body", "text.secondary", elide=False)
        line.setLeft(look.px(108))
        line.setLeft(line.left() + ink.text(line, row.title, "input strong", "text.primary") + look.px(12))
        ink.text(line, row.detail, "body", "text.secondary")


class PlainRows(QWidget):
    """Renumbered or accepted orders, painted: nothing is asked about them.

    *Signals:* `opened(object)`: the incident's own order was clicked or Enter was pressed on it.
    """

    opened = Signal(object)

    def __init__(self, look: Look, name: str, parent: QWidget | None = None, *, opens: bool = False) -> None:
        super().__init__(parent)
        self._look, self._opens = look, opens
        self._rows: tuple[PlainRow, ...] = ()
        self._here, self._ringed = 0, False
        self._words = name
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if opens:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_rows(self, rows: tuple[PlainRow, ...]) -> None:
        """Show these."""
        if rows != self._rows:
            self._rows = rows
            self._here = min(self._here, max(0, len(rows) - 1))
            told = "; ".join(" ".join(filter(None, (r.given, r.number, r.title, r.why))) for r in rows)
            self.setAccessibleDescription(told[:1000])
            self.setFixedHeight(self._step() * len(rows))
            self.setVisible(bool(rows))
            self.update()

    def _step(self) -> int:
        return self._look.px(36 if self._opens else 25)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down choose, Enter opens."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._rows:
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self._here = max(0, min(len(self._rows) - 1, self._here + step))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._rows:
            self.opened.emit(self._rows[self._here].id)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: object) -> None:
        """Open what was clicked."""
        where = int(event.position().y()) // self._step()  # type: ignore[attr-defined]
        if self._opens and where < len(self._rows):
            self._here = where
            self.opened.emit(self._rows[where].id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring is for the keyboard only."""
        self._ringed = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words are cut anew."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """One line a row."""
        ink, look = Ink(QPainter(self), self._look), self._look
        step, wide = self._step(), float(self.width())
        for place, row in enumerate(self._rows):
            area = QRectF(0, place * step, wide, step - look.px(3 if self._opens else 0))
            if area.bottom() < event.rect().top() or area.top() > event.rect().bottom():
                continue
            if self._opens:
                self._renumbered(ink, area, row, place)
            else:
                self._accepted(ink, area, row)

    def _renumbered(self, ink: Ink, area: QRectF, row: PlainRow, place: int) -> None:
        look, middle = self._look, area.center().y()
        ring = self._ringed and self.hasFocus() and place == self._here
        ink.box(area, 4, "surface.raised", "focus.ring" if ring else "", 2.0)
        given = ink.width(row.given, "minor heavy") + look.px(14)
        ink.tag(area.left() + look.px(10) + given, middle, row.given)
        ink.icon(area.left() + look.px(82), middle, "arrow-right", 14, "text.secondary")
        line = QRectF(look.px(108), area.top(), look.px(110), area.height())
        ink.text(line, row.number, "input strong mono id", "text.primary", elide=False)
        half = area.width() * 0.46
        line = QRectF(look.px(226), area.top(), half - look.px(130), area.height())
        ink.text(
            line, f"{row.title} · {row.detail}" if row.detail else row.title, "body strong", "text.primary"
        )
        tail = ink.text(
            area.adjusted(0, 0, -look.px(10), 0), translate("merge", "Abrir"), "body strong", "accent.text",
            "right",
        )  # fmt: skip
        left = line.right() + look.px(14)
        rest = QRectF(left, area.top(), area.right() - tail - look.px(24) - left, area.height())
        ink.text(rest, row.why, "body", "text.secondary")

    def _accepted(self, ink: Ink, area: QRectF, row: PlainRow) -> None:
        look, middle = self._look, area.center().y()
        ink.text(area, time_of_day(row.at, look), "body", "text.secondary", elide=False)
        word = translate("merge", "aceptada")
        edge = area.right() - look.px(12) - ink.text(
            area.adjusted(0, 0, -look.px(12), 0), word, "body", "text.secondary", "right", elide=False
        )  # fmt: skip
        ink.icon(edge - look.px(24), middle, "check", 14, "text.secondary")
        half = area.width() * 0.36
        title = QRectF(look.px(72), area.top(), half - look.px(80), area.height())
        ink.text(title, row.title, "body strong", "text.primary")
        detail = QRectF(half, area.top(), edge - look.px(36) - half, area.height())
        ink.text(detail, row.detail, "body", "text.secondary")
