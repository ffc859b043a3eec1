"""Who may be meant: the cases of people who have two parts of a typed name, by the index's pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from lookup.index import Index
from lookup.index.people import People
from lookup.search.facts import Facts
from lookup.search.scoring import TypedName

_MOST_LOOKUPS = 200
_MOST_ROWS = 120
_MOST_OTHERS = 20


def candidates(typed: TypedName, index: Index, people: People, facts: Facts) -> list[int]:
    """Row numbers of the cases most worth comparing: those that most and likeliest pairs lead to.

    Of a common name they are those whose year of birth fits; the year that was typed can be wrong,
    so some others are compared too.
    """
    votes: defaultdict[int, float] = defaultdict(float)
    for like, one, other in _likeliest_pairs(typed):
        for row in index.people(one, other):
            votes[row] += like
    chosen = sorted(votes, key=lambda row: (-votes[row], people.length(row)))
    if not facts.born:
        return chosen[:_MOST_ROWS]
    years = {0, *facts.birth_years}
    fitting = [row for row in chosen if people.born_year(row) in years]
    others = [row for row in chosen if people.born_year(row) not in years]
    return fitting[:_MOST_ROWS] + others[:_MOST_OTHERS]


def _likeliest_pairs(typed: TypedName) -> list[tuple[float, str, str]]:
    return sorted(_pairs(typed), reverse=True)[:_MOST_LOOKUPS]


def _pairs(typed: TypedName) -> Iterator[tuple[float, str, str]]:
    sounds = [part.sounds() for part in typed.parts]
    if len(sounds) == 1:
        yield from ((like, sound, sound) for like, sound in sounds[0])
    for some, others in combinations(sounds, 2):
        yield from ((a * b, one, other) for a, one in some for b, other in others)
