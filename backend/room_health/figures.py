"""From calls to figures: percentiles, shares in time, courses by five minutes, the queue's depth."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from backend.room_health.ledger import ANSWERED, END, GONE, RANG, RoomLedger
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


def share_within(ordered: Values, within: Micros) -> float | None:
    """Return the share of sorted seconds that are not beyond a limit."""
    if not len(ordered):
        return None
    return float(np.searchsorted(ordered, within / SECOND, side="right")) / len(ordered)


def figure_of(measure: Measure, values: Values, course: tuple[float | None, ...] = ()) -> Figure:
    """Return a measure over the sorted seconds of its span."""
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
        values = ledger.sorted(measure.span, begins, begins + BIN)
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
    values = {span: ledger.sorted(span, begins, now + BIN) for span in Span}
    return tuple(
        figure_of(one, values[one.span], tuple(told(one, bin_) for bin_ in courses(ledger, one, now, BINS)))
        for one in MEASURES
    )


# ---- the queue


def depth(rows: Values, begins: Micros, bins: int, step: Micros, now: Micros) -> tuple[int, ...]:
    """Return how many waited at once at most in each `step` from `begins` on.

    Computed from when calls rang and when they were answered or given up: nobody has to have watched.
    """
    rang, end = rows[:, RANG], rows[:, END]
    over = end[~np.isnan(end)]
    edges = (begins + np.arange(bins) * step) / SECOND
    # Who waits as a bin begins waits in it: an edge is a moment at which nothing happens.
    at = np.concatenate([over, rang, edges])
    moved = np.concatenate([np.full(len(over), -1), np.ones(len(rang), np.int64), np.zeros(bins, np.int64)])
    order = np.argsort(at, kind="stable")
    waiting = np.cumsum(moved[order])
    first = np.searchsorted(at[order], edges, side="left")
    most = np.maximum.reduceat(waiting, first) if bins else np.empty(0)
    most[edges > now / SECOND] = 0
    return tuple(int(count) for count in np.maximum(most, 0))


def queue(ledger: RoomLedger, now: Micros) -> QueueHealth:
    """Return how the queue stands and stood in the last hour."""
    begins = now // BIN * BIN - (BINS - 1) * BIN
    rows = ledger.rows(begins, now + BIN)
    ringing = rows[np.isnan(rows[:, END]), RANG]
    over = rows[~np.isnan(rows[:, END])]
    place = ((over[:, RANG] - begins / SECOND) // (BIN / SECOND)).astype(np.int64)
    place = np.clip(place, 0, BINS - 1)
    gone = over[:, GONE] > 0
    settled = np.bincount(place, minlength=BINS)
    left = np.bincount(place[gone], minlength=BINS)
    return QueueHealth(
        waiting=len(ringing),
        oldest_at=round(float(ringing.min()) * SECOND) if len(ringing) else None,
        depth=depth(rows, begins, BINS, BIN, now),
        settled=int(settled.sum()),
        abandoned=int(left.sum()),
        called_back=int(np.count_nonzero(gone & (over[:, ANSWERED] > 0))),
        abandoned_course=tuple(float(g / s) if s else None for g, s in zip(left, settled, strict=True)),
    )
