"""What a server says of itself to a person who is inside."""

from domain.clock import Micros
from domain.inquiry import Inquiry, Reply
from domain.words import Code, Name


class AskServerFacts(Inquiry, frozen=True, kw_only=True, tag="server_facts"):
    """Which server is this, and how is it?"""


class ServerFacts(Reply, frozen=True, kw_only=True, tag="server_facts"):
    """Version, start, desks that are connected, and why the database takes nothing (None while it does)."""

    version: Name
    began_at: Micros
    desks: int
    database: Code | None = None
