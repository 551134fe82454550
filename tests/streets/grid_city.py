"""A city of squares: streets run one way and back in turn, avenues both ways."""

from __future__ import annotations

from itertools import pairwise

from streets.gathering import METRES_PER_DEGREE, Gathering
from streets.street_map import RoadClass, StreetKind, StreetMap

SOUTH, WEST = -34.65, -58.45
BLOCK_M = 100.0
LAT_STEP = BLOCK_M / METRES_PER_DEGREE
LON_STEP = LAT_STEP / 0.8225  # cos(34.67 degrees)


def corner(row: int, column: int) -> tuple[float, float]:
    """Latitude and longitude of a corner; rows count to the north, columns to the east."""
    return SOUTH + row * LAT_STEP, WEST + column * LON_STEP


def grid_city(rows: int = 12, columns: int = 12, *, avenue_every: int = 4, comunas: int = 4) -> StreetMap:
    """Rows run east and west in turn, columns north and south; every so many is an avenue, both ways.

    Comunas are bands of columns, from 1 in the west.
    """
    made = Gathering()
    nodes = [[made.node(*corner(row, column)) for column in range(columns)] for row in range(rows)]
    barrios = [made.barrio(f"Barrio {n}", n) for n in range(1, comunas + 1)]

    def lay(number: int, path: list[int], name: str) -> None:
        avenue = number % avenue_every == 0
        street = made.street(name, StreetKind.AVENUE if avenue else StreetKind.STREET)
        for start, end in pairwise(path):
            made.stretch(
                start,
                end,
                street,
                RoadClass.AVENUE if avenue else RoadClass.STREET,
                60.0 if avenue else 40.0,
                barrio=barrios[start % columns * comunas // columns],
                one_way=not avenue,
            )

    for row in range(rows):
        path = nodes[row]
        lay(row, path if row % 2 else path[::-1], f"Fila {row}")
    for column in range(columns):
        path = [nodes[row][column] for row in range(rows)]
        lay(column, path if column % 2 else path[::-1], f"Columna {column}")
    return made.finish()
