"""Whether a typed name is the listed one, near it or another, and what people are told of the difference."""

import pytest

from lookup import disclosure, names, reasons
from lookup.search import OTHER, SAME, SIMILAR, Query, agreement, scoring, searcher, spellings
from tests.listing import people, searcher_of

GARCIA = "GARCIA LOPEZ, JOSE LUIS"
UNORDERED = "José Luis García López"

# typed, listed, how they agree
NAMES = [
    ("josé luis garcía lópez", GARCIA, SAME),
    ("García López, José Luis", GARCIA, SAME),
    ("jose garcia", GARCIA, SAME),
    ("Jose Lopez", GARCIA, SAME),
    ("Jose Luis Garcia-Lopez", GARCIA, SAME),
    ("Jose L. Garcia", GARCIA, SAME),
    ("Jose GarciaLopez", GARCIA, SAME),
    ("joseluis garcia", GARCIA, SAME),
    ("jose garcia", UNORDERED, SAME),
    ("Jose Lopez", UNORDERED, SAME),
    ("Jose Luis Garcia", "GARCIA, JOSE", SAME),
    ("Jerry Aaron Church", "CHURCH, JERRY A.", SAME),
    ("Jerry Church", "CHURCH, JERRY A.", SAME),
    ("O'brien sean", "O\u2019BRIEN, SEÁN", SAME),
    ("O Brien Sean", "O\u2019BRIEN, SEÁN", SAME),
    ("Delacruz Angel", "DE LA CRUZ, ÁNGEL", SAME),
    ("Angel Cruz", "DE LA CRUZ, ÁNGEL", SAME),
    ("Angel de la Cruz", "DE LA CRUZ, ÁNGEL", SAME),
    ("Joao darosa", "DA ROSA, JOÃO", SAME),
    ("Joao Rosa", "DA ROSA, JOÃO", SAME),
    ("John Smith", "SMITH JR., JOHN", SAME),
    ("John Smith, junior", "SMITH JR., JOHN", SAME),
    ("John Smith Jr", "SMITH, JOHN W.", SAME),
    ("Ana Ortiz Peña", "ORTIZ Y PEÑA, ANA", SAME),
    # near, so never "found"
    ("luis garcia", GARCIA, SIMILAR),
    ("Jose Luis Lopez Garcia", GARCIA, SIMILAR),
    ("Lopez Garcia, Jose", UNORDERED, SIMILAR),
    ("J. Garcia", GARCIA, SIMILAR),
    ("jose garsia", GARCIA, SIMILAR),
    ("jsoe garcia", GARCIA, SIMILAR),
    ("Pepe Garcia", GARCIA, SIMILAR),
    ("Joseph Garcia", GARCIA, SIMILAR),
    ("John Smith Jr", "SMITH SR., JOHN", SIMILAR),
    ("Jerry B. Church", "CHURCH, JERRY A.", SIMILAR),
    ("Jose Garcia Martinez", GARCIA, SIMILAR),
    ("Sean Brien", "O\u2019BRIEN, SEÁN", SIMILAR),
    ("Jose Luis Maria Garcia", "GARCIA, JOSE", SIMILAR),
    ("Jean St Pierre", "SAINT-PIERRE, JEANNE", SIMILAR),
    # a contradiction, or half of a name
    ("Maria Garcia", GARCIA, OTHER),
    ("Jesus Garcia", GARCIA, OTHER),
    ("jose luis", GARCIA, OTHER),
    ("jose luis", UNORDERED, OTHER),
    ("Jose G", GARCIA, OTHER),
    ("J G", GARCIA, OTHER),
    ("Jose", GARCIA, OTHER),
    ("Garcia Lopez", GARCIA, OTHER),
    ("Jose Martinez", "GARCIA, JOSE", OTHER),
    ("Pedro Ramirez", GARCIA, OTHER),
    ("Ana O", "ORTIZ Y PEÑA, ANA", OTHER),
    # another of the person's names
    ("Tito Reyes", "REYES, ALBERTO A/K/A TITO REYES A/K/A PABLO SOSA", SAME),
    ("Pablo Soza", "REYES, ALBERTO A/K/A TITO REYES A/K/A PABLO SOSA", SIMILAR),
    ("Pablo Reyes", "REYES, ALBERTO A/K/A TITO REYES A/K/A PABLO SOSA", OTHER),
    ("Ana Sosa", "REYES, ALBERTO A/K/A TITO REYES A/K/A PABLO SOSA", OTHER),
]

# typed, listed, what people are told of it, and whether all of that speaks for the match
REASONS = [
    (
        "Jose Garsia",
        GARCIA,
        ["You wrote Garsia; the list says Garcia.", "The list also says Luis Lopez."],
        False,
    ),
    ("Jose Garcia", GARCIA, ["The name is the same.", "The list also says Luis Lopez."], True),
    ("Jose L. Garcia", GARCIA, ["The name is the same.", "The list also says Lopez."], True),
    (
        "Jose Luis Lopez Garcia",
        GARCIA,
        ["The last names are in another order. The list says Jose Luis Garcia Lopez."],
        False,
    ),
    ("J. Garcia", "GARCIA, JOSE", ["You wrote J; the list says Jose."], False),
    ("Pepe Garcia", "GARCIA, JOSE", ["You wrote Pepe; the list says Jose."], False),
    (
        "Jose Martinez",
        "GARCIA, JOSE",
        ["The name you wrote is not exactly the name on the list for this number."],
        False,
    ),
    ("Jose Luis Garcia", "GARCIA, JOSE", ["You also wrote Luis, which the list does not have."], False),
    ("Jose Garcia Martinez", GARCIA, ["You wrote Martinez; the list says Luis Lopez."], False),
    ("Jerry B. Church", "CHURCH, JERRY A.", ["You wrote B; the list says A."], False),
    ("John Smith", "SMITH JR., JOHN", ["The name is the same.", "The list adds Jr to the name."], True),
    (
        "John Smith Jr",
        "SMITH, JOHN W.",
        ["The list also says W.", "You wrote Jr; the list does not say it."],
        False,
    ),
    ("John Smith Jr", "SMITH SR., JOHN", ["You wrote Jr; the list says Sr."], False),
    ("Ángel de la Cruz", "DE LA CRUZ, ÁNGEL", ["The name is the same."], True),
    ("Delacruz Angel", "DE LA CRUZ, ÁNGEL", ["The name is the same."], True),
    (
        "Tito Reyes",
        "REYES, ALBERTO A/K/A TITO REYES A/K/A PABLO SOSA",
        ["The name is the same.", "The list has this name as another name of the person."],
        True,
    ),
    (
        "Pablo Soza",
        "REYES, ALBERTO A/K/A TITO REYES A/K/A PABLO SOSA",
        ["You wrote Soza; the list says Sosa.", "The list has this name as another name of the person."],
        False,
    ),
]
LISTED = sorted({listed for _, listed, _ in NAMES})


@pytest.fixture(scope="module")
def search(tmp_path_factory):
    """Compares a typed name with a listed one, as for somebody who also typed the docket number."""
    cases = people(*LISTED)
    found = searcher_of(tmp_path_factory.mktemp("agreement"), cases)

    def compare(typed, listed):
        docket = cases[LISTED.index(listed)].docket
        return next(
            match for match in found.find(Query(name=typed, docket=docket)) if match.case.docket == docket
        )

    return compare


@pytest.mark.parametrize(("typed", "listed", "agrees"), NAMES)
def test_names_that_are_the_same_similar_or_others(search, typed, listed, agrees):
    assert search(typed, listed).name == agrees


@pytest.mark.parametrize(("typed", "listed", "told", "agrees"), REASONS)
def test_reasons_say_what_differs(search, typed, listed, told, agrees):
    docket, *found = search(typed, listed).reasons
    assert docket.message == reasons.DOCKET_SAME
    assert [str(reason) for reason in found] == told
    assert agrees is not any(reason.differs for reason in found)


def test_nothing_remembers_what_was_typed():
    """A cache of comparisons would keep visitors' names in memory, and grow for ever."""
    for module in (agreement, scoring, searcher, spellings, names, disclosure):
        assert not [name for name, what in vars(module).items() if hasattr(what, "cache_info")]
