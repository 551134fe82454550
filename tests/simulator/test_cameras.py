"""The simulated cameras' clips carry their frame's number wherever they are shown, and loop seamlessly."""

from __future__ import annotations

from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.clock import SystemClock
from resources.sources import Camera
from rtsp.h264 import IDR, START
from simulator.cameras import barcode
from simulator.cameras.demo import camera_servers
from simulator.cameras.encoder import encode, frame
from simulator.cameras.footage import KEY_EVERY, Clip, ensure, load, path_of
from simulator.cameras.places import PLACES
from simulator.cameras.street import paint_street
from simulator.cameras.traffic import Traffic


@given(st.integers(0, 1023))
def test_every_number_is_read_as_it_was_drawn(number: int) -> None:
    picture = np.zeros((360, 640, 3), np.uint8)
    barcode.draw(picture, number)
    assert barcode.read(picture) == number


def test_a_picture_without_a_number_gives_none() -> None:
    assert barcode.read(np.full((360, 640, 3), 200, np.uint8)) is None
    assert barcode.read(np.zeros((90, 160, 3), np.uint8)) is None


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Clip:
    (path,) = ensure(tmp_path_factory.mktemp("footage"), PLACES[3:4], frames=20)
    return load(path)


def test_the_numbers_survive_the_encoder_and_the_size_of_a_tile(clip: Clip) -> None:
    codec = av.CodecContext.create("h264", "r")
    assert isinstance(codec, av.VideoCodecContext)
    codec.thread_count = 1
    decoded = [
        picture
        for units in clip.units
        for picture in codec.decode(av.Packet(b"".join(START + unit for unit in units)))
    ]
    decoded += codec.decode(None)
    assert len(decoded) == 20
    for number, picture in enumerate(decoded):
        whole = picture.to_ndarray(format="bgr24")
        for width in (640, 342, 214):
            small = cv2.resize(whole, (width, width * 9 // 16), interpolation=cv2.INTER_LINEAR)
            assert barcode.read(small) == number


def test_each_group_begins_with_a_key_frame_and_the_clip_gives_its_parameters(clip: Clip) -> None:
    keys = [n for n, units in enumerate(clip.units) if any(unit[0] & 0x1F == IDR for unit in units)]
    assert keys == [0, KEY_EVERY]
    assert [unit[0] & 0x1F for unit in clip.parameters] == [7, 8]


def test_the_loop_closes_on_itself_and_no_two_cameras_look_alike() -> None:
    street, traffic = paint_street(PLACES[0]), Traffic(PLACES[0])
    last, first, second = (frame(street, traffic, n, 300) for n in (299, 300, 301))
    seam = np.abs(first[:330].astype(int) - last[:330]).mean()
    step = np.abs(second[:330].astype(int) - first[:330]).mean()
    assert seam < 2 * step
    views = [paint_street(place) for place in PLACES]
    for n, one in enumerate(views):
        for other in views[n + 1 :]:
            assert np.abs(one - other).mean() > 8


def test_a_clip_is_encoded_once_and_a_half_written_one_is_never_found(tmp_path: Path) -> None:
    place = PLACES[0]
    (path,) = ensure(tmp_path, (place,), frames=2)
    written = path.stat().st_mtime_ns
    assert ensure(tmp_path, (place,), frames=2) == [path_of(tmp_path, place)]
    assert path.stat().st_mtime_ns == written
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    assert encode(place, 2) == path.read_bytes()


def test_a_file_that_is_no_footage_is_refused(tmp_path: Path) -> None:
    junk = tmp_path / "camera.h264"
    junk.write_bytes(b"\0\0\0\1\x09\xf0\0\0\0\1\x41junk")
    with pytest.raises(ValueError, match="no footage"):
        load(junk)


def test_the_sources_file_says_which_cameras_stand_behind_which_door(clip: Clip) -> None:
    cameras = [
        Camera(
            label=f"C-{n}", name="", host="127.0.0.1", port=port, path=f"camara/{n}", user="u", password="p"
        )
        for n, port in ((1, 8554), (2, 8554), (3, 8555))
    ]
    servers = camera_servers(cameras, {"camara/1": clip}, SystemClock())
    assert [server.names() for server in servers] == [["camara/1", "camara/2"], ["camara/3"]]
