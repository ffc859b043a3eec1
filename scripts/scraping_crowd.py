"""Who searches in scripts/simulate_scraping: honest people at crowded addresses, and patient scrapers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, product
from random import Random

from scraping_site import FOUND, LATER, MORE, NOTHING, ONLY_EXACT, Answer
from trial_damage import mistype_one
from trial_names import pools
from trial_people import Invented
from trial_queries import draft_of

from lookup import courts
from lookup.cases import Case, Charge, Source

Ask = Callable[..., Answer]
"""Sends one search from somebody's address."""

_SOURCE = Source("trial.csv", "", "Suffolk", "2017-04-18", 1)
_CHARGES = (Charge(1, "dismissed", _SOURCE, "POSS CLASS B c94C s34"),)
_YEARS = range(2003, 2012)
_NUMBERS = 1000
"""In each court and year so many numbers in a row, of which some are on the list."""
_CROWD = (
    ("at the library", "192.0.2.1", 300, (13, 24)),
    ("with the carrier", "192.0.2.2", 1000, (0, 24)),
    ("at the shelter", "192.0.2.3", 60, (18, 20)),
    ("at home", "198.18.{}.{}", 200, (0, 24)),
)
"""Where honest visitors are, their address, how many come in a day, and in which hours (UTC)."""
_LAST_TRIES = 20
"""After a scraper was told that its share of the day is used up."""


def places() -> list[str]:
    """The beginning of the docket numbers of each court and year, the busiest first."""
    busy = sorted(courts.courts().values(), key=lambda court: (not court.superior, court.code))
    return [
        f"{year % 100:02}{court.code}CR{'09' if court.superior else '090'}"
        for court in busy
        for year in _YEARS
    ]


def put_on_list(people: Iterable[Invented], rng: Random) -> dict[str, tuple[Invented, Case]]:
    """Each person's case by its number; a busy court has many of its numbers listed, most have few."""
    known = places()
    weights = [1 / (rank + 60) for rank in range(len(known))]
    found: dict[str, tuple[Invented, Case]] = {}
    for person in people:
        docket = ""
        while not docket or docket in found:
            docket = f"{rng.choices(known, weights)[0]}{rng.randrange(_NUMBERS):03}"
        found[docket] = person, Case("dookhan", docket, "", person.person, _CHARGES, _SOURCE)
    return found


@dataclass
class Honest:
    """Somebody who looks for a case of their own. `docket` is theirs, where it is on the list.

    `has_number`: they have their court papers at hand. Everybody knows their name and date of birth.
    """

    group: str
    address: str
    person: Invented
    docket: str
    number: str
    has_number: bool
    hour: float
    rng: Random
    asked_for_more: bool = False
    turned_away: bool = False

    def look(self, ask: Ask) -> None:
        """Search as people do, until there is an answer.

        Turned away is who is on the list and was kept from it by a limit; and who is not, and was not told.
        """
        first = self._by_number() if self.has_number else self._by_name()
        for typed in (first, self._carefully(), self._with_court()):
            answer = ask(self.address, **typed)
            if answer.says == MORE:
                self.asked_for_more = True
            elif self.docket in answer.dockets or (not self.docket and answer.says in (FOUND, NOTHING)):
                return
        limited = (ONLY_EXACT, MORE, LATER) if self.docket else (MORE, LATER)
        self.turned_away = answer.says in limited

    def _name(self) -> str:
        return " ".join(draft_of(self.person).words)

    def _by_number(self) -> dict[str, str]:
        return {"docket": self.number} | ({"name": self._name()} if self.rng.random() < 0.3 else {})

    def _by_name(self) -> dict[str, str]:
        words = self._name().split()
        typed = mistype_one(self.rng, words) if self.rng.random() < 0.2 else words
        born = self.person.born if self.rng.random() < 0.3 else self.person.born[:4]
        return {"name": " ".join(typed), "born": born}

    def _carefully(self) -> dict[str, str]:
        """With all they know, as the page asks them to."""
        known = {"name": self._name(), "born": self.person.born}
        return known | ({"docket": self.number} if self.has_number else {})

    def _with_court(self) -> dict[str, str]:
        """And with the court and the year, which the form has room for."""
        return self._carefully() | {"court": self.number[2:4], "year": f"20{self.number[:2]}"}


def crowd(
    listed: dict[str, tuple[Invented, Case]], others: Iterator[Invented], rng: Random, share: float
) -> list[Honest]:
    """A day's honest visitors: a library, a mobile carrier, a shelter's clinic of two hours, and homes."""
    addresses = [
        (group, address.format(at // 250, at % 250), hours)
        for group, address, many, hours in _CROWD
        for at in range(round(many * share))
    ]
    theirs = rng.sample(sorted(listed), min(len(listed), len(addresses)))
    visitors = []
    for at, (group, address, hours) in enumerate(addresses):
        docket = theirs[at % len(theirs)] if at % 2 else ""
        person = listed[docket][0] if docket else next(others)
        number = docket or f"{rng.choice(places())}{rng.randrange(_NUMBERS):03}"
        number = number if docket or number not in listed else number.replace("CR09", "CR08")
        visitors.append(
            Honest(
                group,
                address,
                person,
                docket,
                number,
                has_number=rng.random() < 0.5,
                hour=rng.uniform(*hours),
                rng=Random(rng.random()),
            )
        )
    return visitors


@dataclass
class Scraper:
    """Somebody who wants the list, at one address. `easy` are what it tries, one fact each.

    Refused, it dresses each of them up as two facts (`dressed`). `learned` are the numbers it was shown.
    """

    address: str
    easy: Iterator[dict[str, str]]
    dressed: Callable[[dict[str, str]], dict[str, str]]
    most: int
    learned: set[str] = field(default_factory=set)
    tries: int = 0
    _refused: bool = False
    _last: int = _LAST_TRIES

    def work(self, ask: Ask, tries: int) -> None:
        """Go on with so many tries, as far as the limits and `most` allow."""
        for typed in islice(self.easy, tries):
            if self._last <= 0 or self.tries >= self.most:
                return
            answer = self._try(ask, self.dressed(typed) if self._refused else typed)
            if answer.says == MORE:
                self._refused = True
                answer = self._try(ask, self.dressed(typed))
            self._last -= answer.says in (ONLY_EXACT, MORE, LATER)
            self.learned |= answer.dockets

    def _try(self, ask: Ask, typed: dict[str, str]) -> Answer:
        self.tries += 1
        return ask(self.address, **typed)


def by_number(addresses: Sequence[str], most: int) -> list[Scraper]:
    """Docket numbers in sequence, the busiest courts first; each address takes courts and years of its own.

    Refused, it adds a common name to each number.
    """
    known = places()
    return [
        Scraper(address, _numbers(known[at :: len(addresses)]), _with_a_name, most)
        for at, address in enumerate(addresses)
    ]


def _with_a_name(typed: dict[str, str]) -> dict[str, str]:
    return typed | {"name": "Jose Rodriguez"}


def _numbers(starts: Sequence[str]) -> Iterator[dict[str, str]]:
    """By turns in each of the courts and years, so that none of their limits is reached soon."""
    return ({"docket": f"{start}{number:03}"} for number, start in product(range(_NUMBERS), starts[:40]))


def _with_a_day(typed: dict[str, str]) -> dict[str, str]:
    return typed | {"born": f"{typed['born']}-07-01"}


def by_name(addresses: Sequence[str], most: int) -> list[Scraper]:
    """The commonest names, each with every year of birth; refused, with some day of that year."""
    guesses = [{"name": name, "born": str(year)} for name in common_names() for year in range(1950, 1991)]
    return [
        Scraper(address, iter(guesses[at :: len(addresses)]), _with_a_day, most)
        for at, address in enumerate(addresses)
    ]


def common_names(many: int = 400) -> list[str]:
    """Given names with surnames, the likeliest people first."""
    found: dict[str, float] = {}
    for pool in pools():
        for given, surname in product(range(15), range(40)):
            name = f"{pool.men.words[given]} {pool.surnames.words[surname]}"
            likely = pool.share * _share(pool.men.sums, given) * _share(pool.surnames.sums, surname)
            found[name] = found.get(name, 0) + likely
    return sorted(found, key=lambda name: -found[name])[:many]


def _share(sums: Sequence[float], at: int) -> float:
    return (sums[at] - (sums[at - 1] if at else 0)) / sums[-1]
