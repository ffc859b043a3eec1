"""The languages of the site: which there are, and that the interface is whole in each."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from pathlib import Path

from babel.messages.pofile import read_po
from babel.support import Translations

from lookup import markup
from lookup.texts import SOURCE

FOLDER = Path(__file__).parent.parent / "translations"
_CATALOGUE = "messages"


class LanguageError(Exception):
    """A language that is not whole; the site must not start with a hole in it."""


def available() -> tuple[str, ...]:
    """The site's languages, the source first: each folder of `translations/` is one."""
    return (SOURCE, *sorted(path.name for path in FOLDER.iterdir() if path.is_dir()))


def check() -> None:
    """Raise LanguageError unless every text of the interface can be shown in every language."""
    for language in available()[1:]:
        missing, spoiled = untranslated(language), _spoiled(language)
        if missing:
            raise LanguageError(
                f"{len(missing)} texts have no translation into {language!r}, the first is {missing[0]!r};"
                f" complete {_file(language)} and run scripts/translate"
            )
        if spoiled:
            raise LanguageError(
                f"the translation of {spoiled[0]!r} into {language!r} has other %(names)s than the text, or"
                f' mark-up other than <i lang="en">words</i>; correct {_file(language)} and run'
                " scripts/translate"
            )


def untranslated(language: str) -> list[str]:
    """The texts of the interface that a language has no words for. Raises LanguageError."""
    known = translated(language)
    return [text for text in interface() if text not in known]


def interface() -> dict[str, tuple[str, ...]]:
    """Every text of the interface: itself, and its plural if it has one. Raises LanguageError."""
    path = FOLDER / f"{_CATALOGUE}.pot"
    try:
        with path.open("rb") as file:
            found = [message.id for message in read_po(file) if message.id]
    except OSError as error:
        raise LanguageError(f"{path} cannot be read ({error.strerror}); run scripts/translate") from error
    forms = [(text,) if isinstance(text, str) else tuple(text) for text in found]
    return {form[0]: form for form in forms}


def translated(language: str) -> dict[str, tuple[str, ...]]:
    """What a language says for each text that it has words for, one for each plural. Raises LanguageError."""
    known = _compiled(language)
    found = {}
    for text, forms in interface().items():
        plurals = [words for key, words in known.items() if isinstance(key, tuple) and key[0] == text]
        words = (known.get(text, ""),) if len(forms) == 1 else tuple(plurals)
        # What compiles catalogues writes English where a plural is empty.
        copied = len(forms) > 1 and any(form in forms for form in words)
        if words and all(words) and not copied:
            found[text] = words
    return found


def _spoiled(language: str) -> list[str]:
    """The texts whose translation would be shown without what is put in, break the page, or bring mark-up."""
    return [
        text
        for text, words in translated(language).items()
        if any(_places(form) != _places(text) or markup.foreign(form) for form in words)
    ]


def _places(text: str) -> set[str]:
    """Where values are put in: "%(name)s", and whatever else begins with a percent sign."""
    return set(re.findall(r"%(?:\(\w*\)?)?.?", text))


def _compiled(language: str) -> Mapping[object, str]:
    try:
        known = Translations.load(str(FOLDER), [language], _CATALOGUE)
    except (OSError, ValueError, struct.error) as error:
        raise LanguageError(
            f"translations/{language}/LC_MESSAGES/{_CATALOGUE}.mo is damaged; run scripts/translate"
        ) from error
    return dict(getattr(known, "_catalog", {}))


def _file(language: str) -> str:
    return f"translations/{language}/LC_MESSAGES/{_CATALOGUE}.po"
