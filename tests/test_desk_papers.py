"""What leaves the desk on paper: sheets, letters and their ledger, the blank questions."""

from __future__ import annotations

import io
import re

import pypdf
import pytest

from lookup.staff import journal
from lookup.staff.rows import PART
from lookup.staff.store import StaffStore
from tests.desk import instance_of, signed_in
from tests.judge import text_of
from tests.operating import on_disk
from tests.test_desk_list import checked, follow

LIST = """Client,DOB,Docket,Language,Address
Rosalind Okafor,1970-05-02,,Spanish,
Milton Farnsworth,,0607CR090102,,"12 Elm St, Lynn, MA 01901"
Nadia Holloway,1972,,,
Nobody Atall,1970,,English,
Nobody Atall,spring,,,
"""


@pytest.fixture
def staff(app):
    return signed_in(app)


def pages(answer):
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf"), answer.text
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(answer.data)).pages]


def test_one_file_for_the_whole_clinic_each_in_their_language(staff):
    cover, first, *others = pages(checked(staff, LIST).send("Sheets to hand out (PDF)", spoken="both"))
    assert "For staff only." in cover
    assert all(name in cover for name in ("Rosalind Okafor", "Milton Farnsworth", "Nadia Holloway"))
    assert ("0702CR090101" in first, "Desestimado" in first, "Dismissed" in first) == (True, True, False)
    assert all("Milton Farnsworth" in page for page in others)
    assert ("0607CR090102" in others[0], "Kept by prosecutors" in others[0]) == (True, True)


def test_printers_are_asked_to_use_one_side_only(staff):
    sheets = checked(staff, LIST).send("Sheets to hand out (PDF)").data
    assert b"/Duplex /Simplex" in sheets


def test_a_sheet_calls_people_by_their_name(staff):
    sheets = pages(checked(staff, 'Name,Born\n"OKAFOR, ROSALIND",1970\n').send("Sheets to hand out (PDF)"))
    assert "Rosalind Okafor" in sheets[1]
    assert "OKAFOR" not in sheets[1]


def test_who_was_not_found_gets_a_sheet_too_where_that_is_asked_for(staff):
    cover, *sheets = pages(checked(staff, LIST).send("Sheets to hand out (PDF)", who="everybody"))
    assert len([sheet for sheet in sheets if "Nobody Atall" in sheet]) == 1
    assert not [sheet for sheet in sheets if "Nadia Holloway" in sheet], "nobody has looked at her row yet"


def test_a_long_list_has_paper_in_parts(staff, app):
    people = [f"Nobody Atall,{1900 + number % 90}" for number in range(PART)]
    page = checked(staff, "\n".join(["Name,Born", *people, "Milton Farnsworth,1965"]))
    assert "Rows 1 to 250" in page.text
    assert "There is no sheet to make" in page.press("Sheets to hand out (PDF)", part="1").text
    cover, *sheets = pages(page.send("Sheets to hand out (PDF)", part="2", spoken="en"))
    assert ("Atall" in cover, len(sheets)) == (False, 1)
    assert "Nobody on this list has a case that was kept." in page.press("Letters (PDF)", part="1").text
    with StaffStore(instance_of(app)) as store:
        assert [(line.event, line.rows) for line in journal.lines(store)][-1] == ("handouts", 1)


def test_nobody_gets_a_sheet_before_somebody_has_looked(staff):
    page = checked(staff, "Name,Born\nNadia Holloway,1972\n")
    assert "There is no sheet to make" in page.press("Sheets to hand out (PDF)").text
    row = follow(page, "Look at them one by one")
    assert "There is no sheet to make" in staff.get(f"{row.path}/sheet.pdf").text


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("In English", ["Dismissed"]),
        ("In Spanish", ["Desestimado"]),
        ("In English and Spanish", ["Dismissed", "Desestimado"]),
    ],
)
def test_the_sheet_of_one_person(staff, link, words):
    page = staff.get("/en/staff/person").press("Check", consent="1", name="Rosalind Okafor", born="1970")
    answer = follow(page, "Show the answer for this person")
    address = next(a.get("href") for a in answer.root.iter("a") if text_of(a) == link)
    sheet = " ".join(pages(staff.fetch(address)))
    assert [word for word in words if word not in sheet] == []


def test_the_blank_questions(staff):
    sheet = pages(staff.fetch("/en/staff/self-check.pdf"))
    assert len(sheet) <= 2


def test_a_letter_for_whom_the_prosecutors_kept_the_case(staff, app):
    english, spanish = pages(checked(staff, LIST).send("Letters (PDF)"))
    assert ("Milton Farnsworth" in english, "12 Elm St" in english) == (True, True)
    assert "0607CR090102" in spanish
    [code] = re.findall(r"[A-Z0-9]{4}-[A-Z0-9]{4}", english)
    page = staff.get("/en/staff/letters").press("It came back today", reference=code.lower())
    assert "It is noted." in page.text
    ledger = app.test_cli_runner().invoke(args=["staff", "ledger"]).output
    assert code in ledger
    kept = on_disk(instance_of(app), "staff.db*")
    assert [word for word in ("Farnsworth", "0607CR090102") if word.encode() in kept] == []


def test_a_code_of_no_letter_is_said(staff):
    page = staff.get("/en/staff/letters").press("The person answered today", reference="AAAA-AAAA")
    assert "No letter has this code." in page.text


def test_no_letter_where_nothing_was_kept(staff):
    page = checked(staff, "Name,Born\nRosalind Okafor,1970\n").press("Letters (PDF)")
    assert "Nobody on this list has a case that was kept." in page.text


def test_the_journal_has_how_many_and_never_who(staff, app):
    page = checked(staff, LIST)
    for button in ("Sheets to hand out (PDF)", "Letters (PDF)", "Download as CSV"):
        page.send(button)
    with StaffStore(instance_of(app)) as store:
        lines = [(line.event, line.rows) for line in journal.lines(store)][-4:]
    assert lines == [("checked a list", 5), ("handouts", 2), ("letters", 1), ("downloaded", 5)]
