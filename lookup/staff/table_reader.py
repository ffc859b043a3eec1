"""The other process of tables.py: reads a list from its input, and writes what is in it as JSON."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from dataclasses import asdict

from lookup.lists import bounds, texts, workbooks
from lookup.lists.headers import SOCIAL_SECURITY
from lookup.lists.problems import Unreadable, without_nine_digits
from lookup.lists.tables import Table
from lookup.staff import cells, columns, headings
from lookup.staff.columns import Layout, Row
from lookup.staff.tables import MAX_COLUMNS, MAX_LETTERS, MAX_PEOPLE, CannotRead, Sheet

MAX_MEMORY = 1_000_000_000
"""Bytes more than the program has already."""

Rows = Sequence[Row]

_BEGINNINGS = {
    b"%PDF-": "pdf",
    b"\xd0\xcf\x11\xe0": "old_excel",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"GIF8": "picture",
    b"II*\0": "picture",
    b"MM\0*": "picture",
    b"{\\rtf": "other_kind",
    b"<": "other_kind",
    b"\x1f\x8b": "other_kind",
    b"7z\xbc\xaf": "other_kind",
    b"Rar!": "other_kind",
    b"SQLite format 3": "other_kind",
}
_WORKBOOK = b"PK\x03\x04"
_MORE_THAN_NAMES = re.compile(r'[\d\t;|"]')
_SAMPLE = 200


def sheet(data: bytes) -> Sheet:
    """The sheet of a file. Raises CannotRead."""
    if not data.strip(b"\0 \t\r\n"):
        raise CannotRead("empty")
    beginning = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    for start, code in _BEGINNINGS.items():
        if beginning.startswith(start):
            raise CannotRead(code)
    try:
        tables = workbooks.read(data) if data.startswith(_WORKBOOK) else texts.read(data)
    except (Unreadable, MemoryError) as error:
        raise CannotRead("damaged") from error
    name, ragged = _chosen(tables)
    _check_size(ragged)
    rows = _padded(ragged)
    if not data.startswith(_WORKBOOK):
        rows = _names_together(rows, texts.decode(data))
    layout = columns.guess(rows)
    return Sheet(_without_social_security(rows, layout), layout, "" if name == "-" else name)


def _ragged(table: Table) -> Rows:
    rows = [row.cells for row in table.rows]
    if rows and rows[0] == ("sep=",):
        # For Excel alone: how the cells are separated.
        rows = rows[1:]
    return columns.without_titles(rows)


def _chosen(tables: Sequence[Table]) -> tuple[str, Rows]:
    """The name and the rows of the longest list, one that its workbook shows before one that it hides."""
    filled = [(not table.hidden, table.name, rows) for table in tables if (rows := _ragged(table))]
    if not filled:
        raise CannotRead("empty")
    _, name, rows = max(filled, key=lambda sheet: (_is_list(sheet[2][:_SAMPLE]), sheet[0], len(sheet[2])))
    return name, rows


def _is_list(rows: Rows) -> bool:
    return not {"name", "last", "docket"}.isdisjoint(columns.guess(_padded(rows)).fields)


def _padded(rows: Rows) -> Rows:
    width = max(map(len, rows))
    return [(*row, *[""] * (width - len(row))) for row in rows]


def _check_size(rows: Rows) -> None:
    people = len(rows) - (columns.guess(rows[:1]).header is not None)
    width = max(map(len, rows))
    if not people:
        raise CannotRead("empty")
    if people > MAX_PEOPLE:
        raise CannotRead("too_many_people", found=people, most=MAX_PEOPLE)
    if width > MAX_COLUMNS:
        raise CannotRead("too_many_columns", found=width, most=MAX_COLUMNS)
    if sum(len(cell) for row in rows for cell in row) > MAX_LETTERS:
        raise CannotRead("too_large")


def _names_together(rows: Rows, text: str) -> Rows:
    """Names and nothing else, one on a line: a comma there parts a last name from a first name, not cells."""
    layout = columns.guess(rows)
    if layout.header or "language" in layout.fields or _MORE_THAN_NAMES.search(text):
        return rows
    return [(", ".join(filter(None, row)),) for row in rows]


def _without_social_security(rows: Rows, layout: Layout) -> tuple[Row, ...]:
    """The rows without the columns of such numbers, and without nine digits that are no docket number."""
    header = layout.header or ("",) * len(layout.fields)
    barred = [headings.meaning(title)[0] == SOCIAL_SECURITY for title in header]
    numbers = [field == "docket" for field in layout.fields]
    first = 1 if layout.header else 0
    kept = (
        tuple(
            "" if bar else cell if number and cells.is_docket(cell) else without_nine_digits(cell)
            for bar, number, cell in zip(barred, numbers, row, strict=True)
        )
        for row in rows[first:]
    )
    return (*rows[:first], *kept)


def main() -> None:
    """Read the list that is sent, and answer with its rows or with what is wrong."""
    bounds.limit_memory(MAX_MEMORY)
    try:
        found = sheet(sys.stdin.buffer.read())
        answer: dict[str, object] = {"rows": found.rows, "name": found.name, **asdict(found.layout)}
    except CannotRead as error:
        answer = {"code": error.code, "values": error.values}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
