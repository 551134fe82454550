"""Invented registers, changes and records for the gallery and the tests of the administration's panes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from domain.clock import SECOND, Micros
from widgets.administration.values import (
    AuditRow,
    Cell,
    ChainState,
    ChainVerdict,
    Column,
    Difference,
    EntryField,
    FactLine,
    FieldKind,
    MatrixCell,
    MatrixRole,
    PendingChange,
    RegisterRow,
    Verdict,
)
from widgets.rows import ROW

MORNING: Micros = 1_795_439_646_000_000
"""Monday 23 November 2026, 10:14:06 in Buenos Aires."""
HOUR = 3600 * SECOND


class TableRows(QAbstractTableModel):
    """A table of register rows, one column wider than its heads for the act."""

    def __init__(self, rows: Sequence[RegisterRow | None], columns: int, acts: bool = True) -> None:
        super().__init__()
        self.rows = list(rows)
        self._columns = columns + (1 if acts else 0)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """How many."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """How many cells a row has."""
        return self._columns

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The row, for ROW only."""
        return self.rows[index.row()] if role == ROW and index.isValid() else None

    def row_of(self, key: str) -> int:
        """Where a key stands, -1 when nowhere."""
        return next((n for n, row in enumerate(self.rows) if row is not None and row.key == key), -1)


CAMERA_COLUMNS = (
    Column("label", "Código", 92),
    Column("name", "Lugar", 170, grow=4),
    Column("kind", "Tipo", 78, grow=1, gives_way=2),
    Column("zone", "Zona", 92, grow=1, gives_way=1),
    Column("state", "Salud", 132, grow=1),
    Column("retention_days", "Guarda", 68, side="right"),
)
ACCOUNT_COLUMNS = (
    Column("name", "Persona", 150, grow=3),
    Column("role", "Rol", 150, grow=2),
    Column("room", "Alcance", 110, grow=2, gives_way=2),
    Column("badge", "Credencial", 98, side="right", gives_way=3),
    Column("last_login", "Última entrada", 118, side="right", gives_way=1),
    Column("expires_at", "Vence", 104, side="right"),
    Column("state", "Estado", 134),
)


def camera(code: str, place: str, kind: str, health: str, days: int = 60, waits: bool = False) -> RegisterRow:
    """One camera as the register shows it."""
    trouble = health in ("congelada", "repite", "sin señal")
    state = Cell(health, tone="severity.high" if trouble else "text.primary", dot=not trouble and not waits,
                 icon="warning-fill" if trouble else "")  # fmt: skip
    if waits:
        state = Cell("cambio espera", "body strong", "accent.text", "hourglass-medium")
    cells = (
        Cell(code, "body heavy"), Cell(place), Cell(kind, tone="text.secondary"),
        Cell("Comuna 1", tone="text.secondary"), state, Cell(f"{days} d"),
    )  # fmt: skip
    return RegisterRow(code, cells, f"{code}. {place}. {health}", "Editar")


def cameras() -> list[RegisterRow | None]:
    """Cameras around Corrientes."""
    told = (
        ("SN-0412", "San Martín y Lavalle", "Domo", "en servicio"),
        ("SN-0388", "Corrientes y Reconquista", "Fija", "en servicio"),
        ("SN-0391", "Corrientes y Esmeralda", "Domo", "cambio espera"),
        ("SN-0401", "Florida y Corrientes", "Fija", "congelada"),
        ("SN-0404", "Corrientes y Maipú", "Rostros", "fuera de horario"),
        ("SN-0117", "Corrientes y Suipacha", "Fija", "repite"),
    )
    made: list[RegisterRow | None] = [
        camera(code, place, kind, health, 30 if kind == "Rostros" else 60, health == "cambio espera")
        for code, place, kind, health in told
    ]
    made += [camera(f"SN-{n:04}", f"Corrientes {n * 3}", "Fija", "en servicio") for n in range(420, 700)]
    return made


def camera_fields() -> tuple[EntryField, ...]:
    """The form under a camera."""
    return (
        EntryField("name", "Nombre del lugar", "Corrientes y Esmeralda, NE", grow=26),
        EntryField("heading", "Rumbo", "412", grow=8),
        EntryField("height", "Altura, m", "6,5", grow=8),
        EntryField("retention_days", "Conservación", "60", FieldKind.CHOICE,
                   (("30", "30 días"), ("60", "60 días"), ("90", "90 días")), grow=10),
        EntryField("reason", "Motivo del cambio", "obra en la esquina", grow=18),
    )  # fmt: skip


def camera_verdict() -> Verdict:
    """A bearing that is none, and a namesake nearby."""
    return Verdict(
        {"heading": "El rumbo va de 0 a 359"},
        {"name": "Otra cámara a 3 m se llama igual"},
        "corrija un campo",
    )


def account(name: str, role: str, scope: str, badge: str, last: str, expiry: str, state: str) -> RegisterRow:
    """One account as the register shows it."""
    told = {
        "bloqueada": Cell(state, "body strong", "severity.critical", "lock"),
        "falta firma": Cell(state, "body strong", "accent.text", "hourglass-medium"),
        "rechazo ayer": Cell(state, "body strong", "severity.high", "warning-fill"),
        "vence pronto": Cell(state, icon="clock"),
    }.get(state, Cell(state, dot=True))
    soon = state == "vence pronto"
    cells = (
        Cell(name, "body heavy"), Cell(role), Cell(scope, tone="text.secondary"), Cell(badge, "body medium"),
        Cell(last, tone="text.secondary"), Cell(expiry, "body heavy" if soon else "body"), told,
    )  # fmt: skip
    return RegisterRow(badge + name, cells, f"{name}. {role}. {scope}. {state}")


def accounts() -> list[RegisterRow | None]:
    """The people of a room."""
    told = (
        ("Noelia Paz", "Operadora de video", "Toda la Ciudad", "5218", "hoy 09:02", "14 mar 2027", "activa"),
        ("Lucía Ferreyra", "Operadora 911", "Sala 911", "4471", "ayer 21:46", "02 feb 2027", "activa"),
        ("Silvia Arrieta", "Supervisora de sala", "Sala 911", "3307", "hoy 09:58", "30 jun 2027", "activa"),
        (
            "Ramiro Ibáñez",
            "Operador de video",
            "Comuna 1",
            "5102",
            "ayer 16:02",
            "28 nov 2026",
            "vence pronto",
        ),
        ("Martín Acuña", "Despachador", "Comuna 1", "4190", "ayer 21:47", "11 ene 2027", "activa"),
        ("Diego Salerno", "Coordinación", "Toda la Ciudad", "2044", "hoy 08:40", "19 ago 2027", "activa"),
        ("Hernán Soto", "Operador 911", "Sala 911", "4466", "19 nov 07:02", "02 feb 2027", "bloqueada"),
        ("Marina Duarte", "Analista", "Comuna 4", "—", "nunca", "23 may 2027", "falta firma"),
        (
            "Julia Otero",
            "Operadora de video",
            "Comuna 12",
            "5233",
            "22 nov 09:40",
            "14 mar 2027",
            "rechazo ayer",
        ),
        ("Pablo Requena", "Administrador", "Sistema", "1003", "hoy 10:10", "31 dic 2026", "activa"),
        ("Andrés Villar", "Despachador", "Comuna 7", "4203", "ayer 23:10", "11 ene 2027", "activa"),
        (
            "Carla Bustos",
            "Autoridad de listas",
            "Fiscalía",
            "6011",
            "21 nov 12:15",
            "15 dic 2026",
            "vence pronto",
        ),
        ("Emilio Rocha", "Auditor externo", "Lectura", "7002", "17 nov 11:30", "30 nov 2026", "vence pronto"),
        ("Paula Medina", "Operadora 911", "Sala 911", "4489", "ayer 18:55", "02 feb 2027", "activa"),
        ("Tomás Ledesma", "Despachador", "SAME", "4310", "hoy 06:58", "11 ene 2027", "activa"),
        ("Irene Quiroga", "Supervisora de sala", "Sala 911", "3311", "hoy 07:01", "30 jun 2027", "activa"),
        ("Félix Navarro", "Operador de video", "Comuna 4", "5177", "18 nov 22:00", "14 mar 2027", "activa"),
        ("Sol Benavídez", "Operadora 911", "Sala 911", "4492", "ayer 19:20", "02 feb 2027", "activa"),
    )
    return [account(*one) for one in told * 3]


def account_fields() -> tuple[EntryField, ...]:
    """The card's fields."""
    return (
        EntryField("role", "Rol", "video", FieldKind.CHOICE, (("video", "Operadora de video"),)),
        EntryField("room", "Alcance", "c12", FieldKind.CHOICE, (("c12", "Comuna 12"),)),
        EntryField("expires_at", "Vence", "14 mar 2028"),
        EntryField("reason", "Causa del cambio", "", hint="obligatoria"),
    )


def abilities() -> tuple[FactLine, ...]:
    """What the account can do today."""
    return (
        FactLine("Ver en vivo", "Comuna 12", "check"),
        FactLine("Mover PTZ", "Comuna 12", "check"),
        FactLine("Reproducir", "con finalidad", "check"),
        FactLine("Exportar", "con segunda persona", "check"),
        FactLine("Rostros", "fuera de horario", "minus", faint=True),
        FactLine("Ver persona protegida", "no", "minus", faint=True),
    )


def sessions() -> tuple[FactLine, ...]:
    """Where it was."""
    return (
        FactLine("Puesto 58, sala de video", "cerrada 22 nov 19:04"),
        FactLine("Credencial y clave", "renovada 02 nov"),
        FactLine("Teléfono provisto 0912", "última señal hace 6 min"),
    )


def queries() -> tuple[FactLine, ...]:
    """What it asked for."""
    return (
        FactLine("Reprodujo SN-1204", "INC 10288 · 21 nov"),
        FactLine("Movió domo SN-1211", "INC 10275 · 21 nov"),
    )


def pending(own: bool = False) -> PendingChange:
    """An account that waits for its second person."""
    return PendingChange(
        key="1",
        title="Dar de alta a Marina Duarte",
        differences=(
            Difference("Rol", "sin cuenta", "Analista"),
            Difference("Alcance", "sin alcance", "Comuna 4"),
            Difference("Reproducir", "no", "con finalidad"),
            Difference("Vence", "", "23 may 2027"),
        ),
        asked_by="P. Requena" if own else "S. Arrieta",
        asked_at=MORNING - 16 * 60 * SECOND,
        expires_at=MORNING + HOUR + 46 * 60 * SECOND,
        asked_from="credencial 3307",
        hindrance="Usted lo pidió: firma otra persona" if own else "",
        own=own,
    )


ACTS = (
    ("watch", "Ver en vivo"), ("ptz", "Mover PTZ"), ("play", "Reproducir"), ("export", "Exportar"),
    ("faces", "Rostros"), ("protected", "Ver protegida"), ("dispatch", "Despachar"), ("lists", "Listas"),
    ("accounts", "Cuentas"),
)  # fmt: skip


def roles() -> tuple[MatrixRole, ...]:
    """Eight roles."""
    cells = {
        "-": MatrixCell(),
        "2": MatrixCell("de a dos", "users", grave=True),
        "f": MatrixCell("finalidad", "scales"),
        "h": MatrixCell("horario", "scales"),
        "i": MatrixCell("incidente", "timer"),
        "l": MatrixCell("leer", "eye"),
        "s": MatrixCell("sala"),
        "c": MatrixCell("comuna"),
        "t": MatrixCell("todo"),
    }
    told = (
        ("Operador 911", 412, "s----is--"),
        ("Despachador", 188, "c-i--ic--"),
        ("Operador de video", 64, "tcf2h----"),
        ("Supervisor de sala", 31, "ttf2hit--"),
        ("Analista", 22, "--f------"),
        ("Autoridad de listas", 6, "-------2-"),
        ("Administrador", 4, "--------2"),
        ("Auditor externo", 3, "--l----ll"),
    )
    return tuple(
        MatrixRole(name, name, people, tuple(cells[one] for one in row)) for name, people, row in told
    )


def audit() -> list[AuditRow]:
    """Records about one camera."""
    hour = HOUR
    return [
        AuditRow(9_219_044, MORNING - 17 * hour, "Reprodujo SN-0412 y 3 más", "N. Paz", "IPP 51.902",
                 "16:20 a 17:00"),
        AuditRow(9_219_031, MORNING - 18 * hour, "Copia para ver", "R. Ibáñez", "", "sólo en sala"),
        AuditRow(9_214_870, MORNING - 24 * hour, "Rechazada: sin finalidad", "J. Otero", "",
                 "no se leyó ningún dato", icon="prohibit", tone="severity.high"),
        AuditRow(9_201_556, MORNING - 36 * hour, "Reprodujo SN-0412", "L. Ferreyra", "INC 10102"),
        AuditRow(9_188_213, MORNING - 67 * hour, "borrado por orden 214/26", "", "",
                 "queda el sello; la cadena verifica", icon="eraser", tone="text.secondary"),
        AuditRow(9_170_402, MORNING - 98 * hour, "Reprodujo SN-0412", "N. Paz", "IPP 50.118"),
        AuditRow(9_166_120, MORNING - 110 * hour, "Exportó SN-0412", "N. Paz", "IPP 50.118", "con R. Ibáñez"),
    ]  # fmt: skip


def whole() -> ChainVerdict:
    """A chain that holds."""
    return ChainVerdict(
        ChainState.WHOLE, 9_112_004, 9_226_310, 114_307, 114_307, anchored_at=MORNING - 846 * SECOND, erased=2
    )
