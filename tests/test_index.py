"""The index: exact keys in, row numbers out; for several threads and processes at once."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lookup.cases import Case, Charge, Name, Person, Source
from lookup.index import Builder, Index, Word
from lookup.index.keys import sound
from lookup.index.places import Place
from lookup.names import parse_listed
from tests.listing import people as listed_people

SOURCE = Source("essex.csv", "", "Essex", "2017-04-18", 2)
SURNAMES = ["Doe", "Roe", "García López", "O’Neill", "Núñez", "de la Cruz", "Smith-Jones"]


def listed(number: int, surname: str) -> Case:
    person = Person(Name("Ana María", "", surname), (), "1967")
    return Case("dookhan", f"0752CR09{number:04}", "", person, (Charge(1, "kept", SOURCE),), SOURCE)


CASES = [listed(number, SURNAMES[number % len(SURNAMES)]) for number in range(350)]


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("index")
    people = Builder().build(folder, CASES)
    assert len(people) == len(CASES)
    return Index(folder, len(CASES))


def rows(surname):
    return [row for row, case in enumerate(CASES) if case.person.name.last == surname]


@pytest.mark.parametrize("number", [0, 1, 7, 349])
def test_a_case_is_found_by_its_docket_number(index, number):
    assert list(index.docket(f"0752CR09{number:04}")) == [number]


@pytest.mark.parametrize("number", ["", "0752CR099999", "0752CR09000", "ana|doe", "doe"])
def test_other_texts_are_no_docket_number(index, number):
    assert list(index.docket(number)) == []


def test_two_people_on_one_docket_number(tmp_path):
    cases = [listed(7, "Doe"), listed(8, "Doe"), listed(7, "Roe")]
    Builder().build(tmp_path, cases)
    assert list(Index(tmp_path, 3).docket("0752CR090007")) == [0, 2]


@pytest.mark.parametrize(
    ("one", "other", "surname"),
    [
        ("garcia", "lopez", "García López"),
        ("lopez", "garcia", "García López"),
        ("ana", "lopez", "García López"),
        ("ana", "nunez", "Núñez"),
        ("maria", "cruz", "de la Cruz"),
        ("a", "cruz", "de la Cruz"),
        ("smith", "jones", "Smith-Jones"),
        ("ana", "oneill", "O’Neill"),
        ("ana", "nobody", "Nobody"),
        # two given names are no pair
        ("ana", "maria", "Nobody"),
    ],
)
def test_people_are_found_by_pairs_of_sounds(index, one, other, surname):
    assert list(index.people(sound(one), sound(other))) == rows(surname)


@pytest.mark.parametrize(
    ("name", "alone"), [("GARCIA, JOSE A/K/A PEPE LOPEZ", False), ("GARCIA LOPEZ, JOSE", True)]
)
def test_an_alias_is_a_name_of_its_own(tmp_path, name, alone):
    Builder().build(tmp_path, listed_people(name))
    found = Index(tmp_path, 1)
    assert list(found.people(sound("jose"), sound("garcia"))) == [0]
    assert bool(found.people(sound("jose"), sound("lopez"))) is alone


def words_like(index, typed):
    return {index.words[number].spellings[0] for number in index.words_like(Word.of({typed}))}


@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        ("doe", "doe"),
        ("do", "doe"),
        ("deo", "doe"),
        ("dove", "doe"),
        ("garcia", "garcia"),
        ("garsia", "garcia"),
        ("garzya", "garcia"),
        ("lopes", "lopez"),
        ("kruz", "cruz"),
        ("nunyez", "nunez"),
    ],
)
def test_words_that_may_be_meant(index, typed, listed):
    assert listed in words_like(index, typed)


@pytest.mark.parametrize(("typed", "other"), [("garcia", "lopez"), ("ana", "doe"), ("jones", "cruz")])
def test_words_that_nobody_means(index, typed, other):
    assert other not in words_like(index, typed)


@pytest.mark.parametrize("typed", ["\N{SNOWMAN}", "xylophone"])
def test_a_word_that_is_like_none(index, typed):
    assert index.words_like(Word.of({typed})) == set()


@pytest.mark.parametrize(
    ("spelling", "word"),
    [("garcia", "garcia"), ("cruz", "cruz"), ("delacruz", "cruz"), ("garci", None), ("", None)],
)
def test_a_word_by_any_of_its_spellings_and_no_other(index, spelling, word):
    assert [index.words[number].spellings[0] for number in index.exactly(spelling)] == (
        [word] if word else []
    )


def test_a_word_says_how_many_names_it_stands_in(index):
    found = {word.spellings[0]: word.people for word in index.words}
    assert found["ana"] == found["maria"] == 350
    assert found["garcia"] == found["smith"] == 50


@pytest.mark.parametrize(
    ("others", "place"),
    [
        (["LUIS, PEDRO"] * 2 + ["LUIS, ANA"] * 4, Place.SURNAME),
        (["SOTO, LUIS"] * 6, Place.MIDDLE),
        (["SOTO, LUIS"] * 3 + ["LUIS, PEDRO"] * 3, Place.EITHER),
    ],
)
def test_what_one_list_does_not_say_the_others_do(tmp_path, others, place):
    """Of "Jose Luis Vega", Luis is a second given name or a first surname."""
    name, _ = parse_listed("Jose Luis Vega")
    people = Builder().build(tmp_path, listed_people("Jose Luis Vega", *others))
    last = Place.SECOND_SURNAME if place is Place.SURNAME else Place.SURNAME
    assert not name.ordered
    assert people.names(0)[0].places == [Place.GIVEN, place, last]


def test_cases_of_one_person_are_of_one_number(tmp_path):
    people = Builder().build(tmp_path, listed_people("DOE, JANE", "ROE, JANE", "DOE, JANE"))
    assert (people.count([0, 1, 2]), people.count([0, 2])) == (2, 1)


def answers(index):
    """What every look-up gives, in an order that keeps two of them from being the same for long."""
    return [
        (
            list(index.people("ana", sound(surname))),
            list(index.docket(f"0752CR09{number:04}")),
            index.words_like(Word.of({surname})),
        )
        for number, surname in enumerate(["doe", "roe", "oneill", "nunez", "lopez", "jones"] * 10)
    ]


def test_threads_may_look_up_at_once(index):
    expected = answers(index)
    assert all(people and docket and words for people, docket, words in expected)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            assert all(found == expected for found in threads.map(lambda _: answers(index), range(8)))
    finally:
        sys.setswitchinterval(interval)


def test_processes_may_share_what_was_opened_before_the_fork(index):
    expected = answers(index)
    children = []
    for _ in range(3):
        child = os.fork()
        if not child:
            try:
                os._exit(0 if all(answers(index) == expected for _ in range(5)) else 1)
            except BaseException:
                os._exit(2)
        children.append(child)
    assert answers(index) == expected
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0, 0]


def test_an_empty_index_finds_nobody(tmp_path):
    assert len(Builder().build(tmp_path, [])) == 0
    empty = Index(tmp_path, 0)
    assert len(empty) == 0
    for found in (empty.docket("0752CR090001"), empty.people("ana", "do"), empty.exactly("doe")):
        assert list(found) == []
    assert empty.words_like(Word.of({"doe"})) == set()


def test_nothing_is_written_outside_its_folder(tmp_path, monkeypatch):
    """Names in the system's temporary folder would outlive a killed publish."""
    opened = []

    def noting(real):
        def note(path, *arguments, **options):
            opened.append(Path(os.fsdecode(path)))
            return real(path, *arguments, **options)

        return note

    with monkeypatch.context() as patch:
        patch.setattr("builtins.open", noting(open))
        patch.setattr(os, "open", noting(os.open))
        Builder().build(tmp_path, CASES)
    assert ".toc" in {path.suffix for path in opened}
    assert [path for path in opened if not path.absolute().is_relative_to(tmp_path)] == []
