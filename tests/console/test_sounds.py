"""What an operator hears, and when: the gravest first, never two in a second, again until it is taken."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from msgspec.structs import replace

from backend_client.picture import Link, LinkState
from console.sound_mixer import Sound
from console.sounds import IN_CALL, Ringer
from domain.alert import AlertState
from domain.call import CallState
from domain.clock import SECOND
from domain.desk import Desk as Seated
from domain.desk import DeskState, desk_id
from domain.people import Role
from domain.severity import Severity
from tests.console.desk import SOMEBODY, Desk


class Ear:
    """A desk and what is heard at it: second, sound, gain, in the room too."""

    def __init__(self) -> None:
        self.desk = Desk()
        self.heard: list[tuple[float, Sound, float, bool]] = []
        self.began = self.desk.clock.monotonic()
        self.ringer = Ringer(self.desk.clock, self.play)
        self.ringer.follow(self.desk.picture)
        self.wait(0.1)

    def play(self, sound: Sound, gain: float, room: bool) -> None:
        self.heard.append((round(self.desk.clock.monotonic() - self.began, 1), sound, gain, room))

    def wait(self, seconds: float) -> None:
        for _ in range(round(seconds * 10)):
            self.ringer.time_passes()
            self.desk.clock.advance(0.1)

    def sounds(self) -> list[Sound]:
        return [sound for _, sound, _, _ in self.heard]

    def times(self, sound: Sound) -> list[float]:
        return [at for at, one, _, _ in self.heard if one is sound]

    def link(self, state: LinkState) -> None:
        self.desk.picture.set_link(Link(state=state, since=self.desk.clock.monotonic()))


@pytest.fixture
def ear() -> Iterator[Ear]:
    made = Ear()
    yield made
    made.ringer.let_go()


def test_a_call_rings_once(ear: Ear) -> None:
    call = ear.desk.rings()
    ear.wait(30)
    ear.desk.put_call(replace(call, caller="Marta Ríos"))
    ear.wait(5)
    assert ear.sounds() == [Sound.NEW_CALL]
    assert ear.heard[0][0] <= 0.3, "within a tenth of a second or two"


def test_a_critical_alert_sounds_every_ten_seconds_until_it_is_taken(ear: Ear) -> None:
    alert = ear.desk.alert(Severity.CRITICAL)
    ear.wait(35)
    at = ear.times(Sound.CRITICAL)
    assert [round(b - a) for a, b in pairwise(at)] == [10, 10, 10]
    assert all(room for _, _, _, room in ear.heard), "the room hears it too"
    ear.desk.put_alert(replace(alert, state=AlertState.ACKNOWLEDGED))
    ear.wait(30)
    assert len(ear.times(Sound.CRITICAL)) == 4


def test_the_repetition_ends_only_with_the_last_one(ear: Ear) -> None:
    one, other = ear.desk.alert(), ear.desk.alert()
    ear.wait(5)
    ear.desk.put_alert(replace(one, state=AlertState.ACKNOWLEDGED))
    ear.wait(20)
    assert len(ear.heard) == 3
    ear.desk.put_alert(replace(other, state=AlertState.SHELVED))
    ear.wait(20)
    assert len(ear.heard) == 3


def test_a_high_alert_sounds_once_in_the_headset_and_lower_ones_never(ear: Ear) -> None:
    ear.desk.alert(Severity.HIGH)
    for severity in (Severity.MEDIUM, Severity.LOW, Severity.INFO):
        ear.desk.alert(severity)
    ear.wait(25)
    assert [(sound, room) for _, sound, _, room in ear.heard] == [(Sound.HIGH, False)]


def test_a_group_that_rings_again_sounds_again(ear: Ear) -> None:
    alert = ear.desk.alert(Severity.HIGH)
    ear.wait(3)
    ear.desk.put_alert(replace(alert, count=2))  # counted, and not rung
    ear.wait(3)
    ear.desk.put_alert(replace(alert, count=3, rang_at=alert.rang_at + 60 * SECOND))
    ear.wait(3)
    assert ear.sounds() == [Sound.HIGH, Sound.HIGH]


def test_at_most_one_sound_a_second_and_the_gravest_first(ear: Ear) -> None:
    ear.desk.rings()
    ear.desk.alert(Severity.HIGH)
    ear.desk.alert(Severity.CRITICAL)
    ear.wait(6)
    assert ear.sounds() == [Sound.CRITICAL, Sound.HIGH, Sound.NEW_CALL]
    at = [second for second, *_ in ear.heard]
    assert all(b - a >= 1.0 - 1e-6 for a, b in pairwise(at))


def test_three_hundred_alarms_at_login_are_one_sound(ear: Ear) -> None:
    for _ in range(300):
        ear.desk.alert(Severity.CRITICAL)
    ear.wait(9)
    assert ear.sounds() == [Sound.CRITICAL]


def test_a_flood_of_calls_never_sounds_more_than_once_a_second(ear: Ear) -> None:
    for _ in range(100):
        ear.desk.rings()
        ear.wait(0.1)
    assert len(ear.heard) <= 11
    assert len(ear.heard) >= 9


def test_what_waited_behind_graver_sounds_too_long_is_no_news(ear: Ear) -> None:
    ear.desk.rings()
    for _ in range(70):
        ear.desk.alert(Severity.CRITICAL)
        ear.wait(0.1)
    assert Sound.NEW_CALL not in ear.sounds()


def test_the_lost_link_is_heard_once_and_what_was_critical_goes_on(ear: Ear) -> None:
    ear.desk.alert(Severity.CRITICAL)
    ear.link(LinkState.LIVE)
    ear.wait(2)
    ear.link(LinkState.STALE)
    ear.wait(2)
    ear.link(LinkState.DEAD)
    ear.wait(30)
    assert ear.sounds().count(Sound.LINK_LOST) == 1
    assert len(ear.times(Sound.CRITICAL)) >= 3


def test_whoever_speaks_with_a_caller_hears_the_rest_from_afar(ear: Ear) -> None:
    ear.desk.answered(ear.desk.rings())
    ear.wait(3)
    ear.heard.clear()
    ear.desk.rings("11 2222")
    ear.wait(2)
    assert [(sound, gain) for _, sound, gain, _ in ear.heard] == [(Sound.NEW_CALL, IN_CALL)]


def test_another_s_call_makes_nothing_softer(ear: Ear) -> None:
    ear.desk.answered(ear.desk.rings(), by=SOMEBODY, name="Juan Paz")
    ear.wait(3)
    ear.heard.clear()
    ear.desk.rings("11 2222")
    ear.wait(2)
    assert [gain for _, _, gain, _ in ear.heard] == [1.0]


def test_an_auditor_s_seat_is_still(ear: Ear) -> None:
    who = ear.desk.picture.who
    assert who is not None
    ear.desk.picture.who = replace(who, operator=replace(who.operator, role=Role.AUDITOR))
    ear.desk.rings()
    ear.desk.alert(Severity.CRITICAL)
    ear.wait(15)
    assert ear.heard == []


def test_who_leaves_the_desk_leaves_it_silent(ear: Ear) -> None:
    ear.desk.alert(Severity.CRITICAL)
    ear.wait(2)
    ear.desk.picture.empty()
    ear.desk.picture.flush()
    ear.wait(25)
    assert len(ear.heard) == 1


def test_an_abandoned_call_does_not_ring(ear: Ear) -> None:
    ear.desk.rings(state=CallState.ABANDONED)
    ear.wait(3)
    assert ear.heard == []


def seated(ear: Ear, state: DeskState = DeskState.READY) -> Seated:
    """This desk is one that calls are given to."""
    who = ear.desk.picture.who
    assert who is not None
    place = who.workstation
    desk = Seated(
        id=desk_id(place.id), workstation=place.id, desk=place.desk, room="911", state=state, since=0
    )
    ear.desk.picture.desks.put(desk)
    ear.desk.picture.flush()
    return desk


def test_a_call_that_rings_at_this_desk_first_sounds_until_it_is_taken(ear: Ear) -> None:
    desk = seated(ear)
    call = ear.desk.rings()
    ear.desk.put_call(replace(call, offered_to=desk.id))
    ear.wait(8.9)
    assert ear.times(Sound.NEW_CALL) == [0.1, 4.1, 8.1]
    ear.desk.put_call(replace(call, state=CallState.ANSWERED, answered_by=SOMEBODY))
    ear.wait(10)
    assert len(ear.heard) == 3


def test_a_call_that_rings_at_another_desk_is_silent_here_until_nobody_takes_it(ear: Ear) -> None:
    seated(ear)
    call = ear.desk.rings()
    ear.desk.put_call(replace(call, offered_to=SOMEBODY))
    ear.wait(8)
    assert ear.heard == []
    ear.desk.put_call(call)  # the other desk did not answer, and no third is ready
    ear.wait(5)
    assert ear.sounds() == [Sound.NEW_CALL]
