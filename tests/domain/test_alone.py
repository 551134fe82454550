"""Orders of dispatch that a desk gives without the server: what they say, and which it must not give."""

from __future__ import annotations

from uuid import UUID

import pytest

from backend import desk_conflicts
from domain.agency import Agency
from domain.alert import AlertKind
from domain.commands import AnyCommand, RaiseAlert
from domain.desk_orders import decided_alone, intent
from domain.dispatch_orders import AddNote, CloseTask, OverrideDispatch, PreemptUnit, RaiseAlarmLevel
from domain.people import Actor
from domain.refusal import Refused
from domain.severity import Severity
from domain.unit import UnitStatus
from domain.wire import Do, Outcome
from domain.world import World
from tests.domain.dispatch import M21, POLICE, A, B, Room

OVERRIDE = OverrideDispatch(unit=M21, incident=B, reason="está a dos cuadras")


@pytest.mark.parametrize(
    "order",
    [
        OVERRIDE,
        PreemptUnit(unit=M21, incident=B, reason="disparos"),
        RaiseAlarmLevel(incident=A, level=2),
        CloseTask(incident=A, agency=Agency.POLICE, disposition="resolved"),
        AddNote(incident=A, text="nota"),
    ],
)
def test_an_order_that_was_given_alone_asks_for_the_same(order: AnyCommand) -> None:
    room = Room()
    room.make(A)
    room.send(M21, A)
    alone = decided_alone(order, room.world)
    assert intent(alone) == order
    assert getattr(alone, "local", True)
    if isinstance(alone, CloseTask):
        assert alone.knew == (M21,)


class Writer:
    """Decides at once, and keeps what it was asked."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.world: World = room.world
        self.raised: list[RaiseAlert] = []

    async def submit(
        self, command_id: UUID, command: AnyCommand, actor: Actor, said: bytes | None = None
    ) -> Outcome:
        if isinstance(command, RaiseAlert):
            self.raised.append(command)
        try:
            self._room.do(command, actor)
        except Refused as refused:
            return Outcome(id=command_id, result="refused", code=refused.code, params=refused.params)
        return Outcome(id=command_id, result="accepted")


async def test_a_unit_moved_by_radio_that_is_with_somebody_is_told_to_the_room() -> None:
    room = Room()
    room.make(A)
    room.make(B, Severity.CRITICAL)
    room.send(M21, A, UnitStatus.ON_SCENE)
    writer = Writer(room)
    alone = Do(id=UUID(int=5), at=0, command=decided_alone(OVERRIDE, room.world))
    answer = await desk_conflicts.execute(writer, POLICE, alone)
    assert (answer.result, answer.code) == ("refused", "unit.on_scene")
    (alarm,) = writer.raised
    assert alarm.kind is AlertKind.DESK_DISPATCH
    assert (alarm.params["unit"], alarm.params["status"]) == ("M21", "on_scene")
    assert room.unit(M21).incident == A, "and it stays where it is"
    plain = Do(id=UUID(int=6), at=0, command=OVERRIDE)
    await desk_conflicts.execute(writer, POLICE, plain)
    assert len(writer.raised) == 1, "with the server there, a refusal is enough"
