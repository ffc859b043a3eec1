"""Who has checked which text: `translations/reviews.csv`, one line for each text that somebody signed.

English is signed by a lawyer, any other language by a certified court translator, who reads it beside the
English. A signature counts only for the words that were signed: `version` tells if they still stand there.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path

from lookup import files, passages, translations
from lookup.passages import Passage
from lookup.texts import SOURCE

LAWYER, TRANSLATOR = "lawyer", "certified court translator"
_HEADER = ["place", "language", "version", "by", "as", "date"]


class ReviewError(ValueError):
    """A review file that cannot be used, or a signature that cannot be given: what is wrong, what to do."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Somebody has checked one text, in one version of its words. `date` is an ISO date."""

    place: str
    language: str
    version: str
    by: str
    role: str
    date: str


def role(language: str) -> str:
    """Who must sign the texts of a language."""
    return LAWYER if language == SOURCE else TRANSLATOR


def load() -> list[Signature]:
    """Every signature there is. Raises ReviewError."""
    try:
        with _file().open(encoding="utf-8-sig", newline="") as file:
            rows = list(enumerate(csv.reader(file, strict=True), start=1))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ReviewError(f"{_file()} cannot be read ({error}); put back the version before") from error
    if not rows or rows[0][1] != _HEADER:
        raise ReviewError(f"{_file()}: the first line must be {','.join(_HEADER)}; put it back")
    return [_signature(number, row) for number, row in rows[1:] if row]


def counting(
    language: str, written: Iterable[Passage], signatures: Iterable[Signature]
) -> dict[str, Signature]:
    """The signatures in a language that are for the words of today, by place."""
    today = {passage.place: _version(passage, language) for passage in written if language in passage.words}
    return {
        signed.place: signed
        for signed in signatures
        if signed.language == language and today.get(signed.place) == signed.version
    }


def missing() -> dict[str, tuple[str, ...]]:
    """Who has not yet checked every text that a page in a language rests on, by language."""
    written, signatures = passages.all_of_them(), load()
    unsigned = [
        language
        for language in translations.available()
        if len(counting(language, written, signatures)) < len({passage.place for passage in written})
    ]
    return {
        language: tuple(role(each) for each in dict.fromkeys((SOURCE, language)) if each in unsigned)
        for language in translations.available()
    }


def sign(language: str, by: str, begins: Sequence[str] = ()) -> int:
    """Sign the texts whose place begins so, or all of them, as they are today. Returns how many there are."""
    if language not in translations.available():
        known = ", ".join(translations.available())
        raise ReviewError(f"there is no language {language!r}; use one of: {known}")
    name, _, given = by.rpartition(", ")
    if not name.strip() or given != role(language):
        raise ReviewError(f'{by!r} cannot sign texts in {language!r}; write --by "NAME, {role(language)}"')
    chosen = _chosen(begins)
    if holes := [passage.place for passage in chosen if language not in passage.words]:
        raise ReviewError(
            f"{len(holes)} of these texts are not translated into {language!r}, the first is {holes[0]!r};"
            " translate them first. Nothing was signed"
        )
    today = date.today().isoformat()
    signed = [
        Signature(passage.place, language, _version(passage, language), name.strip(), given, today)
        for passage in chosen
    ]
    _write([*_others(signed), *signed])
    return len(signed)


def _chosen(begins: Sequence[str]) -> list[Passage]:
    written = passages.all_of_them()
    for start in begins:
        if not any(passage.place.startswith(start) for passage in written):
            raise ReviewError(
                f'no text\'s place begins with {start!r}; write "interface: ", the name of a file in'
                ' lookup/data, or more of a place, such as "dookhan.toml > statuses kept"'
            )
    return [passage for passage in written if passage.place.startswith(tuple(begins) or "")]


def _version(passage: Passage, language: str) -> str:
    """A mark that changes when the words do, those that were translated or those of the translation."""
    both = f"{passage.words[SOURCE]}\n{passage.words[language]}"
    return hashlib.sha256(both.encode()).hexdigest()[:12]


def _others(signed: Iterable[Signature]) -> Iterator[Signature]:
    """The signatures that these do not take the place of."""
    anew = {(each.place, each.language) for each in signed}
    return (each for each in load() if (each.place, each.language) not in anew)


def _signature(number: int, row: list[str]) -> Signature:
    place = f"{_file()}, line {number}"
    if len(row) != len(_HEADER) or not all(cell.strip() for cell in row):
        raise ReviewError(f"{place}: there must be {len(_HEADER)} values; correct the line or take it out")
    found = Signature(*row)
    if found.role != role(found.language):
        raise ReviewError(
            f"{place}: texts in {found.language!r} are signed by a {role(found.language)}, not by a"
            f" {found.role!r}; correct the line or take it out"
        )
    try:
        date.fromisoformat(found.date)
    except ValueError as error:
        raise ReviewError(f"{place}: {found.date!r} is no date such as 2027-01-31; correct it") from error
    return found


def _write(signatures: Iterable[Signature]) -> None:
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(_HEADER)
    writer.writerows(
        astuple(each) for each in sorted(signatures, key=lambda each: (each.language, each.place))
    )
    files.replace_file(_file(), table.getvalue().encode())


def _file() -> Path:
    return translations.FOLDER / "reviews.csv"
