"""A console that starts while the server is lost: the same person, within the session, goes on alone."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from msgspec.structs import replace

from backend_client.commands import CommandState
from backend_client.failure import LineFailed
from backend_client.link import LinkState
from backend_client.picture import Look
from domain.alert import Alert, AlertKind, AlertState
from domain.call import CallState, Draft
from domain.clock import DAY, SECOND
from domain.commands import CreateIncident
from domain.observed import Observed, Source
from domain.place import Place, Position
from domain.severity import Severity
from tests.backend_client.fake_server import PASSWORD
from tests.backend_client.room import Desk, Room
from tests.backend_client.scene import CALL, answer, ready

MINE = UUID(int=50)


def sealed(room: Room) -> Path:
    (file,) = (room.folder / "journal").glob("*.ats")
    return file


async def saved(room: Room) -> Desk:
    """A desk that had the server and has kept its copy."""
    desk = await ready(room)
    await desk.until(lambda: list((room.folder / "journal").glob("*.ats")))
    return desk


async def killed_alone(room: Room) -> Desk:
    """It lost the server, worked on, and was killed; another console is at the same desk now."""
    desk = await saved(room)
    await room.server.stop()
    await desk.lose()
    desk.commands.send(answer())
    made = CreateIncident(
        incident=MINE, room="911", priority=Severity.HIGH, place=Place(address="Rivadavia 4100"), call=CALL
    )
    desk.commands.send(made)
    desk.commands.save_draft(CALL, Draft(narrative="sangra"))
    await desk.client.upkeep.sync()
    await room.kill(desk)
    return room.desk()


async def test_who_was_killed_in_desk_mode_comes_back_into_it_with_all_that_was_done(room: Room) -> None:
    desk = await killed_alone(room)
    await desk.log_in(patience=0)
    assert desk.picture.desk_mode
    assert desk.picture.who is not None
    shown = desk.picture.incidents.get(MINE)
    assert shown is not None
    assert (shown.number, desk.picture.look(MINE)) == ("P07-1", Look.PROVISIONAL)
    assert desk.commands.draft(CALL).narrative == "sangra"
    assert {one.state for one in desk.commands.outstanding()} == {CommandState.PROVISIONAL}
    outage = desk.commands.merge.outage
    assert outage is not None
    assert outage.ended == 0
    await room.server.start()
    await desk.until(lambda: desk.commands.merge.ready)
    assert len(set(room.server.applied)) == len(room.server.applied)
    assert room.server.world.calls.get(CALL).state is CallState.ANSWERED  # type: ignore[union-attr]
    assert room.server.world.incident(MINE) is not None


async def test_another_password_or_another_person_does_not_come_in(room: Room) -> None:
    desk = await killed_alone(room)
    with pytest.raises(LineFailed, match="link"):
        await desk.client.login("ana", "adivinada")
    with pytest.raises(LineFailed, match="link"):
        await desk.client.login("beto", PASSWORD)
    assert desk.picture.who is None
    assert desk.picture.link.state is LinkState.OFFLINE


async def test_a_session_that_has_ended_opens_nothing(room: Room) -> None:
    desk = await killed_alone(room)
    desk.clock.set_by = DAY + SECOND
    with pytest.raises(LineFailed, match="link"):
        await desk.log_in(patience=0)


async def test_the_copy_is_sealed_and_for_its_owner_alone_and_gone_with_the_person(room: Room) -> None:
    desk = await saved(room)
    file = sealed(room)
    assert file.stat().st_mode & 0o777 == 0o600
    assert b"911" not in file.read_bytes()
    desk.client.logout()
    assert not file.exists()


async def test_a_protected_person_is_not_in_the_copy(room: Room) -> None:
    desk = await saved(room)
    at = Observed(value=Position(lat=-34.6, lon=-58.4), at=1, received_at=1, source=Source.PHONE_GPS)
    alert = Alert(
        id=UUID(int=9), kind=AlertKind.PANIC, severity=Severity.CRITICAL, state=AlertState.UNACKNOWLEDGED,
        room="911", group="panic:1", raised_at=1, last_at=1, rang_at=1, params={"device": "b-7"},
        area="San Telmo", protected=True,
    )  # fmt: skip
    room.server.publish(alert, replace(alert, id=UUID(int=10), group="panic:2", protected=False, position=at))
    await desk.until(lambda: len(desk.picture.alerts) == 2)
    await desk.client.save_seat()
    await room.kill(desk)
    await room.server.stop()
    again = room.desk()
    await again.log_in(patience=0)
    kept = {alert.id.int: alert for alert in again.picture.alerts.values()}
    assert (kept[9].area, kept[9].params, kept[9].severity) == ("", {}, Severity.CRITICAL)
    assert kept[10].position is None


async def test_a_copy_that_was_cut_short_or_is_no_copy_is_no_way_in(room: Room) -> None:
    desk = await killed_alone(room)
    whole = sealed(room).read_bytes()
    for bad in (b"", b"ATS1", whole[:-1], b"x" * 200):
        sealed(room).write_bytes(bad)
        with pytest.raises(LineFailed, match="link"):
            await desk.log_in(patience=0)
