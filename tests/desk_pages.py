"""Every kind of page of the staff desk, in one language: a part of tests/every_page.py."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from flask import Flask

from lookup.staff import accounts, allowance, ledger, passwords, tables
from lookup.staff.checking import MOST_DOCKETS, MOST_NAMES
from lookup.staff.store import StaffStore
from lookup.staff.tables import CannotRead
from lookup.web.desk import searching
from lookup.web.desk.attempts import Attempt
from tests.desk import PASSWORD, instance_of, staff_member
from tests.judge import say, text_of
from tests.pages import Page, Typed, Visitor
from tests.test_pages import DOCKET_PROBLEMS

FILES = ("checks.progress", "papers.handout", "papers.self_check", "papers.sheets")
"""What the desk answers that is no page."""

# what is typed: its cases in tests/data/lists
PEOPLE: dict[str, dict[str, str]] = {
    "listed": {"name": "Rosalind Okafor", "former": "Rose Okafor", "born": "1970", "dockets": "0702CR090101"},
    "two cases": {"name": "Wilmer Acosta", "born": "1969"},
    "different results": {"dockets": "0901CR090103"},
    "under review": {"dockets": "0923CR090202"},
    "decided separately": {"dockets": "0823CR090203"},
    "left out": {"dockets": "0684CR09110"},
    "another number": {"name": "Milton Farnsworth", "dockets": "0702CR090101"},
    "two people of a name": {"name": "Nadia Holloway", "born": "1972"},
    "not found": {"name": "Nobody Atall", "born": "1970"},
    "one word": {"name": "Okafor", "born": "spring"},
    "too many": {
        "former": "\n".join(f"Nobody Atall {'x' * place}" for place in range(MOST_NAMES + 1)),
        "dockets": ", ".join(f"0702CR0902{place:02}" for place in range(MOST_DOCKETS + 1)),
    },
    "numbers that cannot be read": {"dockets": ", ".join(typed for typed, _ in DOCKET_PROBLEMS.values())},
}

LIST = """Client,DOB,Docket,Preferred language,Client no.
Rosalind Okafor,1970-05-02,,English,17
Nadia Holloway,1972,,Spanish,18
Milton Farnsworth,1965,,,19
,,0901CR090103,,20
Ingrid Solheim,1976,,,21
Nobody Atall,1970,,,22
,,,,23
Rosalynd Okafor,1970,,,24
"""


def desk_pages(app: Flask, language: str) -> Iterator[Page]:
    """Each page of the desk, signed out and in, with what it says when something is missing or wrong."""
    yield from _signing_in(app, language)
    staff = Visitor(app)
    yield staff_member(app).sign_in(staff, language)
    yield from _account(staff, language)
    yield from _one_person(staff, language)
    yield from _sending_a_list(staff, language)
    yield from _a_list(staff, language)
    yield from _letters(staff, language)


def _forward(page: Page, **typed: Typed) -> Page:
    """Press the page's main button."""
    main = next(page.root.iter("main"))
    words = next(text_of(button) for button in main.iter("button") if button.get("class") == "main")
    return page.press(words, **typed)


def _signing_in(app: Flask, language: str) -> Iterator[Page]:
    stranger = Visitor(app)
    outside = stranger.get(f"/{language}/staff/sign-in")
    yield outside
    yield _forward(outside, email="nobody@example.org", password=PASSWORD, code="000000")
    with patch.object(Attempt, "wait", return_value=120):
        yield _forward(outside, email="nobody@example.org")
    key = app.extensions["case_check"].settings.secret_key
    with StaffStore(instance_of(app)) as store:
        link = accounts.invite(store, key, "new@example.org")
    yield (joining := stranger.get(f"/{language}/staff/join/{link}"))
    yield from _choosing_a_password(joining)
    yield stranger.get(f"/{language}/staff/join/none")


def _choosing_a_password(form: Page) -> Iterator[Page]:
    problems = (
        passwords.TOO_SHORT,
        passwords.TOO_LONG,
        passwords.COMMON,
        passwords.SIMPLE,
        passwords.ABOUT_YOU,
    )
    for problem in problems:
        with patch.object(passwords, "problem", return_value=problem):
            yield _forward(form)
    yield _forward(form, password=PASSWORD, again=PASSWORD[1:])
    yield _forward(form, password=PASSWORD, again=PASSWORD, code="0")


def _account(staff: Visitor, language: str) -> Iterator[Page]:
    staff_member(staff.client.application).sign_in(Visitor(staff.client.application), language)
    account = staff.get(f"/{language}/staff/account")
    yield account
    code = staff_member(staff.client.application).fresh_code()
    for given in ("0", code):
        yield _forward(account, old=PASSWORD, password=PASSWORD, again=PASSWORD, code=given)


def _one_person(staff: Visitor, language: str) -> Iterator[Page]:
    form = staff.get(f"/{language}/staff/person")
    yield form
    yield _forward(form)
    with patch.object(allowance, "PEOPLE_A_DAY", 0):
        yield _forward(form, consent="1", dockets="0702CR090101")
    for typed in PEOPLE.values():
        found = _forward(form, consent="1", **typed)
        yield found
        if not found.all("input", name="case"):
            continue
        yield found.press(say("None of these is the person", language))
        yield (answer := _forward(found, case=["0"]))
        yield staff.get(answer.path.removesuffix("/answer"))
    # No case is ticked, and there are several.
    namesakes = _forward(form, consent="1", **PEOPLE["two people of a name"])
    yield _forward(namesakes)
    yield namesakes.press(say("Delete this check now", language))


def _sending_a_list(staff: Visitor, language: str) -> Iterator[Page]:
    form = staff.get(f"/{language}/staff/list")
    yield form
    yield _forward(form, pasted=LIST)
    for code in tables.PROBLEMS:
        with patch.object(tables, "read", side_effect=CannotRead(code, found=6000, most=5000)):
            yield _forward(form, consent="1")


def _a_list(staff: Visitor, language: str) -> Iterator[Page]:
    form = staff.get(f"/{language}/staff/list")
    columns = _forward(form, consent="1", pasted=LIST)
    yield columns
    yield _forward(columns, column0="", column2="")
    with _held_up():
        yield (running := _forward(columns))
    done = _ended(running)
    yield done
    for shown in ("listed", "possibly", "not_found", "unreadable", "nobody"):
        yield staff.get(f"{done.path}?show={shown}")
    for number in range(1, LIST.count("\n")):
        yield staff.get(f"{done.path}/rows/{number}")
    yield staff.get(f"{done.path}/rows/1/answer")
    nobody = _ended(_forward(_forward(form, consent="1", pasted="Client\n" + "Nobody Atall\n" * 60)))
    yield nobody
    yield nobody.press(say("Sheets to hand out (PDF)", language))
    yield nobody.press(say("Letters (PDF)", language))
    with patch.object(searching, "_searched", side_effect=OSError("a disk that is full")):
        yield _ended(_forward(_forward(form, consent="1", pasted=LIST)))


@contextmanager
def _held_up() -> Iterator[None]:
    """Lets the search for a list wait until the block is left."""
    go_on, find = threading.Event(), searching.find_one
    with patch.object(searching, "find_one", lambda *given: go_on.wait() and find(*given)):
        yield
    go_on.set()


def _ended(page: Page) -> Page:
    """The page of a check when it is no longer running."""
    until = time.monotonic() + 20
    while page.all("progress"):
        assert time.monotonic() < until, "the list is still being searched"
        time.sleep(0.02)
        page = page.visitor.get(page.path)
    return page


def _letters(staff: Visitor, language: str) -> Iterator[Page]:
    form = staff.get(f"/{language}/staff/letters")
    yield form
    yield _forward(form, reference="K7Q2-M4XD")
    with patch.object(ledger, "returned"):
        yield _forward(form, reference="K7Q2-M4XD")
