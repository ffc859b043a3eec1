"""The session cookie: a signed random number, for this site and this browser, until the browser is closed.

Nothing that is older than 30 minutes opens anything: Flask refuses a cookie that was signed before
(`PERMANENT_SESSION_LIFETIME`), and it is signed once, when the session begins.
"""

from __future__ import annotations

from flask import Flask, Request, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface

from lookup.web.api import problems


class BrowserSessions(SecureCookieSessionInterface):
    """Flask's own signed cookie; over TLS with all that a browser can hold it to."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The session of a request; none where a program asks, which brings a token instead."""
        return None if problems.wanted() else super().open_session(app, request)

    def get_cookie_name(self, app: Flask) -> str:
        """`__Host-`: no other host and nobody on the way can have set it. Browsers want TLS for that."""
        return "__Host-session" if request.is_secure else "session"

    def get_cookie_secure(self, app: Flask) -> bool:
        """Whether to mark the cookie `Secure`: not on http://127.0.0.1, where it would be lost."""
        return request.is_secure
