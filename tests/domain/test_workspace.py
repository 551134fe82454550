"""A layout is taken whole or refused with a reason; nothing that a disk or a line brings breaks that."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.people import Role
from domain.refusal import Refused
from domain.workspace import (
    DEEPEST,
    LARGEST,
    Float,
    Layout,
    Page,
    PagePlan,
    Part,
    Slot,
    Split,
    Stack,
    clean_name,
    panes_of,
    read_layout,
    write_layout,
)

WHOLE = Layout(
    role=Role.DISPATCHER,
    opens=Page.UNITS,
    pages=(
        PagePlan(
            page=Page.UNITS,
            ground=Split(
                parts=(
                    Part(of=Stack(panes=(Slot.PENDING, Slot.ALERTS), shown=1), pixels=400),
                    Part(
                        of=Split(
                            across=False,
                            parts=(
                                Part(of=Stack(panes=(Slot.BOARD,)), share=2.0),
                                Part(of=Stack(panes=(Slot.VIDEO,))),
                            ),
                        ),
                        share=1.0,
                    ),
                )
            ),
        ),
        PagePlan(page=Page.MAP, ground=Stack(panes=(Slot.MAP,))),
    ),
    floats=(Float(pane=Slot.MAP, screen="HDMI-2", left=-40, top=20, width=900, height=700),),
)


def altered(**more: Any) -> str:
    return json.dumps({**json.loads(write_layout(WHOLE)), **more})


def nested(depth: int) -> dict[str, Any]:
    ground: dict[str, Any] = {"is": "stack", "panes": ["map"]}
    for _ in range(depth):
        ground = {"is": "split", "parts": [{"of": ground, "share": 1}]}
    return ground


def code(text: str) -> str:
    with pytest.raises(Refused) as refused:
        read_layout(text)
    return refused.value.code


def test_what_was_written_is_read_the_same_and_says_its_version() -> None:
    text = write_layout(WHOLE)
    assert read_layout(text) == WHOLE
    assert text.startswith('{"version":1,"role":"dispatcher"')
    assert panes_of(WHOLE.pages[0].ground) == [Slot.PENDING, Slot.ALERTS, Slot.BOARD, Slot.VIDEO]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (altered(version=2), "workspace.version"),
        (altered(version=2, pages="otra cosa"), "workspace.version"),
        (altered(version="1"), "workspace.unreadable"),
        (altered(crew=[]), "workspace.unreadable"),
        (altered(opens="video"), "workspace.unreadable"),
        (altered(role="king"), "workspace.unreadable"),
        (altered(pages=[]), "workspace.unreadable"),
        (
            altered(pages=[{"page": "units", "ground": {"is": "stack", "panes": ["weather"]}}]),
            "workspace.unreadable",
        ),
        (
            altered(pages=[{"page": "units", "ground": {"is": "stack", "panes": ["map", "map"]}}]),
            "workspace.twice",
        ),
        (altered(pages=[json.loads(write_layout(WHOLE))["pages"][0]] * 2), "workspace.twice"),
        (altered(floats=[{"pane": "map", "screen": "A"}, {"pane": "map", "screen": "B"}]), "workspace.twice"),
        (altered(floats=[{"pane": "map", "screen": "A", "width": 10**9}]), "workspace.unreadable"),
        (altered(floats=[{"pane": "map", "screen": "A" * 65}]), "workspace.unreadable"),
        (altered(pages=[{"page": "units", "ground": nested(DEEPEST)}]), "workspace.deep"),
        (altered(floats=[{"pane": "map", "screen": "ñ" * (LARGEST // 2)}]), "workspace.large"),
        ("", "workspace.unreadable"),
        ("null", "workspace.unreadable"),
        ("[" * 9000, "workspace.unreadable"),
        ("\ud800", "workspace.unreadable"),
        (altered(version=1)[:-7], "workspace.unreadable"),
    ],
)
def test_a_bad_layout_is_refused_with_its_reason(text: str, why: str) -> None:
    assert code(text) == why


def test_a_layout_nested_hundreds_deep_is_refused_and_breaks_nothing() -> None:
    text = altered(pages=[{"page": "units", "ground": nested(300)}]).replace(" ", "")
    assert len(text) < LARGEST
    assert code(text) == "workspace.deep"


def test_the_deepest_that_is_allowed_is_taken() -> None:
    text = altered(opens="map", pages=[{"page": "map", "ground": nested(DEEPEST - 1)}])
    assert panes_of(read_layout(text).pages[0].ground) == [Slot.MAP]


@given(st.text(max_size=400) | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps))
def test_whatever_a_file_holds_there_is_a_layout_or_a_reason(text: str) -> None:
    assert code(text).startswith("workspace.")


@pytest.mark.parametrize("name", ["x" * 33, "a\0b", "a\u202eb", "\ud800"])
def test_a_name_that_cannot_be_shown_or_kept_is_refused(name: str) -> None:
    with pytest.raises(Refused, match=r"workspace\.name"):
        clean_name(name)


def test_a_name_is_one_line() -> None:
    assert clean_name("  Noche \n del  sábado ") == "Noche del sábado"
