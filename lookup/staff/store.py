"""What the staff desk keeps, `instance/staff.db`: accounts, sessions, tokens, the journal, the ledger.

Apart from the registry and the releases. Web processes write here too: so it is opened for a moment at a
time, and each change is short and takes its turn.
"""

from __future__ import annotations

from pathlib import Path

import sqlite_utils
from sqlite_utils.migrations import Migrations

from lookup.databases import Database

migrations = Migrations("staff")
_PATIENCE = 10
"""Seconds to wait while another process writes."""


class StaffStore(Database):
    """The staff's data of one instance folder. Use as a context manager."""

    def __init__(self, instance: Path) -> None:
        super().__init__(instance / "staff.db", migrations, _PATIENCE)


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
