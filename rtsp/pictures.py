"""Packets in, whole pictures out: RTP packets grouped into access units, for every program alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rtsp.errors import StreamError
from rtsp.h264 import START, H264Units, check_size
from rtsp.h265 import H265Units
from rtsp.rtp import RtpPacket

MAX_PICTURE = 4 * 1024 * 1024
"""Bytes of one coded picture; a marker that never comes ends here."""


@dataclass(slots=True)
class Picture:
    """One access unit: its NAL units and, as they came, its packets.

    `whole`: no packet of it is missing. `follows`: nor is any between it and the picture before.
    """

    timestamp: int
    ssrc: int
    key: bool
    whole: bool = True
    follows: bool = True
    units: list[bytes] = field(default_factory=list)
    packets: list[bytes] = field(default_factory=list)

    def annex_b(self) -> bytes:
        """Return the byte stream a decoder takes."""
        return b"".join(part for unit in self.units for part in (START, unit))


def units_of(codec: str, max_unit: int = MAX_PICTURE) -> H264Units | H265Units:
    """Return the depacketiser for an SDP encoding name; raises StreamError("camera.codec") for any other."""
    if codec == "H264":
        return H264Units(max_unit)
    if codec == "H265":
        return H265Units(max_unit)
    raise StreamError("camera.codec", codec=codec[:16])


class PictureBuilder:
    """Groups packets by marker bit and timestamp; says of each picture whether any of it was lost.

    A picture with a sequence parameter set or an instantaneous refresh is `key`; parameter sets that came
    under a timestamp of their own are joined to the picture they precede. Errors (StreamError):
    picture.size, picture.endless, rtp.unit_length. A payload the codec does not allow is counted in `bad` and
    spoils its picture. Packets are kept only where `keep_packets`: a relay passes them on, a viewer decodes.
    """

    def __init__(self, codec: str, *, keep_packets: bool = False, max_picture: int = MAX_PICTURE) -> None:
        self._units = units_of(codec, max_picture)
        self._max = max_picture
        self._keep = keep_packets
        self._picture: Picture | None = None
        self._prefix: Picture | None = None
        self._size = 0
        self._sequence: int | None = None
        self.lost = 0
        self.bad = 0

    def feed(self, packet: RtpPacket, raw: bytes = b"") -> Iterator[Picture]:
        """Take one packet (`raw`: as it came, for passing on) and yield the pictures it completes."""
        current = self._picture
        if current is not None and (packet.timestamp != current.timestamp or packet.ssrc != current.ssrc):
            yield from self._finish()  # a camera that sets no markers: the next timestamp ends the picture
        in_order = self._in_order(packet)
        begins = self._picture is None
        if self._picture is None:
            self._picture, self._prefix = self._prefix or Picture(0, 0, key=False), None
            self._picture.timestamp, self._picture.ssrc = packet.timestamp, packet.ssrc
        picture = self._picture
        if not in_order:
            # What is missing may be whole pictures, or the head of this one.
            picture.follows = False
            picture.whole = begins and bool(packet.payload) and self._units.begins(packet.payload)
        self._take(packet, raw, picture)
        if packet.marker:
            yield from self._finish()

    def _in_order(self, packet: RtpPacket) -> bool:
        expected, self._sequence = self._sequence, (packet.sequence + 1) & 0xFFFF
        if expected is None or expected == packet.sequence:
            return True
        self.lost += 1
        self._units.reset()
        return False

    def _take(self, packet: RtpPacket, raw: bytes, picture: Picture) -> None:
        self._size += len(packet.payload) + 4
        if self._size > self._max:
            self._picture, self._prefix, self._size = None, None, 0
            raise StreamError("picture.endless")
        if self._keep:
            picture.packets.append(raw)
        try:
            for unit in self._units.feed(packet.payload):
                size = self._units.size(unit)
                if size is not None:
                    check_size(size)
                kind = self._units.kind(unit)
                picture.key = picture.key or kind in self._units.key_kinds
                picture.units.append(unit)
        except StreamError as error:
            if error.code == "rtp.payload" or error.code.startswith("sps."):
                self.bad += 1
                picture.whole = False
            else:
                raise

    def _finish(self) -> Iterator[Picture]:
        picture, self._picture = self._picture, None
        if picture is not None and picture.units and not self._has_image(picture):
            self._prefix = picture  # its size stays counted: parameter sets without end are no picture either
            return
        self._size = 0
        if picture is not None and picture.units:
            yield picture

    def _has_image(self, picture: Picture) -> bool:
        return not all(self._units.kind(unit) in self._units.parameter_kinds for unit in picture.units)

    def has_parameters(self, picture: Picture) -> bool:
        """Tell whether the picture carries its own parameter sets."""
        return any(self._units.kind(unit) in self._units.parameter_kinds for unit in picture.units)
