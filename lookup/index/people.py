"""Everybody's names as numbers, so that hundreds of people can be compared in a millisecond.

A name is a run of marks: a listed word's number and its place, then a suffix, then an end. All
marks of a release are one array, shared by the processes that were forked after it was read.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lookup import names
from lookup.index.places import Place

_PLACES = 8
_PLACE = tuple(Place)
_SUFFIX, _END = 6, 7
_SUFFIXES = sorted(set(names.SUFFIXES.values()))

NUMBERS = {"starts": "I", "marks": "I", "persons": "I", "born": "H"}
"""What is kept of a release's people: the arrays of `People.numbers`, and their type codes."""


@dataclass(frozen=True, slots=True)
class CodedName:
    """One name: its listed words by number, the place of each, and a suffix."""

    words: Sequence[int]
    places: Sequence[Place]
    suffix: str = ""


class People:
    """Who the cases are about, by row number: a number for each person, the names, the year of birth."""

    def __init__(self, numbers: Mapping[str, array[int]] | None = None) -> None:
        self.numbers = numbers or {name: array(code) for name, code in NUMBERS.items()}
        self._starts, self._marks, self._persons, self._born = (self.numbers[name] for name in NUMBERS)
        if not self._starts:
            self._starts.append(0)

    def __len__(self) -> int:
        return len(self._born)

    def add(self, person: int, coded: Iterable[CodedName], born: str) -> None:
        """Add the next row: the number of its person, all names, and the date or year of birth or ""."""
        for name in coded:
            self._marks.extend(
                word * _PLACES + place for word, place in zip(name.words, name.places, strict=True)
            )
            if name.suffix in _SUFFIXES:
                self._marks.append(_SUFFIXES.index(name.suffix) * _PLACES + _SUFFIX)
            self._marks.append(_END)
        self._starts.append(len(self._marks))
        self._persons.append(person)
        self._born.append(int(born[:4] or 0))

    def born_year(self, row: int) -> int:
        """The year of birth of the person of this case, 0 where the list has none."""
        return self._born[row]

    def person(self, row: int) -> int:
        """The number of the person of this case."""
        return self._persons[row]

    def count(self, rows: Iterable[int]) -> int:
        """How many different persons these cases are about."""
        return len({self._persons[row] for row in rows})

    def length(self, row: int) -> int:
        """How much there is to the names of this case's person: a measure to put short ones first."""
        return self._starts[row + 1] - self._starts[row]

    def names(self, row: int) -> list[CodedName]:
        """The names of this case's person, the main one first."""
        found = []
        words: list[int] = []
        places: list[Place] = []
        suffix = ""
        for mark in self._marks[self._starts[row] : self._starts[row + 1]]:
            number, place = divmod(mark, _PLACES)
            if place < _SUFFIX:
                words.append(number)
                places.append(_PLACE[place])
            elif place == _SUFFIX:
                suffix = _SUFFIXES[number]
            else:
                found.append(CodedName(words, places, suffix))
                words, places, suffix = [], [], ""
        return found
