"""Locks: of a door after wrong passwords, and of a desk whose person has stepped away.

A wrong password counts in three places at once: for the account at that workstation, for the workstation
whoever was tried there, and for the account wherever it was tried. Seconds are a monotonic clock's.
"""

from math import ceil
from typing import Annotated

import msgspec

from domain.inquiry import Inquiry, Reply

FREE_AT_DESK = 5
"""Wrong passwords of one account at one workstation before that pair is locked."""
FREE_OF_DESK = 15
"""Wrong passwords at one workstation, whoever was tried: three may forget theirs at a change of shift."""
FREE_ANYWHERE = 50
"""Wrong passwords of one account from anywhere: many places must not have many guesses."""
LOCK_S = 60.0
FORGET_S = 900.0
"""A wrong password counts no more after this long without another."""

Password = Annotated[str, msgspec.Meta(min_length=1, max_length=256)]


class Tries(msgspec.Struct, frozen=True):
    """How often a door was tried in vain, when last, and until when it is locked."""

    wrong: int = 0
    last: float = 0.0
    until: float = 0.0


def seconds_left(tries: Tries, now: float) -> int:
    """Return how long the door stays locked, in whole seconds; 0 when it is not."""
    return max(0, ceil(tries.until - now))


def after_wrong(tries: Tries, free: int, now: float) -> tuple[Tries, int]:
    """Return the tries after one more wrong password, and how many are free yet: at 0 the door is locked."""
    counted = (tries.wrong if now - tries.last < FORGET_S else 0) + 1
    if counted >= free:
        return Tries(0, now, now + LOCK_S), 0
    return Tries(counted, now, tries.until), free - counted


class LockDesk(Inquiry, frozen=True, kw_only=True, tag="lock_desk"):
    """The person steps away: put on record."""


class UnlockDesk(Inquiry, frozen=True, kw_only=True, tag="unlock_desk"):
    """The same person is back, with the password. Refused: login.wrong, login.locked."""

    password: Password


class DeskLock(Reply, frozen=True, kw_only=True, tag="desk_lock"):
    """How the desk stands now."""

    locked: bool
