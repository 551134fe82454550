"""Every inquiry and every reply of the wire; each family lives in a module of its own."""

from domain.inquiry import Inquiry, Reply
from domain.server_facts import AskServerFacts, ServerFacts

AnyInquiry = AskServerFacts
AnyReply = ServerFacts

__all__ = ["AnyInquiry", "AnyReply", "Inquiry", "Reply"]
