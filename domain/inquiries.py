"""Every inquiry and every reply of the wire; each family lives in a module of its own."""

from domain.administration import AdministrationInquiry, AdministrationReply
from domain.audit_reading import AuditInquiry, AuditReply
from domain.inquiry import Inquiry, Reply
from domain.server_facts import AskServerFacts, ServerFacts
from domain.workspace import ForgetWorkspace, KeepWorkspace, LoadWorkspaces, WorkspaceKept, Workspaces

AnyInquiry = (
    AskServerFacts | LoadWorkspaces | KeepWorkspace | ForgetWorkspace | AdministrationInquiry | AuditInquiry
)
AnyReply = ServerFacts | Workspaces | WorkspaceKept | AdministrationReply | AuditReply

__all__ = ["AnyInquiry", "AnyReply", "Inquiry", "Reply"]
