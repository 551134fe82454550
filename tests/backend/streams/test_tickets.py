"""A ticket opens one camera to one viewer once, for a minute."""

from __future__ import annotations

import itertools
from uuid import UUID

from backend.streams import tickets
from backend.streams.tickets import TicketBook
from domain.clock import ManualClock

CAMERA = UUID(int=1)


def book(clock: ManualClock) -> TicketBook:
    numbers = itertools.count()
    return TicketBook(clock, lambda: f"token-{next(numbers)}")


def test_a_ticket_is_good_once() -> None:
    clock = ManualClock()
    tickets_ = book(clock)
    token, expires = tickets_.issue(CAMERA, "desk-7")
    assert expires == clock.now() + 60_000_000
    redeemed = tickets_.redeem(token)
    assert redeemed is not None
    assert (redeemed.camera, redeemed.viewer) == (CAMERA, "desk-7")
    assert tickets_.redeem(token) is None


def test_a_ticket_is_worth_nothing_after_a_minute_whatever_the_wall_clock_says() -> None:
    clock = ManualClock()
    tickets_ = book(clock)
    early, late = tickets_.issue(CAMERA, "a")[0], tickets_.issue(CAMERA, "a")[0]
    clock.advance(59.9)
    clock.step(-86_400)
    assert tickets_.redeem(early) is not None
    clock.advance(0.1)
    assert tickets_.redeem(late) is None


def test_a_guess_opens_nothing() -> None:
    assert book(ManualClock()).redeem("token-0") is None


def test_a_session_that_ended_has_no_tickets() -> None:
    tickets_ = book(ManualClock())
    mine, other = tickets_.issue(CAMERA, "desk-7")[0], tickets_.issue(CAMERA, "desk-8")[0]
    tickets_.revoke("desk-7")
    assert tickets_.redeem(mine) is None
    assert tickets_.redeem(other) is not None


def test_a_desk_that_asks_for_ever_fills_no_memory() -> None:
    tickets_ = book(ManualClock())
    issued = [tickets_.issue(CAMERA, "greedy")[0] for _ in range(tickets.MAX_OPEN + 5)]
    assert tickets_.redeem(issued[0]) is None
    assert tickets_.redeem(issued[-1]) is not None
