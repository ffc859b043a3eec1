"""How the pages of the staff desk look: nothing sticks out, all can be touched, read and seen in focus."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Route

from lookup.staff import accounts
from lookup.staff.store import StaffStore
from tests.browsing import Phone
from tests.desk import instance_of, staff_member
from tests.desk_browsing import ask, rows, run_list, send, send_file, send_list, sign_in
from tests.desk_pages import PEOPLE

NARROW, LAPTOP = 320, 1200
TARGET, LINK = 44, 24
"""Pixels of what a finger meets, and of a link within a sentence."""


@pytest.fixture(scope="module", params=["en", "es"])
def signed_in(request, chromium, server, app) -> Iterator[Phone]:
    """A browser of staff, with scripts."""
    phone = Phone(chromium, server, request.param, scripts=True, width=NARROW)
    sign_in(phone, staff_member(app))
    yield phone
    phone.context.close()
    assert phone.complaints == []


@pytest.fixture(scope="module", params=["en", "es"])
def stranger(request, chromium, server) -> Iterator[Phone]:
    """A browser of nobody in particular."""
    phone = Phone(chromium, server, request.param, scripts=True, width=NARROW)
    yield phone
    phone.context.close()


def answer(phone: Phone) -> None:
    """The answer for somebody with two cases."""
    ask(phone, **PEOPLE["two cases"])
    send(phone)


def running(phone: Phone) -> None:
    """A list that does not come to an end, as long as this page is open."""

    def not_yet(route: Route) -> None:
        route.fulfill(json={"done": 3, "total": 9, "ended": False})

    phone.page.route("**/progress", not_yet)
    send_file(phone, rows(2000))
    phone.page.locator("#progress").wait_for()


INSIDE: dict[str, Callable[[Phone], None]] = {
    "home": lambda phone: phone.open("/staff/"),
    "account": lambda phone: phone.open("/staff/account"),
    "person": lambda phone: phone.open("/staff/person"),
    "nobody": ask,
    "listed": lambda phone: ask(phone, **PEOPLE["listed"]),
    "possibly": lambda phone: ask(phone, **PEOPLE["two people of a name"]),
    "not found": lambda phone: ask(phone, **PEOPLE["not found"]),
    "unread": lambda phone: ask(phone, **PEOPLE["numbers that cannot be read"]),
    "long words": lambda phone: ask(phone, name="Wolfeschlegelsteinhausenbergerdorff" * 4, born="1970"),
    "answer": answer,
    "list": lambda phone: phone.open("/staff/list"),
    "no list": lambda phone: send_list(phone, ""),
    "columns": send_list,
    "running": running,
    "overview": run_list,
    "letters": lambda phone: phone.open("/staff/letters"),
}


def joining(phone: Phone, app) -> None:
    """The page behind a link that was sent."""
    key = app.extensions["case_check"].settings.secret_key
    with StaffStore(instance_of(app)) as store:
        phone.open(f"/staff/join/{accounts.invite(store, key, 'new@example.org')}")


@pytest.mark.parametrize("show", INSIDE.values(), ids=INSIDE)
def test_the_pages_inside(signed_in, show) -> None:
    show(signed_in)
    judge(signed_in)


def test_the_pages_outside(stranger, app) -> None:
    stranger.open("/staff/sign-in")
    judge(stranger)
    send(stranger, email="nobody@example.org")
    judge(stranger)
    stranger.open("/staff/join/none")
    judge(stranger)
    joining(stranger, app)
    judge(stranger)
    send(stranger)
    judge(stranger)


def judge(phone: Phone) -> None:
    """Nothing sticks out, everything can be touched and seen in focus, and axe finds nothing."""
    page = phone.page
    assert page.locator("h1").count() == 1
    for width in (NARROW, LAPTOP):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert (small(phone, TARGETS, TARGET), small(phone, "main a, main summary", LINK)) == ([], [])
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    page.emulate_media(color_scheme="dark")
    found = Axe().run(page, options={"runOnly": ["color-contrast"]})
    assert found.violations_count == 0, found.generate_report()
    page.emulate_media(color_scheme="light")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= LAPTOP
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size({"width": NARROW, "height": 740})
    assert tab_stops(phone) == []


TARGETS = (
    "button, input:not([type=hidden]):not([type=checkbox]), .choice, select, textarea,"
    " nav a, a.site, a.main, a.second, a.tool, .phone a"
)


def small(phone: Phone, targets: str, least: int) -> list[tuple[str, float, float]]:
    """The targets that are smaller than so many pixels, one way or the other."""
    boxes = [(target.inner_text(), target.bounding_box()) for target in phone.page.locator(targets).all()]
    return [
        (text, box["width"], box["height"])
        for text, box in boxes
        if box and min(box["width"], box["height"]) < least
    ]


def tab_stops(phone: Phone) -> list[str]:
    """Tab through a page of one column: what shows no ring in focus, or comes after what is below it."""
    page = phone.page
    page.evaluate("document.body.tabIndex = -1; document.body.focus()")
    faults: list[str] = []
    above = 0.0
    for _ in range(200):
        page.keyboard.press("Tab")
        tag, top, bottom, ring = page.evaluate(FOCUS)
        if tag == "BODY":
            return faults
        faults += [] if ring else [f"no ring: {tag}"]
        faults += [f"above the one before it: {tag}"] if bottom < above else []
        above = top
    return [*faults, "Tab finds no end"]


FOCUS = """() => {
    const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
    const words = (one.textContent || one.name || "").trim().slice(0, 40);
    const ring = style.outlineStyle != "none" && parseFloat(style.outlineWidth) >= 2;
    const name = one == document.body ? "BODY" : `${one.tagName} ${words}`;
    return [name, box.top + scrollY, box.bottom + scrollY, ring];
}"""
