"""The tiles: which cameras they show, a ticket for each, and asking again when a stream ends."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from backend_client.picture import LinkState, Picture
from console.video.source import Frame, TileState
from console.video.source import Picture as Shown
from domain.camera import Camera
from domain.clock import Clock
from domain.wire import Ticket
from widgets.video_wall.frames import WallTile
from widgets.video_wall.video_wall import VideoWall

log = logging.getLogger("atalaya.tiles")

PLACES = 4
PLACES_COMPACT = 2
LOOK_EVERY_MS = 250
FIRST_PAUSE_S, LAST_PAUSE_S = 1.0, 30.0
FIRST_SIZE = (480, 270)


class Source(Protocol):
    """Live pictures, as console/video/live_source.py gives them."""

    def open(self, tile: int, url: str, size: tuple[int, int] = ...) -> None: ...
    def reopen(self, tile: int, url: str) -> None: ...
    def resize(self, tile: int, size: tuple[int, int]) -> None: ...
    def close(self, tile: int) -> None: ...
    def latest(self, tile: int) -> Frame | None: ...
    def state(self, tile: int) -> TileState: ...
    def wanting(self) -> list[int]: ...
    def counters(self, tile: int) -> tuple[int, int]: ...
    @property
    def decoders(self) -> int: ...
    def stop(self) -> None: ...


@dataclass(slots=True)
class _Place:
    """One tile: its camera, whether its stream was ever opened, and why it was not."""

    camera: UUID
    since: float
    opened: bool = False
    asking: bool = False
    code: str | None = None
    retry_at: float | None = None
    pause_s: float = FIRST_PAUSE_S
    size: tuple[int, int] = FIRST_SIZE


class Frames:
    """The frame source of the wall before there is a real one: the first paint waits for no decoder."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.source: Source | None = None
        self.places: dict[int, _Place] = {}

    def latest(self, tile: int) -> Frame | None:
        """Return the newest picture."""
        place = self.places.get(tile)
        return self.source.latest(tile) if self.source is not None and place and place.opened else None

    def state(self, tile: int) -> TileState:
        """Return how the tile is: the stream's word, or why there is no stream."""
        place = self.places.get(tile)
        if place is None:
            return TileState(Shown.NO_SIGNAL, self._clock.monotonic())
        if self.source is not None and place.opened:
            return self.source.state(tile)
        if place.code is not None:
            return TileState(Shown.NO_SIGNAL, place.since, reason=place.code, retry_at=place.retry_at)
        return TileState(Shown.CONNECTING, place.since)

    def resize(self, tile: int, size: tuple[int, int]) -> None:
        """Remember the tile's size in pixels, and tell the source."""
        place = self.places.get(tile)
        if place is not None:
            place.size = size
            if self.source is not None and place.opened:
                self.source.resize(tile, size)


class TilesPresenter(QObject):
    """Between the picture's cameras and the wall. `changed` is told which cameras are shown, in order."""

    def __init__(
        self,
        picture: Picture,
        clock: Clock,
        rng: random.Random,
        pane: VideoWall,
        frames: Frames,
        ask_ticket: Callable[[UUID], Awaitable[Ticket]],
        make_source: Callable[[], Awaitable[Source]],
        start: Callable[[Coroutine[Any, Any, Any], str], object],
        changed: Callable[[list[UUID]], None],
    ) -> None:
        super().__init__(pane)
        self._picture = picture
        self._clock = clock
        self._rng = rng
        self._pane = pane
        self._frames = frames
        self._ask_ticket = ask_ticket
        self._make_source = make_source
        self._start = start
        self._changed = changed
        self._making: asyncio.Lock = asyncio.Lock()
        self._closed = False
        self.chosen = 0
        self.places = PLACES
        self._end = picture.cameras.subscribe(lambda _: self.fill())
        pane.tile_picked.connect(self._picked)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def close(self) -> Source | None:
        """Follow the picture no more; return the source, which whoever closes must stop."""
        self._end()
        self._closed = True
        self._timer.stop()
        self._frames.places.clear()
        source, self._frames.source = self._frames.source, None
        return source

    def set_compact(self, compact: bool) -> None:
        """Two tiles in the small window; the others end."""
        self.places = PLACES_COMPACT if compact else PLACES
        for number in [number for number in self._frames.places if number > self.places]:
            self._let_go(number)
        self.fill()

    def fill(self) -> None:
        """Give the first cameras of the register to the tiles that have none."""
        shown = {place.camera for place in self._frames.places.values()}
        known = sorted(self._picture.cameras.values(), key=lambda camera: camera.label)
        spare = [camera for camera in known if camera.id not in shown]
        for number in range(1, self.places + 1):
            place = self._frames.places.get(number)
            if place is not None and place.camera not in self._picture.cameras:
                self._let_go(number)
                place = None
            if place is None and spare:
                self._put(number, spare.pop(0))
        self._tell()

    def show(self, camera: UUID) -> None:
        """Show a camera that was picked on the map: it is chosen, or takes the chosen tile's place."""
        for number, place in self._frames.places.items():
            if place.camera == camera:
                self._picked(number)
                self._pane.choose(number)
                return
        found = self._picture.cameras.get(camera)
        if found is not None:
            number = self.chosen or self.places
            self._let_go(number)
            self._put(number, found)
            self._tell()

    def counts(self) -> tuple[int, int, int, int]:
        """Return how many tiles are live, late, frozen, without signal."""
        states = [self._frames.state(number).picture for number in self._frames.places]
        dark = sum(state in (Shown.NO_SIGNAL, Shown.CONNECTING) for state in states)
        return states.count(Shown.LIVE), states.count(Shown.LATE), states.count(Shown.FROZEN), dark

    def decoding(self) -> tuple[int, int, int]:
        """Return how many threads decode, how many pictures were dropped undecoded, how many unreadable."""
        source = self._frames.source
        if source is None:
            return 0, 0, 0
        told = [source.counters(number) for number in self._frames.places]
        return source.decoders, sum(dropped for dropped, _ in told), sum(bad for _, bad in told)

    def _picked(self, number: int) -> None:
        self.chosen = number

    def _put(self, number: int, camera: Camera) -> None:
        self._frames.places[number] = _Place(camera.id, self._clock.monotonic())
        self._begin(number)

    def _let_go(self, number: int) -> None:
        place = self._frames.places.pop(number, None)
        if place is not None and place.opened and self._frames.source is not None:
            self._frames.source.close(number)

    def _tell(self) -> None:
        tiles = []
        for number, place in sorted(self._frames.places.items()):
            camera = self._picture.cameras.get(place.camera)
            if camera is not None:
                tiles.append(WallTile(number, camera.label, camera.name, camera.id))
        self._pane.set_places(self.places, tiles)
        self._changed([place.camera for _, place in sorted(self._frames.places.items())])

    # ---- tickets ---------------------------------------------------------------------------------------

    def _begin(self, number: int) -> None:
        place = self._frames.places[number]
        if not place.asking:
            place.asking = True
            self._start(self._open(number, place), f"tile {number}")

    async def _open(self, number: int, place: _Place) -> None:
        try:
            ticket = await self._ask_ticket(place.camera)
            async with self._making:
                if self._frames.source is None and not self._closed:
                    self._frames.source = await self._source()
        except OSError as failure:  # the authority's file cannot be read
            log.warning("tile %d: no video: %s", number, failure)
            self._refused(place, "video.certificate")
            return
        finally:
            place.asking = False
        if self._frames.places.get(number) is not place or self._frames.source is None:
            return
        if ticket.url is None:
            self._refused(place, ticket.code or "camera.forbidden")
        elif place.opened:
            self._frames.source.reopen(number, ticket.url)
        else:
            place.opened, place.code, place.pause_s = True, None, FIRST_PAUSE_S
            self._frames.source.open(number, ticket.url, place.size)

    async def _source(self) -> Source | None:
        """Make the source; a desk that was taken apart meanwhile has nobody who would end it."""
        made = await self._make_source()
        if not self._closed:
            return made
        await asyncio.get_running_loop().run_in_executor(None, made.stop)
        return None

    def _refused(self, place: _Place, code: str) -> None:
        now = self._clock.monotonic()
        if place.code is None:
            place.since = now
        place.code = code
        place.retry_at = now + place.pause_s * self._rng.uniform(0.7, 1.0)
        place.pause_s = min(LAST_PAUSE_S, place.pause_s * 2)

    def _look(self) -> None:
        if self._picture.link.state is not LinkState.LIVE:
            return
        now = self._clock.monotonic()
        wanting = self._frames.source.wanting() if self._frames.source is not None else []
        for number, place in self._frames.places.items():
            due = place.retry_at is not None and place.retry_at <= now and not place.opened
            if due or number in wanting:
                self._begin(number)
