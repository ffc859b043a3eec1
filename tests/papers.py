"""Paper of the staff desk, for tests: invented cases, and what a reader finds on each page."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pdfplumber
from flask import Flask
from pypdf import PdfReader
from pypdf.generic import Destination

from lookup.cases import Case, Charge, Name, Person, Source

MADE = date(2026, 1, 5)
COURT = "Boston Municipal Court, Dorchester Division"
OFFENSE = "DRUG VIOL NEAR SCHOOL/PARK c94C s32J"
THIRD = 264


def case(*statuses: str, number: int = 1, incident: str = "dookhan", last: str = "Ferreras") -> Case:
    """A case of Odalys Ferreras, on a docket number that cannot exist, with a charge for each status."""
    district = "Suffolk" if incident == "dookhan" else "Hampden"
    source = Source("list.csv", "Second letter", district, "2017-04-18", number)
    charges = tuple(
        Charge(count, status, source, offense=OFFENSE) for count, status in enumerate(statuses, start=1)
    )
    return Case(incident, f"0702CR09{number:04}", COURT, Person(Name("Odalys", "", last)), charges, source)


@contextmanager
def asked_for(app: Flask) -> Iterator[None]:
    """What making paper needs: somebody who asks the site for it, in English."""
    with app.test_request_context("/en/staff/"):
        yield


def pages(pdf: bytes) -> list[str]:
    """What stands on each page, without white space, which lines break anywhere."""
    return [squeezed(page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]


def squeezed(text: str) -> str:
    """A text without white space."""
    return "".join(unicodedata.normalize("NFC", text).split())


def between(pdf: bytes, page: int, top: float, bottom: float) -> str:
    """What stands on a page between these heights, in points from its top."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        side = document.pages[page]
        return side.crop((0, top, side.width, bottom), strict=False).extract_text() or ""


def bookmarks(pdf: bytes) -> list[tuple[str, int]]:
    """The bookmarks of a document, each with the number of its page, from 1."""
    reader = PdfReader(io.BytesIO(pdf))
    marks = [mark for mark in reader.outline if isinstance(mark, Destination)]
    return [(str(mark.title), (reader.get_destination_page_number(mark) or 0) + 1) for mark in marks]


def smallest(pdf: bytes, page: int, words: str) -> float:
    """The size of the smallest letter in the lines that hold these words, without white space."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        lines = document.pages[page].extract_text_lines()
    return min(
        float(letter["size"]) for line in lines if words in squeezed(line["text"]) for letter in line["chars"]
    )
