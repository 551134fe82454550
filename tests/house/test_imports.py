"""What a program has loaded once it is put together: nothing that another one is for."""

from __future__ import annotations

import subprocess
import sys

import pytest

LOADED = """import sys, importlib
for name in sys.argv[1].split():
    importlib.import_module(name)
print(*sys.modules)
"""


def loaded_by(modules: str) -> set[str]:
    """Top-level names in sys.modules after importing these modules in a fresh interpreter."""
    run = subprocess.run([sys.executable, "-c", LOADED, modules], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in run.stdout.split()}


@pytest.mark.parametrize(
    ("modules", "strangers"),
    [
        ("console.__main__", {"PySide6", "qasync", "cv2", "av", "numpy", "widgets", "backend_client"}),
        (
            "console.bootstrap console.app",
            {"cv2", "sqlalchemy", "psycopg", "uvicorn", "pyqtgraph", "scipy", "backend"},
        ),
        ("backend.__main__ backend.bootstrap", {"PySide6", "qasync", "cv2", "av", "console", "widgets"}),
        ("backend.streams.worker", {"PySide6", "cv2", "sqlalchemy", "uvicorn"}),
        ("backend_client.client", {"PySide6", "qasync", "cv2", "av", "backend", "sqlalchemy"}),
        ("simulator.__main__ simulator.play", {"PySide6", "backend", "console", "sqlalchemy"}),
    ],
)
def test_a_program_loads_nothing_that_it_has_no_use_for(modules: str, strangers: set[str]) -> None:
    assert loaded_by(modules) & strangers == set()


def test_a_stranger_would_be_seen() -> None:
    assert "numpy" in loaded_by("numpy.linalg")
