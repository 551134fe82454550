"""A proof of the seated person's password for when the server is away: in memory, for this session only."""

from __future__ import annotations

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from domain.clock import Clock
from domain.lockout import FREE_AT_DESK, Tries, after_wrong, seconds_left
from domain.refusal import Refused


class OwnProof:
    """Holds an argon2id hash, never the password, never on disk."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
        self._hash = ""
        self._tries = Tries()

    async def keep(self, password: str) -> None:
        """Remember a password that the server has just taken."""
        self._hash, self._tries = await asyncio.to_thread(self._hasher.hash, password), Tries()

    def forget(self) -> None:
        """Nobody sits here."""
        self._hash = ""

    async def check(self, password: str) -> None:
        """Raise `Refused`: login.wrong, login.locked, or link.silent when nothing was kept."""
        left = seconds_left(self._tries, self._clock.monotonic())
        if left:
            raise Refused("login.locked", seconds=left)
        if not self._hash:
            raise Refused("link.silent")
        try:
            await asyncio.to_thread(self._hasher.verify, self._hash, password)
        except VerificationError:
            self._tries, free = after_wrong(self._tries, FREE_AT_DESK, self._clock.monotonic())
            raise Refused("login.wrong", left=free) from None
        self._tries = Tries()
