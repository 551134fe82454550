"""How far a desk has seen, and whether anything is missing."""

from enum import Enum
from uuid import UUID

BEATS_BEHIND = 3
"""Heartbeats in a row that promise more than has come, before a snapshot is asked for."""
ASK_AGAIN_S = 2.0


class Verdict(Enum):
    """What to do with a message of the sequence."""

    TAKE = 1
    LEAVE = 2
    ASK = 3  # something is missing: ask for everything


class Sequence:
    """The place in the log's gap-free numbering. `now` is seconds of CLOCK_MONOTONIC."""

    def __init__(self) -> None:
        self.site: UUID | None = None
        self.seq = 0
        self.current = False
        """Whether everything promised so far has come."""
        self.gaps = 0
        self.duplicates = 0
        self._goal = 0
        self._asked: float | None = None
        self._behind_since: float | None = None
        self._beats_behind = 0

    def forget(self) -> None:
        """Start from nothing: another person, another server."""
        self.site, self.seq, self.current = None, 0, False

    def copied(self, site: UUID, seq: int) -> None:
        """What is shown is this desk's own copy of an earlier picture."""
        self.site, self.seq, self.current = site, seq, False

    def resume(self, goal: int, now: float) -> None:
        """The server knows where we are and sends the rest up to `goal`."""
        self._goal, self._asked = goal, None
        self._behind_since, self._beats_behind = now, 0
        self._compare(now)

    def await_snapshot(self, now: float) -> None:
        """A snapshot comes, by itself or because it was asked for: nothing else counts until then."""
        self._asked = now
        self.current = False
        self._beats_behind = 0
        if self._behind_since is None:
            self._behind_since = now

    def snapshot(self, site: UUID, seq: int, now: float) -> None:
        """Everything, as of `seq`: also when that is lower than before (a server restored from a copy)."""
        self.site, self.seq, self._goal, self._asked = site, seq, seq, None
        self._compare(now)

    def changes(self, after: int, upto: int, now: float) -> Verdict:
        """Changes in (after, upto] came."""
        if self._asked is not None:
            return Verdict.LEAVE  # the snapshot on its way holds them
        if after < upto <= self.seq:
            self.duplicates += 1
            return Verdict.LEAVE
        if after != self.seq or upto < after:
            return self._gap(now)
        self.seq = upto
        self._compare(now)
        return Verdict.TAKE

    def beat(self, seq: int, now: float) -> Verdict:
        """The server says how far this desk should be."""
        if self._asked is not None:
            return Verdict.LEAVE
        self._goal = seq
        if seq == self.seq:
            self._compare(now)
            return Verdict.TAKE
        self._beats_behind += 1
        self.current = False
        if self._behind_since is None:
            self._behind_since = now
        return self._gap(now) if self._beats_behind >= BEATS_BEHIND else Verdict.LEAVE

    def behind_for(self, now: float) -> float:
        """Return for how many seconds something promised has been missing."""
        return 0.0 if self._behind_since is None else now - self._behind_since

    def overdue(self, now: float) -> bool:
        """Tell, once per ASK_AGAIN_S, that the snapshot has not come."""
        if self._asked is None or now - self._asked < ASK_AGAIN_S:
            return False
        self._asked = now
        return True

    def _gap(self, now: float) -> Verdict:
        self.gaps += 1
        self.await_snapshot(now)
        return Verdict.ASK

    def _compare(self, now: float) -> None:
        if self.seq >= self._goal:
            self._behind_since, self._beats_behind, self.current = None, 0, True
        elif self._behind_since is None:
            self._behind_since = now
