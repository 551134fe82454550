"""Invented rows and values for the gallery and for widget tests: one evening at desk 14."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from domain.agency import Agency
from domain.alert import AlertKind, AlertState
from domain.call import CallMark, CallState, Draft
from domain.clock import SECOND, Micros
from domain.mentioned import PersonMentioned, PersonRole, VehicleMentioned
from domain.observed import Source
from domain.severity import Severity
from domain.unit import UnitStatus
from widgets.alert_pane import AlertRow
from widgets.call_head import FormCall
from widgets.call_queue import CallRow
from widgets.form_notes import Danger, Past
from widgets.form_parts import Duplicate, Tag
from widgets.place_picker import PlaceCandidate
from widgets.rows import ROW
from widgets.unit_board import AgencyRow, UnitRow

NOW: Micros = 1_795_394_804_000_000
"""Sunday 22 November 2026, 21:46:44 in Buenos Aires."""


class Rows(QAbstractListModel):
    """A list of frozen rows."""

    def __init__(self, rows: Sequence[object]) -> None:
        super().__init__()
        self._rows = list(rows)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """How many."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The row, for ROW only."""
        return self._rows[index.row()] if role == ROW and index.isValid() else None

    def replace(self, place: int, row: object) -> None:
        """Another row in that place."""
        self._rows[place] = row
        index = self.index(place, 0)
        self.dataChanged.emit(index, index, [ROW])


def _id(number: int) -> UUID:
    return UUID(int=number)


def ago(seconds: float) -> Micros:
    """That many seconds before NOW."""
    return NOW - round(seconds * SECOND)


def calls() -> list[CallRow]:
    """One of yours, four that ring; the second waits too long."""
    limit = 15 * SECOND
    ring = CallState.RINGING
    return [
        CallRow(_id(1), "11 5823-4471", Severity.CRITICAL, CallState.ANSWERED, ago(36), "05", "0211",
                "San Martín 438, San Nicolás", yours=True),
        CallRow(_id(2), "4371-0982", Severity.HIGH, ring, ago(38), "07", None, "Av. Belgrano 1350, Monserrat",
                Source.AML, 9, limit=limit),
        CallRow(_id(3), "11 3094-7716", Severity.MEDIUM, ring, ago(16), "12", None, "Retiro", Source.CELL,
                600, limit=limit, marks=(CallMark.REPEAT,), repeats=2, offered="15"),
        CallRow(_id(4), "15 6120-3348", Severity.MEDIUM, ring, ago(11), "03", "0302", duplicate_of_yours=60,
                limit=limit, language="qu"),
        CallRow(_id(5), "4307-5561", Severity.LOW, ring, ago(4), "09", None, "Defensa 1180, San Telmo",
                Source.FIXED_LINE, limit=limit),
    ]  # fmt: skip


def queue_calls() -> list[CallRow]:
    """What the distribution makes of a queue: a call that rings here, marks, another room's, call backs."""
    ring, lost = CallState.RINGING, CallState.ABANDONED
    limit = 15 * SECOND
    return [
        CallRow(_id(51), "11 5823-4471", Severity.MEDIUM, ring, ago(3), "05", place="San Martín 438",
                place_source=Source.AML, place_accuracy=9, limit=limit, offered="14", offered_yours=True),
        CallRow(_id(52), "4371-0982", Severity.HIGH, ring, ago(22), "07", place="Av. Belgrano 1350",
                limit=limit, came_from="Sala Sur", marks=(CallMark.SILENT,)),
        CallRow(_id(53), "11 3094-7716", Severity.MEDIUM, ring, ago(12), "12", limit=limit, language="qu",
                marks=(CallMark.REPEAT, CallMark.PRANK), repeats=3, nuisance=4, offered="15"),
        CallRow(_id(54), "11 6001-2244", Severity.MEDIUM, lost, ago(75), "11", missed=3),
        CallRow(_id(55), "11 4100-8090", Severity.MEDIUM, lost, ago(340), "04", call_backs=2),
    ]  # fmt: skip


def odd_calls() -> list[CallRow]:
    """Pending, provisional, abandoned, someone else's, and a number that tries to be markup."""
    return [
        CallRow(_id(11), "4307-5561", Severity.LOW, CallState.RINGING, ago(4), "09", place="Defensa 1180",
                pending=True),
        CallRow(_id(12), "4982-1120", Severity.HIGH, CallState.RINGING, ago(12), "02", "0401",
                "Alem y Corrientes", provisional="P07-2"),
        CallRow(_id(13), "11 6001-2244", Severity.MEDIUM, CallState.ABANDONED, ago(75), "11"),
        CallRow(_id(14), "4811-7702", Severity.MEDIUM, CallState.ANSWERED, ago(140), "04", "0502",
                "Av. Santa Fe 2010", answered_name="R. Ibáñez"),
        CallRow(_id(15), "<b>4</b>\u202e1234", Severity.INFO, CallState.RINGING, ago(2), "08",
                place="<img src=x>"),
    ]  # fmt: skip


def alerts() -> list[AlertRow]:
    """Two untaken criticals, one high taken by a colleague, three of medium, one low of yours."""
    free, taken = AlertState.UNACKNOWLEDGED, AlertState.ACKNOWLEDGED
    return [
        AlertRow(_id(21), AlertKind.PANIC, Severity.CRITICAL, free, ago(27), area="San Telmo",
                 protected=True),
        AlertRow(_id(22), AlertKind.PANIC_UNVERIFIED, Severity.CRITICAL, free, ago(51), area="Balvanera"),
        AlertRow(_id(23), AlertKind.COMMAND_FORBIDDEN, Severity.HIGH, taken, ago(94),
                 {"user": "mgomez", "workstation": "12"}, by="R. Ibáñez"),
        AlertRow(_id(24), AlertKind.UNIT_SILENT, Severity.MEDIUM, free, ago(132),
                 {"unit": "1-118", "age": "96", "place": "Tucumán y Reconquista"}),
        AlertRow(_id(25), AlertKind.CAMERA_DOWN, Severity.MEDIUM, free, ago(42),
                 {"camera": "SN-0401", "place": "Florida y Corrientes"}, count=4),
        AlertRow(_id(26), AlertKind.COMMAND_CONFLICT, Severity.MEDIUM, free, ago(80), {"workstation": "03"},
                 pending=True),
        AlertRow(_id(27), AlertKind.INTAKE_UNAUTHORISED, Severity.LOW, taken, ago(360),
                 {"door": "calls", "source": "192.0.2.7"}, mine=True),
    ]  # fmt: skip


_POLICE, _MEDICAL, _FIRE, _S = Agency.POLICE, Agency.MEDICAL, Agency.FIRE, UnitStatus
_UNITS = (
    ("M 1-204", _POLICE, _S.EN_ROUTE, 1, None, "10427", "Maipú y Sarmiento", "Ramírez · Sosa", 1),
    ("M 1-118", _POLICE, _S.AVAILABLE, 1600, None, "", "Tucumán y Reconquista", "Benítez · Godoy", 96),
    ("Moto 1-31", _POLICE, _S.AVAILABLE, 1100, None, "", "Reconquista y Tucumán", "Aguirre", 2),
    ("M 1-142", _POLICE, _S.DELAYED, 581, 300, "10424", "Maipú y Viamonte", "Luna · Farías", 1),
    ("M 1-077", _POLICE, _S.STAGED, 725, None, "", "Esmeralda y Perón", "Cabral · Ríos", 3),
    ("M 1-061", _POLICE, _S.ON_SCENE, 2090, 2500, "10402", "Florida 165", "Molina · Vera", 2),
    ("Moto 1-12", _POLICE, _S.DISPATCHED, 31, None, "10424", "Bolívar y Moreno", "Ferrari", 2),
    ("M 1-033", _POLICE, _S.OUT_OF_SERVICE, 4320, None, "", "Taller Comuna 1", "", None),
    ("M 1-210", _POLICE, _S.IN_QUARTERS, 1330, None, "", "Comisaría Vecinal 1-B", "Quiroga · Sanz", 5),
    ("SAME 107", _MEDICAL, _S.DISPATCHED, 20, None, "10427", "Alem y Sarmiento", "Dra. Peralta", 1),
    ("SAME 112", _MEDICAL, _S.TRANSPORTING, 680, None, "10399", "C. Pellegrini y Lavalle", "Dr. Ocampo", 2),
    ("SAME 104", _MEDICAL, _S.AT_FACILITY, 1575, 1800, "10388", "Hospital Argerich", "Dra. Suárez", 4),
    ("B 1-3", _FIRE, _S.ON_SCENE, 276, None, "10421", "Suipacha y Lavalle", "Dotación 1", 1),
)  # fmt: skip


def units() -> list[AgencyRow | UnitRow]:
    """Three agencies; one unit delayed beyond its time, one silent, one asked for, one provisional."""
    made: list[AgencyRow | UnitRow] = []
    heads = {Agency.POLICE: (38, 21), Agency.MEDICAL: (12, 5), Agency.FIRE: (6, 3)}
    for number, (sign, agency, status, since, limit, incident, place, crew, age) in enumerate(_UNITS):
        if not made or (isinstance(made[-1], UnitRow) and made[-1].agency is not agency):
            made.append(AgencyRow(agency, *heads[agency]))
        made.append(
            UnitRow(
                _id(100 + number), sign, agency, status, ago(since), limit * SECOND if limit else None,
                incident, place, crew, ago(age) if age is not None else None,
                pending=sign == "SAME 112", provisional=sign == "SAME 104",
            )
        )  # fmt: skip
    return made


def form_call() -> FormCall:
    """The call in hand."""
    return FormCall(_id(1), "11 5823-4471", ago(36), "05")


def draft() -> Draft:
    """What was typed so far."""
    return Draft(
        revision=41,
        place="san martin 438",
        type_code="0211",
        priority=Severity.CRITICAL,
        caller="Graciela Montes",
        plate="A148KLD",
        narrative=(
            "Dos hombres en moto Honda roja le sacaron la cartera a punta de pistola en la puerta del "
            "edificio. Uno de campera negra, el otro con casco blanco. Se van por San Martín "
            "hacia Lavalle ahora. Sin lesiones. El portero vio la patente A148"
        ),
        answers={"hurt": "no", "weapon": "firearm", "still_there": "no"},
        agencies=(Agency.POLICE, Agency.MEDICAL),
    )


def mentions() -> tuple[tuple[PersonMentioned, ...], tuple[VehicleMentioned, ...]]:
    """Who and what the caller speaks of."""
    suspect = PersonMentioned(role=PersonRole.SUSPECT, description="campera negra, casco blanco")
    victim = PersonMentioned(role=PersonRole.VICTIM, name="Graciela Montes")
    return (suspect, victim), (VehicleMentioned(plate="A148KLD", description="Honda roja"),)


def dangers() -> tuple[Danger, ...]:
    """What waits at the place."""
    return (
        Danger("Gas: garrafas en el fondo", "Bomberos", "hace 390 d"),
        Danger("Perro", "Comisaría 1-A", "hace 40 d"),
    )


def past() -> tuple[Past, ...]:
    """What was before."""
    return (
        Past("map-pin", "Violencia de género", "San Martín 440 · a 12 m", "hace 3 h"),
        Past("map-pin", "Ruidos molestos", "San Martín 438 · a 4 m", "hace 41 d"),
        Past("phone", "Broma", "R. Ibáñez", "hace 2 d"),
    )


def candidates() -> tuple[PlaceCandidate, ...]:
    """Three places of the same name."""
    return (
        PlaceCandidate("a", "San Martín 438, San Nicolás", "Comuna 1 · Microcentro", 14),
        PlaceCandidate("b", "Av. San Martín 4380, Villa Devoto", "Comuna 11", 11_200),
        PlaceCandidate("c", "San Martín 438, Avellaneda", "fuera de la Ciudad", 6_100),
    )


def tags() -> tuple[Tag, ...]:
    """What the narrative tells."""
    return (
        Tag("user", "2 personas"),
        Tag("bicycle", "Honda roja"),
        Tag("t-shirt", "campera negra"),
        Tag("tag", "casco blanco"),
    )


def duplicate() -> Duplicate:
    """Another call nearby."""
    return Duplicate("4", "Otra llamada (línea 03)", "a 60 m, hace 9 s")
