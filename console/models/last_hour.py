"""What this desk has seen of the last hour: how soon calls were answered, and incidents given a unit.

A desk knows what happened while it watched. It says since when that is, and forgets everything once it has
lost the server: what it missed then nobody can count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from backend_client.picture import LinkState, Picture
from domain.call import CallState
from domain.clock import HOUR, MINUTE, SECOND, Micros

BINS = 12
BIN: Micros = 5 * MINUTE
SAMPLE: Micros = 5 * SECOND


@dataclass(slots=True)
class Told:
    """One call of the hour: when it rang, how long until somebody answered, whether the caller gave up."""

    rang_at: Micros
    took: Micros | None = None
    abandoned: bool = False
    called_back: bool = False


class LastHour:
    """Follows calls, incidents and units of a picture."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self.since: Micros = 0
        self._calls: dict[UUID, Told] = {}
        self._given: dict[UUID, tuple[Micros, Micros]] = {}
        self._queue: list[tuple[Micros, int]] = []
        self._ends: tuple[Callable[[], None], ...] = (
            picture.calls.subscribe(self._calls_changed),
            picture.incidents.subscribe(self._incidents_changed),
            picture.subscribe_link(lambda link: self._link_changed(link.state)),
        )
        self._link_changed(picture.link.state)

    def close(self) -> None:
        """Follow no more."""
        for end in self._ends:
            end()

    def _link_changed(self, state: LinkState) -> None:
        if state is LinkState.LIVE:
            self.since = self.since or self._picture.server_now()
        elif state is not LinkState.STALE:
            self.since = 0
            self._calls.clear()
            self._given.clear()
            self._queue.clear()

    def _calls_changed(self, keys: Iterable[UUID]) -> None:
        for key in keys:
            call = self._picture.calls.get(key)
            if call is None or not self.since or call.ringing_at < self.since:
                continue
            told = self._calls.setdefault(key, Told(call.ringing_at))
            if call.state is CallState.ABANDONED:
                told.abandoned = True
            elif call.answered_at is not None and told.took is None:
                told.took = call.answered_at - call.ringing_at
                told.called_back = told.abandoned

    def _incidents_changed(self, keys: Iterable[UUID]) -> None:
        for key in keys:
            incident = self._picture.incidents.get(key)
            known = incident is not None and self.since and incident.created_at >= self.since
            if incident is None or not known or not incident.units or key in self._given:
                continue
            units = [self._picture.units.get(unit) for unit in incident.units]
            begun = [unit.since for unit in units if unit is not None and unit.incident == key]
            at = min(begun, default=self._picture.server_now())
            self._given[key] = (incident.created_at, max(0, at - incident.created_at))

    def time_passes(self, now: Micros) -> None:
        """Take note of the queue's length every few seconds, and forget what is older than an hour."""
        if self._queue and now - self._queue[-1][0] < SAMPLE:
            return
        waiting = sum(call.state is CallState.RINGING for call in self._picture.calls.values())
        if self.since:
            self._queue.append((now, waiting))
        begin = now - HOUR
        self._calls = {key: told for key, told in self._calls.items() if told.rang_at > begin}
        self._given = {key: told for key, told in self._given.items() if told[0] > begin}
        while self._queue and self._queue[0][0] <= begin:
            self._queue.pop(0)

    def answers(self) -> list[Micros]:
        """How long each answered call of the hour had rung, the shortest first."""
        return sorted(t.took for t in self._calls.values() if t.took is not None and not t.abandoned)

    def abandoned(self) -> tuple[int, int, int]:
        """How many callers gave up, of how many that are settled, and how many of them were called back."""
        settled = [t for t in self._calls.values() if t.took is not None or t.abandoned]
        gone = [t for t in settled if t.abandoned]
        return len(gone), len(settled), sum(t.called_back for t in gone)

    def dispatches(self) -> list[Micros]:
        """From creation to the first unit of the hour's incidents, the shortest first."""
        return sorted(took for _, took in self._given.values())

    # ---- by twelfths of the hour

    def answered_history(self, within: Micros, now: Micros) -> tuple[float | None, ...]:
        """The share of calls that were answered in time."""
        told = [
            (t.rang_at, float(t.took <= within))
            for t in self._calls.values()
            if t.took is not None and not t.abandoned
        ]
        return _bins(told, now, _mean)

    def abandoned_history(self, now: Micros) -> tuple[float | None, ...]:
        """The share of callers who gave up."""
        told = [
            (t.rang_at, float(t.abandoned)) for t in self._calls.values() if t.took is not None or t.abandoned
        ]
        return _bins(told, now, _mean)

    def queue_history(self, now: Micros) -> tuple[float | None, ...]:
        """How many waited at most."""
        return _bins([(at, float(n)) for at, n in self._queue], now, max)

    def dispatch_history(self, now: Micros) -> tuple[float | None, ...]:
        """The 90th percentile of the time to the first unit, in seconds."""
        told = [(created, took / SECOND) for created, took in self._given.values()]
        return _bins(told, now, lambda some: percentile(sorted(some), 90))


def percentile(ordered: list[float], share: int) -> float:
    """The nearest-rank percentile of an ordered list that is not empty."""
    return ordered[min(len(ordered) - 1, max(0, -(-len(ordered) * share // 100) - 1))]


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


def _bins(
    told: list[tuple[Micros, float]], now: Micros, join: Callable[[list[float]], float]
) -> tuple[float | None, ...]:
    bins: list[list[float]] = [[] for _ in range(BINS)]
    for at, value in told:
        place = BINS - 1 - (now - at) // BIN
        if 0 <= place < BINS:
            bins[place].append(value)
    return tuple(join(values) if values else None for values in bins)
