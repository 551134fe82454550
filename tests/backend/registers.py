"""People at their desks who look after the registers: what they ask, and what they are told."""

from __future__ import annotations

import itertools
from typing import Any
from uuid import UUID

from domain.administered import Deed, Register, Value
from domain.administration import (
    Changed,
    ProposalState,
    RegisterPage,
    RequestChange,
    SearchRegister,
    SignProposal,
)
from domain.inquiry import Inquiry
from domain.refusal import Refused
from domain.register_rows import AnyRow
from domain.wire import Answer, Ask
from tests.plugins.backend import Desk, Running

ADMINISTRATOR, COLLEAGUE, AUDITOR, SUPERVISOR = "adominguez", "prequena", "pquiroga", "cmoyano"
WHY = "pedido escrito del jefe de sala"
_MARKS = itertools.count(1)


async def ask(desk: Desk, inquiry: Inquiry) -> Any:
    """Return the reply. Raises `Refused` with the server's code."""
    mark = next(_MARKS)
    await desk.say(Ask(ask=mark, inquiry=inquiry))  # type: ignore[arg-type]
    answer = await desk.hear(Answer, lambda told: told.ask == mark)
    if answer.reply is None:
        raise Refused(answer.code or "", **answer.params)
    return answer.reply


async def refusal(desk: Desk, inquiry: Inquiry) -> tuple[str, dict[str, str]]:
    """Return why an inquiry was refused: code and parameters."""
    try:
        told = await ask(desk, inquiry)
    except Refused as refused:
        return refused.code, refused.params
    raise AssertionError(f"not refused: {told}")


async def look(desk: Desk, register: Register, words: str = "", **more: Any) -> RegisterPage:
    """Search a register."""
    page = await ask(desk, SearchRegister(register=register, words=words, **more))
    assert isinstance(page, RegisterPage)
    return page


async def one(desk: Desk, register: Register, words: str) -> AnyRow:
    """Return the one row that these words find."""
    page = await look(desk, register, words)
    assert page.matches == 1, page
    return page.rows[0]


def wish(
    backend: Running,
    register: Register,
    deed: Deed,
    row: AnyRow | None = None,
    key: UUID | None = None,
    reason: str = WHY,
    **fields: Value,
) -> RequestChange:
    """Return a change as a desk asks for it."""
    return RequestChange(
        id=key or backend.mint.mint(),
        register=register,
        deed=deed,
        reason=reason,
        entry=row.id if row is not None else None,
        version=row.version if row is not None else 0,
        fields=fields,
    )


async def propose(desk: Desk, asked: RequestChange) -> Changed:
    """Ask for a change that a second person must sign."""
    told = await ask(desk, asked)
    assert isinstance(told, Changed)
    assert told.proposal.state is ProposalState.WAITING
    assert told.secret is None
    return told


def signature(backend: Running, user: str, proposal: UUID, password: str | None = None) -> SignProposal:
    """Return a signature with the person's own password."""
    return SignProposal(proposal=proposal, password=password or backend.demo.accounts[user].password)
