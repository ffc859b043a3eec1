"""The parts of names as words with their sounds."""

import pytest

from lookup.index import Word
from lookup.index.keys import echoes

WORDS = [
    # spellings as a list writes them, the plainest first, their sounds
    ({"garcia"}, ("garcia",), ("garsia",)),
    ({"delacruz", "cruz", "lacruz"}, ("cruz", "lacruz", "delacruz"), ("krus", "lakrus", "delakrus")),
    ({"obrien", "brien"}, ("brien", "obrien"), ("brien", "obrien")),
    ({"h"}, ("h",), ("h",)),
]


@pytest.mark.parametrize(("spellings", "ordered", "sounds"), WORDS)
def test_a_word_is_told_by_its_plainest_spelling(spellings, ordered, sounds):
    word = Word.of(spellings)
    assert (word.spellings, word.sounds, word.sound) == (ordered, sounds, sounds[0])
    assert set(word.echoes) == echoes(spellings)


@pytest.mark.parametrize(("spelling", "initial"), [("j", True), ("jo", False), ("brien", False)])
def test_an_initial_is_only_one_letter(spelling, initial):
    assert Word.of({spelling, f"de{spelling}"}).initial is initial
