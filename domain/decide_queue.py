"""The rules of the queue."""

from collections.abc import Callable

from domain.changes import AnyChange
from domain.command import Command

RULES: dict[type[Command], Callable[..., list[AnyChange]]] = {}
