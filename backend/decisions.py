"""The memory that decisions are made from, between the group commit and the hub.

A command is decided on what the commands before it staged; nobody is told before it is on disk.
"""

import hashlib
from collections.abc import Callable, Sequence
from uuid import UUID

import msgspec

from backend.database.entries import Entry, NewEvent, Outcome, Upsert, Verdict
from backend.database.projections import upserts_of
from domain.changes import VERSION, AnyChange
from domain.clock import Clock, Micros
from domain.commands import AnyCommand
from domain.context import NO_PLANS, Context
from domain.decide import decide
from domain.desk_orders import intent
from domain.people import Actor
from domain.refusal import Refused
from domain.response_plan import Plans
from domain.timers import DEFAULT, Limits
from domain.wire import canonical
from domain.world import Thing, World

Publish = Callable[[int, Micros, tuple[Thing, ...]], None]
"""Tells the desks: the sequence after the batch, when, and the things as they are now."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A command on its way to the log. The digest covers who asks: another's id is no retry."""

    command: UUID
    digest: bytes
    raw: bytes
    wanted: AnyCommand
    actor: Actor


def asked(command: UUID, wanted: AnyCommand, actor: Actor, said: bytes | None = None) -> Asked:
    """Return a command as the group commit takes it.

    `said`: what a source sent, where the command holds stamps of ours that differ from try to try.
    """
    raw = canonical(wanted) if said is None else said
    # The same order sent again as decided alone, after the server was lost, is no other order.
    same = canonical(intent(wanted)) if said is None else said
    digest = hashlib.sha256(actor.name.encode() + b"\0" + same).digest()
    return Asked(command=command, digest=digest, raw=raw, wanted=wanted, actor=actor)


class Decisions:
    """Decides, stages, and settles or drops with the batch."""

    def __init__(
        self,
        world: World,
        clock: Clock,
        publish: Publish,
        plans: Plans = NO_PLANS,
        limits: Limits = DEFAULT,
    ) -> None:
        self._world = world
        self._clock = clock
        self._publish = publish
        self._plans = plans
        self._limits = limits

    def decide(self, request: Asked) -> Entry:
        """Return what to write of a command: its events, or why it was refused."""
        now = self._clock.now()
        try:
            context = Context(now=now, actor=request.actor, plans=self._plans, limits=self._limits)
            changes = decide(self._world, request.wanted, context)
        except Refused as refused:
            return _entry(request, now, verdict=Verdict.REFUSED, code=refused.code, params=refused.params)
        return _entry(request, now, events=tuple(_event(change) for change in changes))

    def poisoned(self, request: Asked, reason: str) -> Entry:
        """Return the entry that records a command which could not be decided or stored."""
        return _entry(request, self._clock.now(), verdict=Verdict.POISONED, code="command.poison")

    def projections(self) -> Sequence[Upsert]:
        """Return the rows of all that is staged."""
        return upserts_of(self._world.touched(), self._world.counters)

    def keep(self, entries: Sequence[Entry], outcomes: Sequence[Outcome]) -> None:
        """The batch is on disk: it is the state now, and the desks hear of it."""
        things = self._world.take_touched()
        self._world.settle()
        last = max((outcome.last_seq or 0 for outcome in outcomes), default=0)
        if last:
            self._publish(last, entries[-1].at, things)

    def drop(self) -> None:
        """The batch is not on disk: forget it."""
        self._world.drop()


def _entry(
    request: Asked,
    at: Micros,
    *,
    events: tuple[NewEvent, ...] = (),
    verdict: Verdict = Verdict.DONE,
    code: str = "",
    params: dict[str, str] | None = None,
) -> Entry:
    return Entry(
        command=request.command,
        digest=request.digest,
        actor=request.actor.name,
        workstation=request.actor.workstation or "",
        at=at,
        exercise=request.actor.exercise,
        events=events,
        verdict=verdict,
        code=code,
        params=params or {},
    )


def _event(change: AnyChange) -> NewEvent:
    kind = change.__struct_config__.tag
    assert isinstance(kind, str), "every change has a tag"
    return NewEvent(kind=kind, version=VERSION, body=canonical(change))
