"""The one call form: every keystroke is told, and nothing that arrives moves the caret."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from domain.call import Draft
from domain.clock import Micros
from widgets.buttons import ActionButton
from widgets.call_head import CallHead, FormCall
from widgets.form_fields import FormFields
from widgets.form_notes import Danger, HistoryList, Past
from widgets.form_parts import Duplicate, Tag
from widgets.keys import shortcut
from widgets.look import Look
from widgets.mentions import ADD_PERSON, ADD_VEHICLE
from widgets.pane import Pane
from widgets.place_picker import PlaceCandidate
from widgets.timer import time_of_day


class CallForm(Pane):
    """The form of the call in hand.

    Fields are named as in `domain.call.Draft`; an answer is `answers.CODE`, agencies are joined with commas,
    priority is its number. `draft()` gives them all at once.

    *Signals:* `edited(field, text)` at every change a person makes; `create_requested` (F9); `save_requested`
    (F8); `close_requested(Disposition)` (F12); `candidate_picked(code)`; `link_requested(code)`,
    `unlink_requested(code)` (F10), `next_duplicate` (Alt O), `take_back_requested` (Alt U),
    `reveal_requested` (Alt A); `hold_requested`, `mute_requested`, `transfer_requested`.
    """

    edited = Signal(str, str)
    create_requested = Signal()
    save_requested = Signal()
    close_requested = Signal(object)
    candidate_picked = Signal(str)
    link_requested = Signal(str)
    unlink_requested = Signal(str)
    next_duplicate = Signal()
    take_back_requested = Signal()
    reveal_requested = Signal()
    hold_requested = Signal()
    mute_requested = Signal()
    transfer_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        title = QCoreApplication.translate("call_form", "Formulario de llamada")
        super().__init__(look, "phone", title, parent, head=False)
        self.set_lacks(QCoreApplication.translate("call_form", "lo escrito se guarda en este puesto"))
        self._call: FormCall | None = None
        self._fresh = False
        self.call_head = CallHead(look)
        self.fields = FormFields(look)
        self.place = self.fields.place
        self.narrative = self.fields.narrative
        self.history = HistoryList(look, self)
        whole = QWidget()
        whole.setObjectName("pane_body")
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.call_head)
        rows.addWidget(self.fields, 1)
        rows.addWidget(self._build_acts())
        whole.setFocusProxy(self.fields.place.field)
        self.set_body(whole)
        self._connect()
        self._add_keys()
        self.set_call(None)

    def set_call(self, call: FormCall | None) -> None:
        """The call in hand, or none; another call empties the form until its draft comes."""
        other = call is None or self._call is None or call.id != self._call.id
        self._call = call
        self.call_head.set_call(call)
        self.fields.setEnabled(call is not None)
        for key in self._keys:
            key.setEnabled(call is not None)
        self.create_act.setEnabled(call is not None)
        self.save_act.setEnabled(call is not None)
        if not other:
            return
        self.fields.show_draft(Draft(), whole=True)
        self._fresh = True
        self.set_candidates(())
        self.set_tags(())
        self.set_duplicate(None)
        self.set_past((), (), "")
        self.set_plate_flag("")
        self.set_sending(False)
        self.set_saved(None)
        self.fields.clear_wrong()

    def call(self) -> UUID | None:
        """The id of the call in hand."""
        return self._call.id if self._call else None

    def set_draft(self, draft: Draft) -> None:
        """Show a draft that came from outside; the field that is being typed in is left alone, and its caret.

        The first draft after `set_call` with another call fills every field. Whether a draft is newer than
        what was typed here is the caller's to decide, by its revision.
        """
        self.fields.show_draft(draft, whole=self._fresh)
        self._fresh = False

    def draft(self, revision: int = 0) -> Draft:
        """Everything in the form."""
        return self.fields.draft(revision)

    def set_candidates(self, candidates: tuple[PlaceCandidate, ...], accuracy: float | None = None) -> None:
        """Places of the same name: the person must confirm one."""
        self.fields.place.set_candidates(candidates, accuracy)
        self.fields.fold()

    def set_place_confirmed(self, confirmed: bool) -> None:
        """A full pin in the place field."""
        self.fields.place.set_confirmed(confirmed)

    def set_plate_flag(self, word: str) -> None:
        """EN LISTA beside the plate; empty for none."""
        if word:
            self.fields.plate.set_icon("warning-fill", "severity.high", word)
        else:
            self.fields.plate.set_icon("")

    def set_tags(self, tags: tuple[Tag, ...]) -> None:
        """What was marked in the narrative."""
        self.fields.tags.set_tags(tags)
        self.fields.fold()

    def set_duplicate(self, duplicate: Duplicate | None) -> None:
        """Another call that may be about the same."""
        self.fields.duplicate.set_duplicate(duplicate)
        self.fields.fold()

    def set_past(self, dangers: tuple[Danger, ...], past: tuple[Past, ...], words: str) -> None:
        """What is known of the place and of the number; `words` is the line, the list opens with Alt H."""
        self.fields.dangers.set_dangers(dangers)
        self.fields.history.set_words(words)
        self.history.set_lines(dangers, past)
        self.fields.fold()

    def set_saved(self, at: Micros | None, on_server: bool = False, failed: str = "") -> None:
        """When the text was last kept, here or by the server too; `failed`: why it was not."""
        translate, head = QCoreApplication.translate, self.fields.narrative_head
        if failed:
            words = translate("call_form", "No se pudo guardar: {why}").format(why=failed)
            head.set_note(words, "severity.critical")
        elif at is None:
            head.set_note("")
        else:
            here = translate("call_form", "Guardado en este puesto {time}")
            words = translate("call_form", "Guardado {time}") if on_server else here
            head.set_note(words.format(time=time_of_day(at, self.look)))

    def set_sending(self, sending: bool) -> None:
        """The incident was asked for and the backend has not answered."""
        self.create_act.set_sending(sending)

    def set_provisional(self, provisional: bool) -> None:
        """The act was done by this desk alone and waits for the server."""
        self.create_act.set_provisional(provisional)

    def set_create_words(self, words: str, icon: str = "paper-plane-tilt-fill") -> None:
        """What F9 does here: create, create and dispatch, note a dispatch by radio."""
        self.create_act.set_words(words)
        self.create_act.set_icon(icon)

    def set_wrong(self, field: str, sentence: str) -> None:
        """What is wrong with a field, under it, and the keyboard to it."""
        self.fields.set_wrong(field, sentence)

    def set_now(self, now: Micros) -> None:
        """Tick the call's timer."""
        super().set_now(now)
        self.call_head.set_now(now)

    def set_compact(self, compact: bool) -> None:
        """The small window: optional parts fold away; head, fields and words are smaller."""
        self.fields.set_compact(compact)
        self.call_head.set_compact(compact)
        short = QCoreApplication.translate("call_form", "Guardar")
        self.save_act.set_words(short if compact else self._save_words())

    def toggle_history(self) -> None:
        """Open or close the list of what was before."""
        if self.history.isVisible():
            self.history.put_away()
        elif self.fields.dangers.dangers() or self.fields.history.words():
            self.history.stand_over(self.fields.narrative_head)

    def hideEvent(self, event: QHideEvent) -> None:
        """What floats over the form goes with it."""
        self.history.put_away()
        super().hideEvent(event)

    def _add_keys(self) -> None:
        translate = QCoreApplication.translate
        person, vehicle = self.fields.add_person, self.fields.add_vehicle
        other = translate("call_form", "otra posible repetida")
        history = translate("call_form", "antecedentes del número y del lugar")
        self._keys = (
            shortcut(self, ADD_PERSON, translate("mentions", "agregar una persona"), person),
            shortcut(self, ADD_VEHICLE, translate("mentions", "agregar un vehículo"), vehicle),
            shortcut(self, "Alt+H", history, self.toggle_history),
            shortcut(self, "Alt+O", other, self.next_duplicate.emit),
        )
        access = translate("call_form", "ver el código de acceso del lugar")
        shortcut(self, "Alt+A", access, self.reveal_requested.emit)
        undo = translate("call_form", "desvincular la última llamada vinculada")
        shortcut(self, "Alt+U", undo, self.take_back_requested.emit)

    def _build_acts(self) -> QWidget:
        look = self.look
        create = QCoreApplication.translate("call_form", "Crear y despachar")
        self.save_act = ActionButton(look, self._save_words(), key="F8")
        self.create_act = ActionButton(look, create, kind="primary", icon="paper-plane-tilt-fill", key="F9")
        acts = QWidget()
        acts.setObjectName("acts")
        row = QHBoxLayout(acts)
        row.setContentsMargins(look.px(15), look.px(11), look.px(15), look.px(11))
        row.setSpacing(look.px(8))
        row.addWidget(self.save_act, 34)
        row.addWidget(self.create_act, 66)
        return acts

    def _save_words(self) -> str:
        return QCoreApplication.translate("call_form", "Solo guardar")

    def _connect(self) -> None:
        self.fields.edited.connect(self.edited)
        self.fields.place.candidate_picked.connect(self.candidate_picked)
        self.fields.duplicate.link_requested.connect(self.link_requested)
        self.fields.duplicate.unlink_requested.connect(self.unlink_requested)
        self.fields.duplicate.next_requested.connect(self.next_duplicate)
        self.fields.dangers.asked.connect(self.toggle_history)
        self.fields.history.asked.connect(self.toggle_history)
        self.create_act.clicked.connect(self._create)
        self.save_act.clicked.connect(self.save_requested)
        self.call_head.close_requested.connect(self.close_requested)
        self.call_head.hold_requested.connect(self.hold_requested)
        self.call_head.mute_requested.connect(self.mute_requested)
        self.call_head.transfer_requested.connect(self.transfer_requested)

    def _create(self) -> None:
        if not self.fields.place.field.text().strip():
            self.set_wrong("place", QCoreApplication.translate("call_form", "Falta el lugar del hecho"))
        elif not self.fields.type_code.code():
            self.set_wrong("type_code", QCoreApplication.translate("call_form", "Falta el tipo de hecho"))
        else:
            self.create_requested.emit()
