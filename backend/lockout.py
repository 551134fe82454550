"""Doors that stay shut for a while after wrong passwords, whatever is restarted in between.

Counted in memory on the monotonic clock, so that a wall clock that is set opens no door and shuts none; kept
in a table for the next start. A name that nobody has is kept nowhere: people type passwords there.
"""

import hashlib
import secrets
from typing import Protocol
from uuid import UUID

import msgspec

from domain.clock import SECOND, Clock, Micros
from domain.lockout import (
    FREE_ANYWHERE,
    FREE_AT_DESK,
    FREE_OF_DESK,
    LOCK_S,
    Tries,
    after_wrong,
    seconds_left,
)
from domain.refusal import Refused

MOST_REMEMBERED = 10_000


class KeptLock(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the table: None for any account, for any workstation."""

    account: UUID | None
    workstation: str | None
    elsewhere: bool
    wrong: int
    last_wrong_at: Micros
    locked_until: Micros | None


class LockStore(Protocol):
    """Where locks outlive the program."""

    async def locks(self) -> list[KeptLock]:
        """Return every lock that was kept."""
        ...

    async def keep_lock(self, lock: KeptLock) -> None:
        """Write one lock in place of the one before."""
        ...

    async def forget_locks(self, account: UUID, workstation: str | None, elsewhere: bool) -> None:
        """The account came in: its lock at that workstation and its lock anywhere are over."""
        ...

    async def forgive(self, account: UUID) -> None:
        """Forget every lock of an account."""
        ...

    async def home_of(self, workstation: str) -> str | None:
        """Return from where somebody last came in at a workstation ("" nobody yet), None for no such desk."""
        ...

    async def set_home(self, workstation: str, address: str) -> None:
        """Somebody came in there from that address."""
        ...


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """One attempt to come in. `account` is None when nobody has that name."""

    account: UUID | None
    user: str
    workstation: str
    known_desk: bool
    elsewhere: bool


Key = tuple[str, str, bool]


class Lockout:
    """Counts wrong passwords by account and workstation, by workstation, and by account."""

    def __init__(self, store: LockStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._tries: dict[Key, Tries] = {}
        self._read = False
        self._salt = secrets.token_bytes(16)

    async def attempt(self, account: UUID | None, user: str, workstation: str, address: str) -> Attempt:
        """Return an attempt from `address`. Raises `Refused` login.locked with the seconds left."""
        await self._read_once()
        home = await self._store.home_of(workstation)
        made = Attempt(
            account=account,
            user=user,
            workstation=workstation,
            known_desk=home is not None,
            elsewhere=bool(home) and home != address,
        )
        self.check(made)
        return made

    def check(self, attempt: Attempt) -> None:
        """Raise `Refused` login.locked with the seconds left while one of its doors is locked."""
        now = self._clock.monotonic()
        left = max(seconds_left(self._tries.get(key, Tries()), now) for key, _ in self._doors(attempt))
        if left:
            raise Refused("login.locked", seconds=left)

    async def wrong(self, attempt: Attempt) -> int:
        """Count a wrong password; return how many are free yet."""
        now, least = self._clock.monotonic(), FREE_ANYWHERE
        for key, free in self._doors(attempt):
            tries, left = after_wrong(self._tries.pop(key, Tries()), free, now)
            self._tries[key] = tries  # at the end: the oldest are forgotten first
            least = min(least, left)
        while len(self._tries) > MOST_REMEMBERED:
            self._tries.pop(next(iter(self._tries)))
        await self._keep(attempt)
        return least

    async def right(self, attempt: Attempt, address: str) -> None:
        """The person came in: what was counted against them is over, what against the desk goes on."""
        assert attempt.account is not None, "only accounts come in"
        keys = [key for key, _ in self._doors(attempt) if key[0]]
        if any(self._tries.pop(key, None) is not None for key in keys):
            for key in keys:
                self._tries.pop(key, None)
            desk = attempt.workstation if attempt.known_desk else None
            await self._store.forget_locks(attempt.account, desk, attempt.elsewhere)
        if attempt.known_desk and (attempt.elsewhere or not await self._store.home_of(attempt.workstation)):
            await self._store.set_home(attempt.workstation, address)

    async def forgive(self, account: UUID) -> None:
        """An administrator opens every door of an account at once."""
        for key in [key for key in self._tries if key[0] == str(account)]:
            del self._tries[key]
        await self._store.forgive(account)

    def _doors(self, attempt: Attempt) -> tuple[tuple[Key, int], ...]:
        who = str(attempt.account) if attempt.account is not None else self._stranger(attempt.user)
        return (
            ((who, attempt.workstation, attempt.elsewhere), FREE_AT_DESK),
            (("", attempt.workstation, attempt.elsewhere), FREE_OF_DESK),
            ((who, "", False), FREE_ANYWHERE),
        )

    def _stranger(self, user: str) -> str:
        """Tell names apart that nobody has, without keeping them: they are locked like real ones."""
        return "-" + hashlib.sha256(self._salt + user.encode("utf-8", "surrogatepass")).hexdigest()

    async def _keep(self, attempt: Attempt) -> None:
        mono, wall = self._clock.monotonic(), self._clock.now()
        for key, _ in self._doors(attempt):
            who, desk, elsewhere = key
            if (who and attempt.account is None) or (desk and not attempt.known_desk):
                continue  # a name or a desk that the register does not know
            tries = self._tries[key]
            until = wall + round((tries.until - mono) * SECOND) if tries.until > mono else None
            lock = KeptLock(
                account=attempt.account if who else None,
                workstation=desk or None,
                elsewhere=elsewhere,
                wrong=tries.wrong,
                last_wrong_at=wall,
                locked_until=until,
            )
            await self._store.keep_lock(lock)

    async def _read_once(self) -> None:
        if self._read:
            return
        mono, wall = self._clock.monotonic(), self._clock.now()
        for lock in await self._store.locks():
            ago = max(0.0, (wall - lock.last_wrong_at) / SECOND)
            left = ((lock.locked_until or wall) - wall) / SECOND
            # However the wall clock was set in between, a lock ends within its minute.
            until = mono + min(left, LOCK_S) if left > 0 else 0.0
            key = (str(lock.account) if lock.account else "", lock.workstation or "", lock.elsewhere)
            self._tries.setdefault(key, Tries(lock.wrong, mono - ago, until))
        self._read = True
