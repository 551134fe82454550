"""The pictures since the last key frame: what a viewer is given when it joins."""

from __future__ import annotations

from rtsp.message import interleave
from rtsp.pictures import Picture

MAX_GROUP = 8 * 1024 * 1024
"""Bytes kept for joiners; a camera with longer groups makes them wait for its next key frame."""


class LastGroup:
    """Keeps the wire bytes of the running group of pictures, within a limit."""

    def __init__(self, limit: int = MAX_GROUP) -> None:
        self._limit = limit
        self._wires: list[bytes] = []
        self._size = 0
        self._open = False

    def add(self, picture: Picture) -> bytes:
        """Take a picture in and return its packets as one stretch of interleaved bytes on channel 0."""
        wire = b"".join(interleave(0, packet) for packet in picture.packets)
        if picture.key:
            self._wires, self._size, self._open = [], 0, True
        if self._open:
            self._size += len(wire)
            self._wires.append(wire)
            if self._size > self._limit:
                self.clear()
        return wire

    def clear(self) -> None:
        """Forget the group: the camera was lost."""
        self._wires, self._size, self._open = [], 0, False

    def joined(self) -> bytes:
        """Return the bytes that bring a new viewer up to now; empty where there is no group."""
        return b"".join(self._wires)
