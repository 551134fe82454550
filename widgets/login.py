"""Taking a desk: user, password, desk and server; and why it did not work, in the user's own language."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QDate, QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from domain.clock import Micros
from widgets.buttons import ActionButton
from widgets.fields import LineField
from widgets.ink import Ink
from widgets.labelled import Labelled
from widgets.login_backdrop import Backdrop, CityLines, Fact
from widgets.login_notice import LoginNotice
from widgets.login_words import FIELD_OF, failure_sentence
from widgets.look import Look
from widgets.plain_text import PlainLabel
from widgets.timer import local

PANEL = 460
NARROW = 900
"""Below this width the city gives way and the panel stands alone."""


class LoginView(QWidget):
    """The first thing on the screen.

    *Signals:* `login_requested(user, password, workstation, server)`; `cancel_requested` while it waits.
    """

    login_requested = Signal(str, str, str, str)
    cancel_requested = Signal()

    def __init__(
        self,
        look: Look,
        parent: QWidget | None = None,
        *,
        site: str = "",
        city: CityLines | None = None,
        server: str = "",
        workstation: str = "",
        user: str = "",
        version: str = "",
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._busy = False
        self.setObjectName("ground")
        self.setWindowTitle("Atalaya")
        site = site or QCoreApplication.translate("login", "Centro de coordinación y control")
        self._backdrop = Backdrop(look, site, city or CityLines(), self)
        self._panel = self._build_panel(server, workstation, user)
        self._foot = _Foot(look, version, self._panel)
        self._panel.layout().addWidget(self._foot)  # type: ignore[union-attr]
        self._scroll = QScrollArea(self)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes from field to field
        self._scroll.setObjectName("plain")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._panel)

    # -- what the console says

    def set_facts(self, facts: tuple[Fact, ...]) -> None:
        """What this desk knows before anyone is in: server, map, journal, hour."""
        self._backdrop.set_facts(facts)

    def set_now(self, now: Micros, shift: str = "") -> None:
        """The date at the site and, when known, the shift."""
        day = local(now, self._look)
        words = self._look.locale.toString(QDate(day.year, day.month, day.day), "dddd d MMM").rstrip(".")
        self._date.setText(f"{words} · {shift}" if shift else words)

    def set_busy(self, busy: bool, stage: str = "") -> None:
        """While the server is asked: the button says so and fields wait; `stage` is what is being done."""
        self._busy = busy
        self._enter.set_sending(busy)
        words = stage or QCoreApplication.translate("login", "Entrando")
        self._enter.set_words(words if busy else QCoreApplication.translate("login", "Entrar"))
        for field in (self.user, self.password, self.workstation, self.server):
            field.setReadOnly(busy)
        self._cancel.setVisible(busy)

    def set_failure(self, code: str, params: Mapping[str, str] | None = None) -> None:
        """Say why it did not work and put the keyboard where it can be mended; an empty code clears it."""
        self.set_busy(False)
        self._notice.setVisible(bool(code))
        for shown in self._fields.values():
            shown.set_wrong("")
        if not code:
            return
        given = {"server": self.server.text(), "workstation": self.workstation.text(), **(params or {})}
        title, advice = failure_sentence(code, given)
        self._notice.say("warning", "severity.high", title, advice)
        about = FIELD_OF.get(code, "")
        if about:
            field = self._fields[about].field
            field.setProperty("invalid", "true")
            field.style().polish(field)
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(field, QLineEdit):
                field.selectAll()

    def set_notice(self, title: str, detail: str) -> None:
        """A grey note over the button: a handover that waits, a journal that will be sent."""
        self._notice.setVisible(bool(title))
        self._notice.say("arrows-left-right", "text.secondary", title, detail)

    def failure(self) -> str:
        """The sentence on screen, empty when there is none."""
        return "" if self._notice.isHidden() else self._notice.accessibleName()

    # -- how it is built

    def _build_panel(self, server: str, workstation: str, user: str) -> QWidget:
        look, translate = self._look, QCoreApplication.translate
        panel = QWidget()
        panel.setObjectName("bar")
        rows = QVBoxLayout(panel)
        rows.setContentsMargins(look.px(48), look.px(48), look.px(48), look.px(28))
        rows.setSpacing(look.px(16))
        rows.addStretch(1)
        title = PlainLabel(translate("login", "Tomar el puesto"))
        title.setFont(look.font("timer strong display"))
        self._date = PlainLabel("", elide=True)
        self._date.setFont(look.font("input"))
        self._date.setProperty("tone", "secondary")
        rows.addWidget(title)
        rows.addWidget(self._date)
        rows.addSpacing(look.px(16))
        self._add_fields(rows, server, workstation, user)
        self._notice = LoginNotice(look)
        self._notice.hide()
        rows.addWidget(self._notice)
        self._enter = ActionButton(
            look,
            translate("login", "Entrar"),
            kind="primary",
            icon="sign-in",
            key="↵",
            height=46,
            shortcut=False,
        )
        self._enter.clicked.connect(self._ask)
        self._cancel = ActionButton(look, translate("login", "Cancelar"), height=42)
        self._cancel.clicked.connect(self.cancel_requested)
        self._cancel.hide()
        rows.addWidget(self._enter)
        rows.addWidget(self._cancel)
        law = PlainLabel(
            translate(
                "login",
                "Lo que consulte queda registrado con finalidad y a su nombre. "
                "Use solo el teléfono provisto.",
            ),
            lines=True,
        )
        law.setFont(look.font("caption"))
        law.setProperty("tone", "tertiary")
        rows.addWidget(law)
        rows.addStretch(2)
        return panel

    def _add_fields(self, rows: QVBoxLayout, server: str, workstation: str, user: str) -> None:
        look, translate = self._look, QCoreApplication.translate

        def field(name: str, value: str, cap: int, as_it_is: bool = False) -> LineField:
            made = LineField(look, name, cap=cap, kind="title medium", height=42, visible_only=not as_it_is)
            made.setText(value)
            made.setCursorPosition(0)
            made.returnPressed.connect(self._ask)
            return made

        self.user = field(translate("login", "Usuario"), user, 64)
        self.password = field(translate("login", "Contraseña"), "", 256, as_it_is=True)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.installEventFilter(self)
        self.workstation = field(translate("login", "Puesto"), workstation, 16)
        self.server = field(translate("login", "Servidor"), server, 240)
        self._fields = {
            "user": Labelled(look, self.user.accessibleName(), self.user),
            "password": Labelled(look, self.password.accessibleName(), self.password),
            "workstation": Labelled(look, self.workstation.accessibleName(), self.workstation),
            "server": Labelled(look, self.server.accessibleName(), self.server),
        }
        rows.addWidget(self._fields["user"])
        rows.addWidget(self._fields["password"])
        pair = QHBoxLayout()
        pair.setSpacing(look.px(12))
        pair.addWidget(self._fields["workstation"], 3)
        pair.addWidget(self._fields["server"], 5)
        rows.addLayout(pair)

    # -- what the person does

    def _ask(self) -> None:
        if self._busy:
            return
        for name in ("user", "password", "workstation", "server"):
            field = self._fields[name]
            text = field.field.text().strip() if isinstance(field.field, QLineEdit) else ""
            if not text:
                field.set_wrong(QCoreApplication.translate("login", "Falta completar este dato"))
                field.field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            field.set_wrong("")
        self._notice.hide()
        self.login_requested.emit(
            self.user.text().strip(),
            self.password.text(),
            self.workstation.text().strip(),
            self.server.text().strip(),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when capitals are locked: a capital letter came without Shift."""
        if watched is self.password and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            text = event.text()
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if text.isalpha():
                locked = text.isupper() != shift
                words = QCoreApplication.translate("login", "Bloq Mayús activado") if locked else ""
                self._fields["password"].head.set_note(words, "severity.high")
        return super().eventFilter(watched, event)

    # -- how it is drawn

    def sizeHint(self) -> QSize:
        """As in the design."""
        return QSize(1280, 800)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """City at the left, panel at the right; the panel alone in a narrow window."""
        panel = min(self.width(), self._look.px(PANEL)) if self.width() >= NARROW else self.width()
        self._backdrop.setVisible(self.width() >= NARROW)
        self._backdrop.setGeometry(0, 0, self.width() - panel, self.height())
        self._scroll.setGeometry(self.width() - panel + 1, 0, panel - 1, self.height())

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard to what is still missing, unless a failure has put it where it can be mended."""
        super().showEvent(event)
        if self.focusWidget() is None or not self._wrong():
            field = self.password if self.user.text() else self.user
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _wrong(self) -> bool:
        return any(shown.field.property("invalid") == "true" for shown in self._fields.values())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The panel's ground and its edge."""
        ink = Ink(QPainter(self), self._look)
        area = QRectF(self._scroll.geometry())
        ink.fill(area, "surface.pane")
        ink.fill(QRectF(area.left() - 1, 0, 1, self.height()), "outline.subtle")


class _Foot(QWidget):
    """The language at the left, the version at the right."""

    def __init__(self, look: Look, version: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._version = look, version
        self.setFixedHeight(look.px(20))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Two words."""
        ink = Ink(QPainter(self), self._look)
        locale = self._look.locale
        name = f"{locale.nativeLanguageName()} ({locale.nativeTerritoryName()})"
        ink.text(QRectF(self.rect()), name[:1].upper() + name[1:], "caption medium", "text.secondary")
        ink.text(QRectF(self.rect()), self._version, "caption", "text.tertiary", "right")
