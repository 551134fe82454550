"""The verdict on the audit's chain: not verified, being verified, whole from a to b, or where it breaks."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.administration.values import ChainState, ChainVerdict
from widgets.buttons import ActionButton
from widgets.ink import Ink
from widgets.look import Look
from widgets.plain_text import tip
from widgets.timer import time_of_day


class ChainBox(QWidget):
    """A box over the results; while it runs, a bar tells how far it is.

    *Signals:* `verify_requested`; `cancel_requested` while it runs.
    """

    verify_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._verdict = ChainVerdict()
        translate = QCoreApplication.translate
        self.act = ActionButton(
            look, translate("administration", "Verificar"), self, height=30, font="body strong"
        )
        self.again = ActionButton(look, "", self, kind="tool", icon="arrow-clockwise", height=30)
        self.again.setAccessibleName(translate("administration", "Verificar otra vez"))
        tip(self.again, self.again.accessibleName())
        self.act.clicked.connect(self._acted)
        self.again.clicked.connect(self._acted)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(look.px(52))
        self.set_verdict(ChainVerdict())

    def set_verdict(self, verdict: ChainVerdict) -> None:
        """How far it is, or how it ended."""
        self._verdict = verdict
        translate = QCoreApplication.translate
        running = verdict.state is ChainState.RUNNING
        self.act.set_words(
            translate("administration", "Parar") if running else translate("administration", "Verificar")
        )
        self.act.setVisible(verdict.state is not ChainState.WHOLE)
        self.again.setVisible(verdict.state is ChainState.WHOLE)
        self.setAccessibleName(". ".join(part for part in self.words() if part))
        self._place()
        self.update()

    def verdict(self) -> ChainVerdict:
        """What it shows."""
        return self._verdict

    def words(self) -> tuple[str, str]:
        """The verdict and, below it, what it rests on."""
        translate, verdict = QCoreApplication.translate, self._verdict
        number = self._look.locale.toString
        if verdict.state is ChainState.RUNNING:
            title = translate("administration", "Verificando la cadena · {share} %")
            detail = translate("administration", "{done} de {total} registros")
            share = verdict.done * 100 // verdict.total if verdict.total else 0
            return title.format(share=share), detail.format(
                done=number(verdict.done), total=number(verdict.total)
            )
        if verdict.state is ChainState.WHOLE:
            title = translate("administration", "Cadena íntegra, n.º {first} a {last}")
            return title.format(first=number(verdict.first), last=number(verdict.last)), self._basis()
        if verdict.state is ChainState.BROKEN:
            title = translate("administration", "La cadena se rompe en el n.º {n}")
            detail = translate("administration", "{why} · no borre nada y avise a la auditoría")
            return title.format(n=number(verdict.broken_at)), detail.format(why=verdict.why)
        if verdict.state is ChainState.FAILED:
            return translate("administration", "No se pudo verificar la cadena"), verdict.why
        return (
            translate("administration", "Cadena sin verificar en esta sesión"),
            translate("administration", "se recalcula cada sello y se compara con las anclas"),
        )

    def _basis(self) -> str:
        translate, verdict = QCoreApplication.translate, self._verdict
        anchor = translate("administration", "sin ancla todavía")
        if verdict.anchored_at is not None:
            time = time_of_day(verdict.anchored_at, self._look)[:5]
            anchor = translate("administration", "ancla {time}").format(time=time)
        if not verdict.erased:
            return translate("administration", "{anchor} · sin borrados").format(anchor=anchor)
        if verdict.erased == 1:
            return translate("administration", "{anchor} · 1 borrado por orden, con hueco probado").format(
                anchor=anchor
            )
        words = translate("administration", "{anchor} · {n} borrados por orden, con hueco probado")
        return words.format(anchor=anchor, n=self._look.locale.toString(verdict.erased))

    def sizeHint(self) -> QSize:
        """52 px."""
        return QSize(200, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The act at the right."""
        self._place()

    def _place(self) -> None:
        for button, inset in ((self.act, 10), (self.again, 4)):
            hint = button.sizeHint()
            left = self.width() - hint.width() - self._look.px(inset)
            button.setGeometry(left, (self.height() - hint.height()) // 2, hint.width(), hint.height())

    def _acted(self) -> None:
        running = self._verdict.state is ChainState.RUNNING
        (self.cancel_requested if running else self.verify_requested).emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shield, verdict, basis; the bar at the foot while it runs."""
        ink, look, state = Ink(QPainter(self), self._look), self._look, self._verdict.state
        area = QRectF(self.rect())
        wrong = state in (ChainState.BROKEN, ChainState.FAILED)
        grave = "critical" if state is ChainState.BROKEN else "high"
        ink.box(
            area, look.size("radius.control"), f"severity.{grave}_tint" if wrong else "surface.raised",
            f"severity.{grave}" if wrong else "",
        )  # fmt: skip
        icon = {
            ChainState.WHOLE: "shield-check",
            ChainState.BROKEN: "shield-warning",
            ChainState.FAILED: "warning",
        }.get(state, "shield")
        tone = f"severity.{grave}" if wrong else "text.primary"
        ink.icon(look.px(11), area.center().y(), icon, 20, tone)
        title, detail = self.words()
        button = self.again if state is ChainState.WHOLE else self.act
        right = button.geometry().left() - look.px(4)
        line = QRectF(look.px(40), look.px(6), right - look.px(40), look.px(22))
        ink.text(line, title, "body heavy", tone)
        line.translate(0, look.px(20))
        ink.text(line, detail, "caption", "text.secondary")
        if state is ChainState.RUNNING:
            verdict = self._verdict
            share = verdict.done / verdict.total if verdict.total else 0.0
            rail = QRectF(look.px(8), area.bottom() - look.px(5), area.width() - look.px(16), look.px(3))
            ink.box(rail, 1.5, "outline.default")
            if share > 0:
                ink.box(
                    QRectF(rail.left(), rail.top(), rail.width() * min(1.0, share), rail.height()),
                    1.5,
                    "accent.bar",
                )
