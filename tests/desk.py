"""Somebody of the staff, for tests: an account made as a command makes it, signed in through the page.

Ana, and whoever else is made here, is invented.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import pyotp
from flask import Flask

from lookup.staff import accounts
from lookup.staff.store import StaffStore
from lookup.web.site import Site
from tests.pages import Page, Visitor

EMAIL = "ana@example.org"
PASSWORD = "seven herons on the quay"


@dataclass
class Staff:
    """Somebody with an account, and with the app on their phone that shows codes."""

    app: Flask
    email: str
    secret: str

    def code(self, later: int = 0) -> str:
        """The code of now, or of so many steps later. What it was used for once it is good for no more."""
        return pyotp.TOTP(self.secret).at(int(time.time()) + 30 * later)

    def fresh_code(self) -> str:
        """A code that was not used yet, as somebody has who waits for the next one."""
        with StaffStore(instance_of(self.app)) as store:
            store.db.execute("update accounts set last_step = 0 where email = ?", [self.email])
            store.db.commit()
        return self.code()

    def sign_in(self, visitor: Visitor, language: str = "en", **typed: str) -> Page:
        """Type e-mail address, password and code (or what is `typed` instead) into the page, and send it."""
        right = {"email": self.email, "password": PASSWORD} | (
            {} if "code" in typed else {"code": self.fresh_code()}
        )
        page = visitor.get(f"/{language}/staff/sign-in")
        return page.visitor.post(page.path, csrf_token=page.fields["csrf_token"], **{**right, **typed})


def instance_of(app: Flask) -> Path:
    """The instance folder of an app."""
    site: Site = app.extensions["case_check"]
    return site.settings.instance


def staff_member(app: Flask, email: str = EMAIL) -> Staff:
    """An account that is open, with PASSWORD; the one that there is, if there is one."""
    key = app.extensions["case_check"].settings.secret_key
    with StaffStore(instance_of(app)) as store:
        known = [account for account in accounts.everybody(store) if account.email == email]
        if known and known[0].state == accounts.ACTIVE:
            return Staff(app, email, accounts.second_factor(known[0], key))
        link = (accounts.reset if known else accounts.invite)(store, key, email)
        invited = accounts.of_link(store, link)
        assert invited
        staff = Staff(app, email, accounts.second_factor(invited, key))
        assert accounts.join(store, key, link, PASSWORD, staff.code())
    return staff


def signed_in(app: Flask, email: str = EMAIL) -> Visitor:
    """A visitor who is signed in to the desk."""
    visitor = Visitor(app)
    page = staff_member(app, email).sign_in(visitor)
    assert page.path == "/en/staff/", page.text
    return visitor


def forget_staff(app: Flask) -> None:
    """Let there be nobody of the staff, and nothing in the journal."""
    for path in instance_of(app).glob("staff.db*"):
        path.unlink()


def checks_kept(instance: Path) -> int:
    """How many checks are on the disk."""
    return sum("." not in path.name for path in (instance / "checks").iterdir())
