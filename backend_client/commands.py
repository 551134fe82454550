"""Intentions on their way: sent, waited for, kept over any crash, decided alone when the server is lost."""

from collections.abc import Callable
from enum import StrEnum
from uuid import UUID

import msgspec

from domain.call import Draft
from domain.clock import Micros
from domain.commands import OperatorCommand


class CommandState(StrEnum):
    """How an intention stands."""

    PENDING = "pending"
    PROVISIONAL = "provisional"  # decided at this desk, the server has yet to hear of it
    ACCEPTED = "accepted"  # the server has it and its changes are in the picture
    REFUSED = "refused"
    CONFLICT = "conflict"  # the server knows this id with another body


class PendingCommand:
    """One intention. `code` and `params` say why it was refused; `done` once no more will happen to it."""

    def __init__(self, id: UUID, command: OperatorCommand, at: Micros) -> None:
        self.id = id
        self.command = command
        self.at = at
        self.state = CommandState.PENDING
        self.code: str | None = None
        self.params: dict[str, str] = {}

    @property
    def done(self) -> bool:
        """Whether it was accepted, refused or found in conflict."""
        return self.state not in (CommandState.PENDING, CommandState.PROVISIONAL)

    def subscribe(self, listener: Callable[["PendingCommand"], None]) -> Callable[[], None]:
        """Have `listener` told of every change of state; returns what ends it."""
        raise NotImplementedError

    async def settled(self) -> "PendingCommand":
        """Wait until it is done, however long the server is away."""
        raise NotImplementedError


class RefusedCommand(msgspec.Struct, frozen=True, kw_only=True):
    """What the server did not take of what this desk had decided alone: a person must clear it."""

    id: UUID
    command: OperatorCommand
    at: Micros
    code: str
    params: dict[str, str] = {}


class Commands:
    """The one way of asking the server for anything."""

    def send(self, command: OperatorCommand) -> PendingCommand:
        """Journal and send `command`; in desk mode decide it here. Never raises: see the result's state."""
        raise NotImplementedError

    def save_draft(self, call: UUID, draft: Draft) -> Draft:
        """Keep what is in the form now; returns it with its revision.

        It is in the journal when this returns, on its way within 250 ms.
        """
        raise NotImplementedError

    def draft(self, call: UUID) -> Draft:
        """Return what the form of `call` should show: the journal's or the server's, whichever is newer."""
        raise NotImplementedError

    def outstanding(self) -> tuple[PendingCommand, ...]:
        """Return every intention without an answer, oldest first; drafts are not among them."""
        raise NotImplementedError

    def unsaved_drafts(self) -> tuple[UUID, ...]:
        """Return the calls whose latest draft the server has not acknowledged."""
        raise NotImplementedError

    @property
    def refused_list(self) -> tuple[RefusedCommand, ...]:
        """What desk mode decided and the server refused, oldest first, until a person clears it."""
        raise NotImplementedError

    def clear_refused(self, id: UUID) -> None:
        """A person has dealt with a refused command."""
        raise NotImplementedError

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Have `listener` told when outstanding, unsaved or refused ones change; returns what ends it."""
        raise NotImplementedError
