"""Puts a theme on the application: Fusion, palette, font, and the one sheet built from the tokens."""

from __future__ import annotations

import re

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget

from resources.paths import path
from widgets.look import Look

_HOLE = re.compile(r"\{\{(px:)?([a-z0-9_.]+)\}\}")

_ROLES = {
    QPalette.ColorRole.Window: "surface.window",
    QPalette.ColorRole.WindowText: "text.primary",
    QPalette.ColorRole.Base: "surface.field",
    QPalette.ColorRole.AlternateBase: "surface.pane",
    QPalette.ColorRole.Text: "text.primary",
    QPalette.ColorRole.PlaceholderText: "text.tertiary",
    QPalette.ColorRole.Button: "surface.raised",
    QPalette.ColorRole.ButtonText: "text.primary",
    QPalette.ColorRole.BrightText: "severity.critical",
    QPalette.ColorRole.Highlight: "accent.fill",
    QPalette.ColorRole.HighlightedText: "accent.on_fill",
    QPalette.ColorRole.Link: "accent.text",
    QPalette.ColorRole.ToolTipBase: "surface.overlay",
    QPalette.ColorRole.ToolTipText: "text.primary",
}


def sheet(look: Look) -> str:
    """The style sheet of this look; MissingToken names a token that the theme lacks."""
    template = path("themes", "console.qss").read_text("utf-8")
    return _HOLE.sub(lambda hole: _value(look, hole), template)


def _value(look: Look, hole: re.Match[str]) -> str:
    name = hole.group(2)
    if hole.group(1):
        return str(look.px(int(name)) if name.isdigit() else look.size(name))
    return look.colour(name).name()


def palette(look: Look) -> QPalette:
    """What the sheet does not reach (carets, placeholders, a dialog of Qt's own)."""
    made = QPalette()
    for role, token in _ROLES.items():
        made.setColor(role, look.colour(token))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        made.setColor(QPalette.ColorGroup.Disabled, role, look.colour("text.disabled"))
    return made


def apply(app: QApplication, look: Look) -> None:
    """Dress the whole application; widgets made before it are dressed too."""
    if not app.styleSheet():  # under a sheet it is there already, and a second one would never go away
        app.setStyle("Fusion")
    app.setPalette(palette(look))
    app.setFont(look.font("body"))
    app.setStyleSheet(sheet(look))


def mark(widget: QWidget, name: str, value: str | bool) -> None:
    """Set a property that the sheet reads and polish the widget again, only when it changes."""
    told = ("true" if value else "false") if isinstance(value, bool) else value
    if widget.property(name) != told:
        widget.setProperty(name, told)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()
