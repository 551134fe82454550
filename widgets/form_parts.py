"""Smaller parts of the call form: questions, agencies, tags of the narrative, a possible duplicate."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from domain.agency import Agency
from widgets.buttons import ActionButton
from widgets.choices import ChoiceStrip
from widgets.incident_types import Question, agency_word, answer_word, question_words
from widgets.ink import Ink
from widgets.look import Look

OFFERED = (Agency.POLICE, Agency.MEDICAL, Agency.FIRE, Agency.CIVIL_PROTECTION)


@dataclass(frozen=True, slots=True)
class Tag:
    """Something found in the narrative: an icon of the Phosphor font and the words."""

    icon: str
    words: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Another call that may be about the same: metres from this one, and its line."""

    code: str
    metres: float
    line: str


class Questions(QWidget):
    """The protocol of the chosen type, one line a question.

    *Signals:* `answered(str, str)`: question and answer, empty when taken back.
    """

    answered = Signal(str, str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._asked: tuple[Question, ...] = ()
        self._strips: dict[str, ChoiceStrip] = {}
        self._compact = False
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(look.px(6))

    def set_questions(self, questions: tuple[Question, ...]) -> bool:
        """Ask these; answers to a question that stays are kept. Tell whether they are others than before."""
        if questions == self._asked:
            return False
        answers = self.answers()
        self._asked = questions
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._strips = {}
        for question in questions:
            self._rows.addWidget(self._line(question))
        self.set_answers(answers)
        self.setVisible(bool(questions))
        return True

    def set_answers(self, answers: dict[str, str]) -> None:
        """Show these answers, without a signal."""
        for code, strip in self._strips.items():
            strip.set_code(answers.get(code, ""))

    def answers(self) -> dict[str, str]:
        """What was answered so far."""
        return {code: strip.code() for code, strip in self._strips.items() if strip.code()}

    def strips(self) -> list[ChoiceStrip]:
        """The fields in the order of asking."""
        return list(self._strips.values())

    def _line(self, question: Question) -> QWidget:
        line = QWidget()
        words = question_words(question.code)
        strip = ChoiceStrip(
            self._look, words, tuple((answer, answer_word(answer)) for answer in question.answers)
        )
        strip.picked.connect(lambda answer, code=question.code: self.answered.emit(code, answer))
        self._strips[question.code] = strip
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(_Words(self._look, words), 38)
        row.addWidget(strip, 62)
        return line


class _Words(QWidget):
    """One painted line, level with the field beside it."""

    def __init__(self, look: Look, words: str) -> None:
        super().__init__()
        self._look, self._text = look, words
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(80), self._look.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        Ink(QPainter(self), self._look).text(QRectF(self.rect()), self._text, "input medium", "text.primary")


class Agencies(QWidget):
    """Which agencies take part: four buttons that stay down.

    *Signals:* `changed(tuple)` of Agency.
    """

    changed = Signal(tuple)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[Agency, ActionButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(8))
        for agency in OFFERED:
            button = ActionButton(
                look, agency_word(agency), kind="toggle", icon="plus", height=30, font="body strong"
            )
            button.setCheckable(True)
            button.setMinimumWidth(look.px(60))
            button.toggled.connect(lambda on, shown=button: shown.set_icon("check" if on else "plus"))
            button.clicked.connect(self._tell)
            self._buttons[agency] = button
            row.addWidget(button, 1)

    def set_agencies(self, agencies: tuple[Agency, ...]) -> None:
        """Show these as taking part, without a signal."""
        for agency, button in self._buttons.items():
            button.setChecked(agency in agencies)

    def agencies(self) -> tuple[Agency, ...]:
        """Those that take part."""
        return tuple(agency for agency, button in self._buttons.items() if button.isChecked())

    def buttons(self) -> list[ActionButton]:
        """In the order shown."""
        return list(self._buttons.values())

    def _tell(self) -> None:
        self.changed.emit(self.agencies())


class Tags(QWidget):
    """What was marked in the narrative, as chips on one line; those that do not fit are counted."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._tags: tuple[Tag, ...] = ()
        self.setFixedHeight(look.px(26))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_tags(self, tags: tuple[Tag, ...]) -> None:
        """Show these."""
        self._tags = tags
        self.setAccessibleName(", ".join(tag.words for tag in tags))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Chips from the left."""
        ink, look = Ink(QPainter(self), self._look), self._look
        left, middle = 0.0, self.height() / 2
        for place, tag in enumerate(self._tags):
            width = ink.width(tag.words, "caption strong") + look.px(34)
            if left + width > self.width():
                more = QCoreApplication.translate("call_form", "+{n}").format(n=len(self._tags) - place)
                ink.text(
                    QRectF(left, 0, self.width() - left, self.height()), more, "caption", "text.secondary"
                )
                return
            area = QRectF(left, 1, width, self.height() - 2)
            ink.box(area, look.size("radius.chip"), "surface.raised", "outline.default")
            ink.icon(left + look.px(8), middle, tag.icon, 14, "text.secondary")
            text = area.adjusted(look.px(27), 0, 0, 0)
            ink.text(text, tag.words, "caption strong", "text.primary", elide=False)
            left += round(width + look.px(6))


class DuplicateLine(QWidget):
    """Another call that may be about the same, and the act that joins them.

    *Signals:* `link_requested(str)` with the duplicate's code.
    """

    link_requested = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._duplicate: Duplicate | None = None
        self.setFixedHeight(look.px(34))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        words = QCoreApplication.translate("call_form", "Vincular")
        self._link = ActionButton(look, words, self, kind="flat", key="F10", height=28, key_first=True)
        self._link.clicked.connect(self._ask)

    def set_duplicate(self, duplicate: Duplicate | None) -> None:
        """Show it, or none."""
        self._duplicate = duplicate
        self._link.setEnabled(duplicate is not None)
        self.setAccessibleName(self._words())
        self.update()

    def is_set(self) -> bool:
        """Whether there is one."""
        return self._duplicate is not None

    def _words(self) -> str:
        if self._duplicate is None:
            return ""
        words = QCoreApplication.translate("call_form", "Otra llamada por este hecho a {m} m (línea {line})")
        return words.format(
            m=self._look.locale.toString(round(self._duplicate.metres)), line=self._duplicate.line
        )

    def _ask(self) -> None:
        if self._duplicate is not None:
            self.link_requested.emit(self._duplicate.code)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The act stands at the right."""
        size = self._link.sizeHint()
        self._link.setGeometry(
            self.width() - size.width() - 2, (self.height() - 28) // 2, size.width(), size.height()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """A raised line with the words."""
        ink, look = Ink(QPainter(self), self._look), self._look
        area = QRectF(self.rect())
        ink.box(area, look.size("radius.control"), "surface.raised")
        ink.icon(look.px(11), area.center().y(), "copy", 16, "text.secondary")
        line = QRectF(look.px(34), 0, self._link.x() - look.px(38), area.height())
        ink.text(line, self._words(), "body medium", "text.primary")
