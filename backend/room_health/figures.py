"""From calls to figures: percentiles, shares in time, courses by five minutes, the queue's depth."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from backend.room_health.ledger import COLUMNS, Record, RoomLedger
from domain.clock import SECOND, Micros
from domain.room_health import (
    BIN,
    BINS,
    MEASURES,
    Course,
    Figure,
    Measure,
    QueueHealth,
    Source,
    Span,
)

Values = NDArray[np.float64]


def percentile(ordered: Values, rank: int) -> Micros | None:
    """Return the nearest-rank percentile of sorted seconds, in microseconds; None of nothing."""
    if not len(ordered):
        return None
    place = max(0, -(-len(ordered) * rank // 100) - 1)
    return round(float(ordered[place]) * SECOND)


def column(rows: Values, span: Span) -> Values:
    """Return what is known of a span, sorted, in seconds."""
    values = rows[:, COLUMNS.index(span)]
    return np.sort(values[~np.isnan(values)])


def share_within(ordered: Values, within: Micros) -> float | None:
    """Return the share of sorted seconds that are not beyond a limit."""
    if not len(ordered):
        return None
    return float(np.searchsorted(ordered, within / SECOND, side="right")) / len(ordered)


def figure_of(measure: Measure, rows: Values, course: tuple[float | None, ...] = ()) -> Figure:
    """Return a measure over rows of spans."""
    values = column(rows, measure.span)
    share = share_within(values, measure.within) if measure.within else None
    at_rank = percentile(values, measure.share)
    met: bool | None = None
    if measure.source is not Source.NONE and len(values):
        if measure.by_percentile:
            met = at_rank is not None and at_rank <= measure.within
        else:
            met = share is not None and share >= measure.share / 100
    return Figure(
        code=measure.code,
        n=len(values),
        p50=percentile(values, 50),
        p90=percentile(values, 90),
        p95=percentile(values, 95),
        share=share,
        met=met,
        course=course,
    )


def courses(ledger: RoomLedger, measure: Measure, now: Micros, bins: int) -> list[Course]:
    """Return a measure by five minutes, the oldest first; the last bin is the one that runs."""
    last = now // BIN * BIN
    made = []
    for begins in range(last - (bins - 1) * BIN, last + BIN, BIN):
        values = column(ledger.rows(begins, begins + BIN), measure.span)
        made.append(
            Course(
                begins=begins,
                n=len(values),
                p50=percentile(values, 50),
                p90=percentile(values, 90),
                p95=percentile(values, 95),
                share=share_within(values, measure.within) if measure.within else None,
            )
        )
    return made


def told(measure: Measure, course: Course) -> float | None:
    """Return what a bin tells: the share in time, or the percentile in seconds."""
    if not measure.by_percentile and measure.within:
        return course.share
    value = {50: course.p50, 95: course.p95}.get(measure.share, course.p90)
    return value / SECOND if value is not None else None


def figures(ledger: RoomLedger, now: Micros) -> tuple[Figure, ...]:
    """Return every measure over the last hour, with its course."""
    begins = now // BIN * BIN - (BINS - 1) * BIN
    rows = ledger.rows(begins, now + BIN)
    return tuple(
        figure_of(one, rows, tuple(told(one, bin_) for bin_ in courses(ledger, one, now, BINS)))
        for one in MEASURES
    )


# ---- the queue


def depth(records: Iterable[Record], begins: Micros, bins: int, now: Micros) -> tuple[int, ...]:
    """Return how many waited at once at most, by five minutes from `begins` on.

    Computed from when calls rang and when they were answered or given up: nobody has to have watched.
    """
    steps: list[tuple[Micros, int]] = []
    for record in records:
        steps.append((record.rang_at, 1))
        end = record.abandoned_at if record.abandoned_at is not None else record.answered_at
        if end is not None:
            steps.append((end, -1))
    steps.sort()
    most = [0] * bins
    waiting, walked = 0, 0
    for at, step in steps:
        place = (at - begins) // BIN
        while walked < min(place, bins):  # whoever still waits when a bin begins waits in it
            walked += 1
            if walked < bins:
                most[walked] = max(most[walked], waiting)
        waiting += step
        if 0 <= place < bins:
            most[place] = max(most[place], waiting)
    last = min(bins - 1, (now - begins) // BIN)
    for place in range(walked + 1, last + 1):
        most[place] = max(most[place], waiting)
    return tuple(most)


def queue(ledger: RoomLedger, now: Micros) -> QueueHealth:
    """Return how the queue stands and stood in the last hour."""
    begins = now // BIN * BIN - (BINS - 1) * BIN
    records = list(ledger.between(begins, now + BIN))
    ringing = [r.rang_at for r in records if r.answered_at is None and r.abandoned_at is None]
    gone = [0] * BINS
    settled = [0] * BINS
    back = 0
    for record in records:
        place = (record.rang_at - begins) // BIN
        if not 0 <= place < BINS or (record.answered_at is None and record.abandoned_at is None):
            continue
        settled[place] += 1
        if record.abandoned_at is not None:
            gone[place] += 1
            back += record.answered_at is not None
    return QueueHealth(
        waiting=len(ringing),
        oldest_at=min(ringing, default=None),
        depth=depth(records, begins, BINS, now),
        settled=sum(settled),
        abandoned=sum(gone),
        called_back=back,
        abandoned_course=tuple(g / s if s else None for g, s in zip(gone, settled, strict=True)),
    )
