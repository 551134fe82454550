"""GET /metrics: what the server does, counted for Prometheus. No name, place, number or id of anybody in it.

Every label has a small, fixed set of values. What a part of the server counts for itself is read when
somebody asks; what happens between two questions is counted here as it happens.
"""

import asyncio
import contextlib
import hmac
import ipaddress
from collections import Counter as Tally
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from backend.control_room import ControlRoom
from backend.database.entries import Outcome
from backend.hub import is_open
from backend.intake.doors import answer
from backend.streams.messages import Figures
from backend.streams.relay_process import RelayProcess, RelayRefused
from domain.alert import AlertState
from domain.call import CallState
from domain.severity import Severity

LOOK_S = 0.1
"""How often it is measured how late the loop comes."""
_LATENCY = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
_SIZES = (1, 2, 4, 8, 16, 32, 64, 128, 256)
_CAMERA_STATES = ("live", "stale", "down")
_VERDICTS = ("done", "refused", "poisoned", "conflict", "unanswered")


def program_version() -> str:
    """Return the version that is installed, "0" for one that never was."""
    try:
        return version("atalaya")
    except PackageNotFoundError:
        return "0"


class Meters:
    """What is counted as it happens; as the writer's `Meter`, as the doors' `answered`."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._commands = Counter(
            "atalaya_commands", "Commands answered, by verdict.", ("verdict",), registry=registry
        )
        self._repeated = Counter(
            "atalaya_commands_repeated", "Commands that had been answered before.", registry=registry
        )
        self._commands_in = Histogram(
            "atalaya_commit_batch_commands", "Commands written by one commit.", buckets=_SIZES,
            registry=registry,
        )  # fmt: skip
        self._seconds = Histogram(
            "atalaya_commit_seconds",
            "From sending a batch to the database until it is flushed to disk; one flush (fsync) each.",
            buckets=_LATENCY, registry=registry,
        )  # fmt: skip
        self._doors = Counter(
            "atalaya_door_requests", "Answers of the intake doors.", ("door", "status"), registry=registry
        )
        self._lag = Histogram(
            "atalaya_event_loop_lag_seconds", "How late the server's loop came back from a short sleep.",
            buckets=_LATENCY, registry=registry,
        )  # fmt: skip
        for verdict in _VERDICTS:  # a rate needs the zero before the first
            self._commands.labels(verdict)

    def wrote(self, commands: int, seconds: float) -> None:
        """One batch is on disk."""
        self._commands_in.observe(commands)
        self._seconds.observe(seconds)

    def answered(self, outcome: Outcome) -> None:
        """One command was answered for good."""
        self._commands.labels(outcome.verdict.value).inc()
        if outcome.repeated:
            self._repeated.inc()

    def unanswered(self) -> None:
        """One caller was sent away: the database is silent."""
        self._commands.labels("unanswered").inc()

    def door(self, name: str, status: int) -> None:
        """A door has answered."""
        self._doors.labels(name, str(status)).inc()

    async def watch_loop(self) -> None:
        """Measure until cancelled."""
        time = asyncio.get_running_loop().time
        while True:
            began = time()
            await asyncio.sleep(LOOK_S)
            self._lag.observe(max(0.0, time() - began - LOOK_S))


class _Room(Collector):
    """What the parts of the server know, read when somebody asks."""

    def __init__(
        self, room: Callable[[], ControlRoom | None], relay: Callable[[], RelayProcess | None]
    ) -> None:
        self._room = room
        self._relay = relay
        self.figures: Figures | None = None

    def collect(self) -> Iterator[Metric]:
        """Yield one family after another; a follower tells of itself only."""
        room = self._room()
        yield _one(
            "atalaya_writer", "1 while this server holds the lease and writes.", float(room is not None)
        )
        yield _labelled("atalaya_build_info", "The version that runs.", "version", {program_version(): 1})
        if room is not None:
            yield from self._of(room)
        yield from self._cameras()

    def _of(self, room: ControlRoom) -> Iterator[Metric]:
        yield _one("atalaya_log_sequence", "Number of the last event in the log.", room.hub.seq)
        yield _one("atalaya_desk_lines", "Open lines of desks.", len(room.lines))
        world = room.world
        calls: Tally[str] = Tally({state.value: 0 for state in CallState if state is not CallState.CLOSED})
        calls.update(call.state.value for call in world.calls.settled() if is_open(call))
        yield _labelled("atalaya_calls_open", "Calls that are not closed.", "state", calls)
        incidents = sum(map(is_open, world.incidents.settled()))
        yield _one("atalaya_incidents_open", "Incidents that are not closed.", incidents)
        yield self._alerts(room)
        fixes = room.feed.counts
        taken = CounterMetricFamily(
            "atalaya_fixes", "Fixes of phones, by what became of them.", labels=["verdict"]
        )
        for verdict in sorted({*fixes, "shown", "refused", "not_issued"} - {"received"}):
            taken.add_metric([verdict], fixes[verdict])
        yield taken
        yield CounterMetricFamily(
            "atalaya_fixes_received", "Fixes of phones on duty.", value=fixes["received"]
        )
        yield CounterMetricFamily(
            "atalaya_fixes_conflated",
            "Fixes overtaken before a desk was sent them.",
            value=room.feed.conflated,
        )
        yield _one(
            "atalaya_fixes_per_second", "Fixes a second, over some five seconds.", room.feed.flow.per_second
        )

    def _alerts(self, room: ControlRoom) -> Metric:
        open_now = GaugeMetricFamily(
            "atalaya_alerts_open", "Alerts that are not closed.", labels=["severity", "state"]
        )
        tally = Tally(
            (alert.severity.name.lower(), alert.state.value)
            for alert in room.world.alerts.settled()
            if is_open(alert)
        )
        for severity in Severity:
            for state in AlertState:
                if state is not AlertState.CLOSED:
                    key = severity.name.lower(), state.value
                    open_now.add_metric(list(key), tally[key])
        return open_now

    def _cameras(self) -> Iterator[Metric]:
        relay = self._relay()
        if relay is None:
            return
        states = Tally(dict.fromkeys(_CAMERA_STATES, 0))
        states.update(status.state for status in relay.states().values() if status.state in _CAMERA_STATES)
        yield _labelled("atalaya_relay_cameras", "Cameras as the relay sees them.", "state", states)
        yield _one("atalaya_relay_up", "1 while the media worker answers.", float(self.figures is not None))
        if self.figures is None:
            return
        told = self.figures
        yield _one("atalaya_relay_viewers", "Streams that are being watched.", told.viewers)
        for name, words, value in (
            ("pictures", "Pictures taken from cameras.", told.pictures),
            ("sent_bytes", "Bytes sent to viewers.", told.bytes_sent),
            ("conflated", "Pictures that a slow viewer was not sent.", told.conflated),
            ("viewers_cut", "Viewers that were cut off.", told.cut),
            ("viewers_refused", "Viewers without a ticket.", told.refused),
            ("packets_lost", "Packets that did not come from cameras.", told.lost),
            ("packets_bad", "Packets from cameras that could not be read.", told.bad),
        ):
            yield CounterMetricFamily(f"atalaya_relay_{name}", words, value=value)


class Metrics:
    """The page and who may read it: this machine, or, once a token is set, who brings it."""

    def __init__(
        self,
        room: Callable[[], ControlRoom | None],
        relay: Callable[[], RelayProcess | None],
        token: str | None = None,
    ) -> None:
        self._registry = CollectorRegistry(auto_describe=False)
        self.meters = Meters(self._registry)
        self._parts = _Room(room, relay)
        self._relay = relay
        self._registry.register(self._parts)
        ProcessCollector(registry=self._registry)
        self._token = token

    def route(self) -> Route:
        """Return the route of the page."""
        return Route("/metrics", self._tell, methods=["GET"])

    async def page(self) -> bytes:
        """Return the page in Prometheus' text format."""
        relay = self._relay()
        self._parts.figures = None
        if relay is not None:
            with contextlib.suppress(RelayRefused):
                self._parts.figures = await relay.figures()
        return generate_latest(self._registry)

    async def _tell(self, request: Request) -> Response:
        if not self._may_read(request):
            return answer(403, "metrics.forbidden")
        return Response(await self.page(), headers={"content-type": CONTENT_TYPE_LATEST})

    def _may_read(self, request: Request) -> bool:
        if self._token is None:
            return request.client is not None and is_loopback(request.client.host)
        scheme, _, told = request.headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and hmac.compare_digest(told.strip().encode(), self._token.encode())


def is_loopback(host: str) -> bool:
    """Tell whether an address is this machine's own; IPv4 in IPv6's clothes counts as IPv4."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    inner = getattr(address, "ipv4_mapped", None)
    return bool((inner or address).is_loopback)


def _one(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(name, words, value=value)


def _labelled(name: str, words: str, label: str, values: "dict[str, int] | Tally[str]") -> Metric:
    family = GaugeMetricFamily(name, words, labels=[label])
    for key, value in values.items():
        family.add_metric([key], value)
    return family
