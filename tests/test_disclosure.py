"""What each combination of facts opens: the table of promise 3."""

from dataclasses import replace

import pytest

from lookup import reasons
from lookup.cases import Case, Charge, Person, Source
from lookup.disclosure import FOUND, NONE, OPEN, POSSIBLE, SECOND_FACT, decide
from lookup.names import parse_listed
from lookup.search import BORN, COURT_YEAR, DOCKET, NEAR_DOCKET, OTHER, SAME, SIMILAR, UNTYPED, Match

SOURCE = Source("list.csv", "", "Suffolk", "2017-04-18")


def match(
    name=UNTYPED,
    confirmed=(),
    contradicted=(),
    *,
    born="1970-01-02",
    score=0.99,
    doubtful=False,
    who="GARCIA, JOSE",
    docket="0752CR090001",
):
    person = Person(parse_listed(who)[0], (), born)
    case = Case("dookhan", docket, "", person, (Charge(1, "dismissed", SOURCE),), SOURCE)
    return Match(case, score, (), name, frozenset(confirmed), frozenset(contradicted), doubtful)


# what is known of one case, the mode, what may be said
RULES = [
    # a docket number opens the case it names
    (match(confirmed=[DOCKET]), SECOND_FACT, FOUND),
    (match(SAME, [DOCKET]), SECOND_FACT, FOUND),
    (match(SAME, [DOCKET, BORN]), SECOND_FACT, FOUND),
    (match(SIMILAR, [DOCKET]), SECOND_FACT, POSSIBLE),
    (match(OTHER, [DOCKET], score=0.4), SECOND_FACT, POSSIBLE),
    (match(confirmed=[DOCKET], contradicted=[BORN], score=0.3), SECOND_FACT, POSSIBLE),
    (match(confirmed=[DOCKET], doubtful=True), SECOND_FACT, POSSIBLE),
    # a name alone opens nothing, whoever asks
    (match(SAME), SECOND_FACT, NONE),
    (match(SIMILAR), SECOND_FACT, NONE),
    (match(SAME, born=""), SECOND_FACT, NONE),
    (match(SAME), OPEN, FOUND),
    (match(SIMILAR), OPEN, POSSIBLE),
    (match(OTHER), OPEN, NONE),
    # a name and the year of birth
    (match(SAME, [BORN]), SECOND_FACT, FOUND),
    (match(SIMILAR, [BORN]), SECOND_FACT, POSSIBLE),
    (match(OTHER, [BORN]), SECOND_FACT, NONE),
    (match(SAME, [BORN], doubtful=True), SECOND_FACT, POSSIBLE),
    (match(SAME, [BORN], [DOCKET]), SECOND_FACT, POSSIBLE),
    # a name that is only near takes some likelihood, and "found" takes much of it
    (match(SAME, [BORN], score=0.7), SECOND_FACT, POSSIBLE),
    (match(SAME, [BORN], score=0.05), SECOND_FACT, POSSIBLE),
    (match(SIMILAR, [BORN], score=0.7), SECOND_FACT, POSSIBLE),
    (match(SIMILAR, [BORN], score=0.1), SECOND_FACT, NONE),
    (match(SAME, [COURT_YEAR], born="", score=0.7), SECOND_FACT, POSSIBLE),
    (match(SIMILAR, [COURT_YEAR], born="", score=0.1), SECOND_FACT, NONE),
    (match(SAME, score=0.7), OPEN, POSSIBLE),
    (match(SIMILAR, score=0.1), OPEN, NONE),
    # a number that is one digit off: only whoever has the name is asked whether it is meant
    (match(SAME, [NEAR_DOCKET], doubtful=True), SECOND_FACT, POSSIBLE),
    (match(SAME, [NEAR_DOCKET, BORN], doubtful=True), SECOND_FACT, POSSIBLE),
    (match(SAME, [NEAR_DOCKET], doubtful=True), OPEN, POSSIBLE),
    (match(SAME, [NEAR_DOCKET], [BORN], doubtful=True), SECOND_FACT, NONE),
    (match(SIMILAR, [NEAR_DOCKET], doubtful=True), SECOND_FACT, NONE),
    (match(SIMILAR, [NEAR_DOCKET, BORN], doubtful=True), SECOND_FACT, POSSIBLE),
    (match(OTHER, [NEAR_DOCKET], doubtful=True), SECOND_FACT, NONE),
    (match(UNTYPED, [NEAR_DOCKET], doubtful=True), SECOND_FACT, NONE),
    (match(UNTYPED, [NEAR_DOCKET], doubtful=True), OPEN, NONE),
    # a wrong second fact
    (match(SAME, [], [BORN]), SECOND_FACT, NONE),
    (match(SAME, [], [BORN]), OPEN, NONE),
    (match(SAME, [], [DOCKET]), SECOND_FACT, NONE),
    # court and year stand in only where the list has no birth date
    (match(SAME, [COURT_YEAR], born=""), SECOND_FACT, FOUND),
    (match(SAME, [COURT_YEAR]), SECOND_FACT, NONE),
    (match(SAME, [], [COURT_YEAR], born=""), SECOND_FACT, NONE),
    (match(SIMILAR, [COURT_YEAR], born=""), SECOND_FACT, POSSIBLE),
    # a year of birth without a name
    (match(UNTYPED, [BORN]), SECOND_FACT, NONE),
    (match(UNTYPED, [COURT_YEAR], born=""), SECOND_FACT, NONE),
]


@pytest.mark.parametrize(("known", "mode", "outcome"), RULES)
def test_what_opens_a_case(known, mode, outcome):
    answer = decide([known], mode)
    assert answer.outcome == outcome
    assert [opened.certain for opened in answer.opened] == ([] if outcome == NONE else [outcome == FOUND])


def test_a_docket_number_prints_nobodys_name():
    assert not decide([match(SAME, [DOCKET])]).opened[0].by_name
    for fact in (BORN, NEAR_DOCKET):
        assert decide([match(SAME, [fact])]).opened[0].by_name


def test_no_reason_spells_a_name_that_a_docket_number_opened():
    spelled = reasons.differs(reasons.NAME_DIFFERS, typed="Garsia", listed="Garcia")
    more = reasons.same(reasons.NAME_MORE, listed="Luis")
    by_docket = replace(match(SIMILAR, [DOCKET]), reasons=(spelled, more))
    by_name = replace(match(SIMILAR, [DOCKET, BORN]), reasons=(spelled, more))
    assert [str(reason) for reason in decide([by_docket]).opened[0].reasons] == [reasons.NAME_OTHER]
    assert decide([by_name]).opened[0].reasons == (spelled, more)


def test_a_near_name_on_a_docket_number_is_told_as_little_as_another_name():
    """Or somebody who has the number could guess the name bit by bit, and then the birth date."""
    same = reasons.same(reasons.DOCKET_SAME)
    spelled = reasons.differs(reasons.NAME_DIFFERS, typed="Garsia", listed="Garcia")
    born = reasons.differs(reasons.BORN_OTHER)
    near = replace(match(SIMILAR, [DOCKET], [BORN]), reasons=(same, spelled, born))
    other = replace(match(OTHER, [DOCKET]), reasons=(same, reasons.differs(reasons.NAME_OTHER)))
    assert decide([near]).opened[0].reasons == decide([other]).opened[0].reasons


@pytest.mark.parametrize(
    ("first", "second", "outcome", "people"),
    [
        # two cases of one person
        (match(SAME, [BORN]), match(SAME, [BORN], docket="0701CR090002"), FOUND, 1),
        # the same person on a list with the year only
        (match(SAME, [BORN]), match(SAME, [BORN], born="1970", docket="0701CR090002"), FOUND, 1),
        # namesakes of one year, father and son, two people on one docket number: nobody is told "found"
        (match(SAME, [BORN]), match(SAME, [BORN], born="1970-09-09"), POSSIBLE, 2),
        (
            match(SAME, [BORN], who="SMITH SR., JOHN"),
            match(SAME, [BORN], who="SMITH JR., JOHN"),
            POSSIBLE,
            2,
        ),
        (match(confirmed=[DOCKET]), match(confirmed=[DOCKET], who="RUIZ, ANA", born=""), POSSIBLE, 2),
        # one fits exactly, the other is near: the first is found, the other only possible
        (match(SAME, [BORN]), match(SIMILAR, [BORN], who="GARZIA, JOSE"), FOUND, 1),
        # the other person on the docket number that was typed with a name
        (match(SAME, [DOCKET]), match(OTHER, [DOCKET], who="RUIZ, ANA", score=0.4), FOUND, 1),
    ],
)
def test_several_cases(first, second, outcome, people):
    answer = decide([first, second])
    assert (answer.outcome, answer.people) == (outcome, people)
    assert [opened.certain for opened in answer.opened].count(True) == (
        0 if outcome == POSSIBLE else sum(opened.match.name == SAME for opened in answer.opened)
    )
