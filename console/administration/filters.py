"""The filters over the registers: their choices, and what they narrow a search to."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from console.administration.words import agency_name, choice_name, role_name, state_name
from domain.administered import CameraKind, DeviceKind, Door, Register
from domain.agency import Agency
from domain.people import Role
from widgets.administration.register_pane import RegisterPane
from widgets.look import Look

translate = QCoreApplication.translate

EVERY = "*"
"""The code of a choice that narrows nothing."""
COMUNAS = 15
Rooms = tuple[tuple[str, str], ...]


def fill_filters(register: Register, pane: RegisterPane, rooms: Rooms) -> None:
    """Give a register its filters; the choices of rooms come once they are read."""
    fill = _FILL.get(register)
    if fill is not None:
        fill(pane, rooms)


def _fill_cameras(pane: RegisterPane, rooms: Rooms) -> None:
    comunas = tuple((f"Comuna {n}", f"Comuna {n}") for n in range(1, COMUNAS + 1))
    pane.set_filter(
        "zone",
        translate("administration", "Zona"),
        ((EVERY, translate("administration", "Toda zona")), *comunas),
        124,
    )
    kinds = tuple((kind.value, choice_name("kind", kind)) for kind in CameraKind)
    pane.set_filter(
        "kind",
        translate("administration", "Tipo"),
        ((EVERY, translate("administration", "Todo tipo")), *kinds),
        112,
    )
    states = tuple((state, state_name(state)) for state in ("live", "stale", "down", "unknown"))
    pane.set_filter(
        "state",
        translate("administration", "Salud"),
        ((EVERY, translate("administration", "Toda salud")), *states),
        128,
    )
    waiting = (
        (EVERY, translate("administration", "Con y sin cambios")),
        ("yes", translate("administration", "Sólo con cambios")),
    )
    pane.set_filter("waiting", translate("administration", "Cambios"), waiting, 166)


def _fill_accounts(pane: RegisterPane, rooms: Rooms) -> None:
    roles = tuple((role.value, role_name(role)) for role in Role)
    pane.set_filter(
        "role",
        translate("administration", "Rol"),
        ((EVERY, translate("administration", "Todo rol")), *roles),
        150,
    )
    pane.set_filter(
        "room",
        translate("administration", "Sala"),
        ((EVERY, translate("administration", "Toda sala")), *rooms),
        140,
    )
    agencies = tuple((agency.value, agency_name(agency)) for agency in Agency)
    pane.set_filter(
        "agency",
        translate("administration", "Agencia"),
        ((EVERY, translate("administration", "Toda agencia")), *agencies),
        140,
    )


def _fill_devices(pane: RegisterPane, rooms: Rooms) -> None:
    kinds = tuple((kind.value, choice_name("kind", kind)) for kind in DeviceKind)
    pane.set_filter(
        "kind",
        translate("administration", "Tipo"),
        ((EVERY, translate("administration", "Todo tipo")), *kinds),
        124,
    )
    states = (
        ("issued", translate("administration", "en servicio")),
        ("withdrawn", translate("administration", "retirado")),
    )
    pane.set_filter(
        "state",
        translate("administration", "Estado"),
        ((EVERY, translate("administration", "Todo estado")), *states),
        132,
    )


def _fill_credentials(pane: RegisterPane, rooms: Rooms) -> None:
    doors = tuple((door.value, choice_name("door", door)) for door in Door)
    pane.set_filter(
        "kind",
        translate("administration", "Entrada"),
        ((EVERY, translate("administration", "Toda entrada")), *doors),
        132,
    )


def _fill_workstations(pane: RegisterPane, rooms: Rooms) -> None:
    pane.set_filter(
        "room",
        translate("administration", "Sala"),
        ((EVERY, translate("administration", "Toda sala")), *rooms),
        150,
    )


_FILL: dict[Register, Callable[[RegisterPane, Rooms], None]] = {
    Register.CAMERAS: _fill_cameras,
    Register.ACCOUNTS: _fill_accounts,
    Register.DEVICES: _fill_devices,
    Register.CREDENTIALS: _fill_credentials,
    Register.WORKSTATIONS: _fill_workstations,
}


def narrow(name: str, code: str) -> dict[str, object]:
    """Return what a filter's choice asks of the search."""
    every = code == EVERY
    if name == "waiting":
        return {"waiting": not every}
    if name == "role":
        return {"role": None if every else Role(code)}
    if name == "agency":
        return {"agency": None if every else Agency(code)}
    return {name: None if every else code}


def tabs_of(counts: dict[str, int], waiting: int, look: Look) -> tuple[tuple[str, str], ...]:
    """Return the tabs over the accounts, with how many are in each."""
    number = look.locale.toString
    words = (
        ("all", translate("administration", "Todas {n}")),
        ("expires_soon", translate("administration", "Por vencer {n}")),
        ("locked", translate("administration", "Bloqueadas {n}")),
        ("disabled", translate("administration", "De baja {n}")),
        ("idle", translate("administration", "Sin entrar 30 días {n}")),
        ("waiting", translate("administration", "Pedidas {n}")),
    )
    told = {**counts, "waiting": max(waiting, counts.get("waiting", 0))}
    return tuple((code, text.format(n=number(told.get(code, 0)))) for code, text in words)


def tab_filters(code: str) -> dict[str, object]:
    """Return what a tab asks of the search."""
    if code == "waiting":
        return {"waiting": True}
    return {} if code == "all" else {"state": code}
