"""Which calls came by SIP: what the log knows of lines that a backend before this one held."""

from uuid import UUID

from backend.database.link import connect
from domain.clock import Micros

_RANG = """
select substring(p.body from '"call":"([0-9a-f-]{36})"')
  from event e join event_payload p using (seq)
 where e.kind = 'call_rang' and e.actor = 'intake:sip' and e.recorded_at >= moment(%s)
"""


async def rang_by_sip(dsn: str, since: Micros) -> frozenset[UUID]:
    """Return the calls that rang by SIP since then. Raises `DatabaseTrouble`, psycopg.Error."""
    async with await connect(dsn) as connection:
        rows = await (await connection.execute(_RANG, [since])).fetchall()
    return frozenset(UUID(call) for (call,) in rows if call)
