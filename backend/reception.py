"""How people come in, step away, are relieved and prove who they are; each of it is put on record."""

import logging
from collections.abc import Awaitable, Callable
from uuid import UUID

from msgspec.structs import replace

from backend.accounts import UNKNOWN, Accounts, Known, Seat
from backend.database.audit import Audit
from backend.database.trouble import DatabaseTrouble
from backend.inquiries import Inquiries
from backend.second_factor import SecondFactors
from domain.call import CallState
from domain.commands import AnyCommand, HandOverCall
from domain.ids import IdMint
from domain.lockout import DeskLock, LockDesk, UnlockDesk
from domain.people import Actor
from domain.refusal import Refused
from domain.second_factor import (
    FEATURE,
    AskFactors,
    BeginKey,
    BeginTotp,
    ConfirmKey,
    ConfirmTotp,
    FactorKept,
    Factors,
    KeyOffer,
    RemoveFactor,
    TotpOffer,
)
from domain.wire import Challenge, Hello, Login, Outcome, Prove, Relief
from domain.words import RoomName
from domain.world import World

log = logging.getLogger(__name__)

PROVE_S = 90
"""How long a person has to find their device or touch their key."""
IN_HAND = (CallState.ANSWERED, CallState.ENDED)

Prover = Callable[[Challenge], Awaitable[Prove]]
"""Puts a question to the desk and returns what comes back. Raises `Refused`."""
Submit = Callable[[UUID, AnyCommand, Actor], Awaitable[Outcome]]


class Reception:
    """The door-keeping with its record."""

    def __init__(
        self,
        accounts: Accounts,
        factors: SecondFactors,
        audit: Audit,
        world: World,
        mint: IdMint,
        room: RoomName,
    ) -> None:
        self.accounts = accounts
        self.factors = factors
        self._audit = audit
        self._world = world
        self._mint = mint
        self._room = room
        self.sits_elsewhere: Callable[[Seat], bool] = lambda _: False
        """Whether the person of a seat has an open line at another desk."""
        self.left: Callable[[Seat], None] = lambda _: None
        """Who is told that a session is over."""

    # ---- coming in

    async def admit(self, who: Login | Hello, address: str, prove: Prover, submit: Submit) -> Seat:
        """Return the seat. Raises `Refused` with a code of accounts.py, second_factor.py or the database."""
        try:
            if isinstance(who, Hello):
                return await self.accounts.resume(who.token, address)
            return await self._login(who, address, prove, submit)
        except DatabaseTrouble as trouble:
            raise Refused(trouble.code) from trouble

    async def _login(self, who: Login, address: str, prove: Prover, submit: Submit) -> Seat:
        try:
            relieved = await self._sitting(who)
            known = await self.accounts.knock(who.user, who.password, who.workstation, address)
            await self._prove(known, who, prove)
            seat = await self.accounts.come_in(known)
        except Refused as refused:
            stranger = Actor(name="stranger", room=self._room, workstation=who.workstation)
            await self.witness(stranger, refused.code, await self._name(who.user))
            raise
        if relieved is None or relieved.operator.id == seat.operator.id:
            await self.witness(seat.actor, "login", seat.operator.user)
        if relieved is None:
            return seat
        await self.accounts.logout(relieved)
        self.left(relieved)
        if relieved.operator.id == seat.operator.id:
            return seat
        names = f"{relieved.operator.user} > {seat.operator.user}"
        await self.witness(seat.actor, "shift_change", names)
        return replace(seat, relief=await self._hand_over(relieved, seat, submit))

    async def _sitting(self, who: Login) -> Seat | None:
        """Return whose session a relief ends; None when it is over already, or nobody is relieved."""
        if not who.relieves:
            return None
        try:
            seat = await self.accounts.resume(who.relieves)
        except Refused:
            return None
        if seat.workstation.id != who.workstation:
            raise Refused("login.relief", workstation=seat.workstation.id)
        return seat

    async def _prove(self, known: Known, who: Login, prove: Prover) -> None:
        account = known.account.operator.id
        code, left = None, 0
        while True:
            asked = await self.factors.question(account, PROVE_S)
            if asked is None:
                return
            if FEATURE not in who.features:
                raise Refused("login.second_factor")
            try:
                said = await prove(replace(asked.challenge, code=code, left=left))
                self.accounts.lockout.check(known.attempt)
                await self.factors.judge(account, asked, said)
                return
            except Refused as refused:
                if refused.code not in ("factor.wrong", "factor.used"):
                    raise
                code, left = refused.code, await self.accounts.lockout.wrong(known.attempt)
                self.accounts.lockout.check(known.attempt)
            stranger = Actor(name="stranger", room=self._room, workstation=who.workstation)
            await self.witness(stranger, code, known.account.operator.user)

    async def _hand_over(self, relieved: Seat, seat: Seat, submit: Submit) -> Relief:
        """Give the open calls of who leaves to who comes; what the rules refuse stays where it was."""
        mine = [
            call.id
            for call in self._world.calls.settled()
            if call.answered_by == relieved.operator.id and call.state in IN_HAND
        ]
        handed = 0
        # A call does not say at which desk it was answered: nobody is cut off a caller they talk to there.
        for call in () if self.sits_elsewhere(relieved) else mine:
            command = HandOverCall(call=call, relieved=relieved.operator.id)
            outcome = await submit(self._mint.mint(), command, seat.actor)
            handed += outcome.result == "accepted"
        return Relief(name=relieved.operator.name, handed=handed, left=len(mine) - handed)

    async def _name(self, user: str) -> str:
        try:
            return await self.accounts.known_as(user)
        except DatabaseTrouble:
            return UNKNOWN

    async def witness(self, actor: Actor, action: str, subject: str) -> None:
        """Audit what must not wait for the audit: people come in to take 911 calls."""
        try:
            await self._audit.record(actor, action, subject)
        except DatabaseTrouble as trouble:
            log.error("the audit could not be written (%s): %s by %s", trouble.code, action, actor.name)

    # ---- what people inside ask

    def answers(self, made: Inquiries) -> None:
        """Answer what concerns one's own session and factors."""
        made.answers(LockDesk, self._lock)
        made.answers(UnlockDesk, self._unlock)
        made.answers(AskFactors, self._list)
        made.answers(BeginTotp, self._begin_totp)
        made.answers(ConfirmTotp, self._confirm_totp)
        made.answers(BeginKey, self._begin_key)
        made.answers(ConfirmKey, self._confirm_key)
        made.answers(RemoveFactor, self._remove)

    async def _lock(self, seat: Seat, asked: LockDesk) -> DeskLock:
        await self.witness(seat.actor, "lock_desk", seat.workstation.id)
        return DeskLock(locked=True)

    async def _unlock(self, seat: Seat, asked: UnlockDesk) -> DeskLock:
        await self._confirm(seat, asked.password)
        await self.witness(seat.actor, "unlock_desk", seat.workstation.id)
        return DeskLock(locked=False)

    async def _confirm(self, seat: Seat, password: str) -> None:
        try:
            await self.accounts.confirm(seat, password)
        except Refused as refused:
            await self.witness(seat.actor, refused.code, seat.operator.user)
            raise

    async def _list(self, seat: Seat, asked: AskFactors) -> Factors:
        return await self.factors.of(seat.operator.id)

    async def _begin_totp(self, seat: Seat, asked: BeginTotp) -> TotpOffer:
        await self._confirm(seat, asked.password)
        return await self.factors.begin_totp(seat, asked)

    async def _confirm_totp(self, seat: Seat, asked: ConfirmTotp) -> FactorKept:
        kept = await self.factors.confirm_totp(seat, asked)
        await self.witness(seat.actor, "factor_added", "totp")
        return kept

    async def _begin_key(self, seat: Seat, asked: BeginKey) -> KeyOffer:
        await self._confirm(seat, asked.password)
        return await self.factors.begin_key(seat, asked)

    async def _confirm_key(self, seat: Seat, asked: ConfirmKey) -> FactorKept:
        kept = await self.factors.confirm_key(seat, asked)
        await self.witness(seat.actor, "factor_added", "fido2")
        return kept

    async def _remove(self, seat: Seat, asked: RemoveFactor) -> Factors:
        await self._confirm(seat, asked.password)
        left = await self.factors.remove(seat.operator.id, asked)
        await self.witness(seat.actor, "factor_removed", str(asked.factor))
        return left
