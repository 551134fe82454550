"""What happened to calls and incidents about one event."""

from uuid import UUID

from domain.agency import Agencies
from domain.change import Change
from domain.words import Address, Name


class CallLinked(Change, frozen=True, kw_only=True, tag="call_linked"):
    """A call joined an incident that existed."""

    call: UUID
    incident: UUID
    by: Name


class CallUnlinked(Change, frozen=True, kw_only=True, tag="call_unlinked"):
    """A call stands alone again; `reopened`: it had been settled as duplicate, and that is taken back."""

    call: UUID
    incident: UUID
    by: Name
    reopened: bool = False


class IncidentMerged(Change, frozen=True, kw_only=True, tag="incident_merged"):
    """A person joined two incidents: units, stacked units and calls of `incident` are those of `into` now.

    `agencies`: those that only `incident` had asked for.
    """

    incident: UUID
    into: UUID
    by: Name
    units: tuple[UUID, ...] = ()
    stacked: tuple[UUID, ...] = ()
    calls: tuple[UUID, ...] = ()
    agencies: Agencies = ()


class IncidentSplit(Change, frozen=True, kw_only=True, tag="incident_split"):
    """They were two after all: what is named comes back to `incident`, as far as it was still there."""

    incident: UUID
    into: UUID
    by: Name
    reason: Address
    units: tuple[UUID, ...] = ()
    stacked: tuple[UUID, ...] = ()
    calls: tuple[UUID, ...] = ()


EventChange = CallLinked | CallUnlinked | IncidentMerged | IncidentSplit
