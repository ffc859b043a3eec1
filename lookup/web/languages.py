"""The languages of the site: which there are, that each is whole, and which one a visitor gets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from babel import Locale
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import g, request

from lookup.settings import PROJECT

FOLDER = PROJECT / "translations"
SOURCE = "en"
"""The language that templates and code are written in: it needs no catalogue."""

_CATALOGUE = "messages"


class LanguageError(Exception):
    """A language that is not whole; the site must not start with a hole in it."""


def available(folder: Path = FOLDER) -> tuple[str, ...]:
    """The site's languages, the source first: each folder of `translations/` is one."""
    return (SOURCE, *sorted(path.name for path in folder.iterdir() if path.is_dir()))


def check(folder: Path = FOLDER) -> None:
    """Raise LanguageError unless every text of the interface is translated in every language."""
    with (folder / f"{_CATALOGUE}.pot").open("rb") as file:
        wanted = [message.id for message in read_po(file) if message.id]
    for language in available(folder)[1:]:
        known = Translations.load(str(folder), [language], _CATALOGUE)
        catalogue = getattr(known, "_catalog", {})
        missing = [text for text in wanted if not _translated(text, catalogue)]
        if missing:
            raise LanguageError(
                f"{len(missing)} texts have no translation into {language!r}, the first is {missing[0]!r};"
                f" complete translations/{language}/LC_MESSAGES/{_CATALOGUE}.po and run scripts/translate"
            )


def _translated(text: str | Sequence[str], catalogue: dict[object, str]) -> bool:
    singular = text if isinstance(text, str) else text[0]
    return bool(catalogue.get(singular) or catalogue.get((singular, 0)))


def current() -> str:
    """The language of this request: its URL says it, otherwise the browser's wish."""
    known = available()
    asked = (request.view_args or {}).get("language") or request.path.split("/")[1:2][0]
    if asked in known:
        return str(asked)
    return str(getattr(g, "language", "") or request.accept_languages.best_match(known) or SOURCE)


def own_name(language: str) -> str:
    """What a language calls itself: "Español"."""
    return (Locale.parse(language).get_display_name(language) or language).capitalize()
