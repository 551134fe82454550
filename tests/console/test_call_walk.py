"""A call-taker's way through the form with the keyboard alone, counted; and what the form does on the way."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.presenters.form import FormPresenter
from console.presenters.intentions import Intentions
from domain.call import CallState, Draft
from domain.commands import CreateIncident
from domain.event_orders import LinkCall, UnlinkCall
from domain.ids import IdMint
from domain.mentioned import PersonMentioned, PersonRole, VehicleMentioned
from domain.place import Place, Position
from domain.severity import Severity
from tests.console.desk import SOMEBODY, Desk
from widgets.call_form import CallForm
from widgets.form_parts import Duplicate
from widgets.look import Look

MOST_KEYS = 12
"""Of the call-taker's half, beyond text; the whole call has 25."""
KEY = Qt.Key


class Walk:
    """Somebody at the form who has no mouse."""

    def __init__(self) -> None:
        self.desk = Desk()
        self.said: list[str] = []
        self.pane = CallForm(Look())
        self.pane.resize(480, 944)
        self.presenter = FormPresenter(
            self.desk.picture,
            self.desk.commands,  # type: ignore[arg-type]
            Intentions(self.desk.commands, self.said.append),  # type: ignore[arg-type]
            self.pane,
            IdMint(self.desk.clock, os.urandom),
            lambda lat, lon: "San Nicolás",
            lambda call: None,
            lambda incident: None,
        )
        self.keys = 0

    def here(self) -> QWidget:
        """Who has the keyboard."""
        return self.pane.window().focusWidget() or self.pane

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key, or one chord."""
        self.keys += 1
        QTest.keyClick(self.here(), key, held)

    def write(self, text: str) -> None:
        """Text is not counted."""
        QTest.keyClicks(self.here(), text)

    def draft(self) -> Draft:
        """What was kept last."""
        return self.desk.commands.saves[-1][1]

    def sent(self, kind: type) -> list[object]:
        """The commands of a kind."""
        return [one.command for one in self.desk.commands.sent if isinstance(one.command, kind)]

    def shown(self) -> Duplicate | None:
        """What stands at the form's foot."""
        return self.pane.fields.duplicate._duplicate


@pytest.fixture
def walk(qapp: QApplication) -> Iterator[Walk]:
    made = Walk()
    made.pane.show()
    made.pane.activateWindow()
    QTest.qWaitForWindowActive(made.pane)
    yield made
    made.presenter.close()
    made.pane.close()
    made.pane.deleteLater()


def test_from_the_ring_to_the_incident_in_a_dozen_keys(walk: Walk) -> None:
    walk.keys += 1  # F2, in the queue
    call = walk.desk.answered(walk.desk.rings(location=walk.desk.located(-34.6037, -58.3745)))
    walk.write("san martin 438")
    walk.press(KEY.Key_Tab)
    walk.write("robo arma")
    walk.press(KEY.Key_Return)
    walk.press(KEY.Key_2)  # a firearm: is it there? were there shots?
    assert [strip.accessibleName() for strip in walk.pane.fields.questions.strips()][:3] == [
        "¿Tipo de arma?", "¿El arma está ahí?", "¿Hubo disparos?",
    ]  # fmt: skip
    for key in (KEY.Key_1, KEY.Key_2, KEY.Key_2, KEY.Key_3, KEY.Key_2):
        walk.press(key)
    assert walk.here() is walk.pane.narrative, "after the last question comes the story"
    walk.write("dos en moto")
    walk.press(KEY.Key_F9)
    (asked,) = walk.sent(CreateIncident)
    assert isinstance(asked, CreateIncident)
    assert (asked.call, asked.type_code, asked.priority) == (call.id, "0211", Severity.CRITICAL)
    assert asked.answers == {
        "weapon": "firearm", "weapon_there": "yes", "shots": "no", "still_there": "no", "fled": "car",
        "hurt": "no",
    }  # fmt: skip
    assert asked.place.address == "san martin 438"
    assert asked.narrative == "dos en moto"
    assert walk.keys <= MOST_KEYS, f"{walk.keys} keys"


def test_an_answer_makes_the_call_graver_and_never_lighter(walk: Walk) -> None:
    walk.desk.answered(walk.desk.rings())
    walk.pane.fields.type_code.setFocus()
    walk.write("0502")
    walk.press(KEY.Key_Return)
    assert walk.draft().priority is Severity.MEDIUM
    walk.press(KEY.Key_2)  # conscious: no; then: breathing?
    assert walk.draft().priority is Severity.CRITICAL
    assert "breathes" in walk.pane.fields.questions.codes()
    walk.press(KEY.Key_2)  # breathing: no
    assert walk.draft().answers == {"awake": "no", "breathes": "no"}
    assert "cpr" in walk.pane.fields.questions.codes()
    walk.pane.fields.questions.strips()[0].picked.emit("yes")
    assert walk.draft().priority is Severity.CRITICAL, "a person may lower it, an answer does not"


def test_people_and_vehicles_are_kept_from_the_first_letter(walk: Walk) -> None:
    call = walk.desk.answered(walk.desk.rings())
    walk.press(KEY.Key_P, Qt.KeyboardModifier.AltModifier)
    walk.press(KEY.Key_1)
    walk.write("campera azul")
    assert walk.draft().people == (PersonMentioned(role=PersonRole.VICTIM, description="campera azul"),)
    walk.press(KEY.Key_Return)
    assert walk.here() is walk.pane.narrative
    walk.press(KEY.Key_V, Qt.KeyboardModifier.AltModifier)
    walk.write("a148kld")
    walk.press(KEY.Key_Tab)
    walk.write("Honda roja")
    walk.press(KEY.Key_Escape)
    assert walk.draft().vehicles == (VehicleMentioned(plate="a148kld", description="Honda roja"),)
    walk.press(KEY.Key_P, Qt.KeyboardModifier.AltModifier)
    walk.press(KEY.Key_Escape)
    assert len(walk.pane.draft().people) == 1, "an entry without a word is none"
    walk.presenter.create()
    (asked,) = walk.sent(CreateIncident)
    assert isinstance(asked, CreateIncident)
    assert asked.call == call.id
    assert asked.vehicles == (VehicleMentioned(plate="A148KLD", description="Honda roja"),)
    assert asked.people == walk.draft().people


def test_an_echo_of_the_draft_does_not_take_an_open_entry_away(walk: Walk) -> None:
    call = walk.desk.answered(walk.desk.rings())
    walk.press(KEY.Key_P, Qt.KeyboardModifier.AltModifier)
    walk.press(KEY.Key_2)
    walk.write("alto")
    walk.desk.put_call(replace(call, draft=walk.desk.commands.saves[1][1]))
    walk.write("!")
    assert walk.pane.draft().people[0].description == "alto!"


def test_an_incident_nearby_is_proposed_with_its_reason_and_one_key_joins(walk: Walk) -> None:
    here = walk.desk.located(-34.6037, -58.3745)
    fire = walk.desk.incident(
        "26-0001042", type_code="0401", short=42,
        place=Place(address="Lavalle 500", position=Position(lat=-34.6037, lon=-58.37385)),
    )  # fmt: skip
    walk.desk.incident("26-0000009", place=Place(position=Position(lat=-34.65, lon=-58.45)))
    walk.desk.clock.advance(120)
    call = walk.desk.answered(walk.desk.rings(location=here))
    walk.pane.fields.type_code.picked.emit("0401")
    shown = walk.shown()
    assert shown is not None
    assert shown.words == "Incidente 42, Principio de incendio"
    assert shown.why == "a 59 m, hace 2 min, mismo tipo"
    assert shown.more == 0, "what is across the city is no proposal"
    walk.press(KEY.Key_F10)
    assert walk.sent(LinkCall) == [LinkCall(call=call.id, incident=fire.id, close_call=True)]
    closed = replace(call, state=CallState.CLOSED, incident=fire.id)
    walk.desk.put_call(closed)
    walk.press(KEY.Key_U, Qt.KeyboardModifier.AltModifier)
    assert walk.sent(UnlinkCall) == [UnlinkCall(call=call.id, incident=fire.id)]


def test_another_call_joins_what_is_made_of_this_one(walk: Walk) -> None:
    here = walk.desk.located(-34.6037, -58.3745)
    other = walk.desk.answered(walk.desk.rings("4000-1111", location=here), by=SOMEBODY, name="R. Ibáñez")
    call = walk.desk.answered(walk.desk.rings(location=here))
    shown = walk.shown()
    assert shown is not None
    assert (shown.words, shown.linked) == ("Otra llamada (línea 05)", False)
    walk.press(KEY.Key_F10)
    shown = walk.shown()
    assert shown is not None
    assert shown.linked
    assert walk.draft().same == (other.id,)
    walk.press(KEY.Key_F10)
    assert walk.draft().same == (), "the same key takes it back"
    walk.press(KEY.Key_F10)
    walk.write("lavalle 500")
    walk.presenter.create()
    made, linked = walk.sent(CreateIncident)[0], walk.sent(LinkCall)[0]
    assert isinstance(made, CreateIncident)
    assert linked == LinkCall(call=other.id, incident=made.incident), "it stays open in its own hands"
    assert call.id == made.call


def test_far_old_and_settled_things_are_not_proposed(walk: Walk) -> None:
    here = walk.desk.located(-34.6037, -58.3745)
    walk.desk.incident("26-0000001", created_at=walk.desk.picture.server_now() - 3600 * 1_000_000)
    walk.desk.put_call(replace(walk.desk.rings("4000-2222", location=here), state=CallState.CLOSED))
    walk.desk.answered(walk.desk.rings(location=here))
    assert walk.shown() is None


def test_words_alone_propose_when_nobody_is_located(walk: Walk) -> None:
    walk.desk.incident("26-0000001", place=Place(address="Defensa 1180"), short=7, type_code="0402")
    walk.desk.answered(walk.desk.rings())
    walk.write("DEFENSA  1180")
    shown = walk.shown()
    assert shown is not None
    assert shown.why.startswith("mismo lugar, hace 0 s")


def test_the_type_is_found_by_code_by_words_and_in_english(walk: Walk) -> None:
    walk.desk.answered(walk.desk.rings())
    field = walk.pane.fields.type_code
    field.setFocus(Qt.FocusReason.TabFocusReason)
    for typed, first in (("0402", "0402"), ("violensia de genero", "0221"), ("stroke", "0506")):
        field.selectAll()
        walk.write(typed)
        assert field.offered()[0] == first
    walk.press(KEY.Key_Escape)
    assert field.text() == ""
    assert field.code() == ""
    walk.write("choque")
    walk.press(KEY.Key_Down)
    second = field.offered()[1]
    walk.press(KEY.Key_Return)
    assert walk.draft().type_code == second


def test_questions_that_do_not_fit_move_on_with_the_keyboard(walk: Walk) -> None:
    call = walk.desk.answered(walk.desk.rings())
    walk.desk.commands.drafts[call.id] = Draft(revision=1, type_code="0221")
    walk.desk.put_call(replace(call, draft=Draft(revision=1, type_code="0221")))
    questions = walk.pane.fields.questions
    assert sum(strip.isVisible() for strip in questions.strips()) == 4
    assert questions.take_keyboard()
    walk.keys = 0
    while walk.here() is not walk.pane.narrative:
        assert walk.here().isVisible(), "the question that has the keyboard is on screen"
        walk.press(KEY.Key_2)
        assert walk.keys < 20
    assert set(walk.draft().answers) == set(questions.codes()), "none was left out"
    assert walk.keys == len(questions.codes())
