"""How time is written and drawn: spans, ages, hours of the day, and the timer that warns and goes overdue."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QRectF

from domain.clock import Micros
from widgets.ink import Ink
from widgets.look import Look

SECOND: Micros = 1_000_000
WARN_SHARE = 0.8
"""A timer warns from this share of its limit on."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Due(StrEnum):
    """Where a timer stands against its limit."""

    ON_TIME = "on_time"
    WARNING = "warning"
    OVERDUE = "overdue"


def due(elapsed: Micros, limit: Micros | None) -> Due:
    """On time, past 80 % of the limit, or past it; without a limit always on time."""
    if not limit or elapsed < limit * WARN_SHARE:
        return Due.ON_TIME
    return Due.OVERDUE if elapsed >= limit else Due.WARNING


def span(elapsed: Micros) -> str:
    """mm:ss, and h:mm:ss from an hour on; a negative span is 00:00."""
    seconds = max(0, elapsed // SECOND)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def short_age(age: Micros) -> str:
    """1 s, 59 s, 4 min, 2 h: the data-age column, where every row has one."""
    seconds = max(0, age // SECOND)
    if seconds < 120:
        return QCoreApplication.translate("timer", "{n} s").format(n=seconds)
    if seconds < 7200:
        return QCoreApplication.translate("timer", "{n} min").format(n=seconds // 60)
    return QCoreApplication.translate("timer", "{n} h").format(n=seconds // 3600)


def ago(age: Micros) -> str:
    """hace 42 s, hace 01:12, hace 1:05:00."""
    if age < 60 * SECOND:
        return QCoreApplication.translate("timer", "hace {n} s").format(n=max(0, age // SECOND))
    return QCoreApplication.translate("timer", "hace {span}").format(span=span(age))


def local(at: Micros, look: Look) -> datetime:
    """The moment on the site's clock."""
    return (_EPOCH + timedelta(microseconds=at)).astimezone(look.zone)


def time_of_day(at: Micros, look: Look) -> str:
    """21:46:44 on the site's clock."""
    return local(at, look).strftime("%H:%M:%S")


_COLOURS = {Due.ON_TIME: "text.primary", Due.WARNING: "severity.medium", Due.OVERDUE: "severity.high"}
_ICONS = {Due.WARNING: "timer", Due.OVERDUE: "timer-fill"}


def paint_timer(
    ink: Ink,
    area: QRectF,
    text: str,
    state: Due,
    kind: str = "input strong",
    colour: str = "",
    boxed: bool = True,
) -> float:
    """Draw a timer at the right of its area; returns its left edge.

    80 % of the limit: outline stopwatch. Over: filled stopwatch in a tinted box (`boxed`).
    """
    look = ink.look
    width = ink.width(text, kind)
    left = area.right() - width
    tint = colour if colour and state is Due.ON_TIME else _COLOURS[state]
    name = _ICONS.get(state, "")
    if name:
        left -= look.px(21)
    if state is Due.OVERDUE and boxed:
        height = look.px(23)
        edge = look.px(9)
        box = QRectF(left - edge, area.center().y() - height / 2, area.right() - left + 2 * edge, height)
        ink.box(box, look.size("radius.chip"), "severity.high_tint", "severity.high")
    if name:
        ink.icon(left, area.center().y(), name, 14, tint)
    ink.text(
        QRectF(area.right() - width - 1, area.top(), width + 1, area.height()),
        text,
        kind,
        tint,
        "right",
        elide=False,
    )
    return left
