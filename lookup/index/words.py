"""The parts of names, typed and listed, with what they sound like."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from lookup.index import keys


class Word(NamedTuple):
    """A part of names: its spellings ("cruz", "delacruz"), the plainest first, and what they sound like.

    `people` counts the listed names it stands in.
    """

    spellings: tuple[str, ...]
    sounds: tuple[str, ...]
    echoes: tuple[str, ...]
    people: int = 0

    @classmethod
    def of(cls, spellings: Iterable[str]) -> Word:
        """The word with these spellings."""
        ordered = tuple(sorted(spellings, key=len))
        return cls(ordered, tuple(map(keys.sound, ordered)), tuple(sorted(keys.echoes(ordered))))

    @property
    def sound(self) -> str:
        """The sound by which this word is paired."""
        return self.sounds[0]

    @property
    def initial(self) -> bool:
        """Whether this is only one letter."""
        return len(self.spellings[0]) == 1

    def packed(self, people: int) -> str:
        """This word as one text, with how many people have it. Words are letters only."""
        return "|".join(map(" ".join, (self.spellings, self.sounds, self.echoes))) + f"|{people}"

    @classmethod
    def unpacked(cls, text: str) -> Word:
        """The word that `packed` made this text of."""
        spellings, sounds, echoes, people = text.split("|")
        return cls(tuple(spellings.split()), tuple(sounds.split()), tuple(echoes.split()), int(people))


class Words:
    """All listed words by number. Unpacked one by one: processes share bytes for longer than objects."""

    def __init__(self, packed: Iterable[str]) -> None:
        encoded = [text.encode() for text in packed]
        self._bytes = b"".join(encoded)
        self._ends = array("I", accumulate(map(len, encoded), initial=0))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __iter__(self) -> Iterator[Word]:
        return map(self.__getitem__, range(len(self)))

    def __getitem__(self, number: int) -> Word:
        return Word.unpacked(self._packed(number))

    def plainest(self, number: int) -> str:
        """The plainest spelling of a word: quicker than the whole of it."""
        return self._packed(number).partition("|")[0].partition(" ")[0]

    def _packed(self, number: int) -> str:
        return self._bytes[self._ends[number] : self._ends[number + 1]].decode()
