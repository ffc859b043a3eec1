"""Who is signed in at the desk, and what keeps everybody else out of its pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

from flask import Blueprint, Flask, abort, flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from flask_wtf.csrf import CSRFError, CSRFProtect

from lookup.reasons import N_
from lookup.staff import accounts, journal, sessions
from lookup.staff.accounts import Account
from lookup.staff.store import StaffStore
from lookup.web import languages
from lookup.web.site import site

_csrf = CSRFProtect()

_OPEN_TOO_LONG = N_("This page was open for too long. Sign in again.")


@dataclass(frozen=True)
class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login ships no types
    """Whose session this is. `session_hash` (hex) stands for its token in what is kept."""

    account: int
    email: str
    session_hash: str
    session_token: str = field(repr=False)

    def get_id(self) -> str:
        """What the cookie holds: a session's token, so that ending the session is enough."""
        return self.session_token


def register(app: Flask) -> None:
    """Let an app know who is signed in."""
    # No page says where it was opened from (Referrer-Policy); a token is as good as its session.
    app.config.update(WTF_CSRF_CHECK_DEFAULT=False, WTF_CSRF_SSL_STRICT=False, WTF_CSRF_TIME_LIMIT=None)
    _csrf.init_app(app)
    manager = LoginManager()
    # It would close the session of a phone whose address changes.
    manager.session_protection = None
    manager.user_loader(_load)
    # Its init_app would look into every visitor's cookie, for kinds of sessions that the site does not have.
    app.login_manager = manager  # type: ignore[attr-defined]
    app.register_error_handler(CSRFError, _open_too_long)
    app.jinja_env.globals["signed_in"] = _whoever


def admit(blueprint: Blueprint) -> None:
    """Open these pages to who is not signed in; what they send must come from them."""
    for check in (_has_lists, _sign_cookie_anew, _comes_from_us):
        blueprint.before_request(check)


def protect(blueprint: Blueprint) -> None:
    """Open these pages only to who is signed in; what is sent to them must come from them."""
    for check in (_has_lists, _is_signed_in, _sign_cookie_anew, _comes_from_us):
        blueprint.before_request(check)


def current() -> SignedIn:
    """Who is signed in, on a protected page."""
    return cast(SignedIn, current_user._get_current_object())


def begin(account: Account) -> None:
    """Sign somebody in, in a new session; what this browser was before is ended."""
    leave()
    with StaffStore(site().settings.instance) as store:
        token = sessions.begin(store, account.id)
        accounts.came(store, account)
    login_user(SignedIn(account.id, account.email, sessions.hash_of(token), token))
    # A mark of the browser and its address, which nothing here reads.
    session.pop("_id")


def leave() -> None:
    """End this browser's session of the desk, if there is one, and close what it searched for elsewhere."""
    if current_user.is_authenticated:
        mine = current()
        with StaffStore(site().settings.instance) as store:
            sessions.end_one(store, mine.account, mine.session_hash, journal.SIGNED_OUT)
    logout_user()
    site().sealer.end_session()


def when_a_session_ends(callback: Callable[[str], None]) -> None:
    """Call this, within the app, with the hash of each session that ends, whoever or whatever ends it."""
    sessions.when_one_ends(callback)


def _load(token: str) -> SignedIn | None:
    with StaffStore(site().settings.instance) as store:
        found = sessions.find(store, token)
    return SignedIn(found.account, found.email, found.hash, token) if found else None


def _whoever() -> SignedIn | None:
    return current() if current_user.is_authenticated else None


def _has_lists() -> None:
    if site().settings.without_lists:
        abort(404)


def _is_signed_in() -> ResponseReturnValue | None:
    if current_user.is_authenticated:
        return None
    # Who was at work on something learns why it is gone.
    if request.method == "POST" or "check" in (request.view_args or {}):
        flash(gettext(_OPEN_TOO_LONG))
    return redirect(url_for("sign_in.form", language=languages.current()), 303)


def _sign_cookie_anew() -> None:
    """A cookie is good for 30 minutes from when it was signed. Public results must not gain by that."""
    site().sealer.close_results()
    session.modified = True


def _comes_from_us() -> None:
    # Who wants to be signed out is, also from a page that was open for too long.
    if request.endpoint != "sign_in.sign_out":
        _csrf.protect()


def _open_too_long(_: CSRFError) -> ResponseReturnValue:
    flash(gettext(_OPEN_TOO_LONG))
    return redirect(url_for("sign_in.form", language=languages.current()), 303)
