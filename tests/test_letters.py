"""Letters about kept cases: those charges only, both languages, and in the window nothing but the address."""

from __future__ import annotations

import re

import pytest

from lookup import content
from lookup import letters as texts
from lookup.markup import plain
from lookup.texts import ContentError
from lookup.web import create_app
from lookup.web.desk import letters
from lookup.web.desk.letters import Letter, LetterError
from tests.guessing import LIST
from tests.operating import Filed, publish
from tests.papers import COURT, MADE, OFFENSE, THIRD, asked_for, between, bookmarks, case, pages, squeezed
from tests.reading import LONGEST, ease, grade
from tests.test_paper import OUTSIDE

CONTENT = content.load(("en", "es"))
TEXT = CONTENT.letters["kept"]
HOTLINE = CONTENT.incidents["dookhan"].contacts[0].phone
NAME, CODE = "Odalys Vega Ñandú", "K7Q2-M4XD"
ADDRESS = ("12 Elm Street, Apt 4", "Springfield MA 01103")
LAWS = re.compile(r"court|crim|tribunal|judge|prosecut|fiscal|condena|convict", re.IGNORECASE)
OPERATOR = {"OPERATOR": "Pioneer Valley Legal Aid", "CONTACT": "413-555-0100"}


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A site on lists that are no practice, by an operator who says who they are."""
    folder = tmp_path_factory.mktemp("office")
    publish(folder, Filed(LIST), demo=False)
    return create_app({"INSTANCE": str(folder), **OPERATOR})


@pytest.fixture(scope="module")
def nobody(tmp_path_factory):
    """The same, where nobody says who runs it."""
    folder = tmp_path_factory.mktemp("nobody")
    publish(folder, Filed(LIST), demo=False)
    return create_app({"INSTANCE": str(folder)})


def letter(app, *cases, address=ADDRESS) -> bytes:
    with asked_for(app):
        return letters.pdf([Letter(NAME, address, cases or (case("kept"),), CODE)], MADE)


@pytest.mark.parametrize(
    ("cases", "wanted"),
    [
        ([case("kept")], [True]),
        ([case("dismissed"), case("kept", number=2), case("under_review", number=3)], [False, True, False]),
        ([case("dismissed", "kept")], [True]),
        ([case("not_entitled")], [False]),
        # By October 2018 none of these were left, and the letter's law was made for the other lab.
        ([case("kept", incident="farak")], [False]),
        ([], []),
    ],
)
def test_a_letter_is_for_kept_cases_only(demo_app, cases, wanted) -> None:
    with asked_for(demo_app):
        assert list(letters.kept(cases)) == [each for each, want in zip(cases, wanted, strict=True) if want]


def test_there_is_a_page_in_each_language_english_first(office) -> None:
    found = pages(letter(office))
    assert len(found) == 2
    for language, page in zip(("en", "es"), found, strict=True):
        for text in (TEXT.title, TEXT.sender, TEXT.opening, *(part.text for part in TEXT.parts if part.text)):
            assert squeezed(plain(text.get(language))) in page
        for fact in (NAME, *ADDRESS, *OPERATOR.values(), "0702CR090001", COURT, HOTLINE, CODE):
            assert squeezed(fact) in page
        assert squeezed(CONTENT.incidents["dookhan"].status("kept").label.get(language)) in page
    assert "January5,2026" in found[0]
    assert "5deenerode2026" in found[1]


def test_two_cases_and_a_note_of_the_district_are_still_one_page_a_language(office) -> None:
    found = pages(letter(office, case("kept", "dismissed"), case("kept", number=2)))
    assert len(found) == 2
    assert squeezed("This may be one of the 108 that the court undid on June 25, 2021") in found[0]


def test_only_charges_that_were_kept_are_in_it(office) -> None:
    cases = (case("dismissed", "kept", "under_review"), case("dismissed", number=2))
    [english, _spanish] = pages(letter(office, *cases))
    assert f"Charge2{squeezed(OFFENSE)}!Keptbyprosecutors" in english
    for other in ("Charge1", "Charge3", "Dismissed:", "Underreview", "0702CR090002"):
        assert other not in english


def test_many_cases_go_on_and_each_page_says_whom_to_call(office) -> None:
    found = pages(letter(office, *(case("kept", "kept", number=number) for number in range(12))))
    assert len(found) == 4
    for page in found:
        assert HOTLINE in page
        assert CODE in page


@pytest.mark.parametrize(
    "address", [(), ADDRESS, ("c/o Bea Roe", "12 Elm Street", "Apt 4", "Springfield MA 01103")]
)
def test_the_window_shows_the_address_and_nothing_else(office, address) -> None:
    pdf = letter(office, address=address)
    for page in (0, 1):
        assert between(pdf, page, 147, 261).split("\n") == [NAME, *address]
        assert between(pdf, page, 179, 230).split("\n") == [NAME, *address]


def test_above_the_fold_nothing_is_said_about_courts_or_drugs(office) -> None:
    pdf = letter(office)
    for page in (0, 1):
        outside = between(pdf, page, 0, THIRD)
        assert OPERATOR["OPERATOR"] in outside
        assert re.findall(OUTSIDE, outside) + re.findall(LAWS, outside) == []


def test_a_letter_must_say_who_writes_it(nobody) -> None:
    with pytest.raises(LetterError, match="FLASK_OPERATOR"):
        letter(nobody)


def test_practice_letters_say_so_on_every_page(demo_app) -> None:
    english, spanish = pages(letter(demo_app))
    assert squeezed("Every person and case here is invented.") in english
    assert squeezed("Todas las personas y todos los casos de aquí son inventados.") in spanish


def test_real_letters_do_not_say_that_they_are_practice(office) -> None:
    assert "invented" not in pages(letter(office))[0]


def test_each_letter_has_one_bookmark(office) -> None:
    with asked_for(office):
        two = [Letter(name, ADDRESS, (case("kept"),), CODE) for name in ("Đặng Văn", "Łukasz Roe")]
        pdf = letters.pdf(two, MADE)
    assert bookmarks(pdf) == [("Đặng Văn", 1), ("Łukasz Roe", 3)]
    assert len(pages(pdf)) == 4


def sentences(language: str) -> list[str]:
    told = [TEXT.title, TEXT.sender, TEXT.opening]
    told += [text for part in TEXT.parts for text in (part.heading, part.text, *part.steps) if text]
    return [part for text in told for part in re.split(r"(?<=[.?!])\s+", plain(text.get(language)))]


def test_a_letter_is_easy_to_read() -> None:
    assert grade(sentences("en")) <= 6
    assert ease(sentences("es")) >= 75
    for language in ("en", "es"):
        assert [said for said in sentences(language) if len(said.split()) > LONGEST] == []


@pytest.mark.parametrize(
    ("line", "instead", "says"),
    [
        ('statuses = ["kept"]', 'statuses = ["dismissed"]', 'statuses names "dismissed"'),
        ('incident = "dookhan"', 'incident = "nobody"', 'incident names "nobody"'),
        ('en = "Dear {name}:"', 'en = "Dear you:"', "lacks {name}"),
        ("say {reference}", "say it", "lacks {reference}"),
        ('sources = ["bridgeman"]', 'sources = ["rumour"]', 'a part names "rumour"'),
        ('id = "kept"', 'id = "held"', "is not the name of the file"),
    ],
)
def test_a_mistake_in_a_letter_is_told(tmp_path, line, instead, says) -> None:
    words = (texts.FOLDER / "kept.toml").read_text("utf-8")
    assert line in words
    (tmp_path / "kept.toml").write_text(words.replace(line, instead, 1), "utf-8")
    with pytest.raises(ContentError, match=re.escape(says)):
        texts.load_all(CONTENT.incidents, ("en", "es"), tmp_path)
