"""The score: how likely a case is meant, of all whose name is the same or alike."""

import pytest

from lookup.disclosure import FOUND, POSSIBLE, decide
from lookup.search import Query, Searcher
from tests.listing import listed, others, searcher_of

ONE, TWO = "0752CR090001", "0752CR090002"


def scores(searcher: Searcher, **typed: str) -> dict[str, float]:
    return {match.case.docket: match.score for match in searcher.find(Query(**typed), limit=100)}


def among_others(instance, *names: tuple[str, str]) -> Searcher:
    """A search among many of people with these names and birth dates, on 0752CR090001 and so on."""
    return searcher_of(
        instance, [*others(), *(listed(f"0752CR09{number:04}", *one) for number, one in enumerate(names, 1))]
    )


def test_a_rare_name_with_its_year_is_nearly_certain(tmp_path):
    found = among_others(tmp_path, ("QUIROGA, AMPARO", "1967-04-11"))
    assert scores(found, name="Amparo Quiroga", born="1967")[ONE] > 0.9
    assert scores(found, name="Amparo Quiroga", born="1967-04-11")[ONE] > 0.9
    assert scores(found, name="Amparo Quirroga", born="1967")[ONE] > 0.5
    assert scores(found, name="Amparo Quiroga", born="1999")[ONE] < 0.5


def test_two_namesakes_share_the_score(tmp_path):
    found = among_others(tmp_path, ("QUIROGA, AMPARO", "1967-04-11"), ("QUIROGA, AMPARO", "1967-09-12"))
    shared = scores(found, name="Amparo Quiroga", born="1967")
    assert 0.3 < shared[ONE] == shared[TWO] <= 0.5
    told_apart = scores(found, name="Amparo Quiroga", born="1967-09-12")
    assert told_apart[TWO] > 0.8 > 0.2 > told_apart[ONE]


def test_the_cases_of_one_person_do_not_share_it(tmp_path):
    found = among_others(tmp_path, ("QUIROGA, AMPARO", "1967-04-11"), ("QUIROGA, AMPARO", "1967-04-11"))
    assert min(scores(found, name="Amparo Quiroga", born="1967").values()) > 0.8


TWO_WAYS = [
    (("GARCIA LUNA, JOSE", "1970-03-04"), ("GARCÍA LUNA, JOSÉ", "1970-03-04")),
    (("QUIROGA, AMPARO", "1970-03-04"), ("QUIROGA, AMPARO", "1970")),
    (("QUIROGA, AMPARO", "1970-03-04"), ("QUIROGA, AMPARO L.", "1970-03-04")),
]


@pytest.mark.parametrize(("one", "other"), TWO_WAYS)
def test_one_person_who_is_written_in_two_ways_does_not_share_it(tmp_path, one, other):
    found = among_others(tmp_path, one, other).find(Query(name=one[0], born="1970"))
    assert max(match.score for match in found) > 0.8
    answer = decide(found)
    assert (answer.outcome, answer.people, len(answer.opened)) == (FOUND, 1, 2)


@pytest.mark.parametrize(("one", "other"), TWO_WAYS)
def test_nor_is_it_missed_by_a_slip(tmp_path, one, other):
    typed = one[0].replace("LUNA", "LUNNA").replace("QUIROGA", "QUIROGGA")
    found = among_others(tmp_path, one, other).find(Query(name=typed, born="1970"))
    assert {opened.match.case.docket for opened in decide(found).opened} == {ONE, TWO}


def test_namesakes_are_told_that_there_are_two(tmp_path):
    found = among_others(tmp_path, ("QUIROGA, AMPARO", "1967-04-11"), ("QUIROGA, AMPARO", "1967-09-12"))
    answer = decide(found.find(Query(name="Amparo Quiroga", born="1967")))
    assert (answer.outcome, answer.people, len(answer.opened)) == (POSSIBLE, 2, 2)


def test_a_rival_who_fits_better_takes_it(tmp_path):
    found = among_others(tmp_path, ("QUIROGA, AMPARO", "1967"), ("QUIROGA, AMPARA", "1967"))
    exact = scores(found, name="Amparo Quiroga", born="1967")
    assert exact[ONE] > 0.8
    assert exact[ONE] > 2 * exact.get(TWO, 0)


def test_a_common_name_is_less_sure_than_a_rare_one(tmp_path):
    common = [listed(f"0752CR09{n:04}", "GARCIA, JOSE", f"{1930 + n}") for n in range(10, 70)]
    found = searcher_of(tmp_path, [*others(), *common, listed(ONE, "QUIROGA, AMPARO", "1960")])
    assert scores(found, name="Amparo Quiroga")[ONE] > 2 * scores(found, name="Jose Garcia")["0752CR090040"]
    with_year = (
        scores(found, name="Amparo Quiroga", born="1960")[ONE],
        scores(found, name="Jose Garcia", born="1960")["0752CR090030"],
    )
    assert with_year[0] > with_year[1]


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    """Three hundred people share a name, six of each year."""
    many = [listed(f"0752CR09{n:04}", "GARCIA, JOSE", f"{1940 + n % 50}-0{n % 7 + 1}-11") for n in range(300)]
    return searcher_of(tmp_path_factory.mktemp("crowd"), many)


@pytest.mark.parametrize("typed", ["Jose Garcia", "jose garsia", "Garcia, José"])
@pytest.mark.parametrize("born", ["1963", "1977-04-11"])
def test_of_many_namesakes_those_of_the_right_year_come_first(crowd, typed, born):
    matches = crowd.find(Query(name=typed, born=born), limit=10)
    years = [match.case.person.born[:4] for match in matches]
    assert years[:6] == [born[:4]] * 6
    assert born[:4] not in years[6:]
    scores = [match.score for match in matches]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("docket", ["0752CR090250", "0752CR090007"])
def test_a_number_finds_its_case_among_many_namesakes(crowd, docket):
    first, *_ = crowd.find(Query(name="Jose Garcia", docket=docket))
    assert first.case.docket == docket
