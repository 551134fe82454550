"""A camera's pictures reach a tile through the relay: in order, soon, and honestly."""

from __future__ import annotations

import itertools

import numpy as np

from console.video.source import Frame, Picture
from simulator.cameras import barcode


def number_in(frame: Frame) -> int | None:
    rows = np.frombuffer(frame.pixels, np.uint8).reshape(frame.height, frame.stride)
    return barcode.read(rows[:, : frame.width * 4].reshape(frame.height, frame.width, 4))


async def test_a_tile_shows_the_cameras_pictures_in_order(street, source, wait_until) -> None:
    await street.until_live()
    source.open(1, await street.url(), (342, 192))
    seen: list[int] = []

    def look() -> bool:
        for tile in source.fresh():
            number = number_in(source.latest(tile))
            assert number is not None
            seen.append(number)
        return len(seen) >= 45

    await wait_until(look)
    steps = {(after - before) % 90 for before, after in itertools.pairwise(seen[3:])}
    assert steps == {1}
    state = source.state(1)
    assert state.picture is Picture.LIVE
    assert state.latency_s is not None
    assert state.latency_s < 0.5
