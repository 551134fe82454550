"""The rules of dispatch beyond sending and freeing one unit."""

from collections.abc import Callable

from domain.changes import AnyChange
from domain.command import Command

RULES: dict[type[Command], Callable[..., list[AnyChange]]] = {}
