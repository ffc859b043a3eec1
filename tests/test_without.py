"""Who is withheld is searched for as little as if they had never been listed."""

import pytest

from lookup.cases import Case
from lookup.disclosure import decide
from lookup.search import Match, Query
from tests.listing import listed, others, searcher_of
from tests.test_search import FOUND, PEOPLE

CASES = [listed(*person) for person in PEOPLE]

# who is withheld: what they may not change for anybody
WITHHELD = [
    lambda case: case.docket == "0701CR090003",
    lambda case: "Smith" in case.person.name.last,
    lambda case: case.docket == "0779CR09007" and case.person.name.last == "Jones",
    lambda case: case.person.name.last in ("Cruz", "De la Cruz", "Delacruz"),
    lambda case: case.docket == "0752CR090001",
]


@pytest.fixture(scope="module")
def searcher(tmp_path_factory):
    return searcher_of(tmp_path_factory.mktemp("all"), CASES)


def shown(matches: list[Match]) -> tuple[object, ...]:
    answer = decide(matches)
    return (
        answer.outcome,
        answer.people,
        [(one.match.case, one.certain, one.reasons) for one in answer.opened],
    )


@pytest.mark.parametrize("withheld", WITHHELD, ids=range(len(WITHHELD)))
def test_who_is_withheld_changes_nothing_for_others(tmp_path, searcher, withheld):
    left = [case for case in CASES if not withheld(case)]
    assert 0 < len(left) < len(CASES)
    never_listed = searcher_of(tmp_path, left)
    for query, _ in FOUND:
        found, expected = searcher.find(query, without=withheld), never_listed.find(query)
        assert not any(withheld(match.case) for match in found)
        assert shown(found) == shown(expected), query


ONE, TWO = "0752CR090001", "0752CR090002"


def answer_with_and_without(instance, cases: list[Case], typed: Query) -> list[object]:
    """What is shown where 0752CR090001 is withheld, and where it was never listed."""
    (instance / "without").mkdir()
    with_it = searcher_of(instance, cases)
    without = searcher_of(instance / "without", [case for case in cases if case.docket != ONE])
    return [
        shown(with_it.find(typed, without=lambda case: case.docket == ONE)),
        shown(without.find(typed)),
    ]


@pytest.mark.parametrize(
    ("name", "other", "typed"),
    [
        ("QUIROGA, AMPARO", "QUIROGUA, AMPARRA", "Amparo Quiroga"),
        ("QUIROGA, AMPARO", "QUIRGOAZ, AMPARO", "Amparo Quiroga"),
        ("GARCIALOPEZ, LUIS", "GARCIA LOPEZ, EVA", "Eva Garcialopez"),
    ],
)
def test_who_is_withheld_does_not_stand_before_others(tmp_path, name, other, typed):
    """Or "nothing found" would tell that just this name is withheld, and keep others from their case."""
    cases = [*others(), listed(ONE, name, "1967"), listed(TWO, other, "1967")]
    found, expected = answer_with_and_without(tmp_path, cases, Query(name=typed, born="1967"))
    assert found == expected


def test_a_number_that_is_withheld_is_nobodys_among_many_namesakes_too(tmp_path):
    """Or whoever has a common name could try numbers until one behaves as if it were listed."""
    crowd = [
        listed(f"0752CR09{number:04}", "GARCIA, JOSE", f"{1940 + number % 50}") for number in range(10, 310)
    ]
    typed = Query(name="Jose Garcia", docket=ONE)
    found, expected = answer_with_and_without(tmp_path, [*crowd, listed(ONE, "ROE, ANN", "1960")], typed)
    assert found == expected
