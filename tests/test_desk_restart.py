"""A list whose worker ends in the middle: only that check is lost, the page says so, nothing was readable.

The worker is stopped, and so is in the middle for as long as a test looks.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from lookup.web import create_app
from tests.browsing import Phone
from tests.conftest import LISTS, publish_lists
from tests.desk import staff_member
from tests.desk_browsing import TOTALS, ask, rows, run_list, send_file, sign_in
from tests.desk_pages import PEOPLE
from tests.test_canary import files, spoken
from tests.watching import Watched, watched

PEOPLE_OF_A_LIST = 5000
ON_THE_LIST = ("Rosalynd", "Quackenbush")
INTERRUPTED = "The check was interrupted"


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[Watched]:
    """The site with two workers, whose folder for temporary files is searched too."""
    folder = tmp_path_factory.mktemp("restart")
    instance = publish_lists(folder / "instance", LISTS)
    with watched(instance, folder / "server") as site:
        yield site


@pytest.fixture
def phone(request, chromium, site) -> Iterator[Phone]:
    """Somebody whose long list is being searched, while the page does not ask how far it is."""
    # Two such lists are what one account may ask in a day.
    staff = staff_member(create_app({"INSTANCE": str(site.instance)}), f"{request.node.name}@example.org")
    phone = Phone(chromium, site.address, "en", scripts=True)
    sign_in(phone, staff)
    phone.page.route("**/progress", lambda route: route.fulfill(json={"done": 1, "total": 9, "ended": False}))
    send_file(phone, rows(PEOPLE_OF_A_LIST))
    assert phone.h1 == "Checking the list"
    yield phone
    phone.context.close()


def searching(site: Watched) -> int:
    """The worker that searches for a list: it alone holds the lock of the check."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        for process in site.workers():
            opened = (os.readlink(each) for each in Path(f"/proc/{process}/fd").iterdir())
            if any(target.endswith(".lock") for target in opened):
                return process
    raise AssertionError("no worker searches for a list")


def look(phone: Phone) -> str:
    """The page of the check, over a connection of its own: only a worker that is not stopped answers it."""
    cookie = "; ".join(f"{each.get('name')}={each.get('value')}" for each in phone.context.cookies())
    address = urlsplit(phone.page.url)
    connection = HTTPConnection(address.netloc, timeout=10)
    try:
        connection.request("GET", address.path, headers={"Cookie": cookie})
        return connection.getresponse().read().decode()
    finally:
        connection.close()


def readable(site: Watched) -> list[str]:
    """Where on the disk, and in what the processes said or hold open, anybody on the list can be read."""
    said = [("what was said", site.words().encode())]
    found = [files(site.instance), files(site.temporary), site.places(), said]
    return [place for places in found for place in spoken(ON_THE_LIST, places)]


def check_goes_on(phone: Phone) -> None:
    """The session is still there, and other checks work."""
    ask(phone, **PEOPLE["two cases"])
    assert phone.page.locator("[data-docket]").count() == 2
    run_list(phone)
    assert phone.page.locator("tr[data-verdict=listed]").count() > 0


def test_another_worker_shows_a_check_too(phone, site) -> None:
    worker = searching(site)
    os.kill(worker, signal.SIGSTOP)
    try:
        assert "Checking the list" in look(phone)
        assert readable(site) == []
    finally:
        os.kill(worker, signal.SIGCONT)
    phone.page.unroute("**/progress")
    phone.page.locator(TOTALS).wait_for(timeout=60_000)
    done = look(phone), readable(site)
    assert ("5000 people" in done[0] or "5,000 people" in done[0], done[1]) == (True, [])
    os.kill(worker, signal.SIGKILL)
    assert TOTALS[1:] in look(phone)


def test_a_killed_worker_loses_its_check_alone(phone, site) -> None:
    worker = searching(site)
    os.kill(worker, signal.SIGSTOP)
    assert "Checking the list" in look(phone)
    os.kill(worker, signal.SIGKILL)
    assert INTERRUPTED in look(phone)
    phone.page.unroute("**/progress")
    phone.page.get_by_role("heading", name=INTERRUPTED).wait_for()
    found = Axe().run(phone.page)
    assert found.violations_count == 0, found.generate_report()
    assert readable(site) == []
    phone.follow("Send the list again")
    check_goes_on(phone)
    assert readable(site) == []


def test_a_restart_loses_the_check_alone(phone, site) -> None:
    before = set(site.workers())
    searching(site)
    site.server.send_signal(signal.SIGHUP)
    phone.page.unroute("**/progress")
    phone.page.get_by_role("heading", name=INTERRUPTED).wait_for(timeout=30_000)
    until = time.monotonic() + 30
    while len(site.workers()) != len(before) or before & set(site.workers()):
        assert time.monotonic() < until, "the workers were not replaced"
        time.sleep(0.1)
    check_goes_on(phone)
    assert readable(site) == []
