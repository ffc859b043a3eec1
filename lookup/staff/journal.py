"""The journal: who signed in, who asked about how many people. Never about whom, nor what was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from lookup.staff.store import StaffStore

INVITED = "invited"
JOINED = "joined"
SIGNED_IN = "signed in"
SIGN_IN_FAILED = "sign-in failed"
SIGNED_OUT = "signed out"
SESSION_ENDED = "session ended"
CHANGED = "password changed"
DISABLED = "disabled"
RESET = "reset"
SYSTEM_ADDED = "token made"
SYSTEM_REMOVED = "token revoked"
ONE_PERSON = "checked one person"
A_LIST = "checked a list"
BY_API = "asked by api"
HANDOUTS = "handouts"
LETTERS = "letters"
DOWNLOADED = "downloaded"

_CHECKS = (ONE_PERSON, A_LIST, BY_API)
EVENTS = (
    INVITED, JOINED, SIGNED_IN, SIGN_IN_FAILED, SIGNED_OUT, SESSION_ENDED, CHANGED, DISABLED, RESET,
    SYSTEM_ADDED, SYSTEM_REMOVED, *_CHECKS, HANDOUTS, LETTERS, DOWNLOADED,
)  # fmt: skip
"""All that is written down, in these words."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: when (UTC, ISO), which account ("" where there is none), what, for how many people."""

    at: str
    email: str
    event: str
    rows: int | None


def note(store: StaffStore, email: str, event: str, rows: int | None = None) -> None:
    """Write one of the EVENTS down. `email` is that of an account, never what somebody typed."""
    if event not in EVENTS:
        raise ValueError(f"{event!r} is no event of the journal")
    line = {"at": now(), "email": email, "event": event, "rows": rows}
    store.db.table("journal").insert(line)


def lines(store: StaffStore) -> Iterator[Line]:
    """The whole journal, the oldest line first."""
    for row in store.db.query("select at, email, event, rows from journal order by id"):
        yield Line(**row)


def rows_today(store: StaffStore, email: str) -> int:
    """About how many people an account has asked today (UTC), one by one, in lists and by its tokens."""
    asked = store.db.execute(
        "select sum(rows) from journal where email = ? and at >= ? and event in (?, ?, ?)",
        [email, now()[:10], *_CHECKS],
    )
    return int(asked.fetchone()[0] or 0)


def now() -> str:
    """The time now, in UTC, as the journal writes it: "2017-04-18T09:30:00+00:00"."""
    return datetime.now(UTC).isoformat(timespec="seconds")
