"""The tables as SQLAlchemy Core sees them: for queries that people ask, not for the writer's one call.

The migrations make the tables; a test compares the two, so that neither can drift. Times are aware datetimes
here and microseconds everywhere else.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY, TIMESTAMP

metadata = MetaData()


def _moment(name: str, *, nullable: bool = False) -> Column[object]:
    return Column(name, TIMESTAMP(timezone=True), nullable=nullable)


call = Table(
    "call", metadata,
    Column("id", Uuid, primary_key=True),
    Column("short", Integer, nullable=False),
    Column("room", Text, nullable=False),
    Column("state", Text, nullable=False),
    _moment("ringing_at"),
    _moment("closed_at", nullable=True),
    Column("incident", Uuid),
    Column("exercise", Boolean, nullable=False),
    Column("body", Text, nullable=False),
)  # fmt: skip

incident = Table(
    "incident", metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Text, nullable=False),
    Column("short", Integer, nullable=False),
    Column("room", Text, nullable=False),
    Column("agencies", ARRAY(Text), nullable=False),
    Column("state", Text, nullable=False),
    Column("priority", SmallInteger, nullable=False),
    _moment("created_at"),
    _moment("closed_at", nullable=True),
    Column("exercise", Boolean, nullable=False),
    Column("body", Text, nullable=False),
)  # fmt: skip

alert = Table(
    "alert", metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("severity", SmallInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("room", Text, nullable=False),
    Column("agency", Text),
    Column("group_code", Text, nullable=False),
    _moment("raised_at"),
    _moment("last_at"),
    Column("closed", Boolean, nullable=False),
    Column("exercise", Boolean, nullable=False),
    Column("body", Text, nullable=False),
)  # fmt: skip

event = Table(
    "event", metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("command", Uuid, nullable=False),
    Column("kind", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("actor", Text, nullable=False),
    Column("workstation", Text, nullable=False),
    _moment("recorded_at"),
    Column("exercise", Boolean, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("chain", LargeBinary, nullable=False),
)  # fmt: skip

event_payload = Table(
    "event_payload", metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("salt", LargeBinary, nullable=False),
    Column("body", Text, nullable=False),
)  # fmt: skip

audit = Table(
    "audit", metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("line", Text, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    _moment("recorded_at", nullable=True),
    Column("actor", Text),
    Column("workstation", Text),
    Column("action", Text),
    Column("subject", Text),
    Column("case_number", Text),
    Column("reason", Text),
    Column("search", Text),
)  # fmt: skip


def live(table: Table) -> Table:
    """Return the view of a table that an exercise's rows cannot be met in."""
    return Table(
        f"live_{table.name}", MetaData(), *(Column(column.name, column.type) for column in table.columns)
    )


live_call, live_incident, live_alert = live(call), live(incident), live(alert)
