"""Writing the index of a release: once, into an empty folder, and never again.

Two kinds of documents. A *case* is found by its docket number and by pairs of its people's name
parts, which keeps common names cheap. A *word* is a listed part of names, found by what it may be
misspelt as or heard as. Cases come first: a case's document number is its row number in `cases.db`.

Whoosh is used as a store of exact keys only: never its fuzzy terms, never an update in place
(docs/decisions.md). An index holds a pickled schema, so it is code: it is never taken from outside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from whoosh import fields, index
from whoosh.writing import IndexWriter

from lookup.cases import Case, Name, Person
from lookup.index import keys
from lookup.index.people import CodedName, People
from lookup.index.places import Place, placed_parts
from lookup.index.postings import Codec
from lookup.index.words import Word

_OFTEN = 5
"""A word that is so many times more often a surname than a given name is one where a list does not say."""


def _schema() -> fields.Schema:
    return fields.Schema(
        docket=fields.ID,
        pair=fields.ID,
        word=fields.ID,
        typo=fields.ID,
        sound=fields.ID,
        echo=fields.ID,
        ends=fields.ID,
        stored=fields.STORED,
    )


class Builder:
    """Gives every listed word its number, and writes the index."""

    def __init__(self) -> None:
        self._numbers: dict[frozenset[str], int] = {}
        self._words: list[Word] = []
        self._people: Counter[int] = Counter()
        self._as_given: Counter[int] = Counter()
        self._as_surname: Counter[int] = Counter()
        self._coded: dict[Name, CodedName] = {}
        self._persons: dict[Person, int] = {}

    def build(self, folder: Path, cases: Sequence[Case]) -> People:
        """Write the index of these cases into an empty folder; answers their people as numbers."""
        for case in cases:
            self._count(case)
        writer = index.create_in(folder, _schema()).writer(limitmb=256, codec=Codec(), compound=False)
        try:
            people = People()
            for case in cases:
                coded = self.coded_names(case)
                people.add(self.person(case), coded, case.person.born)
                writer.add_document(docket=[case.docket], pair=sorted(self.pairs(coded)))
            self._add_words(writer)
            writer.commit(optimize=True)
            return people
        except BaseException:
            # Where the disk is full this fails too; what went wrong first is what is to be told.
            with suppress(Exception):
                writer.cancel()
            raise

    def person(self, case: Case) -> int:
        """The number of this case's person: the same for everybody who is written the same."""
        return self._persons.setdefault(case.person, len(self._persons))

    def coded_names(self, case: Case) -> list[CodedName]:
        """Every name of this case's person as numbers, its places as sure as the whole list makes them."""
        return [self._settled(self._code(name)) for name in case.person.names]

    def pairs(self, coded: Iterable[CodedName]) -> set[str]:
        """The pairs under which a person with these names is found."""
        return {key for name in coded for key in keys.pairs(list(self._paired(name)))}

    def _paired(self, name: CodedName) -> Iterator[keys.Paired]:
        for number, place in zip(name.words, name.places, strict=True):
            word = self._words[number]
            yield keys.Paired(word.sound, word.spellings[0][0], place)

    @property
    def spellings(self) -> list[tuple[str, ...]]:
        """The spellings of every listed word, by its number."""
        return [word.spellings for word in self._words]

    def _count(self, case: Case) -> None:
        for name in case.person.names:
            coded = self._code(name)
            for word, place in zip(coded.words, coded.places, strict=True):
                self._people[word] += 1
                self._as_given[word] += place.given
                self._as_surname[word] += place.surname

    def _code(self, name: Name) -> CodedName:
        if name not in self._coded:
            parts = placed_parts(name)
            words = [self._number(part.spellings) for part, _ in parts]
            self._coded[name] = CodedName(words, [place for _, place in parts], name.suffix)
        return self._coded[name]

    def _number(self, spellings: frozenset[str]) -> int:
        if spellings not in self._numbers:
            self._numbers[spellings] = len(self._words)
            self._words.append(Word.of(spellings))
        return self._numbers[spellings]

    def _settled(self, name: CodedName) -> CodedName:
        if Place.EITHER not in name.places:
            return name
        places = [
            self._usual(word) if place is Place.EITHER else place
            for word, place in zip(name.words, name.places, strict=True)
        ]
        if Place.SURNAME in places[:-1]:
            places[-1] = Place.SECOND_SURNAME
        return CodedName(name.words, places, name.suffix)

    def _usual(self, word: int) -> Place:
        """What a word usually is, of which one list does not say whether it is given name or surname."""
        given, surname = self._as_given[word], self._as_surname[word]
        if surname > _OFTEN * given:
            return Place.SURNAME
        return Place.MIDDLE if given > _OFTEN * surname else Place.EITHER

    def _add_words(self, writer: IndexWriter) -> None:
        for number, word in enumerate(self._words):
            writer.add_document(
                word=sorted(word.spellings),
                typo=sorted({key for spelling in word.spellings for key in keys.typos(spelling)}),
                sound=sorted({key for sound in word.sounds for key in keys.typos(sound)}),
                echo=list(word.echoes),
                ends=sorted({key for spelling in word.spellings for key in keys.ends(spelling)}),
                stored=word.packed(self._people[number]),
            )
