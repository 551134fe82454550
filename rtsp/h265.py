"""H.265 over RTP (RFC 7798), receiving side, and the picture's size out of its SPS."""

from __future__ import annotations

from collections.abc import Iterator

from rtsp.errors import StreamError
from rtsp.h264 import Bits, split_aggregate

VPS, SPS, PPS, AGGREGATE, FRAGMENT = 32, 33, 34, 48, 49


class H265Units:
    """Puts the pieces of packet payloads back together as NAL units; DONL fields are not in use."""

    key_kinds = frozenset((*range(16, 22), SPS))
    parameter_kinds = frozenset((VPS, SPS, PPS))

    def __init__(self, max_unit: int) -> None:
        self._max_unit = max_unit
        self._fragment: bytearray | None = None

    def reset(self) -> None:
        """Forget a half-received unit: a packet was lost."""
        self._fragment = None

    def feed(self, payload: bytes) -> Iterator[bytes]:
        """Yield whole NAL units; raises StreamError("rtp.payload") for what RFC 7798 does not allow."""
        if len(payload) < 3:
            raise StreamError("rtp.payload")
        kind = payload[0] >> 1 & 0x3F
        if kind < AGGREGATE:
            self._fragment = None
            yield payload
        elif kind == AGGREGATE:
            self._fragment = None
            yield from split_aggregate(payload, 2)
        elif kind == FRAGMENT and len(payload) > 3:
            yield from self._part(payload)
        else:
            raise StreamError("rtp.payload", kind=kind)

    def _part(self, payload: bytes) -> Iterator[bytes]:
        head = payload[2]
        if head & 0x80:
            self._fragment = bytearray((payload[0] & 0x81 | (head & 0x3F) << 1, payload[1]))
        if self._fragment is None:
            return
        self._fragment += memoryview(payload)[3:]
        if len(self._fragment) > self._max_unit:
            self._fragment = None
            raise StreamError("rtp.unit_length")
        if head & 0x40:
            unit, self._fragment = bytes(self._fragment), None
            yield unit

    @staticmethod
    def kind(unit: bytes) -> int:
        """Return the type of a NAL unit."""
        return unit[0] >> 1 & 0x3F

    def begins(self, payload: bytes) -> bool:
        """Tell whether a packet can be a picture's first: a head, or the first slice segment."""
        kind = payload[0] >> 1 & 0x3F if payload else 0
        if kind == AGGREGATE:
            return len(payload) > 6 and self.begins(payload[4:])
        if kind == FRAGMENT:
            return len(payload) > 3 and payload[2] >= 0x80 and payload[3] >= 0x80
        return kind >= VPS or (len(payload) > 2 and payload[2] >= 0x80)

    @staticmethod
    def size(unit: bytes) -> tuple[int, int] | None:
        """Return (width, height) when the unit is an SPS."""
        return sps_size(unit) if unit[0] >> 1 & 0x3F == SPS else None


def sps_size(unit: bytes) -> tuple[int, int]:
    """Return (width, height) in pixels that a sequence parameter set declares (ITU-T H.265, 7.3.2.2.1)."""
    bits = Bits(unit[2:256])
    bits.take(4)
    layers = bits.take(3)
    bits.take(1)
    _skip_profile(bits, layers)
    bits.unsigned()
    chroma = bits.unsigned()
    if chroma == 3:
        bits.take(1)
    width, height = bits.unsigned(), bits.unsigned()
    if bits.take(1):
        across, down = (2 if chroma in (1, 2) else 1), (2 if chroma == 1 else 1)
        width -= across * (bits.unsigned() + bits.unsigned())
        height -= down * (bits.unsigned() + bits.unsigned())
    return width, height


def _skip_profile(bits: Bits, layers: int) -> None:
    bits.take(96)
    present = [(bits.take(1), bits.take(1)) for _ in range(layers)]
    if layers:
        bits.take(2 * (8 - layers))
    for profile, level in present:
        bits.take(88 * profile + 8 * level)
