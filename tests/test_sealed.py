"""The sealed query: who can open a results address, for how long, and what it and the cookie tell."""

from __future__ import annotations

import time

import pytest

from lookup.web import create_app
from lookup.web.sealed import LIFETIME
from tests.judge import say
from tests.pages import Page, Visitor

CLOSED = "This page has been closed"
LANGUAGES = ("en", "es")


def is_closed(page: Page) -> bool:
    return page.status == 410 and page.h1 == say(CLOSED, page.language)


@pytest.fixture
def results(visitor: Visitor) -> Page:
    page = visitor.search(docket="0702CR090101")
    assert page.cases
    return page


def cookie_of(visitor: Visitor) -> str:
    cookie = visitor.client.get_cookie("session")
    assert cookie
    return cookie.value


def test_the_same_browser_may_reload_and_go_back(visitor, results) -> None:
    assert visitor.get(results.path).response.text == results.response.text
    visitor.get("/en/help")
    assert visitor.get(results.path).cases == results.cases


def test_several_searches_stay_open_beside_each_other(visitor, results) -> None:
    other = visitor.search(name="Milton Farnsworth", born="1965")
    assert visitor.get(results.path).cases == results.cases
    assert visitor.get(other.path).cases == other.cases


@pytest.mark.parametrize(("minutes", "closed"), [(29, False), (31, True)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_results_close_after_thirty_minutes(visitor, results, monkeypatch, language, minutes, closed) -> None:
    later = time.time() + minutes * 60
    monkeypatch.setattr(time, "time", lambda: later)
    assert is_closed(visitor.get(results.path.replace("/en/", f"/{language}/"))) == closed
    assert LIFETIME == 30 * 60


@pytest.mark.parametrize("searched", [False, True])
def test_another_browser_opens_nothing(new_visitor, results, searched) -> None:
    other = new_visitor()
    if searched:
        other.search(docket="0607CR090102")
    assert is_closed(other.get(results.path))


@pytest.mark.parametrize("language", LANGUAGES)
def test_clear_and_leave_closes_everything_at_once(visitor, results, language) -> None:
    left = visitor.get(results.path.replace("/en/", f"/{language}/")).leave()
    assert left.h1 == say("Done", language)
    assert is_closed(visitor.get(results.path))


def test_clear_and_leave_tells_the_browser_to_forget(visitor, results) -> None:
    answer = visitor.client.post("/en/leave")
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert visitor.client.get_cookie("session") is None


def test_a_page_from_elsewhere_cannot_make_the_browser_forget(visitor, results) -> None:
    answer = visitor.client.post("/en/leave", headers={"Sec-Fetch-Site": "cross-site"})
    assert "Clear-Site-Data" not in answer.headers


def test_the_page_after_leaving_does_not_say_which_site_it_was(results) -> None:
    left = results.leave()
    shown = left.response.text.casefold()
    assert [word for word in ("case", "caso", "lab", "docket", "drug") if word in shown] == []


def test_who_kept_the_cookie_opens_nothing_after_leaving(visitor, results) -> None:
    kept = cookie_of(visitor)
    results.leave()
    visitor.client.set_cookie("session", kept)
    assert is_closed(visitor.get(results.path))
    # Nor does a new search bring the old results back.
    visitor.search(docket="0607CR090102")
    assert is_closed(visitor.get(results.path))


def test_a_second_worker_knows_who_has_left(published, visitor, results) -> None:
    kept = cookie_of(visitor)
    elsewhere = Visitor(create_app({"INSTANCE": str(published)}))
    elsewhere.client.set_cookie("session", kept)
    assert elsewhere.get(results.path).cases == results.cases
    results.leave()
    assert is_closed(elsewhere.get(results.path))


def test_marks_of_who_left_are_forgotten(published, visitor, monkeypatch) -> None:
    visitor.search(docket="0702CR090101").leave()
    before = set((published / "ended").iterdir())
    assert all(mark.stat().st_size == 0 for mark in before)
    later = time.time() + 2 * LIFETIME + 1
    monkeypatch.setattr(time, "time", lambda: later)
    visitor.search(docket="0702CR090101").leave()
    assert before.isdisjoint((published / "ended").iterdir())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sealed", ["x", "gAAAAA", "%00", "é", "\U0001f600", "A" * 2000, "..%2f", "' or 1=1"])
def test_what_was_never_sealed_opens_nothing(visitor, results, language, sealed) -> None:
    page = visitor.get(f"/{language}/results/{sealed}")
    # A slash makes it another address, which does not exist.
    assert is_closed(page) or (sealed == "..%2f" and page.status == 404)


def test_a_changed_letter_opens_nothing(visitor, results) -> None:
    at = len(results.path) // 2
    other = "A" if results.path[at] != "A" else "B"
    assert is_closed(visitor.get(f"{results.path[:at]}{other}{results.path[at + 1 :]}"))


def test_another_secret_key_opens_nothing(published, results) -> None:
    other = Visitor(create_app({"INSTANCE": str(published), "SECRET_KEY": "another key, long enough"}))
    assert is_closed(other.get(results.path))


def test_a_typed_word_is_written_nowhere(published, visitor) -> None:
    visitor.search(name="Zebulon Quackenbush", born="1970").leave()
    kept = [path.read_bytes() for path in published.rglob("*") if path.is_file()]
    assert kept
    assert [b"Quackenbush" in data for data in kept].count(True) == 0
