"""What is said about workspaces, in the user's language."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from console.sentences import sentence
from domain.refusal import Refused
from domain.workspace import Slot
from widgets.plain_text import visible
from widgets.workspace.words import pane_title

translate = QCoreApplication.translate


def why(refused: Refused) -> str:
    """Return why a layout was not taken or not kept."""
    words = {
        "workspace.unreadable": translate("workspaces", "No se entiende lo guardado."),
        "workspace.version": translate("workspaces", "Es de otra versión de Atalaya."),
        "workspace.large": translate("workspaces", "Es demasiado grande."),
        "workspace.deep": translate("workspaces", "Tiene demasiadas divisiones."),
        "workspace.twice": translate("workspaces", "Tiene dos veces el mismo panel."),
        "workspace.role": translate("workspaces", "Es de otra función."),
        "workspace.name": translate("workspaces", "Ese nombre no se puede usar."),
        "workspace.many": translate("workspaces", "Ya hay {most} espacios: borre alguno."),
        "workspace.none": translate("workspaces", "No hay un espacio con ese nombre."),
        "link.silent": translate("workspaces", "El servidor no responde."),
        "link.no_answer": translate("workspaces", "El servidor no responde."),
    }.get(refused.code)
    return visible(words.format_map(refused.params)) if words else sentence(refused.code, refused.params)


def named(slots: Iterable[Slot]) -> str:
    """Return the names of panes in a row."""
    return ", ".join(pane_title(slot) for slot in slots)
