"""For programs: is it alive, which release answers, what may be indexed, whom to tell of a weakness."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from flask import Blueprint, Response, abort

from lookup.release import ReleaseError
from lookup.web.site import site

blueprint = Blueprint("health", __name__)

_GOOD_FOR = timedelta(days=90)
_CONTACTS = (
    (re.compile(r"https://\S+"), "{}"),
    (re.compile(r"[^\s@,;]+@[^\s@,;]+"), "mailto:{}"),
    (re.compile(r"(?:\+?1[-. ]?)?\(?(\d{3})\)?[-. ]?(\d{3})[-. ]?(\d{4})"), "tel:+1-{1}-{2}-{3}"),
)
"""Ways to write how the operator is reached, and the address that a program can use."""


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
        # Everybody can ask, and nobody else needs to know where the files are.
        why = str(error).replace(str(site().settings.instance), "the instance folder")
        return {"status": "not ready", "why": why}, 503
    if info is None:
        return {"status": "ready", "release": "", "made": ""}
    return {"status": "ready", "release": info.id, "made": info.made}


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Results have no address that a search engine could know; the pages about them may be read."""
    hidden = [
        f"/{language}/{part}/" for language in site().languages for part in ("form", "results", "self-check")
    ]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in hidden)]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@blueprint.get("/.well-known/security.txt")
def security() -> Response:
    """Whom to tell of a weakness (RFC 9116). Missing where the operator gave no address, number or link."""
    contact = _address(site().settings.contact)
    if not contact:
        abort(404)
    lines = [
        f"Contact: {contact}",
        f"Expires: {datetime.now(UTC) + _GOOD_FOR:%Y-%m-%dT00:00:00Z}",
        f"Preferred-Languages: {', '.join(site().languages)}",
    ]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


def _address(contact: str) -> str:
    """The first address in the operator's words that a program can use, or ""."""
    for pattern, address in _CONTACTS:
        if found := pattern.search(contact):
            return address.format(found[0].rstrip(".,;)"), *found.groups())
    return ""
