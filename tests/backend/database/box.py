"""The smallest thing that can be written through the group commit: a box with a sum in it."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from backend.database.entries import Entry, NewEvent, Outcome, Upsert, Verdict
from backend.database.group_commit import GroupCommit
from backend.database.trouble import DatabaseUnavailable, DiskFull
from tests.backend.database.logbook import NOON


@dataclass(frozen=True)
class Ask:
    """Put ``amount`` into the box; a negative amount is refused, ``boom`` is a bug in the rules."""

    amount: int
    command: UUID = field(default_factory=uuid4)
    text: str = ""

    @property
    def raw(self) -> bytes:
        return f'{{"amount":{self.amount},"text":"{self.text}"}}'.encode()

    @property
    def digest(self) -> bytes:
        return hashlib.sha256(self.raw).digest()


class Box:
    """The smallest state worth the name: a sum, staged and kept; each event says the sum after it."""

    def __init__(self) -> None:
        self.kept = 0
        self.staged = 0
        self.batches: list[int] = []
        self.told: list[int | None] = []

    def decide(self, ask: Ask) -> Entry:
        self.staged += ask.amount
        if ask.text == "boom":
            raise LookupError("a bug in the rules")
        refused = self.staged < 0
        if refused:
            self.staged -= ask.amount
        body = f'{{"sum":{self.staged},"text":"{ask.text}"}}'.encode()
        return Entry(
            command=ask.command, digest=ask.digest, actor="ana", at=NOON,
            events=() if refused else (NewEvent(kind="put", version=1, body=body),),
            verdict=Verdict.REFUSED if refused else Verdict.DONE, code="box.empty" if refused else "",
        )  # fmt: skip

    def poisoned(self, ask: Ask, reason: str) -> Entry:
        return Entry(
            command=ask.command, digest=ask.digest, actor="ana", at=NOON, verdict=Verdict.POISONED,
            code="command.poison",
        )  # fmt: skip

    def projections(self) -> Sequence[Upsert]:
        return ()

    def keep(self, entries: Sequence[Entry], outcomes: Sequence[Outcome]) -> None:
        self.kept = self.staged
        self.batches.append(len(entries))
        self.told += [outcome.last_seq for outcome in outcomes]

    def drop(self) -> None:
        self.staged = self.kept


async def until_answered(commits: GroupCommit[Ask], ask: Ask) -> Outcome:
    """What a desk does: send the same command again until there is an answer."""
    for _ in range(200):
        try:
            return await commits.submit(ask)
        except DatabaseUnavailable:
            await asyncio.sleep(0.02)
        except DiskFull:
            await asyncio.sleep(0.02)
    raise AssertionError("no answer")
