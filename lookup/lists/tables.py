"""Files as tables of text: what a file is, is told by its content, never by its name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lookup.lists.problems import Unreadable, without_social_security

MAX_BYTES = 50_000_000
MAX_ROWS = 200_000
MAX_COLUMNS = 200
MAX_PAGES = 2_000
"""Of a PDF."""
MAX_CELL = 10_000
"""Characters in one cell: more is a quotation mark that was never closed, not a cell."""

_COMMANDS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of text cells. `number` counts from 1, as a person counts lines in the file, rows in
    the sheet or on the PDF page that `place` names ("-" where a file has no such parts)."""

    number: int
    cells: tuple[str, ...]
    place: str

    @property
    def filled(self) -> list[str]:
        """The cells that hold something."""
        return [cell for cell in self.cells if cell]


@dataclass(frozen=True, slots=True)
class Table:
    """All rows of one sheet (a workbook may hide it), or of a file without sheets (`name` is then "-")."""

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False


def plain(cell: str) -> str:
    """The text of a cell, cut where it is none, without what commands a terminal or turns words round."""
    return _COMMANDS.sub("", cell[: MAX_CELL + 1]).strip()


def bounded(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows that hold something, without Social Security numbers. Raises Unreadable for too many."""
    found: list[Row] = []
    for row in rows:
        cells = [without_social_security(plain(cell)) for cell in row.cells]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        if len(cells) > MAX_COLUMNS:
            raise Unreadable(
                f"row {row.number} has {len(cells)} columns, more than {MAX_COLUMNS}",
                "take out the columns that are not needed",
            )
        if len(found) == MAX_ROWS:
            raise Unreadable(f"there are more than {MAX_ROWS:,} rows", "split the list into several files")
        found.append(Row(row.number, tuple(cells), row.place))
    return tuple(found)
