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
        info = site().current.info
    except ReleaseError as error:
        return {"status": "not ready", "why": str(error)}, 503
    return {"status": "ready", "release": info.id, "made": info.made}


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Results have no address that a search engine could know; the pages about them may be read."""
    return Response("User-agent: *\nDisallow: /en/results/\nDisallow: /es/results/\n", mimetype="text/plain")
