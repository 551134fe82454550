"""What part of the city the map shows, and where each place of it falls on the screen."""

from __future__ import annotations

from math import cos, log2, radians
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.geo import EQUATOR_M, Bounds, inverse_mercator, mercator

Floats = NDArray[np.float64]

TILE = 256
MIN_ZOOM = 9.0
MAX_ZOOM = 19.0


class MapView:
    """A window of `width` x `height` logical pixels on the mercator square.

    The origin is a whole pixel, so that a picture of the map drawn once can be moved without being scaled.
    """

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self.x, self.y = 0.5, 0.5
        self.zoom = 12.0
        self._limits = (0.0, 0.0, 1.0, 1.0)

    @property
    def scale(self) -> float:
        """Pixels that one unit of the mercator square spans."""
        return TILE * float(2.0**self.zoom)

    @property
    def origin(self) -> tuple[int, int]:
        """World pixel at the view's top left corner."""
        return round(self.x * self.scale - self.width / 2), round(self.y * self.scale - self.height / 2)

    def limit(self, left: float, top: float, right: float, bottom: float) -> None:
        """Keep the centre inside this box of the mercator square."""
        self._limits = (left, top, right, bottom)
        self._hold()

    def resize(self, width: int, height: int) -> None:
        """Keep the centre where it is and show more or less around it."""
        self.width, self.height = max(1, width), max(1, height)

    def centre_on(self, x: float, y: float) -> None:
        """Move the middle of the view to a mercator place."""
        self.x, self.y = x, y
        self._hold()

    def pan(self, right: float, down: float) -> None:
        """Look `right` and `down` pixels further."""
        self.centre_on(self.x + right / self.scale, self.y + down / self.scale)

    def zoom_to(self, zoom: float, at: tuple[float, float] | None = None) -> None:
        """Change the zoom; the place under the pixel `at` (by default the middle) stays where it is."""
        px, py = at if at is not None else (self.width / 2, self.height / 2)
        x, y = self.place(px, py)
        self.zoom = min(max(zoom, MIN_ZOOM), MAX_ZOOM)
        self.centre_on(x - (px - self.width / 2) / self.scale, y - (py - self.height / 2) / self.scale)

    def fit(
        self, left: float, top: float, right: float, bottom: float, margin: int = 24, foot: int = 0
    ) -> None:
        """Show a whole box of the mercator square, `margin` pixels free around it and `foot` more below."""
        wide = max(self.width - 2 * margin, 1) / max(right - left, 1e-9)
        high = max(self.height - 2 * margin - foot, 1) / max(bottom - top, 1e-9)
        self.zoom = min(max(log2(min(wide, high) / TILE), MIN_ZOOM), MAX_ZOOM)
        self.centre_on((left + right) / 2, (top + bottom) / 2 + foot / 2 / self.scale)

    def place(self, px: float, py: float) -> tuple[float, float]:
        """The mercator place under a pixel."""
        ox, oy = self.origin
        return (px + ox) / self.scale, (py + oy) / self.scale

    def pixel(self, x: float, y: float) -> tuple[float, float]:
        """The pixel of a mercator place; it may lie outside the view."""
        ox, oy = self.origin
        return x * self.scale - ox, y * self.scale - oy

    def pixel_of(self, lat: float, lon: float) -> tuple[float, float]:
        """The pixel of a point in degrees."""
        return self.pixel(*mercator(lat, lon))

    def pixels(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """The pixels of many mercator places."""
        ox, oy = self.origin
        return x * self.scale - ox, y * self.scale - oy

    def inside(self, px: Floats, py: Floats, margin: float) -> NDArray[Any]:
        """Which pixels lie in the view or at most `margin` beside it (never NaN)."""
        found: NDArray[Any] = (
            (px >= -margin) & (px < self.width + margin) & (py >= -margin) & (py < self.height + margin)
        )
        return found

    @property
    def metres_per_pixel(self) -> float:
        """Metres on the ground under one pixel at the view's centre."""
        lat, _ = inverse_mercator(self.x, self.y)
        return EQUATOR_M * cos(radians(lat)) / self.scale

    @property
    def bounds(self) -> Bounds:
        """The box of degrees in view."""
        north, west = inverse_mercator(*self.place(0, 0))
        south, east = inverse_mercator(*self.place(self.width, self.height))
        return Bounds(south, west, north, east)

    def _hold(self) -> None:
        left, top, right, bottom = self._limits
        self.x = min(max(self.x, left), right)
        self.y = min(max(self.y, top), bottom)
