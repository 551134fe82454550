"""The next play knows what the last one was told, as long as that still holds; it remembers no secret."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dev.memory import recall, remember


@pytest.fixture
def stage(tmp_path: Path) -> dict[str, Any]:
    for name, body in (
        ("ca.pem", ""),
        ("sources.json", "{}"),
        ("accounts.json", json.dumps([{"login": "ana", "password": "secreto"}])),
    ):
        (tmp_path / name).write_text(body)
    return {
        "port": 1,
        "ca": str(tmp_path / "ca.pem"),
        "sources": str(tmp_path / "sources.json"),
        "user": "ana",
        "password": "secreto",
        "workstation": "puesto-14",
    }


def test_what_the_backend_said_is_expected_again_on_another_port(
    tmp_path: Path, stage: dict[str, Any]
) -> None:
    remember(tmp_path / "stage.json", "data", stage)
    assert recall(tmp_path / "stage.json", "data", 7) == stage | {"port": 7}


def test_no_secret_is_remembered(tmp_path: Path, stage: dict[str, Any]) -> None:
    remember(tmp_path / "stage.json", "data", stage)
    assert "secreto" not in (tmp_path / "stage.json").read_text()


def test_another_data_directory_is_not_expected_to_say_the_same(
    tmp_path: Path, stage: dict[str, Any]
) -> None:
    remember(tmp_path / "stage.json", "data", stage)
    assert recall(tmp_path / "stage.json", "elsewhere", 7) is None


@pytest.mark.parametrize("gone", ["ca.pem", "sources.json", "accounts.json", "stage.json"])
def test_nothing_is_expected_when_a_file_is_gone(tmp_path: Path, stage: dict[str, Any], gone: str) -> None:
    remember(tmp_path / "stage.json", "data", stage)
    (tmp_path / gone).unlink()
    assert recall(tmp_path / "stage.json", "data", 7) is None


@pytest.mark.parametrize("body", ["", "[]", "{}", "null", '{"data": "data"}', "{" * 9])
def test_a_torn_memory_is_no_memory(tmp_path: Path, body: str) -> None:
    (tmp_path / "stage.json").write_text(body)
    assert recall(tmp_path / "stage.json", "data", 7) is None
