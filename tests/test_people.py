"""Everybody's names as numbers: they come back as they were put in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookup import names
from lookup.index.people import NUMBERS, CodedName, People
from lookup.index.places import Place

SUFFIXES = sorted(set(names.SUFFIXES.values()))


@st.composite
def coded_names(draw):
    words = draw(st.lists(st.integers(0, 2**29 - 1), max_size=6))
    places = draw(st.lists(st.sampled_from(Place), min_size=len(words), max_size=len(words)))
    return CodedName(words, places, draw(st.sampled_from(["", *SUFFIXES])))


def people_of(*rows):
    found = People()
    for number, (coded, born) in enumerate(rows):
        found.add(number, coded, born)
    return found


def doe(suffix=""):
    return CodedName([0, 7], [Place.GIVEN, Place.SURNAME], suffix)


@given(st.lists(st.lists(coded_names(), max_size=4), max_size=5))
def test_names_come_back_as_they_were_put_in(rows):
    built = people_of(*((coded, "") for coded in rows))
    for people in (built, People(built.numbers)):
        assert len(people) == len(rows)
        assert [people.names(row) for row in range(len(rows))] == rows


def test_what_is_kept_is_arrays_of_numbers():
    people = people_of(([doe()], "1967"))
    assert {name: numbers.typecode for name, numbers in people.numbers.items()} == NUMBERS


@pytest.mark.parametrize(("suffix", "kept"), [*((one, one) for one in SUFFIXES), ("Esq.", ""), ("VII", "")])
def test_suffixes(suffix, kept):
    assert people_of(([doe(suffix)], "")).names(0) == [doe(kept)]


@pytest.mark.parametrize(("born", "year"), [("1967-04-11", 1967), ("1967", 1967), ("", 0)])
def test_year_of_birth(born, year):
    assert people_of(([doe()], "1950"), ([doe()], born)).born_year(1) == year


@pytest.mark.parametrize(("rows", "count"), [([0, 1, 2], 2), ([0, 2], 1), ([0, 1], 2), ([1], 1), ([], 0)])
def test_persons_are_counted_not_their_cases(rows, count):
    people = People()
    for person in (0, 1, 0):
        people.add(person, [doe()], "")
    assert people.count(rows) == count
    assert [people.person(row) for row in range(3)] == [0, 1, 0]


def test_more_names_and_longer_ones_are_longer():
    longer = CodedName([0, 1, 7], [Place.GIVEN, Place.MIDDLE, Place.SURNAME])
    people = people_of(*((coded, "") for coded in ([doe()], [doe("Jr.")], [longer, doe()], [longer, longer])))
    lengths = [people.length(row) for row in range(4)]
    assert lengths == sorted(set(lengths))
