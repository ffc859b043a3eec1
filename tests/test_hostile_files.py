"""Lists that mean ill: each ends in one line that says what is wrong, soon, and changes nothing.

The bounds for one list are in lookup/lists/bounds.py and in docs/lists.md.
"""

from __future__ import annotations

import io
import json
import os
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from fpdf import FPDF
from fpdf.enums import EncryptionMethod

from lookup.lists import bounds, pdfs, workbooks
from lookup.lists.tables import MAX_BYTES
from tests.operating import HEADER, Filed, contents, publish, run, write_lists

SECONDS = 60
"""What none of these may take, also on a busy machine. Most take one."""

ROW = '0752CR090001,"DOE, JANE",4/11/1967,1,POSS CLASS B,dismissed\n'
BILLION = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]><x>&a9;</x>"
)


def workbook(**parts: Callable[[], bytes] | bytes) -> bytes:
    """A small workbook of one sheet, with some of its parts (by the last word of their names) replaced."""
    book = openpyxl.Workbook()
    first = book.worksheets[0]
    for line in (HEADER, "0752CR090001,Jane Doe,1967,1,POSS,dismissed"):
        first.append(line.split(","))
    whole, changed = io.BytesIO(), io.BytesIO()
    book.save(whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = parts.pop(Path(name).stem, old.read(name))
            new.writestr(name, part() if callable(part) else part)
        for name, part in parts.items():
            new.writestr(name, part() if callable(part) else part)
    return changed.getvalue()


def sheet(rows: str) -> bytes:
    start = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return f"{start}{rows}</sheetData></worksheet>".encode()


def row_of(number: int, *cells: str) -> str:
    texts = "".join(
        f'<c r="{chr(65 + at)}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
        for at, text in enumerate(cells)
    )
    return f'<row r="{number}">{texts}</row>'


def listed(*rows: str) -> bytes:
    return sheet(row_of(1, *HEADER.split(",")) + "".join(rows))


PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"


def pdf(content: bytes, pages: int = 1) -> bytes:
    """A PDF whose pages all show this content."""
    kids = b" ".join(b"%d 0 R" % (6 + page) for page in range(pages))
    own = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
        b"null",
        content,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *[PAGE] * pages,
    )
    parts = [b"%d 0 obj\n%s\nendobj\n" % (number, content) for number, content in enumerate(own, start=1)]
    return b"%PDF-1.4\n" + b"".join(parts) + b"trailer<</Root 1 0 R>>\n%%EOF"


def stream(data: bytes) -> bytes:
    packed = zlib.compress(data, 1)
    return b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)


TEXT = b"BT /F 9 Tf 10 700 Td (Docket) Tj ET "


def locked() -> bytes:
    document = FPDF()
    document.add_page()
    document.set_encryption("owner", "user", encryption_method=EncryptionMethod.AES_256)
    return bytes(document.output())


def styled(many: int) -> bytes:
    start = b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs>'
    return start + b"<xf/>" * many + b"</cellXfs></styleSheet>"


TOO_LARGE = "the workbook is too large to be a list; save the list alone in a new workbook"
DAMAGED = "the workbook is damaged or incomplete"
NO_HEADER = "none of the first 40 rows is a header"
LONG_LINE = "a line is too long to be part of a list"
MERGED = b'</sheetData><mergeCells><mergeCell ref="A1:A1048576"/><mergeCell ref="B1:B1048576"/></mergeCells>'

LISTS: dict[str, tuple[Callable[[], bytes], str]] = {
    # workbooks
    "a sheet of nothing that unpacks to 300 MB": (lambda: workbook(sheet1=b"\0" * 300_000_000), TOO_LARGE),
    "looks that unpack to 15 MB": (lambda: workbook(styles=styled(3_000_000)), TOO_LARGE),
    "looks without end": (lambda: workbook(styles=styled(100_000)[:-20]), DAMAGED),
    "a billion laughs among the cells": (lambda: workbook(sheet1=BILLION.encode()), DAMAGED),
    "a billion laughs in the workbook": (lambda: workbook(workbook=BILLION.encode()), DAMAGED),
    "tags in tags": (lambda: workbook(sheet1=b"<a>" * 100_000), DAMAGED),
    "a row far below": (lambda: workbook(sheet1=listed(row_of(2**31, "x", "y"))), TOO_LARGE),
    "a cell far to the right": (
        lambda: workbook(sheet1=listed('<row r="2"><c r="XFD2"><v>1</v></c></row>')),
        "row 2 has 16384 columns, more than 200",
    ),
    "nothing, far to the right, often": (
        lambda: workbook(sheet1=listed('<row><c r="XFD2"/></row>' * 2_000)),
        TOO_LARGE,
    ),
    "cells merged over all rows": (
        lambda: workbook(sheet1=listed().replace(b"</sheetData>", MERGED)),
        TOO_LARGE,
    ),
    "a million empty rows": (
        lambda: workbook(sheet1=listed('<row/>' * 1_000_000)),
        "there is no row below the header",
    ),
    "a cell of 20 MB": (
        lambda: workbook(sheet1=listed(row_of(2, "0752CR090001", "x" * 20_000_000))),
        "a cell holds more than 10,000 characters",
    ),
    # PDFs
    "2,500 pages": (lambda: pdf(stream(TEXT), 2_500), "the PDF has more than 2,000 pages"),
    "pages that hold themselves": (lambda: pdf(stream(TEXT)).replace(b"Kids[6", b"Kids[2"), "list.any:-:-: "),
    "a locked PDF": (locked, "the PDF is locked with a password"),
    "brackets in brackets": (lambda: pdf(b"[" * 200_000), "the PDF "),
    # text
    "null bytes": (lambda: HEADER.encode() + b"\n" + b"\0" * 100_000, NO_HEADER),
    "one line of 40 MB": (lambda: b"x" * 40_000_000, LONG_LINE),
    "40 MB of commas": (lambda: b"," * 40_000_000, LONG_LINE),
    "40 MB of quotation marks": (lambda: HEADER.encode() + b"\n" + b'"' * 40_000_000, LONG_LINE),
    "a quotation mark a line": (lambda: HEADER.encode() + b'\n"' * 200_000, "there is no row below"),
    "too many rows": (lambda: (HEADER + "\n" + ROW * 200_001).encode(), "there are more than 200,000 rows"),
    "chance": (lambda: b"\xfe" + bytes(range(256)) * 4_000, "this is no text"),
}  # fmt: skip


@pytest.fixture(scope="module")
def instance(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile") / "instance"
    publish(folder, Filed())
    return folder


@pytest.mark.parametrize(("make", "words"), LISTS.values(), ids=LISTS)
def test_a_list_that_means_ill_ends_in_one_line(instance, tmp_path, make, words):
    before, began = contents(instance), time.monotonic()
    manifest = write_lists(tmp_path / "lists", Filed(make(), file="list.any"))
    done = run(instance, "lists", "publish", manifest)
    lines = [line for line in done.output.splitlines() if words in line]
    assert (done.exit_code, len(lines)) == (1, 1), done.output
    assert time.monotonic() - began < SECONDS
    assert contents(instance) == before


@pytest.mark.parametrize(
    ("bound", "least", "words"),
    [
        ("MAX_SECONDS", 1, "list.any:-:-: reading it takes more than 1 seconds; save the list alone"),
        ("MAX_MEMORY", 100_000_000, "list.any:-:-: reading it takes more than 0 GB of memory; save the list"),
    ],
)
def test_what_no_size_tells_has_a_bound_too(instance, tmp_path, monkeypatch, bound, least, words):
    """A page of half a megabyte that goes on for 300,000 words: minutes, and more than 2 GB."""
    monkeypatch.setattr(bounds, bound, least)
    manifest = write_lists(tmp_path / "lists", Filed(pdf(stream(TEXT * 300_000)), file="list.any"))
    began = time.monotonic()
    done = run(instance, "lists", "check", manifest)
    assert (done.exit_code, words in done.output) == (1, True), done.output
    assert time.monotonic() - began < SECONDS


@pytest.mark.parametrize(
    ("package", "reads", "data"),
    [
        ("pdfplumber.open", lambda data: pdfs.read(data, {}), b"%PDF-1.7"),
        ("openpyxl.load_workbook", workbooks.read, workbook()),
    ],
)
def test_memory_that_ends_is_not_called_damage(monkeypatch, package, reads, data):
    """Whatever a package makes of it: somebody told of a damaged file would copy it again and again."""

    def dressed_up(*_args, **_named):
        try:
            raise MemoryError
        except MemoryError as error:
            raise ValueError("the package's own words") from error

    monkeypatch.setattr(package, dressed_up)
    with pytest.raises(MemoryError):
        reads(data)


def test_nothing_outside_of_a_workbook_is_read(instance, tmp_path):
    (tmp_path / "secret").write_text("0752CR090066")
    outside = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY out SYSTEM "file://{tmp_path}/secret">]>'
    sheet1 = outside.encode() + listed(row_of(2, "&out;", "Jane Doe", "1967", "1", "x", "dismissed"))
    done = run(
        instance, "lists", "check", write_lists(tmp_path / "lists", Filed(workbook(sheet1=sheet1), "a.xlsx"))
    )
    assert (done.exit_code, DAMAGED in done.output, "090066" in done.output) == (1, True, False)


FORMULAS = ("=cmd|' /C calc'!A0", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", '=HYPERLINK("http://x/"&A1)')


def test_formulas_are_words_and_nothing_else(instance, tmp_path):
    """They are read as what they say, and pages show words only. No command writes a spreadsheet."""
    quoted = ['"{}"'.format(formula.replace('"', '""')) for formula in FORMULAS]
    rows = "".join(f"0752CR09000{n},{name},1967,1,{name},dismissed\n" for n, name in enumerate(quoted))
    done = run(instance, "lists", "check", write_lists(tmp_path / "lists", Filed(f"{HEADER}\n{rows}")))
    assert "Traceback" not in done.output
    computed = workbook(sheet1=listed('<row r="2"><c r="A2"><f>1+1</f></c><c r="B2"><f>cmd|x</f></c></row>'))
    done = run(instance, "lists", "check", write_lists(tmp_path / "lists", Filed(computed, "a.xlsx")))
    assert "there is no row below the header" in done.output


def test_what_commands_a_terminal_is_not_repeated(instance, tmp_path):
    marked = f"{ROW.strip()[:-9]}\x1b[Kgone\u202e,x\n"
    text = f"{HEADER},\x1b]0;owned\x07Remarks\x1b[2J\n{marked}" + f"{ROW.strip()},x\n" * 30
    done = run(instance, "lists", "check", write_lists(tmp_path / "lists", Filed(text)))
    assert "ignored columns: " in done.output
    assert '"[Kgone"' in done.output
    assert [char for char in done.output if not char.isprintable() and char not in "\n\r"] == []


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(2_000_000_000)


PATHS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a folder": (Path.mkdir, "there is no such file"),
    "a pipe": (os.mkfifo, "there is no such file"),
    "a link to a device": (lambda path: path.symlink_to("/dev/zero"), "outside the manifest's folder"),
    "a link out of the folder": (lambda path: path.symlink_to("/etc/passwd"), "outside the manifest's"),
    "a link to itself": (lambda path: path.symlink_to(path), "there is no such file"),
    "2 GB of nothing": (sparse, "the file is empty"),
}  # fmt: skip


@pytest.mark.parametrize(("make", "words"), PATHS.values(), ids=PATHS)
@pytest.mark.parametrize("whole", [False, True], ids=["list", "manifest"])
def test_a_path_that_means_ill(instance, tmp_path, make, words, whole):
    manifest = write_lists(tmp_path / "lists", Filed(file="list.csv"))
    path = manifest if whole else tmp_path / "lists" / "list.csv"
    path.unlink()
    make(path)
    done = run(instance, "lists", "check", manifest)
    assert (done.exit_code, whole or words in done.output) == (1, True), done.output
    assert len([line for line in done.output.splitlines() if "Error: " in line]) == 1


NAMES = (
    "../list.csv",
    "/etc/passwd",
    "x/../../list.csv",
    "a\0b.csv",
    "/dev/stdin",
    "." * 5_000,
    "lists.toml/x",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_leads_out_of_the_folder(instance, tmp_path, name):
    manifest = write_lists(tmp_path / "lists", Filed(file="x/y"))
    manifest.write_text(manifest.read_text().replace('"x/y"', json.dumps(name)))
    done = run(instance, "lists", "check", manifest)
    said = ("outside the manifest's folder", "there is no such file", "this is not TOML")
    assert (done.exit_code, sum(words in done.output for words in said)) == (1, 1), done.output


@pytest.mark.parametrize(
    "text", ["x = " + "[" * 100_000, "x = 1\n" * 300_000, "\0", '"' * 50_000, "[a." + "a." * 20_000 + "a]"]
)
def test_a_manifest_that_means_ill(instance, tmp_path, text):
    (tmp_path / "lists.toml").write_text(text)
    done = run(instance, "lists", "check", tmp_path / "lists.toml")
    assert (done.exit_code, done.output.startswith("Error: lists.toml: ")) == (1, True), done.output[:300]
    assert len(done.output) < 1_000


def test_the_largest_file_is_read_no_further(instance, tmp_path):
    manifest = write_lists(tmp_path / "lists", Filed("x", file="list.csv"))
    with (tmp_path / "lists" / "list.csv").open("r+b") as file:
        file.truncate(MAX_BYTES + 1)
    assert "the file is larger than 50 MB" in run(instance, "lists", "check", manifest).output
