"""What was typed beside a name, against what is listed: what agrees, what does not, and what is told."""

import pytest

from lookup import reasons
from lookup.dockets import DocketFormat
from lookup.search import BORN, COURT_YEAR, DOCKET, NEAR_DOCKET, OTHER, SAME, SIMILAR, UNTYPED, Query, facts
from lookup.search.facts import Findings
from tests.listing import listed

FOR, DOUBTFUL, AGAINST, SILENT = "for", "for in part", "against", "neither"

# typed birth date, listed one, what it says, and the reason that is told
BIRTHS = [
    ("1967-04-11", "1967-04-11", FOR, reasons.BORN_SAME),
    ("April 11, 1967", "1967-04-11", FOR, reasons.BORN_SAME),
    # either may be the month
    ("4/11/1967", "1967-04-11", FOR, reasons.BORN_SAME),
    ("11/4/1967", "1967-04-11", FOR, reasons.BORN_SAME),
    # one of them has the year only
    ("1967", "1967-04-11", FOR, reasons.BORN_YEAR_SAME),
    ("1967", "1967", FOR, reasons.BORN_YEAR_SAME),
    ("1967-04-11", "1967", FOR, reasons.BORN_YEAR_SAME),
    # the year is right
    ("1967-04-12", "1967-04-11", DOUBTFUL, reasons.BORN_DAY_DIFFERS),
    ("1967-12-25", "1967-04-11", DOUBTFUL, reasons.BORN_DAY_DIFFERS),
    ("1967-11-04", "1967-04-11", DOUBTFUL, reasons.BORN_SWAPPED),
    # the day is right, the year one off
    ("1968-04-11", "1967-04-11", DOUBTFUL, reasons.BORN_YEAR_OFF),
    ("1966-04-11", "1967-04-11", DOUBTFUL, reasons.BORN_YEAR_OFF),
    ("11/4/1966", "1967-04-11", DOUBTFUL, reasons.BORN_YEAR_OFF),
    # where nothing but the year is known, one off is a guess
    ("1968", "1967-04-11", AGAINST, reasons.BORN_OTHER),
    ("1966", "1967", AGAINST, reasons.BORN_OTHER),
    ("1968-04-11", "1967", AGAINST, reasons.BORN_OTHER),
    ("1968-04-12", "1967-04-11", AGAINST, reasons.BORN_OTHER),
    ("1968-11-04", "1967-04-11", AGAINST, reasons.BORN_OTHER),
    ("1969-04-11", "1967-04-11", AGAINST, reasons.BORN_OTHER),
    ("1976", "1967", AGAINST, reasons.BORN_OTHER),
    # the list does not say it
    ("1967", "", SILENT, reasons.BORN_UNKNOWN),
    ("1967-04-11", "", SILENT, reasons.BORN_UNKNOWN),
    # nothing that can be read
    ("", "1967-04-11", SILENT, None),
    ("the spring", "1967-04-11", SILENT, None),
    ("2199", "1967-04-11", SILENT, None),
    ("1967-02-30", "1967-02-28", SILENT, None),
]


def said(found: Findings, fact: str) -> str:
    if fact in found.contradicted:
        assert found.confirmed == set()
        return AGAINST
    assert found.confirmed <= {fact}
    return (DOUBTFUL if found.doubtful else FOR) if found.confirmed else SILENT


def told(found: Findings) -> list[str]:
    return [reason.message for reason in found.reasons]


def born(typed: str, listed_born: str, name: str = SAME) -> Findings:
    found = Findings()
    facts.check_born(
        facts.read(Query(born=typed), ()), listed("0752CR090001", "DOE, JANE", listed_born), name, found
    )
    return found


@pytest.mark.parametrize(("typed", "listed_born", "says", "reason"), BIRTHS)
def test_birth_dates(typed, listed_born, says, reason):
    found = born(typed, listed_born)
    assert said(found, BORN) == says
    assert told(found) == ([reason] if reason else [])
    assert all(reason.differs is (says in (DOUBTFUL, AGAINST)) for reason in found.reasons)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (("1967-04-11", "1967-04-11"), ("1967-11-04", "1967-04-11")),
        (("1967-04-11", "1967-04-11"), ("1967-04-12", "1967-04-11")),
        (("1967-04-11", "1967-04-11"), ("1967-04-11", "1967")),
        (("1967", "1967-04-11"), ("1967", "")),
        (("1967-04-11", "1967"), ("1967-04-11", "")),
        (("1967-04-12", "1967-04-11"), ("1969-04-11", "1967-04-11")),
        (("1968-04-11", "1967-04-11"), ("1969-04-11", "1967-04-11")),
        (("1967", ""), ("1967", "1969")),
    ],
)
def test_evidence_of_birth_dates(better, worse):
    assert 1 >= born(*better).evidence > born(*worse).evidence > 0


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("4/11/1967", {"1967-04-11", "1967-11-04"}),
        ("4/4/1967", {"1967-04-04"}),
        ("25/12/1967", {"1967-12-25"}),
        ("11 de abril de 1967", {"1967-04-11"}),
        ("1967", {"1967"}),
        ("67", set()),
        ("1867", set()),
        ("", set()),
    ],
)
def test_what_a_birth_date_may_mean(typed, readings):
    assert facts.birth_readings(typed) == readings


# typed, the case's, whether the typed one is some case's, what it says
DOCKETS = [
    ("0752CR090028", "0752CR090028", True, FOR, DOCKET, reasons.DOCKET_SAME),
    ("07-52 cr 90028", "0752CR090028", True, FOR, DOCKET, reasons.DOCKET_SAME),
    ("Commonwealth v. Doe, 0752CR090028", "0752CR090028", True, FOR, DOCKET, reasons.DOCKET_SAME),
    # zeros were put back where that is not certain
    ("0784CR9012", "0784CR09012", True, DOUBTFUL, DOCKET, reasons.DOCKET_ZEROS),
    # one digit off, two swapped
    ("0752CR090029", "0752CR090028", False, DOUBTFUL, NEAR_DOCKET, reasons.DOCKET_NEAR),
    ("0752CR090082", "0752CR090028", False, DOUBTFUL, NEAR_DOCKET, reasons.DOCKET_NEAR),
    ("0652CR090028", "0752CR090028", False, DOUBTFUL, NEAR_DOCKET, reasons.DOCKET_NEAR),
    ("0752CR090039", "0752CR090028", False, AGAINST, DOCKET, reasons.DOCKET_OTHER),
    ("0701CR090999", "0752CR090028", False, AGAINST, DOCKET, reasons.DOCKET_OTHER),
    # the typed number is another case of the same person: nothing against this one
    ("0752CR090029", "0752CR090028", True, SILENT, DOCKET, None),
    ("0701CR090999", "0752CR090028", True, SILENT, DOCKET, None),
    # nothing that can be read
    ("", "0752CR090028", False, SILENT, DOCKET, None),
    ("my case", "0752CR090028", False, SILENT, DOCKET, None),
    ("2007-090028", "0752CR090028", False, SILENT, DOCKET, None),
    ("0752CR090028 and 0752CR090029", "0752CR090028", False, SILENT, DOCKET, None),
]


@pytest.mark.parametrize(("typed", "docket", "is_listed", "says", "fact", "reason"), DOCKETS)
def test_docket_numbers(typed, docket, is_listed, says, fact, reason):
    found = Findings()
    read = facts.read(Query(name="Jane Doe", docket=typed), ())
    facts.check_docket(read, listed(docket, "DOE, JANE"), is_listed, found)
    assert said(found, fact) == says
    assert told(found) == ([reason] if reason else [])


def test_a_number_is_completed_with_its_court():
    read = facts.read(Query(docket="2007-90028", court="Cambridge District Court"), ())
    assert read.docket
    assert read.docket.standard == "0752CR090028"


def test_near_numbers_are_for_those_who_have_a_name():
    assert facts.read(Query(docket="0752CR090028", name="Jane Doe"), ()).near_dockets
    assert facts.read(Query(docket="0752CR090028"), ()).near_dockets == ()


# court, year, the case's docket number, what they say
COURTS = [
    ("52", "2007", "0752CR090028", FOR),
    ("Cambridge District Court", 2007, "0752CR090028", FOR),
    (" 52 ", " 2007 ", "0752CR090028", FOR),
    ("52", "2008", "0752CR090028", AGAINST),
    ("01", "2007", "0752CR090028", AGAINST),
    ("Nowhere", "2007", "0752CR090028", AGAINST),
    # one alone is nothing
    ("52", "", "0752CR090028", SILENT),
    ("", "2007", "0752CR090028", SILENT),
    ("52", "the year after", "0752CR090028", SILENT),
    ("52", "²", "0752CR090028", SILENT),
    # a number that says neither
    ("52", "2007", "B-17", SILENT),
    # in other places too
    ("CF", "2009", "ORANGE-2009-CF-90123", FOR),
    ("CF", "2010", "ORANGE-2009-CF-90123", AGAINST),
]
ELSEWHERE = DocketFormat(
    r"ORANGE-(?P<year>\d{4})-(?P<court>[A-Z]{2})-(?P<number>\d+)",
    "ORANGE-{year}-{court}-{number}",
    "ORANGE-2009-CF-90123",
)


@pytest.mark.parametrize(("court", "year", "docket", "says"), COURTS)
def test_court_and_year(court, year, docket, says):
    found = Findings()
    facts.check_court(
        facts.read(Query(court=court, year=year), [ELSEWHERE]), listed(docket, "DOE, JANE"), found
    )
    assert said(found, COURT_YEAR) == says
    assert told(found) == ([reasons.COURT_YEAR_SAME] if says == FOR else [])


@pytest.mark.parametrize(
    ("name", "docket", "tells"),
    [
        # Whoever has only the number could try years and days until they fit.
        (UNTYPED, True, False),
        (OTHER, True, False),
        (SIMILAR, True, True),
        (SAME, True, True),
        (SAME, False, True),
    ],
)
def test_a_birth_date_is_compared_for_those_who_have_the_name(name, docket, tells):
    found = Findings()
    case = listed("0752CR090028", "DOE, JANE", "1967-04-11")
    typed = facts.read(Query(docket="0752CR090028", born="1967-04-11"), ())
    if docket:
        facts.check_docket(typed, case, True, found)
    before = (set(found.confirmed), found.evidence, list(found.reasons))
    facts.check_born(typed, case, name, found)
    assert (BORN in found.confirmed) is tells
    assert ((found.confirmed, found.evidence, found.reasons) != before) is tells


@pytest.mark.parametrize(
    ("more", "fewer"),
    [
        (Query(name="Jane Doe"), Query(name="Jane Doe", born="1967")),
        (Query(name="Jane Doe", born="1967"), Query(name="Jane Doe", born="1967-04-11")),
        (Query(name="Jane Doe"), Query(name="Jane Doe", court="52", year="2007")),
        (Query(name="Jane Doe"), Query(name="Jane Doe", docket="0752CR090028")),
    ],
)
def test_each_fact_leaves_fewer_whom_it_fits_by_chance(more, fewer):
    assert 1 >= facts.read(more, ()).by_chance() > facts.read(fewer, ()).by_chance() > 0


@pytest.mark.parametrize(
    ("typed", "nearer", "farther"),
    [("1967", 1967, 0), ("1967", 0, 1969), ("1967", 1968, 1969), ("1967-04-11", 1967, 1966)],
)
def test_years_of_birth(typed, nearer, farther):
    read = facts.read(Query(born=typed), ())
    assert 1 >= read.of_year(nearer) > read.of_year(farther) > 0
    assert facts.read(Query(), ()).of_year(nearer) == 1
