"""A small door over what one was doing: a password, a newcomer's name, or a second proof."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from widgets.buttons import ActionButton
from widgets.fields import LineField
from widgets.ink import Ink
from widgets.labelled import Labelled
from widgets.login_notice import LoginNotice
from widgets.login_words import FIELD_OF, failure_sentence
from widgets.look import Look
from widgets.plain_text import PlainLabel

WIDE = 420


class LoginCard(QWidget):
    """Title, what it is about, the fields that are asked for, and what went wrong.

    `fields`: any of "user", "password", "code". *Signals:* `given(user, password, code)`; `cancelled`.
    """

    given = Signal(str, str, str)
    cancelled = Signal()

    def __init__(
        self,
        look: Look,
        title: str,
        detail: str,
        fields: tuple[str, ...],
        act: str,
        *,
        icon: str = "sign-in",
        cancel: str = "",
        code_hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._busy = False
        self._act_words = act
        self.setAccessibleName(title)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(look.px(28), look.px(26), look.px(28), look.px(26))
        rows.setSpacing(look.px(14))
        head = PlainLabel(title, lines=True)
        head.setFont(look.font("title strong"))
        self._detail = PlainLabel(detail, lines=True)
        self._detail.setFont(look.font("body"))
        self._detail.setProperty("tone", "secondary")
        rows.addWidget(head)
        rows.addWidget(self._detail)
        rows.addSpacing(look.px(4))
        self.fields: dict[str, Labelled] = {}
        for name in fields:
            self.fields[name] = self._field(name, code_hint)
            rows.addWidget(self.fields[name])
        self._notice = LoginNotice(look)
        self._notice.hide()
        rows.addWidget(self._notice)
        self._enter = ActionButton(look, act, kind="primary", icon=icon, key="↵", height=42, shortcut=False)
        self._enter.clicked.connect(self._give)
        acts = QHBoxLayout()
        acts.setSpacing(look.px(10))
        self._cancel: ActionButton | None = None
        if cancel:
            self._cancel = ActionButton(look, cancel, key="Esc", height=42, shortcut=False)
            self._cancel.clicked.connect(self.cancelled)
            acts.addWidget(self._cancel)
        acts.addWidget(self._enter, 1)
        rows.addLayout(acts)
        self.setMinimumWidth(look.px(WIDE))

    # -- what the console says

    def line(self, name: str) -> QLineEdit:
        """The field of that name."""
        field = self.fields[name].field
        assert isinstance(field, QLineEdit)
        return field

    def set_detail(self, detail: str) -> None:
        """What it is about."""
        self._detail.setText(detail)

    def set_busy(self, busy: bool, stage: str = "") -> None:
        """While the server is asked the fields wait; `stage` says what is being done."""
        self._busy = busy
        self._enter.set_sending(busy)
        self._enter.set_words((stage or self._act_words) if busy else self._act_words)
        for name in self.fields:
            self.line(name).setReadOnly(busy)

    def set_failure(self, code: str, params: Mapping[str, str] | None = None) -> None:
        """Say why it did not work and put the keyboard where it can be mended; empty clears it."""
        self.set_busy(False)
        self._notice.setVisible(bool(code))
        if not code:
            return
        title, advice = failure_sentence(code, params or {})
        self._notice.say("warning", "severity.high", title, advice)
        about = FIELD_OF.get(code, "")
        field = self.line(about if about in self.fields else next(iter(self.fields)))
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()
        self.adjustSize()

    def set_notice(self, title: str, detail: str = "", icon: str = "info") -> None:
        """A grey note over the button."""
        self._notice.setVisible(bool(title))
        self._notice.say(icon, "text.secondary", title, detail)

    def failure(self) -> str:
        """The sentence on screen, empty when there is none."""
        return "" if self._notice.isHidden() else self._notice.accessibleName()

    def take_focus(self) -> None:
        """The keyboard to the first empty field."""
        empty = [name for name in self.fields if not self.line(name).text()]
        first = empty[0] if empty else next(iter(self.fields), "")
        if first:
            self.line(first).setFocus(Qt.FocusReason.OtherFocusReason)
            self.line(first).selectAll()  # what was begun before is replaced, not gone on with unseen

    def forget(self) -> None:
        """Nothing secret stays in the window."""
        for name in ("password", "code"):
            if name in self.fields:
                self.line(name).clear()

    # -- what the person does

    def _field(self, name: str, code_hint: str) -> Labelled:
        look, translate = self._look, QCoreApplication.translate
        label, cap = {
            "user": (translate("login", "Usuario"), 64),
            "password": (translate("login", "Contraseña"), 256),
            "code": (translate("login", "Código"), 64),
        }[name]
        line = LineField(look, label, cap=cap, kind="title medium", height=42, visible_only=name == "user")
        if name == "password":
            line.setEchoMode(QLineEdit.EchoMode.Password)
        line.returnPressed.connect(self._give)
        line.installEventFilter(self)
        return Labelled(look, label, line, hint=code_hint if name == "code" else "")

    def _give(self) -> None:
        if self._busy:
            return
        for name in self.fields:
            if not self.line(name).text().strip():
                self.fields[name].set_wrong(QCoreApplication.translate("login", "Falta completar este dato"))
                self.line(name).setFocus(Qt.FocusReason.OtherFocusReason)
                return
            self.fields[name].set_wrong("")
        self._notice.hide()
        user, password, code = (
            self.line(name).text() if name in self.fields else "" for name in ("user", "password", "code")
        )
        self.given.emit(user.strip(), password, code.strip())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Capitals that are locked are told; Esc gives up."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self._cancel is not None:
                self.cancelled.emit()
                return True
            text = event.text()
            if "password" in self.fields and watched is self.line("password") and text.isalpha():
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                locked = text.isupper() != shift
                words = QCoreApplication.translate("login", "Bloq Mayús activado") if locked else ""
                self.fields["password"].head.set_note(words, "severity.high")
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A raised card with an edge."""
        ink = Ink(QPainter(self), self._look)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ink.box(area, self._look.size("radius.pane"), "surface.overlay", "outline.default")
