"""Somebody asks for a change: judged, then applied at once or put before a second person."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from msgspec.structs import replace

from backend.accounts import Seat
from backend.administration.books import Books, refuse_first
from backend.administration.checks import against_others
from backend.administration.second_person import Person, reaches, scope_of
from backend.database import change_requests as requests
from backend.database import register_entries as entries
from backend.database.change_requests import Request
from backend.database.link import Connection
from backend.database.register_entries import Kept
from domain.administered import (
    ADMINISTERED_BY,
    DEEDS,
    PROPOSAL_LASTS,
    Deed,
    Register,
    Value,
    field_of,
    takes_two,
)
from domain.administered_check import cleaned, findings, of_reason
from domain.administration import (
    Changed,
    CheckChange,
    Checked,
    FieldChange,
    Proposal,
    ProposalState,
    RequestChange,
)
from domain.clock import Micros
from domain.refusal import Refused
from domain.wire import canonical

MINTED = 7
"""The version of UUID that desks mint."""
SECRET = "set"
"""What is told and kept of a secret that was given."""


class Asking:
    """Answers RequestChange and CheckChange."""

    def __init__(self, books: Books) -> None:
        self.books = books

    async def check(self, seat: Seat, asked: CheckChange) -> Checked:
        """Return what a change would meet."""
        books = self.books
        fields = cleaned(asked.register, asked.fields)
        found = findings(asked.register, asked.deed, fields, books.clock.now())
        wrong = {finding.field for finding in found}
        sound = {name: value for name, value in fields.items() if name not in wrong}
        async with books.transaction() as connection:
            kept = await entries.read(connection, asked.register, asked.entry) if asked.entry else None
            found += await against_others(
                connection, asked.register, asked.deed, asked.entry, kept, sound, books.networks
            )
        differing = _differing(asked.register, kept, fields) if asked.deed is Deed.CHANGE else fields
        return Checked(findings=tuple(found), two=takes_two(asked.register, asked.deed, differing))

    async def request(self, seat: Seat, asked: RequestChange) -> Changed:
        """Apply a change or put it before a second person. Raises `Refused` as domain.administration says."""
        books, now = self.books, self.books.clock.now()
        if asked.id.version != MINTED:
            raise Refused("change.id")
        if asked.deed not in DEEDS[asked.register]:
            raise Refused("change.deed", register=asked.register.value, deed=asked.deed.value)
        digest = hashlib.sha256(seat.operator.id.bytes + canonical(asked)).digest()
        fields = cleaned(asked.register, asked.fields)
        async with books.transaction() as connection:
            if (known := await requests.find(connection, asked.id)) is not None:
                if known.digest != digest:
                    raise Refused("change.conflict")
                if known.proposal.state is ProposalState.APPLIED:
                    return books.changed(known.proposal, None)
                return Changed(proposal=known.proposal)
            refuse_first(findings(asked.register, asked.deed, fields, now) + of_reason(asked.reason))
            kept = await self._read(connection, asked)
            if asked.deed is Deed.CHANGE:
                fields = _differing(asked.register, kept, fields)
            _permitted(seat, asked, kept, fields)
            await self._decidable(connection, asked, kept, fields)
            person = await books.person(connection, seat)
            proposal = _proposal(asked, person, kept, fields, now)
            if proposal.state is ProposalState.WAITING:
                await requests.keep(connection, Request(proposal=proposal, proposer=person.id, digest=digest))
                await books.record(connection, seat.actor, "change_proposed", proposal)
                return Changed(proposal=proposal)
            before = kept.fields if kept is not None else {}
            secret = await books.deeds.secret_for(asked.register, asked.deed, {**before, **fields})
            entry = await books.apply(connection, proposal, fields, kept, secret)
            proposal = replace(proposal, entry=entry)
            await requests.keep(connection, Request(proposal=proposal, proposer=person.id, digest=digest))
            await books.record(connection, seat.actor, "change_applied", proposal)
        return books.changed(proposal, secret, before)

    async def _read(self, connection: Connection, asked: RequestChange) -> Kept | None:
        if asked.deed is Deed.CREATE:
            if asked.entry is not None:
                raise Refused("entry.taken", field="entry", value=asked.entry[:64])
            return None
        kept = await self.books.kept(connection, asked.register, asked.entry)
        if kept.version != asked.version:
            raise Refused("change.stale", version=kept.version)
        return kept

    async def _decidable(
        self, connection: Connection, asked: RequestChange, kept: Kept | None, fields: Mapping[str, Value]
    ) -> None:
        """Raise `Refused` when a sound wish cannot become a change now."""
        if asked.deed is Deed.CHANGE and not fields:
            raise Refused("change.nothing")
        if asked.entry is not None:
            other = await requests.waiting_for(connection, asked.register, asked.entry)
            if other is not None:
                raise Refused("change.waiting", proposal=str(other))
        if takes_two(asked.register, asked.deed, dict(fields)):
            for name in fields:
                if (field := field_of(asked.register, name)) is not None and field.secret:
                    raise Refused("change.apart", field=name)
        await self.books.sound(connection, asked.register, asked.deed, asked.entry, kept, fields)


def _permitted(seat: Seat, asked: RequestChange, kept: Kept | None, fields: Mapping[str, Value]) -> None:
    """Raise `Refused`: nobody changes his own account, nor what is beyond his reach."""
    own = asked.register is Register.ACCOUNTS and asked.entry == str(seat.operator.id)
    before = kept.fields if kept is not None else {}
    if own or (
        asked.register is Register.AUTHORITIES
        and seat.operator.user in (before.get("account"), fields.get("account"))
    ):
        raise Refused("change.own_account")
    action = ADMINISTERED_BY[asked.register]
    rooms, whole = scope_of(asked.register, before, {**before, **fields})
    if not reaches(seat.actor, action, rooms, whole):
        raise Refused("forbidden", action=action.value)


def _differing(register: Register, kept: Kept | None, fields: Mapping[str, Value]) -> dict[str, Value]:
    """Return the fields that would change something; a secret always does."""
    found: dict[str, Value] = {}
    for name, value in fields.items():
        field = field_of(register, name)
        secret = field is not None and field.secret
        if kept is None or secret or kept.fields.get(name) != value:
            found[name] = value
    return found


def _proposal(
    asked: RequestChange, person: Person, kept: Kept | None, fields: Mapping[str, Value], now: Micros
) -> Proposal:
    two = takes_two(asked.register, asked.deed, dict(fields))
    return Proposal(
        id=asked.id,
        register=asked.register,
        deed=asked.deed,
        entry=asked.entry,
        version=asked.version,
        title=kept.title if kept is not None else _title(fields),
        changes=_changes(asked, kept, fields),
        reason=asked.reason.strip(),
        by=person.login,
        by_name=person.name,
        badge=person.badge,
        shift=person.shift,
        workstation=person.workstation,
        at=now,
        expires_at=now + PROPOSAL_LASTS if two else now,
        state=ProposalState.WAITING if two else ProposalState.APPLIED,
        closed_at=None if two else now,
    )


def _title(fields: Mapping[str, Value]) -> str:
    named = (fields[name] for name in ("login", "label", "id", "account", "name") if name in fields)
    return str(next(named, ""))


def _changes(asked: RequestChange, kept: Kept | None, fields: Mapping[str, Value]) -> tuple[FieldChange, ...]:
    before = kept.fields if kept is not None else {}
    if asked.deed is Deed.REMOVE:
        return tuple(
            FieldChange(field=name, before=value) for name, value in before.items() if value is not None
        )
    if asked.deed is Deed.REISSUE:
        return (FieldChange(field="secret", before=SECRET, after=SECRET),)
    found = []
    for name, value in fields.items():
        field = field_of(asked.register, name)
        secret = field is not None and field.secret
        after = (SECRET if value else "") if secret else value
        found.append(FieldChange(field=name, before=before.get(name), after=after))
    return tuple(found)
