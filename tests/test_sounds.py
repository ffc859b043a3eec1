"""Words that sound alike: narrowly, as spellings of one name, and widely, as somebody hears a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookup.names import fold
from lookup.sounds import echoes, sound

ONE_SOUND = """
    garcia garsia, garcia garzia, velazquez belasques, hernandez ernandes, jimenez gimenes
    quesada kesada, guevara guebara, guerra guerrah, ruiz rruis, nunez nunes, chavez shavez
    xavier xabier, huascar wascar, gualberto walberto, yolanda iolanda, denise deniz, philip filip
    anna ana, becker beker, gonzales gonzalez, canpos campos, thalia talia
"""
OTHER_SOUND = """
    garcia garza, jose jesus, juan joan, luis luz, maria mario, perez pena, cruz cross, ramon roman
    li lu, gomez gamez, garcia gracia, guerra jerra, ana ann
"""
ONE_ECHO = """
    jose hosay, guillermo giyermo, guillermo gillermo, gerra guerra, jesus hesus, angel anhel
    alejandro alehandro, javier havier, juan wan, juana wanna, yolanda jolanda, llolanda yolanda
    ximena jimena, ximena simena, quinones kinyones, munoz munyos, estrada strada, hector ector
    huerta werta, gustavo goostavo, jean jon, cecilia sesilia, vicente bisente, chavez shaves
    espinosa spinoza, ignacio egnasio, garcia garsea, velazquez belaskez
"""
OTHER_ECHO = """
    jose luis, juan jorge, garcia lopez, pedro pablo, maria ana, hector victor, guillermo ramon
    cruz cortez, miguel manuel, jones jonson
"""


def pairs(text):
    return [tuple(pair.split()) for line in text.strip().splitlines() for pair in line.split(",")]


@pytest.mark.parametrize(("one", "other"), pairs(ONE_SOUND))
def test_spellings_of_one_sound(one, other):
    assert sound(one) == sound(other)


@pytest.mark.parametrize(("one", "other"), pairs(OTHER_SOUND))
def test_names_that_sound_otherwise(one, other):
    assert sound(one) != sound(other)


@pytest.mark.parametrize(("one", "other"), pairs(ONE_ECHO))
def test_what_a_name_may_be_heard_as(one, other):
    assert echoes(one) & echoes(other)


@pytest.mark.parametrize(("one", "other"), pairs(OTHER_ECHO))
def test_names_that_nobody_hears_alike(one, other):
    assert not echoes(one) & echoes(other)


@pytest.mark.parametrize(("word", "ways"), [("garcia", 1), ("jose", 2), ("hector", 2), ("gillermo", 3)])
def test_a_beginning_that_is_read_in_more_than_one_way(word, ways):
    assert len(echoes(word)) == ways


@given(st.text(max_size=30).map(fold).filter(bool))
def test_no_word_breaks_the_rules(word):
    assert len(sound(word)) <= 2 * len(word)
    assert all(len(echo) <= 2 * len(word) for echo in echoes(word))
