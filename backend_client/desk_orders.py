"""What a desk did while it was alone, as it is listed: each order, what became of it, and who settled it."""

from enum import StrEnum
from uuid import UUID

import msgspec
from msgspec.structs import replace

from domain.clock import Micros
from domain.commands import (
    CreateIncident,
    OperatorCommand,
    Resolution,
    ResolveRefused,
    SaveDraft,
    TellSupervisor,
)
from domain.words import Code

UNLISTED = (ResolveRefused, TellSupervisor)
"""Orders about orders: they are sent and kept like any other, and are no work of the desk's own."""


class Fate(StrEnum):
    """What has become of an order."""

    WAITING = "waiting"  # no line: it is on this desk's disk
    SENDING = "sending"
    ACCEPTED = "accepted"
    RENUMBERED = "renumbered"  # accepted, under the writer's own number
    JOINED = "joined"  # accepted into what another desk had made of the same event
    REFUSED = "refused"


class Settlement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How a person settled a refused order. `back`: the order that takes the one given instead back."""

    act: Resolution
    motive: Code
    at: Micros
    way: Code = ""
    back: OperatorCommand | None = None


class DeskOrder(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One order. `given` is the provisional number people were told, `number` the writer's."""

    id: UUID
    command: OperatorCommand
    at: Micros
    fate: Fate = Fate.WAITING
    given: int = 0
    number: str = ""
    code: str = ""
    params: dict[str, str] = {}
    settlement: Settlement | None = None


class Outage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """When the desk was alone, in the server's time.

    `first`, `before`: when the first loss of this merge began, and how long the earlier ones lasted.
    """

    began: Micros
    ended: Micros = 0
    first: Micros = 0
    before: Micros = 0

    def lasted(self, now: Micros) -> Micros:
        """Return for how long in all."""
        return self.before + max(0, (self.ended or now) - self.began)


def listed(command: OperatorCommand) -> OperatorCommand:
    """Return the command without what people said: a list of what was done needs no narrative."""
    match command:
        case CreateIncident():
            return replace(command, narrative="", people=(), vehicles=(), answers={})
        case SaveDraft(draft=draft):
            bare = replace(draft, narrative="", answers={}, caller="", plate="", people=(), vehicles=())
            return replace(command, draft=bare)
    return command
