"""The way in: the one-time link that opens an account, signing in, and out again."""

from __future__ import annotations

import pyotp
from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_timedelta, gettext

from lookup.reasons import N_
from lookup.staff import accounts, passwords
from lookup.staff.accounts import Account
from lookup.staff.store import StaffStore
from lookup.web.desk import attempts, signing
from lookup.web.desk.attempts import Attempt
from lookup.web.site import site

blueprint = Blueprint("sign_in", __name__)

_ISSUER = "Case Check"
_WRONG = N_("That did not work. Check the e-mail address, the password and the code.")
_CODE_WRONG = N_("The code is not right. Wait for the next code in the app, and write that one.")
_NOT_TWICE = N_("The two passwords are not the same. Write the new password twice.")
_WAIT = N_("There were too many tries. Wait %(time)s, then try again.")


@blueprint.get("/<language>/staff/sign-in")
def form(language: str) -> str:
    """Where to sign in."""
    return render_template("staff/sign_in.html")


@blueprint.post("/<language>/staff/sign-in")
def sign_in(language: str) -> ResponseReturnValue:
    """Sign in, or say that it did not work: never what of it was wrong."""
    email = request.form.get("email", "")
    attempt = Attempt(email)
    again = redirect(url_for("sign_in.form", language=language), 303)
    if seconds := attempt.wait():
        flash(told_to_wait(seconds))
        return again
    settings = site().settings
    password, code = request.form.get("password", ""), request.form.get("code", "")
    with StaffStore(settings.instance) as store:
        account = accounts.check(store, settings.secret_key, email, password, code)
    if account is None:
        flash(gettext(_WRONG))
        return again
    attempt.succeeded()
    return _to_the_desk(language, account)


@blueprint.post("/<language>/staff/sign-out")
def sign_out(language: str) -> ResponseReturnValue:
    """End the session on the server, too."""
    signing.leave()
    return redirect(url_for("sign_in.form", language=language), 303)


@blueprint.get("/<language>/staff/join/<token>")
def join_form(language: str, token: str) -> ResponseReturnValue:
    """Where somebody who was invited sets up code and password. Opening it does not use the link up."""
    with StaffStore(site().settings.instance) as store:
        account = accounts.of_link(store, token)
    secret = accounts.second_factor(account, site().settings.secret_key) if account else ""
    if account is None or not secret:
        return make_response(render_template("staff/join.html", account=None), 410)
    address = pyotp.TOTP(secret).provisioning_uri(name=account.email, issuer_name=_ISSUER)
    groups = [secret[start : start + 4] for start in range(0, len(secret), 4)]
    return render_template(
        "staff/join.html", account=account, token=token, address=address, secret=" ".join(groups)
    )


@blueprint.post("/<language>/staff/join/<token>")
def join(language: str, token: str) -> ResponseReturnValue:
    """Use the link up, and sign in."""
    again = redirect(url_for("sign_in.join_form", language=language, token=token), 303)
    settings = site().settings
    with StaffStore(settings.instance) as store:
        account = accounts.of_link(store, token)
        if account is None:
            return again
        password = request.form.get("password", "")
        if problem := new_password_problem(account.email):
            flash(problem)
            return again
        joined = accounts.join(store, settings.secret_key, token, password, request.form.get("code", ""))
    if joined is None:
        flash(gettext(_CODE_WRONG))
        return again
    return _to_the_desk(language, joined)


def new_password_problem(email: str) -> str:
    """What is wrong with the new password that was sent, in the visitor's language, or ""."""
    password = request.form.get("password", "")
    if problem := passwords.problem(password, email):
        return str(gettext(problem))
    return "" if request.form.get("again") == password else str(gettext(_NOT_TWICE))


def told_to_wait(seconds: int) -> str:
    """That there were too many tries, and for how long to wait."""
    time = format_timedelta(seconds, granularity="minute", threshold=1)
    return str(gettext(_WAIT, time=time))


def _to_the_desk(language: str, account: Account) -> Response:
    signing.begin(account)
    response = make_response(redirect(url_for("desk.home", language=language), 303))
    attempts.remember(response, account.email)
    return response
