"""What happened to calls and incidents about one event."""

from uuid import UUID

from domain.change import Change
from domain.words import Name


class CallLinked(Change, frozen=True, kw_only=True, tag="call_linked"):
    """A call joined an incident that existed."""

    call: UUID
    incident: UUID
    by: Name


EventChange = CallLinked
