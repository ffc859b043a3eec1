"""Which cases must never be shown: what marks a row as juvenile or sealed, and whom a mark concerns.

In doubt a mark counts, and a person is meant: leaving a case out is the lesser harm.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lookup import names
from lookup.cases import Name, Person
from lookup.dockets import Docket
from lookup.lists import marks
from lookup.lists.problems import quoted_word
from lookup.lists.tables import Row

_NAMES = frozenset({"name", "last", "first", "middle", "suffix", "alias"})
_USUAL = ("status", "disposition", "docket")
_OTHERWISE = frozenset({marks.SEALED, marks.JUVENILE, "court"})
_ADULT = 18
"""Whoever was born so many years before the year of a case was no juvenile, whichever court had it: in
Massachusetts people of 17 were adults until September 2013."""


def mark(row: Row, fields: Mapping[int, str], filled: Mapping[str, str]) -> tuple[str, str]:
    """marks.JUVENILE or marks.SEALED where any cell of a row says so, also in a column that is not read.

    With it comes what is to be told about the cell, or "".
    """
    for kind in (marks.SEALED, marks.JUVENILE):
        text = filled.get(kind, "")
        answers = {part: marks.marked(kind, part) for part in text.split("; ")} if text else {}
        unknown = [part for part, answer in answers.items() if answer is None]
        if unknown:
            return kind, f"{quoted_word(unknown[0], kind)} is not known"
        if any(answers.values()):
            return kind, ""
    beside_names = (marks.remark(cell) for place, cell in enumerate(row.cells) if fields.get(place) in _NAMES)
    kind = _first(marks.said(text) for text in (*(filled.get(name, "") for name in _USUAL), *beside_names))
    if kind:
        return kind, ""
    cells = (cell for place, cell in enumerate(row.cells) if fields.get(place) not in _OTHERWISE)
    kind = _first(map(marks.mentioned, cells))
    return kind, f'a cell of this row says "{kind}"' if kind else ""


def juvenile(docket: Docket, court: str, person: Person) -> bool:
    """Whether a case is a juvenile's by its number, or by its court unless the birth date denies it."""
    if docket.juvenile:
        return True
    adult = person.born and docket.year - int(person.born[:4]) >= _ADULT
    return not adult and marks.mentioned(court) == marks.JUVENILE


def concerns(marked: Person, other: Person) -> bool:
    """Whether the mark of one person on a docket number may mean another spelling on that number.

    A mark without a name means everybody there. Father and son, and others whom a birth date and a name
    tell apart, are not meant.
    """
    if not marked.name.full:
        return True
    years = {person.born[:4] for person in (marked, other) if person.born}
    if marked.born == other.born and len(marked.born) > 4:
        return True
    if len(years) == 2:
        suffixes = {person.name.suffix for person in (marked, other)}
        return len(suffixes) == 1 and _words(marked.names) == _words(other.names)
    return not _words(marked.names).isdisjoint(_words(other.names))


def _words(known: Iterable[Name]) -> set[str]:
    return {word for name in known for word in names.tokens(f"{name.first} {name.last}") if len(word) > 1}


def _first(kinds: Iterable[str]) -> str:
    return next(filter(None, kinds), "")
