"""Rules about the doors: verified TLS, one encoding, codes instead of sentences, hand-written fakes."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator

from dev.house.source import Finding, Source, dotted

_CODE = re.compile(r"[a-z][a-z0-9_.]*")
_SPANISH = re.compile(r"[áéíóúüñ¿¡]", re.IGNORECASE)
# `detail` may be technical: it names the field and its limit, beside a code that the console puts into words.
_SPOKEN = {"message", "reason", "text", "title"}
_DOMAIN_MAY_IMPORT = {"domain", "msgspec"}


def unverified_tls(source: Source) -> Iterator[Finding]:
    """Chain and host name are always verified; there is no switch that stops it."""
    for node in source.nodes:
        if isinstance(node, ast.Attribute) and node.attr in (
            "CERT_NONE",
            "CERT_OPTIONAL",
            "_create_unverified_context",
        ):
            yield source.at(node, f"{node.attr}: certificates are always verified (--ca FILE)")
        elif isinstance(node, ast.ImportFrom) and any(name.name == "CERT_NONE" for name in node.names):
            yield source.at(node, "CERT_NONE: certificates are always verified (--ca FILE)")
        elif isinstance(node, ast.Assign) and _is_false(node.value):
            for target in node.targets:
                if dotted(target).endswith("check_hostname"):
                    yield source.at(node, "check_hostname = False: host names are always verified")
        elif isinstance(node, ast.Call):
            for word in node.keywords:
                if word.arg in ("check_hostname", "verify", "verify_ssl", "ssl") and _is_false(word.value):
                    yield source.at(node, f"{word.arg}=False: certificates are always verified (--ca FILE)")


def _is_false(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is False


def second_encodings(source: Source) -> Iterator[Finding]:
    """The standard json takes NaN, repeated keys and endless integers: msgspec stands at the doors."""
    if source.package not in ("backend", "backend_client", "domain") or source.path == "backend/verify.py":
        return
    for node in source.nodes:
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        if any(name.split(".")[0] in ("json", "pickle", "marshal", "orjson", "ujson") for name in names):
            yield source.at(
                node, "json and pickle take what msgspec refuses: decode into a struct with msgspec"
            )


def domain_imports(source: Source) -> Iterator[Finding]:
    """The domain knows the standard library and msgspec."""
    if source.package != "domain":
        return
    for node in source.nodes:
        modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            modules = [node.module or "domain"]
        for module in modules:
            top = module.split(".")[0]
            if top not in _DOMAIN_MAY_IMPORT and top not in sys.stdlib_module_names:
                yield source.at(node, f"import {module}: domain knows the standard library and msgspec only")


def sentences(source: Source) -> Iterator[Finding]:
    """Backend and domain emit codes and parameters; only the console writes text, in two languages."""
    # Invented names and places are no sentences; trouble at start is told in a terminal, by the launcher.
    if source.package not in ("backend", "domain") or source.path.startswith(
        ("backend/demo", "backend/database/")
    ):
        return
    prose = source.prose
    for node in source.nodes:
        if isinstance(node, ast.Call):
            yield from _spoken_in_call(source, node)
        elif isinstance(node, ast.Constant) and node not in prose and isinstance(node.value, str):
            if _SPANISH.search(node.value) and len(node.value.split()) > 2:
                yield source.at(node, f"{node.value[:40]!r}: text is written by the console; emit a code")


def _spoken_in_call(source: Source, call: ast.Call) -> Iterator[Finding]:
    name = dotted(call.func).rsplit(".", 1)[-1]
    if name in ("Refused", "Refusal") and call.args:
        first = call.args[0]
        if (
            isinstance(first, ast.Constant)
            and isinstance(first.value, str)
            and not _CODE.fullmatch(first.value)
        ):
            yield source.at(call, f"{name}({first.value!r}): a code such as 'call.closed', and parameters")
    for word in call.keywords:
        value = word.value
        if word.arg in _SPOKEN and isinstance(value, ast.Constant | ast.JoinedStr):
            said = value.value if isinstance(value, ast.Constant) else ast.unparse(value)
            if isinstance(said, str) and " " in said.strip():
                yield source.at(
                    call, f"{word.arg}={said[:40]!r}: text is written by the console; emit a code"
                )


def mocks(source: Source) -> Iterator[Finding]:
    """A MagicMock agrees with everything: fakes are written by hand."""
    for node in source.nodes:
        modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            modules = [f"{node.module}.{alias.name}" for alias in node.names]
        if any(module.startswith("unittest.mock") or module == "mock" for module in modules):
            yield source.at(node, "unittest.mock: write the fake by hand, as small as it is")


def sleeping_tests(source: Source) -> Iterator[Finding]:
    """A test that sleeps is slow on a fast machine and fails on a slow one."""
    if source.package != "tests":
        return
    for node in source.nodes:
        if isinstance(node, ast.Call) and dotted(node.func) == "time.sleep":
            yield source.at(node, "time.sleep: wait for the thing itself, with a limit")


BOUNDARIES = (unverified_tls, second_encodings, domain_imports, sentences, mocks, sleeping_tests)
