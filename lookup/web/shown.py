"""What every template can use: the language, dates in words, the people to call, and who runs this."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import Flask, request, url_for
from flask_babel import format_date, format_timedelta, gettext
from markupsafe import Markup, escape

from lookup import content
from lookup.disclosure import OPEN
from lookup.incidents import Contact, Incident
from lookup.markup import ENGLISH
from lookup.reasons import N_, Reason
from lookup.release import ReleaseError
from lookup.reviews import LAWYER, TRANSLATOR
from lookup.texts import Text
from lookup.web import languages, limits
from lookup.web.headers import CONTENT
from lookup.web.site import site

_UNCHECKED = {
    (LAWYER,): N_("A lawyer has not checked these texts yet."),
    (TRANSLATOR,): N_("A court translator has not checked this translation yet."),
    (LAWYER, TRANSLATOR): N_("A lawyer and a court translator have not checked these texts yet."),
}
_ENGLISH = Markup('<i lang="en">%s</i>')


def register(app: Flask) -> None:
    """Give the templates of an app their common words."""
    app.context_processor(_common)
    app.template_filter("day")(day)
    # As it is written in the United States, in Spanish too: 5.000 is five there.
    app.template_filter("number")("{:,}".format)
    app.template_filter("words")(_words)
    app.template_filter("marked")(_marked)
    app.template_filter("reason")(_reason)


def _common() -> dict[str, Any]:
    language = languages.current()
    incidents = site().on_lists()
    return {
        "language": language,
        "languages": site().languages,
        "limits_end": _limits_end,
        "others": [
            (other, languages.own_name(other), _same_page(other))
            for other in site().languages
            if other != language
        ],
        "alternates": _alternates(),
        "demo": demo(),
        "hotlines": hotlines(incidents),
        "contacts_beside": contacts_beside,
        "name_is_enough": site().settings.disclosure == OPEN,
        "operator": site().settings.operator,
        "contact": site().settings.contact,
        "incidents": incidents,
        "self_check": any(incident.rules for incident in incidents),
        "unchecked": unchecked,
        "without_lists": site().settings.without_lists,
    }


def _limits_end() -> str:
    """How long until what was used up is given anew: "5 hours"."""
    return str(format_timedelta(limits.seconds_left(), granularity="minute", threshold=1))


def demo() -> bool:
    """Whether the people of the release are invented."""
    try:
        release = site().release()
    except ReleaseError:
        return False
    return bool(release and release.demo)


def hotlines(incidents: Iterable[Incident]) -> list[Contact]:
    """The first contact of each incident on the lists, each number once: the free lawyer's."""
    first = [incident.contacts[0] for incident in incidents if incident.contacts]
    return list({contact.phone: contact for contact in reversed(first)}.values())[::-1]


def _alternates() -> list[tuple[str, str]]:
    """This page in each language, for search engines: language and whole address."""
    if request.method != "GET" or request.endpoint not in CONTENT:
        return []
    values = request.view_args or {}
    found = [
        (language, url_for(request.endpoint, _external=True, **{**values, "language": language}))
        for language in site().languages
    ]
    return [*found, ("x-default", found[0][1])]


def contacts_beside(hotlines: Iterable[Contact], incidents: Iterable[Incident]) -> list[Contact]:
    """The other contacts of these incidents, each number once."""
    known = {contact.phone for contact in hotlines}
    return [contact for contact in content.contacts(incidents) if contact.phone not in known]


def _same_page(language: str) -> str:
    """The address of this page in another language; of the first page where this one has none."""
    endpoint, values = request.endpoint, dict(request.view_args or {})
    if request.method != "GET" or endpoint is None or "language" not in values:
        return url_for("pages.home", language=language)
    if values.get("other") == language:
        values["other"] = values["language"]
    return url_for(endpoint, **{**values, "language": language})


def day(value: str) -> str:
    """An ISO date in words: "April 18, 2017"; a year stays a year."""
    return format_date(date.fromisoformat(value), "long") if len(value) > 4 else value


def _words(text: Text) -> Markup:
    """A text of the content in the language of the page."""
    return _marked(text.get(languages.current()))


def _marked(text: str) -> Markup:
    """A text as HTML: English words in it keep their mark, all else is escaped."""
    # Splitting at the marks leaves what was inside of each at every second place.
    pieces = enumerate(ENGLISH.split(text))
    return Markup().join(_ENGLISH % piece if place % 2 else escape(piece) for place, piece in pieces)


def _reason(reason: Reason) -> Markup:
    """A reason in the language of the page, with what was typed and listed put in."""
    return _marked(gettext(reason.message)) % dict(reason.values)


def unchecked() -> str:
    """What to say about the texts that nobody has signed; nothing where all are signed."""
    missing = site().unsigned[languages.current()]
    return str(gettext(_UNCHECKED[missing])) if missing else ""
