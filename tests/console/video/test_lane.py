"""A decoder that falls behind drops to the next key frame, counts it, and shows nothing broken."""

from __future__ import annotations

from console.video.lane import MAX_PENDING, OLD_S, Coded, Lane
from domain.clock import ManualClock
from rtsp.h264 import START
from simulator.cameras.footage import Clip


def coded(clip: Clip, number: int, arrived: float = 0.0, whole: bool = True) -> Coded:
    data = b"".join(START + unit for unit in clip.units[number])
    return Coded(data, number % 15 == 0, whole, "H264", None, arrived)


def drain(lane: Lane) -> list[int]:
    shown: list[int] = []
    while lane.work(lambda each: shown.append(each.frame.number if each.frame else -1)):
        pass
    return shown


def lane_of(clock: ManualClock) -> Lane:
    return Lane(1, (160, 90), clock)


def test_a_tile_waits_for_a_key_frame(camera_clips: dict[str, Clip]) -> None:
    clip, lane = camera_clips["camara/1"], lane_of(ManualClock())
    assert not lane.push(coded(clip, 7))
    assert lane.push(coded(clip, 15))
    assert drain(lane) == [1]
    assert lane.dropped == 1


def test_after_a_loss_nothing_is_shown_until_the_next_key_frame(camera_clips: dict[str, Clip]) -> None:
    clip, lane = camera_clips["camara/1"], lane_of(ManualClock())
    lane.push(coded(clip, 0))
    drain(lane)
    assert not lane.push(coded(clip, 1, whole=False))
    assert not lane.push(coded(clip, 2))
    assert lane.push(coded(clip, 15))
    assert lane.dropped == 2


def test_a_queue_that_grows_is_cut_at_a_key_frame(camera_clips: dict[str, Clip]) -> None:
    clip, lane = camera_clips["camara/1"], lane_of(ManualClock())
    for number in range(31):
        lane.push(coded(clip, number))
    assert lane.dropped == 30
    assert drain(lane) == [1]


def test_a_queue_without_key_frames_is_bounded(camera_clips: dict[str, Clip]) -> None:
    clip, lane = camera_clips["camara/1"], lane_of(ManualClock())
    lane.push(coded(clip, 0))
    for _ in range(2 * MAX_PENDING):
        lane.push(coded(clip, 1))
    assert lane.dropped == 2 * MAX_PENDING + 1
    assert not lane.work(lambda each: None)


def test_pictures_too_old_to_matter_are_not_decoded(camera_clips: dict[str, Clip]) -> None:
    clip, lane = camera_clips["camara/1"], lane_of(ManualClock())
    lane.push(coded(clip, 0, arrived=0.0))
    assert not lane.push(coded(clip, 1, arrived=OLD_S + 0.1))
    assert lane.dropped == 2


def test_only_the_newest_of_a_joined_group_is_scaled(camera_clips: dict[str, Clip]) -> None:
    clip, clock = camera_clips["camara/1"], ManualClock()
    lane = lane_of(clock)
    for number in range(8):
        lane.push(coded(clip, number))
    shown = drain(lane)
    assert len(shown) <= 2
    assert lane.frame is not None
    assert (lane.frame.width, lane.frame.height) == (160, 90)


def test_junk_in_a_picture_is_counted_and_the_tile_goes_on(camera_clips: dict[str, Clip]) -> None:
    clip, lane = camera_clips["camara/1"], lane_of(ManualClock())
    junk = Coded(START + b"\x67\x42junk" + START + b"\x65" + b"\xff" * 300, True, True, "H264", None, 0.0)
    lane.push(junk)
    assert drain(lane) == []
    assert lane.errors == 1
    lane.push(coded(clip, 15))
    assert drain(lane) == [1]
