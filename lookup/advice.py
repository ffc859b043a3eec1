"""Advice: what a page says about one answer, and what somebody can do now.

A charge's status brings its own (`incidents.py`). What fits no status stands in `data/answers/`, one file
each: `mixed` and `nothing` (a search), `likely`, `unclear` and `unlikely` (the self-check).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lookup.texts import DATA, RESULTS, ContentError, Reference, Table, Text, load_folder

FOLDER = DATA / "answers"
NEEDED = ("mixed", "nothing", *RESULTS)


@dataclass(frozen=True, slots=True)
class Advice:
    """One answer, in the order in which a page says it. `topics` are ids of pages that go with it.

    `costs` says what it costs and how long it takes, `call` whom to call and what to say.
    """

    id: str
    tone: str
    topics: tuple[str, ...]
    label: Text
    answer: Text
    means: Text
    next: tuple[Text, ...]
    costs: Text
    call: Text


@dataclass(frozen=True, slots=True)
class General(Advice):
    """An answer that belongs to no incident. `as_of` is the ISO date of the newest paper it rests on."""

    as_of: str
    sources: tuple[Reference, ...]


def load_all(topics: Iterable[str], languages: Sequence[str], folder: Path = FOLDER) -> dict[str, General]:
    """Read the answers that belong to no incident, by id. Raises ContentError with all mistakes."""
    known = list(topics)

    def read(table: Table) -> General:
        advice = General(**table.plain(General))
        table.known("topics", advice.topics, known)
        return advice

    found = load_folder(folder, languages, read)
    if missing := [name for name in NEEDED if name not in found]:
        raise ContentError(f"{folder}: {missing[0]}.toml is missing; put it back")
    return found
