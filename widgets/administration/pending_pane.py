"""A change that waits for a second person: what would change, who asked, and the signature."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from domain.clock import SECOND, Micros
from widgets.administration.card import CardBody, CardFoot
from widgets.administration.values import Difference, PendingChange
from widgets.buttons import ActionButton
from widgets.fields import LineField
from widgets.ink import Ink
from widgets.labelled import FieldHead
from widgets.look import Look
from widgets.pane import Pane
from widgets.timer import time_of_day

LINE = 27


def left_words(left: Micros) -> str:
    """vence en 1 h 46 min: how long a change may still be signed."""
    minutes = max(0, left // (60 * SECOND))
    translate = QCoreApplication.translate
    if left <= 0:
        return translate("administration", "venció")
    if minutes < 60:
        return translate("administration", "vence en {n} min").format(n=minutes)
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return translate("administration", "vence en {h} h {n} min").format(h=hours, n=minutes)
    return translate("administration", "vence en {n} días").format(n=hours // 24)


class _Sheet(QWidget):
    """The change itself: title, a line for each field before and after, and the two people."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._change: PendingChange | None = None
        self._now: Micros = 0
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_change(self, change: PendingChange | None, now: Micros) -> None:
        """Another change."""
        self._change, self._now = change, now
        lines = len(change.differences) + (1 if change.reason else 0) if change is not None else 0
        self.setFixedHeight(self._look.px(30 + 62) + lines * self._look.px(LINE))
        self.setAccessibleName(self._spoken())
        self.update()

    def set_now(self, now: Micros) -> None:
        """How long it may still be signed."""
        if now // (60 * SECOND) != self._now // (60 * SECOND):
            self._now = now
            self.update()

    def _spoken(self) -> str:
        change = self._change
        if change is None:
            return ""
        parts = [change.title]
        for one in change.differences:
            words = QCoreApplication.translate("administration", "{field}: antes {before}, después {after}")
            parts.append(words.format(field=one.label, before=one.before or "—", after=one.after or "—"))
        return ". ".join([*parts, self._asked(change), change.hindrance or self._yours()])

    def _asked(self, change: PendingChange) -> str:
        words = QCoreApplication.translate("administration", "{name} pidió, {time}")
        return words.format(name=change.asked_by, time=time_of_day(change.asked_at, self._look)[:5])

    def _yours(self) -> str:
        return QCoreApplication.translate("administration", "Usted: otra persona, puede firmar")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Title and expiry, differences, the two people."""
        change = self._change
        if change is None:
            return
        ink, look = Ink(QPainter(self), self._look), self._look
        head = QRectF(0, 0, self.width(), look.px(28))
        left = ink.text(head, left_words(change.expires_at - self._now), "caption", "text.secondary", "right")
        ink.text(head.adjusted(0, 0, -left - look.px(10), 0), change.title, "input heavy", "text.primary")
        top = look.px(29)
        for one in change.differences:
            self._paint_difference(ink, QRectF(0, top, self.width(), look.px(LINE)), one)
            top += look.px(LINE)
        if change.reason:
            label = QCoreApplication.translate("administration", "Motivo")
            line = QRectF(0, top, self.width(), look.px(LINE))
            ink.text(line, label, "caption", "text.secondary")
            ink.text(line.adjusted(self._column(0), 0, 0, 0), change.reason, "caption", "text.primary")
            top += look.px(LINE)
        self._paint_people(ink, change, top + look.px(4))

    def _column(self, number: int) -> float:
        wide = self.width()
        return (wide * 0.2, wide * 0.525, wide * 0.56)[number]

    def _paint_difference(self, ink: Ink, line: QRectF, one: Difference) -> None:
        look = self._look
        first, arrow, second = (self._column(n) for n in range(3))
        ink.text(QRectF(0, line.top(), first - 8, line.height()), one.label, "caption", "text.secondary")
        before = QRectF(first, line.top(), arrow - first - 8, line.height())
        ink.text(before, one.before or "—", "caption", "text.secondary")
        ink.icon(arrow - look.px(6), line.center().y(), "arrow-right", 14, "text.tertiary")
        after = QRectF(second + look.px(8), line.top(), line.right() - second - look.px(8), line.height())
        ink.text(after, one.after or "—", "body heavy", "text.primary")
        ink.rule(line.left(), line.right(), line.bottom() - 1)

    def _paint_people(self, ink: Ink, change: PendingChange, top: float) -> None:
        look, painter = self._look, ink.painter
        side = look.px(20)
        line = QRectF(0, top, self.width(), look.px(27))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent.fill"))
        centre = QPointF(side / 2, line.center().y())
        painter.drawEllipse(centre, side / 2, side / 2)
        ink.icon(side / 2 - look.px(6), line.center().y(), "check-bold", 12, "accent.on_fill")
        right = ink.text(line, change.asked_from, "caption", "text.secondary", "right")
        words = line.adjusted(side + look.px(8), 0, -right - look.px(8), 0)
        ink.text(words, self._asked(change), "body medium", "text.primary")
        line.translate(0, look.px(28))
        centre = QPointF(side / 2, line.center().y())
        tone = "text.tertiary" if change.hindrance else "accent.bar"
        painter.setPen(QPen(look.colour(tone), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, side / 2 - 1, side / 2 - 1)
        number = QRectF(0, line.top(), side, line.height())
        ink.text(number, "2", "caption heavy", tone, "centre", elide=False)
        words = line.adjusted(side + look.px(8), 0, 0, 0)
        tone = "severity.high" if change.hindrance else "text.primary"
        ink.text(words, change.hindrance or self._yours(), "body medium", tone)


class PendingPane(Pane):
    """Changes that wait, one at a time; signing asks for the password again and forgets it at once.

    *Signals:* `signed(str, str)`: a change's key and the password as typed; `rejected(str, str)`: key and
    reason; `withdrawn(str, str)`: one's own, with the reason; `next_requested`.
    """

    signed = Signal(str, str)
    rejected = Signal(str, str)
    withdrawn = Signal(str, str)
    next_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        translate = QCoreApplication.translate
        title = translate("administration", "Cambio que espera segunda persona")
        super().__init__(look, "users", title, parent)
        self._change: PendingChange | None = None
        self._asking = ""
        self.body = CardBody(look, title)
        self.sheet = _Sheet(look)
        self.body.add(self.sheet)
        self.body.end()
        self.password = LineField(look, translate("administration", "Su clave"), cap=200, visible_only=False)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.reason = LineField(look, translate("administration", "Motivo"), cap=240)
        self.reason.setPlaceholderText(translate("administration", "obligatorio"))
        self.reason.textEdited.connect(self._check)
        self.password.textEdited.connect(self._check)
        for field in (self.password, self.reason):
            field.returnPressed.connect(self._finish)
            field.installEventFilter(self)
        self._question = self._make_question(look)
        self.foot = CardFoot(look)
        self.reject = ActionButton(look, translate("administration", "Rechazar"), kind="danger")
        self.other = ActionButton(look, translate("administration", "Siguiente"))
        self.cancel = ActionButton(look, translate("administration", "Volver"))
        self.sign = ActionButton(
            look, translate("administration", "Firmar con credencial"), kind="primary",
            icon="identification-card", key="F7", shortcut=False,
        )  # fmt: skip
        for button, grow in ((self.reject, 1), (self.cancel, 1), (self.other, 1), (self.sign, 2)):
            self.foot.add(button, grow)
        self.reject.clicked.connect(lambda: self._ask("reject"))
        self.cancel.clicked.connect(self.leave)
        self.other.clicked.connect(self.next_requested)
        self.sign.clicked.connect(self.sign_or_ask)
        under = QWidget()
        under.setObjectName("pane_body")
        rows = QVBoxLayout(under)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._question)
        rows.addWidget(self.foot)
        self.set_body(self.body)
        self.set_foot(under)
        self.show_change(None, 0, 0)

    def _make_question(self, look: Look) -> QWidget:
        made = QWidget()
        made.setObjectName("pane_body")
        rows = QVBoxLayout(made)
        rows.setContentsMargins(look.px(14), look.px(4), look.px(14), look.px(8))
        rows.setSpacing(look.px(2))
        self._ask_password = FieldHead(look, self.password.accessibleName())
        self._ask_reason = FieldHead(look, self.reason.accessibleName())
        for part in (self._ask_password, self.password, self._ask_reason, self.reason):
            rows.addWidget(part)
        made.hide()
        return made

    # -- what it shows

    def show_change(self, change: PendingChange | None, place: int, total: int) -> None:
        """The change in hand, which one of how many; a password that was being typed is forgotten."""
        if change is None or self._change is None or change.key != self._change.key:
            self.leave()
        self._change = change
        self.sheet.show_change(change, self.now)
        self.set_empty(change is None)
        words = QCoreApplication.translate("administration", "{n} de {total}")
        self.set_note("", words.format(n=place, total=total) if change is not None else "")
        self.foot.setVisible(change is not None)
        self.other.setVisible(total > 1)
        self._dress()

    def change(self) -> PendingChange | None:
        """The change in hand."""
        return self._change

    def set_now(self, now: Micros) -> None:
        """Tick."""
        super().set_now(now)
        self.sheet.set_now(now)

    def set_wrong(self, sentence: str) -> None:
        """Why it was not signed; the password is asked again."""
        self.sign.set_sending(False)
        self.reject.set_sending(False)
        self.foot.say(sentence, wrong=True)
        if self._asking == "sign":
            self.password.set_invalid(True)
            self.password.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def take_focus(self) -> None:
        """The keyboard to what is asked, else to the first button that can be pressed."""
        if self._asking == "sign":
            self.password.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self._asking:
            self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            button = self.sign if self.sign.isEnabled() else self.reject
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def empty_words(self) -> tuple[str, str]:
        """Nothing waits."""
        return (
            QCoreApplication.translate("administration", "Nada por firmar"),
            QCoreApplication.translate("administration", "Lo que otro pida aparece aquí"),
        )

    # -- what is asked before it is done

    def sign_or_ask(self) -> None:
        """What F7 does: ask for the credential, and sign when it is there."""
        if self._change is None or self._change.hindrance or not self.isEnabled():
            return
        if self._asking == "sign":
            self._finish()
        else:
            self._ask("sign")

    def leave(self) -> None:
        """Ask no more; what was typed is forgotten."""
        self._asking = ""
        self.password.clear()
        self.password.set_invalid(False)
        self.reason.clear()
        self.foot.say("")
        self.sign.set_sending(False)
        self.reject.set_sending(False)
        self._dress()

    def _ask(self, what: str) -> None:
        if self._asking == what == "reject":
            self._finish()
            return
        self.leave()
        self._asking = what
        self._dress()
        self.take_focus()

    def _finish(self) -> None:
        change = self._change
        if change is None or self.sign.sending() or self.reject.sending():
            return
        if self._asking == "sign" and self.password.text():
            told = self.password.text()
            self.password.clear()  # the pane keeps it no longer than the key press
            self.sign.set_sending(True)
            self.signed.emit(change.key, told)
        elif self._asking == "reject" and len(self.reason.text().strip()) >= 4:
            self.reject.set_sending(True)
            (self.withdrawn if change.own else self.rejected).emit(change.key, self.reason.text().strip())

    def _check(self) -> None:
        self.password.set_invalid(False)
        self.foot.say("")
        self._dress()

    def _dress(self) -> None:
        translate = QCoreApplication.translate
        own = self._change is not None and self._change.own
        barred = self._change is None or bool(self._change.hindrance)
        asking = self._asking
        self._question.setVisible(bool(asking))
        for part in (self._ask_password, self.password):
            part.setVisible(asking == "sign")
        for part in (self._ask_reason, self.reason):
            part.setVisible(asking == "reject")
        self.reject.setVisible(asking != "sign")
        self.cancel.setVisible(bool(asking))
        self.other.setVisible(not asking and self._note_right != "" and not self._note_right.endswith(" 1"))
        self.sign.setVisible(asking != "reject")
        self.reject.set_words(translate("administration", "Retirar") if own else
                              translate("administration", "Rechazar"))  # fmt: skip
        self.reject.setEnabled(asking != "reject" or len(self.reason.text().strip()) >= 4)
        self.sign.set_words(
            translate("administration", "Firmar") if asking == "sign"
            else translate("administration", "Firmar con credencial")
        )  # fmt: skip
        self.sign.setEnabled(not barred and (asking != "sign" or bool(self.password.text())))
        self.foot.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape in a field asks no more."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self._asking:
                self.leave()
                self.take_focus()
                return True
        return super().eventFilter(watched, event)
