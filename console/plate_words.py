"""What is odd about a plate that somebody typed, in words; and the plate as it is kept."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from domain.mentioned import VehicleMentioned
from domain.plates import PlateKind, kinds_of, normal_plate
from domain.refusal import Refused

translate = QCoreApplication.translate

WHOLE = 5
"""Letters and figures from which a plate is not just being typed any more."""


def plate_complaint(text: str) -> str:
    """el carácter 1 es A cirílica; empty when it can be a plate, or part of one."""
    try:
        normal_plate(text)
    except Refused as refused:
        return _refused(refused)
    return ""


def plate_note(text: str) -> str:
    """What a whole plate is, when it is not of this country: Brasil, Uruguay; empty else."""
    try:
        plate = normal_plate(text)
    except Refused:
        return ""
    kinds = kinds_of(plate)
    if not kinds:
        return translate("plates", "patente incompleta o desconocida") if len(plate) >= WHOLE else ""
    return _countries().get(kinds[0], "")


def kept_vehicle(vehicle: VehicleMentioned) -> VehicleMentioned:
    """Return the vehicle with its plate as it is compared; what cannot be one is kept as it was said."""
    try:
        return VehicleMentioned(plate=normal_plate(vehicle.plate), description=vehicle.description)
    except Refused:
        said = translate("plates", "patente: {text}").format(text=vehicle.plate)
        told = f"{vehicle.description}, {said}" if vehicle.description else said
        return VehicleMentioned(description=told[:240])


def _refused(refused: Refused) -> str:
    params = refused.params
    if refused.code == "plate.long":
        return translate("plates", "una patente tiene {most} letras y cifras como máximo").format(**params)
    script = _scripts().get(params["script"], params["script"])
    words = translate("plates", "el carácter {place} es {character} {script}")
    return words.format(place=params["place"], character=params["character"], script=script).strip()


def _scripts() -> dict[str, str]:
    return {
        "Cyrillic": translate("plates", "cirílica"),
        "Greek": translate("plates", "griega"),
        "Latin": translate("plates", "con tilde o de otro alfabeto"),
    }


def _countries() -> dict[PlateKind, str]:
    return {
        PlateKind.BR_MERCOSUR: translate("plates", "Brasil"),
        PlateKind.UY: translate("plates", "Uruguay o Brasil"),
        PlateKind.PY: translate("plates", "Paraguay"),
        PlateKind.CL: translate("plates", "Chile"),
        PlateKind.CL_OLD: translate("plates", "Chile"),
        PlateKind.BO: translate("plates", "Bolivia"),
    }
