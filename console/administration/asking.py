"""Questions to the server from a slot: one task each; an overtaken answer is dropped."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Protocol, TypeVar

from domain.inquiry import Inquiry, Reply
from domain.refusal import Refused

R = TypeVar("R", bound=Reply)

Ask = Callable[[Any], Awaitable[Any]]
"""`client.ask`: an inquiry for its reply; raises `Refused`."""


class Starts(Protocol):
    """What holds the console's tasks."""

    def start(self, work: Coroutine[Any, Any, Any], name: str = "") -> object:
        """Run a coroutine to its end."""
        ...


class Asker:
    """Asks, and calls back in the console's loop."""

    def __init__(self, ask: Ask, nursery: Starts) -> None:
        self._ask = ask
        self._nursery = nursery
        self._latest: dict[str, int] = {}
        self.closed = False

    def ask(
        self,
        inquiry: Inquiry,
        kind: type[R],
        then: Callable[[R], None],
        refused: Callable[[Refused], None],
        about: str = "",
    ) -> None:
        """Ask, then call `then` with the reply or `refused` with why.

        Of several questions `about` the same only the last one's answer counts.
        """
        number = self._latest[about] = self._latest.get(about, 0) + 1

        async def story() -> None:
            try:
                reply = await self._ask(inquiry)
            except Refused as wrong:
                if not self._overtaken(about, number):
                    refused(wrong)
                return
            if not self._overtaken(about, number):
                assert isinstance(reply, kind), f"{type(inquiry).__name__}: {type(reply).__name__}"
                then(reply)

        self._nursery.start(story(), f"ask {type(inquiry).__name__}")

    def forget(self, about: str) -> None:
        """No answer about this counts any more."""
        self._latest[about] = self._latest.get(about, 0) + 1

    def _overtaken(self, about: str, number: int) -> bool:
        return self.closed or (bool(about) and self._latest[about] != number)
