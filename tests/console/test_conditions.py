"""What every pane says about its data when the line is stale, lost, or back."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from backend_client.picture import LinkState
from console.presenters.conditions import condition_of, current_until, link_look
from domain.clock import SECOND
from tests.console.desk import Desk
from widgets.pane_faces import PaneState, retry_sentence, state_word
from widgets.status_bar import LinkState as LinkLook


def test_a_live_line_says_nothing() -> None:
    desk = Desk()
    assert condition_of(desk.picture, desk.clock, 0).state is PaneState.LIVE
    assert link_look(desk.picture.link) is LinkLook.LIVE


def test_a_change_on_its_way_makes_no_pane_go_blank() -> None:
    desk = Desk()
    desk.picture.set_link(replace(desk.picture.link, current=False))
    assert condition_of(desk.picture, desk.clock, 0).state is PaneState.LIVE


def test_a_stale_line_tells_the_age_of_what_is_shown() -> None:
    desk = Desk()
    desk.clock.advance(0.9)
    desk.link(LinkState.STALE)
    condition = condition_of(desk.picture, desk.clock, 0)
    assert condition.state is PaneState.STALE
    assert desk.picture.server_now() - condition.since == pytest.approx(0.9 * SECOND, abs=2)


def test_a_lost_server_is_desk_mode_with_what_waits() -> None:
    desk = Desk()
    desk.clock.advance(4)
    desk.link(LinkState.DEAD, attempts=3)
    condition = condition_of(desk.picture, desk.clock, waiting=6)
    assert (condition.state, condition.attempt, condition.waiting) == (PaneState.DESK, 3, 6)
    assert desk.picture.server_now() - condition.since == pytest.approx(4 * SECOND, abs=2)
    assert link_look(desk.picture.link) is LinkLook.LOST


def test_without_a_person_a_lost_server_is_only_lost() -> None:
    desk = Desk()
    desk.picture.who = None
    desk.link(LinkState.DEAD)
    assert condition_of(desk.picture, desk.clock, 0).state is PaneState.LOST


def test_a_session_that_ended_is_not_called_a_lost_link() -> None:
    desk = Desk()
    desk.link(LinkState.EXPIRED)
    condition = condition_of(desk.picture, desk.clock, 0)
    assert state_word(condition.state, condition.ended) == "SIN SESIÓN"
    assert retry_sentence(condition, desk.picture.server_now()) == "la sesión terminó: entre para seguir"


def test_ages_go_on_while_the_line_is_silent() -> None:
    desk = Desk()
    before = current_until(desk.picture, desk.clock)
    desk.clock.advance(30)
    assert current_until(desk.picture, desk.clock) == before
