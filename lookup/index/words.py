"""The parts of names, typed and listed, with what they sound like."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lookup.index import keys


@dataclass(frozen=True, slots=True)
class Word:
    """A part of names: its spellings ("cruz", "delacruz"), the plainest first, and what they sound like.

    `people` counts the listed names it stands in.
    """

    spellings: tuple[str, ...]
    sounds: tuple[str, ...]
    echoes: frozenset[str]
    people: int = 0

    @classmethod
    def of(cls, spellings: Iterable[str]) -> Word:
        """The word with these spellings."""
        plainest_first = tuple(sorted(spellings, key=len))
        return cls(
            plainest_first, tuple(map(keys.sound, plainest_first)), frozenset(keys.echoes(plainest_first))
        )

    @property
    def initial(self) -> bool:
        """Whether this is only one letter."""
        return len(self.spellings[0]) == 1

    @property
    def sound(self) -> str:
        """The sound by which this word is paired."""
        return self.sounds[0]
