"""Tickets: one viewer, one camera, one use, sixty seconds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from domain.clock import Clock

TICKET_S = 60.0
MAX_OPEN = 10_000
"""Tickets waiting to be used; the oldest goes first, since a desk that asks again gets another."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a token stands for; `viewer` is the backend's own name for the session that asked."""

    camera: UUID
    viewer: str
    ends: float


class TicketBook:
    """Issues and redeems tickets. Tokens are kept as digests, so that a memory dump gives no view away."""

    def __init__(self, clock: Clock, token: Callable[[], str], lasts_s: float = TICKET_S) -> None:
        self._clock = clock
        self._token = token
        self._lasts_s = lasts_s
        self._open: dict[bytes, Ticket] = {}

    def issue(self, camera: UUID, viewer: str) -> tuple[str, int]:
        """Return a token and when it expires, in microseconds UTC."""
        self._sweep()
        token = self._token()
        self._open[_digest(token)] = Ticket(camera, viewer, self._clock.monotonic() + self._lasts_s)
        return token, self._clock.now() + round(self._lasts_s * 1_000_000)

    def redeem(self, token: str) -> Ticket | None:
        """Return the ticket and strike it out; None for one unknown, used or expired, all alike."""
        ticket = self._open.pop(_digest(token), None)
        if ticket is None or ticket.ends <= self._clock.monotonic():
            return None
        return ticket

    def revoke(self, viewer: str) -> None:
        """Strike out every open ticket of a viewer."""
        self._open = {key: each for key, each in self._open.items() if each.viewer != viewer}

    def _sweep(self) -> None:
        now = self._clock.monotonic()
        while self._open:
            oldest = next(iter(self._open))
            if self._open[oldest].ends > now and len(self._open) < MAX_OPEN:
                return
            del self._open[oldest]


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()
