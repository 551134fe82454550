"""The demo can be loaded, and loaded again, and every source finds its credential in the register."""

import hashlib
import os
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import psycopg
import pytest
from argon2 import PasswordHasher

from backend.demo import AccountFile, DemoOptions, Loaded, load_demo
from backend.demo_city.duty import shifts_around
from domain.clock import HOUR, SECOND, ManualClock
from resources.sources import BadSources, Sources, load_sources

FAST = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def ask(dsn: str, question: str, *parameters: object) -> list[tuple[Any, ...]]:
    with psycopg.connect(dsn) as connection:
        return connection.execute(question.encode(), parameters).fetchall()


def one(dsn: str, question: str, *parameters: object) -> Any:
    return ask(dsn, question, *parameters)[0][0]


async def load(dsn: str, data: Path, clock: ManualClock | None = None, **options: Any) -> Loaded:
    return await load_demo(dsn, data, clock or ManualClock(), DemoOptions(**options), hasher=FAST)


async def test_the_register_has_the_model_citys_figures(database: str, tmp_path: Path) -> None:
    loaded = await load(database, tmp_path)
    assert loaded.fresh
    assert one(database, "select count(*) from agent") == 32_000
    assert one(database, "select count(*) from agent where agency = 'police'") == 24_869
    assert one(database, "select count(distinct agency) from agent") == 5
    assert one(database, "select count(*) from unit") == 5_000
    assert one(database, "select count(*) from unit where initial_status = 'available'") == 500
    assert one(database, "select count(*) from device where kind = 'phone'") == 25_000
    assert one(database, "select count(*) from camera") == 6
    assert one(database, "select count(*) from workstation where room = '911'") == 60
    assert one(database, "select count(distinct role) from account") == 7


async def test_units_on_duty_have_crew_phone_and_shift_and_nobody_is_in_two_places(
    database: str, tmp_path: Path
) -> None:
    clock = ManualClock()
    await load(database, tmp_path, clock)
    rows = ask(
        database,
        "select unit.call_sign, device.label, vehicle.label, count(*) from unit"
        " join assignment on assignment.unit = unit.id join shift on shift.id = assignment.shift"
        " join assignment_agent on assignment_agent.assignment = assignment.id"
        " join device on device.id = assignment.device"
        " left join vehicle on vehicle.id = assignment.vehicle"
        " where moment(%s) >= shift.begins_at and moment(%s) < shift.ends_at"
        " group by unit.call_sign, device.label, vehicle.label",
        clock.now(),
        clock.now(),
    )
    crews = {sign: (device, vehicle, people) for sign, device, vehicle, people in rows}
    assert len(crews) == 500
    assert crews["M 1-204"][2] == 2
    assert crews["SAME 107"][2] == 2
    assert all(vehicle for sign, (_, vehicle, _) in crews.items() if not sign.startswith("P "))
    strangers = one(
        database,
        "select count(*) from assignment_agent join assignment on assignment.id = assignment"
        " join unit on unit.id = unit join agent on agent.id = agent where agent.agency <> unit.agency",
    )
    assert strangers == 0


async def test_loading_again_changes_nothing_and_keeps_every_credential(
    database: str, tmp_path: Path
) -> None:
    tables = ("agent", "unit", "device", "vehicle", "credential", "account", "camera", "assignment", "shift")
    first = await load(database, tmp_path)
    before = {table: ask(database, f"select * from {table} order by id") for table in tables}
    files = first.sources.read_bytes(), first.accounts.read_bytes()
    second = await load(database, tmp_path)
    assert not second.fresh
    assert {table: ask(database, f"select * from {table} order by id") for table in tables} == before
    assert (second.sources.read_bytes(), second.accounts.read_bytes()) == files


async def test_fewer_units_may_be_on_duty_the_next_time(database: str, tmp_path: Path) -> None:
    await load(database, tmp_path, on_duty=60)
    await load(database, tmp_path, on_duty=20)
    assert one(database, "select count(*) from unit where initial_status = 'available'") == 20
    assert one(database, "select max(index) from unit join assignment on unit.id = unit") == 19
    await load(database, tmp_path, on_duty=5_000)
    assert one(database, "select count(distinct unit) from assignment") == 5_000


async def test_the_next_shift_has_other_people(database: str, tmp_path: Path) -> None:
    clock = ManualClock()
    await load(database, tmp_path, clock, on_duty=50)
    clock.advance(12 * 3600.0)
    await load(database, tmp_path, clock, on_duty=50)
    assert one(database, "select count(*) from shift") == 25
    both = one(
        database,
        "select count(*) from (select agent from assignment_agent join shift on shift.id = shift"
        " group by agent having count(distinct extract(hour from shift.begins_at at time zone"
        " 'America/Argentina/Buenos_Aires')) > 1) as twice",
    )
    assert both == 0


async def test_every_source_finds_its_credential_in_the_register(database: str, tmp_path: Path) -> None:
    loaded = await load(database, tmp_path)
    sources = load_sources(loaded.sources)
    issued = {
        (door, name): secret
        for door, name, secret in ask(database, "select door, name, secret from credential")
    }
    assert issued["calls", "central-911"] == hashlib.sha256(sources.call_token.encode()).hexdigest()
    assert {issued["buttons", button.device] for button in sources.buttons} == {
        b.key for b in sources.buttons
    }
    digests = {secret for (door, _), secret in issued.items() if door == "phones"}
    assert len(sources.phones) == 5_000
    assert {hashlib.sha256(phone.id.encode()).hexdigest() for phone in sources.phones} <= digests
    assert min(len(phone.id) for phone in sources.phones) >= 20
    signs = [row[0] for row in ask(database, "select call_sign from unit order by index")]
    assert [phone.unit for phone in sources.phones] == signs
    url, secret = ask(database, "select url, secret from camera where label = 'SN-0412'")[0]
    camera = sources.cameras[0]
    assert url == f"rtsp://{camera.host}:{camera.port}/{camera.path}"
    assert secret == f"{camera.user}:{camera.password}"


async def test_the_demo_operator_comes_in_with_the_password_of_the_file(
    database: str, tmp_path: Path
) -> None:
    loaded = await load(database, tmp_path)
    accounts = msgspec.json.decode(loaded.accounts.read_bytes(), type=list[AccountFile])
    lucia = next(account for account in accounts if account.login == "lferreyra")
    stored = one(database, "select password_hash from account where login = 'lferreyra'")
    assert FAST.verify(stored, lucia.password)
    assert one(database, "select room from workstation where id = %s", lucia.workstation) == "911"


async def test_two_installations_share_no_secret_and_strangers_cannot_read_them(
    database: str, tmp_path: Path
) -> None:
    here = await load(database, tmp_path / "here")
    there = await load(database, tmp_path / "there")
    ours, theirs = load_sources(here.sources), load_sources(there.sources)
    assert ours.call_token != theirs.call_token
    assert not {phone.id for phone in ours.phones} & {phone.id for phone in theirs.phones}
    for file in [here.sources, here.accounts, here.sources.with_name("key")]:
        assert stat.S_IMODE(os.stat(file).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(here.sources.parent).st_mode) == 0o700


def test_shifts_change_at_seven_and_nineteen_local_time() -> None:
    def label(hour_utc: int, minute: int = 0) -> tuple[str, bool]:
        moment = datetime(2026, 11, 22, hour_utc, minute, tzinfo=UTC)
        now = round(moment.timestamp()) * SECOND
        shift = shifts_around(now)[0]
        begins, ends = shift.begins.timestamp() * SECOND, shift.ends.timestamp() * SECOND
        assert begins <= now < ends
        assert ends - begins == 12 * HOUR
        return shift.label, shift.night

    assert label(9, 59) == ("19-07", True)
    assert label(10) == ("07-19", False)
    assert label(21, 59) == ("07-19", False)
    assert label(22) == ("19-07", True)
    assert label(3) == ("19-07", True)


def test_a_sources_file_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSources, match=r"sources.json: No such file .*python -m backend demo writes it"):
        load_sources(tmp_path / "sources.json")
    (tmp_path / "other.json").write_text('{"call_token": 3}')
    with pytest.raises(BadSources, match=r"other.json: not a sources file \(Expected `str`, got `int`"):
        load_sources(tmp_path / "other.json")
    assert msgspec.json.decode(b'{"call_token":"","phones":[],"buttons":[],"cameras":[]}', type=Sources)
