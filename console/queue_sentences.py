"""What the queue's orders and refusals are called."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from domain.command import Command
from domain.queue_orders import MarkCall, OverflowCall, PutBackCall, SetDeskState


def orders() -> dict[type[Command], str]:
    """Return each of the queue's orders, as a person says it."""
    translate = QCoreApplication.translate
    return {
        SetDeskState: translate("sentences", "Cambiar el estado del puesto"),
        MarkCall: translate("sentences", "Marcar una llamada"),
        PutBackCall: translate("sentences", "Dejar una llamada para devolver"),
        OverflowCall: translate("sentences", "Pasar una llamada a otra sala"),
    }


def refused() -> dict[str, str]:
    """Return a sentence for each code that the queue refuses with."""
    translate = QCoreApplication.translate
    return {
        "desk.not_seated": translate("sentences", "Este puesto no recibe llamadas ahora."),
        "desk.state": translate("sentences", "Ese estado del puesto lo pone el servidor."),
        "desk.reason": translate("sentences", "Una pausa lleva un motivo de la lista."),
        "call.mark": translate("sentences", "Esa marca la pone el servidor."),
        "call.not_called_back": translate(
            "sentences", "La llamada {short} no es una devolución: ciérrela con lo que fue."
        ),
        "call.overflowed": translate("sentences", "La llamada {short} ya pasó de sala: no va y viene."),
        "queue.nobody_ready": translate("sentences", "En la sala {room} no hay nadie libre."),
    }
