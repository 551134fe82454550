"""A room of desks without sockets or database: the real rules, the real distribution, a clock set by hand."""

from __future__ import annotations

from random import Random
from typing import Any
from uuid import UUID

from backend.accounts import Seat
from backend.distribution.rounds import Rounds
from backend.distribution.seating import Seating
from domain.call import Call, CallState
from domain.changes import AnyChange
from domain.clock import ManualClock
from domain.commands import AnswerCall, AnyCommand, CloseCall, EndCall, RingCall
from domain.context import Context
from domain.decide import decide
from domain.desk import Desk, desk_id
from domain.evolve import evolve
from domain.ids import IdMint, derived
from domain.people import Actor, Operator, Role, Room, Workstation
from domain.refusal import Refused
from domain.world import World


class QueueRoom:
    """Desks are named by number; `look` is one look of the distribution, settled at once."""

    def __init__(self, *desks: int, room: str = "911", **skills: Any) -> None:
        self.clock = ManualClock()
        self.mint = IdMint(self.clock, Random(7).randbytes)
        self.world = World()
        self.seats: dict[int, Seat] = {}
        self.log: list[AnyChange] = []
        self.seating = Seating(self.world, lambda: list(self.seats.values()), self.clock.monotonic())
        self.rounds = Rounds(self.world, self.seating, self.clock, self.mint)
        for number in desks:
            self.sit(number, room=room, **skills)
        self.look()

    # ---- people

    def sit(
        self,
        number: int,
        *,
        room: str = "911",
        role: Role = Role.CALL_TAKER,
        skills: tuple[str, ...] = (),
        languages: tuple[str, ...] = (),
        name: str = "",
    ) -> Seat:
        """Somebody logs in at a desk; the distribution sees it at its next look."""
        user = name or f"op{number}"
        operator = Operator(id=derived("op", user), user=user, name=user.title(), role=role, room=room)
        place = Workstation(id=f"puesto-{number}", desk=str(number), room=room)
        seat = Seat(
            actor=Actor(name=user, room=room, operator=operator, workstation=place.id),
            operator=operator,
            workstation=place,
            room=Room(id=room, name=room),
            token="t" * 20,
            digest=self.mint.mint().bytes,
            expires_at=self.clock.now() * 2,
            skills=skills,
            languages=languages,
        )
        self.seats[number] = seat
        return seat

    def leave(self, number: int) -> None:
        """The person logs out."""
        self.seating.left(self.seats.pop(number))

    def cut(self, number: int) -> Seat:
        """The line of a desk is dead; return the seat, to come back with."""
        return self.seats.pop(number)

    # ---- the world

    def do(self, command: AnyCommand, by: int | Actor | None = None) -> str:
        """Decide and settle; return the refusal's code, empty when accepted."""
        match by:
            case None:
                actor = Actor(name="intake:test", room="911")
            case int():
                actor = self.seats[by].actor
            case _:
                actor = by
        try:
            changes = decide(self.world, command, Context(now=self.clock.now(), actor=actor))
        except Refused as refused:
            self.world.drop()
            return refused.code
        self.world.settle()
        self.log += changes
        return ""

    def ring(self, name: str, **more: Any) -> UUID:
        """A call begins to ring."""
        key = derived("call", name)
        room = more.pop("room", "911")
        self.do(RingCall(call=key, room=room, at=self.clock.now(), **more), Actor(name="x", room=room))
        return key

    def answer(self, call: UUID, by: int) -> str:
        return self.do(AnswerCall(call=call), by)

    def hang_up(self, call: UUID) -> str:
        """The caller hangs up."""
        return self.do(EndCall(call=call, at=self.clock.now()))

    def close(self, call: UUID, by: int, disposition: Any) -> str:
        return self.do(CloseCall(call=call, disposition=disposition), by)

    def look(self, times: int = 1, every: float = 0.1) -> None:
        """Let the distribution look so many times, and the writer decide what it asks."""
        for _ in range(times):
            for one in self.rounds.proposals():
                self.do(one.command, Actor(name="system", room=one.room, exercise=one.exercise))
            self.clock.advance(every)

    # ---- reading

    def call(self, key: UUID) -> Call:
        found = self.world.calls.get(key)
        assert found is not None
        return found

    def desk(self, number: int) -> Desk:
        found = self.world.desks.get(desk_id(f"puesto-{number}"))
        assert found is not None
        return found

    def rings_at(self, key: UUID) -> str:
        """Return the number of the desk that a call rings at, empty when at none in particular."""
        offered = self.call(key).offered_to
        desk = self.world.desks.get(offered) if offered else None
        return desk.desk if desk is not None else ""

    def ringing(self) -> list[Call]:
        return self.world.calls.standing(CallState.RINGING)

    def replayed(self) -> World:
        """Return the world that the log alone gives."""
        world = World()
        for change in self.log:
            evolve(world, change)
            world.settle()
        return world
