"""An exception as it may be written down: what broke and where, never what it was told.

Texts of exceptions quote what they choked on: an address, a caller's name, a camera's password. A developer
needs the kind and the place; the words that Python itself has about names of the program are kept.
"""

from __future__ import annotations

import errno
import re
import traceback
from pathlib import Path

DEEPEST = 40
"""Frames of one exception that are written, the innermost."""
CHAIN = 4
_ROOT = Path(__file__).resolve().parent.parent
_CODE = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*\Z")
_OURS = re.compile(r"Internal C\+\+ object \([\w.]+\) already deleted\.\Z")


def outline(failure: BaseException) -> list[str]:
    """Return one line an exception and one a frame, outermost first; causes come before what they caused."""
    chain: list[BaseException] = []
    one: BaseException | None = failure
    while one is not None and one not in chain and len(chain) < CHAIN:
        chain.insert(0, one)
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    lines: list[str] = []
    for each in chain:
        lines += _frames(each)
        lines.append(kind(each))
    return lines


def kind(failure: BaseException) -> str:
    """Return the exception's name, with what it carries that cannot be about anybody."""
    name = type(failure).__qualname__
    words = [word for word in (_code(failure), _name(failure), _number(failure), _said(failure)) if word]
    if isinstance(failure, BaseExceptionGroup):
        words += [kind(one) for one in failure.exceptions[:CHAIN]]
    return f"{name}: {', '.join(words)}" if words else name


def _code(failure: BaseException) -> str:
    """A code of ours, or PostgreSQL's state."""
    for attribute in ("code", "sqlstate"):
        told = getattr(failure, attribute, None)
        if isinstance(told, str) and len(told) <= 60 and (_CODE.match(told) or told.isalnum()):
            return told
    return ""


def _name(failure: BaseException) -> str:
    """The name that Python did not find in the program."""
    if type(failure) in (AttributeError, NameError, ImportError, ModuleNotFoundError, UnboundLocalError):
        told = getattr(failure, "name", None)
        if isinstance(told, str) and told.replace(".", "").isidentifier() and len(told) <= 60:
            return told
    return ""


def _number(failure: BaseException) -> str:
    if isinstance(failure, OSError) and failure.errno is not None:
        return errno.errorcode.get(failure.errno, str(failure.errno))
    return ""


def _said(failure: BaseException) -> str:
    text = str(failure) if type(failure) is RuntimeError else ""
    return text if _OURS.match(text) else ""


def _frames(failure: BaseException) -> list[str]:
    found = traceback.extract_tb(failure.__traceback__)[-DEEPEST:]
    return [f"{place(frame.filename)}:{frame.lineno} {frame.name}" for frame in found]


def place(file: str) -> str:
    """Return a file's name without the directories of this machine: they may hold a person's name."""
    path = Path(file)
    if path.is_relative_to(_ROOT):
        inside = path.relative_to(_ROOT).as_posix()
        if not inside.startswith("."):
            return inside
    parts = path.parts
    for landmark in ("site-packages", "dist-packages"):
        if landmark in parts:
            return "/".join(parts[parts.index(landmark) + 1 :])
    return path.name
