"""The languages of the site: which there are, that each is whole, and which one a visitor gets."""

from __future__ import annotations

import struct
from pathlib import Path

from babel import Locale
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import g, request

from lookup.settings import PROJECT
from lookup.web.site import site

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
    wanted = _texts(folder / f"{_CATALOGUE}.pot")
    for language in available(folder)[1:]:
        known = _translations(folder, language)
        missing = [text for text in wanted if not (known.get(text) or known.get((text, 0)))]
        if missing:
            raise LanguageError(
                f"{len(missing)} texts have no translation into {language!r}, the first is {missing[0]!r};"
                f" complete translations/{language}/LC_MESSAGES/{_CATALOGUE}.po and run scripts/translate"
            )


def _texts(path: Path) -> list[str]:
    """Every text of the interface; one with a plural is named by its singular."""
    try:
        with path.open("rb") as file:
            found = [message.id for message in read_po(file) if message.id]
    except OSError as error:
        raise LanguageError(f"{path} cannot be read ({error.strerror}); run scripts/translate") from error
    return [text if isinstance(text, str) else text[0] for text in found]


def _translations(folder: Path, language: str) -> dict[object, str]:
    try:
        known = Translations.load(str(folder), [language], _CATALOGUE)
    except (OSError, ValueError, struct.error) as error:
        raise LanguageError(
            f"translations/{language}/LC_MESSAGES/{_CATALOGUE}.mo is damaged; run scripts/translate"
        ) from error
    return dict(getattr(known, "_catalog", {}))


def current() -> str:
    """The language of this request: its URL says it, otherwise the browser's wish."""
    known = site().languages
    asked = (request.view_args or {}).get("language") or request.path.split("/")[1:2][0]
    if asked in known:
        return str(asked)
    return str(getattr(g, "language", "") or request.accept_languages.best_match(known) or SOURCE)


def own_name(language: str) -> str:
    """What a language calls itself: "Español"."""
    return (Locale.parse(language).get_display_name(language) or language).capitalize()
