"""Rules about what is painted: no dialog stops the loop, no markup from outside, no bare colour."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from dev.house.source import Finding, Source, dotted, string_values

_SCREENS = ("console", "widgets")
_BLOCKING_STATICS = {
    "QMessageBox": {"about", "aboutQt", "critical", "information", "question", "warning"},
    "QFileDialog": {
        "getExistingDirectory",
        "getExistingDirectoryUrl",
        "getOpenFileName",
        "getOpenFileNames",
        "getOpenFileUrl",
        "getSaveFileName",
        "getSaveFileUrl",
    },
    "QInputDialog": {"getDouble", "getInt", "getItem", "getMultiLineText", "getText"},
    "QColorDialog": {"getColor"},
    "QFontDialog": {"getFont"},
}
_RICH_TEXT = {"QErrorMessage", "QLabel", "QMessageBox", "QProgressDialog", "QTextBrowser", "QTextEdit"}
_ESCAPING = {"tip", "tip_text"}
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
_GLOBAL_COLOURS = {
    "black",
    "blue",
    "color0",
    "color1",
    "cyan",
    "gray",
    "green",
    "magenta",
    "red",
    "white",
    "yellow",
}
_GLOBAL_COLOURS |= {f"dark{c.title()}" for c in _GLOBAL_COLOURS} | {"lightGray"}


def _on_screen(source: Source) -> bool:
    return source.package in _SCREENS


def blocking_dialogs(source: Source) -> Iterator[Finding]:
    """exec() inside a task freezes every other coroutine for ever (qasync 0.28)."""
    if not _on_screen(source):
        return
    for node in source.nodes:
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        owner = dotted(node.func.value)
        if node.func.attr in ("exec", "exec_") and not re.search(r"(?i)drag|^app$|qapplication", owner):
            yield source.at(node, f"{owner}.{node.func.attr}(): use ask(dialog), or popup() for a menu")
        elif node.func.attr in _BLOCKING_STATICS.get(owner.rsplit(".", 1)[-1], ()):
            yield source.at(node, f"{owner}.{node.func.attr}(): use ask(dialog)")


def async_slots(source: Source) -> Iterator[Finding]:
    """A slot calls nursery.start(coro), so that the task is held and its failure is shown."""
    for node in source.nodes:
        name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
        names = [alias.name for alias in node.names] if isinstance(node, ast.ImportFrom) else [name]
        if "asyncSlot" in names or "asyncClose" in names:
            yield source.at(node, "asyncSlot: a slot calls nursery.start(coro)")


def rich_labels(source: Source) -> Iterator[Finding]:
    """QLabel renders the markup in a caller's name; PlainLabel shows it."""
    if not _on_screen(source) or source.path == "widgets/plain_text.py":
        return
    for node in source.nodes:
        if isinstance(node, ast.Call) and dotted(node.func).rsplit(".", 1)[-1] in _RICH_TEXT:
            yield source.at(node, f"{dotted(node.func)}(): it renders markup; use widgets.plain_text")
        elif isinstance(node, ast.ClassDef):
            for base in node.bases:
                if dotted(base).rsplit(".", 1)[-1] in _RICH_TEXT:
                    yield source.at(
                        node, f"class {node.name}({dotted(base)}): it renders markup; use widgets.plain_text"
                    )


def rich_tips(source: Source) -> Iterator[Finding]:
    """A tooltip always guesses at markup: its text goes through tip(), which escapes."""
    if not _on_screen(source) or source.path == "widgets/plain_text.py":
        return
    for node in source.nodes:
        if isinstance(node, ast.Call) and dotted(node.func).rsplit(".", 1)[-1] in ("setToolTip", "showText"):
            texts = [arg for arg in node.args if not isinstance(arg, ast.Name | ast.Attribute)] or node.args
            if not any(_escaped(arg) for arg in texts):
                yield source.at(node, f"{dotted(node.func)}: wrap the text in tip()")
        elif isinstance(node, ast.FunctionDef) and _returns_bare_tip(node):
            yield source.at(node, f"{node.name} answers ToolTipRole without tip()")


def _escaped(arg: ast.expr) -> bool:
    if isinstance(arg, ast.Constant):
        return arg.value == ""
    if isinstance(arg, ast.IfExp):
        return _escaped(arg.body) and _escaped(arg.orelse)
    return isinstance(arg, ast.Call) and dotted(arg.func).rsplit(".", 1)[-1] in _ESCAPING


def _returns_bare_tip(function: ast.FunctionDef) -> bool:
    names = {
        dotted(node).rsplit(".", 1)[-1]
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute | ast.Name)
    }
    return "ToolTipRole" in names and not names & _ESCAPING


def literal_colours(source: Source) -> Iterator[Finding]:
    """A colour in code has no meaning and no second theme: it comes from the tokens."""
    if not _on_screen(source) or source.path == "widgets/tokens.py":
        return
    for constant in string_values(source):
        if said := _COLOUR.search(str(constant.value)):
            yield source.at(constant, f"{said.group()}: take the colour from widgets.tokens")
    for node in source.nodes:
        if isinstance(node, ast.Call) and dotted(node.func).rsplit(".", 1)[-1] in ("QColor", "qRgb", "qRgba"):
            if node.args and all(isinstance(arg, ast.Constant) for arg in node.args):
                yield source.at(node, f"{ast.unparse(node)}: take the colour from widgets.tokens")
        elif isinstance(node, ast.Attribute) and node.attr in _GLOBAL_COLOURS:
            if dotted(node.value).rsplit(".", 1)[-1] in ("Qt", "GlobalColor"):
                yield source.at(node, f"{dotted(node)}: take the colour from widgets.tokens")


SCREENS = (blocking_dialogs, async_slots, rich_labels, rich_tips, literal_colours)
