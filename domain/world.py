"""The state that decisions are made from: everything open, in memory, with a layer that can be dropped."""

from collections.abc import Iterator
from typing import Any, Generic, TypeVar
from uuid import UUID

import msgspec

from domain.alert import Alert, AlertState
from domain.bolo import Bolo
from domain.call import Call, CallState
from domain.clock import Micros
from domain.desk import Desk
from domain.incident import Incident
from domain.shift import Handover, LogEntry
from domain.unit import Unit
from domain.words import RoomName

T = TypeVar("T")
Thing = Call | Incident | Unit | Alert | Desk | Bolo | LogEntry | Handover
"""What the world is made of, and what the sequence carries: always whole."""
_Group = tuple[str, RoomName, bool]
"""What repeats of an alert are counted on: an exercise's never on a live one's, nor a room's on another's."""


class Shelf(Generic[T]):
    """Things by id. What a batch puts is staged until the log has it: then settled, or dropped."""

    def __init__(self, touched: dict[UUID, Any]) -> None:
        self._settled: dict[UUID, T] = {}
        self._staged: dict[UUID, T] = {}
        self._touched = touched

    def get(self, key: UUID) -> T | None:
        """Return the thing as the current batch sees it."""
        found = self._staged.get(key)
        return found if found is not None else self._settled.get(key)

    def put(self, key: UUID, thing: T) -> None:
        """Stage a thing."""
        self._staged[key] = thing
        self._touched[key] = thing

    def values(self) -> Iterator[T]:
        """Walk all things as the current batch sees them."""
        for key, thing in self._settled.items():
            if key not in self._staged:
                yield thing
        yield from self._staged.values()

    def settled(self) -> Iterator[T]:
        """Walk all things as the log has them: what may be told to others."""
        return iter(self._settled.values())

    def settle(self) -> None:
        """Keep what was staged: the log has it."""
        self._settled.update(self._staged)
        self._staged.clear()

    def drop(self) -> None:
        """Forget what was staged: the log refused it."""
        self._staged.clear()

    def forget(self, key: UUID) -> None:
        """Let go of a settled thing that is closed and old."""
        self._settled.pop(key, None)

    def __len__(self) -> int:
        return len(self._settled.keys() | self._staged.keys())


class CallShelf(Shelf[Call]):
    """Calls, also by the number they came from, and those that are open by where they stand.

    Those that ring are in the order in which they began to, which no clock can change.
    """

    def __init__(self, touched: dict[UUID, Any]) -> None:
        super().__init__(touched)
        self._of_number: dict[tuple[str, bool], dict[UUID, None]] = {}
        self._open: dict[CallState, dict[UUID, None]] = {
            state: {} for state in CallState if state is not CallState.CLOSED
        }

    def put(self, key: UUID, thing: Call) -> None:
        """Stage a call, and remember its number."""
        super().put(key, thing)
        if thing.number:
            self._of_number.setdefault((thing.number, thing.exercise), {})[key] = None

    def settle(self) -> None:
        """Keep what was staged, each where it stands now."""
        for key, call in self._staged.items():
            here = self._open.get(call.state)
            if here is not None and key in here:
                continue
            before = self._settled.get(key)
            if before is not None and before.state is not CallState.CLOSED:
                self._open[before.state].pop(key, None)
            if here is not None:
                here[key] = None
        super().settle()

    def forget(self, key: UUID) -> None:
        """Let go of a settled call."""
        gone = self._settled.get(key)
        if gone is not None:
            for kept in self._open.values():
                kept.pop(key, None)
            of_number = self._of_number.get((gone.number, gone.exercise), {})
            of_number.pop(key, None)
            if not of_number:
                self._of_number.pop((gone.number, gone.exercise), None)
        super().forget(key)

    def standing(self, state: CallState) -> list[Call]:
        """Return the settled calls that stand there, the oldest first; closed ones are not counted."""
        return [self._settled[key] for key in self._open.get(state, ())]

    def of_number(self, number: str, exercise: bool) -> list[Call]:
        """Return the calls of a number as the current batch sees them, oldest first."""
        found = (self.get(key) for key in self._of_number.get((number, exercise), ()))
        return [call for call in found if call is not None]


class Counters(msgspec.Struct, frozen=True, kw_only=True):
    """The numbers given so far: incidents of the year, short numbers of the day (site's zone)."""

    year: int = 0
    incidents: int = 0
    day: int = 0
    shorts: int = 0


def _group(alert: Alert) -> _Group:
    return alert.group, alert.room, alert.exercise


class World:
    """Calls, incidents, units and alerts by id, the counters, and the open alert of each group."""

    def __init__(self) -> None:
        self._touched: dict[UUID, Thing] = {}
        self.calls = CallShelf(self._touched)
        self.incidents: Shelf[Incident] = Shelf(self._touched)
        self.units: Shelf[Unit] = Shelf(self._touched)
        self.alerts: Shelf[Alert] = Shelf(self._touched)
        self.desks: Shelf[Desk] = Shelf(self._touched)
        self.bolos: Shelf[Bolo] = Shelf(self._touched)
        self.entries: Shelf[LogEntry] = Shelf(self._touched)
        self.handovers: Shelf[Handover] = Shelf(self._touched)
        self.shelves: tuple[Shelf[Any], ...] = (
            self.calls, self.incidents, self.units, self.alerts, self.desks, self.bolos, self.entries,
            self.handovers,
        )  # fmt: skip
        self._counters = Counters()
        self._staged_counters: Counters | None = None
        self._groups: dict[_Group, UUID] = {}

    @property
    def counters(self) -> Counters:
        """The counters as the current batch sees them."""
        return self._staged_counters or self._counters

    def count(self, counters: Counters) -> None:
        """Stage new counters."""
        self._staged_counters = counters

    def touched(self) -> tuple[Thing, ...]:
        """Return what was put since the last settling, each thing once and as it is now."""
        return tuple(self._touched.values())

    def take_touched(self) -> tuple[Thing, ...]:
        """Return the same and begin anew."""
        things = tuple(self._touched.values())
        self._touched.clear()
        return things

    def holds(self, key: UUID) -> bool:
        """Tell whether anything at all has this id: what is told to desks and tables goes by id alone."""
        return any(shelf.get(key) is not None for shelf in self.shelves) or self.incident(key) is not None

    def incident(self, key: UUID) -> Incident | None:
        """Return the incident of this id, or the one that what a desk made under this id was joined to."""
        found = self.incidents.get(key)
        if found is None:  # rare: only orders of desk mode name what was joined
            found = next((one for one in self.incidents.values() if key in one.joined), None)
        return found

    def put_alert(self, alert: Alert) -> None:
        """Stage an alert and remember it as its group's latest."""
        self.alerts.put(alert.id, alert)
        self._groups[_group(alert)] = alert.id

    def open_alert(self, group: str, room: RoomName, exercise: bool) -> Alert | None:
        """Return the alert of this group and room that is not closed, if there is one."""
        key = self._groups.get((group, room, exercise))
        alert = self.alerts.get(key) if key is not None else None
        return alert if alert is not None and alert.state is not AlertState.CLOSED else None

    def forget_closed(self, before: Micros) -> int:
        """Let go of what was closed before that moment; return how many."""
        calls = [c.id for c in self.calls.settled() if c.closed_at is not None and c.closed_at < before]
        incidents = [
            i.id for i in self.incidents.settled() if i.closed_at is not None and i.closed_at < before
        ]
        alerts = [a for a in self.alerts.settled() if a.state is AlertState.CLOSED and a.last_at < before]
        for key in calls:
            self.calls.forget(key)
        for key in incidents:
            self.incidents.forget(key)
        for alert in alerts:
            self.alerts.forget(alert.id)
            if self._groups.get(_group(alert)) == alert.id:
                del self._groups[_group(alert)]
        papers = self._forget_papers(before)
        return len(calls) + len(incidents) + len(alerts) + papers

    def _forget_papers(self, before: Micros) -> int:
        old = [
            *(b.id for b in self.bolos.settled() if (b.cancelled_at or b.expires_at) < before),
            *(e.id for e in self.entries.settled() if e.at < before),
            *(h.id for h in self.handovers.settled() if h.made_at < before),
        ]
        for key in old:
            for shelf in (self.bolos, self.entries, self.handovers):
                shelf.forget(key)
        return len(old)

    def settle(self) -> None:
        """Keep what the batch staged."""
        for shelf in self.shelves:
            shelf.settle()
        if self._staged_counters is not None:
            self._counters, self._staged_counters = self._staged_counters, None

    def drop(self) -> None:
        """Forget what the batch staged.

        A group may then point at an alert that never was; `open_alert` finds nothing there, as it should.
        But it may also hide an older open alert of the group, so the index is rebuilt.
        """
        for shelf in self.shelves:
            shelf.drop()
        self._staged_counters = None
        self._touched.clear()
        self._groups = {_group(alert): alert.id for alert in self.alerts.values()}
