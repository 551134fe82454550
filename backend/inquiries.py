"""Who answers what desks ask: one handler for each kind of inquiry."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from backend.accounts import Seat
from backend.database.trouble import DatabaseTrouble
from domain.inquiry import Inquiry, Reply
from domain.refusal import Refused
from domain.wire import Answer, Ask

log = logging.getLogger(__name__)

Asked = TypeVar("Asked", bound=Inquiry)
Handler = Callable[[Seat, Asked], Awaitable[Reply]]
"""Answers, or raises `Refused`; a `DatabaseTrouble` becomes its code."""


class Inquiries:
    """The table of handlers."""

    def __init__(self) -> None:
        self._handlers: dict[type[Inquiry], Handler[Any]] = {}

    def answers(self, kind: type[Asked], handler: Handler[Asked]) -> None:
        """Have `handler` answer inquiries of this kind; one kind has one handler."""
        if kind in self._handlers:
            raise ValueError(f"{kind.__name__} is answered already")
        self._handlers[kind] = handler

    async def answer(self, seat: Seat, ask: Ask) -> Answer:
        """Return the answer; a kind that nobody answers is `inquiry.unknown`."""
        handler = self._handlers.get(type(ask.inquiry))
        if handler is None:
            return Answer(ask=ask.ask, code="inquiry.unknown")
        try:
            return Answer(ask=ask.ask, reply=await handler(seat, ask.inquiry))  # type: ignore[arg-type]
        except Refused as refused:
            return Answer(ask=ask.ask, code=refused.code, params=refused.params)
        except DatabaseTrouble as trouble:
            return Answer(ask=ask.ask, code=trouble.code)
        except Exception:
            # One question that cannot be answered must not cost the desk its line.
            log.exception("an inquiry failed: %s", type(ask.inquiry).__name__)
            return Answer(ask=ask.ask, code="server.error")
