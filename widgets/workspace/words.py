"""What pages and panes are called where a person arranges them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from domain.people import Role
from domain.workspace import Page, Slot

translate = QCoreApplication.translate


def pane_title(slot: Slot) -> str:
    """A pane's name."""
    return {
        Slot.QUEUE: translate("workspace", "Cola de llamadas"),
        Slot.ALERTS: translate("workspace", "Alertas"),
        Slot.FORM: translate("workspace", "Formulario"),
        Slot.BOARD: translate("workspace", "Móviles"),
        Slot.MAP: translate("workspace", "Mapa"),
        Slot.VIDEO: translate("workspace", "Video"),
        Slot.PENDING: translate("workspace", "Pendientes"),
        Slot.WALL: translate("workspace", "Pared"),
        Slot.NORMS: translate("workspace", "Normas"),
        Slot.SECONDS: translate("workspace", "Segundos"),
        Slot.PERCENTILES: translate("workspace", "Percentiles"),
        Slot.COURSE: translate("workspace", "Curva"),
        Slot.DESKS: translate("workspace", "Puestos"),
        Slot.CALLBACKS: translate("workspace", "Por rellamar"),
        Slot.STAFFING: translate("workspace", "Dotación"),
        Slot.OVERDUE: translate("workspace", "Vencidos"),
        Slot.EXCEPTIONS: translate("workspace", "Excepciones"),
        Slot.COVER: translate("workspace", "Cobertura"),
        Slot.DISPATCH: translate("workspace", "Despacho"),
        Slot.TIME_LINE: translate("workspace", "Cronología"),
        Slot.BOLOS: translate("workspace", "BOLO"),
        Slot.LOG: translate("workspace", "Bitácora"),
        Slot.HANDOVER: translate("workspace", "Relevo"),
    }[slot]


def page_word(page: Page, role: Role) -> str:
    """A page's name for somebody of this role."""
    if page is Page.UNITS and role is Role.DISPATCHER:
        return translate("shell", "Despacho")
    if page is Page.UNITS and role is Role.SUPERVISOR:
        return translate("shell", "Sala")
    return {
        Page.CALL: translate("shell", "Llamada"),
        Page.UNITS: translate("shell", "Móviles"),
        Page.MAP: translate("shell", "Mapa"),
        Page.VIDEO: translate("shell", "Video"),
        Page.WALL: translate("shell", "Pared"),
        Page.HEALTH: translate("shell", "Tablero"),
        Page.SHIFT: translate("shell", "Turno"),
    }[page]
