"""How often one may try to sign in, so that nobody guesses a password, and nobody is shut out by who tries.

A stranger's tries are counted for the account, for their address, and for both together. A browser that
signed in to an account before has a cookie that says so; its tries are counted for itself alone. So whatever
strangers do, the owner gets in from the browser that they use.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken
from flask import Response, request
from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute

from lookup.staff import accounts, keys
from lookup.web import clients
from lookup.web.site import site

ACCOUNT_HERE = RateLimitItemPerMinute(5, 15)
CLIENT = RateLimitItemPerMinute(30, 15)
ACCOUNT = RateLimitItemPerHour(50)
BROWSER = RateLimitItemPerHour(10)
"""Failures for an account at one address, at one address, for an account wherever they come from; and those
of a browser that signed in before. Beyond that it counts as a stranger's."""

_KNOWN_FOR = 180 * 24 * 60 * 60
"""Seconds that a browser is known."""
_MOST_ACCOUNTS = 8
"""Accounts that a browser is known for: those that signed in last."""

Counter = tuple[RateLimitItem, str, str]


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser that signed in before, by a random number; `accounts` are hashes of e-mail addresses."""

    number: str
    accounts: tuple[str, ...]


class Attempt:
    """A try to sign in to an account, whether or not there is one with this e-mail address."""

    def __init__(self, email: str) -> None:
        self._account = _hash(accounts.plain(email))
        self._taken: list[Counter] = []

    def wait(self) -> int:
        """Count the try as a failure: 0 where it may be made, else seconds to wait. Raises StorageError."""
        known = _browser()
        if known and self._account in known.accounts and not self._take((BROWSER, "browser", known.number)):
            return 0
        for counter in self._for_strangers():
            if seconds := self._take(counter):
                self.succeeded()
                return seconds
        return 0

    def succeeded(self) -> None:
        """It was no failure, or was not made. Raises StorageError."""
        while self._taken:
            site().limits.give_back(*self._taken.pop())

    def _take(self, counter: Counter) -> int:
        seconds = site().limits.take(*counter)
        if not seconds:
            self._taken.append(counter)
        return seconds

    def _for_strangers(self) -> Iterator[Counter]:
        client = clients.address()
        yield ACCOUNT_HERE, "account here", f"{client} {self._account}"
        yield CLIENT, "client at the desk", client
        yield ACCOUNT, "account", self._account


def remember(response: Response, email: str) -> None:
    """Let this browser be known as one that signed in to an account."""
    before = _browser() or Browser(secrets.token_urlsafe(16), ())
    known = list(dict.fromkeys((_hash(email), *before.accounts)))[:_MOST_ACCOUNTS]
    value = _cipher().encrypt(json.dumps([before.number, known]).encode()).decode()
    response.set_cookie(
        _cookie(), value, _KNOWN_FOR, secure=request.is_secure, httponly=True, samesite="Strict"
    )


def _browser() -> Browser | None:
    """Who this is, if it was here before."""
    try:
        data = _cipher().decrypt(request.cookies.get(_cookie(), "").encode(), ttl=_KNOWN_FOR)
    except InvalidToken:
        return None
    number, known = json.loads(data)
    return Browser(number, tuple(known))


def _cookie() -> str:
    return "__Host-desk" if request.is_secure else "desk"


def _hash(email: str) -> str:
    return hashlib.sha256(email.encode()).hexdigest()[:16]


def _cipher() -> Fernet:
    return keys.cipher(site().settings.secret_key, "known browser")
