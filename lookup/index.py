"""The Whoosh index: written once for a release, then read as plain posting lists.

Two kinds of documents. A *case* is found by its docket number and by pairs of its people's name
tokens, which keeps common names cheap. A *word* is a listed token, found by what it may be
misspelt as. Document numbers of cases are their row numbers in `cases.db`, less one.

Whoosh is used as a store of exact keys only: never its fuzzy terms, never an update in place
(docs/decisions.md). An index holds a pickled schema, so it is code: it is never taken from outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import combinations
from pathlib import Path
from threading import Lock

from whoosh import fields, index
from whoosh.reading import TermNotFound
from whoosh.writing import IndexWriter

from lookup import names
from lookup.cases import Case, Name, Person

_FEWEST_LETTERS_WITH_TYPOS = 3


def _schema() -> fields.Schema:
    return fields.Schema(
        docket=fields.ID,
        pair=fields.ID,
        typo=fields.ID,
        sound=fields.ID,
        stored=fields.STORED,
    )


def name_tokens(name: Name) -> set[str]:
    """Every token somebody might type for this name: its words, and particles joined to theirs."""
    whole = names.spellings(f"{name.first} {name.middle} {name.last}")
    return {token for token in whole if len(token) > 1} or whole


def person_tokens(person: Person) -> set[str]:
    """The tokens of all names of a person."""
    return set().union(*map(name_tokens, person.names))


def pair_keys(person: Person) -> set[str]:
    """The pairs under which a person is found: any two tokens of one name, or initial and surname."""
    found: set[str] = set()
    for name in person.names:
        tokens = sorted(name_tokens(name))
        found |= {pair(a, b) for a, b in combinations(tokens, 2)}
        found |= _initial_pairs(name, tokens)
        if len(tokens) == 1:
            found.add(pair(tokens[0], tokens[0]))
    return found


def _initial_pairs(name: Name, tokens: Sequence[str]) -> set[str]:
    given = names.tokens(name.first)
    return {pair(given[0][0], token) for token in tokens if token not in given} if given else set()


def pair(a: str, b: str) -> str:
    """The key of two tokens, whichever comes first."""
    return f"{min(a, b)}|{max(a, b)}"


def typo_keys(word: str) -> set[str]:
    """The word and each spelling that lacks one of its letters: words one error apart share one."""
    if len(word) < _FEWEST_LETTERS_WITH_TYPOS:
        return {word}
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}


def build(folder: Path, cases: Iterable[Case]) -> Iterator[Case]:
    """Write the index of these cases into an empty folder, passing each case on as it goes in."""
    writer = index.create_in(folder, _schema()).writer(limitmb=256)
    try:
        listed: set[str] = set()
        for case in cases:
            writer.add_document(docket=[case.docket], pair=sorted(pair_keys(case.person)))
            listed |= person_tokens(case.person)
            yield case
        _add_words(writer, listed)
        writer.commit(optimize=True)
    except BaseException:
        # Where the disk is full this fails too; what went wrong first is what is to be told.
        with suppress(Exception):
            writer.cancel()
        raise


def _add_words(writer: IndexWriter, listed: Iterable[str]) -> None:
    for word in sorted(listed):
        writer.add_document(typo=sorted(typo_keys(word)), sound=[names.sound(word)], stored=word)


class Index:
    """An index that was built, opened for reading. Safe to share between threads and forks."""

    def __init__(self, folder: Path) -> None:
        self._reader = index.open_dir(folder, readonly=True).reader()
        self._lock = Lock()

    def close(self) -> None:
        """Give the files back."""
        self._reader.close()

    def docket(self, standard: str) -> list[int]:
        """The row numbers of the cases with this docket number, in standard form."""
        return self._rows("docket", standard)

    def people(self, a: str, b: str) -> list[int]:
        """The row numbers of the cases of people with these two tokens in one of their names."""
        return self._rows("pair", pair(a, b))

    def words_like(self, text: str) -> list[str]:
        """Listed tokens that are this one, or share a typo key or the sound with it, in no order."""
        keys = [("typo", key) for key in sorted(typo_keys(text))] + [("sound", names.sound(text))]
        with self._lock:
            numbers = {number for field, key in keys for number in self._postings(field, key)}
            return [self._reader.stored_fields(number)["stored"] for number in sorted(numbers)]

    def _rows(self, field: str, key: str) -> list[int]:
        with self._lock:
            return [number + 1 for number in self._postings(field, key)]

    def _postings(self, field: str, key: str) -> list[int]:
        try:
            return list(self._reader.postings(field, key).all_ids())
        except TermNotFound:
            return []
