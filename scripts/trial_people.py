"""Invented people for scripts/evaluate_search: any number, the same ones for the same seed."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import count
from random import Random

from demo_dockets import COURTS
from trial_names import Pool, Weighted, plain, pools

from lookup import names
from lookup.cases import Case, Charge, Person, Source

_SOURCE = Source("trial.csv", "", "Suffolk", "2017-04-18", 1)
_CHARGES = (Charge(1, "dismissed", _SOURCE, "POSS CLASS B c94C s34"),)
_BORN = (date(1940, 1, 1), date(1992, 12, 31))
_SMALL = frozenset("de del la los da do dos das".split())


@dataclass(frozen=True, slots=True)
class Invented:
    """Somebody who does not exist: the true name in its parts, and how a list would write it.

    `language` is that of the name. `born` is the true date; `listed_born` may be a year only, or "".
    """

    language: str
    given: tuple[str, ...]
    middle: str
    surnames: tuple[str, ...]
    suffix: str
    born: str
    listed: str
    listed_born: str
    cases: int = 1

    @property
    def person(self) -> Person:
        """This person as an import reads the list."""
        name, aliases = names.parse_listed(self.listed)
        return Person(name, aliases, self.listed_born)


@dataclass(frozen=True, slots=True)
class Listed:
    """People who are on the list, their cases, and whose each case is (by its docket number)."""

    people: Sequence[Invented]
    cases: Sequence[Case]
    owners: dict[str, int]


def invent(seed: int) -> Iterator[Invented]:
    """People without end; those taken later are strangers of the same kind to those taken first."""
    rng, every = Random(seed), pools()
    shares = [pool.share for pool in every]
    while True:
        yield _somebody(rng, rng.choices(every, shares)[0])


def put_on_list(people: Iterable[Invented]) -> Listed:
    """The cases of these people, in the order of a list: the people's, each with a number of its own."""
    everybody, cases, owners, numbers = [], [], {}, dockets()
    for at, invented in enumerate(people):
        everybody.append(invented)
        person = invented.person
        for _ in range(invented.cases):
            docket = next(numbers)
            owners[docket] = at
            cases.append(Case("dookhan", docket, "", person, _CHARGES, _SOURCE))
    return Listed(everybody, cases, owners)


def dockets() -> Iterator[str]:
    """Docket numbers that cannot exist, none twice; each tenth is a Superior Court's while they last."""
    superior, others = _courts()
    years = range(3, 13)
    high = [f"{year:02}{code}CR09" for code in superior for year in years]
    low = [f"{year:02}{code}CR09" for code in others for year in years]
    for number in count():
        tenth, rest = divmod(number, 10)
        # Steps without a common factor with the size visit every number once, in no visible order.
        if rest == 0 and tenth < len(high) * 1000:
            sequence, start = divmod(tenth * 7919 % (len(high) * 1000), len(high))
            yield f"{high[start]}{sequence:03}"
        else:
            sequence, start = divmod(number * 1_000_003 % (len(low) * 10_000), len(low))
            yield f"{low[start]}{sequence:04}"


@cache
def _courts() -> tuple[list[str], list[str]]:
    """The codes of the Superior Court's counties, and those of the District and Boston courts."""
    with COURTS.open(encoding="utf-8", newline="") as table:
        rows = [row for row in csv.DictReader(table) if row["department"] != "JUVENILE"]
    superior = [row["code"] for row in rows if row["old_superior_prefix"]]
    return superior, [row["code"] for row in rows if not row["old_superior_prefix"]]


def _somebody(rng: Random, pool: Pool) -> Invented:
    woman = rng.random() < 0.3
    first = pool.women if woman else pool.men
    given = first.draw(rng)
    born = _BORN[0] + timedelta(days=rng.randrange((_BORN[1] - _BORN[0]).days + 1))
    invented = Invented(
        language=pool.language,
        given=tuple(given.split()),
        middle=_middle(rng, first, given),
        surnames=_surnames(rng, pool),
        suffix="" if woman else rng.choices(["", "Jr.", "Sr.", "III"], [957, 30, 9, 4])[0],
        born=born.isoformat(),
        listed="",
        listed_born=rng.choices([born.isoformat(), f"{born.year}", ""], [90, 5, 5])[0],
        cases=rng.choices([1, 2, 3], [85, 12, 3])[0],
    )
    return replace(invented, listed=_listed(rng, pool, invented))


def _middle(rng: Random, pool: Weighted, given: str) -> str:
    """An initial, a second given name, or (for half of the people) nothing."""
    if " " in given or rng.random() < 0.5:
        return ""
    second = pool.draw(rng).split()[0]
    if second == given:
        return ""
    return second if rng.random() < 0.4 else plain(second)[0]


def _surnames(rng: Random, pool: Pool) -> tuple[str, ...]:
    one, other = pool.surnames.draw(rng), pool.surnames.draw(rng)
    return (one, other) if one != other and rng.random() < pool.two_surnames else (one,)


def _listed(rng: Random, pool: Pool, invented: Invented) -> str:
    """The name in one cell of a list: mostly "LAST LAST, FIRST M", some "First M Last"."""
    between = "-" if rng.random() < 0.12 else " "
    surname = between.join(invented.surnames)
    if len(invented.surnames) > 1 and rng.random() < 0.08:
        surname = invented.surnames[0]
    initial = f"{invented.middle}." if len(invented.middle) == 1 and rng.random() < 0.5 else invented.middle
    first = " ".join(filter(None, [*invented.given, initial]))
    suffix = f" {invented.suffix}" if invented.suffix else ""
    if rng.random() < 0.15:
        surname = " ".join(word.lower() if word.lower() in _SMALL else word for word in surname.split(" "))
        text = f"{first} {surname}{suffix}"
    else:
        text = f"{surname}{suffix}, {first}"
    if rng.random() < 0.04:
        text += f" A/K/A {_alias(rng, pool, invented)}"
    text = text if rng.random() < 0.35 else _without_accents(text)
    return text.upper() if rng.random() < 0.6 else text


def _alias(rng: Random, pool: Pool, invented: Invented) -> str:
    """Another given name with the same surname, or the same given name with another surname."""
    if rng.random() < 0.5:
        return f"{pool.men.draw(rng)} {invented.surnames[0]}"
    return f"{invented.given[0]} {pool.surnames.draw(rng)}"


def _without_accents(text: str) -> str:
    return "".join(plain(char) if char.isupper() else plain(char).lower() for char in text)
