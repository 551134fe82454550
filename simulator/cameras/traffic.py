"""What moves in a camera's picture: cars with their lights, and people; every path closes with the loop."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

import cv2
import numpy as np

from simulator.cameras.places import Colour, Place
from simulator.cameras.street import FAR, NEAR, Image, Lens, bar, glow, mix, polygon, shade

PAINTS = (
    (214, 214, 212), (60, 56, 54), (128, 124, 120), (52, 44, 150), (110, 72, 40),
    (30, 160, 214), (88, 92, 96), (236, 236, 232), (60, 70, 44),
)  # fmt: skip
WHITE_LIGHT: Colour = (235, 245, 255)
RED_LIGHT: Colour = (40, 40, 255)
REACH = FAR - 30


@dataclass(frozen=True, slots=True)
class Car:
    """A car: its lane's middle in metres, whether it comes towards us, and where in the loop it is."""

    x: float
    towards: bool
    laps: int
    phase: float
    paint: Colour
    tall: bool

    def distance(self, share: float) -> float:
        """Return metres ahead of the camera when `share` (0..1) of the loop has passed."""
        along = (share * self.laps + self.phase) % 1.0
        return NEAR - 1.5 + REACH * ((1 - along) if self.towards else along)


@dataclass(frozen=True, slots=True)
class Walker:
    """A person on a pavement (`across` False) or on the crossing."""

    x: float
    z: float
    across: bool
    direction: int
    phase: float
    coat: Colour


class Traffic:
    """Everybody on one street, in an order drawn from the place's seed."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._lens = Lens(place, 1.0)
        rng = random.Random(place.seed * 7 + 1)
        self._cars = [self._car(n, rng) for n in range(place.cars)]
        self._walkers = [self._walker(rng) for _ in range(place.walkers)]

    def _car(self, number: int, rng: random.Random) -> Car:
        place = self._place
        lane = number % place.lanes
        x = -place.half + (lane + 0.5) * place.lane
        laps = 2 if lane in (place.lanes // 2 - 1, place.lanes // 2) and place.cars < 10 else 1
        fleet = max(1, place.cars / place.lanes)
        phase = (number // place.lanes + rng.uniform(0.15, 0.7)) / math.ceil(fleet)
        return Car(x, lane * 2 < place.lanes, laps, phase, rng.choice(PAINTS), rng.random() < 0.2)

    def _walker(self, rng: random.Random) -> Walker:
        place = self._place
        across = place.zebra is not None and rng.random() < 0.5
        z = (place.zebra or 0) + rng.uniform(0.4, 3.0) if across else rng.uniform(8, 30)
        x = rng.choice((-1, 1)) * (place.half + rng.uniform(1.6, 3.8))
        coat = rng.choice(((70, 62, 58), (48, 52, 96), (96, 84, 60), (44, 44, 48), (120, 128, 134)))
        return Walker(x, z, across, rng.choice((-1, 1)), rng.random(), coat)

    def draw(self, image: Image, share: float) -> None:
        """Draw everybody, the farthest first, when `share` (0..1) of the loop has passed."""
        placed: list[tuple[float, Car | Walker, float]] = []
        for car in self._cars:
            placed.append((car.distance(share), car, 0.0))
        for walker in self._walkers:
            placed.append(self._step(walker, share))
        for z, who, x in sorted(placed, key=lambda each: -each[0]):
            if isinstance(who, Car):
                self._draw_car(image, who, z)
            else:
                self._draw_walker(image, who, x, z, share)

    def _step(self, walker: Walker, share: float) -> tuple[float, Walker, float]:
        along = (share + walker.phase) % 1.0
        if walker.direction < 0:
            along = 1 - along
        if walker.across:
            return walker.z, walker, (along * 2 - 1) * (self._place.half + 4.5)
        return 6 + (walker.z + 26 * along) % 26, walker, walker.x

    def _draw_car(self, image: Image, car: Car, z: float) -> None:
        place, lens = self._place, self._lens
        if z < 1.8:
            return
        haze = 1 - math.exp(-z / 95)
        lit = 0.35 + 0.6 * place.light.ambient
        paint = mix(shade(car.paint, lit), place.light.horizon, haze)
        dark = mix(shade((40, 36, 34), lit), place.light.horizon, haze)
        half, length, top = 0.92, 4.3, 1.75 if car.tall else 1.42
        waist, back = top * 0.58, z + length
        self._shadow(image, car.x, z, length)
        side = -half if car.x > 0 else half
        _box(
            image,
            lens,
            car.x,
            half,
            0.25,
            waist,
            z,
            back,
            side,
            (paint, shade(paint, 0.72), shade(paint, 1.12)),
        )
        cabin = (0.78, z + (1.1 if car.towards else 0.5), z + (3.5 if car.tall else 3.1))
        _box(image, lens, car.x, cabin[0], waist, top, cabin[1], cabin[2], side * 0.85,
             (mix(dark, place.light.zenith, 0.25), shade(dark, 0.8), shade(paint, 1.05)))  # fmt: skip
        self._lights(image, car, z, half)

    def _shadow(self, image: Image, x: float, z: float, length: float) -> None:
        corners = [
            self._lens.at(x + dx, 0, z + dz) for dx, dz in ((-1, -0.2), (-1, length), (1, length), (1, -0.2))
        ]
        polygon(image, corners, shade(self._place.light.road, 0.42))

    def _lights(self, image: Image, car: Car, z: float, half: float) -> None:
        lens, power = self._lens, 1.25 - 0.8 * self._place.light.ambient
        colour = WHITE_LIGHT if car.towards else RED_LIGHT
        for side in (-1, 1):
            u, v = lens.at(car.x + side * half * 0.72, 0.66, z)
            spot = max(1.3, lens.size(0.13, z))
            cv2.circle(
                image, (int(u * 16), int(v * 16)), int(spot * 16), shade(colour, 1.0), -1, cv2.LINE_AA, 4
            )
            reach = lens.size(1.35 if car.towards else 0.62, z) + 3
            glow(image, u, v, reach, shade(colour, (0.5 if car.towards else 0.42) * power))
        if car.towards and z > 5:
            u, v = lens.at(car.x, 0, z - 3.2)
            glow(image, u, v, lens.size(2.7, z - 1.5), shade(WHITE_LIGHT, 0.32 * power), 0.42)
        if self._place.wet:
            u, v = lens.at(car.x, -1.4, z)
            glow(image, u, v, lens.size(1.0, z), shade(colour, 0.34 * power), 2.4)

    def _draw_walker(self, image: Image, who: Walker, x: float, z: float, share: float) -> None:
        lens = self._lens
        lit = 0.4 + 0.6 * self._place.light.ambient
        coat = mix(shade(who.coat, lit), self._place.light.horizon, 1 - math.exp(-z / 95))
        swing = math.sin(share * 2 * math.pi * 24 + who.phase * 9) * 0.22
        for leg in (swing, -swing):
            bar(image, lens.at(x, 0.85, z), lens.at(x + leg, 0, z), lens.size(0.09, z), shade(coat, 0.55))
        polygon(image, [lens.at(x - 0.24, 1.45, z), lens.at(x + 0.24, 1.45, z), lens.at(x + 0.2, 0.75, z),
                        lens.at(x - 0.2, 0.75, z)], coat)  # fmt: skip
        u, v = lens.at(x, 1.62, z)
        skin = mix(shade((120, 150, 190), lit), self._place.light.horizon, 1 - math.exp(-z / 95))
        cv2.circle(
            image,
            (int(u * 16), int(v * 16)),
            int(max(1.0, lens.size(0.14, z)) * 16),
            skin,
            -1,
            cv2.LINE_AA,
            4,
        )


def _box(
    image: Image, lens: Lens, x: float, half: float, low: float, high: float, near: float, far: float,
    side: float, colours: tuple[Colour, Colour, Colour],
) -> None:  # fmt: skip
    front, flank, roof = colours
    near = max(near, 1.2)
    left, right, wall = x - half, x + half, x + side
    sides = (
        (((wall, low, near), (wall, high, near), (wall, high, far), (wall, low, far)), flank),
        (((left, high, near), (left, high, far), (right, high, far), (right, high, near)), roof),
        (((left, low, near), (left, high, near), (right, high, near), (right, low, near)), front),
    )
    for corners, colour in sides:
        polygon(image, [lens.at(*corner) for corner in corners], colour)


def clip(image: Image) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Return the picture in whole bytes."""
    return np.clip(image, 0, 255).astype(np.uint8)
