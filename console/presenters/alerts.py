"""The alerts: rows from the picture, taking and putting aside."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from backend_client.picture import Picture
from console.models.alerts import ASIDE, Flood, rank, row_of
from console.models.rows import Rows
from console.presenters.intentions import Intentions
from console.presenters.steady import Steady
from domain.clock import Micros
from domain.commands import AcknowledgeAlert, ShelveAlert
from widgets.alert_pane import UNTAKEN, AlertPane, AlertRow, spoken


class AlertsPresenter:
    """Between the picture's alerts and their pane. `chosen` is told which alert the map should show."""

    def __init__(
        self, picture: Picture, intentions: Intentions, pane: AlertPane, chosen: Callable[[UUID], None]
    ) -> None:
        self._picture = picture
        self._intentions = intentions
        self._pane = pane
        self._flood = Flood()
        self.rows: Rows[UUID, AlertRow] = Rows(
            lambda key: row_of(picture, key), rank, lambda row: spoken(row, picture.server_now()), pane
        )
        pane.set_model(self.rows)
        self._steady = Steady(pane.list, self.rows.hold)
        pane.take_requested.connect(self.take)
        pane.selected.connect(chosen)
        self._end = picture.alerts.subscribe(self.changed)
        self.changed([alert.id for alert in picture.alerts.values()])

    def close(self) -> None:
        """Follow the picture no more."""
        self._end()

    def changed(self, keys: list[UUID]) -> None:
        """These alerts are not what they were."""
        for key in keys:
            alert = self._picture.alerts.get(key)
            if alert is not None:
                self._flood.heard(alert)
        self.rows.apply(keys)
        self._tell_aside()
        self.set_now(self._picture.server_now())

    def set_now(self, now: Micros) -> None:
        """Let time pass for the flood meter."""
        rate = self._flood.count(now)
        self._pane.set_flood(rate, self._flood.flooding)

    def take(self, alert: UUID) -> None:
        """Acknowledge: the first to take it has it."""
        self._intentions.send(AcknowledgeAlert(alert=alert))

    def take_next(self) -> None:
        """Ctrl T: the chosen one, else the gravest that nobody took, whatever order a held list shows."""
        if self.chosen() is None:
            self._steady.let_go()
        self._pane.take_chosen()

    def shelve(self, alert: UUID, minutes: int, reason: str) -> None:
        """Put an alert aside for so many minutes, with a reason."""
        until = self._picture.server_now() + minutes * 60_000_000
        self._intentions.send(ShelveAlert(alert=alert, until=until, reason=reason))

    def chosen(self) -> UUID | None:
        """Return the alert under the cursor."""
        row = self._pane.list.chosen()
        return row.id if isinstance(row, AlertRow) else None

    def by_place(self, number: int) -> UUID | None:
        """Return the number-th alert from the top that nobody took (1 is the first)."""
        untaken = [row.id for row in self.rows.values() if row.state in UNTAKEN]
        return untaken[number - 1] if 1 <= number <= len(untaken) else None

    def _tell_aside(self) -> None:
        shelved = sum(alert.state in ASIDE for alert in self._picture.alerts.values())
        grouped = [row.count for row in self.rows.values() if row.count > 1]
        self._pane.set_aside(shelved, sum(grouped), len(grouped))
