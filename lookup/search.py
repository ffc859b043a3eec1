"""Query -> matches: candidates from the index, a score for each, and the reasons in words.

Knows nothing of what may be shown to whom: that is decided in `disclosure`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

from lookup import courts, dates, dockets, incidents, names, reasons, scoring
from lookup.cases import Case
from lookup.dockets import Docket, DocketError, DocketFormat
from lookup.reasons import Reason
from lookup.release import Release

DOCKET, BORN, COURT_YEAR = "docket", "born", "court_year"
"""The facts, beside a name, that a query can confirm or contradict."""

SAME, SIMILAR, OTHER, UNTYPED = "same", "similar", "other", ""
"""How the typed name agrees with the listed one."""

_MOST_WORDS = 10
_MOST_NAME_PARTS = 8
_MOST_CANDIDATES = 400
_MOST_OTHERS = 20
"""Of people born in another year than was typed, so many are compared: a typed year can be wrong."""

_LEAST_SCORE = 0.3
_OTHER_DOCKET = 0.6
_OTHER_BIRTH_DATE = 0.3
_OTHER_DAY = 0.8
_OTHER_NAME = 0.4
_DOUBTFUL_DOCKET = 0.6


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody typed. `born` is a year or a date, `court` a code or a name, `year` the case's."""

    name: str = ""
    born: str | int = ""
    docket: str = ""
    court: str = ""
    year: str | int = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A case that may be meant. `score` is 0 to 1; `name` says how the typed name agrees.

    `confirmed` and `contradicted` name the facts (docket, born, court_year) that agree or do not;
    `doubtful` says that one of them agrees only in part.
    """

    case: Case
    score: float
    reasons: tuple[Reason, ...]
    name: str = UNTYPED
    confirmed: frozenset[str] = frozenset()
    contradicted: frozenset[str] = frozenset()
    doubtful: bool = False


class Searcher:
    """Finds cases in one open release."""

    def __init__(self, release: Release, formats: Sequence[DocketFormat] = ()) -> None:
        self.release = release
        self._formats = formats

    @classmethod
    def open(cls, release_folder: Path | str) -> Searcher:
        """Open a release folder. Raises ReleaseError where it is not whole."""
        formats = incidents.docket_formats(incidents.load_all())
        return cls(Release(Path(release_folder)), formats)

    def find(
        self, query: Query, limit: int = 10, without: Callable[[Case], bool] = lambda case: False
    ) -> list[Match]:
        """The cases that fit the query, the best first; a fact that cannot be read counts as absent.

        Cases that `without` is true of are searched for as little as if they were not in the release.
        """
        typed = _read(query, self._formats)
        on_docket = self.release.index.docket(typed.docket.standard) if typed.docket else []
        rows = dict.fromkeys([*on_docket, *self._by_name(typed)])
        cases = [case for case in self.release.cases(rows) if not without(case)]
        if typed.docket and any(case.docket == typed.docket.standard for case in cases):
            # The number is listed: cases found by name are the person's others, not a contradiction.
            typed = replace(typed, docket_listed=True)
        found = [match for match in (_match(typed, case) for case in cases) if match.score >= _LEAST_SCORE]
        found.sort(key=lambda match: (-match.score, match.case.docket))
        return found[:limit]

    def _by_name(self, typed: _Typed) -> list[int]:
        """Rows of people with such a name: first those whose year of birth fits, and exact spellings."""
        years = {0, *(int(born[:4]) for born in typed.born)}
        rows = list(dict.fromkeys(self._with_name(typed.name)))
        fitting = [row for row in rows if self.release.born_year(row) in years] if typed.born else rows
        others = [row for row in rows if self.release.born_year(row) not in years] if typed.born else []
        return fitting[:_MOST_CANDIDATES] + others[:_MOST_OTHERS]

    def _with_name(self, name: str) -> Iterable[int]:
        """Rows of people who have two of the typed parts in their name, exact spellings first."""
        parts = [self._spellings(part) for part in names.split_parts(name)[:_MOST_NAME_PARTS]]
        if len(parts) == 1:
            return [row for word in parts[0] for row in self.release.index.people(word, word)]
        pairs = [
            (first + second, one, other)
            for ones, others in combinations(parts, 2)
            for first, one in enumerate(ones)
            for second, other in enumerate(others)
        ]
        return (row for _, one, other in sorted(pairs) for row in self.release.index.people(one, other))

    def _spellings(self, part: names.Part) -> list[str]:
        """The listed words that a typed part may mean, the likeliest first; an initial is itself."""
        typed = sorted(part.spellings, key=len)
        if len(typed[0]) == 1:
            return typed
        like = {
            word: scoring.likeness(part, names.Part(frozenset({word}), word))
            for spelling in typed
            for word in self.release.index.words_like(spelling)
        }
        nearest = sorted((word for word in like if like[word] > 0), key=lambda word: -like[word])
        return list(dict.fromkeys([*nearest, typed[0][0]]))[:_MOST_WORDS]


@dataclass(frozen=True, slots=True)
class _Typed:
    """A query with its facts read. `born` has each reading of a birth date; a date may have two."""

    name: str
    born: frozenset[str]
    docket: Docket | None
    court: str
    year: int
    formats: Sequence[DocketFormat]
    docket_listed: bool = False


def _read(query: Query, formats: Sequence[DocketFormat]) -> _Typed:
    court = courts.find(query.court)
    code = court.code if court else query.court.strip()
    try:
        docket = dockets.parse(query.docket, code, formats) if query.docket else None
    except DocketError:
        docket = None
    year = str(query.year).strip()
    return _Typed(
        name=query.name if names.split_parts(query.name) else "",
        born=frozenset(birth_readings(str(query.born))),
        docket=docket,
        court=code,
        year=int(year) if year.isdecimal() and year.isascii() else 0,
        formats=formats,
    )


def birth_readings(text: str) -> set[str]:
    """What a typed birth date may mean, as ISO dates or a year: 4/11/1967 may be April or November."""
    found = set()
    for day_first in (False, True):
        try:
            found.add(dates.parse_born(text, latest=datetime.now(UTC).date(), day_first=day_first))
        except ValueError:
            continue
    return found


def _match(typed: _Typed, case: Case) -> Match:
    match = Match(case, 1.0, ())
    for compare in (_compare_docket, _compare_name, _compare_born, _compare_court):
        match = compare(match, typed)
    return match


def _compare_docket(match: Match, typed: _Typed) -> Match:
    if typed.docket is None:
        return match
    if typed.docket.standard != match.case.docket and typed.docket_listed:
        return match
    if typed.docket.standard != match.case.docket:
        return _against(match, DOCKET, _OTHER_DOCKET, reasons.DOCKET_OTHER)
    if typed.docket.doubtful:
        match = replace(match, doubtful=True, score=match.score * _DOUBTFUL_DOCKET)
        return _with(match, reasons.differs(reasons.DOCKET_ZEROS), DOCKET)
    return _with(match, reasons.same(reasons.DOCKET_SAME), DOCKET)


def _compare_name(match: Match, typed: _Typed) -> Match:
    if not typed.name:
        return match
    fits = [scoring.fit_name(typed.name, name) for name in match.case.person.names]
    fit = max(fits, key=lambda fit: (fit.score, fit.same))
    if fit.score < _OTHER_NAME:
        # On a right docket number this says that the name is another one, and not which.
        found, agrees = [reasons.differs(reasons.NAME_OTHER)], OTHER
    else:
        found, agrees = list(fit.reasons), SAME if fit.same else SIMILAR
        found += [reasons.same(reasons.NAME_ALIAS)] if fit is not fits[0] else []
    score = match.score * (max(fit.score, _OTHER_NAME) if DOCKET in match.confirmed else fit.score)
    return replace(match, score=score, name=agrees, reasons=(*match.reasons, *found))


def _compare_born(match: Match, typed: _Typed) -> Match:
    listed = match.case.person.born
    # On a right docket number a birth date alone would say when that person was born, guess by guess.
    nameless = match.name in (UNTYPED, OTHER) and DOCKET in match.confirmed
    if not typed.born or nameless:
        return match
    if not listed:
        return replace(match, reasons=(*match.reasons, reasons.same(reasons.BORN_UNKNOWN)))
    if listed in typed.born and len(listed) > 4:
        return _with(match, reasons.same(reasons.BORN_SAME), BORN)
    if listed[:4] not in {born[:4] for born in typed.born}:
        return _against(match, BORN, _OTHER_BIRTH_DATE, reasons.BORN_OTHER)
    if len(listed) == 4 or all(len(born) == 4 for born in typed.born):
        return _with(match, reasons.same(reasons.BORN_YEAR_SAME), BORN)
    match = replace(match, doubtful=True, score=match.score * _OTHER_DAY)
    return _with(match, reasons.differs(reasons.BORN_DAY_DIFFERS), BORN)


def _compare_court(match: Match, typed: _Typed) -> Match:
    if not (typed.court and typed.year):
        return match
    try:
        docket = dockets.parse(match.case.docket, formats=typed.formats)
    except DocketError:
        return match
    if docket.court == typed.court and docket.year == typed.year:
        return _with(match, reasons.same(reasons.COURT_YEAR_SAME), COURT_YEAR)
    return replace(match, contradicted=match.contradicted | {COURT_YEAR})


def _with(match: Match, reason: Reason, fact: str) -> Match:
    return replace(match, confirmed=match.confirmed | {fact}, reasons=(*match.reasons, reason))


def _against(match: Match, fact: str, factor: float, message: str) -> Match:
    return replace(
        match,
        score=match.score * factor,
        contradicted=match.contradicted | {fact},
        reasons=(*match.reasons, reasons.differs(message)),
    )
