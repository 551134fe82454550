"""Where it happened, as people say it: the two hundred addresses, and what must never be guessed."""

from __future__ import annotations

import time
from collections import Counter

import pytest

from streets.demo import demo_map
from streets.geocoder import Geocoder, Near, Why
from tests.streets.spoken import spoken_addresses


@pytest.fixture(scope="module")
def geocoder() -> Geocoder:
    """Over the demo city."""
    return Geocoder(demo_map())


def test_the_two_hundred_are_what_was_promised() -> None:
    rows = spoken_addresses()
    kinds = Counter(row.kind for row in rows if not row.missing)
    assert len(rows) == 200
    assert set(kinds) == {
        "number", "corner", "between", "altura", "manzana", "motorway", "subte", "former", "outside"
    }  # fmt: skip
    assert min(kinds.values()) >= 12
    assert sum("misspelt" in row.marks for row in rows) >= 40
    assert sum("namesake" in row.marks for row in rows) >= 20
    assert sum(row.missing for row in rows) >= 10


def test_the_two_hundred_spoken_addresses(geocoder: Geocoder) -> None:
    rows = spoken_addresses()
    wrong = [row for row in rows if not row.is_right(geocoder.find(row.said))]
    assert not [row.said for row in wrong if row.missing], "a place was invented"
    assert len(wrong) <= 0.05 * len(rows), [row.said for row in wrong]
    for kind, count in Counter(row.kind for row in rows).items():
        assert sum(row.kind == kind for row in wrong) <= 0.2 * count, kind


def test_a_namesake_is_never_dropped_for_being_far_from_the_phone(geocoder: Geocoder) -> None:
    near = Near(-34.5835, -58.5080, 20.0)
    here = geocoder.find("san martin 438", near)
    assert [(place.title, place.barrio) for place in here.found[:1]] == [
        ("Av. San Martín 438", "Villa Pueyrredón")
    ]
    nowhere = geocoder.find("san martin 438")
    assert here.namesakes == nowhere.namesakes >= 3
    assert {place.barrio for place in here.found} == {place.barrio for place in nowhere.found}
    distances = [place.distance for place in here.found[: here.namesakes]]
    assert distances == sorted(distances)
    assert here.certain is None


def test_the_barrio_that_is_said_settles_it(geocoder: Geocoder) -> None:
    said = geocoder.find("San Martín 438, Avellaneda")
    assert said.certain is not None
    assert (said.certain.barrio, said.certain.outside) == ("Avellaneda", True)


def test_a_barrio_where_there_is_none_settles_nothing(geocoder: Geocoder) -> None:
    assert geocoder.find("San Martín 438, Mataderos").namesakes >= 3


def test_a_name_said_in_part_is_chosen_among_all_that_have_it(geocoder: Geocoder) -> None:
    titles = {place.title for place in geocoder.find("mitre 750").found}
    assert titles == {"Av. Mitre 750", "Bartolomé Mitre 750", "Emilio Mitre 750"}


def test_a_misspelt_name_between_two_streets_is_a_choice(geocoder: Geocoder) -> None:
    answer = geocoder.find("pasoc 521")
    assert {place.title for place in answer.found[: answer.namesakes]} == {"Paso 521", "Pasco 521"}


def test_a_number_beyond_the_street_says_how_far_it_goes(geocoder: Geocoder) -> None:
    answer = geocoder.find("Florida 7777")
    assert (answer.found, answer.why, answer.street) == ((), Why.NO_SUCH_NUMBER, "Florida")
    assert answer.limits[1] < 3000


@pytest.mark.parametrize("said", ["corrientes", "corrientes y", "corrientes al", "corr"])
def test_a_street_that_is_still_being_typed_is_no_place_yet(geocoder: Geocoder, said: str) -> None:
    answer = geocoder.find(said)
    assert answer.certain is None
    assert all(place.lat is None for place in answer.found if "Corrientes" in place.title)


@pytest.mark.parametrize(
    "said",
    ["", " ,, ", "%%__", "'; DROP TABLE calls; --", "‮noitcerid 438", "<b>" * 5000, "y " * 120, "9" * 240,
     "entre " * 40 + "y", "km km km", "manzana 1 casa 1", "١٢٣ ٤٥٦", "av av av 100", "linea b"],
)  # fmt: skip
def test_nonsense_finds_nothing_and_costs_nothing(geocoder: Geocoder, said: str) -> None:
    began = time.perf_counter()
    assert geocoder.find(said).found == ()
    assert time.perf_counter() - began < 0.25
