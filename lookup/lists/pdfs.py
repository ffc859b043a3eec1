"""PDF filings as tables of text: tables with ruling lines, and columns that are only aligned."""

from __future__ import annotations

import io
import re
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect

from lookup.lists import columns
from lookup.lists.problems import Unreadable
from lookup.lists.tables import Row, Table, bounded

_OCR = "ask for the file it was printed from, or run text recognition (OCR) and check the result"
_LOST_TEXT = re.compile(r"\(cid:\d+\)")
# Fonts of signs, which PDF writers use for letters that the text's own font does not have.
_SIGNS = re.compile("dingbats|symbol|webdings", re.IGNORECASE)


def read(data: bytes, mapped: Mapping[str, str]) -> tuple[Table, ...]:
    """All pages as one table; `mapped` are the manifest's headers.

    Raises Unreadable for scans, locked and damaged files.
    """
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            return (Table("-", bounded(_rows(document.pages, mapped))),)
    except Unreadable:
        raise
    # Damage inside a PDF surfaces as whatever error the first thing that misses it raises.
    except Exception as error:
        if isinstance(error, PDFPasswordIncorrect) or isinstance(error.__context__, PDFPasswordIncorrect):
            raise Unreadable("the PDF is locked with a password", "save a copy without a password") from error
        raise Unreadable(
            "the PDF is damaged or incomplete", "copy it again, or print it to a new PDF"
        ) from error


@dataclass(frozen=True, slots=True)
class _Cell:
    """Words that stand close together on one line, and where; distances in points."""

    text: str
    left: float
    right: float
    first_word: float = 0.0
    """The width of the first word."""


@dataclass(frozen=True, slots=True)
class _Line:
    cells: tuple[_Cell, ...]
    top: float
    bottom: float


def _rows(pages: Sequence[Any], mapped: Mapping[str, str]) -> Iterator[Row]:
    header: tuple[_Cell, ...] = ()
    anything = False
    for page in pages:
        if not page.chars and page.images:
            raise Unreadable(f"page {page.page_number} is a picture without text (a scan)", _OCR)
        rows, header = _page(page, header, mapped)
        for number, cells in enumerate(rows, start=1):
            anything = True
            yield Row(number, tuple(cells), f"page {page.page_number}")
        # Without this every page's characters stay in memory.
        page.close()
    if not anything:
        raise Unreadable("the PDF holds no text (it may be a scan)", _OCR)


def _page(
    page: Any, header: tuple[_Cell, ...], mapped: Mapping[str, str]
) -> tuple[list[list[str]], tuple[_Cell, ...]]:
    """The rows of one page from top to bottom, and the header of aligned columns for the next page."""
    for char in page.chars:
        if _SIGNS.search(char["fontname"]):
            char["text"] = "\ufffd"
    words = page.extract_words(extra_attrs=["size"])
    if sum(bool(_LOST_TEXT.search(word["text"])) for word in words) > len(words) // 5:
        raise Unreadable(f"the text of page {page.page_number} cannot be taken out of the PDF", _OCR)
    tables = [table for table in page.find_tables() if len(table.rows) > 1 and len(table.rows[0].cells) > 2]
    if not tables:
        return _aligned(words, header, mapped)
    boxes = [table.bbox for table in tables]
    outside = [word for word in words if not any(_inside(word, box) for box in boxes)]
    parts = [(line.top, [[" ".join(cell.text for cell in line.cells)]]) for line in _lines(outside, ())]
    for table in tables:
        parts.append((table.bbox[1], [[cell or "" for cell in row] for row in table.extract()]))
    return [row for _, rows in sorted(parts, key=lambda part: part[0]) for row in rows], ()


def _inside(word: Any, box: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = box
    middle_x, middle_y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(left <= middle_x <= right and top <= middle_y <= bottom)


def _aligned(
    words: list[Any], header: tuple[_Cell, ...], mapped: Mapping[str, str]
) -> tuple[list[list[str]], tuple[_Cell, ...]]:
    """Rows of a page without ruling lines: each cell belongs to the nearest header."""
    lines = _lines(words, header)
    start = columns.best_header([[cell.text for cell in line.cells] for line in lines], mapped)
    if start is not None:
        header = lines[start].cells
        # Again, now that it is known where columns begin: full cells may touch the next column.
        lines = lines[: start + 1] + _lines(words, header)[start + 1 :]
    if not header:
        return [[" ".join(cell.text for cell in line.cells)] for line in lines], ()
    body = 0 if start is None else start
    titles = [[" ".join(cell.text for cell in line.cells)] for line in lines[:body]]
    return titles + _unwrapped(lines[body:], header), header


def _lines(words: list[Any], header: tuple[_Cell, ...]) -> list[_Line]:
    """Words as lines, and each line's words as cells: a gap wider than a space parts them."""
    lines: list[list[Any]] = []
    for word in sorted(words, key=lambda word: (word["top"], word["x0"])):
        if lines and word["top"] - lines[-1][0]["top"] < word["size"] / 2:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [_line(sorted(line, key=lambda word: word["x0"]), header) for line in lines]


def _line(words: list[Any], header: tuple[_Cell, ...]) -> _Line:
    starts = [cell.left for cell in header]
    groups: list[list[Any]] = []
    for word in words:
        near = groups and word["x0"] - groups[-1][-1]["x1"] < 0.7 * word["size"]
        if near and not any(abs(word["x0"] - start) < 1 for start in starts):
            groups[-1].append(word)
        else:
            groups.append([word])
    cells = tuple(
        _Cell(
            " ".join(word["text"] for word in group),
            group[0]["x0"],
            group[-1]["x1"],
            group[0]["x1"] - group[0]["x0"],
        )
        for group in groups
    )
    return _Line(cells, min(word["top"] for word in words), max(word["bottom"] for word in words))


def _column(cell: _Cell, header: tuple[_Cell, ...]) -> int:
    """The header whose left edge, right edge or middle is nearest to the cell's."""

    def distance(column: int) -> float:
        other = header[column]
        return min(
            abs(cell.left - other.left),
            abs(cell.right - other.right),
            abs(cell.left + cell.right - other.left - other.right) / 2,
        )

    return min(range(len(header)), key=distance)


def _unwrapped(lines: list[_Line], header: tuple[_Cell, ...]) -> list[list[str]]:
    """Lines as rows; a line that only goes on with the cells above it is joined to them."""
    gaps = [below.top - above.bottom for above, below in zip(lines, lines[1:], strict=False)]
    usual = statistics.median(gaps) if gaps else 0.0
    edge = max((cell.right for line in lines for cell in line.cells), default=0.0)
    rows: list[list[str]] = []
    above: dict[int, _Cell] = {}
    for index, line in enumerate(lines):
        placed = {_column(cell, header): cell for cell in line.cells}
        limits = {column: header[column + 1].left if column + 1 < len(header) else edge for column in placed}
        tight = index > 0 and gaps[index - 1] < usual - 1.5
        full = all(
            column in above and above[column].right + cell.first_word + 3 > limits[column]
            for column, cell in placed.items()
        )
        row = _cells(line, header)
        if rows and set(placed) <= set(above) and len(placed) < len(above) and (tight or full):
            rows[-1] = [" ".join(filter(None, pair)) for pair in zip(rows[-1], row, strict=True)]
            above = above | placed
        else:
            rows.append(row)
            above = placed
    return rows


def _cells(line: _Line, header: tuple[_Cell, ...]) -> list[str]:
    row = [""] * len(header)
    for cell in line.cells:
        column = _column(cell, header)
        row[column] = f"{row[column]} {cell.text}".strip()
    return row
