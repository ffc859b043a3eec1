"""Who is signed in. A session is here, not in the browser, which holds only a random token of it.

It ends after 30 minutes without use, after 8 hours, and when somebody ends it; then its token opens nothing.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lookup.staff import journal
from lookup.staff.store import StaffStore

IDLE = 30 * 60
"""Seconds without use after which a session ends, give or take a minute: see `_NOTED_EVERY`."""
LONGEST = 8 * 60 * 60
"""Seconds after which it ends however much it is used."""

_NOTED_EVERY = 60
"""Seconds between two notes of its use: not every page has to write. It may end so much earlier."""

_SELECT = "select hash, account, email, started, used from sessions join accounts on accounts.id = account"

_when_ended: list[Callable[[str], None]] = []


@dataclass(frozen=True, slots=True)
class Session:
    """A session of an account; times in seconds since the epoch. `hash` stands for its token."""

    hash: str
    account: int
    email: str
    started: int
    used: int

    @property
    def is_over(self) -> bool:
        """Whether it was left alone, or went on, for too long; or a clock was set back: nobody knows."""
        now = time.time()
        return now - self.used > IDLE or now - self.started > LONGEST or self.used > now + _NOTED_EVERY


def when_one_ends(callback: Callable[[str], None]) -> None:
    """Call this with the hash of each session that ends, whoever or whatever ends it."""
    if callback not in _when_ended:
        _when_ended.append(callback)


def hash_of(token: str) -> str:
    """What stands for a token in the store."""
    return hashlib.sha256(token.encode()).hexdigest()


def begin(store: StaffStore, account: int) -> str:
    """Begin a session and answer its token. Sessions that are over are ended, whosever they are."""
    token, now = secrets.token_urlsafe(32), int(time.time())
    with store.changing():
        over = drop(store, [session for session in _those(store) if session.is_over])
        row = {"hash": hash_of(token), "account": account, "started": now, "used": now}
        store.db.table("sessions").insert(row)
    tell(over)
    return token


def find(store: StaffStore, token: str) -> Session | None:
    """The session with this token, and note that it is used; None where there is none or it is over."""
    # An account may have been closed while somebody was signing in to it.
    found = _those(store, "hash = ? and state = 'active'", hash_of(token))
    if not found:
        return None
    (session,) = found
    now = int(time.time())
    if session.is_over:
        end(store, [session])
        return None
    if now - session.used >= _NOTED_EVERY:
        with store.changing():
            store.db.execute("update sessions set used = ? where hash = ?", [now, session.hash])
    return session


def of(store: StaffStore, account: int) -> list[Session]:
    """The sessions of an account, the one used last first."""
    found = (session for session in _those(store, "account = ?", account) if not session.is_over)
    return sorted(found, key=lambda session: session.used, reverse=True)


def end(store: StaffStore, ended: Iterable[Session], event: str = journal.SESSION_ENDED) -> None:
    """End sessions; `event` is how the journal calls that."""
    with store.changing():
        gone = drop(store, ended, event)
    tell(gone)


def end_one(store: StaffStore, account: int, hash: str, event: str = journal.SESSION_ENDED) -> None:
    """End the session of an account that this hash stands for, if there is one."""
    end(store, _those(store, "hash = ? and account = ?", hash, account), event)


def end_others(store: StaffStore, account: int, hash: str) -> None:
    """End all sessions of an account but the one that this hash stands for."""
    end(store, _those(store, "hash <> ? and account = ?", hash, account))


def drop(store: StaffStore, ended: Iterable[Session], event: str = journal.SESSION_ENDED) -> list[Session]:
    """End sessions as a part of a change, and answer which were still there: `tell` of them after it."""
    gone = [session for session in ended if _delete(store, session)]
    for session in gone:
        journal.note(store, session.email, event)
    return gone


def tell(gone: Iterable[Session]) -> None:
    """Call whoever wants to know which sessions have ended."""
    for session in gone:
        for callback in _when_ended:
            callback(session.hash)


def _delete(store: StaffStore, session: Session) -> bool:
    return store.db.execute("delete from sessions where hash = ?", [session.hash]).rowcount == 1


def _those(store: StaffStore, where: str = "true", *values: object) -> list[Session]:
    found = store.db.query(f"{_SELECT} where {where}", values)
    return [Session(**row) for row in found]
