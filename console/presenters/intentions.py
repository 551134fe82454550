"""Every intention goes through here: it is sent, looks pending, and a refusal is told to the person."""

from __future__ import annotations

from collections.abc import Callable

from backend_client.commands import Commands, CommandState, PendingCommand
from console.sentences import sentence
from domain.commands import OperatorCommand

Tell = Callable[[str], None]
Then = Callable[[PendingCommand], None]


class Intentions:
    """Sends commands; `tell` shows a refusal. What was accepted shows by itself, in the picture."""

    def __init__(self, commands: Commands, tell: Tell) -> None:
        self._commands = commands
        self._tell = tell
        self.noted: Callable[[OperatorCommand], None] = lambda command: None
        """Told of every command before it goes out: what may be undone is remembered there."""
        self.shown: Callable[[dict[str, str]], dict[str, str]] = lambda params: params
        """Turns what a refusal tells into what people here call it."""

    def send(self, command: OperatorCommand, then: Then | None = None) -> PendingCommand:
        """Send a command; `then` is called once it is done (accepted, refused or in conflict)."""
        self.noted(command)
        pending = self._commands.send(command)
        told = False

        def moved(now: PendingCommand) -> None:
            nonlocal told
            if not now.done or told:
                return
            told = True
            if now.provisional and now.state is not CommandState.ACCEPTED:
                pass  # decided here without the server: the merge lists it, with what can be done about it
            elif now.state is CommandState.REFUSED:
                self._tell(sentence(now.code or "forbidden", self.shown(now.params)))
            elif now.state is CommandState.CONFLICT:
                self._tell(sentence("command.conflict", now.params))
            if then is not None:
                then(now)

        pending.subscribe(moved)
        moved(pending)
        return pending
