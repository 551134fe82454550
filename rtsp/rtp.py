"""RTP packets and RTCP sender reports (RFC 3550): what a camera's pictures travel in."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from rtsp.errors import StreamError

CLOCK_RATE = 90_000
"""Ticks per second of the video clock."""
NTP_EPOCH_S = 2_208_988_800
"""Seconds between 1900 (NTP) and 1970."""


@dataclass(slots=True)
class RtpPacket:
    """One packet; `payload` is what the codec's own format defines."""

    payload_type: int
    marker: bool
    sequence: int
    timestamp: int
    ssrc: int
    payload: bytes

    def encode(self) -> bytes:
        """Return the bytes of the wire."""
        second = self.payload_type | (0x80 if self.marker else 0)
        return struct.pack("!BBHII", 0x80, second, self.sequence, self.timestamp, self.ssrc) + self.payload


def parse_rtp(data: bytes) -> RtpPacket:
    """Read one packet; raises StreamError("rtp.packet") when it is none."""
    if len(data) < 12 or data[0] >> 6 != 2:
        raise StreamError("rtp.packet")
    first, second, sequence, timestamp, ssrc = struct.unpack_from("!BBHII", data)
    start = 12 + 4 * (first & 0x0F)
    if first & 0x10:  # header extension: its length counts 32-bit words
        if len(data) < start + 4:
            raise StreamError("rtp.packet")
        start += 4 + 4 * int.from_bytes(data[start + 2 : start + 4], "big")
    end = len(data) - (data[-1] if first & 0x20 else 0)
    if end < start:
        raise StreamError("rtp.packet")
    return RtpPacket(second & 0x7F, second >= 0x80, sequence, timestamp, ssrc, data[start:end])


@dataclass(slots=True)
class SenderReport:
    """Ties the RTP clock to the time of day: `wall` (microseconds UTC) was when `timestamp` was sampled."""

    ssrc: int
    wall: int
    timestamp: int
    packets: int = 0
    octets: int = 0

    def encode(self) -> bytes:
        """Return the bytes of the wire."""
        seconds, micros = divmod(self.wall, 1_000_000)
        fraction = (micros << 32) // 1_000_000
        return struct.pack(
            "!BBHIIIIII", 0x80, 200, 6, self.ssrc, (seconds + NTP_EPOCH_S) & 0xFFFFFFFF, fraction,
            self.timestamp, self.packets & 0xFFFFFFFF, self.octets & 0xFFFFFFFF,
        )  # fmt: skip


def parse_sender_report(data: bytes) -> SenderReport | None:
    """Find the sender report in a compound RTCP packet; None when there is none or it is malformed."""
    start = 0
    while start + 8 <= len(data):
        kind, words = data[start + 1], int.from_bytes(data[start + 2 : start + 4], "big")
        if data[start] >> 6 != 2:
            return None
        if kind == 200 and start + 28 <= len(data):
            ssrc, seconds, fraction, stamp, packets, octets = struct.unpack_from("!IIIIII", data, start + 4)
            wall = (seconds - NTP_EPOCH_S) * 1_000_000 + ((fraction * 1_000_000 + (1 << 31)) >> 32)
            return SenderReport(ssrc, wall, stamp, packets, octets)
        start += 4 + 4 * words
    return None


def ahead(later: int, earlier: int) -> int:
    """Return the signed distance of two 32-bit timestamps, in ticks; right across the wrap."""
    return ((later - earlier + 0x80000000) & 0xFFFFFFFF) - 0x80000000


class SampleClock:
    """Tells when the picture with an RTP timestamp was taken, from the last sender report."""

    def __init__(self) -> None:
        self._report: SenderReport | None = None

    def learn(self, report: SenderReport) -> None:
        """Take a newer report in."""
        self._report = report

    def wall(self, timestamp: int, ssrc: int) -> int | None:
        """Return microseconds UTC by the camera's clock, or None before this source's first report."""
        if self._report is None or self._report.ssrc != ssrc:
            return None  # a camera that began anew: old reports say nothing of its clock
        return self._report.wall + ahead(timestamp, self._report.timestamp) * 1_000_000 // CLOCK_RATE
