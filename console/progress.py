"""What the desk tells the program that started it: that the picture lives, and what it shows meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.incident import IncidentState
from widgets.alert_pane import UNTAKEN

if TYPE_CHECKING:
    from console.app import App
    from console.desk import Desk
    from console.stalls import Stalls

STATE_EVERY_S = 0.5


class Progress:
    """Tells `living` once; while the desk is being measured, its state twice a second."""

    def __init__(self, app: App, measured: bool, stalls: Stalls | None) -> None:
        self._app, self._measured, self._stalls = app, measured, stalls
        self._living = False
        self._told_at = 0.0

    def tell(self, desk: Desk) -> None:
        """Say what is due."""
        now = self._app.clock.monotonic()
        if self._living and (not self._measured or now - self._told_at < STATE_EVERY_S):
            return
        self._told_at = now
        rows, units, tiles = desk.queue.rows.rowCount(), desk.map.moving(), desk.tiles.counts()[0]
        facts = {"calls": rows, "units_moving": units, "tiles_live": tiles}
        if not self._living and rows and units and tiles >= desk.tiles.places:
            self._living = True
            self._app.tidings.tell("living", **facts)
        if self._measured:
            self._tell_state(desk, facts)

    def _tell_state(self, desk: Desk, facts: dict[str, int]) -> None:
        client = self._app.client
        assert client is not None, "a desk stands on a client"
        picture = client.picture
        alerts = sum(row.state in UNTAKEN for row in desk.alerts.rows.values())
        going = sum(one.state is not IncidentState.CLOSED for one in picture.incidents.values())
        panel = desk.dispatch.panel
        self._app.tidings.tell(
            "state",
            **facts,
            seq=client.seq,
            digest=picture.digest(),
            units=len(picture.units),
            incidents=going,
            streets=desk.places.presenter is not None,
            recommended=panel is not None and panel.first() is not None,
            alerts_untaken=alerts,
            form=str(desk.form.active or ""),
            late_ms=self._stalls.take() if self._stalls is not None else [],
        )
        self._app.tidings.tell("merge", **desk.merge.facts())
