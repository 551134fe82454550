"""The rules of calls and incidents about one event."""

from collections.abc import Callable

from domain.changes import AnyChange
from domain.command import Command

RULES: dict[type[Command], Callable[..., list[AnyChange]]] = {}
