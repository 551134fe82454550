"""What a desk asks besides the picture: each question is answered once, and none costs it the line."""

import logging

import pytest

from backend.accounts import Seat
from backend.inquiries import Inquiries
from domain.refusal import Refused
from domain.server_facts import AskServerFacts, ServerFacts
from domain.wire import Answer, Ask, Beat
from tests.plugins.backend import Running

ASK = Ask(ask=7, inquiry=AskServerFacts())


async def test_a_desk_asks_which_server_this_is(backend: Running) -> None:
    desk = await backend.desk()
    await desk.say(ASK)
    answer = await desk.hear(Answer)
    assert answer.ask == 7
    assert isinstance(answer.reply, ServerFacts)
    assert answer.reply.desks == 1
    assert answer.reply.database is None
    assert await desk.hear(Beat)


@pytest.fixture
async def seat(backend: Running) -> Seat:
    await backend.desk()
    term = backend.backend._term
    assert term is not None
    assert term.room is not None
    return next(line.seat for line in term.room.lines if line.seat is not None)


async def test_what_nobody_answers_is_said(seat: Seat) -> None:
    assert await Inquiries().answer(seat, ASK) == Answer(ask=7, code="inquiry.unknown")


async def test_a_refusal_comes_with_its_reason(seat: Seat) -> None:
    async def refuses(seat: Seat, asked: AskServerFacts) -> ServerFacts:
        raise Refused("forbidden", action="read_audit")

    table = Inquiries()
    table.answers(AskServerFacts, refuses)
    assert await table.answer(seat, ASK) == Answer(ask=7, code="forbidden", params={"action": "read_audit"})


async def test_a_handler_that_breaks_is_written_down_and_told(
    seat: Seat, caplog: pytest.LogCaptureFixture, expect_log: object
) -> None:
    assert callable(expect_log)
    expect_log("an inquiry failed")

    async def breaks(seat: Seat, asked: AskServerFacts) -> ServerFacts:
        raise ZeroDivisionError

    table = Inquiries()
    table.answers(AskServerFacts, breaks)
    with caplog.at_level(logging.ERROR):
        assert (await table.answer(seat, ASK)).code == "server.error"
