"""Who finds what: each search as somebody would type it, and what the page then shows."""

from __future__ import annotations

import re
import tomllib

import pytest
from flask import Flask

from lookup import content, courts
from lookup.web.site import Site
from tests.conftest import DEMO
from tests.judge import say, text_of
from tests.pages import Visitor

PEOPLE = tomllib.loads((DEMO / "people.toml").read_text(encoding="utf-8"))["people"]
LANGUAGES = ("en", "es")

DISMISSED = ("0702CR090101", "dismissed", ("dismissed",))
ANSWERS = content.load(LANGUAGES).answers
MIXED = ("0901CR090103", "mixed", ("dismissed", "kept"))
SUPERIOR = ("0684CR09110", "not_entitled", ("not_entitled",))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("typed", "case"),
    [
        ("0702CR090101", DISMISSED),
        ("0702 cr 90101", DISMISSED),
        ("07-02-CR-090101", DISMISSED),
        ("Docket No. 0702CR090101", DISMISSED),
        ("O7O2CRO9O1O1", DISMISSED),
        ("0702CR090101-A", DISMISSED),
        ("Commonwealth v. Okafor, No. 0702 CR 90101, Roxbury", DISMISSED),
        ("0607CR090102", ("0607CR090102", "kept", ("kept",))),
        ("0901CR090103", MIXED),
        ("0684CR09110", SUPERIOR),
        ("SUCR2006-09110", SUPERIOR),
        ("sucr 06 9110", SUPERIOR),
        ("0923CR090202", ("0923CR090202", "under_review", ("under_review",))),
        ("0823CR090203", ("0823CR090203", "individual", ("individual",))),
    ],
)
def test_a_docket_number_in_any_style_opens_its_case(visitor, language, typed, case) -> None:
    assert visitor.search(language, docket=typed).cases == [case]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "born", "dockets"),
    [
        ("Rosalind Okafor", "1970", ["0702CR090101"]),
        ("OKAFOR, ROSALIND", "5/2/1970", ["0702CR090101"]),
        ("okafor rosalind", "2 de mayo de 1970", ["0702CR090101"]),
        ("Beatriz Alvarez", "1983", ["0706CR090109"]),
        ("Anselm Pryce Sr.", "1948", ["0501CR090104"]),
        ("Anselm Pryce", "1974", ["0602CR090105"]),
        ("Nadia Holloway", "1972-11-19", ["0807CR090107"]),
        ("Wilmer Acosta", "1969", ["0408CR090111", "0923CR090201"]),
    ],
)
def test_a_name_and_a_birth_year_find_the_persons_cases(visitor, language, name, born, dockets) -> None:
    page = visitor.search(language, name=name, born=born)
    possibly = say("Possibly this one", language)
    certain = [text_of(case) for case in page.all("article") if possibly not in text_of(case)]
    assert page.h1 == say("We found this name on a list", language)
    assert [docket for docket, _, _ in page.cases][: len(certain)] == dockets


def test_the_name_on_the_list_is_shown_to_whoever_typed_it_with_its_birth_year(visitor) -> None:
    page = visitor.search(name="Beatriz Alvarez", born="1983")
    assert "Beatriz Álvarez Montalvo" in page.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("typed", "title", "dockets"),
    [
        # Namesakes of one year: only the whole birth date tells them apart.
        (
            {"name": "Nadia Holloway", "born": "1972"},
            "More than one person has this name",
            {"0702CR090106", "0807CR090107"},
        ),
        # Two people on one docket number.
        ({"docket": "0902CR090108"}, "More than one person is listed under this number", {"0902CR090108"}),
        # A typing error in the name is no certainty.
        (
            {"name": "Rosalind Okafar", "born": "1970"},
            "This may be the case you are looking for",
            {"0702CR090101"},
        ),
        # A number that is one digit off is asked about, for those who have the name.
        (
            {"name": "Rosalind Okafor", "docket": "0702CR090111"},
            "This may be the case you are looking for",
            {"0702CR090101"},
        ),
        # The birth year agrees, the day does not.
        (
            {"name": "Rosalind Okafor", "born": "1970-05-03"},
            "This may be the case you are looking for",
            {"0702CR090101"},
        ),
        # Somebody else's name on a docket number.
        (
            {"docket": "0702CR090101", "name": "Milton Farnsworth"},
            "This may be the case you are looking for",
            {"0702CR090101"},
        ),
    ],
)
def test_where_it_is_not_certain_nobody_is_told_that_a_case_is_theirs(
    visitor, language, typed, title, dockets
) -> None:
    page = visitor.search(language, **typed)
    assert page.h1 == say(title, language)
    assert {docket for docket, _, _ in page.cases} == dockets
    possibly = say("Possibly this one", language)
    assert all(possibly in text_of(case) for case in page.all("article"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("typed", "certainly_theirs"),
    [
        ({"name": "Rosalind Okafor", "born": "1970"}, True),
        ({"docket": "0702CR090101", "name": "Rosalind Okafor"}, True),
        ({"docket": "0702CR090101"}, False),
        ({"docket": "0702CR090101", "name": "Milton Farnsworth"}, False),
        ({"name": "Rosalind Okafar", "born": "1970"}, False),
    ],
    ids=str,
)
def test_where_a_stranger_may_read_the_advice_says_who_you_is(
    visitor, language, typed, certainly_theirs
) -> None:
    page = visitor.search(language, **typed)
    said = say("Here, “you” is the person whose case it is.", language) in page.text
    assert said is not certainly_theirs


@pytest.mark.parametrize(
    ("docket", "helped"), [("0702CR090101", True), ("0901CR090103", True), ("0607CR090102", False)]
)
def test_nobody_is_sent_to_seal_what_was_left_in_place(visitor, docket, helped) -> None:
    assert ("Others who may help" in visitor.search(docket=docket).text) is helped


def test_the_paper_is_asked_for_the_number_only_where_it_was_not_typed(visitor) -> None:
    question = "Is the docket number above on the court papers?"
    assert question in visitor.search(name="Rosalind Okafar", born="1970").text
    assert question not in visitor.search(docket="0902CR090108").text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "typed",
    [
        {"docket": "0702CR090999"},
        {"docket": "0701CR090101"},
        {"docket": "0702CR090111"},
        {"docket": "0702CR090111", "born": "1970"},
        {"docket": "0702CR090111", "name": "Milton Farnsworth"},
        {"name": "Rosalind Okafor", "born": "1971"},
        {"name": "Nobody Atall", "born": "1970"},
        {"name": "Anselm Pryce", "born": "1961"},
        {"name": "R O", "born": "1970"},
        {"name": "Okafor", "born": "1970"},
    ],
    ids=str,
)
def test_what_is_not_found_is_never_called_unaffected(visitor, language, typed) -> None:
    page = visitor.search(language, **typed)
    assert (page.outcome, page.cases) == ("none", [])
    assert ANSWERS["nothing"].label.get(language) in page.text
    for words in (
        "What we searched",
        "What these lists leave out",
        "What to do now",
    ):
        assert say(words, language) in page.text
    assert "Suffolk" in page.text
    assert not re.search(r"not affected|unaffected|no (está|fue) afectad", page.text)


def test_a_number_that_is_not_found_is_shown_as_the_courts_want_it(visitor) -> None:
    assert "0784CR09123" in visitor.search(docket="SUCR2007-9123").text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("typed", "dockets"),
    [
        # Berkshire's list has no birth dates.
        ({"name": "Roland Achterberg", "court": "27", "year": "2008"}, ["0827CR090301"]),
        ({"name": "Roland Achterberg", "court": "27", "year": "2009"}, []),
        ({"name": "Roland Achterberg", "court": "28", "year": "2008"}, []),
        ({"name": "Roland Achterberg", "born": "1960"}, []),
        # Suffolk's has: a birth year is then asked for, and nothing else will do.
        ({"name": "Rosalind Okafor", "court": "02", "year": "2007"}, []),
    ],
    ids=str,
)
def test_court_and_year_stand_in_only_where_a_list_has_no_birth_dates(
    visitor, language, typed, dockets
) -> None:
    assert [docket for docket, _, _ in visitor.search(language, **typed).cases] == dockets


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mixed_case_says_so_and_has_a_row_a_charge(visitor, language) -> None:
    page = visitor.search(language, docket="0901CR090103")
    for text in (ANSWERS["mixed"].label, ANSWERS["mixed"].answer, ANSWERS["mixed"].means):
        assert text.get(language) in page.text
    rows = [row for row in page.all("li") if row.get("data-count")]
    assert [(row.get("data-count"), row.get("data-status")) for row in rows] == [
        ("1", "dismissed"),
        ("2", "kept"),
    ]


@pytest.mark.parametrize(("language", "filed"), [("en", "April 18, 2017"), ("es", "18 de abril de 2017")])
def test_every_status_names_its_list_and_its_day(visitor, language, filed) -> None:
    page = visitor.search(language, docket="0702CR090101")
    assert filed in page.text
    assert "Suffolk" in page.text
    assert say("It was true on that day. It may have changed since.", language) in page.text


def names_on_the_lists(app: Flask) -> set[str]:
    site: Site = app.extensions["case_check"]
    release = site.current.searcher().release
    people = [case.person.name for case in release.cases(range(release.info.cases))]
    return {word for name in people for word in name.full.split() if len(word) > 3}


@pytest.mark.parametrize(
    "also",
    [
        {},
        {"born": "1970"},
        # Initials would otherwise be a way to learn the rest.
        {"name": "R O"},
        {"name": "R Okafar"},
        {"name": "Rosalynd O"},
        {"name": "X Y"},
    ],
    ids=str,
)
def test_whoever_types_a_docket_number_learns_nobodys_name_from_it(app, new_visitor, also) -> None:
    for docket in ("0702CR090101", "0902CR090108", "0706CR090109", "0827CR090301"):
        page = new_visitor().search(docket=docket, **also)
        assert page.cases
        assert {word for word in names_on_the_lists(app) if re.search(rf"\b{word}\b", page.text)} == set()


WRONG_SECOND_FACT = [
    # The same form, filled in with a listed name and a wrong fact, and with a name that nobody has.
    ({"name": "Rosalind Okafor", "born": "1971"}, {"name": "Xosalind Xkafor", "born": "1971"}),
    ({"name": "Nadia Holloway", "born": "1999"}, {"name": "Xxxxx Hxxxxxxx", "born": "1999"}),
    (
        {"name": "Roland Achterberg", "court": "27", "year": "2010"},
        {"name": "Xxxxxx Xxxxxxxxxx", "court": "27", "year": "2010"},
    ),
    (
        {"name": "Rosalind Okafor", "court": "02", "year": "2007"},
        {"name": "Xosalind Xkafor", "court": "02", "year": "2007"},
    ),
    (
        {"name": "Rosalind Okafor", "docket": "0702CR090999"},
        {"name": "Xosalind Xkafor", "docket": "0702CR090999"},
    ),
    # One digit off, and the name not just the one that is listed.
    (
        {"name": "Rosalind Okafar", "docket": "0702CR090111"},
        {"name": "Xosalind Xkafar", "docket": "0702CR090111"},
    ),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("listed", "stranger"), WRONG_SECOND_FACT, ids=str)
def test_a_wrong_second_fact_and_nobody_are_the_same_page(new_visitor, language, listed, stranger) -> None:
    assert len(listed["name"]) == len(stranger["name"])
    seen = []
    for typed in (listed, stranger):
        response = new_visitor().search(language, **typed).response
        sealed = response.request.path.rsplit("/", 1)[-1]
        seen.append(response.text.replace(typed["name"], "N" * 9).replace(sealed, "S" * len(sealed)))
    assert seen[0] == seen[1]
    assert 'data-outcome="none"' in seen[0]


def typed_ways() -> list[tuple[dict[str, str], list[str], str]]:
    """Each demo person to try, by docket number and by name, with the statuses to be shown."""
    ways = []
    for person in PEOPLE:
        second = {"born": person.get("birth_date", person["born"])}
        if "court" in person:
            court = courts.find(person["court"])
            second = {"court": court.code if court else "", "year": person["year"]}
        ways += [
            ({"docket": person.get("docket_typed", person["docket"])}, person["statuses"], person["docket"]),
            ({"docket": person["docket"]}, person["statuses"], person["docket"]),
            ({"name": person["name"], **second}, person["statuses"], person["docket"]),
        ]
    return ways


@pytest.mark.parametrize(("typed", "statuses", "docket"), typed_ways(), ids=str)
def test_the_demo_people_are_found_as_the_readme_says(demo_app, typed, statuses, docket) -> None:
    page = Visitor(demo_app).search("en", **typed)
    shown = {charges for number, _, charges in page.cases if number == docket}
    if statuses:
        assert tuple(statuses) in shown
    else:
        assert (page.outcome, shown) == ("none", set())
    assert page.switch().cases == page.cases
