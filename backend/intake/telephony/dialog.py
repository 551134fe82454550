"""What two ends agree on while a call lasts (RFC 3261, section 12), from the called side."""

import ipaddress

from backend.intake.telephony import fields as grammar
from backend.intake.telephony.fields import BadField
from backend.intake.telephony.flow import Flow
from backend.intake.telephony.message import Fields, Message, Request

DialogKey = tuple[str, str, str]
"""Call-ID, the tag of this side, the tag of the other."""


def tag_of(value: str) -> str:
    """Return the tag of a From or To field, empty when it has none."""
    try:
        return grammar.address(value).params.get("tag", "")
    except BadField:
        return ""


def key_of(message: Message) -> DialogKey:
    """Return the dialog that a request of the other side names."""
    return message.call_id, tag_of(message.one("to")), tag_of(message.one("from"))


class Dialog:
    """One dialog. `remote_target` and the two counters move on; the route stays as it was set."""

    def __init__(self, invite: Request, local_tag: str, flow: Flow) -> None:
        self.call_id = invite.call_id
        self.local_tag = local_tag
        self.remote_tag = tag_of(invite.one("from"))
        self.flow = flow
        self._local = f"{invite.one('to')};tag={local_tag}"
        self._remote = invite.one("from")
        self._route = tuple(invite.all("record-route"))
        self.remote_target = ""
        self.refresh(invite)
        self.remote_cseq = invite.cseq
        self._local_cseq = 0

    @property
    def key(self) -> DialogKey:
        """What its requests are told by."""
        return self.call_id, self.local_tag, self.remote_tag

    def refresh(self, request: Request) -> None:
        """Take over where the other end is reached from now on."""
        contact = request.one("contact")
        if contact:
            try:
                self.remote_target = grammar.address(contact).uri
            except BadField:
                return

    def in_order(self, request: Request) -> bool:
        """Take a request of the other side; False when it is older than one that came before."""
        if request.cseq <= self.remote_cseq:
            return False
        self.remote_cseq = request.cseq
        return True

    def request(self, method: str, via: str, more: Fields = (), body: bytes = b"") -> Request:
        """Return a request of ours inside the dialog (section 12.2.1.1)."""
        self._local_cseq += 1
        target = self.remote_target or grammar.address(self._remote).uri
        uri, route = target, self._route
        if route and not _loose(route[0]):
            # A strict router takes the place of the target, which goes last.
            uri, route = grammar.address(route[0]).uri, (*route[1:], f"<{target}>")
        fields: Fields = (
            ("via", via),
            ("max-forwards", "70"),
            *(("route", one) for one in route),
            ("from", self._local),
            ("to", self._remote),
            ("call-id", self.call_id),
            ("cseq", f"{self._local_cseq} {method}"),
            *more,
        )
        return Request(method=method, uri=uri, fields=fields, body=body)

    def next_hop(self) -> Flow:
        """Return where a request of ours goes: along the connection that the call came by, or its route.

        Only an address counts, never a name: who may be spoken to is decided by addresses.
        """
        if self.flow.reliable:
            return self.flow
        try:
            first = grammar.address(self._route[0]).uri if self._route else self.remote_target
            parts = grammar.uri(first)
            host = str(ipaddress.ip_address(parts.host))
        except (BadField, ValueError):
            return self.flow
        if parts.params.get("transport", "udp").lower() != "udp":
            return self.flow
        return Flow(transport="udp", host=host, port=parts.port or 5060)


def _loose(route: str) -> bool:
    try:
        return "lr" in grammar.uri(grammar.address(route).uri).params
    except BadField:
        return True
