"""One of every inquiry and reply of the wire, with every field filled; keys are their tags."""

from __future__ import annotations

from domain.inquiries import AnyInquiry, AnyReply
from domain.server_facts import AskServerFacts, ServerFacts

AT = 1_795_000_000_000_000

INQUIRIES: dict[str, AnyInquiry] = {"server_facts": AskServerFacts()}
REPLIES: dict[str, AnyReply] = {
    "server_facts": ServerFacts(version="0.1.0", began_at=AT, desks=53, database="database.full"),
}
