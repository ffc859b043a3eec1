"""How each office lays out its list: invented cases in, the bytes of one file out, always the same."""

from __future__ import annotations

import csv
import io
import random
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

from demo_cases import Case, Charge
from demo_names import Person
from fpdf import FPDF
from fpdf.fonts import FontFace
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

FILED = datetime(2017, 4, 18, 9, 0, tzinfo=UTC)
_TITLE = "(invented people, for trying the site)"


def suffolk(cases: Sequence[Case]) -> bytes:
    """Titles above the header, blank and ditto cells for what repeats, four words for a status, a total."""
    letters = {
        "not_entitled": "First letter",
        "dismissed": "Second letter",
        "kept": "Third letter",
        "individual": "Decided earlier",
    }
    book = Workbook()
    sheet = _first_sheet(book, "Letters 4-18-17")
    sheet.append(["SUFFOLK DISTRICT - DRUG LAB CASES BY LETTER"])
    sheet.append([f"As filed April 18, 2017 {_TITLE}"])
    sheet.append([])
    header = "Docket No.|Defendant|D.O.B.|Court|Ct.|Offense|Statute|Disposition|Disp. Date|Letter|Sealed"
    _header(sheet, header.split("|"))
    for case in cases:
        for charge in case.charges:
            person = case.person
            same = [case.filed_as, _last_first(person), person.born, case.number.court.name]
            sheet.append(
                [
                    *(same if charge.count == 1 else [None, None, None, '"']),
                    charge.count,
                    charge.offense,
                    charge.statute,
                    charge.disposition,
                    charge.disposed,
                    letters[charge.status],
                    "SEALED" if case.mark == "sealed" else None,
                ]
            )
    sheet.append(["TOTAL CASES", len(cases)])
    return _saved(book)


def essex(cases: Sequence[Case]) -> bytes:
    """Capitals, years of two digits, and a column of Social Security numbers, in the letters of old Windows.

    No Social Security number begins with 9 (SSA, "Social Security Number Randomization"), and no taxpayer
    number that does has 01 to 49 in its middle (IRS, on ITINs): these can be nobody's.
    """
    words = {"dismissed": "VACATE", "kept": "DEFEND", "individual": "RULED ON BEFORE"}
    numbers = random.Random(2017)
    header = "Last Name|First Name|M|Sfx|DOB|SSN|Docket|Court|Chg No|Charge|Disp|Disp Date|Position|AKA"
    rows: list[list[Any]] = []
    for case in cases:
        person = case.person
        ssn = f"9{numbers.randrange(100):02}-{numbers.randint(1, 49):02}-{numbers.randrange(10000):04}"
        who = [person.last.upper(), person.first.upper(), person.middle[:1], person.suffix.strip(".").upper()]
        where = [_short_date(person.born), ssn, case.filed_as, case.number.court.name]
        for charge in case.charges:
            what = [charge.count, charge.offense, charge.disposition, _short_date(charge.disposed)]
            rows.append([*who, *where, *what, words[charge.status], "; ".join(person.aliases).upper()])
    return _delimited(header.split("|"), rows, ",", "cp1252")


def middlesex(cases: Sequence[Case]) -> bytes:
    """Semicolons and a byte order mark; one row a case with all its charges in one cell; a total."""
    answers = {"dismissed": "agreed", "kept": "not agreed"}
    rows = [
        [
            case.filed_as,
            case.number.court.name,
            _first_last(case.person),
            case.person.born,
            " + ".join(charge.offense for charge in case.charges),
            answers[case.charges[0].status],
        ]
        for case in cases
    ]
    total = ["", "", "Total cases", len(cases), "", ""]
    header = ["Docket number", "Court", "Defendant", "Date of birth", "Charges", "Answer"]
    return _delimited(header, [*rows, [], total], ";", "utf-8-sig")


def bristol(cases: Sequence[Case]) -> bytes:
    """One sheet for the second letter (dismissed) and one for the third (kept)."""
    book = Workbook()
    header = "Case number|Name (Last, First)|Birthdate|Court|Count|Charge|Ch./Sec.|Finding|Finding date"
    sheets = {"dismissed": _first_sheet(book, "Second letter"), "kept": book.create_sheet("Third letter")}
    for sheet in sheets.values():
        _header(sheet, header.split("|"))
    for case, charge in _charges(cases):
        person = case.person
        who = [case.filed_as, _last_first(person), person.born, case.number.court.name]
        what = [charge.count, charge.offense, charge.statute, charge.disposition, charge.disposed]
        sheets[charge.status].append([*who, *what])
    return _saved(book)


def norfolk(cases: Sequence[Case]) -> bytes:
    """A court filing: a ruled table over many pages, its header on each."""
    words = {"dismissed": "Moves to dismiss", "kept": "Will retry"}
    pdf = FPDF(orientation="landscape", format="letter")
    pdf.set_creation_date(FILED)
    pdf.set_title(f"Second and third letters, Norfolk {_TITLE}")
    pdf.set_auto_page_break(auto=True, margin=15)
    pdf.add_page()
    pdf.set_font("helvetica", size=11)
    pdf.cell(text=f"Norfolk District: second and third letters, April 18, 2017 {_TITLE}")
    pdf.ln(9)
    pdf.set_font("helvetica", size=7.5)
    widths = (62, 19, 30, 45, 9, 66, 28)
    with pdf.table(col_widths=widths, text_align="LEFT", headings_style=FontFace(emphasis="BOLD")) as table:
        table.row("Defendant|DOB|Docket No.|Court|Ct.|Offense|Commonwealth".split("|"))
        for case, charge in _charges(cases):
            born = case.person.born.strftime("%m/%d/%Y") if case.person.born else ""
            cells = (_last_first(case.person), born, case.filed_as, case.number.court.name)
            table.row([*cells, str(charge.count), charge.offense, words[charge.status]])
    return bytes(pdf.output())


def hampden(cases: Sequence[Case]) -> bytes:
    """Tabs; other names in the same cell; juvenile and sealed cases marked; dismissed all, so no status."""
    header = "Case No.|Party|DOB|Count|Offense|Disposition|Disposed|Adult/Juv|Sealed (Y/N)"
    rows = [
        [
            case.filed_as,
            _last_first(case.person, " a/k/a "),
            f"{case.person.born:%m/%d/%Y}",
            charge.count,
            charge.offense,
            charge.disposition,
            f"{charge.disposed:%m/%d/%Y}",
            "JUV" if case.mark == "juvenile" else "ADULT",
            "Y" if case.mark == "sealed" else "N",
        ]
        for case, charge in _charges(cases)
    ]
    return _delimited(header.split("|"), rows, "\t", "utf-8")


def northwestern(cases: Sequence[Case]) -> bytes:
    """Years of birth only; cases still under review."""
    words = {
        "dismissed": "Dismissed with prejudice",
        "under_review": "UNDER REVIEW",
        "individual": "Vacated on own motion",
    }
    book = Workbook()
    sheet = _first_sheet(book, "Amherst lab")
    _header(sheet, "Last name|First name|Suffix|Year of birth|Docket number|Court|Offense|Status".split("|"))
    for case, charge in _charges(cases):
        person, court = case.person, case.number.court.name
        given = f"{person.first} {person.middle}".strip()
        born = person.born.year if person.born else None
        who = [person.last, given, person.suffix or None, born]
        sheet.append([*who, case.filed_as, court, charge.offense, words[charge.status]])
    return _saved(book)


def berkshire(cases: Sequence[Case]) -> bytes:
    """No birth date at all: name, court and docket number."""
    words = {"dismissed": "DWP", "under_review": "PENDING"}
    rows = [
        [
            _last_first(case.person),
            case.number.court.name,
            case.filed_as,
            charge.offense,
            words[charge.status],
        ]
        for case, charge in _charges(cases)
    ]
    return _delimited(["Defendant Name", "Court", "Docket", "Offense", "Status"], rows, ",", "utf-8")


def _charges(cases: Iterable[Case]) -> Iterator[tuple[Case, Charge]]:
    return ((case, charge) for case in cases for charge in case.charges)


def _last_first(person: Person, alias: str = " A/K/A ") -> str:
    last = f"{person.last} {person.suffix}".strip()
    middle = f"{person.middle}." if len(person.middle) == 1 else person.middle
    return alias.join([f"{last}, {person.first} {middle}".strip(), *person.aliases])


def _first_last(person: Person) -> str:
    middle = f"{person.middle}." if len(person.middle) == 1 else person.middle
    name = " ".join(part for part in (person.first, middle, person.last, person.suffix) if part)
    return " a/k/a ".join([name, *person.aliases])


def _short_date(day: date | None) -> str:
    return f"{day.month}/{day.day}/{day:%y}" if day else ""


def _first_sheet(book: Workbook, title: str) -> Worksheet:
    sheet = book.worksheets[0]
    sheet.title = title
    return sheet


def _header(sheet: Worksheet, words: list[str]) -> None:
    sheet.append(words)
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)


def _delimited(header: Sequence[str], rows: Iterable[Sequence[Any]], delimiter: str, encoding: str) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([header, *rows])
    return text.getvalue().encode(encoding)


def _saved(book: Workbook) -> bytes:
    """The workbook as a file, the same every time: it and its parts would carry the hour of saving."""
    book.properties.created = FILED.replace(tzinfo=None)
    saved, frozen = io.BytesIO(), io.BytesIO()
    book.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(frozen, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                hour = f"{FILED:%Y-%m-%dT%H:%M:%SZ}".encode()
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + hour, part)
            new.writestr(zipfile.ZipInfo(name, FILED.timetuple()[:6]), part, zipfile.ZIP_DEFLATED)
    return frozen.getvalue()
