"""The call-taker types while listening, and nothing that arrives gets in the way."""

from __future__ import annotations

from uuid import UUID

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from domain.call import Disposition, Draft
from domain.severity import Severity
from tests.widgets.conftest import Painted
from widgets import samples
from widgets.call_form import CallForm
from widgets.call_head import FormCall
from widgets.look import Look
from widgets.place_picker import PlaceCandidate
from widgets.samples import NOW, ago


@pytest.fixture
def form(qtbot: QtBot, look: Look) -> CallForm:
    made = CallForm(look)
    qtbot.addWidget(made)
    made.resize(480, 944)
    made.set_call(samples.form_call())
    made.set_draft(Draft())
    made.set_now(NOW)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def listen(form: CallForm) -> list[tuple[str, str]]:
    told: list[tuple[str, str]] = []
    form.edited.connect(lambda field, text: told.append((field, text)))
    return told


def test_every_keystroke_is_told(form: CallForm, qtbot: QtBot) -> None:
    told = listen(form)
    qtbot.keyClicks(form.fields.narrative, "dos")
    qtbot.keyClicks(form.place.field, "a1")
    assert told == [
        ("narrative", "d"),
        ("narrative", "do"),
        ("narrative", "dos"),
        ("place", "a"),
        ("place", "a1"),
    ]


def test_a_draft_that_arrives_does_not_move_the_caret(form: CallForm, qtbot: QtBot) -> None:
    field = form.place.field
    field.setFocus()
    qtbot.keyClicks(field, "san martin")
    field.setCursorPosition(3)
    form.set_draft(Draft(revision=9, place="otra cosa", caller="Graciela Montes"))
    assert field.text() == "san martin"
    assert field.cursorPosition() == 3
    assert form.fields.caller.text() == "Graciela Montes"


def test_a_draft_that_arrives_does_not_move_the_caret_of_the_narrative(form: CallForm, qtbot: QtBot) -> None:
    narrative = form.fields.narrative
    narrative.setFocus()
    qtbot.keyClicks(narrative, "dos hombres")
    cursor = narrative.textCursor()
    cursor.setPosition(4)
    narrative.setTextCursor(cursor)
    form.set_draft(samples.draft())
    assert narrative.toPlainText() == "dos hombres"
    assert narrative.textCursor().position() == 4


def test_showing_a_draft_is_not_an_edit(form: CallForm) -> None:
    told = listen(form)
    form.set_draft(samples.draft())
    assert told == []


def test_another_call_empties_the_form_even_under_the_caret(form: CallForm, qtbot: QtBot) -> None:
    form.place.field.setFocus()
    qtbot.keyClicks(form.place.field, "san martin")
    told = listen(form)
    form.set_call(FormCall(UUID(int=2), "4371-0982", NOW))
    assert form.place.field.text() == ""
    form.set_draft(Draft(revision=3, place="Av. Belgrano 1350"))
    assert form.place.field.text() == "Av. Belgrano 1350"
    assert told == []


def test_the_form_gives_back_what_it_was_given(form: CallForm) -> None:
    form.set_call(FormCall(UUID(int=2), "4371-0982", NOW))
    form.set_draft(samples.draft())
    assert form.draft(revision=41) == samples.draft()


def test_a_type_brings_its_priority_agencies_and_questions(form: CallForm, qtbot: QtBot) -> None:
    told = listen(form)
    form.fields.type_code.picked.emit("0301")
    assert told == [("type_code", "0301"), ("priority", "2"), ("agencies", "police,medical")]
    assert form.draft().priority is Severity.HIGH
    assert [strip.accessibleName() for strip in form.fields.questions.strips()] == [
        "¿Hay atrapados?",
        "¿Hay heridos?",
        "¿Pierde combustible?",
    ]


def test_a_priority_that_a_person_chose_stays_when_the_type_changes(form: CallForm) -> None:
    form.fields.priority.picked.emit("1")
    form.fields.type_code.picked.emit("0601")
    assert form.draft().priority is Severity.CRITICAL


def test_questions_are_answered_with_the_keyboard(form: CallForm, qtbot: QtBot) -> None:
    form.set_draft(Draft(type_code="0402"))
    told = listen(form)
    first = form.fields.questions.strips()[0]
    qtbot.keyClick(first, Qt.Key.Key_2)
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert told == [("answers.gas_smell", "no"), ("answers.gas_smell", "unknown")]


def test_f9_asks_for_what_is_missing_instead_of_creating(
    form: CallForm, qtbot: QtBot, painted: Painted
) -> None:
    with qtbot.assertNotEmitted(form.create_requested):
        qtbot.keyClick(form, Qt.Key.Key_F9)
    assert form.place.labelled._wrong.text() == "Falta el lugar del hecho"
    assert form.place.field.hasFocus()
    qtbot.keyClicks(form.place.field, "x")
    assert form.place.labelled._wrong.isHidden()


def test_f9_creates_once_and_waits_for_the_answer(form: CallForm, qtbot: QtBot) -> None:
    form.fields.narrative.setFocus()
    form.set_draft(samples.draft())
    with qtbot.waitSignal(form.create_requested):
        qtbot.keyClick(form, Qt.Key.Key_F9)
    assert form.fields.narrative.hasFocus()
    form.set_sending(True)
    with qtbot.assertNotEmitted(form.create_requested):
        qtbot.keyClick(form, Qt.Key.Key_F9)
        qtbot.mouseClick(form.create_act, Qt.MouseButton.LeftButton)
        qtbot.keyClick(form.create_act, Qt.Key.Key_Space)
    form.set_sending(False)
    with qtbot.waitSignal(form.create_requested):
        qtbot.keyClick(form, Qt.Key.Key_F9)


def test_f6_goes_to_the_place_and_f8_saves(form: CallForm, qtbot: QtBot) -> None:
    form.fields.narrative.setFocus()
    qtbot.keyClick(form, Qt.Key.Key_F6)
    assert form.place.field.hasFocus()
    with qtbot.waitSignal(form.save_requested):
        qtbot.keyClick(form, Qt.Key.Key_F8)


def test_the_close_menu_settles_the_call(form: CallForm, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.close_requested) as told:
        form.call_head.menu.actions()[0].trigger()
    assert told.args == [Disposition.ERROR]


def test_a_namesake_is_confirmed_with_the_arrows(form: CallForm, qtbot: QtBot) -> None:
    form.set_candidates(samples.candidates(), 14)
    form.place.field.setText("san martin 438")
    qtbot.keyClick(form.place.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(form.candidate_picked) as told:
        qtbot.keyClick(form.place.field, Qt.Key.Key_Return)
    assert told.args == ["b"]
    assert form.place.field.text() == "san martin 438"


def test_where_there_is_little_room_a_namesake_keeps_its_barrio(form: CallForm, painted: Painted) -> None:
    box, far = form.place.namesakes, "Av. San Martín 438, Villa General Mitre"
    box.set_candidates(
        (
            PlaceCandidate("a", far, "Comuna 12", 11_600.0),
            PlaceCandidate(
                "b", "San Martín 438, Vicente López", "fuera de la Ciudad", 13_100.0, outside=True
            ),
        ),
        None,
    )
    box.show()
    box.resize(800, 100)
    assert {far, "Comuna 12", "a 11,6 km", "fuera de la Ciudad"} <= set(painted.of(box).words)
    box.resize(330, 100)
    words = painted.of(box).words
    assert {far, "11,6 km", "fuera"} <= set(words)
    assert "Comuna 12" not in words


def test_figures_are_printed_as_keys_where_they_are_keys(
    form: CallForm, qtbot: QtBot, painted: Painted
) -> None:
    form.set_candidates(samples.candidates(), 14)
    form.place.field.setFocus()
    assert "\u21b5" in painted.of(form.place.namesakes).words
    qtbot.keyClick(form.place.field, Qt.Key.Key_Tab)
    assert form.place.namesakes.hasFocus()
    assert "\u21b5" not in painted.of(form.place.namesakes).words


def test_the_person_sees_when_the_text_was_kept_and_when_it_was_not(form: CallForm, painted: Painted) -> None:
    form.set_saved(ago(1))
    assert "Guardado en este puesto 21:46:43" in painted.of(form).words
    form.set_saved(None, failed="disco lleno")
    assert "No se pudo guardar: disco lleno" in painted.of(form).words
    assert painted.colours["No se pudo guardar: disco lleno"] == "severity.critical"


def test_without_a_call_nothing_can_be_typed_or_created(
    form: CallForm, qtbot: QtBot, painted: Painted
) -> None:
    form.set_call(None)
    assert not form.place.field.isEnabled()
    assert "SIN LLAMADA" in painted.of(form).words
    with qtbot.assertNotEmitted(form.create_requested):
        qtbot.keyClick(form, Qt.Key.Key_F9)


@pytest.mark.parametrize(("width", "height", "compact"), [(480, 944, False), (410, 647, True)])
def test_the_buttons_are_never_scrolled_out(
    form: CallForm, qtbot: QtBot, width: int, height: int, compact: bool
) -> None:
    form.set_draft(samples.draft())
    form.set_candidates(samples.candidates(), 14)
    form.set_tags(samples.tags())
    form.set_duplicate(samples.duplicate())
    form.set_compact(compact)
    form.resize(width, height)
    qtbot.waitUntil(lambda: form.fields.verticalScrollBar().maximum() == 0, timeout=1000)
    for act in (form.save_act, form.create_act):
        corner = act.mapTo(form, act.rect().bottomRight())
        assert form.rect().contains(corner)
    assert form.fields.narrative.height() >= 60


def test_the_caret_goes_through_the_form_in_the_order_of_the_call(form: CallForm, qtbot: QtBot) -> None:
    form.set_draft(samples.draft())
    form.place.field.setFocus()
    passed: list[str] = []
    for _ in range(18):
        here = QWidget.focusWidget(form.window())
        passed.append(here.accessibleName() if here else "")
        qtbot.keyClick(here, Qt.Key.Key_Tab)
    order = [
        "Lugar del hecho",
        "Tipo de hecho",
        "Prioridad",
        "¿Hay heridos?",
        "Llamante",
        "Relato",
        "Policía",
        "Crear y despachar",
    ]
    places = [passed.index(name) for name in order]
    assert places == sorted(places)


def test_a_draft_with_an_unknown_type_is_shown_without_failing(form: CallForm) -> None:
    form.set_draft(msgspec.structs.replace(samples.draft(), type_code="9999"))
    assert form.draft().type_code is None
    assert form.fields.questions.strips() == []


def test_a_telephone_number_is_never_cut(form: CallForm) -> None:
    form.call_head.set_call_keys(frozenset({"hold", "mute", "transfer"}))
    form.set_call(FormCall(UUID(int=3), "+54 9 11 5823-4471", ago(4000), "05"))
    form.resize(410, 700)
    head, look = form.call_head, form.look
    for number in ("11 5823-4471", "+54 9 11 5823-4471"):
        kind, small = head.sizes(number, "1:06:40", head._words_end - look.px(15))
        words = look.metrics(kind).horizontalAdvance(number) + look.metrics(small).horizontalAdvance(
            "1:06:40"
        )
        assert words + look.px(15) <= head._words_end - look.px(15)
        assert kind.startswith("title" if number.startswith("11") else "caption")


def test_enter_presses_the_button_that_has_the_keyboard(form: CallForm, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.save_requested):
        qtbot.keyClick(form.save_act, Qt.Key.Key_Return)
