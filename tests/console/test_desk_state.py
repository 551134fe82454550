"""The call-taker says what the desk does, calls back who hung up, marks what is no call."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from backend_client.commands import Commands
from console import verbs
from console.command_line import Mistake, Order, read
from console.presenters.desk_state import DeskStatePresenter
from console.presenters.intentions import Intentions
from console.presenters.orders import Handler
from console.presenters.queue import QueuePresenter
from domain.call import CallMark, CallState
from domain.clock import MINUTE
from domain.commands import AnswerCall, OperatorCommand
from domain.desk import Desk as Seated
from domain.desk import DeskState, desk_id
from domain.people import Role
from domain.queue_orders import MarkCall, OverflowCall, PutBackCall, SetDeskState
from tests.console.desk import ME, Desk
from widgets.call_queue import CallQueue
from widgets.look import Look
from widgets.top_bar import TopBar


class Bench:
    """A desk that calls are given to, its queue and its top bar."""

    def __init__(self, look: Look) -> None:
        self.desk = Desk()
        self.top, self.pane = TopBar(look), CallQueue(look)
        self.said: list[str] = []
        commands: Commands = self.desk.commands  # type: ignore[assignment]
        intentions = Intentions(commands, self.said.append)
        picture = self.desk.picture
        self.queue = QueuePresenter(picture, intentions, self.pane, look, lambda call: None)
        self.active = None
        self.presenter = DeskStatePresenter(picture, intentions, self.queue, self.top, lambda: self.active)
        self.verbs: dict[str, Handler] = {}
        self.presenter.teach(self)  # type: ignore[arg-type]
        self.is_now(DeskState.READY)

    def learn(self, verb: str, handler: Handler) -> None:
        self.verbs[verb] = handler

    def is_now(self, state: DeskState, **more: object) -> None:
        who = self.desk.picture.who
        assert who is not None
        place, now = who.workstation, self.desk.picture.server_now()
        fields = {"state": state, "since": now, "operator": ME, **more}
        seated = Seated(id=desk_id(place.id), workstation=place.id, desk=place.desk, room="911", **fields)  # type: ignore[arg-type]
        self.desk.picture.desks.put(seated)
        self.desk.picture.flush()
        self.presenter.time_passes()

    def type(self, line: str) -> str:
        """Type a line and press Enter; return what the line said it would do."""
        order = read(line)
        assert isinstance(order, Order), order
        meaning, act = self.verbs[order.verb](order)
        if act is not None:
            act()
        return meaning.detail

    def sent(self) -> list[OperatorCommand]:
        return [one.command for one in self.desk.commands.sent]


@pytest.fixture
def bench(qapp: QApplication) -> Iterator[Bench]:
    made = Bench(Look())
    yield made
    made.presenter.close()
    made.queue.close()
    made.top.deleteLater()
    made.pane.deleteLater()


def test_the_desk_says_ready_and_pauses_with_a_reason(bench: Bench) -> None:
    assert bench.type("pausa comida") == "Comida"
    assert bench.type("pause meal") == "Comida"
    assert bench.type("listo") == "Libre"
    assert bench.type("cierre") == "Cierre"
    away = SetDeskState(state=DeskState.AWAY, reason="meal")
    assert bench.sent() == [
        away, away, SetDeskState(state=DeskState.READY), SetDeskState(state=DeskState.WRAP_UP),
    ]  # fmt: skip
    assert bench.type("pausa").startswith("falta el motivo: descanso, comida")
    assert isinstance(read("pausa siesta"), Mistake)
    assert len(bench.sent()) == 4


def test_a_pause_during_a_call_says_when_it_begins(bench: Bench) -> None:
    bench.is_now(DeskState.ON_CALL)
    assert bench.type("pausa descanso") == "Descanso, al terminar la llamada"


def test_the_top_bar_names_the_state_and_a_wrap_up_that_takes_too_long(bench: Bench) -> None:
    assert "Libre" in bench.top.accessibleName()
    bench.is_now(DeskState.AWAY, reason="no_answer")
    assert "No atendió" in bench.top.accessibleName()
    bench.is_now(DeskState.WRAP_UP)
    chip = bench.top._chip
    assert chip is not None
    assert not chip.late
    bench.desk.clock.advance(2 * MINUTE / 1_000_000)
    bench.presenter.time_passes()
    chip = bench.top._chip
    assert chip is not None
    assert chip.late


def test_the_menu_ticks_what_holds_now(bench: Bench) -> None:
    bench.is_now(DeskState.AWAY, reason="meal")
    menu = bench.presenter.menu()
    assert [act.text() for act in menu.actions() if act.isChecked()] == ["Pausa: comida"]
    menu.actions()[0].trigger()
    assert bench.sent() == [SetDeskState(state=DeskState.READY)]
    menu.deleteLater()


def test_who_hung_up_is_one_row_a_caller_and_is_called_back_with_a_key(bench: Bench) -> None:
    desk = bench.desk
    for ago in (300, 200, 100):
        desk.put_call(replace(desk.rings("11 4100-8090", ago=ago), state=CallState.ABANDONED))
    other = replace(desk.rings("11 6001-2244", ago=50), state=CallState.ABANDONED)
    desk.put_call(other)
    rows = [(row.number, row.missed) for row in bench.queue.rows.values()]
    assert rows == [("11 4100-8090", 3), ("11 6001-2244", 1)]
    first = bench.queue.rows.values()[0]
    bench.pane.call_back_next()  # Shift F2
    assert bench.type("rellamar") == "11 4100-8090"
    assert bench.type(f"rellamar {other.short}") == "11 6001-2244"
    assert bench.sent() == [AnswerCall(call=first.id), AnswerCall(call=first.id), AnswerCall(call=other.id)]


def test_when_the_first_of_a_caller_s_calls_is_settled_the_row_goes_on_with_the_next(bench: Bench) -> None:
    desk = bench.desk
    calls = [replace(desk.rings("11 4100-8090", ago=ago), state=CallState.ABANDONED) for ago in (300, 200)]
    for call in calls:
        desk.put_call(call)
    desk.put_call(replace(calls[0], state=CallState.CLOSED))
    assert [(row.id, row.missed) for row in bench.queue.rows.values()] == [(calls[1].id, 1)]


def test_a_call_back_that_nobody_answered_is_put_back(bench: Bench) -> None:
    call = bench.desk.answered(bench.desk.rings("11 4100-8090"))
    bench.active = call.id
    assert bench.type("nc") == "solo después de devolver una llamada"
    bench.desk.put_call(replace(call, call_backs=1))
    assert bench.type("nocontesta") == "11 4100-8090"
    assert bench.sent() == [PutBackCall(call=call.id)]


def test_the_call_in_the_form_is_marked_and_the_mark_taken_away(bench: Bench) -> None:
    assert bench.type("marcar muda") == "no hay llamada en el formulario"
    call = bench.desk.answered(bench.desk.rings("11 4100-8090"))
    bench.active = call.id
    assert bench.type("marcar muda") == "muda"
    bench.desk.put_call(replace(call, marks=(CallMark.SILENT,)))
    assert bench.type("marcar muda") == "quitar muda"
    assert bench.sent() == [
        MarkCall(call=call.id, mark=CallMark.SILENT),
        MarkCall(call=call.id, mark=CallMark.SILENT, taken_away=True),
    ]


def test_a_supervisor_gives_the_longest_waiting_call_to_another_room(bench: Bench) -> None:
    call = bench.desk.rings("11 4100-8090")
    assert bench.type("sala sur") == "no corresponde a su función"
    picture = bench.desk.picture
    assert picture.who is not None
    picture.who = replace(picture.who, operator=replace(picture.who.operator, role=Role.SUPERVISOR))
    assert bench.type("sala sur") == "11 4100-8090 a sur"
    assert bench.sent() == [OverflowCall(call=call.id, room="sur")]
    assert verbs.OVERFLOW in bench.verbs


def test_what_rings_here_first_is_what_f2_answers(bench: Bench) -> None:
    grave = bench.desk.rings("grave", ago=30)
    mine = bench.desk.rings("mine", ago=2)
    who = bench.desk.picture.who
    assert who is not None
    bench.desk.put_call(replace(mine, offered_to=desk_id(who.workstation.id)))
    assert [row.number for row in bench.queue.rows.values()] == ["mine", "grave"]
    bench.pane.answer_next()
    bench.queue.answer(grave.id)  # and any other by hand
    assert bench.sent() == [AnswerCall(call=mine.id), AnswerCall(call=grave.id)]
