"""The form of a call-taker: every keystroke kept in the same turn, nothing typed ever lost or moved."""

from __future__ import annotations

import os
from collections.abc import Iterator
from uuid import UUID

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from backend_client.commands import CommandState
from console.presenters.form import FormPresenter
from console.presenters.intentions import Intentions
from domain.call import CallState, Disposition, Draft
from domain.commands import CloseCall, CreateIncident
from domain.ids import IdMint
from domain.refusal import Refused
from domain.severity import Severity
from tests.console.desk import SOMEBODY, Desk
from widgets.call_form import CallForm
from widgets.look import Look


class Bench:
    """A form on a desk, with the call it holds."""

    def __init__(self) -> None:
        self.desk = Desk()
        self.said: list[str] = []
        self.moved: list[UUID | None] = []
        self.created: list[str] = []
        self.pane = CallForm(Look())
        self.pane.resize(480, 900)
        self.pane.show()
        self.presenter = FormPresenter(
            self.desk.picture,
            self.desk.commands,  # type: ignore[arg-type]
            Intentions(self.desk.commands, self.said.append),  # type: ignore[arg-type]
            self.pane,
            IdMint(self.desk.clock, os.urandom),
            lambda lat, lon: "San Nicolás",
            self.moved.append,
            lambda incident: self.created.append(incident.number),
        )

    def note(self) -> str:
        """What stands over the narrative about saving."""
        return self.pane.fields.narrative_head._note

    def write(self, text: str) -> None:
        """Type into the narrative, letter by letter."""
        QTest.keyClicks(self.pane.fields.narrative, text)


@pytest.fixture
def bench(qapp: QApplication) -> Iterator[Bench]:
    made = Bench()
    yield made
    made.presenter.close()
    made.pane.close()
    made.pane.deleteLater()


def test_a_call_that_becomes_mine_opens_in_the_form(bench: Bench) -> None:
    call = bench.desk.rings()
    assert bench.presenter.active is None
    bench.desk.answered(call, by=SOMEBODY)
    assert bench.presenter.active is None, "a colleague's call does not"
    mine = bench.desk.answered(bench.desk.rings())
    assert bench.presenter.active == mine.id
    assert bench.moved == [mine.id]


def test_every_keystroke_is_kept_in_the_same_turn(bench: Bench) -> None:
    mine = bench.desk.answered(bench.desk.rings())
    bench.write("moto")
    assert [draft.narrative for _, draft in bench.desk.commands.saves] == ["m", "mo", "mot", "moto"]
    assert {call for call, _ in bench.desk.commands.saves} == {mine.id}


def test_it_says_where_the_text_is_kept(bench: Bench) -> None:
    mine = bench.desk.answered(bench.desk.rings())
    assert bench.note() == ""
    bench.write("x")
    assert bench.note().startswith("Guardado en este puesto ")
    bench.desk.commands.acknowledged(mine.id)
    assert bench.note().startswith("Guardado ")
    assert "este puesto" not in bench.note()


def test_a_disk_that_fails_is_said_over_the_text(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.desk.answered(bench.desk.rings())

    def fail(call: UUID, draft: Draft) -> Draft:
        raise Refused("desk.read_only")

    monkeypatch.setattr(bench.desk.commands, "save_draft", fail)
    bench.write("x")
    assert bench.note() == "No se pudo guardar: La sesión venció: entre de nuevo para seguir."


def test_an_echo_from_the_server_does_not_touch_what_is_typed_meanwhile(bench: Bench) -> None:
    mine = bench.desk.answered(bench.desk.rings())
    bench.write("Dos en mo")
    echo = bench.desk.commands.saves[2][1]
    bench.desk.put_call(replace(mine, draft=echo))
    assert bench.pane.fields.narrative.toPlainText() == "Dos en mo"
    bench.write("to")
    assert bench.desk.commands.drafts[mine.id].narrative == "Dos en moto"


def test_after_a_restart_the_journal_fills_the_form(bench: Bench) -> None:
    call = bench.desk.rings()
    bench.desk.commands.drafts[call.id] = Draft(revision=7, place="San Martín 438", narrative="Dos en mo")
    bench.desk.answered(call)
    assert bench.pane.fields.place.field.text() == "San Martín 438"
    assert bench.pane.fields.narrative.toPlainText() == "Dos en mo"


def test_the_next_letter_goes_to_the_end_of_what_is_there(bench: Bench) -> None:
    call = bench.desk.rings()
    bench.desk.commands.drafts[call.id] = Draft(revision=7, place="San Martín 4")
    bench.desk.answered(call)
    QTest.keyClicks(bench.pane.fields.place.field, "38")
    assert bench.pane.fields.place.field.text() == "San Martín 438"


def test_creating_asks_for_an_incident_with_all_that_was_written(bench: Bench) -> None:
    call = bench.desk.rings(location=bench.desk.located(-34.6037, -58.3816))
    bench.desk.answered(call)
    QTest.keyClicks(bench.pane.fields.place.field, "San Martin 438")
    bench.pane.fields.type_code.set_code("0211")
    bench.pane.fields.type_code.picked.emit("0211")
    bench.write("Dos en moto")
    bench.presenter.create()
    bench.presenter.create()
    (sent,) = bench.desk.commands.sent
    asked = sent.command
    assert isinstance(asked, CreateIncident)
    assert (asked.place.address, asked.place.barrio) == ("San Martin 438", "San Nicolás")
    assert (asked.priority, asked.type_code, asked.narrative) == (Severity.CRITICAL, "0211", "Dos en moto")
    assert asked.close_call
    assert asked.call == call.id
    assert bench.pane.create_act.sending(), "nothing is shown as done before the answer"


def test_the_number_of_the_incident_is_told_once_the_server_gave_it(bench: Bench) -> None:
    bench.desk.answered(bench.desk.rings())
    bench.presenter.create()
    sent = bench.desk.commands.sent[0]
    assert isinstance(sent.command, CreateIncident)
    assert bench.created == []
    bench.desk.incident("26-0001042", id=sent.command.incident)
    sent.answer(CommandState.ACCEPTED)
    assert bench.created == ["26-0001042"]


def test_a_refused_incident_can_be_asked_for_again(bench: Bench) -> None:
    bench.desk.answered(bench.desk.rings())
    bench.presenter.create()
    bench.desk.commands.sent[0].answer(CommandState.REFUSED, "call.has_incident", short="7")
    assert bench.said == ["La llamada 7 ya tiene un incidente."]
    assert not bench.pane.create_act.sending()
    bench.presenter.create()
    assert len(bench.desk.commands.sent) == 2


def test_a_settled_call_makes_room_for_the_one_that_waits_in_hand(bench: Bench) -> None:
    first = bench.desk.answered(bench.desk.rings("first"))
    bench.desk.clock.advance(5)
    second = bench.desk.answered(bench.desk.rings("second"))
    assert bench.presenter.active == second.id
    bench.presenter.settle(Disposition.ERROR)
    asked = bench.desk.commands.sent[0].command
    assert asked == CloseCall(call=second.id, disposition=Disposition.ERROR)
    assert bench.presenter.active == second.id, "until the server says so"
    bench.desk.put_call(replace(second, state=CallState.CLOSED))
    assert bench.presenter.active == first.id
    bench.desk.put_call(replace(first, state=CallState.CLOSED))
    assert bench.presenter.active is None
    assert bench.pane.call() is None


def test_a_call_that_was_put_aside_is_not_brought_back_by_its_own_changes(bench: Bench) -> None:
    old = bench.desk.answered(bench.desk.rings("old"))
    bench.desk.clock.advance(5)
    new = bench.desk.answered(bench.desk.rings("new"))
    bench.presenter.open(old.id)
    assert bench.presenter.active == old.id
    bench.desk.put_call(replace(new, state=CallState.ENDED, draft=Draft(revision=1)))
    assert bench.presenter.active == old.id


def test_a_cut_line_leaves_the_form_open(bench: Bench) -> None:
    mine = bench.desk.answered(bench.desk.rings())
    bench.write("se corto")
    bench.desk.put_call(replace(mine, state=CallState.ENDED, ended_at=bench.desk.picture.server_now()))
    assert bench.presenter.active == mine.id
    assert bench.pane.fields.narrative.toPlainText() == "se corto"


def test_the_command_line_writes_the_place(bench: Bench) -> None:
    mine = bench.desk.answered(bench.desk.rings())
    bench.presenter.set_place("Corrientes y Florida")
    assert bench.desk.commands.drafts[mine.id].place == "Corrientes y Florida"


def test_keys_work_in_the_form(bench: Bench) -> None:
    bench.desk.answered(bench.desk.rings())
    QTest.keyClick(bench.pane.fields.narrative, Qt.Key.Key_Tab)
    assert bench.pane.fields.narrative.toPlainText() == "", "Tab goes on, it writes nothing"
