"""What kind of file a list is, by its first bytes, and who reads it."""

from __future__ import annotations

from collections.abc import Mapping

from lookup.lists import pdfs, texts, workbooks
from lookup.lists.problems import Unreadable
from lookup.lists.tables import MAX_BYTES, Table

_OTHERS = {
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF8": "a picture (GIF)",
    b"II*\0": "a picture (TIFF)",
    b"MM\0*": "a picture (TIFF)",
    b"{\\rtf": "a word processor's file (RTF)",
    b"<": "a web page or XML file",
    b"\x1f\x8b": "a compressed file (gzip)",
    b"7z\xbc\xaf": "a compressed file (7z)",
    b"Rar!": "a compressed file (rar)",
    b"SQLite format 3": "a database",
}
_EXPORT = "export the list as csv, xlsx or pdf"


def read(data: bytes, mapped: Mapping[str, str]) -> tuple[Table, ...]:
    """The tables of a csv, tsv, xlsx or pdf file. `mapped` are the manifest's headers.

    Raises Unreadable for anything else, saying what it is.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable("the file is empty", "export the list again")
    if len(data) > MAX_BYTES:
        raise Unreadable(
            f"the file is larger than {MAX_BYTES // 1_000_000} MB", "split the list into several files"
        )
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(
            "this is an old Excel workbook (.xls), or one that is locked with a password",
            "open it in a spreadsheet program and save it as xlsx without a password",
        )
    for start, kind in _OTHERS.items():
        if data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(start):
            raise Unreadable(f"this is {kind}, whatever its name says", _EXPORT)
    if b"%PDF-" in data[:1024]:
        return pdfs.read(data, mapped)
    if data.startswith(b"PK"):
        return workbooks.read(data)
    return texts.read(data)
