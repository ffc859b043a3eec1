"""Reading the index of a release, as plain posting lists. Safe to share between threads and forks."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path

from whoosh import index

from lookup.index import keys
from lookup.index.postings import Codec
from lookup.index.words import Word, Words


class Index:
    """An index that was built, opened for reading. `cases` is how many it was built of."""

    def __init__(self, folder: Path, cases: int) -> None:
        self._reader = index.open_dir(folder, readonly=True).reader()
        # Of no cases Whoosh writes no file.
        self._postings = (
            Codec().terms_reader(self._reader.storage(), self._reader.segment()) if cases else None
        )
        self._cases = cases
        documents = range(cases, self._reader.doc_count_all())
        self.words = Words(self._reader.stored_fields(document)["stored"] for document in documents)

    def __len__(self) -> int:
        return self._cases

    def close(self) -> None:
        """Give the files back."""
        if self._postings:
            self._postings.close()
        self._reader.close()

    def docket(self, standard: str) -> Sequence[int]:
        """The row numbers of the cases with this docket number, in standard form."""
        return self._documents("docket", standard)

    def people(self, a: str, b: str) -> Sequence[int]:
        """The row numbers of the cases of people with parts of these two sounds in one of their names."""
        return self._documents("pair", keys.pair(a, b))

    def together(self, one: str, other: str) -> bool:
        """Whether somebody has words that sound like these two in one name."""
        return any(
            self._documents("pair", key)
            for a in self._paired_as(one)
            for b in self._paired_as(other)
            for key in (keys.pair(a, b), keys.given_pair(a, b))
        )

    def _paired_as(self, spelling: str) -> set[str]:
        """The sounds under which a word with this spelling may be paired: "dasilva" as Silva."""
        return {keys.sound(spelling)} | {self.words[number].sound for number in self.exactly(spelling)}

    def words_like(self, typed: Word) -> set[int]:
        """The numbers of the words that may be meant: one error away by letters or sound, or heard alike."""
        return self._words(
            typo={key for spelling in typed.spellings for key in keys.typos(spelling)},
            sound={key for sound in typed.sounds for key in keys.typos(sound)},
            echo=typed.echoes,
        )

    def words_far(self, typed: Word) -> set[int]:
        """The numbers of the words that two errors may have made the typed one of, among many others."""
        return self._words(ends={key for spelling in typed.spellings for key in keys.ends(spelling)})

    def sounds_listed(self, spelling: str) -> bool:
        """Whether some listed word is spelt like this, or sounds like it."""
        sound = keys.sound(spelling)
        alike = (document - self._cases for document in self._documents("sound", sound))
        return any(sound in self.words[number].sounds for number in alike)

    def _words(self, **looked_up: Iterable[str]) -> set[int]:
        return {
            document - self._cases
            for field, every in looked_up.items()
            for key in every
            for document in self._documents(field, key)
        }

    def _documents(self, field: str, key: str) -> array[int]:
        return self._postings.documents(field, key) if self._postings else array("I")

    def exactly(self, spelling: str) -> list[int]:
        """The numbers of the words that are spelt like this."""
        return [document - self._cases for document in self._documents("word", spelling)]
