"""The demo can be loaded, and loaded again, and every source finds its credential in the register."""

import hashlib
import os
import shutil
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import psycopg
import pytest
from argon2 import PasswordHasher
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from backend.database.trouble import DatabaseTrouble
from backend.demo import AccountFile, DemoOptions, Loaded, load_demo
from backend.demo_city.credentials import kept_secrets
from backend.demo_city.duty import shifts_around
from domain.clock import HOUR, SECOND, ManualClock
from resources.sources import BadSources, Sources, load_sources
from tests.plugins.database import Cluster, run_apart

FAST = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def ask(dsn: str, question: str, *parameters: object) -> list[tuple[Any, ...]]:
    with psycopg.connect(dsn) as connection:
        return connection.execute(question.encode(), parameters).fetchall()


def one(dsn: str, question: str, *parameters: object) -> Any:
    return ask(dsn, question, *parameters)[0][0]


async def load(dsn: str, data: Path, clock: ManualClock | None = None, **options: Any) -> Loaded:
    chosen = DemoOptions(**{"on_duty": 500, **options})
    return await load_demo(dsn, data, clock or ManualClock(), chosen, hasher=FAST)


@pytest.fixture(scope="module")
def stands(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Loaded]]:
    """A database with the demo in it, for tests that only look."""
    name, dsn = cluster.create()
    yield dsn, run_apart(load(dsn, tmp_path_factory.mktemp("demo")))
    cluster.drop(name)


@pytest.fixture
def again(cluster: Cluster, stands: tuple[str, Loaded], tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A copy of that database and of its files, for tests that load once more."""
    shutil.copytree(stands[1].sources.parent, tmp_path / "demo")
    loaded, copied = (f"demo_{tmp_path.name}"[:60], conninfo_to_dict(stands[0])["dbname"])
    with psycopg.connect(cluster.server.dsn_of("postgres"), autocommit=True) as connection:
        connection.execute(f'create database "{loaded}" template {copied}'.encode())
        yield make_conninfo(stands[0], dbname=loaded), tmp_path
        connection.execute(f'drop database "{loaded}" with (force)'.encode())


def test_the_register_has_the_model_citys_figures(stands: tuple[str, Loaded]) -> None:
    database, loaded = stands
    assert DemoOptions().on_duty == loaded.units == 5_000, "the whole fleet, unless one asks for less"
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


def test_units_on_duty_have_crew_phone_and_shift_and_nobody_is_in_two_places(
    stands: tuple[str, Loaded],
) -> None:
    database, clock = stands[0], ManualClock()
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


async def test_loading_again_changes_nothing_and_keeps_every_credential(again: tuple[str, Path]) -> None:
    database, data = again
    tables = ("agent", "unit", "device", "vehicle", "credential", "account", "camera", "assignment", "shift")
    before = {table: ask(database, f"select * from {table} order by id") for table in tables}
    files = {file.name: file.read_bytes() for file in (data / "demo").iterdir()}
    for _ in range(2):
        second = await load(database, data)
        assert not second.fresh
        assert {table: ask(database, f"select * from {table} order by id") for table in tables} == before
        assert {file.name: file.read_bytes() for file in (data / "demo").iterdir()} == files
        # The first time by its stamp alone; now without it, by looking at every row.
        (data / "demo" / "loaded.json").unlink()


async def test_fewer_units_may_be_on_duty_the_next_time(again: tuple[str, Path]) -> None:
    database, data = again
    await load(database, data, on_duty=20)
    assert one(database, "select count(*) from unit where initial_status = 'available'") == 20
    assert one(database, "select max(index) from unit join assignment on unit.id = unit") == 19
    await load(database, data, on_duty=700)
    assert one(database, "select count(distinct unit) from assignment") == 700


async def test_crews_are_there_for_the_shifts_to_come_and_nights_have_other_people(
    again: tuple[str, Path],
) -> None:
    database, data = again
    clock = ManualClock()
    assert one(database, "select count(*) from shift") == 4 * 5
    clock.advance(36 * 3600.0)
    await load(database, data, clock)
    assert one(database, "select count(*) from shift") == 7 * 5
    both = one(
        database,
        "select count(*) from (select agent from assignment_agent join shift on shift.id = shift"
        " group by agent having count(distinct extract(hour from shift.begins_at at time zone"
        " 'America/Argentina/Buenos_Aires')) > 1) as twice",
    )
    assert both == 0


async def test_the_next_start_finds_it_all_there_and_draws_nothing(
    again: tuple[str, Path], stands: tuple[str, Loaded], monkeypatch: pytest.MonkeyPatch
) -> None:
    database, data = again

    def draw_again(*_: object) -> None:
        raise AssertionError("the register was drawn again")

    monkeypatch.setattr("backend.demo.draw", draw_again)
    second, first = await load(database, data), stands[1]
    assert (second.agents, second.units, second.on_duty) == (first.agents, first.units, first.on_duty)
    with pytest.raises(AssertionError, match="drawn again"):
        await load(database, data, on_duty=30)


async def test_cameras_that_listen_elsewhere_are_found_without_drawing_the_city_again(
    again: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    database, data = again
    monkeypatch.delattr("backend.demo.draw")
    before = load_sources(data / "demo" / "sources.json")
    loaded = await load(database, data, camera_port=9554)
    after = load_sources(loaded.sources)
    assert {camera.port for camera in after.cameras} == {9554}
    assert (after.phones, after.buttons, after.call_token) == (
        before.phones,
        before.buttons,
        before.call_token,
    )
    assert one(database, "select count(*) from camera where url like 'rtsp://127.0.0.1:9554/%%'") == 6
    files = {file.name: file.read_bytes() for file in (data / "demo").iterdir()}
    await load(database, data, camera_port=9554)
    assert {file.name: file.read_bytes() for file in (data / "demo").iterdir()} == files


async def test_files_that_were_lost_are_written_again_as_they_were(again: tuple[str, Path]) -> None:
    database, data = again
    sources, accounts = data / "demo" / "sources.json", data / "demo" / "accounts.json"
    before = sources.read_bytes(), accounts.read_bytes()
    sources.unlink()
    await load(database, data)
    assert (sources.read_bytes(), accounts.read_bytes()) == before


async def test_a_register_that_an_older_version_wrote_gets_the_rooms_that_came_later(
    again: tuple[str, Path],
) -> None:
    database, data = again
    with psycopg.connect(database) as connection:
        connection.execute("update room set overflow_to = null")
        for place in ("account", "workstation"):
            connection.execute(f"delete from {place} where room = 'reserva'".encode())
        connection.execute("delete from room where id = 'reserva'")
    (data / "demo" / "loaded.json").unlink()
    assert not (await load(database, data)).fresh
    assert one(database, "select overflow_to from room where id = '911'") == "reserva"
    assert one(database, "select count(*) from workstation where room = 'reserva'") == 6
    assert one(database, "select count(*) from account where login = 'mibarra'") == 1


async def test_a_lost_key_means_new_credentials_everywhere(
    again: tuple[str, Path], stands: tuple[str, Loaded]
) -> None:
    database, data = again
    (data / "demo" / "key").unlink()
    loaded = await load(database, data)
    old, new = load_sources(stands[1].sources), load_sources(loaded.sources)
    assert new.call_token != old.call_token
    assert not {phone.id for phone in old.phones} & {phone.id for phone in new.phones}
    digests = {row[0] for row in ask(database, "select secret from credential")}
    assert hashlib.sha256(new.phones[0].id.encode()).hexdigest() in digests
    assert hashlib.sha256(old.phones[0].id.encode()).hexdigest() not in digests
    accounts = msgspec.json.decode(loaded.accounts.read_bytes(), type=list[AccountFile])
    stored = one(database, "select password_hash from account where login = 'lferreyra'")
    assert FAST.verify(stored, accounts[0].password)


async def test_another_seed_needs_another_database(again: tuple[str, Path]) -> None:
    database, data = again
    with pytest.raises(
        DatabaseTrouble, match="another register than the demo's of seed 2: name an empty data"
    ):
        await load(database, data, seed=2)
    assert one(database, "select count(*) from unit") == 5_000


def test_every_source_finds_its_credential_in_the_register(stands: tuple[str, Loaded]) -> None:
    database, loaded = stands
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


def test_the_demo_operator_comes_in_with_the_password_of_the_file(stands: tuple[str, Loaded]) -> None:
    database, loaded = stands
    accounts = msgspec.json.decode(loaded.accounts.read_bytes(), type=list[AccountFile])
    lucia = next(account for account in accounts if account.login == "lferreyra")
    stored = one(database, "select password_hash from account where login = 'lferreyra'")
    assert FAST.verify(stored, lucia.password)
    assert one(database, "select room from workstation where id = %s", lucia.workstation) == "911"


def test_strangers_cannot_read_the_files(stands: tuple[str, Loaded]) -> None:
    folder = stands[1].sources.parent
    assert {file.name for file in folder.iterdir()} == {"key", "sources.json", "accounts.json", "loaded.json"}
    for file in folder.iterdir():
        assert stat.S_IMODE(os.stat(file).st_mode) == 0o600


def test_the_folder_of_the_files_is_the_owners_alone(tmp_path: Path) -> None:
    kept_secrets(tmp_path / "demo", os.urandom)
    assert stat.S_IMODE(os.stat(tmp_path / "demo").st_mode) == 0o700


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
