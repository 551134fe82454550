"""H.264 over RTP (RFC 6184): packets to access units and back, and the picture's size out of its SPS."""

from __future__ import annotations

from collections.abc import Iterator

from rtsp.errors import StreamError

START = b"\0\0\0\1"
IDR, SEI, SPS, PPS, DELIMITER, STAP_A, FU_A = 5, 6, 7, 8, 9, 24, 28
MAX_SIDE = 8192
MAX_PIXELS = 4096 * 2304
"""Largest picture taken in: a decoder sets memory aside for some 16 of them on a mere word of the peer."""


class H264Units:
    """Puts the pieces of packet payloads back together as NAL units."""

    key_kinds = frozenset((IDR, SPS))
    parameter_kinds = frozenset((SPS, PPS))

    def __init__(self, max_unit: int) -> None:
        self._max_unit = max_unit
        self._fragment: bytearray | None = None

    def reset(self) -> None:
        """Forget a half-received unit: a packet was lost."""
        self._fragment = None

    def feed(self, payload: bytes) -> Iterator[bytes]:
        """Yield whole NAL units; raises StreamError("rtp.payload") for what RFC 6184 does not allow."""
        if not payload:
            raise StreamError("rtp.payload")
        kind = payload[0] & 0x1F
        if 1 <= kind <= 23:
            self._fragment = None
            yield payload
        elif kind == STAP_A:
            self._fragment = None
            yield from split_aggregate(payload, 1)
        elif kind == FU_A and len(payload) > 2:
            yield from self._part(payload)
        else:
            raise StreamError("rtp.payload", kind=kind)

    def _part(self, payload: bytes) -> Iterator[bytes]:
        head = payload[1]
        if head & 0x80:
            self._fragment = bytearray((payload[0] & 0xE0 | head & 0x1F,))
        if self._fragment is None:
            return  # the beginning was lost
        self._fragment += memoryview(payload)[2:]
        if len(self._fragment) > self._max_unit:
            self._fragment = None
            raise StreamError("rtp.unit_length")
        if head & 0x40:
            unit, self._fragment = bytes(self._fragment), None
            yield unit

    @staticmethod
    def kind(unit: bytes) -> int:
        """Return the type of a NAL unit."""
        return unit[0] & 0x1F

    def begins(self, payload: bytes) -> bool:
        """Tell whether a packet can be a picture's first: a head, or the slice with macroblock 0."""
        kind = payload[0] & 0x1F
        if kind == STAP_A:
            return len(payload) > 4 and self.begins(payload[3:])
        if kind == FU_A:
            return len(payload) > 2 and payload[1] >= 0x80 and payload[2] >= 0x80
        return SEI <= kind <= DELIMITER or (1 <= kind <= IDR and len(payload) > 1 and payload[1] >= 0x80)

    @staticmethod
    def size(unit: bytes) -> tuple[int, int] | None:
        """Return (width, height) when the unit is an SPS."""
        return sps_size(unit) if unit[0] & 0x1F == SPS else None


def split_aggregate(payload: bytes, start: int) -> Iterator[bytes]:
    """Yield the units of an aggregation packet, each behind its 16-bit length."""
    while start < len(payload):
        length = int.from_bytes(payload[start : start + 2], "big")
        unit = payload[start + 2 : start + 2 + length]
        if not length or len(unit) != length:
            raise StreamError("rtp.payload")
        yield unit
        start += 2 + length


def packetise(unit: bytes, limit: int = 1400) -> Iterator[bytes]:
    """Yield the packet payloads of one NAL unit, none longer than `limit` bytes."""
    if len(unit) <= limit:
        yield unit
        return
    indicator, kind = unit[0] & 0xE0 | FU_A, unit[0] & 0x1F
    step = limit - 2
    for start in range(1, len(unit), step):
        first, last = start == 1, start + step >= len(unit)
        yield bytes((indicator, kind | first << 7 | last << 6)) + unit[start : start + step]


def split_annex_b(stream: bytes) -> Iterator[bytes]:
    """Yield the NAL units between the start codes of a byte stream (ITU-T H.264, annex B)."""
    start = stream.find(b"\0\0\1")
    while start >= 0:
        following = stream.find(b"\0\0\1", start + 3)
        unit = stream[start + 3 : following if following >= 0 else len(stream)].rstrip(b"\0")
        if unit:
            yield unit
        start = following


class Bits:
    """Reads the fields of a parameter set, emulation prevention removed."""

    def __init__(self, unit: bytes) -> None:
        data = unit.replace(b"\0\0\3", b"\0\0")
        self._value = int.from_bytes(data, "big")
        self._left = len(data) * 8

    def take(self, count: int) -> int:
        """Return the next `count` bits; raises StreamError("sps.short") at the end."""
        self._left -= count
        if self._left < 0:
            raise StreamError("sps.short")
        return (self._value >> self._left) & ((1 << count) - 1)

    def unsigned(self) -> int:
        """Return an Exp-Golomb number (9.1)."""
        zeros = 0
        while not self.take(1):
            zeros += 1
            if zeros > 32:
                raise StreamError("sps.number")
        return (1 << zeros) - 1 + self.take(zeros)

    def signed(self) -> int:
        """Return a signed Exp-Golomb number (9.1.1)."""
        value = self.unsigned()
        return (value + 1) // 2 if value % 2 else -(value // 2)


_WITH_CHROMA = frozenset((100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135))


def sps_size(unit: bytes) -> tuple[int, int]:
    """Return (width, height) in pixels that a sequence parameter set declares (ITU-T H.264, 7.3.2.1.1)."""
    bits = Bits(unit[1:256])
    profile = bits.take(8)
    bits.take(16)
    bits.unsigned()
    chroma = 1
    if profile in _WITH_CHROMA:
        chroma = _chroma(bits)
    bits.unsigned()
    order = bits.unsigned()
    if order == 0:
        bits.unsigned()
    elif order == 1:
        bits.take(1)
        bits.signed()
        bits.signed()
        for _ in range(min(bits.unsigned(), 255)):
            bits.signed()
    bits.unsigned()
    bits.take(1)
    columns, rows = bits.unsigned() + 1, bits.unsigned() + 1
    frames_only = bits.take(1)
    if not frames_only:
        bits.take(1)
    bits.take(1)
    width, height = columns * 16, rows * 16 * (2 - frames_only)
    if bits.take(1):
        across, down = (2 if chroma in (1, 2) else 1), (2 if chroma == 1 else 1) * (2 - frames_only)
        width -= across * (bits.unsigned() + bits.unsigned())
        height -= down * (bits.unsigned() + bits.unsigned())
    return width, height


def _chroma(bits: Bits) -> int:
    chroma = bits.unsigned()
    if chroma == 3:
        bits.take(1)
    bits.unsigned()
    bits.unsigned()
    bits.take(1)
    if bits.take(1):
        for index in range(12 if chroma == 3 else 8):
            if bits.take(1):
                _skip_scaling(bits, 16 if index < 6 else 64)
    return chroma


def _skip_scaling(bits: Bits, count: int) -> None:
    last = following = 8
    for _ in range(count):
        if following:
            following = (last + bits.signed()) % 256
        last = following or last


def check_size(size: tuple[int, int]) -> None:
    """Raise StreamError("picture.size") for a picture larger than any camera of ours, or impossible."""
    width, height = size
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE and width * height <= MAX_PIXELS):
        raise StreamError("picture.size", width=min(width, 1 << 31), height=min(height, 1 << 31))
