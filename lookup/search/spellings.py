"""What a typed name may mean among the listed words: each part's likely words, and other ways to divide it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lookup import nicknames
from lookup.index import Index
from lookup.names import Part
from lookup.search.likeness import NICKNAME, TypedPart, likeness

_MOST_SOUNDS = 12
_UNLISTED = 3e-4
"""How often people have a name that is near a typed word and on no list."""
_INITIAL_SHARE = 0.08
_BY_INITIAL = 1e-3


class Meanings(dict[int, float]):
    """Of one typed part: the listed words it may mean, by number, and how likely each is typed so.

    Words that no key of the index reaches are compared when they are asked for.
    """

    def __init__(self, part: TypedPart, index: Index) -> None:
        super().__init__()
        self.part = part
        self._words = index.words
        for spelling in part.spellings:
            self._reach(index, spelling)
        self.share = self._share(index)

    def __missing__(self, number: int) -> float:
        word = self._words[number]
        self[number] = likeness(self.part, word.spellings, word.sounds)
        return self[number]

    def sounds(self) -> list[tuple[float, str]]:
        """The sounds to look people up by, the likeliest first; the part's initial comes last."""
        best: dict[str, float] = {}
        for number, like in self.items():
            sound = self._words[number].sound
            best[sound] = max(like, best.get(sound, 0.0))
        found = sorted(((like, sound) for sound, like in best.items() if like), reverse=True)
        return [*found[:_MOST_SOUNDS], (_BY_INITIAL, self.part.spellings[0][0])]

    def _reach(self, index: Index, spelling: str) -> None:
        if len(spelling) == 1:
            return
        for number in index.words_like(spelling):
            like = self[number]
            if not like:
                del self[number]
        for other in nicknames.related(spelling):
            for number in index.exactly(other):
                self[number] = max(NICKNAME, self.get(number, 0.0))

    def _share(self, index: Index) -> float:
        """How many of all listed people would by chance be typed so."""
        if self.part.initial:
            return _INITIAL_SHARE
        total = max(1, len(index))
        found = sum(like * self._words[number].people for number, like in self.items()) / total
        listed = any(like == 1 for like in self.values())
        return found + (1 / total if listed else _UNLISTED)


def readings(parts: Sequence[Part], index: Index) -> Iterator[list[TypedPart]]:
    """The typed parts as they stand, then as they may be meant: joined, split or divided elsewhere.

    Only words that no list has are doubted, and only listed words are made of them.
    """
    typed = [TypedPart.of(part) for part in parts]
    yield typed
    for at, part in enumerate(typed):
        if len(part.spellings[-1]) > 1 and not _listed(part, index):
            yield from _divided(typed, at, 1, index)
    for at in range(len(typed) - 1):
        if not (_listed(typed[at], index) and _listed(typed[at + 1], index)):
            yield from _divided(typed, at, 2, index)


def _divided(typed: Sequence[TypedPart], at: int, count: int, index: Index) -> Iterator[list[TypedPart]]:
    """Other ways to divide `count` parts from `at` on, in one or two listed words."""
    letters = "".join(part.spellings[-1] for part in typed[at : at + count])
    cuts = [(letters[:cut], letters[cut:]) for cut in range(2, len(letters) - 1)]
    whole = [(letters,)] if count > 1 else []
    for words in [*whole, *cuts]:
        if all(index.exactly(word) for word in words):
            new = [TypedPart.of(Part(frozenset({word}), word)) for word in words]
            yield [*typed[:at], *new, *typed[at + count :]]


def _listed(part: TypedPart, index: Index) -> bool:
    return any(index.exactly(spelling) for spelling in part.spellings)
