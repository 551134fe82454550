"""What people arrange is theirs: kept by account and workstation, read by nobody else, capped."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from msgspec.structs import replace

from domain.people import Role
from domain.wire import Answer, Ask, Welcome
from domain.workspace import (
    CURRENT,
    LARGEST,
    MOST_KEPT,
    ForgetWorkspace,
    KeepWorkspace,
    Layout,
    LoadWorkspaces,
    Page,
    PagePlan,
    Slot,
    Stack,
    WorkspaceKept,
    Workspaces,
    write_layout,
)
from tests.plugins.backend import Desk, Running

MARKS = count(1)


def layout(role: Role, slot: Slot = Slot.MAP) -> str:
    plan = PagePlan(page=Page.MAP, ground=Stack(panes=(slot,)))
    return write_layout(Layout(role=role, opens=Page.MAP, pages=(plan,)))


async def ask(desk: Desk, inquiry: Any) -> Answer:
    mark = next(MARKS)
    await desk.say(Ask(ask=mark, inquiry=inquiry))
    return await desk.hear(Answer, lambda told: told.ask == mark)


async def at_the_desk_of(backend: Running, colleague: str) -> Desk:
    """Lucía sits down at somebody else's workstation."""
    desk = await backend.connect()
    there = backend.login_of(colleague).workstation
    await desk.say(replace(backend.login_of("lferreyra"), workstation=there))
    desk.welcome = await desk.hear(Welcome)
    return desk


async def kept(desk: Desk) -> list[tuple[str, str]]:
    reply = (await ask(desk, LoadWorkspaces())).reply
    assert isinstance(reply, Workspaces)
    return [(one.workstation, one.name) for one in reply.kept]


def role_of(desk: Desk) -> Role:
    assert desk.welcome is not None
    return desk.welcome.operator.role


async def test_a_layout_is_kept_replaced_and_forgotten(backend: Running) -> None:
    desk = await backend.desk()
    assert desk.welcome is not None
    here, role = desk.welcome.workstation.id, role_of(desk)
    assert await kept(desk) == []
    first = await ask(desk, KeepWorkspace(name="  Noche ", layout=layout(role)))
    assert isinstance(first.reply, WorkspaceKept)
    assert first.reply.name == "Noche"
    await ask(desk, KeepWorkspace(name=CURRENT, layout=layout(role)))
    await ask(desk, KeepWorkspace(name="Noche", layout=layout(role, Slot.VIDEO)))
    reply = (await ask(desk, LoadWorkspaces())).reply
    assert isinstance(reply, Workspaces)
    assert [(one.workstation, one.name) for one in reply.kept] == [(here, "Noche"), (here, CURRENT)]
    assert reply.kept[0].layout == layout(role, Slot.VIDEO)
    assert (await ask(desk, ForgetWorkspace(name="Noche"))).code is None
    assert await kept(desk) == [(here, CURRENT)]


async def test_a_person_who_changes_desks_finds_the_own_and_nobody_else_s(backend: Running) -> None:
    mine = await backend.desk()
    await ask(mine, KeepWorkspace(name="Noche", layout=layout(role_of(mine))))
    assert mine.welcome is not None
    elsewhere = await at_the_desk_of(backend, "macuna")
    assert elsewhere.welcome is not None
    assert elsewhere.welcome.workstation.id != mine.welcome.workstation.id
    assert await kept(elsewhere) == [(mine.welcome.workstation.id, "Noche")]
    await ask(elsewhere, ForgetWorkspace(name="Noche"))  # this desk's own only: there is none
    assert await kept(mine) == [(mine.welcome.workstation.id, "Noche")]
    others = [user for user in backend.demo.accounts if user != mine.welcome.operator.user]
    other = await backend.desk(user=others[0])
    assert await kept(other) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("x" * (LARGEST + 1), "workspace.large"),
        ('{"version":9}', "workspace.version"),
        (layout(Role.AUDITOR), "workspace.role"),
        ('{"version":1,"role":"call_taker","opens":"map","pages":[]}', "workspace.unreadable"),
    ],
)
async def test_what_no_desk_could_read_is_refused_and_the_line_goes_on(
    backend: Running, text: str, why: str
) -> None:
    desk = await backend.desk()
    assert (await ask(desk, KeepWorkspace(name="a", layout=text))).code == why
    assert await kept(desk) == []


async def test_nobody_fills_the_database_with_workspaces(backend: Running) -> None:
    desk = await backend.desk()
    text = layout(role_of(desk))
    assert (await ask(desk, KeepWorkspace(name=CURRENT, layout=text))).code is None
    for number in range(MOST_KEPT):
        assert (await ask(desk, KeepWorkspace(name=f"n{number}", layout=text))).code is None
    refused = await ask(desk, KeepWorkspace(name="one more", layout=text))
    assert (refused.code, refused.params) == ("workspace.many", {"most": str(MOST_KEPT)})
    assert (await ask(desk, KeepWorkspace(name="n3", layout=text))).code is None
