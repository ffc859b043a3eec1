"""What was typed beside a name, and whether it speaks for a case or against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from lookup import courts, dates, dockets, reasons
from lookup.cases import Case
from lookup.dockets import Docket, DocketError, DocketFormat
from lookup.reasons import Reason
from lookup.search.agreement import OTHER, UNTYPED

DOCKET, NEAR_DOCKET, BORN, COURT_YEAR = "docket", "near_docket", "born", "court_year"
"""The facts that a query can confirm or contradict. A near docket number differs by one mistake."""

_IN_A_YEAR = 0.02
_ON_A_DAY = 1 / 365
"""Of all people, so many were born in one year; of those of one year, on one day."""
_OTHER_DAY = 5e-4
_SWAPPED_DAY = 0.01
_NEXT_YEAR = 0.01
_OTHER_YEAR = 1e-4
_OTHER_COURT_YEAR = 0.02
_OTHER_DOCKET = 0.02
"""Shares of how often people write, or lists print, something else than what is so."""


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody typed. `born` is a year or a date, `court` a code or a name, `year` the case's."""

    name: str = ""
    born: str | int = ""
    docket: str = ""
    court: str = ""
    year: str | int = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """A query's facts, read. `born` has each reading of a birth date; a date may have two."""

    born: frozenset[str]
    docket: Docket | None
    near_dockets: tuple[str, ...]
    court: str
    year: int
    formats: Sequence[DocketFormat]

    @property
    def birth_years(self) -> set[int]:
        """The years that the birth date may mean."""
        return {int(born[:4]) for born in self.born}

    def of_year(self, listed: int) -> float:
        """What a listed year of birth (0: none) makes of somebody's evidence, before the day is looked at."""
        if not self.birth_years or listed in self.birth_years:
            return 1.0
        if not listed:
            return _IN_A_YEAR
        return _NEXT_YEAR if {listed - 1, listed + 1} & self.birth_years else _OTHER_YEAR

    def by_chance(self) -> float:
        """How many of all people these facts fit by chance."""
        found = 1.0
        if self.born:
            found *= _IN_A_YEAR if any(len(born) == 4 for born in self.born) else _IN_A_YEAR * _ON_A_DAY
        if self.court and self.year:
            found *= _OTHER_COURT_YEAR
        return found * (_OTHER_DOCKET if self.docket else 1.0)


@dataclass(slots=True)
class Findings:
    """What the facts say of one case. `evidence` is how likely somebody of this case types them."""

    evidence: float = 1.0
    reasons: list[Reason] = field(default_factory=list)
    confirmed: set[str] = field(default_factory=set)
    contradicted: set[str] = field(default_factory=set)
    doubtful: bool = False

    def speaks_for(self, fact: str, reason: Reason, evidence: float = 1.0) -> None:
        """A fact that agrees; only in part, where the reason is one to look twice."""
        self.confirmed.add(fact)
        self.reasons.append(reason)
        self.doubtful = self.doubtful or reason.differs
        self.evidence *= evidence

    def speaks_against(self, fact: str, evidence: float, *told: Reason) -> None:
        """A fact that does not agree."""
        self.contradicted.add(fact)
        self.reasons.extend(told)
        self.evidence *= evidence


def read(query: Query, formats: Sequence[DocketFormat]) -> Facts:
    """The facts of a query; one that cannot be read counts as absent."""
    court = courts.find(query.court)
    code = court.code if court else query.court.strip()
    try:
        docket = dockets.parse(dockets.alone(query.docket, formats), code, formats) if query.docket else None
    except DocketError:
        docket = None
    year = str(query.year).strip()
    return Facts(
        born=frozenset(birth_readings(str(query.born))),
        docket=docket,
        near_dockets=dockets.near(docket.standard) if docket and query.name else (),
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


def check_docket(facts: Facts, case: Case, listed: bool, found: Findings) -> None:
    """Compare docket numbers. `listed`: the typed one is a case's, so that others may be the person's too."""
    if facts.docket is None or (listed and facts.docket.standard != case.docket):
        return
    if facts.docket.standard == case.docket:
        doubt = reasons.differs(reasons.DOCKET_ZEROS)
        found.speaks_for(DOCKET, doubt if facts.docket.doubtful else reasons.same(reasons.DOCKET_SAME))
    elif case.docket in facts.near_dockets:
        found.speaks_for(NEAR_DOCKET, reasons.differs(reasons.DOCKET_NEAR, listed=case.docket))
    else:
        found.speaks_against(DOCKET, _OTHER_DOCKET, reasons.differs(reasons.DOCKET_OTHER))


def check_born(facts: Facts, case: Case, name: str, found: Findings) -> None:
    """Compare birth dates. `name` says how the names agree."""
    listed = case.person.born
    # On a right docket number a birth date alone would say when that person was born, guess by guess.
    nameless = name in (UNTYPED, OTHER) and DOCKET in found.confirmed
    if not facts.born or nameless:
        return
    if not listed:
        found.reasons.append(reasons.same(reasons.BORN_UNKNOWN))
        found.evidence *= facts.of_year(0) * (1 if _years_only(facts.born) else _ON_A_DAY)
    elif listed in facts.born and len(listed) > 4:
        found.speaks_for(BORN, reasons.same(reasons.BORN_SAME))
    elif int(listed[:4]) in facts.birth_years:
        _check_day(facts, listed, found)
    elif any(_a_year_off(listed, born) for born in facts.born):
        found.speaks_for(BORN, reasons.differs(reasons.BORN_YEAR_OFF), _NEXT_YEAR)
    else:
        told = reasons.differs(reasons.BORN_OTHER)
        found.speaks_against(BORN, facts.of_year(int(listed[:4])), told)


def _check_day(facts: Facts, listed: str, found: Findings) -> None:
    """The year is the same."""
    if len(listed) == 4 or _years_only(facts.born):
        evidence = 1.0 if _years_only(facts.born) else _ON_A_DAY
        found.speaks_for(BORN, reasons.same(reasons.BORN_YEAR_SAME), evidence)
    elif any(listed[5:] == f"{born[8:]}-{born[5:7]}" for born in facts.born):
        found.speaks_for(BORN, reasons.differs(reasons.BORN_SWAPPED), _SWAPPED_DAY)
    else:
        found.speaks_for(BORN, reasons.differs(reasons.BORN_DAY_DIFFERS), _OTHER_DAY)


def _a_year_off(listed: str, born: str) -> bool:
    """The same day one year earlier or later: a slip of one digit, where a bare year would be a guess."""
    return (
        len(listed) == len(born) == 10
        and listed[5:] == born[5:]
        and abs(int(listed[:4]) - int(born[:4])) == 1
    )


def _years_only(born: frozenset[str]) -> bool:
    return all(len(one) == 4 for one in born)


def check_court(facts: Facts, case: Case, found: Findings) -> None:
    """Compare the case's court and year with the typed ones."""
    if not (facts.court and facts.year):
        return
    try:
        docket = dockets.parse(case.docket, formats=facts.formats)
    except DocketError:
        return
    if (docket.court, docket.year) == (facts.court, facts.year):
        found.speaks_for(COURT_YEAR, reasons.same(reasons.COURT_YEAR_SAME))
    else:
        found.speaks_against(COURT_YEAR, _OTHER_COURT_YEAR)
