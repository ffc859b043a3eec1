"""What a typed name may mean among the listed words, and the other ways in which it may be divided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lookup import nicknames
from lookup.index import Index, Word, keys
from lookup.names import Part
from lookup.search.likeness import NICKNAME, NICKNAME_BY_EAR, SAME, VARIANT, distantly, likeness

_MOST_SOUNDS = 24
_LONGEST = 60
_UNLISTED = 1e-4
"""How many people have a name that is near a typed word and on no list."""
_GROWN_TOGETHER = 8
"""Letters of a listed word that may be two."""
INITIAL_SHARE = 0.08
"""How many people's name begins with one letter, roughly."""
_BY_INITIAL = 1e-3


@dataclass(frozen=True, slots=True)
class TypedPart:
    """One part of a typed name: how it was written, and the word it is."""

    written: str
    word: Word

    @classmethod
    def of(cls, part: Part) -> TypedPart:
        """A part that was split off a typed name."""
        return cls(part.written, Word.of(part.spellings))


class Meanings(dict[int, float]):
    """Of one typed part: the listed words it may mean, by number, and how likely each is typed so.

    Words that no key of the index reaches are compared when they are asked for.
    """

    def __init__(self, part: TypedPart, index: Index) -> None:
        super().__init__()
        self.part = part
        self._index = index
        self._reached: dict[int, Word] = {}
        self._other_particle: set[int] = set()
        self._reach()
        self.share = self._share()

    def __missing__(self, number: int) -> float:
        self[number] = self._like(self._index.words[number])
        return self[number]

    def _like(self, word: Word) -> float:
        like = likeness(self.part.word, word)
        if word.initial and not self.part.word.initial:
            # Of those whose list has an initial, the typed name is one of many.
            return like * self.share / INITIAL_SHARE
        return like

    def sounds(self) -> list[tuple[float, str]]:
        """The sounds to look people up by, the likeliest and commonest first; the initial comes last."""
        best: dict[str, tuple[float, int]] = {}
        for number, word in self._reached.items():
            best[word.sound] = max((self[number], word.people), best.get(word.sound, (0.0, 0)))
        found = sorted(((*rank, sound) for sound, rank in best.items()), reverse=True)
        likeliest = [(like, sound) for like, _, sound in found[:_MOST_SOUNDS]]
        return [*likeliest, (_BY_INITIAL, self.part.word.spellings[0][0])]

    def loosely(self, number: int) -> bool:
        """Whether only one of the typed and this listed word has a particle: Cruz, de la Cruz."""
        return number in self._other_particle

    def look_far(self) -> None:
        """Take in words two errors away, those it is the beginning or the end of, and nicknames by ear."""
        typed, words = self.part.word.spellings[0], self._index.words
        far = self._index.words_far(self.part.word)
        self._compare(number for number in far if distantly(typed, words.plainest(number)))
        self._take_in(nicknames.related_by_sound(typed), NICKNAME_BY_EAR)
        self.share = self._share()

    def _reach(self) -> None:
        self._compare(self._index.words_like(self.part.word))
        for spelling in self.part.word.spellings:
            self._take_in(nicknames.related(spelling), NICKNAME)
            self._take_in(keys.variants(spelling), VARIANT)

    def _compare(self, numbers: Iterable[int]) -> None:
        """Take in the words that are like the typed one; an initial only as half of two letters."""
        longest = 2 if self.part.word.initial else _LONGEST
        for number in numbers:
            word = self._index.words[number]
            if not word.initial and len(word.spellings[0]) <= longest:
                self._keep(number, word, likeness(self.part.word, word))

    def _take_in(self, spellings: Iterable[str], like: float) -> None:
        for spelling in spellings:
            for number in self._index.exactly(spelling):
                self._keep(number, self._index.words[number], like)

    def _keep(self, number: int, word: Word, like: float) -> None:
        if like > self.get(number, 0.0):
            self[number] = like
            self._reached[number] = word
            if (len(word.spellings) > 1) != (len(self.part.word.spellings) > 1):
                self._other_particle.add(number)

    def _share(self) -> float:
        """How many of all people would by chance be typed so."""
        if self.part.word.initial:
            return INITIAL_SHARE
        total = max(1, len(self._index))
        found = sum(self[number] * word.people for number, word in self._reached.items()) / total
        return min(1.0, found if SAME in self.values() else found + _UNLISTED)


def readings(parts: Sequence[Part], index: Index) -> Iterator[list[Meanings]]:
    """What the typed parts may mean as they stand, then joined, split or divided elsewhere."""
    known: dict[TypedPart, Meanings] = {}
    for typed in _divisions(parts, index):
        for part in typed:
            if part not in known:
                known[part] = Meanings(part, index)
        yield [known[part] for part in typed]


def _divisions(parts: Sequence[Part], index: Index) -> Iterator[list[TypedPart]]:
    """Two words as one, or words taken apart; a word that some list has is taken apart last."""
    typed = [TypedPart.of(part) for part in parts]
    yield typed
    places = range(len(typed))
    listed = [part.word.initial or any(map(index.exactly, part.word.spellings)) for part in typed]
    for at in places:
        if not listed[at]:
            yield from _apart(typed, at, index)
    for at in places[:-1]:
        letters = typed[at].word.spellings[-1] + typed[at + 1].word.spellings[-1]
        ways = [(letters,)] if listed[at] and listed[at + 1] else [(letters,), *_halves(letters)]
        yield from _replaced(typed, at, 2, ways, index)
    for at in places:
        if listed[at] and len(typed[at].word.spellings[0]) >= _GROWN_TOGETHER:
            yield from _apart(typed, at, index)


def _apart(typed: Sequence[TypedPart], at: int, index: Index) -> Iterator[list[TypedPart]]:
    spellings = typed[at].word.spellings
    for letters in dict.fromkeys((spellings[0], spellings[-1])):
        yield from _replaced(typed, at, 1, _halves(letters), index)


def _halves(letters: str) -> list[tuple[str, ...]]:
    """Two words of these letters, also where another letter was hit instead of the space."""
    cuts = range(2, len(letters) - 1)
    return [
        *((letters[:cut], letters[cut:]) for cut in cuts),
        *((letters[:cut], letters[cut + 1 :]) for cut in cuts if cut + 3 <= len(letters)),
    ]


def _replaced(
    typed: Sequence[TypedPart], at: int, count: int, ways: Iterable[tuple[str, ...]], index: Index
) -> Iterator[list[TypedPart]]:
    """The typed parts with `count` of them replaced by one other word that is listed, or two of one name."""
    for words in ways:
        if index.sounds_listed(*words) if len(words) == 1 else index.together(*words):
            new = [TypedPart.of(Part(frozenset({word}), word)) for word in words]
            yield [*typed[:at], *new, *typed[at + count :]]
