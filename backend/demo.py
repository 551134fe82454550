"""Loads the demo: the register of the model city, its rooms, desks, accounts, cameras and credentials.

`load_demo` may be called as often as one likes: what is there stays as it is, the present shift's crews are
added, and every credential is the one it was. Besides the tables it writes two files, both mode 0600:
DATA/demo/sources.json for the simulated city and DATA/demo/accounts.json for people who want to look.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from random import Random

import msgspec
from argon2 import PasswordHasher
from msgspec.structs import replace

from backend.database.link import connect
from backend.demo_city.abilities import write_abilities
from backend.demo_city.agencies import AGENTS, FLEETS
from backend.demo_city.credentials import DemoSecrets, kept_secrets, write_private
from backend.demo_city.register import BUTTONS, Register, draw
from backend.demo_city.rooms import ACCOUNTS, CALL_SOURCE, CAMERA_USER, CAMERAS
from backend.demo_city.tables import (
    Connection,
    Stamp,
    edition,
    has_register,
    still_stands,
    write_cameras,
    write_credentials,
    write_duty,
    write_places,
    write_premises,
    write_register,
    write_rooms,
)
from domain.clock import Clock
from domain.ids import Entropy
from resources.city import load_city
from resources.people import load_names
from resources.sources import Button, Camera, Phone, Sources, load_sources

UNITS_ON_DUTY = 5000
CAMERA_ADDRESS = ("127.0.0.1", 8554)
_LOCK = 0x41544C59_0002  # one program loads the demo at a time


class DemoOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How the demo is to be: which register, how many units on duty, where the played cameras listen."""

    seed: int = 1
    on_duty: int = UNITS_ON_DUTY
    camera_host: str = CAMERA_ADDRESS[0]
    camera_port: int = CAMERA_ADDRESS[1]

    @property
    def cameras(self) -> str:
        """Where the played cameras listen, host:port."""
        return f"{self.camera_host}:{self.camera_port}"


class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """What is there now, and where the two files are. `fresh`: the register was written by this call."""

    fresh: bool
    agents: int
    units: int
    on_duty: int
    cameras: int
    buttons: int
    sources: Path
    accounts: Path


class AccountFile(msgspec.Struct, frozen=True, kw_only=True):
    """One line of accounts.json: with what a person comes in, and at which desk."""

    login: str
    name: str
    role: str
    workstation: str
    room: str
    password: str


async def load_demo(
    dsn: str,
    data: Path,
    clock: Clock,
    options: DemoOptions | None = None,
    *,
    hasher: PasswordHasher | None = None,
    entropy: Entropy = os.urandom,
) -> Loaded:
    """Load the demo into a migrated database; `data` is the backend's data directory.

    Raises `DatabaseTrouble` demo.other_register where another seed was loaded before, psycopg.Error when the
    database cannot be used and OSError when the files cannot be written.
    """
    options = options or DemoOptions()
    folder = data / "demo"
    secrets = kept_secrets(folder, entropy)
    stamp = _stamp_of(folder)
    connection = await connect(dsn)
    async with connection, connection.transaction():
        await connection.execute("select pg_advisory_xact_lock(%s)", [_LOCK])
        fresh = False
        if (
            stamp is None
            or stamp.edition != _edition(options)
            or not await still_stands(connection, stamp, secrets, clock.now())
        ):
            register = await asyncio.to_thread(draw, options.seed, load_names())
            fresh = await _write(connection, register, secrets, options, clock, hasher or _hasher())
            _write_files(folder, register, secrets, options)
        elif stamp.cameras != options.cameras:
            await write_cameras(connection, secrets, options.cameras)
            _move_cameras(folder, stamp, options)
    return Loaded(
        fresh=fresh,
        agents=sum(AGENTS.values()),
        units=sum(fleet.units for fleet in FLEETS),
        on_duty=min(options.on_duty, sum(fleet.units for fleet in FLEETS)),
        cameras=len(CAMERAS),
        buttons=BUTTONS,
        sources=folder / "sources.json",
        accounts=folder / "accounts.json",
    )


def _hasher() -> PasswordHasher:
    # The costs that the backend's own accounts have.
    return PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


def _stamp_of(folder: Path) -> Stamp | None:
    """What was loaded the last time, if the files that were written then are still there."""
    try:
        stamp = msgspec.json.decode((folder / "loaded.json").read_bytes(), type=Stamp)
    except (OSError, msgspec.MsgspecError):
        return None
    whole = (folder / "sources.json").exists() and (folder / "accounts.json").exists()
    return stamp if whole else None


async def _write(
    connection: Connection,
    register: Register,
    secrets: DemoSecrets,
    options: DemoOptions,
    clock: Clock,
    hasher: PasswordHasher,
) -> bool:
    """Write what is missing; return whether the register was."""
    fresh = not await has_register(connection, register, options.seed)
    # Not with the register: one that an older version wrote lacks the rooms that came later.
    await write_rooms(connection)
    if fresh:
        await write_register(connection, register)
    await write_abilities(connection, register)
    renewed = await write_credentials(connection, register, secrets)
    await write_places(connection, secrets, options.cameras, hasher, renew=renewed)
    await write_premises(connection, options.seed)
    await write_duty(connection, register, clock.now(), options.on_duty)
    return fresh


def _write_files(folder: Path, register: Register, secrets: DemoSecrets, options: DemoOptions) -> None:
    """Write the two files, and last the stamp: an unfinished load is done again."""
    write_private(folder / "sources.json", msgspec.json.encode(_sources(register, secrets, options)))
    write_private(folder / "accounts.json", msgspec.json.encode(_account_files(secrets)))
    stamp = Stamp(
        edition=_edition(options),
        last_unit=register.units[-1].id,
        on_duty=min(options.on_duty, len(register.units)),
        cameras=options.cameras,
    )
    write_private(folder / "loaded.json", msgspec.json.encode(stamp))


def _move_cameras(folder: Path, stamp: Stamp, options: DemoOptions) -> None:
    """Say in the files where the cameras listen now; all else is as it was."""
    told = load_sources(folder / "sources.json")
    moved = tuple(
        replace(camera, host=options.camera_host, port=options.camera_port) for camera in told.cameras
    )
    write_private(folder / "sources.json", msgspec.json.encode(replace(told, cameras=moved)))
    write_private(folder / "loaded.json", msgspec.json.encode(replace(stamp, cameras=options.cameras)))


def _edition(options: DemoOptions) -> str:
    """What was loaded, but for where the cameras listen."""
    return edition((options.seed, options.on_duty))


def _sources(register: Register, secrets: DemoSecrets, options: DemoOptions) -> Sources:
    """What the simulated city is told. A button's holder lives at a drawn place in a drawn barrio."""
    rng = Random(options.seed)
    barrios = load_city().barrios
    homes = [rng.choice(barrios).centre for _ in register.buttons]
    return Sources(
        call_token=secrets.call_token(CALL_SOURCE),
        phones=tuple(
            Phone(
                id=secrets.phone(unit.device_label),
                unit=unit.call_sign,
                kind=unit.fleet.kind,
                comuna=unit.comuna,
            )
            for unit in register.units
        ),
        buttons=tuple(
            Button(
                device=label,
                key=secrets.button_key(label),
                lat=round(lat + rng.uniform(-0.003, 0.003), 4),
                lon=round(lon + rng.uniform(-0.003, 0.003), 4),
            )
            for (_, label), (lon, lat) in zip(register.buttons, homes, strict=True)
        ),
        cameras=tuple(
            Camera(
                label=camera.label,
                name=camera.name,
                host=options.camera_host,
                port=options.camera_port,
                path=camera.path,
                user=CAMERA_USER,
                password=secrets.camera_password(CAMERA_USER),
            )
            for camera in CAMERAS
        ),
    )


def _account_files(secrets: DemoSecrets) -> list[AccountFile]:
    return [
        AccountFile(
            login=account.login,
            name=account.name,
            role=account.role.value,
            workstation=account.desk,
            room=account.room,
            password=secrets.login_password(),
        )
        for account in ACCOUNTS
    ]
