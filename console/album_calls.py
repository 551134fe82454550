"""Calls that go through the room before the supervisor's page is photographed; all of it invented."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from msgspec.structs import replace

from backend_client.picture import Picture
from domain.call import Call, CallState
from domain.commands import AnswerCall, CreateIncident, DispatchUnit, SetUnitStatus
from domain.place import Place, Position
from domain.severity import Severity
from domain.unit import FREE, UnitStatus

if TYPE_CHECKING:
    from console.app import App

CALLS: tuple[tuple[str, Severity, str, float, float], ...] = (
    ("0211", Severity.CRITICAL, "Lima 220", -34.6044, -58.3744),
    ("0301", Severity.HIGH, "Av. de Mayo 760", -34.6139, -58.3697),
    ("0401", Severity.HIGH, "Av. Corrientes 1215", -34.6041, -58.3836),
    ("0502", Severity.MEDIUM, "Plaza Lavalle", -34.6019, -58.3853),
    ("0601", Severity.LOW, "Chacabuco 860", -34.6178, -58.3757),
)
STEP_S = 0.7
PATIENCE_S = 4.0


async def handle_calls(app: App) -> None:
    """Answer a few, write, make incidents of them and send units to most; who does not ring is left out."""
    client = app.client
    assert client is not None, "somebody sits there"
    picture, commands = client.picture, client.commands
    for number, (code, priority, address, lat, lon) in enumerate(CALLS):
        call = await _next_call(picture)
        if call is None:
            return
        commands.send(AnswerCall(call=call.id))
        await asyncio.sleep(STEP_S)
        draft = commands.save_draft(call.id, replace(commands.draft(call.id), type_code=code))
        await asyncio.sleep(STEP_S)
        commands.save_draft(call.id, replace(draft, place=address, priority=priority))
        await asyncio.sleep(STEP_S)
        place = Place(address=address, position=Position(lat=lat, lon=lon))
        incident = app.mint.mint()
        commands.send(
            CreateIncident(
                incident=incident, room=call.room, priority=priority, place=place, call=call.id,
                close_call=True, type_code=code,
            )
        )  # fmt: skip
        free = next((unit for unit in picture.units.values() if unit.status in FREE), None)
        await asyncio.sleep(STEP_S)
        if number == 1 or free is None:
            continue
        commands.send(DispatchUnit(incident=incident, unit=free.id))
        await asyncio.sleep(STEP_S)
        if number % 2 == 0:
            commands.send(SetUnitStatus(unit=free.id, status=UnitStatus.ON_SCENE))


async def _next_call(picture: Picture) -> Call | None:
    """Return whoever rings longest, or nobody within some seconds."""
    for _ in range(round(PATIENCE_S / 0.1)):
        calls = [call for call in picture.calls.values() if call.state is CallState.RINGING]
        if calls:
            return min(calls, key=lambda call: call.ringing_at)
        await asyncio.sleep(0.1)
    return None
