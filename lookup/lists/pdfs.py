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
from lookup.lists.problems import Unreadable, raise_where_memory_ended
from lookup.lists.tables import MAX_PAGES, Row, Table, bounded

_OCR = "ask for the file it was printed from, or run text recognition (OCR) and check the result"
_PADDING = 8
"""Points between a full cell and the next column, a space included."""
_LOST_TEXT = re.compile(r"\(cid:\d+\)")
# Fonts of signs, which PDF writers use for letters that the text's own font does not have.
_SIGNS = re.compile("dingbats|symbol|webdings", re.IGNORECASE)


def read(data: bytes, mapped: Mapping[str, str]) -> tuple[Table, ...]:
    """All pages as one table; `mapped` are the manifest's headers.

    Raises Unreadable for scans, locked and damaged files.
    """
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            if len(document.pages) > MAX_PAGES:
                raise Unreadable(f"the PDF has more than {MAX_PAGES:,} pages", "split it into several files")
            return (Table("-", bounded(_rows(document.pages, mapped))),)
    except Unreadable:
        raise
    # Damage inside a PDF surfaces as whatever error the first thing that misses it raises.
    except Exception as error:
        raise_where_memory_ended(error)
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
    parts = [(line.top, [_title(line)]) for line in _lines(outside, ())]
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
    start = columns.best_header([_texts(line.cells) for line in lines], mapped)
    if start is None:
        return (_unwrapped(lines, header) if header else [_title(line) for line in lines]), header
    first, last, header = _header(lines, start, mapped)
    # Again, now that it is known where columns begin: full cells may touch the next column.
    body = _lines(words, header)[last + 1 :]
    titles = [_title(line) for line in lines[:first]]
    return [*titles, _texts(header), *_unwrapped(body, header)], header


def _header(
    lines: Sequence[_Line], start: int, mapped: Mapping[str, str]
) -> tuple[int, int, tuple[_Cell, ...]]:
    """The first and last line of a header, and its cells: it may go on below or have begun above."""
    best = (start, start, lines[start].cells)
    for first, last in ((start, start + 1), (start - 1, start)):
        if first < 0 or last == len(lines):
            continue
        both = _stacked(lines[first].cells, lines[last].cells)
        if columns.score(_texts(both), mapped) > columns.score(_texts(best[2]), mapped):
            best = (first, last, both)
    return best


def _stacked(above: Sequence[_Cell], below: Sequence[_Cell]) -> tuple[_Cell, ...]:
    """Two lines of a header as one: cells that stand above each other are one cell."""
    cells = list(above)
    for cell in below:
        over = [at for at, other in enumerate(cells) if cell.left < other.right and other.left < cell.right]
        if not over:
            cells.append(cell)
            continue
        other = cells[over[0]]
        left, right = min(cell.left, other.left), max(cell.right, other.right)
        cells[over[0]] = _Cell(f"{other.text} {cell.text}", left, right)
    return tuple(sorted(cells, key=lambda cell: cell.left))


def _texts(cells: Sequence[_Cell]) -> list[str]:
    return [cell.text for cell in cells]


def _title(line: _Line) -> list[str]:
    return [" ".join(_texts(line.cells))]


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


def _unwrapped(lines: Sequence[_Line], header: tuple[_Cell, ...]) -> list[list[str]]:
    """Lines as rows; a line that only goes on with the cells above it is joined to them."""
    gaps = [0.0, *(below.top - above.bottom for above, below in zip(lines, lines[1:], strict=False))]
    # Before a line with most of its cells filled a row surely begins.
    between = [
        gap for gap, line in zip(gaps, lines, strict=False) if gap and len(line.cells) > len(header) / 2
    ]
    usual = statistics.median(between) if between else 0.0
    edge = max((cell.right for line in lines for cell in line.cells), default=0.0)
    rows: list[list[str]] = []
    above: dict[int, _Cell] = {}
    for gap, line in zip(gaps, lines, strict=False):
        placed = {_column(cell, header): cell for cell in line.cells}
        within = bool(rows) and set(placed) <= set(above) and len(placed) < len(header) / 2
        row = _cells(line, header)
        if within and (gap < usual - 1.5 or _goes_on(placed, above, header, edge)):
            rows[-1] = [" ".join(filter(None, pair)) for pair in zip(rows[-1], row, strict=True)]
            above = above | placed
        else:
            rows.append(row)
            above = placed
    return rows


def _goes_on(
    placed: Mapping[int, _Cell], above: Mapping[int, _Cell], header: tuple[_Cell, ...], edge: float
) -> bool:
    """Whether each cell's first word had no room left on the line above, and so was put on the next."""
    for column, cell in placed.items():
        limit = header[column + 1].left if column + 1 < len(header) else edge
        room = limit - _PADDING - above[column].right
        if cell.first_word < room and not above[column].text.endswith((",", "-", "/")):
            return False
    return True


def _cells(line: _Line, header: tuple[_Cell, ...]) -> list[str]:
    row = [""] * len(header)
    for cell in line.cells:
        column = _column(cell, header)
        row[column] = f"{row[column]} {cell.text}".strip()
    return row
