"""The administration's window: bars and panes in their places; who fills them is the seat's business."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QApplication, QWidget

from console.administration.rows import columns_of
from domain.administered import Register
from widgets.administration.audit_pane import AuditPane
from widgets.administration.entry_card import EntryCard
from widgets.administration.history_pane import HistoryPane
from widgets.administration.matrix_pane import MatrixPane
from widgets.administration.pending_pane import PendingPane
from widgets.administration.register_pane import RegisterPane
from widgets.administration.secret_pane import SecretPane
from widgets.administration.shell import AdministrationShell, AdminSlot
from widgets.banner import Banner
from widgets.command_line import CommandLine
from widgets.keys import shortcut
from widgets.look import Look
from widgets.pane import Pane
from widgets.status_bar import StatusBar
from widgets.toast import ToastStack
from widgets.top_bar import TopBar

translate = QCoreApplication.translate

SLOT_OF = {
    Register.CAMERAS: AdminSlot.CAMERAS,
    Register.ACCOUNTS: AdminSlot.ACCOUNTS,
    Register.ROOMS: AdminSlot.ROOMS,
    Register.WORKSTATIONS: AdminSlot.WORKSTATIONS,
    Register.DEVICES: AdminSlot.DEVICES,
    Register.CREDENTIALS: AdminSlot.CREDENTIALS,
    Register.AUTHORITIES: AdminSlot.AUTHORITIES,
    Register.RETENTION: AdminSlot.RETENTION,
}


class AdministrationWindow(AdministrationShell):
    """Every pane of the administration.

    *Signals:* `edit_requested` (F2), `sign_requested` (F7), `new_requested` (Ctrl N).
    """

    edit_requested = Signal()
    new_requested = Signal()
    sign_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.top = TopBar(look)
        self.banner = Banner(look)
        self.command = CommandLine(look)
        self.status = StatusBar(look)
        self.set_bars(self.top, self.banner, self.command, self.status)
        self.registers = {register: _register_pane(look, register) for register in SLOT_OF}
        self.matrix = MatrixPane(look)
        self.card = EntryCard(look)
        self.pending = PendingPane(look)
        self.history = HistoryPane(look, "clock-counter-clockwise", translate("administration", "Historial"))
        self.audit = AuditPane(look)
        self.record = HistoryPane(look, "file-text", translate("administration", "Registro"))
        self.secret = SecretPane(look)
        for register, slot in SLOT_OF.items():
            self.put(slot, self.registers[register])
        for slot, pane in (
            (AdminSlot.MATRIX, self.matrix),
            (AdminSlot.CARD, self.card),
            (AdminSlot.PENDING, self.pending),
            (AdminSlot.HISTORY, self.history),
            (AdminSlot.AUDIT, self.audit),
            (AdminSlot.RECORD, self.record),
            (AdminSlot.SECRET, self.secret),
        ):
            self.put(slot, pane)
        self.toasts = ToastStack(look, self)
        self.top.page_picked.connect(self.show_page)
        self.page_changed.connect(self.top.set_page)
        shortcut(self, "F2", translate("administration", "editar lo elegido"), self.edit_requested.emit)
        shortcut(
            self,
            "F7",
            translate("administration", "firmar, o pedir la segunda firma"),
            self.sign_requested.emit,
        )
        new = translate("administration", "pedir o dar de alta")
        shortcut(self, "Ctrl N", new, self.new_requested.emit)
        shortcut(self, "Ctrl F", translate("administration", "buscar en la lista"), self.seek)

    def panes(self) -> tuple[Pane, ...]:
        """Return every pane."""
        return tuple(self._panes.values())

    def register_in_hand(self) -> RegisterPane | None:
        """Return the register that has the keyboard, else the first one of the page."""
        focus = QApplication.focusWidget()
        on_page = [pane for slot in self.on_screen() if isinstance(pane := self.pane(slot), RegisterPane)]
        for pane in on_page:
            if focus is not None and pane.isAncestorOf(focus):
                return pane
        return on_page[0] if on_page else None

    def register_to_grow(self) -> RegisterPane | None:
        """Return where a new entry would go: the register in hand, else one of the page that takes any."""
        in_hand = self.register_in_hand()
        if in_hand is not None and not in_hand.new.isHidden():
            return in_hand
        on_page = [pane for slot in self.on_screen() if isinstance(pane := self.pane(slot), RegisterPane)]
        return next((pane for pane in on_page if not pane.new.isHidden()), None)

    def seek(self) -> None:
        """What Ctrl F does: the keyboard to the search of the list in hand."""
        focus = QApplication.focusWidget()
        if self.audit.isVisible() and (
            self.register_in_hand() is None or (focus is not None and self.audit.isAncestorOf(focus))
        ):
            self.audit.take_focus()
            return
        pane = self.register_in_hand()
        if pane is not None:
            pane.take_search()

    def take_keyboard(self) -> None:
        """The keyboard to the first pane of the page."""
        self.go_to(self.on_screen()[0])


def _register_pane(look: Look, register: Register) -> RegisterPane:
    told = (_people_and_places() | _things())[register]
    return RegisterPane(
        look, told.icon, told.title, columns_of(register), hint=told.hint, new_words=told.new, foot=told.foot
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """What is written on a register: icon, title, what to search for, the act of a new one, the foot."""

    icon: str
    title: str
    hint: str
    new: str = ""
    foot: str = ""


def _people_and_places() -> dict[Register, _Told]:
    return {
        Register.ACCOUNTS: _Told(
            "user-circle",
            translate("administration", "Cuentas"),
            translate("administration", "Nombre, credencial o rol"),
            translate("administration", "Pedir cuenta"),
            translate(
                "administration",
                "Toda alta, baja o cambio de rol pide dos personas de turnos distintos. "
                "Nadie edita su propia cuenta.",
            ),
        ),
        Register.ROOMS: _Told(
            "buildings",
            translate("administration", "Salas"),
            translate("administration", "Nombre de la sala"),
            translate("administration", "Nueva"),
        ),
        Register.WORKSTATIONS: _Told(
            "desktop",
            translate("administration", "Puestos"),
            translate("administration", "Puesto, sala o persona"),
            translate("administration", "Nuevo"),
        ),
    }


def _things() -> dict[Register, _Told]:
    two = translate("administration", "Todo cambio aquí pide dos personas de turnos distintos.")
    return {
        Register.CAMERAS: _Told(
            "video-camera",
            translate("administration", "Cámaras"),
            translate("administration", "Código, lugar o zona"),
            translate("administration", "Nueva"),
        ),
        Register.DEVICES: _Told(
            "device-mobile",
            translate("administration", "Dispositivos"),
            translate("administration", "Código o móvil"),
            translate("administration", "Nuevo"),
        ),
        Register.CREDENTIALS: _Told(
            "key",
            translate("administration", "Credenciales de entrada"),
            translate("administration", "Nombre o entrada"),
            translate("administration", "Nueva"),
        ),
        Register.AUTHORITIES: _Told(
            "scales",
            translate("administration", "Autoridades de listas"),
            translate("administration", "Cuenta, autoridad o causa"),
            translate("administration", "Nueva"),
            two,
        ),
        Register.RETENTION: _Told(
            "archive",
            translate("administration", "Conservación"),
            translate("administration", "Qué se guarda"),
            "",
            two,
        ),
    }
