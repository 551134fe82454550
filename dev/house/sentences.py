"""Rules about what a person reads: whole sentences, translated, with holes that are filled, and plurals."""

from __future__ import annotations

import ast
import re
import string
import unicodedata
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

from dev.house.source import ROOT, Finding, Source, dotted, string_values

_SPEAKERS = ("console", "widgets")
_SPANISH = re.compile(r"[áéíóúüñ¿¡ÁÉÍÓÚÜÑ]")
_DECIMALS = re.compile(r"\.\d+f")
_COUNTED = re.compile(r"\{n\} (\w+s)\b")

# What is typed, not read: it is offered in the language of the desk. What a language is called in itself.
_TYPED = {"console/command_line.py", "console/verbs.py"}
_OWN_NAMES = {"Español"}
_TRANSLATE = ("translate", "QCoreApplication.translate")
_SAMPLES = ("gallery", "samples", "tour", "album_", "picture_difference")
_NEVER_ONE = {"más", "agrupadas", "días", "roles"}
"""Counted words that are never counted to one where they stand, or are the same for one."""


def holes(text: str) -> frozenset[str] | None:
    """Return the names in braces; None when the text is no format at all (a brace too many, a number)."""
    try:
        names = {name for _, name, spec, change in string.Formatter().parse(text) if name is not None}
        whole = all(name.isidentifier() for name in names)
        plain = all(not spec and not change for _, name, spec, change in string.Formatter().parse(text))
    except ValueError:
        return None
    return frozenset(names) if whole and plain else None


def _speaks(source: Source) -> bool:
    stem = source.path.rpartition("/")[2]
    return source.package in _SPEAKERS and not stem.startswith(_SAMPLES)


def _is_translate(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and dotted(node.func) in _TRANSLATE


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def whole_sentences(source: Source) -> Iterator[Finding]:
    """A sentence is one literal: what is glued together cannot be put in another order by a translator."""
    if not _speaks(source):
        return
    for node in source.nodes:
        if isinstance(node, ast.Call) and _is_translate(node):
            if len(node.args) < 2 or any(_literal(part) is None for part in node.args[:2]):
                yield source.at(node, "translate(context, sentence): two literals, or lupdate cannot find it")
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
            if _is_translate(node.left) or _is_translate(node.right):
                yield source.at(node, "a sentence glued to another: one sentence with {holes} and .format()")
        elif isinstance(node, ast.FormattedValue) and _is_translate(node.value):
            yield source.at(node, "a sentence inside an f-string: one sentence with {holes} and .format()")


def filled_holes(source: Source) -> Iterator[Finding]:
    """Every hole of a sentence is filled, and nothing is given that has no hole."""
    if not _speaks(source):
        return
    for node in source.nodes:
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        said = node.func.value
        if node.func.attr != "format" or not isinstance(said, ast.Call) or not _is_translate(said):
            continue
        sentence = _literal(said.args[1]) if len(said.args) > 1 else None
        given = frozenset(word.arg for word in node.keywords if word.arg is not None)
        if sentence is None or len(given) < len(node.keywords):
            continue
        if node.args or holes(sentence) != given:
            yield source.at(node, f"{sentence!r} is filled with {sorted(given)}")


def said_in_spanish(source: Source) -> Iterator[Finding]:
    """Spanish that no translator ever sees stays Spanish on an English desk."""
    if not _speaks(source) or source.path in _TYPED:
        return
    translated = {
        part
        for node in source.nodes
        if isinstance(node, ast.Call) and (_is_translate(node) or dotted(node.func) == "self.tr")
        for part in node.args
    }
    for value in string_values(source):
        if value in translated or value.value in _OWN_NAMES:
            continue
        if _SPANISH.search(str(value.value)):
            yield source.at(value, f"{value.value!r}: give it to translate()")


def decimals_of_the_desk(source: Source) -> Iterator[Finding]:
    """A decimal comma is written by the desk's locale: an f-string always writes a point."""
    if not _speaks(source):
        return
    for node in source.nodes:
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
            if _DECIMALS.search(ast.unparse(node.format_spec)):
                yield source.at(node, "look.locale.toString(value, 'f', digits) writes the decimal comma")


SENTENCES = (whole_sentences, filled_holes, said_in_spanish, decimals_of_the_desk)


def translations(file: Path, root: Path = ROOT) -> Iterator[Finding]:
    """What is wrong with a translation file: unfinished, other holes than the source, no words for one."""
    path = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name
    for context in ElementTree.parse(file).getroot().iter("context"):
        name = context.findtext("name", "")
        told = {
            message.findtext("source", ""): message.find("translation") for message in context.iter("message")
        }
        singular = [_bare(source) for source in told if re.search(r"\b1 ", source)]
        for source, translation in told.items():
            said = (translation.text or "") if translation is not None else ""
            if translation is None or translation.get("type") == "unfinished" or not said.strip():
                yield Finding(path, 1, f"{name}: {source!r} has no translation")
            elif holes(said) != holes(source):
                yield Finding(path, 1, f"{name}: {said!r} has other holes than {source!r}")
            for counted in set(_COUNTED.findall(source)) - _NEVER_ONE:
                if not any(f"1 {_bare(counted)[:4]}" in one for one in singular):
                    yield Finding(path, 1, f"{name}: {source!r} has no sentence of its own for 1")


def _bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
