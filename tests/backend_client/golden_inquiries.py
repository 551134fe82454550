"""One of every inquiry and reply of the wire, with every field filled; keys are their tags."""

from __future__ import annotations

from uuid import UUID

from domain.inquiries import AnyInquiry, AnyReply
from domain.people import Role
from domain.server_facts import AskServerFacts, ServerFacts
from domain.workspace import (
    ForgetWorkspace,
    KeepWorkspace,
    LoadWorkspaces,
    Workspace,
    WorkspaceKept,
    Workspaces,
)
from tests.backend_client import golden_administration as administration
from tests.backend_client import golden_exceptions as exceptions
from tests.backend_client import golden_health as health
from tests.backend_client import golden_histories as histories
from tests.backend_client import golden_recommendation as recommendation
from tests.backend_client import golden_sessions as sessions
from tests.backend_client import golden_time_line as time_line

AT = 1_795_000_000_000_000
LAYOUT = (
    '{"version":1,"role":"dispatcher","opens":"map",'
    '"pages":[{"page":"map","ground":{"is":"stack","panes":["map"]}}]}'
)

INQUIRIES: dict[str, AnyInquiry] = {
    **administration.INQUIRIES,
    **sessions.INQUIRIES,
    **histories.INQUIRIES,
    **health.INQUIRIES,
    **exceptions.INQUIRIES,
    **time_line.INQUIRIES,
    **recommendation.INQUIRIES,
    "server_facts": AskServerFacts(),
    "load_workspaces": LoadWorkspaces(),
    "keep_workspace": KeepWorkspace(name="Noche", layout=LAYOUT),
    "forget_workspace": ForgetWorkspace(name="Noche"),
}
REPLIES: dict[str, AnyReply] = {
    **administration.REPLIES,
    **sessions.REPLIES,
    **histories.REPLIES,
    **health.REPLIES,
    **exceptions.REPLIES,
    **time_line.REPLIES,
    **recommendation.REPLIES,
    "server_facts": ServerFacts(version="0.1.0", began_at=AT, desks=53, database="database.full"),
    "workspaces": Workspaces(
        account=UUID(int=7),
        kept=(Workspace(name="Noche", workstation="puesto-31", role=Role.DISPATCHER, at=AT, layout=LAYOUT),),
    ),
    "workspace_kept": WorkspaceKept(name="Noche", at=AT),
}
