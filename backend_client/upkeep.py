"""Brings the journal to the disk, and rewrites it when it holds what should be gone."""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial

from backend_client.journal import Journal, trouble_of
from domain.clock import Clock

SYNC_AFTER_S = 0.05
"""From the first write to its fsync: keystrokes that come together share one. The promise is 250 ms."""
TIDY_AFTER_S = 1.0
"""From the moment something may be forgotten until it is no longer in the file."""
LARGE = 512 * 1024
"""Bytes of old keystrokes at which the file is rewritten in any case."""
AGAIN_S = 1.0
"""While the disk is full: how often it is tried again."""


class Upkeep:
    """The journal's slow half, on a thread of its own."""

    def __init__(self, journal: Journal, clock: Clock) -> None:
        self._journal = journal
        self._clock = clock
        self._thread: Executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")
        self._turn = asyncio.Lock()
        self._dirty = asyncio.Event()
        self._closed = False
        self._first_write: float | None = None
        self._tidy_at: float | None = None
        self._grown_from = journal.file.size
        self.syncs = 0
        self.rewrites = 0
        self.slowest_s = 0.0
        """The longest from a write to its end on disk, in seconds."""
        journal.follow(self._written)

    def _written(self) -> None:
        if self._first_write is None:
            self._first_write = self._clock.monotonic()
        self._dirty.set()

    async def run(self) -> None:
        """Work until cancelled or closed."""
        while not self._closed:
            self._plan()
            try:
                await asyncio.wait_for(self._dirty.wait(), self._patience())
                await asyncio.sleep(SYNC_AFTER_S)
            except TimeoutError:
                pass
            if self._closed:
                return
            if self._dirty.is_set():
                await self.sync()
            self._plan()
            if self._rewrite_is_due():
                self._tidy_at = None
                await self.rewrite()

    def _plan(self) -> None:
        if self._journal.untidy and self._tidy_at is None:
            self._tidy_at = self._clock.monotonic() + TIDY_AFTER_S

    def _patience(self) -> float | None:
        if self._journal.trouble:
            return AGAIN_S
        return None if self._tidy_at is None else max(0.0, self._tidy_at - self._clock.monotonic())

    def _rewrite_is_due(self) -> bool:
        if self._journal.trouble or self._journal.file.size - self._grown_from > LARGE:
            return True
        return self._tidy_at is not None and self._clock.monotonic() >= self._tidy_at

    async def sync(self) -> None:
        """Bring what was written to the disk."""
        async with self._turn:
            self._dirty.clear()
            began, self._first_write = self._first_write, None
            try:
                await self._slowly(self._journal.file.sync)
            except OSError as error:
                self._journal.trouble = trouble_of(error)
            self.syncs += 1
            if began is not None:
                self.slowest_s = max(self.slowest_s, self._clock.monotonic() - began)

    async def rewrite(self) -> None:
        """Write the journal anew without what may be forgotten, and exchange the files.

        What is appended meanwhile follows into the new file; only a file that holds everything, on disk,
        takes the old one's place.
        """
        async with self._turn:
            journal, file = self._journal, self._journal.file
            whole, journal.untidy = journal.live(), False
            lost, mark = journal.lost_writes, file.size
            try:
                await self._slowly(partial(file.write_beside, whole, fresh=True))
                while file.size != mark:
                    tail, mark = file.tail(mark), file.size
                    await self._slowly(partial(file.write_beside, tail, fresh=False))
                os.close(file.take_over())
                await self._slowly(file.sync_directory)
            except OSError as error:
                journal.untidy = True
                journal.trouble = trouble_of(error)
                return
            if journal.lost_writes == lost:
                journal.trouble = None  # memory knew more than the file; now the file has it
            self._grown_from = file.size
            self.rewrites += 1

    async def close(self) -> None:
        """Bring everything to the disk and let go of the file."""
        if self._closed:
            return
        self._closed = True
        self._dirty.set()
        await self.sync()
        if self._journal.untidy or self._journal.trouble:
            await self.rewrite()
        self._thread.shutdown(wait=True)
        self._journal.file.close()

    async def _slowly(self, work: Callable[[], None]) -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, work)
