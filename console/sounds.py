"""When the desk sounds: it listens to the picture, not to panes, and so rings behind a lock too."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from backend_client.picture import Link, LinkState, Picture
from console.sound_mixer import Sound
from domain.alert import AlertState
from domain.call import CallState
from domain.clock import Clock, Micros
from domain.desk import Desk, DeskState, desk_id
from domain.roles import Action, may
from domain.severity import Severity

Play = Callable[[Sound, float, bool], None]
"""The sound, its gain, and whether the room hears it too."""

APART_S = 1.0
"""At most one sound in so many seconds."""
REPEAT_S = 10.0
"""A critical alert that nobody took sounds again after so many seconds, for as long as it takes."""
OFFERED_S = 4.0
"""A call that rings at this desk first sounds again after so many seconds, until it is taken."""
UNOFFERED_S = 2.0
"""A call that rings at no desk in particular for so long is for everybody who hears."""
LATE_S = 5.0
"""What waited so long behind graver sounds is no news any more; the screen has shown it all the while."""

IN_CALL = 0.35
"""The level of everything but critical alerts while the person speaks with a caller."""
CRITICAL_IN_CALL = 0.7

_UNTAKEN = (AlertState.UNACKNOWLEDGED, AlertState.RETURNED)
_ORDER = (Sound.CRITICAL, Sound.HIGH, Sound.LINK_LOST, Sound.NEW_CALL)
_GONE = (LinkState.DEAD, LinkState.EXPIRED, LinkState.REFUSED)


class Ringer:
    """Decides what sounds and when; `time_passes` must be called some ten times a second."""

    def __init__(self, clock: Clock, play: Play) -> None:
        self._clock = clock
        self._play = play
        self._picture: Picture | None = None
        self._ends: tuple[Callable[[], None], ...] = ()
        self._link = LinkState.OFFLINE
        self._ringing: dict[UUID, float] = {}
        """What rings and has not sounded here: since when it waits for a desk."""
        self._known: set[UUID] = set()
        self._offered: tuple[UUID, float] | None = None
        """The call that rings here first, and when it sounded last."""
        self._rang: dict[UUID, Micros] = {}
        self._critical: set[UUID] = set()
        self._wanted: dict[Sound, float] = {}
        self._played_at = float("-inf")
        self._critical_at = float("-inf")

    def follow(self, picture: Picture) -> None:
        """Listen to this desk's picture from now on; another one is let go."""
        self.let_go()
        self._picture = picture
        self._link = picture.link.state
        self._ends = (
            picture.calls.subscribe(self._calls_changed),
            picture.alerts.subscribe(self._alerts_changed),
            picture.subscribe_link(self._link_changed),
        )

    def let_go(self) -> None:
        """Listen to nothing and forget what rang."""
        for end in self._ends:
            end()
        self._ends, self._picture = (), None
        self._ringing.clear()
        self._known.clear()
        self._offered = None
        self._rang.clear()
        self._critical.clear()
        self._wanted.clear()

    def time_passes(self) -> None:
        """Sound what is due: the gravest first, never two within a second."""
        now = self._clock.monotonic()
        self._calls_wait(now)
        if self._critical and now - self._critical_at >= REPEAT_S:
            self._wanted.setdefault(Sound.CRITICAL, now)
        if now - self._played_at < APART_S or not self._wanted:
            return
        for late in [one for one, since in self._wanted.items() if now - since > LATE_S]:
            if late is not Sound.CRITICAL:
                del self._wanted[late]
        sound = next((one for one in _ORDER if one in self._wanted), None)
        if sound is None:
            return
        del self._wanted[sound]
        self._played_at = now
        if sound is Sound.CRITICAL:
            self._critical_at = now
        self._play(sound, self._gain(sound), sound is Sound.CRITICAL)

    def _gain(self, sound: Sound) -> float:
        picture = self._picture
        if picture is None or picture.who is None:
            return 1.0
        me = picture.who.operator.id
        for call in picture.calls.values():
            if call.state is CallState.ANSWERED and call.answered_by == me:
                return CRITICAL_IN_CALL if sound is Sound.CRITICAL else IN_CALL
        return 1.0

    def _want(self, sound: Sound) -> None:
        self._wanted[sound] = self._clock.monotonic()

    def _may(self, action: Action) -> bool:
        who = self._picture.who if self._picture is not None else None
        return who is not None and may(who.operator, action)

    def _calls_changed(self, ids: list[UUID]) -> None:
        assert self._picture is not None, "subscribed"
        desk, now = self._desk(), self._clock.monotonic()
        for key in ids:
            call = self._picture.calls.get(key)
            rings = call is not None and call.state is CallState.RINGING
            if not rings:
                self._ringing.pop(key, None)
                self._known.discard(key)
            if self._offered is not None and self._offered[0] == key:
                if call is None or not rings or desk is None or call.offered_to != desk.id:
                    self._offered = None
            elif call is not None and rings and desk is not None and call.offered_to == desk.id:
                self._offered = (key, now)
                self._sound_call(key)
            if rings and key not in self._known:
                self._ringing.setdefault(key, now)
                if desk is None:  # calls are not given to this desk: each sounds at once
                    self._sound_call(key)

    def _calls_wait(self, now: float) -> None:
        """Sound again what rings here, and, for everybody, what rings at no desk in particular."""
        if self._offered is not None and now - self._offered[1] >= OFFERED_S:
            self._offered = (self._offered[0], now)
            self._sound_call(self._offered[0])
        for key, since in list(self._ringing.items()):
            call = self._picture.calls.get(key) if self._picture is not None else None
            if call is None or call.offered_to is not None:
                self._ringing[key] = now
            elif now - since >= UNOFFERED_S:
                self._sound_call(key)

    def _sound_call(self, key: UUID) -> None:
        self._ringing.pop(key, None)
        self._known.add(key)
        if self._may(Action.ANSWER_CALL):
            self._want(Sound.NEW_CALL)

    def _desk(self) -> Desk | None:
        """Return this desk, where calls are given to desks and the server can be heard."""
        picture = self._picture
        if picture is None or picture.who is None or picture.desk_mode:
            return None
        desk = picture.desks.get(desk_id(picture.who.workstation.id))
        return desk if desk is not None and desk.state is not DeskState.EMPTY else None

    def _alerts_changed(self, ids: list[UUID]) -> None:
        assert self._picture is not None, "subscribed"
        mine = self._may(Action.ACKNOWLEDGE_ALERT)
        for key in ids:
            alert = self._picture.alerts.get(key)
            if alert is None:
                self._rang.pop(key, None)
            if alert is None or alert.state not in _UNTAKEN or not mine:
                self._critical.discard(key)
                continue
            news = alert.rang_at > self._rang.get(key, 0)
            self._rang[key] = alert.rang_at
            if alert.severity is Severity.CRITICAL:
                self._critical.add(key)
            if news and alert.severity is Severity.CRITICAL:
                self._want(Sound.CRITICAL)
            elif news and alert.severity is Severity.HIGH:
                self._want(Sound.HIGH)
        if not self._critical:
            self._wanted.pop(Sound.CRITICAL, None)

    def _link_changed(self, link: Link) -> None:
        assert self._picture is not None, "subscribed"
        before, self._link = self._link, link.state
        if link.state in _GONE and before not in _GONE and self._picture.who is not None:
            self._want(Sound.LINK_LOST)
