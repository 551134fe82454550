"""The desk's streets: loaded in a thread once the window stands, then every keystroke looks in them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from console.presenters.form import FormPresenter
from console.presenters.histories import HistoriesPresenter

if TYPE_CHECKING:
    from console.app import App
    from console.presenters.places import Finder, PlacesPresenter
    from widgets.call_form import CallForm

AFTER_S = 1.0
"""The streets are read once the window has been painted; nobody finishes an address in the first second."""


class DeskPlaces:
    """Ties the place field to the streets, and the form to what was at a place before."""

    def __init__(self, app: App, form: FormPresenter, pane: CallForm) -> None:
        self._form, self._pane = form, pane
        self.presenter: PlacesPresenter | None = None
        client = app.client
        assert client is not None, "a desk stands on a client"
        self.histories = HistoriesPresenter(
            client.picture, pane, client.ask, app.nursery.start, form.as_written, form.where
        )
        form.look_back, form.hazards = self.histories.look, lambda: self.histories.hazards
        self.histories.look()
        self._loading = app.nursery.start(self._load(), "streets")

    def close(self) -> None:
        """Look nothing up any more."""
        self._loading.cancel()
        self.histories.close()
        if self.presenter is not None:
            self.presenter.close()

    async def _load(self) -> None:
        await asyncio.sleep(AFTER_S)
        loop = asyncio.get_running_loop()
        finder = await loop.run_in_executor(None, _finder)
        from console.presenters.places import PlacesPresenter  # its imports were paid for in the thread

        self.presenter = PlacesPresenter(self._pane.place, self._form.call_in_hand)
        self.presenter.set_finder(finder)
        self._form.place_of = self.presenter.place_of
        self._form.position_of = self.presenter.position_of


def _finder() -> Finder:
    """Import and read in a thread: numpy arrays and the index of names take a tenth of a second."""
    from streets.demo import demo_map
    from streets.geocoder import Geocoder

    return Geocoder(demo_map())
