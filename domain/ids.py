"""Names of things: uuidv7 for machines, short numbers for people."""

import uuid
from collections.abc import Callable
from uuid import UUID

from domain.clock import Clock

Entropy = Callable[[int], bytes]
"""Returns n random bytes: os.urandom in programs, random.Random(seed).randbytes in tests."""


class IdMint:
    """Mints uuidv7 (RFC 9562) that sort by time, also within one millisecond."""

    def __init__(self, clock: Clock, entropy: Entropy) -> None:
        self._clock = clock
        self._entropy = entropy
        self._last = 0

    def mint(self) -> UUID:
        """Return a new id; ids of one mint always grow, whatever the wall clock does."""
        micros = self._clock.now()
        millis, rest = divmod(micros, 1000)
        # 12 bits below the millisecond hold the microsecond (RFC 9562, method 3), 1000/4096 of them used.
        stamp = max((millis << 12) | (rest * 4096 // 1000), self._last + 1)
        self._last = stamp
        tail = int.from_bytes(self._entropy(8), "big") & ((1 << 62) - 1)
        value = (stamp >> 12) << 80 | 0x7 << 76 | (stamp & 0xFFF) << 64 | 0b10 << 62 | tail
        return UUID(int=value)


ATALAYA = UUID("018f6d1e-5a1a-7c3e-9d20-a7a1a7a00001")
"""The namespace of ids derived from what a source says (uuid5), so that a retry gives the same id."""


def derived(*parts: str) -> UUID:
    """Return the id that these parts always give: idempotency for sources that mint no ids of their own."""
    return uuid.uuid5(ATALAYA, "\x1f".join(parts))


def incident_number(year: int, count: int) -> str:
    """Return the number people quote, as in 26-0001042."""
    return f"{year % 100:02d}-{count:07d}"


def provisional_number(desk: str, count: int) -> str:
    """Return the number a desk gives while the server is away, as in P07-3 (desk 7, third)."""
    return f"P{desk}-{count}"
