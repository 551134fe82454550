"""The golden inquiry and reply about what happened to an incident."""

from __future__ import annotations

from uuid import UUID

from domain.inquiries import AnyInquiry, AnyReply
from domain.time_line import AskTimeLine, TimeLine, TimeLineEntry

INQUIRIES: dict[str, AnyInquiry] = {"ask_time_line": AskTimeLine(incident=UUID(int=42))}
REPLIES: dict[str, AnyReply] = {
    "time_line": TimeLine(
        incident=UUID(int=42),
        entries=(
            TimeLineEntry(
                seq=7,
                at=1_795_000_000_000_000,
                what="unit_status_set",
                by="Martín Acuña",
                door="intake:phones",
                workstation="puesto-31",
                unit=UUID(int=9),
                params={"unit": "M 1-204", "status": "en_route"},
                text="Llegan por Lavalle",
            ),
        ),
        cut=True,
    )
}
