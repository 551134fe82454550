"""The second person: signs with the password, or rejects; what waits too long lapses."""

from __future__ import annotations

from uuid import UUID

from msgspec.structs import replace

from backend.accounts import Accounts, Seat
from backend.administration.books import Books, refuse_first
from backend.administration.second_person import Person, barred
from backend.database import change_requests as requests
from backend.database.audit import append, line_of
from backend.database.change_requests import Request
from backend.database.link import Connection
from domain.administered import Deed, Register, Value
from domain.administered_check import of_reason
from domain.administration import (
    Changed,
    ListProposals,
    Proposal,
    Proposals,
    ProposalState,
    RejectProposal,
    SignProposal,
)
from domain.people import Actor
from domain.refusal import Refused

SYSTEM = Actor(name="system", room="911")


class Signing:
    """Answers ListProposals, SignProposal and RejectProposal."""

    def __init__(self, books: Books, accounts: Accounts) -> None:
        self._books = books
        self._accounts = accounts

    async def listed(self, seat: Seat, asked: ListProposals) -> Proposals:
        """Return a page of changes, each with why this person cannot sign it."""
        async with self._books.transaction() as connection:
            await self._lapse(connection)
            person = await self._books.person(connection, seat)
            found, matches = await requests.listed(connection, asked)
            waiting = await requests.waiting(connection)
        return Proposals(
            items=tuple(_for(one, person) for one in found),
            matches=matches,
            waiting=len(waiting),
            yours=sum(barred(one.proposal, one.proposer, one.standing, person) is None for one in waiting),
        )

    async def waiting_for(self, seat: Seat, register: Register, entry: str) -> tuple[Proposal, ...]:
        """Return the changes of an entry that wait."""
        return (await self.listed(seat, ListProposals(register=register, entry=entry))).items

    async def sign(self, seat: Seat, asked: SignProposal) -> Changed:
        """Apply a change that waits. Raises `Refused` as domain.administration says."""
        request, person = await self._open(seat, asked.proposal)
        proposal = request.proposal
        if proposal.state is ProposalState.APPLIED and proposal.second == person.login:
            return self._books.changed(proposal, None)
        await self._must_be_second(seat, request, person)
        await self._confirm(seat, proposal, asked.password)
        fields = _fields(proposal)
        secret = await self._books.deeds.secret_for(proposal.register, proposal.deed, fields)
        async with self._books.transaction() as connection:
            proposal = await self._locked(connection, request)
            kept = None
            if proposal.entry is not None:
                kept = await self._books.kept(connection, proposal.register, proposal.entry)
                if kept.version != proposal.version:
                    raise Refused("sign.stale", version=kept.version)
            await self._books.sound(
                connection, proposal.register, proposal.deed, proposal.entry, kept, fields
            )
            # As the account is at this moment: disabled since the password was checked is disabled.
            person = await self._books.person(connection, seat)
            entry = await self._books.apply(connection, proposal, fields, kept, secret)
            proposal = self._closed(replace(proposal, entry=entry), person, ProposalState.APPLIED)
            await requests.close(connection, proposal)
            await self._books.record(connection, seat.actor, "change_signed", proposal)
        return self._books.changed(proposal, secret, kept.fields if kept is not None else {})

    async def reject(self, seat: Seat, asked: RejectProposal) -> Changed:
        """Close a change that waits without applying it; its own author takes it back."""
        refuse_first(of_reason(asked.reason))
        request, person = await self._open(seat, asked.proposal)
        if request.proposer != person.id:
            await self._must_be_second(seat, request, person)
        async with self._books.transaction() as connection:
            waits = await self._locked(connection, request)
            proposal = self._closed(waits, person, ProposalState.REJECTED, asked.reason.strip())
            await requests.close(connection, proposal)
            await self._books.record(connection, seat.actor, "change_rejected", proposal, proposal.note)
        return Changed(proposal=proposal)

    async def lapse(self) -> None:
        """Close what has waited too long, and disable accounts whose time is up."""
        now = self._books.clock.now()
        async with self._books.transaction() as connection:
            await self._lapse(connection)
            cursor = await connection.execute(
                "update account set disabled = true, version = version + 1"
                " where expires_at <= moment(%s) and not disabled returning login",
                [now],
            )
            for (login,) in await cursor.fetchall():
                await append(connection, line_of(now, SYSTEM, "account_expired", login, None))

    # ---- the steps

    async def _open(self, seat: Seat, key: UUID) -> tuple[Request, Person]:
        async with self._books.transaction() as connection:
            await self._lapse(connection)
            request = await requests.find(connection, key)
            if request is None:
                raise Refused("proposal.unknown")
            return request, await self._books.person(connection, seat)

    async def _must_be_second(self, seat: Seat, request: Request, person: Person) -> None:
        """Raise `Refused` unless this person may close a change that waits; the attempt is on record."""
        _must_wait(request.proposal)
        code = barred(request.proposal, request.proposer, request.standing, person)
        if code is None:
            return
        await self._refused(seat, request.proposal, code)
        raise Refused(code, shift=person.shift) if code == "sign.same_shift" else Refused(code)

    async def _confirm(self, seat: Seat, proposal: Proposal, password: str) -> None:
        try:
            await self._accounts.confirm(seat, password)
        except Refused as wrong:
            await self._refused(seat, proposal, wrong.code)
            if wrong.code == "login.wrong":
                raise Refused("sign.password", **wrong.params) from None
            raise

    async def _refused(self, seat: Seat, proposal: Proposal, code: str) -> None:
        async with self._books.transaction() as connection:
            await self._books.record(connection, seat.actor, "sign_refused", proposal, code)

    async def _locked(self, connection: Connection, request: Request) -> Proposal:
        """Return the change, locked. Raises `Refused` when it does not wait, or its author is gone."""
        found = await requests.find(connection, request.proposal.id, lock=True)
        assert found is not None, "changes are never deleted"
        _must_wait(found.proposal)
        if found.proposal.expires_at <= self._books.clock.now():
            raise Refused("proposal.expired")
        cursor = await connection.execute(
            "select 1 from account where id = %s and not disabled and not removed", [found.proposer]
        )
        if await cursor.fetchone() is None:
            raise Refused("sign.proposer_gone")
        return found.proposal

    def _closed(self, proposal: Proposal, who: Person, state: ProposalState, note: str = "") -> Proposal:
        return replace(
            proposal,
            state=state,
            second=who.login,
            second_name=who.name,
            closed_at=self._books.clock.now(),
            note=note,
        )

    async def _lapse(self, connection: Connection) -> None:
        now = self._books.clock.now()
        for request in await requests.lapsed(connection, now):
            closed = replace(request.proposal, state=ProposalState.EXPIRED, closed_at=now)
            await requests.close(connection, closed)
            await self._books.record(connection, SYSTEM, "change_expired", closed)


def _fields(proposal: Proposal) -> dict[str, Value]:
    """Return the fields that a signed change writes."""
    if proposal.deed in (Deed.REMOVE, Deed.REISSUE):
        return {}
    return {change.field: change.after for change in proposal.changes}


def _must_wait(proposal: Proposal) -> None:
    if proposal.state is ProposalState.EXPIRED:
        raise Refused("proposal.expired")
    if proposal.state is not ProposalState.WAITING:
        raise Refused("proposal.closed", state=proposal.state.value)


def _for(request: Request, person: Person) -> Proposal:
    if request.proposal.state is not ProposalState.WAITING:
        return request.proposal
    return replace(
        request.proposal, barred=barred(request.proposal, request.proposer, request.standing, person)
    )
