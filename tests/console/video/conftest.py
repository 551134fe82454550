"""The street of cameras, for the tests of this room."""

from tests.plugins.streams import camera_clips, camera_street, cameras, frame_source, relay_config

__all__ = ["camera_clips", "camera_street", "cameras", "frame_source", "relay_config"]
