"""One desk's client, put together: picture, commands and line on the running loop."""

import random
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from backend_client.commands import Commands
from backend_client.picture import Picture
from domain.clock import Clock
from domain.ids import IdMint
from domain.wire import Ticket, Watch


class Client:
    """What the console, the simulator and tests hold.

    Use: `client = Client(...)`, start `client.run()` in a nursery, then `await client.login(...)`. Panes
    read `client.picture`, presenters call `client.commands`.
    """

    picture: Picture
    commands: Commands

    def __init__(
        self,
        *,
        servers: tuple[str, ...],
        ca: Path | None,
        workstation: str,
        journal_directory: Path,
        clock: Clock,
        mint: IdMint,
        rng: random.Random,
    ) -> None:
        """Open the journal. `servers` as https://host:port, the first is used; `ca` None = the system's.

        Raises `LineFailed` for a bad address or CA file, `JournalFailed` when the journal is another's.
        """
        raise NotImplementedError

    async def run(self) -> None:
        """Keep the line until cancelled or closed: start this once, in the program's nursery."""
        raise NotImplementedError

    async def login(self, user: str, password: str, patience: float = 0.0) -> None:
        """Take the desk; returns when the picture is whole. Raises `LineFailed` with the reason.

        `patience`: seconds to go on trying while the server is not there or not ready yet. Also used after
        the session expired: picture, forms and journal are kept.
        """
        raise NotImplementedError

    def logout(self) -> None:
        """Leave the desk: the session ends at the server, the picture is emptied, the journal kept."""
        raise NotImplementedError

    async def close(self) -> None:
        """End the line and bring the journal to disk; the session stays valid at the server."""
        raise NotImplementedError

    def watch(self, view: Watch | None) -> None:
        """Say which part of the map is shown; repeated by itself after each reconnection. None = nothing."""
        raise NotImplementedError

    async def ask_ticket(self, camera: UUID) -> Ticket:
        """Ask where to see a camera; `Ticket.code` says why not (`link.silent` when there is no line)."""
        raise NotImplementedError

    def on_bad_frame(self, listener: Callable[[str], None]) -> None:
        """Have `listener` told of each frame that could not be read (also counted in the line)."""
        raise NotImplementedError
