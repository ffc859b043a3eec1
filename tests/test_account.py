"""One's own account: where it is signed in, and another password."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from lookup.staff import journal
from lookup.staff.store import StaffStore
from tests.desk import EMAIL, PASSWORD, forget_staff, instance_of, signed_in, staff_member
from tests.judge import text_of
from tests.pages import Visitor

OTHER = "other herons at the quay"
MINUTE = 60


@pytest.fixture(autouse=True)
def _alone(app) -> Iterator[None]:
    """Each test has the desk for itself."""
    forget_staff(app)
    yield
    forget_staff(app)


def sessions_of(visitor: Visitor) -> list[str]:
    """What the page says of each session."""
    page = visitor.get("/en/staff/account")
    return [text_of(line) for line in page.all("p") if line.get("id", "").startswith("session-")]


def is_inside(visitor: Visitor) -> bool:
    return visitor.get("/en/staff/account").path == "/en/staff/account"


def change(app: Flask, visitor: Visitor, **typed: str) -> str:
    """Change the password, typing what is right or this instead; what the page says then."""
    right = {"old": PASSWORD, "password": OTHER, "again": OTHER, "code": staff_member(app).fresh_code()}
    return visitor.get("/en/staff/account").press("Change the password", **{**right, **typed}).text


def test_the_page_says_whose_account_it_is_and_where_it_is_signed_in(app, clock) -> None:
    clock(0)
    first = signed_in(app)
    clock(20 * MINUTE)
    second = signed_in(app)
    signed_in(app, "ben@example.org")
    clock(25 * MINUTE)
    assert first.get("/en/staff/account").all("input", id="email")[0].get("value") == EMAIL
    assert sessions_of(first) == [
        "This browser. Signed in: 25 minutes ago. Last used: 1 minute ago.",
        "Signed in: 5 minutes ago. Last used: 5 minutes ago.",
    ]
    assert "This browser. Signed in: 5 minutes ago. Last used: 1 minute ago." in sessions_of(second)


def test_one_other_session_is_ended_by_its_button(app) -> None:
    mine, other = signed_in(app), signed_in(app)
    mine.get("/en/staff/account").press("Sign out there")
    assert [is_inside(one) for one in (mine, other)] == [True, False]


def test_ones_own_session_is_ended_by_its_button(app) -> None:
    mine, other = signed_in(app), signed_in(app)
    assert mine.get("/en/staff/account").press("Sign out here").path == "/en/staff/sign-in"
    assert [is_inside(one) for one in (mine, other)] == [False, True]


def test_all_others_are_ended_by_one_button(app) -> None:
    mine, *others = (signed_in(app) for _ in range(3))
    ben = signed_in(app, "ben@example.org")
    mine.get("/en/staff/account").press("Sign out everywhere else")
    assert [is_inside(one) for one in (mine, *others, ben)] == [True, False, False, True]
    assert "Sign out everywhere else" not in mine.get("/en/staff/account").text


def test_nobody_ends_a_session_of_another_account(app) -> None:
    ana, ben = signed_in(app), signed_in(app, "ben@example.org")
    with StaffStore(instance_of(app)) as store:
        everybodys = [row["hash"] for row in store.db.query("select hash from sessions where account = 2")]
    page = ana.get("/en/staff/account")
    for hash in (*everybodys, "", "x"):
        ana.post("/en/staff/account/end", csrf_token=page.fields["csrf_token"], session=hash)
    assert len(everybodys) == 1
    assert [is_inside(one) for one in (ana, ben)] == [True, True]


def test_a_changed_password_is_good_at_once_and_ends_all_other_sessions(app, new_visitor) -> None:
    mine, other = signed_in(app), signed_in(app)
    assert "Your password has been changed. You are signed out everywhere else." in change(app, mine)
    assert [is_inside(one) for one in (mine, other)] == [True, False]
    staff = staff_member(app)
    assert staff.sign_in(new_visitor()).path == "/en/staff/sign-in"
    assert staff.sign_in(new_visitor(), password=OTHER).path == "/en/staff/"


WRONG = "That did not work. Check your password and the code."
CHANGES = [
    # what is typed instead, what the page says
    ({"old": PASSWORD + "!"}, WRONG),
    ({"old": ""}, WRONG),
    ({"code": "000000"}, WRONG),
    ({"password": "herons, 14 cha", "again": "herons, 14 cha"}, "This password is too short."),
    ({"again": PASSWORD}, "The two passwords are not the same."),
]


@pytest.mark.parametrize(("typed", "said"), CHANGES)
def test_what_is_wrong_is_said_and_nothing_changes(app, new_visitor, typed, said) -> None:
    mine, other = signed_in(app), signed_in(app)
    assert said in change(app, mine, **typed)
    assert [is_inside(one) for one in (mine, other)] == [True, True]
    assert staff_member(app).sign_in(new_visitor()).path == "/en/staff/"


def test_the_password_of_today_is_not_guessed_at_an_open_desk(app) -> None:
    mine = signed_in(app)
    said = [change(app, mine, old="guess") for _ in range(16)]
    assert [WRONG in text for text in said] == [True] * 15 + [False]
    assert "There were too many tries. Wait 15 minutes, then try again." in change(app, mine)


def test_the_journal_says_what_was_done(app) -> None:
    mine, _ = signed_in(app), signed_in(app)
    change(app, mine)
    with StaffStore(instance_of(app)) as store:
        events = [line.event for line in journal.lines(store)]
    assert events[-2:] == [journal.CHANGED, journal.SESSION_ENDED]
