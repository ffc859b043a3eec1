"""Texts that are data: TOML files that hold every language of the site side by side, and how they are read.

A text is a table with a line for each language (`en = "..."`, `es = "..."`). Files are read into frozen
dataclasses by the types of their fields; every mistake of every file is told at once, with its place.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TypeVar

from lookup import markup

DATA = Path(__file__).parent / "data"
SOURCE = "en"
"""The language that every text is written in first."""


class ContentError(ValueError):
    """Files of texts that cannot be used: one line a mistake, with the file, what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Text:
    """One thing to say, in every language of the site."""

    words: Mapping[str, str]

    def get(self, language: str) -> str:
        """The text in `language`, which is one of those it was loaded with."""
        return self.words[language]


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a fact was published. `url` may be ""."""

    id: str
    text: str
    url: str


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_Part = TypeVar("_Part")
_Whole = TypeVar("_Whole", bound=_Named)

_OPTIONAL = {
    "checked", "contacts", "courts", "district", "docket", "docket_formats", "heading", "notes", "order",
    "orders", "published", "rules", "sources", "status", "steps", "topics", "url", "when",
}  # fmt: skip
_DAY = (r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "a date such as 2017-04-19")
TONES = ("cleared", "stands", "open")  # the charge is gone, was left in place, or nobody knows yet
RESULTS = ("likely", "unclear", "unlikely")  # of the self-check
# What a value must look like, by its key, and how to say so.
_SHAPES = {
    "id": (r"[a-z][a-z0-9_-]*", "small letters, digits, _ and -"),
    "as_of": _DAY,
    "date": _DAY,
    "checked": _DAY,
    "published": (rf"\d{{4}}|{_DAY[0]}", f"a year, or {_DAY[1]}"),
    "phone": (r"\+?[\d() .-]{7,20}", "a telephone number in digits"),
    "tone": ("|".join(TONES), f"one of: {', '.join(TONES)}"),
    "result": ("|".join(RESULTS), f"one of: {', '.join(RESULTS)}"),
    # Any other kind of address could run in the reader's browser.
    "url": (r"https?://\S+", "an address that begins with https://"),
}


@dataclass(frozen=True, slots=True)
class Table:
    """A TOML table while it is read. Mistakes are noted, not raised, so that one run shows all of them."""

    values: dict[str, Any]
    place: str
    languages: Sequence[str]
    mistakes: list[str]

    def mistake(self, words: str) -> None:
        """Note what is wrong here and what to do about it."""
        self.mistakes.append(f"{self.place}: {words}")

    def plain(self, part: type[Any]) -> dict[str, Any]:
        """The texts and words that a dataclass has fields for."""
        readers: dict[Any, Callable[[str], Any]] = {
            "str": self.word,
            "int": self.number,
            "Text": self.text,
            "Text | None": lambda key: self.text(key) if key in self.values else None,
            "tuple[str, ...]": self.words,
            "tuple[Text, ...]": lambda key: tuple(table.itself() for table in self.tables(key)),
            "tuple[Reference, ...]": lambda key: tuple(table.read(Reference) for table in self.tables(key)),
        }
        return {key.name: readers[key.type](key.name) for key in fields(part) if key.type in readers}

    def read(self, part: type[_Part]) -> _Part:
        """This whole table as a dataclass that has no other fields."""
        found = part(**self.plain(part))
        self.finish()
        return found

    def word(self, key: str) -> str:
        """A word or sentence that is the same in every language."""
        value = self.values.pop(key, "")
        if not isinstance(value, str | date) or not (str(value).strip() or key in _OPTIONAL):
            self.mistake(f'{key} is absent or not in quotes; write {key} = "..." above any [table] here')
            return ""
        shape, words = _SHAPES.get(key, (".*", ""))
        if value and not re.fullmatch(shape, str(value)):
            self.mistake(f'{key} = "{value}" cannot be used; write {words}')
        return str(value)

    def number(self, key: str) -> int:
        """A whole number."""
        value = self.values.pop(key, None)
        if not isinstance(value, int) or isinstance(value, bool):
            self.mistake(f"{key} is absent or no number; write {key} = 10 above any [table] here")
            return 0
        return value

    def words(self, key: str) -> tuple[str, ...]:
        """A list of ids, which may be empty but must be there."""
        value = self.values.pop(key, None)
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            self.mistake(f'{key} is absent or no list; write {key} = ["..."], or [] for none')
            return ()
        return tuple(value)

    def text(self, key: str) -> Text:
        """The text under this key."""
        value = self.values.pop(key, {})
        return self.child(value if isinstance(value, dict) else {}, key).itself()

    def itself(self) -> Text:
        """This whole table as a text."""
        codes = [key for key in self.values if len(key) == 2]
        words = {code: " ".join(str(self.values.pop(code)).split()) for code in codes}
        for language in self.languages:
            if not words.get(language):
                self.mistake(f'there is no text in "{language}"; write a line {language} = "..." here')
            if markup.foreign(words.get(language, "")):
                self.mistake(
                    f'the text in "{language}" holds mark-up; only <i lang="en">words</i> may have it'
                )
        self.finish()
        return Text(words)

    def tables(self, key: str) -> list[Table]:
        """The tables of a list of them, each named by its id or its number."""
        found = self.values.pop(key, [])
        if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
            self.mistake(f"{key} cannot be read; write [[{key}]], with two brackets, above each")
            return []
        if not found and key not in _OPTIONAL:
            self.mistake(f"there are no {key}; write at least one [[{key}]]")
        names = [str(entry.get("id", place)) for place, entry in enumerate(found, start=1)]
        if len(set(names)) < len(names):
            self.mistake(f"two {key} have the same id; give each its own")
        return [self.child(entry, f"{key} {name}") for name, entry in zip(names, found, strict=True)]

    def child(self, values: dict[str, Any], name: str) -> Table:
        """A table inside this one."""
        return Table(values, f"{self.place} > {name}", self.languages, self.mistakes)

    def known(self, key: str, given: Iterable[str], known: Iterable[str]) -> None:
        """Note each id that is given here and that nothing is known by."""
        among = list(known)
        for word in given:
            if word not in among:
                self.mistake(f'{key} names "{word}"; use one of: {", ".join(among) or "(there are none)"}')

    def finish(self) -> None:
        """Refuse what nobody asked for: a misspelt optional key would otherwise be lost in silence."""
        for key in self.values:
            self.mistake(f'nothing here is called "{key}"; correct its spelling, move it or take it out')


def load_folder(folder: Path, languages: Sequence[str], read: Callable[[Table], _Whole]) -> dict[str, _Whole]:
    """Read every file of a folder, by its id, which is its name. Raises ContentError with all mistakes."""
    mistakes: list[str] = []
    found = [_load(path, languages, read, mistakes) for path in sorted(folder.glob("*.toml"))]
    if mistakes:
        raise ContentError("\n".join(mistakes))
    return {whole.id: whole for whole in found if whole}


def _load(
    path: Path, languages: Sequence[str], read: Callable[[Table], _Whole], mistakes: list[str]
) -> _Whole | None:
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        mistakes.append(f"{path.name}: this is not TOML in UTF-8; correct the place named here: {error}")
        return None
    table = Table(values, path.name, languages, mistakes)
    whole = read(table)
    if whole.id != path.stem:
        table.mistake(f'id = "{whole.id}" is not the name of the file; call the file {whole.id}.toml')
    table.finish()
    return whole
