"""What the staff desk keeps, `instance/staff.db`: accounts, sessions, tokens, the journal, the ledger.

Apart from the registry and the releases. Web processes write here too: so it is opened for a moment at a
time, and each change is short and takes its turn.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlite_utils
from sqlite_utils.migrations import Migrations

migrations = Migrations("staff")
_PATIENCE = 10
"""Seconds to wait while another process writes."""


class StaffStore:
    """The staff's data of one instance folder. Use as a context manager."""

    def __init__(self, instance: Path) -> None:
        path = instance / "staff.db"
        if not path.exists():
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        self.db = sqlite_utils.Database(sqlite3.connect(path, timeout=_PATIENCE))
        # What is deleted is written over: an old secret is not to be found in the file.
        self.db.execute("pragma secure_delete = on")
        self.db.enable_wal()
        if migrations.pending(self.db):
            with self.changing():
                migrations.apply(self.db)

    def __enter__(self) -> StaffStore:
        return self

    def __exit__(self, *_error: object) -> None:
        self.db.close()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """A change, all or nothing, in its turn."""
        self.db.execute("begin immediate")
        try:
            yield
            self.db.commit()
        except BaseException:
            self.db.rollback()
            raise


@migrations()
def accounts(db: sqlite_utils.Database) -> None:
    """Who may sign in. `link` is the hash of a one-time link, good until `link_until` (seconds)."""
    db.table("accounts").create(
        {
            "id": int,
            "email": str,
            "state": str,
            "password": str,
            "second_factor": bytes,
            "last_step": int,
            "link": str,
            "link_until": int,
            "signed_in": str,
        },
        pk="id",
    )
    db.table("accounts").create_index(["email"], unique=True)


@migrations()
def sessions(db: sqlite_utils.Database) -> None:
    """Who is signed in: the hash of each session's token; times in seconds since the epoch."""
    db.table("sessions").create(
        {"hash": str, "account": int, "started": int, "used": int},
        pk="hash",
        foreign_keys=[("account", "accounts", "id")],
    )


@migrations()
def tokens(db: sqlite_utils.Database) -> None:
    """What other systems sign in with: the hash of each token."""
    # A number that was revoked is never given to another token.
    db.execute(
        "create table tokens (id integer primary key autoincrement, account integer references accounts (id),"
        " hash text unique, label text, scope text, used text)"
    )


@migrations()
def journal(db: sqlite_utils.Database) -> None:
    """Who did what when, and for how many people; never for whom."""
    db.table("journal").create({"id": int, "at": str, "email": str, "event": str, "rows": int}, pk="id")
    db.table("journal").create_index(["email", "at"])
