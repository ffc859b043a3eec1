"""The staff desk in a real browser on the real server: on a phone and a laptop, by keyboard alone, with and
without scripts, and what is left of it in the browser afterwards."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Route, expect

from lookup.staff import accounts
from lookup.staff.store import StaffStore
from lookup.web import create_app
from tests.browsing import SWITCHES, Phone, executable
from tests.conftest import LISTS, publish_lists
from tests.desk import PASSWORD, Staff, instance_of, staff_member
from tests.desk_pages import LIST, PEOPLE
from tests.test_canary import Visit, browser, files, spoken
from tests.watching import watched

NARROW, LAPTOP = 320, 1200
TARGET, LINK = 44, 24
"""Pixels of what a finger meets, and of a link within a sentence."""

LONG_LIST = "Client,Born\n" + "".join(
    f"Rosalynd Okafo{chr(97 + n % 26)},{1900 + n % 99}\n" for n in range(1500)
)
"""Takes a second or more."""


@pytest.fixture(scope="module")
def ana(app) -> Staff:
    """Somebody with an account of the server's."""
    return staff_member(app)


@pytest.fixture(scope="module", params=["en", "es"])
def signed_in(request, chromium, server, ana) -> Iterator[Phone]:
    """A browser of staff, with scripts."""
    phone = Phone(chromium, server, request.param, scripts=True, width=NARROW)
    sign_in(phone, ana)
    yield phone
    phone.context.close()
    assert phone.complaints == []


@pytest.fixture(scope="module", params=["en", "es"])
def stranger(request, chromium, server) -> Iterator[Phone]:
    """A browser of nobody in particular."""
    phone = Phone(chromium, server, request.param, scripts=True, width=NARROW)
    yield phone
    phone.context.close()


def sign_in(phone: Phone, staff: Staff) -> None:
    """Through the page."""
    phone.open("/staff/sign-in")
    send(phone, email=staff.email, password=PASSWORD, code=staff.fresh_code())
    assert phone.page.url.endswith("/staff/")


def send(phone: Phone, **typed: str) -> None:
    """Type into the fields with these ids, and press the form's main button."""
    for field, text in typed.items():
        phone.page.locator(f"#{field}").fill(text)
    phone.page.locator("main form button.main").first.click()
    phone.page.wait_for_load_state()


def ask(phone: Phone, **typed: str) -> None:
    """Ask about one person."""
    phone.open("/staff/person")
    phone.page.locator("#consent").check()
    send(phone, **typed)


def send_list(phone: Phone, pasted: str = LIST) -> None:
    """Paste a list, and go to its columns."""
    phone.open("/staff/list")
    phone.page.locator("#consent").check()
    send(phone, pasted=pasted)


def run_list(phone: Phone, pasted: str = LIST) -> None:
    """Paste a list, and wait for its result."""
    phone.page.unroute("**/progress")
    send_list(phone, pasted)
    send(phone)
    phone.page.locator(".totals").wait_for()


def answer(phone: Phone) -> None:
    """The answer for somebody with two cases."""
    ask(phone, **PEOPLE["two cases"])
    send(phone)


def running(phone: Phone) -> None:
    """A list that does not come to an end, as long as this page is open."""

    def not_yet(route: Route) -> None:
        route.fulfill(json={"done": 3, "total": 9, "ended": False})

    phone.page.route("**/progress", not_yet)
    send_list(phone, LONG_LIST)
    send(phone)
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


def tab_to(phone: Phone, selector: str, within: int = 40) -> None:
    """Press Tab until it is there."""
    for _ in range(within):
        phone.page.keyboard.press("Tab")
        if phone.page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"no {selector} within {within} times Tab")


def press(phone: Phone, key: str) -> None:
    """Press a key that leads to another page."""
    with phone.page.expect_navigation():
        phone.page.keyboard.press(key)


@pytest.fixture(params=["en", "es"])
def keyboard(request, chromium, server, ana) -> Iterator[Phone]:
    """Somebody with a keyboard and no mouse, on a laptop without scripts, signed in."""
    phone = Phone(chromium, server, request.param, width=LAPTOP)
    phone.open("/staff/sign-in")
    for field, text in {"#email": ana.email, "#password": PASSWORD, "#code": ana.fresh_code()}.items():
        if not phone.page.evaluate("selector => document.activeElement.matches(selector)", field):
            tab_to(phone, field)
        phone.page.keyboard.type(text)
    press(phone, "Enter")
    assert phone.page.url.endswith("/staff/")
    yield phone
    tab_to(phone, "nav.desk form button")
    press(phone, "Enter")
    assert phone.page.url.endswith("/staff/sign-in")
    phone.context.close()
    assert phone.complaints == []


def test_one_person_by_keyboard_alone(keyboard) -> None:
    tab_to(keyboard, "main a[href$='/staff/person']")
    press(keyboard, "Enter")
    assert keyboard.page.evaluate("document.activeElement.id") == "name"
    keyboard.page.keyboard.type("Nadia Holloway")
    keyboard.page.keyboard.press("Tab")
    keyboard.page.keyboard.type("1972")
    tab_to(keyboard, "#consent", within=3)
    keyboard.page.keyboard.press("Space")
    press(keyboard, "Enter")
    tab_to(keyboard, "[name=case]", within=1)
    keyboard.page.keyboard.press("Space")
    press(keyboard, "Enter")
    assert keyboard.page.url.endswith("/answer")
    assert len(keyboard.dockets) == 1


def test_a_list_by_keyboard_alone(keyboard, tmp_path) -> None:
    sent = tmp_path / "list.csv"
    sent.write_text(LIST)
    page = keyboard.page
    tab_to(keyboard, "main a[href$='/staff/list']")
    press(keyboard, "Enter")
    tab_to(keyboard, "#list")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(sent)
    tab_to(keyboard, "#consent", within=3)
    page.keyboard.press("Space")
    press(keyboard, "Enter")
    tab_to(keyboard, "#column4")
    page.keyboard.press("ArrowDown")
    assert page.locator("#column4").input_value() == "name"
    page.keyboard.press("ArrowUp")
    assert page.locator("#column4").input_value() == ""
    tab_to(keyboard, "main form button.main", within=3)
    press(keyboard, "Enter")
    page.locator(".totals").wait_for()
    tab_to(keyboard, ".notice a.main")
    press(keyboard, "Enter")
    while "/rows/" in page.url:
        tab_to(keyboard, "[name=case]", within=1)
        page.keyboard.press("Space")
        press(keyboard, "Enter")
    assert page.locator("[data-verdict=possibly]").count() == 0
    tab_to(keyboard, "form[action$='.csv'] button")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    with Path(download.value.path()).open(newline="", encoding="utf-8-sig") as file:
        assert len(list(csv.reader(file))) == LIST.count("\n")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_page_goes_on_to_the_result_by_itself(chromium, server, ana, scripts) -> None:
    phone = Phone(chromium, server, "en", scripts=scripts)
    sign_in(phone, ana)
    send_list(phone, LONG_LIST)
    shown: list[str] = []
    phone.page.on("response", lambda answer: shown.append(answer.url) if "/checks/" in answer.url else None)
    send(phone)
    assert phone.h1 == "Checking the list"
    done = phone.page.locator("#done")
    expect(done).not_to_have_text(done.inner_text())
    phone.page.locator(".totals").wait_for(timeout=30_000)
    told = [url for url in shown if url.endswith("/progress")]
    assert bool(told) == scripts
    loaded = [url for url in shown if url == phone.page.url]
    assert len(loaded) == 2 if scripts else len(loaded) > 2
    phone.context.close()
    assert phone.complaints == []


@contextmanager
def remembering(playwright, site: str) -> Iterator[Phone]:
    """A browser that keeps whole pages for the back button where it may, as people's own do."""
    keeps = playwright.chromium.launch(
        executable_path=executable(), args=SWITCHES, ignore_default_args=["--disable-back-forward-cache"]
    )
    phone = Phone(keeps, site, "en", scripts=True)
    yield phone
    keeps.close()


@pytest.mark.parametrize("way", ["header form button", "nav.desk form button"], ids=["leave", "sign out"])
def test_back_shows_nothing_afterwards(playwright, chromium, server, ana, way) -> None:
    with remembering(playwright, server) as phone:
        sign_in(phone, ana)
        answer(phone)
        run_list(phone)
        phone.page.locator("tbody a").first.click()
        phone.page.locator(way).first.click()
        phone.page.wait_for_load_state()
        steps = 0
        while phone.page.go_back() is not None:
            steps += 1
            assert spoken(["Rosalind Okafor", "Wilmer Acosta"], [("", phone.page.content().encode())]) == []
        assert steps > 5


def test_what_is_typed_is_nowhere_but_in_its_answer(playwright, tmp_path) -> None:
    """Not in the browser's folder, storage or cookies, no address, nor in what the server keeps or says."""
    instance = publish_lists(tmp_path / "instance", LISTS)
    staff = staff_member(create_app({"INSTANCE": str(instance)}))
    options = ("--access-logfile", "-", "--log-level", "debug")
    with watched(instance, tmp_path / "server", *options) as site:
        with browser(playwright, tmp_path / "browser", scripts=True) as context:
            visit = Visit(context, site)
            visit.open("/en/staff/sign-in")
            visit.fill(email=staff.email, password=PASSWORD, code=staff.fresh_code())
            visit.press(MAIN)
            one_person(visit)
            a_list(visit)
            found = spoken(TYPED, visit.kept())
            visit.press("nav.desk form button")
            found += spoken(TYPED, visit.kept())
            found += spoken(TYPED, visit.sent())
            found += spoken(TYPED, site.places())
            # A browser may take a few seconds until its last words are on the disk.
            visit.page.wait_for_timeout(3000)
        found += spoken(TYPED, files(tmp_path / "browser"))
        found += spoken(TYPED, files(site.temporary))
        found += spoken(UNLISTED, files(instance))
        found += spoken(TYPED, [("what was said", site.words().encode())])
    assert found == []


MAIN = "main form button.main"
UNLISTED = (
    "Zebulon Quackenbush",
    "Zenobia Wigglesworth",
    "1931-03-14",
    "0752-CR-097531",
    "C-77231",
    PASSWORD,
)
TYPED = (*UNLISTED, "Odette Marchand", "0901CR090103")
ROWS = f"""Client,Former name,DOB,Docket,Client no.
{UNLISTED[0]},{UNLISTED[1]},{UNLISTED[2]},{UNLISTED[3]},{UNLISTED[4]}
Odette Marchand,,1979,0901CR090103,
"""


def one_person(visit: Visit) -> None:
    """Without consent, with it, changed, and to the answer."""
    name, former, born, docket = UNLISTED[:4]
    visit.open("/en/staff/person")
    visit.fill(name=name, former=former, born=born, dockets=docket)
    visit.press(MAIN)
    assert visit.page.locator("#dockets").input_value() == docket
    visit.page.locator("#consent").check()
    visit.press(MAIN)
    visit.press("a[href*='/staff/person/']")
    visit.fill(name="Odette Marchand", former="", born="1979", dockets="0901CR090103")
    visit.page.locator("#consent").check()
    visit.press(MAIN)
    visit.press(MAIN)
    assert visit.page.locator("article").count() == 1


def a_list(visit: Visit) -> None:
    """Pasted, to the overview and one of its people."""
    visit.open("/en/staff/list")
    visit.fill(pasted=ROWS)
    visit.page.locator("#consent").check()
    visit.press(MAIN)
    visit.press(MAIN)
    visit.page.locator(".totals").wait_for()
    visit.press("tbody a")
    assert visit.page.locator("h1").inner_text() == UNLISTED[0]
