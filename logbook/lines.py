"""Log records as lines: one record, one line, for machines (JSON) and for people at a terminal."""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime
from typing import IO, Any

import msgspec

from logbook.masks import HIDDEN, SECRET_NAMES, safe
from logbook.outline import outline

LONGEST = 8_000
"""Characters of one text in a line; what comes after is cut."""


def _text(record: logging.LogRecord) -> str:
    try:
        text = record.getMessage()
    except Exception:
        text = f"{record.msg} (its parameters do not fit)"
    return safe(text[:LONGEST])


def _trace(record: logging.LogRecord) -> list[str]:
    failure = record.exc_info[1] if record.exc_info else None
    return [safe(line) for line in outline(failure)] if failure is not None else []


def _params(record: logging.LogRecord) -> dict[str, Any]:
    told = getattr(record, "params", None)
    if not isinstance(told, dict):
        return {}
    return {safe(str(name)): _param(str(name), value) for name, value in told.items()}


def _param(name: str, value: object) -> object:
    if SECRET_NAMES.search(name):
        return HIDDEN
    if value is None or isinstance(value, bool | int | float):
        return value
    return safe(str(value)[:LONGEST])


def stamp(record: logging.LogRecord) -> str:
    """Return when it was said, UTC, to the microsecond."""
    return _moment(record).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _moment(record: logging.LogRecord) -> datetime:
    return datetime.fromtimestamp(record.created, UTC)


class JsonLine(logging.Formatter):
    """`{"at", "level", "room", "message"}`, and where known `params`, `command`, `trace`, `stacks`.

    `extra={"params": {...}, "command": id}` of a logging call go into fields of their own.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return one object without its line end."""
        told: dict[str, Any] = {
            "at": stamp(record),
            "level": record.levelname.lower(),
            "room": safe(record.name),
            "message": _text(record),
        }
        if params := _params(record):
            told["params"] = params
        if (command := getattr(record, "command", None)) is not None:
            told["command"] = safe(str(command))
        if trace := _trace(record):
            told["trace"] = trace
        if (stacks := getattr(record, "stacks", None)) is not None:
            told["stacks"] = [safe(str(line)) for line in stacks]
        return msgspec.json.encode(told).decode()


class HumanLine(logging.Formatter):
    """The same for people: local time, level, room, message, and the rest behind it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line without its line end."""
        when = _moment(record).astimezone().strftime("%H:%M:%S.%f")[:-3]
        words = [when, record.levelname, safe(record.name), _text(record)]
        words += [f"{name}={value}" for name, value in _params(record).items()]
        if (command := getattr(record, "command", None)) is not None:
            words.append(f"command={safe(str(command))}")
        return " | ".join([" ".join(words), *_trace(record)])


def formatter_for(stream: IO[str]) -> logging.Formatter:
    """Return the lines for people on a terminal, those for machines into files and pipes."""
    return HumanLine() if stream.isatty() else JsonLine()


def begin_log(level: int = logging.INFO) -> None:
    """Send this program's log to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter_for(sys.stderr))
    logging.basicConfig(level=level, handlers=[handler])
    logging.captureWarnings(True)
