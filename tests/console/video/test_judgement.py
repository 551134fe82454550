"""A tile says LIVE only when it is."""

from __future__ import annotations

import pytest

from console.video.judgement import Signs, judge, latency, next_frame_time
from console.video.source import Picture


def signs(last: float | None = 100.0, frame_s: float = 1 / 15, lat: float | None = None) -> Signs:
    return Signs(opened=90.0, last=last, frame_s=frame_s, latency_s=lat, ended=False)


@pytest.mark.parametrize(
    ("now", "known", "expected"),
    [
        (100.1, signs(), Picture.LIVE),
        (101.19, signs(), Picture.LIVE),
        (101.21, signs(), Picture.LATE),
        (102.49, signs(), Picture.LATE),
        (102.51, signs(), Picture.FROZEN),
        (160.1, signs(), Picture.NO_SIGNAL),
        (100.1, signs(lat=1.9), Picture.LIVE),
        (100.1, signs(lat=2.1), Picture.LATE),
        (103.9, signs(frame_s=1.0), Picture.LIVE),
        (104.9, signs(frame_s=1.0), Picture.LATE),
        (105.1, signs(frame_s=1.0), Picture.FROZEN),
        (94.9, signs(last=None), Picture.CONNECTING),
        (95.1, signs(last=None), Picture.NO_SIGNAL),
    ],
)
def test_the_rule(now: float, known: Signs, expected: Picture) -> None:
    assert judge(now, known)[0] is expected


def test_a_late_picture_is_dated_by_its_arrival() -> None:
    assert judge(103.0, signs()) == (Picture.FROZEN, 100.0)
    assert judge(100.1, signs(lat=2.1)) == (Picture.LATE, 100.0)


def test_a_clock_that_cannot_be_right_measures_nothing() -> None:
    now = 1_795_000_000_000_000
    assert latency(now, None) is None
    assert latency(now, now + 3_600_000_000) is None
    assert latency(now, now - 3_600_000_000) is None
    assert latency(now, now - 250_000) == 0.25
    assert latency(now, now + 100_000) == 0.0


def test_the_frame_time_follows_the_stream_and_ignores_jumps() -> None:
    frame_s = 1 / 15
    for _ in range(100):
        frame_s = next_frame_time(frame_s, 3600)
    assert frame_s == pytest.approx(0.04, abs=0.001)
    assert next_frame_time(frame_s, -5) == frame_s
    assert next_frame_time(frame_s, 90_000 * 60) == frame_s
