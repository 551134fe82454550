"""An invented evening for the supervisor's page: calls and their seconds, norms, desks, staffing."""

from __future__ import annotations

from math import sin
from random import Random
from uuid import UUID

from domain.call_seconds import CallClock
from domain.clock import MINUTE, SECOND, Micros
from domain.desk import DeskState
from domain.erlang import agents_needed
from domain.room_health import BIN, STAFF_STEP, Course, Staffing, StaffStep
from domain.severity import Severity
from domain.unit import UnitStatus
from widgets.samples import NOW, ago
from widgets.supervisor_911.callbacks import CallbackRow
from widgets.supervisor_911.course import BehindRow
from widgets.supervisor_911.cover import CoverRow
from widgets.supervisor_911.desks import DeskTile
from widgets.supervisor_911.exceptions import ExceptionRow
from widgets.supervisor_911.norms import Norm
from widgets.supervisor_911.overdue import LateUnit
from widgets.supervisor_911.percentiles import PercentileRow
from widgets.supervisor_911.seconds import SecondsRow

_C, _H, _M, _L = Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW
_CALLS: tuple[tuple[float, Severity, str, str, tuple[int | None, ...]], ...] = (
    (36, _C, "Robo con arma", "San Martín 438", (3, 18, 9, 6, None)),
    (98, _H, "Choque con lesionados", "Av. Paseo Colón y Belgrano", (4, 32, 62, None, None)),
    (131, _C, "Violencia de género", "San Telmo", (2, 14, 9, 21, 84)),
    (152, _M, "Persona caída", "Plaza Lavalle", (17, 26, 9, None, None)),
    (214, _H, "Principio de incendio", "Av. Corrientes 1215", (5, 20, 8, 31, 142)),
    (262, _L, "Ruidos molestos", "Chacabuco 860", (4, 33, 14, 24, None)),
    (280, _M, "Disturbio en local", "Reconquista 640", (4, 22, 16, 19, 200)),
    (295, _M, "Robo consumado", "Esmeralda 370", (11, 36, 9, 33, 160)),
    (330, _H, "Dolor de pecho", "Tacuarí 812", (2, 14, 6, 11, 188)),
    (362, _C, "Robo en curso", "Av. de Mayo 760", (4, 12, 41, 22, 88)),
    (399, _L, "Obstrucción", "Piedras 415", (4, 29, 7, 48, None)),
    (426, _M, "Caída en vía pública", "Lima 220", (3, 19, 9, 20, 174)),
)


def clocks() -> list[CallClock]:
    """Twelve calls of the last minutes."""
    made = []
    for number, (before, priority, _, place, took) in enumerate(_CALLS):
        rang = ago(before)
        ends: list[Micros | None] = []
        at: Micros | None = rang
        for seconds in took:
            at = at + seconds * SECOND if at is not None and seconds is not None else None
            ends.append(at)
        answered, worded, located, dispatched, arrived = ends
        made.append(
            CallClock(
                call=UUID(int=7000 + number), short=10427 - number, rang_at=rang, answered_at=answered,
                worded_at=worded, located_at=located, created_at=located, dispatched_at=dispatched,
                arrived_at=arrived, incident=UUID(int=8000 + number), incident_short=10427 - number,
                type_code="0211", place=place, priority=priority, by="Lucía Ferreyra",
            )
        )  # fmt: skip
    return made


def seconds_rows() -> list[SecondsRow]:
    """Their rows."""
    return [
        SecondsRow(clock.call, clock, title, place, priority)
        for clock, (_, priority, title, place, _) in zip(clocks(), _CALLS, strict=True)
    ]


def norms() -> tuple[Norm, ...]:
    """The six cards, one of them missed."""
    return (
        Norm("ring_15", "Atender ≤ 15 s", "NENA", "93,1", "%", "meta 90 %"),
        Norm("ring_20", "Atender ≤ 20 s", "NENA", "96,4", "%", "meta 95 %"),
        Norm("ring_10", "Atender ≤ 10 s", "NFPA", "88,2", "%", "meta 90 %", missed=True),
        Norm("process", "Procesar ≤ 60 s", "NFPA", "91,0", "%", "meta 90 %"),
        Norm("ring_median", "Atender, mediana", "Ciudad", "4", "s", "dice 4 s"),
        Norm("dispatch", "Crear a despachar p90", "Ciudad", "1:52", "", "dice 2:00"),
    )


def percentile_rows() -> list[PercentileRow]:
    """The table."""

    def row(
        code: str, title: str, phase: str, told: tuple[int, int, int], within: int, target: str, source: str,
        result: str, met: bool | None = True, rank: int = 90,
    ) -> PercentileRow:  # fmt: skip
        p50, p90, p95 = (one * SECOND for one in told)
        return PercentileRow(
            code, title, phase, p50, p90, p95, within * SECOND, rank, target, source, result, met, 752
        )

    return [
        row("ring_15", "Timbre", "ring", (4, 11, 18), 15, "90 % ≤ 15 s", "NENA STA-020", "93,1 %"),
        row("ring_20", "Timbre", "ring", (4, 11, 18), 20, "95 % ≤ 20 s", "NENA STA-020", "96,4 %", rank=95),
        row("ring_10", "Timbre", "ring", (4, 11, 18), 10, "90 % ≤ 10 s", "NFPA 1225", "88,2 %", False),
        row("process", "Procesar", "answer", (38, 58, 71), 60, "90 % ≤ 60 s", "NFPA 1225", "91,0 %"),
        row(
            "ring_median", "Timbre", "ring", (4, 11, 18), 4, "mediana ≤ 4 s", "Ciudad", "4 s", rank=50
        ),
        row("dispatch", "Crear a despachar", "decide", (44, 112, 140), 120, "p90 ≤ 2:00", "Ciudad",
            "p90 1:52"),
        row("locate", "Atención y lugar", "locate", (31, 58, 71), 60, "p90 ≤ 60 s", "Sala", "p90 58 s"),
        row("decide", "Decisión", "decide", (16, 44, 66), 60, "p90 ≤ 60 s", "Sala", "p90 44 s"),
        row("travel", "Viaje", "travel", (142, 205, 260), 0, "", "", "", None),
    ]  # fmt: skip


def courses() -> tuple[Course, ...]:
    """Three hours of ringing."""
    rng = Random(4)
    last = NOW // BIN * BIN
    made = []
    for place in range(36):
        p90 = 9 + 4 * sin(place / 5) + rng.uniform(-1.5, 1.5) + (6 if place in (29, 30) else 0)
        made.append(
            Course(
                begins=last - (35 - place) * BIN, n=rng.randint(40, 75), p50=4 * SECOND,
                p90=round(p90 * SECOND), p95=round((p90 + 5) * SECOND), share=0.93,
            )
        )  # fmt: skip
    return tuple(made)


def behind_rows() -> list[BehindRow]:
    """Calls behind a point of the curve."""
    rows = []
    for place, one in enumerate(seconds_rows()):
        took = (24 - place * 2) * SECOND
        rows.append(
            BehindRow(one.id, one.clock, one.title, one.place, one.priority, took, took > 15 * SECOND)
        )
    return rows


def desk_tiles() -> tuple[DeskTile, ...]:
    """Fifty-three desks: twenty-nine in a call, one away for too long."""
    call, ready, wrap, away, empty = (
        DeskState.ON_CALL, DeskState.READY, DeskState.WRAP_UP, DeskState.AWAY, DeskState.EMPTY,
    )  # fmt: skip
    special = {
        2: wrap, 6: wrap, 9: empty, 11: away, 14: empty, 20: wrap, 23: ready, 26: ready, 27: ready, 28: wrap,
        29: ready, 31: ready, 32: away, 33: empty, 38: empty, 40: away, 41: wrap, 42: wrap, 43: ready,
        44: away, 47: ready, 48: ready, 49: empty, 50: ready, 51: DeskState.RINGING, 52: ready,
    }  # fmt: skip
    made = []
    for number in range(1, 54):
        state = special.get(number, call)
        since = ago(1330 if number == 44 else 40 + number * 3 if state is not wrap else 30)
        limit = 15 * MINUTE if state is away else MINUTE if state is wrap else None
        made.append(
            DeskTile(
                UUID(int=9000 + number), f"{number:02}", state, since,
                "" if state is empty else "Marta Sosa", "descanso" if state is away else "",
                10400 + number if state is call else 0, limit,
            )
        )  # fmt: skip
    return tuple(made)


def callback_rows() -> list[CallbackRow]:
    """Five who hung up."""
    return [
        CallbackRow(UUID(int=9101), "11 4402-7716", "Retiro", 18 * SECOND, ago(31)),
        CallbackRow(UUID(int=9102), "15 6033-1290", "Monserrat", 7 * SECOND, ago(72), 2, 180 * SECOND),
        CallbackRow(UUID(int=9103), "4961-2208", "Balvanera", 9 * SECOND, ago(160)),
        CallbackRow(
            UUID(int=9104), "11 2871-5540", "Constitución", 3 * SECOND, ago(245), marks=("silencio",)
        ),
        CallbackRow(UUID(int=9105), "11 6650-0193", "La Boca", 22 * SECOND, ago(322), pending=True),
    ]


def late_units() -> list[LateUnit]:
    """Three over their time, one that soon will be."""
    delayed, going, there = UnitStatus.DELAYED, UnitStatus.EN_ROUTE, UnitStatus.AT_FACILITY
    told = (
        ("M 1-142", delayed, 581, 5, "INC 10424 · Maipú y Viamonte"),
        ("M 4-018", going, 646, 10, "INC 10397 · Av. Patricios 900"),
        ("SAME 131", there, 2890, 45, "Hospital Penna"),
        ("M 1-061", UnitStatus.ON_SCENE, 2450, 45, "INC 10402 · Florida 165"),
    )
    return [
        LateUnit(UUID(int=9201 + n), sign, status, ago(since), limit * MINUTE, about)
        for n, (sign, status, since, limit, about) in enumerate(told)
    ]


def staffing() -> Staffing:
    """Forty-six people, and a peak that needs fifty-one."""
    first = NOW // STAFF_STEP * STAFF_STEP - 8 * STAFF_STEP
    calls = (
        305,
        312,
        318,
        330,
        341,
        350,
        362,
        371,
        388,
        402,
        420,
        437.5,
        431,
        425,
        405,
        380,
        352,
        330,
        310,
        300,
    )
    made = []
    for place, count in enumerate(calls):
        past = place < 8
        wide = 0 if past else 8 + 4 * (place - 8)
        made.append(
            StaffStep(
                begins=first + place * STAFF_STEP, calls=count, low=count - wide, high=count + wide,
                needed=agents_needed(count * 4, 90), needed_low=agents_needed((count - wide) * 4, 90),
                needed_high=agents_needed((count + wide) * 4, 90), staffed=48 if place < 4 else 46, past=past,
            )
        )  # fmt: skip
    return Staffing(handling_s=90.4, handling_n=812, days=21, present=46, desks=53, steps=tuple(made))


def exception_rows() -> list[ExceptionRow]:
    """Three groups, one of which cost a call."""
    return [
        ExceptionRow("sip.malformed", "10.20.0.7", "SIP mal formado", 1284, ago(3600), ago(4),
                     "Content-Length: -1", True),
        ExceptionRow("pidf.malformed", "10.20.0.9", "Ubicación mal formada", 17, ago(1200), ago(95),
                     "gml:pos: 2 números, no 3"),
        ExceptionRow("call.bad", "central-2", "Aviso de llamada inválido", 3, ago(7000), ago(6100),
                     "number: at most 32 characters", seen=True, seen_by="Silvia Arrieta"),
    ]  # fmt: skip


def cover_rows() -> tuple[CoverRow, ...]:
    """Fifteen comunas."""
    waits = (140, 180, 170, 260, 210, 190, 230, 660, 340, 300, 250, 410, 270, 220, 200)
    return tuple(CoverRow(number, float(wait)) for number, wait in enumerate(waits, 1))
