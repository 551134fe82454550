"""Asks the server for the room's figures once a second, while anybody looks at them."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from backend_client.failure import LineFailed
from domain.clock import SECOND, Clock, Micros
from domain.inquiries import AnyInquiry, AnyReply
from domain.refusal import Refused
from domain.room_health import AskRoomHealth, RoomHealth

log = logging.getLogger("atalaya.health")

EVERY_S = 1.0
Ask = Callable[[AnyInquiry], Awaitable[AnyReply]]
Start = Callable[[Coroutine[Any, Any, None], str], object]


class HealthFeed:
    """One question a second for all that shows figures here; `told` holds the last answer."""

    def __init__(self, ask: Ask, start: Start, clock: Clock) -> None:
        self._ask, self._start, self._clock = ask, start, clock
        self.told: RoomHealth | None = None
        self.failed = ""
        """Why the last question was not answered; empty while all is well."""
        self._looks: list[Callable[[], bool]] = []
        self._listeners: list[Callable[[RoomHealth], None]] = []
        self._asked = -1e9
        self._under_way = False
        self._closed = False

    def show(self, looks: Callable[[], bool], told: Callable[[RoomHealth], None]) -> None:
        """Have `told` called with each answer; nothing is asked while no `looks` says yes."""
        self._looks.append(looks)
        self._listeners.append(told)

    def close(self) -> None:
        """Ask no more."""
        self._closed = True
        self._listeners.clear()
        self._looks.clear()

    def time_passes(self) -> None:
        """Some tenth of a second has gone by."""
        now = self._clock.monotonic()
        if self._under_way or now - self._asked < EVERY_S or not any(look() for look in self._looks):
            return
        self._asked, self._under_way = now, True
        self._start(self._pull(), "room health")

    async def _pull(self) -> None:
        try:
            reply = await self._ask(AskRoomHealth())
        except (Refused, LineFailed, TimeoutError) as why:
            self.failed = getattr(why, "code", "") or "link.silent"
            return
        finally:
            self._under_way = False
        if isinstance(reply, RoomHealth) and not self._closed:
            self.told, self.failed = reply, ""
            for listener in tuple(self._listeners):
                listener(reply)

    def age(self, now: Micros) -> Micros | None:
        """How old the last answer is; None before the first."""
        return max(0, now - self.told.at) if self.told is not None else None


def span_words(since: Micros, now: Micros) -> int:
    """Minutes that the figures are of."""
    return max(1, round((now - since) / (60 * SECOND)))
