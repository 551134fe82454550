"""One of every inquiry and reply about the room's health, with every field filled."""

from __future__ import annotations

from uuid import UUID

from domain.call_seconds import CallClock
from domain.inquiries import AnyInquiry, AnyReply
from domain.room_health import (
    AskCallsBehind,
    AskCourse,
    AskRoomHealth,
    AskShiftReport,
    CallsBehind,
    ComunaCover,
    Course,
    Figure,
    QueueHealth,
    ReportHour,
    RoomCourse,
    RoomHealth,
    ShiftReport,
    Staffing,
    StaffStep,
)
from domain.severity import Severity

AT = 1_795_000_000_000_000
CLOCK = CallClock(
    call=UUID(int=1), short=42, rang_at=AT, answered_at=AT + 1, worded_at=AT + 2, located_at=AT + 3,
    created_at=AT + 4, dispatched_at=AT + 5, arrived_at=AT + 6, abandoned_at=AT + 7, over_at=AT + 8,
    incident=UUID(int=2), incident_short=43, type_code="0211", place="San Martín 438",
    priority=Severity.CRITICAL, by="Lucía Ferreyra",
)  # fmt: skip
FIGURE = Figure(
    code="ring_15", n=752, p50=4_000_000, p90=11_000_000, p95=18_000_000, share=0.931, met=True,
    course=(0.9, None, 0.95),
)  # fmt: skip

INQUIRIES: dict[str, AnyInquiry] = {
    "room_health": AskRoomHealth(),
    "room_course": AskCourse(code="process", hours=6),
    "calls_behind": AskCallsBehind(begins=AT, ends=AT + 300, code="process", abandoned=True),
    "shift_report": AskShiftReport(at=AT),
}
REPLIES: dict[str, AnyReply] = {
    "room_health": RoomHealth(
        at=AT, since=AT - 1, whole=True, figures=(FIGURE,),
        queue=QueueHealth(
            waiting=4, oldest_at=AT - 38, depth=(1, 4), settled=752, abandoned=21, called_back=14,
            abandoned_course=(0.02, None),
        ),
        staffing=Staffing(
            handling_s=92.5, handling_n=310, days=21, present=46, desks=53,
            steps=(
                StaffStep(
                    begins=AT, calls=437.5, low=400.0, high=475.0, needed=51, needed_low=47, needed_high=55,
                    staffed=46, past=True,
                ),
            ),
        ),
        recent=(CLOCK,), cover=(ComunaCover(comuna=8, seconds=660.0),), desks=("01", "53"),
    ),
    "room_course": RoomCourse(
        code="process",
        bins=(Course(begins=AT, n=12, p50=30_000_000, p90=58_000_000, p95=71_000_000, share=0.91),),
    ),
    "calls_behind": CallsBehind(n=12, missed=2, calls=(CLOCK,)),
    "shift_report": ShiftReport(
        room="911", room_name="Sala 911", by="Silvia Arrieta", made_at=AT, begins=AT - 7200, ends=AT + 7200,
        since=AT - 7200, calls=752, answered=731, abandoned=21, called_back=14, incidents=190,
        handling_s=92.5, figures=(FIGURE,),
        hours=(
            ReportHour(
                begins=AT - 7200, calls=380, answered=371, abandoned=9, in_15=0.94, ring_p90=9_000_000,
                incidents=95, dispatch_p90=112_000_000, depth=6, present=44, needed=15,
            ),
        ),
        settled=(("incident", 190), ("error", 290)), longest=(CLOCK,), exercise=True,
    ),
}  # fmt: skip
