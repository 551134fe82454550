"""Four tiles: a ticket for each camera, another when a stream ends, and honest words when there is none."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Coroutine, Iterator
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication

from backend_client.picture import LinkState
from console.presenters.tiles import Frames, Source, TilesPresenter
from console.video.source import Frame, TileState
from console.video.source import Picture as Shown
from domain.wire import Ticket
from tests.console.desk import Desk
from widgets.look import Look
from widgets.video_wall.video_wall import VideoWall


class Streams:
    """A frame source that remembers what it was told and shows what the test says."""

    def __init__(self) -> None:
        self.opened: list[tuple[int, str]] = []
        self.reopened: list[tuple[int, str]] = []
        self.closed: list[int] = []
        self.ended: list[int] = []
        self.shows: dict[int, Shown] = {}
        self.stopped = False

    def open(self, tile: int, url: str, size: tuple[int, int] = (640, 360)) -> None:
        self.opened.append((tile, url))
        self.shows[tile] = Shown.LIVE

    def reopen(self, tile: int, url: str) -> None:
        self.reopened.append((tile, url))

    def resize(self, tile: int, size: tuple[int, int]) -> None:
        pass

    def close(self, tile: int) -> None:
        self.closed.append(tile)
        self.shows.pop(tile, None)

    def latest(self, tile: int) -> Frame | None:
        return None

    def state(self, tile: int) -> TileState:
        return TileState(self.shows.get(tile, Shown.CONNECTING), 0.0)

    def wanting(self) -> list[int]:
        ended, self.ended = self.ended, []
        return ended

    def counters(self, tile: int) -> tuple[int, int]:
        return 3, 1

    @property
    def decoders(self) -> int:
        return 2

    def stop(self) -> None:
        self.stopped = True


class Bench:
    """A wall on a desk; work is done when the test says `run`."""

    def __init__(self) -> None:
        self.desk = Desk()
        self.streams = Streams()
        self.asked: list[UUID] = []
        self.told: list[list[UUID]] = []
        self.refusal: str | None = None
        self.no_video: OSError | None = None
        self.while_made: Callable[[], object] = lambda: None
        self._work: list[Coroutine[Any, Any, Any]] = []
        self.frames = Frames(self.desk.clock)
        self.pane = VideoWall(Look(), self.frames, self.desk.clock.monotonic)
        self.cameras = [self.desk.camera(f"C-{n}") for n in range(6)]
        self.presenter = TilesPresenter(
            self.desk.picture,
            self.desk.clock,
            random.Random(1),
            self.pane,
            self.frames,
            self.ticket,
            self.make_source,
            lambda work, name: self._work.append(work),
            self.told.append,
        )
        self.presenter._timer.stop()

    async def ticket(self, camera: UUID) -> Ticket:
        self.asked.append(camera)
        if self.refusal is not None:
            return Ticket(ask=1, camera=camera, code=self.refusal)
        return Ticket(ask=1, camera=camera, url=f"rtsps://relay/{len(self.asked)}")

    async def make_source(self) -> Source:
        if self.no_video is not None:
            raise self.no_video
        self.while_made()
        return self.streams

    def run(self) -> None:
        work, self._work = self._work, []

        async def all_of_it() -> None:
            await asyncio.gather(*work)

        asyncio.run(all_of_it())


@pytest.fixture
def bench(qapp: QApplication) -> Iterator[Bench]:
    made = Bench()
    yield made
    made.run()
    made.presenter.close()
    made.pane.deleteLater()


def test_the_first_four_cameras_are_shown_with_a_ticket_each(bench: Bench) -> None:
    bench.presenter.fill()
    assert bench.presenter.counts() == (0, 0, 0, 4)
    bench.run()
    assert bench.asked == [camera.id for camera in bench.cameras[:4]]
    assert sorted(tile for tile, _ in bench.streams.opened) == [1, 2, 3, 4]
    assert len({url for _, url in bench.streams.opened}) == 4, "a ticket is good once"
    assert bench.presenter.counts() == (4, 0, 0, 0)
    assert bench.told[-1] == [camera.id for camera in bench.cameras[:4]]


def test_a_stream_that_ended_gets_a_fresh_ticket_and_keeps_its_last_picture(bench: Bench) -> None:
    bench.presenter.fill()
    bench.run()
    bench.streams.ended = [2]
    bench.presenter._look()
    bench.run()
    assert [tile for tile, _ in bench.streams.reopened] == [2]
    assert bench.streams.closed == []


def test_a_refused_ticket_is_told_and_asked_for_again_ever_more_slowly(bench: Bench) -> None:
    bench.refusal = "camera.forbidden"
    bench.presenter.fill()
    bench.run()
    state = bench.frames.state(1)
    assert (state.picture, state.reason) == (Shown.NO_SIGNAL, "camera.forbidden")
    first, pauses = bench.cameras[0].id, []
    for _ in range(7):
        asked = bench.asked.count(first)
        waited = 0.0
        while bench.asked.count(first) == asked:
            bench.desk.clock.advance(0.25)
            waited += 0.25
            bench.presenter._look()
            bench.run()
        pauses.append(waited)
    assert pauses[0] <= 1.25
    assert pauses[-1] > 15.0
    assert max(pauses) <= 30.25
    bench.refusal = None
    bench.desk.clock.advance(31)
    bench.presenter._look()
    bench.run()
    assert bench.presenter.counts()[0] == 4


def test_without_the_authority_s_file_the_tiles_say_so_and_try_again(
    bench: Bench, expect_log: Callable[[str], None]
) -> None:
    expect_log("no video: gone")
    bench.no_video = FileNotFoundError("gone")
    bench.presenter.fill()
    bench.run()
    assert bench.frames.state(1).reason == "video.certificate"
    bench.no_video = None
    bench.desk.clock.advance(2)
    bench.presenter._look()
    bench.run()
    assert bench.presenter.counts()[0] == 4


def test_no_ticket_is_asked_for_while_the_line_is_down(bench: Bench) -> None:
    bench.presenter.fill()
    bench.run()
    asked = len(bench.asked)
    bench.desk.link(LinkState.DEAD)
    bench.streams.ended = [1]
    bench.presenter._look()
    bench.run()
    assert len(bench.asked) == asked
    bench.desk.link(LinkState.LIVE)
    bench.presenter._look()
    bench.run()
    assert len(bench.asked) == asked + 1


def test_a_camera_picked_on_the_map_takes_the_chosen_tile(bench: Bench) -> None:
    bench.presenter.fill()
    bench.run()
    bench.pane.tile_picked.emit(2)
    bench.presenter.show(bench.cameras[5].id)
    bench.run()
    assert bench.streams.closed == [2]
    assert bench.told[-1][1] == bench.cameras[5].id
    bench.presenter.show(bench.cameras[0].id)
    assert bench.presenter.chosen == 1, "one that is there already is only chosen"


def test_the_small_window_shows_two(bench: Bench) -> None:
    bench.presenter.fill()
    bench.run()
    bench.presenter.set_compact(True)
    assert sorted(bench.streams.closed) == [3, 4]
    assert len(bench.told[-1]) == 2
    bench.presenter.set_compact(False)
    bench.run()
    assert len(bench.told[-1]) == 4


def test_a_desk_taken_apart_while_its_video_is_made_leaves_nothing_running(bench: Bench) -> None:
    bench.while_made = bench.presenter.close
    bench.presenter.fill()
    bench.run()
    assert bench.streams.stopped
    assert bench.frames.source is None
    assert bench.streams.opened == []


def test_what_the_decoders_do_is_counted_for_the_diagnostics(bench: Bench) -> None:
    assert bench.presenter.decoding() == (0, 0, 0)
    bench.presenter.fill()
    bench.run()
    assert bench.presenter.decoding() == (2, 3 * bench.presenter.places, bench.presenter.places)
