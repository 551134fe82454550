"""What a desk's line needs of the backend around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from backend.accounts import Seat
from backend.hub import Hub
from backend.position_feed import PositionFeed
from backend.reception import Prover
from domain.clock import Clock
from domain.people import Actor
from domain.wire import Answer, Ask, AskTicket, Do, Hello, Login, Outcome, Ticket

if TYPE_CHECKING:
    from backend.desk_line import DeskLine


class Room(Protocol):
    """What a line needs of the backend around it."""

    clock: Clock
    hub: Hub
    feed: PositionFeed
    lines: set[DeskLine]
    anew: set[bytes]

    async def authenticate(self, who: Login | Hello, address: str, prove: Prover) -> Seat:
        """Return the seat or raise `Refused`."""
        ...

    async def execute(self, actor: Actor, do: Do) -> Outcome:
        """Give a command to the writer and return its answer."""
        ...

    async def ticket(self, seat: Seat, ask: AskTicket, host: str | None) -> Ticket:
        """Return where a camera can be seen, on the host that the desk dialled."""
        ...

    async def answer(self, seat: Seat, ask: Ask) -> Answer:
        """Answer an inquiry."""
        ...

    async def logout(self, seat: Seat) -> None:
        """End the session."""
        ...

    async def forbade(self, actor: Actor) -> None:
        """Count what a person may not do, and tell the room of who keeps trying."""
        ...
