"""The queue in front of a call-taker: who waits, in which order, and what answering does."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from msgspec.structs import replace
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from backend_client.commands import CommandState
from console.presenters.intentions import Intentions
from console.presenters.queue import QueuePresenter, mine_in_hand
from domain.call import CallState
from domain.clock import SECOND
from domain.commands import AnswerCall
from domain.severity import Severity
from tests.console.desk import ME, SOMEBODY, Desk
from widgets.call_queue import CallQueue
from widgets.look import Look


class Bench:
    """A queue on a desk, with what it opened and what it said."""

    def __init__(self) -> None:
        self.desk = Desk()
        self.look = Look()
        self.said: list[str] = []
        self.opened: list[UUID] = []
        self.pane = CallQueue(self.look)
        self.intentions = Intentions(self.desk.commands, self.said.append)  # type: ignore[arg-type]
        self.presenter = QueuePresenter(
            self.desk.picture, self.intentions, self.pane, self.look, self.opened.append
        )
        self.tester = QAbstractItemModelTester(
            self.presenter.rows, QAbstractItemModelTester.FailureReportingMode.Fatal
        )

    def numbers(self) -> list[str]:
        return [row.number for row in self.presenter.rows.values()]


@pytest.fixture
def bench(qapp: QApplication) -> Iterator[Bench]:
    made = Bench()
    yield made
    made.presenter.close()
    made.pane.deleteLater()


def test_the_gravest_and_the_oldest_wait_at_the_top(bench: Bench) -> None:
    bench.desk.rings("calm", ago=9, priority=Severity.LOW)
    bench.desk.rings("young", ago=3, priority=Severity.HIGH)
    bench.desk.rings("old", ago=30, priority=Severity.HIGH)
    assert bench.numbers() == ["old", "young", "calm"]
    assert bench.presenter.waiting() == (3, bench.presenter.rows.values()[0].since)


def test_a_call_that_another_desk_answers_leaves_the_queue(bench: Bench) -> None:
    call = bench.desk.rings()
    bench.desk.answered(call, by=SOMEBODY, name="Hernán Soto")
    assert bench.numbers() == []


def test_my_own_call_stays_on_top_until_it_is_settled(bench: Bench) -> None:
    bench.desk.rings("waits", ago=60, priority=Severity.CRITICAL)
    mine = bench.desk.answered(bench.desk.rings("mine", ago=2))
    assert bench.numbers() == ["mine", "waits"]
    assert bench.presenter.rows.values()[0].yours
    assert mine_in_hand(bench.desk.picture) == [mine.id]
    bench.desk.put_call(replace(mine, state=CallState.CLOSED))
    assert bench.numbers() == ["waits"]
    assert mine_in_hand(bench.desk.picture) == []


def test_answering_asks_the_server_and_shows_nothing_as_done(bench: Bench) -> None:
    call = bench.desk.rings()
    bench.pane.answer_next()
    assert [one.command for one in bench.desk.commands.sent] == [AnswerCall(call=call.id)]
    assert bench.presenter.rows.values()[0].state is CallState.RINGING
    bench.desk.picture.begin_pending((call.id,))
    bench.desk.picture.flush()
    assert bench.presenter.rows.values()[0].pending, "it looks pending meanwhile"
    bench.presenter.answer_next()
    assert len(bench.desk.commands.sent) == 1, "a second key press takes no second call"


def test_who_was_slower_is_told_who_was_faster(bench: Bench) -> None:
    bench.desk.rings()
    bench.presenter.answer_next()
    bench.desk.commands.sent[0].answer(CommandState.REFUSED, "call.taken", by="Hernán Soto")
    assert bench.said == ["La llamada ya la atiende Hernán Soto."]


def test_answering_takes_the_gravest_even_while_a_hand_holds_the_rows(bench: Bench) -> None:
    bench.desk.rings("calm", priority=Severity.LOW)
    bench.presenter.rows.hold(True)
    grave = bench.desk.rings("grave", priority=Severity.CRITICAL)
    assert bench.numbers() == ["calm", "grave"]
    bench.pane.answer_next()  # F2
    assert bench.desk.commands.sent[0].command == AnswerCall(call=grave.id)


def test_what_this_desk_decided_alone_says_so(bench: Bench) -> None:
    call = bench.desk.rings()
    bench.desk.picture.calls.put_provisional(
        replace(call, state=CallState.ANSWERED, answered_by=ME, answered_at=call.ringing_at + SECOND)
    )
    bench.desk.picture.flush()
    (row,) = bench.presenter.rows.values()
    assert (row.yours, row.provisional) == (True, "P14")
    bench.desk.picture.calls.release(call.id)
    bench.desk.picture.flush()
    (row,) = bench.presenter.rows.values()
    assert (row.yours, row.provisional) == (False, "")


def test_a_caller_near_mine_may_report_the_same(bench: Bench) -> None:
    mine = bench.desk.answered(bench.desk.rings(location=bench.desk.located(-34.6037, -58.3816)))
    bench.desk.rings("near", location=bench.desk.located(-34.6040, -58.3816))
    bench.desk.rings("far", location=bench.desk.located(-34.6500, -58.3816))
    bench.presenter.set_active(mine.id)
    near = {row.number: row.duplicate_of_yours for row in bench.presenter.rows.values()}
    assert near["near"] is not None
    assert near["near"] == pytest.approx(33, abs=2)
    assert near["far"] is None


def test_an_hour_of_answers_is_held_against_the_target(bench: Bench) -> None:
    bench.desk.answered(bench.desk.rings(ago=5))
    bench.desk.answered(bench.desk.rings(ago=40), by=SOMEBODY)
    assert len(bench.presenter._answers) == 2
    assert bench.presenter.p90_s() == 40.0
    bench.desk.answered(bench.desk.rings(ago=400, call_backs=1))  # called back: he had hung up
    assert bench.presenter.p90_s() == 40.0
    bench.desk.clock.advance(3700)
    bench.desk.picture.time.beat(bench.desk.picture.server_now() + SECOND)
    bench.desk.answered(bench.desk.rings(ago=5))
    assert len(bench.presenter._answers) == 1
