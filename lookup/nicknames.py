"""Given names that stand for one another: short forms (Pepe, José), twins in another language
(José, Joseph), and spellings that do not sound alike (Yeison, Jason).

The English short forms come from the `nicknames` package; `data/nicknames.csv` has our own, and as
"not" the package's pairs that would show a stranger's case ("not" without another name: all of
that name's, because it is also a surname or an everyday word).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

from nicknames import name_triplets

from lookup import sounds
from lookup.names import PARTICLES, SUFFIXES, fold

TABLE = Path(__file__).parent / "data" / "nicknames.csv"

_NONE: frozenset[str] = frozenset()


def related(name: str) -> frozenset[str]:
    """Folded given names that somebody called this may be listed under, or the other way round.

    Never the name itself, and one step only: Bob is no Beto because each may be a Roberto.
    """
    return _table().get(fold(name), _NONE)


def related_by_sound(name: str) -> frozenset[str]:
    """The same for whoever writes a short form by ear: "Tonie" as Tony, so Anthony; "Phreddy" as Freddy."""
    alike = _by_sound().get(sounds.sound(fold(name)), ())
    return frozenset(other for one in alike for other in related(one))


@cache
def _by_sound() -> dict[str, list[str]]:
    found = defaultdict(list)
    for name in _table():
        found[sounds.sound(name)].append(name)
    return dict(found)


@cache
def _table() -> dict[str, frozenset[str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [(fold(row["name"]), fold(row["other"]), row["kind"]) for row in csv.DictReader(file)]
    ours = {(name, other) for name, other, kind in rows if kind != "not"}
    wrong = {(name, other) for name, other, kind in rows if kind == "not"}
    found = defaultdict(set)
    for name, other in ours | _english(wrong):
        found[name].add(other)
        found[other].add(name)
    return {name: frozenset(others) for name, others in found.items()}


def _english(wrong: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """The package's pairs, without the wrong ones and those that are no name here ("del", "K.C.", "Jr.")."""
    no_name = PARTICLES | SUFFIXES.keys() | {name for name, other in wrong if not other}
    pairs = {(name, other) for name, _, other in name_triplets()}
    return {
        (name, other)
        for name, other in pairs
        if not {(name, other), (other, name)} & wrong
        and not {name, other} & no_name
        and name.isalpha()
        and other.isalpha()
    }
