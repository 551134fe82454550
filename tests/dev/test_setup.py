"""Set-up asks before it installs, installs only what is missing, and is over at once when nothing is."""

from __future__ import annotations

import os
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from dev.house.source import ROOT

WARM_S = 0.15
FAKES = {
    # Every package but libegl1 and xvfb is there, until apt "installs".
    "dpkg-query": 'shift 2; for p in "$@"; do case $p in libegl1|xvfb) [ -f installed ] || continue;; esac; '
    'printf "installed:%s " "$p"; done',
    "apt-get": 'echo "apt-get $* frontend=$DEBIAN_FRONTEND stdin=$(wc -c)" >>calls; '
    '[ -f refuse_first ] && rm refuse_first && exit 100; [ "$1" = install ] && touch installed; exit 0',
    "sudo": 'echo "sudo $*" >>calls; [ -f sudoer ] || exit 1; shift; "$@"',
    "useradd": 'echo "useradd $*" >>calls',
}


class Clone:
    """A directory with set-up in it, an environment that looks made, and fakes for the system's programs."""

    def __init__(self, place: Path, uid: int) -> None:
        self.place = place
        (place / "dev").mkdir()
        for name in ("pyproject.toml", "constraints.txt", "dev/setup.sh"):
            shutil.copy(ROOT / name, place / name)
        for name, body in (FAKES | {"id": f'[ "$2" = atalaya ] || echo {uid}'}).items():
            fake = place / "bin" / name
            fake.parent.mkdir(exist_ok=True)
            fake.write_text(f"#!/bin/sh\n{body}\n")
            fake.chmod(0o755)
        python = place / ".venv" / "bin" / "python"
        python.parent.mkdir(parents=True)
        python.write_text("#!/bin/sh\n")
        python.chmod(0o755)
        whole = b"".join(
            (place / n).read_bytes() for n in ("pyproject.toml", "constraints.txt", "dev/setup.sh")
        )
        (place / ".venv" / "atalaya-stamp").write_text(f"{sha256(whole).hexdigest()}  - {place}")

    def set_up(self, group: str = "run") -> subprocess.CompletedProcess[str]:
        path = f"{self.place / 'bin'}:{os.environ['PATH']}"
        return subprocess.run(
            ["sh", "dev/setup.sh", group],
            cwd=self.place,
            env={"PATH": path},
            input="typed by nobody",
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )

    def calls(self) -> list[str]:
        log = self.place / "calls"
        return log.read_text().splitlines() if log.exists() else []


@pytest.fixture
def as_root(tmp_path: Path) -> Clone:
    return Clone(tmp_path, uid=0)


@pytest.fixture
def as_person(tmp_path: Path) -> Clone:
    return Clone(tmp_path, uid=1000)


def test_nothing_is_asked_of_apt_when_nothing_is_missing(as_person: Clone) -> None:
    (as_person.place / "installed").touch()
    run = as_person.set_up()
    assert run.returncode == 0, run.stderr
    assert as_person.calls() == []
    (line,) = run.stdout.splitlines()
    assert line.startswith("set-up: ")
    assert line.endswith(" s")
    assert float(line.split()[1]) < WARM_S


def test_root_installs_what_is_missing_and_nothing_else(as_root: Clone) -> None:
    run = as_root.set_up()
    assert run.returncode == 0, run.stderr
    assert "set-up: installing with apt: libegl1 xvfb" in run.stdout
    (call,) = as_root.calls()
    assert call == (
        "apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=120 libegl1 xvfb"
        " frontend=noninteractive stdin=0"
    )


def test_stale_package_lists_are_refreshed(as_root: Clone) -> None:
    (as_root.place / "refuse_first").touch()
    run = as_root.set_up()
    assert run.returncode == 0, run.stderr
    assert [call.split()[1] for call in as_root.calls()] == ["install", "update", "install"]


def test_a_person_with_sudo_installs_through_it(as_person: Clone) -> None:
    (as_person.place / "sudoer").touch()
    run = as_person.set_up()
    assert run.returncode == 0, run.stderr
    assert as_person.calls()[0] == "sudo -n true"
    assert any(call.startswith("apt-get install") for call in as_person.calls())


def test_a_person_without_sudo_is_told_the_one_line_to_run(as_person: Clone) -> None:
    run = as_person.set_up()
    assert run.returncode == 1
    assert as_person.calls() == ["sudo -n true"]
    assert run.stderr.splitlines()[-1] == (
        "apt-get update && apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=120 libegl1 xvfb"
    )


def test_debian_makes_no_cluster_of_its_own_for_the_tests(as_person: Clone) -> None:
    fake = as_person.place / "bin" / "dpkg-query"
    fake.write_text(fake.read_text().replace("libegl1|xvfb", "postgresql-15"))
    line = as_person.set_up("test").stderr.splitlines()[-1]
    before, _, after = line.partition("apt-get install")
    assert "create_main_cluster = false" in before
    assert after.split()[-1] == "postgresql-15"


def test_an_unknown_group_is_refused(as_person: Clone) -> None:
    run = as_person.set_up("everything")
    assert run.returncode == 2
    assert run.stderr == "set-up: unknown group 'everything': say run or test\n"


def test_it_is_posix_sh() -> None:
    subprocess.run(["dash", "-n", str(ROOT / "dev" / "setup.sh")], check=True)
