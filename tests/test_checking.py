"""Somebody whom staff ask about -> a verdict, every case that may be theirs, and what was not read."""

from __future__ import annotations

import pytest

from lookup.release import Releases
from lookup.search import Searcher
from lookup.staff.asking import Asked
from lookup.staff.checking import LISTED, MOST_DOCKETS, NOT_FOUND, POSSIBLY, UNREADABLE, check

# whom staff ask about: the verdict, the docket numbers (those for certain with a star), what was not read
PEOPLE = [
    # a name and a second fact say "listed", as for everybody
    (Asked(("Rosalind Okafor",), "1970"), LISTED, ["0702CR090101*"], []),
    (Asked(("Okafor, Rosalind",), "1970"), LISTED, ["0702CR090101*"], []),
    (Asked(("Wilmer Acosta",), "1969"), LISTED, 2, []),
    # the person is there: a name alone is shown, and is never certain
    (Asked(("Rosalind Okafor",)), POSSIBLY, ["0702CR090101"], []),
    (Asked(("Rosalynd Okafor",), "1970"), POSSIBLY, ["0702CR090101"], []),
    (Asked(("Rosalind Okafor",), "1975"), POSSIBLY, ["0702CR090101"], []),
    (Asked(("Nadia Holloway",), "1972"), POSSIBLY, 2, []),
    # docket numbers, several at once, one of them somebody else's, one on no list
    (Asked((), "", ("0702CR090101",)), LISTED, ["0702CR090101*"], []),
    (Asked((), "", ("0902CR090108",)), POSSIBLY, 2, []),
    # without a name, a slip in a number leads to a stranger: another birth date, or another person
    (Asked((), "5/2/1970", ("0702CR090101",)), LISTED, ["0702CR090101*"], []),
    (Asked((), "1970", ("0702CR090101",)), LISTED, ["0702CR090101*"], []),
    (Asked((), "1980", ("0702CR090101",)), POSSIBLY, ["0702CR090101"], []),
    (Asked((), "", ("0702CR090101", "0607CR090102")), POSSIBLY, ["0702CR090101", "0607CR090102"], []),
    (Asked(("Rosalind Okafor",), "", ("Docket 0702-cr-090101",)), LISTED, ["0702CR090101*"], []),
    (Asked(("Rosalind Okafor",), "1970", ("0702CR090999",)), LISTED, ["0702CR090101*"], []),
    (Asked(("Rosalind Okafor",), "1970", ("0607CR090102",)), LISTED, ["0702CR090101*", "0607CR090102"], []),
    (Asked(("Milton Farnsworth",), "", ("0702CR090101",)), POSSIBLY, ["0607CR090102", "0702CR090101"], []),
    # a former name
    (Asked(("Rosalind Nobody", "Rosalind Okafor"), "1970"), LISTED, ["0702CR090101*"], []),
    (Asked(("Somebody Nobody", "Rosalind Okafor"), "1970"), LISTED, ["0702CR090101*"], []),
    (Asked(("Wilmer Nobody", "Acosta Vega"), "1969"), LISTED, 2, []),
    # nobody
    (Asked(("Nobody Atall",), "1970"), NOT_FOUND, [], []),
    (Asked((), "", ("0702CR090999",)), NOT_FOUND, [], []),
    # what cannot be read is never "not found"
    (Asked(), UNREADABLE, [], [("row", "nothing")]),
    (Asked(("Okafor",)), UNREADABLE, [], [("name", "one_word")]),
    (Asked(("123",)), UNREADABLE, [], [("name", "unreadable")]),
    (Asked(("Nobody Atall",), "spring"), UNREADABLE, [], [("born", "unreadable")]),
    (Asked(("Nobody Atall",), "1970", ("SJC-12157",)), UNREADABLE, [], [("docket", "appeal")]),
    (Asked((), "", ("0702CR090101 and 0607CR090102",)), UNREADABLE, [], [("docket", "two_numbers")]),
    # and it stands beside what was found all the same
    (Asked(("Rosalind Okafor",), "1970", ("junk",)), LISTED, ["0702CR090101*"], [("docket", "unreadable")]),
]


@pytest.fixture(scope="module")
def searcher(published):
    releases = Releases(published)
    return Searcher.open(releases.path(releases.current_id()))


@pytest.mark.parametrize(
    ("asked", "verdict", "dockets", "unread"), PEOPLE, ids=[str(row[0]) for row in PEOPLE]
)
def test_a_verdict(searcher, asked, verdict, dockets, unread):
    found = check(asked, searcher.find)
    shown = [hit.case.docket + ("*" if hit.certain else "") for hit in found.hits]
    assert found.verdict == verdict
    assert (len(shown) if isinstance(dockets, int) else shown) == dockets
    assert [(one.field, one.code) for one in found.unread] == unread


def test_what_is_withheld_is_not_shown_to_staff_either(searcher):
    found = check(
        Asked(("Rosalind Okafor",), "1970"), lambda query: searcher.find(query, without=lambda _: True)
    )
    assert (found.verdict, found.hits) == (NOT_FOUND, ())


def test_reasons_say_what_differs(searcher):
    found = check(Asked(("Rosalynd Okafor",), "1970"), searcher.find)
    assert "You wrote Rosalynd; the list says Rosalind." in map(str, found.hits[0].reasons)


def test_a_case_that_two_searches_find_is_shown_once_as_the_surer_one_has_it(searcher):
    found = check(Asked(("Rosalynd Okafor", "Rosalind Okafor"), "1970"), searcher.find)
    assert [(hit.case.docket, hit.certain) for hit in found.hits] == [("0702CR090101", True)]


def test_what_is_too_much_is_told_and_not_left_out_in_silence(searcher):
    many = tuple(f"0702CR0901{number:02}" for number in range(10, 10 + MOST_DOCKETS + 1))
    found = check(Asked((), "", many), searcher.find)
    assert [(one.text, one.code) for one in found.unread] == [(many[-1], "too_many")]
