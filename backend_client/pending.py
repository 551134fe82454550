"""One intention on its way."""

import asyncio
from collections.abc import Callable
from enum import StrEnum
from uuid import UUID

from domain.commands import OperatorCommand
from domain.wire import Do


class CommandState(StrEnum):
    """How an intention stands."""

    PENDING = "pending"
    PROVISIONAL = "provisional"  # decided at this desk, the server has yet to hear of it
    ACCEPTED = "accepted"  # the server has it and its changes are in the picture
    REFUSED = "refused"
    CONFLICT = "conflict"  # the server knows this id with another body


class PendingCommand:
    """One intention. `code` and `params` say why it was refused, or what it still waits for."""

    def __init__(self, do: Do) -> None:
        self.do = do
        self.state = CommandState.PENDING
        self.code: str | None = None
        self.params: dict[str, str] = {}
        self.provisional = False
        """Whether this desk decided it alone, or kept it over a restart: a refusal must be cleared."""
        self.decided = False
        """Whether this desk has tried to decide it while the server was lost."""
        self.given = 0
        """The provisional number that its incident was given here; 0 = none."""
        self.accepted_at: int | None = None
        """The seq at which the server has it: done once the picture is there."""
        self._listeners: list[Callable[[PendingCommand], None]] = []
        self._waiting: list[asyncio.Future[None]] = []

    @property
    def id(self) -> UUID:
        """The command's id, minted here."""
        return self.do.id

    @property
    def command(self) -> OperatorCommand:
        """What was asked."""
        return self.do.command

    @property
    def subjects(self) -> tuple[UUID, ...]:
        """The call, incident, unit and alert that it is about."""
        named = (getattr(self.command, field, None) for field in ("call", "incident", "unit", "alert"))
        return tuple(key for key in named if isinstance(key, UUID))

    @property
    def done(self) -> bool:
        """Whether it was accepted, refused or found in conflict: no more will happen to it."""
        return self.state not in (CommandState.PENDING, CommandState.PROVISIONAL)

    def subscribe(self, listener: Callable[["PendingCommand"], None]) -> Callable[[], None]:
        """Have `listener` told of every change; returns what ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    async def settled(self) -> "PendingCommand":
        """Wait until it is done, however long the server is away."""
        if not self.done:
            waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append(waiting)
            await waiting
        return self

    def move(
        self, state: CommandState, code: str | None = None, params: dict[str, str] | None = None
    ) -> None:
        """Change its state and tell those who wait: for `Commands` alone."""
        self.state, self.code, self.params = state, code, params or {}
        for listener in tuple(self._listeners):
            listener(self)
        if self.done:
            for waiting in self._waiting:
                if not waiting.done():
                    waiting.set_result(None)
            self._waiting.clear()
