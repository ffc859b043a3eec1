"""Sheets to hand out: one person a page, in the words of the public pages, nothing on the outside."""

from __future__ import annotations

import io
import re
from itertools import product

import pytest
from flask_babel import force_locale, gettext
from pypdf import PdfReader

from lookup import content
from lookup.advice import Advice
from lookup.cases import MIXED, Case, Charge
from lookup.markup import plain
from lookup.staff.checking import LISTED, NOT_FOUND, POSSIBLY
from lookup.web.desk import handouts
from lookup.web.desk.cover import CoverRow
from lookup.web.desk.handouts import Handout
from lookup.web.desk.pdf import BOX
from tests.judge import say
from tests.papers import (
    COURT,
    MADE,
    OFFENSE,
    THIRD,
    asked_for,
    between,
    bookmarks,
    case,
    pages,
    smallest,
    squeezed,
)
from tests.test_paper import OUTSIDE

CONTENT = content.load(("en", "es"))
DOOKHAN = CONTENT.incidents["dookhan"]
HOTLINE = DOOKHAN.contacts[0].phone
NAME = "Odalys Ferreras"
STATUSES = [(name, status) for name in ("dookhan", "farak") for status in CONTENT.incidents[name].statuses]
THREE = (
    case("dismissed", "dismissed"),
    case("dismissed", "dismissed", number=2),
    case("dismissed", number=3),
)
PEOPLE = {
    "one": (case("dismissed"),),
    "three": THREE,
    "mixed": (case("dismissed", "kept"),),
    "different": (case("dismissed"), case("kept", number=2)),
    "kept": (case("kept"),),
    "not entitled": (case("not_entitled"),),
    "under review": (case("under_review", "under_review"),),
    "nothing": (),
}
TWELVE = tuple(case(*["dismissed", "kept"][: 1 + place % 2], number=place) for place in range(12))
LANGUAGES = [("en",), ("es",), ("en", "es")]


def sheets(app, *people: Handout, cover: tuple[CoverRow, ...] = ()) -> bytes:
    with asked_for(app):
        return handouts.pdf(people, MADE, cover)


def sheet(app, cases: tuple[Case, ...], *languages: str, name: str = NAME) -> bytes:
    return sheets(app, Handout(1, name, cases, languages or ("en",)))


def said(status: Advice, language: str) -> list[str]:
    """What the public pages say about a status below the answer."""
    texts = [status.means, *status.next, status.costs, status.call]
    return [squeezed(plain(text.get(language))) for text in texts]


@pytest.mark.parametrize("languages", LANGUAGES, ids=str)
@pytest.mark.parametrize(("incident", "status"), STATUSES)
def test_a_sheet_says_what_the_public_pages_say(demo_app, incident, status, languages) -> None:
    cases = (case(status, status, incident=incident),)
    text = "".join(pages(sheet(demo_app, cases, *languages)))
    known = CONTENT.incidents[incident]
    for language in languages:
        for told in (known.name, known.status(status).label, known.status(status).answer):
            assert squeezed(plain(told.get(language))) in text
        for words in said(known.status(status), language):
            assert words in text
    for fact in (NAME, cases[0].docket, COURT, known.contacts[0].phone):
        assert squeezed(fact) in text


@pytest.mark.parametrize(("cases", "languages"), list(product(PEOPLE, LANGUAGES[:2])))
def test_up_to_three_cases_are_one_page_in_one_language(demo_app, cases, languages) -> None:
    assert len(pages(sheet(demo_app, PEOPLE[cases], *languages))) == 1


@pytest.mark.parametrize("cases", PEOPLE)
def test_two_languages_take_one_sheet_of_paper(demo_app, cases) -> None:
    assert len(pages(sheet(demo_app, PEOPLE[cases], "en", "es"))) == 2


@pytest.mark.parametrize(("cases", "languages"), list(product(PEOPLE, LANGUAGES)))
def test_the_outside_does_not_say_what_it_is_about(demo_app, cases, languages) -> None:
    pdf = sheet(demo_app, PEOPLE[cases], *languages)
    outside = between(pdf, 0, 0, THIRD)
    assert NAME in outside
    assert re.findall(OUTSIDE, outside) == []
    metadata = PdfReader(io.BytesIO(pdf)).metadata
    assert metadata is not None
    assert metadata.title == "Case Check"


@pytest.mark.parametrize(
    ("cases", "words"),
    [
        ("one", "Dismissed"),
        ("kept", "Kept by prosecutors"),
        ("mixed", "Different results"),
        ("nothing", "This is not the last word"),
    ],
)
def test_the_outside_has_the_result_and_whom_to_call(demo_app, cases, words) -> None:
    outside = between(sheet(demo_app, PEOPLE[cases]), 0, 0, THIRD)
    assert words in outside
    assert f"Free lawyer: {HOTLINE}" in outside


@pytest.mark.parametrize(("languages", "size"), [(("en",), 11.9), (("es",), 11.9), (("en", "es"), 10.9)])
@pytest.mark.parametrize("cases", PEOPLE)
def test_what_has_to_be_read_is_large_enough(demo_app, cases, languages, size) -> None:
    pdf = sheet(demo_app, PEOPLE[cases], *languages)
    status = PEOPLE[cases][0].status if PEOPLE[cases] else ""
    advice = DOOKHAN.statuses.get(status, CONTENT.answers["mixed" if status == MIXED else "nothing"])
    first_words = squeezed(plain(advice.costs.get(languages[0])))[:12]
    shown = next(page for page, text in enumerate(pages(pdf)) if first_words in text)
    assert smallest(pdf, shown, first_words) > size


@pytest.mark.parametrize("languages", LANGUAGES, ids=str)
def test_more_cases_go_on_under_the_name(demo_app, languages) -> None:
    found = pages(sheet(demo_app, TWELVE, *languages))
    continued = squeezed(say("%(name)s, continued", languages[0]) % {"name": NAME})
    assert len(found) > 1
    for number, page in enumerate(found):
        assert squeezed(NAME) in page
        assert (continued in page) == (number > 0)
    text = "".join(found)
    for each in TWELVE:
        assert each.docket in text


def test_a_case_with_very_many_charges_is_not_cut(demo_app) -> None:
    cases = (case(*["dismissed"] * 90), case(*["dismissed", "kept"] * 45, number=2))
    text = "".join(pages(sheet(demo_app, cases, "en", "es")))
    for charge in range(1, 91):
        assert text.count(f"Charge{charge}Dis") + text.count(f"Charge{charge}DRUG") == 2


def test_charges_that_differ_are_told_apart_by_the_offense(demo_app) -> None:
    [text] = pages(sheet(demo_app, PEOPLE["mixed"]))
    assert f"Charge1{squeezed(OFFENSE)}Dismissed" in text
    assert f"Charge2{squeezed(OFFENSE)}!Keptbyprosecutors" in text
    assert squeezed(OFFENSE) not in "".join(pages(sheet(demo_app, PEOPLE["different"])))


@pytest.mark.parametrize(
    ("cases", "advice"),
    [
        ((case("dismissed", "kept"),), [CONTENT.answers[MIXED]]),
        ((case("dismissed"), case("kept", number=2)), [CONTENT.answers[MIXED]]),
        ((case("kept", "under_review"),), [DOOKHAN.status("kept"), DOOKHAN.status("under_review")]),
        ((case("kept"), case("kept", number=2)), [DOOKHAN.status("kept")]),
    ],
)
def test_what_to_do_is_true_for_all_that_happened(demo_app, cases, advice) -> None:
    text = "".join(pages(sheet(demo_app, cases)))
    known = [*DOOKHAN.statuses.values(), *CONTENT.answers.values()]
    assert [each.id for each in known if squeezed(each.costs.get("en")) in text] == [
        each.id for each in advice
    ]
    for status in {charge.status for each in cases for charge in each.charges}:
        assert text.count(squeezed(DOOKHAN.status(status).means.get("en"))) == 1


def test_what_an_earlier_list_said_and_lines_that_were_not_read_are_told(demo_app) -> None:
    [charge] = case("dismissed").charges
    earlier = Charge(1, "dismissed", charge.source, earlier=(("kept", charge.source),))
    changed = Case("dookhan", "0702CR090001", COURT, case("kept").person, (earlier,), charge.source, unread=2)
    [text] = pages(sheet(demo_app, (changed,)))
    assert "Before,onApril18,2017:Keptbyprosecutors" in text
    assert squeezed("2 more lines of the lists name this number") in text


def test_where_a_result_comes_from_is_told_once(demo_app) -> None:
    [text] = pages(sheet(demo_app, THREE))
    source = "list of the Suffolk prosecutors, filed on April 18, 2017 (Second letter)."
    assert text.count(squeezed(source)) == 1
    assert squeezed("It was true on that day. It may have changed since.") in text


@pytest.mark.parametrize(("name", "told"), [("ODALYS FERRERAS", False), ("Odalys Vega", True)])
def test_another_name_on_the_list_is_told(demo_app, name, told) -> None:
    [text] = pages(sheet(demo_app, PEOPLE["one"], name=name))
    assert (squeezed(f"Name on the list: {NAME}") in text) == told


def test_nothing_found_is_never_not_affected(demo_app) -> None:
    [text] = pages(sheet(demo_app, ()))
    nothing = CONTENT.answers["nothing"]
    for words in (nothing.label.get("en"), nothing.answer.get("en"), "What we searched", "Berkshire"):
        assert squeezed(words) in text
    assert all(words in text for words in said(nothing, "en"))
    assert "affected" not in text


@pytest.mark.parametrize("languages", LANGUAGES, ids=str)
def test_every_page_says_that_it_is_practice(demo_app, languages) -> None:
    for page in pages(sheet(demo_app, TWELVE, *languages)):
        for language in languages:
            with asked_for(demo_app), force_locale(language):
                assert squeezed(gettext("Every person and case here is invented.")) in page


def test_each_person_has_a_page_and_a_bookmark_of_their_own(demo_app) -> None:
    names = ["Nguyễn Thị Phạm", "Дмитрий Ив", "Łukasz Žižek"]
    people = [Handout(row, name, PEOPLE["one"], ("es",)) for row, name in enumerate(names, start=1)]
    pdf = sheets(demo_app, *people)
    assert bookmarks(pdf) == list(zip(names, (1, 2, 3), strict=True))
    for name, page in zip(names, pages(pdf), strict=True):
        assert squeezed(name) in page


def test_the_cover_tells_staff_who_is_where_and_whose_name_to_write(demo_app) -> None:
    people = [Handout(row, f"Ana 李 Vega {row}", THREE, ("en", "es")) for row in range(1, 61)]
    rows = [CoverRow(each.number, each.name, LISTED, each.languages) for each in people]
    rows += [CoverRow(61, "Bea Roe", POSSIBLY, ("en",)), CoverRow(62, "Cy Poe", NOT_FOUND, ("en",))]
    pdf = sheets(demo_app, *people, cover=tuple(rows))
    first = [page for _name, page in bookmarks(pdf)]
    covers = pages(pdf)[: first[0] - 1]
    assert len(covers) > 1
    assert all(squeezed("For staff only. Do not hand this list out.") in cover for cover in covers)
    assert squeezed("Listed: 60 · Possibly listed: 1 · No match found: 1") in covers[0]
    for each, page in zip(people, first, strict=True):
        line = f"Ana {BOX} Vega {each.number} Listed English and Spanish {page} Write name by hand"
        assert any(squeezed(line) in cover for cover in covers)
    assert "61BeaRoePossiblylisted–" in covers[-1]
    assert "62CyPoeNomatchfound–" in covers[-1]


def test_the_qr_code_and_the_address_lead_to_the_public_page(demo_app) -> None:
    [text] = pages(sheet(demo_app, PEOPLE["one"], "es"))
    assert "localhost/es/rights" in text
