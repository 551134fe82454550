"""Where it happened: the field, and the forced choice among places of the same name."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from domain.severity import Severity
from widgets.fields import LineField
from widgets.ink import Ink
from widgets.labelled import Labelled
from widgets.look import Look
from widgets.severity import paint_mark


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """One place of that name: `distance` in metres from where the call seems to come, None = not known."""

    code: str
    title: str
    detail: str = ""
    distance: float | None = None


def distance_words(metres: float, look: Look) -> str:
    """a 14 m, a 11,2 km."""
    if metres < 1000:
        return QCoreApplication.translate("place", "a {m} m").format(m=look.locale.toString(round(metres)))
    kilometres = look.locale.toString(metres / 1000, "f", 1)
    return QCoreApplication.translate("place", "a {km} km").format(km=kilometres)


class PlacePicker(QWidget):
    """The place field with the box of namesakes under it.

    *Signals:* `typed(str)` on every keystroke; `candidate_picked(str)` with the candidate's code.
    """

    typed = Signal(str)
    candidate_picked = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name = QCoreApplication.translate("place", "Lugar del hecho")
        self.field = LineField(look, name, cap=240, icon="map-pin")
        self.field.textEdited.connect(self.typed)
        self.field.installEventFilter(self)
        self.labelled = Labelled(look, name, self.field, key="F6")
        self.namesakes = Namesakes(look)
        self.namesakes.picked.connect(self.candidate_picked)
        self.namesakes.hide()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(look.px(6))
        rows.addWidget(self.labelled)
        rows.addWidget(self.namesakes)
        self.setFocusProxy(self.field)

    def set_candidates(self, candidates: tuple[PlaceCandidate, ...], accuracy: float | None = None) -> None:
        """Places of the same name, nearest first; `accuracy` of the call's own position in metres."""
        self.namesakes.set_candidates(candidates, accuracy)
        self.namesakes.setVisible(len(candidates) > 1)

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
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.namesakes.step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.namesakes.pick()
                return True
        return super().eventFilter(watched, event)


class Namesakes(QWidget):
    """The yellow box: as many rows as there are places of that name, at most five.

    *Signals:* `picked(str)`.
    """

    picked = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._candidates: tuple[PlaceCandidate, ...] = ()
        self._accuracy: float | None = None
        self._at = 0
        self._row = 34
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_candidates(self, candidates: tuple[PlaceCandidate, ...], accuracy: float | None) -> None:
        """Show these; the cursor stays on its place when it is still there."""
        before = self._candidates[self._at].code if self._at < len(self._candidates) else ""
        self._candidates, self._accuracy = candidates[:5], accuracy
        codes = [candidate.code for candidate in self._candidates]
        self._at = codes.index(before) if before in codes else 0
        self._tell()
        self.updateGeometry()
        self.update()

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

    def _title(self) -> str:
        translate = QCoreApplication.translate
        numbers = {
            2: translate("place", "Dos"),
            3: translate("place", "Tres"),
            4: translate("place", "Cuatro"),
            5: translate("place", "Cinco"),
        }
        count = numbers.get(len(self._candidates), "")
        if self._row < 34:
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
        ink.box(area, look.size("radius.control"), "surface.pane", "severity.line_medium")
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
        ink.text(line, self._title(), "body heavy", "text.primary")
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
        ink.key_cap(row.left() + look.px(30), row.center().y(), str(place + 1))
        inner = row.adjusted(look.px(39), 0, -look.px(9), 0)
        if candidate.distance is not None:
            words = distance_words(candidate.distance, look)
            kind, colour = ("body heavy", "text.primary") if chosen else ("body", "text.secondary")
            inner.setRight(
                inner.right() - ink.text(inner, words, kind, colour, "right", elide=False) - look.px(10)
            )
        inner.setLeft(
            inner.left() + ink.text(inner, candidate.title, "body heavy", "text.primary") + look.px(9)
        )
        ink.text(inner, candidate.detail, "body", "text.tertiary")
