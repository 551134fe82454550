"""The status bar: the link, the positions, the pictures, the journal, the audit; grey while all is well."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from domain.clock import SECOND, Micros
from widgets.ink import Ink
from widgets.look import Look
from widgets.plain_text import tip
from widgets.timer import ago, span


class LinkState(StrEnum):
    """The line to the server as an operator sees it."""

    LIVE = "live"
    STALE = "stale"
    LOST = "lost"
    CONNECTING = "connecting"


@dataclass(frozen=True, slots=True)
class _Item:
    """One fact: a mark, a label, a value; `tone` is the value's colour."""

    mark: str
    label: str
    value: str
    tone: str = "text.primary"
    first_to_go: bool = False


def paint_link_mark(ink: Ink, left: float, middle: float, state: LinkState, size: float = 8) -> None:
    """Grey dot, half dot, crossed dot: the link without words."""
    painter, side = ink.painter, ink.look.px(size)
    box = QRectF(left, middle - side / 2, side, side)
    colour = ink.look.colour(
        {LinkState.LIVE: "link.live", LinkState.LOST: "link.lost"}.get(state, "link.stale")
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if state is LinkState.LIVE:
        painter.drawEllipse(box)
        return
    if state is LinkState.LOST:
        painter.drawEllipse(box)
        painter.setPen(QPen(ink.look.colour("surface.bar"), max(1.5, side / 6)))
        painter.drawLine(box.topRight() + QPointF(1, -1), box.bottomLeft() + QPointF(-1, 1))
        return
    painter.setPen(QPen(colour, 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box.adjusted(0.7, 0.7, -0.7, -0.7))
    half = QPainterPath(box.center())
    half.arcTo(box, 90, 180)
    painter.fillPath(half, colour)


class StatusBar(QWidget):
    """28 px at the window's foot. Every setter may be called at any rate; it repaints only what changed."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._now: Micros = 0
        self._link, self._latency, self._since = LinkState.CONNECTING, 0, 0
        self._rate: float | None = None
        self._rate_at: Micros = 0
        self._video: tuple[int, int, int, int] | None = None
        self._waiting, self._journal_failed = 0, ""
        self._audit: tuple[bool, str] | None = None
        self._sound, self._soundless = "", False
        self._version = ""
        self._facts: tuple[tuple[str, str], ...] | None = None
        self._items: tuple[_Item, ...] = ()
        self._compact = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._rebuild()

    def sizeHint(self) -> QSize:
        """28 px."""
        return QSize(400, self._look.size("size.status_bar"))

    def set_link(self, state: LinkState, latency_ms: int = 0, since: Micros = 0) -> None:
        """The line: its round trip while live, since when it is stale or lost otherwise."""
        self._link, self._latency, self._since = state, latency_ms, since
        self._rebuild()

    def set_positions(self, per_second: float | None, last_at: Micros = 0) -> None:
        """Fixes a second that the server takes and when the last frame came; None before the first."""
        self._rate, self._rate_at = per_second, last_at
        self._rebuild()

    def set_video(self, live: int, late: int, frozen: int, dark: int) -> None:
        """How many tiles are live, late, frozen, without signal."""
        self._video = (live, late, frozen, dark)
        self._rebuild()

    def set_journal(self, waiting: int, failed: str = "") -> None:
        """Commands on this desk's disk that the server has not answered; `failed`: why none is taken."""
        self._waiting, self._journal_failed = waiting, failed
        self._rebuild()

    def set_audit(self, current: bool | None, detail: str = "") -> None:
        """Whether the audit is up to date; None hides the item."""
        self._audit = None if current is None else (current, detail)
        self._rebuild()

    def set_sound(self, words: str, alarmed: bool) -> None:
        """How the desk's sound stands; `alarmed`: nobody would hear an alarm. Empty words hide it."""
        if (words, alarmed) != (self._sound, self._soundless):
            self._sound, self._soundless = words, alarmed
            self._rebuild()

    def set_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        """Labels and values that stand after the link in place of positions, pictures and journal."""
        if facts != self._facts:
            self._facts = facts
            self._rebuild()

    def set_version(self, words: str) -> None:
        """The words at the right: version, language, shift."""
        self._version = words
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Fewer facts in the small window."""
        self._compact = compact
        self._rebuild()

    def set_now(self, now: Micros) -> None:
        """Tick the ages."""
        changed = now // SECOND != self._now // SECOND
        self._now = now
        if changed:
            self._rebuild()

    def items(self) -> list[str]:
        """Label and value of each fact, as they are read aloud."""
        return [f"{item.label} {item.value}" for item in self._items]

    def _rebuild(self) -> None:
        made: list[_Item | None] = [self._link_item()]
        if self._facts is not None:
            made += [_Item("live", label, value) for label, value in self._facts]
        else:
            made += [self._positions_item(), self._video_item(), self._journal_item(), self._audit_item()]
        # Where room is short the last goes first: what cannot be heard stands beside the link.
        made.insert(1 if self._soundless else len(made), self._sound_item())
        items = tuple(item for item in made if item is not None)
        if items != self._items:
            self._items = items
            self.setAccessibleName(". ".join(self.items()))
            tip(self, "\n".join(self.items()))
            self.update()

    def _link_item(self) -> _Item:
        translate = QCoreApplication.translate
        label = translate("status_bar", "Servidor")
        age = max(0, self._now - self._since)
        if self._link is LinkState.LIVE:
            return _Item("live", label, translate("status_bar", "EN VIVO · {ms} ms").format(ms=self._latency))
        if self._link is LinkState.STALE:
            return _Item(
                "stale",
                label,
                translate("status_bar", "DESACTUALIZADO · {ago}").format(ago=ago(age)),
                "link.stale",
            )
        if self._link is LinkState.LOST:
            return _Item(
                "warn",
                label,
                translate("status_bar", "SIN ENLACE · {span}").format(span=span(age)),
                "link.lost",
            )
        return _Item("stale", label, translate("status_bar", "conectando"), "link.stale")

    def _positions_item(self) -> _Item | None:
        translate = QCoreApplication.translate
        label = translate("status_bar", "Posiciones")
        if self._rate is None:
            return _Item("live", label, translate("status_bar", "sin datos todavía"), "text.secondary")
        age = max(0, self._now - self._rate_at)
        if self._link is not LinkState.LIVE or age > 5 * SECOND:
            value = translate("status_bar", "copia de {ago}").format(ago=ago(age))
            return _Item("warn", label, value, "severity.high")
        rate = self._look.locale.toString(round(self._rate))
        value = translate("status_bar", "{rate}/s · {ago}").format(rate=rate, ago=ago(age))
        return _Item("live", label, value)

    def _video_item(self) -> _Item | None:
        if self._video is None:
            return None
        translate = QCoreApplication.translate
        live, late, frozen, dark = self._video
        parts = (
            [translate("status_bar", "{n} en vivo").format(n=live)]
            if live or not (late or frozen or dark)
            else []
        )
        if late:
            parts.append(
                (
                    translate("status_bar", "1 tardía")
                    if late == 1
                    else translate("status_bar", "{n} tardías")
                ).format(n=late)
            )
        if frozen:
            words = (
                translate("status_bar", "1 congelada")
                if frozen == 1
                else translate("status_bar", "{n} congeladas")
            )
            parts.append(words.format(n=frozen))
        if dark:
            parts.append(translate("status_bar", "{n} sin señal").format(n=dark))
        well = not (late or frozen or dark)
        value = " · ".join(parts)
        return _Item(
            "live" if well else "paused",
            translate("status_bar", "Video"),
            value,
            "text.primary" if well else "severity.high",
        )

    def _journal_item(self) -> _Item:
        translate = QCoreApplication.translate
        label = translate("status_bar", "Diario local")
        if self._journal_failed:
            value = translate("status_bar", "no se puede escribir: {why}").format(why=self._journal_failed)
            return _Item("warn", label, value, "severity.critical")
        if not self._waiting:
            return _Item("live", label, translate("status_bar", "sin pendientes"))
        value = translate("status_bar", "{n} por enviar · en disco").format(n=self._waiting)
        return _Item(
            "live", label, value, "text.primary" if self._link is LinkState.LIVE else "severity.high"
        )

    def _audit_item(self) -> _Item | None:
        if self._audit is None or self._compact:
            return None
        translate = QCoreApplication.translate
        current, detail = self._audit
        label = translate("status_bar", "Auditoría")
        if current:
            return _Item("live", label, detail or translate("status_bar", "al día"))
        return _Item(
            "warn", label, detail or translate("status_bar", "en diario, sin ancla"), "severity.high"
        )

    def _sound_item(self) -> _Item | None:
        if not self._sound:
            return None
        label = QCoreApplication.translate("status_bar", "Sonido")
        if self._soundless:
            return _Item("warn", label, self._sound, "severity.high")
        return _Item("live", label, self._sound)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark, label and value of each, then the version at the right."""
        ink, look = Ink(QPainter(self), self._look), self._look
        area = QRectF(self.rect())
        ink.fill(area, "surface.bar")
        ink.rule(0, area.right(), 0)
        line = area.adjusted(look.px(14), 1, -look.px(14), 0)
        tail = ink.text(line, self._version, "caption", "text.tertiary", "right")
        left, end = line.left(), line.right() - tail - look.px(16)
        for item in self._items:
            need = look.px(22) + ink.width(item.label, "body") + ink.width(item.value, "body heavy")
            if left + need > end:
                break
            left = self._paint_item(ink, left, line, item)

    def _paint_item(self, ink: Ink, left: float, line: QRectF, item: _Item) -> float:
        look, middle = self._look, line.center().y()
        if item.mark in ("live", "stale", "lost"):
            paint_link_mark(ink, left, middle, LinkState(item.mark), 7)
            left += look.px(14)
        else:
            ink.icon(
                left - look.px(1),
                middle,
                "warning-fill" if item.mark == "warn" else "pause-fill",
                14,
                item.tone,
            )
            left += look.px(19)
        area = QRectF(left, line.top(), 900, line.height())
        tone = "text.tertiary" if item.tone == "text.primary" else item.tone
        left += ink.text(
            area, item.label, "body", tone if item.mark != "live" else "text.tertiary", elide=False
        ) + look.px(6)
        area.moveLeft(left)
        return left + ink.text(area, item.value, "body heavy", item.tone, elide=False) + look.px(24)
