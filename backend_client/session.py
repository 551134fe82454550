"""One line's rules, without sockets: frames and time in, things to do out.

What silence means, what a gap means, who is let in and when a desk must look for the server again. Only
`now` counts, in seconds of CLOCK_MONOTONIC: the wall clock may be set at will.
"""

from uuid import UUID

import msgspec

from backend_client.actions import (
    Action,
    Admitted,
    Challenged,
    Complain,
    Deliver,
    DeliverPositions,
    HangUp,
    Send,
    Show,
)
from backend_client.failure import BEHIND, CLOSED, NO_ANSWER, PROTOCOL, SILENT, LineFailed
from backend_client.link import Link, LinkState
from backend_client.sequence import Sequence, Verdict
from domain.wire import (
    MINIMUM,
    AskSnapshot,
    BadFrame,
    Beat,
    Challenge,
    Changes,
    FromServer,
    Hello,
    Login,
    Logout,
    Message,
    Prove,
    Pulse,
    Refusal,
    Snapshot,
    Welcome,
    decode_from_server,
    encode,
)
from domain.wire import PROTOCOL as SPOKEN

STALE_S = 0.8
"""Silence after which the picture is called stale: the rest up to 1.0 s is for painting it."""
DEAD_S = 2.05
"""Silence after which the server is lost: the rest up to 2.5 s is for painting it."""
TICK_S = 0.05
STALL_S = 0.2
"""A tick that comes this much late: the desk itself stood still, and must read before it judges."""
PULSE_S = 1.0
LOGIN_S = 10.0
"""A password is checked slowly on purpose (argon2), and many desks log in at the change of shift."""
HELLO_S = 2.0
EXPIRY = "session."
"""Refusals that begin so: the person must log in again, and nothing else is wrong."""
PASSING = ("server.", "line.", "lease.", "writer.", "database.", "frame.", "login.silence")
"""Refusals that begin so pass by themselves: the desk tries again."""


class Session:
    """The state of one desk's line over all its connections."""

    def __init__(self, features: tuple[str, ...] = ()) -> None:
        self.features = features
        self.state = LinkState.OFFLINE
        self.token: str | None = None
        self.sequence = Sequence()
        self.inside = False
        """Whether the server has let this connection in: commands may be sent."""
        self.bad_frames = 0
        self.relieving = False
        """Whether somebody else is taking the desk over: then this session's end is no news."""
        self._login: Login | None = None
        self._asked = 0
        """Seconds that the person has for a second proof; 0 when none was asked for."""
        self._wired = False
        self._since = self._heard = self._ticked = self._pulsed = self._opened = 0.0
        self._attempts = 0
        self._failure: LineFailed | None = None
        self._shown = Link()
        self._out: list[Action] = []

    @property
    def wanted(self) -> bool:
        """Whether there should be a connection: a password or a token to come in with."""
        return self._login is not None or self.token is not None

    @property
    def logging_in(self) -> bool:
        """Whether a password waits for the server's answer."""
        return self._login is not None

    # ---- what the shell says ---------------------------------------------------------------------------

    def introduction(self, user: str, password: str, workstation: str, relieves: str = "") -> Login:
        """Return the login of a person; `relieves` is the token of whoever sits there."""
        return Login(
            protocol=SPOKEN,
            minimum=MINIMUM,
            user=user,
            password=password,
            workstation=workstation,
            features=self.features,
            relieves=relieves,
        )

    def log_in(self, user: str, password: str, workstation: str, now: float) -> list[Action]:
        """Use a password on the next connection; it is forgotten with the answer."""
        self._login, self._asked = self.introduction(user, password, workstation), 0
        self._failure, self._attempts, self._ticked = None, 0, now
        self._drop()
        if self.state is not LinkState.EXPIRED:  # a form that is open stays read-only, not offline
            self._become(LinkState.CONNECTING, now)
        return self._done()

    def prove(self, said: Prove, now: float) -> list[Action]:
        """The person's second proof."""
        if self._wired and self._login is not None:
            self._send(said)
            self._asked, self._opened = 0, now
        return self._done()

    def make_way(self) -> list[Action]:
        """Another line takes this one's place: its end is no loss."""
        self._drop()
        return self._done()

    def adopt(self, frame: str | bytes, now: float) -> list[Action]:
        """Go on, on a connection where somebody else has just been welcomed with `frame`."""
        self._wired, self._opened, self._ticked, self._login = True, now, now, None
        return self.received(frame, now)

    def sit_alone(self, token: str, site: UUID, seq: int, heard: float, now: float) -> list[Action]:
        """Somebody came in without the server, on this desk's own copy: look for it with the old session.

        `heard`: seconds of CLOCK_MONOTONIC at which the copy was true.
        """
        self.token, self._login, self._failure = token, None, LineFailed(SILENT)
        self.sequence.copied(site, seq)
        self._heard, self._ticked, self._attempts = heard, now, 0
        self._become(LinkState.DEAD, now)
        return self._done()

    def give_up_login(self, failure: LineFailed, now: float) -> list[Action]:
        """The login failed: back to how it was before, with the reason."""
        self._login, self._failure = None, failure
        self._drop()
        if self.state is not LinkState.EXPIRED:
            self.token = None
            self._become(LinkState.OFFLINE, now)
        return self._done()

    def log_out(self, now: float) -> list[Action]:
        """The person leaves: the server is told, and nothing is remembered."""
        if self.inside:
            self._send(Logout())
        self.token = self._login = self._failure = None
        self.sequence.forget()
        self._hang_up(LineFailed(CLOSED), False, now)
        self._become(LinkState.OFFLINE, now)
        return self._done()

    def opened(self, now: float) -> list[Action]:
        """A connection stands: say who we are."""
        self._wired, self._opened, self._ticked = True, now, now
        if self._login is not None:
            self._send(self._login)
            if self.state is LinkState.CONNECTING:
                self._become(LinkState.LOGGING_IN, now)
        elif self.token is not None:
            hello = Hello(
                protocol=SPOKEN,
                minimum=MINIMUM,
                token=self.token,
                site=self.sequence.site,
                seq=self.sequence.seq,
                features=self.features,
            )
            self._send(hello)
        return self._done()

    def failed(self, failure: LineFailed, now: float) -> list[Action]:
        """An attempt to connect failed."""
        self._attempts += 1
        self._failure = failure
        return self._done()

    def lost(self, failure: LineFailed, now: float) -> list[Action]:
        """The connection is gone. What is shown is stale from here, and dead unless it soon comes back."""
        if self._wired:
            self._drop()
            self._failure = failure
            if self.state is LinkState.LIVE:
                self._become(LinkState.STALE, now)
        return self._done()

    def received(self, frame: str | bytes, now: float) -> list[Action]:
        """A frame came."""
        if not self._wired:
            return []
        self._heard = now
        if isinstance(frame, bytes):
            if self.inside:
                self._out.append(DeliverPositions(frame))
            return self._done()
        try:
            message = decode_from_server(frame)
        except BadFrame as bad:
            self._complain(str(bad)[:200])
        else:
            self._hear(message, now)
        return self._done()

    def tick(self, now: float) -> list[Action]:
        """Time passed: call this every TICK_S, connection or not."""
        stood_still = now - self._ticked > TICK_S + STALL_S
        self._ticked = now
        # What came while the desk stood still is still in the socket: one more turn before judging silence.
        if not stood_still:
            self._judge(now)
        if self.inside and now - self._pulsed >= PULSE_S:
            self._pulsed = now
            self._send(Pulse(seq=self.sequence.seq))
        return self._done()

    # ---- what the server says --------------------------------------------------------------------------

    def _hear(self, message: FromServer, now: float) -> None:
        verdict = Verdict.TAKE
        match message:
            case Welcome():
                self._welcome(message, now)
                return
            case Refusal():
                self._refused(message, now)
                return
            case Challenge() if self._login is not None:
                self._asked = message.seconds
                self._out.append(Challenged(message))
                return
            case _ if not self.inside:
                self._complain("a message before the welcome")
                return
            case Snapshot():
                self.sequence.snapshot(message.site, message.seq, now)
            case Changes():
                verdict = self.sequence.changes(message.after, message.upto, now)
            case Beat():
                verdict = self.sequence.beat(message.seq, now)
        if verdict is Verdict.ASK:
            self._send(AskSnapshot())
        if verdict is Verdict.TAKE or isinstance(message, Beat):
            self._out.append(Deliver(message))
        self._live_if_current(now)

    def _welcome(self, welcome: Welcome, now: float) -> None:
        if not MINIMUM <= welcome.protocol <= SPOKEN:
            failure = LineFailed(PROTOCOL, ours=SPOKEN, oldest=MINIMUM, yours=welcome.protocol)
            self._put_out(failure, LinkState.REFUSED, now)
            return
        resumed = welcome.resumed and welcome.site == self.sequence.site and self._login is None
        self.token, self._login = welcome.token, None
        self.inside, self._pulsed = True, now
        self._attempts, self._failure = 0, None
        if resumed:
            self.sequence.resume(welcome.seq, now)
        else:
            self.sequence.await_snapshot(now)
        self._out.append(Admitted(welcome))
        self._live_if_current(now)

    def _refused(self, refusal: Refusal, now: float) -> None:
        failure = LineFailed(refusal.code, **refusal.params)
        if self._login is not None:
            self._hang_up(failure, False, now)  # the shell tells the person and calls give_up_login
        elif refusal.code.startswith(EXPIRY) and self.relieving:
            self._hang_up(failure, True, now)
        elif refusal.code.startswith(EXPIRY):
            self.token = None
            self._put_out(failure, LinkState.EXPIRED, now)
        elif refusal.code.startswith(PASSING):
            self._hang_up(failure, True, now)
        else:
            self.token = None
            self._put_out(failure, LinkState.REFUSED, now)

    def _live_if_current(self, now: float) -> None:
        if self.inside and self.sequence.current:
            self._failure = None
            self._become(LinkState.LIVE, now)

    # ---- silence ---------------------------------------------------------------------------------------

    def _judge(self, now: float) -> None:
        silent = now - self._heard
        behind = self.inside and self.sequence.behind_for(now) >= STALE_S
        if self.state is LinkState.LIVE and (silent >= STALE_S or behind):
            self._failure = LineFailed(SILENT if silent >= STALE_S else BEHIND)
            self._become(LinkState.STALE, now)
        if self.state is LinkState.STALE and silent >= DEAD_S:
            self._failure = self._failure or LineFailed(SILENT)
            self._become(LinkState.DEAD, now)
        if self._wired and self.inside and silent >= DEAD_S:
            self._hang_up(LineFailed(SILENT), True, now)
        if self._wired and not self.inside:
            patience = LOGIN_S + self._asked if self._login is not None else HELLO_S
            if now - self._opened >= patience:
                self._hang_up(LineFailed(NO_ANSWER), True, now)
        if self.inside and self.sequence.overdue(now):
            self._send(AskSnapshot())

    # ---- doing -----------------------------------------------------------------------------------------

    def _put_out(self, failure: LineFailed, state: LinkState, now: float) -> None:
        self._hang_up(failure, False, now)
        self._become(state, now)

    def _hang_up(self, failure: LineFailed, again: bool, now: float) -> None:
        self._out.append(HangUp(failure, again))
        self._drop()
        self._failure = failure
        if again and self.state is LinkState.LIVE:
            self._become(LinkState.STALE, now)

    def _drop(self) -> None:
        self._wired = self.inside = self.sequence.current = False

    def _become(self, state: LinkState, now: float) -> None:
        if state is not self.state:
            self.state, self._since = state, now

    def _complain(self, detail: str) -> None:
        self.bad_frames += 1
        self._out.append(Complain(detail))

    def _send(self, message: Message) -> None:
        self._out.append(Send(encode(message)))

    def _done(self) -> list[Action]:
        link = Link(
            state=self.state,
            since=self._since,
            heard=self._shown.heard,
            current=self.sequence.current,
            attempts=self._attempts,
            code=self._failure.code if self._failure else None,
            params=self._failure.params if self._failure else {},
        )
        if link != self._shown:
            self._shown = msgspec.structs.replace(link, heard=self._heard)
            self._out.append(Show(self._shown))
        out, self._out = self._out, []
        return out
