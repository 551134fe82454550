"""What a picture of the live map costs while every unit moves, and what its one-call symbols save.

The peer paints the same symbols of the same atlas at the same places with one QPainter.drawPixmap each, in
the same run. Times are the window thread's own processor time, in milliseconds, for a map of 1100 x 700
pixels rendered off screen; the screen's own copying is not in them.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable

from benchmarks.report import Figures, Setting, at_least, at_most, bench

SIZE = (1100, 736)
STEP_S = 0.5
"""Positions come twice a second."""

CLAIMS = (
    at_most("frame_ms_500", 3.0),
    at_least("frames", 240, quick=80),
    at_least("moving", 500),
    at_least("speedup", 2.5),
)


def measure(setting: Setting) -> Figures:
    """Frames of 500, 5,000 and 25,000 units; then 5,000 symbols in one call and one by one."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication([])
    frames = setting.scaled(240, 80)
    figures: dict[str, float] = {"n": frames, "frames": frames}
    for units in (500, 5000, 25_000):
        moving, times = _frames(units, frames, setting.sabotage)
        figures[f"frame_ms_{units}"] = round(statistics.mean(times), 2)
        figures[f"frame_p99_ms_{units}"] = round(sorted(times)[int(len(times) * 0.99)], 2)
        figures.setdefault("moving", moving)
    ours, theirs = _symbols(5000, setting.scaled(40, 15), setting.sabotage)
    figures["symbols_ms"], figures["peer_ms"] = round(ours, 2), round(theirs, 2)
    figures["speedup"] = round(theirs / ours, 2)
    app.processEvents()
    return figures


def _frames(units: int, frames: int, sabotage: bool) -> tuple[int, list[float]]:
    """How many units moved, and what each picture cost: half of them of the city, half of its centre."""
    import numpy as np
    from PySide6.QtGui import QPixmap

    from domain.clock import SECOND
    from widgets import samples_map
    from widgets.look import Look

    pane = samples_map.live_map(Look("dark"), None, units)
    pane.resize(*SIZE)
    pane.show()
    canvas, table = pane.canvas, pane.canvas.scene.table
    assert table is not None
    city = samples_map.city_shapes(samples_map.load_city())
    sheet = QPixmap(canvas.size())
    rows = np.arange(units)
    moves = np.random.default_rng(7)
    now = pane.now
    times, moving = [], 0
    for number in range(frames + 8):
        now += round(STEP_S * SECOND)
        x = table.x[:units] + moves.normal(0, 2e-8, units)
        y = table.y[:units] + moves.normal(0, 2e-8, units)
        if number == frames // 2:
            pane.show_place(*samples_map.SCENE, 14.0)
            canvas.render(sheet)
            canvas._draw_ground()
        if sabotage:
            canvas.set_city(city)
        began = time.thread_time()
        moving = table.put_fixes(rows, x, y, now, table.heading[:units], 8, 30)
        pane.set_now(now)
        canvas.render(sheet)
        times.append((time.thread_time() - began) * 1000)
    pane.hide()
    pane.deleteLater()
    # The first pictures make the atlas and the words: that is a start, not a frame.
    return moving, times[8:]


def _symbols(count: int, rounds: int, sabotage: bool) -> tuple[float, float]:
    """Milliseconds for so many symbols: in one call, and with a call for each."""
    import numpy as np
    from PySide6.QtCore import QPoint, QRect
    from PySide6.QtGui import QPainter, QPixmap

    from widgets.live_map.atlas import Atlas
    from widgets.live_map.fragments import Fragments
    from widgets.look import Look

    atlas = Atlas(Look("dark"), 16, 1.0)
    dice = np.random.default_rng(7)
    px, py = np.floor(dice.uniform(0, SIZE[0], count)), np.floor(dice.uniform(0, SIZE[1], count))
    column, row = dice.integers(0, 10, count), dice.integers(0, 20, count)
    sheet, fragments, side = QPixmap(*SIZE), Fragments(), atlas.side
    places = list(zip(px.tolist(), py.tolist(), column.tolist(), row.tolist(), strict=True))

    def one_call(painter: QPainter) -> None:
        fragments.paint(painter, atlas.bodies, side, px, py, column, row)

    def one_by_one(painter: QPainter) -> None:
        for x, y, c, r in places:
            at = QPoint(int(x) - side // 2, int(y) - side // 2)
            painter.drawPixmap(at, atlas.bodies, QRect(c * side, r * side, side, side))

    def timed(draw: Callable[[QPainter], None]) -> float:
        taken = []
        for _ in range(rounds):
            painter = QPainter(sheet)
            began = time.thread_time()
            draw(painter)
            taken.append((time.thread_time() - began) * 1000)
            painter.end()
        return statistics.median(taken)

    return timed(one_by_one if sabotage else one_call), timed(one_by_one)


if __name__ == "__main__":
    sys.exit(bench("map", CLAIMS, measure))
