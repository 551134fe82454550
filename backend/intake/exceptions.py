"""The exceptions list: what sources said that could not be taken, grouped so that a flood is one line."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Protocol

from msgspec.structs import replace

from backend.accounts import Seat
from backend.database.trouble import DatabaseTrouble
from backend.inquiries import Inquiries
from domain.clock import Clock, Micros
from domain.exceptions_list import MOST_GROUPS, AskExceptions, ExceptionGroup, ExceptionList, SeeException
from domain.refusal import Refused
from domain.roles import Action, may

OTHERS = "others"
FLUSH_S = 1.0
LONGEST_DETAIL = 240


class Store(Protocol):
    """Where groups are kept over restarts."""

    async def all(self) -> list[ExceptionGroup]:
        """Return what is kept."""
        ...

    async def keep(self, group: ExceptionGroup) -> None:
        """Keep one group as it is now."""
        ...


class Exceptions:
    """Groups in memory; what changed is written once a second, so that a flood costs one row a group."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._groups: dict[tuple[str, str], ExceptionGroup] = {}
        self._dirty: set[tuple[str, str]] = set()

    def note(self, kind: str, source: str, detail: str, at: Micros, *, grave: bool = False) -> None:
        """Count one bad input. `kind` is a code (sip.bad, pidf.bad ...), `detail` one line without secrets.

        `grave`: a call suffered from it.
        """
        source = _line(source)[:LONGEST_DETAIL] or OTHERS
        key = (kind, source)
        if key not in self._groups and len(self._groups) >= MOST_GROUPS:
            key = (kind, OTHERS)
        known = self._groups.get(key)
        if known is None:
            group = ExceptionGroup(kind=kind, source=key[1], count=1, first_at=at, last_at=at, grave=grave)
        else:
            # Seen and quiet, then loud again: it counts as unseen, from now.
            anew = known.seen_at is not None
            group = replace(
                known, count=known.count + 1, last_at=max(at, known.last_at), grave=grave or known.grave,
                first_at=at if anew else known.first_at, seen_at=None, seen_by="",
            )  # fmt: skip
        self._groups[key] = replace(group, detail=_line(detail)[:LONGEST_DETAIL])
        self._dirty.add(key)

    def listed(self) -> tuple[ExceptionGroup, ...]:
        """Return the groups: unseen before seen, each by its first time; a new one never moves the top."""
        return tuple(
            sorted(self._groups.values(), key=lambda g: (g.seen_at is not None, g.first_at, g.kind, g.source))
        )

    async def open(self) -> None:
        """Read what was kept. Raises `DatabaseTrouble`."""
        for group in await self._store.all():
            self._groups.setdefault((group.kind, group.source), group)

    async def run(self) -> None:
        """Write what changed, once a second, for ever; what cannot be written now is written later."""
        while True:
            await asyncio.sleep(FLUSH_S)
            with contextlib.suppress(DatabaseTrouble):
                await self.flush()

    async def flush(self) -> None:
        """Write what changed. Raises `DatabaseTrouble`; what was not written stays marked."""
        for key in tuple(self._dirty):
            group = self._groups[key]
            await self._store.keep(group)
            if self._groups[key] is group:
                self._dirty.discard(key)

    # ---- what desks ask

    def answers(self, table: Inquiries) -> None:
        """Take a place in the table of handlers."""
        table.answers(AskExceptions, self._ask)
        table.answers(SeeException, self._see)

    async def _ask(self, seat: Seat, asked: AskExceptions) -> ExceptionList:
        _allowed(seat)
        return ExceptionList(groups=self.listed())

    async def _see(self, seat: Seat, asked: SeeException) -> ExceptionList:
        _allowed(seat)
        key = (asked.kind, asked.source)
        group = self._groups.get(key)
        if group is None:
            raise Refused("exception.unknown")
        self._groups[key] = replace(group, seen_at=self._clock.now(), seen_by=seat.operator.name)
        self._dirty.add(key)
        return ExceptionList(groups=self.listed())


def _allowed(seat: Seat) -> None:
    """For whoever answers for the room's health, and whoever looks after its sources."""
    wanted = (Action.SEE_ROOM_HEALTH, Action.ADMINISTER_DEVICES)
    if not any(may(seat.operator, action) for action in wanted):
        raise Refused("forbidden", action=wanted[0].value)


def _line(text: str) -> str:
    """One line, nothing that a terminal or a log would act upon."""
    return " ".join("".join(c if c.isprintable() else " " for c in text[:1000]).split())
