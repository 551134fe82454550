"""Taking a desk: asks the server and tells in the person's language why it did not work."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from backend_client.failure import LineFailed
from console.loop import Nursery
from console.sentences import login_failure
from widgets.login import LoginView

PATIENCE_S = 3.0
"""A person waits so long for a server that is not there before being told."""

Enter = Callable[[str, str, str, str, float], Awaitable[None]]
"""user, password, workstation, server (https://host:port), patience in seconds; raises `LineFailed`."""


class LoginPresenter:
    """Between the login view and `enter`, which makes the line and returns once the picture is whole."""

    def __init__(self, view: LoginView, nursery: Nursery, enter: Enter) -> None:
        self._view = view
        self._nursery = nursery
        self._enter = enter
        self._trying: asyncio.Task[None] | None = None
        view.login_requested.connect(self._asked)
        view.cancel_requested.connect(self.cancel)

    def attempt(
        self, user: str, password: str, workstation: str, server: str, patience: float = PATIENCE_S
    ) -> None:
        """Try to come in; a second try waits for the first."""
        if self._trying is None or self._trying.done():
            self._view.set_busy(True)
            work = self._try(user, password, workstation, server, patience)
            self._trying = self._nursery.start(work, "login")

    def cancel(self) -> None:
        """The person does not want to wait any longer."""
        if self._trying is not None:
            self._trying.cancel()
        self._view.set_busy(False)

    def _asked(self, user: str, password: str, workstation: str, server: str) -> None:
        self.attempt(user, password, workstation, server)

    async def _try(self, user: str, password: str, workstation: str, server: str, patience: float) -> None:
        try:
            await self._enter(user, password, workstation, server, patience)
        except LineFailed as failed:
            code, params = login_failure(failed.code, {"server": server, **failed.params})
            self._view.set_failure(code, params)
        else:
            self._view.set_busy(False)
            self._view.password.clear()
