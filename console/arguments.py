"""What `python -m console` is told on its command line."""

from __future__ import annotations

import argparse
import os
from dataclasses import dataclass
from pathlib import Path

from console.settings import Settings

PASSWORD_CAP = 256


class BadArgument(ValueError):
    """An argument that cannot be used; the text names it and the limit."""


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What the console was started with. `server` is a host and a port; descriptors belong to the console."""

    host: str
    port: int
    ca: Path | None
    user: str
    password_fd: int | None
    workstation: str
    theme: str | None
    language: str | None
    data: Path
    parent_fd: int | None
    ready_fd: int | None
    tour: Path | None
    album: bool
    paint_log: Path | None
    lock_after: int | None = None


def default_data() -> Path:
    """Where a desk keeps its journal, settings and log when it is not told otherwise."""
    base = os.environ.get("XDG_STATE_HOME")
    return (Path(base) if base else Path.home() / ".local" / "state") / "atalaya" / "desk"


def server_address(text: str) -> tuple[str, int]:
    """Split https://host:port; raises `BadArgument` for anything else (the line is always encrypted)."""
    scheme, _, rest = text.partition("://")
    rest = rest.rstrip("/")
    if scheme != "https" or not rest or "/" in rest or "@" in rest:
        raise BadArgument("--server: must be https://host:port")
    bracketed = rest.startswith("[") and rest.endswith("]")
    host, colon, port = ("", "", "") if bracketed else rest.rpartition(":")
    if not colon:
        host, port = rest, "8443"
    if not port.isdecimal() or not 1 <= int(port) <= 65535:
        raise BadArgument("--server: port from 1 to 65535")
    host = host.strip("[]")
    return host, int(port)


def parser() -> argparse.ArgumentParser:
    """Return the parser; its help is what `--help` prints."""
    made = argparse.ArgumentParser(prog="python -m console", description="Atalaya: the operator's desk.")
    add = made.add_argument
    add("--server", required=True, metavar="URL", help="https://host:port of the backend")
    add("--ca", type=Path, metavar="FILE", help="authority that signed the server's certificate (PEM)")
    add("--user", default="", help="user name, filled in at login")
    add("--password-fd", type=int, metavar="N", help="descriptor to read the password from: logs in at once")
    add("--workstation", default="", metavar="W", help="the desk's own name, as the register has it")
    add("--theme", choices=("dark", "light"), help="default: the desk's last, else dark")
    add("--lang", choices=("es", "en"), help="default: the desk's last, else es")
    add("--data", type=Path, metavar="DIR", help="the desk's files (default ~/.local/state/atalaya/desk)")
    add("--parent-fd", type=int, metavar="N", help="end when this pipe closes")
    add("--ready-fd", type=int, metavar="N", help="tell what happens here, a line each (--tour: stdout)")
    add("--tour", type=Path, metavar="DIR", help="walk through the desk, leave pictures there, and end")
    add("--album", action="store_true", help="with --tour: every page in both themes, languages and sizes")
    add("--paint-log", type=Path, metavar="FILE", help="log when each queue row was painted (monotonic ns)")
    add("--lock-after", type=int, metavar="S", help="lock the desk after S idle seconds, 0: never (600)")
    return made


def parse(words: list[str]) -> Arguments:
    """Return what was asked for; wrong words end the program with status 2 and one line, as argparse does."""
    made = parser()
    told = made.parse_args(words)
    try:
        host, port = server_address(told.server)
    except BadArgument as bad:
        made.error(str(bad))
    if told.ca is not None and not told.ca.is_file():
        made.error(f"--ca: no such file: {told.ca}")
    if told.password_fd is not None and not told.user:
        made.error("--password-fd: needs --user")
    return Arguments(
        host=host,
        port=port,
        ca=told.ca,
        user=told.user,
        password_fd=told.password_fd,
        workstation=told.workstation,
        theme=told.theme,
        language=told.lang,
        data=told.data or default_data(),
        parent_fd=told.parent_fd,
        ready_fd=told.ready_fd,
        tour=told.tour,
        album=told.album,
        paint_log=told.paint_log,
        lock_after=told.lock_after,
    )


def lock_after(told: Arguments, kept: Settings) -> int:
    """Return after how many idle seconds the desk locks itself; one that is measured has nobody's hands."""
    if told.lock_after is not None:
        return max(0, told.lock_after)
    return 0 if told.tour is not None or told.paint_log is not None else kept.lock_after_s


def read_password(fd: int) -> str:
    """Read the password from a descriptor up to its first line end, and close it."""
    taken = b""
    try:
        while len(taken) <= PASSWORD_CAP * 4 and b"\n" not in taken:
            part = os.read(fd, 1024)
            if not part:
                break
            taken += part
    finally:
        os.close(fd)
    return taken.split(b"\n", 1)[0].decode("utf-8", "replace")[:PASSWORD_CAP]
