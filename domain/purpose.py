"""Why a sensitive record is read: no purpose, no data."""

from typing import Annotated

import msgspec

Case = Annotated[str, msgspec.Meta(min_length=3, max_length=40)]
Reason = Annotated[str, msgspec.Meta(min_length=10, max_length=500)]


class Purpose(msgspec.Struct, frozen=True, kw_only=True):
    """The case number and the reason that a reader gives before plates, faces, positions or playback."""

    case: Case
    reason: Reason


def stated(case: str, reason: str) -> Purpose:
    """Return a Purpose from what a person typed.

    Raises `ValueError` naming the field when either is too short or too long: the query is refused.
    """
    return msgspec.convert({"case": case.strip(), "reason": reason.strip()}, Purpose)
