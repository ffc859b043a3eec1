"""Other search engines for scripts/benchmark_search, each set up as well as it can be.

They answer rows of the same release as ours; what comes after, scoring above all, is our own code.
"""

from __future__ import annotations

import sqlite3
from abc import abstractmethod
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from math import prod
from pathlib import Path

import tantivy
from rapidfuzz import fuzz, process
from tantivy import Occur

from lookup import names, nicknames
from lookup.cases import Case
from lookup.index import Index, Word, keys
from lookup.release import Release
from lookup.search import Match, Query, Searcher
from lookup.search.candidates import Candidates
from lookup.search.facts import Facts
from lookup.search.likeness import NICKNAME, SAME, VARIANT
from lookup.search.scoring import TypedName
from lookup.search.spellings import Meanings, TypedPart

_ROWS = 100
"""So many rows of a peer are scored: 50 find fewer people, 200 hardly more in half as much time again."""
_LONG = 6
"""Letters."""
_DATABASE = "people.db"
_UNKNOWN = "none"
"""The year of birth of people whose list has none."""


class _Meanings(Meanings):
    """Our index says only whether a typed word is listed; a peer's words are compared when asked for."""

    def __init__(self, part: TypedPart, index: Index, words: Sequence[Word]) -> None:
        self._words = words
        super().__init__(part, index)

    def __missing__(self, number: int) -> float:
        self[number] = self._like(self._words[number])
        return self[number]

    def _reach(self) -> None:
        self._take_in(self.part.word.spellings, SAME)
        self._related = {
            other: like
            for spelling in self.part.word.spellings
            for others, like in ((nicknames.related(spelling), NICKNAME), (keys.variants(spelling), VARIANT))
            for other in others
        }

    def _like(self, word: Word) -> float:
        return max(super()._like(word), *(self._related.get(spelling, 0.0) for spelling in word.spellings))

    def look_far(self) -> None:
        """A peer looks once."""


class Peer(Searcher):
    """Our search with another engine's candidates."""

    def __init__(self, release: Release) -> None:
        super().__init__(release)
        # Ours are packed so that processes can share them: no reason for a peer to unpack them.
        self._words = list(release.index.words)
        self._looked_up: TypedName | None = None

    def candidates(self, reading: TypedName, typed: Facts, left_out: Collection[int]) -> Candidates:
        """The engine's first rows, as if we had looked them up; once for each name."""
        rows = [] if reading is self._looked_up else self.rows(reading, typed)
        self._looked_up = reading
        return Candidates(
            [row for row in rows if row not in left_out], prod(part.share for part in reading.parts)
        )

    @abstractmethod
    def rows(self, reading: TypedName, typed: Facts) -> list[int]:
        """The rows that the engine answers, the best first."""

    def _readings(self, name: str) -> list[TypedName]:
        bare, suffix = names.split_suffix(name)
        parts = [TypedPart.of(part) for part in names.split_parts(bare)]
        meanings = [_Meanings(part, self.release.index, self._words) for part in parts]
        return [TypedName(meanings, suffix)] if parts else []


class Trigrams(Peer):
    """SQLite FTS5 with its trigram tokenizer, the only one of its own that finds misspelt names."""

    def __init__(self, release: Release, folder: Path) -> None:
        super().__init__(release)
        self._database = sqlite3.connect(folder / _DATABASE)

    @staticmethod
    def build(release: Release, folder: Path) -> None:
        """Make the database in this folder."""
        with closing(sqlite3.connect(folder / _DATABASE)) as database:
            tokenizer = "tokenize='trigram case_sensitive 1'"
            database.execute(f"create virtual table people using fts5(name, born, content='', {tokenizer})")
            rows = ((row, _padded(_words(case)), _born(case)) for row, case in _cases(release))
            database.executemany("insert into people (rowid, name, born) values (?, ?, ?)", rows)
            database.execute("insert into people (people) values ('optimize')")
            database.commit()

    def rows(self, reading: TypedName, typed: Facts) -> list[int]:
        """The first rows by bm25. The ends of words count too: with blanks they are trigrams."""
        words = [f" {word} " for part in reading.parts for word in _forms(part)]
        wanted = f"name : ({_any_of(word[at : at + 3] for word in words for at in range(len(word) - 2))})"
        if typed.born:
            wanted += f" AND born : ({_any_of(_years(typed))})"
        select = "select rowid from people where people match ? order by rank limit ?"
        return [row for (row,) in self._database.execute(select, (wanted, _ROWS))]


class Tantivy(Peer):
    """tantivy: each typed word exactly or one error off; who has most of them comes first."""

    def __init__(self, release: Release, folder: Path) -> None:
        super().__init__(release)
        self._index = tantivy.Index.open(str(folder))
        self._searcher = self._index.searcher()

    @staticmethod
    def build(release: Release, folder: Path) -> None:
        """Make the index in this folder."""
        schema = tantivy.SchemaBuilder()
        schema.add_text_field("name", tokenizer_name="whitespace", index_option="freq")
        schema.add_text_field("born", tokenizer_name="raw", index_option="basic")
        schema.add_integer_field("row", fast=True)
        writer = tantivy.Index(schema.build(), path=str(folder)).writer(
            heap_size=1_000_000_000, num_threads=1
        )
        for row, case in _cases(release):
            writer.add_document(tantivy.Document(name=" ".join(_words(case)), born=_born(case), row=row))
        writer.commit()
        writer.wait_merging_threads()

    def rows(self, reading: TypedName, typed: Facts) -> list[int]:
        """The first rows by score."""
        ways = [way for part in reading.parts for word in _forms(part) for way in self._ways(word, errors=1)]
        return self._first(tantivy.Query.boolean_query([(Occur.Should, way) for way in ways]), typed)

    def _ways(self, word: str, errors: int) -> list[tantivy.Query]:
        """The word itself, and with each number of errors up to so many."""
        schema, exact = self._index.schema, tantivy.Query.term_query(self._index.schema, "name", word)
        if len(word) == 1:
            return [exact]
        fuzzy = tantivy.Query.fuzzy_term_query
        return [exact, *(fuzzy(schema, "name", word, distance) for distance in range(1, errors + 1))]

    def _first(self, query: tantivy.Query, typed: Facts) -> list[int]:
        if typed.born:
            years = tantivy.Query.term_set_query(self._index.schema, "born", _years(typed))
            only = tantivy.Query.const_score_query(years, 0.0)
            query = tantivy.Query.boolean_query([(Occur.Must, query), (Occur.Must, only)])
        hits = self._searcher.search(query, _ROWS, count=False).hits
        return list(self._searcher.fast_field_values("row", [address for _, address in hits]))


class TantivyPairs(Tantivy):
    """tantivy: two of the typed words must be met, of longer words with two errors; else any word."""

    def rows(self, reading: TypedName, typed: Facts) -> list[int]:
        """The first rows by score."""
        each = [
            (Occur.Should, tantivy.Query.disjunction_max_query(self._far(part))) for part in reading.parts
        ]
        query = tantivy.Query.boolean_query(each, minimum_number_should_match=min(2, len(each)))
        return self._first(query, typed) or super().rows(reading, typed)

    def _far(self, part: Meanings) -> list[tantivy.Query]:
        return [
            way for word in _forms(part) for way in self._ways(word, errors=2 if len(word) >= _LONG else 1)
        ]


class Scan:
    """RapidFuzz over everybody's folded names, one after the other."""

    def __init__(self, release: Release) -> None:
        self._release = release
        self._names, self._rows = [], []
        for row, case in _cases(release):
            for name in case.person.names:
                self._names.append(" ".join(names.tokens(name.full)))
                self._rows.append(row)

    def find(self, query: Query, limit: int = 10) -> list[Match]:
        """The cases with the likest names."""
        wanted = " ".join(names.tokens(query.name))
        found = process.extract(wanted, self._names, scorer=fuzz.token_sort_ratio, limit=limit)
        scores: dict[int, float] = {}
        for _, score, at in found:
            scores.setdefault(self._rows[at], score / 100)
        cases = self._release.cases(scores)
        return [Match(case, score, ()) for case, score in zip(cases, scores.values(), strict=True)]


def _cases(release: Release) -> Iterator[tuple[int, Case]]:
    """All cases, each with its row number."""
    return enumerate(release.cases(range(len(release.people))))


def _words(case: Case) -> list[str]:
    """What a case is found by: all parts of all names, each in all its forms, folded."""
    parts = (part for name in case.person.names for part in names.split_parts(name.full))
    return sorted({spelling for part in parts for spelling in part.spellings})


def _forms(part: Meanings) -> set[str]:
    """A typed word without its particles and with all of them: "cruz" and "delacruz"."""
    return {part.part.word.spellings[0], part.part.word.spellings[-1]}


def _born(case: Case) -> str:
    return case.person.born[:4] or _UNKNOWN


def _years(typed: Facts) -> list[str]:
    """Who is listed with one of these may be born when it was typed; whoever is not will not be shown."""
    near = {str(year + off) for year in typed.birth_years for off in (-1, 0, 1)}
    return [*sorted(near), _UNKNOWN]


def _padded(words: Iterable[str]) -> str:
    return "  ".join(["", *words, ""])


def _any_of(texts: Iterable[str]) -> str:
    return " OR ".join(f'"{text}"' for text in dict.fromkeys(texts))
