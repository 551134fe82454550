"""Those who knock without having been issued anything: heard, but unable to fill the room or the log.

Each has an alarm of its own, on which what he repeats is counted. Names are free, so that after so many of
them the others share one alarm; and each may have so much written a second.
"""

import ipaddress

from domain.clock import Clock

MOST_NAMED = 32
"""Strangers with an alarm of their own."""
REMEMBERED_S = 600.0
"""Seconds without a knock after which a stranger's place is free again."""
PER_SECOND = 10
"""Writes that one stranger may cause a second; what is over that must be sent again."""


class Strangers:
    """Gives strangers their names in alarms, and says which of them is too loud."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._heard: dict[str, float] = {}
        self._second = 0
        self._writes: dict[str, int] = {}

    def named(self, who: str) -> str | None:
        """Return the name under which a stranger is counted; None when he shares the alarm of the rest."""
        now = self._clock.monotonic()
        if who not in self._heard and len(self._heard) >= MOST_NAMED:
            self._heard = {name: at for name, at in self._heard.items() if now - at < REMEMBERED_S}
            if len(self._heard) >= MOST_NAMED:
                return None
        self._heard[who] = now
        return who

    def may_write(self, group: str) -> bool:
        """Count one write for a group; False when it has had its share of this second."""
        second = int(self._clock.monotonic())
        if second != self._second:
            self._second, self._writes = second, {}
        self._writes[group] = self._writes.get(group, 0) + 1
        return self._writes[group] <= PER_SECOND


def neighbourhood(address: str) -> str:
    """Return what stands for an address in alarms: an IPv6 host can take any of 2**64, so its network."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, 64), strict=False).network_address)
