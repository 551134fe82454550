"""The one call form: every keystroke is told, and nothing that arrives moves the caret."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from domain.agency import Agency
from domain.call import Draft
from domain.clock import Micros
from domain.severity import Severity
from widgets import severity as severities
from widgets.buttons import ActionButton
from widgets.call_head import CallHead, FormCall
from widgets.choices import ChoiceField
from widgets.fields import LineField, TextField
from widgets.form_parts import Agencies, Duplicate, DuplicateLine, Questions, Tag, Tags
from widgets.incident_types import INCIDENT_TYPES, IncidentType, by_code, type_word
from widgets.labelled import FieldHead, Labelled
from widgets.look import Look
from widgets.pane import Pane
from widgets.place_picker import PlaceCandidate, PlacePicker
from widgets.timer import time_of_day


class CallForm(Pane):
    """The form of the call in hand.

    Fields are named as in `domain.call.Draft`; an answer is `answers.CODE`, agencies are joined with commas,
    priority is its number. `draft()` gives them all at once.

    *Signals:* `edited(field, text)` at every change a person makes; `create_requested` (F9);
    `save_requested` (F8); `close_requested(Disposition)` (F12); `candidate_picked(code)`;
    `link_requested(code)` (F10); `hold_requested`, `mute_requested`, `transfer_requested`.
    """

    edited = Signal(str, str)
    create_requested = Signal()
    save_requested = Signal()
    close_requested = Signal(object)
    candidate_picked = Signal(str)
    link_requested = Signal(str)
    hold_requested = Signal()
    mute_requested = Signal()
    transfer_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        title = QCoreApplication.translate("call_form", "Formulario de llamada")
        super().__init__(look, "phone", title, parent, head=False)
        self.set_lacks(QCoreApplication.translate("call_form", "lo escrito se guarda en este puesto"))
        self._call: FormCall | None = None
        self._fresh = False
        self._compact = False
        self._types: tuple[IncidentType, ...] = ()
        self.call_head = CallHead(look)
        self._build_fields()
        self._build_acts()
        whole = QWidget()
        whole.setObjectName("pane_body")
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.call_head)
        rows.addWidget(self._build_scroll(), 1)
        rows.addWidget(self._acts)
        whole.setFocusProxy(self.place.field)
        self.set_body(whole)
        self._connect()
        self.set_types(INCIDENT_TYPES)
        self.set_call(None)

    # -- what the console says

    def set_types(self, types: tuple[IncidentType, ...]) -> None:
        """The site's table of types."""
        self._types = types
        words = QCoreApplication.translate("call_form", "{name} · {code}")
        self.type_code.set_choices(
            tuple((kind.code, words.format(name=type_word(kind.code), code=kind.code)) for kind in types)
        )

    def set_call(self, call: FormCall | None) -> None:
        """The call in hand, or none; another call empties the form until its draft comes."""
        other = (call.id if call else None) != (self._call.id if self._call else None)
        self._call = call
        self.call_head.set_call(call)
        if other or call is None:
            self._fresh = True
            self.set_draft(Draft())
            self._fresh = True
            self.set_candidates(())
            self.set_tags(())
            self.set_duplicate(None)
            self.set_sending(False)
            self.clear_wrong()
            self.set_saved(None)
        self._fields.setEnabled(call is not None)
        for act in (self.create, self.save):
            act.setEnabled(call is not None)

    def call(self) -> UUID | None:
        """The id of the call in hand."""
        return self._call.id if self._call else None

    def set_draft(self, draft: Draft) -> None:
        """Show a draft that came from outside; the field that is being typed in is left alone, and its caret
        too.

        The first draft after `set_call` with another call fills every field.
        """
        focus = self._typed_in()
        if self._fresh and focus is not None:
            focus.clear()
            self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)
        self.place.field.set_text_keeping_caret(draft.place)
        self.caller.set_text_keeping_caret(draft.caller)
        self.plate.set_text_keeping_caret(draft.plate)
        self.narrative.set_text_keeping_caret(draft.narrative)
        if not self.type_code.hasFocus() or self._fresh:
            self.type_code.set_code(draft.type_code or "")
        if not self.priority.hasFocus() or self._fresh:
            self.priority.set_code(str(int(draft.priority)) if draft.priority else "")
        self._ask_for(draft.type_code)
        self.questions.set_answers(dict(draft.answers))
        self.agencies.set_agencies(tuple(draft.agencies))
        if self._fresh and focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fresh = False

    def draft(self, revision: int = 0) -> Draft:
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
        )

    def set_candidates(self, candidates: tuple[PlaceCandidate, ...], accuracy: float | None = None) -> None:
        """Places of the same name: the person must confirm one."""
        self.place.set_candidates(candidates, accuracy)

    def set_place_confirmed(self, confirmed: bool) -> None:
        """A full pin in the place field."""
        self.place.set_confirmed(confirmed)

    def set_plate_flag(self, word: str) -> None:
        """EN LISTA beside the plate; empty for none."""
        if word:
            self.plate.set_icon("warning-fill", "severity.high", word)
        else:
            self.plate.set_icon("")

    def set_tags(self, tags: tuple[Tag, ...]) -> None:
        """What was marked in the narrative."""
        self.tags.set_tags(tags)
        self._fold()

    def set_duplicate(self, duplicate: Duplicate | None) -> None:
        """Another call that may be about the same."""
        self.duplicate.set_duplicate(None if self._compact else duplicate)

    def set_saved(self, at: Micros | None, on_server: bool = False, failed: str = "") -> None:
        """When the text was last kept, here or by the server too; `failed`: why it was not."""
        translate = QCoreApplication.translate
        if failed:
            words = translate("call_form", "No se pudo guardar: {why}").format(why=failed)
            self._narrative_head.set_note(words, "severity.critical")
        elif at is None:
            self._narrative_head.set_note("")
        else:
            where = translate("call_form", "Guardado {time}") if on_server else ""
            words = where or translate("call_form", "Guardado en este puesto {time}")
            self._narrative_head.set_note(words.format(time=time_of_day(at, self.look)))

    def set_sending(self, sending: bool) -> None:
        """The incident was asked for and the backend has not answered."""
        self.create.set_sending(sending)

    def set_create_words(self, words: str, icon: str = "paper-plane-tilt-fill") -> None:
        """What F9 does here: create and dispatch, note a dispatch by radio."""
        self.create.set_words(words)
        self.create.set_icon(icon)

    def set_wrong(self, field: str, sentence: str) -> None:
        """What is wrong with a field, under it, and the keyboard to it; a field nobody knows is the place."""
        shown = self._labelled.get(field, self.place.labelled)
        shown.set_wrong(sentence)
        shown.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_wrong(self) -> None:
        """Nothing is wrong."""
        for shown in self._labelled.values():
            shown.set_wrong("")

    def set_now(self, now: Micros) -> None:
        """Tick the call's timer."""
        super().set_now(now)
        self.call_head.set_now(now)

    def set_compact(self, compact: bool) -> None:
        """The small window: caller, plate, tags and duplicate fold away, fields are 30 px."""
        self._compact = compact
        look = self.look
        height = look.size("size.field_compact" if compact else "size.field")
        for field in (self.place.field, self.type_code, self.priority, self.caller, self.plate):
            field.setFixedHeight(height)
        self.call_head.set_compact(compact)
        self.place.namesakes.set_compact(compact)
        words = QCoreApplication.translate("call_form", "Guardar") if compact else self._save_words()
        self.save.set_words(words)
        self._fold()

    # -- how it is built

    def _build_fields(self) -> None:
        look, translate = self.look, QCoreApplication.translate
        self.place = PlacePicker(look)
        self.type_code = ChoiceField(look, translate("call_form", "Tipo de hecho"))
        self.type_code.setPlaceholderText(translate("call_form", "Elija el tipo"))
        self.priority = ChoiceField(look, translate("call_form", "Prioridad"))
        marked = [one for one in Severity if one is not Severity.INFO]
        self.priority.set_choices(
            tuple((str(int(one)), severities.word(one)) for one in marked),
            {str(int(one)): one for one in marked},
        )
        self.questions = Questions(look)
        self.caller = LineField(look, translate("call_form", "Llamante"), cap=120)
        self.plate = LineField(look, translate("call_form", "Patente"), cap=16, kind="input medium mono id")
        self.narrative = TextField(look, translate("call_form", "Relato"), cap=8000)
        self.narrative.setMinimumHeight(look.px(60))
        self._narrative_head = FieldHead(look, translate("call_form", "Relato"))
        self._tags_head = FieldHead(look, translate("call_form", "Marcado en el relato"))
        self.tags = Tags(look)
        self._agencies_head = FieldHead(look, translate("call_form", "Agencias que intervienen"))
        self.agencies = Agencies(look)
        self.duplicate = DuplicateLine(look)

    def _build_scroll(self) -> QScrollArea:
        look, translate = self.look, QCoreApplication.translate
        optional = translate("call_form", "opcional")
        self._labelled = {
            "place": self.place.labelled,
            "type_code": Labelled(look, translate("call_form", "Tipo de hecho"), self.type_code),
            "priority": Labelled(look, translate("call_form", "Prioridad"), self.priority),
            "caller": Labelled(look, translate("call_form", "Llamante"), self.caller, hint=optional),
            "plate": Labelled(look, translate("call_form", "Patente"), self.plate, hint=optional),
        }
        self._people = _pair(look, self._labelled["caller"], self._labelled["plate"], 55, 55)
        self._fields = QWidget()
        self._fields.setObjectName("pane_body")
        rows = QVBoxLayout(self._fields)
        self._field_rows = rows
        rows.setSpacing(0)
        blocks: tuple[tuple[QWidget, int, int], ...] = (
            (self.place, 12, 0),
            (_pair(look, self._labelled["type_code"], self._labelled["priority"], 70, 30), 12, 0),
            (self.questions, 12, 0),
            (self._people, 10, 0),
            (self._narrative_head, 6, 0),
            (self.narrative, 10, 1),
            (self._tags_head, 0, 0),
            (self.tags, 8, 0),
            (self._agencies_head, 0, 0),
            (self.agencies, 10, 0),
            (self.duplicate, 10, 0),
        )
        for widget, below, stretch in blocks:
            rows.addWidget(widget, stretch)
            rows.addSpacing(look.px(2 if below == 0 else below))
        self._scroll = QScrollArea()
        self._scroll.setObjectName("plain")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        self._scroll.setWidget(self._fields)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._fold()
        return self._scroll

    def _build_acts(self) -> None:
        look, translate = self.look, QCoreApplication.translate
        self.save = ActionButton(look, self._save_words(), key="F8")
        self.create = ActionButton(
            look,
            translate("call_form", "Crear y despachar"),
            kind="primary",
            icon="paper-plane-tilt-fill",
            key="F9",
        )
        self._acts = QWidget()
        self._acts.setObjectName("acts")
        row = QHBoxLayout(self._acts)
        row.setContentsMargins(look.px(15), look.px(11), look.px(15), look.px(11))
        row.setSpacing(look.px(8))
        row.addWidget(self.save, 34)
        row.addWidget(self.create, 66)

    def _save_words(self) -> str:
        return QCoreApplication.translate("call_form", "Solo guardar")

    def _connect(self) -> None:
        self.place.typed.connect(lambda text: self._tell("place", text))
        self.place.candidate_picked.connect(self.candidate_picked)
        self.type_code.picked.connect(self._type_picked)
        self.priority.picked.connect(self._priority_picked)
        self.questions.answered.connect(lambda question, answer: self._tell(f"answers.{question}", answer))
        self.caller.textEdited.connect(lambda text: self._tell("caller", text))
        self.plate.textEdited.connect(lambda text: self._tell("plate", text))
        self.narrative.typed.connect(lambda text: self._tell("narrative", text))
        self.agencies.changed.connect(self._tell_agencies)
        self.duplicate.link_requested.connect(self.link_requested)
        self.create.clicked.connect(self._create)
        self.save.clicked.connect(self.save_requested)
        head = self.call_head
        head.close_requested.connect(self.close_requested)
        head.hold_requested.connect(self.hold_requested)
        head.mute_requested.connect(self.mute_requested)
        head.transfer_requested.connect(self.transfer_requested)

    # -- what the person does

    def _tell(self, field: str, text: str) -> None:
        shown = self._labelled.get(field)
        if shown is not None:
            shown.set_wrong("")
        self.edited.emit(field, text)

    def _tell_agencies(self, agencies: tuple[Agency, ...]) -> None:
        self._tell("agencies", ",".join(agency.value for agency in agencies))

    def _type_picked(self, code: str) -> None:
        """A type brings its usual priority and agencies; what a person chose before stays."""
        self.type_code.set_code(code)
        self._tell("type_code", code)
        kind = by_code(code)
        self._ask_for(code)
        if kind is None:
            return
        if not self.priority.code():
            self.priority.set_code(str(int(kind.priority)))
            self._tell("priority", self.priority.code())
        if not self.agencies.agencies():
            self.agencies.set_agencies(kind.agencies)
            self._tell_agencies(self.agencies.agencies())

    def _priority_picked(self, code: str) -> None:
        self.priority.set_code(code)
        self._tell("priority", code)

    def _create(self) -> None:
        if not self.place.field.text().strip():
            self.set_wrong("place", QCoreApplication.translate("call_form", "Falta el lugar del hecho"))
        elif not self.type_code.code():
            self.set_wrong("type_code", QCoreApplication.translate("call_form", "Falta el tipo de hecho"))
        else:
            self.create_requested.emit()

    def _ask_for(self, code: str | None) -> None:
        kind = next((one for one in self._types if one.code == code), None)
        self.questions.set_questions(kind.questions if kind else ())

    def _typed_in(self) -> LineField | TextField | None:
        fields = (self.place.field, self.caller, self.plate, self.narrative)
        return next((field for field in fields if field.hasFocus()), None)

    def _fold(self) -> None:
        look, compact = self.look, self._compact
        self._field_rows.setContentsMargins(look.px(15), look.px(8), look.px(15), 0)
        self._people.setVisible(not compact)
        has_tags = bool(self.tags.accessibleName()) and not compact
        self._tags_head.setVisible(has_tags)
        self.tags.setVisible(has_tags)
        self._agencies_head.setVisible(not compact)
        if compact:
            self.duplicate.hide()


def _pair(look: Look, left: QWidget, right: QWidget, wide: int, narrow: int) -> QWidget:
    """Two fields side by side."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look.px(8))
    row.addWidget(left, wide, Qt.AlignmentFlag.AlignTop)
    row.addWidget(right, narrow, Qt.AlignmentFlag.AlignTop)
    return made
