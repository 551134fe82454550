"""Every desk of the room as a tile: what it does, by icon and word, and which one has been away too long."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from domain.clock import SECOND, Micros
from domain.desk import DeskState
from widgets.ink import Ink
from widgets.keys import KeyHere
from widgets.look import Look
from widgets.pane import Pane
from widgets.plain_text import tip_text
from widgets.timer import span

ICONS: dict[DeskState, tuple[str, str]] = {
    DeskState.ON_CALL: ("phone-call", "text.primary"),
    DeskState.RINGING: ("phone-incoming", "accent.text"),
    DeskState.READY: ("circle", "unit.available"),
    DeskState.WRAP_UP: ("pencil-simple", "text.secondary"),
    DeskState.AWAY: ("coffee", "text.secondary"),
}
ORDER = (DeskState.ON_CALL, DeskState.RINGING, DeskState.READY, DeskState.WRAP_UP, DeskState.AWAY)
TILE_WIDE, TILE_LEAST, TILE_HIGH, TILE_GAP = 34, 26, 28, 5
LINE = 22
_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


@dataclass(frozen=True, slots=True)
class DeskTile:
    """One desk. `call` is the short number of the call it has, `limit` how long it may stay as it is."""

    id: UUID
    desk: str
    state: DeskState
    since: Micros
    name: str = ""
    reason: str = ""
    call: int = 0
    limit: Micros | None = None
    supervises: bool = False


def state_word(state: DeskState) -> str:
    """En llamada, Suena, Libre, Cierre, Pausa, Vacío."""
    translate = QCoreApplication.translate
    return {
        DeskState.ON_CALL: translate("desks", "En llamada"),
        DeskState.RINGING: translate("desks", "Suena"),
        DeskState.READY: translate("desks", "Libre"),
        DeskState.WRAP_UP: translate("desks", "Cierre"),
        DeskState.AWAY: translate("desks", "Pausa"),
        DeskState.EMPTY: translate("desks", "Vacío"),
    }[state]


def is_over(tile: DeskTile, now: Micros) -> bool:
    """Whether it has stayed so for too long."""
    return tile.limit is not None and now - tile.since > tile.limit


def told(tile: DeskTile, now: Micros) -> str:
    """Puesto 44: pausa de 22:10, límite 15:00, Marta Sosa."""
    translate = QCoreApplication.translate
    if tile.state is DeskState.EMPTY:
        return translate("desks", "Puesto {desk}: vacío").format(desk=tile.desk)
    words = state_word(tile.state).lower()
    if tile.supervises:
        words = tile.reason
    elif tile.reason:
        words = f"{words}, {tile.reason}"
    parts = [
        translate("desks", "Puesto {desk}: {state} hace {span}").format(
            desk=tile.desk, state=words, span=span(now - tile.since)
        )
    ]
    if tile.limit is not None and is_over(tile, now):
        parts.append(translate("desks", "límite {span}").format(span=span(tile.limit)))
    if tile.call:
        parts.append(translate("desks", "llamada {n}").format(n=tile.call))
    if tile.name:
        parts.append(tile.name)
    return " · ".join(parts)


class DeskGrid(QWidget):
    """The tiles, the legend with its counts, and a line on the desk under the cursor."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._tiles: tuple[DeskTile, ...] = ()
        self._now: Micros = 0
        self._place, self._hover, self._ringed = 0, -1, False
        self._faded = False
        self._walked = False
        self._late: frozenset[UUID] = frozenset()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setAccessibleName(QCoreApplication.translate("desks", "Puestos de la sala"))

    def set_tiles(self, tiles: tuple[DeskTile, ...]) -> None:
        """The desks, by their numbers."""
        if tiles != self._tiles:
            self._tiles = tiles
            self._place = min(self._place, max(0, len(tiles) - 1))
            self.update()

    def tiles(self) -> tuple[DeskTile, ...]:
        """The desks that are shown."""
        return self._tiles

    def set_now(self, now: Micros) -> None:
        """Tick: who has stayed too long."""
        if now // SECOND == self._now // SECOND:
            return
        self._now = now
        self._name()
        late = frozenset(tile.id for tile in self._tiles if is_over(tile, now))
        if late != self._late:
            self._late = late
            self.update()
        elif self.line()[0]:  # its words count seconds; the tiles have not changed
            self.update(self._words_area())

    def set_faded(self, faded: bool) -> None:
        """Old data."""
        self._faded = faded
        self.update()

    def keys_here(self) -> tuple[KeyHere, ...]:
        """The keys of the tiles."""
        return (KeyHere("← → ↑ ↓", QCoreApplication.translate("keys", "otro puesto")),)

    def line(self) -> tuple[str, bool]:
        """What the line says, and whether it complains: the chosen desk, or the longest over its time."""
        walked = self._walked and self.hasFocus()
        if self._hover >= 0 or walked:
            tile = self._tiles[self._hover if self._hover >= 0 else self._place]
            return told(tile, self._now), is_over(tile, self._now)
        over = [tile for tile in self._tiles if is_over(tile, self._now)]
        if not over:
            return "", False
        longest = min(over, key=lambda tile: tile.since)
        words = told(longest, self._now)
        if len(over) > 1:
            words = QCoreApplication.translate("desks", "{desk} · y {n} más").format(
                desk=words, n=len(over) - 1
            )
        return words, True

    # ---- hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk the tiles."""
        columns = self._columns()
        steps = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -columns, Qt.Key.Key_Down: columns,
        }  # fmt: skip
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self._tiles:
            super().keyPressEvent(event)
            return
        self._walked = self._ringed = True
        if 0 <= self._place + step < len(self._tiles):
            self._place += step
        self._name()
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The tile under the mouse tells itself."""
        place = self._at(event.position().x(), event.position().y())
        if place != self._hover:
            self._hover = place
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """None."""
        self._hover = -1
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring is for the keyboard only."""
        self._ringed = self._walked = event.reason() in _KEYBOARD
        super().focusInEvent(event)
        self._name()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Without it."""
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """A tip tells a tile in full, escaped."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._at(event.pos().x(), event.pos().y())
            words = told(self._tiles[place], self._now) if place >= 0 else ""
            QToolTip.showText(event.globalPos(), tip_text(words) if words else "", self)
            return True
        return super().event(event)

    def _name(self) -> None:
        if self._place < len(self._tiles):
            self.setAccessibleDescription(told(self._tiles[self._place], self._now))

    # ---- drawing

    def _room(self) -> QRectF:
        look = self._look
        inset = look.size("space.three")
        return QRectF(inset, look.px(8), self.width() - 2 * inset, self.height() - look.px(8 + 2 * LINE + 4))

    def _columns(self) -> int:
        """As many as the width holds, and as make rows high enough for an icon over a number."""
        look, count, room = self._look, max(1, len(self._tiles)), self._room()
        gap = look.px(TILE_GAP)
        # Narrower tiles rather than low ones, as far as a number of two digits goes.
        for wide in range(look.px(TILE_WIDE), look.px(TILE_LEAST) - 1, -1):
            most = max(1, int((room.width() + gap) // (wide + gap)))
            rows = -(-count // most)
            if rows * (look.px(TILE_HIGH) + gap) - gap <= room.height():
                break
        return min(count, most)

    def _area(self, place: int) -> QRectF:
        look, room, columns = self._look, self._room(), self._columns()
        rows = -(-max(1, len(self._tiles)) // columns)
        gap = look.px(TILE_GAP)
        wide = (room.width() - gap * (columns - 1)) / columns
        high = min(look.px(TILE_HIGH + 14), (room.height() - gap * (rows - 1)) / rows)
        row, column = divmod(place, columns)
        return QRectF(
            round(room.left() + column * (wide + gap)), round(room.top() + row * (high + gap)),
            round(min(wide, look.px(72))), round(high),
        )  # fmt: skip

    def _words_area(self) -> QRect:
        """Legend and line, under the tiles."""
        top = self.height() - self._look.px(2 * LINE + 4)
        return QRect(0, top, self.width(), self.height() - top)

    def _at(self, x: float, y: float) -> int:
        return next((n for n in range(len(self._tiles)) if self._area(n).contains(x, y)), -1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tiles, legend, line."""
        look, painter = self._look, QPainter(self)
        ink = Ink(painter, look)
        if self._faded:
            painter.setOpacity(0.85)
        foot = self._words_area()
        if event.rect().top() < foot.top():
            for place, tile in enumerate(self._tiles):
                self._paint_tile(ink, self._area(place), tile, place)
        inset = look.size("space.three")
        legend = QRectF(inset, foot.top(), self.width() - 2 * inset, look.px(LINE))
        self._paint_legend(ink, legend)
        words, wrong = self.line()
        tone = "severity.high" if wrong else "text.secondary"
        ink.text(legend.translated(0, look.px(LINE)), words, "body medium", tone)
        painter.end()

    def _paint_tile(self, ink: Ink, area: QRectF, tile: DeskTile, place: int) -> None:
        look = self._look
        over = is_over(tile, self._now)
        empty = tile.state is DeskState.EMPTY
        edge = "severity.high" if over else "outline.subtle"
        fill = "severity.high_tint" if over else "surface.pane" if empty else "surface.raised"
        if place == self._hover:
            fill = "surface.hover"
        ink.box(area, look.size("radius.chip"), fill, edge, 2.0 if over else 1.0)
        icon, tone = ICONS.get(tile.state, ("", "text.tertiary"))
        if tile.supervises:
            icon = "eye"
        if over:
            icon, tone = "timer-fill", "severity.high"
        beside = area.width() >= look.px(52) and area.height() < look.px(34)
        number = area if beside else QRectF(area.left(), area.center().y(), area.width(), area.height() / 2)
        low = area.height() < look.px(30)
        if icon:
            size = 12 if low else 14
            if beside:
                ink.icon(area.left() + look.px(8), area.center().y(), icon, 14, tone)
            else:
                left = area.center().x() - look.px(size) / 2
                ink.icon(left, area.top() + area.height() * 0.27, icon, size, tone)
        if beside:
            number = area.adjusted(look.px(24), 0, 0, 0)
        elif empty:
            number = area
        else:
            number = number.adjusted(0, -look.px(2), 0, -look.px(1))
        kind = "caption" if empty else "minor strong" if low else "caption strong"
        ink.text(number, tile.desk, kind, "text.tertiary" if empty else "text.primary", "centre", elide=False)
        if place == self._place and self._ringed and self.hasFocus():
            ink.box(area.adjusted(-2, -2, 2, 2), look.size("radius.chip") + 1, "", "focus.ring", 2.0)

    def _paint_legend(self, ink: Ink, area: QRectF) -> None:
        look, translate = self._look, QCoreApplication.translate
        counts = Counter(tile.state for tile in self._tiles if not tile.supervises)
        watching = sum(tile.supervises for tile in self._tiles)
        over = sum(tile.state is DeskState.AWAY and is_over(tile, self._now) for tile in self._tiles)
        empty = translate("desks", "{n} vacíos").format(n=counts[DeskState.EMPTY])
        if counts[DeskState.EMPTY] == 1:
            empty = translate("desks", "1 vacío")
        right = area.right()
        if counts[DeskState.EMPTY]:
            right -= ink.text(area, empty, "body", "text.tertiary", "right", elide=False) + look.px(10)
        entries = [(*ICONS[state], state_word(state), counts[state]) for state in ORDER if counts[state]]
        if over:
            entries.append(("timer-fill", "severity.high", translate("desks", "Pasada"), over))
        if watching:
            entries.append(("eye", "text.secondary", translate("desks", "Supervisa"), watching))
        left = area.left()
        for icon, tone, word, count in entries:
            number = look.locale.toString(count)
            need = look.px(20) + ink.width(f"{word} ", "body") + ink.width(number, "body strong")
            if left + need > right:
                break
            ink.icon(left, area.center().y(), icon, 14, tone)
            at = left + look.px(20)
            at += ink.text(QRectF(at, area.top(), need, area.height()), f"{word} ", "body", "text.primary",
                           elide=False)  # fmt: skip
            ink.text(QRectF(at, area.top(), need, area.height()), number, "body strong", "text.primary",
                     elide=False)  # fmt: skip
            left += need + look.px(14)

    def sizeHint(self) -> QSize:
        """Room for three rows."""
        return QSize(100, self._look.px(10 + 3 * (TILE_HIGH + TILE_GAP) + 2 * LINE + 6))


class DesksPane(Pane):
    """The pane of desks."""

    def __init__(self, look: Look, parent: QWidget | None = None, *, key: str = "Alt 3") -> None:
        translate = QCoreApplication.translate
        super().__init__(look, "headset", translate("desks", "Puestos"), parent, key=key)
        self.set_lacks(translate("desks", "no se ve qué hacen los otros puestos"))
        self.grid = DeskGrid(look)
        self.set_body(self.grid)
        self.set_empty(True)

    def set_tiles(self, tiles: tuple[DeskTile, ...]) -> None:
        """The desks of the room."""
        self.grid.set_tiles(tiles)
        seated = sum(tile.state is not DeskState.EMPTY for tile in tiles)
        words = QCoreApplication.translate("desks", "{n} de {all} ocupados").format(
            n=self.look.locale.toString(seated), all=self.look.locale.toString(len(tiles))
        )
        self.set_note(words)
        self.set_empty(not tiles)

    def set_now(self, now: Micros) -> None:
        """Tick."""
        super().set_now(now)
        self.grid.set_now(now)

    def empty_words(self) -> tuple[str, str]:
        """Nobody has sat down."""
        return QCoreApplication.translate("desks", "Ningún puesto en la sala"), ""

    def show_faded(self, faded: bool) -> None:
        """Old tiles."""
        self.grid.set_faded(faded)
