"""What silence, a gap and a refusal mean to a desk; time is the test's own, no socket is opened."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from backend_client.actions import Action, Admitted, Complain, Deliver, HangUp, Send, Show
from backend_client.failure import LineFailed
from backend_client.link import LinkState
from backend_client.session import DEAD_S, STALE_S, TICK_S, Session
from domain.people import Operator, Role, Room, Workstation
from domain.wire import (
    AskSnapshot,
    Beat,
    Changes,
    Hello,
    Login,
    Message,
    Pulse,
    Refusal,
    Snapshot,
    Welcome,
    decode_from_desk,
    encode,
)

SITE = UUID(int=7)


class Desk:
    """A session with a hand on the clock, and what it did."""

    def __init__(self) -> None:
        self.session = Session()
        self.now = 1000.0
        self.actions: list[Action] = []
        self.became: list[tuple[float, LinkState]] = []

    def take(self, actions: list[Action]) -> None:
        for action in actions:
            self.actions.append(action)
            if isinstance(action, Show) and (not self.became or self.became[-1][1] is not action.link.state):
                self.became.append((self.now, action.link.state))

    def hear(self, *messages: Message) -> None:
        for message in messages:
            self.take(self.session.received(encode(message), self.now))

    def wait(self, seconds: float, beat: int | None = None) -> None:
        """Let time pass in ticks; with `beat`, the server beats four times a second with that seq."""
        for _ in range(round(seconds / TICK_S)):
            self.now = round(self.now + TICK_S, 6)
            if beat is not None and round(self.now / TICK_S) % 5 == 0:
                self.hear(Beat(at=0, seq=beat))
            self.take(self.session.tick(self.now))

    def log_in(self, seq: int = 5) -> None:
        self.take(self.session.log_in("ana", "secreto", "puesto-07", self.now))
        self.take(self.session.opened(self.now))
        self.hear(welcome(seq), Snapshot(site=SITE, seq=seq, at=0))
        assert self.session.state is LinkState.LIVE

    def sent(self, kind: type[Message]) -> list[Message]:
        frames = [decode_from_desk(action.frame) for action in self.actions if isinstance(action, Send)]
        return [message for message in frames if isinstance(message, kind)]

    def all(self, kind: type) -> list[Action]:
        return [action for action in self.actions if isinstance(action, kind)]

    def when(self, state: LinkState) -> float:
        return next(at for at, became in reversed(self.became) if became is state)


def welcome(seq: int = 5, *, resumed: bool = False, site: UUID = SITE, protocol: int = 1) -> Welcome:
    return Welcome(
        protocol=protocol,
        token="t" * 32,
        site=site,
        seq=seq,
        at=0,
        operator=Operator(id=UUID(int=1), user="ana", name="Ana Ríos", role=Role.DISPATCHER, room="911"),
        workstation=Workstation(id="puesto-07", desk="07", room="911"),
        room=Room(id="911", name="Sala 911"),
        expires_at=0,
        resumed=resumed,
    )


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_desk_logs_in_and_is_live_only_with_the_whole_picture(desk: Desk) -> None:
    desk.take(desk.session.log_in("ana", "secreto", "puesto-07", desk.now))
    desk.take(desk.session.opened(desk.now))
    (login,) = desk.sent(Login)
    assert isinstance(login, Login)
    assert (login.user, login.password, login.workstation) == ("ana", "secreto", "puesto-07")
    desk.hear(welcome())
    assert desk.session.state is LinkState.LOGGING_IN
    assert desk.all(Admitted)
    desk.hear(Snapshot(site=SITE, seq=5, at=0))
    assert desk.session.state is LinkState.LIVE
    assert [state for _, state in desk.became] == [
        LinkState.CONNECTING,
        LinkState.LOGGING_IN,
        LinkState.LIVE,
    ]


def test_silence_is_stale_within_a_second_and_dead_within_two_and_a_half(desk: Desk) -> None:
    desk.log_in()
    desk.wait(5.0, beat=5)
    silent_since = desk.now
    desk.wait(4.0)
    assert STALE_S <= desk.when(LinkState.STALE) - silent_since <= 0.9
    assert DEAD_S <= desk.when(LinkState.DEAD) - silent_since <= 2.2
    (hang_up,) = desk.all(HangUp)
    assert isinstance(hang_up, HangUp)
    assert hang_up.again
    assert hang_up.failure.code == "link.silent"


def test_a_steady_line_is_never_called_stale(desk: Desk) -> None:
    desk.log_in()
    desk.wait(120.0, beat=5)
    assert [state for _, state in desk.became][-1] is LinkState.LIVE
    assert LinkState.STALE not in [state for _, state in desk.became]


def test_a_short_cut_heals_on_the_same_connection(desk: Desk) -> None:
    desk.log_in()
    desk.wait(1.5)
    assert desk.session.state is LinkState.STALE
    desk.hear(Beat(at=0, seq=5))
    assert desk.session.state is LinkState.LIVE
    assert not desk.all(HangUp)


def test_a_desk_that_stood_still_itself_reads_before_it_judges(desk: Desk) -> None:
    desk.log_in()
    desk.now += 3.0  # a stall of the desk: its timer comes late, frames wait in the socket
    desk.take(desk.session.tick(desk.now))
    assert desk.session.state is LinkState.LIVE
    desk.hear(Beat(at=0, seq=5))
    desk.wait(0.5)
    assert desk.session.state is LinkState.LIVE


def test_a_desk_says_once_a_second_that_it_lives_and_what_it_has(desk: Desk) -> None:
    desk.log_in(seq=41)
    desk.wait(5.0, beat=41)
    pulses = desk.sent(Pulse)
    assert len(pulses) == 5
    assert pulses[-1] == Pulse(seq=41)


def test_changes_in_order_are_taken_and_repeats_counted(desk: Desk) -> None:
    desk.log_in(seq=5)
    desk.hear(Changes(after=5, upto=7, at=0), Changes(after=5, upto=7, at=0), Changes(after=7, upto=8, at=0))
    assert desk.session.sequence.seq == 8
    assert desk.session.sequence.duplicates == 1
    taken = [a for a in desk.all(Deliver) if isinstance(a, Deliver) and isinstance(a.message, Changes)]
    assert len(taken) == 2


def test_a_gap_asks_for_a_snapshot_and_takes_nothing_until_it_comes(desk: Desk) -> None:
    desk.log_in(seq=5)
    desk.hear(Changes(after=6, upto=7, at=0), Changes(after=7, upto=8, at=0))
    assert len(desk.sent(AskSnapshot)) == 1
    assert desk.session.sequence.seq == 5
    assert not desk.session.sequence.current
    desk.hear(Snapshot(site=SITE, seq=8, at=0), Changes(after=8, upto=9, at=0))
    assert desk.session.sequence.seq == 9
    assert desk.session.sequence.current
    assert desk.session.sequence.gaps == 1


def test_heartbeats_that_promise_more_than_came_ask_for_a_snapshot(desk: Desk) -> None:
    desk.log_in(seq=5)
    desk.hear(Beat(at=0, seq=6), Beat(at=0, seq=6))
    assert not desk.sent(AskSnapshot)
    desk.hear(Beat(at=0, seq=6))
    assert len(desk.sent(AskSnapshot)) == 1


def test_a_picture_that_stays_behind_is_called_stale_though_the_server_lives(desk: Desk) -> None:
    desk.log_in(seq=5)
    desk.wait(1.2, beat=9)
    assert desk.session.state is LinkState.STALE
    assert desk.session._shown.code == "link.behind"


def test_a_snapshot_that_does_not_come_is_asked_for_again(desk: Desk) -> None:
    desk.log_in(seq=5)
    desk.hear(Changes(after=6, upto=7, at=0))
    desk.wait(4.2, beat=7)
    assert len(desk.sent(AskSnapshot)) == 3


def test_a_lost_line_is_stale_at_once_and_dead_if_it_does_not_come_back(desk: Desk) -> None:
    desk.log_in()
    desk.take(desk.session.lost(LineFailed("link.closed"), desk.now))
    assert desk.session.state is LinkState.STALE
    desk.wait(DEAD_S - 0.1)
    assert desk.session.state is LinkState.STALE
    desk.wait(0.2)
    assert desk.session.state is LinkState.DEAD


def test_a_desk_comes_back_with_its_token_and_place(desk: Desk) -> None:
    desk.log_in(seq=12)
    desk.take(desk.session.lost(LineFailed("link.closed"), desk.now))
    desk.wait(0.2)
    desk.take(desk.session.opened(desk.now))
    (hello,) = desk.sent(Hello)
    assert hello == Hello(protocol=2, minimum=1, token="t" * 32, site=SITE, seq=12)
    desk.hear(welcome(14, resumed=True))
    assert desk.session.state is LinkState.STALE  # two are still to come
    desk.hear(Changes(after=12, upto=14, at=0))
    assert desk.session.state is LinkState.LIVE
    assert desk.session.sequence.seq == 14


def test_nothing_missed_is_live_with_the_welcome(desk: Desk) -> None:
    desk.log_in(seq=12)
    desk.wait(3.0)
    assert desk.session.state is LinkState.DEAD
    desk.take(desk.session.opened(desk.now))
    desk.hear(welcome(12, resumed=True))
    assert desk.session.state is LinkState.LIVE


def test_another_sites_sequence_is_never_resumed(desk: Desk) -> None:
    desk.log_in(seq=12)
    desk.take(desk.session.lost(LineFailed("link.closed"), desk.now))
    desk.take(desk.session.opened(desk.now))
    desk.hear(welcome(12, resumed=True, site=uuid4()))
    assert desk.session.state is LinkState.STALE
    desk.hear(Snapshot(site=UUID(int=8), seq=3, at=0))
    assert (desk.session.sequence.site, desk.session.sequence.seq) == (UUID(int=8), 3)
    assert desk.session.state is LinkState.LIVE


def test_an_expired_session_is_read_only_and_a_new_login_goes_on(desk: Desk) -> None:
    desk.log_in(seq=5)
    desk.hear(Refusal(code="session.expired"))
    assert desk.session.state is LinkState.EXPIRED
    assert not desk.session.wanted  # nobody knocks with a dead token
    desk.wait(10.0)
    assert desk.session.state is LinkState.EXPIRED
    desk.take(desk.session.log_in("ana", "secreto", "puesto-07", desk.now))
    assert desk.session.state is LinkState.EXPIRED
    desk.take(desk.session.opened(desk.now))
    desk.hear(welcome(9), Snapshot(site=SITE, seq=9, at=0))
    assert desk.session.state is LinkState.LIVE


@pytest.mark.parametrize("code", ["login.disabled", "protocol.mismatch", "login.workstation"])
def test_a_desk_that_is_put_out_says_why_and_does_not_knock(desk: Desk, code: str) -> None:
    desk.log_in()
    desk.hear(Refusal(code=code, params={"left": "0"}))
    assert desk.session.state is LinkState.REFUSED
    assert (desk.session._shown.code, desk.session._shown.params) == (code, {"left": "0"})
    assert not desk.session.wanted


@pytest.mark.parametrize("code", ["server.follower", "line.slow", "database.unavailable"])
def test_what_passes_by_itself_is_tried_again(desk: Desk, code: str) -> None:
    desk.log_in()
    desk.hear(Refusal(code=code))
    assert desk.session.state is LinkState.STALE
    (hang_up,) = desk.all(HangUp)
    assert isinstance(hang_up, HangUp)
    assert hang_up.again
    assert desk.session.wanted


def test_a_server_that_speaks_another_protocol_is_refused(desk: Desk) -> None:
    desk.take(desk.session.log_in("ana", "secreto", "puesto-07", desk.now))
    desk.take(desk.session.opened(desk.now))
    desk.hear(welcome(protocol=9))
    assert desk.session.state is LinkState.REFUSED
    assert desk.session._shown.code == "protocol.mismatch"
    assert desk.session._shown.params == {"ours": "2", "oldest": "1", "yours": "9"}


@pytest.mark.parametrize(
    "frame",
    [
        "",
        "{",
        '{"is":"beat"}',
        '{"is":"unheard_of"}',
        "[" * 100_000,
        '{"is":"beat","at":1e999,"seq":1}',
        "\x00",
    ],
)
def test_frames_that_nobody_can_read_are_counted_and_left(desk: Desk, frame: str) -> None:
    desk.log_in()
    desk.take(desk.session.received(frame, desk.now))
    assert desk.session.bad_frames == 1
    assert len(desk.all(Complain)) == 1
    desk.wait(2.0, beat=5)
    assert desk.session.state is LinkState.LIVE


def test_nothing_counts_before_the_welcome(desk: Desk) -> None:
    desk.take(desk.session.log_in("ana", "secreto", "puesto-07", desk.now))
    desk.take(desk.session.opened(desk.now))
    desk.hear(Snapshot(site=SITE, seq=99, at=0), Beat(at=0, seq=99))
    desk.take(desk.session.received(b"P1", desk.now))
    assert desk.session.sequence.seq == 0
    assert not desk.all(Deliver)


def test_a_server_that_takes_the_line_and_says_nothing_is_left(desk: Desk) -> None:
    desk.log_in()
    desk.take(desk.session.lost(LineFailed("link.closed"), desk.now))
    desk.take(desk.session.opened(desk.now))
    desk.wait(2.5)
    (hang_up,) = desk.all(HangUp)
    assert isinstance(hang_up, HangUp)
    assert hang_up.failure.code == "link.no_answer"


def test_the_password_is_not_kept(desk: Desk) -> None:
    desk.log_in()
    assert "secreto" not in str(
        [getattr(desk.session, name) for name in vars(desk.session) if name != "_out"]
    )
