"""The telephone door in this backend: where it listens, and what stands behind it while it is the writer."""

import logging
import os
from collections.abc import Callable
from uuid import UUID

import psycopg

from backend.database.sip_lines import rang_by_sip
from backend.database.trouble import DatabaseTrouble
from backend.desk_conflicts import Writer
from backend.intake.telephony.exchange import Exchange
from backend.intake.telephony.house import Notes
from backend.intake.telephony.settings import SipSettings
from backend.intake.telephony.switchboard import Answered
from backend.server import PortTaken
from backend.term import Term
from domain.clock import DAY, Clock
from domain.words import RoomName
from logbook.outline import kind

log = logging.getLogger(__name__)


class Behind:
    """The present reign, if there is one."""

    def __init__(self, term: Callable[[], Term | None], dsn: str, clock: Clock) -> None:
        self._term = term
        self._dsn = dsn
        self._clock = clock

    def writer(self) -> Writer | None:
        """Return what decides and commits."""
        term = self._term()
        return term.room if term is not None else None

    def main_room(self) -> RoomName:
        """Return the room whose calls these are."""
        term = self._term()
        return term.inside.register.main_room if term is not None and term.inside is not None else "911"

    async def lines_before(self) -> frozenset[UUID]:
        """Return the calls that rang by SIP lately."""
        try:
            return await rang_by_sip(self._dsn, self._clock.now() - DAY)
        except (DatabaseTrouble, psycopg.Error) as trouble:
            log.warning("lines of before are not known: %s", kind(trouble))
            return frozenset()

    def notes(self) -> Notes | None:
        """Return the exceptions list."""
        term = self._term()
        return term.exceptions if term is not None else None


def exchange_of(
    settings: SipSettings, term: Callable[[], Term | None], dsn: str, clock: Clock, answered: Answered
) -> Exchange:
    """Return the door, not open yet."""
    return Exchange(
        settings, house=Behind(term, dsn, clock), clock=clock, entropy=os.urandom, answered=answered
    )


async def open_exchange(exchange: Exchange, settings: SipSettings) -> None:
    """Listen. Raises `PortTaken` with a sentence for the terminal."""
    try:
        await exchange.begin()
    except OSError as error:
        where = f"{settings.host} port {settings.port}"
        raise PortTaken(f"cannot listen for SIP on {where}: {error.strerror}; see --sip") from error
