"""Why a unit ranks where it does, or is set apart, in a dispatcher's words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from domain.capability import Capability
from domain.recommendation import Apart, Reason, Why
from domain.unit import UnitStatus
from widgets.timer import span
from widgets.unit_state import word as state_word

translate = QCoreApplication.translate
SECOND = 1_000_000


def capability_word(code: str) -> str:
    """What a unit can do; an unknown code is shown as it is."""
    return {
        Capability.CAR: translate("recommendation", "auto"),
        Capability.MOTORCYCLE: translate("recommendation", "moto"),
        Capability.HEAVY: translate("recommendation", "pesado"),
        Capability.FOOT: translate("recommendation", "a pie"),
        Capability.PURSUIT: translate("recommendation", "persecución"),
        Capability.TRANSPORT: translate("recommendation", "traslado"),
        Capability.LIFE_SUPPORT: translate("recommendation", "soporte vital"),
        Capability.WATER: translate("recommendation", "agua"),
        Capability.LADDER: translate("recommendation", "escalera"),
        Capability.RESCUE: translate("recommendation", "rescate"),
        Capability.HAZMAT: translate("recommendation", "materiales peligrosos"),
        Capability.LONG_ARM: translate("recommendation", "arma larga"),
    }.get(code, code)  # type: ignore[call-overload]


def reason_words(reason: Reason) -> str:
    """Return a reason's or a fact's sentence; a code of another version is shown as it is."""
    sentence = {
        Why.FIRST: translate("recommendation", "Llega {ahead} antes que la siguiente"),
        Why.ALREADY_THERE: translate("recommendation", "Ya está en el lugar"),
        Why.ALREADY_GOING: translate("recommendation", "Ya en camino"),
        Why.FIT: translate("recommendation", "apta: {capability}"),
        Why.LACKS: translate("recommendation", "sin {capability}"),
        Why.QUICKER_BY_ROAD: translate("recommendation", "Por calle llega antes que {others} más cercanas"),
        Why.NEXT_BY_ROAD: translate("recommendation", "La {rank}.ª por calle"),
        Why.KEEPS_COVER: translate("recommendation", "no descubre ninguna comuna"),
        Why.LEAVES: translate("recommendation", "deja la Comuna {comuna} a {after} (hoy {before})"),
        Why.TAKEN_FROM: translate("recommendation", "Sale del INC {number}, de menor prioridad"),
        Why.PASSES_BY: translate("recommendation", "Pasa cerca, rumbo al INC {number}"),
        Why.SHIFT_ENDS: translate("recommendation", "termina turno en {minutes} min"),
        Why.SHIFT_OVER: translate("recommendation", "su turno terminó hace {minutes} min"),
        Why.DOUBTFUL_JUMP: translate("recommendation", "su última posición es dudosa"),
        Why.BY_ROAD: translate("recommendation", "{distance} por calle"),
        Why.AGAINST_AVOIDED: translate("recommendation", "contramano evitada"),
        Why.FREE_FOR: _free_for(reason),
        Why.CREW: _crew(reason),
        Why.MOVES: translate("recommendation", "{mover}"),
        Why.WAITS_FOR: translate("recommendation", "cuenta {seconds} más tarde"),
    }.get(reason.code)  # type: ignore[call-overload]
    if reason.code == Why.FIRST and not reason.params.get("ahead"):
        sentence = translate("recommendation", "Llega antes que todas")
    if reason.code == Why.TAKEN_FROM and not reason.params.get("number"):
        sentence = translate("recommendation", "Sale de un incidente de menor prioridad")
    if reason.code == Why.ALREADY_GOING and reason.params.get("status") == UnitStatus.DISPATCHED:
        sentence = translate("recommendation", "Ya despachada")
    if reason.code == Why.QUICKER_BY_ROAD and reason.params.get("others") == 1:
        sentence = translate("recommendation", "Por calle llega antes que otra más cercana")
    return _filled(sentence or reason.code, reason)


def distance(metres: int) -> str:
    """Return a length as people say it: 780 m, 1,1 km."""
    if metres < 1000:
        return f"{metres} m"
    return f"{QLocale().toString(metres / 1000, 'f', 1)} km"


def _crew(reason: Reason) -> str:
    if reason.params.get("people") == 1:
        return translate("recommendation", "1 efectivo")
    return translate("recommendation", "{people} efectivos")


def _free_for(reason: Reason) -> str:
    """Nobody counts the minutes of seven hours."""
    minutes = reason.params.get("minutes", 0)
    if isinstance(minutes, int) and minutes >= 120:
        return translate("recommendation", "libre hace {n} h").replace("{n}", str(minutes // 60))
    return translate("recommendation", "libre hace {minutes} min")


def apart_words(why: Reason) -> str:
    """Return why a unit is not ranked."""
    sentence = {
        Apart.STALE: translate("recommendation", "Excluido: no se calcula con dato viejo, de hace {age}"),
        Apart.LOST: translate("recommendation", "Excluido: no se sabe dónde está hace {age}"),
        Apart.NO_FIX: translate("recommendation", "Excluido: nunca dio posición"),
        Apart.BUSY: translate("recommendation", "Ocupado: {status}, INC {number}"),
        Apart.OFF_DUTY: translate("recommendation", "Fuera de servicio"),
        Apart.LACKS: translate("recommendation", "No tiene {capability}"),
        Apart.OFF_STREETS: translate("recommendation", "Está fuera de las calles"),
        Apart.NO_WAY: translate("recommendation", "No hay camino"),
        Apart.FARTHER: translate("recommendation", "Más lejos que los de la lista"),
    }.get(why.code)  # type: ignore[call-overload]
    return _filled(sentence or why.code, why)


def trouble_words(why: Reason) -> str:
    """Return what stands in the place of the time; empty when nothing needs to."""
    if why.code in (Apart.STALE, Apart.LOST, Apart.NO_FIX):
        return translate("recommendation", "sin dato")
    return translate("recommendation", "ocupado") if why.code == Apart.BUSY else "—"


class _Known(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


_SECONDS = ("ahead", "before", "after", "age", "seconds")


def _filled(sentence: str, reason: Reason) -> str:
    params = _Known({key: str(value) for key, value in reason.params.items()})
    for key in _SECONDS:
        if params.get(key, "").isdecimal():
            params[key] = span(int(params[key]) * SECOND)
    if params.get("metres", "").isdecimal():
        params["distance"] = distance(int(params["metres"]))
    if "capability" in params:
        params["capability"] = capability_word(params["capability"])
    if "mover" in params:
        params["mover"] = capability_word(params["mover"])
    if params.get("status") in {status.value for status in UnitStatus}:
        params["status"] = state_word(UnitStatus(params["status"])).lower()
    return sentence.format_map(params)
