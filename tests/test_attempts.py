"""How often one may try to sign in: guessing stops soon, and who has signed in before is never shut out."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from unittest.mock import Mock

import pytest
from flask import Flask
from limits.errors import StorageError

from lookup.web import create_app
from lookup.web.counters import SQLiteStorage
from lookup.web.desk import attempts
from tests.desk import EMAIL, Staff, forget_staff, staff_member
from tests.operating import on_disk
from tests.pages import Page, Visitor

WRONG = "That did not work."
WAIT = r"There were too many tries. Wait (.+), then try again."
MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60
NOON = 1_800_014_400 + 12 * HOUR
"""A noon (UTC): the counters end with the day."""


@pytest.fixture
def clock(monkeypatch) -> Callable[[float], None]:
    """Puts the clock so many seconds after noon."""
    return lambda seconds: monkeypatch.setattr(time, "time", lambda: NOON + seconds)


@pytest.fixture
def staff(app, clock) -> Iterator[Staff]:
    clock(0)
    forget_staff(app)
    yield staff_member(app)
    forget_staff(app)


def outcome(page: Page) -> str:
    """in, wrong, or how long to wait."""
    if page.path == "/en/staff/":
        return "in"
    wait = re.search(WAIT, page.text)
    return wait[1] if wait else "wrong" if WRONG in page.text else page.text


def fail(staff: Staff, visitors: Iterable[Visitor], **typed: str) -> list[str]:
    return [
        outcome(staff.sign_in(visitor, **{"password": "guess", "code": "000000", **typed}))
        for visitor in visitors
    ]


def strangers(app: Flask, number: int) -> list[Visitor]:
    """So many people, each with a browser and an address of their own."""
    return [Visitor(app) for _ in range(number)]


def neighbour(visitor: Visitor) -> Visitor:
    """Somebody else at the same address."""
    found = Visitor(visitor.client.application)
    found.client.environ_base["REMOTE_ADDR"] = visitor.client.environ_base["REMOTE_ADDR"]
    return found


def test_after_five_failures_for_an_account_an_address_waits(staff, visitor, clock) -> None:
    assert fail(staff, [visitor] * 7) == ["wrong"] * 5 + ["15 minutes"] * 2
    clock(3 * MINUTE)
    assert fail(staff, [visitor]) == ["12 minutes"]
    # Neither another browser there nor what is right helps.
    assert outcome(staff.sign_in(neighbour(visitor))) == "12 minutes"
    clock(14 * MINUTE + 30)
    assert outcome(staff.sign_in(visitor)) == "1 minute"
    clock(15 * MINUTE + 1)
    assert outcome(staff.sign_in(visitor)) == "in"


@pytest.mark.parametrize(
    "typed", ["ANA@example.org", " ana@example.org", "ａｎａ@example.org", "Ana@EXAMPLE.org "]
)
def test_another_way_to_write_the_address_counts_alike(staff, visitor, typed) -> None:
    fail(staff, [visitor] * 5)
    assert fail(staff, [visitor], email=typed) == ["15 minutes"]


def test_waiting_says_nothing_of_whether_there_is_an_account(staff, new_visitor) -> None:
    known, unknown = new_visitor(), new_visitor()
    assert fail(staff, [known] * 6) == fail(staff, [unknown] * 6, email="nobody@example.org")


def test_other_accounts_at_the_address_can_sign_in(app, staff, visitor) -> None:
    other = staff_member(app, "ben@example.org")
    fail(staff, [visitor] * 6)
    assert outcome(other.sign_in(visitor)) == "in"


def test_after_thirty_failures_an_address_waits_whatever_it_tries(staff, visitor) -> None:
    said = [fail(staff, [visitor], email=f"person{number}@example.org")[0] for number in range(32)]
    assert said == ["wrong"] * 30 + ["15 minutes"] * 2
    assert outcome(staff.sign_in(visitor)) == "15 minutes"


def test_after_fifty_failures_from_everywhere_strangers_wait(app, staff, visitor) -> None:
    assert fail(staff, strangers(app, 52)) == ["wrong"] * 50 + ["1 hour"] * 2
    assert outcome(staff.sign_in(visitor)) == "1 hour"


def test_what_was_right_is_no_failure(staff, visitor) -> None:
    assert [outcome(staff.sign_in(visitor)) for _ in range(12)] == ["in"] * 12
    visitor.client.delete_cookie("desk")
    assert [outcome(staff.sign_in(neighbour(visitor))) for _ in range(35)] == ["in"] * 35


def test_a_try_that_was_refused_takes_nothing_from_others(app, staff, visitor) -> None:
    fail(staff, [visitor] * 60)
    assert fail(staff, strangers(app, 46)) == ["wrong"] * 45 + ["1 hour"]


def test_the_owner_gets_in_while_a_hundred_addresses_hammer_the_account(app, staff, visitor) -> None:
    assert outcome(staff.sign_in(visitor)) == "in"
    visitor.get("/en/staff/").press("Sign out")
    assert fail(staff, strangers(app, 100))[50:] == ["1 hour"] * 50
    # Also where the stranger is at the same address.
    assert fail(staff, [neighbour(visitor)] * 40)[-1] == "1 hour"
    assert outcome(staff.sign_in(visitor)) == "in"


def test_a_browser_is_known_for_the_accounts_that_signed_in_to_it(app, staff, visitor) -> None:
    other = staff_member(app, "ben@example.org")
    for one in (staff, other):
        assert outcome(one.sign_in(visitor)) == "in"
        assert fail(one, strangers(app, 51))[-1] == "1 hour"
    assert [outcome(one.sign_in(visitor)) for one in (staff, other)] == ["in", "in"]
    assert fail(staff, [visitor] * 6, email="eve@example.org") == ["wrong"] * 5 + ["15 minutes"]


def test_a_known_browser_may_fail_ten_times_and_is_a_stranger_for_an_hour(app, staff, visitor, clock) -> None:
    staff.sign_in(visitor)
    assert fail(staff, [visitor] * 16) == ["wrong"] * 15 + ["15 minutes"]
    clock(20 * MINUTE)
    fail(staff, strangers(app, 50))
    assert outcome(staff.sign_in(visitor)) == "40 minutes"
    clock(61 * MINUTE)
    assert outcome(staff.sign_in(visitor)) == "in"


@pytest.mark.parametrize(("days", "known"), [(179, True), (181, False)])
def test_a_browser_is_known_for_180_days(app, staff, visitor, clock, days, known) -> None:
    staff.sign_in(visitor)
    clock(days * DAY)
    fail(staff, strangers(app, 50))
    assert outcome(staff.sign_in(visitor)) == ("in" if known else "1 hour")


@pytest.mark.parametrize("value", ["", "x", "gAAAAAB", "é"])
def test_a_mark_that_was_made_up_is_worth_nothing(app, staff, visitor, value) -> None:
    visitor.client.set_cookie("desk", value)
    assert fail(staff, [visitor] * 6)[-1] == "15 minutes"
    visitor.client.set_cookie("desk", value)
    assert outcome(staff.sign_in(visitor)) == "15 minutes"


def test_a_mark_stays_small_and_holds_the_last_accounts(app, staff, visitor) -> None:
    everybody = [staff_member(app, f"person{number}@example.org") for number in range(10)]
    for one in everybody:
        assert outcome(one.sign_in(visitor)) == "in"
    assert len(visitor.client.get_cookie("desk").value) < 500
    with app.test_request_context(headers={"Cookie": f"desk={visitor.client.get_cookie('desk').value}"}):
        known = attempts._browser()
    assert known is not None
    assert known.accounts == tuple(attempts._hash(one.email) for one in everybody[:1:-1])


def test_counters_hold_no_address_of_anybody(app, published, staff, visitor) -> None:
    fail(staff, [visitor] * 6)
    held = on_disk(published, "counters.db*")
    address = visitor.client.environ_base["REMOTE_ADDR"]
    assert [word for word in (EMAIL, address) if word.encode() in held] == []


def test_where_limits_are_off_nobody_waits(published, staff) -> None:
    app = create_app({"INSTANCE": str(published), "RATELIMIT_ENABLED": "0"})
    visitor = Visitor(app)
    assert fail(staff, [visitor] * 40) == ["wrong"] * 40
    assert outcome(staff.sign_in(visitor)) == "in"


def test_where_nothing_can_be_counted_nobody_signs_in(staff, visitor, monkeypatch) -> None:
    page = visitor.get("/en/staff/sign-in")
    monkeypatch.setattr(SQLiteStorage, "incr", Mock(side_effect=StorageError(OSError("the disk is full"))))
    assert page.press("Sign in", email=EMAIL, password="x", code="1").status == 503
