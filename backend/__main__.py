"""python -m backend: serves; `demo`, `rebuild` and `export` are its other words."""

import asyncio
import resource
import signal
import sys

import uvloop

from backend.errands import ERRANDS, run_errand
from backend.exercise_clock import ExerciseClock, NoClock
from backend.logging_lines import begin_log
from domain.clock import SystemClock
from lifeline.parent import watch_parent
from logbook.loops import complain

FAILED = 1
SOCKETS = 65_536
"""What the system's default of 1,024 would be too few for: every desk and every phone holds one."""


def main(arguments: list[str] | None = None) -> int:
    """Run the backend until SIGINT, SIGTERM or the end of its parent; answer the exit status."""
    words = sys.argv[1:] if arguments is None else arguments
    begin_log()
    if words and words[0] in ERRANDS:
        return run_errand(words[0], words[1:])
    return _serve(words)


def _serve(words: list[str]) -> int:
    from backend.bootstrap import Backend
    from backend.database.trouble import DatabaseTrouble
    from backend.server import PortTaken
    from backend.settings import settings_of
    from backend.tls import BadTlsFiles

    settings = settings_of(words)
    try:
        clock = ExerciseClock(settings.exercise_clock) if settings.exercise_clock else SystemClock()
    except NoClock as trouble:
        print("backend:", trouble, file=sys.stderr)
        return FAILED
    _allow_sockets()

    async def serve() -> None:
        backend = Backend(settings, clock)
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(complain)
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, backend.stop)
        if settings.parent_fd is not None:
            watch_parent(settings.parent_fd, lambda: loop.call_soon_threadsafe(backend.stop))
        await backend.run()

    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(serve())
    except (DatabaseTrouble, PortTaken, BadTlsFiles) as trouble:
        print("backend:", *str(trouble).split(), file=sys.stderr)
        return FAILED
    return 0


def _allow_sockets() -> None:
    """Take as many open files as the system gives without asking anybody."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = SOCKETS if hard == resource.RLIM_INFINITY else min(SOCKETS, hard)
    if soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


if __name__ == "__main__":
    sys.exit(main())
