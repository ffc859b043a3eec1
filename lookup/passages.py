"""Every text that somebody reads, with its place: what is translated, and what a person reviews."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lookup import texts, translations
from lookup.texts import SOURCE

_INTERFACE = "interface: "
_KINDS = ("incidents", "topics", "questions", "answers", "letters")


@dataclass(frozen=True, slots=True)
class Passage:
    """One text: where it stands, and its words by language. A language that has none is left out."""

    place: str
    words: Mapping[str, str]

    @property
    def of_interface(self) -> bool:
        """Whether it belongs to the pages themselves, and not to what they tell."""
        return self.place.startswith(_INTERFACE)


def all_of_them() -> list[Passage]:
    """The texts of the interface, then those of the content. Raises LanguageError or ContentError."""
    return [*_interface(), *_content()]


def _interface() -> Iterator[Passage]:
    told = {SOURCE: translations.interface()}
    told |= {language: translations.translated(language) for language in translations.available()[1:]}
    for text in told[SOURCE]:
        words = {language: " / ".join(known[text]) for language, known in told.items() if text in known}
        yield Passage(f"{_INTERFACE}{text}", words)


def _content() -> Iterator[Passage]:
    for kind in _KINDS:
        for path in sorted((texts.DATA / kind).glob("*.toml")):
            try:
                values = tomllib.loads(path.read_text("utf-8"))
            except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
                raise texts.ContentError(
                    f"{path.name}: this is not TOML in UTF-8; correct the place named here: {error}"
                ) from error
            yield from _inside(values, path.name)


def _inside(part: object, place: str) -> Iterator[Passage]:
    if isinstance(part, dict) and SOURCE in part:
        words = {code: " ".join(str(said).split()) for code, said in part.items()}
        yield Passage(place, {code: said for code, said in words.items() if said})
    elif isinstance(part, dict):
        for key, value in part.items():
            yield from _inside(value, f"{place} > {key}")
    elif isinstance(part, list):
        for number, entry in enumerate(part, start=1):
            name = entry.get("id", number) if isinstance(entry, dict) else number
            yield from _inside(entry, f"{place} {name}")
