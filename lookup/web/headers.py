"""What every answer tells the browser: keep nothing, load nothing foreign, tell nobody."""

from __future__ import annotations

from flask import Flask, Response, g, request

CONTENT = frozenset(
    {
        "pages.home", "pages.help", "pages.about", "pages.privacy",
        "rights.index", "rights.removal", "rights.topic", "rights.status", "rights.answer", "questions.start",
    }
)  # fmt: skip
"""The pages that say the same to everybody: search engines may find them, in each language."""

_YEAR = 365 * 24 * 3600
_NEVER_USED = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read", "clipboard-write",
    "compute-pressure", "display-capture", "encrypted-media", "fullscreen", "gamepad", "geolocation",
    "gyroscope", "hid", "identity-credentials-get", "idle-detection", "keyboard-map", "local-fonts",
    "magnetometer", "microphone", "midi", "otp-credentials", "payment", "picture-in-picture",
    "publickey-credentials-create", "publickey-credentials-get", "screen-wake-lock", "serial",
    "storage-access", "sync-xhr", "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip
"""What browsers let pages ask for; no page of this site does. About other names they would complain."""

_EVERYWHERE = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _NEVER_USED),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


_SCRIPTED = "; script-src 'self'; connect-src 'self'"


def register(app: Flask) -> None:
    """Put the headers on every answer of an app."""
    app.after_request(_add)


def allow_script() -> None:
    """Let the page of this request run the site's one script, which shows how far a list is."""
    g.scripted = True


def _add(response: Response) -> Response:
    response.headers.update(_EVERYWHERE)
    if g.get("scripted"):
        response.headers["Content-Security-Policy"] += _SCRIPTED
    if request.endpoint == "static" and "v" in request.args and response.status_code == 200:
        response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
    else:
        response.headers["Cache-Control"] = "no-store"
    if request.endpoint not in CONTENT | {"static"} or response.status_code >= 400:
        response.headers["X-Robots-Tag"] = "noindex, noarchive"
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = f"max-age={_YEAR}; includeSubDomains"
    return response
