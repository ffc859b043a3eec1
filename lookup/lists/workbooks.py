"""Spreadsheets (xlsx) as tables of text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import openpyxl
from openpyxl.utils.cell import range_boundaries

from lookup.lists.problems import Unreadable, raise_where_memory_ended
from lookup.lists.tables import Row, Table, bounded, plain

_MAX_UNPACKED = 100_000_000
_MAX_OTHER_PART = 4_000_000
"""Bytes of a part that holds neither cells nor their words, but how they look: each becomes many objects."""
_CELLS = re.compile(r"xl/(worksheets/[^/]+|sharedStrings)\.xml", re.IGNORECASE)
_MAX_SHEET_ROWS, _MAX_SHEET_CELLS = 1_048_576, 10_000_000
"""Empty ones, too: formats are often set down to the last row that there is."""
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*ref="([A-Z]+\d+:[A-Z]+\d+)"')
_RESAVE = "open it in a spreadsheet program and save it as xlsx again"
_ALONE = "save the list alone in a new workbook"


def read(data: bytes) -> tuple[Table, ...]:
    """Every sheet of a workbook that holds something. Raises Unreadable where it is none, or damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            names = parts.namelist()
            unpacked = sum(part.file_size for part in parts.infolist())
            others = [part.file_size for part in parts.infolist() if not _CELLS.fullmatch(part.filename)]
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise Unreadable("the workbook is damaged or incomplete", f"copy it again, or {_RESAVE}") from error
    if not any(name.startswith("xl/") for name in names):
        raise Unreadable("this is a zip file, but not a workbook", "unpack it and list the files inside")
    if unpacked > _MAX_UNPACKED or max(others, default=0) > _MAX_OTHER_PART:
        raise Unreadable("the workbook is too large to be a list", _ALONE)
    try:
        return tuple(_tables(data))
    except Unreadable:
        raise
    # Damage inside a workbook surfaces as whatever error the first thing that misses it raises.
    except Exception as error:
        raise_where_memory_ended(error)
        raise Unreadable("the workbook is damaged or incomplete", f"copy it again, or {_RESAVE}") from error


def _tables(data: bytes) -> Iterator[Table]:
    book: Any = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for sheet in book.worksheets:
            # Some programs write a wrong size, and the reader would stop there.
            sheet.reset_dimensions()
            # The reader that needs little memory knows nothing of merged cells: they are in the sheet's XML.
            merged = _merged(parts.read(sheet._worksheet_path.lstrip("/")))
            hidden = sheet.sheet_state != "visible"
            yield Table(plain(sheet.title), bounded(_rows(sheet, merged)), hidden)


def _merged(xml: bytes) -> dict[tuple[int, int], tuple[int, int]]:
    """For each cell (row, column) inside a merged one, the cell above whose text it shows.

    Only downwards: a title merged over several columns stays one cell.
    """
    found: dict[tuple[int, int], tuple[int, int]] = {}
    merged = 0
    for reference in _MERGED.findall(xml):
        left, top, _, bottom = range_boundaries(reference.decode())
        if left is None or top is None or bottom is None:
            continue
        merged += bottom - top
        if merged > _MAX_SHEET_ROWS:
            raise Unreadable("the workbook is too large to be a list", _ALONE)
        for row in range(top + 1, bottom + 1):
            found[row, left] = (top, left)
    return found


def _rows(sheet: Any, merged: dict[tuple[int, int], tuple[int, int]]) -> Iterator[Row]:
    shown: dict[tuple[int, int], str] = {}
    origins = set(merged.values())
    seen = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        seen += len(row)
        if number > _MAX_SHEET_ROWS or seen > _MAX_SHEET_CELLS:
            raise Unreadable("the workbook is too large to be a list", _ALONE)
        cells = [_text(cell) for cell in row]
        for column in range(1, len(cells) + 1) if merged else ():
            if (number, column) in origins:
                shown[number, column] = cells[column - 1]
            elif (number, column) in merged:
                cells[column - 1] = shown.get(merged[number, column], "")
        yield Row(number, tuple(cells), plain(sheet.title))


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    # A number shown with leading zeros ("0000000000") is a text that a spreadsheet took for a number.
    if isinstance(value, int) and re.fullmatch("0+", cell.number_format or ""):
        return str(value).zfill(len(cell.number_format))
    return str(value)
