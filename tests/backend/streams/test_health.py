"""A camera is live, stale or down, and says since when and why."""

from __future__ import annotations

from backend.streams.health import CameraHealth


def test_a_camera_without_new_pictures_turns_stale_then_hopeless() -> None:
    health = CameraHealth()
    health.playing(100.0)
    first = health.picture(100.1, 1_000)
    assert first is not None
    assert first.state == "live"
    assert health.picture(100.2, 1_100) is None
    assert health.tick(102.6, 3_000) is None
    stale = health.tick(102.8, 3_500)
    assert stale is not None
    assert (stale.state, stale.reason, stale.since) == ("stale", "camera.no_pictures", 3_500)
    assert not health.hopeless(110.0)
    assert health.hopeless(110.3)


def test_a_camera_that_stays_down_keeps_the_time_it_went_and_tells_its_latest_reason() -> None:
    health = CameraHealth()
    first = health.lost(1_000, "camera.closed")
    second = health.lost(2_000, "camera.unreachable")
    assert first is not None
    assert second is not None
    assert (second.since, second.reason) == (1_000, "camera.unreachable")
    assert health.lost(3_000, "camera.unreachable") is None


def test_a_camera_that_never_plays_is_not_called_stale() -> None:
    assert CameraHealth().tick(1e6, 1) is None
