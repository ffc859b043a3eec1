"""Labelled queries for scripts/evaluate_search: what somebody types, and whom they mean."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random

from trial_damage import (
    Draft,
    initial,
    joined,
    misheard,
    mistype_one,
    mistyped,
    nicknamed,
    shorter,
    without_particles,
    written,
)
from trial_names import words
from trial_people import Invented

STRONG, MEDIUM, WEAK, STRANGER = "strong", "medium", "weak", "stranger"
PAIRS = Path(__file__).parent / "trial_pairs.tsv"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A typed name and year of birth, and whose they are: `person` counts the list's people, -1 is nobody.

    `meant` is the name before the damage: a listed person who has all of it is as good an answer.
    """

    family: str
    grade: str
    typed: str
    born: str
    meant: str
    person: int
    listed: str


Form = Callable[[Random, Draft], tuple[str, str]]
"""Writes a name down in the manner of one family: the text, and how hard that is to read (the grade)."""


def draft_of(person: Invented) -> Draft:
    """The name as the person would write it in full."""
    return Draft(person.language, person.given, person.middle, _listed_surnames(person), person.suffix)


def _listed_surnames(person: Invented) -> tuple[str, ...]:
    """A surname that the list lacks is not typed either; families that add words are hand-written."""
    return tuple(name for name in person.surnames if words(name) <= words(person.listed))


def plain_form(rng: Random, draft: Draft) -> tuple[str, str]:
    """The right letters: case, accents, order, hyphens, apostrophes and particles as people write them."""
    return written(rng, without_particles(draft) if rng.random() < 0.3 else draft), STRONG


def mixed_form(rng: Random, draft: Draft) -> tuple[str, str]:
    """What comes in on an ordinary day: mostly one thing wrong, sometimes two, seldom three."""
    many = rng.choices([1, 2, 3], [70, 24, 6])[0]
    for change in rng.choices(_CHANGES, [45, 15, 20, 12, 8], k=many):
        draft = change(rng, draft)
    return written(rng, draft), (STRONG, MEDIUM, WEAK)[many - 1]


def typing_form(rng: Random, draft: Draft) -> tuple[str, str]:
    """The full name with exactly one error of the fingers."""
    return " ".join(mistype_one(rng, written(rng, draft, reordered=False).split())), MEDIUM


def both_form(rng: Random, draft: Draft) -> tuple[str, str]:
    """First name and a surname each with one error, long ones sometimes with two."""
    at = rng.randrange(len(draft.surnames))
    surname = _damaged(rng, draft.surnames[at], draft.language)
    surnames = (*draft.surnames[:at], surname, *draft.surnames[at + 1 :])
    given = (_damaged(rng, draft.given[0], draft.language), *draft.given[1:])
    return written(rng, replace(draft, given=given, surnames=surnames)), WEAK


def joined_form(rng: Random, draft: Draft) -> tuple[str, str]:
    """Words written as one, or apart."""
    return written(rng, joined(rng, draft)), MEDIUM


def nickname_form(rng: Random, draft: Draft) -> tuple[str, str]:
    """What friends say, or the English form of the first name."""
    return written(rng, nicknamed(rng, draft)), MEDIUM


def _damaged(rng: Random, word: str, language: str) -> str:
    once = misheard(rng, word, language) if rng.random() < 0.4 else word
    once = mistyped(rng, word) if once == word else once
    return mistyped(rng, once) if len(word) > 5 and rng.random() < 0.2 else once


def _hear_one(rng: Random, draft: Draft) -> Draft:
    return _one_word(rng, draft, lambda word: misheard(rng, word, draft.language))


def _mistype_one(rng: Random, draft: Draft) -> Draft:
    return _one_word(rng, draft, lambda word: mistyped(rng, word) if len(word) > 1 else word)


def _one_word(rng: Random, draft: Draft, change: Callable[[str], str]) -> Draft:
    """One of the given names or surnames changed."""
    every, given = [*draft.given, *draft.surnames], len(draft.given)
    at = rng.randrange(len(every))
    every[at] = change(every[at])
    return replace(draft, given=tuple(every[:given]), surnames=tuple(every[given:]))


_CHANGES = (_hear_one, nicknamed, _mistype_one, joined, initial)

FAMILIES: dict[str, Form] = {
    "plain": plain_form,
    "mixed": mixed_form,
    "typing": typing_form,
    "both": both_form,
    "joined": joined_form,
    "nickname": nickname_form,
}
# How often somebody leaves out a second surname, a middle name or a second given name.
_SHORTENED = {"plain": 0.8, "mixed": 0.6, "nickname": 0.6}


def of_family(family: str, people: Sequence[Invented], many: int, seed: int) -> Iterator[Labelled]:
    """So many queries of one family; people whose name it leaves as it is are passed over."""
    rng, form = Random(f"{family} {seed}"), FAMILIES[family]
    while many:
        at = rng.randrange(len(people))
        draft = draft_of(people[at])
        if rng.random() < _SHORTENED.get(family, 0):
            draft = shorter(rng, draft)
        if (family == "joined" and joined(rng, draft) == draft) or (
            family == "nickname" and nicknamed(rng, draft) == draft
        ):
            continue
        typed, grade = form(rng, draft)
        yield _labelled(family, grade, typed, draft, people[at], at)
        many -= 1


def birth_dates(people: Sequence[Invented], many: int, seed: int) -> Iterator[Labelled]:
    """The plain name with a date of birth as people write it: right, day and month swapped, a year off."""
    rng = Random(f"born {seed}")
    while many:
        at = rng.randrange(len(people))
        person = people[at]
        born = date.fromisoformat(person.born)
        if person.listed_born != person.born or born.day > 12 or born.day == born.month:
            continue
        draft = shorter(rng, draft_of(person))
        text, family, grade = rng.choice(
            [
                (f"{born.year}", "born: the year", STRONG),
                (f"{born.month}/{born.day}/{born.year}", "born: the date", STRONG),
                (f"{born.day:02}/{born.month:02}/{born.year}", "born: day and month swapped", MEDIUM),
                (f"{born.year + rng.choice([-1, 1])}", "born: a year off", WEAK),
            ]
        )
        typed, _ = plain_form(rng, draft)
        yield replace(_labelled(family, grade, typed, draft, person, at), born=text)
        many -= 1


def strangers(invented: Iterable[Invented], listed: Sequence[Invented], many: int) -> Iterator[Labelled]:
    """People like those on the list who are not on it, by their full name; by a short one every second time.

    Who has exactly the words of a listed name and that person's year of birth is left out: nobody
    could tell them apart.
    """
    rng = Random(many)
    taken = {
        (words(f"{name.first} {name.middle} {name.last}"), one.born[:4])
        for one in listed
        for name in one.person.names
    }
    for person in invented:
        draft = draft_of(person)
        short = many % 2 == 0
        draft = shorter(rng, draft) if short else draft
        typed, _ = plain_form(rng, draft)
        if (words(" ".join(draft.words)), person.born[:4]) in taken:
            continue
        yield _labelled(f"stranger, {'short' if short else 'full'} name", STRANGER, typed, draft, person, -1)
        many -= 1
        if not many:
            return


def _labelled(family: str, grade: str, typed: str, draft: Draft, person: Invented, at: int) -> Labelled:
    return Labelled(family, grade, typed, person.born, " ".join(draft.words), at, person.listed)


def hand_written(first: int) -> tuple[list[Invented], list[Labelled]]:
    """The people of scripts/trial_pairs.tsv, on the list from place `first` on, and who types what."""
    with PAIRS.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    places: dict[tuple[str, str], int] = {}
    labelled = []
    for row in rows:
        at = places.setdefault((row["listed"], row["born_listed"]), first + len(places))
        family = "pairs: strangers" if row["grade"] == STRANGER else "pairs"
        labelled.append(
            Labelled(family, row["grade"], row["typed"], row["born_typed"], row["typed"], at, row["listed"])
        )
    people = [Invented("es", (), "", (), "", born, listed, born) for listed, born in places]
    return people, labelled
