"""What a decision may know besides the state: who asks, when, and who gives numbers."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from domain.clock import Micros
from domain.people import Actor
from domain.response_plan import Plans
from domain.timers import DEFAULT, Limits

SITE_ZONE = ZoneInfo("America/Argentina/Buenos_Aires")
"""For display, shifts and day partitions only."""

NO_PLANS = Plans()
"""What follows from agencies and priority alone."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def site_date(now: Micros) -> date:
    """Return the calendar day at the site."""
    return (_EPOCH + timedelta(microseconds=now)).astimezone(SITE_ZONE).date()


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """One command's surroundings. `desk` is set when a desk decides alone: its numbers are provisional."""

    now: Micros
    actor: Actor
    desk: str | None = None
    plans: Plans = NO_PLANS
    limits: Limits = DEFAULT
