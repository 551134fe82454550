"""Rows of the registers as the table paints them: columns for each register, cells for each row."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from console.administration.words import (
    agency_name,
    choice_name,
    date_words,
    kept_name,
    role_name,
    state_name,
    when_words,
)
from domain.administered import Register
from domain.clock import DAY, Micros
from domain.register_rows import (
    AccountRow,
    AccountState,
    AnyRow,
    AuthorityRow,
    CameraRow,
    CredentialRow,
    DeviceRow,
    RetentionRow,
    RoomRow,
    WorkstationRow,
)
from widgets.administration.values import Cell, Column, RegisterRow
from widgets.look import Look

translate = QCoreApplication.translate

QUIET = "text.secondary"


def columns_of(register: Register) -> tuple[Column, ...]:
    """Return the columns of a register, in the order of its cells."""
    return _COLUMNS[register]()


def _cameras_columns() -> tuple[Column, ...]:
    return (
        Column("label", translate("administration", "Código"), 92),
        Column("name", translate("administration", "Lugar"), 170, grow=4),
        Column("kind", translate("administration", "Tipo"), 78, grow=1, gives_way=2),
        Column("zone", translate("administration", "Zona"), 92, grow=1, gives_way=1, sortable=False),
        Column("state", translate("administration", "Salud"), 132, grow=1, sortable=False),
        Column("retention_days", translate("administration", "Guarda"), 72, side="right", sortable=False),
    )


def _accounts_columns() -> tuple[Column, ...]:
    return (
        Column("name", translate("administration", "Persona"), 150, grow=3),
        Column("role", translate("administration", "Rol"), 146, grow=2),
        Column("room", translate("administration", "Sala"), 104, grow=2, gives_way=2),
        Column("badge", translate("administration", "Credencial"), 98, side="right", gives_way=3),
        Column(
            "last_login",
            translate("administration", "Última entrada"),
            122,
            side="right",
            gives_way=1,
            sortable=False,
        ),
        Column("expires_at", translate("administration", "Vence"), 106, side="right"),
        Column("state", translate("administration", "Estado"), 138, sortable=False),
    )


def _rooms_columns() -> tuple[Column, ...]:
    return (
        Column("id", translate("administration", "Sala"), 120),
        Column("name", translate("administration", "Nombre"), 180, grow=3),
        Column("exercise", translate("administration", "Uso"), 110, grow=1, gives_way=1, sortable=False),
        Column("workstations", translate("administration", "Puestos"), 82, side="right", sortable=False),
        Column("accounts", translate("administration", "Cuentas"), 82, side="right", sortable=False),
    )


def _workstations_columns() -> tuple[Column, ...]:
    return (
        Column("id", translate("administration", "Identificador"), 140),
        Column("desk", translate("administration", "Puesto"), 90),
        Column("room", translate("administration", "Sala"), 150, grow=2),
        Column("user", translate("administration", "Ocupado por"), 160, grow=2, gives_way=1, sortable=False),
    )


def _devices_columns() -> tuple[Column, ...]:
    return (
        Column("label", translate("administration", "Código"), 110),
        Column("kind", translate("administration", "Tipo"), 110, grow=1),
        Column("agency", translate("administration", "Agencia"), 120, grow=1, gives_way=1),
        Column("unit", translate("administration", "Móvil"), 100, grow=1, gives_way=2, sortable=False),
        Column("state", translate("administration", "Estado"), 140, grow=1, sortable=False),
    )


def _credentials_columns() -> tuple[Column, ...]:
    return (
        Column("name", translate("administration", "Nombre"), 150, grow=3),
        Column("door", translate("administration", "Entrada"), 100, grow=1),
        Column("device", translate("administration", "Dispositivo"), 110, grow=1, gives_way=2),
        Column("room", translate("administration", "Sala"), 110, grow=1, gives_way=1),
        Column("state", translate("administration", "Estado"), 110, sortable=False),
    )


def _authorities_columns() -> tuple[Column, ...]:
    return (
        Column("account", translate("administration", "Cuenta"), 120),
        Column("name", translate("administration", "Persona"), 140, grow=2, gives_way=2, sortable=False),
        Column("list", translate("administration", "Lista"), 96),
        Column("issuer", translate("administration", "Autoridad"), 150, grow=2),
        Column("case", translate("administration", "Causa"), 110, grow=1, gives_way=1),
        Column("expires_at", translate("administration", "Vence"), 110, side="right"),
    )


def _retention_columns() -> tuple[Column, ...]:
    return (
        Column("id", translate("administration", "Qué se guarda"), 200, grow=3, sortable=False),
        Column("days", translate("administration", "Días"), 100, side="right", sortable=False),
        Column("state", translate("administration", "Estado"), 150, grow=1, sortable=False),
    )


_COLUMNS: dict[Register, Callable[[], tuple[Column, ...]]] = {
    Register.CAMERAS: _cameras_columns,
    Register.ACCOUNTS: _accounts_columns,
    Register.ROOMS: _rooms_columns,
    Register.WORKSTATIONS: _workstations_columns,
    Register.DEVICES: _devices_columns,
    Register.CREDENTIALS: _credentials_columns,
    Register.AUTHORITIES: _authorities_columns,
    Register.RETENTION: _retention_columns,
}


def painted(row: AnyRow, now: Micros, look: Look, act: str) -> RegisterRow:
    """Return a row of a register as the table paints it; `act` stands at its end."""
    cells = _cells(row, now, look)
    spoken = ". ".join(cell.text for cell in cells if cell.text and cell.text != "—")
    return RegisterRow(row.id, cells, spoken, act)


def _cells(row: AnyRow, now: Micros, look: Look) -> tuple[Cell, ...]:
    match row:
        case AccountRow():
            return _account(row, now, look)
        case CameraRow():
            return _camera(row)
        case RoomRow():
            use = (
                translate("administration", "ejercicio")
                if row.exercise
                else translate("administration", "real")
            )
            return (
                _name(row.id, row.waiting),
                Cell(row.name),
                Cell(use, tone=QUIET),
                Cell(look.locale.toString(row.workstations)),
                Cell(look.locale.toString(row.accounts)),
            )
        case WorkstationRow():
            who = Cell(row.user, icon="user") if row.user else Cell("—", tone=QUIET)
            return (
                _name(row.id, row.waiting),
                Cell(row.desk),
                Cell(row.room_name or row.room, tone=QUIET),
                who,
            )
        case DeviceRow():
            return _device(row)
        case CredentialRow():
            state = _withdrawn(row.withdrawn, row.waiting)
            return (
                _name(row.name, False),
                Cell(choice_name("door", row.door)),
                Cell(row.device or "—", tone=QUIET),
                Cell(row.room, tone=QUIET),
                state,
            )
        case AuthorityRow():
            soon = row.expires_at - now < 30 * DAY
            return (
                _name(row.account, row.waiting),
                Cell(row.name),
                Cell(choice_name("list", row.list)),
                Cell(row.issuer),
                Cell(row.case, tone=QUIET),
                Cell(date_words(row.expires_at, look), "body heavy" if soon else "body"),
            )
        case RetentionRow():
            state = _waits() if row.waiting else Cell(translate("administration", "rige"), dot=True)
            return (Cell(kept_name(row.id), "body heavy"), Cell(look.locale.toString(row.days)), state)
    return (Cell(row.id),)


def _name(words: str, waiting: bool) -> Cell:
    return Cell(words, "body heavy", "text.primary", "hourglass-medium" if waiting else "")


def _waits(words: str = "") -> Cell:
    return Cell(
        words or translate("administration", "cambio espera"),
        "body strong",
        "accent.text",
        "hourglass-medium",
    )


def _withdrawn(withdrawn: bool, waiting: bool) -> Cell:
    if waiting:
        return _waits()
    if withdrawn:
        return Cell(translate("administration", "retirado"), tone="severity.high", icon="prohibit")
    return Cell(translate("administration", "en servicio"), dot=True)


def _device(row: DeviceRow) -> tuple[Cell, ...]:
    state = _withdrawn(row.withdrawn, row.waiting)
    unit = Cell(row.unit or "—", tone=QUIET)
    if row.protected:
        unit = Cell(translate("administration", "reservado"), tone=QUIET, icon="eye-slash")
    agency = Cell(agency_name(row.agency) if row.agency else "—", tone=QUIET)
    return (_name(row.label, False), Cell(choice_name("kind", row.kind)), agency, unit, state)


def _camera(row: CameraRow) -> tuple[Cell, ...]:
    trouble = row.state.value in ("stale", "down")
    state = Cell(
        state_name(row.state.value),
        tone="severity.high" if trouble else "text.primary",
        icon="warning-fill" if trouble else "",
        dot=not trouble,
    )
    if row.waiting:
        state = _waits()
    days = translate("administration", "{n} d").format(n=row.retention_days)
    return (
        Cell(row.label, "body heavy"),
        Cell(row.name),
        Cell(choice_name("kind", row.kind), tone=QUIET),
        Cell(row.zone or "—", tone=QUIET),
        state,
        Cell(days),
    )


def account_state(row: AccountRow) -> Cell:
    """Return how an account stands, the gravest first, as the register and the card show it."""
    words = state_name(row.state.value)
    if row.state is AccountState.LOCKED:
        return Cell(words, "body strong", "severity.critical", "lock")
    if row.state in (AccountState.DISABLED, AccountState.EXPIRED, AccountState.REMOVED):
        return Cell(words, "body strong", "text.secondary", "prohibit")
    if row.waiting:
        return _waits(translate("administration", "falta firma"))
    if row.refused_at is not None:
        return Cell(
            translate("administration", "rechazo reciente"), "body strong", "severity.high", "warning-fill"
        )
    if row.state is AccountState.EXPIRES_SOON:
        return Cell(words, icon="clock")
    if row.state is AccountState.IDLE:
        return Cell(words, tone=QUIET, icon="moon")
    return Cell(words, dot=True)


def _account(row: AccountRow, now: Micros, look: Look) -> tuple[Cell, ...]:
    soon = row.state is AccountState.EXPIRES_SOON
    return (
        Cell(row.name, "body heavy"),
        Cell(role_name(row.role)),
        Cell(row.room_name or row.room, tone=QUIET),
        Cell(row.badge or "—", "body medium"),
        Cell(when_words(row.last_login, now, look), tone=QUIET),
        Cell(date_words(row.expires_at, look), "body heavy" if soon else "body"),
        account_state(row),
    )
