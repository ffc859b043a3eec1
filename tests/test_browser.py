"""Journeys on a phone of 360 by 740 points, without scripts, in both languages, against the real server."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from lookup import content
from tests.browsing import LABELS, Phone


@pytest.fixture(params=["en", "es"])
def phone(request, chromium, server):
    """A phone without scripts, which talks to nobody else, and whose browser objects to nothing."""
    phone = Phone(chromium, server, request.param)
    yield phone
    assert {urlsplit(url).netloc for url in phone.asked} <= {urlsplit(server).netloc}
    phone.context.close()
    assert phone.complaints == []


def test_from_the_form_to_the_answer_and_away(phone) -> None:
    phone.search(docket="0901 cr 90103")
    page = phone.page
    results = page.url
    assert phone.dockets == ["0901CR090103"]
    mixed = content.load((phone.language,)).answers["mixed"]
    assert mixed.label.get(phone.language) in page.locator("article").inner_text()

    phone.switch()
    assert page.url == results.replace("/en/", "/xx/").replace("/es/", "/en/").replace("/xx/", "/es/")
    assert phone.dockets == ["0901CR090103"]
    page.reload()
    assert phone.dockets == ["0901CR090103"]
    page.go_back()
    assert (page.url, phone.dockets) == (results, ["0901CR090103"])

    page.go_back()
    page.go_forward()
    assert phone.dockets == ["0901CR090103"]


def test_the_search_is_changed_with_the_words_still_there(phone) -> None:
    phone.search(docket="0901 cr 90103", name="Odette Marchand")
    phone.press("Change the search")
    fields = [phone.page.get_by_label(phone.say(LABELS[name]), exact=True) for name in ("docket", "name")]
    assert [field.input_value() for field in fields] == ["0901 cr 90103", "Odette Marchand"]
    fields[0].fill("0607CR090102")
    fields[1].fill("")
    phone.press("Search")
    assert phone.dockets == ["0607CR090102"]


def test_clear_and_leave_and_then_the_back_button(phone) -> None:
    phone.search(docket="0901CR090103")
    results = phone.page.url
    phone.press("Clear and leave")
    assert phone.h1 == phone.say("Done")
    assert phone.context.cookies() == []

    phone.page.go_back()
    assert phone.page.url == results
    assert phone.h1 == phone.say("This page has been closed")
    assert "0901CR090103" not in phone.page.content()

    # Further back is the form, empty.
    phone.page.go_back()
    assert phone.page.get_by_label(phone.say("Docket number"), exact=True).input_value() == ""


def test_a_name_and_a_year_of_birth(phone) -> None:
    phone.search(name="marchand odette", born="1979")
    assert phone.h1 == phone.say("We found this name on a list")
    assert phone.dockets == ["0901CR090103"]
    assert "Odette Marchand" in phone.page.locator("article").inner_text()


def test_court_and_year_for_a_list_without_birth_dates(phone) -> None:
    phone.search(name="Roland Achterberg", court="27", year="2008")
    assert phone.dockets == ["0827CR090301"]


def test_a_mistake_leads_to_its_field_and_is_mended(phone) -> None:
    phone.search(docket="2007-090101")
    problem = phone.page.get_by_role(
        "link",
        name=phone.say(
            "This number does not say which court it is from. Choose the court below, then search again."
        ),
    )
    problem.click()
    assert phone.page.url.endswith("#docket")
    assert phone.page.locator("#docket").input_value() == "2007-090101"
    phone.switch()
    assert phone.page.locator(".problem").inner_text() == phone.say(
        "This number does not say which court it is from. Choose the court below, then search again."
    )
    phone.page.get_by_label(phone.say("Court"), exact=True).select_option("02")
    phone.press("Search")
    assert phone.dockets == ["0702CR090101"]


def test_nothing_found_tells_what_to_do_instead(phone) -> None:
    phone.search(name="Nobody Atall", born="1970")
    assert phone.h1 == phone.say("We did not find a match")
    assert phone.page.locator("section[data-outcome=none]").count() == 1
    assert phone.page.locator("aside.call a[href^='tel:']").first.is_visible()


def test_the_form_is_found_again_from_every_page(phone) -> None:
    for words in ("Help", "Who runs this, and sources", "Privacy"):
        phone.open()
        phone.follow(words)
        assert phone.h1 == phone.say(words)
        phone.follow("Case Check")
        assert phone.h1 == phone.say("Check your case")


def test_ten_megabytes_get_a_calm_page(phone) -> None:
    phone.open()
    phone.page.locator("#name").evaluate(
        "field => { field.removeAttribute('maxlength'); field.value = 'x'.repeat(1e7) }"
    )
    phone.press("Search")
    assert phone.h1 == phone.say("That was too long")


def test_the_self_check_from_the_first_page_to_what_to_do(phone) -> None:
    phone.open()
    phone.follow("Answer a few questions about a case")
    first = phone.h1
    phone.press("Go on")
    assert (phone.h1, phone.page.locator(".problem").count()) == (first, 1)
    phone.page.locator("#choice-none").check()
    phone.press("Go on")
    second = phone.h1
    assert second != first
    # Another language, back and forward: nothing that was answered is lost.
    phone.page.locator("#choice-unknown").check()
    phone.switch()
    assert phone.page.locator("#choice-unknown").is_checked()
    phone.press("Go on")
    phone.page.go_back()
    phone.page.go_forward()
    while phone.page.locator("#choice-unknown").count():
        phone.page.locator("#choice-unknown").check()
        phone.press("Go on")
    assert phone.page.locator("section[data-result=unclear]").count() == 1
    assert "none" not in phone.page.url
    assert phone.complaints == []


def test_the_keyboard_alone_is_enough(phone) -> None:
    phone.open()
    phone.page.keyboard.press("Tab")
    assert phone.page.evaluate("document.activeElement.className") == "skip"
    phone.page.keyboard.press("Enter")
    for _ in range(3):
        phone.page.keyboard.press("Tab")
        if phone.page.evaluate("document.activeElement.id") == "docket":
            break
    phone.page.keyboard.type("0607CR090102")
    with phone.page.expect_navigation():
        phone.page.keyboard.press("Enter")
    assert phone.dockets == ["0607CR090102"]
