"""What can go wrong with the database, as codes and parameters; the console turns them into sentences."""

from __future__ import annotations

# English for the log and for the terminal that started the backend; operators never read these.
_LINES = {
    "data.not_ours": "{path} is not empty and was not made by Atalaya; name an empty directory with --data",
    "data.unreachable": "{path} cannot be entered by the user {user}; choose a data directory outside {wall}",
    "data.not_writable": "{path} cannot be written: {reason}",
    "data.newer_format": "{path} has data format {found}, this program knows up to {known}",
    "data.exercise": "{path} was made for exercises: give it --exercise-clock, or name another with --data",
    "data.live": "{path} was not made for exercises: its time of day is not set by hand; name an empty one",
    "data.anchor_key_broken": "{path} is no anchor key: put the true one back, or move it away for a new one",
    "database.bad_dsn": "--dsn is not what libpq reads: either key=value words or postgresql://HOST/DATABASE",
    "database.binaries_missing": "no PostgreSQL server found: looked in {looked}",
    "database.binaries_broken": "{path} does not run: {reason}",
    "database.other_version": "{path} was made by PostgreSQL {found}, this program runs {expected}",
    "database.already_running": "{path} is in use by a running server (process {pid})",
    "database.user_missing": "the user {user} is missing and could not be made: {reason}",
    "database.make_failed": "PostgreSQL could not make its files in {path}: {reason}",
    "database.start_failed": "PostgreSQL did not start in {path}: {reason}",
    "database.socket_too_long": "socket path {path} is {length} bytes long, the limit is {limit}",
    "database.unavailable": "the database does not answer: {reason}",
    "database.disk_full": "the database's disk is full: {reason}",
    "database.too_new": "the database belongs to a newer program (migration {found}, this one knows {known})",
    "database.not_migrated": "the database stands at migration {found}, this program needs {known}",
    "database.migration_changed": "migration {number} differs from the one that was applied",
    "database.server_too_old": "the server is PostgreSQL {found}, the oldest that serves is {oldest}",
    "demo.other_register": "the database holds another register than the demo's of seed {seed}: name an empty"
    " data directory with --data",
    "log.fenced_out": "another backend holds the writer's lease (fence {found}, ours {ours})",
    "log.head_moved": "the log's head is at {found}, this writer expected {expected}",
    "log.no_lease": "this backend does not hold the writer's lease",
    "log.unknown_event": "event {kind} version {version} cannot be read: {reason}",
    "log.conflict": "command {command} was sent before with another body",
}


class DatabaseTrouble(Exception):
    """A failure with a stable code; ``params`` fill the sentence that the console writes."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        line = _LINES.get(self.code, "")
        return f"{self.code}: {line.format(**self.params)}" if line else self.code


class DatabaseUnavailable(DatabaseTrouble):
    """The server cannot be reached now; whether the last commit landed may be unknown."""


class DiskFull(DatabaseTrouble):
    """Nothing was written, since the disk has no room; reads go on."""


class FencedOut(DatabaseTrouble):
    """Another backend has taken the lease over; nothing was written."""
