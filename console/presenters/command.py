"""Between the command line on screen and the orders: typed, offered, meant, carried out, remembered."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from console.order_history import OrderHistory
from console.presenters.orders import OrdersPresenter
from widgets.command_line import CommandLine


class CommandPresenter:
    """`left` is called when Escape gives the keyboard back to the work."""

    def __init__(
        self, line: CommandLine, orders: OrdersPresenter, folder: Path, left: Callable[[], object]
    ) -> None:
        self._line = line
        self._orders = orders
        self._folder = folder
        self._history: OrderHistory | None = None
        self._ties = ((line.edited, self.typed), (line.entered, self._entered), (line.left, left))
        for signal, slot in self._ties:
            signal.connect(slot)

    def close(self) -> None:
        """Let go of the line."""
        for signal, slot in self._ties:
            signal.disconnect(slot)

    def welcome(self, person: UUID) -> None:
        """Somebody sits here: the line remembers what they did before at this desk."""
        self._history = OrderHistory(self._folder, person)
        self._line.set_past(self._history.lines)

    def typed(self, text: str) -> None:
        """Say what Enter would do, and offer how the line may go on."""
        self._line.set_meaning(self._orders.meaning(text))
        self._line.set_offers(self._orders.offers(text))

    def _entered(self, text: str) -> None:
        if not self._orders.run(text):
            self.typed(text)
            return
        self._line.set_text("")
        self.typed("")
        history = self._history
        if history is not None:
            history.keep(text)
            self._line.set_past(history.lines)
            # A disk may take its time; the window does not wait for it.
            threading.Thread(target=history.save, name="order-history", daemon=True).start()
