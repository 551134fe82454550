"""What happened in the queue."""

from uuid import UUID

from domain.change import Change
from domain.desk import DeskState
from domain.words import Code


class DeskStateSet(Change, frozen=True, kw_only=True, tag="desk_state_set"):
    """A desk does something else now."""

    desk: UUID
    state: DeskState
    reason: Code | None = None


QueueChange = DeskStateSet
