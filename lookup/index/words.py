"""The listed parts of names: what a typed one is compared with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A listed part of names: its spellings ("cruz", "delacruz"), the plainest first, and their sounds.

    `people` counts the names it stands in.
    """

    spellings: tuple[str, ...]
    sounds: tuple[str, ...]
    people: int = 0

    @property
    def sound(self) -> str:
        """The sound by which this word is paired."""
        return self.sounds[0]
