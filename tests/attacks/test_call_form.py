"""What callers, pranksters and pasted text do to the call form: shown as it is, cut, named; never obeyed."""

from __future__ import annotations

from time import perf_counter
from uuid import UUID

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.plate_words import kept_vehicle, plate_complaint, plate_note
from domain.call import Draft
from domain.commands import SaveDraft
from domain.mentioned import PersonMentioned, PersonRole, VehicleMentioned
from domain.plates import PlateKind, kinds_of, normal_plate
from domain.refusal import Refused
from domain.wire import BadFrame, Do, decode_from_desk, encode
from resources.incident_types import load_types
from resources.type_search import TypeSearch
from widgets import samples
from widgets.call_form import CallForm
from widgets.form_notes import Danger, Past
from widgets.form_parts import Duplicate
from widgets.look import Look

NESTED = "<b>" * 20_000
MARKUP = '<img src=x onerror=1> <a href="file:///etc/passwd">x</a>'


@pytest.fixture
def form(qtbot: QtBot) -> CallForm:
    made = CallForm(Look())
    qtbot.addWidget(made)
    made.resize(480, 944)
    made.set_call(samples.form_call())
    made.set_draft(Draft())
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_29_markup_in_what_is_known_and_mentioned_is_text(form: CallForm) -> None:
    people = (PersonMentioned(role=PersonRole.SUSPECT, description=MARKUP),)
    form.set_draft(Draft(revision=1, people=people, caller=MARKUP))
    form.set_past((Danger(MARKUP, MARKUP, "hace 2 d"),), (Past("phone", MARKUP, MARKUP, "hoy"),), MARKUP)
    form.set_duplicate(Duplicate("incident:1", MARKUP, MARKUP))
    form.toggle_history()
    form.grab()
    assert form.fields.caller.text() == MARKUP
    assert MARKUP in form.fields.mentions.chips.accessibleName()
    assert "<img" not in form.fields.duplicate.toolTip()
    assert "&lt;img" in form.fields.duplicate.toolTip()


def test_30_sixty_kilobytes_of_nested_tags_are_cut_at_once(form: CallForm) -> None:
    QApplication.clipboard().setText(NESTED)
    form.fields.add_person()
    slowest = 0.0
    for field, cap in (
        (form.fields.mentions.person.about, 240),
        (form.fields.mentions.vehicle.plate, 16),
        (form.fields.type_code, 60),
    ):
        began = perf_counter()
        field.setText("")
        field.paste()
        form.grab(field.rect())
        slowest = max(slowest, perf_counter() - began)
        assert len(field.text()) <= cap
    began = perf_counter()
    form.narrative.paste()
    slowest = max(slowest, perf_counter() - began)
    assert len(form.narrative.toPlainText()) == 8000
    assert slowest < 0.25, "50 ms on a machine of its own"
    search = TypeSearch(load_types())
    began = perf_counter()
    search.find(NESTED)
    assert perf_counter() - began < 0.05


def test_31_what_cannot_be_seen_is_shown_as_an_escape(form: CallForm) -> None:
    form.fields.add_person()
    QApplication.clipboard().setText("alto\u202egoro\u200b")
    form.fields.mentions.person.about.paste()
    assert form.fields.mentions.person.about.text() == "alto⟨U+202E⟩goro⟨U+200B⟩"
    people = (PersonMentioned(name="\u2066x\u202e"),)
    form.set_call(None)
    form.set_call(samples.form_call())
    form.set_draft(Draft(revision=2, people=people))
    form.fields.mentions._asked("people", 0)
    assert form.fields.mentions.person.name.text() == "⟨U+2066⟩x⟨U+202E⟩"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("A148KLD", "A148KLD"),
        ("Ａ１４８ＫＬＤ", "A148KLD"),
        ("a 148-kld", "A148KLD"),
        (" ab.123.cd ", "AB123CD"),
        ("", ""),
    ],
)
def test_32_a_plate_is_made_normal_where_that_is_safe(typed: str, kept: str) -> None:
    assert normal_plate(typed) == kept
    assert plate_complaint(typed) == ""


@pytest.mark.parametrize(
    ("typed", "params", "words"),
    [
        ("А148KLD", {"place": "1", "script": "Cyrillic", "character": "A"}, "el carácter 1 es A cirílica"),
        ("A148ΚLD", {"place": "5", "script": "Greek", "character": "KAPPA"}, "el carácter 5 es KAPPA griega"),
        ("A148KL\u200bD", {"place": "7", "script": "", "character": "U+200B"}, "el carácter 7 es U+200B"),
        ("Ñ148KLD", {"place": "1", "script": "Latin", "character": "Ñ"},
         "el carácter 1 es Ñ con tilde o de otro alfabeto"),
    ],
)  # fmt: skip
def test_32_a_letter_that_only_looks_like_one_is_named(
    typed: str, params: dict[str, str], words: str
) -> None:
    with pytest.raises(Refused) as refused:
        normal_plate(typed)
    assert (refused.value.code, refused.value.params) == ("plate.character", params)
    assert plate_complaint(typed) == words


def test_32_an_odd_plate_holds_no_incident_up_and_is_not_lost() -> None:
    kept = kept_vehicle(VehicleMentioned(plate="А148KLD", description="Honda roja"))
    assert kept == VehicleMentioned(description="Honda roja, patente: А148KLD")


@pytest.mark.parametrize(
    ("plate", "first"),
    [
        ("ABC123", PlateKind.AR_1994), ("AB123CD", PlateKind.AR_2016), ("123ABC", PlateKind.AR_MOTO_1995),
        ("A123BCD", PlateKind.AR_MOTO_2016), ("BRA2E19", PlateKind.BR_MERCOSUR), ("SAB1234", PlateKind.UY),
        ("ABCD123", PlateKind.PY), ("BCDF12", PlateKind.CL), ("AB1234", PlateKind.CL_OLD),
        ("1234ABC", PlateKind.BO),
    ],
)  # fmt: skip
def test_the_grammar_knows_ours_and_the_neighbours(plate: str, first: PlateKind) -> None:
    assert kinds_of(plate)[0] is first
    assert kinds_of(plate[:-1] + "!") == ()


def test_a_part_of_a_plate_is_neither_wrong_nor_foreign() -> None:
    assert [plate_note(text) for text in ("A14", "A148KLD", "BRA2E19", "XXXXX1")] == [
        "", "", "Brasil", "patente incompleta o desconocida",
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["%", "_", "%%%", "'; drop table call; --", "\\", "(", ".*"])
def test_33_34_a_search_of_types_is_literal(typed: str) -> None:
    found = TypeSearch(load_types()).find(typed)
    assert found in ((), TypeSearch(load_types()).find(""))


def test_38_what_is_too_long_names_the_field_and_its_limit() -> None:
    draft = Draft(revision=1, vehicles=(VehicleMentioned(plate="A" * 10_000),))
    do = Do(id=UUID(int=1), at=0, command=SaveDraft(call=UUID(int=2), draft=draft))
    with pytest.raises(BadFrame, match=r"plate: at most 16 characters"):
        decode_from_desk(encode(do))
    many = Draft(revision=1, people=(PersonMentioned(name="x"),) * 17)
    with pytest.raises(BadFrame, match=r"people: at most 16"):
        decode_from_desk(encode(msgspec.structs.replace(do, command=SaveDraft(call=do.id, draft=many))))


def test_a_list_of_people_ends_where_the_wire_ends(form: CallForm, qtbot: QtBot) -> None:
    for number in range(20):
        form.fields.add_person()
        if form.fields.mentions.person.isVisible():
            qtbot.keyClicks(form.fields.mentions.person.about, f"{number}")
        qtbot.keyClick(form.fields.mentions.person.about, Qt.Key.Key_Return)
    assert len(form.draft().people) == 16
    encode(Do(id=UUID(int=1), at=0, command=SaveDraft(call=UUID(int=2), draft=form.draft(1))))
