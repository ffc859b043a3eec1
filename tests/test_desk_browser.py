"""Journeys at the staff desk in a real browser on the real server: by keyboard alone, with and without
scripts, and what is left of them in the browser afterwards."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

from lookup.web import create_app
from tests.browsing import SWITCHES, Phone, executable
from tests.conftest import LISTS, publish_lists
from tests.desk import PASSWORD, Staff, staff_member
from tests.desk_browsing import MAIN, ask, rows, run_list, send, send_file, sign_in
from tests.desk_pages import LIST, PEOPLE
from tests.test_canary import Visit, browser, files, spoken
from tests.watching import watched

LAPTOP = 1200


@pytest.fixture(scope="module")
def ana(app) -> Staff:
    """Somebody with an account of the server's."""
    return staff_member(app)


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
    if phone.page.locator("[autofocus]").count():
        # A moment after the page is there.
        phone.page.locator("[autofocus]:focus").wait_for()


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
        page.keyboard.press("Space")
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
        # After what else the list says of somebody, which can be folded up.
        tab_to(keyboard, "[name=case]", within=2)
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
    shown: list[str] = []
    phone.page.on("response", lambda answer: shown.append(answer.url) if "/checks/" in answer.url else None)
    send_file(phone, rows(2000))
    assert phone.h1 == "Checking the list"
    shown.clear()
    done = phone.page.locator("#done")
    expect(done).not_to_have_text(done.inner_text())
    phone.page.locator(".totals").wait_for(timeout=30_000)
    told = [url for url in shown if url.endswith("/progress")]
    assert bool(told) == scripts
    loaded = [url for url in shown if url == phone.page.url]
    assert len(loaded) == 1 if scripts else len(loaded) > 1
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
        ask(phone, **PEOPLE["two cases"])
        send(phone)
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
