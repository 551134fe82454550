"""How a program ends when the program that started it is gone, however that one died.

The parent holds the writing end of a pipe and gives the reading end to its child. Nothing is ever written:
when the parent ends, even by kill -9, the kernel closes the writing end and the child reads end-of-file.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable

GRACE_S = 3.0
"""How long an orderly end may take, in seconds, before the process is ended where it stands."""

EXIT_ORPHANED = 71
"""Exit status of a child whose orderly end took too long (sysexits.h calls it EX_OSERR)."""


class ParentWatch:
    """One daemon thread that sleeps in a read and calls `on_end`, in that thread, once the parent is gone."""

    def __init__(
        self, fd: int, on_end: Callable[[], object], *, grace_s: float, end_now: Callable[[int], object]
    ) -> None:
        self._fd = fd
        self._on_end = on_end
        self._grace_s = grace_s
        self._end_now = end_now
        self._released = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="lifeline", daemon=True)
        self._thread.start()

    def release(self) -> None:
        """Say that this program has ended in order: from here on neither `on_end` nor the hard end comes."""
        self._released.set()

    def join(self, timeout_s: float | None = None) -> bool:
        """Wait for the watching thread, which ends only after the parent's end of the pipe is closed."""
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _watch(self) -> None:
        try:
            while os.read(self._fd, 1024):
                pass  # a parent has nothing to say here; only the end counts
        except OSError:
            pass  # a descriptor that cannot be read holds nobody up: the same as the end
        if self._released.is_set():
            return
        try:
            self._on_end()
        finally:
            # Even an on_end that raises must not leave an orphan behind.
            if not self._released.wait(self._grace_s):
                self._end_now(EXIT_ORPHANED)


def watch_parent(
    fd: int,
    on_end: Callable[[], object],
    *,
    grace_s: float = GRACE_S,
    end_now: Callable[[int], object] = os._exit,
) -> ParentWatch:
    """Call `on_end` in a thread once pipe `fd` closes, and end the process `grace_s` seconds later.

    An event loop is told with `on_end=lambda: loop.call_soon_threadsafe(stop.set)`. Call `release()` on the
    way out where the process outlives the program (tests); one that exits within the grace needs nothing.
    """
    return ParentWatch(fd, on_end, grace_s=grace_s, end_now=end_now)


class Lifeline:
    """The parent's side: keep it for as long as the children may live; `close()`, or any death, ends them.

    Give a child the reading end with `Popen(..., pass_fds=[line.child_fd])` and `--parent-fd` with its
    number. One lifeline serves any number of children. The writing end is never inherited (PEP 446), else
    brothers would keep one another alive.
    """

    def __init__(self) -> None:
        self.child_fd, self._held_fd = os.pipe()
        self._open = True

    def close(self) -> None:
        """Let go: every child that watches reads end-of-file. A second call does nothing."""
        if self._open:
            self._open = False
            os.close(self._held_fd)
            os.close(self.child_fd)
