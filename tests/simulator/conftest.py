"""The city of these tests, a door that only listens, and an hour that passes in a moment."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
import pytest

from domain.clock import SECOND, Micros
from simulator.city import CityAtPlay, city_at_play
from simulator.door import Away

START: Micros = 1_795_000_000 * SECOND


@dataclass
class Knock:
    """One request that came through the door, and when (seconds of the loop)."""

    at: float
    path: str
    body: Any
    headers: Mapping[str, str]


@dataclass
class ListeningDoor:
    """Hears every request. While `away` is set it is heard by nobody; `status` answers the others."""

    knocks: list[Knock] = field(default_factory=list)
    tried: int = 0
    away: bool = False
    lose_answers: bool = False
    status: Callable[[Knock], int] = lambda knock: 202

    async def post(
        self, path: str, *, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> int:
        self.tried += 1
        await asyncio.sleep(0.001)
        if self.away:
            raise Away("nobody there")
        decoded = msgspec.json.decode(body) if body else None
        knock = Knock(asyncio.get_running_loop().time(), path, decoded, headers or {})
        self.knocks.append(knock)
        if self.lose_answers:
            raise Away("it went away before it answered")
        return self.status(knock)


class _Skip(selectors.DefaultSelector):
    """Waits for nothing: adds the time it would have waited."""

    skipped = 0.0

    def select(self, timeout: float | None = None) -> list[Any]:
        if timeout:
            self.skipped += timeout
        return super().select(0)


class VirtualLoop(asyncio.SelectorEventLoop):
    """A loop whose clock jumps to the next thing due."""

    def __init__(self) -> None:
        self._skip = _Skip()
        super().__init__(self._skip)

    def time(self) -> float:
        return self._skip.skipped


class LoopClock:
    """The loop's time as a domain clock."""

    def now(self) -> Micros:
        return START + round(self.monotonic() * SECOND)

    def monotonic(self) -> float:
        return asyncio.get_event_loop().time()


@pytest.fixture(scope="session")
def city() -> CityAtPlay:
    """The demo city, laid out once."""
    return city_at_play()


@pytest.fixture
def door() -> ListeningDoor:
    """A door that hears everything."""
    return ListeningDoor()


@pytest.fixture
def virtually() -> Callable[[Coroutine[Any, Any, Any]], Any]:
    """Run a coroutine in virtual time."""

    def run(work: Coroutine[Any, Any, Any]) -> Any:
        with asyncio.Runner(loop_factory=VirtualLoop) as runner:
            return runner.run(work)

    return run


@pytest.fixture
def clock() -> LoopClock:
    """A clock that follows the virtual loop."""
    return LoopClock()
