"""Which language a visitor gets, and what languages call themselves."""

from __future__ import annotations

from collections.abc import Iterable

from babel import Locale
from babel.lists import format_list
from flask import request
from flask_babel import get_locale

from lookup.texts import SOURCE
from lookup.web.site import site


def asked() -> str:
    """The language that a request asks for: its URL says it, otherwise the browser's wish."""
    known = site().languages
    asked = (request.view_args or {}).get("language") or request.path.split("/")[1:2][0]
    if asked in known:
        return str(asked)
    return request.accept_languages.best_match(known) or SOURCE


def current() -> str:
    """The language that is spoken now: the one asked for, or that of a column on paper."""
    return str(get_locale())


def named(languages: Iterable[str]) -> str:
    """What the language that is spoken calls these: "English and Spanish"."""
    names = [Locale.parse(language).get_display_name(current()) or language for language in languages]
    return format_list(names, locale=current())


def own_name(language: str) -> str:
    """What a language calls itself: "Español"."""
    return (Locale.parse(language).get_display_name(language) or language).capitalize()
