"""Invented cases: docket numbers that cannot exist, in the spellings lists have, and their charges."""

from __future__ import annotations

import random
import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from demo_dockets import (
    Court,
    Number,
    apart,
    courts_of,
    dashed,
    full,
    lost_zero,
    old,
    old_lost_zero,
    spaced,
    spaced_lost_zero,
)
from demo_names import Person, invent

CHARGES = [
    ("POSS CLASS B c94C s34", "94C/34"),
    ("POSS CLASS B, SUBSQ. OFF. c94C s34", "94C/34"),
    ("POSSESS CLASS A c94C s34", "94C/34"),
    ("POSS OF HEROIN", "94C/34"),
    ("POSS TO DISTRIB CLASS A", "94C/32"),
    ("POSS W/INTENT CLASS B c94C s32A", "94C/32A"),
    ("DISTRIB COCAINE", "94C/32A"),
    ("POSS W/INT DISTRIB CLASS D", "94C/32C"),
    ("TRAFFICKING COCAINE 28-100g", "94C/32E"),
    ("DRUG VIOL NEAR SCHOOL/PARK c94C s32J", "94C/32J"),
    ("CONSPIRACY TO VIOLATE DRUG LAW", "94C/40"),
]
DISPOSITIONS = ["GUILTY", "GUILTY PLEA", "GUILTY FINDING", "CWOF", "FILED, GUILTY"]


@dataclass(frozen=True, slots=True)
class Charge:
    """One count as the list states it; what its layout has no column for is ""."""

    count: int
    offense: str
    statute: str
    disposition: str
    disposed: date | None
    status: str


@dataclass(frozen=True, slots=True)
class Case:
    """One person on one docket number. `mark` is "", "juvenile" or "sealed"."""

    person: Person
    number: Number
    filed_as: str
    charges: tuple[Charge, ...]
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What one list holds: how many people, with which statuses (in parts), and how it spells docket numbers.

    `mixes` says that one docket number can have charges of different statuses, `lacks` are the facts that
    the layout has no column for, `latin` says that its file cannot hold letters from elsewhere, and `marks`
    are how many people's cases are juvenile or sealed.
    """

    people: int
    statuses: dict[str, int]
    spellings: tuple[Callable[[Number], str], ...]
    mixes: bool = False
    lacks: frozenset[str] = frozenset()
    latin: bool = False
    marks: dict[str, int] = field(default_factory=dict)
    years: range = range(2003, 2013)


_COURT_FACTS = frozenset({"statute", "disposition", "disposed"})
_FARAK_YEARS = range(2005, 2013)
PLANS = {
    # Old Suffolk numbers may begin at 10000, so a zero lost there could not be told from another number.
    "suffolk.xlsx": Plan(
        500,
        {"dismissed": 92, "kept": 5, "not_entitled": 2, "individual": 1},
        (old,),
        mixes=True,
        marks={"sealed": 6},
    ),
    "essex.csv": Plan(
        330,
        {"dismissed": 95, "kept": 4, "individual": 1},
        (full, lost_zero, old_lost_zero),
        mixes=True,
        lacks=frozenset({"statute"}),
        latin=True,
    ),
    "middlesex.csv": Plan(340, {"dismissed": 95, "kept": 5}, (spaced, spaced_lost_zero), lacks=_COURT_FACTS),
    "bristol.xlsx": Plan(220, {"dismissed": 94, "kept": 6}, (dashed,)),
    "norfolk.pdf": Plan(
        190, {"dismissed": 96, "kept": 4}, (old,), mixes=True, lacks=_COURT_FACTS, latin=True
    ),
    "hampden_farak.tsv": Plan(
        250,
        {"dismissed": 1},
        (lost_zero, old),
        lacks=frozenset({"statute"}),
        marks={"juvenile": 9, "sealed": 4},
        years=_FARAK_YEARS,
    ),
    "northwestern_farak.xlsx": Plan(
        120,
        {"dismissed": 78, "under_review": 19, "individual": 3},
        (full,),
        lacks=_COURT_FACTS | {"birthday"},
        years=_FARAK_YEARS,
    ),
    "berkshire_farak.csv": Plan(
        60,
        {"dismissed": 90, "under_review": 10},
        (apart,),
        lacks=_COURT_FACTS | {"born"},
        years=_FARAK_YEARS,
    ),
}
# Filed in these years, the juveniles (born 1990 to 1992) were 13 to 17.
_JUVENILE_YEARS = range(2006, 2008)


class Inventor:
    """Invents the cases of one list after another; a docket number is never given to strangers by chance."""

    def __init__(self, rng: random.Random, people_file: Path) -> None:
        self._rng = rng
        self._people = tomllib.loads(people_file.read_text(encoding="utf-8"))["people"]
        self._taken = {entry["docket"] for entry in self._people}
        self._names = {entry["listed"]["last"] for entry in self._people if "listed" in entry}

    def cases(self, file: str, district: str) -> list[Case]:
        """All cases of one list: mostly strangers, and among them the people to try."""
        plan, courts = PLANS[file], courts_of(district)
        marks = [mark for mark, many in plan.marks.items() for _ in range(many)]
        groups = [
            list(self._strangers(plan, courts, marks[place] if place < len(marks) else ""))
            for place in range(plan.people)
        ]
        groups += self._to_try(file, plan, courts)
        self._rng.shuffle(groups)
        return [case for group in groups for case in group]

    def _strangers(self, plan: Plan, courts: list[Court], mark: str) -> Iterator[Case]:
        """One person with one case or more, or (seldom) two people on the same docket number."""
        person = self._person(plan, juvenile=mark == "juvenile")
        for _ in range(1 if mark else self._rng.choices([1, 2, 3], [88, 10, 2])[0]):
            number = self._number(courts, _JUVENILE_YEARS if mark == "juvenile" else plan.years)
            yield self._case(plan, person, number, self._statuses(plan), mark)
        if not mark and self._rng.random() < 0.02:
            yield self._case(plan, self._person(plan), number, self._statuses(plan))

    def _to_try(self, file: str, plan: Plan, courts: list[Court]) -> list[list[Case]]:
        by_code = {court.code: court for court in courts}
        groups: dict[str, list[Case]] = {}
        for entry in self._people:
            listed: dict[str, Any] = dict(entry.get("listed", {"file": ""}))
            if listed.pop("file") != file:
                continue
            docket = entry["docket"]
            number = Number(2000 + int(docket[:2]), by_code[docket[2:4]], int(docket[6:]))
            groups.setdefault(docket, []).append(
                self._case(plan, Person(**listed), number, entry["statuses"])
            )
        return list(groups.values())

    def _person(self, plan: Plan, juvenile: bool = False) -> Person:
        # Everybody was of age when the earliest of these cases was filed, except the juveniles.
        years = (1990, 1992) if juvenile else (1943, 1985)
        born = date(self._rng.randint(*years), 1, 1) + timedelta(days=self._rng.randrange(365))
        person = invent(self._rng, born)
        while person.last in self._names:
            person = invent(self._rng, born)
        if "born" in plan.lacks:
            person = replace(person, born=None)
        return _latin(person) if plan.latin else person

    def _number(self, courts: list[Court], years: range) -> Number:
        while True:
            court = self._rng.choice(courts)
            low, high = (9001, 9999) if court.prefix else (90001, 99999)
            number = Number(self._rng.choice(years), court, self._rng.randint(low, high))
            if number.standard not in self._taken:
                self._taken.add(number.standard)
                return number

    def _statuses(self, plan: Plan) -> list[str]:
        words, parts = list(plan.statuses), list(plan.statuses.values())
        many = self._rng.choices([1, 2, 3], [72, 21, 7])[0]
        if plan.mixes and self._rng.random() < 0.08:
            return self._rng.choices(words, k=many)
        return self._rng.choices(words, parts) * many

    def _case(self, plan: Plan, person: Person, number: Number, statuses: list[str], mark: str = "") -> Case:
        pleaded = date(number.year, 1, 1) + timedelta(days=self._rng.randint(90, 480))
        disposition = self._rng.choice(DISPOSITIONS)
        charges = []
        for count, status in enumerate(statuses, 1):
            offense, statute = self._rng.choice(CHARGES)
            charges.append(
                Charge(
                    count,
                    offense,
                    "" if "statute" in plan.lacks else statute,
                    "" if "disposition" in plan.lacks else disposition,
                    None if "disposed" in plan.lacks else pleaded,
                    status,
                )
            )
        spelling = self._rng.choice(plan.spellings)
        return Case(person, number, spelling(number), tuple(charges), mark)


def _latin(person: Person) -> Person:
    """The same person as an office writes them whose file has only Western European letters."""
    return replace(
        person,
        first=_western(person.first),
        middle=_western(person.middle),
        last=_western(person.last),
        aliases=tuple(_western(alias) for alias in person.aliases),
    )


def _western(text: str) -> str:
    text = text.replace("đ", "d").replace("Đ", "D")
    composed = unicodedata.normalize("NFC", text)
    return "".join(char if ord(char) < 256 else unicodedata.normalize("NFKD", char)[0] for char in composed)
