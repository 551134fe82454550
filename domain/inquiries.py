"""Every inquiry and every reply of the wire; each family lives in a module of its own."""

from domain.administration import AdministrationInquiry, AdministrationReply
from domain.audit_reading import AuditInquiry, AuditReply
from domain.exceptions_list import ExceptionInquiry, ExceptionReply
from domain.histories import AccessTold, AskHistory, CallHistory, RevealAccess
from domain.inquiry import Inquiry, Reply
from domain.lockout import DeskLock, LockDesk, UnlockDesk
from domain.recommendation import RecommendationInquiry, RecommendationReply
from domain.room_health import HealthInquiry, HealthReply
from domain.second_factor import FactorInquiry, FactorReply
from domain.server_facts import AskServerFacts, ServerFacts
from domain.time_line import AskTimeLine, TimeLine
from domain.workspace import ForgetWorkspace, KeepWorkspace, LoadWorkspaces, WorkspaceKept, Workspaces

AnyInquiry = (
    AskServerFacts
    | LoadWorkspaces
    | KeepWorkspace
    | ForgetWorkspace
    | LockDesk
    | UnlockDesk
    | FactorInquiry
    | AdministrationInquiry
    | AuditInquiry
    | HealthInquiry
    | RecommendationInquiry
    | ExceptionInquiry
    | AskTimeLine
    | AskHistory
    | RevealAccess
)
AnyReply = (
    ServerFacts
    | DeskLock
    | FactorReply
    | Workspaces
    | WorkspaceKept
    | AdministrationReply
    | AuditReply
    | HealthReply
    | RecommendationReply
    | ExceptionReply
    | TimeLine
    | CallHistory
    | AccessTold
)

__all__ = ["AnyInquiry", "AnyReply", "Inquiry", "Reply"]
