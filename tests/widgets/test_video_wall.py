"""What an operator sees and does on the wall of video."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from domain.clock import ManualClock, Micros
from domain.severity import Severity
from widgets.look import Look
from widgets.timer import time_of_day
from widgets.video_wall import words
from widgets.video_wall.frames import Picture, WallTile
from widgets.video_wall.layout import arrange
from widgets.video_wall.tile_paint import picture_of
from widgets.video_wall.video_wall import VideoWall


@dataclass(frozen=True)
class Still:
    """A frame of one colour."""

    pixels: bytearray
    width: int
    height: int
    stride: int
    captured: Micros | None
    number: int


@dataclass(frozen=True)
class State:
    """How a tile's picture is."""

    picture: str = Picture.LIVE
    since: float = 1000.0
    latency_s: float | None = None
    reason: str | None = None
    retry_at: float | None = None
    last_picture: Micros | None = None


class Cameras:
    """Pictures made by hand, of the size that the wall asks for."""

    def __init__(self, clock: ManualClock) -> None:
        self.clock = clock
        self.states = {number: State() for number in range(1, 10)}
        self.sizes: dict[int, tuple[int, int]] = {}
        self.frames: dict[int, Still] = {}

    def latest(self, tile: int) -> Still | None:
        return self.frames.get(tile)

    def state(self, tile: int) -> State:
        return self.states[tile]

    def resize(self, tile: int, size: tuple[int, int]) -> None:
        self.sizes[tile] = size

    def show(self, tile: int, colour: str) -> Still:
        width, height = self.sizes[tile]
        dye = QColor(colour)
        pixels = bytearray(bytes((dye.blue(), dye.green(), dye.red(), 255)) * (width * height))
        before = self.frames[tile].number if tile in self.frames else 0
        self.frames[tile] = Still(pixels, width, height, width * 4, self.clock.now(), before + 1)
        return self.frames[tile]

    def set(self, tile: int, **change: object) -> None:
        self.states[tile] = replace(self.states[tile], **change)  # type: ignore[arg-type]


TILES = tuple(WallTile(n, f"SN-040{n}", "San Martín y Lavalle", camera=f"c{n}") for n in (1, 2, 3, 4))


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def cameras(clock: ManualClock) -> Cameras:
    return Cameras(clock)


@pytest.fixture
def wall(qtbot: object, cameras: Cameras, clock: ManualClock) -> Iterator[VideoWall]:
    pane = VideoWall(Look("dark"), cameras, clock.monotonic)
    qtbot.addWidget(pane)  # type: ignore[attr-defined]
    pane.resize(900, 620)
    pane.set_tiles(TILES)
    pane.show()
    return pane


def shot(wall: VideoWall) -> QImage:
    wall.canvas.look_for_news()
    return wall.canvas.grab().toImage()


def place(wall: VideoWall, tile: int) -> QRect:
    return picture_of(wall.canvas.tile_rect(tile), wall.look)


def below_the_marks(wall: VideoWall, tile: int) -> QPoint:
    """A pixel of the picture with nothing written over it."""
    area = place(wall, tile)
    return QPoint(area.center().x(), area.bottom() - 12)


def colours(image: QImage, area: QRect) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(area.left(), area.right(), 3)
        for y in range(area.top(), area.bottom(), 3)
    }


def test_each_tile_shows_its_own_picture_without_a_copy(wall: VideoWall, cameras: Cameras) -> None:
    frames = [cameras.show(number, dye) for number, dye in ((1, "#ff0000"), (2, "#00ff00"), (3, "#0000ff"))]
    image = shot(wall)
    seen = [image.pixelColor(below_the_marks(wall, number)).name() for number in (1, 2, 3)]
    assert seen == ["#ff0000", "#00ff00", "#0000ff"]
    # The same bytes are painted: when the camera's buffer changes, so does the wall.
    frames[0].pixels[:] = bytes((255, 255, 255, 255)) * (frames[0].width * frames[0].height)
    assert wall.canvas.grab().toImage().pixelColor(below_the_marks(wall, 1)).name() == "#ffffff"


def test_pictures_are_asked_for_in_the_size_of_their_tile(wall: VideoWall, cameras: Cameras) -> None:
    area = place(wall, 1)
    assert cameras.sizes[1] == (area.width(), area.height())
    wall.show_full(1)
    area = place(wall, 1)
    assert cameras.sizes[1] == (area.width(), area.height())
    assert area.width() > 800


def test_only_the_tile_with_a_new_picture_is_painted(
    wall: VideoWall, cameras: Cameras, qtbot: object
) -> None:
    for number in (1, 2, 3, 4):
        cameras.show(number, "#808080")
    qtbot.wait(120)  # type: ignore[attr-defined]
    before = wall.canvas.painted
    qtbot.wait(150)  # type: ignore[attr-defined]
    assert wall.canvas.painted == before, "nothing is new, yet something was painted"
    cameras.show(2, "#ffffff")
    qtbot.waitUntil(lambda: wall.canvas.painted > before, timeout=1000)  # type: ignore[attr-defined]
    assert wall.canvas.painted == before + 1


def test_nobody_asks_for_pictures_that_nobody_sees(wall: VideoWall) -> None:
    assert wall.canvas._timer.isActive()
    wall.hide()
    assert not wall.canvas._timer.isActive()


def test_live_says_its_delay_or_that_nobody_measured_it(wall: VideoWall) -> None:
    look = wall.look
    assert words.delay(State(latency_s=0.2), 1000.0, look) == "0,2 s"
    assert words.delay(State(latency_s=None), 1000.0, look) == "sin medir"


def test_a_late_picture_grows_later_while_nothing_comes(wall: VideoWall) -> None:
    late = State(Picture.LATE, since=1000.0)
    assert words.delay(late, 1003.8, wall.look) == "3,8 s"
    assert words.delay(replace(late, latency_s=9.0), 1003.8, wall.look) == "9,0 s"


def test_a_frozen_picture_is_grey_and_says_since_when(
    wall: VideoWall, cameras: Cameras, clock: ManualClock
) -> None:
    cameras.show(1, "#ff2020")
    live = shot(wall)
    assert live.pixelColor(below_the_marks(wall, 1)).name() == "#ff2020"
    since, at = clock.monotonic(), clock.now()
    clock.advance(42)
    cameras.set(1, picture=Picture.FROZEN, since=since, last_picture=at, retry_at=clock.monotonic() + 4)
    frozen = shot(wall)
    seen = [QColor(name) for name in colours(frozen, place(wall, 1).adjusted(8, 40, -8, -8))]
    assert all(max(c.red(), c.green(), c.blue()) - min(c.red(), c.green(), c.blue()) < 24 for c in seen)
    assert len(seen) > 5, "the hatch is missing"
    state = cameras.state(1)
    assert words.held(state, clock.monotonic()) == "00:42"
    assert words.last_picture(state, wall.look) == f"Última imagen {time_of_day(at, wall.look)}"
    assert words.not_live(state, clock.monotonic()) == "No es en vivo · reintento en 4 s"


def test_a_tile_that_lost_its_camera_shows_no_old_picture(wall: VideoWall, cameras: Cameras) -> None:
    cameras.show(1, "#ff2020")
    shot(wall)
    cameras.set(1, picture=Picture.NO_SIGNAL, reason="camera.unreachable", last_picture=None)
    assert "#ff2020" not in colours(shot(wall), place(wall, 1))


def test_another_camera_on_the_tile_never_inherits_the_frozen_picture(
    wall: VideoWall, cameras: Cameras
) -> None:
    cameras.show(1, "#ffffff")
    cameras.set(1, picture=Picture.FROZEN)
    before = shot(wall)
    other = replace(TILES[0], camera="other", label="SN-0999")
    wall.set_tiles((other, *TILES[1:]))
    width, height = cameras.sizes[1]
    # The other camera's first frame happens to carry the same number.
    black = bytearray(bytes((0, 0, 0, 255)) * (width * height))
    cameras.frames[1] = Still(black, width, height, width * 4, None, cameras.frames[1].number)
    where = place(wall, 1).adjusted(8, 40, -8, -8)
    brightest = max(QColor(name).lightness() for name in colours(shot(wall), where) if name != "#ffffff")
    assert brightest < max(QColor(name).lightness() for name in colours(before, where))
    assert wall.canvas._painter._frozen[1][1].pixelColor(5, 5).lightness() < 20


@pytest.mark.parametrize("dye", ["#ffffff", "#000000"])
def test_what_is_written_on_a_picture_can_be_read_on_any(wall: VideoWall, cameras: Cameras, dye: str) -> None:
    cameras.show(1, dye)
    cameras.set(1, latency_s=0.2)
    area = place(wall, 1)
    tag = QRect(area.left() + 9, area.top() + 9, 90, 20)
    seen = sorted(luminance(QColor(name)) for name in colours(shot(wall), tag))
    assert (seen[-1] + 0.05) / (seen[len(seen) // 20] + 0.05) > 7


def luminance(colour: QColor) -> float:
    """Relative luminance of WCAG 2.2."""
    parts = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def test_the_frame_tells_a_critical_incident_unless_the_picture_is_frozen(
    wall: VideoWall, cameras: Cameras
) -> None:
    cameras.show(1, "#404040")
    wall.set_tiles((replace(TILES[0], severity=Severity.CRITICAL), *TILES[1:]))
    edge = wall.canvas.tile_rect(1)
    spot = QPoint(edge.left(), edge.center().y())
    assert shot(wall).pixelColor(spot) == wall.look.colour("severity.critical")
    cameras.set(1, picture=Picture.FROZEN)
    assert shot(wall).pixelColor(spot) == wall.look.colour("video.frozen")


def test_number_keys_pick_and_enter_fills_the_wall(wall: VideoWall, cameras: Cameras) -> None:
    for number in (1, 2, 3, 4):
        cameras.show(number, "#808080")
    picked: list[int] = []
    full: list[int] = []
    wall.tile_picked.connect(picked.append)
    wall.full_changed.connect(full.append)
    canvas = wall.canvas
    QTest.keyClick(canvas, Qt.Key.Key_3)
    QTest.keyClick(canvas, Qt.Key.Key_9)
    assert picked == [3], "there is no tile 9"
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert canvas.tile_rect(3).width() > 800
    assert canvas.tile_rect(1).isEmpty()
    QTest.keyClick(canvas, Qt.Key.Key_1)
    assert canvas.full() == 1
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert full == [3, 1, 0]
    assert not canvas.tile_rect(3).isEmpty()


def test_arrows_go_to_the_neighbour(wall: VideoWall) -> None:
    picked: list[int] = []
    wall.tile_picked.connect(picked.append)
    for key in (
        Qt.Key.Key_1,
        Qt.Key.Key_Right,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Up,
        Qt.Key.Key_Up,
    ):
        QTest.keyClick(wall.canvas, key)
    assert picked == [1, 2, 4, 3, 1]


def test_a_click_picks_and_a_double_click_fills_the_wall(wall: VideoWall) -> None:
    picked: list[int] = []
    wall.tile_picked.connect(picked.append)
    where = wall.canvas.tile_rect(2).center()
    QTest.mouseClick(wall.canvas, Qt.MouseButton.LeftButton, pos=where)
    assert picked == [2]
    QTest.mouseDClick(wall.canvas, Qt.MouseButton.LeftButton, pos=where)
    assert wall.canvas.full() == 2
    QTest.mouseDClick(wall.canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    assert wall.canvas.full() == 0


def test_a_full_tile_whose_camera_goes_gives_the_wall_back(wall: VideoWall) -> None:
    wall.show_full(4)
    wall.set_tiles(TILES[:3])
    assert wall.canvas.full() == 0


def test_a_screen_reader_is_told_what_each_tile_is(wall: VideoWall, cameras: Cameras) -> None:
    cameras.set(2, picture=Picture.FROZEN)
    shot(wall)
    said = wall.canvas.accessibleDescription()
    assert said == "1 SN-0401 VIVO. 2 SN-0402 CONGELADA. 3 SN-0403 VIVO. 4 SN-0404 VIVO"
    assert wall.canvas.accessibleName()


def test_an_unknown_reason_is_shown_as_it_is() -> None:
    assert words.reason("camera.unreachable") == "la cámara no responde"
    assert words.reason("rtsp.marker") == "rtsp.marker"
    assert words.reason(None) == ""


@pytest.mark.parametrize("number", [0, 10, -1])
def test_a_tile_has_a_number_that_a_key_can_type(number: int) -> None:
    with pytest.raises(ValueError, match="from 1 to 9"):
        WallTile(number, "SN-0401", "")


@given(st.integers(1, 9), st.integers(240, 2600), st.integers(160, 1500))
def test_tiles_fill_the_wall_and_never_overlap(count: int, width: int, height: int) -> None:
    tiles = arrange(count, width, height, 30, 8)
    assert len(tiles) == count
    wall = QRect(0, 0, width, height)
    for index, tile in enumerate(tiles):
        assert wall.adjusted(-1, -1, 1, 1).contains(tile)
        assert not any(tile.intersects(other) for other in tiles[index + 1 :])


def test_four_tiles_lie_two_by_two_on_a_wall_and_in_a_row_on_a_strip() -> None:
    assert len({tile.top() for tile in arrange(4, 900, 600, 30, 8)}) == 2
    assert len({tile.top() for tile in arrange(4, 1060, 230, 30, 8)}) == 1
