"""The exceptions list as the wire carries it, with every field filled."""

from __future__ import annotations

from domain.exceptions_list import AskExceptions, ExceptionGroup, ExceptionList, SeeException
from domain.inquiries import AnyInquiry, AnyReply

AT = 1_795_000_000_000_000
INQUIRIES: dict[str, AnyInquiry] = {
    "exceptions": AskExceptions(),
    "see_exception": SeeException(kind="pidf.bad", source="10.1.0.7"),
}
REPLIES: dict[str, AnyReply] = {
    "exceptions": ExceptionList(
        groups=(
            ExceptionGroup(
                kind="pidf.bad", source="10.1.0.7", count=3, first_at=AT, last_at=AT + 5,
                detail="radius: missing", grave=True, seen_at=AT + 9, seen_by="Silvia Arrieta",
            ),
        )
    ),
}  # fmt: skip
