"""The server is lost in mid-call: the desk goes on, and merges under a person's eyes, by keyboard."""

from __future__ import annotations

from collections.abc import AsyncIterator
from time import monotonic_ns
from uuid import UUID

import psycopg
import pytest

from dev.cable import Cable
from domain.alert import Alert, AlertKind
from domain.commands import CreateIncident, DispatchUnit
from domain.incident import Incident
from domain.place import Place
from domain.severity import Severity
from domain.unit import Unit, UnitStatus
from tests.end_to_end.window import Window
from tests.plugins.backend import Desk, Running


@pytest.fixture
async def cable(backend: Running) -> AsyncIterator[Cable]:
    """The one line between the console and the backend; others come past it."""
    laid = Cable(backend.port)
    await laid.lay()
    yield laid
    await laid.take_away()


async def made_elsewhere(backend: Running, desk: Desk, unit: UUID) -> UUID:
    """A colleague whose line is whole makes an incident and sends the unit to it."""
    key = backend.mint.mint()
    place = Place(address="Alem y Corrientes")
    made = CreateIncident(incident=key, room="911", priority=Severity.HIGH, place=place)
    assert (await desk.do(made)).result == "accepted"
    assert (await desk.do(DispatchUnit(incident=key, unit=unit))).result == "accepted"
    return key


async def test_a_call_goes_on_without_the_server_and_what_was_refused_is_settled_by_keyboard(
    window: Window, backend: Running, cable: Cable, demo_database: str
) -> None:
    account = backend.demo.accounts["cmoyano"]
    where = f"https://127.0.0.1:{cable.port}"
    await window.open(where, backend.ca, account.login, account.password, account.workstation)
    colleague = await backend.desk("macuna")
    unit = next(u for u in colleague.snapshot.units if u.status is UnitStatus.AVAILABLE)
    response = await backend.ring("desk-mode-1", number="11 5823-4471", address="San Martín 438")
    assert response.status < 300
    await window.told("state", lambda told: told["calls"] == 1)
    await window.press("F2")
    await window.told("state", lambda told: told["form"] != "")

    cable.cut()
    await window.painted("link:dead")
    await window.write("corrientes 1215")
    await window.press("Tab", "Down", "Return", "F9")
    await window.told("merge", lambda told: told["waiting"] == 1)
    await window.press("ctrl+k")
    await window.write(f"d {unit.call_sign} 1")
    await window.press("Return")
    await window.told("merge", lambda told: told["waiting"] == 2)
    theirs = await made_elsewhere(backend, colleague, unit.id)

    back = monotonic_ns()
    cable.mend()
    ours = await colleague.thing(Incident, lambda one: one.calls != ())
    alert = await colleague.thing(Alert, lambda one: one.kind is AlertKind.DESK_DISPATCH)
    assert alert.params["unit"] == unit.call_sign
    assert colleague.things[unit.id].incident == theirs, "nobody took it from where it had been sent"
    shown = await window.told("merge", lambda told: told["shown"], after=back)
    assert (shown["refused"], shown["unresolved"], shown["renumbered"]) == (1, 1, 1)

    await window.press("2")  # without a motive nothing is done
    await window.press("Down", "2")  # the first motive, and the unit goes over to our incident
    moved = await colleague.thing(Unit, lambda one: one.id == unit.id and one.incident == ours.id)
    assert moved.status is UnitStatus.DISPATCHED
    await window.told("merge", lambda told: told["unresolved"] == 0, after=back)
    await window.press("Return")
    await window.told("merge", lambda told: not told["shown"] and told["refused"] == 0, after=monotonic_ns())

    with psycopg.connect(demo_database) as connection:
        rows = connection.execute("select actor from event where kind = 'refusal_resolved'").fetchall()
    assert rows == [("cmoyano",)]
