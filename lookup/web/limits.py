"""How much one may learn in a day by trying: what is counted, for whom, and what happens then.

What is counted is not how often somebody searches, but how much is shown to who might have guessed:

- A docket number alone, or a name with a year, can be guessed in sequence. Some cases a day are opened so
  (`EASY`); then the site asks for one more fact: number and name together, or the whole date of birth.
- Of a search with both facts, what fits exactly is always shown: nobody guesses that. What does not fit
  exactly (the number is right, the name is not) might be a guess dressed up. Some are shown (`NEAR`); then
  only what fits exactly is.
- Whatever finds nothing (`MISSED`) counts alike, be it a wrong second fact, withheld, or nobody. A few years
  of birth may be tried for one name; then, too, one more fact is asked for. Nobody honest tries dozens of
  whole dates of birth (`DATES`).

Whether there is still room is asked before the search: so being refused says nothing of what is listed.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from flask import Flask, request
from flask_limiter import ApplicationLimit, Limiter
from limits import RateLimitItem, RateLimitItemPerDay, RateLimitItemPerSecond
from limits.strategies import RateLimiter

from lookup import names, reasons, sounds
from lookup.disclosure import NONE, SECOND_FACT, Answer
from lookup.dockets import DocketFormat
from lookup.release import ReleaseInfo
from lookup.search import BORN, COURT_YEAR, DOCKET, SAME, SIMILAR, Match, Query, facts
from lookup.search.facts import Facts
from lookup.settings import Settings, SettingsError
from lookup.web import clients, counters
from lookup.web.sealed import LIFETIME

EASY, NEAR, MISSED, DATES = "easy", "near", "missed", "dates"
CLIENT, GUESSING, PERSON = "client", "guessing", "person"
PLACE, NAME, EVERYBODY = "place", "name", "everybody"

A_DAY = {
    CLIENT: {EASY: 5, NEAR: 15, MISSED: 400},
    GUESSING: {MISSED: 12, DATES: 60},
    PERSON: {MISSED: 40},
    PLACE: {EASY: 40, NEAR: 40, MISSED: 200},
    NAME: {EASY: 60, NEAR: 200, MISSED: 600},
    EVERYBODY: {EASY: 600, NEAR: 1000, MISSED: 10_000},
}
"""The limits of a day: for a client (an address), for a client and two parts of a name, for two parts of a
name whoever asks, for the court and year that a docket number names, for each part of a name as it sounds,
and for the whole site. docs/decisions.md has the arithmetic."""

CASES = 24_000
"""Of a list of so many cases, what a client is shown stays below a thousandth; a larger one shows more."""

SEARCHES = 5000
"""So many searches of any kind a client may send in a day."""

_ONCE = RateLimitItemPerSecond(1, LIFETIME)
_RARE = 0.995
"""So sure is the search of a name with court and year where half a person on the list has it by chance."""
_MOST_NAME_PARTS = 6
_REDIS_PATIENCE = 2.0
"""Seconds to wait for Redis."""


class AsksMore(Exception):
    """A search that is not made: `query` may be made again with one more fact; None: not today."""

    def __init__(self, query: Query | None) -> None:
        super().__init__("one more fact is asked for")
        self.query = query


@dataclass(frozen=True, slots=True)
class Key:
    """What is counted for (CLIENT ...), its hash of today, and its limits."""

    of: str
    hash: str
    limits: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Admitted:
    """A search that may be made. `exact`: only what is `proven` may be shown.

    `counted` is false where it is not to be counted: it was before, or nothing is.
    """

    exact: bool = False
    counted: bool = False
    kind: str = EASY
    keys: Sequence[Key] = ()
    mark: str = ""


class Limits:
    """The limits of one app, counted in a storage that all its processes share."""

    def __init__(self, app: Flask, settings: Settings, formats: Sequence[DocketFormat] = ()) -> None:
        self._limiter = Limiter(
            lambda: self._hash(CLIENT, clients.address()),
            app=app,
            application_limits=[ApplicationLimit(f"{SEARCHES} per day", exempt_when=_is_no_search)],
            strategy="fixed-window",
            storage_uri=settings.counters,
            storage_options=_options(settings.counters),
            enabled=settings.limited,
        )
        # Where an order makes the lists public, nobody has to be kept from reading them.
        self._counts = settings.limited and settings.disclosure == SECOND_FACT
        self._settings = settings
        self._formats = formats

    def check(self) -> None:
        """Raise SettingsError where nothing can be counted."""
        if self._settings.limited and not self._limiter.storage.check():
            raise SettingsError(
                "the limits cannot count: see that FLASK_RATELIMIT_STORAGE_URI is right and that what it"
                " names can be reached and written (where it is not set: counters.db in the instance folder)"
            )

    def admit(self, query: Query, sealed: str, release: ReleaseInfo) -> Admitted:
        """Let a search be made, whose address is `sealed`. Raises AsksMore, StorageError.

        An address that was answered before is answered again, so that reloading it, or changing its
        language, costs nothing.
        """
        if not self._counts:
            return Admitted()
        mark = self._hash("address", sealed)
        for exact in (False, True):
            if not self._counters.test(_ONCE, mark, str(exact)):
                return Admitted(exact)
        typed = facts.read(query, self._formats)
        counted = _counted_for(query, typed)
        keys = [Key(of, self._hash(of, text), _limits(of, release)) for of, text in counted]
        if _has_two_facts(query, typed):
            if not typed.docket and self._used_up(DATES, keys):
                raise AsksMore(None)
            return Admitted(not self._take(NEAR, keys), True, NEAR, keys, mark)
        if self._used_up(MISSED, keys) or not self._take(EASY, keys):
            raise AsksMore(query)
        return Admitted(False, True, EASY, keys, mark)

    def settle(self, admitted: Admitted, answer: Answer) -> None:
        """Count what a search has shown. Raises StorageError."""
        if not admitted.counted:
            return
        if not admitted.exact:
            guessable = sum(not proven(opened.match) for opened in answer.opened)
            # One was taken before the search.
            self._add(admitted.kind, admitted.keys, guessable - 1)
        if answer.outcome == NONE:
            self._add(MISSED, admitted.keys, 1)
            self._add(DATES, admitted.keys, int(admitted.kind == NEAR))
        self._counters.hit(_ONCE, admitted.mark, str(admitted.exact))

    def take(self, limit: RateLimitItem, of: str, text: str) -> int:
        """Count one try for a text: 0 where there was room for it, else seconds until there is again.

        Raises StorageError.
        """
        if not self._settings.limited:
            return 0
        hashed = self._hash(of, text)
        if self._counters.hit(limit, of, hashed):
            return 0
        return max(1, int(self._counters.get_window_stats(limit, of, hashed).reset_time - time.time()))

    def give_back(self, limit: RateLimitItem, of: str, text: str) -> None:
        """A try that was counted is not to count. Raises StorageError."""
        if self._settings.limited:
            self._counters.storage.incr(limit.key_for(of, self._hash(of, text)), limit.get_expiry(), -1)

    @property
    def _counters(self) -> RateLimiter:
        return self._limiter.limiter

    def _hash(self, of: str, text: str) -> str:
        """Stand for a text in the storage, until the day ends and its key is thrown away."""
        key = counters.key_of(self._limiter.storage, int(time.time()) // counters.DAY)
        return hmac.new(key, f"{of} {text}".encode(), hashlib.sha256).hexdigest()

    def _used_up(self, kind: str, keys: Iterable[Key]) -> bool:
        limited = (key for key in keys if kind in key.limits)
        return not all(self._counters.test(_limit(kind, key), key.of, key.hash, kind) for key in limited)

    def _take(self, kind: str, keys: Iterable[Key]) -> bool:
        """Take room for one case from each of these limits, or from none where one is used up.

        Before the search: of many at once, no more are let through than there is room for.
        """
        taken: list[Key] = []
        for key in keys:
            if kind not in key.limits:
                continue
            taken.append(key)
            if not self._counters.hit(_limit(kind, key), key.of, key.hash, kind):
                self._add(kind, taken, -1)
                return False
        return True

    def _add(self, kind: str, keys: Iterable[Key], amount: int) -> None:
        """Count more, or give back what was taken."""
        for key in keys if amount else ():
            if kind in key.limits:
                limit = _limit(kind, key)
                counter = limit.key_for(key.of, key.hash, kind)
                self._counters.storage.incr(counter, limit.get_expiry(), amount)


def proven(match: Match) -> bool:
    """Whether what was typed fits so well that it was not guessed.

    A name, and beside it a docket number, a whole date of birth, or court and year: these with a year of
    birth or, where the list has none, with a name that few have.
    """
    whole_date = any(reason.message == reasons.BORN_SAME for reason in match.reasons)
    rare = match.name == SAME and match.score >= _RARE
    at_court = COURT_YEAR in match.confirmed and (BORN in match.confirmed or rare)
    return match.name in (SAME, SIMILAR) and (DOCKET in match.confirmed or whole_date or at_court)


def seconds_left() -> int:
    """Until the day ends, and all its limits with it."""
    return counters.DAY - int(time.time()) % counters.DAY


def _limit(kind: str, key: Key) -> RateLimitItemPerDay:
    return RateLimitItemPerDay(key.limits[kind])


def _limits(of: str, release: ReleaseInfo) -> Mapping[str, int]:
    """The limits for one kind of key, where this list is searched."""
    opened = (EASY, NEAR)
    if release.demo:
        # Nobody has to be kept from reading about people who are invented.
        return {kind: most for kind, most in A_DAY[of].items() if kind not in opened}
    if of == CLIENT:
        larger = max(1.0, release.cases / CASES)
        return {kind: int(most * larger) if kind in opened else most for kind, most in A_DAY[of].items()}
    return A_DAY[of]


def _has_two_facts(query: Query, typed: Facts) -> bool:
    """A name, and a docket number or a whole date of birth: what nobody guesses in sequence."""
    return bool(names.tokens(query.name)) and (
        typed.docket is not None or any(len(born) > 4 for born in typed.born)
    )


def _counted_for(query: Query, typed: Facts) -> Iterator[tuple[str, str]]:
    """What a search is counted for. The client comes first: who is refused takes from nobody else."""
    yield CLIENT, clients.address()
    parts = _name_parts(query.name)
    for pair in combinations(parts, 2):
        yield GUESSING, " ".join((clients.address(), *pair))
        yield PERSON, " ".join(pair)
    yield from ((PLACE, place) for place in _places(typed))
    yield from ((NAME, part) for part in parts)
    yield EVERYBODY, ""


def _places(typed: Facts) -> list[str]:
    """The court and year that were typed, in a docket number or beside a name."""
    if typed.docket:
        return [f"{typed.docket.court} {typed.docket.year}"]
    return [f"{typed.court} {typed.year}"] if typed.court and typed.year else []


def _name_parts(name: str) -> list[str]:
    """How each part of a name sounds that the search looks at, whichever of them is the surname.

    So other words around it, another order and another spelling count alike.
    """
    bare, _ = names.split_suffix(name)
    words = (min(part.spellings, key=len) for part in names.split_parts(bare)[:_MOST_NAME_PARTS])
    return sorted({sounds.sound(word) for word in words if len(word) > 1})


def _is_no_search() -> bool:
    return request.endpoint != "pages.search"


def _options(uri: str) -> dict[str, str | int]:
    waiting = {} if uri.startswith("sqlite:") else {"socket_timeout": _REDIS_PATIENCE}
    return {"wrap_exceptions": True, **waiting}  # type: ignore[dict-item]
