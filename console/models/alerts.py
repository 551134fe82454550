"""Alerts as the pane shows them, and how many rang lately."""

from __future__ import annotations

from collections import deque
from uuid import UUID

from backend_client.picture import Look, Picture
from console.models.calls import desk_number
from domain.alert import Alert, AlertState
from domain.clock import MINUTE, Micros
from widgets.alert_foot import FLOOD_STARTS
from widgets.alert_pane import UNTAKEN, AlertRow

SHOWN = frozenset({AlertState.UNACKNOWLEDGED, AlertState.ACKNOWLEDGED, AlertState.RETURNED})
ASIDE = frozenset({AlertState.SHELVED, AlertState.OUT_OF_SERVICE})
FLOOD_WINDOW: Micros = 10 * MINUTE
FLOOD_ENDS = 5


def row_of(picture: Picture, key: UUID) -> AlertRow | None:
    """Return the row of an alert, or None when it is settled or put aside."""
    alert = picture.alerts.get(key)
    if alert is None or alert.state not in SHOWN:
        return None
    look = picture.look(key)
    return AlertRow(
        id=alert.id,
        kind=alert.kind,
        severity=alert.severity,
        state=alert.state,
        raised_at=alert.raised_at,
        params=alert.params,
        area=alert.area,
        count=alert.count,
        by=alert.by,
        mine=picture.who is not None and alert.by == picture.who.operator.name,
        protected=alert.protected,
        pending=look is Look.PENDING,
        provisional=desk_number(picture) if look is Look.PROVISIONAL else "",
    )


def rank(row: AlertRow) -> tuple[int, bool, int]:
    """The gravest first, then what nobody took, then the newest."""
    return (int(row.severity), row.state not in UNTAKEN, -row.raised_at)


class Flood:
    """How many alarms rang in ten minutes, and whether it is a flood (EEMUA 191: > 10, until < 5)."""

    def __init__(self) -> None:
        self._rings: deque[Micros] = deque()
        self._rang: dict[UUID, Micros] = {}
        self.flooding = False

    def heard(self, alert: Alert) -> None:
        """An alert as it is now: it counts each time it rings."""
        if alert.state is AlertState.CLOSED:
            self._rang.pop(alert.id, None)
        elif self._rang.get(alert.id) != alert.rang_at:
            self._rang[alert.id] = alert.rang_at
            self._rings.append(alert.rang_at)

    def count(self, now: Micros) -> int:
        """Return the rings of the last ten minutes, and judge the flood."""
        if self._rings and min(self._rings) <= now - FLOOD_WINDOW:
            self._rings = deque(at for at in self._rings if at > now - FLOOD_WINDOW)
        rate = len(self._rings)
        if rate > FLOOD_STARTS:
            self.flooding = True
        elif rate < FLOOD_ENDS:
            self.flooding = False
        return rate
