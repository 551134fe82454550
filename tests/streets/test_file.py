"""The file of a street map: the same map gives the same bytes, and a damaged file says what is wrong."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from streets.file import decode, encode, load, save
from streets.gathering import Gathering, Numbers
from streets.street_map import PlaceKind, RoadClass, StreetKind, StreetMap, StreetMapError


@pytest.fixture
def corner() -> StreetMap:
    """Two streets that cross, one of them with houses, and a station."""
    gathering = Gathering(["ours"])
    nodes = [gathering.node(-34.60, -58.40), gathering.node(-34.60, -58.39), gathering.node(-34.61, -58.39)]
    barrio = gathering.barrio("Balvanera", 3)
    lavalle = gathering.street("Lavalle", StreetKind.STREET, ["Parque"])
    ayacucho = gathering.street("Ayacucho", StreetKind.STREET)
    numbers = Numbers(101, 199, 100, 198)
    gathering.stretch(nodes[0], nodes[1], lavalle, RoadClass.STREET, 40, barrio=barrio, numbers=numbers)
    gathering.stretch(nodes[1], nodes[2], ayacucho, RoadClass.STREET, 40, barrio=barrio, one_way=True)
    gathering.place(PlaceKind.STATION, -34.6, -58.4, name="Pasteur", note="B", barrio=barrio)
    return gathering.finish()


def test_what_was_written_is_read_again(corner: StreetMap, tmp_path: Path) -> None:
    save(corner, tmp_path / "corner.atl")
    again = load(tmp_path / "corner.atl")
    assert (again.nodes, again.pieces) == (3, 3)
    assert again.streets == corner.streets
    assert again.barrios == corner.barrios
    assert again.place_name == ("Pasteur",)
    assert np.array_equal(again.piece_twin, [1, 0, -1])
    assert encode(again) == encode(corner)
    assert os.listdir(tmp_path) == ["corner.atl"]


def test_the_other_way_sees_the_odd_houses_on_its_right(corner: StreetMap) -> None:
    there, back = (
        [
            int(getattr(corner, f"piece_{side}_{end}")[way])
            for side in ("left", "right")
            for end in ("from", "to")
        ]
        for way in (0, 1)
    )
    assert there == [101, 199, 100, 198]
    assert back == [198, 100, 199, 101]


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda data: b"", "file: no street map"),
        (lambda data: b"PK\3\4" + data, "file: no street map"),
        (lambda data: data[:-9], "file: the checksum does not hold (cut short or changed)"),
        (
            lambda data: data[:-1] + bytes([data[-1] ^ 1]),
            "file: the checksum does not hold (cut short or changed)",
        ),
        (lambda data: data[:8] + b"\7\0\0\0" + data[12:], "file: version 7, this program reads 1"),
    ],
)
def test_a_file_that_is_none_says_why(corner: StreetMap, damage: object, says: str) -> None:
    with pytest.raises(StreetMapError) as told:
        decode(damage(encode(corner)))  # type: ignore[operator]
    assert str(told.value) == says


def test_a_piece_that_leads_nowhere_is_refused() -> None:
    gathering = Gathering()
    start = gathering.node(-34.6, -58.4)
    street = gathering.street("Lavalle", StreetKind.STREET)
    gathering.stretch(start, start, street, RoadClass.STREET, 40)
    good = gathering.finish()
    bad = StreetMap(**{**vars(good), "piece_to": np.array([0, 5], np.int32)})
    with pytest.raises(StreetMapError, match="piece_to: from 0 to 0"):
        encode(bad)
