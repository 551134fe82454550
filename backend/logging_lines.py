"""The server's log: standard error, for people on a terminal, for machines everywhere else."""

import logging

from logbook import lines


def begin_log() -> None:
    """Send the log to standard error. uvicorn's chatter about every connection is left out."""
    lines.begin_log()
    for name in ("uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).setLevel(logging.WARNING)
