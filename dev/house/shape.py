"""Rules about the shape of files: their length, their names, their emptiness."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from dev.house.source import Finding, Source

MAX_LINES = 400
MAX_FUNCTION_LINES = 60
_NO_ROOM = {"common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}


def long_files(source: Source) -> Iterator[Finding]:
    """A file is one room: over 400 lines it is two."""
    count = len(source.lines)
    if count > MAX_LINES:
        yield Finding(
            source.path, MAX_LINES, f"{count} lines; a file has at most {MAX_LINES}: give it a second room"
        )


def long_functions(source: Source) -> Iterator[Finding]:
    """A function is read in one look: aimed at 40 lines, refused over 60."""
    for node in source.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
            count = node.end_lineno - node.lineno + 1
            if count > MAX_FUNCTION_LINES:
                yield source.at(
                    node, f"{node.name} has {count} lines; aim under 40, {MAX_FUNCTION_LINES} is refused"
                )


def empty_inits(source: Source) -> Iterator[Finding]:
    """A spawned worker imports every package above its module: an empty one costs nothing."""
    if source.path.endswith("__init__.py") and source.text.strip():
        yield Finding(source.path, 1, "an __init__.py is empty: move this into a module with a name")


def inits_out_of_place(source: Source) -> Iterator[Finding]:
    """packaging/ would shadow the library of that name, and tests are not a package."""
    if source.package in ("packaging", "tests") and source.path.endswith("__init__.py"):
        yield Finding(source.path, 1, f"no __init__.py in {source.package}/")


def rooms_without_a_name(source: Source) -> Iterator[Finding]:
    """A room is named after what an operator sees or the field calls it."""
    for part in source.path.removesuffix(".py").split("/"):
        if set(part.split("_")) & _NO_ROOM:
            yield Finding(source.path, 1, f"'{part}' names no room: call it what the field calls it")


SHAPE = (long_files, long_functions, empty_inits, inits_out_of_place, rooms_without_a_name)
