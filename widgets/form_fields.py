"""The fields of the call form in their order: what each tells, and how they fold in a small window."""

from __future__ import annotations

from itertools import pairwise
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from domain.agency import Agency
from domain.call import Draft
from domain.severity import Severity
from widgets import severity as severities
from widgets.choices import ChoiceField
from widgets.fields import LineField, TextField
from widgets.form_notes import DangerLine, HistoryLine
from widgets.form_parts import Agencies, DuplicateLine, Tags
from widgets.incident_types import asked, brought, by_code
from widgets.labelled import FieldHead, Labelled
from widgets.look import Look
from widgets.mentions import Mentions
from widgets.place_picker import PlacePicker
from widgets.questions import Questions
from widgets.type_field import TypeField


class FormFields(QScrollArea):
    """Place and its dangers, type, priority, questions, caller, plate, history, narrative, who and what was
    mentioned, tags, agencies, duplicate.

    *Signals:* `edited(field, text)` at every change that a person makes.
    """

    edited = Signal(str, str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._compact = False
        self._same: tuple[UUID, ...] = ()
        self._make()
        self._lay_out()
        self._connect()
        self.set_compact(False)

    def show_draft(self, draft: Draft, whole: bool) -> None:
        """Show a draft; unless `whole`, the field that is being typed in is left alone, and its caret too."""
        for field, text in (
            (self.place.field, draft.place),
            (self.caller, draft.caller),
            (self.plate, draft.plate),
            (self.narrative, draft.narrative),
        ):
            if whole:
                field.fill(text)
            else:
                field.set_text_keeping_caret(text)
        if whole or not self.type_code.hasFocus():
            self.type_code.set_code(draft.type_code or "")
        if whole or not self.priority.hasFocus():
            self.priority.set_code(str(int(draft.priority)) if draft.priority else "")
        self.questions.set_answers(dict(draft.answers))
        self._ask_for(self.type_code.code())
        self.agencies.set_agencies(tuple(draft.agencies))
        if whole:
            self.mentions.drop_entry()
        self.mentions.set_mentions(draft.people, draft.vehicles)
        self._same = draft.same
        self.fold()

    def draft(self, revision: int) -> Draft:
        """Everything in the form."""
        priority = self.priority.code()
        return Draft(
            revision=revision,
            place=self.place.field.text(),
            type_code=self.type_code.code() or None,
            priority=Severity(int(priority)) if priority else None,
            caller=self.caller.text(),
            plate=self.plate.text(),
            narrative=self.narrative.toPlainText(),
            answers=self.questions.answers(),
            agencies=self.agencies.agencies(),
            people=self.mentions.people(),
            vehicles=self.mentions.vehicles(),
            same=self._same,
        )

    def set_same(self, calls: tuple[UUID, ...]) -> None:
        """The calls that a person says are about the same."""
        self._same = calls

    def set_wrong(self, field: str, sentence: str) -> None:
        """What is wrong with a field, under it, and the keyboard to it; a field nobody knows is the place."""
        shown = self._labelled.get(field, self.place.labelled)
        shown.set_wrong(sentence)
        shown.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(shown)

    def clear_wrong(self) -> None:
        """Nothing is wrong."""
        for shown in self._labelled.values():
            shown.set_wrong("")

    def set_hint(self, field: str, sentence: str) -> None:
        """What is odd about a field, under it; the keyboard stays where it is."""
        self._labelled[field].set_wrong(sentence)

    def set_compact(self, compact: bool) -> None:
        """The small window: caller, plate and tags fold away, fields are 30 px."""
        self._compact = compact
        height = self._look.size("size.field_compact" if compact else "size.field")
        for field in (self.place.field, self.type_code, self.priority, self.caller, self.plate):
            field.setFixedHeight(height)
        self.place.namesakes.set_compact(compact)
        self.fold()

    def fold(self) -> None:
        """Hide what there is no room or no reason for; dangers are always shown."""
        roomy, crowded = not self._compact, not self.place.namesakes.isHidden()
        has_tags = bool(self.tags.accessibleName())
        noted = bool(self.dangers.dangers()) or bool(self.history.words())
        shown = {
            "dangers": bool(self.dangers.dangers()),
            "caller": roomy,
            "history": bool(self.history.words()) and (roomy or not crowded),
            "mentions": roomy or self.mentions.is_open() or not (crowded or self.mentions.is_empty()),
            "tags_head": roomy and has_tags and not (crowded and noted),
            "tags": roomy and has_tags and not (crowded and noted),
            "agencies_head": roomy,
            "duplicate": self.duplicate.is_set() and (roomy or not crowded),
            "questions": bool(self.questions.strips()),
        }
        for name, is_shown in shown.items():
            self._blocks[name].setVisible(is_shown)
        self.questions.set_room((2 if crowded else 3) if self._compact else (3 if crowded else 4))
        for name, block in self._blocks.items():
            below = self._below[name] * (2 if self._compact else 3) // 3
            block.layout().setContentsMargins(0, 0, 0, below)  # type: ignore[union-attr]

    def _make(self) -> None:
        look, translate = self._look, QCoreApplication.translate
        self.place = PlacePicker(look)
        self.dangers = DangerLine(look)
        self.history = HistoryLine(look)
        self.type_code = TypeField(look, translate("call_form", "Tipo de hecho"))
        self.type_code.setPlaceholderText(translate("call_form", "Código o palabras"))
        self.priority = ChoiceField(look, translate("call_form", "Prioridad"))
        marked = [one for one in Severity if one is not Severity.INFO]
        self.priority.set_choices(
            tuple((str(int(one)), severities.word(one)) for one in marked),
            {str(int(one)): one for one in marked},
        )
        widest = max(look.metrics("input heavy").horizontalAdvance(severities.word(one)) for one in marked)
        self.priority.setMinimumWidth(round(widest + look.px(66)))
        self.questions = Questions(look)
        self.caller = LineField(look, translate("call_form", "Llamante"), cap=120)
        self.plate = LineField(look, translate("call_form", "Patente"), cap=16, kind="input medium mono id")
        self.narrative = TextField(look, translate("call_form", "Relato"), cap=8000)
        self.narrative.setMinimumHeight(look.px(60))
        # It takes what is left; a sentence that wraps elsewhere must not make room for ten lines of it.
        self.narrative.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.narrative_head = FieldHead(look, translate("call_form", "Relato"))
        self.mentions = Mentions(look)
        self.tags = Tags(look)
        self.agencies = Agencies(look)
        self.duplicate = DuplicateLine(look)
        optional = translate("call_form", "opcional")
        self._labelled = {
            "place": self.place.labelled,
            "type_code": Labelled(look, translate("call_form", "Tipo de hecho"), self.type_code),
            "priority": Labelled(look, translate("call_form", "Prioridad"), self.priority),
            "caller": Labelled(look, translate("call_form", "Llamante"), self.caller, hint=optional),
            "plate": Labelled(look, translate("call_form", "Patente"), self.plate, hint=optional),
        }

    def _lay_out(self) -> None:
        look, translate = self._look, QCoreApplication.translate
        labelled = self._labelled
        blocks: tuple[tuple[str, QWidget, int, int], ...] = (
            ("place", self.place, 12, 0),
            ("dangers", self.dangers, 8, 0),
            ("type", _pair(look, labelled["type_code"], labelled["priority"], 70, 30), 12, 0),
            ("questions", self.questions, 12, 0),
            ("caller", _pair(look, labelled["caller"], labelled["plate"], 50, 50), 10, 0),
            ("history", self.history, 6, 0),
            ("narrative_head", self.narrative_head, 2, 0),
            ("narrative", self.narrative, 10, 1),
            ("mentions", self.mentions, 8, 0),
            ("tags_head", FieldHead(look, translate("call_form", "Marcado en el relato")), 2, 0),
            ("tags", self.tags, 8, 0),
            ("agencies_head", FieldHead(look, translate("call_form", "Agencias que intervienen")), 2, 0),
            ("agencies", self.agencies, 10, 0),
            ("duplicate", self.duplicate, 10, 0),
        )
        inside = QWidget()
        inside.setObjectName("pane_body")
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(look.px(15), look.px(8), look.px(15), 0)
        rows.setSpacing(0)
        self._blocks: dict[str, QWidget] = {}
        self._below: dict[str, int] = {}
        for name, widget, below, stretch in blocks:
            self._below[name] = look.px(below)
            self._blocks[name] = _spaced(widget, self._below[name])
            rows.addWidget(self._blocks[name], stretch)
        self.setObjectName("plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)

    def _connect(self) -> None:
        self.place.typed.connect(lambda text: self._tell("place", text))
        self.type_code.picked.connect(self._type_picked)
        self.priority.picked.connect(self._priority_picked)
        self.questions.answered.connect(self._answered)
        self.questions.done.connect(lambda: self.narrative.setFocus(Qt.FocusReason.TabFocusReason))
        self.mentions.changed.connect(self._mentioned)
        self.mentions.closed.connect(lambda: self.narrative.setFocus(Qt.FocusReason.TabFocusReason))
        self.caller.textEdited.connect(lambda text: self._tell("caller", text))
        self.plate.textEdited.connect(lambda text: self._tell("plate", text))
        self.narrative.typed.connect(lambda text: self._tell("narrative", text))
        self.agencies.changed.connect(self._tell_agencies)

    def _tell(self, field: str, text: str) -> None:
        shown = self._labelled.get(field)
        if shown is not None:
            shown.set_wrong("")
        self.edited.emit(field, text)

    def _tell_agencies(self, agencies: tuple[Agency, ...]) -> None:
        self._tell("agencies", ",".join(agency.value for agency in agencies))

    def add_person(self) -> None:
        """Write down one more person."""
        self._blocks["mentions"].setVisible(True)
        self.mentions.add_person()
        self.ensureWidgetVisible(self.mentions)

    def add_vehicle(self) -> None:
        """Write down one more vehicle."""
        self._blocks["mentions"].setVisible(True)
        self.mentions.add_vehicle()
        self.ensureWidgetVisible(self.mentions)

    def _mentioned(self, kind: str) -> None:
        self._tell(kind, "")
        self._order()

    def _type_picked(self, code: str) -> None:
        """A type brings its usual priority and agencies; what a person chose before stays.

        The keyboard goes on to the first question, else to the narrative.
        """
        self.type_code.set_code(code)
        self._tell("type_code", code)
        self._ask_for(code)
        kind = by_code(code)
        if kind is None:
            return
        if not self.priority.code():
            self._priority_picked(str(int(kind.priority)))
        if not self.agencies.agencies():
            self.agencies.set_agencies(kind.agencies)
            self._tell_agencies(self.agencies.agencies())
        if self.type_code.hasFocus() and not self.questions.take_keyboard():
            self.narrative.setFocus(Qt.FocusReason.TabFocusReason)

    def _answered(self, question: str, answer: str) -> None:
        """An answer is told; it may bring questions, a graver priority and agencies, never a lesser one."""
        self._tell(f"answers.{question}", answer)
        self._ask_for(self.type_code.code())
        then = brought(question, answer)
        priority = self.priority.code()
        if then.priority is not None and (not priority or int(then.priority) < int(priority)):
            self._priority_picked(str(int(then.priority)))
        before = self.agencies.agencies()
        if before and any(agency not in before for agency in then.agencies):
            self.agencies.set_agencies((*before, *then.agencies))
            self._tell_agencies(self.agencies.agencies())

    def _priority_picked(self, code: str) -> None:
        self.priority.set_code(code)
        self._tell("priority", code)

    def _ask_for(self, code: str) -> None:
        questions = asked(code, self.questions.answers())
        if self.questions.set_questions(questions):
            self._order()
        self._blocks["questions"].setVisible(bool(questions))

    def _order(self) -> None:
        """The keyboard goes on as the call does: questions come anew, and Qt would put them last."""
        chain: list[QWidget] = [self.place.field, self.place.namesakes, self.type_code, self.priority]
        chain += self.questions.strips()
        chain += [self.caller, self.plate, self.narrative, self.mentions.chips]
        chain += [self.mentions.person.role, self.mentions.person.about, self.mentions.person.name]
        chain += [self.mentions.vehicle.plate, self.mentions.vehicle.about, *self.agencies.buttons()]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)


def _spaced(widget: QWidget, below: int) -> QWidget:
    """A widget with the air under it, so that both go together."""
    made = QWidget()
    rows = QVBoxLayout(made)
    rows.setContentsMargins(0, 0, 0, below)
    rows.addWidget(widget)
    return made


def _pair(look: Look, left: QWidget, right: QWidget, wide: int, narrow: int) -> QWidget:
    """Two fields side by side."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look.px(8))
    row.addWidget(left, wide, Qt.AlignmentFlag.AlignTop)
    row.addWidget(right, narrow, Qt.AlignmentFlag.AlignTop)
    return made
