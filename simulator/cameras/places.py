"""The six corners that have a camera: how each street lies, is lit and is driven."""

from __future__ import annotations

from dataclasses import dataclass

Colour = tuple[float, float, float]
"""Blue, green, red, 0 to 255."""


@dataclass(frozen=True, slots=True)
class Light:
    """The hour: colours of sky, haze, walls and lamps."""

    zenith: Colour
    horizon: Colour
    wall: Colour
    road: Colour
    lamp: Colour
    lit: float = 0.4
    ambient: float = 0.5
    stars: bool = False


NIGHT = Light((34, 21, 12), (66, 44, 30), (58, 48, 44), (46, 42, 40), (150, 205, 255), 0.42, 0.42, True)
SODIUM = Light((26, 24, 26), (46, 58, 82), (46, 54, 70), (40, 46, 56), (90, 170, 255), 0.34, 0.46)
DUSK = Light((98, 60, 44), (112, 138, 226), (82, 66, 70), (62, 56, 58), (150, 200, 255), 0.36, 0.62)
RAIN = Light((52, 40, 30), (92, 78, 62), (66, 60, 54), (40, 36, 34), (190, 220, 255), 0.46, 0.44)
DAWN = Light((150, 112, 84), (176, 190, 232), (122, 112, 112), (88, 84, 84), (190, 215, 245), 0.16, 0.85)
BLUE = Light((70, 38, 18), (122, 84, 48), (78, 56, 42), (58, 48, 42), (255, 225, 190), 0.40, 0.5)


@dataclass(frozen=True, slots=True)
class Place:
    """One camera's view. Lengths in metres; `vanish` and `horizon` as shares of width and height."""

    number: int
    seed: int
    light: Light
    vanish: float = 0.5
    horizon: float = 0.42
    height: float = 6.0
    lanes: int = 4
    lane: float = 3.2
    zebra: float | None = None
    trees: bool = False
    wet: bool = False
    obelisk: bool = False
    floors: tuple[int, int] = (4, 9)
    cars: int = 7
    walkers: int = 5

    @property
    def half(self) -> float:
        """Half of the carriageway's width."""
        return self.lanes * self.lane / 2


PLACES = (
    Place(1, 11, NIGHT, vanish=0.47, horizon=0.40, lanes=4, cars=7),
    Place(2, 23, SODIUM, vanish=0.56, horizon=0.38, lanes=4, zebra=11.0, cars=6, walkers=9),
    Place(3, 37, DUSK, vanish=0.5, horizon=0.44, height=7.5, lanes=8, trees=True, obelisk=True, cars=14),
    Place(4, 41, RAIN, vanish=0.40, horizon=0.41, lanes=3, wet=True, cars=5, walkers=4, floors=(5, 11)),
    Place(5, 59, DAWN, vanish=0.60, horizon=0.36, height=8.0, lanes=4, zebra=14.0, trees=True, floors=(3, 7)),
    Place(6, 67, BLUE, vanish=0.34, horizon=0.34, height=9.0, lanes=6, zebra=13.0, floors=(6, 14), cars=11),
)
