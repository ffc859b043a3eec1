"""The search form and the pages around it: what is asked, what is said about a mistake, what is kept."""

from __future__ import annotations

import pytest

from lookup.dockets import DocketError
from lookup.web import create_app
from tests.judge import catalogue, say, text_of
from tests.pages import Visitor

LANGUAGES = ("en", "es")
PAGES = ("/", "/help", "/about", "/privacy", "/left")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_in_both_languages(visitor, language, path) -> None:
    page = visitor.get(f"/{language}{path}")
    assert (page.status, page.language) == (200, language)


@pytest.mark.parametrize(
    ("accepts", "language"),
    [
        ("en-US,en;q=0.9", "en"),
        ("es-MX,es;q=0.9,en;q=0.5", "es"),
        ("pt-BR,es;q=0.4", "es"),
        ("pt-BR", "en"),
        ("", "en"),
    ],
)
def test_the_first_page_is_in_the_language_that_the_browser_asks_for(app, accepts, language) -> None:
    page = Visitor(app, accepts).get("/")
    assert (page.path, page.language) == (f"/{language}/", language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES[:-1])
def test_the_number_to_call_is_on_every_page(visitor, language, path) -> None:
    call = visitor.get(f"/{language}{path}").all("aside", class_="call")
    assert say("Talk to a person. It is free.", language) in text_of(call[0])


DOCKET_PROBLEMS = {
    "empty": ("# -", "We could not find a number here."),
    "unreadable": ("hello", "This does not look like a docket number."),
    "needs_court": ("2007-770", "This number does not say which court it is from."),
    "two_numbers": ("0702CR090101 and 0702CR090106", "There is more than one number here."),
    "appeal": ("SJC-12157", "This is the number of an appeal"),
    "lab": ("B08-12345", "This looks like a lab sample number."),
    "police": ("arresto 07-1234", "This looks like a police, arrest or incident number."),
    "citation": ("Citation R1234567", "This looks like the number of a ticket or citation."),
    "record": ("PCF 123456", "This looks like a CORI or probation number."),
    "custody": ("booking 12345", "This looks like a prison, jail or booking number."),
    "other_number": ("070123456", "This may be a police, arrest, prison or CORI number."),
    "not_criminal": ("0752CV090028", "This is the number of another kind of case."),
    "unknown_prefix": ("ZZCR2007-09123", "We do not know the first letters of this number."),
}


def test_every_way_to_misread_a_docket_number_is_tried_below() -> None:
    assert set(DOCKET_PROBLEMS) == set(DocketError.MESSAGES)


def translated(beginning: str, language: str) -> str:
    """The whole text of the interface that begins so, in a language."""
    [whole] = [text for text in catalogue("en") if text.startswith(beginning)]
    return say(whole, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("typed", "problem"), DOCKET_PROBLEMS.values(), ids=DOCKET_PROBLEMS)
def test_a_docket_number_that_cannot_be_read_is_explained_at_its_field(
    visitor, language, typed, problem
) -> None:
    page = visitor.search(language, docket=typed, name="Rosalind Okafor", born="1970")
    assert page.status == 422
    assert page.problems == {"docket": translated(problem, language)}
    assert page.fields["docket"] == typed
    [field] = page.all("input", id="docket")
    assert field.get("aria-describedby") == "docket-problem docket-hint"
    assert text_of(page.all("a", href="#docket")[0]) == page.problems["docket"]
    assert text_of(page.all("title")[0]).startswith(say("Error:", language))


NOTHING = "Write a docket number. Or write"
ALONE = "Add the year of birth, or a docket number."
NAME = "We could not find a name here."
BORN = "We could not read this. Write the year"
YEAR = "We could not read this year."


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("typed", "problems"),
    [
        ({}, {"docket": NOTHING}),
        ({"name": "   ", "docket": " "}, {"docket": NOTHING}),
        ({"court": "02", "year": "2007"}, {"docket": NOTHING}),
        ({"name": "Rosalind Okafor"}, {"born": ALONE}),
        ({"name": "Rosalind Okafor", "year": "2007"}, {"born": ALONE}),
        ({"name": "Rosalind Okafor", "court": "02"}, {"born": ALONE}),
        ({"born": "1970"}, {"name": "Write the name too."}),
        ({"name": "12345", "born": "1970"}, {"name": NAME}),
        ({"name": "\U0001f600\U0001f600", "born": "1970"}, {"name": NAME}),
        ({"name": "Rosalind Okafor", "born": "yesterday"}, {"born": BORN}),
        ({"name": "Rosalind Okafor", "born": "31/31/1970"}, {"born": BORN}),
        ({"name": "Rosalind Okafor", "born": "2999"}, {"born": BORN}),
        ({"name": "Rosalind Okafor", "born": "1970", "year": "07"}, {"year": YEAR}),
        ({"name": "Rosalind Okafor", "born": "1970", "year": "²⁰⁰⁷"}, {"year": YEAR}),
        (
            {"docket": "x", "name": "1", "born": "y", "year": "z"},
            {
                "docket": "This does not look like a docket number.",
                "name": NAME,
                "born": BORN,
                "year": YEAR,
            },
        ),
    ],
    ids=str,
)
def test_a_form_that_cannot_be_searched_says_what_to_mend(visitor, language, typed, problems) -> None:
    page = visitor.search(language, **typed)
    assert (page.status, page.language) == (422, language)
    assert page.problems == {field: translated(words, language) for field, words in problems.items()}
    # Nothing that was typed is lost, and every problem is linked to its field.
    assert {field: page.fields[field] for field in typed} == {
        key: text.strip() for key, text in typed.items()
    }
    assert all(page.all("a", href=f"#{field}") for field in problems)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("typed", "problems"),
    [
        ({"name": "x" * 151, "born": "1970"}, {"name": "This name is too long."}),
        ({"docket": "0702CR090101" + " " * 5 + "1" * 60}, {"docket": "This does not look like"}),
        ({"name": "Rosalind Okafor", "court": "nowhere"}, {"court": "We do not know this court."}),
        # A court in so many words that it would not fit into an address.
        (
            {"name": "Rosalind Okafor", "court": "Lowell " * 3000, "year": "2007"},
            {"court": "We do not know this court."},
        ),
    ],
    ids=["long name", "long number", "unknown court", "long court"],
)
def test_what_a_browser_would_not_let_through_is_refused_too(visitor, language, typed, problems) -> None:
    page = visitor.post(f"/{language}/search", **typed)
    assert page.status == 422
    assert page.problems == {field: translated(words, language) for field, words in problems.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_alone_is_enough_where_lists_are_public_by_order(published, language) -> None:
    open_app = create_app({"INSTANCE": str(published), "DISCLOSURE": "open"})
    page = Visitor(open_app).search(language, name="Rosalind Okafor")
    assert (page.outcome, [docket for docket, _, _ in page.cases]) == ("found", ["0702CR090101"])


def test_pages_say_that_a_name_is_not_enough_only_where_it_is_so(published) -> None:
    for disclosure, said in (("second_fact", True), ("open", False)):
        visitor = Visitor(create_app({"INSTANCE": str(published), "DISCLOSURE": disclosure}))
        for path in ("/en/", "/en/help", "/en/privacy"):
            assert ("name alone" in visitor.get(path).text) is said


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Rosa\x00lind Okafor", "Rosa lind Okafor"),
        ("Rosalind\r\nOkafor", "Rosalind Okafor"),
        ("روزا أوكافور", "روزا أوكافور"),
        # What turns the direction of the text around does not get into the page.
        ("\u202eRosalind Okafor", "Rosalind Okafor"),
        ("Rosalind \U0001f600 Okafor", "Rosalind \U0001f600 Okafor"),
        ("Ro\u0301salind Okafor", "Ro\u0301salind Okafor"),
        ("<b>Rosalind</b> & \"Okafor\" 'x'", "<b>Rosalind</b> & \"Okafor\" 'x'"),
        ("{{ 7*7 }} %(name)s %s Okafor", "{{ 7*7 }} %(name)s %s Okafor"),
        ("Okafor\ufffe\ufdd0", "Okafor"),
    ],
    ids=ascii,
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_of_any_characters_is_shown_as_text(visitor, language, name, shown) -> None:
    page = visitor.post(f"/{language}/search", name=name, born="1970")
    assert page.status == 200
    assert text_of(page.all("p", class_="asked")[0].findall(".//b")[0]) == shown
    assert page.change().fields["name"] == shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_search_can_be_changed_with_the_words_still_there(visitor, language) -> None:
    typed = {"name": "Roland Achterberg", "court": "27", "year": "2008"}
    form = visitor.search(language, **typed).change()
    assert (form.language, form.status, form.problems) == (language, 200, {})
    assert form.fields == {**typed, "docket": "", "born": ""}
    assert form.press(say("Search", language), year="2007").outcome == "none"


def test_a_reloaded_search_goes_back_to_the_form(visitor) -> None:
    assert visitor.get("/es/search").path == "/es/"


def test_who_runs_this_is_said_on_every_page_where_it_is_set(published) -> None:
    run = create_app(
        {"INSTANCE": str(published), "OPERATOR": "The <Example> Clinic", "CONTACT": "help@clinic.example"}
    )
    for path in PAGES[:-1]:
        for language in LANGUAGES:
            text = Visitor(run).get(f"/{language}{path}").text
            assert ("The <Example> Clinic" in text, "help@clinic.example" in text) == (True, True)


def test_without_an_operator_every_page_warns(visitor) -> None:
    for language in LANGUAGES:
        assert say("This copy does not yet say who runs it.", language) in visitor.get(f"/{language}/").text
