"""Pasted and uploaded client lists of every kind, and what comes out of them: rows, or one clear problem."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime

import openpyxl
import pytest

from lookup.staff import tables
from lookup.staff.columns import Layout
from lookup.staff.table_reader import sheet
from lookup.staff.tables import MAX_BYTES, MAX_COLUMNS, MAX_PEOPLE, PROBLEMS, CannotRead, Sheet, read
from tests.test_hostile_files import BILLION, listed, locked, pdf, row_of, stream, workbook
from tests.writing import written

ROW = "Denise Hargrove,6/2/71,0702CR090417\n"
HEADER = "Name,DOB,Docket\n"
SPANISH = "Nombre;Nacimiento\n=Peña Núñez, José;1/2/70\nConceição, João;3/4/71\n"
SPANISH_ROWS = (("Nombre", "Nacimiento"), ("=Peña Núñez, José", "1/2/70"), ("Conceição, João", "3/4/71"))


def book(**sheets: Iterable[Iterable[object]]) -> bytes:
    """A workbook with these rows on each sheet."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        page = made.create_sheet(title)
        for row in rows:
            page.append(list(row))
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def text(*lines: str) -> bytes:
    return "\n".join(lines).encode()


TEXTS = {
    "pasted from a spreadsheet": (
        text("Name\tDOB", "Ana Cruz\t4/1/1970", "\t", "Luis Rivera\t"),
        (("Name", "DOB"), ("Ana Cruz", "4/1/1970"), ("Luis Rivera", "")),
    ),
    "one name a line": (text("Ana Cruz", "", "Luis Rivera"), (("Ana Cruz",), ("Luis Rivera",))),
    "last names first, one a line": (
        text("García López, José", "Denise Hargrove", "Medeiros, Joseph, Jr."),
        (("García López, José",), ("Denise Hargrove",), ("Medeiros, Joseph, Jr.",)),
    ),
    "names with birth dates": (
        text("Hargrove, Denise, 6/2/71", "Rivera, Luis, 1968"),
        (("Hargrove", "Denise", "6/2/71"), ("Rivera", "Luis", "1968")),
    ),
    "names with languages": (
        text("Ana Cruz,Spanish", "Luis Rivera,English"),
        (("Ana Cruz", "Spanish"), ("Luis Rivera", "English")),
    ),
    "one number a line": (text("0702CR090417", "SUCR2004-09731"), (("0702CR090417",), ("SUCR2004-09731",))),
    "one person": (text("Ana Cruz"), (("Ana Cruz",),)),
    "rows of different length": (
        text("Name,DOB,Docket", "Ana Cruz", "Luis Rivera,1968"),
        (("Name", "DOB", "Docket"), ("Ana Cruz", "", ""), ("Luis Rivera", "1968", "")),
    ),
    "titles": (
        text("Clinic of May 12;", "for staff only", "Name;DOB", "Ana Cruz;1970"),
        (("Name", "DOB"), ("Ana Cruz", "1970")),
    ),
    "a line for Excel alone": (
        text("sep=;", "Ana Cruz, Esq.;1970"),
        (("Ana Cruz, Esq.", "1970"),),
    ),
    "lines in a cell": (b'Name,Docket\r\nAna,"1\r\n2"\r\n', (("Name", "Docket"), ("Ana", "1\r\n2"))),
    "letters that begin a zip file": (text("PK Smith", "Ana Cruz"), (("PK Smith",), ("Ana Cruz",))),
    "what commands a terminal": (b"Ana\x1b[2J Cruz" + b" " * 100, (("Ana[2J Cruz",),)),
    **{
        f"in {encoding}": (SPANISH.encode(encoding), SPANISH_ROWS)
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman")
    },
}


@pytest.mark.parametrize(("data", "rows"), TEXTS.values(), ids=TEXTS)
def test_texts(data, rows):
    found = sheet(data)
    assert (found.rows, found.name) == (rows, "")


def test_the_layout_comes_along():
    assert read(HEADER.encode() + ROW.encode()) == Sheet(
        (("Name", "DOB", "Docket"), ("Denise Hargrove", "6/2/71", "0702CR090417")),
        Layout(("Name", "DOB", "Docket"), ("name", "born", "docket")),
    )
    assert read(b"Ana Cruz").layout == Layout(None, ("name",))


def test_the_cells_of_a_workbook_are_text():
    cells = [
        "Ana Cruz",
        datetime(1970, 4, 1),
        date(1970, 4, 1),
        1970,
        17.0,
        "=1+1",
        True,
        None,
        "0702CR090417",
    ]
    titles = ["Name", *"bcdefgh", "Docket"]
    assert sheet(book(Clients=[titles, cells])).rows == (
        tuple(titles),
        ("Ana Cruz", "1970-04-01", "1970-04-01", "1970", "17", "", "yes", "", "0702CR090417"),
    )


def test_a_merged_cell_is_that_of_each_row():
    made = openpyxl.load_workbook(io.BytesIO(book(A=[["Name", "Docket"], ["Ana Cruz", "1"], [None, "2"]])))
    made.worksheets[0].merge_cells("A2:A3")
    file = io.BytesIO()
    made.save(file)
    assert sheet(file.getvalue()).rows == (("Name", "Docket"), ("Ana Cruz", "1"), ("Ana Cruz", "2"))


LIST = [["Name", "DOB"], ["Ana Cruz", "1970"]]


@pytest.mark.parametrize(
    ("sheets", "name"),
    [
        ({"Notes": [["call", "7"]] * 9, "Clients": LIST}, "Clients"),
        ({"Old": LIST, "All": [*LIST, ["Luis Rivera", "1968"]]}, "All"),
        ({"Empty": [], "Clients": LIST}, "Clients"),
        ({"Numbers": [["1", "2"]], "More": [["1", "2"], ["3", "4"]]}, "More"),
    ],
)
def test_of_several_sheets_the_longest_list_is_read(sheets, name):
    assert sheet(book(**sheets)).name == name


@pytest.mark.parametrize(("rows", "name"), [(LIST, "Shown"), ([["1", "2"]], "Hidden"), ([], "Hidden")])
def test_a_hidden_sheet_is_read_only_where_no_other_is_a_list(rows, name):
    made = openpyxl.load_workbook(io.BytesIO(book(Shown=rows, Hidden=[*LIST, ["Luis Rivera", "1968"]])))
    made["Hidden"].sheet_state = "hidden"
    file = io.BytesIO()
    made.save(file)
    assert sheet(file.getvalue()).name == name


@pytest.mark.parametrize(
    ("lines", "row"),
    [
        (("Name\tSSN", "Ana Cruz\t987651234"), ("Ana Cruz", "")),
        (("Name\tSocial Security No.", "Ana Cruz\t1234"), ("Ana Cruz", "")),
        (("Name\tNotes", "Ana Cruz\tSSN 987-65-1234"), ("Ana Cruz", "")),
        (("Name\tNotes", "Ana Cruz\tcall 987651234"), ("Ana Cruz", "call")),
        (("Ana Cruz\t987 651 234", ""), ("Ana Cruz", "")),
        (("Name\tDocket", "Ana Cruz\t123456789"), ("Ana Cruz", "")),
        (("Name\tDocket", "Ana Cruz\t078409012"), ("Ana Cruz", "078409012")),
    ],
)
def test_no_social_security_number_is_read(lines, row):
    assert sheet(text(*lines)).rows[-1] == row


@pytest.mark.parametrize(
    ("data", "people"),
    [
        (HEADER + ROW * MAX_PEOPLE, MAX_PEOPLE),
        (ROW * MAX_PEOPLE, MAX_PEOPLE),
        ("Clinic\n" + HEADER + ROW * MAX_PEOPLE, MAX_PEOPLE),
    ],
    ids=["header", "no header", "title"],
)
def test_as_many_people_as_there_may_be(data, people):
    found = read(data.encode())
    assert len(found.rows) - (found.layout.header is not None) == people


def wide(columns: int) -> bytes:
    return text(",".join(["Name", *["x"] * (columns - 1)]), ",".join(["Ana"] * columns))


def test_as_many_columns_as_there_may_be():
    assert len(sheet(wide(MAX_COLUMNS)).rows[0]) == MAX_COLUMNS


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return file.getvalue()


def repeated() -> bytes:
    """A small workbook with one long text in a cell that reaches over many rows."""
    made = openpyxl.Workbook()
    page = made.worksheets[0]
    page.append(["Name", "Note", "No."])
    page.append(["Ana Cruz", "x" * 30_000, "1"])
    for _ in range(1_200):
        page.append(["Ana Cruz", None, "1"])
    page.merge_cells("B2:B1202")
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY out SYSTEM "file:///etc/hostname">]>'
REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "empty"),
    "spaces": (b" \r\n\t\0", "empty"),
    "empty cells": (b",,,\n,,,\n", "empty"),
    "a header alone": (HEADER.encode(), "empty"),
    "an empty workbook": (book(A=[]), "empty"),
    "5 MB and a byte": (b"x" * (MAX_BYTES + 1), "too_large"),
    "a long text in many rows": (repeated(), "too_large"),
    "a person too many": ((HEADER + ROW * (MAX_PEOPLE + 1)).encode(), "too_many_people"),
    "a person too many, no header": ((ROW * (MAX_PEOPLE + 1)).encode(), "too_many_people"),
    "too many in a workbook": (book(A=[["Name"], *[["Ana Cruz"]] * (MAX_PEOPLE + 1)]), "too_many_people"),
    "a column too many": (wide(MAX_COLUMNS + 1), "too_many_columns"),
    "wide and long": (b"a," * 199 + b"b\n" + b"x\n" * 190_000, "too_many_people"),
    "a PDF": (pdf(stream(b"")), "pdf"),
    "a locked PDF": (locked(), "pdf"),
    "PNG": (b"\x89PNG\r\n", "picture"),
    "JPEG": (b"\xff\xd8\xff\xe0", "picture"),
    "old Excel": (b"\xd0\xcf\x11\xe0" + b"\0" * 99, "old_excel"),
    "RTF": (b"{\\rtf1 Ana}", "other_kind"),
    "a web page": (b"\xef\xbb\xbf <html>", "other_kind"),
    "gzip": (b"\x1f\x8b\x08", "other_kind"),
    "a Word document": (zipped(**{"word/document.xml": b"<x/>"}), "damaged"),
    "half a workbook": (book(A=LIST)[:2_000], "damaged"),
    "a workbook that unpacks to 300 MB": (workbook(sheet1=b"\0" * 300_000_000), "damaged"),
    "a billion laughs": (workbook(sheet1=BILLION.encode()), "damaged"),
    "what lies outside": (workbook(sheet1=OUTSIDE + listed(row_of(2, "&out;", "Ana"))), "damaged"),
    "a row far below": (workbook(sheet1=listed(row_of(2**31, "x"))), "damaged"),
    "chance": (b"\xfe" + bytes(range(256)) * 400, "damaged"),
    "one line": (b"x" * 4_000_000, "damaged"),
    "commas": (b"," * 4_000_000, "damaged"),
    "quotation marks": (b'"' * 4_000_000, "damaged"),
}


@pytest.mark.parametrize(("data", "code"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_one_problem_with_what_to_do(data, code):
    with pytest.raises(CannotRead) as refused:
        read(data)
    assert refused.value.code == code
    assert "%" not in str(refused.value)


def test_how_many_there_were_is_said():
    with pytest.raises(CannotRead) as refused:
        read((HEADER + ROW * (MAX_PEOPLE + 1)).encode())
    told = refused.value.told(lambda words, **values: words % values)
    assert told == "This list has 5,001 rows. The limit is 5,000. Split it into several lists."


@pytest.mark.parametrize("code", PROBLEMS)
def test_every_problem_says_what_to_do(code):
    error = CannotRead(code, found=1, most=2)
    assert str(error) == error.told(lambda words, **values: words % values)
    assert any(todo in str(error) for todo in ("Save", "Split", "split", "Take out", "Choose"))


def test_what_takes_too_long_ends(monkeypatch):
    monkeypatch.setattr(tables, "MAX_SECONDS", 0)
    with pytest.raises(CannotRead) as refused:
        read(ROW.encode())
    assert refused.value.code == "too_slow"


READERS = {
    "a crash": ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "damaged"),
    "an error": ("raise ValueError('Ana Cruz')", "damaged"),
    "memory that ends": (
        "from lookup.staff import table_reader as it; it.MAX_MEMORY = 30_000_000; it.main()",
        "damaged",
    ),
    "memory that lasts": ("from lookup.staff import table_reader as it; it.main()", "too_many_people"),
}


@pytest.mark.parametrize(("code", "problem"), READERS.values(), ids=READERS)
def test_a_reader_that_dies_takes_nobody_along(monkeypatch, capfd, code, problem):
    monkeypatch.setattr(tables, "_READER", ("-c", code))
    with pytest.raises(CannotRead) as refused:
        read(ROW.encode() * 120_000)
    assert refused.value.code == problem
    # What it says when it dies may quote the list.
    assert capfd.readouterr() == ("", "")


def test_the_reader_knows_no_setting(monkeypatch):
    """Whatever a list may make of its reader: the key to the site's files is not there."""
    monkeypatch.setenv("FLASK_SECRET_KEY", "secret")
    answer = "{'rows': [[name] for name in os.environ], 'name': '', 'header': None, 'fields': []}"
    monkeypatch.setattr(tables, "_READER", ("-c", f"import json, os; print(json.dumps({answer}))"))
    names = {name for (name,) in read(b"x").rows}
    assert {name for name in names if name.startswith("FLASK_")} == set()
    assert "PATH" in names


@pytest.mark.parametrize(
    "data",
    [(HEADER + ROW * 4_000).encode(), book(A=[["Name", "DOB"], *[["Ana Cruz", date(1970, 1, 1)]] * 2_000])],
    ids=["text", "workbook"],
)
def test_nothing_is_written_down(data):
    code = "table_reader.sheet(sys.stdin.buffer.read())"
    assert written("from lookup.staff import table_reader", code, data) == []
