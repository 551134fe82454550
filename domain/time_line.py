"""What a desk asks about the past of one incident: everything that happened to it, who did it, when."""

from typing import Annotated
from uuid import UUID

import msgspec

from domain.clock import Micros
from domain.inquiry import Inquiry, Reply
from domain.words import Address, Code, Label, Name, Narrative

MOST_ENTRIES = 400
"""Entries of one time line; of a longer one the latest are told."""


class AskTimeLine(Inquiry, frozen=True, kw_only=True, tag="ask_time_line"):
    """What happened to this incident? Of one that is open, or was closed during the last day.

    Answered by TimeLine. Codes: forbidden, incident.unknown.
    """

    incident: UUID


class TimeLineEntry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One event of the log: `what` is its kind, `params` fill its sentence, `text` is what a person wrote.

    `by`: who did it; `door`: the source that reported it, when nobody sat at a desk.
    """

    seq: int
    at: Micros
    what: Code
    by: Name = ""
    door: Name = ""
    workstation: Label | None = None
    unit: UUID | None = None
    params: dict[Label, Address] = {}
    text: Narrative = ""


class TimeLine(Reply, frozen=True, kw_only=True, tag="time_line"):
    """The entries, oldest first. `cut`: there were older ones."""

    incident: UUID
    entries: Annotated[tuple[TimeLineEntry, ...], msgspec.Meta(max_length=MOST_ENTRIES)]
    cut: bool = False
