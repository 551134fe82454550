"""The schema grows by numbered steps that are applied once and never edited."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from backend.database.migrate import Migration, migrate, read_migrations
from backend.database.trouble import DatabaseTrouble
from domain.clock import ManualClock


async def test_a_migrated_database_needs_nothing_more(either_database: str) -> None:
    assert await migrate(either_database, ManualClock()) == 0


async def test_the_time_of_a_migration_is_the_clocks_and_exact(either_database: str) -> None:
    clock = ManualClock(1_795_000_000_123_457)
    more = [
        *read_migrations(),
        Migration(len(read_migrations()) + 1, "more", "expand", "create table more ()"),
    ]
    assert await migrate(either_database, clock, more) == 1
    with psycopg.connect(either_database) as connection:
        row = connection.execute(
            "select micros(applied_at), micros(moment(0)), micros(moment(4102444799999999)) "
            "from schema_migration order by number desc limit 1"
        ).fetchone()
    assert row == (1_795_000_000_123_457, 0, 4_102_444_799_999_999)


async def test_the_previous_program_runs_on_an_expanded_schema(database: str) -> None:
    number = len(read_migrations()) + 1
    await migrate(
        database, ManualClock(),
        [*read_migrations(), Migration(number, "wider", "expand", "alter table call add column extra text")],
    )  # fmt: skip
    assert await migrate(database, ManualClock()) == 0


async def test_the_previous_program_refuses_a_contracted_schema(database: str) -> None:
    number = len(read_migrations()) + 1
    await migrate(
        database, ManualClock(),
        [*read_migrations(), Migration(number, "gone", "contract", "drop view live_call")],
    )  # fmt: skip
    with pytest.raises(DatabaseTrouble) as caught:
        await migrate(database, ManualClock())
    assert str(caught.value) == (
        f"database.too_new: the database belongs to a newer program (migration {number}, "
        f"this one knows {number - 1})"
    )


async def test_an_edited_migration_is_noticed(database: str) -> None:
    first, *rest = read_migrations()
    edited = Migration(1, first.name, first.kind, first.sql + "-- edited\n")
    with pytest.raises(DatabaseTrouble) as caught:
        await migrate(database, ManualClock(), [edited, *rest])
    assert (caught.value.code, caught.value.params) == ("database.migration_changed", {"number": 1})


async def test_a_migration_that_fails_leaves_nothing_behind(database: str) -> None:
    number = len(read_migrations()) + 1
    broken = Migration(number, "broken", "expand", "create table half (); select 1 / 0")
    with pytest.raises(psycopg.errors.DivisionByZero):
        await migrate(database, ManualClock(), [*read_migrations(), broken])
    with psycopg.connect(database) as connection:
        assert connection.execute("select to_regclass('half')").fetchone() == (None,)


def test_a_file_that_does_not_say_its_kind_is_our_mistake(tmp_path: Path) -> None:
    (tmp_path / "0001_x.sql").write_text("create table x ();")
    with pytest.raises(ValueError, match="the first line must be"):
        read_migrations(tmp_path)


def test_sql_never_asks_for_the_time() -> None:
    forbidden = ("now()", "current_timestamp", "clock_timestamp", "statement_timestamp", "localtime")
    for migration in read_migrations():
        assert not [word for word in forbidden if word in migration.sql.lower()], migration.name
