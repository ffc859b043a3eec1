"""Given names that stand for one another, and the table that says so."""

import csv
from collections import Counter

import pytest
from nicknames import name_triplets

from lookup.names import fold, tokens
from lookup.nicknames import TABLE, related, related_by_sound

KINDS = {"nickname", "twin", "variant", "not"}
LANGUAGES = {"en", "es", "fr", "it", "pt"}

RELATED = """
    José Pepe, José Pepito, José Chepe, José Cheo, José Joe, José Joseph, José Zé, Pepe Pepito
    Francisco Paco, Francisco Pancho, Francisco Frank, Francisco Chico, Francisco Quico, Francisco Kiko
    Jesús Chuy, Jesús Chucho, Jesús Jesse, Chucho Chuy, Guadalupe Lupe, Guadalupe Lupita, Lupe Lupita
    Ignacio Nacho, Alberto Beto, Roberto Beto, Heriberto Beto, Norberto Beto, Humberto Beto
    Antonio Toño, Antonio Tony, Antonio Anthony, António Toninho, Guillermo Memo, Guillermo Willie
    Guillermo William, Guillermo Guilherme, Guillaume William, Eduardo Lalo, Eulalio Lalo, Enrique Kike
    Enrique Quique, Enrique Henry, Ramón Moncho, Santiago Chago, Rafael Rafi, Rafael Felo, Fernando Nando
    Fernando Fer, Ernesto Neto, Gregorio Goyo, José Chema, Salvador Chava, Leopoldo Polo, Sergio Checo
    Vicente Chente, Luis Lucho, Luis Louis, Manuel Manolo, Manuel Mané, Carlos Charlie, Carlos Charles
    Concepción Concha, Concepción Conchita, Consuelo Chelo, Rosario Charo, Rosario Chayo, Dolores Lola
    Teresa Tere, Milagros Mili, Carmen Maricarmen, Socorro Coco, Yolanda Yoli, Isabel Chabela
    Isabel Elizabeth, Mercedes Meche, Soledad Chole, Graciela Chela, Josefina Fina, Conceição Connie
    Juan John, Juan Jean, Juan João, João John, Jean John, Pedro Pierre, Pierre Peter, María Marie
    Esteban Stephen, Esteban Steven, Esteban Étienne, Jorge George, Jorge Georges, Javier Xavier
    Jaime James, Pablo Paulo, Mateo Matthew, Inés Agnes, Elena Helen, Emmanuel Manno
    Yesenia Jessenia, Wilfredo Guilfredo, Wilfredo Wilfred, Michael Maicol, Miguel Maikel, Miguel Michael
    Yon John, Yeison Jason, Brayan Brian, Estefany Stephanie, Leidy Lady, Yanira Janira, Stiven Steven
    Robert Bob, Bob Bobby, William Bill, James Jimmy, Jim Jimmy, Elizabeth Betty, Margaret Peggy
    Mike Mikey, Katherine Katie, Stephen Steven, Sean Shawn
"""
UNRELATED = """
    José María, Juan Luis, Mario María, Carlos Carla, José Jesús, Juan Juana, Luis Luisa, Julio Julia
    Antonio Andrés, Pedro Pablo, Ana María, Rosa María, Carmen María, Chema María, Roberto Alberto
    Pepe Paco, Lalo Lolo, Miguel Manuel, Fernando Francisco, Jean Johnny, Nacho Chucho, Joseph Joshua
    Aaron Erin, Alexandria Alexander, Iván John, Erick Frederick, Bill Fred, Sally Salvador, Jean Jane
    Del Adele, Junior Jr, Lee Leah, Ford Clifford, Nguyen Kim
"""


def pairs(text):
    return [tuple(pair.split()) for line in text.strip().splitlines() for pair in line.split(",")]


def rows():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [tuple(row.values()) for row in csv.DictReader(file)]


def package_pairs():
    return {frozenset((name, other)) for name, _, other in name_triplets()}


@pytest.mark.parametrize(("name", "other"), pairs(RELATED))
def test_related(name, other):
    assert fold(other) in related(name)
    assert fold(name) in related(other)


@pytest.mark.parametrize(("name", "other"), pairs(UNRELATED))
def test_unrelated(name, other):
    assert fold(other) not in related(name)
    assert fold(name) not in related(other)


@pytest.mark.parametrize("name", ["", "Nguyễn", "Smith", "Jr", "Junior", "del", "K.C.", "José María"])
def test_not_a_name_that_has_others(name):
    assert related(name) == frozenset()


@pytest.mark.parametrize(
    ("name", "same"), [("JOSÉ", "jose"), ("Toño", "tono"), ("Joa\u0303o", "joao"), ("Moïse", "moise")]
)
def test_names_are_folded(name, same):
    assert related(name) == related(same) != frozenset()


def test_symmetric_folded_and_never_the_name_itself():
    every = {fold(word) for name, other, *_ in rows() for word in (name, other)}
    every |= {word for pair in package_pairs() for word in pair}
    assert sum(bool(related(name)) for name in every) > 3000
    for name in every:
        others = related(name)
        assert name not in others
        assert others == {fold(other) for other in others}
        assert all(name in related(other) for other in others)


def test_rows_are_pairs_of_single_words_of_a_known_kind_and_language():
    assert sum(kind != "not" for *_, kind, _ in rows()) >= 450
    for name, other, kind, language in rows():
        assert kind in KINDS
        assert language in LANGUAGES
        assert tokens(name) == [fold(name)]
        # Only "not" may leave the other name open.
        assert tokens(other) == [fold(other)] or (kind == "not" and not other)
        assert fold(name) != fold(other)


def test_no_row_repeats_another():
    counted = Counter(frozenset((fold(name), fold(other))) for name, other, *_ in rows())
    assert [sorted(pair) for pair, times in counted.items() if times > 1] == []


def test_no_row_gives_what_the_package_gives():
    ours = {frozenset((fold(name), fold(other))) for name, other, kind, _ in rows() if kind != "not"}
    assert ours & package_pairs() == set()


def test_each_not_takes_something_from_the_package():
    given = package_pairs()
    for name, other, kind, _ in rows():
        if kind == "not":
            taken = [pair for pair in given if pair == {name, other} or (not other and name in pair)]
            assert taken, (name, other)
            assert not any(set(pair) <= {word, *related(word)} for pair in taken for word in pair)


@pytest.mark.parametrize(
    ("heard", "name"), [("tonie", "anthony"), ("phreddy", "frederick"), ("peppe", "jose"), ("chuyy", "jesus")]
)
def test_short_forms_that_are_written_by_ear(heard, name):
    assert name in related_by_sound(heard)
    assert name not in related(heard)


def test_what_sounds_like_no_name_has_none():
    assert related_by_sound("xyzzy") == related_by_sound("") == frozenset()
