"""Who may ask, and how much: tokens, calls a minute, people a day."""

from __future__ import annotations

from flask import request
from limits import RateLimitItemPerMinute

from lookup.staff import allowance, journal, tokens
from lookup.staff.allowance import PEOPLE_A_DAY
from lookup.staff.store import StaffStore
from lookup.staff.tokens import Token
from lookup.web import clients, limits
from lookup.web.api.problems import Problem
from lookup.web.site import site

CALLS = RateLimitItemPerMinute(60)
"""With one token."""
FAILURES = RateLimitItemPerMinute(30, 15)
"""Tokens that are no good, from one address. A good one is answered all the same: nobody guesses 256 bits,
and a system whose token was revoked must not silence another one beside it."""

_WRONG_TOKENS = "Too many tokens from this address were no good. Wait for the seconds in `Retry-After`."
_MANY_CALLS = f"A token may be used {CALLS.amount} times a minute. Wait for the seconds in `Retry-After`."
_MANY_PEOPLE = (
    f"An account may ask about {PEOPLE_A_DAY:,} people a day, until midnight UTC. For so many more there is"
    " no room left today: ask about fewer, or wait for the seconds in `Retry-After`."
)


def signed_in() -> Token:
    """The token of this request, which may ask once more this minute. Raises Problem, StorageError."""
    sent = _sent()
    if not sent:
        raise Problem(401)
    with StaffStore(site().settings.instance) as store:
        token = tokens.find(store, sent)
    if token is None:
        wait = site().limits.take(FAILURES, "wrong tokens", clients.address())
        raise Problem(429, _WRONG_TOKENS, wait) if wait else Problem(401)
    if wait := site().limits.take(CALLS, "calls of a token", str(token.id)):
        raise Problem(429, _MANY_CALLS, wait)
    return token


def allow(token: Token, people: int) -> None:
    """Note that so many people are asked about. Raises Problem where the account may not today."""
    with StaffStore(site().settings.instance) as store:
        if not allowance.take(store, token.email, journal.BY_API, people):
            raise Problem(429, _MANY_PEOPLE, limits.seconds_left())


def _sent() -> str:
    """What the request says is its token, or ""."""
    found = request.authorization
    return (found.token or "") if found and found.type == "bearer" else ""
