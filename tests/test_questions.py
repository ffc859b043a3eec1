"""The self-check's pages: one question each, every path leads to a result, and nothing is kept."""

from __future__ import annotations

import time

import pytest

from lookup import content, self_check
from lookup.web import create_app
from tests.judge import say, text_of
from tests.pages import Page, Visitor
from tests.test_self_check import INCIDENTS, PATHS

LANGUAGES = ("en", "es")
CONTENT = content.load(LANGUAGES)


def answer(page: Page, choice: str) -> Page:
    """Choose an answer and go on."""
    return page.press(say("Go on", page.language), choice=choice)


def walk(visitor: Visitor, language: str, path: dict[str, str]) -> Page:
    """Answer one question after the other."""
    page = visitor.get(f"/{language}/self-check")
    for name, choice in path.items():
        assert page.h1 == text(CONTENT.questions[name].question.get(language))
        page = answer(page, choice)
    return page


def text(marked: str) -> str:
    return marked.replace('<i lang="en">', "").replace("</i>", "")


def by_what_is_said() -> list[dict[str, str]]:
    """One path for each thing that a result page can say: every pair of deciding rules."""
    found = {
        tuple(incident.rules.index(self_check.deciding(incident.rules, path)) for incident in INCIDENTS): path
        for path in PATHS
    }
    return list(found.values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", by_what_is_said(), ids=lambda path: " ".join(path.values()))
def test_every_result_says_why_and_what_next(visitor, language, path) -> None:
    page = walk(visitor, language, path)
    decided = [(incident, self_check.deciding(incident.rules, path)) for incident in INCIDENTS]
    told = {
        name: (part.get("data-result"), part.get("data-status"))
        for part in page.all("div", class_="why")
        for name in (part.get("data-incidents") or "").split()
    }
    assert told == {incident.id: (rule.result, rule.status) for incident, rule in decided}
    for _, rule in decided:
        assert text(rule.why.get(language)) in page.text
    [result] = [part.get("data-result") for part in page.all("section") if part.get("data-result")]
    best = min((rule.result for _, rule in decided), key=["likely", "unclear", "unlikely"].index)
    said = CONTENT.answers[best]
    assert (result, page.h1) == (best, said.label.get(language))
    for each in (said.answer, said.means, *said.next, said.costs, said.call):
        assert text(each.get(language)) in page.text
    for name in path:
        assert text(CONTENT.questions[name].question.get(language)) in page.text


LONGEST = max(PATHS, key=len)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_an_answer_the_question_stays_and_says_so(visitor, language) -> None:
    page = visitor.get(f"/{language}/self-check").press(say("Go on", language))
    assert page.status == 422
    assert page.problems == {"choice": say("Choose an answer. “I do not know” is fine.", language)}
    assert text_of(page.all("title")[0]).startswith(say("Error:", language))


def test_an_answer_that_is_none_is_refused(visitor) -> None:
    assert visitor.post("/en/self-check", choice="moon").status == 422
    assert visitor.post("/en/self-check").status == 422


def test_the_language_is_switched_on_every_question_and_the_choice_stays(visitor) -> None:
    page = visitor.get("/en/self-check")
    for name, choice in LONGEST.items():
        switched = page.press("Español", choice=choice)
        assert (switched.status, switched.language) == (200, "es")
        assert switched.h1 == text(CONTENT.questions[name].question.get("es"))
        [chosen] = [field.get("value") for field in switched.all("input", checked="")]
        assert chosen == choice
        back = switched.press("English", choice=choice)
        assert back.language == "en"
        page = answer(back, choice)
    mistake = visitor.get("/en/self-check").press("Go on").press("Español")
    assert (mistake.status, mistake.language, mistake.path) == (200, "es", "/es/self-check")
    assert page.switch().language == "es"
    assert page.switch().switch().text == page.text


def test_going_back_asks_the_question_before(visitor) -> None:
    page = walk(visitor, "en", dict(list(LONGEST.items())[:3]))
    for name in list(LONGEST)[2::-1]:
        [back] = page.all("p", class_="back")
        page = visitor.get(next(back.iter("a")).get("href", ""))
        assert page.h1 == text(CONTENT.questions[name].question.get("en"))
    assert page.all("p", class_="back") == []


def test_an_answer_can_be_changed_from_the_result(visitor) -> None:
    page = walk(visitor, "en", LONGEST)
    links = [next(row.iter("a")) for row in page.all("dd") if list(row.iter("a"))]
    assert len(links) == len(LONGEST)
    for name, link in zip(LONGEST, links, strict=True):
        assert visitor.get(link.get("href", "")).h1 == text(CONTENT.questions[name].question.get("en"))


def test_answers_open_only_in_this_browser_and_for_a_while(visitor, new_visitor, monkeypatch) -> None:
    page = walk(visitor, "en", LONGEST)
    assert new_visitor().get(page.path).status == 410
    assert visitor.get(page.path).status == 200
    kept = visitor.client.get_cookie("session")
    later = time.time() + 31 * 60
    with monkeypatch.context() as clock:
        clock.setattr(time, "time", lambda: later)
        assert visitor.get(page.path).status == 410
    page.leave()
    assert kept is not None
    visitor.client.set_cookie("session", kept.value)
    assert visitor.get(page.path).status == 410


def test_a_sealed_search_is_no_self_check_and_the_other_way_round(visitor) -> None:
    results = visitor.search(docket="0702CR090101").path
    answers = walk(visitor, "en", dict(list(LONGEST.items())[:1])).path
    assert visitor.get(results.replace("/results/", "/self-check/")).status == 410
    assert visitor.get(answers.replace("/self-check/", "/results/")).status == 410


def test_no_answer_stands_in_an_address(visitor) -> None:
    path = walk(visitor, "en", LONGEST).path.casefold()
    assert [choice for choice in (*LONGEST, *LONGEST.values()) if len(choice) > 3 and choice in path] == []


@pytest.fixture
def without_lists(tmp_path) -> Visitor:
    """A site of somebody who holds no list at all."""
    return Visitor(create_app({"INSTANCE": str(tmp_path), "WITHOUT_LISTS": True}))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_works_without_any_list(without_lists, language) -> None:
    home = without_lists.get(f"/{language}/")
    assert home.status == 200
    assert home.all("input") == []
    start = {link.get("href") for link in home.root.iter("a")}
    assert {f"/{language}/self-check", f"/{language}/rights"} <= start
    result = walk(without_lists, language, LONGEST)
    assert [part for part in result.all("section") if part.get("data-result")]
    for path in ("about", "help", "privacy", "rights", "answers/farak/kept"):
        assert without_lists.get(f"/{language}/{path}").status == 200
    assert without_lists.client.get("/readyz").json == {"status": "ready", "release": "", "made": ""}


def test_without_lists_there_is_nothing_to_search(without_lists) -> None:
    assert without_lists.post("/en/search", name="Rosalind Okafor", born="1970").status == 404
