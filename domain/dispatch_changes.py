"""What happened to incidents, agencies' tasks and units beyond sending and freeing one unit."""

from uuid import UUID

from domain.change import Change
from domain.words import Name, Narrative


class IncidentNoted(Change, frozen=True, kw_only=True, tag="incident_noted"):
    """Somebody wrote a note on an incident."""

    incident: UUID
    by: Name
    text: Narrative


DispatchChange = IncidentNoted
