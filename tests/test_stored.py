"""`cases.db`: every case comes back as it was written, in the order that is asked for."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lookup import stored
from lookup.cases import Case, Charge, Name, Person, Source
from lookup.index.people import CodedName, People
from lookup.index.places import Place

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
# Few of each part, so that many cases are of one list.
SOURCES = st.builds(Source, TEXT, st.sampled_from(["", "Second letter"]), TEXT, TEXT, st.integers(0, 99_999))
NAMES = st.builds(Name, TEXT, TEXT, TEXT, TEXT, st.booleans())
PERSONS = st.builds(Person, NAMES, st.lists(NAMES, max_size=3).map(tuple), TEXT)
EARLIER = st.lists(st.tuples(TEXT, SOURCES), max_size=3).map(tuple)
CHARGES = st.builds(Charge, st.integers(0, 999), TEXT, SOURCES, TEXT, TEXT, TEXT, TEXT, EARLIER)
CASES = st.builds(
    Case, TEXT, TEXT, TEXT, PERSONS, st.lists(CHARGES, max_size=4).map(tuple), SOURCES, st.integers(0, 99)
)


def read(path, rows):
    with closing(sqlite3.connect(path)) as db:
        return list(stored.read_cases(db, rows, stored.read_sources(db)))


@settings(deadline=None, max_examples=50)
@given(st.lists(CASES, max_size=5))
def test_every_kind_of_case_survives(cases):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "cases.db"
        stored.write(path, cases, People())
        assert read(path, range(len(cases))) == cases


def case(number: int) -> Case:
    source = Source("essex.csv", "", "Essex", "2017-04-18", number)
    person = Person(Name("Jane", "", "Doe"))
    return Case("dookhan", f"0752CR09{number:04}", "", person, (Charge(1, "kept", source),), source)


@pytest.fixture
def database(tmp_path):
    people = People()
    people.add(0, [CodedName([3, 5], [Place.GIVEN, Place.SURNAME], "Jr.")], "1967-04-11")
    people.add(0, [], "")
    stored.write(tmp_path / "cases.db", map(case, range(100)), people)
    return tmp_path / "cases.db"


@pytest.mark.parametrize(
    "rows",
    [[], [7], [3, 1, 2], [5, 5], range(99, -1, -1), [*range(100)] * 2],
    ids=lambda rows: str(rows)[:30],
)
def test_cases_come_in_the_order_that_is_asked_for(database, rows):
    assert read(database, rows) == [case(row) for row in rows]


@pytest.mark.parametrize("row", [100, 101, -1])
def test_a_row_that_there_is_not_is_an_error(database, row):
    with pytest.raises(KeyError):
        read(database, [1, row])


def test_only_those_are_read_that_are_used(database):
    """A search looks at the first of many."""
    with closing(sqlite3.connect(database)) as db:
        found = stored.read_cases(db, [*range(1, 60), 100], stored.read_sources(db))
        assert next(found) == case(1)


def test_a_list_is_written_once(database):
    with closing(sqlite3.connect(database)) as db:
        assert stored.read_sources(db) == {0: Source("essex.csv", "", "Essex", "2017-04-18")}
    assert database.read_bytes().count(b"essex.csv") == 1


def test_people_come_back(database):
    with closing(sqlite3.connect(database)) as db:
        people = stored.read_people(db)
    assert (len(people), people.born_year(0), people.born_year(1)) == (2, 1967, 0)
    assert people.names(0) == [CodedName([3, 5], [Place.GIVEN, Place.SURNAME], "Jr.")]
    assert people.names(1) == []


@pytest.mark.parametrize(
    ("damage", "error"),
    [
        ("update people set name = 'others' where name = 'marks'", KeyError),
        ("update people set numbers = x'010203' where name = 'marks'", ValueError),
    ],
)
def test_damaged_people_are_an_error(database, damage, error):
    with closing(sqlite3.connect(database)) as db:
        db.execute(damage)
        with pytest.raises(error):
            stored.read_people(db)
