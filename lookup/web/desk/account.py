"""One's own account: where it is signed in, and another password."""

from __future__ import annotations

import time
from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_timedelta, gettext

from lookup.reasons import N_
from lookup.staff import accounts, sessions
from lookup.staff.store import StaffStore
from lookup.web.desk import sign_in, signing
from lookup.web.desk.attempts import Attempt
from lookup.web.site import site

blueprint = Blueprint("account", __name__)

_WRONG = N_("That did not work. Check your password and the code.")
_CHANGED = N_("Your password has been changed. You are signed out everywhere else.")


@blueprint.get("/<language>/staff/account")
def account(language: str) -> str:
    """Where the account is signed in, and a form for another password."""
    with StaffStore(site().settings.instance) as store:
        found = sessions.of(store, signing.current().account)
    mine = signing.current()
    return render_template("staff/account.html", mine=mine, sessions=found, ago=_ago)


@blueprint.post("/<language>/staff/account/end")
def end(language: str) -> ResponseReturnValue:
    """End one of the account's other sessions."""
    with StaffStore(site().settings.instance) as store:
        sessions.end_one(store, signing.current().account, request.form.get("session", ""))
    return _back(language)


@blueprint.post("/<language>/staff/account/end-others")
def end_others(language: str) -> ResponseReturnValue:
    """End all of the account's other sessions."""
    mine = signing.current()
    with StaffStore(site().settings.instance) as store:
        sessions.end_others(store, mine.account, mine.session_hash)
    return _back(language)


@blueprint.post("/<language>/staff/account/password")
def password(language: str) -> ResponseReturnValue:
    """Change the password, and end all other sessions: somebody else may have known the old one."""
    mine, settings = signing.current(), site().settings
    if problem := sign_in.new_password_problem(mine.email):
        flash(problem)
        return _back(language)
    attempt = Attempt(mine.email)
    if seconds := attempt.wait():
        flash(sign_in.told_to_wait(seconds))
        return _back(language)
    old, code = request.form.get("old", ""), request.form.get("code", "")
    with StaffStore(settings.instance) as store:
        found = accounts.check(store, settings.secret_key, mine.email, old, code)
        if found is None:
            flash(gettext(_WRONG))
            return _back(language)
        accounts.change_password(store, found, request.form["password"])
        sessions.end_others(store, mine.account, mine.session_hash)
    attempt.succeeded()
    flash(gettext(_CHANGED), "done")
    return _back(language)


def _back(language: str) -> ResponseReturnValue:
    return redirect(url_for("account.account", language=language), 303)


def _ago(seconds: int) -> str:
    """How long ago a time is, in words: "5 minutes ago"."""
    passed = timedelta(seconds=seconds - time.time())
    return str(format_timedelta(passed, granularity="minute", add_direction=True))
