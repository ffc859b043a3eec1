"""Who may be meant: those whom two parts of a typed name lead to, of common names those of the right year."""

import pytest

from lookup.search import Query, facts
from lookup.search.candidates import candidates
from tests.listing import listed, searcher_of, typed_name

# a common name, and some others
PEOPLE = [
    *(listed(f"0752CR09{number:04}", "GARCIA, JOSE", f"{1940 + number % 50}") for number in range(1, 301)),
    listed("0752CR090301", "GARCIA LOPEZ, JOSE LUIS", "1967-04-11"),
    listed("0752CR090302", "FITZGERALD, ROBERT", "1950"),
    listed("0752CR090303", "FITZGERALD, ANA A/K/A ANNIE ROE"),
    listed("0752CR090304", "XIMENEZ, J.", "1970"),
    listed("0752CR090305", "GARCIA, MARIA", "1955"),
    listed("0752CR090306", "Cher", "1946"),
    listed("0752CR090307", "GARCIA, JOSE"),
]


@pytest.fixture(scope="module")
def searcher(tmp_path_factory):
    return searcher_of(tmp_path_factory.mktemp("candidates"), PEOPLE)


def looked_up(searcher, name, born=""):
    typed = facts.read(Query(name=name, born=born), ())
    release = searcher.release
    return candidates(typed_name(searcher, name), release.index, release.people, typed)


@pytest.mark.parametrize(
    ("typed", "row"),
    [
        ("Jose Luis Garcia Lopez", 300),
        ("Lopez Garcia", 300),
        ("Luis Lopes", 300),
        ("Pepe Lopez", 300),
        ("Robert Fitzgerald", 301),
        ("Fitzgerald Robert", 301),
        ("Bob Fitzgerlad", 301),
        # the given name garbled, its first letter right
        ("Rrrbrt Fitzgerald", 301),
        ("R. Fitzgerald", 301),
        ("Annie Roe", 302),
        ("John Ximenez", 303),
        ("Maria Garcia", 304),
        ("Cher", 305),
    ],
)
def test_whom_two_parts_of_a_name_lead_to(searcher, typed, row):
    assert looked_up(searcher, typed).rows[0] == row


@pytest.mark.parametrize("typed", ["Garcia", "Nobody Atall", "Eva Roe", "Jose Fitzgerald", "\N{SNOWMAN}"])
def test_nobody_is_led_to(searcher, typed):
    assert looked_up(searcher, typed).rows == []


def test_a_common_name_leads_to_some_of_its_people(searcher):
    found = looked_up(searcher, "Jose Garcia").rows
    assert 50 < len(found) == len(set(found)) < 250


@pytest.mark.parametrize(
    ("born", "years"),
    [("1963", {1963, 0}), ("1963-04-11", {1963, 0}), ("1967-04-11", {1967, 0}), ("1/2/1945", {1945, 0})],
)
def test_of_a_common_name_those_of_the_right_year_come_first(searcher, born, years):
    found = looked_up(searcher, "Jose Garcia", born).rows
    fitting = [row for row, case in enumerate(PEOPLE[:301]) if int(case.person.born[:4]) in years] + [306]
    assert set(found[: len(fitting)]) == set(fitting)
    # and some of other years, which may be wrong
    assert 0 < len(found) - len(fitting) < 50


def test_the_chance_of_a_common_name_is_larger(searcher):
    chances = [
        looked_up(searcher, name).chance
        for name in ("Jose Garcia", "Robert Fitzgerald", "Ximena Fitzgerald", "Xxyyzz Wwqqvv")
    ]
    assert chances == sorted(set(chances), reverse=True)
    assert chances[0] > 20 * chances[1]
    assert chances[-1] > 0


def test_names_that_go_together_are_counted_together(tmp_path):
    """Every Huy is a Nguyen here: that is commoner than each name by itself makes it."""
    others = ["ANA", "EVA", "LEA", "MIA", "INA"]
    names = ["NGUYEN, HUY" if number % 10 == 0 else f"ROE, {others[number % 5]}" for number in range(100)]
    cases = [listed(f"0752CR09{number:04}", name, f"{1900 + number}") for number, name in enumerate(names)]
    assert 0.05 < looked_up(searcher_of(tmp_path, cases), "Huy Nguyen").chance < 0.2
