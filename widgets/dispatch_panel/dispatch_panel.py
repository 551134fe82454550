"""The dispatch pane: one incident, the streets around it, who should go there and why."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from domain.clock import Micros
from widgets.dispatch_panel.head import IncidentHead
from widgets.dispatch_panel.recommended import HEIGHT, HEIGHT_COMPACT, RecommendedList
from widgets.dispatch_panel.strip_map import StripMap
from widgets.dispatch_panel.view import Asking, DispatchView
from widgets.form_notes import DangerLine
from widgets.ink import Ink
from widgets.look import Look
from widgets.pane import Pane


class _ListHead(QWidget):
    """Recomendados, and at the right what the order was made of."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = ("", "", "text.secondary")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_words(self, title: str, right: str, colour: str = "text.secondary") -> None:
        self._words = (title, right, colour)
        self.setAccessibleName(f"{title}. {right}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(100, self._look.px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink, look = Ink(painter, self._look), self._look
        line = QRectF(self.rect()).adjusted(look.px(14), 0, -look.px(14), 0)
        title, right, colour = self._words
        wide = ink.text(line, title, "body strong", "text.primary", elide=False)
        ink.text(line.adjusted(wide + look.px(16), 0, 0, 0), right, "caption", colour, "right")
        painter.end()


class DispatchPanel(Pane):
    """The pane.

    *Signals:* `wanted(Going)`: send this one; `looked_at(Going)`: the cursor is on it.
    """

    wanted = Signal(object)
    looked_at = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None, *, key: str = "Alt D") -> None:
        super().__init__(look, "paper-plane-tilt", self._titled(None), parent, key=key)
        self.set_lacks(QCoreApplication.translate("dispatch", "sin orden por tiempo de llegada"))
        self._view: DispatchView | None = None
        self.head = IncidentHead(look)
        self.dangers = DangerLine(look)
        self.strip = StripMap(look)
        self.list_head = _ListHead(look)
        self.list = RecommendedList(look)
        self.list.wanted.connect(self.wanted)
        self.list.looked_at.connect(self.looked_at)
        body = QWidget()
        body.setObjectName("pane_body")
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.head)
        self._warning = QWidget()
        around = QVBoxLayout(self._warning)
        around.setContentsMargins(look.px(12), look.px(6), look.px(12), look.px(8))
        around.addWidget(self.dangers)
        rows.addWidget(self._warning)
        rows.addWidget(self.strip, 2)
        rows.addWidget(self.list_head)
        rows.addWidget(self.list, 5)
        body.setFocusProxy(self.list)
        self.set_body(body)
        self.set_empty(True)

    def view(self) -> DispatchView | None:
        """What it shows."""
        return self._view

    def show_view(self, view: DispatchView | None) -> None:
        """Another incident, another order, or none."""
        self._view = view
        self.set_title(self._titled(view))
        self.set_empty(view is None)
        self.head.set_view(view)
        self.dangers.set_dangers(view.dangers if view is not None else ())
        self._warning.setVisible(view is not None and bool(view.dangers))
        if view is None:
            self.list.show_rows(())
            return
        self.strip.show_strip(view.strip, view.priority)
        self.list.show_rows(view.rows)
        translate = QCoreApplication.translate
        words, colour = {
            Asking.READY: (view.basis, "text.secondary"),
            Asking.ASKING: (translate("dispatch", "calculando"), "text.secondary"),
            Asking.NOBODY: (view.why or translate("dispatch", "ninguno apto"), "severity.high"),
            Asking.ALONE: (translate("dispatch", "sin servidor: elija a mano"), "link.stale"),
            Asking.FAILED: (view.why, "severity.high"),
        }[view.asking]
        title = translate("dispatch", "Recomendados")
        if view.explained:
            title, words, colour = translate("dispatch", "Como se vio"), view.explained, "accent.text"
        self.list_head.set_words(title, words, colour)

    def set_now(self, now: Micros) -> None:
        """Tick."""
        super().set_now(now)
        self.head.set_now(now)

    def set_compact(self, compact: bool) -> None:
        """Tighter rows, and less of the map, in the small window."""
        self.list.set_row_height(HEIGHT_COMPACT if compact else HEIGHT)
        self.strip.setMaximumHeight(self.look.px(110 if compact else 240))

    def empty_words(self) -> tuple[str, str]:
        """Nothing is chosen."""
        translate = QCoreApplication.translate
        return translate("dispatch", "Ningún incidente elegido"), translate(
            "dispatch", "Elija uno en Pendientes, o escriba «incidente» y su número"
        )

    def error_title(self) -> str:
        """What failed."""
        return QCoreApplication.translate("dispatch", "No se pudo calcular a quién mandar")

    def show_faded(self, faded: bool) -> None:
        """Old rows lose their grey hints."""
        self.list.set_faded(faded)

    @staticmethod
    def _titled(view: DispatchView | None) -> str:
        translate = QCoreApplication.translate
        if view is None:
            return translate("dispatch", "Despacho")
        if view.explained:
            return translate("dispatch", "Explicación de INC {n}").format(n=view.number)
        return translate("dispatch", "Despacho de INC {n}").format(n=view.number)
