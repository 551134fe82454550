"""Rules about time and chance: both are passed in, so that a test can hold them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from dev.house.source import PRODUCT, Finding, Source, dotted, string_values

_WALL_CLOCKS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "datetime.datetime.now",
    "datetime.datetime.utcnow",
    "datetime.datetime.today",
    "datetime.date.today",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
}
_QT_CLOCKS = {
    "currentDate",
    "currentDateTime",
    "currentDateTimeUtc",
    "currentTime",
    "currentMSecsSinceEpoch",
    "currentSecsSinceEpoch",
}
_SQL_CLOCK = re.compile(
    r"\b(now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(\s*\)"
    r"|\bCURRENT_(TIMESTAMP|TIME|DATE)\b|\bLOCALTIME(STAMP)?\b",
    re.IGNORECASE,
)
_SQLALCHEMY_CLOCKS = {"now", "current_timestamp", "current_date", "localtimestamp", "clock_timestamp"}
_CHANCE = {
    "random",
    "randint",
    "choice",
    "choices",
    "shuffle",
    "sample",
    "uniform",
    "gauss",
    "expovariate",
    "seed",
}


def wall_clocks(source: Source) -> Iterator[Finding]:
    """Programs ask the Clock they were given; only domain/clock.py asks the machine."""
    if source.package not in PRODUCT or source.path == "domain/clock.py":
        return
    for node in source.nodes:
        if isinstance(node, ast.Attribute) and dotted(node) in _WALL_CLOCKS:
            yield source.at(node, f"{dotted(node)}: ask the Clock that was passed in")
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            for name in node.names:
                if f"time.{name.name}" in _WALL_CLOCKS:
                    yield source.at(node, f"from time import {name.name}: ask the Clock that was passed in")


def qt_clocks(source: Source) -> Iterator[Finding]:
    """The screen shows the server's time, never the desk's."""
    for node in source.nodes:
        if isinstance(node, ast.Attribute) and node.attr in _QT_CLOCKS:
            yield source.at(node, f"{node.attr}: show the server's time from the Clock that was passed in")


def sql_clocks(source: Source) -> Iterator[Finding]:
    """SQL has no clock: a replay would give another answer."""
    if source.package not in PRODUCT:
        return
    for constant in string_values(source):
        if source.package == "backend" and (said := _SQL_CLOCK.search(str(constant.value))):
            yield source.at(constant, f"{said.group()} in SQL: pass the time as a parameter")
    for node in source.nodes:
        if (
            isinstance(node, ast.Attribute)
            and node.attr in _SQLALCHEMY_CLOCKS
            and dotted(node.value) in ("func", "sa.func")
        ):
            yield source.at(node, f"{dotted(node)}: pass the time as a parameter")


def loose_chance(source: Source) -> Iterator[Finding]:
    """Dice are passed in as a seeded random.Random; ids are uuidv7 from domain.ids."""
    if source.package not in PRODUCT:
        return
    for node in source.nodes:
        if isinstance(node, ast.Attribute) and dotted(node) in {f"random.{name}" for name in _CHANCE}:
            yield source.at(node, f"{dotted(node)}: use the random.Random that was passed in")
        elif isinstance(node, ast.Attribute) and dotted(node) in ("uuid.uuid1", "uuid.uuid4"):
            yield source.at(node, f"{dotted(node)}: ids are uuidv7, from domain.ids")
        elif isinstance(node, ast.ImportFrom) and node.module == "random":
            for name in node.names:
                if name.name in _CHANCE:
                    yield source.at(
                        node, f"from random import {name.name}: use the random.Random that was passed in"
                    )


CLOCKS = (wall_clocks, qt_clocks, sql_clocks, loose_chance)
