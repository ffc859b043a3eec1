"""Switching the language keeps everything, and no page mixes two."""

from __future__ import annotations

import pytest

from lookup import markup, passages
from lookup.web import languages
from tests.judge import say, text_of

TYPED = {"docket": "2007-770", "name": "Rosalind Okafor", "born": "1970", "court": "", "year": "2007"}


def test_the_language_is_switched_on_the_form_with_the_words_in_it(visitor) -> None:
    form = visitor.get("/en/").press("Español", **TYPED)
    assert (form.language, form.status, form.fields) == ("es", 200, TYPED)
    again = form.press("English", name="Milton Farnsworth")
    assert (again.language, again.fields) == ("en", {**TYPED, "name": "Milton Farnsworth"})
    assert again.problems == {}


def test_the_language_is_switched_on_a_form_with_mistakes_and_they_stay(visitor) -> None:
    wrong = visitor.search("en", **TYPED)
    switched = wrong.press("Español")
    assert (switched.status, switched.language, switched.fields) == (422, "es", TYPED)
    assert (set(wrong.problems), set(switched.problems)) == ({"docket"}, {"docket"})
    assert wrong.problems != switched.problems


@pytest.mark.parametrize(
    "typed",
    [
        {"docket": "0901CR090103"},
        {"docket": "0902CR090108"},
        {"docket": "0702CR090101", "name": "Milton Farnsworth"},
        {"name": "Nadia Holloway", "born": "1972"},
        {"name": "Rosalynd Okafor", "born": "1970-05-03"},
        {"name": "Nobody Atall", "born": "1970"},
    ],
    ids=str,
)
def test_the_language_is_switched_on_results_without_another_search(visitor, typed) -> None:
    english = visitor.search("en", **typed)
    spanish = english.switch()
    assert spanish.path == english.path.replace("/en/", "/es/")
    assert (spanish.cases, spanish.outcome) == (english.cases, english.outcome)
    assert spanish.switch().response.text == english.response.text


@pytest.mark.parametrize("path", ["/help", "/about", "/privacy", "/results/x"])
def test_the_language_is_switched_on_every_other_page(visitor, path) -> None:
    english = visitor.get(f"/en{path}")
    spanish = english.switch()
    assert (spanish.path, spanish.status) == (f"/es{path}", english.status)
    assert spanish.switch().path == f"/en{path}"


@pytest.mark.parametrize("incident", ["dookhan", "farak"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_no_incident_text_is_in_the_other_language(visitor, language, incident) -> None:
    dockets = {"dookhan": ("0901CR090103", "0684CR09110"), "farak": ("0923CR090202", "0823CR090203")}
    pages = [visitor.get(f"/{language}/{path}") for path in ("", "help", "about", "privacy")]
    pages += [visitor.search(language, docket=docket) for docket in (*dockets[incident], "0701CR090999")]
    shown = " ".join(page.text for page in pages)
    told = {"en": 0, "es": 0}
    for passage in passages.all_of_them():
        if passage.place.startswith(f"{incident}.toml"):
            for each in told:
                told[each] += markup.plain(passage.words[each]) in shown
    assert told.pop(language) > 20
    assert list(told.values()) == [0]


@pytest.mark.parametrize(("language", "name"), [("en", "English"), ("es", "Español"), ("pt", "Português")])
def test_a_language_is_called_by_its_own_name(visitor, language, name) -> None:
    assert languages.own_name(language) == name


def test_the_switch_is_in_the_language_that_it_leads_to(visitor) -> None:
    for here, there, name in (("en", "es", "Español"), ("es", "en", "English")):
        [switch] = visitor.get(f"/{here}/help").all("a", class_="tool")
        assert (text_of(switch), switch.get("lang"), switch.get("hreflang")) == (name, there, there)
    assert say("Case Check", "es") == "Revise su caso"
