"""Comma, semicolon, tab and bar separated text in the encodings that offices really export."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import math
import re
from collections import Counter
from collections.abc import Iterator

from lookup.lists.problems import Unreadable
from lookup.lists.tables import Row, Table, bounded

_DELIMITERS = ",;\t|"
_SAMPLE_ROWS = 300
_LINES_IN_A_ROW = 50
_RESAVE = "open it in a spreadsheet program and save it as CSV (UTF-8) or xlsx"

# The UTF-32 mark begins with the UTF-16 one.
_MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
_OLD_ENCODINGS = ("cp1252", "cp850", "mac_roman")
# How much a character speaks for the encoding that gave it: by how common it is in the Spanish,
# Portuguese and French names of these lists.
_COMMON = frozenset("áéíóúñÁÉÍÓÚÑ")
_SEEN = frozenset("üçãõâêôàèëïöÜÇÃÕÂÊÔÀÈËÏÖ")
_TYPED = frozenset("’‘“”–—°ºª§·•…\u00a0")


def read(data: bytes) -> tuple[Table, ...]:
    """The one table of a text file. Raises Unreadable where it is no text or no table."""
    text = decode(data)
    if not text.strip():
        raise Unreadable("the file is empty", "export the list again")
    delimiter = find_delimiter(text)
    return (Table("-", bounded(_rows(text, delimiter))),)


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 (with or without its mark), or an old 8-bit encoding."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding)
    sample = data[:20_000]
    if sample[1::2].count(0) > len(sample) // 6:
        return _decoded(data, "utf-16-le")
    if sample[::2].count(0) > len(sample) // 6:
        return _decoded(data, "utf-16-be")
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1a" for byte in sample)
    if 0 in data or controls > len(sample) // 100:
        raise Unreadable("this is no text, workbook or PDF, or it is damaged", _RESAVE)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return max(_candidates(data), key=_likelihood)


def find_delimiter(text: str) -> str:
    """Which of , ; tab and | separates the cells: the one that gives most rows the same many cells."""
    declared = re.match(r'"?sep=([,;\t|])"?\s*[\r\n]', text)
    if declared:
        return declared[1]
    return max(_DELIMITERS, key=lambda delimiter: _consistency(text, delimiter))


def _decoded(data: bytes, encoding: str) -> str:
    # A file cut off in the middle of a character is still worth reading.
    return data.decode(encoding, errors="replace")


def _candidates(data: bytes) -> Iterator[str]:
    for encoding in _OLD_ENCODINGS:
        try:
            yield data.decode(encoding)
        except UnicodeDecodeError:
            yield data.decode(encoding, errors="replace")
    # UTF-8 into which somebody pasted a few lines of an old file.
    mixed = data.decode("utf-8", errors="surrogateescape")
    yield re.sub("[\udc80-\udcff]", lambda byte: chr(ord(byte[0]) - 0xDC00), mixed)


def _likelihood(text: str) -> int:
    """How much a decoded text looks like names: the higher, the likelier this is its encoding."""
    return sum(_weight(match) for match in re.finditer(r"([a-zA-Z]?)([^\x00-\x7f])(?=([a-zA-Z]?))", text))


def _weight(match: re.Match[str]) -> int:
    before, char, after = match.groups()
    if char in _TYPED:
        # Apostrophes stand inside names, other marks do not.
        return -3 if before and after and char not in "’‘" else 0
    if char not in _COMMON and char not in _SEEN:
        return -3
    neighbours = [other for other in (before, after) if other]
    if char.isupper() and neighbours and all(other.islower() for other in neighbours) and before:
        return -2
    if char.islower() and neighbours and all(other.isupper() for other in neighbours):
        return -2
    return 3 if char in _COMMON else 1


def _consistency(text: str, delimiter: str) -> float:
    """The share of rows that have the same number of cells, weighed by how many these are."""
    widths = [len(row.cells) for row in itertools.islice(_rows(text, delimiter), _SAMPLE_ROWS)]
    wider = Counter(width for width in widths if width > 1)
    return max((times / len(widths) * math.log2(width) for width, times in wider.items()), default=0.0)


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    """Rows with the number of the line they begin on."""
    lines = list(io.StringIO(text, newline=""))
    start = 0
    while start < len(lines):
        try:
            reader = csv.reader(lines[start : start + _LINES_IN_A_ROW], delimiter=delimiter, strict=True)
            cells, used = next(reader), reader.line_num
        except csv.Error:
            cells, used = _broken_line(lines[start], delimiter), 1
        yield Row(start + 1, tuple(cells), "-")
        start += used


def _broken_line(line: str, delimiter: str) -> list[str]:
    """One line whose quotation marks do not match: a stray one must not swallow the lines below."""
    try:
        if line.count('"') % 2:
            cells = next(csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE))
        else:
            cells = next(csv.reader([line], delimiter=delimiter))
    except csv.Error as error:
        raise Unreadable(f"a line is too long to be part of a list ({error})", _RESAVE) from error
    return [cell.strip(' "') for cell in cells]
