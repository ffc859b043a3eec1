"""Which column of a client list is what, and the people in its rows.

Where there is a header, it says so; where there is none, the look of the cells does. Staff see what was
guessed, and can change it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from lookup import dates, names
from lookup.lists.headers import KNOWN, UNKNOWN
from lookup.reasons import N_
from lookup.staff import cells, headings
from lookup.staff.asking import Asked

LABELS = {
    "name": N_("Whole name"),
    "last": N_("Last name"),
    "first": N_("First name"),
    "middle": N_("Middle name"),
    "suffix": N_("Jr., Sr. or a number"),
    "former": N_("Former or other name"),
    "born": N_("Date of birth"),
    "docket": N_("Docket number"),
    "language": N_("Language"),
    "address": N_("Address"),
}
FIELDS = tuple(LABELS)
"""What a column can be. Several columns may be `former`, `docket` or `address`."""

_SEVERAL = frozenset({"former", "docket", "address"})
_HEADER_ROWS = 20
"""The header is one of a sheet's first rows; above it are titles."""

_SAMPLE = 200
_YOUNGEST = 10
"""Years: a later date, in a column without a header, is the day of a visit and no birth date."""
_SAME = 4
"""Rows to each different text: a column that repeats so much has towns or words for a status, not names."""
_LANGUAGES = frozenset(
    "english spanish portuguese creole vietnamese khmer french chinese cantonese mandarin russian arabic "
    "ingles espanol portugues".split()
)

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet is read: its header (None: the first row is a person already), and each column's field.

    A field is "" where the column is not searched with.
    """

    header: Row | None
    fields: Row


def without_titles(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows from the header on, where there is one."""
    scores = [_header_score(row) for row in rows[:_HEADER_ROWS]]
    best = max(scores, default=0)
    # One word alone may be somebody's name: Justin Case.
    return rows[scores.index(best) :] if best > KNOWN else rows


def guess(rows: Sequence[Row]) -> Layout:
    """What the columns are. Only the first of these rows can be a header."""
    header = rows[0] if rows and _header_score(rows[0]) else None
    body = rows[1:] if header else rows
    columns = [list(cells.each(row[place] for row in body)) for place in range(len(rows[0]) if rows else 0)]
    return Layout(header, tuple(_by_header(header, columns) if header else _by_cells(columns)))


def people(rows: Sequence[Row], layout: Layout, languages: Mapping[str, str]) -> Iterator[Asked]:
    """The person of each row below the header: nobody to look for where the row says nothing.

    `languages` are those of the site, by tag, each with its own name for itself.
    """
    known = cells.language_words(languages)
    header = layout.header or ("",) * len(layout.fields)
    for row in rows:
        found = [
            _Cell(field, title, cells.said(text))
            for field, title, text in zip(layout.fields, header, row, strict=True)
        ]
        yield _person([cell for cell in found if cell.text], known)


@dataclass(frozen=True, slots=True)
class _Cell:
    field: str
    title: str
    text: str


def _person(row: Sequence[_Cell], known: Mapping[str, str]) -> Asked:
    def of(*fields: str) -> list[str]:
        return [cell.text for field in fields for cell in row if cell.field == field]

    typed = cells.own_names(" ".join(of("name", "first", "middle", "last", "suffix")))
    former = [
        name
        for cell in row
        if cell.field == "former"
        for name in cells.former_names(cell.text, "".join(typed[:1]), headings.part_of_name(cell.title))
    ]
    return Asked(
        names=tuple(dict.fromkeys([*typed, *former])),
        born=" ".join(map(cells.birth_date, of("born"))),
        dockets=tuple(
            dict.fromkeys(number for text in of("docket") for number in cells.docket_numbers(text))
        ),
        language=next(filter(None, (cells.language(text, known) for text in of("language"))), ""),
        address=_address([cell for cell in row if cell.field == "address"]),
    )


def _address(row: Sequence[_Cell]) -> Row:
    town = [cell for cell in row if headings.is_town(cell.title)]
    lines = [cell.text for cell in row if cell not in town]
    return cells.address(
        lines, (cells.zip_code(cell.text) if headings.is_zip(cell.title) else cell.text for cell in town)
    )


def _header_score(row: Row) -> int:
    """How much a row looks like a header; 0 where it is none."""
    if any(re.search(r"\d{3}", cell) for cell in row):
        return 0
    found = dict(sorted((headings.meaning(cell) for cell in row if cell), key=lambda claim: claim[1]))
    sure = [how for field, how in found.items() if field]
    return sum(sure) if KNOWN in sure else 0


def _by_header(header: Row, columns: Sequence[Sequence[str]]) -> list[str]:
    claims = [headings.meaning(text) for text in header]
    for place, (field, _) in enumerate(claims):
        own_number = field == "docket" and headings.may_be_own_number(header[place])
        if field not in FIELDS or (own_number and not any(map(_has_docket, columns[place]))):
            claims[place] = ("", UNKNOWN)
    for field in set(FIELDS) - _SEVERAL:
        places = [place for place, (claimed, _) in enumerate(claims) if claimed == field]
        surest = max(places, key=lambda place: claims[place][1], default=None)
        for place in places:
            claims[place] = claims[place] if place == surest else ("", UNKNOWN)
    return _settled([field for field, _ in claims])


def _settled(fields: list[str]) -> list[str]:
    """A whole name is not searched together with a last or first name, which are parts of it."""
    if {"last", "first"} <= {*fields}:
        return ["" if field == "name" else field for field in fields]
    if "name" in fields:
        return ["" if field in ("last", "first", "middle") else field for field in fields]
    # "Nombre" alone.
    return ["name" if field == "first" and "last" not in fields else field for field in fields]


def _by_cells(columns: Sequence[Sequence[str]]) -> list[str]:
    """What columns without a header are: each field once, but for docket numbers."""
    kinds = [_kind(column) for column in columns]
    fields = [
        kind if kind == "docket" or (kind in ("born", "language") and kind not in kinds[:place]) else ""
        for place, kind in enumerate(kinds)
    ]
    first = next((place for place, kind in enumerate(kinds) if kind in _NAMES), None)
    if first is None:
        return fields
    beside = kinds[first + 1] if first + 1 < len(kinds) else ""
    fields[first] = "name"
    if kinds[first] != "listed" and beside in ("word", "words") and "word" in (kinds[first], beside):
        fields[first : first + 2] = ["last", "first"]
    return fields


def _kind(column: Sequence[str]) -> str:
    """What most cells of a column are: a field, or how names are written there."""
    sample = column[:_SAMPLE]
    for kind, fits in _KINDS.items():
        if sum(map(fits, sample)) * 2 > len(sample):
            repeats = kind in _NAMES and len(sample) >= 2 * _SAME and len({*sample}) * _SAME <= len(sample)
            return "" if repeats else kind
    return ""


def _has_docket(text: str) -> bool:
    return any(map(cells.is_docket, cells.docket_numbers(text)))


def _is_birthday(text: str) -> bool:
    # Five digits are rather somebody's number than a spreadsheet's count of days.
    if text.isdecimal() and len(text) not in (4, 8):
        return False
    try:
        dates.parse_born(cells.birth_date(text), latest=date(datetime.now(UTC).year - _YOUNGEST, 12, 31))
    except ValueError:
        return False
    return True


def _is_language(text: str) -> bool:
    return not _LANGUAGES.isdisjoint(names.tokens(text))


def _is_name(text: str) -> bool:
    text = cells.without_numbering(text)
    return not re.search(r"[\d@_]", text) and len(text) > 1 and 0 < len(names.words(text)) < 8


_KINDS: dict[str, Callable[[str], bool]] = {
    "docket": _has_docket,
    "born": _is_birthday,
    "language": _is_language,
    "listed": lambda text: _is_name(text) and "," in text,
    "word": lambda text: _is_name(text) and len(names.split_parts(text)) == 1,
    "words": _is_name,
}
_NAMES = frozenset({"listed", "word", "words"})
