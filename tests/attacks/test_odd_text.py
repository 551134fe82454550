"""ATTACKS 29-31, 34, 38: odd text and numbers in every field of every question are answered by a code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from domain.administered import FIELDS, Deed, Register
from domain.administration import ProposalState, RejectProposal
from domain.csv_text import csv_cell
from domain.inquiries import AnyInquiry
from domain.refusal import Refused
from domain.wire import Answer, Ask
from tests.backend.registers import ADMINISTRATOR, AUDITOR, ask, look, wish
from tests.backend_client.golden_inquiries import INQUIRIES
from tests.plugins.backend import Running

ODD = (
    "a\0b",
    "\u202eabc",
    "١٢٣٤٥٦",
    "🂡🂡🂡🂡🂡🂡",
    "<b>" * 20_000,
    "'; --",
    "%_\\",
    "x" * 30,
    "",
)


NUMBERS = (-1, 0, 2**31, 2**62, 2**63 - 1, 2**64, 1e308, -91.0, True, None)


def variants(plain: Any, odd: Any) -> Iterator[Any]:
    """Give the value with each of its texts or numbers, one after the other, replaced."""
    if isinstance(plain, str) if isinstance(odd, str) else isinstance(plain, int | float):
        yield odd
    elif isinstance(plain, dict):
        for key, value in plain.items():
            if key not in ("ask", "is"):
                for other in variants(value, odd):
                    yield {**plain, key: other}
    elif isinstance(plain, list):
        for place, value in enumerate(plain):
            for other in variants(value, odd):
                yield [*plain[:place], other, *plain[place + 1 :]]


@pytest.mark.parametrize("user", [ADMINISTRATOR, AUDITOR, "lferreyra"])
async def test_whatever_stands_in_a_field_is_answered_by_a_code(backend: Running, user: str) -> None:
    desk = await backend.desk(user)
    mark, bad = 0, []
    decoder = msgspec.json.Decoder(AnyInquiry)
    for tag, inquiry in INQUIRIES.items():
        plain = msgspec.to_builtins(inquiry)
        for odd in (*ODD, *NUMBERS):
            for other in [*variants(plain, odd)]:
                try:
                    asked = decoder.decode(msgspec.json.encode(other))
                except (ValueError, RecursionError):
                    continue
                mark += 1
                await desk.say(Ask(ask=mark, inquiry=asked))
                answer = await desk.hear(Answer)
                assert answer.ask == mark
                if answer.code == "server.error":
                    bad.append((tag, {k: v for k, v in other.items() if plain.get(k) != v}))
    assert mark > 200
    assert bad == []


async def test_whatever_is_wished_for_a_field_is_kept_or_refused_by_its_name(backend: Running) -> None:
    desk = await backend.desk(ADMINISTRATOR)
    bad = []
    for register in Register:
        try:
            rows = (await look(desk, register, size=1)).rows
        except Refused:
            continue
        row = rows[0] if rows else None
        for field in FIELDS[register]:
            for odd in (*ODD, *NUMBERS):
                for deed in (Deed.CHANGE, Deed.CREATE):
                    whose = row if deed is Deed.CHANGE else None
                    asked = wish(backend, register, deed, whose, **{field.name: odd})  # type: ignore[arg-type]
                    try:
                        told = await ask(desk, asked)
                    except Refused as refused:
                        if refused.code == "server.error":
                            bad.append((register, deed, field.name, odd))
                    else:
                        if told.proposal.state is ProposalState.WAITING:
                            await ask(desk, RejectProposal(proposal=asked.id, reason="no hace falta"))
                        rows = (await look(desk, register, size=1)).rows
                        row = rows[0] if rows else None
    assert bad == []


def test_35_nothing_that_nobody_sees_hides_a_formula_from_the_reports() -> None:
    for hidden in (
        " " * 100,
        "\N{ZERO WIDTH SPACE}",
        "\0",
        "\N{IDEOGRAPHIC SPACE}" * 70,
        "\N{RIGHT-TO-LEFT OVERRIDE}",
    ):
        assert csv_cell(f"{hidden}=1+1").strip('"').startswith("'")
        assert csv_cell(f"{hidden}\N{FULLWIDTH PLUS SIGN}1").strip('"').startswith("'")
    assert csv_cell("-12,5") == '"-12,5"'
    assert csv_cell("-5") == "-5"
