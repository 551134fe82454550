"""Ids sort by time and never repeat; what a source says twice has the same id twice."""

from random import Random

from domain.clock import ManualClock
from domain.ids import IdMint, derived, incident_number, provisional_number


def test_ids_of_one_mint_grow_whatever_the_clock_does() -> None:
    clock = ManualClock()
    mint = IdMint(clock, Random(1).randbytes)
    ids = [mint.mint() for _ in range(1000)]
    clock.step(-3600)
    ids += [mint.mint() for _ in range(1000)]
    clock.step(7200)
    ids += [mint.mint() for _ in range(1000)]
    assert ids == sorted(ids)
    assert len(set(ids)) == 3000
    assert {(one.version, one.variant) for one in ids} == {(7, "specified in RFC 4122")}


def test_an_id_tells_when_it_was_minted() -> None:
    clock = ManualClock()
    mint = IdMint(clock, Random(1).randbytes)
    assert mint.mint().int >> 80 == clock.now() // 1000


def test_what_a_source_says_twice_has_one_id() -> None:
    assert derived("call", "central", "a") == derived("call", "central", "a")
    assert derived("call", "central", "a") != derived("call", "centrala", "")


def test_numbers_are_written_as_people_say_them() -> None:
    assert incident_number(2026, 1042) == "26-0001042"
    assert provisional_number("07", 3) == "P07-3"
