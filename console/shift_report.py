"""The shift's report in words: what both files say, and the file for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy

from PySide6.QtCore import QCoreApplication, QLocale

from console.presenters import supervisor_views as views
from domain.call_seconds import CallClock, spans
from domain.clock import Micros
from domain.csv_text import csv_line
from domain.room_health import MEASURES, ReportHour, ShiftReport, measure_of
from widgets.look import Look
from widgets.supervisor_911.percentiles import seconds_words
from widgets.supervisor_911.phases import clock_words, phase_word
from widgets.timer import local

translate = QCoreApplication.translate
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""By which spreadsheets know that the file is UTF-8."""
Table = tuple[tuple[str, ...], ...]


def title(report: ShiftReport) -> str:
    """Informe de turno · Sala 911; an exercise's says so first."""
    words = translate("report", "Informe de turno · {room}").format(room=report.room_name or report.room)
    return translate("report", "EJERCICIO · {title}").format(title=words) if report.exercise else words


def when(report: ShiftReport, look: Look) -> str:
    """22/11/2026, 19:00 a 07:00."""
    begin, end = local(report.begins, look), local(report.ends, look)
    return translate("report", "{day}, {begin} a {end}").format(
        day=begin.strftime("%d/%m/%Y"), begin=begin.strftime("%H:%M"), end=end.strftime("%H:%M")
    )


def made(report: ShiftReport, look: Look) -> str:
    """By whom and when, and from when calls are known where that is not the shift's begin."""
    at = local(report.made_at, look).strftime("%d/%m/%Y %H:%M")
    words = translate("report", "Hecho el {at} por {by}").format(at=at, by=report.by)
    if report.made_at < report.ends:
        words = translate("report", "{made} · turno en curso").format(made=words)
    if report.since > report.begins:
        since = local(report.since, look).strftime("%H:%M")
        words = translate("report", "{made} · hay datos desde las {since}").format(made=words, since=since)
    return words


def totals(report: ShiftReport, look: Look) -> tuple[tuple[str, str], ...]:
    """Name and number of what the shift comes to."""
    number = look.locale.toString
    share = report.abandoned / report.calls * 100 if report.calls else 0.0
    gone = f"{number(report.abandoned)} ({number(share, 'f', 1)} %)"
    handled = seconds_words(round(report.handling_s * 1_000_000), look) if report.handling_s else "–"
    return (
        (translate("report", "Llamadas"), number(report.calls)),
        (translate("report", "Atendidas"), number(report.answered)),
        (translate("report", "Abandonadas"), gone),
        (translate("report", "Rellamadas"), number(report.called_back)),
        (translate("report", "Incidentes"), number(report.incidents)),
        (translate("report", "Por llamada"), handled),
    )


def figure_head() -> tuple[str, ...]:
    """The heads of the figures."""
    return (
        translate("report", "Tramo"), translate("report", "Llamadas"), "p50", "p90", "p95",
        translate("report", "Meta"), translate("report", "Norma"), translate("report", "Resultado"),
        translate("report", "Cumple"),
    )  # fmt: skip


def met_word(met: bool | None) -> str:
    """Sí, no, or nothing where there is no target."""
    if met is None:
        return ""
    return translate("report", "sí") if met else translate("report", "no")


def figure_rows(report: ShiftReport, look: Look) -> Table:
    """Every measure of the shift."""
    known = {figure.code: figure for figure in report.figures}
    rows = []
    for measure in MEASURES:
        row = views.percentile_row(measure, known.get(measure.code), look)
        rows.append(
            (
                row.title, look.locale.toString(row.n), seconds_words(row.p50, look),
                seconds_words(row.p90, look), seconds_words(row.p95, look), row.target, row.source,
                row.result, met_word(row.met),
            )
        )  # fmt: skip
    return tuple(rows)


def hour_head() -> tuple[str, ...]:
    """The heads of the hours."""
    return (
        translate("report", "Hora"), translate("report", "Llamadas"), translate("report", "Atendidas"),
        translate("report", "Abandonadas"), "≤ 15 s", translate("report", "Timbre p90"),
        translate("report", "Incidentes"), translate("report", "Despacho p90"),
        translate("report", "En cola, máx."), translate("report", "Puestos"),
        translate("report", "Hacían falta"),
    )  # fmt: skip


def hour_head_short() -> tuple[str, ...]:
    """The same where room is scarce."""
    return (
        translate("report", "Hora"), translate("report", "Llam."), translate("report", "Atend."),
        translate("report", "Aband."), "≤ 15 s", translate("report", "Timbre p90"),
        translate("report", "Incid."), translate("report", "Desp. p90"), translate("report", "En cola"),
        translate("report", "Puestos"), translate("report", "Hacían f."),
    )  # fmt: skip


def hour_rows(report: ShiftReport, look: Look) -> Table:
    """Hour by hour."""
    return tuple(_hour(one, look) for one in report.hours)


def _hour(one: ReportHour, look: Look) -> tuple[str, ...]:
    number = look.locale.toString

    def known(count: int | None) -> str:
        return "–" if count is None else number(count)

    return (
        local(one.begins, look).strftime("%H:%M"), number(one.calls), number(one.answered),
        number(one.abandoned), "–" if one.in_15 is None else f"{number(one.in_15 * 100, 'f', 1)} %",
        seconds_words(one.ring_p90, look), number(one.incidents), seconds_words(one.dispatch_p90, look),
        number(one.depth), known(one.present), known(one.needed),
    )  # fmt: skip


def settled_word(code: str) -> str:
    """How a call was settled; a code that is not known is shown as it is."""
    return {
        "incident": translate("report", "con incidente"),
        "duplicate": translate("report", "duplicada"),
        "information": translate("report", "información"),
        "transferred": translate("report", "derivada"),
        "error": translate("report", "equivocada"),
        "silent": translate("report", "silenciosa"),
        "prank": translate("report", "broma"),
        "called_back": translate("report", "rellamada"),
    }.get(code, code.replace("_", " "))


def longest_rows(report: ShiftReport, look: Look) -> Table:
    """The calls that took longest from the answer to the first unit, with their phases."""
    rows = []
    measure = measure_of("process")
    for clock in report.longest:
        took = views.took_of(clock, measure, report.made_at)
        rows.append(
            (
                local(clock.rang_at, look).strftime("%H:%M:%S"), views.title_words(clock),
                views.place_words(clock), clock_words(took or 0), phases_words(clock, report.made_at),
            )
        )  # fmt: skip
    return tuple(rows)


def phases_words(clock: CallClock, now: Micros) -> str:
    """Timbre 4 s, Atención 18 s ..."""
    return ", ".join(f"{phase_word(span.phase)} {clock_words(span.took)}" for span in spans(clock, now))


def csv_text(report: ShiftReport, look: Look) -> str:
    """The report for a spreadsheet: sections under one another, with an empty line between."""
    plain = copy(look)  # 1250 and not 1.250, which another country's spreadsheet would read as one and a bit
    plain.locale = QLocale(look.locale)
    plain.locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    return BOM + "".join(csv_line(cells) for cells in _lines(report, plain))


def _lines(report: ShiftReport, look: Look) -> Iterator[tuple[str, ...]]:
    yield (title(report),)
    yield (when(report, look), made(report, look))
    yield ()
    yield from totals(report, look)
    yield ()
    yield figure_head()
    yield from figure_rows(report, look)
    yield ()
    yield hour_head()
    yield from hour_rows(report, look)
    yield ()
    yield (translate("report", "Cómo se cerraron"), translate("report", "Llamadas"))
    for code, count in report.settled:
        yield settled_word(code), look.locale.toString(count)
    yield ()
    yield (
        translate("report", "Entró"), translate("report", "Hecho"), translate("report", "Lugar"),
        translate("report", "Procesar"), translate("report", "Tramos"),
    )  # fmt: skip
    yield from longest_rows(report, look)


def file_stem(report: ShiftReport, look: Look) -> str:
    """A name of ours for both files: nothing that anybody typed goes into it."""
    begin = local(report.begins, look).strftime("%Y%m%d-%H%M")
    kind = "ejercicio" if report.exercise else "turno"
    return f"atalaya-{kind}-{begin}"
