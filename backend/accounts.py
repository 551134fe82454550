"""Who may come in: passwords (argon2id, in a thread), opaque session tokens, what ends a session at once.

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

from backend.lockout import Attempt, Lockout, LockStore
from domain.clock import HOUR, Clock, Micros
from domain.desk import Languages, Skills
from domain.people import Actor, Operator, Room, Workstation
from domain.refusal import Refused
from domain.wire import Relief
from domain.words import printable

SESSION: Micros = 13 * HOUR
"""A twelve-hour shift and its handover."""
UNKNOWN = "unknown"
"""What is put on record for a name that nobody has: people type passwords there."""


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """An operator and the argon2 hash of the password. A session of an older `revision` is over."""

    operator: Operator
    password_hash: str
    disabled: bool = False
    revision: int = 0
    skills: Skills = ()
    languages: Languages = ()


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """A person at a desk until `expires_at`."""

    digest: bytes
    account: UUID
    workstation: str
    expires_at: Micros
    revision: int | None = None


class Standing(msgspec.Struct, frozen=True):
    """Whether a session that is still kept may go on."""

    disabled: bool
    changed: bool


class Seat(msgspec.Struct, frozen=True, kw_only=True):
    """A person who has come in: the actor of all they do there."""

    actor: Actor
    operator: Operator
    workstation: Workstation
    room: Room
    token: str
    digest: bytes
    expires_at: Micros
    address: str = "local"
    relief: Relief | None = None
    skills: Skills = ()
    languages: Languages = ()


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


class SessionKeeper(LockStore, Protocol):
    """What the database keeps of sessions beside their keys."""

    async def standing(self, digests: list[bytes]) -> dict[bytes, Standing]:
        """Return how these sessions stand; one that is not in the answer has ended."""
        ...

    async def came_in(self, account: UUID, workstation: str, at: Micros) -> None:
        """Keep when and where an account last came in."""
        ...


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whose password was right and who is not in yet."""

    account: Account
    attempt: Attempt
    address: str


class Accounts:
    """The door: every refusal has a code, and a wrong user name costs the same time as a wrong password."""

    def __init__(
        self, store: AccountStore, kept: SessionKeeper, clock: Clock, hasher: PasswordHasher | None = None
    ) -> None:
        self._store = store
        self._kept = kept
        self._clock = clock
        self._hasher = hasher or PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
        self.lockout = Lockout(kept, clock)
        self._nobody = self._hasher.hash(secrets.token_hex(16))
        # Hashing takes 19 MiB and some 20 ms of a core each: a crowd at the door must not starve the room.
        self._hashing = asyncio.Semaphore(2)

    def hash(self, password: str) -> str:
        """Return the argon2id hash of a password; takes some 20 ms."""
        return self._hasher.hash(password)

    # ---- coming in

    async def login(self, user: str, password: str, workstation: str, address: str = "local") -> Seat:
        """Return the seat of somebody who proves nothing else. Raises as `knock` and `come_in`."""
        return await self.come_in(await self.knock(user, password, workstation, address))

    async def knock(self, user: str, password: str, workstation: str, address: str) -> Known:
        """Return who it is. Raises `Refused`: login.locked, login.wrong, login.disabled."""
        # What no database can hold is no name; it costs the same time as a wrong one.
        account = await self._store.account_of(user) if printable(user) else None
        key = account.operator.id if account else None
        attempt = await self.lockout.attempt(key, user, workstation, address)
        right = await self._verify(account.password_hash if account else self._nobody, password)
        # Others may have been tried while this one waited its turn: a crowd gets no more guesses than one.
        self.lockout.check(attempt)
        if account is None or not right:
            raise Refused("login.wrong", left=await self.lockout.wrong(attempt))
        if account.disabled:
            raise Refused("login.disabled")
        return Known(account=account, attempt=attempt, address=address)

    async def come_in(self, known: Known) -> Seat:
        """Return the seat of somebody who has proved all there is. Raises login.workstation, login.room."""
        account, now = known.account, self._clock.now()
        await self.lockout.right(known.attempt, known.address)
        token = secrets.token_urlsafe(32)
        session = Session(
            digest=digest_of(token),
            account=account.operator.id,
            workstation=known.attempt.workstation,
            expires_at=now + SESSION,
            revision=account.revision,
        )
        seat = await self._seat(account, session, token, known.address)
        await self._store.keep_session(session)
        await self._kept.came_in(account.operator.id, seat.workstation.id, now)
        return seat

    async def resume(self, token: str, address: str = "local") -> Seat:
        """Return the seat of a token. Raises `Refused`: session.expired, session.changed, login.disabled."""
        session = await self._store.session(digest_of(token))
        if session is None or session.expires_at <= self._clock.now():
            raise Refused("session.expired")
        account = await self._store.account(session.account)
        if account is None or account.disabled:
            raise Refused("login.disabled")
        if session.revision is not None and session.revision != account.revision:
            raise Refused("session.changed")
        return await self._seat(account, session, token, address)

    async def known_as(self, user: str) -> str:
        """Return the user name as an account has it; UNKNOWN for one that nobody has."""
        account = await self._store.account_of(user) if printable(user) else None
        return account.operator.user if account else UNKNOWN

    # ---- being in

    async def confirm(self, seat: Seat, password: str) -> None:
        """Check that the person in a seat is who they were. Raises login.wrong, login.locked."""
        account = await self._store.account(seat.operator.id)
        if account is None or account.disabled:
            raise Refused("login.disabled")
        user, desk = account.operator.user, seat.workstation.id
        attempt = await self.lockout.attempt(account.operator.id, user, desk, seat.address)
        right = await self._verify(account.password_hash, password)
        self.lockout.check(attempt)
        if not right:
            raise Refused("login.wrong", left=await self.lockout.wrong(attempt))
        await self.lockout.right(attempt, seat.address)

    async def logout(self, seat: Seat) -> None:
        """End a session."""
        await self._store.end_session(seat.digest)

    async def over(self, seats: list[Seat]) -> dict[bytes, str]:
        """Return which of these sessions are over, by digest, and the code why: asked every second."""
        now = self._clock.now()
        standing = await self._kept.standing([seat.digest for seat in seats]) if seats else {}
        found: dict[bytes, str] = {}
        for seat in seats:
            stands = standing.get(seat.digest)
            if stands is not None and stands.disabled:
                found[seat.digest] = "login.disabled"
            elif stands is None or seat.expires_at <= now:
                found[seat.digest] = "session.expired"
            elif stands.changed:
                found[seat.digest] = "session.changed"
        return found

    async def _seat(self, account: Account, session: Session, token: str, address: str) -> Seat:
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
            address=address,
            skills=account.skills,
            languages=account.languages,
        )

    async def _verify(self, stored: str, password: str) -> bool:
        async with self._hashing:
            try:
                return await asyncio.to_thread(self._hasher.verify, stored, password)
            except (VerificationError, InvalidHashError):
                return False


def digest_of(token: str) -> bytes:
    """Return what the database keeps of a token."""
    return hashlib.sha256(token.encode()).digest()
