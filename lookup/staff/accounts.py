"""Accounts of the staff: made by command only, opened with a one-time link, a password and a second factor.

A stored link is a hash. The second factor (RFC 6238, for an app on the phone) is encrypted under the site's
secret key: whoever gets hold of the file alone can sign in as nobody.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pyotp
from cryptography.fernet import Fernet, InvalidToken

from lookup.staff import journal, keys, passwords, sessions
from lookup.staff.store import StaffStore

INVITED, ACTIVE, DISABLED = "invited", "active", "disabled"
LINK_LASTS = 7 * 24 * 60 * 60
"""Seconds that a one-time link is good for."""

_LONGEST_EMAIL = 254
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_STEP = 30
"""Seconds that a code is shown; those beside it count too, for clocks that are a little off."""


class AccountError(Exception):
    """What cannot be done with an account: one line that says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody of the staff. `signed_in`: when last (UTC, ISO), or ""; `second_factor` is encrypted."""

    id: int
    email: str
    state: str
    password: str
    second_factor: bytes
    last_step: int
    link: str
    link_until: int
    signed_in: str


def plain(text: str) -> str:
    """What somebody wrote as an e-mail address, the same however they wrote its letters."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def address(text: str) -> str:
    """An e-mail address as accounts are found by. Raises AccountError."""
    found = plain(text)
    if len(found) > _LONGEST_EMAIL or not found.isprintable() or not _EMAIL.fullmatch(found):
        raise AccountError(f"{text!r} is no e-mail address; write it like ana@example.org")
    return found


def invite(store: StaffStore, secret_key: str, email: str) -> str:
    """Make an account and answer the token of its one-time link. Raises AccountError.

    Whoever was invited and has not come gets a new link, and the old one ends.
    """
    email = address(email)
    with store.changing():
        known = _find(store, email)
        if known and known.state != INVITED:
            raise AccountError(
                f"{email} has an account already; 'flask staff reset {email}' makes a new link"
            )
        journal.note(store, email, journal.INVITED)
        return _open_link(store, secret_key, email)


def reset(store: StaffStore, secret_key: str, email: str) -> str:
    """End an account's sessions and tokens, forget its password and second factor, answer a link's token.

    It opens a disabled account again. Raises AccountError.
    """
    with store.changing():
        account = get(store, email)
        store.db.execute("delete from tokens where account = ?", [account.id])
        gone = sessions.drop(store, sessions.of(store, account.id))
        journal.note(store, account.email, journal.RESET)
        token = _open_link(store, secret_key, account.email)
    sessions.tell(gone)
    return token


def disable(store: StaffStore, email: str) -> None:
    """Close an account at once, with its sessions, tokens and link. Raises AccountError."""
    with store.changing():
        account = get(store, email)
        store.db.table("accounts").update(account.id, {**_NOTHING, "state": DISABLED})
        store.db.execute("delete from tokens where account = ?", [account.id])
        gone = sessions.drop(store, sessions.of(store, account.id))
        journal.note(store, account.email, journal.DISABLED)
    sessions.tell(gone)


def get(store: StaffStore, email: str) -> Account:
    """The account with this e-mail address. Raises AccountError."""
    email = address(email)
    found = _find(store, email)
    if not found:
        raise AccountError(f"there is no account {email}; 'flask staff list' shows all")
    return found


def everybody(store: StaffStore) -> Iterator[Account]:
    """All accounts, by e-mail address."""
    for row in store.db.query("select * from accounts order by email"):
        yield Account(**row)


def of_link(store: StaffStore, token: str) -> Account | None:
    """Whose one-time link this is; None where it is used up, too old, or none. Looking uses nothing up."""
    found = store.db.query("select * from accounts where link = ?", [_hash(token)])
    account = next((Account(**row) for row in found), None)
    return account if account and time.time() < account.link_until else None


def join(store: StaffStore, secret_key: str, token: str, password: str, code: str) -> Account | None:
    """Use a link up: from now on its account has this password. None where the link or the code is wrong.

    The password must be one that `passwords.problem` has nothing against.
    """
    hashed = passwords.hashed(password)
    with store.changing():
        account = of_link(store, token)
        step = _step(secret_key, account, code) if account else 0
        if not account or not step:
            return None
        change = {"password": hashed, "last_step": step, "state": ACTIVE, "link": "", "link_until": 0}
        store.db.table("accounts").update(account.id, change)
        journal.note(store, account.email, journal.JOINED)
    return account


def check(store: StaffStore, secret_key: str, email: str, password: str, code: str) -> Account | None:
    """Whose e-mail address, password and code these are; None where any is wrong. A code counts once.

    Takes the same time for an account that is not there, or is closed.
    """
    try:
        account = _find(store, address(email))
    except AccountError:
        account = None
    if account and account.state != ACTIVE:
        account = None
    right = passwords.fits(account.password if account else passwords.of_nobody(), password)
    step = _step(secret_key, account, code) if account and right else 0
    # Also where the password was wrong: else a right one with a wrong code would be refused later.
    used = _use(store, account.id if account else 0, step)
    if not account or not used:
        with store.changing():
            journal.note(store, account.email if account else "", journal.SIGN_IN_FAILED)
        return None
    if passwords.is_outdated(account.password):
        _set(store, account, password)
    return account


def came(store: StaffStore, account: Account) -> None:
    """Note that somebody signed in."""
    with store.changing():
        store.db.table("accounts").update(account.id, {"signed_in": journal.now()})
        journal.note(store, account.email, journal.SIGNED_IN)


def change_password(store: StaffStore, account: Account, password: str) -> None:
    """Give an account another password; who may do so, and which it may be, was asked before."""
    _set(store, account, password)
    with store.changing():
        journal.note(store, account.email, journal.CHANGED)


def second_factor(account: Account, secret_key: str) -> str:
    """The secret that an app makes codes from, in base 32; "" where it was made under another secret key."""
    try:
        return _cipher(secret_key).decrypt(account.second_factor).decode()
    except InvalidToken:
        return ""


_NOTHING = {**dict.fromkeys(("password", "link"), ""), "second_factor": b"", "last_step": 0, "link_until": 0}


def _open_link(store: StaffStore, secret_key: str, email: str) -> str:
    token = secrets.token_urlsafe(32)
    change = {
        **_NOTHING,
        "email": email,
        "state": INVITED,
        "second_factor": _cipher(secret_key).encrypt(pyotp.random_base32().encode()),
        "link": _hash(token),
        "link_until": int(time.time()) + LINK_LASTS,
    }
    known = _find(store, email)
    if known:
        store.db.table("accounts").update(known.id, change)
    else:
        store.db.table("accounts").insert({**change, "signed_in": ""})
    return token


def _find(store: StaffStore, email: str) -> Account | None:
    found = store.db.query("select * from accounts where email = ?", [email])
    return next((Account(**row) for row in found), None)


def _set(store: StaffStore, account: Account, password: str) -> None:
    hashed = passwords.hashed(password)
    with store.changing():
        store.db.table("accounts").update(account.id, {"password": hashed})


def _step(secret_key: str, account: Account, code: str) -> int:
    """The step of time that this is the code of, if it is now or beside it; 0 otherwise."""
    secret = second_factor(account, secret_key)
    typed = "".join(unicodedata.normalize("NFKC", code).split())
    now = int(time.time()) // _STEP
    steps = (now - 1, now, now + 1) if secret else ()
    fitting = [step for step in steps if secrets.compare_digest(_code(secret, step), typed.encode())]
    return fitting[0] if fitting else 0


def _code(secret: str, step: int) -> bytes:
    return pyotp.TOTP(secret, interval=_STEP).generate_otp(step).encode()


def _use(store: StaffStore, account: int, step: int) -> bool:
    """Let a code count, if neither it nor a later one has."""
    with store.changing():
        used = store.db.execute(
            "update accounts set last_step = ? where id = ? and last_step < ?", [step, account, step]
        )
        return used.rowcount == 1


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _cipher(secret_key: str) -> Fernet:
    return keys.cipher(secret_key, "second factor")
