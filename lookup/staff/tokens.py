"""Tokens that other systems sign in with: made by command, kept as hashes, dead with their account."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from lookup.staff import accounts, journal
from lookup.staff.accounts import Account, AccountError
from lookup.staff.store import StaffStore

VERDICTS, CASES = "verdicts", "cases"
SCOPES = (VERDICTS, CASES)
"""What a token may ask for: a verdict for each person, or also the cases."""

_SELECT = (
    "select tokens.id, account, email, label, scope, used from tokens"
    " join accounts on accounts.id = account where state = ?"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token of an account. `used`: when last (UTC, ISO, to the day), or ""."""

    id: int
    account: int
    email: str
    label: str
    scope: str
    used: str


def make(store: StaffStore, account: Account, label: str, scope: str) -> str:
    """Make a token and answer it: it is not kept. Raises AccountError."""
    if account.state != accounts.ACTIVE:
        raise AccountError(f"{account.email} is {account.state}; only who has joined can have a token")
    token = secrets.token_urlsafe(32)
    row = {"account": account.id, "hash": _hash(token), "label": label, "scope": scope, "used": ""}
    with store.changing():
        store.db.table("tokens").insert(row)
        journal.note(store, account.email, journal.SYSTEM_ADDED)
    return token


def find(store: StaffStore, token: str) -> Token | None:
    """What a token is, and note that it was used; None where it is none, revoked, or its account closed."""
    found = _those(store, "hash = ?", _hash(token))
    if not found:
        return None
    (known,) = found
    today = journal.now()[:10]
    if known.used != today:
        with store.changing():
            store.db.execute("update tokens set used = ? where id = ?", [today, known.id])
    return known


def everything(store: StaffStore) -> Iterator[Token]:
    """All tokens that open something, by number."""
    yield from _those(store)


def revoke(store: StaffStore, number: int) -> Token:
    """End a token at once. Raises AccountError."""
    with store.changing():
        found = _those(store, "tokens.id = ?", number)
        if not found:
            raise AccountError(f"there is no token {number}; 'flask staff list' shows all")
        store.db.execute("delete from tokens where id = ?", [number])
        journal.note(store, found[0].email, journal.SYSTEM_REMOVED)
        return found[0]


def _those(store: StaffStore, where: str = "true", *values: object) -> list[Token]:
    found = store.db.query(f"{_SELECT} and {where} order by tokens.id", [accounts.ACTIVE, *values])
    return [Token(**row) for row in found]


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
