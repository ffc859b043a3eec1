"""For whoever watches the server: is it alive, and which release does it answer from."""

from __future__ import annotations

from flask import Blueprint, Response

from lookup.release import ReleaseError
from lookup.web.site import site

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def alive() -> dict[str, str]:
    """The process answers."""
    return {"status": "alive"}


@blueprint.get("/readyz")
def ready() -> dict[str, str] | tuple[dict[str, str], int]:
    """A release is open: its id, and when it was made."""
    try:
        info = site().release()
    except ReleaseError as error:
        return {"status": "not ready", "why": str(error)}, 503
    if info is None:
        return {"status": "ready", "release": "", "made": ""}
    return {"status": "ready", "release": info.id, "made": info.made}


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Results have no address that a search engine could know; the pages about them may be read."""
    hidden = [f"/{language}/{part}/" for language in site().languages for part in ("results", "self-check")]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in hidden)]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")
