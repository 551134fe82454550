"""What of the backend the telephony needs, while it is the writer and while it is not."""

from typing import Protocol
from uuid import UUID

from backend.desk_conflicts import Writer
from domain.clock import Micros
from domain.words import RoomName


class Notes(Protocol):
    """The exceptions list."""

    def note(self, kind: str, source: str, detail: str, at: Micros, *, grave: bool = False) -> None:
        """Count one bad input."""
        ...


class House(Protocol):
    """What of the backend stands while it is the writer."""

    def writer(self) -> Writer | None:
        """Return what decides and commits, None while another backend does."""
        ...

    def main_room(self) -> RoomName:
        """Return the room whose calls these are."""
        ...

    async def lines_before(self) -> frozenset[UUID]:
        """Return the calls that rang by SIP lately, whichever backend held their lines; none if unknown."""
        ...

    def notes(self) -> Notes | None:
        """Return the exceptions list."""
        ...
