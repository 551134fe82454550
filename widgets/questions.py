"""The protocol of the chosen type: its questions one under the other, answered with a digit each."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from widgets.choices import ChoiceStrip
from widgets.incident_types import Question, answer_word, question_words
from widgets.ink import Ink
from widgets.look import Look


class Questions(QWidget):
    """As many lines as there is room for; they move on with the keyboard, and nothing is left out.

    An answer given with a key hands the keyboard to the next question. Answers to questions that another
    type does not ask are kept: the caller said so.

    *Signals:* `answered(str, str)`: question and answer, empty when taken back; `done()` after the last one.
    """

    answered = Signal(str, str)
    done = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._asked: tuple[Question, ...] = ()
        self._answers: dict[str, str] = {}
        self._strips: dict[str, ChoiceStrip] = {}
        self._lines: dict[str, QWidget] = {}
        self._room = 4
        self._first = 0
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(look.px(6))
        self._more = _Words(look, "", "caption", "text.secondary", 18)
        self._rows.addWidget(self._more)

    def set_questions(self, questions: tuple[Question, ...]) -> bool:
        """Ask these; lines of questions that stay are kept. Tell whether they are others than before."""
        if questions == self._asked:
            return False
        self._asked = questions
        wanted = {question.code for question in questions}
        for code in [code for code in self._lines if code not in wanted]:
            line = self._lines.pop(code)
            del self._strips[code]
            line.hide()
            line.deleteLater()
        for place, question in enumerate(questions):
            if question.code not in self._lines:
                self._make(question)
            self._rows.removeWidget(self._lines[question.code])
            self._rows.insertWidget(place, self._lines[question.code])
        self._strips = {question.code: self._strips[question.code] for question in questions}
        self._first = min(self._first, max(0, len(questions) - self._room))
        if not any(strip.hasFocus() for strip in self._strips.values()):
            self._first = 0
        self._show_window()
        self.setVisible(bool(questions))
        return True

    def set_room(self, lines: int) -> None:
        """How many lines there is room for."""
        if lines != self._room:
            self._room = lines
            self._follow()

    def set_answers(self, answers: dict[str, str]) -> None:
        """Show these answers, without a signal."""
        self._answers = dict(answers)
        for code, strip in self._strips.items():
            strip.set_code(answers.get(code, ""))

    def answers(self) -> dict[str, str]:
        """What was answered so far."""
        return dict(self._answers)

    def strips(self) -> list[ChoiceStrip]:
        """The fields in the order of asking."""
        return list(self._strips.values())

    def codes(self) -> tuple[str, ...]:
        """What is asked, in order."""
        return tuple(self._strips)

    def take_keyboard(self) -> bool:
        """The keyboard to the first question without an answer; False when none is left."""
        code = next((code for code in self._strips if not self._answers.get(code)), None)
        if code is None:
            return False
        self._go(code)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The lines move on when the keyboard comes to the last that is shown."""
        if event.type() == QEvent.Type.FocusIn:
            self._follow()
        return super().eventFilter(watched, event)

    def _make(self, question: Question) -> None:
        line = QWidget()
        words = question_words(question.code)
        answers = tuple((answer, answer_word(answer)) for answer in question.answers)
        strip = ChoiceStrip(self._look, words, answers)
        strip.set_code(self._answers.get(question.code, ""))
        strip.picked.connect(partial(self._picked, question.code))
        strip.digit.connect(partial(self._go_on, question.code))
        strip.installEventFilter(self)
        self._strips[question.code] = strip
        self._lines[question.code] = line
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._look.px(6))
        kind = "input heavy" if question.safety else "input medium"
        row.addWidget(_Words(self._look, words, kind), 44)
        row.addWidget(strip, 56)

    def _picked(self, code: str, answer: str) -> None:
        if answer:
            self._answers[code] = answer
        else:
            self._answers.pop(code, None)
        self.answered.emit(code, answer)

    def _go_on(self, code: str) -> None:
        """To the next question; what an answer brought is next."""
        codes = list(self._strips)
        after = codes[codes.index(code) + 1 :] if code in codes else []
        following = next((one for one in after if not self._answers.get(one)), None)
        if following is not None:
            self._go(following)
        elif not self.take_keyboard():
            self.done.emit()

    def _go(self, code: str) -> None:
        self._follow(code)
        self._strips[code].setFocus(Qt.FocusReason.TabFocusReason)

    def _follow(self, code: str = "") -> None:
        """Keep the line with the keyboard on screen, and the one after it."""
        codes = list(self._strips)
        here = code or next((one for one, strip in self._strips.items() if strip.hasFocus()), "")
        place = codes.index(here) if here in codes else self._first
        first = min(self._first, max(0, place - 1 if self._room > 1 else place))
        if place >= first + self._room - 1:
            first = place - self._room + 2
        self._first = max(0, min(first, len(codes) - self._room))
        self._show_window()

    def _show_window(self) -> None:
        codes = list(self._strips)
        for place, code in enumerate(codes):
            self._lines[code].setVisible(self._first <= place < self._first + self._room)
        hidden = len(codes) - self._room
        if hidden > 0:
            answered = sum(bool(self._answers.get(code)) for code in codes)
            words = QCoreApplication.translate("call_form", "{n} de {all} respondidas")
            self._more.set_words(words.format(n=answered, all=len(codes)))
        self._more.setVisible(hidden > 0)
        self.updateGeometry()


class _Words(QWidget):
    """One painted line, level with the field beside it."""

    def __init__(
        self,
        look: Look,
        words: str,
        kind: str = "input medium",
        colour: str = "text.primary",
        height: int = 28,
    ) -> None:
        super().__init__()
        self._look, self._text, self._kind, self._colour, self._height = look, words, kind, colour, height
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_words(self, words: str) -> None:
        """Say something else."""
        if words != self._text:
            self._text = words
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(80), self._look.px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        Ink(QPainter(self), self._look).text(QRectF(self.rect()), self._text, self._kind, self._colour)
