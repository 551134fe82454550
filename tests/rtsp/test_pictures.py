"""Packets become whole pictures; what is lost, endless, too large or foreign never becomes one."""

from __future__ import annotations

import contextlib
import io
from fractions import Fraction

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtsp import h264, h265
from rtsp.errors import StreamError
from rtsp.h264 import H264Units, check_size, packetise, split_annex_b, sps_size
from rtsp.pictures import Picture, PictureBuilder
from rtsp.rtp import RtpPacket


def packets(units: list[bytes], timestamp: int, first: int = 0) -> list[RtpPacket]:
    payloads = [part for unit in units for part in packetise(unit, 200)]
    last = len(payloads) - 1
    return [RtpPacket(96, n == last, first + n, timestamp, 7, part) for n, part in enumerate(payloads)]


def pictures(builder: PictureBuilder, sent: list[RtpPacket]) -> list[Picture]:
    return [picture for packet in sent for picture in builder.feed(packet, packet.encode())]


IDR, DELTA = b"\x65" + b"i" * 700, b"\x41" + b"d" * 500
KEY = b"\x65\x88" + b"i" * 700
"""A slice that begins with macroblock 0."""


@given(st.lists(st.binary(min_size=1, max_size=900).map(lambda b: b"\x41" + b), min_size=1, max_size=5))
def test_a_picture_comes_out_as_it_went_in(units: list[bytes]) -> None:
    (picture,) = pictures(PictureBuilder("H264"), packets(units, 1000))
    assert picture.units == units
    assert picture.whole


def test_a_lost_packet_spoils_its_picture_and_no_other() -> None:
    builder = PictureBuilder("H264")
    first = packets([IDR], 1000)
    second = packets([DELTA], 7000, first=len(first))
    third = packets([DELTA], 13000, first=len(first) + len(second))
    del second[1]
    found = pictures(builder, first + second + third)
    assert [each.timestamp for each in found if each.whole and each.follows] == [1000, 13000]
    assert builder.lost == 1


@pytest.mark.parametrize("with_heads", [True, False])
def test_after_pictures_were_left_out_a_key_frame_is_whole_again(with_heads: bool) -> None:
    units = [sps(40, 23), b"\x68pps", KEY] if with_heads else [KEY]
    builder = PictureBuilder("H264")
    list(pictures(builder, packets([DELTA], 1000)))
    (picture,) = pictures(builder, packets(units, 90_000, first=500))
    assert (picture.key, picture.whole, picture.follows) == (True, True, False)


def test_a_key_frame_whose_head_was_lost_is_not_whole() -> None:
    builder = PictureBuilder("H264")
    list(pictures(builder, packets([DELTA], 1000)))
    assert not [each for each in pictures(builder, packets([KEY], 90_000, first=50)[1:]) if each.whole]


def test_a_camera_that_sets_no_marker_still_gives_pictures() -> None:
    sent = packets([IDR], 1000) + packets([DELTA], 7000, first=4)
    for packet in sent:
        packet.marker = False
    (picture,) = pictures(PictureBuilder("H264"), sent)
    assert picture.timestamp == 1000


def test_a_picture_without_end_is_given_up_within_its_limit() -> None:
    builder = PictureBuilder("H264", keep_packets=True, max_picture=100_000)
    sent = [RtpPacket(96, False, n, 1000, 7, DELTA) for n in range(1000)]
    with pytest.raises(StreamError, match=r"picture\.endless"):
        pictures(builder, sent)


def test_parameter_sets_without_end_are_given_up_too() -> None:
    builder = PictureBuilder("H264", max_picture=100_000)
    sent = [RtpPacket(96, True, n, n, 7, b"\x68" + b"p" * 200) for n in range(2000)]
    with pytest.raises(StreamError, match=r"picture\.endless"):
        pictures(builder, sent)


def test_parameter_sets_with_a_timestamp_of_their_own_join_the_key_frame() -> None:
    sets = [RtpPacket(96, True, 0, 500, 7, b"\x68pps")]
    (picture,) = pictures(PictureBuilder("H264"), sets + packets([IDR], 1000, first=1))
    assert picture.units == [b"\x68pps", IDR]
    assert picture.timestamp == 1000


def test_what_is_no_h264_is_counted_and_shown_nowhere() -> None:
    builder = PictureBuilder("H264")
    sent = [RtpPacket(96, True, n, n * 6000, 7, b"\xff" + b"mp3" * 50) for n in range(10)]
    assert pictures(builder, sent) == []
    assert builder.bad == 10


@pytest.mark.parametrize("codec", ["MP4V-ES", "JPEG", ""])
def test_another_codec_is_refused_by_name(codec: str) -> None:
    with pytest.raises(StreamError, match=r"camera\.codec"):
        PictureBuilder(codec)


def bits(text: str) -> bytes:
    padded = text + "1"
    padded += "0" * (-len(padded) % 8)
    return int(padded, 2).to_bytes(len(padded) // 8, "big")


def golomb(number: int) -> str:
    word = f"{number + 1:b}"
    return "0" * (len(word) - 1) + word


def sps(columns: int, rows: int) -> bytes:
    fields = [golomb(0), golomb(0), golomb(2), golomb(1), "0", golomb(columns - 1), golomb(rows - 1), "1100"]
    return bytes((0x67, 66, 0, 51)) + bits("".join(fields))


def test_a_picture_of_16k_by_16k_is_refused_before_any_decoder_sees_it() -> None:
    assert sps_size(sps(1024, 1024)) == (16384, 16384)
    for columns, rows in ((1024, 1024), (500, 500), (8, 600)):
        with pytest.raises(StreamError, match=r"picture\.size"):
            pictures(PictureBuilder("H264"), packets([sps(columns, rows), IDR], 1000))


@given(st.binary(max_size=80))
def test_no_parameter_set_can_do_more_than_be_refused(junk: bytes) -> None:
    for read in (h264.sps_size, h265.sps_size):
        try:
            width, height = read(b"\x67\x42" + junk)
        except StreamError:
            continue
        if 0 < width <= 8192 and 0 < height <= 8192 and width * height <= 4096 * 2304:
            check_size((width, height))


@given(st.binary(min_size=1, max_size=60))
def test_any_payload_is_read_or_refused(junk: bytes) -> None:
    for units in (H264Units(1000), h265.H265Units(1000)):
        with contextlib.suppress(StreamError):
            list(units.feed(junk))


@pytest.mark.parametrize(("encoder", "size"), [("libx264", (322, 182)), ("libx265", (416, 242))])
def test_the_size_is_read_as_the_encoder_wrote_it(encoder: str, size: tuple[int, int]) -> None:
    codec = av.CodecContext.create(encoder, "w")
    assert isinstance(codec, av.VideoCodecContext)
    codec.width, codec.height, codec.pix_fmt, codec.thread_count = *size, "yuv420p", 1
    codec.time_base = Fraction(1, 15)
    codec.options = {"x265-params": "log-level=none"} if encoder == "libx265" else {}
    stream = io.BytesIO()
    picture = av.VideoFrame.from_ndarray(np.zeros((size[1], size[0], 3), np.uint8), format="bgr24")
    for packet in [*codec.encode(picture), *codec.encode(None)]:
        stream.write(bytes(packet))
    kind = h264.H264Units if encoder == "libx264" else h265.H265Units
    sizes = [kind.size(unit) for unit in split_annex_b(stream.getvalue())]
    assert [each for each in sizes if each is not None] == [size]


def test_h265_fragments_and_aggregates_come_together() -> None:
    unit = bytes((19 << 1, 1)) + b"k" * 500
    parts = [unit[2 + n : 2 + n + 200] for n in range(0, 500, 200)]
    sent = [
        bytes((49 << 1, 1, 19 | (n == 0) << 7 | (n == len(parts) - 1) << 6)) + part
        for n, part in enumerate(parts)
    ]
    vps, pps = bytes((32 << 1, 1)) + b"v", bytes((34 << 1, 1)) + b"p"
    both = bytes((48 << 1, 1)) + b"".join(len(each).to_bytes(2, "big") + each for each in (vps, pps))
    stream = [RtpPacket(96, n == len(parts), n, 900, 7, part) for n, part in enumerate([both, *sent])]
    (picture,) = pictures(PictureBuilder("H265"), stream)
    assert picture.units == [vps, pps, unit]
    assert picture.key
