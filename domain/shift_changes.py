"""What happened to the shift's papers."""

from uuid import UUID

from domain.change import Change
from domain.words import Name, Narrative, RoomName


class LogWritten(Change, frozen=True, kw_only=True, tag="log_written"):
    """Somebody wrote in the room's log."""

    entry: UUID
    room: RoomName
    by: Name
    text: Narrative
    incident: UUID | None = None
    unit: UUID | None = None
    exercise: bool = False


ShiftChange = LogWritten
