"""Files as tables of text: what a file is, is told by its content, never by its name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lookup.lists.problems import Unreadable, without_social_security

MAX_BYTES = 200_000_000
MAX_ROWS = 200_000
MAX_COLUMNS = 200
MAX_CELL = 10_000
"""Characters in one cell: more is a quotation mark that was never closed, not a cell."""


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
    """All rows of one sheet, or of a file without sheets (`name` is then "-")."""

    name: str
    rows: tuple[Row, ...]


def bounded(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows that hold something, without Social Security numbers. Raises Unreadable for too many."""
    found: list[Row] = []
    for row in rows:
        cells = [without_social_security(cell.strip()) for cell in row.cells]
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
