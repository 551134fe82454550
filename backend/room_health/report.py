"""A shift in figures, hour by hour, from the calls that rang in it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from math import inf, isnan
from zoneinfo import ZoneInfo

from backend.room_health.figures import depth, figure_of, percentile, share_within
from backend.room_health.forecast import LEAST_CALLS
from backend.room_health.ledger import COLUMNS, Record, RoomLedger, seconds
from domain.clock import HOUR, MINUTE, SECOND, Micros
from domain.erlang import agents_needed
from domain.room_health import BIN, MEASURES, ReportHour, ShiftReport, Span

SITE = ZoneInfo("America/Argentina/Buenos_Aires")
SHIFTS = (7, 19)
"""The hours at which shifts begin, on the site's clock."""
LONGEST_SHOWN = 10
LONGEST_HANDLING: Micros = 30 * MINUTE
"""A form that stood open longer was forgotten: it says nothing about how long calls take."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def shift_of(at: Micros) -> tuple[Micros, Micros]:
    """Return begin and end of the shift that holds a moment."""
    local = (_EPOCH + timedelta(microseconds=at)).astimezone(SITE)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    edges = [midnight + timedelta(days=day, hours=hour) for day in (-1, 0, 1) for hour in SHIFTS]
    begin = max(edge for edge in edges if edge <= local)
    end = min(edge for edge in edges if edge > local)
    return _micros(begin), _micros(end)


def _micros(at: datetime) -> Micros:
    return (at - _EPOCH) // timedelta(microseconds=1)


def handling(records: list[Record]) -> tuple[float | None, int]:
    """Return the mean time from the answer to the call being settled, in seconds, and of how many calls."""
    took = [
        record.settled_at - record.answered_at
        for record in records
        if record.settled_at is not None and record.answered_at is not None
    ]
    took = [one for one in took if 0 < one <= LONGEST_HANDLING]
    return (sum(took) / len(took) / SECOND if took else None), len(took)


def report(ledger: RoomLedger, begins: Micros, ends: Micros, since: Micros, now: Micros) -> ShiftReport:
    """Return the shift; whose room it is and who asks is filled in by who knows."""
    until = min(ends, now)
    records = list(ledger.between(begins, until + 1))
    handled, _ = handling(records)
    return ShiftReport(
        room="-",
        room_name="",
        by="",
        made_at=now,
        begins=begins,
        ends=ends,
        since=since,
        calls=len(records),
        answered=sum(record.answered_at is not None for record in records),
        abandoned=sum(record.abandoned_at is not None for record in records),
        called_back=sum(r.abandoned_at is not None and r.answered_at is not None for r in records),
        incidents=_incidents(ledger, begins, until),
        handling_s=handled,
        figures=tuple(figure_of(one, ledger.sorted(one.span, begins, until)) for one in MEASURES),
        hours=tuple(_hours(ledger, begins, until, now)),
        settled=tuple(Counter(record.how for record in records if record.how).most_common()),
        longest=tuple(ledger.clock(record) for record in _longest(ledger, records)),
    )


def _incidents(ledger: RoomLedger, begins: Micros, ends: Micros) -> int:
    return sum(begins <= event.created_at < ends for event in ledger.events.values())


def _longest(ledger: RoomLedger, records: list[Record]) -> list[Record]:
    place = COLUMNS.index(Span.PROCESS)
    took = [(seconds(ledger.clock(record))[place], record) for record in records]
    known = [(value, record) for value, record in took if not isnan(value)]
    known.sort(key=lambda one: (-one[0], one[1].rang_at))
    return [record for _, record in known[:LONGEST_SHOWN]]


def _hours(ledger: RoomLedger, begins: Micros, until: Micros, now: Micros) -> list[ReportHour]:
    made = []
    for hour in range(begins, until, HOUR):
        end = min(hour + HOUR, until)
        records = list(ledger.between(hour, end))
        rang, sent = ledger.sorted(Span.RING, hour, end), ledger.sorted(Span.DISPATCH, hour, end)
        handled, of = handling(records)
        # A full hour only: the first minutes of one say nothing about an hour's load.
        whole = end - hour == HOUR and handled is not None and of >= LEAST_CALLS
        made.append(
            ReportHour(
                begins=hour,
                calls=len(records),
                answered=sum(record.answered_at is not None for record in records),
                abandoned=sum(record.abandoned_at is not None for record in records),
                in_15=share_within(rang, 15 * SECOND),
                ring_p90=percentile(rang, 90),
                incidents=_incidents(ledger, hour, end),
                dispatch_p90=percentile(sent, 90),
                depth=depth(ledger.rows(hour - BIN, end), hour, 1, HOUR, now)[0],
                present=_present(ledger, hour, end),
                needed=agents_needed(len(records), handled or 0.0) if whole else None,
            )
        )
    return made


def _present(ledger: RoomLedger, begins: Micros, ends: Micros) -> int | None:
    """Return the fewest desks that carried load at the quarters of an hour."""
    found = [ledger.present_at(at) for at in range(begins, ends, 15 * MINUTE)]
    least = min((count for count in found if count is not None), default=inf)
    return int(least) if least != inf else None
