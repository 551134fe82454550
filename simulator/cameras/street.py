"""The still part of a camera's picture: sky, houses, road, lamps, painted once in perspective."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from simulator.cameras.places import Colour, Place

WIDTH, HEIGHT = 640, 360
SCALE = 2
"""The street is painted at twice the size and then reduced, which smooths every edge."""
FOCAL = 470.0
NEAR = 3.2
FAR = 170.0
FLOOR_M = 3.3

Image = npt.NDArray[np.float32]
Point = tuple[float, float]


class Lens:
    """Turns metres (right, up, ahead of the camera) into pixels of a picture `scale` times the size."""

    def __init__(self, place: Place, scale: float) -> None:
        self.u0 = place.vanish * WIDTH * scale
        self.v0 = place.horizon * HEIGHT * scale
        self._height = place.height
        self._focal = FOCAL * scale

    def at(self, x: float, y: float, z: float) -> Point:
        """Return the pixel of a point."""
        z = max(z, 0.5)
        return self.u0 + self._focal * x / z, self.v0 + self._focal * (self._height - y) / z

    def size(self, metres: float, z: float) -> float:
        """Return how many pixels a length at a distance fills."""
        return self._focal * metres / max(z, 0.5)


def polygon(image: Image, points: Sequence[Point], colour: Colour) -> None:
    """Fill a polygon, its corners placed to a sixteenth of a pixel."""
    limit = 30_000.0
    corners = np.array(
        [(max(-limit, min(limit, u)) * 16, max(-limit, min(limit, v)) * 16) for u, v in points]
    )
    cv2.fillPoly(image, [corners.astype(np.int32)], colour, cv2.LINE_AA, 4)


def bar(image: Image, one: Point, other: Point, half: float, colour: Colour) -> None:
    """Draw a straight bar between two pixels, `half` pixels to each side."""
    length = max(1e-6, math.hypot(other[0] - one[0], other[1] - one[1]))
    du, dv = (other[1] - one[1]) * half / length, (one[0] - other[0]) * half / length
    corners = [(one[0] - du, one[1] - dv), (other[0] - du, other[1] - dv),
               (other[0] + du, other[1] + dv), (one[0] + du, one[1] + dv)]  # fmt: skip
    polygon(image, corners, colour)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """Return the colour `share` of the way from one to the other."""
    return tuple(a + (b - a) * share for a, b in zip(one, other, strict=True))  # type: ignore[return-value]


def shade(colour: Colour, factor: float) -> Colour:
    """Return the colour, lighter or darker."""
    return tuple(min(255.0, part * factor) for part in colour)  # type: ignore[return-value]


def glow(image: Image, u: float, v: float, radius: float, colour: Colour, squash: float = 1.0) -> None:
    """Add a round (or flattened) light to the picture."""
    rx, ry = max(1.0, radius), max(1.0, radius * squash)
    left, right = max(0, int(u - rx)), min(image.shape[1], int(u + rx) + 1)
    top, bottom = max(0, int(v - ry)), min(image.shape[0], int(v + ry) + 1)
    if left >= right or top >= bottom:
        return
    across = ((np.arange(left, right, dtype=np.float32) - u) / rx) ** 2
    down = ((np.arange(top, bottom, dtype=np.float32) - v) / ry) ** 2
    strength = np.clip(1 - (down[:, None] + across[None, :]), 0, 1) ** 2.2
    image[top:bottom, left:right] += strength[:, :, None] * np.array(colour, np.float32)


def paint_street(place: Place) -> Image:
    """Return the empty street as a (360, 640, 3) picture, blue-green-red, 0 to 255."""
    rng = random.Random(place.seed)
    image = np.zeros((HEIGHT * SCALE, WIDTH * SCALE, 3), np.float32)
    lens = Lens(place, SCALE)
    _sky(image, place, lens, rng)
    _road(image, place, lens)
    for side in (-1, 1):
        _houses(image, place, lens, rng, side)
    if place.obelisk:
        _obelisk(image, place, lens)
    if place.wet:
        _wet(image, place, lens)
    _lamps(image, place, lens)
    if place.trees:
        _trees(image, place, lens, rng)
    small = cv2.resize(image, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    return _finish(np.clip(small, 0, 255), place.seed)


def _sky(image: Image, place: Place, lens: Lens, rng: random.Random) -> None:
    rows = int(lens.v0) + 1
    light = place.light
    share = (np.arange(rows, dtype=np.float32) / rows)[:, None] ** 1.4
    colours = np.array(light.zenith, np.float32) * (1 - share) + np.array(light.horizon, np.float32) * share
    image[:rows] = colours[:, None, :]
    if light.stars:
        for _ in range(70):
            image[rng.randrange(rows * 2 // 3), rng.randrange(image.shape[1])] += rng.uniform(20, 90)
    u = -20.0
    while u < image.shape[1]:  # the far city
        width, height = rng.uniform(16, 60), rng.uniform(8, 58)
        tone = shade(mix(light.horizon, light.wall, 0.45), 0.72)
        box = [(u, rows), (u, rows - height), (u + width, rows - height), (u + width, rows)]
        polygon(image, box, tone)
        for _ in range(int(width * height / 130 * light.lit)):
            spot = int(rows - rng.uniform(3, height)), int(min(max(u + rng.uniform(2, width - 2), 0), 1275))
            image[spot[0] : spot[0] + 2, spot[1] : spot[1] + 2] = shade(light.lamp, 0.5)
        u += width * rng.uniform(0.7, 1.1)


def _road(image: Image, place: Place, lens: Lens) -> None:
    light, half = place.light, place.half
    pavement = shade(mix(light.road, light.wall, 0.6), 1.25)
    for limit, colour in ((half + 5.0, pavement), (half + 0.25, shade(pavement, 1.4)), (half, light.road)):
        _strip(image, lens, -limit, limit, NEAR, 400.0, colour)
    paint = mix(light.road, (225, 230, 232), 0.25 + 0.4 * light.ambient)
    for line in range(1, place.lanes):
        x = -half + line * place.lane
        if line * 2 == place.lanes:
            _strip(image, lens, x - 0.2, x - 0.08, NEAR, 200, mix(paint, (60, 190, 235), 0.6))
            _strip(image, lens, x + 0.08, x + 0.2, NEAR, 200, mix(paint, (60, 190, 235), 0.6))
            continue
        z = NEAR
        while z < 120:
            _strip(image, lens, x - 0.08, x + 0.08, z, z + 2.6, paint)
            z += 6.5
    if place.zebra is not None:
        x = -half + 0.4
        while x < half - 0.5:
            _strip(image, lens, x, x + 0.6, place.zebra, place.zebra + 3.4, shade(paint, 1.1))
            x += 1.2
        _strip(image, lens, -half, 0, place.zebra + 4.4, place.zebra + 4.8, paint)
    rows = np.arange(image.shape[0], dtype=np.float32)
    far = np.clip(1 - (rows - lens.v0) / (0.16 * image.shape[0]), 0, 1) * (rows >= lens.v0) * 0.7
    haze = np.array(light.horizon, np.float32)
    image += far[:, None, None] * (haze - image)


def _strip(
    image: Image, lens: Lens, left: float, right: float, near: float, far: float, colour: Colour
) -> None:
    corners = [lens.at(left, 0, near), lens.at(left, 0, far), lens.at(right, 0, far), lens.at(right, 0, near)]
    polygon(image, corners, colour)


def _houses(image: Image, place: Place, lens: Lens, rng: random.Random, side: int) -> None:
    x = side * (place.half + 4.6)
    fronts, z = [], NEAR - rng.uniform(0, 2)
    while z < FAR:
        width = rng.uniform(9, 19)
        fronts.append((z, width, rng.randint(*place.floors), rng.uniform(0.75, 1.3), rng.random()))
        z += width
    for near, width, floors, tone, hue in reversed(fronts):
        light = place.light
        haze = 1 - math.exp(-near / 90)
        warm = mix(shade(light.wall, tone), (40, 62, 92), 0.25 * hue * light.ambient)
        wall = mix(warm, light.horizon, haze)
        top, far = floors * FLOOR_M + 1.5, near + width
        start = max(near, 2.0)
        corners = [lens.at(x, 0, start), lens.at(x, top, start), lens.at(x, top, far), lens.at(x, 0, far)]
        polygon(image, corners, wall)
        edge = [
            lens.at(x, top, start),
            lens.at(x, top - 0.6, start),
            lens.at(x, top - 0.6, far),
            lens.at(x, top, far),
        ]
        polygon(image, edge, shade(wall, 1.3))
        end = [
            lens.at(x, 0, far),
            lens.at(x, top, far),
            lens.at(x + side * 8, top, far),
            lens.at(x + side * 8, 0, far),
        ]
        polygon(image, end, shade(wall, 0.7))
        _windows(image, place, lens, rng, (x, start, far, floors, haze, wall))


def _windows(
    image: Image,
    place: Place,
    lens: Lens,
    rng: random.Random,
    front: tuple[float, float, float, int, float, Colour],
) -> None:
    x, near, far, floors, haze, wall = front
    light = place.light
    columns = max(2, int((far - near) / 2.6))
    step = (far - near) / columns
    for floor in range(floors):
        for column in range(columns):
            low = floor * FLOOR_M + (0.3 if floor == 0 else 1.0)
            z = near + column * step + (0.2 if floor == 0 else 0.65)
            end = near + (column + 1) * step - (0.2 if floor == 0 else 0.65)
            lit = rng.random() < light.lit * (1.5 if floor == 0 else 0.85)
            warm = rng.choice(
                ((95, 175, 245), (120, 205, 255), (175, 225, 250), (70, 140, 225), (215, 210, 190))
            )
            glass = shade(wall, 0.55)
            colour = mix(shade(warm, rng.uniform(0.45, 0.95)), light.horizon, haze * 0.8) if lit else glass
            high = low + (2.3 if floor == 0 else 1.5)
            corners = [lens.at(x, low, z), lens.at(x, high, z), lens.at(x, high, end), lens.at(x, low, end)]
            polygon(image, corners, colour)
            if lit and floor == 0 and z < 60:
                u, v = lens.at(x * 0.9, 0.1, (z + end) / 2)
                glow(image, u, v, lens.size(2.6, z), shade(warm, 0.14), 0.4)


def _obelisk(image: Image, place: Place, lens: Lens) -> None:
    z, tone = 150.0, mix((150, 158, 172), place.light.horizon, 0.25)
    left, top, right = lens.at(-3.4, 0, z), 62.0, lens.at(3.4, 0, z)
    shaft = [left, lens.at(-2.2, top, z), lens.at(0, top + 6, z), lens.at(2.2, top, z), right]
    polygon(image, shaft, tone)
    polygon(image, [lens.at(0, 0, z), lens.at(0, top + 6, z), lens.at(2.2, top, z), right], shade(tone, 0.8))
    glow(image, *lens.at(0, 8, z), lens.size(16, z), shade(place.light.lamp, 0.12))


def _lamps(image: Image, place: Place, lens: Lens) -> None:
    light = place.light
    power = 1.15 - 0.75 * light.ambient
    for z in (112, 92, 74, 58, 44, 31, 19, 9.5):
        for side in (-1, 1):
            x = side * (place.half + 0.9)
            foot, head = lens.at(x, 0, z), lens.at(x - side * 2.1, 8.4, z)
            width = lens.size(0.11, z)
            pole = mix(shade(light.wall, 0.5), light.horizon, 1 - math.exp(-z / 110))
            knee = lens.at(x, 7.9, z)
            bar(image, foot, knee, width, pole)
            bar(image, knee, head, width, pole)
            glow(
                image, *lens.at(x - side * 2.6, 0, z), lens.size(5.2, z), shade(light.lamp, 0.3 * power), 0.34
            )
            glow(image, *head, lens.size(2.2, z), shade(light.lamp, 0.34 * power))
            glow(image, *head, lens.size(0.6, z), shade(light.lamp, 1.3 * power), 0.6)


def _trees(image: Image, place: Place, lens: Lens, rng: random.Random) -> None:
    light = place.light
    for z in (96, 80, 66, 52, 40, 28, 17):
        for side in (-1, 1):
            x = side * (place.half + 2.7 + rng.uniform(-0.3, 0.3))
            trunk = lens.size(0.16, z)
            foot, crown = lens.at(x, 0, z), lens.at(x, 3.2, z)
            bark = mix((28, 36, 44), light.horizon, 1 - math.exp(-z / 120))
            bar(image, foot, crown, trunk, bark)
            for _ in range(46):
                lift = rng.random()
                u, v = lens.at(x + rng.gauss(0, 0.95), 2.9 + 3.4 * lift, z)
                leaf = shade((44, 74, 52), (0.45 + 0.8 * lift) * (0.5 + light.ambient * 0.6))
                radius = max(1, int(lens.size(rng.uniform(0.22, 0.5), z)))
                colour = mix(leaf, light.horizon, 1 - math.exp(-z / 110))
                cv2.circle(image, (int(u), int(v)), radius, colour, -1, cv2.LINE_AA)


def _wet(image: Image, place: Place, lens: Lens) -> None:
    split = int(lens.v0)
    rows = image.shape[0] - split
    above = image[max(0, split - rows) : split][::-1]
    mirror = np.zeros((rows, image.shape[1], 3), np.float32)
    stretched = cv2.resize(above, (image.shape[1], rows), interpolation=cv2.INTER_LINEAR)
    mirror[:] = cv2.GaussianBlur(stretched, (0, 0), sigmaX=5, sigmaY=26)
    ground = np.zeros_like(image)
    limit = place.half + 4.5
    _strip(ground, lens, -limit, limit, 1.0, 400.0, (1.0, 1.0, 1.0))
    fade = np.linspace(0.85, 0.35, rows, dtype=np.float32)[:, None, None]
    image[split:] += ground[split:] * (mirror * fade - image[split:] * 0.28)


def _finish(image: Image, seed: int) -> Image:
    noise = np.random.default_rng(seed).normal(0, 1.6, image.shape[:2]).astype(np.float32)
    bright = cv2.GaussianBlur(np.clip(image - 150, 0, None), (0, 0), 7)
    across = np.linspace(-1, 1, WIDTH, dtype=np.float32)[None, :]
    down = np.linspace(-1, 1, HEIGHT, dtype=np.float32)[:, None]
    corner = 1 - 0.28 * np.clip(across**2 + down**2 - 0.35, 0, 1.2)
    whole: Image = np.clip((image + bright * 0.8 + noise[:, :, None]) * corner[:, :, None], 0, 255)
    return whole
