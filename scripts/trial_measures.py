"""Asks labelled queries of a search and says how well it answered, for scripts/evaluate_search."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter

from trial_names import words
from trial_queries import STRANGER, Labelled

from lookup.cases import Person
from lookup.disclosure import FOUND, NONE, decide
from lookup.search import Match, Query, Searcher

_MOST_MATCHES = 30
"""So many matches are asked for: among them are ten different people, of whom some have several cases."""

_LAST = 10


@dataclass(frozen=True, slots=True)
class Answered:
    """How one query was answered.

    `rank` is the right person's place among different people, 0 where the first ten lack them; in `equal`
    listed people count as right who have every word that was meant, since nobody could tell them apart.
    `scores` are those of the matches, each with whether it is the right person. For a stranger, `shown`
    and `found` tell of anybody, otherwise of the right person; `namesake` says that whom a stranger is
    shown has that name and year of birth.
    """

    query: Labelled
    rank: int
    equal: int
    shown: bool
    found: bool
    namesake: bool
    first: str
    scores: tuple[tuple[float, bool], ...]
    seconds: float


def ask(searcher: Searcher, owners: Mapping[str, int], query: Labelled, born: str) -> Answered:
    """Search for the typed name, with a year or date of birth unless it is ""."""
    start = perf_counter()
    matches = searcher.find(Query(name=query.typed, born=born), limit=_MOST_MATCHES)
    seconds = perf_counter() - start
    everybody: dict[int, Match] = {}
    for match in matches:
        everybody.setdefault(owners[match.case.docket], match)
    first = list(everybody)[:_LAST]
    like = [at == query.person or _same(query.meant, born, everybody[at].case.person) for at in first]
    answer = decide(matches)
    opened = [opened.match.case for opened in answer.opened]
    mine = query.grade == STRANGER and query.person < 0
    shown = any(mine or owners[case.docket] == query.person for case in opened)
    return Answered(
        query,
        first.index(query.person) + 1 if query.person in first else 0,
        like.index(True) + 1 if True in like else 0,
        shown and answer.outcome != NONE,
        shown and answer.outcome == FOUND,
        any(_same(query.meant, born, case.person) for case in opened),
        everybody[first[0]].case.person.name.full if first else "",
        tuple((everybody[at].score, at == query.person) for at in first),
        seconds,
    )


def _same(meant: str, born: str, person: Person) -> bool:
    """Whether a listed person has every word of this name, and may be born in this year."""
    if born and person.born and born[:4] != person.born[:4]:
        return False
    return any(all(_has(words(name.full), word) for word in words(meant)) for name in person.names)


def _has(listed: Iterable[str], word: str) -> bool:
    """Whether this word is one of the listed ones, or an initial of it, or it of them."""
    return any(word == other or (1 in (len(word), len(other)) and word[0] == other[0]) for other in listed)


def share(answers: Sequence[Answered], right: Iterable[bool]) -> str:
    """How many of the answers are so, in hundredths."""
    return f"{100 * sum(right) / len(answers):.2f}" if answers else "-"


def recall(answers: Sequence[Answered], first: int) -> str:
    """How often the right person is among the first so many."""
    return share(answers, (0 < answer.rank <= first for answer in answers))


def equal_recall(answers: Sequence[Answered], first: int) -> str:
    """The same, where listed people who have every word that was meant are as right."""
    return share(answers, (0 < answer.equal <= first for answer in answers))


def shown(answers: Sequence[Answered]) -> str:
    """How often the right person (for strangers: anybody) may be shown."""
    return share(answers, (answer.shown for answer in answers))


def found(answers: Sequence[Answered]) -> str:
    """How often the search says "found" of them."""
    return share(answers, (answer.found for answer in answers))


def calibration(answers: Iterable[Answered]) -> tuple[list[tuple[int, float, float]], float]:
    """Ten bins of the matches by score: how many, their mean score, what share is right; the mean error."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(10)]
    for answer in answers:
        for score, right in answer.scores:
            bins[min(int(score * 10), 9)].append((score, right))
    rows = [
        (len(held), _mean([score for score, _ in held]), _mean([right for _, right in held])) for held in bins
    ]
    return rows, expected_error(rows)


def expected_error(rows: Sequence[tuple[int, float, float]]) -> float:
    """How far scores are from the share that is right, on average over the matches of these bins."""
    total = sum(many for many, _, _ in rows) or 1
    return sum(many * abs(score - right) for many, score, right in rows) / total


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def percentile(answers: Sequence[Answered], part: float) -> float:
    """The time in milliseconds within which this part of the searches was answered."""
    times = sorted(answer.seconds for answer in answers)
    return 1000 * times[min(int(len(times) * part), len(times) - 1)]
