"""The shift's report on paper: A4, drawn with the look's light theme whatever the desk wears."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from console import shift_report as words
from domain.call_seconds import spans
from domain.room_health import ReportHour, ShiftReport
from widgets.brand import paint_tower
from widgets.ink import Ink
from widgets.look import Look
from widgets.supervisor_911.phases import paint_phases

translate = QCoreApplication.translate

WIDE, HIGH = 794.0, 1123.0
"""A4 in points of 96 to the inch: the scale that the look is drawn at."""
MARGIN = 48.0
SHARP = 4
"""Dots of the paper a point."""
ROW = 21.0
FIGURES = (140.0, 70.0, 46.0, 46.0, 46.0, 104.0, 112.0, 84.0, 58.0)
HOURS = (50.0, 58.0, 62.0, 62.0, 62.0, 84.0, 62.0, 84.0, 66.0, 66.0, 66.0)
LONGEST = (80.0, 146.0, 166.0, 58.0, 248.0)
BAR_SPAN_US = 300_000_000


def write_pdf(report: ShiftReport, look: Look, file: Path) -> None:
    """Write the report. Raises OSError; meant for a thread, for drawing takes a tenth of a second."""
    writer = QPdfWriter(str(file))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
    writer.setResolution(96 * SHARP)
    writer.setTitle(words.title(report))
    writer.setCreator("Atalaya")
    paper = Look("light", locale=look.locale)
    painter = QPainter()
    if not painter.begin(writer):
        raise OSError(f"{file.name}: cannot be written")
    try:
        painter.scale(SHARP, SHARP)
        _Paper(report, paper, painter, writer).draw()
    finally:
        painter.end()


class _Paper:
    """Draws from top to bottom and turns the page when it is full."""

    def __init__(self, report: ShiftReport, look: Look, painter: QPainter, writer: QPdfWriter) -> None:
        self._report, self._look, self._painter, self._writer = report, look, painter, writer
        self._ink = Ink(painter, look)
        self._y = MARGIN
        self._page = 1

    def draw(self) -> None:
        """The whole report."""
        report, look = self._report, self._look
        self._head()
        self._totals()
        self._section(translate("report", "Contra las normas"))
        self._table(words.figure_head(), words.figure_rows(report, look), FIGURES, left=(0, 5, 6, 7, 8))
        self._section(translate("report", "Hora por hora"))
        self._chart(report.hours)
        self._table(words.hour_head_short(), words.hour_rows(report, look), HOURS, small=True)
        if report.settled:
            self._section(translate("report", "Cómo se cerraron"))
            self._settled()
        if report.longest:
            self._section(translate("report", "Las que más tardaron, de la atención al primer móvil"))
            self._longest()
        self._foot()

    # ---- parts

    def _head(self) -> None:
        ink = self._ink
        paint_tower(self._painter, self._look, QRectF(MARGIN, self._y, 24, 28))
        line = QRectF(MARGIN + 36, self._y, WIDE - 2 * MARGIN - 36, 28)
        ink.text(line, words.title(self._report), "section strong", "text.primary")
        self._y += 34
        line = QRectF(MARGIN, self._y, WIDE - 2 * MARGIN, 20)
        ink.text(line, words.when(self._report, self._look), "title strong", "text.primary")
        self._y += 22
        line = QRectF(MARGIN, self._y, WIDE - 2 * MARGIN, 18)
        ink.text(line, words.made(self._report, self._look), "body", "text.secondary")
        self._y += 26
        ink.rule(MARGIN, WIDE - MARGIN, self._y, "outline.default")
        self._y += 14

    def _totals(self) -> None:
        told = words.totals(self._report, self._look)
        wide = (WIDE - 2 * MARGIN) / len(told)
        for place, (name, number) in enumerate(told):
            left = MARGIN + place * wide
            self._ink.text(QRectF(left, self._y, wide - 8, 16), name, "caption", "text.secondary")
            self._ink.text(QRectF(left, self._y + 17, wide - 4, 26), number, "section strong", "text.primary")
        self._y += 56

    def _section(self, name: str) -> None:
        self._room(90)
        line = QRectF(MARGIN, self._y, WIDE - 2 * MARGIN, 22)
        self._ink.text(line, name, "title strong", "text.primary")
        self._y += 28

    def _table(
        self,
        head: tuple[str, ...],
        rows: words.Table,
        widths: tuple[float, ...],
        left: tuple[int, ...] = (0,),
        small: bool = False,
    ) -> None:
        scale = (WIDE - 2 * MARGIN) / sum(widths)
        kind = "caption" if small else "body"
        self._room(ROW * 2)
        area = QRectF(MARGIN, self._y, WIDE - 2 * MARGIN, ROW)
        self._ink.fill(area, "surface.raised")
        self._cells(head, widths, scale, left, "caption strong", "text.secondary")
        for row in rows:
            self._room(ROW)
            missed = row[-1] == words.met_word(False) and not small
            self._cells(row, widths, scale, left, kind, "text.primary", missed)
            self._ink.rule(MARGIN, WIDE - MARGIN, self._y)
        self._y += 16

    def _cells(
        self,
        row: tuple[str, ...],
        widths: tuple[float, ...],
        scale: float,
        left: tuple[int, ...],
        kind: str,
        tone: str,
        missed: bool = False,
    ) -> None:
        at = MARGIN
        for place, (text, wide) in enumerate(zip(row, widths, strict=True)):
            area = QRectF(at + 4, self._y, wide * scale - 8, ROW)
            side = "left" if place in left else "right"
            last = missed and place >= len(row) - 2
            strong = f"{kind.split()[0]} strong" if last or place == 0 else kind
            self._ink.text(area, text, strong, "severity.high" if last else tone, side)
            at += wide * scale
        self._y += ROW

    def _chart(self, hours: tuple[ReportHour, ...]) -> None:
        """Calls an hour as bars; those who hung up in the alarm's colour, at the foot of each."""
        most = max((hour.calls for hour in hours), default=0)
        if not most:
            return
        high, room = 96.0, QRectF(MARGIN, self._y, WIDE - 2 * MARGIN, 0.0)
        self._room(high + 34)
        room = QRectF(MARGIN, self._y + 14, WIDE - 2 * MARGIN, high)
        step = room.width() / max(12, len(hours))
        for place, hour in enumerate(hours):
            bar = high * hour.calls / most
            box = QRectF(room.left() + place * step + 4, room.bottom() - bar, step - 8, bar)
            self._ink.fill(box, "outline.control", 0.55)
            gone = high * hour.abandoned / most
            self._ink.fill(QRectF(box.left(), room.bottom() - gone, box.width(), gone), "severity.mark_high")
            number = self._look.locale.toString(hour.calls)
            above = QRectF(box.left() - 8, box.top() - 16, box.width() + 16, 15)
            self._ink.text(above, number, "minor strong", "text.primary", "centre", elide=False)
        self._ink.rule(room.left(), room.right(), room.bottom(), "outline.control")
        legend = translate("report", "llamadas por hora; en color, las abandonadas")
        line = QRectF(MARGIN, room.bottom() + 4, room.width(), 16)
        self._ink.text(line, legend, "minor", "text.secondary")
        self._y = room.bottom() + 26

    def _settled(self) -> None:
        total = sum(count for _, count in self._report.settled) or 1
        for code, count in self._report.settled:
            self._room(ROW)
            name = QRectF(MARGIN + 4, self._y, 140, ROW)
            self._ink.text(name, words.settled_word(code), "body", "text.primary")
            bar = QRectF(MARGIN + 150, self._y + 6, 380 * count / total, ROW - 12)
            self._ink.fill(bar, "outline.control", 0.55)
            number = self._look.locale.toString(count)
            share = self._look.locale.toString(count / total * 100, "f", 1)
            line = QRectF(MARGIN + 540, self._y, 150, ROW)
            self._ink.text(line, f"{number} · {share} %", "body", "text.primary", "right", elide=False)
            self._y += ROW
        self._y += 14

    def _longest(self) -> None:
        rows = words.longest_rows(self._report, self._look)
        scale = (WIDE - 2 * MARGIN) / sum(LONGEST)
        for row, clock in zip(rows, self._report.longest, strict=True):
            self._room(ROW + 2)
            self._cells((*row[:4], ""), LONGEST, scale, (0, 1, 2), "body", "text.primary")
            wide = LONGEST[-1] * scale
            bar = QRectF(WIDE - MARGIN - wide + 8, self._y - ROW, wide - 12, ROW)
            told = list(spans(clock, self._report.made_at))
            paint_phases(self._ink, bar, told, bar.width() / BAR_SPAN_US)
            self._ink.rule(MARGIN, WIDE - MARGIN, self._y)

    # ---- pages

    def _room(self, needed: float) -> None:
        if self._y + needed <= HIGH - MARGIN - 24:
            return
        self._foot()
        self._writer.newPage()
        self._page += 1
        self._y = MARGIN

    def _foot(self) -> None:
        line = QRectF(MARGIN, HIGH - MARGIN, WIDE - 2 * MARGIN, 16)
        source = translate("report", "Contado por el servidor desde el registro de hechos · Atalaya")
        page = translate("report", "hoja {n}").format(n=self._page)
        wide = self._ink.text(line, page, "minor", "text.secondary", "right", elide=False)
        self._ink.text(line.adjusted(0, 0, -wide - 8, 0), source, "minor", "text.secondary")
