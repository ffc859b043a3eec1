"""Who may be meant: the cases of people who have two parts of a typed name, by the index's pairs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from math import prod
from operator import itemgetter

from lookup.index import Index
from lookup.index.people import People
from lookup.search.facts import Facts
from lookup.search.scoring import TypedName

_MOST_LOOKUPS = 200
_LEAST = 2e-5
"""Pairs that are less likely are not looked up: an initial and a word that is hardly alike."""
_MOST_ROWS = 100
_MOST_OTHERS = 20
_FAR_BEHIND = 5e-3
"""What is so much less likely than the first pair that leads to somebody is not looked up."""
_ONE_OF_THEM = 0.8
"""Of those with a pair of names one is most likely meant, and tells little of how common the pair is."""

_Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Candidates:
    """The cases most worth comparing, and how many of all people would by chance be typed so."""

    rows: list[int]
    chance: float


def candidates(typed: TypedName, index: Index, people: People, facts: Facts) -> Candidates:
    """Look people up by two parts of their name: those that most and likeliest pairs lead to come first.

    Of a common name they are those whose year of birth fits; the year that was typed can be wrong,
    so some others are compared too.
    """
    votes: defaultdict[int, float] = defaultdict(float)
    with_both: defaultdict[_Pair, float] = defaultdict(float)
    best = 0.0
    for like, at, one, other in _likeliest_pairs(typed):
        if like < _FAR_BEHIND * best:
            break
        found = index.people(one, other)
        if found and not best:
            best = like
        with_both[at] += like * max(0.0, people.count(found) - _ONE_OF_THEM)
        for row in found:
            votes[row] += like
    chosen = sorted(votes, key=lambda row: (-votes[row], people.length(row)))
    return Candidates(_of_year(chosen, people, facts), _chance(typed, with_both, max(1, len(people))))


def _likeliest_pairs(typed: TypedName) -> list[tuple[float, _Pair, str, str]]:
    sounds = [part.sounds() for part in typed.parts]
    if len(sounds) == 1:
        return [(like, (0, 0), sound, sound) for like, sound in sounds[0]]
    pairs = [
        (a * b, (at, to), one, other)
        for (at, some), (to, others) in combinations(enumerate(sounds), 2)
        for a, one in some
        for b, other in others
        if a * b >= _LEAST
    ]
    pairs.sort(key=itemgetter(0), reverse=True)
    return pairs[:_MOST_LOOKUPS]


def _of_year(rows: list[int], people: People, facts: Facts) -> list[int]:
    if not facts.born:
        return rows[:_MOST_ROWS]
    years = {0, *facts.birth_years}
    fitting = [row for row in rows if people.born_year(row) in years]
    others = [row for row in rows if people.born_year(row) not in years]
    return fitting[:_MOST_ROWS] + others[:_MOST_OTHERS]


def _chance(typed: TypedName, with_both: dict[_Pair, float], everybody: int) -> float:
    """Names come in company: Huy goes with Nguyen. So the commonest pair is counted, not multiplied."""
    shares = [part.share for part in typed.parts]
    together = [
        many / everybody * prod(share for at, share in enumerate(shares) if at not in pair)
        for pair, many in with_both.items()
    ]
    return max([prod(shares), *together])
