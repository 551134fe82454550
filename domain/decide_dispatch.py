"""Every rule of dispatch beyond sending and freeing one unit, from the rooms they live in."""

from collections.abc import Callable

from domain import decide_crew, decide_moves, decide_records, decide_tasks
from domain.changes import AnyChange
from domain.command import Command

RULES: dict[type[Command], Callable[..., list[AnyChange]]] = {
    **decide_records.RULES,
    **decide_tasks.RULES,
    **decide_moves.RULES,
    **decide_crew.RULES,
}
