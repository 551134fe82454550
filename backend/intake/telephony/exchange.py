"""The telephone door as one thing: opened and closed by the backend, told what was committed."""

import ipaddress

from backend.intake.telephony.house import House
from backend.intake.telephony.peers import Peers
from backend.intake.telephony.sdp import NoVoice
from backend.intake.telephony.settings import SipSettings
from backend.intake.telephony.switchboard import Answered, Switchboard
from backend.intake.telephony.transport import SipPort
from backend.intake.telephony.user_agent import UserAgent
from backend.intake.telephony.whereabouts import LocationServers
from domain.clock import Clock
from domain.ids import Entropy, IdMint
from domain.world import Thing


class Exchange:
    """One listening address with everything behind it."""

    def __init__(
        self,
        settings: SipSettings,
        *,
        house: House,
        clock: Clock,
        entropy: Entropy,
        answered: Answered = lambda door, status: None,
    ) -> None:
        self._settings = settings
        self._servers = LocationServers(settings.location_servers, settings.location_authority)
        self.switchboard = Switchboard(
            house, clock, IdMint(clock, entropy), answered=answered, fetch=self._servers.fetch
        )
        peers = Peers(settings.peers, self.switchboard.refused)
        self._port = SipPort(clock, peers, self.switchboard.odd)
        self.agent = UserAgent(
            clock=clock,
            entropy=entropy,
            wire=self._port,
            room=self.switchboard,
            media=NoVoice(_media_host(settings.host)),
        )

    @property
    def port(self) -> int:
        """The port that is listened on, once it is."""
        return self._port.port

    async def begin(self) -> None:
        """Listen. Raises OSError when the address cannot be had."""
        await self._port.begin(self._settings.host, self._settings.port, self.agent)

    async def end(self) -> None:
        """Send what rings elsewhere, and close."""
        await self.switchboard.end()
        await self._port.end()
        await self._servers.close()

    def told(self, things: tuple[Thing, ...]) -> None:
        """Take what was committed."""
        self.switchboard.told(things)

    def reigns(self) -> None:
        """This backend is the writer now."""
        self.switchboard.reigns()

    def resigned(self) -> None:
        """Another backend is the writer now."""
        self.switchboard.resigned()


def _media_host(host: str) -> str:
    """Return an address for descriptions in which nothing flows; a wildcard is no address."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "127.0.0.1"
    return "127.0.0.1" if address.is_unspecified else host
