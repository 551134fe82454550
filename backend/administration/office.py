"""Answers what people ask of the registers: searches, entries, the matrix, changes and their signatures."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Mapping
from typing import Protocol
from uuid import UUID

from msgspec.structs import replace

from backend.accounts import Seat
from backend.administration.asking import Asking
from backend.administration.second_person import cells
from backend.administration.signing import Signing
from backend.database.audit import Audit
from backend.database.register_entries import KEPT_IN, key_of, read
from backend.database.register_search import RegisterSearch, Seen
from backend.database.trouble import DatabaseTrouble
from backend.inquiries import Inquiries
from domain.administered import ADMINISTERED_BY, Register
from domain.administration import (
    Changed,
    CheckChange,
    Checked,
    Entry,
    ListProposals,
    Matrix,
    OpenSession,
    Proposals,
    ReadEntry,
    ReadMatrix,
    RegisterPage,
    RejectProposal,
    RequestChange,
    SearchRegister,
    SignProposal,
)
from domain.clock import Clock
from domain.people import Actor, Role
from domain.refusal import Refused
from domain.register_rows import AccountRow, AnyRow, CellRow, WorkstationRow
from domain.roles import Action, permits

log = logging.getLogger(__name__)

LAPSE_S = 1.0
"""How often changes that have waited too long, and accounts whose time is up, are looked for."""


class House(Protocol):
    """What the office needs to know of the room that runs, and may have it do."""

    def cameras_seen(self) -> Seen:
        """Return how the relay sees each camera."""
        ...

    def lines_open(self) -> frozenset[bytes]:
        """Return the digests of the sessions whose line is open."""
        ...

    def seated(self) -> Mapping[str, str]:
        """Return who sits at each workstation."""
        ...

    def conflict(self, actor: Actor) -> None:
        """Somebody sent one id with two bodies: the room is told."""
        ...


class Office:
    """One handler for each inquiry; who may not is refused before any data is touched."""

    def __init__(
        self,
        asking: Asking,
        signing: Signing,
        search: RegisterSearch,
        audit: Audit,
        house: House,
        clock: Clock,
    ) -> None:
        self._asking = asking
        self._signing = signing
        self._search = search
        self._audit = audit
        self._house = house
        self._clock = clock

    def answers(self, inquiries: Inquiries) -> None:
        """Put the handlers into the table."""
        inquiries.answers(SearchRegister, self.search)
        inquiries.answers(ReadMatrix, self.matrix)
        inquiries.answers(ReadEntry, self.entry)
        inquiries.answers(CheckChange, self.check)
        inquiries.answers(RequestChange, self.request)
        inquiries.answers(ListProposals, self.proposals)
        inquiries.answers(SignProposal, self.sign)
        inquiries.answers(RejectProposal, self.reject)

    async def run(self) -> None:
        """Close what lapses, for ever; a database that is away is asked again."""
        while True:
            with contextlib.suppress(DatabaseTrouble):
                await self._signing.lapse()
            await asyncio.sleep(LAPSE_S)

    # ---- reading

    async def search(self, seat: Seat, asked: SearchRegister) -> RegisterPage:
        """Return a page of a register."""
        await self._may_look(seat, f"{asked.register.value} {asked.words}")
        if asked.register is Register.ROLES:
            return await self._cells_page(asked)
        page = await self._search.page(asked, self._house.cameras_seen(), self._clock.now())
        return replace(page, rows=tuple(self._with_who(row) for row in page.rows))

    async def matrix(self, seat: Seat, asked: ReadMatrix) -> Matrix:
        """Return role x action x reach."""
        await self._may_look(seat, Register.ROLES.value)
        return Matrix(cells=tuple(await self._cells()), persons=await self._search.persons())

    async def entry(self, seat: Seat, asked: ReadEntry) -> Entry:
        """Return one entry with its fields, and the changes of it that wait."""
        await self._may_look(seat, f"{asked.register.value} {asked.entry}")
        books = self._asking.books
        async with books.transaction() as connection:
            kept = await read(connection, asked.register, asked.entry)
        row = await self._row(asked.register, asked.entry)
        if kept is None or row is None:
            raise Refused("entry.unknown", register=asked.register.value, entry=asked.entry[:64])
        waiting = await self._signing.waiting_for(seat, asked.register, asked.entry)
        entry = Entry(register=asked.register, row=row, fields=kept.fields, waiting=waiting)
        if not isinstance(row, AccountRow):
            return entry
        open_lines = self._house.lines_open()
        sessions = tuple(
            OpenSession(workstation=desk, expires_at=end, online=digest in open_lines)
            for desk, end, digest in await self._search.sessions(UUID(asked.entry), self._clock.now())
        )
        rights = tuple(cell for cell in await self._cells() if cell.role is row.role)
        return replace(entry, sessions=sessions, rights=rights)

    # ---- changing

    async def check(self, seat: Seat, asked: CheckChange) -> Checked:
        """Return what a change would meet."""
        _may(seat, ADMINISTERED_BY[asked.register])
        return await self._asking.check(seat, asked)

    async def request(self, seat: Seat, asked: RequestChange) -> Changed:
        """Apply a change, or put it before a second person."""
        _may(seat, ADMINISTERED_BY[asked.register])
        try:
            return await self._asking.request(seat, asked)
        except Refused as refused:
            if refused.code == "change.conflict":
                self._house.conflict(seat.actor)
            raise

    async def proposals(self, seat: Seat, asked: ListProposals) -> Proposals:
        """Return changes, newest first; the history of an entry is read like the entry itself."""
        _may(seat, Action.SEE_REGISTERS)
        if asked.entry is not None:
            await self._may_look(seat, f"changes {asked.register or ''} {asked.entry}")
        return await self._signing.listed(seat, asked)

    async def sign(self, seat: Seat, asked: SignProposal) -> Changed:
        """Apply a change that waits, by its second person."""
        _may(seat, Action.SIGN_CHANGES)
        return await self._signing.sign(seat, asked)

    async def reject(self, seat: Seat, asked: RejectProposal) -> Changed:
        """Close a change that waits without applying it."""
        _may(seat, Action.SEE_REGISTERS)
        if seat.operator.role is Role.AUDITOR:
            raise Refused("forbidden", action=Action.SIGN_CHANGES.value)
        return await self._signing.reject(seat, asked)

    # ---- the steps

    async def _may_look(self, seat: Seat, subject: str) -> None:
        """Refuse who may not; what an auditor reads is on record before it is read."""
        _may(seat, Action.SEE_REGISTERS)
        if seat.operator.role is Role.AUDITOR:
            await self._audit.record(seat.actor, "read_register", subject.strip())

    async def _cells(self) -> list[CellRow]:
        return cells(await self._search.cells(), await self._search.waiting_cells())

    async def _cells_page(self, asked: SearchRegister) -> RegisterPage:
        every = await self._cells()
        words = asked.words.lower().split()
        found = [
            cell
            for cell in every
            if (asked.filters.role is None or cell.role is asked.filters.role)
            and (cell.waiting or not asked.filters.waiting)
            and all(word in cell.id for word in words)
        ]
        first = asked.page * asked.size
        return RegisterPage(
            register=asked.register,
            rows=tuple(found[first : first + asked.size]),
            page=asked.page,
            matches=len(found),
            total=len(every),
            counts={"all": len(every)},
        )

    async def _row(self, register: Register, entry: str) -> AnyRow | None:
        if register is Register.ROLES:
            return next((cell for cell in await self._cells() if cell.id == entry), None)
        key = key_of(register, entry) if register in KEPT_IN else None
        if key is None:
            return None
        row = await self._search.row(register, key, self._house.cameras_seen(), self._clock.now())
        return self._with_who(row) if row is not None else None

    def _with_who(self, row: AnyRow) -> AnyRow:
        if isinstance(row, WorkstationRow):
            return replace(row, user=self._house.seated().get(row.id))
        return row


def _may(seat: Seat, action: Action) -> None:
    """Raise `Refused` forbidden unless the role has to do with this; exercise rooms have no registers."""
    actor = seat.actor
    if not permits(actor, action, actor.room, None, exercise=False):
        raise Refused("forbidden", action=action.value)
