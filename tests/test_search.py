"""Who is found by what people type: each line a query and the docket numbers it must bring."""

import pytest

from lookup.search import (
    BORN,
    COURT_YEAR,
    DOCKET,
    NEAR_DOCKET,
    OTHER,
    SAME,
    SIMILAR,
    UNTYPED,
    Query,
)
from tests.listing import listed, searcher_of

# docket number, name as listed, born
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
    ("0752CR090010", "DELACRUZ, MARIA", "1961"),
    ("0752CR090011", "DA ROSA, JOÃO", "1971"),
    ("0752CR090012", "RIVERA, ANAMARIA", "1981"),
    ("0752CR090013", "MEDINA, ROSA MARIA", "1982"),
    ("0752CR090014", "ORTIZ, GUADALUPE", "1983"),
    ("0752CR090015", "VEGA, JOSEPH", "1984"),
    ("0752CR090016", "MARTINEZ, MARIA DE LOS ANGELES", "1985"),
    ("0752CR090017", "VELAZQUEZ HERNANDEZ, GUILLERMO", "1986"),
    ("0752CR090018", "FITZGERALD, ROBERT", "1987"),
    ("0752CR090019", "DOS SANTOS, PEDRO", "1988"),
    ("0752CR090020", "ST. PIERRE, JEAN", "1989"),
    ("0752CR090021", "MACDONALD, PATRICK", "1962"),
    ("0752CR090022", "SALAS VEGALUNA, INES", "1963"),
]

# query, the docket numbers that must come first
FOUND = [
    (Query(docket="0752CR090001"), ["0752CR090001"]),
    (Query(docket="07-52 cr 90001"), ["0752CR090001"]),
    (Query(docket="O752CRO9OOO1"), ["0752CR090001"]),
    (Query(docket="Commonwealth v. Garcia, No. 0752CR090001"), ["0752CR090001"]),
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
    (Query(name="Shawn O'Brien", born="1965"), ["0702CR090004"]),
    (Query(name="angel delacruz"), ["0784CR09005"]),
    (Query(name="Angel de la Cruz"), ["0784CR09005"]),
    (Query(name="Angel Cruz", born="1959"), ["0784CR09005"]),
    (Query(name="Tito Cruz", born="1959"), ["0784CR09005"]),
    (Query(name="John Smith Jr.", born="1972"), ["0779CR09007"]),
    (Query(name="John Smith", born="1945"), ["0779CR09006"]),
    (Query(name="Smith John"), ["0779CR09006", "0779CR09007"]),
    (Query(name="Thuy Nguyen"), ["0732CR090008"]),
    (Query(name="Nguyễn Thủy"), ["0732CR090008"]),
    (Query(name="John Le"), ["0711CR090009"]),
    (Query(name="Le John"), ["0711CR090009"]),
    # joined and split
    (Query(name="Jose GarciaLopez", born="1970"), ["0752CR090001", "0752CR090002"]),
    (Query(name="Joseluis Garcia", born="1970"), ["0752CR090001", "0752CR090002"]),
    (Query(name="josegarcia", born="1982"), ["0701CR090003"]),
    (Query(name="jos egarcia", born="1982"), ["0701CR090003"]),
    (Query(name="Maria De La Cruz", born="1961"), ["0752CR090010"]),
    (Query(name="joao darosa", born="1971"), ["0752CR090011"]),
    (Query(name="João da Rosa", born="1971"), ["0752CR090011"]),
    (Query(name="da rosa, joao", born="1971"), ["0752CR090011"]),
    (Query(name="Joao Rosa", born="1971"), ["0752CR090011"]),
    (Query(name="Ana Maria Rivera", born="1981"), ["0752CR090012"]),
    (Query(name="Rosamaria Medina", born="1982"), ["0752CR090013"]),
    (Query(name="Bob Fitz Gerald", born="1987"), ["0752CR090018"]),
    (Query(name="Pedro Dossantos", born="1988"), ["0752CR090019"]),
    (Query(name="Pedro Santos", born="1988"), ["0752CR090019"]),
    (Query(name="Jean Saint-Pierre", born="1989"), ["0752CR090020"]),
    (Query(name="Jean St Pierre", born="1989"), ["0752CR090020"]),
    (Query(name="Pat Mac Donald", born="1962"), ["0752CR090021"]),
    (Query(name="Ines Vega Luna", born="1963"), ["0752CR090022"]),
    # nicknames, and twins in another language
    (Query(name="Pepe Garcia", born="1982"), ["0701CR090003"]),
    (Query(name="Lupita Ortiz", born="1983"), ["0752CR090014"]),
    (Query(name="Jose Vega", born="1984"), ["0752CR090015"]),
    (Query(name="Joe Vega", born="1984"), ["0752CR090015"]),
    (Query(name="Maria Jones", born="1973"), ["0779CR09007"]),
    (Query(name="Memo Velasques", born="1986"), ["0752CR090017"]),
    # by ear
    (Query(name="Guiyermo Belasques Ernandes", born="1986"), ["0752CR090017"]),
    # a part is missing
    (Query(name="Maria Angeles Martinez", born="1985"), ["0752CR090016"]),
    (Query(name="Angeles Martinez", born="1985"), ["0752CR090016"]),
    (Query(name="Guillermo Hernandez", born="1986"), ["0752CR090017"]),
    # one digit off, with the name
    (Query(name="Jose Garcia", docket="0701CR090013"), ["0701CR090003"]),
    (Query(name="Guillermo Velazquez", docket="0752CR090071"), ["0752CR090017"]),
]

NOT_FOUND = [
    Query(),
    Query(docket="0752CR090999"),
    Query(docket="0753CR090001"),
    Query(docket="no number"),
    # one digit off, without a name
    Query(docket="0701CR090013"),
    Query(docket="0701CR090013", born="1982"),
    Query(name="Pedro Ramirez", born="1970"),
    Query(name="Garcia"),
    Query(name="\U0001f600"),
    Query(name="a " * 75),
    Query(born="1970"),
    Query(court="52", year="2007"),
]


@pytest.fixture(scope="module")
def searcher(tmp_path_factory):
    return searcher_of(tmp_path_factory.mktemp("search"), [listed(*person) for person in PEOPLE])


def dockets(matches):
    return [match.case.docket for match in matches]


@pytest.mark.parametrize(("query", "expected"), FOUND, ids=lambda value: str(value)[:60])
def test_found(searcher, query, expected):
    matches = searcher.find(query)
    assert sorted(dockets(matches)[: len(expected)]) == sorted(expected)
    assert all(match.name in (SAME, SIMILAR, UNTYPED) for match in matches[: len(expected)])


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
        (Query(name="jose garcia", born="1983-11-30"), "0701CR090003", SAME, {BORN}, set(), True),
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
        (Query(name="jose garcia", docket="0701CR090013"), "0701CR090003", SAME, {NEAR_DOCKET}, set(), True),
        (Query(name="Ana Ruiz", docket="0701CR090013"), "0701CR090003", OTHER, {NEAR_DOCKET}, set(), True),
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
    assert len(told[0]) == 2
    assert all(found == told[0] for found in told)


@pytest.mark.parametrize("typed", [Query(name="jose garcia"), Query(docket="0779CR09007")])
def test_limit(searcher, typed):
    everyone = searcher.find(typed)
    assert len(everyone) > 1
    assert searcher.find(typed, limit=1) == everyone[:1]


def test_the_birth_date_tells_namesakes_apart(searcher):
    first, second = searcher.find(Query(name="John Smith", born="1972"))[:2]
    assert first.case.docket == "0779CR09007"
    assert first.score > 2 * second.score


@pytest.mark.parametrize(
    ("typed", "docket"), [("John Smith Jr", "0779CR09007"), ("John Smith Sr.", "0779CR09006")]
)
def test_the_suffix_tells_father_from_son(searcher, typed, docket):
    first, second = searcher.find(Query(name=typed))[:2]
    assert first.case.docket == docket
    assert first.score > 2 * second.score


@pytest.mark.parametrize(
    ("typed", "name", "joined"),
    [
        ("Anamaria Soto", "SOTO, ANA MARIA", "RIVERA, ANAMARIA"),
        ("Eva Garcialopez", "GARCIA LOPEZ, EVA", "GARCIALOPEZ, LUIS"),
    ],
)
def test_what_others_have_joined_may_be_listed_apart(tmp_path, typed, name, joined):
    found = searcher_of(
        tmp_path, [listed("0752CR090001", name, "1982"), listed("0752CR090002", joined, "1960")]
    )
    assert [(match.case.docket, match.name) for match in found.find(Query(name=typed, born="1982"))] == [
        ("0752CR090001", SAME)
    ]
