"""The files of an embedded database: made by initdb once, recognised ever after, reached through a socket."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from pathlib import Path

from backend.database.binaries import Binaries, clean_environment
from backend.database.data_directory import DataDirectory
from backend.database.postmaster import SOCKET_LIMIT, version_of
from backend.database.server_user import ServerUser
from backend.database.trouble import DatabaseTrouble


def make_files(directory: DataDirectory, binaries: Binaries, user: ServerUser, durable: bool) -> None:
    """Run initdb beside the final place and move the result there, so that no half of it is ever used."""
    cluster = directory.cluster
    fresh = cluster.with_name("database.new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        fresh.mkdir(mode=0o700)
        user.own(fresh)
        _write_password(directory.password_file, user)
    except OSError as error:
        raise DatabaseTrouble(
            "data.not_writable", path=str(fresh), reason=error.strerror or str(error)
        ) from error
    command = [
        binaries.initdb, "-D", str(fresh), "-U", "atalaya", "--encoding=UTF8", "--locale=C.UTF-8",
        "--auth=scram-sha-256", f"--pwfile={directory.password_file}", "--data-checksums",
    ]  # fmt: skip
    if not durable:
        command.append("--no-sync")
    done = user.run(command, clean_environment(), timeout=60)
    if done.returncode != 0:
        lines = [line for line in done.stderr.splitlines() if "error:" in line or "could not" in line]
        reason = (lines or done.stderr.splitlines() or [f"initdb ended with {done.returncode}"])[0]
        shutil.rmtree(fresh, ignore_errors=True)
        raise DatabaseTrouble("database.make_failed", path=str(cluster), reason=reason)
    fresh.rename(cluster)


def _write_password(path: Path, user: ServerUser) -> None:
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(secrets.token_urlsafe(24) + "\n")
    user.own(path)


def check_version(cluster: Path, binaries: Binaries) -> None:
    """Raise DatabaseTrouble when another major version, or nobody, made these files."""
    found = version_of(cluster)
    if found is None:
        raise DatabaseTrouble("data.not_ours", path=str(cluster))
    if found != str(binaries.major):
        raise DatabaseTrouble(
            "database.other_version",
            path=str(cluster), found=found, expected=binaries.major,
        )  # fmt: skip


def make_socket_directory(directory: Path, port: int, user: ServerUser) -> None:
    """Make the directory of the server's socket, for its user alone."""
    length = len(os.fsencode(directory / f".s.PGSQL.{port}"))
    if length > SOCKET_LIMIT:
        raise DatabaseTrouble(
            "database.socket_too_long", path=str(directory), length=length, limit=SOCKET_LIMIT
        )
    try:
        directory.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        directory.mkdir(mode=0o700, exist_ok=True)
        user.own(directory)
        status = os.lstat(directory)
        # In /tmp somebody else may have made it first, to catch our password.
        if status.st_uid not in (user.uid, os.geteuid()) or not os.path.isdir(directory):
            raise PermissionError(13, "it belongs to another user")
        directory.chmod(0o700)
    except OSError as error:
        raise DatabaseTrouble(
            "data.not_writable", path=str(directory), reason=error.strerror or str(error)
        ) from error


def socket_directory(root: Path) -> Path:
    """Return a short directory of its own for the socket, however long the data directory's path."""
    name = hashlib.sha256(str(root).encode()).hexdigest()[:10]
    if os.geteuid() == 0:
        return Path("/run/atalaya") / name
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and os.path.isdir(runtime) and len(os.fsencode(runtime)) < 60:
        return Path(runtime) / f"atalaya-{name}"
    return Path("/tmp") / f"atalaya-{os.geteuid()}-{name}"
