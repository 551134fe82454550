"""What a supervisor asks about the room's health: figures, the calls behind them, a shift's report.

Every figure is computed by the server from the log, so that it is the same at every desk and survives a
restart. Spans are microseconds, shares 0 to 1, times microseconds UTC; None is what nothing is known of.
"""

from enum import StrEnum
from typing import Annotated

import msgspec

from domain.call_seconds import CallClock
from domain.clock import HOUR, MINUTE, SECOND, Micros
from domain.inquiry import Inquiry, Reply
from domain.words import Code, Label, Name, RoomName

BIN: Micros = 5 * MINUTE
"""The step of what has a course; bins begin at whole multiples of it."""
BINS = 12
WINDOW: Micros = BINS * BIN
"""What the figures are of: the last hour, by when a call rang."""
KEPT: Micros = 26 * HOUR
"""How far back calls can be looked into: two shifts and the hour of their change."""
MOST_CALLS = 200
"""Calls in one answer."""
STAFF_STEP: Micros = 15 * MINUTE


class Span(StrEnum):
    """What is measured of a call."""

    RING = "ring"  # first ring to answer
    PROCESS = "process"  # answer to the first unit: NFPA 1225's event processing
    LOCATE = "locate"  # answer to the place being settled: the phases answer and locate together
    DECIDE = "decide"  # place settled to the first unit
    DISPATCH = "dispatch"  # incident created to the first unit
    TRAVEL = "travel"  # first unit to the first on scene


class Source(StrEnum):
    """Whose target it is."""

    NENA = "nena"  # NENA-STA-020.1
    NFPA = "nfpa"  # NFPA 1225
    CITY = "city"  # what the city says of itself
    ROOM = "room"  # the room's own share of the city's two minutes
    NONE = "none"


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """A target: `share` of calls (90 = 90 %, a percentile's rank) within `within`.

    `by_percentile`: it is told as that percentile against `within`, not as the share that was in time.
    """

    code: Code
    span: Span
    source: Source
    share: int = 90
    within: Micros = 0
    by_percentile: bool = False


MEASURES: tuple[Measure, ...] = (
    Measure(code="ring_15", span=Span.RING, source=Source.NENA, within=15 * SECOND),
    Measure(code="ring_20", span=Span.RING, source=Source.NENA, share=95, within=20 * SECOND),
    Measure(code="ring_10", span=Span.RING, source=Source.NFPA, within=10 * SECOND),
    Measure(code="process", span=Span.PROCESS, source=Source.NFPA, within=60 * SECOND),
    Measure(
        code="ring_median", span=Span.RING, source=Source.CITY, share=50, within=4 * SECOND,
        by_percentile=True,
    ),
    Measure(code="dispatch", span=Span.DISPATCH, source=Source.CITY, within=120 * SECOND, by_percentile=True),
    Measure(code="locate", span=Span.LOCATE, source=Source.ROOM, within=60 * SECOND, by_percentile=True),
    Measure(code="decide", span=Span.DECIDE, source=Source.ROOM, within=60 * SECOND, by_percentile=True),
    Measure(code="travel", span=Span.TRAVEL, source=Source.NONE),
)  # fmt: skip
"""The targets that the room is held against: the first six stand on top of the supervisor's page."""
MOST_ABANDONED = 0.03
LONGEST_WAIT: Micros = 30 * SECOND


def measure_of(code: str) -> Measure | None:
    """Return the measure of that code."""
    return next((one for one in MEASURES if one.code == code), None)


class Course(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One bin of a measure's course."""

    begins: Micros
    n: int = 0
    p50: Micros | None = None
    p90: Micros | None = None
    p95: Micros | None = None
    share: float | None = None


class Figure(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A measure over a window: `n` calls, percentiles, share in time, whether the target is met."""

    code: Code
    n: int = 0
    p50: Micros | None = None
    p90: Micros | None = None
    p95: Micros | None = None
    share: float | None = None
    met: bool | None = None
    course: tuple[float | None, ...] = ()
    """The figure itself by bins, the oldest first: a share, or seconds where it is told by percentile."""


class QueueHealth(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who waits, and who gave up: `abandoned` of `settled` calls, of whom `called_back` were."""

    waiting: int = 0
    oldest_at: Micros | None = None
    depth: tuple[int, ...] = ()
    """The most that waited at once, by bins."""
    settled: int = 0
    abandoned: int = 0
    called_back: int = 0
    abandoned_course: tuple[float | None, ...] = ()


class StaffStep(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A quarter of an hour: calls that came or are expected, people needed for them, people there.

    `low` and `high` hold four of five evenings; `staffed` of the future is who is there now.
    """

    begins: Micros
    calls: float
    low: float = 0.0
    high: float = 0.0
    needed: int = 0
    needed_low: int = 0
    needed_high: int = 0
    staffed: int | None = None
    past: bool = False


class Staffing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Demand and people. `handling_s`: from the answer to the call being settled, mean of `handling_n` calls.

    With fewer than twenty calls it is the 90 s that the trade plans with, and `handling_n` is 0.
    `days`: how many days the expectation knows.
    """

    handling_s: float
    handling_n: int = 0
    days: int = 0
    present: int = 0
    desks: int = 0
    steps: tuple[StaffStep, ...] = ()


class ComunaCover(msgspec.Struct, frozen=True, kw_only=True):
    """How soon the nearest free unit is in a comuna, in seconds; None when none can be."""

    comuna: int
    seconds: float | None


class AskRoomHealth(Inquiry, frozen=True, kw_only=True, tag="room_health"):
    """How is the room of the asker? Answered by RoomHealth, refused `forbidden`."""


class RoomHealth(Reply, frozen=True, kw_only=True, tag="room_health", omit_defaults=True):
    """The room at one moment. `since`: from when calls are known; `whole`: the log has been read."""

    at: Micros
    since: Micros
    whole: bool
    figures: tuple[Figure, ...] = ()
    queue: QueueHealth = QueueHealth()
    staffing: Staffing = Staffing(handling_s=90.0)
    recent: tuple[CallClock, ...] = ()
    """Calls with an incident, the latest first."""
    cover: tuple[ComunaCover, ...] = ()
    desks: tuple[Label, ...] = ()
    """The numbers of the room's call-takers' desks, whether somebody sits there or not."""


class AskCourse(Inquiry, frozen=True, kw_only=True, tag="room_course"):
    """A measure by bins over the last hours. Answered by RoomCourse; `health.measure` for another code."""

    code: Code
    hours: Annotated[int, msgspec.Meta(ge=1, le=24)] = 3


class RoomCourse(Reply, frozen=True, kw_only=True, tag="room_course", omit_defaults=True):
    """The bins, the oldest first."""

    code: Code
    bins: tuple[Course, ...] = ()


class AskCallsBehind(Inquiry, frozen=True, kw_only=True, tag="calls_behind"):
    """The calls behind a figure: those that rang in [begins, ends) and have that span, the longest first.

    With `abandoned`, those who hung up. Needs the right to see calls as well. Answered by CallsBehind.
    """

    begins: Micros
    ends: Micros
    code: Code = "ring_15"
    abandoned: bool = False


class CallsBehind(Reply, frozen=True, kw_only=True, tag="calls_behind", omit_defaults=True):
    """`n` calls there are, `calls` as many as one answer holds; `missed` of them were beyond the target."""

    n: int = 0
    missed: int = 0
    calls: tuple[CallClock, ...] = ()


class AskShiftReport(Inquiry, frozen=True, kw_only=True, tag="shift_report"):
    """The report of the shift that holds this moment (None: now). `health.too_old` beyond what is kept."""

    at: Micros | None = None


class ReportHour(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One hour of a shift."""

    begins: Micros
    calls: int = 0
    answered: int = 0
    abandoned: int = 0
    in_15: float | None = None
    ring_p90: Micros | None = None
    incidents: int = 0
    dispatch_p90: Micros | None = None
    depth: int = 0
    present: int | None = None
    needed: int | None = None


class ShiftReport(Reply, frozen=True, kw_only=True, tag="shift_report", omit_defaults=True):
    """A shift in figures. `settled`: how calls were settled, by code; `longest`: those that took longest."""

    room: RoomName
    room_name: Name
    by: Name
    made_at: Micros
    begins: Micros
    ends: Micros
    since: Micros
    calls: int = 0
    answered: int = 0
    abandoned: int = 0
    called_back: int = 0
    incidents: int = 0
    handling_s: float | None = None
    figures: tuple[Figure, ...] = ()
    hours: tuple[ReportHour, ...] = ()
    settled: tuple[tuple[Code, int], ...] = ()
    longest: tuple[CallClock, ...] = ()
    exercise: bool = False


HealthInquiry = AskRoomHealth | AskCourse | AskCallsBehind | AskShiftReport
HealthReply = RoomHealth | RoomCourse | CallsBehind | ShiftReport
