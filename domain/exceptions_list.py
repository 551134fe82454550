"""What sources said that could not be taken: grouped, counted, kept until somebody has looked."""

import msgspec

from domain.clock import Micros
from domain.inquiry import Inquiry, Reply
from domain.words import Address, Code, Name

MOST_GROUPS = 500
"""Groups that are kept apart; what comes from further sources is counted on one group of its kind."""


class ExceptionGroup(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One kind of bad input of one source. `detail` is the latest, in one line; `grave`: a call suffered."""

    kind: Code
    source: Address
    count: int
    first_at: Micros
    last_at: Micros
    detail: Address = ""
    grave: bool = False
    seen_at: Micros | None = None
    seen_by: Name = ""


class AskExceptions(Inquiry, frozen=True, kw_only=True, tag="exceptions"):
    """What could not be taken lately?"""


class SeeException(Inquiry, frozen=True, kw_only=True, tag="see_exception"):
    """A person has looked at a group: it goes to the end until it speaks again."""

    kind: Code
    source: Address


class ExceptionList(Reply, frozen=True, kw_only=True, tag="exceptions"):
    """Every group: unseen before seen, then by its first time, so that nothing moves while one reads."""

    groups: tuple[ExceptionGroup, ...] = ()


ExceptionInquiry = AskExceptions | SeeException
ExceptionReply = ExceptionList
