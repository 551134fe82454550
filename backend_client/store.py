"""Things by id, what changed since the last look, and a layer for what a desk decided alone."""

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, Protocol, TypeVar
from uuid import UUID

import msgspec


class Identified(Protocol):
    """Anything with an id of its own."""

    @property
    def id(self) -> UUID:
        """The id, minted once."""
        ...


T = TypeVar("T", bound=Identified)
Flushed = Callable[[list[UUID]], None]
"""Is given the ids that changed; one that `get` no longer finds is gone."""


class Store(Generic[T]):
    """The latest of each thing. `put` marks it dirty, `flush` hands the dirty ids over once.

    Nothing is dropped here: calls, incidents and alerts come in sequence. What the desk decided alone while
    the server was away lies above the rest (`put_provisional`) until it is released.
    """

    def __init__(self) -> None:
        self._settled: dict[UUID, T] = {}
        self._provisional: dict[UUID, T] = {}
        self._digest: int | None = None
        self._dirty: dict[UUID, None] = {}  # a dict keeps the order of arrival
        self._listeners: list[Flushed] = []
        self.on_dirty: Callable[[], None] = lambda: None
        """Called when there is something to flush again: a console need not wait for its next tick."""

    def get(self, key: UUID) -> T | None:
        """Return the thing as the desk should see it, provisional if it is; None when there is none."""
        found = self._provisional.get(key)
        return found if found is not None else self._settled.get(key)

    def settled(self, key: UUID) -> T | None:
        """Return what the server said last, whatever the desk decided meanwhile."""
        return self._settled.get(key)

    def provisional(self, key: UUID) -> bool:
        """Tell whether what `get` returns is the desk's own decision."""
        return key in self._provisional

    def values(self) -> Iterator[T]:
        """Walk all things as the desk should see them."""
        for key, thing in self._settled.items():
            if key not in self._provisional:
                yield thing
        yield from self._provisional.values()

    def settled_values(self) -> Iterator[T]:
        """Walk all things as the server said them last."""
        return iter(self._settled.values())

    def digest(self, counts: Callable[[T], bool]) -> int:
        """Return a number (CRC-32) that two desks share when the server told them the same of what `counts`.

        It is made anew only when the server has said something since: `counts` must always be the same.
        """
        if self._digest is None:
            things = sorted(filter(counts, self._settled.values()), key=lambda thing: thing.id.int)
            self._digest = zlib.crc32(msgspec.json.encode(things))
        return self._digest

    def __len__(self) -> int:
        return len(self._settled.keys() | self._provisional.keys())

    def __contains__(self, key: UUID) -> bool:
        return key in self._settled or key in self._provisional

    def put(self, thing: T) -> None:
        """Take what the server says."""
        self._settled[thing.id] = thing
        self._digest = None
        self._mark(thing.id)

    def remove(self, key: UUID) -> None:
        """Let go of a thing that the server no longer shows."""
        if self._settled.pop(key, None) is not None:
            self._digest = None
            self._mark(key)

    def replace(self, things: Iterable[T]) -> None:
        """Take a whole snapshot: what is not in it is gone, what is the same stays clean."""
        old, self._settled = self._settled, {thing.id: thing for thing in things}
        self._digest = None
        for key in old.keys() - self._settled.keys():
            self._mark(key)
        for key, thing in self._settled.items():
            if old.get(key) != thing:
                self._mark(key)

    def empty(self) -> None:
        """Let go of everything, the desk's own decisions too."""
        gone = self._settled.keys() | self._provisional.keys()
        self._settled, self._provisional = {}, {}
        self._digest = None
        for key in gone:
            self._mark(key)

    def put_provisional(self, thing: T) -> None:
        """Lay what the desk decided alone above what the server said."""
        self._provisional[thing.id] = thing
        self._mark(thing.id)

    def release(self, key: UUID) -> None:
        """Take the desk's own decision away: what the server says shows again."""
        if self._provisional.pop(key, None) is not None:
            self._mark(key)

    def touch(self, key: UUID) -> None:
        """Mark a thing dirty because its look changed (an intention began or ended)."""
        if key in self:
            self._mark(key)

    def subscribe(self, listener: Flushed) -> Callable[[], None]:
        """Have `listener` given the ids of every flush that is not empty; returns what ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def _mark(self, key: UUID) -> None:
        first = not self._dirty
        self._dirty[key] = None
        if first:
            self.on_dirty()

    def flush(self) -> list[UUID]:
        """Return the ids that changed since the last flush, in order of arrival, and tell the listeners."""
        if not self._dirty:
            return []
        ids = list(self._dirty)
        self._dirty.clear()
        for listener in tuple(self._listeners):
            listener(ids)
        return ids
