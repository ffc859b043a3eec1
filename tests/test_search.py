"""Who is found by what people type: each line a query and the docket numbers it must bring."""

import pytest

from lookup.cases import Case, Charge, Person, Source
from lookup.names import parse_listed
from lookup.release import Releases
from lookup.search import BORN, COURT_YEAR, DOCKET, OTHER, SAME, SIMILAR, UNTYPED, Query, Searcher

SOURCE = Source("list.csv", "", "Suffolk", "2017-04-18")

# docket number, court, name as listed, born
PEOPLE = [
    ("0752CR090001", "GARCIA LOPEZ, JOSE LUIS", "1970-03-04"),
    ("0752CR090002", "GARCÍA LÓPEZ, JOSÉ LUIS", "1970-03-04"),
    ("0701CR090003", "GARCIA, JOSE", "1982-11-30"),
    ("0702CR090004", "O\u2019BRIEN, SEÁN P.", "1965-01-02"),
    ("0784CR09005", "DE LA CRUZ, ÁNGEL A/K/A TITO CRUZ", "1959"),
    ("0779CR09006", "SMITH SR., JOHN", "1945-06-07"),
    ("0779CR09007", "SMITH JR., JOHN", "1972-08-09"),
    ("0779CR09007", "JONES, MARY", "1973-08-09"),
    ("0732CR090008", "NGUYEN, THUY", ""),
    ("0711CR090009", "Lê, John", "1990-12-01"),
]

# query, the docket numbers that must come, the first one first
FOUND = [
    (Query(docket="0752CR090001"), ["0752CR090001"]),
    (Query(docket="07-52 cr 90001"), ["0752CR090001"]),
    (Query(docket="O752CRO9OOO1"), ["0752CR090001"]),
    (Query(docket="SUCR2007-09005"), ["0784CR09005"]),
    (Query(docket="0784cr9005"), ["0784CR09005"]),
    (Query(docket="HDCR2007-9006"), ["0779CR09006"]),
    (Query(docket="2007-9006", court="Hampden Superior Court"), ["0779CR09006"]),
    (Query(docket="0779CR09007"), ["0779CR09007", "0779CR09007"]),
    (Query(name="jose garcia lopez", born="1970"), ["0752CR090001", "0752CR090002"]),
    (Query(name="García, José Luis", born=1970), ["0752CR090001", "0752CR090002"]),
    (Query(name="jose lopez", born="1970-03-04"), ["0752CR090001", "0752CR090002"]),
    (Query(name="jose garsia lopez", born="1970"), ["0752CR090001", "0752CR090002"]),
    (Query(name="jsoe garcia", born="1982"), ["0701CR090003"]),
    (Query(name="J. Garcia", born="1982"), ["0701CR090003"]),
    (Query(name="O'brien sean"), ["0702CR090004"]),
    (Query(name="o brien seán"), ["0702CR090004"]),
    (Query(name="Obrien, Sean Patrick"), ["0702CR090004"]),
    (Query(name="angel delacruz"), ["0784CR09005"]),
    (Query(name="Angel de la Cruz"), ["0784CR09005"]),
    (Query(name="Tito Cruz", born="1959"), ["0784CR09005"]),
    (Query(name="John Smith Jr.", born="1972"), ["0779CR09007"]),
    (Query(name="John Smith", born="1945"), ["0779CR09006"]),
    (Query(name="Thuy Nguyen"), ["0732CR090008"]),
    (Query(name="John Le"), ["0711CR090009"]),
    (Query(name="Le John"), ["0711CR090009"]),
]

NOT_FOUND = [
    Query(),
    Query(docket="0752CR090999"),
    Query(docket="0753CR090001"),
    Query(docket="no number"),
    Query(name="Pedro Ramirez", born="1970"),
    Query(name="Garcia"),
    Query(name="\U0001f600"),
    Query(name="a " * 75),
    Query(born="1970"),
]


def listed(docket, name, born):
    main, aliases = parse_listed(name)
    return Case("dookhan", docket, "", Person(main, aliases, born), (Charge(1, "dismissed", SOURCE),), SOURCE)


@pytest.fixture(scope="module")
def searcher(tmp_path_factory):
    releases = Releases(tmp_path_factory.mktemp("search"))
    info = releases.build([listed(*person) for person in PEOPLE], "invented", True, [])
    return Searcher.open(releases.path(info.id))


def dockets(matches):
    return [match.case.docket for match in matches]


@pytest.mark.parametrize(("query", "expected"), FOUND, ids=lambda value: str(value)[:60])
def test_found(searcher, query, expected):
    found = dockets(searcher.find(query))
    assert sorted(found[: len(expected)]) == sorted(expected)


@pytest.mark.parametrize("query", NOT_FOUND, ids=lambda query: str(query)[:60])
def test_not_found(searcher, query):
    assert searcher.find(query) == []


@pytest.mark.parametrize(
    ("query", "docket", "name", "confirmed", "contradicted", "doubtful"),
    [
        (Query(docket="0701CR090003"), "0701CR090003", UNTYPED, {DOCKET}, set(), False),
        (Query(docket="0784CR9005"), "0784CR09005", UNTYPED, {DOCKET}, set(), True),
        (Query(name="jose garcia", born="1982"), "0701CR090003", SAME, {BORN}, set(), False),
        (Query(name="jose garsia", born="1982"), "0701CR090003", SIMILAR, {BORN}, set(), False),
        (Query(name="jose garcia", born="1983"), "0701CR090003", SAME, set(), {BORN}, False),
        (Query(name="jose garcia", born="30/11/1982"), "0701CR090003", SAME, {BORN}, set(), False),
        (Query(name="sean obrien", born="2/1/1965"), "0702CR090004", SAME, {BORN}, set(), False),
        (Query(name="jose garcia", born="1982-11-29"), "0701CR090003", SAME, {BORN}, set(), True),
        (Query(name="angel de la cruz", born="1959-05-05"), "0784CR09005", SAME, {BORN}, set(), False),
        (Query(name="thuy nguyen", born="1970"), "0732CR090008", SAME, set(), set(), False),
        (
            Query(name="thuy nguyen", court="32", year="2007"),
            "0732CR090008",
            SAME,
            {COURT_YEAR},
            set(),
            False,
        ),
        (Query(name="thuy nguyen", court="32", year=2008), "0732CR090008", SAME, set(), {COURT_YEAR}, False),
        (Query(name="jose garcia", docket="0701CR090003"), "0701CR090003", SAME, {DOCKET}, set(), False),
        (Query(name="Ana Ruiz", docket="0701CR090003"), "0701CR090003", OTHER, {DOCKET}, set(), False),
        (
            Query(name="jose garcia", docket="0701CR090999", born="1982"),
            "0701CR090003",
            SAME,
            {BORN},
            {DOCKET},
            False,
        ),
    ],
    ids=lambda value: str(value)[:50],
)
def test_facts(searcher, query, docket, name, confirmed, contradicted, doubtful):
    match = next(match for match in searcher.find(query) if match.case.docket == docket)
    assert (match.name, match.confirmed, match.contradicted, match.doubtful) == (
        name,
        confirmed,
        contradicted,
        doubtful,
    )
    assert 0 <= match.score <= 1
    assert all(str(reason) for reason in match.reasons)


def test_a_listed_number_brings_the_persons_other_cases_too(searcher):
    found = searcher.find(Query(name="Jose Garcia Lopez", docket="0752CR090001", born="1970"))
    assert sorted(dockets(found)[:2]) == ["0752CR090001", "0752CR090002"]
    assert not any(match.contradicted for match in found[:2])


@pytest.mark.parametrize("name", ["", "Pedro Ramirez"])
def test_a_number_and_a_birth_date_tell_nothing_of_a_person_who_was_not_named(searcher, name):
    """Or whoever has a docket number could try years and days until they fit."""
    typed = ["", "1972", "1973-08-09", "1973-01-01", "1931"]
    told = [searcher.find(Query(docket="0779CR09007", born=born, name=name)) for born in typed]
    assert all(found == told[0] for found in told)


def test_the_birth_date_tells_namesakes_apart(searcher):
    first, second = searcher.find(Query(name="John Smith", born="1972"))[:2]
    assert first.case.docket == "0779CR09007"
    assert first.score > 2 * second.score


def test_limit(searcher):
    assert len(searcher.find(Query(name="jose garcia"), limit=2)) == 2


def test_a_common_name_is_not_lost_among_many(tmp_path):
    """Two hundred people share a name: the one who was born in the year that was typed comes first."""
    many = [listed(f"0752CR09{n:04}", "GARCIA, JOSE", f"19{40 + n % 50}") for n in range(200)]
    releases = Releases(tmp_path)
    found = Searcher.open(releases.path(releases.build(many, "invented", True, []).id))
    matches = found.find(Query(name="jose garcia", born="1963"), limit=10)
    assert {match.case.person.born for match in matches[:4]} == {"1963"}
