"""Where it happened: the field, and the forced choice among places of the same name."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from domain.severity import Severity
from widgets.fields import LineField
from widgets.ink import Ink
from widgets.labelled import Labelled
from widgets.look import Look
from widgets.severity import paint_mark

ENTER = "\u21b5"
"""The key that takes the row under the cursor while one types."""
SHIFT = Qt.KeyboardModifier.ShiftModifier.value


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """One place of that name: `distance` in metres from where the call seems to come, None = not known."""

    code: str
    title: str
    detail: str = ""
    distance: float | None = None
    outside: bool = False
    """Another jurisdiction answers there."""


def length_words(metres: float, look: Look) -> str:
    """14 m, 11,2 km."""
    if metres < 1000:
        return f"{look.locale.toString(round(metres))} m"
    return f"{look.locale.toString(metres / 1000, 'f', 1)} km"


def distance_words(metres: float, look: Look) -> str:
    """a 14 m, a 11,2 km."""
    if metres < 1000:
        return QCoreApplication.translate("place", "a {m} m").format(m=look.locale.toString(round(metres)))
    kilometres = look.locale.toString(metres / 1000, "f", 1)
    return QCoreApplication.translate("place", "a {km} km").format(km=kilometres)


class PlacePicker(QWidget):
    """The place field with the box of namesakes under it.

    Enter in the field confirms the row under the cursor and goes on to the next field, Up and Down move it,
    Tab goes into the box; there the figures 1 to 5 confirm, too. Escape says that it is none of them.

    *Signals:* `typed(str)` on every keystroke; `candidate_picked(str)` with the candidate's code;
    `none_of_them` when all of them were dismissed.
    """

    typed = Signal(str)
    candidate_picked = Signal(str)
    none_of_them = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name = QCoreApplication.translate("place", "Lugar del hecho")
        self.field = LineField(look, name, cap=240, icon="map-pin")
        self.field.textEdited.connect(self.typed)
        self.field.installEventFilter(self)
        self.labelled = Labelled(look, name, self.field, key="F6")
        self.namesakes = Namesakes(look)
        self.look = look
        self.namesakes.picked.connect(self._picked)
        self.namesakes.dismissed.connect(self._dismissed)
        self.namesakes.lettered.connect(self._type_on)
        self.namesakes.hide()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(look.px(6))
        rows.addWidget(self.labelled)
        rows.addWidget(self.namesakes)
        self.setFocusProxy(self.field)

    def set_candidates(
        self, candidates: tuple[PlaceCandidate, ...], accuracy: float | None = None, more: int = 0
    ) -> None:
        """Places of the same name, nearest first; `accuracy` of the call's own position in metres.

        `more`: how many there are beyond those.
        """
        in_box = self.namesakes.hasFocus()
        self.namesakes.set_candidates(candidates, accuracy, more)
        self.namesakes.setVisible(len(candidates) > 1)
        if in_box and not self.namesakes.isVisible():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def offered(self) -> tuple[PlaceCandidate, ...]:
        """The places that wait for a choice, as numbered in the box."""
        return self.namesakes.candidates() if self.namesakes.isVisibleTo(self) else ()

    def set_note(self, note: str, colour: str = "text.tertiary") -> None:
        """Beside the label: the barrio that was understood, or that the place is nowhere."""
        self.labelled.head.set_note(note, colour)
        self.field.setAccessibleDescription(note)

    def write(self, text: str) -> None:
        """Put a text in the field as if it had been typed."""
        self.field.fill(text)
        self.typed.emit(self.field.text())

    def ask_to_choose(self, sentence: str) -> None:
        """Nothing goes on before one is chosen: say so, and give the box the keyboard."""
        self.labelled.set_wrong(sentence)
        self.namesakes.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_confirmed(self, confirmed: bool) -> None:
        """A full pin once the place is certain."""
        if confirmed:
            self.field.set_icon("map-pin-fill", "accent.text")
        else:
            self.field.set_icon("map-pin")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down move among the namesakes, Enter confirms one; the text is not touched."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self.namesakes.isVisible()
        ):
            if event.key() == Qt.Key.Key_Tab:
                self.namesakes.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.namesakes.dismissed.emit()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.namesakes.step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.namesakes.pick()
                return True
        return super().eventFilter(watched, event)

    def _picked(self, code: str) -> None:
        """One was confirmed; the keyboard goes on to the next field: nothing more is added to the place."""
        typing = self.namesakes.hasFocus() or self.field.hasFocus()
        self.labelled.set_wrong("")
        self.candidate_picked.emit(code)
        if typing:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.focusNextChild()

    def _type_on(self, letters: str) -> None:
        """Whoever goes on typing in the box types in the field."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.end(False)
        self.write(self.field.text() + letters)

    def _dismissed(self) -> None:
        self.labelled.set_wrong("")
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.none_of_them.emit()


class Namesakes(QWidget):
    """The yellow box: as many rows as there are places of that name, at most five.

    *Signals:* `picked(str)`; `dismissed` when it is none of them; `lettered(str)`: typed on for the field.
    """

    picked = Signal(str)
    dismissed = Signal()
    lettered = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._candidates: tuple[PlaceCandidate, ...] = ()
        self._accuracy: float | None = None
        self._at = 0
        self._more = 0
        self._row = 34
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_candidates(
        self, candidates: tuple[PlaceCandidate, ...], accuracy: float | None, more: int = 0
    ) -> None:
        """Show these; the cursor stays on its place when it is still there."""
        self._more = more
        before = self._candidates[self._at].code if self._at < len(self._candidates) else ""
        self._candidates, self._accuracy = candidates[:5], accuracy
        codes = [candidate.code for candidate in self._candidates]
        self._at = codes.index(before) if before in codes else 0
        self._tell()
        self.updateGeometry()
        self.update()

    def candidates(self) -> tuple[PlaceCandidate, ...]:
        """The rows, from the first."""
        return self._candidates

    def set_compact(self, compact: bool) -> None:
        """28 px rows in the small window."""
        self._row = 28 if compact else 34
        self.updateGeometry()

    def step(self, by: int) -> None:
        """Move the cursor."""
        self._at = max(0, min(len(self._candidates) - 1, self._at + by))
        self._tell()
        self.update()

    def pick(self) -> None:
        """Confirm the place under the cursor."""
        if self._candidates:
            self.picked.emit(self._candidates[self._at].code)

    def sizeHint(self) -> QSize:
        """The head and one row a place."""
        return QSize(100, self._look.px(26) + self._look.px(self._row) * len(self._candidates) + 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Confirm the place under the mouse."""
        row = int((event.position().y() - self._look.px(26)) // max(1, self._look.px(self._row)))
        if 0 <= row < len(self._candidates):
            self._at = row
            self.update()
            self.pick()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A figure confirms its row, Enter the one under the cursor; Escape none."""
        key = event.key()
        figure = key - Qt.Key.Key_1.value
        if 0 <= figure < len(self._candidates):
            self._at = figure
            self.pick()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.pick()
        elif key == Qt.Key.Key_Escape:
            self.dismissed.emit()
        elif event.text().isprintable() and event.text() and not event.modifiers().value & ~SHIFT:
            self.lettered.emit(event.text())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The edge says that the figures are keys now."""
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The edge goes back."""
        self.update()
        super().focusOutEvent(event)

    def _title(self, short: bool = False) -> str:
        translate = QCoreApplication.translate
        if self._more:
            words = translate("place", "{count} con este nombre: confirme una o agregue el barrio")
            return words.format(count=len(self._candidates) + self._more)
        numbers = {
            2: translate("place", "Dos"),
            3: translate("place", "Tres"),
            4: translate("place", "Cuatro"),
            5: translate("place", "Cinco"),
        }
        count = numbers.get(len(self._candidates), "")
        if short or self._row < 34:
            return translate("place", "{count} con este nombre: confirme una").format(count=count)
        return translate("place", "{count} direcciones con este nombre: confirme una").format(count=count)

    def _tell(self) -> None:
        if self._candidates:
            self.setAccessibleName(f"{self._title()}. {self._candidates[self._at].title}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Yellow edge, sentence, rows with their number, place, detail and distance."""
        painter = QPainter(self)
        ink, look = Ink(painter, self._look), self._look
        area = QRectF(self.rect())
        edge, width = ("focus.ring", 2.0) if self.hasFocus() else ("severity.line_medium", 1.0)
        ink.box(area, look.size("radius.control"), "surface.pane", edge, width)
        head = QRectF(look.px(9), 1, area.width() - look.px(18), look.px(25))
        paint_mark(
            painter,
            look,
            Severity.MEDIUM,
            QPointF(head.left() + look.px(7), head.center().y()),
            look.px(16),
            bare=True,
        )
        right = head.right()
        if self._accuracy is not None:
            metres = look.locale.toString(round(self._accuracy))
            words = QCoreApplication.translate("place", "AML ± {m} m").format(m=metres)
            right -= ink.text(head, words, "body", "text.secondary", "right", elide=False) + look.px(8)
        line = QRectF(head.left() + look.px(21), head.top(), right - head.left() - look.px(21), head.height())
        fits = ink.width(self._title(), "body heavy") <= line.width()
        ink.text(line, self._title(short=not fits), "body heavy", "text.primary")
        height = look.px(self._row)
        for place, candidate in enumerate(self._candidates):
            row = QRectF(1, look.px(26) + place * height, area.width() - 2, height)
            self._paint_row(ink, row, place, candidate)

    def _paint_row(self, ink: Ink, row: QRectF, place: int, candidate: PlaceCandidate) -> None:
        look, chosen = self._look, place == self._at
        if chosen:
            ink.fill(row, "surface.selected")
            ink.fill(
                QRectF(row.left(), row.top(), look.size("size.selection_bar"), row.height()), "accent.bar"
            )
        # Figures typed in the field are text: they are printed as keys once the box has the keyboard.
        if self.hasFocus():
            ink.key_cap(row.left() + look.px(30), row.center().y(), str(place + 1))
        elif chosen:
            ink.key_cap(row.left() + look.px(30), row.center().y(), ENTER)
        else:
            figure = QRectF(row.left() + look.px(12), row.top(), look.px(18), row.height())
            ink.text(figure, str(place + 1), "minor", "text.secondary", "centre")
        inner = row.adjusted(look.px(39), 0, -look.px(9), 0)
        # The place with its barrio is what one chooses by: what else there is gives way to it.
        gap, detail = look.px(9), candidate.detail
        title = ink.width(candidate.title, "body heavy") + gap
        words, short = "", translate_outside() if candidate.outside else ""
        if candidate.distance is not None:
            kind, colour = ("body heavy", "text.primary") if chosen else ("body", "text.secondary")
            words = distance_words(candidate.distance, look)
            if title + ink.width(short, "body") + ink.width(words, kind) + gap > inner.width():
                words = length_words(candidate.distance, look)
            inner.setRight(inner.right() - ink.text(inner, words, kind, colour, "right", elide=False) - gap)
        if title + ink.width(detail, "body") > inner.width():
            detail = short
        if detail:
            title = min(title, inner.width() - ink.width(detail, "body"))
        named = QRectF(inner.left(), inner.top(), title - gap if detail else inner.width(), inner.height())
        ink.text(named, candidate.title, "body heavy", "text.primary")
        colour = "severity.medium" if candidate.outside else "text.tertiary"
        ink.text(inner.adjusted(title, 0, 0, 0), detail, "body", colour)


def translate_outside() -> str:
    """Another jurisdiction, where there is room for one word."""
    return QCoreApplication.translate("place", "fuera")
