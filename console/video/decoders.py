"""The decode threads: a tile sticks to one of them, so that its pictures stay in order."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable

from console.video.lane import Lane

log = logging.getLogger(__name__)


class DecodeThreads:
    """A few threads that decode and scale; `on_frame(lane)` is called in them, once a finished picture."""

    def __init__(self, count: int, on_frame: Callable[[Lane], None]) -> None:
        self._threads = [_DecodeThread(n, on_frame) for n in range(count)]
        for thread in self._threads:
            thread.start()

    def submit(self, lane: Lane) -> None:
        """Say that a lane has work."""
        self._threads[lane.tile % len(self._threads)].submit(lane)

    def __len__(self) -> int:
        return len(self._threads)

    def stop(self) -> None:
        """End the threads and wait for them."""
        for thread in self._threads:
            thread.end()
        for thread in self._threads:
            thread.join(2.0)


class _DecodeThread(threading.Thread):
    def __init__(self, number: int, on_frame: Callable[[Lane], None]) -> None:
        super().__init__(name=f"video-decode-{number}", daemon=True)
        self._on_frame = on_frame
        self._ready: deque[Lane] = deque()
        self._wake = threading.Condition()
        self._ending = False

    def submit(self, lane: Lane) -> None:
        with self._wake:
            self._ready.append(lane)
            self._wake.notify()

    def end(self) -> None:
        with self._wake:
            self._ending = True
            self._wake.notify()

    def run(self) -> None:
        while True:
            with self._wake:
                while not self._ready and not self._ending:
                    self._wake.wait()
                if self._ending:
                    return
                lane = self._ready.popleft()
            try:
                if lane.work(self._on_frame):
                    self.submit(lane)  # one picture a turn: a busy tile does not hold up the others
            except Exception:
                log.exception("tile %d cannot be decoded", lane.tile)
                lane.close()
