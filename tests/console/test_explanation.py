"""`explicar 1042 M21`: the ranking as it was kept, who was sent, and how it would look now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from domain.inquiries import AnyInquiry, AnyReply
from domain.recommendation import AskExplanation, Difference, Explanation, Moment, Seen
from domain.severity import Severity
from tests.console.dispatch_bench import DispatchBench, ranking
from tests.console.test_dispatch_page import panel


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[DispatchBench]:
    made = DispatchBench(qtbot, tmp_path)
    yield made
    made.close()


def test_the_ranking_of_then_is_shown_with_what_is_otherwise_now(bench: DispatchBench) -> None:
    first, second = bench.patrol("M 1-204", 1), bench.patrol("Moto 1-31", 2)
    incident = bench.here.incident("26-0001042", priority=Severity.CRITICAL)
    bench.show()
    then = ranking([first, second], incident)
    seen = Moment(seq=7, at=incident.created_at, what=Seen.SHOWN, by="Martín Acuña", basis=then, link="ab")
    sent = replace(seen, seq=9, what=Seen.DISPATCHED, unit=second.id, rank=2)
    now = Difference(unit=first.id, call_sign="M 1-204", then=1, now=2, then_eta=60, now_eta=190)
    told = Explanation(incident=incident.id, moments=(seen, sent), differences=(now,))
    plain, asked = bench.client.ask, list[AnyInquiry]()

    async def ask(inquiry: AnyInquiry) -> AnyReply:
        asked.append(inquiry)
        return told if isinstance(inquiry, AskExplanation) else await plain(inquiry)

    assert bench.room.panel is not None
    bench.room.panel._ask = ask
    assert bench.orders.run(f"explicar {incident.short} moto 1-31")
    assert AskExplanation(incident=incident.id, unit=second.id) in asked
    view = panel(bench).view()
    assert view is not None
    assert view.explained.startswith("2 de 2 · ")
    assert view.explained.endswith("despachó Martín Acuña · hecho 9")
    assert [(row.call_sign, row.assigned, row.can_go) for row in view.rows] == [
        ("M 1-204", False, False),
        ("Moto 1-31", True, False),
    ]
    assert "hoy sería la 2.ª, a 03:10" in view.rows[0].facts
    assert panel(bench).accessibleName() == f"Explicación de INC {incident.short}"
    bench.press(Qt.Key.Key_Return)
    assert bench.sent() == [], "nobody is sent by a ranking of the past"
    bench.press(Qt.Key.Key_Left)
    earlier = panel(bench).view()
    assert earlier is not None
    assert "lo vio Martín Acuña" in earlier.explained
    bench.press(Qt.Key.Key_Escape)
    back = panel(bench).view()
    assert back is not None
    assert back.explained == ""
    assert back.rows[0].can_go
