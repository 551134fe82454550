"""What the command line may offer at this desk: its units, calls, alerts, incidents, and the city's names."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from backend_client.picture import Picture
from console.choice import inc, shown_number
from console.command_line import ANSWER
from console.completion import Told
from console.presenters.alerts import AlertsPresenter
from console.presenters.queue import QueuePresenter
from console.verbs import CALL_BACK
from domain.call import CallState
from domain.incident import IncidentState
from resources.city import City
from widgets.alert_words import alert_words
from widgets.severity import word as severity_word
from widgets.unit_state import word as state_word


class DeskThings:
    """Reads the picture at the moment it is asked; nothing is kept."""

    def __init__(
        self,
        picture: Picture,
        queue: QueuePresenter,
        alerts: AlertsPresenter,
        city: City,
        knows: Callable[[str], bool],
        named: Callable[[str], Told],
    ) -> None:
        self._picture = picture
        self._queue = queue
        self._alerts = alerts
        self._city = city
        self.knows = knows
        self.named = named

    def units(self) -> Iterator[tuple[str, str]]:
        """Call signs with their states."""
        for unit in self._picture.units.values():
            yield unit.call_sign, state_word(unit.status)

    def incidents(self) -> Iterator[tuple[str, str]]:
        """Short numbers of open incidents with their places, the latest first."""
        going = [i for i in self._picture.incidents.values() if i.state is not IncidentState.CLOSED]
        for incident in sorted(going, key=lambda i: i.created_at, reverse=True):
            yield shown_number(incident), f"{inc(incident)} · {incident.place.address}"

    def numbered(self, verb: str) -> Iterator[tuple[str, str]]:
        """Calls that ring or are to be called back, by the number of the day; alerts by their place."""
        if verb in (ANSWER, CALL_BACK):
            wanted = CallState.RINGING if verb == ANSWER else CallState.ABANDONED
            for row in self._queue.rows.values():
                call = self._picture.calls.get(row.id)
                if call is not None and row.state is wanted:
                    yield str(call.short), f"{severity_word(row.severity)} · {row.number} · {row.place}"
            return
        for number in range(1, 10):
            key = self._alerts.by_place(number)
            alert = self._picture.alerts.get(key) if key is not None else None
            if alert is None:
                return
            title, _ = alert_words(alert.kind, alert.params, alert.area, alert.protected)
            yield str(number), f"{severity_word(alert.severity)} · {title}"

    def places(self) -> Iterator[tuple[str, str]]:
        """Avenues, and police stations by their address."""
        for avenue in self._city.avenues:
            yield avenue.name, ""
        for station in self._city.stations:
            yield station.address, station.name
