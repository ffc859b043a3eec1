"""The session cookie: signed, for this browser only, and sent over TLS only where there is TLS."""

from __future__ import annotations

from flask import Flask, request
from flask.sessions import SecureCookieSessionInterface


class BrowserSessions(SecureCookieSessionInterface):
    """Flask's own signed cookie; `Secure` wherever the page itself came over TLS."""

    def get_cookie_secure(self, app: Flask) -> bool:
        """Whether to mark the cookie `Secure`: not on http://127.0.0.1, where it would be lost."""
        return request.is_secure
