"""What a PostgreSQL says about itself is read for what it means."""

from __future__ import annotations

from pathlib import Path

from backend.database.postmaster import ORPHANS, last_log_line


def test_the_last_words_of_a_killed_servers_process_do_not_hide_why_the_new_one_waits(tmp_path: Path) -> None:
    log = tmp_path / "database.log"
    log.write_text(
        "[12] FATAL:  pre-existing shared memory block (key 7, ID 8) is still in use\n"
        "[9] FATAL:  terminating connection due to unexpected postmaster exit\n"
    )
    assert ORPHANS in last_log_line(log, 0)
