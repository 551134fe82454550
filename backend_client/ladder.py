"""When to look for a lost server again."""

from collections.abc import Callable

STEPS_S = (0.25, 0.5, 1.0)
"""From the start of one attempt to the start of the next; the last for ever. A local emergency network can
take it, and each desk draws its own 0.7 to 1.0 of it, so that 200 do not come at once."""
CONNECT_S = 0.8
"""An attempt is given up before TCP repeats a lost SYN (1 s, RFC 6298): a new one is sooner there."""
FIRST_LOGIN_S = 2.5
"""A person waits at the login: rather one good attempt than a quick wrong answer."""


class Ladder:
    """Counts attempts. `draw` returns a random number in 0..1."""

    def __init__(self, draw: Callable[[], float]) -> None:
        self._draw = draw
        self._step = 0

    def next(self) -> float:
        """Return the seconds from the last attempt's start (or the loss) to the next one's."""
        step = STEPS_S[min(self._step, len(STEPS_S) - 1)]
        self._step += 1
        return step * (0.7 + 0.3 * self._draw())

    def arrived(self) -> None:
        """The desk is in: the next loss starts from the first step."""
        self._step = 0
