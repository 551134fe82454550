"""An invented evening for the dispatcher's incidents and the supervisor's wall."""

from __future__ import annotations

from random import Random
from uuid import UUID

from PySide6.QtCore import QSize

from domain.clock import MINUTE
from domain.severity import Severity
from domain.unit import UnitStatus
from resources.city import load_city
from widgets import samples_supervisor
from widgets.look import Look
from widgets.pane_faces import PaneState
from widgets.pending_pane import PendingPane, PendingRow
from widgets.samples import NOW, Rows, ago
from widgets.samples_map import MONOTONIC, SampleCameras
from widgets.supervisor_wall.city import CityGround
from widgets.supervisor_wall.view import Alarm, CityMark, Figure, OverdueRow, WallView
from widgets.supervisor_wall.wall import SupervisorWall
from widgets.video_wall.frames import WallTile
from widgets.video_wall.video_wall import VideoWall

_C, _H, _M, _L = Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW
_INCIDENTS = (
    ("10427", "Robo con arma", "San Martín 438, San Nicolás", _C, 84, (), 2),
    ("10426", "Violencia de género", "Zona protegida · San Telmo", _C, 51, (), 0),
    ("10424", "Choque con lesionados", "Av. Paseo Colón y Belgrano", _H, 198, (), 3),
    ("10421", "Principio de incendio", "Av. Corrientes 1215, San Nicolás", _H, 145, (), 1),
    ("10419", "Persona caída", "Plaza Lavalle, Tucumán y Libertad", _M, 160, (), 1),
    ("10418", "Disturbio en local", "Reconquista 640, Retiro", _M, 512, (), 1),
    ("10411", "Ruidos molestos", "Chacabuco 860, San Telmo", _L, 700, (), 1),
    ("10415", "Robo consumado", "Esmeralda 370, San Nicolás", _M, 333, ("M 1-061",), 1),
    ("10402", "Medida cautelar", "Florida 165, San Nicolás", _M, 2090, ("M 1-061", "SAME 112", "B 1-3"), 4),
)


def pending_rows() -> list[PendingRow]:
    """Nine incidents, two of them with units."""
    return [
        PendingRow(
            UUID(int=900 + n),
            number,
            title,
            place,
            priority,
            ago(seconds),
            units,
            calls,
            "Falta SAME" if n == 7 else "",
            n == 4,
        )
        for n, (number, title, place, priority, seconds, units, calls) in enumerate(_INCIDENTS)
    ]


def pending(look: Look) -> PendingPane:
    """The pane with them."""
    pane = PendingPane(look)
    model = Rows(pending_rows())
    model.setParent(pane)
    pane.set_model(model)
    pane.set_open(7, 2)
    pane.set_now(NOW)
    return pane


def wall_view() -> WallView:
    """The evening as the wall tells it."""
    rng = Random(7)
    marks = [CityMark(_C, -34.6045, -58.3757), CityMark(_C, -34.6205, -58.3720)]
    for severity, count in ((_H, 4), (_M, 11), (_L, 18)):
        marks += [
            CityMark(severity, -34.61 + rng.uniform(-0.045, 0.03), -58.445 + rng.uniform(-0.055, 0.06))
            for _ in range(count)
        ]
    late, on_way, there = UnitStatus.DELAYED, UnitStatus.EN_ROUTE, UnitStatus.AT_FACILITY
    return WallView(
        room="Sala 911",
        state=PaneState.LIVE,
        now=NOW,
        as_of=ago(1),
        alarm=Alarm(_C, 2, ago(51)),
        figures=(
            Figure(
                "Atendidas en 15 s", "meta 90 %", "93,1", "%", "última hora · p90 9 s", _line(0.5, 0.9, 0.7)
            ),
            Figure(
                "Atendidas en 20 s", "meta 95 %", "96,4", "%", "última hora · p95 14 s", _line(0.4, 0.95, 0.9)
            ),
            Figure(
                "En cola",
                "espera < 30 s",
                "4",
                "",
                "más antigua 00:38 · Monserrat",
                _line(0.2, 0.9, 0.6),
                True,
            ),
            Figure(
                "Abandonadas", "meta < 3 %", "2,8", "%", "21 de 752 · 14 rellamadas", _line(0.9, 0.2, 0.4)
            ),
            Figure("Despacho p90", "meta 2:00", words="ninguno desde 21:40"),
        ),
        marks=tuple(marks),
        counts=((_C, 2), (_H, 4), (_M, 11), (_L, 18)),
        placeless=2,
        units=412,
        available=233,
        overdue=(
            OverdueRow("M 1-142", late, ago(581), 5 * MINUTE, "INC 10424 · Maipú y Viamonte"),
            OverdueRow("M 4-018", on_way, ago(446), 6 * MINUTE, "INC 10397 · Av. Patricios 900"),
            OverdueRow("SAME 131", there, ago(2890), 45 * MINUTE, "INC 10388 · Hospital Penna"),
            OverdueRow("M 1-061", UnitStatus.ON_SCENE, ago(2090), 40 * MINUTE, "INC 10402 · Florida 165"),
        ),
        overdue_count=3,
        soon=1,
        staffing=samples_supervisor.staffing(),
    )


def _line(first: float, middle: float, last: float) -> tuple[float | None, ...]:
    ends = [None, first, first * 0.8 + middle * 0.2, first, middle * 0.6, middle, middle * 0.9]
    return (*ends, middle * 0.8, last, last * 0.9, last, (last + middle) / 2)


def supervisor_wall(look: Look, size: QSize, view: WallView | None = None) -> SupervisorWall:
    """The wall with four tiles."""
    larger = Look(look.theme, scale=look.scale * 14 / 12)
    tiles = VideoWall(larger, SampleCameras(larger), lambda: MONOTONIC, places=4, key="", head=False)
    spots = (
        ("SN-0412", "San Martín y Lavalle", _C, "10427"),
        ("SN-0388", "Corrientes y Reconquista", None, ""),
        ("SN-0401", "Florida y Corrientes", None, ""),
        ("SB-0032", "Florida, andén sur", None, ""),
    )
    tiles.set_tiles(
        [
            WallTile(n, label, name, label, grave, number)
            for n, (label, name, grave, number) in enumerate(spots, 1)
        ]
    )
    city = load_city()
    ground = CityGround(
        outline=tuple(city.outline),
        barrios=tuple(tuple(barrio.outline) for barrio in city.barrios),
        avenues=tuple(tuple(avenue.points) for avenue in city.avenues),
        water=tuple(tuple(water.outline) for water in city.water),
    )
    wall = SupervisorWall(look, ground, tiles)
    wall.resize(size)
    wall.show_view(view or wall_view())
    return wall
