"""A pane: head with icon, title, count, note and key; body; foot; and the states every pane can be in."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QMargins, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from domain.clock import SECOND, Micros
from widgets.ink import Ink
from widgets.keys import shortcut
from widgets.look import Look
from widgets.pane_faces import COVERED, OLD, Band, Condition, Face, PaneState, state_word

EXERCISE_BAND = 22


class Pane(QWidget):
    """The frame around everything an operator works in.

    *Signals:* `retry_requested` from the error face.
    """

    retry_requested = Signal()

    def __init__(
        self,
        look: Look,
        icon: str,
        title: str,
        parent: QWidget | None = None,
        *,
        key: str = "",
        lacks: str = "",
        head: bool = True,
    ) -> None:
        super().__init__(parent)
        self.look = look
        self._icon, self._title, self.key = icon, title, key
        self._lacks: str | None = lacks
        self._head = look.size("size.pane_head") if head else 0
        self._count: str = ""
        self._note = ""
        self._note_right = ""
        self._facts: tuple[tuple[str, str], ...] = ()
        self._condition = Condition()
        self._empty = False
        self._exercise = False
        self._faded = False
        self.now: Micros = 0
        self._body: QWidget | None = None
        self._foot: QWidget | None = None
        self._head_widget: QWidget | None = None
        self.setAccessibleName(title)
        self._face = Face(look, self)
        self._face.retry_requested.connect(self.retry_requested)
        self._face.hide()
        self._band = Band(look, self)
        self._band.hide()
        self._veil = _Frame(self)
        self._rows = QVBoxLayout(self)
        self._rows.setSpacing(0)
        self._rows.addWidget(self._face, 1)
        self._rows.addWidget(self._band)
        self._place()
        self._jump: QShortcut | None = None
        if key:
            self._jump = shortcut(self, key, title, self.take_focus)

    # -- what it holds

    def set_body(self, body: QWidget) -> None:
        """The widget between head and foot."""
        self._body = body
        self._rows.insertWidget(0, body, 1)
        self._veil.raise_()
        self._show_state()

    def set_foot(self, foot: QWidget) -> None:
        """A widget pinned under the body, above the band of old data."""
        self._foot = foot
        self._rows.insertWidget(self._rows.indexOf(self._band), foot)
        self._veil.raise_()

    def set_head_widget(self, widget: QWidget) -> None:
        """A widget in the head, between the title and the key (tabs, filters)."""
        self._head_widget = widget
        widget.setParent(self)
        widget.show()
        self._place_head_widget()

    def take_focus(self) -> None:
        """What the pane's key does: the keyboard goes to its body."""
        if self._body is not None:
            self._body.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- what the head says

    def set_title(self, title: str) -> None:
        """Another title."""
        self._title = title
        self.setAccessibleName(title)
        if self._jump is not None:
            self._jump.setWhatsThis(title)
        self.update()

    def set_count(self, count: int | None) -> None:
        """The number in a chip beside the title."""
        text = "" if count is None else self.look.locale.toString(count)
        if text != self._count:
            self._count = text
            self._place_head_widget()
            self.update()

    def set_note(self, note: str, right: str = "") -> None:
        """Grey words after the count, and others before the key."""
        if (note, right) != (self._note, self._note_right):
            self._note, self._note_right = note, right
            self.update()

    def set_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        """Icon and words, several, after the title: `(("car", "14 unidades"), ...)`."""
        if facts != self._facts:
            self._facts = facts
            self.update()

    # -- its state

    def set_condition(self, condition: Condition) -> None:
        """Live, loading, stale, lost, desk or error; emptiness is the pane's own business."""
        if condition != self._condition:
            self._condition = condition
            self._show_state()

    def set_exercise(self, exercise: bool) -> None:
        """The band of an exercise, on every pane of an exercise room."""
        if exercise != self._exercise:
            self._exercise = exercise
            self._place()
            self.update()

    def set_now(self, now: Micros) -> None:
        """Tick: ages are computed from this moment (microseconds UTC)."""
        changed = now // SECOND != self.now // SECOND
        self.now = now
        if self._condition.state in OLD:
            self._band.show_condition(self._condition, self._lacks, now)
        elif changed and self.state() in COVERED:
            self._show_state()

    def set_lacks(self, lacks: str | None) -> None:
        """What may be missing while the data is old; None: nothing, its parts say how old they are."""
        self._lacks = lacks
        self._show_state()

    def lacks(self) -> str | None:
        """What it says may be missing while the data is old."""
        return self._lacks

    def set_empty(self, empty: bool) -> None:
        """Subclasses say when there is nothing to show."""
        if empty != self._empty:
            self._empty = empty
            self._show_state()

    def state(self) -> PaneState:
        """The state on screen."""
        if self._condition.state is PaneState.LIVE and self._empty:
            return PaneState.EMPTY
        return self._condition.state

    def empty_words(self) -> tuple[str, str]:
        """Title and detail when there is nothing; panes say their own."""
        return QCoreApplication.translate("pane", "Nada por ahora"), ""

    def error_title(self) -> str:
        """What failed, in one sentence."""
        return QCoreApplication.translate("pane", "No se pudo leer este panel")

    def show_faded(self, faded: bool) -> None:
        """Panes whose body can draw old data differently do so here."""

    def _words(self) -> tuple[str, str]:
        state, condition = self.state(), self._condition
        if state is PaneState.ERROR:
            detail = QCoreApplication.translate("pane", "error {code} · se avisó a sistemas").format(
                code=condition.code
            )
            return self.error_title(), detail
        if state is PaneState.LOADING:
            seconds = self.look.locale.toString(max(0, self.now - condition.since) / SECOND, "f", 1)
            if not condition.total:
                return self._title, QCoreApplication.translate("pane", "Cargando · {s} s").format(s=seconds)
            detail = QCoreApplication.translate("pane", "Cargando {done} de {total} · {s} s").format(
                done=condition.done, total=condition.total, s=seconds
            )
            return self._title, detail
        return self.empty_words()

    def _show_state(self) -> None:
        state = self.state()
        covered = state in COVERED
        if covered:
            self._face.show_condition(Condition(state, self._condition.since), *self._words(), self.now)
        self._face.setVisible(covered)
        if self._body is not None:
            self._body.setVisible(not covered)
        self._band.show_condition(self._condition, self._lacks, self.now)
        if (state in OLD) != self._faded:
            self._faded = state in OLD
            self.show_faded(self._faded)
        self._veil.setVisible(state in (PaneState.STALE, PaneState.LOST))
        self._veil.raise_()
        self.update()

    # -- how it is drawn

    def _place(self) -> None:
        top = self._head + (self.look.px(EXERCISE_BAND) if self._exercise else 0)
        self._rows.setContentsMargins(QMargins(1, max(1, top), 1, 1))

    def _place_head_widget(self) -> None:
        if self._head_widget is not None:
            left = self._head_end() + self.look.px(16)
            key = self.look.px(80)
            self._head_widget.setGeometry(
                round(left), 1, max(0, round(self.width() - left - key)), self._head - 2
            )

    def _head_end(self) -> float:
        metrics, look = self.look.metrics("input strong"), self.look
        end = look.px(36) + metrics.horizontalAdvance(self._title)
        return end + (self._chip_room() if self._count else 0)

    def _chip_room(self) -> float:
        """Pixels of the count beside the title."""
        words = self.look.metrics("body strong").horizontalAdvance(self._count)
        return float(max(words + self.look.px(12), self.look.px(22)) + self.look.px(12))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The frame covers the whole pane."""
        super().resizeEvent(event)
        self._veil.setGeometry(self.rect())
        self._place_head_widget()

    def minimumSizeHint(self) -> QSize:
        """Panes are sized by the window's anatomy, not by their content."""
        return QSize(self.look.px(120), self.look.px(80))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, edge and head."""
        painter = QPainter(self)
        ink = Ink(painter, self.look)
        ink.box(QRectF(self.rect()), self.look.size("radius.pane"), "surface.pane", "outline.subtle")
        if self._head:
            self._paint_head(ink)
        if self._exercise:
            self._paint_exercise(ink)

    def _paint_head(self, ink: Ink) -> None:
        look, middle = self.look, self._head / 2
        ink.rule(1, self.width() - 1, self._head - 1)
        right = self._paint_head_right(ink)
        ink.icon(look.size("space.three"), middle, self._icon, 16, "text.secondary")
        left: float = look.px(36)
        chip = self._chip_room() if self._count else 0
        left += ink.text(
            QRectF(left, 0, right - left - chip, self._head), self._title, "input strong", "text.primary"
        )
        if self._count:
            left = ink.chip(left + look.px(10), middle, self._count, "body strong")
        if self._note and left + look.px(12) + ink.width(self._note, "body") <= right:  # whole or not at all
            area = QRectF(left + look.px(12), 0, right - left - look.px(12), self._head)
            left = area.left() + ink.text(area, self._note, "body", "text.secondary", elide=False)
        for icon, words in self._facts:
            left += look.px(16)
            if left + look.px(24) + ink.width(words, "body") > right:
                break
            ink.icon(left, middle, icon, 16, "text.tertiary")
            area = QRectF(left + look.px(22), 0, right - left, self._head)
            left = area.left() + ink.text(area, words, "body", "text.secondary", elide=False)

    def _paint_head_right(self, ink: Ink) -> float:
        """Key, then state or note; the key gives way to a state that would push the title out."""
        look, middle = self.look, self._head / 2
        right: float = self.width() - look.size("space.three")
        word = state_word(self._condition.state, self._condition.ended)
        kind = "caption heavy" if self._condition.state in OLD else "body"
        need = self._head_end() + look.px(80) + ink.width(word, kind) if word else 0
        if self.key and need <= self.width():
            right = ink.key_cap(right, middle, self.key) - look.px(10)
        line = QRectF(0, 0, right, self._head)
        if word:
            tones = {PaneState.STALE: "link.stale", PaneState.LOST: "link.lost"}
            tone = tones.get(self._condition.state, "text.secondary")
            right -= ink.text(line, word, kind, tone, "right", elide=False) + look.px(10)
        elif self._note_right:
            right -= ink.text(line, self._note_right, "body", "text.secondary", "right") + look.px(10)
        return right

    def _paint_exercise(self, ink: Ink) -> None:
        area = QRectF(1, self._head, self.width() - 2, self.look.px(EXERCISE_BAND))
        ink.fill(area, "surface.selected")
        ink.fill(QRectF(area.left(), area.top(), self.look.px(3), area.height()), "accent.bar")
        words = QCoreApplication.translate("pane", "EJERCICIO · nada de esto es real")
        ink.text(area.adjusted(self.look.px(12), 0, -8, 0), words, "caption heavy", "accent.text")


class _Frame(QWidget):
    """The 2 px frame of old data, over everything, seen through by the mouse."""

    def __init__(self, pane: Pane) -> None:
        super().__init__(pane)
        self._pane = pane
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Orange for stale, red for lost."""
        painter = QPainter(self)
        look = self._pane.look
        edge = "link.stale" if self._pane.state() is PaneState.STALE else "link.lost"
        Ink(painter, look).box(QRectF(self.rect()), look.size("radius.pane"), "", edge, 2.0)
