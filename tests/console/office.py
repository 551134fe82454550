"""An office of the administration without a server: inquiries that a test answers, and what was said."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any
from uuid import uuid4

import msgspec

from console.administration.asking import Asker
from console.administration.register import Office
from domain.administered import Deed, Register
from domain.administration import (
    FieldChange,
    Proposal,
    ProposalState,
)
from domain.clock import HOUR, ManualClock
from domain.ids import IdMint
from domain.refusal import Refused
from widgets.look import Look

NOW = 1_795_439_646_000_000


class Server:
    """Answers inquiries by their type; what was asked is kept."""

    def __init__(self) -> None:
        self.asked: list[Any] = []
        self.answers: dict[type, Callable[[Any], Any]] = {}

    async def ask(self, inquiry: Any) -> Any:
        """Answer at once, or refuse."""
        self.asked.append(inquiry)
        answer = self.answers[type(inquiry)](inquiry)
        if isinstance(answer, Refused):
            raise answer
        return answer

    def of(self, kind: type) -> list[Any]:
        """What was asked of one kind."""
        return [one for one in self.asked if isinstance(one, kind)]


class AtOnce:
    """A nursery that runs a story to its end at once: nothing in it waits."""

    def start(self, work: Coroutine[Any, Any, Any], name: str = "") -> None:
        """Run it."""
        try:
            work.send(None)
        except StopIteration:
            return
        raise AssertionError(f"{name} waits")


class Bench:
    """An office with a server, and what was said to the person."""

    def __init__(self) -> None:
        self.server = Server()
        self.clock = ManualClock(NOW)
        self.look = Look()
        self.said: list[str] = []
        self.wrong: list[str] = []
        self.secrets: list[str] = []
        self.hindrance = ""
        self.office = Office(
            asker=Asker(self.server.ask, AtOnce()),
            look=self.look,
            clock=self.clock,
            mint=IdMint(self.clock, lambda n: bytes(n)),
            now=lambda: NOW,
            rooms=lambda: (("911", "Sala 911"), ("video", "Sala de video")),
            say=lambda title, detail: self.said.append(title),
            say_wrong=self.wrong.append,
            asked=lambda: None,
            secret=lambda title, secret: self.secrets.append(secret),
        )


def proposal(**more: Any) -> Proposal:
    made = Proposal(
        id=uuid4(),
        register=Register.ACCOUNTS,
        deed=Deed.CREATE,
        title="mduarte",
        changes=(
            FieldChange(field="name", after="Marina Duarte"),
            FieldChange(field="role", after="analyst"),
        ),
        reason="alta pedida por la jefatura",
        state=ProposalState.WAITING,
        by="sarrieta",
        by_name="Silvia Arrieta",
        at=NOW - HOUR,
        expires_at=NOW + HOUR,
        badge="3307",
    )
    return msgspec.structs.replace(made, **more)
