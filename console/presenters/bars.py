"""The bars: whose desk, how the queue and the line stand, the gravest notice, and passing notes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from backend_client.commands import Commands
from backend_client.picture import LinkState, Picture
from console.desk_sound import SoundWords
from console.models.calls import ANSWER_WITHIN
from console.presenters.conditions import current_until, link_look
from domain.call import Call
from domain.clock import Clock, Micros
from domain.people import Operator, Role
from domain.roles import Action, may
from domain.severity import Severity
from widgets.banner import Banner, Notice
from widgets.command_line import CommandLine, KeyHint
from widgets.status_bar import StatusBar
from widgets.timer import span, time_of_day
from widgets.top_bar import TopBar

translate = QCoreApplication.translate


def role_words(role: Role) -> str:
    """Return what a person does here, as the top bar says it."""
    return {
        Role.CALL_TAKER: translate("bars", "Atención 911"),
        Role.DISPATCHER: translate("bars", "Despacho"),
        Role.VIDEO_OPERATOR: translate("bars", "Video"),
        Role.SUPERVISOR: translate("bars", "Supervisión"),
        Role.ANALYST: translate("bars", "Análisis"),
        Role.ADMINISTRATOR: translate("bars", "Administración"),
        Role.AUDITOR: translate("bars", "Auditoría"),
    }[role]


def key_hints(who: Operator | None, dispatching: bool = True) -> tuple[KeyHint, ...]:
    """Return the keys that work for somebody, what is needed most first.

    `dispatching`: the page that is shown has an incident to send units to.
    """
    keys = (
        (Action.ANSWER_CALL, KeyHint("F2", translate("bars", "Atender"))),
        (Action.ANSWER_CALL, KeyHint("F6", translate("bars", "Lugar"))),
        (Action.ANSWER_CALL, KeyHint("F9", translate("bars", "Crear"))),
        (Action.CLOSE_CALL, KeyHint("F12", translate("bars", "Cerrar"))),
        (Action.ACKNOWLEDGE_ALERT, KeyHint("Ctrl T", translate("bars", "Tomar alerta"))),
        (Action.SHELVE_ALERT, KeyHint("Ctrl P", translate("bars", "Posponer"))),
    )
    able = tuple(hint for action, hint in keys if who is None or may(who, action))
    if (
        dispatching
        and who is not None
        and may(who, Action.DISPATCH_UNIT)
        and not may(who, Action.ANSWER_CALL)
    ):
        able = (
            KeyHint("F3", translate("bars", "Asumir")),
            KeyHint("F5", translate("bars", "Pedir apoyo")),
            KeyHint("F9", translate("bars", "Despachar")),
            KeyHint("F11", translate("bars", "Liberar")),
            *able,
        )
    return (*able, KeyHint("F1", translate("bars", "Teclas")))


class BarsPresenter:
    """Tells the bars what they show; `round_trip_s` returns the line's last ping."""

    def __init__(
        self,
        picture: Picture,
        commands: Commands,
        clock: Clock,
        top: TopBar,
        banner: Banner,
        status: StatusBar,
        line: CommandLine,
        round_trip_s: Callable[[], float],
    ) -> None:
        self._picture = picture
        self._commands = commands
        self._clock = clock
        self._top = top
        self._banner = banner
        self._status = status
        self._round_trip_s = round_trip_s
        self.merging: Callable[[], bool] = lambda: False
        """Whether the merge is on screen: then no band repeats it."""
        self.dispatching: Callable[[], bool] = lambda: True
        """Whether the keys of dispatch work on the page that is shown."""
        self._told: dict[str, object] = {}
        self._line = line
        line.set_keys(key_hints(None))

    def set_version(self, words: str) -> None:
        """Program, version and language, at the right of the status bar."""
        self._status.set_version(words)

    def tell_who(self) -> None:
        """Whose desk it is."""
        who = self._picture.who
        if who is not None:
            self._top.set_desk(who.workstation.desk, role_words(who.operator.role))
            self._top.set_person(who.operator.name)
            self._top.set_calls_seen(may(who.operator, Action.SEE_CALLS))
            self.tell_keys()

    def tell_keys(self) -> None:
        """The keys that work on this page."""
        who = self._picture.who
        hints = key_hints(who.operator if who is not None else None, self.dispatching())
        taken = self._banner.act_key()  # a key is printed once, on what it does
        shown = tuple(hint for hint in hints if hint.key != taken)
        if self._news("keys", shown):
            self._line.set_keys(shown)

    def tell_queue(self, waiting: int, oldest_at: Micros | None, p90_s: float | None) -> None:
        """How many wait, since when, and how fast the last hour was answered."""
        if self._news("queue", (waiting, oldest_at, p90_s)):
            self._top.set_queue(waiting, oldest_at, ANSWER_WITHIN)
            self._top.set_answer_time(p90_s)

    def tell_call(self, call: Call | None) -> None:
        """The call in hand: since when it is spoken, or since when its line is cut."""
        over = call is not None and call.ended_at is not None
        since = (call.ended_at if over else call.answered_at) if call is not None else None
        if self._news("call", (since, over)):
            self._top.set_call(since, over)

    def tell_sound(self, sound: SoundWords) -> None:
        """Whether an alarm would be heard at this desk."""
        self._status.set_sound(sound.words, sound.alarmed)
        self._top.set_sound(sound.words if sound.alarmed else "")

    def tell(self, tiles: tuple[int, int, int, int]) -> None:
        """Line, positions, pictures, journal; and the gravest notice."""
        picture, status = self._picture, self._status
        now, link = picture.server_now(), picture.link
        self._top.set_now(now)
        blind = link.state not in (LinkState.LIVE, LinkState.STALE)
        if self._news("blind", blind):
            self._top.set_blind(blind)
        status.set_now(now)
        status.set_link(
            link_look(link), round(self._round_trip_s() * 1000), current_until(picture, self._clock)
        )
        if picture.flow is not None and picture.positions.server_at:
            status.set_positions(picture.flow.per_second, picture.positions.server_at)
        status.set_video(*tiles)
        status.set_journal(self.waiting(), self._trouble())
        self._banner.set_notice(self._notice(now))

    def _news(self, about: str, fact: object) -> bool:
        """Tell whether this is news; the top bar repaints whatever it is told."""
        if about in self._told and self._told[about] == fact:
            return False
        self._told[about] = fact
        return True

    def waiting(self) -> int:
        """Return how much is on this desk's disk that the server has not answered."""
        return len(self._commands.outstanding()) + len(self._commands.unsaved_drafts())

    def _trouble(self) -> str:
        code = self._commands.journal_trouble
        if code is None:
            return ""
        return {
            "journal.full": translate("bars", "disco lleno"),
            "journal.failed": translate("bars", "el disco falla"),
        }.get(code, code)

    def _notice(self, now: Micros) -> Notice | None:
        if self._commands.journal_trouble is not None:
            return Notice(
                Severity.CRITICAL,
                translate("bars", "Lo que escribe no queda en este puesto"),
                "",
                translate("bars", "{why} · avise a sistemas y anote en papel").format(why=self._trouble()),
            )
        if self._picture.desk_mode:
            return self._desk_mode(now)
        return self._merge()

    def _merge(self) -> Notice | None:
        """What came of the desk's own orders, while somebody has to look at it."""
        merge = self._commands.merge
        if self.merging() or not merge.ready:
            return None
        waiting = merge.unresolved()
        if waiting:
            words = (
                translate("bars", "1 orden de este puesto no fue aceptada")
                if waiting == 1
                else translate("bars", "{n} órdenes de este puesto no fueron aceptadas").format(n=waiting)
            )
            detail = translate("bars", "se dieron sin enlace; decida qué queda, la lista no se pierde")
            return Notice(Severity.HIGH, words, "", detail, act=translate("bars", "Resolver"), act_key="F3")
        return Notice(
            Severity.INFO,
            translate("bars", "Volvió el servidor"),
            "",
            translate("bars", "lo hecho en este puesto ya entró; vea los números nuevos"),
            act=translate("bars", "Ver"),
            act_key="F3",
        )

    def _desk_mode(self, now: Micros) -> Notice:
        since = max(0, now - current_until(self._picture, self._clock))
        waiting = translate("bars", "{n} por enviar").format(n=self.waiting())
        tries = translate("bars", "reintento {n}").format(n=self._picture.link.attempts)
        return Notice(
            Severity.CRITICAL,
            translate("bars", "Sin servidor hace {span}").format(span=span(since)),
            translate("bars", "MODO PUESTO"),
            translate(
                "bars", "desde las {time}: siga atendiendo, despache por radio; no ve otros puestos"
            ).format(time=time_of_day(now - since, self._banner.look)),
            translate("bars", "{waiting} · {tries}").format(waiting=waiting, tries=tries),
            act=translate("bars", "Ver por enviar"),
            act_key="F3",
        )
