"""How long a caller has waited, against the trade's marks: 10, 15 and 20 seconds.

NFPA 1225 answers 90 % within 10 s; NENA-STA-020 90 % within 15 s and 95 % within 20 s. Each mark that is
passed is a lit part of the gauge, another shape of stopwatch and another colour, beside the number itself.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF

from domain.clock import SECOND, Micros
from widgets.ink import Ink
from widgets.timer import span

MARKS: tuple[Micros, ...] = (10 * SECOND, 15 * SECOND, 20 * SECOND)
_TONES = ("severity.medium", "severity.high", "severity.critical")
_ICONS = ("timer", "timer-fill", "bell-ringing-fill")


def passed(waited: Micros) -> int:
    """Return how many of the marks are behind: 0 to 3."""
    return sum(waited >= mark for mark in MARKS)


def wait_words(waited: Micros) -> str:
    """Say which mark was passed, for who cannot see the gauge; empty while none is."""
    reached = passed(waited)
    if not reached:
        return ""
    seconds = MARKS[reached - 1] // SECOND
    return QCoreApplication.translate("wait_marks", "más de {n} s").format(n=seconds)


def paint_wait(ink: Ink, line: QRectF, waited: Micros, kind: str = "input strong") -> float:
    """Draw the wait at the right of its line, and the gauge under it; returns its left edge."""
    look, text, reached = ink.look, span(waited), passed(waited)
    width = ink.width(text, kind)
    tone = _TONES[reached - 1] if reached else "text.primary"
    left = line.right() - width
    area = QRectF(left - 1, line.top(), width + 1, line.height())
    ink.text(area, text, kind, tone, "right", elide=False)
    gap, height = look.px(2), max(2.0, look.px(2.5))
    part = (width - gap * (len(MARKS) - 1)) / len(MARKS)
    for place, lit in enumerate(_TONES):
        bar = QRectF(left + place * (part + gap), line.bottom() - look.px(2), part, height)
        ink.fill(bar, lit if place < reached else "outline.subtle")
    if reached:
        left -= look.px(21)
        ink.icon(left, line.center().y(), _ICONS[reached - 1], 14, tone)
    return left
