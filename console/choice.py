"""What a dispatcher has chosen: the incident and the unit that keys and short commands are about."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from backend_client.picture import Picture
from domain.incident import Incident, IncidentState
from domain.unit import Unit


class Choice:
    """One a desk; panes choose, and are told when another chose."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self._incident: UUID | None = None
        self._unit: UUID | None = None
        self._listeners: list[Callable[[], None]] = []

    def incident(self) -> Incident | None:
        """Return the chosen incident as it stands; None when none is chosen or it is gone."""
        return self._picture.incidents.get(self._incident) if self._incident is not None else None

    def unit(self) -> Unit | None:
        """Return the chosen unit as it stands."""
        return self._picture.units.get(self._unit) if self._unit is not None else None

    def choose_incident(self, incident: UUID | None) -> None:
        """This one from here on."""
        if incident != self._incident:
            self._incident = incident
            self._tell()

    def choose_unit(self, unit: UUID | None) -> None:
        """This one from here on; the incident stays."""
        if unit != self._unit:
            self._unit = unit
            self._tell()

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Have `listener` told when another is chosen; returns what ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()


def shown_number(incident: Incident) -> str:
    """Return the number that people say and type: the day's; a desk's own while the server is away."""
    return incident.number if incident.number.startswith("P") else str(incident.short)


def with_numbers_of_the_day(params: dict[str, str], picture: Picture) -> dict[str, str]:
    """Return what a refusal tells, with the day's number for every incident that this desk knows."""
    long = {value for key, value in params.items() if key in ("number", "incident", "into")}
    short = {one.number: shown_number(one) for one in picture.incidents.values() if one.number in long}
    return {key: short.get(value, value) for key, value in params.items()} if short else params


def inc(incident: Incident) -> str:
    """Return how an incident is named everywhere: INC 10427."""
    return f"INC {shown_number(incident)}"


def find_incident(picture: Picture, number: int, closed: bool = False) -> Incident | None:
    """Return the incident with this number of the day; the year's number counts when no day's is the same.

    The latest of several; `closed`: among those that were closed.
    """
    known = [i for i in picture.incidents.values() if (i.state is IncidentState.CLOSED) is closed]
    found = [i for i in known if i.short == number] or [
        i for i in known if int(i.number.rpartition("-")[2] or 0) == number
    ]
    return max(found, key=lambda i: i.created_at, default=None)
