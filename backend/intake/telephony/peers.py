"""Who may speak SIP here at all."""

import ipaddress
from collections.abc import Callable


class Peers:
    """Who may speak: the networks of the edge. Everybody else is refused, and counted by his address."""

    def __init__(self, networks: tuple[str, ...], refused: Callable[[str], None]) -> None:
        self._networks = [ipaddress.ip_network(one) for one in networks]
        self._refused = refused
        self._known: dict[str, bool] = {}

    def trusted(self, host: str) -> bool:
        """Tell whether an address may speak here."""
        if host not in self._known:
            if len(self._known) > 1000:
                self._known.clear()
            self._known[host] = self._inside(host)
        return self._known[host]

    def admits(self, host: str) -> bool:
        """The same, of somebody who is speaking now."""
        if not self.trusted(host):
            self._refused(host)
            return False
        return True

    def _inside(self, host: str) -> bool:
        try:
            address = ipaddress.ip_address(host.partition("%")[0])
        except ValueError:
            return False
        mapped = getattr(address, "ipv4_mapped", None)
        return any((mapped or address) in network for network in self._networks)
