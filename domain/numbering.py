"""Numbers that people say aloud: given by whoever decides, never twice."""

from msgspec.structs import replace

from domain.context import Context, site_date
from domain.ids import incident_number, provisional_number
from domain.world import Counters, World


def next_short(world: World, context: Context) -> int:
    """Return the next number of the day: calls and incidents share one row of numbers, from 1.

    A wall clock set back over midnight goes on with the later day's row: no number is given twice.
    """
    counters = world.counters
    return 1 if site_date(context.now).toordinal() > counters.day else counters.shorts + 1


def next_incident(world: World, context: Context) -> str:
    """Return the next incident number of the year (26-0001042), or the desk's own (P07-3)."""
    counters = world.counters
    year = max(site_date(context.now).year, counters.year)
    count = 1 if year > counters.year else counters.incidents + 1
    return provisional_number(context.desk, count) if context.desk else incident_number(year, count)


def counted_short(counters: Counters, day: int, short: int) -> Counters:
    """Return the counters after `short` was given on `day` (an ordinal)."""
    if day > counters.day:
        return replace(counters, day=day, shorts=short)
    return replace(counters, shorts=max(short, counters.shorts))


def counted_incident(counters: Counters, year: int, number: str) -> Counters:
    """Return the counters after the incident `number` was given in `year`."""
    count = int(number.rpartition("-")[2])
    if year > counters.year:
        return replace(counters, year=year, incidents=count)
    return replace(counters, incidents=max(count, counters.incidents))
