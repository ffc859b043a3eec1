"""Who may be meant: the cases of people who have two parts of a typed name, by the index's pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
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
_MOST_ROWS = 60
_MOST_OTHERS = 20
_MOST_VOTES = 4000
_MANY = 200
"""Among so many cases it no longer matters that one person may have several."""
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


@dataclass(frozen=True, slots=True)
class _Found:
    """Whom one pair of sounds leads to, and how likely it is meant; `at` are the typed parts it is of."""

    like: float
    at: _Pair
    rows: Sequence[int]


def candidates(
    typed: TypedName, index: Index, people: People, facts: Facts, left_out: Collection[int] = ()
) -> Candidates:
    """Look people up by two parts of their name: those that most and likeliest pairs lead to come first.

    Of a common name they are those whose year of birth fits; the year that was typed can be wrong,
    so some others are compared too.
    """
    found = _look_up(typed, index, left_out)
    chance = _chance(typed, found, people)
    # Of pairs that are as likely, the rarer tells more.
    found.sort(key=lambda one: (-one.like, len(one.rows)))
    if not facts.born:
        return Candidates(_elected(found, people)[:_MOST_ROWS], chance)
    years = {0, *facts.birth_years}
    fitting: list[_Found] = []
    others: list[int] = []
    for one in found:
        rows = [row for row in one.rows if people.born_year(row) in years]
        fitting.append(replace(one, rows=rows))
        if len(others) < _MOST_OTHERS and len(rows) < len(one.rows):
            others += [row for row in one.rows if people.born_year(row) not in years]
    chosen = _elected(fitting, people)[:_MOST_ROWS]
    return Candidates([*chosen, *dict.fromkeys(others[:_MOST_OTHERS])], chance)


def _look_up(typed: TypedName, index: Index, left_out: Collection[int]) -> list[_Found]:
    found: list[_Found] = []
    for like, at, one, other in _likeliest_pairs(typed):
        if found and like < _FAR_BEHIND * found[0].like:
            break
        rows = index.people(one, other)
        rows = [row for row in rows if row not in left_out] if left_out else rows
        if rows:
            found.append(_Found(like, at, rows))
    return found


def _elected(found: Iterable[_Found], people: People) -> list[int]:
    """The rows that most and likeliest pairs lead to; of equal ones, short names first."""
    votes: defaultdict[int, float] = defaultdict(float)
    left = _MOST_VOTES
    for one in found:
        for row in one.rows[:left]:
            votes[row] += one.like
        left -= len(one.rows)
        if left <= 0:
            break
    return sorted(votes, key=lambda row: (-votes[row], people.length(row)))


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


def _chance(typed: TypedName, found: Iterable[_Found], people: People) -> float:
    """Names come in company: Huy goes with Nguyen. So the commonest pair is counted, not multiplied."""
    with_both: defaultdict[_Pair, float] = defaultdict(float)
    for one in found:
        with_both[one.at] += one.like * max(0.0, people.count(one.rows[:_MANY]) - _ONE_OF_THEM)
        with_both[one.at] += one.like * len(one.rows[_MANY:])
    shares = [part.share for part in typed.parts]
    together = [
        many / max(1, len(people)) * prod(share for at, share in enumerate(shares) if at not in pair)
        for pair, many in with_both.items()
    ]
    return max([prod(shares), *together])
