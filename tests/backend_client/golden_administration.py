"""One of every inquiry and reply of administration and of the auditor's seat, with every field filled."""

from __future__ import annotations

from uuid import UUID

from domain.administered import CameraKind, Deed, DeviceKind, Door, Register, WatchList
from domain.administration import (
    AdministrationInquiry,
    AdministrationReply,
    Changed,
    CheckChange,
    Checked,
    Effect,
    Entry,
    FieldChange,
    Filters,
    Finding,
    ListProposals,
    Matrix,
    OpenSession,
    Proposal,
    Proposals,
    ProposalState,
    ReadEntry,
    ReadMatrix,
    RegisterPage,
    RejectProposal,
    RequestChange,
    SearchRegister,
    SignProposal,
)
from domain.agency import Agency
from domain.audit_reading import (
    AskVerification,
    AuditEntry,
    AuditExport,
    AuditInquiry,
    AuditPage,
    AuditQuery,
    AuditRecordRead,
    AuditReply,
    Break,
    CancelVerification,
    ExportAudit,
    ReadAuditRecord,
    SearchAudit,
    Span,
    StartVerification,
    Verification,
    VerifyPhase,
)
from domain.camera import CameraState
from domain.people import Role
from domain.place import Position
from domain.purpose import Purpose
from domain.register_rows import (
    AccountRow,
    AccountState,
    AuthorityRow,
    CameraRow,
    CellRow,
    CredentialRow,
    DeviceRow,
    RetentionRow,
    RoomRow,
    WorkstationRow,
)

AT = 1_795_000_000_000_000
ID = UUID("019a0000-0000-7000-8000-000000000001")
PURPOSE = Purpose(case="IPP 51.902", reason="control de rutina del mes")
QUERY = AuditQuery(words="reproducir sn-0412", actor="npaz", action="watch_video", since=AT - 1, until=AT)

CELL = CellRow(
    id="administrator:administer_accounts",
    version=2,
    waiting=True,
    role=Role.ADMINISTRATOR,
    action="administer_accounts",
    reach="city",
    condition="two_people",
    changed=True,
    locked=True,
)
ACCOUNT = AccountRow(
    id=str(ID),
    version=3,
    waiting=True,
    login="jotero",
    name="Julia Otero",
    role=Role.VIDEO_OPERATOR,
    room="911",
    room_name="Sala 911",
    agencies=(Agency.POLICE,),
    badge="5233",
    shift="07-19",
    state=AccountState.EXPIRES_SOON,
    last_login=AT,
    expires_at=AT + 1,
    refused_at=AT - 1,
    second_factor=True,
)
ROWS = (
    ACCOUNT,
    CELL,
    RoomRow(version=2, waiting=True, id="911", name="Sala 911", exercise=True, workstations=60, accounts=50),
    WorkstationRow(
        version=2, waiting=True, id="puesto-14", desk="14", room="911", room_name="Sala 911", user="lferreyra"
    ),
    CameraRow(
        version=2,
        waiting=True,
        id=str(ID),
        label="SN-0391",
        name="Corrientes y Esmeralda",
        kind=CameraKind.DOME,
        position=Position(lat=-34.6, lon=-58.4),
        room="911",
        agency=Agency.POLICE,
        heading=41.5,
        view=66.0,
        height=6.5,
        zone="Comuna 1",
        state=CameraState.STALE,
        since=AT,
        reason="camera.silent",
        retention_days=30,
        address_set=True,
        account_set=True,
    ),
    DeviceRow(
        version=2,
        waiting=True,
        id=str(ID),
        label="T-00912",
        kind=DeviceKind.PHONE,
        agency=Agency.FIRE,
        protected=True,
        withdrawn=True,
        unit="M 1-204",
    ),
    CredentialRow(
        version=2,
        waiting=True,
        id=str(ID),
        door=Door.CALLS,
        name="central-911",
        device="T-1",
        room="911",
        exercise=True,
        withdrawn=True,
    ),
    RetentionRow(version=2, waiting=True, id="footage", days=60),
    AuthorityRow(
        version=2,
        waiting=True,
        id=str(ID),
        list=WatchList.PLATES,
        account="cbustos",
        name="Carla Bustos",
        issuer="Juzgado 4",
        case="IPP 50.118",
        expires_at=AT,
    ),
)
PROPOSAL = Proposal(
    id=ID,
    register=Register.ACCOUNTS,
    deed=Deed.CHANGE,
    title="jotero",
    changes=(FieldChange(field="role", before="video_operator", after="analyst"),),
    reason="cambio de destino",
    state=ProposalState.REJECTED,
    by="sarrieta",
    by_name="Silvia Arrieta",
    at=AT,
    expires_at=AT + 1,
    entry=str(ID),
    version=3,
    badge="3307",
    shift="19-07",
    workstation="puesto-03",
    second="prequena",
    second_name="Pablo Requena",
    closed_at=AT,
    note="falta el pedido escrito",
    barred="sign.own",
)

INQUIRIES: dict[str, AdministrationInquiry | AuditInquiry] = {
    "search_register": SearchRegister(
        register=Register.CAMERAS,
        words="corrientes",
        filters=Filters(
            role=Role.ANALYST,
            room="911",
            agency=Agency.POLICE,
            state="live",
            kind="dome",
            zone="Comuna 1",
            waiting=True,
        ),
        order="label",
        descending=True,
        page=2,
        size=100,
    ),
    "read_matrix": ReadMatrix(),
    "read_entry": ReadEntry(register=Register.ACCOUNTS, entry=str(ID)),
    "check_change": CheckChange(
        register=Register.CAMERAS, deed=Deed.CHANGE, entry=str(ID), fields={"heading": 412}
    ),
    "request_change": RequestChange(
        id=ID,
        register=Register.CAMERAS,
        deed=Deed.CHANGE,
        reason="obra en la esquina",
        entry=str(ID),
        version=3,
        fields={"heading": 41.5, "height": None, "name": "Corrientes y Esmeralda, NE"},
    ),
    "list_proposals": ListProposals(
        state=ProposalState.APPLIED, register=Register.ROLES, entry=CELL.id, page=1, size=10
    ),
    "sign_proposal": SignProposal(proposal=ID, password="no es ninguna"),
    "reject_proposal": RejectProposal(proposal=ID, reason="falta el pedido escrito"),
    "search_audit": SearchAudit(purpose=PURPOSE, query=QUERY, page=1, size=20, below=9_226_311),
    "read_audit_record": ReadAuditRecord(seq=9_219_044, purpose=PURPOSE),
    "export_audit": ExportAudit(purpose=PURPOSE, query=QUERY),
    "start_verification": StartVerification(),
    "ask_verification": AskVerification(),
    "cancel_verification": CancelVerification(),
}
RECORD = AuditEntry(
    seq=9_219_044,
    at=AT,
    actor="npaz",
    action="watch_video",
    subject="SN-0412",
    workstation="puesto-58",
    case="IPP 51.902",
    reason="hurto en la esquina",
)
REPLIES: dict[str, AdministrationReply | AuditReply] = {
    "register_page": RegisterPage(
        register=Register.CAMERAS, rows=ROWS, page=1, matches=302, total=14_000, counts={"all": 14_000}
    ),
    "matrix": Matrix(cells=(CELL,), persons={"administrator": 4}),
    "entry": Entry(
        register=Register.ACCOUNTS,
        row=ACCOUNT,
        fields={"login": "jotero", "agencies": ("police",), "disabled": False, "expires_at": None},
        waiting=(PROPOSAL,),
        rights=(CELL,),
        sessions=(OpenSession(workstation="puesto-58", expires_at=AT, online=True),),
    ),
    "checked": Checked(
        findings=(
            Finding(field="heading", code="field.range", params={"low": "0", "high": "359"}),
            Finding(field="name", code="camera.twin", params={"metres": "3"}, warning=True),
        ),
        two=True,
    ),
    "changed": Changed(proposal=PROPOSAL, effect=Effect.WITHIN_SECONDS, secret="se ve una vez"),
    "proposals": Proposals(items=(PROPOSAL,), matches=1, waiting=2, yours=1),
    "audit_page": AuditPage(
        records=(RECORD,),
        page=1,
        matches=38,
        capped=True,
        below=9_226_311,
        total=9_226_310,
        actions=("watch_video",),
    ),
    "audit_record": AuditRecordRead(
        record=RECORD, line="{}", link="00" * 32, previous="11" * 32, follows=True, anchored_at=AT
    ),
    "audit_export": AuditExport(csv="seq,at\r\n", rows=1, cut=True),
    "verification": Verification(
        phase=VerifyPhase.BROKEN,
        by="pquiroga",
        started_at=AT,
        ended_at=AT + 1,
        done=10,
        total=20,
        rate=1.5,
        eta_s=2.5,
        events=Span(first=1, last=9),
        audits=Span(first=1, last=11),
        anchors=3,
        last_anchor_at=AT,
        erased=2,
        orders=("214/26",),
        breaks=(Break(log="audit", number=7, code="altered"),),
        reason="database.unavailable",
    ),
}
