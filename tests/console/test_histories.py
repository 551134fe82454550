"""What was before, in the form: asked once a call and place, shown with its age, dropped when overtaken."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine, Iterator
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from console.danger_words import long_ago
from console.presenters.form import FormPresenter
from console.presenters.histories import HistoriesPresenter
from console.presenters.intentions import Intentions
from domain.call import CallState, Disposition
from domain.clock import DAY, HOUR, MINUTE
from domain.commands import CreateIncident
from domain.histories import AccessTold, AskHistory, CallHistory, PastCall, PastIncident, RevealAccess
from domain.ids import IdMint
from domain.place import Position
from domain.premises import Hazard, HazardKind
from domain.refusal import Refused
from domain.severity import Severity
from tests.console.desk import Desk
from widgets.call_form import CallForm
from widgets.look import Look

HERE = Position(lat=-34.6037, lon=-58.3745)
THERE = Position(lat=-34.6137, lon=-58.3745)


class Bench:
    """A form whose server a test plays: questions wait until they are answered."""

    def __init__(self) -> None:
        self.desk = Desk()
        self.pane = CallForm(Look())
        self.form = FormPresenter(
            self.desk.picture,
            self.desk.commands,  # type: ignore[arg-type]
            Intentions(self.desk.commands, lambda why: None),  # type: ignore[arg-type]
            self.pane,
            IdMint(self.desk.clock, os.urandom),
            lambda lat, lon: "San Nicolás",
            lambda call: None,
            lambda incident: None,
        )
        self.asked: list[AskHistory] = []
        self.jobs: list[Coroutine[Any, Any, None]] = []
        self.answer: CallHistory | Refused = CallHistory()
        self.place: Position | None = None
        self.form.position_of = lambda call: self.place
        self.presenter = HistoriesPresenter(
            self.desk.picture,
            self.pane,
            self.ask,
            lambda job, name: self.jobs.append(job),
            self.form.as_written,
            self.form.where,
        )
        self.form.look_back, self.form.hazards = self.presenter.look, lambda: self.presenter.hazards

    async def ask(self, inquiry: Any) -> CallHistory:
        self.asked.append(inquiry)
        if isinstance(self.answer, Refused):
            raise self.answer
        return self.answer

    def run(self) -> None:
        """Let everything that was started go to its end, without its rest."""
        jobs, self.jobs = self.jobs, []
        for job in jobs:
            asyncio.run(job)

    def line(self) -> str:
        return self.pane.fields.history.words()


@pytest.fixture
def bench(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setattr("console.presenters.histories.REST_S", 0.0)
    made = Bench()
    yield made
    for job in made.jobs:
        job.close()
    made.form.close()
    made.presenter.close()
    made.pane.close()
    made.pane.deleteLater()


def known(bench: Bench) -> CallHistory:
    now = bench.desk.picture.server_now()
    return CallHistory(
        calls=(
            PastCall(short=7, at=now - 2 * DAY, disposition=Disposition.PRANK, answered_name="R. Ibáñez"),
            PastCall(short=3, at=now - 9 * DAY, disposition=Disposition.INCIDENT, type_code="0601"),
        ),
        incidents=(
            PastIncident(number="26-0000009", at=now - 3 * HOUR, priority=Severity.HIGH, type_code="0221",
                         address="San Martín 440", metres=12.0, open=True),
        ),
        hazards=(
            Hazard(kind=HazardKind.DOG, source="Comisaría 1-A", at=now - 40 * DAY, note="en el patio"),
            Hazard(kind=HazardKind.ACCESS, source="Administración", at=now, masked=True, premise=UUID(int=3)),
        ),
    )  # fmt: skip


def test_a_call_brings_the_past_of_its_number_and_place(bench: Bench) -> None:
    bench.answer = known(bench)
    call = bench.desk.answered(bench.desk.rings(location=bench.desk.located(HERE.lat, HERE.lon)))
    bench.run()
    assert bench.asked == [AskHistory(call=call.id, number=call.number, position=HERE)]
    assert bench.line() == "2 llamadas de este número, la última: broma hace 2 d · 1 hecho en el lugar"
    shown = bench.pane.fields.dangers.dangers()
    assert [(one.words, one.source, one.age) for one in shown] == [
        ("Perro: en el patio", "Comisaría 1-A", "hace 40 d"),
        ("Acceso: hay código", "Administración", "hace 0 min"),
    ]
    bench.form.create()
    made = bench.desk.commands.sent[-1].command
    assert isinstance(made, CreateIncident)
    assert made.hazards == bench.answer.hazards, "the dispatcher is warned too"


def test_a_place_is_asked_about_once_and_again_when_it_moves(bench: Bench) -> None:
    bench.desk.answered(bench.desk.rings())
    bench.run()
    bench.place = HERE
    for _ in range(3):
        bench.form._look_about()
    bench.run()
    assert [one.position for one in bench.asked] == [None, HERE]
    bench.place = THERE
    bench.form._look_about()
    bench.run()
    assert [one.position for one in bench.asked] == [None, HERE, THERE]


def test_an_answer_about_another_call_is_dropped(bench: Bench) -> None:
    bench.answer = known(bench)
    first = bench.desk.answered(bench.desk.rings("4000-1111"))
    late, bench.jobs = bench.jobs, []
    bench.desk.put_call(replace(first, state=CallState.CLOSED))
    bench.jobs = late
    bench.run()
    assert bench.asked == []
    assert bench.pane.fields.dangers.dangers() == ()
    assert bench.presenter.hazards == ()


def test_an_access_code_is_shown_when_asked_for_and_goes_by_itself(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.answer = known(bench)
    bench.desk.answered(bench.desk.rings())
    bench.run()
    seen: list[str] = []

    async def meanwhile(seconds: float) -> None:
        seen.append(bench.pane.fields.dangers.dangers()[1].words)

    async def told(inquiry: Any) -> Any:
        assert inquiry == RevealAccess(premise=UUID(int=3))
        return AccessTold(premise=UUID(int=3), note="portero: 4471#")

    monkeypatch.setattr(bench.presenter, "_ask", told)
    monkeypatch.setattr("console.presenters.histories.asyncio.sleep", meanwhile)
    bench.pane.reveal_requested.emit()
    bench.run()
    assert seen == ["Acceso: portero: 4471#"]
    assert bench.pane.fields.dangers.dangers()[1].words == "Acceso: hay código"


def test_without_the_server_it_says_that_nothing_could_be_read(bench: Bench) -> None:
    bench.answer = Refused("link.silent")
    bench.desk.answered(bench.desk.rings())
    bench.run()
    assert bench.line() == "Antecedentes: no se pudieron leer"


@pytest.mark.parametrize(
    ("age", "words"),
    [(-5, "hace 0 min"), (59 * MINUTE, "hace 59 min"), (30 * HOUR, "hace 30 h"), (400 * DAY, "hace 400 d")],
)  # fmt: skip
def test_an_age_is_said_shortly(age: int, words: str) -> None:
    assert long_ago(age) == words
