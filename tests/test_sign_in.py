"""Signing in at the desk: the link, the password and the code, and what is left after signing out."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from unittest.mock import patch

import pyotp
import pytest
from argon2 import PasswordHasher, extract_parameters
from flask import Flask
from markupsafe import escape
from werkzeug.test import Cookie

from lookup.staff import accounts, journal, sessions
from lookup.staff.store import StaffStore
from lookup.web import create_app
from lookup.web.desk import signing
from tests.desk import EMAIL, PASSWORD, Staff, forget_staff, instance_of, signed_in, staff_member
from tests.operating import on_disk
from tests.pages import Page, Visitor

WRONG = "That did not work. Check the e-mail address, the password and the code."
GONE = "This link does not work any more"
PROTECTED = ("/en/staff/", "/en/staff/account", "/en/staff/person", "/en/staff/list")
MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60


@pytest.fixture(autouse=True)
def _alone(app) -> Iterator[None]:
    """Each test has the desk for itself."""
    forget_staff(app)
    yield
    forget_staff(app)


def invite(app: Flask, email: str = EMAIL) -> tuple[str, str]:
    """Invite somebody; answers the link's path, and the secret for their app."""
    key = app.extensions["case_check"].settings.secret_key
    with StaffStore(instance_of(app)) as store:
        token = accounts.invite(store, key, email)
        return f"/en/staff/join/{token}", accounts.second_factor(accounts.get(store, email), key)


def code(secret: str) -> str:
    return pyotp.TOTP(secret).at(int(time.time()))


def is_outside(page: Page) -> bool:
    return page.path.endswith("/staff/sign-in") and page.h1 in ("Sign in", "Iniciar sesión")


def events(app: Flask) -> list[tuple[str, str]]:
    with StaffStore(instance_of(app)) as store:
        return [(line.email, line.event) for line in journal.lines(store)]


def test_an_invited_person_opens_the_account_and_is_at_the_desk(app, visitor) -> None:
    path, secret = invite(app)
    page = visitor.get(path)
    assert page.all("input", id="email")[0].get("value") == EMAIL
    assert " ".join(re.findall("....", secret)) in page.text
    fields = {
        str(field.get("name")): field.get("autocomplete") for field in page.all("input", type="password")
    }
    assert fields == {"password": "new-password", "again": "new-password"}
    page = page.press("Open my account", password=PASSWORD, again=PASSWORD, code=code(secret))
    assert page.path == "/en/staff/"
    assert events(app) == [
        (EMAIL, journal.INVITED), (EMAIL, journal.JOINED), (EMAIL, journal.SIGNED_IN),
    ]  # fmt: skip


def test_the_picture_for_the_app_says_whose_account_it_is(app, visitor, monkeypatch) -> None:
    path, secret = invite(app)
    monkeypatch.setitem(app.jinja_env.globals, "qr_code", lambda address: f"<b>{escape(address)}</b>")
    (drawn,) = visitor.get(path).all("b")
    assert drawn.text == f"otpauth://totp/Case%20Check:ana%40example.org?secret={secret}&issuer=Case%20Check"


def test_opening_a_link_does_not_use_it_up_and_an_account_does(app, visitor, new_visitor) -> None:
    path, secret = invite(app)
    for _ in range(3):
        assert visitor.get(path).status == 200
    visitor.get(path).press("Open my account", password=PASSWORD, again=PASSWORD, code=code(secret))
    again = new_visitor().get(path)
    assert (again.status, again.h1) == (410, GONE)
    assert EMAIL not in again.response.text


@pytest.mark.parametrize(("days", "status"), [(0, 200), (6.9, 200), (7.1, 410)])
def test_a_link_is_good_for_seven_days(app, visitor, clock, days, status) -> None:
    path, _ = invite(app)
    clock(days * DAY)
    assert visitor.get(path).status == status


@pytest.mark.parametrize("token", ["x", "0" * 43, "%00", "ñ", "a" * 900])
def test_a_link_that_nobody_made_is_the_same_calm_page(visitor, token) -> None:
    page = visitor.get(f"/en/staff/join/{token}")
    assert (page.status, page.h1) == (410, GONE)
    assert "Ask the people who run this site for a new one." in page.text


def test_sending_a_used_link_says_so_too(app, visitor) -> None:
    path, _ = invite(app)
    page = visitor.get(path)
    with StaffStore(instance_of(app)) as store:
        accounts.disable(store, EMAIL)
    assert page.press("Open my account", password=PASSWORD, again=PASSWORD, code="123456").status == 410


JOINING = [
    # what is typed instead, what the page says
    ({"password": "herons, 14 cha", "again": "herons, 14 cha"}, "This password is too short."),
    ({"password": "passwordpassword", "again": "passwordpassword"}, "Many people use this password"),
    ({"password": EMAIL + " 2026", "again": EMAIL + " 2026"}, "little more than your e-mail address"),
    ({"password": "casecheckcasecheck", "again": "casecheckcasecheck"}, "This password repeats itself"),
    ({"again": PASSWORD + "!"}, "The two passwords are not the same."),
    ({"again": ""}, "The two passwords are not the same."),
    ({"code": "000000"}, "The code is not right."),
    ({"code": ""}, "The code is not right."),
]


@pytest.mark.parametrize(("typed", "said"), JOINING)
def test_what_is_wrong_with_a_new_account_is_said_and_the_link_goes_on(app, visitor, typed, said) -> None:
    path, secret = invite(app)
    right = {"password": PASSWORD, "again": PASSWORD, "code": code(secret)}
    page = visitor.get(path).press("Open my account", **{**right, **typed})
    assert (page.path, page.status) == (path, 200)
    assert said in page.text
    assert page.press("Open my account", **right).path == "/en/staff/"


def test_fifteen_characters_are_enough(app, visitor) -> None:
    path, secret = invite(app)
    right = {"password": "herons, 14 char", "again": "herons, 14 char", "code": code(secret)}
    assert visitor.get(path).press("Open my account", **right).path == "/en/staff/"


def test_the_form_tells_browsers_what_goes_where(visitor) -> None:
    page = visitor.get("/en/staff/sign-in")
    kinds = {
        field.get("name"): (field.get("type", "text"), field.get("autocomplete"))
        for field in page.all("input")
    }
    del kinds["csrf_token"]
    assert kinds == {
        "email": ("email", "username"),
        "password": ("password", "current-password"),
        "code": ("text", "one-time-code"),
    }
    assert [field.get("name") for field in page.all("input", inputmode="numeric")] == ["code"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_who_has_everything_right_comes_to_the_desk(app, visitor, language) -> None:
    page = staff_member(app).sign_in(visitor, language)
    assert page.path == f"/{language}/staff/"
    assert visitor.get("/en/staff/account").status == 200


FAILURES = {
    "password": {"password": PASSWORD + "!"},
    "code": {"code": "000000"},
    "nobody": {"email": "nobody@example.org"},
    "disabled": {"email": "dora@example.org"},
    "invited": {"email": "ivan@example.org"},
    "no address": {"email": "x"},
    "nothing": {"email": "", "password": "", "code": ""},
    "long": {"email": "x" * 9000, "password": "x" * 9000},
}


def test_every_failure_is_the_same_page(app, new_visitor) -> None:
    staff_member(app, "dora@example.org")
    with StaffStore(instance_of(app)) as store:
        accounts.disable(store, "dora@example.org")
    invite(app, "ivan@example.org")
    staff, seen = staff_member(app), set()
    for typed in FAILURES.values():
        page = staff.sign_in(new_visitor(), **typed)
        assert is_outside(page)
        assert WRONG in page.text
        seen.add(re.sub(r'name="csrf_token" value="[^"]+"', "", page.response.text))
    assert len(seen) == 1


def test_every_failure_costs_one_hash(app, new_visitor) -> None:
    """So that the time of an answer does not tell whether there is an account."""
    staff_member(app, "dora@example.org")
    with StaffStore(instance_of(app)) as store:
        accounts.disable(store, "dora@example.org")
    staff = staff_member(app)
    with patch.object(PasswordHasher, "verify", autospec=True, side_effect=PasswordHasher.verify) as verify:
        for typed in FAILURES.values():
            staff.sign_in(new_visitor(), **typed)
    tried = [call.args[1] for call in verify.call_args_list]
    assert len(tried) == len(FAILURES)
    assert {extract_parameters(hash).memory_cost for hash in tried} == {8}


def test_a_code_that_was_seen_over_a_shoulder_is_of_no_use(app, visitor, new_visitor) -> None:
    staff = staff_member(app)
    shown = staff.fresh_code()
    assert staff.sign_in(visitor, code=shown).path == "/en/staff/"
    assert is_outside(staff.sign_in(new_visitor(), code=shown))


@pytest.mark.parametrize("path", PROTECTED)
def test_nobody_opens_the_desk_without_signing_in(app, new_visitor, path) -> None:
    staff_member(app)
    assert is_outside(new_visitor().get(path))
    assert is_outside(new_visitor().get(path.replace("/en/", "/es/")))
    assert signed_in(app).get(path).path == path


def test_every_page_of_the_desk_is_closed_to_strangers(app) -> None:
    """Each route under /staff/, so that none is forgotten that is added later."""
    client, closed = app.test_client(), []
    with app.test_request_context():
        routes = app.url_map.bind("localhost")
        rules = [rule for rule in app.url_map.iter_rules() if "/staff/" in rule.rule]
        known = {"language": "en", "number": "1", "kind": "csv"}
        for rule in rules:
            path = routes.build(rule.endpoint, {name: known.get(name, "x") for name in rule.arguments})
            for method in (rule.methods or set()) & {"GET", "POST"}:
                answer = client.open(path, method=method)
                if answer.location != "/en/staff/sign-in":
                    closed.append((rule.endpoint, method, answer.status_code))
    # What is sent to these without a token of theirs goes to the same page.
    assert closed == [("sign_in.form", "GET", 200), ("sign_in.join_form", "GET", 410)]
    assert len(rules) > 10


@pytest.mark.parametrize(
    ("minutes", "inside"),
    [([29], True), ([31], False), ([20, 40, 60], True), ([20, 40, 71], False)],
)
def test_who_leaves_the_desk_for_half_an_hour_is_out(app, clock, minutes, inside) -> None:
    visitor = signed_in(app)
    for passed in minutes[:-1]:
        clock(passed * MINUTE)
        assert visitor.get("/en/staff/").path == "/en/staff/"
    clock(minutes[-1] * MINUTE)
    assert is_outside(visitor.get("/en/staff/")) != inside


def test_who_was_at_work_meanwhile_is_told_why_it_is_gone(app, clock) -> None:
    visitor = signed_in(app)
    form = visitor.get("/en/staff/person")
    clock(31 * MINUTE)
    told = "This page was open for too long. Sign in again."
    assert told in form.press("Check", name="Ana Cruz", consent="1").text
    assert told in visitor.get("/en/staff/checks/one/rows/2").text
    # Who comes to the desk in the morning was not at work.
    assert told not in visitor.get("/en/staff/").text


def test_the_server_counts_the_half_hour_also_for_a_cookie_that_is_signed_anew(app, clock) -> None:
    visitor = signed_in(app)
    with visitor.client.session_transaction() as held:
        kept = dict(held)
    clock(31 * MINUTE)
    with visitor.client.session_transaction() as held:
        held.update(kept)
    assert is_outside(visitor.get("/en/staff/"))


def test_after_eight_hours_of_work_one_signs_in_again(app, clock) -> None:
    visitor = signed_in(app)
    for minutes in range(20, 8 * 60, 20):
        clock(minutes * MINUTE)
        assert visitor.get("/en/staff/").path == "/en/staff/"
    clock(8 * HOUR + 1)
    assert is_outside(visitor.get("/en/staff/"))


def cookie_of(visitor: Visitor, name: str = "session") -> Cookie:
    found = visitor.client.get_cookie(name)
    assert found
    return found


def thief_of(visitor: Visitor) -> Visitor:
    """Somebody at another machine who has a copy of the cookie."""
    thief = Visitor(visitor.client.application)
    thief.client.set_cookie("session", cookie_of(visitor).value)
    return thief


def disable(visitor: Visitor) -> None:
    with StaffStore(instance_of(visitor.client.application)) as store:
        accounts.disable(store, EMAIL)


def reset(visitor: Visitor) -> None:
    with StaffStore(instance_of(visitor.client.application)) as store:
        accounts.reset(store, "another secret key", EMAIL)


ENDS: dict[str, Callable[[Visitor], object]] = {
    "Sign out": lambda visitor: visitor.get("/en/staff/").press("Sign out"),
    "Clear and leave": lambda visitor: visitor.get("/en/staff/").leave(),
    "Clear and leave, on a public page": lambda visitor: visitor.get("/es/help").leave(),
    "flask staff disable": disable,
    "flask staff reset": reset,
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_a_session_that_was_ended_opens_nothing_also_for_who_kept_the_cookie(app, monkeypatch, end) -> None:
    ended: list[str] = []
    monkeypatch.setattr(sessions, "_when_ended", [])
    signing.when_a_session_ends(ended.append)
    visitor = signed_in(app)
    thief = thief_of(visitor)
    assert thief.get("/en/staff/").path == "/en/staff/"
    end(visitor)
    assert [is_outside(who.get(path)) for who in (visitor, thief) for path in PROTECTED] == [True] * 8
    assert len(ended) == 1


def test_signing_out_also_closes_what_was_searched_for_on_the_public_pages(app) -> None:
    visitor = signed_in(app)
    results = visitor.search(docket="0702CR090101")
    assert results.cases
    visitor.get("/en/staff/").press("Sign out")
    assert visitor.get(results.path).status == 410


def test_signing_in_begins_a_new_session(app, visitor) -> None:
    """What somebody planted in the browser before is of no use."""
    results = visitor.search(docket="0702CR090101")
    planted = thief_of(visitor)
    staff = staff_member(app)
    assert staff.sign_in(visitor).path == "/en/staff/"
    assert is_outside(planted.get("/en/staff/"))
    assert (visitor.get(results.path).status, planted.get(results.path).status) == (410, 410)
    # Who signs in twice in one browser has one session.
    staff.sign_in(visitor)
    with StaffStore(instance_of(app)) as store:
        assert store.db.table("sessions").count == 1


def test_the_cookie_holds_nothing_but_random_numbers(app) -> None:
    visitor = signed_in(app)
    visitor.get("/en/staff/account")
    with visitor.client.session_transaction() as held:
        assert {name: len(str(value)) for name, value in held.items() if name != "_fresh"} == {
            "_user_id": 43, "csrf_token": 40,
        }  # fmt: skip
    known = cookie_of(visitor, "desk")
    assert (known.http_only, known.same_site, known.path) == (True, "Strict", "/")
    assert EMAIL not in known.value


@pytest.mark.parametrize("token", ["", "x", "of another session"])
@pytest.mark.parametrize(
    "path", ["/en/staff/account/end-others", "/en/staff/account/password", "/en/staff/sign-in"]
)
def test_what_other_sites_send_changes_nothing(app, token, path) -> None:
    visitor, other = signed_in(app), signed_in(app)
    if token == "of another session":
        token = other.get("/en/staff/account").fields["csrf_token"]
    page = visitor.post(path, csrf_token=token)
    assert is_outside(page)
    assert "This page was open for too long. Sign in again." in page.text
    assert [who.get("/en/staff/").path for who in (visitor, other)] == ["/en/staff/"] * 2


def test_who_wants_to_be_signed_out_is_also_from_a_page_of_an_earlier_session(app) -> None:
    """Nothing is worse than to believe it. Another site cannot send it: the cookie is SameSite=Strict."""
    visitor = signed_in(app)
    old = visitor.get("/en/staff/")
    staff_member(app).sign_in(visitor)
    assert is_outside(old.press("Sign out"))
    assert is_outside(visitor.get("/en/staff/"))


def test_forms_are_taken_over_tls_too(app) -> None:
    """No page says where it was opened from, so no form can be asked that."""
    staff, client = staff_member(app), app.test_client()
    page = Page(Visitor(app), client.get("/en/staff/sign-in", base_url="https://localhost"))
    typed = {"email": EMAIL, "password": PASSWORD, "code": staff.fresh_code()}
    sent = client.post(
        "/en/staff/sign-in",
        data=typed | {"csrf_token": page.fields["csrf_token"]},
        base_url="https://localhost",
    )
    assert (sent.status_code, sent.location) == (303, "/en/staff/")
    cookies = {cookie.partition("=")[0]: cookie for cookie in sent.headers.getlist("Set-Cookie")}
    assert set(cookies) == {"__Host-session", "__Host-desk"}
    for cookie in cookies.values():
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict"} <= set(cookie.split("; "))


def test_a_site_without_lists_has_no_desk(tmp_path) -> None:
    app = create_app({"INSTANCE": str(tmp_path), "WITHOUT_LISTS": "1"})
    visitor = Visitor(app)
    paths = ["/en/staff/sign-in", "/en/staff/join/x", *PROTECTED]
    assert [visitor.get(path).status for path in paths] == [404] * len(paths)
    assert visitor.post("/en/staff/sign-in").status == 404
    assert "For legal-aid staff" not in visitor.get("/en/about").text


def test_the_page_about_the_site_leads_to_the_desk(visitor) -> None:
    (link,) = [link for link in visitor.get("/en/about").all("a") if link.text == "For legal-aid staff"]
    assert link.get("href") == "/en/staff/sign-in"


def test_the_journal_says_who_came_and_went_and_never_what_a_stranger_typed(app, visitor) -> None:
    staff = staff_member(app)
    staff.sign_in(visitor, email="my client is Denise")
    staff.sign_in(visitor, password="wrong")
    staff.sign_in(visitor)
    visitor.get("/en/staff/").press("Sign out")
    assert events(app)[2:] == [
        ("", journal.SIGN_IN_FAILED),
        (EMAIL, journal.SIGN_IN_FAILED),
        (EMAIL, journal.SIGNED_IN),
        (EMAIL, journal.SIGNED_OUT),
    ]


def test_nothing_that_lets_anybody_in_is_on_the_disk(app) -> None:
    visitor = signed_in(app)
    visitor.get("/en/staff/account")
    staff: Staff = staff_member(app)
    with visitor.client.session_transaction() as held:
        secret = [PASSWORD, staff.secret, held["_user_id"], held["csrf_token"]]
    kept = on_disk(instance_of(app))
    assert b"staff.db" in kept
    assert [word for word in secret if word.encode() in kept] == []
