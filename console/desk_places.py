"""The desk's streets: read in a thread once the window stands, for the place field and for the map."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from console.presenters.form import FormPresenter
from console.presenters.histories import HistoriesPresenter

if TYPE_CHECKING:
    from console.app import App
    from console.operator_window import OperatorWindow
    from console.presenters.map import MapPresenter
    from console.presenters.places import Finder, PlacesPresenter
    from widgets.live_map.ground_streets import StreetLines

AFTER_S = 2.0
"""The streets are read once the window has been painted; nobody finishes an address in two seconds."""


class DeskPlaces:
    """Ties the place field and the map to the streets, and the form to what was at a place before."""

    def __init__(self, app: App, form: FormPresenter, window: OperatorWindow, on_map: MapPresenter) -> None:
        self._form, self._window, self._map = form, window, on_map
        self.presenter: PlacesPresenter | None = None
        self._end: Callable[[], None] = lambda: None
        client = app.client
        assert client is not None, "a desk stands on a client"
        self._picture = client.picture
        self.histories = HistoriesPresenter(
            client.picture, window.form, client.ask, app.nursery.start, form.as_written, form.where
        )
        form.look_back, form.hazards = self.histories.look, lambda: self.histories.hazards
        self.histories.look()
        self._loading = app.nursery.start(self._load(), "streets")

    def close(self) -> None:
        """Look nothing up any more."""
        self._loading.cancel()
        self._end()
        self.histories.close()
        if self.presenter is not None:
            self.presenter.close()

    def _calls(self, keys: list[UUID]) -> None:
        if self.presenter is not None and self._form.active in keys:
            self.presenter.call_changed()

    async def _load(self) -> None:
        await asyncio.sleep(AFTER_S)
        loop = asyncio.get_running_loop()
        finder, lines = await loop.run_in_executor(None, _read)
        from console.presenters.places import PlacesPresenter  # its imports were paid for in the thread

        self.presenter = PlacesPresenter(self._window.form.place, self._form.call_in_hand)
        self.presenter.set_finder(finder)
        self._end = self._picture.calls.subscribe(self._calls)
        self._form.place_of, self._form.pick_place = self.presenter.place_of, self.presenter.pick
        self._form.position_of = self._map.place_of = self.presenter.position_of
        self.presenter.looked_up = self._map.place_written
        self._map.place_written()
        self._window.map.set_streets(lines)


def _read() -> tuple[Finder, StreetLines]:
    """Import and read in a thread: the arrays and the index of names take a tenth of a second."""
    from console.street_lines import street_lines
    from resources.city import load_city
    from streets.geocoder import Geocoder
    from streets.site import site_map

    street_map = site_map()
    drawn = {avenue.name for avenue in load_city().avenues}
    return Geocoder(street_map), street_lines(street_map, drawn)
