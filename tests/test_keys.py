"""The keys under which names are put into the index and looked up again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookup.index.keys import Paired, echoes, pair, pairs, sound, typos
from lookup.index.places import Place
from lookup.sounds import echoes as heard

GIVEN, MIDDLE, EITHER, SURNAME, SECOND = Place

BOTH = {"ros|soto"}

# parts with their places, the pairs they are found under
PAIRS = [
    ([("jane", GIVEN), ("doe", SURNAME)], {"doe|jane", "doe|j"}),
    ([("doe", SURNAME)], {"doe|doe"}),
    # two given names are a pair of their own kind
    ([("jose", GIVEN), ("luis", MIDDLE), ("ros", SURNAME)], {"jose|ros", "luis|ros", "j|ros", "=jose|luis"}),
    (
        [("ana", GIVEN), ("ros", SURNAME), ("soto", SECOND)],
        {"ana|ros", "ana|soto", "a|ros", "a|soto"} | BOTH,
    ),
    # what may be a surname is paired as one
    (
        [("ana", GIVEN), ("ros", EITHER), ("soto", SURNAME)],
        {"ana|ros", "ana|soto", "a|ros", "a|soto"} | BOTH,
    ),
    # a middle initial says nothing, a first one does
    ([("jane", GIVEN), ("q", MIDDLE), ("doe", SURNAME)], {"doe|jane", "doe|j"}),
    ([("j", GIVEN), ("doe", SURNAME)], {"doe|j"}),
    # whatever there is
    ([("ana", GIVEN), ("maria", MIDDLE)], {"ana|maria", "=ana|maria"}),
    ([("a", GIVEN), ("b", SURNAME)], {"a|b"}),
    ([("ana", GIVEN), ("ana", SURNAME)], {"ana|ana", "a|ana"}),
]


@pytest.mark.parametrize(("parts", "expected"), PAIRS, ids=lambda value: str(value)[:60])
def test_pairs_of_a_name(parts, expected):
    assert pairs([Paired(sound, sound[0], place) for sound, place in parts]) == expected


def test_an_initial_is_the_letter_that_is_written_not_the_one_that_is_heard():
    assert pairs([Paired("ektor", "h", GIVEN), Paired("doe", "d", SURNAME)]) == {"doe|ektor", "doe|h"}


def test_a_pair_is_the_same_from_both_ends():
    assert pair("ana", "doe") == pair("doe", "ana") == "ana|doe"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("doe", {"doe", "oe", "de", "do"}),
        ("anna", {"anna", "nna", "ana", "ann"}),
        ("li", {"li", "i", "l"}),
        ("x", {"x"}),
    ],
)
def test_typos(word, expected):
    assert typos(word) == expected


# One letter added, left out, wrong, or swapped with its neighbour.
@pytest.mark.parametrize("typed", ["garrcia", "gacia", "gardia", "gracia", "xgarcia", "garci"])
def test_words_one_error_apart_share_a_key(typed):
    assert typos(typed) & typos("garcia")


@given(st.text("abcde", min_size=1, max_size=8), st.text("abcde", max_size=1), st.data())
def test_any_one_error_is_reached(word, letter, data):
    at = data.draw(st.integers(0, len(word) - 1))
    for wrong in (word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :]):
        assert typos(wrong) & typos(word) or not wrong or len(word) == 1


@pytest.mark.parametrize(("word", "expected"), [("garzia", "garsia"), ("h", "h"), ("hh", "hh")])
def test_every_word_has_a_sound(word, expected):
    assert sound(word) == expected


def test_echoes_are_those_of_all_spellings():
    assert echoes(["cruz", "delacruz"]) == heard("cruz") | heard("delacruz")
    assert echoes([]) == set()
