"""The files of the house, read and parsed once, and what a rule says about one of them."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

PRODUCT = (
    "analytics",
    "backend",
    "backend_client",
    "cartography",
    "console",
    "domain",
    "lifeline",
    "logbook",
    "resources",
    "rtsp",
    "simulator",
    "streets",
    "widgets",
)
"""The packages that a city runs; `dev`, `benchmarks` and `tests` only serve their making."""

OURS_BESIDES = ("benchmarks", "dev", "packaging", "tests")

_SKIPPED_DIRECTORIES = {"build", "dist", "__pycache__", "node_modules"}
_TEXT_SUFFIXES = {
    "",
    ".cfg",
    ".ini",
    ".json",
    ".md",
    ".py",
    ".qss",
    ".sh",
    ".spec",
    ".sql",
    ".toml",
    ".ts",
    ".txt",
    ".wxs",
    ".yaml",
    ".yml",
}


@dataclass(frozen=True)
class Finding:
    """One breach of the house's manners, printed as path:line: what is wrong and what to do instead."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


@dataclass(frozen=True)
class Source:
    """One Python file: its path from the root with forward slashes, its text and its tree."""

    path: str
    text: str
    tree: ast.Module = field(compare=False)

    @property
    def package(self) -> str:
        """The top-level room, such as `backend`."""
        return self.path.split("/", 1)[0]

    @property
    def lines(self) -> list[str]:
        """The text, line by line."""
        return self.text.splitlines()

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Every node of the tree, walked once for all rules."""
        return list(ast.walk(self.tree))

    @cached_property
    def prose(self) -> set[ast.expr]:
        """The constants that are docstrings or stand alone as a statement: no values."""
        alone = (node.value for node in self.nodes if isinstance(node, ast.Expr))
        return {value for value in alone if isinstance(value, ast.Constant)}

    def at(self, node: ast.AST, message: str) -> Finding:
        """A finding at the node's line."""
        return Finding(self.path, getattr(node, "lineno", 1), message)


def parse(path: str, text: str) -> Source:
    """A source from its text; a file that is not Python is a SyntaxError that names it."""
    return Source(path, text, ast.parse(text, filename=path))


def text_files(root: Path = ROOT) -> Iterator[Path]:
    """Every text file of the checkout, hidden directories but .ci left out."""
    for directory, names, files in os.walk(root):
        names[:] = sorted(n for n in names if n not in _SKIPPED_DIRECTORIES and (n == ".ci" or n[0] != "."))
        for name in sorted(files):
            path = Path(directory) / name
            if path.suffix in _TEXT_SUFFIXES and not name.endswith(".egg-info"):
                yield path


def sources(root: Path = ROOT) -> Iterator[Source]:
    """Every Python file of the house, product and workshop alike."""
    for path in text_files(root):
        relative = path.relative_to(root).as_posix()
        if path.suffix == ".py" and relative.split("/", 1)[0] in (*PRODUCT, *OURS_BESIDES):
            yield parse(relative, path.read_text(encoding="utf-8"))


def dotted(node: ast.AST) -> str:
    """`a.b.c` for a chain of names, with `()` where a call stands in it; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Call):
        return f"{dotted(node.func)}()"
    return ""


def string_values(source: Source) -> Iterator[ast.Constant]:
    """Every string constant that is a value, pieces of f-strings included."""
    for node in source.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in source.prose:
            yield node
