"""What the map says about what is under the pointer or chosen: plain text, never a position in digits."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, isfinite

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter

from domain.camera import CameraState
from domain.clock import SECOND, Micros
from domain.unit import UnitStatus
from widgets.incident_types import agency_title
from widgets.ink import Ink
from widgets.live_map.marks import MapAlert, MapCamera, MapIncident
from widgets.live_map.unit_table import AGENCIES, LOST_S, STALE_S, STATES, FixFlag, UnitTable
from widgets.look import Look
from widgets.plain_text import visible
from widgets.severity import key as severity_key
from widgets.severity import word as severity_word
from widgets.timer import ago, short_age, span, time_of_day
from widgets.unit_state import paint_glyph
from widgets.unit_state import word as state_word

WIDEST = 320
"""Pixels of a card at 100 %; longer lines are cut with an ellipsis."""


CAP = 120
"""Characters of one line of a card: measuring more would take longer than reading it."""


@dataclass(frozen=True, slots=True)
class Card:
    """Lines of a card: `over` small and coloured, `title`, `right` beside it, `lines` below."""

    title: str
    right: str = ""
    over: str = ""
    over_colour: str = "text.secondary"
    right_colour: str = "text.primary"
    lines: tuple[str, ...] = ()
    state: UnitStatus | None = None

    def spoken(self) -> str:
        """The card as one sentence for a screen reader."""
        return ". ".join(part for part in (self.over, self.title, self.right, *self.lines) if part)


def unit_card(table: UnitTable, row: int, now: Micros) -> Card:
    """A unit: state, agency, speed, accuracy and the age of all of it."""
    age = table.age(row, now)
    status = STATES[int(table.state[row])]
    old = age >= STALE_S
    first = [agency_title(AGENCIES[int(table.agency[row])])]
    if age < LOST_S:
        first.insert(0, state_word(status))
    second = []
    speed, accuracy = float(table.speed[row]), float(table.accuracy[row])
    if isfinite(speed) and not old:
        second.append(QCoreApplication.translate("live_map", "{n} km/h").format(n=round(speed)))
    if isfinite(accuracy):
        second.append(QCoreApplication.translate("live_map", "± {n} m").format(n=round(accuracy)))
    else:
        second.append(QCoreApplication.translate("live_map", "precisión sin medir"))
    lines = [" · ".join(first), " · ".join(second), *_oddities(int(table.flags[row]))]
    return Card(
        title=visible(table.labels[row], CAP), right=ago(int(age * SECOND)), lines=tuple(lines),
        right_colour="link.stale" if old else "text.secondary", state=status if age < LOST_S else None,
    )  # fmt: skip


def _oddities(flags: int) -> list[str]:
    found = []
    if flags & FixFlag.DOUBTFUL:
        found.append(QCoreApplication.translate("live_map", "Posición dudosa: salto imposible"))
    if flags & FixFlag.QUARANTINED:
        found.append(
            QCoreApplication.translate("live_map", "Reloj del equipo muy corrido: fuera del historial")
        )
    elif flags & FixFlag.CLOCK_OFF:
        found.append(QCoreApplication.translate("live_map", "Reloj del equipo corregido"))
    return found


def incident_card(incident: MapIncident, now: Micros) -> Card:
    """An incident; a draft says so before anything else."""
    over = f"{severity_word(incident.severity)} · {incident.number}"
    if incident.draft:
        over = QCoreApplication.translate("live_map", "BORRADOR · {number}").format(number=incident.number)
    return Card(
        title=visible(incident.title, CAP), right=span(now - incident.since), over=over,
        over_colour=f"severity.{severity_key(incident.severity)}",
        lines=(visible(incident.detail, CAP),) if incident.detail else (),
    )  # fmt: skip


def camera_card(camera: MapCamera, look: Look) -> Card:
    """A camera and how its picture is; its address is not known here."""
    words = {
        CameraState.LIVE: QCoreApplication.translate("live_map", "EN VIVO"),
        CameraState.STALE: QCoreApplication.translate("live_map", "TARDÍA"),
        CameraState.DOWN: QCoreApplication.translate("live_map", "SIN SEÑAL"),
        CameraState.UNKNOWN: QCoreApplication.translate("live_map", "sin estado"),
    }
    state = words[camera.state]
    if camera.since:
        state = QCoreApplication.translate("live_map", "{state} desde {time}").format(
            state=state, time=time_of_day(camera.since, look)
        )
    return Card(title=visible(camera.label, CAP), lines=(visible(camera.name, CAP), state))


def alert_card(alert: MapAlert, now: Micros) -> Card:
    """An alert; of a protected person only the barrio is known here."""
    return Card(
        title=visible(alert.text, CAP),
        right=short_age(now - alert.since),
        over=severity_word(alert.severity),
        over_colour=f"severity.{severity_key(alert.severity)}",
        lines=(visible(alert.area, CAP),) if alert.area else (),
    )


def card_size(look: Look, card: Card) -> QSizeF:
    """Room that a card takes."""
    pad, line = look.px(13), look.px(19)
    title = look.metrics("title strong").horizontalAdvance(card.title) + (look.px(20) if card.state else 0)
    wide = [title + look.px(22) + look.metrics("body strong").horizontalAdvance(card.right)]
    wide.append(look.metrics("caption heavy").horizontalAdvance(card.over))
    wide += [look.metrics("body").horizontalAdvance(text) for text in card.lines]
    height = 2 * look.px(10) + (line if card.over else 0) + look.px(22) + line * len(card.lines)
    return QSizeF(ceil(min(max(wide), look.px(WIDEST))) + 2 + 2 * pad, height)


def card_area(look: Look, card: Card, at: QPointF, room: QRectF, marks: list[tuple[float, float]]) -> QRectF:
    """Where a card goes: inside `room`, beside `at`, on the side where it hides the fewest marks."""
    size, right, down = card_size(look, card), look.px(20), look.px(14)
    size.setWidth(min(size.width(), room.width()))
    found = QRectF()
    fewest = -1
    for left in (at.x() + right, at.x() - right - size.width()):
        for top in (at.y() + down, at.y() - down - size.height()):
            x = min(max(left, room.left()), room.right() - size.width())
            y = min(max(top, room.top()), room.bottom() - size.height())
            area = QRectF(round(x), round(y), size.width(), size.height())
            hidden = sum(area.contains(QPointF(px, py)) for px, py in marks)
            hidden += 100 * area.adjusted(-6, -6, 6, 6).contains(at)
            if fewest < 0 or hidden < fewest:
                found, fewest = area, hidden
    return found


def paint_card(painter: QPainter, look: Look, card: Card, area: QRectF) -> None:
    """Draw a card."""
    ink = Ink(painter, look)
    pad, line = look.px(13), look.px(19)
    ink.box(area, look.size("radius.tile"), "surface.overlay", "outline.default")
    glyph = look.px(20) if card.state is not None else 0
    _paint_lines(ink, card, area.adjusted(pad, look.px(10), -pad, -look.px(10)), line, glyph)


def _paint_lines(ink: Ink, card: Card, area: QRectF, line: int, glyph: int) -> None:
    look, top = ink.look, area.top()
    right = area.right()
    if card.over:
        ink.text(QRectF(area.left(), top, area.width(), line), card.over, "caption heavy", card.over_colour)
        top += line
    row = QRectF(area.left(), top, area.width(), look.px(22))
    if card.right:
        right -= ink.text(row, card.right, "body strong", card.right_colour, "right", elide=False) + look.px(
            12
        )
    if card.state is not None:
        paint_glyph(
            ink.painter, look, card.state, QPointF(row.left() + look.px(6), row.center().y()), look.px(12)
        )
    title = QRectF(row.left() + glyph, top, right - row.left() - glyph, row.height())
    ink.text(title, card.title, "title strong", "text.primary")
    top += row.height()
    for text in card.lines:
        ink.text(QRectF(area.left(), top, area.width(), line), text, "body", "text.secondary")
        top += line
