"""What can be asked when several calls or incidents are about one event; all of it can be undone."""

from uuid import UUID

from domain.command import Command, Why


class LinkCall(Command, frozen=True, kw_only=True, tag="link_call"):
    """A call is about an incident that exists: it joins it, and is settled as duplicate with `close_call`."""

    call: UUID
    incident: UUID
    close_call: bool = False


class UnlinkCall(Command, frozen=True, kw_only=True, tag="unlink_call"):
    """A call was not about that incident after all: it stands alone again, open."""

    call: UUID
    incident: UUID


class JoinIncidents(Command, frozen=True, kw_only=True, tag="join_incidents"):
    """Two incidents are one event: `incident` goes on in `into`; nothing of it is lost."""

    incident: UUID
    into: UUID


class SplitIncident(Command, frozen=True, kw_only=True, tag="split_incident"):
    """They were two events after all: `incident` stands by itself again."""

    incident: UUID
    reason: Why


EventOrder = LinkCall | UnlinkCall | JoinIncidents | SplitIncident
