"""One's own second factors: what there is, a new device's secret (told once), recovery codes (told once)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from widgets.buttons import ActionButton
from widgets.fields import LineField
from widgets.labelled import Labelled
from widgets.login_notice import LoginNotice
from widgets.login_words import failure_sentence
from widgets.look import Look
from widgets.plain_text import PlainLabel

GROUP = 4


@dataclass(frozen=True, slots=True)
class FactorLine:
    """One factor as a line: what it is, and what is known of its use."""

    id: UUID
    words: str
    detail: str


class FactorsDialog(QDialog):
    """Pages: the list, a device's secret, a key to be touched, the recovery codes.

    *Signals:* `device_requested(password)`; `key_requested(password, name)`; `code_given(code)`;
    `removal_requested(UUID, password)`.
    """

    device_requested = Signal(str)
    key_requested = Signal(str, str)
    code_given = Signal(str)
    removal_requested = Signal(object, str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        translate = QCoreApplication.translate
        self._look = look
        self.setWindowTitle(translate("factors", "Segundo factor"))
        self.setObjectName("overlay")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(look.px(24), look.px(20), look.px(24), look.px(20))
        rows.setSpacing(look.px(14))
        head = PlainLabel(translate("factors", "Segundo factor"))
        head.setFont(look.font("title strong"))
        rows.addWidget(head)
        self._pages = QStackedWidget()
        rows.addWidget(self._pages)
        self._notice = LoginNotice(look)
        self._notice.hide()
        rows.addWidget(self._notice)
        acts = QHBoxLayout()
        acts.addStretch(1)
        self._close = ActionButton(look, translate("factors", "Cerrar"), key="Esc", shortcut=False)
        self._close.clicked.connect(self.reject)
        acts.addWidget(self._close)
        rows.addLayout(acts)
        self._list = self._build_list()
        self._secret = self._build_secret()
        self._touch = self._text_page(translate("factors", "Conecte la llave y tóquela cuando parpadee."))
        self._codes, self._codes_text = self._build_codes()
        for page in (self._list, self._secret, self._touch, self._codes):
            self._pages.addWidget(page)
        self.setMinimumWidth(look.px(560))

    # -- what the console says

    def set_factors(self, lines: tuple[FactorLine, ...], recovery_codes: int) -> None:
        """What there is; back to the list."""
        translate, look = QCoreApplication.translate, self._look
        while (item := self._lines.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.deleteLater()
        for line in lines:
            row = QWidget()
            across = QHBoxLayout(row)
            across.setContentsMargins(0, 0, 0, 0)
            words = PlainLabel(f"{line.words} · {line.detail}", elide=True)
            words.setFont(look.font("input"))
            remove = ActionButton(look, translate("factors", "Quitar"), kind="danger")
            remove.clicked.connect(lambda _=False, key=line.id: self._remove(key))
            across.addWidget(words, 1)
            across.addWidget(remove)
            self._lines.addWidget(row)
        if not lines:
            none = PlainLabel(translate("factors", "Entra solo con la contraseña."))
            none.setFont(look.font("input"))
            self._lines.addWidget(none)
        else:
            left = translate("factors", "Códigos de recuperación sin usar: {n}").format(n=recovery_codes)
            codes = PlainLabel(left)
            codes.setProperty("tone", "secondary")
            self._lines.addWidget(codes)
        self._password.clear()
        self._pages.setCurrentWidget(self._list)
        self._password.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_secret(self, secret: str) -> None:
        """The device's secret, in groups of four, as people type it."""
        self.set_failure("")
        groups = " ".join(secret[i : i + GROUP] for i in range(0, len(secret), GROUP))
        self._secret_text.setText(groups)
        self._code.clear()
        self._pages.setCurrentWidget(self._secret)
        self._code.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_touch(self) -> None:
        """A key is being waited for."""
        self.set_failure("")
        self._pages.setCurrentWidget(self._touch)

    def show_codes(self, codes: tuple[str, ...]) -> None:
        """The recovery codes, this once."""
        self.set_failure("")
        self._codes_text.setText("\n".join(codes))
        self._secret_text.setText("")
        self._pages.setCurrentWidget(self._codes)

    def set_failure(self, code: str, params: dict[str, str] | None = None) -> None:
        """Say what did not work; empty clears it."""
        self._notice.setVisible(bool(code))
        if code:
            self._notice.say("warning", "severity.high", *failure_sentence(code, params or {}))

    def failure(self) -> str:
        """The sentence on screen, empty when there is none."""
        return "" if self._notice.isHidden() else self._notice.accessibleName()

    # -- how it is built

    def _build_list(self) -> QWidget:
        translate, look = QCoreApplication.translate, self._look
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(look.px(12))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(look.px(8))
        rows.addLayout(self._lines)
        self._password = LineField(look, translate("factors", "Su contraseña"), cap=256, visible_only=False)
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._password_row = Labelled(look, translate("factors", "Su contraseña"), self._password)
        rows.addWidget(self._password_row)
        self._name = LineField(look, translate("factors", "Nombre de la llave"), cap=16)
        self._name_row = Labelled(look, translate("factors", "Nombre de la llave"), self._name)
        rows.addWidget(self._name_row)
        acts = QHBoxLayout()
        device = ActionButton(
            look, translate("factors", "Agregar dispositivo"), kind="primary", icon="device-mobile"
        )
        device.clicked.connect(self._device)
        key = ActionButton(look, translate("factors", "Agregar llave"), icon="key")
        key.clicked.connect(self._key)
        acts.addWidget(device)
        acts.addWidget(key)
        acts.addStretch(1)
        rows.addLayout(acts)
        return page

    def _build_secret(self) -> QWidget:
        translate, look = QCoreApplication.translate, self._look
        words = translate("factors", "Escriba este secreto en su dispositivo. No se vuelve a mostrar.")
        page = self._text_page(words)
        rows = page.layout()
        assert isinstance(rows, QVBoxLayout)
        self._secret_text = PlainLabel("", lines=True)
        self._secret_text.setFont(look.font("title mono id"))
        rows.addWidget(self._secret_text)
        self._code = LineField(look, translate("factors", "Código que muestra"), cap=16)
        self._code.returnPressed.connect(self._confirm)
        rows.addWidget(Labelled(look, translate("factors", "Código que muestra"), self._code))
        confirm = ActionButton(
            look, translate("factors", "Comprobar"), kind="primary", key="↵", shortcut=False
        )
        confirm.clicked.connect(self._confirm)
        rows.addWidget(confirm)
        return page

    def _build_codes(self) -> tuple[QWidget, PlainLabel]:
        translate, look = QCoreApplication.translate, self._look
        words = translate(
            "factors", "Guarde estos códigos en papel: cada uno abre una vez, si pierde lo demás."
        )
        page = self._text_page(words)
        rows = page.layout()
        assert isinstance(rows, QVBoxLayout)
        codes = PlainLabel("", lines=True)
        codes.setFont(look.font("input mono id"))
        rows.addWidget(codes)
        return page, codes

    def _text_page(self, words: str) -> QWidget:
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(self._look.px(12))
        label = PlainLabel(words, lines=True)
        label.setFont(self._look.font("input"))
        rows.addWidget(label)
        return page

    # -- what the person does

    def _secret_given(self) -> str:
        password = self._password.text()
        missing = QCoreApplication.translate("factors", "Escriba su contraseña: solo usted puede cambiarlos")
        self._password_row.set_wrong("" if password else missing)
        if not password:
            self._password.setFocus(Qt.FocusReason.OtherFocusReason)
        return password

    def _device(self) -> None:
        if password := self._secret_given():
            self.device_requested.emit(password)

    def _key(self) -> None:
        name = self._name.text().strip()
        missing = QCoreApplication.translate("factors", "Póngale un nombre, para reconocerla")
        self._name_row.set_wrong("" if name else missing)
        if name and (password := self._secret_given()):
            self.key_requested.emit(password, name)

    def _remove(self, key: UUID) -> None:
        if password := self._secret_given():
            self.removal_requested.emit(key, password)

    def _confirm(self) -> None:
        if code := self._code.text().strip():
            self.code_given.emit(code)
