"""The pages of the staff desk, /<language>/staff/...: whoever opens them is signed in."""

from __future__ import annotations

from flask import Flask

from lookup.web.desk import account, batch, checks, home, papers, person, sign_in, signing
from lookup.web.site import site

_OPEN = (sign_in,)
_PROTECTED = (account, batch, checks, home, papers, person)

for part in _OPEN:
    signing.admit(part.blueprint)
for part in _PROTECTED:
    signing.protect(part.blueprint)


def register(app: Flask) -> None:
    """Add the desk to an app."""
    signing.register(app)
    signing.when_a_session_ends(_forget_checks)
    for part in (*_OPEN, *_PROTECTED):
        app.register_blueprint(part.blueprint)


def _forget_checks(session_hash: str) -> None:
    site().checks.delete_of(session_hash)
