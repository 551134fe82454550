"""The open incidents: rows from the picture, the gravest and oldest that waits first."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from backend_client.picture import Look, Picture
from console.choice import shown_number
from console.models.calls import desk_number
from console.models.rows import Rows
from console.needs import needs_words
from console.presenters.steady import Steady
from domain.incident import Incident, IncidentState
from domain.response_plan import Plans
from widgets.incident_types import type_word
from widgets.pending_pane import PendingPane, PendingRow, spoken


class PendingPresenter:
    """Between the picture's incidents and their pane.

    `chosen` is told which one is under the cursor, `opened` which one is to be worked on.
    """

    def __init__(
        self,
        picture: Picture,
        pane: PendingPane,
        plans: Plans,
        chosen: Callable[[UUID], None],
        opened: Callable[[UUID], None],
    ) -> None:
        self._picture = picture
        self._pane = pane
        self._plans = plans
        self._show = "all"
        self._waits: dict[UUID, bool] = {}
        self.told: Callable[[list[UUID]], None] = lambda keys: None
        """Called when the rows stand as these changes left them."""
        self.rows: Rows[UUID, PendingRow] = Rows(
            self._row, rank, lambda row: spoken(row, picture.server_now()), pane
        )
        pane.set_model(self.rows)
        self._steady = Steady(pane.list, self.rows.hold)
        pane.selected.connect(chosen)
        pane.opened.connect(opened)
        pane.filter_changed.connect(self._filter)
        self._ends = (
            picture.incidents.subscribe(self._changed),
            picture.units.subscribe(self._units_changed),
        )
        self._changed([incident.id for incident in picture.incidents.values()])

    def close(self) -> None:
        """Follow the picture no more."""
        for end in self._ends:
            end()

    def choose(self, incident: UUID) -> None:
        """Put the cursor on an incident that was chosen elsewhere, if it is among those shown."""
        place = self.rows.row_of(incident)
        if place is not None and self._pane.list.currentIndex().row() != place:
            self._pane.list.setCurrentIndex(self.rows.index(place))

    def _row(self, key: UUID) -> PendingRow | None:
        incident = self._picture.incidents.get(key)
        if incident is None or incident.state is IncidentState.CLOSED:
            self._waits.pop(key, None)
            return None
        row = row_of(self._picture, self._plans, incident)
        self._waits[key] = row.waits
        if self._show != "all" and row.waits is not (self._show == "waiting"):
            return None
        return row

    def _changed(self, keys: list[UUID]) -> None:
        self.rows.apply(keys)
        waiting = sum(self._waits.values())
        self._pane.set_open(waiting, len(self._waits) - waiting)
        self.told(keys)

    def _units_changed(self, keys: list[UUID]) -> None:
        """A unit's sign and state stand in the rows of its incident."""
        units = (self._picture.units.get(key) for key in keys)
        touched = {unit.incident for unit in units if unit is not None and unit.incident is not None}
        known = [key for key in touched if key in self._waits]
        if known:
            self._changed(known)

    def _filter(self, show: str) -> None:
        self._show = show
        self._changed([incident.id for incident in self._picture.incidents.values()])


def row_of(picture: Picture, plans: Plans, incident: Incident) -> PendingRow:
    """Return an open incident as its row."""
    look = picture.look(incident.id)
    units = (picture.units.get(unit) for unit in incident.units)
    signs = tuple(sorted(unit.call_sign for unit in units if unit is not None))
    return PendingRow(
        id=incident.id,
        number=shown_number(incident),
        title=type_word(incident.type_code) or incident.number,
        place=incident.place.whole,
        priority=incident.priority,
        created_at=incident.created_at,
        units=signs,
        calls=len(incident.calls),
        needs=needs_words(picture, plans, incident) if signs else "",
        pending=look is Look.PENDING,
        provisional=desk_number(picture) if look is Look.PROVISIONAL else "",
    )


def rank(row: PendingRow) -> tuple[bool, int, bool, int]:
    """Those that wait for somebody, the gravest, those that nobody goes to at all, the oldest."""
    return (not row.waits, int(row.priority), bool(row.units), row.created_at)
