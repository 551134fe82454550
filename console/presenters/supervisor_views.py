"""From the room's figures to what the supervisor's panes show: words, numbers, rows."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from domain.call_seconds import CallClock, spans
from domain.clock import HOUR, MINUTE, SECOND, Micros
from domain.room_health import MEASURES, Figure, Measure, RoomHealth, Source, Span
from domain.severity import Severity
from resources.incident_types import load_types
from widgets.incident_types import type_word
from widgets.look import Look
from widgets.supervisor_911.course import BehindRow
from widgets.supervisor_911.norms import CARDS, Norm
from widgets.supervisor_911.percentiles import PercentileRow, seconds_words
from widgets.supervisor_911.seconds import SecondsRow
from widgets.timer import local

translate = QCoreApplication.translate

PHASE_OF = {
    Span.RING: "ring", Span.PROCESS: "answer", Span.LOCATE: "locate", Span.DECIDE: "decide",
    Span.DISPATCH: "decide", Span.TRAVEL: "travel",
}  # fmt: skip


def source_short(source: Source) -> str:
    """NENA, NFPA, Ciudad."""
    return {
        Source.NENA: "NENA",
        Source.NFPA: "NFPA",
        Source.CITY: translate("health", "Ciudad"),
        Source.ROOM: translate("health", "Sala"),
        Source.NONE: "",
    }[source]


def source_long(source: Source) -> str:
    """NENA STA-020, NFPA 1225, Ciudad."""
    return {Source.NENA: "NENA STA-020", Source.NFPA: "NFPA 1225"}.get(source) or source_short(source)


def limit_words(within: Micros, look: Look) -> str:
    """15 s, 2:00."""
    return seconds_words(within, look)


def card_title(measure: Measure, look: Look) -> str:
    """Atender ≤ 15 s; Procesar ≤ 60 s; Atender, mediana; Crear a despachar p90."""
    within = limit_words(measure.within, look)
    return {
        "process": translate("health", "Procesar ≤ {limit}").format(limit=within),
        "ring_median": translate("health", "Atender, mediana"),
        "dispatch": translate("health", "Crear a despachar p90"),
    }.get(measure.code) or translate("health", "Atender ≤ {limit}").format(limit=within)


def span_title(measure: Measure) -> str:
    """Timbre, Procesar, Atención y lugar, Decisión, Crear a despachar, Viaje."""
    return {
        Span.RING: translate("health", "Timbre"),
        Span.PROCESS: translate("health", "Procesar"),
        Span.LOCATE: translate("health", "Atención y lugar"),
        Span.DECIDE: translate("health", "Decisión"),
        Span.DISPATCH: translate("health", "Crear a despachar"),
        Span.TRAVEL: translate("health", "Viaje"),
    }[measure.span]


def target_words(measure: Measure, look: Look) -> str:
    """90 % ≤ 15 s; p90 ≤ 60 s; mediana ≤ 4 s."""
    if measure.source is Source.NONE:
        return ""
    within = limit_words(measure.within, look)
    if not measure.by_percentile:
        return f"{measure.share} % ≤ {within}"
    if measure.share == 50:
        return translate("health", "mediana ≤ {limit}").format(limit=within)
    return f"p{measure.share} ≤ {within}"


def percent(share: float, look: Look) -> str:
    """93,1."""
    return look.locale.toString(share * 100, "f", 1)


def at_rank(figure: Figure, rank: int) -> Micros | None:
    """The percentile that a measure is held by."""
    return {50: figure.p50, 95: figure.p95}.get(rank, figure.p90)


def norm_of(measure: Measure, figure: Figure | None, look: Look, whole: bool) -> Norm:
    """One card on top of the page."""
    within = limit_words(measure.within, look)
    promise = translate("health", "dice {limit}") if measure.source is Source.CITY else ""
    target = promise.format(limit=within) if promise else translate("health", "meta {n} %").format(
        n=measure.share
    )  # fmt: skip
    made = Norm(measure.code, card_title(measure, look), source_short(measure.source), target=target)
    if figure is None or not figure.n:
        words = translate("health", "contando") if not whole else translate("health", "ninguna en la hora")
        return Norm(made.code, made.title, made.source, target=target, words=words)
    missed = figure.met is False
    if not measure.by_percentile:
        value = percent(figure.share or 0.0, look)
        return Norm(made.code, made.title, made.source, value, "%", target, missed=missed)
    took = at_rank(figure, measure.share)
    seconds = round((took or 0) / SECOND)
    if measure.within >= 2 * MINUTE:
        value, unit = f"{seconds // 60}:{seconds % 60:02}", ""
    else:
        value, unit = look.locale.toString(seconds), "s"
    return Norm(made.code, made.title, made.source, value, unit, target, missed=missed)


def norms(told: RoomHealth, look: Look) -> tuple[Norm, ...]:
    """The six cards."""
    known = {figure.code: figure for figure in told.figures}
    return tuple(norm_of(one, known.get(one.code), look, told.whole) for one in MEASURES[:CARDS])


def percentile_row(measure: Measure, figure: Figure | None, look: Look) -> PercentileRow:
    """One row of the table."""
    figure = figure or Figure(code=measure.code)
    if not figure.n:
        result = translate("health", "sin datos")
    elif measure.source is Source.NONE:
        result = ""
    elif measure.by_percentile:
        took = seconds_words(at_rank(figure, measure.share), look)
        result = took if measure.share == 50 else f"p{measure.share} {took}"
    else:
        result = f"{percent(figure.share or 0.0, look)} %"
    return PercentileRow(
        code=measure.code, title=span_title(measure), phase=PHASE_OF[measure.span], p50=figure.p50,
        p90=figure.p90, p95=figure.p95, within=measure.within, rank=measure.share,
        target=target_words(measure, look), source=source_long(measure.source), result=result,
        met=figure.met, n=figure.n,
    )  # fmt: skip


def window_words(since: Micros, now: Micros, look: Look) -> str:
    """Última hora, or since when calls are known."""
    if now - since >= HOUR - MINUTE:
        return translate("health", "última hora")
    return translate("health", "desde {time}").format(time=local(since, look).strftime("%H:%M"))


@lru_cache(maxsize=1)
def guarded() -> frozenset[str]:
    """Types whose place is shown by its barrio alone: whoever is protected is not to be found on a board."""
    return frozenset(row.code for row in load_types().types if row.group == "gender")


def place_words(clock: CallClock) -> str:
    """Where it is, without the barrio that follows a comma; of guarded types nothing finer than it."""
    place, _, barrio = clock.place.partition(",")
    if clock.type_code in guarded():
        return barrio.strip() or translate("health", "zona protegida")
    return place.strip()


def title_words(clock: CallClock) -> str:
    """What happened; a call without a type says what became of it."""
    if clock.type_code:
        return type_word(clock.type_code)
    if clock.incident_short:
        return translate("health", "INC {n}").format(n=clock.incident_short)
    if clock.abandoned_at is not None and clock.answered_at is None:
        return translate("health", "Cortó sin ser atendida")
    return translate("health", "Llamada {n}").format(n=clock.short)


def seconds_row(clock: CallClock) -> SecondsRow:
    """One call of the seconds' pane."""
    priority = Severity(clock.priority)
    return SecondsRow(clock.call, clock, title_words(clock), place_words(clock), priority)


def behind_row(clock: CallClock, measure: Measure | None, now: Micros) -> BehindRow:
    """One call behind a figure; without a measure: how long somebody rang who hung up."""
    took = took_of(clock, measure, now)
    late = measure is not None and bool(measure.within) and took is not None and took > measure.within
    return BehindRow(
        clock.call, clock, title_words(clock), place_words(clock), Severity(clock.priority), took, late
    )


def took_of(clock: CallClock, measure: Measure | None, now: Micros) -> Micros | None:
    """How long the span of a measure took in this call, as the server counts it."""
    if measure is None:
        return (clock.abandoned_at or now) - clock.rang_at
    if measure.span is Span.DISPATCH:
        begin, end = clock.created_at, clock.dispatched_at
        return end - begin if begin is not None and end is not None else None
    parts = {
        Span.RING: ("ring",), Span.PROCESS: ("answer", "locate", "decide"), Span.LOCATE: ("answer", "locate"),
        Span.DECIDE: ("decide",), Span.TRAVEL: ("travel",),
    }[measure.span]  # fmt: skip
    return sum(span.took for span in spans(clock, now) if span.phase.value in parts)
