"""The cells of a client list as what they mean: names, docket numbers, a language, an address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from babel import Locale

from lookup import dockets, names
from lookup.cases import Name
from lookup.dockets import DocketError

_NOTHING = frozenset("n/a none null unknown unk ninguno ninguna desconocido desconocida".split())
_LONGEST = 500
"""Characters of a cell that is taken apart: a longer one is no name and no row of numbers, and takes long."""
_LOST_LETTER = "\ufffd"
"""What stands where a file's text has lost a letter. Names do better without it."""

# What never stands inside a docket number, and what may.
_BETWEEN_NUMBERS = re.compile(r"[;&\n|]|\band\b|\by\b", re.IGNORECASE)
_PERHAPS_BETWEEN = re.compile(r"[,/]")
_BETWEEN_NAMES = re.compile(r"[;/|\n]")
_NUMBERING = re.compile(r"^\(?\d{1,4}[.)]\s+(?=[^\W\d]|\d{4})")
_PARTIES = re.compile(r"^(?:commonwealth|comm|com)\.?\s+vs?\.?\s+", re.IGNORECASE)
_BORN = re.compile(
    r"^\W*(?:d\.?o\.?b|date of birth|born|fecha de nacimiento|nacid[oa])\W+(?:on |el )?", re.IGNORECASE
)
_NO_NAME = frozenset("no yes si sí same".split())
"""Answers to "Have you used any other names?"."""
_SHORTEST = 3
"""Letters that a language's name can be shortened to: SPA, ENG."""


def said(cell: str) -> str:
    """What a cell says: nothing, where it says "N/A", "none" or "-"."""
    text = cell.strip()
    return "" if text.casefold() in _NOTHING or not any(map(str.isalnum, text)) else text


def is_docket(text: str) -> bool:
    """Whether a text is a docket number, perhaps with words around it."""
    try:
        dockets.parse(dockets.alone(text))
    except DocketError:
        return False
    return True


def docket_numbers(cell: str) -> list[str]:
    """The docket numbers of a cell, each as it is written. What cannot be told apart stays together."""
    if len(cell) > _LONGEST:
        return [cell]
    cell = without_numbering(cell)
    pieces = _pieces(_BETWEEN_NUMBERS, cell)
    # "0752CR090001 and others" is one number with words around it.
    whole = pieces if all(any(map(str.isdigit, piece)) for piece in pieces) else [cell.strip()]
    return [number for piece in whole for number in _parted(piece)]


def _parted(text: str) -> list[str]:
    """The numbers between commas or slashes, unless all is one number: 0752CR090001, 002; 07/52/CR/1."""
    pieces = _pieces(_PERHAPS_BETWEEN, text)
    others = [piece for piece in pieces if not is_docket(piece)]
    if not others:
        return pieces
    # Digits alone may belong to the number before them; "PCF 123" does not.
    together = len(others) == len(pieces) or any(map(str.isdecimal, others)) or is_docket(text)
    return [text] if together else pieces


def without_numbering(cell: str) -> str:
    """What a cell says after the number that it has in a list: "1. Ana Rivera", "2) 0752CR001234"."""
    return _NUMBERING.sub("", cell)


def own_names(cell: str) -> list[str]:
    """The name in a cell, and those after "a/k/a"."""
    bare = _PARTIES.sub("", without_numbering(cell))
    return [" ".join(piece.split()) for piece in _without_aka(bare) if piece]


def birth_date(cell: str) -> str:
    """A birth date without the words before it: "DOB: 6/2/71"."""
    return _BORN.sub("", cell).rstrip(" )")


def former_names(cell: str, name: str, part: str) -> list[str]:
    """The names in a cell of former names, whole: a last name alone goes with the first name of `name`.

    `part` is what such a column has, as `headings.part_of_name` tells.
    """
    today = names.parse_listed(name[:_LONGEST])[0]
    pieces = [piece for text in _without_aka(cell) for piece in _pieces(_BETWEEN_NAMES, text)]
    return [_whole(piece, today, part) for piece in pieces if piece.casefold() not in _NO_NAME]


def _without_aka(cell: str) -> list[str]:
    if len(cell) > _LONGEST:
        return [cell]
    pieces = names.ALIAS.split(cell.replace(_LOST_LETTER, ""))
    bare = [piece.strip(" ,;()[]") for piece in pieces] if len(pieces) > 1 else pieces
    # A cell without any name stays as it is: whoever wrote it is to see that it could not be read.
    return [piece for piece in bare if names.tokens(piece)] or [cell]


def _whole(text: str, today: Name, part: str) -> str:
    if "," in text or not set(names.tokens(today.first)).isdisjoint(names.tokens(text)):
        return text
    alone = len(names.split_parts(text)) == 1
    if part == "first" and alone:
        return f"{text} {today.last}".strip()
    return f"{today.first} {text}".strip() if alone or part == "last" else text


def language_words(languages: Mapping[str, str]) -> dict[str, str]:
    """What each language of the site is called in all of them, folded, with its tag."""
    found = {names.fold(own): tag for tag, own in languages.items()}
    for tag in languages:
        for other in languages:
            found[names.fold(Locale.parse(tag).get_language_name(other) or tag)] = tag
    return found


def language(cell: str, known: Mapping[str, str]) -> str:
    """The tag of the first language in a cell, or "": "Spanish / English", "SPA", "es"."""
    first = next(iter(names.tokens(cell)), "")
    if first in known.values():
        return first
    if len(first) < _SHORTEST:
        return ""
    return next((tag for word, tag in known.items() if word.startswith(first)), "")


def address(lines: Iterable[str], town: Iterable[str]) -> tuple[str, ...]:
    """The lines of an address, the last of them the town, the state and the zip code."""
    above = [" ".join(line.split()) for text in lines for line in text.splitlines()]
    last = " ".join(" ".join(town).split())
    return tuple(line for line in (*above, last) if line)


def zip_code(cell: str) -> str:
    """A zip code, with the zero that a spreadsheet has taken off it: all of Massachusetts has one."""
    return f"0{cell}" if re.fullmatch(r"\d{4}(?:-\d{4})?", cell) else cell


def _pieces(between: re.Pattern[str], text: str) -> list[str]:
    return [piece for piece in map(_tidy, between.split(text)) if piece]


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" ,;")


def each(cells: Iterable[str]) -> Iterator[str]:
    """The cells that say something."""
    return (text for text in map(said, cells) if text)
