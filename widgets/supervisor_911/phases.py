"""How a call's seconds are drawn: one bar, five phases in their order, what is beyond its goal in orange."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF

from domain.call_seconds import GOALS, Phase, Span, Standing
from domain.clock import SECOND, Micros
from widgets.ink import Ink

BAR = 17
THIN = 11
"""Travel is thinner: it is not the room's."""


def phase_word(phase: Phase) -> str:
    """Timbre, Atención, Lugar, Decisión, Viaje."""
    translate = QCoreApplication.translate
    return {
        Phase.RING: translate("health", "Timbre"),
        Phase.ANSWER: translate("health", "Atención"),
        Phase.LOCATE: translate("health", "Lugar"),
        Phase.DECIDE: translate("health", "Decisión"),
        Phase.TRAVEL: translate("health", "Viaje"),
    }[phase]


def standing_word(standing: Standing) -> str:
    """Where the call stands, in a word or two."""
    translate = QCoreApplication.translate
    return {
        Standing.RINGING: translate("health", "suena"),
        Standing.ABANDONED: translate("health", "cortó"),
        Standing.TALKING: translate("health", "en llamada"),
        Standing.NO_UNIT: translate("health", "sin móvil"),
        Standing.EN_ROUTE: translate("health", "en camino"),
        Standing.ON_SCENE: translate("health", "en el lugar"),
        Standing.OVER: translate("health", "cerrado"),
    }[standing]


def clock_words(took: Micros) -> str:
    """2:55, or 1:02:55 from an hour on."""
    seconds = max(0, took) // SECOND
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def paint_phases(ink: Ink, area: QRectF, spans: Sequence[Span], scale: float) -> None:
    """Draw the phases from the area's left, `scale` pixels a microsecond. What does not fit looks cut."""
    look = ink.look
    left = area.left()
    for span in spans:
        high = look.px(THIN if span.phase is Phase.TRAVEL else BAR)
        wide = span.took * scale
        end = min(area.right(), left + wide)
        box = QRectF(left, area.center().y() - high / 2, end - left, high)
        if box.width() >= 1:
            _paint_phase(ink, box, span, scale)
        left = end + 1  # one pixel between neighbours
        if left >= area.right():
            if area.left() + sum(one.took for one in spans) * scale > area.right() + look.px(4):
                for back in (5, 9):  # a break in the bar: it goes on beyond the scale
                    gap = QRectF(area.right() - look.px(back), box.top() - 1, look.px(2), box.height() + 2)
                    ink.fill(gap, "surface.pane")
            break


def _paint_phase(ink: Ink, box: QRectF, span: Span, scale: float) -> None:
    look = ink.look
    radius = min(2.0, box.width() / 2)
    ink.box(box, radius, f"phase.{span.phase.value}")
    goal = GOALS.get(span.phase)
    numbered, colour = box, "phase.on"
    if goal is not None and span.over > 0:
        at = min(box.right(), box.left() + goal * scale)
        late = QRectF(at, box.top(), box.right() - at, box.height())
        if late.width() >= 1:
            ink.box(late, radius, "severity.mark_high")
        # The goal itself: a tick that stands out of the bar.
        ink.fill(QRectF(round(at) - 1, box.top() - 2, 2, box.height() + 4), "text.primary")
        # The number stands where there is more room for it, never across the tick.
        numbered = QRectF(box.left(), box.top(), at - box.left(), box.height())
        if late.width() > numbered.width():
            numbered, colour = late, "severity.on_high"
    words = str(round(span.took / SECOND))
    if numbered.width() >= ink.width(words, "minor strong") + look.px(6):
        ink.text(numbered, words, "minor strong", colour, "centre", elide=False)
