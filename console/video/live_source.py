"""Live pictures from the relay: one thread reads every stream, a few decode, the window only looks."""

from __future__ import annotations

import asyncio
import logging
import os
import random
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from console.video.decoders import DecodeThreads
from console.video.judgement import DEFAULT_FRAME_S, Signs, judge, latency, next_frame_time
from console.video.lane import Coded, Lane
from console.video.link import Link
from console.video.source import Frame, Picture, TileState
from domain.clock import Clock, Micros

log = logging.getLogger(__name__)

FIRST_PAUSE_S, LAST_PAUSE_S = 0.5, 30.0
SETTLED_S = 10.0


def pause_after(tries: int) -> float:
    """Return seconds before a tile's next try: half a second a few times, then doubling to thirty."""
    return min(LAST_PAUSE_S, FIRST_PAUSE_S * 2.0 ** max(0, min(tries, 20) - 3))


@dataclass(slots=True)
class _Tile:
    """What the window and the reader know of a tile; guarded by LiveSource's lock."""

    lane: Lane
    opened: float
    stream: int
    frame_s: float = DEFAULT_FRAME_S
    last: float | None = None
    last_wall: Micros | None = None
    reason: str | None = None
    ended: bool = False
    retry_at: float | None = None
    tries: int = 0
    shown: Picture = Picture.CONNECTING
    shown_since: float = 0.0
    latency_s: float | None = None


class LiveSource:
    """The FrameSource of the relay's streams.

    `ca` is the PEM file the relay is verified against. `wake` is called in a decode thread, at most once
    between two calls of `fresh()`: pass `lambda: loop.call_soon_threadsafe(...)`. `server_now` returns the
    server's time in microseconds UTC, as the line knows it (default: this machine's), for latency.
    """

    def __init__(
        self,
        clock: Clock,
        rng: random.Random,
        *,
        ca: Path | None = None,
        wake: Callable[[], None] | None = None,
        server_now: Callable[[], Micros] | None = None,
        threads: int | None = None,
    ) -> None:
        self._clock = clock
        self._rng = rng
        self._wake = wake
        self._server_now = server_now or clock.now
        self._tls = ssl.create_default_context(cafile=ca)
        self._tiles: dict[int, _Tile] = {}
        self._links: dict[int, asyncio.Task[None]] = {}
        self._streams = 0
        self._lock = threading.Lock()
        self._fresh: set[int] = set()
        self._decoders = DecodeThreads(threads or min(os.cpu_count() or 2, 2), self._on_frame)
        self._loop = asyncio.new_event_loop()
        self._reader = threading.Thread(target=self._read, name="video-reader", daemon=True)
        self._reader.start()

    def open(self, tile: int, url: str, size: tuple[int, int] = (640, 360)) -> None:
        """Show another camera on a tile, with nothing left of the one before."""
        now = self._clock.monotonic()
        with self._lock:
            self._streams += 1
            stream, before = self._streams, self._tiles.get(tile)
            self._tiles[tile] = _Tile(Lane(tile, size, self._clock), now, stream, shown_since=now)
            self._fresh.discard(tile)
        if before is not None:
            before.lane.close()
        self._loop.call_soon_threadsafe(self._start_link, tile, stream, url)

    def reopen(self, tile: int, url: str) -> None:
        """Go on with the same camera through a new URL; the last picture stays until the first new one."""
        with self._lock:
            known = self._tiles.get(tile)
            if known is None:
                return
            self._streams += 1
            known.stream, known.opened = self._streams, self._clock.monotonic()
            known.ended, known.retry_at = False, None
            known.lane.restart()
            stream = known.stream
        self._loop.call_soon_threadsafe(self._start_link, tile, stream, url)

    def resize(self, tile: int, size: tuple[int, int]) -> None:
        """Scale the tile's next pictures to another size, in pixels of the screen."""
        with self._lock:
            known = self._tiles.get(tile)
        if known is not None:
            known.lane.resize(size)

    def close(self, tile: int) -> None:
        """Let a tile go."""
        with self._lock:
            known = self._tiles.pop(tile, None)
            self._fresh.discard(tile)
        if known is not None:
            known.lane.close()
            self._loop.call_soon_threadsafe(self._stop_link, tile)

    def latest(self, tile: int) -> Frame | None:
        """Return the newest picture."""
        known = self._tiles.get(tile)
        return None if known is None else known.lane.frame

    def fresh(self) -> list[int]:
        """Return the tiles with a new picture since the last call."""
        with self._lock:
            found, self._fresh = sorted(self._fresh), set()
        return found

    def state(self, tile: int) -> TileState:
        """Return how a tile's picture is now; a tile that is not open has no signal."""
        now = self._clock.monotonic()
        with self._lock:
            known = self._tiles.get(tile)
            if known is None:
                return TileState(Picture.NO_SIGNAL, now)
            signs = Signs(known.opened, known.last, known.frame_s, known.latency_s, known.ended)
            picture, since = judge(now, signs)
            if picture is not known.shown:
                known.shown, known.shown_since = picture, now
            return TileState(
                picture=picture,
                since=known.shown_since if since is None else since,
                latency_s=known.latency_s,
                reason=known.reason,
                retry_at=known.retry_at,
                last_picture=known.last_wall,
            )

    def wanting(self) -> list[int]:
        """Return the tiles whose stream ended and whose next try is due; each is named once a try."""
        now = self._clock.monotonic()
        found = []
        with self._lock:
            for tile, known in self._tiles.items():
                if known.ended and known.retry_at is not None and known.retry_at <= now:
                    known.retry_at = now + pause_after(known.tries)  # should the asking fail, it is due again
                    found.append(tile)
        return found

    @property
    def decoders(self) -> int:
        """How many threads decode."""
        return len(self._decoders)

    def counters(self, tile: int) -> tuple[int, int]:
        """Return (pictures dropped undecoded, pictures that could not be decoded)."""
        known = self._tiles.get(tile)
        return (0, 0) if known is None else (known.lane.dropped, known.lane.errors)

    def stop(self) -> None:
        """End every stream and thread; a second call does nothing."""
        if not self._reader.is_alive():
            return
        for tile in list(self._tiles):
            self.close(tile)
        asyncio.run_coroutine_threadsafe(self._end_links(), self._loop).result(3.0)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._reader.join(3.0)
        self._decoders.stop()

    # In the reader's thread.

    def _read(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()
        self._loop.close()

    async def _end_links(self) -> None:
        links = list(self._links.values())
        for link in links:
            link.cancel()
        await asyncio.gather(*links, return_exceptions=True)

    def _start_link(self, tile: int, stream: int, url: str) -> None:
        self._stop_link(tile)
        self._links[tile] = self._loop.create_task(self._stream(tile, stream, url))

    def _stop_link(self, tile: int) -> None:
        link = self._links.pop(tile, None)
        if link is not None:
            link.cancel()

    async def _stream(self, tile: int, stream: int, url: str) -> None:
        def on_picture(coded: Coded, ticks: int) -> None:
            self._on_picture(tile, stream, coded, ticks)

        try:
            token = f"{self._rng.getrandbits(64):016x}"
            reason = await Link(url, self._tls, self._clock, lambda: token, on_picture).run()
        except ValueError:
            reason = "video.address"
        self._on_end(tile, stream, reason)

    def _on_picture(self, tile: int, stream: int, coded: Coded, ticks: int) -> None:
        with self._lock:
            known = self._tiles.get(tile)
            if known is None or known.stream != stream:
                return
            if ticks:
                known.frame_s = next_frame_time(known.frame_s, ticks)
        if known.lane.push(coded):
            self._decoders.submit(known.lane)

    def _on_end(self, tile: int, stream: int, reason: str) -> None:
        now = self._clock.monotonic()
        with self._lock:
            known = self._tiles.get(tile)
            if known is None or known.stream != stream:
                return
            if now - known.opened > SETTLED_S:
                known.tries = 0
            known.ended, known.reason, known.latency_s = True, reason, None
            known.retry_at = now + pause_after(known.tries) * self._rng.uniform(0.7, 1.0)
            known.tries += 1

    # In a decode thread.

    def _on_frame(self, lane: Lane) -> None:
        frame = lane.frame
        with self._lock:
            known = self._tiles.get(lane.tile)
            if known is None or known.lane is not lane or frame is None:
                return
            known.last, known.last_wall = frame.decoded, self._clock.now()
            if not known.ended:  # a picture decoded after its stream's end says nothing of the line
                known.reason, known.latency_s = None, latency(self._server_now(), frame.captured)
            first = not self._fresh
            self._fresh.add(lane.tile)
        if first and self._wake is not None:
            self._wake()
