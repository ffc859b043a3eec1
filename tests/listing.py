"""A small release of listed names, for the tests of the search. Everybody on it is invented."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lookup.cases import Case, Charge, Person, Source
from lookup.names import parse_listed, split_parts, split_suffix
from lookup.release import Releases
from lookup.search import Searcher
from lookup.search.scoring import TypedName
from lookup.search.spellings import Meanings, TypedPart

SOURCE = Source("list.csv", "", "Suffolk", "2017-04-18")


FIRSTS = "ALAN CARMEN DAVID ELENA FRANK GRACE HENRY IRENE JANE KEVIN LAURA OSCAR".split()
LASTS = "ADAMS BROWN CHAN COHEN DAVIS EVANS FLORES GOMEZ HILL KING LEVY MORA NOLAN PEREZ".split()


def listed(docket: str, name: str, born: str = "") -> Case:
    """A case of somebody whose name stands like this in a cell of a list."""
    main, aliases = parse_listed(name)
    return Case("dookhan", docket, "", Person(main, aliases, born), (Charge(1, "dismissed", SOURCE),), SOURCE)


def people(*names: str) -> list[Case]:
    """A case for each of these names, on docket numbers that count up, with no birth dates."""
    return [listed(f"0752CR09{number:04}", name) for number, name in enumerate(names, 1)]


def others() -> list[Case]:
    """Many other people, so that whoever else is listed is one of many, as on a list of a whole county."""
    names = [f"{last}, {first}" for last in LASTS for first in FIRSTS]
    return [
        listed(f"0701CR09{number:04}", name, f"{1950 + number % 40}-0{number % 9 + 1}-13")
        for number, name in enumerate(names)
    ]


def searcher_of(instance: Path, cases: Iterable[Case]) -> Searcher:
    """What finds these cases, from a release made in this folder."""
    releases = Releases(instance)
    return Searcher.open(releases.path(releases.build(list(cases), "Invented", True, []).id))


def typed_name(searcher: Searcher, text: str) -> TypedName:
    """A typed name as it stands, with what its parts may mean among the names on this release."""
    bare, suffix = split_suffix(text)
    index = searcher.release.index
    return TypedName([Meanings(TypedPart.of(part), index) for part in split_parts(bare)], suffix)
