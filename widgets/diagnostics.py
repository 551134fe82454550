"""How this desk itself is: meters of memory, pauses, line, journal and video, in words that can be copied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from widgets.buttons import ActionButton
from widgets.ink import Ink
from widgets.keys import KeyHere
from widgets.look import Look
from widgets.pane import Pane

WIDEST, TALLEST = 1120, 720
COLUMN, GAP, INSET = 330, 28, 20
LINE, HEAD, SPACE = 24, 30, 14
"""Pixels at 100 %."""


@dataclass(frozen=True, slots=True)
class Meter:
    """One line: what is measured and what it is now; `bad` is drawn with a mark."""

    name: str
    value: str
    bad: bool = False


@dataclass(frozen=True, slots=True)
class MeterGroup:
    """Meters of one thing."""

    title: str
    meters: tuple[Meter, ...] = field(default=())


def as_text(groups: Sequence[MeterGroup]) -> str:
    """Return the page as plain text, one meter a line: what is copied."""
    lines: list[str] = []
    for group in groups:
        lines += ["", group.title]
        lines += [f"  {'! ' if one.bad else ''}{one.name}: {one.value}" for one in group.meters]
    return "\n".join(lines).strip() + "\n"


class DiagnosticsPane(Pane):
    """Over the middle of its parent, until Esc; everything under it goes on working.

    *Signals:* `copy_requested`, `close_requested`.
    """

    copy_requested = Signal()
    close_requested = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        translate = QCoreApplication.translate
        super().__init__(look, "gauge", translate("diagnostics", "Diagnóstico de este puesto"), parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._sheet = _Sheet(look)
        scroll = QScrollArea(self)
        scroll.setObjectName("plain")
        scroll.setAccessibleName(self.accessibleName())
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._sheet)
        scroll.viewport().setAutoFillBackground(False)
        self._sheet.setAutoFillBackground(False)
        self.set_body(scroll)
        self.setFocusProxy(scroll)  # arrows and pages scroll
        self.set_foot(self._acts())
        self.set_note(translate("diagnostics", "cada segundo · sin datos de personas"))
        parent.installEventFilter(self)
        self._fit()

    def set_groups(self, groups: tuple[MeterGroup, ...]) -> None:
        """Show these meters."""
        self._sheet.set_groups(groups)
        self._fit()

    def groups(self) -> tuple[MeterGroup, ...]:
        """What is shown."""
        return self._sheet.groups

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the pane stays in the middle of its parent at any size."""
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Qt: its own two keys are its own, whatever else in the window answers to them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc closes, Ctrl C copies."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_requested.emit()
        else:
            super().keyPressEvent(event)

    def keys_here(self) -> tuple[KeyHere, ...]:
        """The keys that it answers to, for the help."""
        translate = QCoreApplication.translate
        return (
            KeyHere("Ctrl C", translate("diagnostics", "Copiar como texto")),
            KeyHere("Esc", translate("diagnostics", "Cerrar")),
        )

    def _acts(self) -> QWidget:
        translate, look = QCoreApplication.translate, self.look
        foot = QWidget()
        foot.setObjectName("acts")
        copy = ActionButton(
            look, translate("diagnostics", "Copiar como texto"), icon="copy", key="Ctrl C", shortcut=False
        )
        close = ActionButton(look, translate("diagnostics", "Cerrar"), key="Esc", shortcut=False)
        copy.clicked.connect(self.copy_requested)
        close.clicked.connect(self.close_requested)
        row = QHBoxLayout(foot)
        row.setContentsMargins(look.px(INSET), look.px(10), look.px(INSET), look.px(10))
        row.setSpacing(look.px(10))
        row.addWidget(copy)
        row.addStretch(1)
        row.addWidget(close)
        return foot

    def _fit(self) -> None:
        parent, look = self.parentWidget(), self.look
        if parent is None:
            return
        width = min(look.px(WIDEST), parent.width() - look.px(48))
        wanted = self._sheet.height_for(width) + look.px(36 + 58)
        height = min(wanted, look.px(TALLEST), parent.height() - look.px(96))
        area = parent.rect().center()
        self.setGeometry(area.x() - width // 2, area.y() - height // 2, width, height)


def _is_ours(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Escape or event.matches(QKeySequence.StandardKey.Copy)


class _Sheet(QWidget):
    """The groups in as many columns as there is room for."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.groups: tuple[MeterGroup, ...] = ()

    def set_groups(self, groups: tuple[MeterGroup, ...]) -> None:
        """Paint only what changed: nothing, most often, of a column that stands still."""
        if groups == self.groups:
            return
        before, self.groups = self.groups, groups
        self.setAccessibleName(QCoreApplication.translate("diagnostics", "Medidores"))
        self.setAccessibleDescription(as_text(groups))
        if [len(one.meters) for one in before] != [len(one.meters) for one in groups]:
            self.updateGeometry()
        self.setMinimumHeight(self.height_for(max(1, self.width())))
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: as tall as the columns are at this width."""
        return QSize(self._look.px(COLUMN), self.height_for(max(1, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width may mean other columns."""
        self.setMinimumHeight(self.height_for(max(1, self.width())))

    def height_for(self, width: int) -> int:
        """Return how tall the columns are at a width, in pixels."""
        tallest = max((sum(map(self._tall, column)) for column in self._columns(width)), default=0)
        return tallest + self._look.px(2 * SPACE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: headings, names at the left, values at the right of each column."""
        look = self._look
        ink = Ink(QPainter(self), look)
        columns = self._columns(self.width())
        inset, gap = look.px(INSET), look.px(GAP)
        each = (self.width() - 2 * inset - gap * (len(columns) - 1)) / max(1, len(columns))
        for number, column in enumerate(columns):
            left, top = inset + number * (each + gap), float(look.px(SPACE))
            for group in column:
                self._paint(ink, QRectF(left, top, each, 0), group)
                top += self._tall(group)

    def _paint(self, ink: Ink, area: QRectF, group: MeterGroup) -> None:
        look = self._look
        left, top, width = area.left(), area.top(), area.width()
        ink.text(QRectF(left, top, width, look.px(HEAD)), group.title, "caption heavy", "text.secondary")
        top += look.px(HEAD)
        ink.rule(left, left + width, top - 2)
        for meter in group.meters:
            line = QRectF(left, top, width, look.px(LINE))
            mark = look.px(18) if meter.bad else 0
            tone = "severity.high" if meter.bad else "text.primary"
            # The figure first, and the name in what is left: half a figure is another figure.
            shown = ink.text(line.adjusted(mark, 0, 0, 0), meter.value, "body strong", tone, "right")
            name = line.adjusted(0, 0, -shown - mark - look.px(12), 0)
            ink.text(name, meter.name, "body", "text.secondary")
            if meter.bad:
                ink.icon(line.right() - shown - mark, line.center().y(), "warning", 14, tone)
            top += look.px(LINE)

    def _tall(self, group: MeterGroup) -> int:
        look = self._look
        return look.px(HEAD) + len(group.meters) * look.px(LINE) + look.px(SPACE)

    def _columns(self, width: int) -> list[list[MeterGroup]]:
        """Deal the groups out in order, so that no column is much taller than another."""
        look = self._look
        room = (width - 2 * look.px(INSET) + look.px(GAP)) // (look.px(COLUMN) + look.px(GAP))
        count = max(1, min(3, room))
        whole = sum(map(self._tall, self.groups))
        columns: list[list[MeterGroup]] = [[] for _ in range(count)]
        at, filled = 0, 0
        for group in self.groups:
            if columns[at] and filled + self._tall(group) / 2 > whole * (at + 1) / count and at < count - 1:
                at += 1
            columns[at].append(group)
            filled += self._tall(group)
        return columns
