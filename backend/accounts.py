"""Who may come in: passwords (argon2id, in a thread), opaque session tokens, lockout.

A token is 256 random bits; the database holds only its SHA-256, so that a copy of the database lets nobody
in and a desk can come back after the backend was restarted.
"""

import asyncio
import hashlib
import secrets
from typing import Protocol
from uuid import UUID

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from domain.clock import HOUR, Clock, Micros
from domain.people import Actor, Operator, Room, Workstation
from domain.refusal import Refused
from domain.words import printable

SESSION: Micros = 13 * HOUR
"""A twelve-hour shift and its handover."""
FREE_TRIES = 5
LOCK_S = 60.0
"""After five wrong passwords an account is locked for a minute, in seconds; it is told so.

For the address they came from: nobody elsewhere can keep an operator from the desk. Fifty from anywhere lock
it everywhere, or many addresses would have many guesses.
"""
FREE_TRIES_ANYWHERE = 50
ANYWHERE = ""


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """An operator and the argon2 hash of the password."""

    operator: Operator
    password_hash: str
    disabled: bool = False


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """A person at a desk until `expires_at`."""

    digest: bytes
    account: UUID
    workstation: str
    expires_at: Micros


class Seat(msgspec.Struct, frozen=True, kw_only=True):
    """A person who has come in: the actor of all they do there."""

    actor: Actor
    operator: Operator
    workstation: Workstation
    room: Room
    token: str
    digest: bytes
    expires_at: Micros


class AccountStore(Protocol):
    """What the database must answer for people to come in."""

    async def account_of(self, user: str) -> Account | None:
        """Return the account of a user name."""
        ...

    async def account(self, key: UUID) -> Account | None:
        """Return an account by id."""
        ...

    async def workstation(self, key: str) -> Workstation | None:
        """Return a workstation."""
        ...

    async def room(self, key: str) -> Room | None:
        """Return a room."""
        ...

    async def keep_session(self, session: Session) -> None:
        """Store a session."""
        ...

    async def session(self, digest: bytes) -> Session | None:
        """Return a session by its token's digest."""
        ...

    async def end_session(self, digest: bytes) -> None:
        """Forget a session."""
        ...

    async def disabled(self) -> set[UUID]:
        """Return the accounts that may not be inside."""
        ...


class _Tries(msgspec.Struct):
    free: int
    wrong: int = 0
    locked_until: float = 0.0

    def check(self, now: float) -> None:
        """Raise `Refused` while locked."""
        if now < self.locked_until:
            raise Refused("login.locked", seconds=int(self.locked_until - now) + 1)

    def count(self, now: float) -> int:
        """Count a wrong password, lock at the last free one, and return how many are left."""
        self.wrong += 1
        left = self.free - self.wrong
        if left <= 0:
            self.wrong = 0
            self.locked_until = now + LOCK_S
        return left


class Accounts:
    """The door: every refusal has a code, and a wrong user name costs the same time as a wrong password."""

    def __init__(self, store: AccountStore, clock: Clock, hasher: PasswordHasher | None = None) -> None:
        self._store = store
        self._clock = clock
        self._hasher = hasher or PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
        self._tries: dict[tuple[str, str], _Tries] = {}
        self._nobody = self._hasher.hash(secrets.token_hex(16))
        # Hashing takes 19 MiB and some 20 ms of a core each: a crowd at the door must not starve the room.
        self._hashing = asyncio.Semaphore(2)

    def hash(self, password: str) -> str:
        """Return the argon2id hash of a password; takes some 20 ms."""
        return self._hasher.hash(password)

    async def login(self, user: str, password: str, workstation: str, address: str = "local") -> Seat:
        """Return the seat. Raises `Refused`: login.locked, login.wrong, login.disabled, login.workstation."""
        here = self._tries.setdefault((user, address), _Tries(FREE_TRIES))
        tried = (here, self._tries.setdefault((user, ANYWHERE), _Tries(FREE_TRIES_ANYWHERE)))
        self._check(tried)
        # What no database can hold is no name; it costs the same time as a wrong one.
        account = await self._store.account_of(user) if printable(user) else None
        right = await self._verify(account.password_hash if account else self._nobody, password)
        # Others may have been tried while this one waited its turn: a crowd gets no more guesses than one.
        self._check(tried)
        if account is None or not right:
            self._forget_strangers()
            raise Refused("login.wrong", left=min(one.count(self._clock.monotonic()) for one in tried))
        for where in (address, ANYWHERE):
            self._tries.pop((user, where), None)
        if account.disabled:
            raise Refused("login.disabled")
        token = secrets.token_urlsafe(32)
        session = Session(
            digest=digest_of(token),
            account=account.operator.id,
            workstation=workstation,
            expires_at=self._clock.now() + SESSION,
        )
        seat = await self._seat(account, session, token)
        await self._store.keep_session(session)
        return seat

    async def resume(self, token: str) -> Seat:
        """Return the seat of a token. Raises `Refused`: session.expired, login.disabled and as `login`."""
        session = await self._store.session(digest_of(token))
        if session is None or session.expires_at <= self._clock.now():
            raise Refused("session.expired")
        account = await self._store.account(session.account)
        if account is None or account.disabled:
            raise Refused("login.disabled")
        return await self._seat(account, session, token)

    async def logout(self, seat: Seat) -> None:
        """End a session."""
        await self._store.end_session(seat.digest)

    async def disabled(self) -> set[UUID]:
        """Return the accounts that may not be inside: asked every second."""
        return await self._store.disabled()

    async def _seat(self, account: Account, session: Session, token: str) -> Seat:
        known = printable(session.workstation)
        workstation = await self._store.workstation(session.workstation) if known else None
        if workstation is None:
            raise Refused("login.workstation", workstation=session.workstation)
        room = await self._store.room(account.operator.room)
        if room is None:
            raise Refused("login.room", room=account.operator.room)
        actor = Actor(
            name=account.operator.user,
            room=room.id,
            operator=account.operator,
            workstation=workstation.id,
            exercise=room.exercise,
        )
        return Seat(
            actor=actor,
            operator=account.operator,
            workstation=workstation,
            room=room,
            token=token,
            digest=session.digest,
            expires_at=session.expires_at,
        )

    async def _verify(self, stored: str, password: str) -> bool:
        async with self._hashing:
            try:
                return await asyncio.to_thread(self._hasher.verify, stored, password)
            except (VerificationError, InvalidHashError):
                return False

    def _check(self, tried: tuple[_Tries, ...]) -> None:
        for one in tried:
            one.check(self._clock.monotonic())

    def _forget_strangers(self) -> None:
        # Names that were tried must not fill the memory: the oldest go first (dicts keep their order).
        while len(self._tries) > 10_000:
            self._tries.pop(next(iter(self._tries)))


def digest_of(token: str) -> bytes:
    """Return what the database keeps of a token."""
    return hashlib.sha256(token.encode()).digest()
