"""How the pages look: nothing sticks out, everything can be touched and read, and is small."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browsing import Phone

LARGEST = 30 * 1024
SMALLEST_TARGET = 44

# What does not depend on the colours is looked at once.
COLOURS: dict[Literal["light", "dark"], dict[str, list[str]]] = {
    "light": {},
    "dark": {"runOnly": ["color-contrast"]},
}


def paper(phone: Phone) -> None:
    """The sheet in two languages, on the screen."""
    phone.search(docket="0901CR090103")
    phone.page.goto(f"{phone.page.url}/with/{'es' if phone.language == 'en' else 'en'}")


def unanswered(phone: Phone) -> None:
    """A question that somebody went on from without an answer."""
    phone.open("/self-check")
    phone.press("Go on")


PAGES: dict[str, Callable[[Phone], object]] = {
    "home": lambda phone: phone.open(),
    "mistakes": lambda phone: phone.search(docket="hello", born="yesterday", name="1"),
    "found": lambda phone: phone.search(docket="0901CR090103"),
    "both incidents": lambda phone: phone.search(name="Wilmer Acosta", born="1969"),
    "paper": paper,
    "possible": lambda phone: phone.search(name="Nadia Holloway", born="1972"),
    "none": lambda phone: phone.search(docket="SUCR2007-09999"),
    "long words": lambda phone: phone.search(name="Wolfeschlegelsteinhausenbergerdorff" * 4, born="1970"),
    "help": lambda phone: phone.open("/help"),
    "about": lambda phone: phone.open("/about"),
    "privacy": lambda phone: phone.open("/privacy"),
    "rights": lambda phone: phone.open("/rights"),
    "topic": lambda phone: phone.open("/rights/sealing"),
    "answer": lambda phone: phone.open("/answers/dookhan/kept"),
    "removal": lambda phone: phone.open("/removal"),
    "question": lambda phone: phone.open("/self-check"),
    "no answer": unanswered,
    "result of the questions": lambda phone: phone.answer("unknown"),
    "left": lambda phone: phone.open("/left"),
    "no page": lambda phone: phone.open("/nothing"),
}


@pytest.fixture(scope="module", params=["en", "es"])
def narrow(request, chromium, server):
    """The narrowest phone; also a wider one whose text is enlarged twofold."""
    phone = Phone(chromium, server, request.param, scripts=True, width=320)
    yield phone
    phone.context.close()


@pytest.mark.parametrize("show", PAGES.values(), ids=PAGES)
def test_nothing_sticks_out_and_everything_can_be_touched(narrow, show) -> None:
    show(narrow)
    assert narrow.page.evaluate("document.documentElement.scrollWidth") <= 320
    targets = narrow.page.locator(
        "button, input:not([type=hidden]):not([type=radio]), .choice, select,"
        " nav a, a.site, a.main, a.tool, .phone a"
    )
    small = [
        (target.inner_text(), box["width"], box["height"])
        for target in targets.all()
        if (box := target.bounding_box()) and min(box["width"], box["height"]) < SMALLEST_TARGET
    ]
    assert small == []


@pytest.mark.parametrize("show", PAGES.values(), ids=PAGES)
def test_no_rule_of_accessibility_is_broken_in_light_and_dark(narrow, show) -> None:
    show(narrow)
    for colours, rules in COLOURS.items():
        narrow.page.emulate_media(color_scheme=colours)
        found = Axe().run(narrow.page, options=rules)
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_first_view_is_small(chromium, server, language) -> None:
    phone = Phone(chromium, server, language)
    loaded = []
    phone.page.on("response", lambda response: loaded.append(response))
    phone.page.goto("/")
    sizes = {response.url: len(gzip.compress(response.body())) for response in loaded if response.ok}
    phone.context.close()
    assert len(sizes) >= 2
    assert sum(sizes.values()) <= LARGEST
