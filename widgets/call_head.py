"""The head of the call form: whose call, for how long, and the keys of the call itself."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QPoint, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from domain.call import CallState, Disposition
from domain.clock import SECOND, Micros
from widgets.buttons import ActionButton
from widgets.ink import Ink
from widgets.look import Look
from widgets.timer import span


@dataclass(frozen=True, slots=True)
class FormCall:
    """The call that the form is about; `since`: the answer, `ended_at`: the end of the line (µs UTC)."""

    id: UUID
    number: str
    since: Micros
    line: str = ""
    state: CallState = CallState.ANSWERED
    ended_at: Micros | None = None
    provisional: str = ""


def disposition_word(disposition: Disposition) -> str:
    """How a call was settled, in a few words."""
    translate = QCoreApplication.translate
    return {
        Disposition.INCIDENT: translate("call_form", "Con incidente"),
        Disposition.DUPLICATE: translate("call_form", "Repetida: ya hay incidente"),
        Disposition.INFORMATION: translate("call_form", "Consulta o información"),
        Disposition.TRANSFERRED: translate("call_form", "Pasada a otro servicio"),
        Disposition.ERROR: translate("call_form", "Llamada por error"),
        Disposition.SILENT: translate("call_form", "Silenciosa"),
        Disposition.PRANK: translate("call_form", "Broma"),
        Disposition.CALLED_BACK: translate("call_form", "Devuelta"),
    }[disposition]


SETTLED_BY_HAND = (
    Disposition.ERROR,
    Disposition.SILENT,
    Disposition.PRANK,
    Disposition.INFORMATION,
    Disposition.TRANSFERRED,
    Disposition.DUPLICATE,
    Disposition.CALLED_BACK,
)
"""What the close menu offers, the most frequent first; an incident settles its call by itself."""


_SIZES = (
    ("timer strong display", "section display"),
    ("section strong display", "section display"),
    ("title strong", "title"),
    ("input strong", "input"),
    ("caption strong", "caption"),
)


class CallHead(QWidget):
    """Number, timer and call keys.

    *Signals:* `close_requested(Disposition)`; `hold_requested`, `mute_requested`, `transfer_requested`.
    """

    close_requested = Signal(object)
    hold_requested = Signal()
    mute_requested = Signal()
    transfer_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._call: FormCall | None = None
        self._now: Micros = 0
        self._compact = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        translate = QCoreApplication.translate
        self.hold = self._key(translate("call_form", "Retener"), "pause", "F4")
        self.mute = self._key(translate("call_form", "Silenciar micrófono"), "microphone-slash", "F5")
        self.transfer = self._key(translate("call_form", "Transferir"), "phone-outgoing", "F7")
        self.close_call = self._key(
            translate("call_form", "Cerrar la llamada"), "phone-disconnect-fill", "F12", "danger"
        )
        self.hold.clicked.connect(self.hold_requested)
        self.mute.clicked.connect(self.mute_requested)
        self.transfer.clicked.connect(self.transfer_requested)
        self.close_call.clicked.connect(self.open_menu)
        self._offered: frozenset[str] = frozenset()
        self.menu = self._build_menu()
        self.set_call(None)

    def set_call(self, call: FormCall | None) -> None:
        """Show this call, or none."""
        if call != self._call or call is None:
            self._call = call
            for key in (self.hold, self.mute, self.transfer, self.close_call):
                key.setEnabled(call is not None)
            self._place()
            self._tell()
            self.update()

    def set_call_keys(self, offered: frozenset[str]) -> None:
        """Which of hold, mute and transfer the telephone can do; the others are not shown."""
        self._offered = offered
        self._place()

    def set_now(self, now: Micros) -> None:
        """Tick the call's timer."""
        changed = now // SECOND != self._now // SECOND
        self._now = now
        if changed and self._call is not None:
            self.update()

    def set_compact(self, compact: bool) -> None:
        """64 px instead of 77."""
        self._compact = compact
        self.updateGeometry()
        self._place()

    def sizeHint(self) -> QSize:
        """77 px, 64 in the small window."""
        return QSize(200, self._look.px(64 if self._compact else 77))

    def open_menu(self) -> None:
        """How to settle the call; digits choose."""
        if self._call is not None:
            corner = self.close_call.mapToGlobal(
                QPoint(self.close_call.width(), self.close_call.height() + 4)
            )
            self.menu.popup(corner - QPoint(self.menu.sizeHint().width(), 0))

    def _key(self, name: str, icon: str, key: str, kind: str = "default") -> ActionButton:
        return ActionButton(self._look, name, self, kind=kind, icon=icon, key=key, stacked=True)

    def _build_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAccessibleName(QCoreApplication.translate("call_form", "Cómo terminó la llamada"))
        for place, disposition in enumerate(SETTLED_BY_HAND, start=1):
            action = menu.addAction(f"&{place}  {disposition_word(disposition)}")
            action.triggered.connect(lambda _=False, chosen=disposition: self.close_requested.emit(chosen))
        return menu

    def _tell(self) -> None:
        self.setAccessibleName(f"{self._title()}. {self._call.number}" if self._call else self._title())

    def _title(self) -> str:
        translate, call = QCoreApplication.translate, self._call
        if call is None:
            return translate("call_form", "SIN LLAMADA")
        titles = {
            CallState.RINGING: translate("call_form", "ATENDIENDO"),
            CallState.ENDED: translate("call_form", "LÍNEA CORTADA · TERMINE EL FORMULARIO"),
            CallState.ABANDONED: translate("call_form", "COLGÓ ANTES DE SER ATENDIDA"),
            CallState.CLOSED: translate("call_form", "LLAMADA CERRADA"),
        }
        title = titles.get(call.state, translate("call_form", "LLAMADA EN CURSO"))
        if call.line and call.state is CallState.ANSWERED:
            return translate("call_form", "{title} · LÍNEA {line}").format(title=title, line=call.line)
        return title

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keys stand at the right."""
        self._place()

    def _place(self) -> None:
        look, side = self._look, self._look.px(40)
        right = self.width() - look.px(12)
        for name, key in (
            ("", self.close_call),
            ("transfer", self.transfer),
            ("mute", self.mute),
            ("hold", self.hold),
        ):
            shown = self._call is not None and (not name or name in self._offered)
            shown = shown and not (self._compact and name == "mute")
            key.setVisible(shown)
            if shown:
                right -= side
                key.setGeometry(right, (self.height() - side) // 2, side, side)
                right -= look.px(6)
        self._words_end = right

    def paintEvent(self, event: QPaintEvent) -> None:
        """A raised ground that follows the pane's corners; title, number, timer."""
        painter = QPainter(self)
        ink, look = Ink(painter, self._look), self._look
        area = QRectF(self.rect())
        radius = look.size("radius.pane") - 1
        ground = QPainterPath()
        ground.addRoundedRect(area.adjusted(0, 0, 0, radius), radius, radius)
        painter.setClipRect(area)
        painter.fillPath(ground, look.colour("surface.selected" if self._call else "surface.pane"))
        ink.rule(0, area.right(), area.bottom() - 1)
        left = look.px(15)
        top = look.px(7 if self._compact else 8)
        line = QRectF(left, top, self._words_end - left, look.px(20))
        if self._call is None:
            idle = QCoreApplication.translate("call_form", "F2 atiende la próxima")
            ink.text(line, self._title(), "body heavy", "text.secondary")
            ink.text(line.translated(0, look.px(26)), idle, "title", "text.tertiary")
            return
        ended = self._call.state is not CallState.ANSWERED
        ink.text(line, self._title(), "body heavy", "severity.high" if ended else "accent.text")
        self._paint_number(
            ink, QRectF(left, top + look.px(20 if self._compact else 22), line.width(), look.px(32))
        )

    def sizes(self, number: str, time: str, room: float) -> tuple[str, str]:
        """The largest fonts in which number and time fit side by side: neither is ever cut."""
        look = self._look
        for kind, small in _SIZES[1 if self._compact else 0 :]:
            taken = look.metrics(kind).horizontalAdvance(number) + look.metrics(small).horizontalAdvance(time)
            if taken + look.px(15) <= room:
                return kind, small
        return _SIZES[-1]

    def _paint_number(self, ink: Ink, line: QRectF) -> None:
        call, look = self._call, self._look
        if call is None:
            return
        until = call.ended_at if call.ended_at is not None else self._now
        time = span(until - call.since)
        number = call.number or QCoreApplication.translate("call_form", "Número oculto")
        kind, small = self.sizes(number, time, line.width())
        wide = ink.width(time, small) + look.px(15)
        room = QRectF(line.left(), line.top(), line.width() - wide, line.height())
        drawn = ink.text(room, number, kind, "text.primary")
        after = QRectF(line.left() + drawn + look.px(15), line.top() + look.px(1), wide, line.height())
        ink.text(after, time, small, "text.secondary", elide=False)
