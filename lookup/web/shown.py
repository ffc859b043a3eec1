"""What every template can use: the language, dates in words, the people to call, and who runs this."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import Flask, request, url_for
from flask_babel import format_date, gettext

from lookup.disclosure import OPEN
from lookup.incidents import Contact, Incident, Text
from lookup.reasons import Reason
from lookup.release import ReleaseError, ReleaseInfo
from lookup.web import languages
from lookup.web.site import site


def register(app: Flask) -> None:
    """Give the templates of an app their common words."""
    app.context_processor(_common)
    app.template_filter("day")(_day)
    app.template_filter("words")(_words)
    app.template_filter("reason")(_reason)


def _common() -> dict[str, Any]:
    language = languages.current()
    release = _release()
    return {
        "language": language,
        "others": [
            (other, languages.own_name(other), _same_page(other))
            for other in site().languages
            if other != language
        ],
        "demo": bool(release and release.demo),
        "hotlines": _hotlines(release),
        "contacts_beside": _contacts_beside,
        "name_is_enough": site().settings.disclosure == OPEN,
        "operator": site().settings.operator,
        "contact": site().settings.contact,
        "incidents": _incidents(release),
    }


def _release() -> ReleaseInfo | None:
    try:
        return site().current.info
    except ReleaseError:
        return None


def _incidents(release: ReleaseInfo | None) -> list[Incident]:
    """The incidents that the lists are about, or all where there are no lists."""
    known = site().incidents
    named = {facts["incident"] for facts in release.lists} if release else set(known)
    return [known[name] for name in known if name in named]


def _hotlines(release: ReleaseInfo | None) -> list[Contact]:
    """The first contact of each incident on the lists, each number once: the free lawyer's."""
    first = [incident.contacts[0] for incident in _incidents(release) if incident.contacts]
    return list({contact.phone: contact for contact in reversed(first)}.values())[::-1]


def _contacts_beside(hotlines: Iterable[Contact], incidents: Iterable[Incident]) -> list[Contact]:
    """The other contacts of these incidents, each number once."""
    known = {contact.phone for contact in hotlines}
    others = {contact.phone: contact for incident in incidents for contact in incident.contacts}
    return [contact for phone, contact in others.items() if phone not in known]


def _same_page(language: str) -> str:
    """The address of this page in another language; of the first page where this one has none."""
    endpoint, values = request.endpoint, dict(request.view_args or {})
    if request.method != "GET" or endpoint is None or "language" not in values:
        return url_for("pages.home", language=language)
    return url_for(endpoint, **{**values, "language": language})


def _day(value: str) -> str:
    """An ISO date in words: "April 18, 2017"; a year stays a year."""
    return format_date(date.fromisoformat(value), "long") if len(value) > 4 else value


def _words(text: Text) -> str:
    """An incident's text in the language of the page."""
    return text.get(languages.current())


def _reason(reason: Reason) -> str:
    """A reason in the language of the page, with what was typed and listed put in."""
    # The values go in before the template escapes the whole sentence.
    return str(gettext(reason.message)) % dict(reason.values)
