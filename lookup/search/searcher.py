"""Query -> matches: candidates from the index, a score for each, and the reasons in words.

The score is a probability. Everybody who may be meant has some evidence: how likely that person
types this (1: everything as it is listed). Against it stand the others who may be meant, and how
many people on no list have such a name by chance.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from lookup import content, incidents, names, reasons
from lookup.cases import Case, Person
from lookup.dockets import DocketFormat
from lookup.index.people import CodedName
from lookup.reasons import Reason
from lookup.release import Release
from lookup.search import facts, spellings
from lookup.search.agreement import OTHER, SAME, SIMILAR, UNTYPED, Agreement, agreement
from lookup.search.candidates import Candidates, candidates
from lookup.search.facts import BORN, DOCKET, Facts, Findings, Query
from lookup.search.scoring import Pairing, TypedName, evidence, pair_parts

_LONGEST_NAME = 200
_MOST_NAME_PARTS = 8
_MOST_READINGS = 4
_OTHER_READING = 0.5
"""How likely people divide a name otherwise than the list does."""

_STRANGERS = 0.5
"""Of those who search, so many are on no list for each one who is."""
_RIVALS = 10
"""So many cases at least are weighed against each other."""
_NO_RIVAL = 0.01
_FAR_BEHIND = 1e-6
"""Of the best evidence: with less than that somebody hardly takes from the others; nobody is meant."""

_SOMEBODY, _NOBODY = 0.004, 5e-4
"""Evidence: an error in each of two words; and hardly a name, two errors in each of two short words."""

_ON_DOCKET = {UNTYPED: 1.0, SAME: 1.0, SIMILAR: 0.8, OTHER: 0.4}
_DOUBTFUL_DOCKET = 0.6
_OTHER_BIRTH_DATE = 0.3


@dataclass(frozen=True, slots=True)
class Match:
    """A case that may be meant. `score` is how likely it is, 0 to 1; `name` says how the names agree.

    `confirmed` and `contradicted` name the facts (docket, born, ...) that agree or do not;
    `doubtful` says that one of them agrees only in part.
    """

    case: Case
    score: float
    reasons: tuple[Reason, ...]
    name: str = UNTYPED
    confirmed: frozenset[str] = frozenset()
    contradicted: frozenset[str] = frozenset()
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class _Fit:
    """How one of a person's names fits one reading of the typed one.

    `by_name` is the evidence of the name, `evidence` also of the year of birth.
    """

    by_name: float
    evidence: float
    typed: TypedName
    name: int
    coded: CodedName
    pairing: Pairing


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A case with all that was found about it. `evidence`: how likely its person types all this."""

    case: Case
    evidence: float
    agreement: Agreement
    findings: Findings


class Searcher:
    """Finds cases in one open release."""

    def __init__(self, release: Release, formats: Sequence[DocketFormat] = ()) -> None:
        self.release = release
        self._formats = formats

    @classmethod
    def open(cls, release_folder: Path | str) -> Searcher:
        """Open a release folder. Raises ReleaseError where it is not whole."""
        formats = incidents.docket_formats(content.load().incidents)
        return cls(Release(Path(release_folder)), formats)

    def find(
        self, query: Query, limit: int = 10, without: Callable[[Case], bool] = lambda case: False
    ) -> list[Match]:
        """The cases that fit the query, the best first; a fact that cannot be read counts as absent.

        Cases that `without` is true of are searched for as little as if they were not in the release.
        """
        typed = facts.read(query, self._formats)
        left_out: set[int] = set()
        while True:
            on_docket = self._on_docket(typed, left_out)
            fits, chance = self._fits(query.name, typed, on_docket, left_out)
            weighed, withheld = self._weigh(typed, fits, on_docket, limit, without)
            if not withheld:
                break
            # Where to look and how far was settled with them: so it is done again, without them.
            left_out |= withheld
        strangers = _STRANGERS * len(self.release.people) * chance * typed.by_chance()
        matches = _matches(weighed, strangers)
        return sorted(matches, key=lambda match: (-match.score, match.case.docket))[:limit]

    def candidates(self, reading: TypedName, typed: Facts, left_out: Collection[int]) -> Candidates:
        """The cases most worth comparing with one reading of a typed name."""
        return candidates(reading, self.release.index, self.release.people, typed, left_out)

    def rank(self, reading: TypedName, typed: Facts, rows: Iterable[int]) -> dict[int, _Fit]:
        """How well the people of these cases fit one reading of a typed name: the best of their names."""
        found: dict[int, _Fit] = {}
        for row in rows:
            of_year = typed.of_year(self.release.people.born_year(row))
            for number, listed in enumerate(self.release.people.names(row)):
                pairing = pair_parts(reading, listed)
                by_name = evidence(reading, listed, pairing)
                fit = _Fit(by_name, by_name * of_year, reading, number, listed, pairing)
                if row not in found or fit.evidence > found[row].evidence:
                    found[row] = fit
        return found

    def _readings(self, name: str) -> Iterator[TypedName]:
        """The typed name as it stands, then as it may be meant; nothing where there is none."""
        bare, suffix = names.split_suffix(name[:_LONGEST_NAME])
        parts = names.split_parts(bare)[:_MOST_NAME_PARTS]
        if parts:
            found = islice(spellings.readings(parts, self.release.index), _MOST_READINGS)
            yield from (TypedName(reading, suffix) for reading in found)

    def _on_docket(self, typed: Facts, left_out: Collection[int]) -> list[int]:
        """Rows of the cases with the typed number; where there are none, of those one mistake away."""
        if typed.docket is None:
            return []
        index = self.release.index
        same = [row for row in index.docket(typed.docket.standard) if row not in left_out]
        near = (row for number in typed.near_dockets for row in index.docket(number) if row not in left_out)
        return same or list(near)

    def _fits(
        self, name: str, typed: Facts, on_docket: Sequence[int], left_out: Collection[int]
    ) -> tuple[dict[int, _Fit | None], float]:
        """The cases on the typed number, then those that the typed name leads to, the best first.

        And how many of all people have the name, as it was typed, by chance. Where the name fits as it
        stands, no other reading is tried.
        """
        found: dict[int, _Fit] = {}
        chance, first = 1.0, None
        for reading in self._readings(name):
            looked_up = self.candidates(reading, typed, left_out)
            fits = self.rank(reading, typed, [*on_docket, *looked_up.rows])
            if first is None:
                chance, first = looked_up.chance, reading
            _keep_better(found, fits, _OTHER_READING if found else 1.0)
            if _best(found) > _SOMEBODY:
                break
        if first and _best(found) < _NOBODY:
            for part in first.parts:
                part.look_far()
            _keep_better(found, self.rank(first, typed, self.candidates(first, typed, left_out).rows))
        ordered = sorted(found, key=lambda row: -found[row].evidence)
        return {row: found.get(row) for row in [*on_docket, *ordered]}, chance

    def _weigh(
        self,
        typed: Facts,
        fits: Mapping[int, _Fit | None],
        on_docket: Collection[int],
        limit: int,
        without: Callable[[Case], bool],
    ) -> tuple[list[_Weighed], set[int]]:
        """Look closely at the cases on the typed number, at the best of the others, and at their rivals.

        And the rows among them that are to be left out.
        """
        found: list[tuple[_Fit | None, Case]] = []
        withheld = set()
        least = _FAR_BEHIND * max((fit.evidence for fit in fits.values() if fit), default=0.0)
        for (row, fit), case in zip(fits.items(), self.release.cases(fits), strict=True):
            if row not in on_docket and (len(found) >= max(limit, _RIVALS) or (fit and fit.evidence < least)):
                break
            if without(case):
                withheld.add(row)
            else:
                found.append((fit, case))
        listed = typed.docket is not None and any(case.docket == typed.docket.standard for _, case in found)
        return [_weighed(case, fit, typed, listed) for fit, case in found], withheld


def _best(fits: Mapping[int, _Fit]) -> float:
    return max((fit.evidence for fit in fits.values()), default=0.0)


def _keep_better(found: dict[int, _Fit], fits: Mapping[int, _Fit], factor: float = 1.0) -> None:
    for row, fit in fits.items():
        evidence = fit.evidence * factor
        if row not in found or evidence > found[row].evidence:
            found[row] = replace(fit, evidence=evidence, by_name=fit.by_name * factor)


def _weighed(case: Case, fit: _Fit | None, typed: Facts, docket_listed: bool) -> _Weighed:
    agreed, found = Agreement(UNTYPED, ()), Findings()
    if fit:
        listed = case.person.names[fit.name]
        agreed = agreement(fit.typed, listed, fit.coded, fit.pairing)
        if fit.name and agreed.name != OTHER:
            agreed = replace(agreed, reasons=(*agreed.reasons, reasons.same(reasons.NAME_ALIAS)))
    facts.check_docket(typed, case, docket_listed, found)
    found.reasons.extend(agreed.reasons)
    facts.check_born(typed, case, agreed.name, found)
    facts.check_court(typed, case, found)
    return _Weighed(case, found.evidence * (fit.by_name if fit else 1), agreed, found)


def _matches(weighed: Sequence[_Weighed], strangers: float) -> list[Match]:
    """Weigh people, not cases, against each other and against strangers of such a name."""
    total = strangers + sum(one.evidence for one in _one_case_each(weighed))
    return [_match(one, one.evidence / total if total else 0.0) for one in weighed]


def _one_case_each(weighed: Sequence[_Weighed]) -> Iterator[_Weighed]:
    """Of the people that may be meant the case that fits best: lists write one person in several ways."""
    ordered = sorted(weighed, key=lambda one: -one.evidence)
    people: list[Person] = []
    for one in ordered:
        if one.evidence < _NO_RIVAL * ordered[0].evidence:
            yield one
        elif not any(names.same_person(one.case.person, other) for other in people):
            people.append(one.case.person)
            yield one


def _match(one: _Weighed, score: float) -> Match:
    found = one.findings
    if DOCKET in found.confirmed:
        score = _ON_DOCKET[one.agreement.name] * (_DOUBTFUL_DOCKET if found.doubtful else 1)
        score *= _OTHER_BIRTH_DATE if BORN in found.contradicted else 1
    return Match(
        one.case,
        score,
        tuple(found.reasons),
        one.agreement.name,
        frozenset(found.confirmed),
        frozenset(found.contradicted),
        found.doubtful,
    )
