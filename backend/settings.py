"""How one backend is run: everything that the command line says."""

import argparse
import ipaddress
from collections.abc import Sequence
from pathlib import Path

import msgspec

from backend.database.data_directory import default_root
from backend.intake.telephony.settings import LOOPBACK, SipSettings

DESCRIPTION = "The backend of Atalaya: incident database, desks' line, doors of the sources, camera relay."

SHORTEST_TOKEN = 16


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What `python -m backend` was told. `dsn` None means the embedded database in `data`."""

    data: Path
    host: str = "127.0.0.1"
    port: int = 8443
    dsn: str | None = None
    postgres: Path | None = None
    demo: bool = False
    fresh: bool = False
    units: int = 5000
    demo_camera_port: int = 8554
    networks: tuple[str, ...] = ("127.0.0.0/8", "::1/128")
    ready_fd: int | None = None
    parent_fd: int | None = None
    cameras: bool = True
    metrics_token: str | None = None
    exercise_clock: Path | None = None
    sip: SipSettings | None = None


def _place(text: str) -> tuple[str, int]:
    host, colon, port = text.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    try:
        if not colon or not 0 <= int(port) < 65536:
            raise ValueError
        return str(ipaddress.ip_address(host)), int(port)
    except ValueError:
        wrong = f"{text[:60]!r} is no address and port such as 10.20.0.5:5060"
        raise argparse.ArgumentTypeError(wrong) from None


def _network(text: str) -> str:
    try:
        return str(ipaddress.ip_network(text))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text[:60]!r} is no network such as 10.20.0.0/16") from None


def _token(text: str) -> str:
    try:
        token = Path(text).read_text("utf-8").strip()
    except (OSError, UnicodeError):
        raise argparse.ArgumentTypeError(f"{text[:60]!r} cannot be read") from None
    if len(token) < SHORTEST_TOKEN:
        raise argparse.ArgumentTypeError(f"a token has at least {SHORTEST_TOKEN} characters")
    return token


def parser() -> argparse.ArgumentParser:
    """Return the command line's description."""
    words = argparse.ArgumentParser(prog="python -m backend", description=DESCRIPTION)
    add = words.add_argument
    add("--data", type=Path, default=None, metavar="DIR", help=f"data directory (default: {default_root()})")
    add("--dsn", help="use this PostgreSQL 15 or later (libpq keywords or URL) instead of the embedded one")
    add(
        "--postgres",
        type=Path,
        metavar="DIR",
        help="server programs to embed (default: the wheel's, then PATH)",
    )
    add("--host", default="127.0.0.1", help="address to listen on (default: loopback only)")
    add("--port", type=int, default=8443, help="port to listen on; 0 takes a free one (default: 8443)")
    add("--demo", action="store_true", help="load the demo city's register first")
    add("--fresh", action="store_true", help="settle what the last play of the demo left open")
    add("--units", type=int, default=5000, help="units on duty in the demo (default: 5,000)")
    add("--demo-camera-port", type=int, default=8554, metavar="N", help="where the demo's cameras play")
    add(
        "--camera-network",
        action="append",
        type=_network,
        metavar="CIDR",
        help="a network that cameras may be in; repeat for more (default: loopback)",
    )
    add(
        "--metrics-token-file",
        type=_token,
        dest="metrics_token",
        metavar="FILE",
        help="GET /metrics wants the token in this file, as Bearer (default: this machine alone may read it)",
    )
    add(
        "--exercise-clock",
        type=Path,
        metavar="FILE",
        help="take the time of day from this file: only on a data directory made for exercises",
    )
    _add_telephony(words)
    add("--no-cameras", action="store_true", help="do not start the media worker")
    add("--ready-fd", type=int, metavar="N", help="write one JSON line there once desks can come")
    add("--parent-fd", type=int, metavar="N", help="end when this pipe is closed")
    return words


def _add_telephony(words: argparse.ArgumentParser) -> None:
    add = words.add_argument
    add("--sip", type=_place, metavar="HOST:PORT", help="take calls by SIP there, UDP and TCP (default: not)")
    add(
        "--sip-peer",
        action="append",
        type=_network,
        metavar="CIDR",
        help="a network whose SIP is taken, the edge's; repeat for more (default: loopback)",
    )
    add(
        "--location-server",
        action="append",
        metavar="HOST[:PORT]",
        help="a server that may be asked for a caller's location by reference; repeat for more",
    )
    add(
        "--location-authority",
        type=Path,
        metavar="FILE",
        help="who vouches for the location servers (PEM; default: this machine's authorities)",
    )


def settings_of(arguments: Sequence[str] | None = None) -> Settings:
    """Return the settings of a command line; ends the program with a message when it makes no sense."""
    told = parser().parse_args(arguments)
    if told.exercise_clock is not None and told.dsn is not None:
        parser().error("--exercise-clock: only with the embedded database")
    return Settings(
        data=told.data or default_root(),
        host=told.host,
        port=told.port,
        dsn=told.dsn,
        postgres=told.postgres,
        demo=told.demo,
        fresh=told.fresh,
        units=told.units,
        demo_camera_port=told.demo_camera_port,
        networks=tuple(told.camera_network or ("127.0.0.0/8", "::1/128")),
        ready_fd=told.ready_fd,
        parent_fd=told.parent_fd,
        cameras=not told.no_cameras,
        metrics_token=told.metrics_token,
        sip=_sip(told),
        exercise_clock=told.exercise_clock,
    )


def _sip(told: argparse.Namespace) -> SipSettings | None:
    if told.sip is None:
        return None
    return SipSettings(
        host=told.sip[0],
        port=told.sip[1],
        peers=tuple(told.sip_peer or LOOPBACK),
        location_servers=tuple(told.location_server or ()),
        location_authority=told.location_authority,
    )
