"""What every answer tells the browser: keep nothing, load nothing foreign, tell nobody."""

from __future__ import annotations

from flask import Flask, Response, request

CONTENT = frozenset(
    {
        "pages.home", "pages.help", "pages.about", "pages.privacy",
        "rights.index", "rights.removal", "rights.topic", "rights.status", "rights.answer", "questions.start",
    }
)  # fmt: skip
"""The pages that say the same to everybody: search engines may find them, in each language."""

_YEAR = 365 * 24 * 3600
_EVERYWHERE = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def register(app: Flask) -> None:
    """Put the headers on every answer of an app."""
    app.after_request(_add)


def _add(response: Response) -> Response:
    response.headers.update(_EVERYWHERE)
    if request.endpoint == "static" and "v" in request.args and response.status_code == 200:
        response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
    else:
        response.headers["Cache-Control"] = "no-store"
    if request.endpoint not in CONTENT | {"static"}:
        response.headers["X-Robots-Tag"] = "noindex, noarchive"
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = f"max-age={_YEAR}"
    return response
