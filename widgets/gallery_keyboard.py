"""The keyboard in the gallery: the keys that work, how a line may go on, a desk without sound."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from widgets.command_line import CommandLine
from widgets.help_sheet import HelpSheet, KeyGroup, keys_of
from widgets.keys import KeyHere
from widgets.live_map.live_map import LiveMap
from widgets.look import Look
from widgets.offer_list import Offer
from widgets.status_bar import StatusBar
from widgets.top_bar import TopBar

Window = Callable[[Look, QSize], QWidget]
BIG, SMALL = QSize(1920, 1080), QSize(1366, 768)

_OFFERS = (
    Offer("M 1-204 ", "M 1-204", "Disponible"),
    Offer("M 1-205 ", "M 1-205", "En camino"),
    Offer("mapa", "mapa", "ir a la página del mapa"),
)
_VERBS = KeyGroup(
    "Línea de órdenes (Ctrl K)",
    (KeyHere("atender", "atender una llamada"), KeyHere("despachar", "despachar un móvil a un incidente")),
)


def sheets(window: Window) -> dict[str, Callable[[Look], QWidget]]:
    """Every sheet; `window` builds an operator's window with invented data."""
    return {
        "keys_1920": lambda look: _keys(window(look, BIG), look),
        "keys_1366": lambda look: _keys(window(look, SMALL), look),
        "order_1366": lambda look: _typing(window(look, SMALL)),
        "soundless_1920": lambda look: _soundless(window(look, BIG)),
    }


def _keys(shell: QWidget, look: Look) -> QWidget:
    shell.show()
    canvas = shell.findChildren(LiveMap)[0].canvas
    HelpSheet(look, (*keys_of(shell, canvas), _VERBS), shell)
    return shell


def _typing(shell: QWidget) -> QWidget:
    shell.show()
    shell.activateWindow()
    line = shell.findChildren(CommandLine)[0]
    line.take_focus()
    line.set_text("m")
    QApplication.processEvents()  # the list is there once the line has the keyboard
    line.set_offers(_OFFERS)
    return shell


def _soundless(shell: QWidget) -> QWidget:
    shell.findChildren(StatusBar)[0].set_sound("sin dispositivo", True)
    shell.findChildren(TopBar)[0].set_sound("sin dispositivo")
    return shell
