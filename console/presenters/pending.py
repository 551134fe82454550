"""The open incidents: rows from the picture, the gravest and oldest that waits first."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from backend_client.picture import Look, Picture
from console.models.calls import desk_number
from console.models.rows import Rows
from console.presenters.steady import Steady
from domain.incident import IncidentState
from widgets.incident_types import type_word
from widgets.pending_pane import PendingPane, PendingRow, spoken


class PendingPresenter:
    """Between the picture's incidents and their pane. `chosen` is told which one the map should show."""

    def __init__(self, picture: Picture, pane: PendingPane, chosen: Callable[[UUID], None]) -> None:
        self._picture = picture
        self.rows: Rows[UUID, PendingRow] = Rows(
            self._row, rank, lambda row: spoken(row, picture.server_now()), pane
        )
        pane.set_model(self.rows)
        self._steady = Steady(pane.list, self.rows.hold)
        pane.selected.connect(chosen)
        pane.opened.connect(chosen)
        self._ends = (
            picture.incidents.subscribe(self.rows.apply),
            picture.units.subscribe(self._units_changed),
        )
        self.rows.apply([incident.id for incident in picture.incidents.values()])

    def close(self) -> None:
        """Follow the picture no more."""
        for end in self._ends:
            end()

    def _row(self, key: UUID) -> PendingRow | None:
        incident = self._picture.incidents.get(key)
        if incident is None or incident.state is IncidentState.CLOSED:
            return None
        look = self._picture.look(key)
        units = (self._picture.units.get(unit) for unit in incident.units)
        return PendingRow(
            id=incident.id,
            number=str(incident.short) if look is not Look.PROVISIONAL else incident.number,
            title=type_word(incident.type_code) or incident.number,
            place=incident.place.address,
            priority=incident.priority,
            created_at=incident.created_at,
            units=tuple(sorted(unit.call_sign for unit in units if unit is not None)),
            calls=len(incident.calls),
            pending=look is Look.PENDING,
            provisional=desk_number(self._picture) if look is Look.PROVISIONAL else "",
        )

    def _units_changed(self, keys: list[UUID]) -> None:
        """A unit's sign stands in the rows of its incident."""
        units = (self._picture.units.get(key) for key in keys)
        touched = {unit.incident for unit in units if unit is not None and unit.incident is not None}
        if touched:
            self.rows.apply(key for key in touched if self.rows.row_of(key) is not None)


def rank(row: PendingRow) -> tuple[bool, int, int]:
    """Those that nobody goes to, the gravest, the oldest."""
    return (bool(row.units), int(row.priority), row.created_at)
