"""The called side of every call: takes messages, knows transactions and dialogs, tells the room (RFC 3261).

Sans-I/O: a wire moves the bytes, a clock tells the time, a room decides. What cannot be a call is answered by
the number that the RFC gives it, and noted.
"""

from collections.abc import Callable

from backend.intake.telephony import dialog as dialogs
from backend.intake.telephony import fields as grammar
from backend.intake.telephony import in_dialog, transactions
from backend.intake.telephony.answers import (
    ACCEPT,
    ALLOW,
    EXTENSIONS,
    METHODS,
    SUPPORTED,
    answer_to,
    refusal_of,
)
from backend.intake.telephony.bodies import BadBody, parts_of
from backend.intake.telephony.dialog import Dialog
from backend.intake.telephony.fields import BadField
from backend.intake.telephony.flow import Flow, Wire
from backend.intake.telephony.hops import seen_from, way_back
from backend.intake.telephony.invitation import Invitation, invitation_of, name_of, service_of
from backend.intake.telephony.leg import How, Leg
from backend.intake.telephony.message import ECHOED, Fields, Malformed, Request, Response
from backend.intake.telephony.room import Room
from backend.intake.telephony.sdp import BadSdp, Media, Offer, offer_in
from backend.intake.telephony.timers import Timers
from backend.intake.telephony.transactions import ClientTransaction, ServerTransaction, State
from domain.clock import Clock
from domain.ids import Entropy, derived

COOKIE = "z9hG4bK"
"""How every branch begins since RFC 3261."""


class UserAgent:
    """Every call of one listening address."""

    def __init__(
        self,
        *,
        clock: Clock,
        entropy: Entropy,
        wire: Wire,
        room: Room,
        media: Media,
        source: str = "sip",
        t1: float = transactions.T1,
    ) -> None:
        self._entropy = entropy
        self._wire = wire
        self.room = room
        self._source = source
        self.timers = Timers(clock)
        self.media = media
        self.t1 = t1
        self._transactions: dict[transactions.Key, ServerTransaction] = {}
        self._clients: dict[tuple[str, str], ClientTransaction] = {}
        self._legs: dict[dialogs.DialogKey, Leg] = {}
        self._inviting: dict[transactions.Key, Leg] = {}
        self._underway: dict[tuple[str, str, int], transactions.Key] = {}

    @property
    def legs(self) -> list[Leg]:
        """Every call whose dialog lives."""
        return list(self._legs.values())

    # ---- what the wire brings

    def malformed(self, bad: Malformed, flow: Flow) -> None:
        """Answer what could not be read, if it is anything that may be answered, and note it."""
        self.room.odd("sip.malformed", flow.host, str(bad))
        if bad.answerable and (bad.echo or flow.reliable):
            self._wire.send(refusal_of(bad, self._tag()).encode(), way_back(bad.echo, flow))
            self.room.answered("?", bad.status)
        self._let_go(flow)

    def receive(self, message: Request | Response, flow: Flow) -> None:
        """Take one message."""
        if isinstance(message, Response):
            self._receive_response(message)
            return
        try:
            hop = grammar.via(message.one("via"))
            branch = hop.params.get("branch", "")
        except BadField as bad:
            hop, branch = None, str(bad)
        if hop is None or not branch.startswith(COOKIE):
            self.malformed(
                Malformed(
                    f"Via: a branch that begins with {COOKIE}",
                    tuple(field for field in message.fields if field[0] in ECHOED),
                    answerable=message.method != "ACK",
                ),
                flow,
            )
            return
        request, flow = seen_from(message, hop, flow)
        key = transactions.key_of(request, hop)
        known = self._transactions.get(key)
        if request.method == "ACK":
            self._ack(request, known)
        elif known is not None:
            known.again(flow)
        else:
            self._begin(key, request, flow)

    def _begin(self, key: transactions.Key, request: Request, flow: Flow) -> None:
        transaction = ServerTransaction(
            request, flow, self.timers, self.send, lambda: self._finished(key), self.t1
        )
        self._transactions[key] = transaction
        if not dialogs.tag_of(request.one("from")):
            self.refuse(transaction, 400, "From: a tag", "sip.malformed")
        elif request.method == "CANCEL":
            self._cancel(key, transaction)
        elif request.method not in METHODS:
            self.answer(transaction, 405, (ALLOW,))
        elif strange := _strange(request):
            self.answer(transaction, 420, (("unsupported", ", ".join(strange)),))
        elif dialogs.tag_of(request.one("to")):
            self._in_dialog(transaction)
        elif request.method == "INVITE":
            self._invite(key, transaction)
        elif request.method == "OPTIONS":
            self.options(transaction)
        else:
            self.answer(transaction, 481)

    def _finished(self, key: transactions.Key) -> None:
        over = self._transactions.pop(key)
        self._inviting.pop(key, None)
        merged = _merged(over.request)
        if self._underway.get(merged) == key:
            del self._underway[merged]

    # ---- a call begins

    def _invite(self, key: transactions.Key, transaction: ServerTransaction) -> None:
        request = transaction.request
        merged = _merged(request)
        if self._underway.get(merged) in self._transactions:
            self.answer(transaction, 482)
            return
        service = service_of(request)
        if service is None:
            self.refuse(transaction, 404, "", "sip.number", request.uri[:200])
            return
        try:
            parts = parts_of(request)
            offer = offer_in(parts)
        except (BadBody, BadSdp) as bad:
            self.refuse(transaction, 400, str(bad), "sip.body" if isinstance(bad, BadBody) else "sip.sdp")
            return
        turned = self.room.full()
        if turned is not None:
            self.answer(transaction, turned.status, (("retry-after", str(turned.retry_after_s)),))
            return
        leg = self._leg(invitation_of(request, merged[1], service, parts), transaction, offer)
        self._inviting[key] = leg
        self._underway[merged] = key
        self.room.invited(leg)

    def _leg(self, invitation: Invitation, transaction: ServerTransaction, offer: Offer | None) -> Leg:
        dialog = Dialog(transaction.request, self._tag(), transaction.flow)
        call = derived("call", self._source, invitation.name)
        leg = Leg(invitation, call, dialog, transaction, offer, self)
        self._legs[dialog.key] = leg
        return leg

    def _cancel(self, key: transactions.Key, transaction: ServerTransaction) -> None:
        """A CANCEL is answered for itself; what it cancels is told by its branch (section 9.2)."""
        cancelled = (key[0], key[1], "INVITE")
        if cancelled not in self._transactions:
            self.answer(transaction, 481)
            return
        leg = self._inviting.get(cancelled)
        self.answer(transaction, 200, tag=leg.dialog.local_tag if leg is not None else "")
        if leg is not None:
            leg.cancelled()

    # ---- inside a dialog

    def _ack(self, request: Request, known: ServerTransaction | None) -> None:
        if known is not None and known.state is not State.ACCEPTED:
            known.acknowledged()
            return
        # The ACK of a 200 has a branch of its own: it belongs to the dialog.
        leg = self._legs.get(dialogs.key_of(request))
        if leg is not None:
            leg.acknowledged(request.cseq)

    def _in_dialog(self, transaction: ServerTransaction) -> None:
        request = transaction.request
        leg = self._legs.get(dialogs.key_of(request))
        if leg is None:
            if request.method == "BYE":
                self.room.strange_bye(name_of(request.call_id, dialogs.tag_of(request.one("from"))))
            self.answer(transaction, 481)
        elif not leg.dialog.in_order(request):
            self.answer(transaction, 500)
        else:
            in_dialog.receive(self, transaction, leg)

    def options(self, transaction: ServerTransaction) -> None:
        """Say what this side can do: the edge asks it to know whether anybody is here."""
        turned = self.room.shut()
        if turned is not None:
            self.answer(transaction, turned.status, (("retry-after", str(turned.retry_after_s)),))
        else:
            self.answer(transaction, 200, (ALLOW, ACCEPT, SUPPORTED))

    # ---- what legs and handlers ask

    def send(self, data: bytes, flow: Flow) -> None:
        """Send bytes."""
        self._wire.send(data, flow)

    def contact(self, flow: Flow) -> tuple[str, str]:
        """Return the Contact field that this peer reaches us by."""
        transport = ";transport=tcp" if flow.reliable else ""
        return "contact", f"<sip:911@{self._wire.local(flow)}{transport}>"

    def answer(
        self, transaction: ServerTransaction, status: int, more: Fields = (), tag: str = "", reason: str = ""
    ) -> None:
        """Answer a request for good."""
        tag = tag or self._tag()
        transaction.respond(answer_to(transaction.request, status, tag, more, reason=reason))
        self.room.answered(transaction.request.method, status)

    def refuse(
        self, transaction: ServerTransaction, status: int, reason: str, kind: str, detail: str = ""
    ) -> None:
        """Answer what cannot be taken, and note it."""
        self.room.odd(kind, transaction.flow.host, detail or reason)
        self.answer(transaction, status, reason=reason)
        if status == 400:
            self._let_go(transaction.flow)

    def _let_go(self, flow: Flow) -> None:
        """Hang up on who cannot speak, unless other calls came the same way: an edge has one line for all."""
        if flow.reliable and not any(leg.dialog.flow.key == flow.key for leg in self._legs.values()):
            self._wire.close(flow)

    def ask(
        self, dialog: Dialog, method: str, more: Fields, body: bytes, done: Callable[[int], None]
    ) -> None:
        """Send a request inside a dialog; `done` hears the status of its answer, 408 for none."""
        flow = dialog.next_hop()
        branch = f"{COOKIE}{self._tag()}"
        hop = f"SIP/2.0/{flow.transport.upper()} {self._wire.local(flow)};branch={branch};rport"
        request = dialog.request(method, hop, more, body)

        def over(status: int) -> None:
            del self._clients[branch, method]
            done(status)

        client = ClientTransaction(request.encode(), flow, self.timers, self.send, over, self.t1)
        self._clients[branch, method] = client

    def answered(self, method: str, status: int) -> None:
        """A leg has given a final answer."""
        self.room.answered(method, status)

    def ended(self, leg: Leg, how: How) -> None:
        """A leg is over."""
        self.room.over(leg, how)

    def forget(self, leg: Leg) -> None:
        """Nothing more is said in a leg's dialog."""
        self._legs.pop(leg.dialog.key, None)

    def _receive_response(self, response: Response) -> None:
        try:
            branch = grammar.via(response.one("via")).params.get("branch", "")
        except BadField:
            return
        client = self._clients.get((branch, response.cseq_method))
        if client is not None:
            client.answered(response.status)

    def _tag(self) -> str:
        return self._entropy(10).hex()


def _merged(request: Request) -> tuple[str, str, int]:
    """What copies of a request share that came along different ways (section 8.2.2.2)."""
    return request.call_id, dialogs.tag_of(request.one("from")), request.cseq


def _strange(request: Request) -> list[str]:
    """Return what a request requires that nobody here knows."""
    if request.method in ("CANCEL", "ACK"):
        return []
    wanted = [one.strip().lower() for value in request.all("require") for one in value.split(",")]
    return [one for one in wanted if one and one not in EXTENSIONS]
