"""The demo's rooms, desks, accounts and cameras: who sits where, and what can be looked at."""

from __future__ import annotations

from typing import NamedTuple

from domain.administered import CameraKind
from domain.agency import Agency
from domain.people import Role

MAIN_ROOM = "911"
PRACTICE_ROOM = "practica"

RESERVE_ROOM = "reserva"
ROOMS = (
    (MAIN_ROOM, "Sala 911", False),
    (RESERVE_ROOM, "Sala de reserva", False),
    (PRACTICE_ROOM, "Sala de práctica", True),
)
OVERFLOW = ((MAIN_ROOM, RESERVE_ROOM), (RESERVE_ROOM, MAIN_ROOM))
"""Where calls go when nobody in their room is ready and somebody in the other one is."""

DESKS = 60
RESERVE_DESKS = 6
PRACTICE_DESKS = 4

CALL_SOURCE = "central-911"
"""The exchange whose webhook the simulated city uses."""

CAMERA_USER = "atalaya"


DAY, NIGHT = "07-19", "19-07"
"""The two shifts: who signs a change is not of the shift of who asked for it."""


class DemoAccount(NamedTuple):
    """One account; no agencies means all of them."""

    login: str
    name: str
    role: Role
    desk: str
    room: str = MAIN_ROOM
    agencies: tuple[Agency, ...] = ()
    badge: str = ""
    shift: str = DAY
    languages: tuple[str, ...] = ("es",)
    skills: tuple[str, ...] = ()


ACCOUNTS = (
    DemoAccount("lferreyra", "Lucía Ferreyra", Role.CALL_TAKER, "puesto-14", skills=("gender_violence",)),
    DemoAccount("tquinteros", "Tomás Quinteros", Role.CALL_TAKER, "puesto-15", languages=("es", "en", "pt")),
    DemoAccount("bzalazar", "Brenda Zalazar", Role.CALL_TAKER, "puesto-16", languages=("es", "qu", "gn")),
    DemoAccount("macuna", "Martín Acuña", Role.DISPATCHER, "puesto-31"),
    DemoAccount("dpolicia", "Nora Insaurralde", Role.DISPATCHER, "puesto-32", agencies=(Agency.POLICE,)),
    DemoAccount("dsame", "Vilma Ocampo", Role.DISPATCHER, "puesto-33", agencies=(Agency.MEDICAL,)),
    DemoAccount("dbomberos", "Roque Ludueña", Role.DISPATCHER, "puesto-34", agencies=(Agency.FIRE,)),
    DemoAccount("ribanez", "Rocío Ibáñez", Role.VIDEO_OPERATOR, "puesto-41"),
    DemoAccount("cmoyano", "Clara Moyano", Role.SUPERVISOR, "puesto-01", badge="3301"),
    DemoAccount("sarrieta", "Silvia Arrieta", Role.SUPERVISOR, "puesto-02", badge="3307", shift=NIGHT),
    DemoAccount("jtoledo", "Julián Toledo", Role.ANALYST, "puesto-51"),
    DemoAccount("adominguez", "Aldo Domínguez", Role.ADMINISTRATOR, "puesto-59", badge="1001"),
    DemoAccount("prequena", "Pablo Requena", Role.ADMINISTRATOR, "puesto-03", badge="1003", shift=NIGHT),
    DemoAccount("pquiroga", "Pilar Quiroga", Role.AUDITOR, "puesto-60", badge="7001"),
    DemoAccount("mibarra", "Mabel Ibarra", Role.CALL_TAKER, "reserva-1", RESERVE_ROOM),
    DemoAccount("practica1", "Ayelén Duarte", Role.CALL_TAKER, "practica-1", PRACTICE_ROOM),
    DemoAccount("instructor", "Hugo Barrientos", Role.SUPERVISOR, "practica-2", PRACTICE_ROOM),
)


class DemoCamera(NamedTuple):
    """One camera: place in degrees, `heading` and `view` in degrees, `path` on the simulated cameras."""

    label: str
    name: str
    lon: float
    lat: float
    heading: float
    view: float
    path: str
    kind: CameraKind = CameraKind.FIXED


DOME = CameraKind.DOME
CAMERAS = (
    DemoCamera("SN-0412", "San Martín y Lavalle", -58.3737, -34.6020, 182.0, 66.0, "camara/1", DOME),
    DemoCamera("SN-0388", "Corrientes y Reconquista", -58.3723, -34.6031, 268.0, 70.0, "camara/2"),
    DemoCamera("SN-0365", "Corrientes y 9 de Julio", -58.3810, -34.6036, 355.0, 78.0, "camara/3", DOME),
    DemoCamera("SN-0401", "Florida y Corrientes", -58.3752, -34.6033, 92.0, 62.0, "camara/4"),
    DemoCamera("MO-0120", "Av. de Mayo y Perú", -58.3745, -34.6086, 270.0, 72.0, "camara/5"),
    DemoCamera("RT-0207", "Alem y Córdoba", -58.3708, -34.5984, 12.0, 74.0, "camara/6"),
)


def desks() -> list[tuple[str, str, str]]:
    """Return (id, number on the desk, room) of every desk."""
    live = [(f"puesto-{number:02d}", f"{number:02d}", MAIN_ROOM) for number in range(1, DESKS + 1)]
    practice = [(f"practica-{n}", f"E{n}", PRACTICE_ROOM) for n in range(1, PRACTICE_DESKS + 1)]
    reserve = [(f"reserva-{n}", f"R{n}", RESERVE_ROOM) for n in range(1, RESERVE_DESKS + 1)]
    return live + reserve + practice
