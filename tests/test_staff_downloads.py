"""What staff take with them: the same text as on the page, and no cell that a spreadsheet would work out."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ElementTree
import zipfile

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils.escape import unescape

from lookup.staff.downloads import csv_bytes, safe, xlsx_bytes
from tests.writing import written

TITLES = ("Results", "Totals & <more>")
HARMLESS = (
    "",
    "0702CR090417",
    "SUCR2004-09731",
    "Pérez-Díaz, José",
    "O'Brien",
    "’t Hooft",
    '"Pepe" Cruz',
    "Nguyễn Thị Phượng",
    "1971-06-02",
    "12 + 3 = 15",
    "a@example.org",
    "first line\nsecond line",
    "(617) 555-0123",
)
FORMULAS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x/"&A1)',
    "+1 617 555 0123",
    "-2+3",
    "-",
    "@SUM(1)",
    "\t=1",
    "\tx",
    "\rx",
    "\n=1",
    "  =1",
    "'=1",
    '"=1"',
    "“=1”",
    " ' \" =1",
    "\u200b=1",
    "\ufeff+1",
    "\u00a0@x",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "\x00=1",
    "\x0b\x0c=1",
)


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_harmless_stays_as_it_is(text):
    assert safe(text) == text


@pytest.mark.parametrize("text", FORMULAS)
def test_what_would_be_worked_out_begins_with_an_apostrophe(text):
    assert safe(text).startswith("'")
    assert safe(text)[1:] == "".join(char for char in text if char not in "\x00\x0b\x0c")


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "a\ud800b", "a\uffffb", "a\x0bb"])
def test_what_a_workbook_cannot_hold_is_left_out(text):
    assert safe(text) == "ab"


def test_csv_is_as_excel_wants_it():
    assert csv_bytes(["Name", "Docket"], [["Peña, José", 'says "no"'], ["=1", ""]]) == (
        b"\xef\xbb\xbf" + '"Name","Docket"\r\n"Peña, José","says ""no"""\r\n"\'=1",""\r\n'.encode()
    )


def from_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def from_xlsx(data: bytes) -> list[list[str]]:
    """The first sheet of a workbook, none of whose cells is a formula."""
    found = []
    for row in openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].iter_rows():
        assert {cell.data_type for cell in row} <= {"s", "n"}
        assert {cell.data_type for cell in row if cell.value is not None} <= {"s"}
        # openpyxl does not read "_x005F_" as Excel does.
        found.append([unescape(str(cell.value or "")) for cell in row])
    return found


cells = st.one_of(
    st.text(), st.sampled_from((*HARMLESS, *FORMULAS)), st.text("=+-@ \t\r\n'\"_x0041;,", max_size=9)
)
tables = st.lists(st.lists(cells, min_size=2, max_size=2), max_size=5)


@given(tables)
@example([["_x0041_", "_x003D_1"], ["\r\n", " \r "], ["<&>", "]]>"]])
def test_what_is_read_back_is_the_same_text(rows):
    expected = [["Name", "Docket"], *[[safe(cell) for cell in row] for row in rows]]
    assert from_csv(csv_bytes(["Name", "Docket"], rows)) == expected
    assert from_xlsx(xlsx_bytes(["Name", "Docket"], rows, [], TITLES)) == expected


@given(st.text(st.characters(codec="utf-8", exclude_characters="\ufffe\uffff")))
def test_a_cell_loses_nothing_but_what_no_workbook_holds(text):
    assert safe(text).removeprefix("'") == ILLEGAL_CHARACTERS_RE.sub("", text).removeprefix("'")


def test_a_workbook_as_staff_see_it():
    rows = [["Hargrove, Denise", "0702CR090417 " * 20]]
    book = openpyxl.load_workbook(
        io.BytesIO(xlsx_bytes(["Name", "Docket"], rows, [("Listed", 1), ("=Not", 1200)], TITLES))
    )
    table, totals = book.worksheets
    assert [sheet.title for sheet in book.worksheets] == [*TITLES]
    assert table.freeze_panes == "A2"
    assert [cell.font.b for row in table.iter_rows() for cell in row] == [True, True, False, False]
    assert {cell.number_format for row in table.iter_rows() for cell in row} == {"@"}
    assert [table.column_dimensions[letter].width for letter in "AB"] == [18, 60]
    assert [[cell.value for cell in row] for row in totals.iter_rows()] == [["Listed", 1], ["'=Not", 1200]]


def test_a_workbook_without_anybody():
    assert from_xlsx(xlsx_bytes(["Name"], [], [], TITLES)) == [["Name"]]


def test_every_part_of_a_workbook_is_there_and_is_xml():
    """What openpyxl forgives, Excel offers to repair."""
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes(["Name"], [["Ana"]], [("x", 1)], TITLES))) as book:
        parts = {name: ElementTree.fromstring(book.read(name)) for name in book.namelist()}  # noqa: S314 (ours)
    declared = {part.get("PartName", "")[1:] for part in parts["[Content_Types].xml"] if part.get("PartName")}
    linked = {f"xl/{link.get('Target')}" for link in parts["xl/_rels/workbook.xml.rels"]}
    assert {*parts} == declared | {"[Content_Types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels"}
    assert linked == declared - {"xl/workbook.xml"}


ROWS = "rows = [['Ana Cruz', '0702CR090417']] * 5000"
BY_US = "from lookup.staff.downloads import csv_bytes, xlsx_bytes"
BY_OPENPYXL = "import io, openpyxl"


@pytest.mark.parametrize(
    ("imports", "code", "writes"),
    [
        (BY_US, f"{ROWS}; csv_bytes(['a', 'b'], rows)", False),
        (BY_US, f"{ROWS}; xlsx_bytes(['a', 'b'], rows, [('x', 1)], ('A', 'B'))", False),
        # Why it is not used. The day it writes no file, it may be.
        (BY_OPENPYXL, "openpyxl.Workbook().save(io.BytesIO())", True),
    ],
    ids=["csv", "xlsx", "openpyxl"],
)
def test_nothing_is_written_down(imports, code, writes):
    assert bool(written(imports, code)) == writes
