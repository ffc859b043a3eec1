"""How likely somebody listed under one word types another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookup.index import Word
from lookup.search.likeness import SAME, likeness

ORDERED = [
    # typed, listed; likelier than typed, listed
    (("garcia", "garcia"), ("garsia", "garcia")),
    (("garsia", "garcia"), ("gardia", "garcia")),
    (("gardia", "garcia"), ("gardiia", "garcia")),
    (("rodriguez", "rodriguez"), ("rodrigues", "rodriguez")),
    (("rodrigues", "rodriguez"), ("rodribuez", "rodriguez")),
    (("rodribuez", "rodriguez"), ("rofribuez", "rodriguez")),
    # the same error is more of a short word
    (("garcla", "garcia"), ("lo", "le")),
    (("kim", "kim"), ("kin", "kim")),
    (("jose", "jose"), ("josay", "jose")),
    (("guillermo", "guillermo"), ("giyermo", "guillermo")),
]
ALIKE = """
    garcia garsia, garcia gracia, garcia gacia, garcia garccia, garcia agrcia, rodriguez rodrgez
    giyermo guillermo, velazquez belasques, jimenez himenez, hernandez ernandez, nguyen nguyn, le lee, kim kin
    j jose, jose j, quinones kinyonez
"""
OTHER = """
    garcia lopez, jose luis, juan jose, maria ana, smith jones, kim lee, cruz diaz, nguyen pham, jesus jose
    li wu, j luis, luis j, perez gomez
"""


def word(text):
    return Word.of(set(text.split("/")))


def pairs(text):
    return [tuple(pair.split()) for line in text.strip().splitlines() for pair in line.split(",")]


@pytest.mark.parametrize(("nearer", "farther"), ORDERED)
def test_what_is_nearer_is_likelier(nearer, farther):
    assert likeness(*map(word, nearer)) > likeness(*map(word, farther)) > 0


@pytest.mark.parametrize(("typed", "listed"), pairs(ALIKE))
def test_words_that_may_be_meant(typed, listed):
    assert 0 < likeness(word(typed), word(listed)) < SAME


@pytest.mark.parametrize(("typed", "listed"), pairs(OTHER))
def test_other_words(typed, listed):
    assert likeness(word(typed), word(listed)) == 0


@pytest.mark.parametrize("typed", ["cruz", "delacruz", "lacruz", "cruz/delacruz", "cruz/decruz"])
def test_a_word_is_the_same_by_any_of_its_spellings(typed):
    assert likeness(word(typed), word("cruz/lacruz/delacruz")) == SAME


@pytest.mark.parametrize("typed", ["kruz", "delacrus"])
def test_each_spelling_may_be_misspelt(typed):
    assert 0 < likeness(word(typed), word("cruz/lacruz/delacruz")) < SAME


@given(st.text("abcehjz", min_size=1, max_size=9), st.text("abcehjz", min_size=1, max_size=9))
def test_likeness_has_no_direction(one, other):
    found = likeness(word(one), word(other))
    assert found == likeness(word(other), word(one))
    assert (found == SAME) is (one == other)
    assert 0 <= found <= SAME
