"""An invented evening for the dispatch pane, the time line and the shift's papers."""

from __future__ import annotations

from uuid import UUID

from domain.agency import Agency
from domain.bolo import BoloKind
from domain.clock import HOUR, MINUTE
from domain.severity import Severity
from domain.unit import UnitStatus
from widgets.bolo_list import BoloList, BoloRow
from widgets.dispatch_panel.dispatch_panel import DispatchPanel
from widgets.dispatch_panel.view import Asking, DispatchView, Going, Metres, StreetLine, Strip, StripUnit
from widgets.handover import HandoverPane, HandoverView, Signed
from widgets.look import Look
from widgets.samples import NOW, Rows, ago
from widgets.shift_log import LogRow, ShiftLog
from widgets.time_line import TimeLinePane, TimeLineRow

_S = UnitStatus
_POLICE, _SAME = Agency.POLICE, Agency.MEDICAL


def _unit(number: int) -> UUID:
    return UUID(int=700 + number)


def streets() -> tuple[StreetLine, ...]:
    """A grid that leans a little, as the city's does."""
    names = ("Sarmiento", "Av. Corrientes", "Lavalle", "Tucumán")
    across = tuple(
        StreetLine(
            ((-900.0, -180.0 + 115.0 * n - 60), (0.0, -180.0 + 115.0 * n), (900.0, -180.0 + 115.0 * n + 60)),
            wide=n == 1,
            name=names[n],
        )
        for n in range(4)
    )
    up = tuple(
        StreetLine(((-780.0 + 120.0 * n - 20, 320.0), (-780.0 + 120.0 * n + 20, -320.0)), wide=n == 12)
        for n in range(14)
    )
    return (*up, *across)


def _route(*points: Metres) -> tuple[Metres, ...]:
    return points


def strip() -> Strip:
    """Four units around San Martín 438."""
    return Strip(
        streets(),
        (
            StripUnit(
                "M 1-204", _POLICE, _S.EN_ROUTE, (-160.0, -78.0), _route((-160, -78), (0, -60), (0, 0)), True
            ),
            StripUnit(
                "Moto 1-31",
                _POLICE,
                _S.AVAILABLE,
                (70.0, 110.0),
                _route((70, 110), (70, 60), (0, 55), (0, 0)),
                chosen=True,
            ),
            StripUnit("M 1-090", _POLICE, _S.AVAILABLE, (280.0, 35.0), _route((280, 35), (120, -10), (0, 0))),
            StripUnit(
                "SAME 107",
                _SAME,
                _S.DISPATCHED,
                (230.0, -130.0),
                _route((230, -130), (120, -110), (0, 0)),
                True,
            ),
        ),
        radius=170.0,
    )


def going() -> tuple[Going, ...]:
    """Two that go, two that may, two that cannot."""
    return (
        Going(
            _unit(1),
            "M 1-204",
            _POLICE,
            _S.EN_ROUTE,
            "Ya en camino; llega antes que todos",
            "780 m por calle · contramano evitada · 2 efectivos",
            1,
            130,
            assigned=True,
            can_go=False,
        ),
        Going(
            _unit(2),
            "Moto 1-31",
            _POLICE,
            _S.AVAILABLE,
            "Apta para moto en fuga hacia Lavalle",
            "640 m por calle · libre hace 18 min · moto: persecución",
            2,
            155,
        ),
        Going(
            _unit(3),
            "M 1-090",
            _POLICE,
            _S.AVAILABLE,
            "Cierra la salida por Alem",
            "1,1 km por calle · libre hace 41 min",
            3,
            200,
        ),
        Going(
            _unit(4),
            "SAME 107",
            _SAME,
            _S.AVAILABLE,
            "Deja la Comuna 8 a 11:00 (hoy 05:40)",
            "SAME · 900 m por calle",
            4,
            245,
            pending=True,
        ),
        Going(
            _unit(5),
            "M 1-118",
            _POLICE,
            _S.AVAILABLE,
            "Excluido: no se calcula con dato viejo",
            "posición de hace 96 s",
            trouble="sin dato",
            can_go=False,
        ),
    )


def dispatch_view(asking: Asking = Asking.READY) -> DispatchView:
    """The robbery of the evening."""
    return DispatchView(
        incident=UUID(int=900),
        number="10427",
        title="Robo con arma",
        place="San Martín 438, San Nicolás · entre Corrientes y Lavalle",
        priority=Severity.CRITICAL,
        created_at=ago(84),
        limit=2 * MINUTE,
        needs="Pide 2.º móvil",
        who_goes="M 1-204, SAME 107",
        alarm_level=2,
        strip=strip(),
        rows=going() if asking is Asking.READY else (),
        asking=asking,
        basis="red vial · posición de hace ≤ 5 s",
    )


def dispatch_panel(look: Look) -> DispatchPanel:
    """The pane with the robbery."""
    pane = DispatchPanel(look)
    pane.show_view(dispatch_view())
    pane.set_now(NOW)
    return pane


def time_line(look: Look) -> TimeLinePane:
    """What happened to it."""
    pane = TimeLinePane(look)
    rows = [
        TimeLineRow(
            ago(3),
            "Dicen que salieron por Lavalle en contramano",
            "usted · puesto-31",
            note=True,
            pending=True,
        ),
        TimeLineRow(ago(13), "M 1-204: en camino", "teléfono de la dotación", _S.EN_ROUTE),
        TimeLineRow(ago(32), "Despachado SAME 107", "usted · puesto-31", _S.DISPATCHED),
        TimeLineRow(ago(42), "Despachado M 1-204", "usted · puesto-31", _S.DISPATCHED),
        TimeLineRow(
            ago(54), "Dos hombres en moto roja, uno con casco blanco", "Lucía Ferreyra · puesto-14", note=True
        ),
        TimeLineRow(
            ago(64), "M 1-118 no contesta el control de seguridad", "el programa", severity=Severity.CRITICAL
        ),
        TimeLineRow(ago(84), "Incidente 26-0010427 creado: San Martín 438", "Lucía Ferreyra · puesto-14"),
        TimeLineRow(ago(96), "Llamada 10420 atendida", "Lucía Ferreyra · puesto-14"),
    ]
    model = Rows(rows)
    model.setParent(pane)
    pane.set_model(model)
    pane.set_incident("10427")
    pane.set_now(NOW)
    return pane


def bolos(look: Look) -> BoloList:
    """Three in force, one lifted."""
    pane = BoloList(look)
    rows = [
        BoloRow(
            UUID(int=1),
            "10431",
            BoloKind.VEHICLE,
            "Moto Honda roja, dos ocupantes",
            Severity.CRITICAL,
            NOW + 11 * HOUR,
            "A148KLD",
            "INC 10427",
            "Martín Acuña",
        ),
        BoloRow(
            UUID(int=2),
            "10390",
            BoloKind.PERSON,
            "Mujer de 72 años, desorientada, saco azul",
            Severity.HIGH,
            NOW + 40 * MINUTE,
            "",
            "INC 10371 · caso 2231/26",
            "Lucía Ferreyra",
        ),
        BoloRow(
            UUID(int=3),
            "10344",
            BoloKind.VEHICLE,
            "Furgón blanco sin portón trasero",
            Severity.MEDIUM,
            NOW + 5 * HOUR,
            "AC912QT",
            "caso 1187/26",
            "Nora Insaurralde",
            pending=True,
        ),
        BoloRow(
            UUID(int=4),
            "10302",
            BoloKind.OTHER,
            "Garrafas robadas de un depósito",
            Severity.LOW,
            NOW + 2 * HOUR,
            "",
            "INC 10298",
            "Martín Acuña",
            over="levantado por Martín Acuña",
        ),
    ]
    model = Rows(rows)
    model.setParent(pane)
    pane.set_model(model)
    pane.set_now(NOW)
    return pane


def shift_log(look: Look) -> ShiftLog:
    """A quiet evening's log."""
    pane = ShiftLog(look)
    rows = [
        LogRow(
            ago(40),
            "Corte de luz en Monserrat: semáforos apagados en 9 de Julio",
            "Martín Acuña",
            pending=True,
        ),
        LogRow(ago(1260), "El móvil 1-142 vuelve a base por una cubierta", "Nora Insaurralde", "M 1-142"),
        LogRow(
            ago(3600), "Pide refuerzo la comisaría vecinal 1-B por el partido", "Martín Acuña", "INC 10388"
        ),
        LogRow(ago(7400), "Toma servicio el turno noche", "Vilma Ocampo"),
    ]
    model = Rows(rows)
    model.setParent(pane)
    pane.set_model(model)
    pane.set_now(NOW)
    return pane


def handover(look: Look) -> HandoverPane:
    """One that was given and not taken yet."""
    pane = HandoverPane(look)
    pane.show_view(
        HandoverView(
            made_at=ago(240),
            made_by="Martín Acuña",
            points=(
                "INC 10426 espera móvil: Violencia de género, Zona protegida · San Telmo (00:51)",
                "INC 10427 en curso: Robo con arma, San Martín 438; M 1-204, SAME 107",
                "Llamada 10409 abandonada: hay que devolverla",
                "3 móviles fuera de servicio: M 1-033, M 1-150, SAME 118",
                "M 1-142 vencida: demorada hace 09:41",
                "BOLO 10431 vigente: Moto Honda roja, dos ocupantes",
            ),
            remarks="La dotación de M 1-204 pidió relevo a las 23.",
            given=Signed("Martín Acuña", ago(180)),
            can_sign=True,
        )
    )
    return pane
