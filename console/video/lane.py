"""One tile's way from coded pictures to pixels: a bounded queue, a decoder, the newest frame."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import av
from av.video.reformatter import VideoReformatter

from console.video.source import Frame
from domain.clock import Clock, Micros

MAX_PENDING, MAX_PENDING_BYTES = 300, 8 * 1024 * 1024
"""A joined group fits; anything longer is dropped to the next key frame."""
BEHIND = 8
"""Pictures waiting from which a new key frame replaces them all."""
OLD_S = 2.0
SHOW_EVERY_S = 0.1
"""A decoder that does not keep up still shows a picture this often."""
MAX_PIXELS = 4096 * 2304
CODECS = {"H264": "h264", "H265": "hevc"}


@dataclass(slots=True)
class Coded:
    """One access unit as the reader hands it over; `whole`: it can be decoded after the one before."""

    data: bytes
    key: bool
    whole: bool
    codec: str
    captured: Micros | None
    arrived: float


class Lane:
    """Shared by three threads: the reader pushes, one decode thread works, the window takes.

    `dropped` counts pictures that were never decoded, `errors` those that could not be.
    """

    def __init__(self, tile: int, size: tuple[int, int], clock: Clock) -> None:
        self.tile = tile
        self.dropped = 0
        self.errors = 0
        self.frame: Frame | None = None
        self.queued = False
        self._clock = clock
        self._size = size
        self._lock = threading.Lock()
        self._pending: deque[Coded] = deque()
        self._bytes = 0
        self._needs_key = True
        self._number = 0
        self._shown_at = 0.0
        self._codec: av.VideoCodecContext | None = None
        self._codec_name = ""
        self._reformatter = VideoReformatter()
        self._closed = False

    def push(self, picture: Coded) -> bool:
        """Take a coded picture in; True where the decode thread has to be told."""
        with self._lock:
            if self._closed:
                return False
            if not picture.whole or (self._needs_key and not picture.key):
                self.dropped += 1
                self._needs_key = True
                return False
            if picture.key and (len(self._pending) > BEHIND or self._needs_key):
                self._drop()
            elif self._overflows(picture):
                self._drop()
                self.dropped += 1
                self._needs_key = True
                return False
            self._needs_key = False
            self._pending.append(picture)
            self._bytes += len(picture.data)
            told, self.queued = self.queued, True
            return not told

    def _overflows(self, picture: Coded) -> bool:
        if len(self._pending) >= MAX_PENDING or self._bytes > MAX_PENDING_BYTES:
            return True
        return bool(self._pending) and picture.arrived - self._pending[0].arrived > OLD_S

    def _drop(self) -> None:
        self.dropped += len(self._pending)
        self._pending.clear()
        self._bytes = 0

    def resize(self, size: tuple[int, int]) -> None:
        """Scale to another size from the next picture on."""
        with self._lock:
            self._size = size

    def restart(self) -> None:
        """A new stream begins: nothing of the old one is decoded any more."""
        with self._lock:
            self._drop()
            self._needs_key = True

    def close(self) -> None:
        """Take no more."""
        with self._lock:
            self._closed = True
            self._drop()

    def work(self, on_frame: Callable[[Lane], None]) -> bool:
        """Decode one picture in the decode thread; True where more are waiting."""
        with self._lock:
            if not self._pending:
                self.queued = False
                return False
            picture = self._pending.popleft()
            self._bytes -= len(picture.data)
            last, size = not self._pending, self._size
        try:
            self._decode(picture, last, size, on_frame)
        except (av.FFmpegError, ValueError):
            self.errors += 1
            self._codec = None
            self.restart()
        return True

    def _decode(
        self, picture: Coded, last: bool, size: tuple[int, int], on_frame: Callable[[Lane], None]
    ) -> None:
        if self._codec is None or self._codec_name != picture.codec:
            self._codec, self._codec_name = _decoder(picture.codec), picture.codec
        for decoded in self._codec.decode(av.Packet(picture.data)):
            now = self._clock.monotonic()
            if not last and now - self._shown_at < SHOW_EVERY_S:
                continue  # a newer one waits: scaling this one would only delay it
            if decoded.width * decoded.height > MAX_PIXELS:
                raise ValueError("picture too large")
            self._show(decoded, picture, size)
            on_frame(self)

    def _show(self, decoded: av.VideoFrame, picture: Coded, size: tuple[int, int]) -> None:
        scaled = self._reformatter.reformat(
            decoded, size[0], size[1], "bgra", interpolation="FAST_BILINEAR", threads=1
        )
        plane = scaled.planes[0]
        self._number += 1
        self._shown_at = self._clock.monotonic()
        frame = Frame(
            pixels=plane,  # a plane keeps its frame's memory
            width=scaled.width,
            height=scaled.height,
            stride=plane.line_size,
            captured=picture.captured,
            arrived=picture.arrived,
            decoded=self._shown_at,
            number=self._number,
        )
        with self._lock:
            if not self._closed:
                self.frame = frame


def _decoder(codec: str) -> av.VideoCodecContext:
    context = av.CodecContext.create(CODECS[codec], "r")
    assert isinstance(context, av.VideoCodecContext)
    context.thread_count = 1
    context.thread_type = "NONE"
    context.flags |= av.codec.context.Flags.low_delay
    return context
