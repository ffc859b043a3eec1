"""Files of every kind, told by their content, and what comes out of them as text."""

import contextlib
import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from fpdf import FPDF
from fpdf.enums import EncryptionMethod
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from lookup.lists.formats import read
from lookup.lists.problems import Unreadable
from lookup.lists.tables import MAX_ROWS
from lookup.lists.texts import decode, find_delimiter

NAMES = 'Name,Docket\n"GARCÍA NÚÑEZ, JOSÉ",0752CR090001\n"Conceição, João",0752CR090002\nPeña,0752CR090003\n'


def cells(data: bytes) -> list[tuple[str, ...]]:
    return [row.cells for table in read(data, {}) for row in table.rows]


def workbook(*sheets: tuple[str, Callable[[Any], None]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, fill in sheets:
        fill(book.create_sheet(title))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def pdf(draw: Callable[[FPDF], None]) -> bytes:
    document = FPDF(orientation="landscape", format="letter")
    document.set_font("helvetica", size=9)
    draw(document)
    return bytes(document.output())


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp850", "mac_roman"],
)
def test_encodings(encoding: str) -> None:
    assert decode(NAMES.encode(encoding)) == NAMES


@pytest.mark.parametrize(
    "name", ["GARCÍA", "Íñigo", "Peña", "MUÑOZ", "Éric", "André", "O’Brien-Núñez", "FRANÇOIS"]
)
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_a_single_name_tells_the_encoding(name: str, encoding: str) -> None:
    assert decode(name.encode(encoding)) == name


def test_utf8_with_an_old_line_pasted_in() -> None:
    assert decode("José Núñez\nPeña\n".encode() + "García\n".encode("cp1252")) == "José Núñez\nPeña\nGarcía\n"


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        (NAMES, ","),
        ("Name;Docket;Charges\nDoe;0752CR090001;A | B\nRoe;0752CR090002;A | B, C\n", ";"),
        ("Name\tDocket\tDOB\nDoe, Jane\t0752CR090001\t1967\nRoe, Dick\t0752CR090002\t1970\n", "\t"),
        ("Name|Docket\nDoe, Jane|1\nRoe, Dick|2\n", "|"),
        ("A title, with a comma\nName;Docket;X\nDoe;1;2\nRoe;2;3\n", ";"),
        ("sep=;\r\nName;Docket\r\n", ";"),
    ],
)
def test_delimiters(text: str, delimiter: str) -> None:
    assert find_delimiter(text) == delimiter


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ('a,b\n"x\ny",c\nd,e\n', [1, 2, 4]),
        ("a,b\r\n\r\nc,d\r\n", [1, 3]),
        ("a,b\rc,d\r", [1, 2]),
        # A quotation mark that is never closed swallows nothing.
        ('a,b\n"x,c\nd,e\n"f, g",h\n', [1, 2, 3, 4]),
        ("a,b\n5' 9\" tall,c\nd,e\n", [1, 2, 3]),
    ],
)
def test_row_numbers_are_lines(text: str, numbers: list[int]) -> None:
    (table,) = read(text.encode(), {})
    assert [row.number for row in table.rows] == numbers


def test_social_security_numbers_never_leave_the_file() -> None:
    text = (
        "a,987-65-4321,b 987 65 4321\nSSN 987654321 c,0752CR090001,x\n"
        "a xxx-xx-4321,SS# 4321,***-**-4321 b\nch. 94C ss. 31 32A,0752CR090001 (S.S.N. 987 654 321),x\n"
    )
    assert cells(text.encode()) == [
        ("a", "", "b"),
        ("c", "0752CR090001", "x"),
        ("a", "", "b"),
        ("ch. 94C ss. 31 32A", "0752CR090001", "x"),
    ]


def test_cells_of_a_workbook() -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["Title", None, None])
        sheet.append([datetime(1967, 4, 11), 45.0, "#N/A"])
        sheet["C2"].data_type = "e"
        sheet.append([True, 752090001, 1.5])
        sheet["B3"].number_format = "0000000000"
        sheet.append(["0752CR090002", "x", None])
        sheet.append([None, "y", None])
        sheet.merge_cells("A4:A5")
        sheet.merge_cells("A1:C1")

    assert cells(workbook(("One", fill))) == [
        ("Title",),
        ("1967-04-11", "45", "#N/A"),
        ("yes", "0752090001", "1.5"),
        ("0752CR090002", "x"),
        ("0752CR090002", "y"),
    ]


HEADER = ("Defendant", "DOB", "Docket No.", "Count", "Offense", "Position")
ROWS = [
    ("DOE, JANE Q.", "04/11/1967", "0752CR090001", "1", "POSS CLASS B", "Dismiss"),
    ("", "", "", "2", "DISTRIBUTE CLASS B c94C s32A", "Dismiss"),
    ("GARCIA LOPEZ, JOSE", "01/02/1970", "SUCR2007-09012", "1", "TRAFFICKING COCAINE 14-28g", "Retain"),
    ("ROE JR., RICHARD", "1950", "0752CR090003", "1", "POSS", "Dismiss"),
]


def ruled(document: FPDF) -> None:
    for _ in range(2):
        document.add_page()
        document.cell(0, 8, "SECOND LETTER")
        document.ln()
        with document.table(col_widths=(30, 20, 25, 10, 30, 20)) as table:
            for values in (HEADER, *ROWS):
                row = table.row()
                for value in values:
                    row.cell(value)


def aligned(
    widths: tuple[int, ...], gap: int, header: tuple[tuple[str, ...], ...] = (HEADER,)
) -> Callable[[FPDF], None]:
    def draw(document: FPDF) -> None:
        document.add_page()
        for values in (*header, *ROWS):
            left, top, bottom = document.l_margin, document.get_y(), 0.0
            for width, value in zip(widths, values, strict=True):
                document.set_xy(left, top)
                document.multi_cell(width, 4.5, value, align="L")
                left, bottom = left + width, max(bottom, document.get_y())
            document.set_xy(document.l_margin, bottom + gap)

    return draw


def flat(found: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [tuple(" ".join(cell.split()) for cell in row) for row in found]


def test_pdf_with_lines() -> None:
    data = pdf(ruled)
    assert flat(cells(data)) == [("SECOND LETTER",), HEADER, *ROWS] * 2
    assert [(row.place, row.number) for row in read(data, {})[0].rows][5:8] == [
        ("page 1", 6),
        ("page 2", 1),
        ("page 2", 2),
    ]


TWO_LINES = (
    ("", "Date of", "Docket", "", "", "Commonwealth"),
    ("Defendant", "Birth", "Number", "Count", "Offense", "Position"),
)


@pytest.mark.parametrize(
    ("draw", "header"),
    [
        (aligned((50, 25, 35, 14, 60, 25), 0), HEADER),
        # cells that go on over several lines, with and without space between the rows
        (aligned((30, 25, 32, 14, 30, 25), 2), HEADER),
        (aligned((30, 25, 32, 14, 30, 25), 0), HEADER),
        (
            aligned((50, 25, 35, 14, 60, 30), 0, TWO_LINES),
            ("Defendant", "Date of Birth", "Docket Number", "Count", "Offense", "Commonwealth Position"),
        ),
    ],
)
def test_pdf_without_lines(draw: Callable[[FPDF], None], header: tuple[str, ...]) -> None:
    assert cells(pdf(draw)) == [header, *ROWS]


def locked(document: FPDF) -> None:
    document.set_encryption(owner_password="a", user_password="b", encryption_method=EncryptionMethod.RC4)
    ruled(document)


def scanned(document: FPDF) -> None:
    document.add_page()
    document.image(io.BytesIO(picture()), w=100)


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("list.csv", NAMES)
    return file.getvalue()


ONE = ("One", lambda sheet: sheet.append(["Name", "Docket"]))
NO_LISTS = {
    "empty": (b"", "the file is empty"),
    "only nothing": (b"\0" * 64 + b"\r\n", "the file is empty"),
    "picture": (picture(), "this is a picture (PNG)"),
    "photograph": (b"\xff\xd8\xff\xe0" + b"x" * 99, "this is a picture (JPEG)"),
    "web page": (b"\n<html><table>", "this is a web page or XML file"),
    "old workbook": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99,
        "an old Excel workbook (.xls), or one that is locked",
    ),
    "zip": (zipped(), "a zip file, but not a workbook"),
    "half a workbook": (workbook(ONE)[:2000], "the workbook is damaged"),
    "half a pdf": (pdf(ruled)[:900], "the PDF is damaged"),
    "locked pdf": (pdf(locked), "locked with a password"),
    "scan": (pdf(scanned), "page 1 is a picture without text"),
    "blank pdf": (pdf(lambda document: document.add_page()), "the PDF holds no text"),
    "binary": (bytes(range(256)) * 9, "this is no text, workbook or PDF"),
    "too many rows": (b"a,b\n" * (MAX_ROWS + 1), "there are more than 200,000 rows"),
    "too many columns": (b"," * 300 + b"x\n", "row 1 has 301 columns"),
}


@pytest.mark.parametrize("kind", NO_LISTS)
def test_what_is_no_list(kind: str) -> None:
    data, what = NO_LISTS[kind]
    with pytest.raises(Unreadable) as caught:
        read(data, {})
    assert what in caught.value.what
    assert caught.value.todo


@given(
    st.binary(max_size=400), st.sampled_from([b"", b"%PDF-1.4\n", b"PK\3\4", b"Name,Docket\n", b"\xff\xfe"])
)
def test_nothing_but_a_table_or_a_clear_error_comes_out(junk: bytes, start: bytes) -> None:
    with contextlib.suppress(Unreadable):
        read(start + junk, {})
