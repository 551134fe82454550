"""The registers' books: a change, what it does and its record are written in one transaction."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence

import psycopg

from backend.accounts import Seat
from backend.administration.checks import against_others, may_go, somebody_is_left
from backend.administration.deeds import Deeds, Minted
from backend.administration.second_person import Person, effect_of
from backend.database import register_entries as entries
from backend.database.audit import append, line_of
from backend.database.link import Connection, Link, broke, in_our_words
from backend.database.register_entries import Kept
from backend.streams.gate import Network
from domain.administered import Deed, Register, Value
from domain.administration import Changed, Effect, Finding, Proposal
from domain.clock import Clock
from domain.people import Actor
from domain.purpose import Purpose
from domain.refusal import Refused

Felt = Callable[[Proposal, Mapping[str, Value]], Effect]
"""Has what runs take up an applied change, and says when it is felt; the fields are what stood before."""


class Books:
    """A connection of its own. Changes are few, and each is decided on what is true at that moment."""

    def __init__(
        self, dsn: str, clock: Clock, deeds: Deeds, networks: Sequence[Network], felt: Felt | None = None
    ) -> None:
        self._link = Link(dsn)
        self.clock = clock
        self.deeds = deeds
        self.networks = networks
        self._felt = felt
        self._turn = asyncio.Lock()

    async def close(self) -> None:
        """Close the connection."""
        await self._link.drop()

    @contextlib.asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        """Everything in it is written, or nothing. Raises DatabaseTrouble, and `Refused` entry.taken."""
        async with self._turn:
            try:
                connection = await self._link.get()
                async with connection.transaction():
                    yield connection
            except psycopg.errors.UniqueViolation as error:
                raise Refused("entry.taken", field=error.diag.constraint_name or "id") from None
            except psycopg.errors.ForeignKeyViolation as error:
                raise Refused("entry.in_use", by=error.diag.table_name or "entry", count=1) from None
            except psycopg.Error as error:
                if broke(error):
                    await self._link.drop()
                raise in_our_words(error) from error

    async def person(self, connection: Connection, seat: Seat) -> Person:
        """Return who sits there, as the account says now. Raises `Refused` login.disabled."""
        cursor = await connection.execute(
            "select login, name, badge, shift from account where id = %s and not disabled and not removed",
            [seat.operator.id],
        )
        row = await cursor.fetchone()
        if row is None:
            raise Refused("login.disabled")
        login, name, badge, shift = row
        return Person(
            id=seat.operator.id,
            login=login,
            name=name,
            badge=badge,
            shift=shift,
            workstation=seat.workstation.id,
            actor=seat.actor,
        )

    async def kept(self, connection: Connection, register: Register, entry: str | None) -> Kept:
        """Return an entry, locked until the commit. Raises `Refused` entry.unknown, entry.removed."""
        kept = await entries.read(connection, register, entry, lock=True) if entry is not None else None
        if kept is None:
            raise Refused("entry.unknown", register=register.value, entry=(entry or "")[:64])
        if kept.removed:
            raise Refused("entry.removed")
        return kept

    async def sound(
        self,
        connection: Connection,
        register: Register,
        deed: Deed,
        entry: str | None,
        kept: Kept | None,
        fields: Mapping[str, Value],
    ) -> None:
        """Raise `Refused` with the first thing that only the database knows against a change."""
        refuse_first(await against_others(connection, register, deed, entry, kept, fields, self.networks))
        if entry is None or kept is None:
            return
        if deed is Deed.REMOVE:
            await may_go(connection, register, entry, self.clock.now())
        if register is Register.ACCOUNTS:
            await somebody_is_left(connection, deed, entry, kept, fields)

    async def apply(
        self,
        connection: Connection,
        proposal: Proposal,
        fields: Mapping[str, Value],
        kept: Kept | None,
        secret: Minted | None,
    ) -> str:
        """Write a change into its register; return the entry's id."""
        before = kept.fields if kept is not None else {}
        return await self.deeds.apply(
            connection, proposal.register, proposal.deed, proposal.entry, fields, before, secret
        )

    async def record(
        self, connection: Connection, actor: Actor, action: str, proposal: Proposal, note: str = ""
    ) -> None:
        """Write a record of the audit in the same transaction: what, from what to what, and why."""
        changes = "; ".join(
            f"{change.field}: {_said(change.before)} -> {_said(change.after)}" for change in proposal.changes
        )
        what = f"{proposal.register.value} {proposal.title} {proposal.deed.value}"
        subject = f"{what} [{proposal.id}] {changes}"
        why = Purpose(case="", reason=note or proposal.reason)
        await append(connection, line_of(self.clock.now(), actor, action, subject.rstrip(), why))

    def changed(
        self, proposal: Proposal, secret: Minted | None, before: Mapping[str, Value] | None = None
    ) -> Changed:
        """Return the answer to an applied change, once it is committed; `before` None: it was before."""
        names = [change.field for change in proposal.changes]
        effect = effect_of(proposal.register, proposal.deed, names)
        if self._felt is not None and before is not None:
            effect = self._felt(proposal, before)
        return Changed(proposal=proposal, effect=effect, secret=secret.told if secret is not None else None)


def refuse_first(found: Sequence[Finding]) -> None:
    """Raise `Refused` with the first finding that is more than a warning."""
    for finding in found:
        if not finding.warning:
            raise Refused(finding.code, field=finding.field, **finding.params)


def _said(value: Value) -> str:
    if isinstance(value, tuple):
        return ",".join(value) or "-"
    return "-" if value is None else str(value)
