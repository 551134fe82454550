"""Desk mode as its person meets it: the list, the page that comes and steps aside, and words for each act."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from backend_client.link import LinkState
from console.merge_words import reason, short_number
from console.presenters.merge import MergePresenter
from domain.commands import AnswerCall, CreateIncident, DispatchUnit, OperatorCommand
from domain.incident import Incident
from domain.place import Place
from domain.severity import Severity
from domain.unit import UnitStatus
from tests.backend_client.fake_server import free_unit, ringing
from tests.backend_client.room import Desk, Room, open_room
from widgets.look import Look
from widgets.merge import MergePage
from widgets.outbox import Outbox, OutboxState

MINE, OTHERS, UNIT = UUID(int=50), UUID(int=77), UUID(int=1001)


class Window:
    """As much of a window as the merge needs."""

    def __init__(self, look: Look) -> None:
        self.merge = MergePage(look)
        self.outbox = Outbox(look)
        self.covered = self.outbox_shown = False

    def cover_work(self, covered: bool) -> None:
        self.covered = covered

    def show_outbox(self, shown: bool) -> None:
        self.outbox_shown = shown

    def look_at_outbox(self) -> None:
        self.outbox_shown = True


class Seat:
    """A desk with a person at it, who has a call in hand or not."""

    def __init__(self, desk: Desk) -> None:
        look = Look()
        self.desk = desk
        self.window = Window(look)
        self.busy = False
        self.said: list[str] = []
        self.opened: list[Incident] = []
        self.presenter = MergePresenter(
            desk.picture, desk.commands, look, self.window, lambda: self.busy,
            self.opened.append, self.said.append, lambda title, detail: self.said.append(detail),
        )  # fmt: skip
        desk.commands.subscribe(self.presenter.tell)

    def do(self, command: OperatorCommand) -> None:
        self.desk.commands.send(command)

    def incident(self) -> None:
        self.do(
            CreateIncident(
                incident=MINE, room="911", priority=Severity.HIGH, place=Place(address="Rivadavia 4100")
            )
        )

    async def back(self, room: Room) -> None:
        await room.server.start()
        await self.desk.until(lambda: self.desk.picture.link.current and not self.desk.commands.outstanding())
        self.presenter.tell()


@pytest.fixture
async def room(tmp_path: Path, qapp: QApplication) -> AsyncIterator[Room]:
    async with open_room(tmp_path) as made:
        made.server.publish(ringing(1), free_unit(1))
        yield made


@pytest.fixture
async def seat(room: Room) -> AsyncIterator[Seat]:
    """A person whose server has just been lost."""
    desk = room.desk()
    await desk.log_in()
    made = Seat(desk)
    await room.server.stop()
    await desk.lose()
    yield made
    made.presenter.close()
    made.window.merge.deleteLater()
    made.window.outbox.deleteLater()


def elsewhere(room: Room, seat: Seat) -> None:
    """The desk sends the unit to its incident, the room had sent it to another."""
    seat.incident()
    seat.do(DispatchUnit(incident=MINE, unit=UNIT))
    ours = seat.desk.picture.incidents.get(MINE)
    assert ours is not None
    theirs = replace(ours, id=OTHERS, number="26-0000431", short=431, units=(UNIT,))
    room.server.publish(
        theirs,
        replace(free_unit(1), incident=OTHERS, status=UnitStatus.EN_ROUTE, since=1_795_000_000_000_000),
    )


async def test_what_is_done_alone_is_listed_at_once_as_provisional_and_by_radio(seat: Seat) -> None:
    seat.incident()
    seat.do(DispatchUnit(incident=MINE, unit=UNIT))
    rows = seat.window.outbox.rows()
    assert [(row.title, row.state, row.word) for row in rows] == [
        ("M1 a P07-1, por radio", OutboxState.WAITING, "por radio"),
        ("Crear P07-1", OutboxState.PROVISIONAL, ""),
    ]
    assert seat.window.outbox_shown
    assert not seat.window.covered


async def test_the_page_comes_by_itself_and_the_second_act_moves_the_unit(room: Room, seat: Seat) -> None:
    elsewhere(room, seat)
    await seat.back(room)
    assert seat.window.covered
    assert not seat.window.outbox_shown, "the tile has its place back"
    view = seat.window.merge.view()
    assert view is not None
    (row,) = view.refused
    assert row.title == "M1 a 1, por radio"
    assert row.acts == ("Dejar en 431", "Pasar a 1")
    assert row.reason == "M1 ya estaba «en camino» en el incidente 431 desde las 08:06:40. No se lo quitó."
    assert [(one.given, one.number) for one in view.renumbered] == [("P07-1", "26-0000001")]
    seat.window.merge.settled.emit(row.id, 1, "nearer")
    await seat.desk.until(lambda: room.server.world.units.get(UNIT).incident == MINE)  # type: ignore[union-attr]
    view = seat.window.merge.view()
    assert view is not None
    assert view.refused[0].settled.endswith("pasar a 1")
    seat.window.merge.closed.emit()
    assert not seat.window.covered
    assert seat.desk.commands.merge.orders() == ()


async def test_nothing_covers_the_form_of_a_call_in_hand_and_the_band_brings_the_page(
    room: Room, seat: Seat
) -> None:
    seat.busy = True
    elsewhere(room, seat)
    await seat.back(room)
    assert not seat.window.covered
    seat.presenter.toggle()
    assert seat.window.covered
    seat.window.merge.left.emit()
    assert not seat.window.covered
    assert seat.desk.commands.merge.unresolved() == 1, "the list is still there"
    link = seat.desk.picture.link
    for state in (LinkState.STALE, LinkState.LIVE):  # the line pauses for a moment
        seat.desk.picture.set_link(replace(link, state=state))
        seat.presenter.tell()
    assert not seat.window.covered, "and does not come back by itself"


async def test_where_all_went_in_as_it_was_done_nobody_is_asked_anything(room: Room, seat: Seat) -> None:
    seat.do(AnswerCall(call=UUID(int=1)))
    await seat.back(room)
    assert not seat.window.covered
    assert seat.said == ["1 orden de este puesto entró tal como la hizo"]
    assert seat.desk.commands.merge.outage is None


async def test_new_numbers_cover_nothing_and_are_opened_from_their_row(room: Room, seat: Seat) -> None:
    seat.incident()
    await seat.back(room)
    assert not seat.window.covered, "nobody has to decide anything: the band tells of it"
    seat.presenter.toggle()
    view = seat.window.merge.view()
    assert view is not None
    seat.window.merge.opened.emit(view.renumbered[0].id)
    assert [one.number for one in seat.opened] == ["26-0000001"]
    assert not seat.window.covered


def test_each_reason_names_who_and_when_as_far_as_the_server_told(qapp: QApplication) -> None:
    look, since = Look(), "1795000000000000"
    taken = reason("alert.taken", {"by": "R. Ibáñez", "desk": "puesto-11", "since": since}, look)
    assert taken == "La tomó R. Ibáñez (puesto-11) a las 08:06:40."
    assert reason("incident.closed", {"number": "26-0010431", "by": "Ana", "since": since}, look) == (
        "El incidente 10431 lo cerró Ana a las 08:06:40."
    )
    assert reason("alert.taken", {"by": "Ana"}, look) == "La alerta ya la tomó Ana."
    grown = reason("incident.units_joined", {"number": "26-0000007", "units": "M 1, M 2"}, look)
    assert grown == "Mientras tanto mandaron M 1, M 2 al incidente 7: no se cerró."
    assert [short_number(one) for one in ("26-0010431", "P07-3")] == ["10431", "P07-3"]
