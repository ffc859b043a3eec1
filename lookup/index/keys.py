"""The keys under which listed names are found: of a word, what it may be misspelt as; of a name, its pairs.

People are found by pairs of the parts of their name, each by its sound, so that a common surname
stays cheap and one look-up serves all spellings that sound alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from lookup import sounds
from lookup.index.places import Place

_END = 4
"""Letters."""


def sound(spelling: str) -> str:
    """The sound by which a word is paired; where hardly one is left ("Ho"), the word itself."""
    found = sounds.sound(spelling)
    return found if len(found) > 1 else spelling


def pair(a: str, b: str) -> str:
    """The key of two sounds, whichever comes first."""
    return f"{a}|{b}" if a < b else f"{b}|{a}"


def given_pair(a: str, b: str) -> str:
    """The key of two given names of one person. Nobody is looked up by them: too many share them."""
    return f"={pair(a, b)}"


@dataclass(frozen=True, slots=True)
class Paired:
    """One part of a listed name as it is paired: its sound, its first letter and its place."""

    sound: str
    letter: str
    place: Place

    @property
    def tells(self) -> bool:
        """Whether the part says enough to be looked up by: a middle initial does not."""
        return len(self.sound) > 1 or self.place is Place.GIVEN


def pairs(parts: Sequence[Paired]) -> set[str]:
    """The pairs of one listed name. Two given names are one of their own kind, to be asked for apart."""
    if len(parts) == 1:
        return {pair(parts[0].sound, parts[0].sound)}
    both = list(combinations([part for part in parts if part.tells], 2))
    found = {pair(a.sound, b.sound) for a, b in both if not (a.place.given and b.place.given)}
    found |= _initial_pairs(parts)
    given = {given_pair(a.sound, b.sound) for a, b in both if a.place.given and b.place.given}
    # Who has no surname is found by what there is.
    return given | (found or {pair(parts[0].sound, parts[1].sound)})


def _initial_pairs(parts: Sequence[Paired]) -> set[str]:
    """The first given name's initial with each surname: for "J. García", and for a garbled given name."""
    return {
        pair(given.letter, other.sound)
        for given in parts
        if given.place is Place.GIVEN
        for other in parts
        if not other.place.given and len(other.sound) > 1
    }


def typos(word: str) -> set[str]:
    """The word and each spelling that lacks one of its letters: words one error apart share one."""
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))} - {""}


def ends(word: str) -> set[str]:
    """What is left of a longer word's beginning and end when each may lack a letter.

    Of two errors in a word, its beginning or its end has one at most.
    """
    if len(word) < 2 * _END - 3:
        return set()
    return {f"^{key}" for key in typos(word[:_END])} | {f"{key}$" for key in typos(word[-_END:])}


_PARTICLES = ("de", "del", "dela", "la", "los", "o", "mc")
_LOOK_ALIKE = (("rn", "m"), ("cl", "d"))
_WHOLE = 4
"""Letters that are a surname by themselves."""


def variants(word: str) -> set[str]:
    """The word with or without a particle that lists grow together with it, and as clerks misread it.

    Valle and Delvalle, Burnham and Bumham, Clement and Dement.
    """
    found = {particle + word for particle in _PARTICLES if len(word) >= _WHOLE}
    found |= {
        word.removeprefix(particle)
        for particle in _PARTICLES
        if word.startswith(particle) and len(word) - len(particle) >= _WHOLE
    }
    for one, other in _LOOK_ALIKE:
        found |= {*_replaced(word, one, other), *_replaced(word, other, one)}
    return found


def _replaced(word: str, old: str, new: str) -> Iterator[str]:
    """The word with each occurrence of some letters replaced, one at a time."""
    at = word.find(old)
    while at >= 0:
        yield word[:at] + new + word[at + len(old) :]
        at = word.find(old, at + 1)


def echoes(spellings: Iterable[str]) -> set[str]:
    """What these words may be heard as."""
    return {echo for spelling in spellings for echo in sounds.echoes(spelling)}
