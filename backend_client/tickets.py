"""Asking where a camera can be seen."""

import asyncio
from collections.abc import Callable
from uuid import UUID

from backend_client.failure import NO_ANSWER, SILENT
from domain.wire import AskTicket, Message, Ticket

ANSWER_S = 3.0


class Tickets:
    """Matches answers to questions by the desk's own mark."""

    def __init__(self, transmit: Callable[[Message], bool]) -> None:
        self._transmit = transmit
        self._asks = 0
        self._waiting: dict[int, asyncio.Future[Ticket]] = {}

    async def ask(self, camera: UUID) -> Ticket:
        """Return the ticket; its `code` says why there is none (link.*, or the server's)."""
        self._asks += 1
        mark = self._asks
        answer: asyncio.Future[Ticket] = asyncio.get_running_loop().create_future()
        self._waiting[mark] = answer
        try:
            if not self._transmit(AskTicket(ask=mark, camera=camera)):
                return Ticket(ask=mark, camera=camera, code=SILENT)
            return await asyncio.wait_for(answer, ANSWER_S)
        except TimeoutError:
            return Ticket(ask=mark, camera=camera, code=NO_ANSWER)
        finally:
            del self._waiting[mark]

    def take(self, ticket: Ticket) -> None:
        """An answer came."""
        waiting = self._waiting.get(ticket.ask)
        if waiting is not None and not waiting.done():
            waiting.set_result(ticket)
