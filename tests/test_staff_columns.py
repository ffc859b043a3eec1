"""Client lists as offices really have them: what each column is taken for, and who is in each row."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lookup.staff import tables
from lookup.staff.asking import Asked
from lookup.staff.columns import Layout, guess, people, without_titles

LANGUAGES = {"en": "English", "es": "Español"}
CLIENTS = Path(__file__).parent.parent / "lookup" / "data" / "demo" / "clients.csv"


def rows(*lines: str) -> list[tuple[str, ...]]:
    """Rows of cells between bars."""
    return [tuple(line.split("|")) for line in lines]


HEADERS = {
    "Client name|DOB|Docket|Preferred language|Former name|Client ID": "name|born|docket|language|former|",
    "Last Name|First Name|MI|Suffix|Birth date|Docket #": "last|first|middle|suffix|born|docket",
    "Client Last Name|Client First Name|Client DOB|Client Phone": "last|first|born|",
    "Full legal name|Maiden name|Previous last name|A/K/A|Aliases": "name|former|former|former|former",
    "Name|Street|Apt|City|State|Zip Code|E-mail address": "name|address|address|address|address|address|",
    "Name|Mailing address|Primary language|Lang": "name|address|language|",
    "Full name|Have you used any other names?|Other household member names": "name|former|",
    "Nombre completo|Fecha de nacimiento|Expediente|Idioma|Dirección": "name|born|docket|language|address",
    "Apellidos|Nombre|Apellido de soltera|Segundo nombre": "last|first|former|middle",
    "Nombre|Nacimiento": "name|born",
    "Cliente|Teléfono": "name|",
    "Docket 1|Docket 2|Other dockets": "docket|docket|docket",
    "Docket number|Docket no.|Name": "docket|docket|name",
    # A whole name is not searched together with its parts.
    "Client name|Last name|First name|DOB": "|last|first|born",
    "Client name|Last name|DOB": "name||born",
    # Others than the client.
    "Client|Attorney name|Emergency contact name|Spouse name|Caseworker": "name||||",
    "Attendee|Case manager name|Guardian name|Co-defendant": "name|||",
    "Name|Court|Charge|Status|Intake date|Age|Place of birth": "name||||||",
    "Name|SSN|Social Security Number|SS #": "name|||",
    # Two columns for what there is once: the surer one, else the first one.
    "Date of birth (verified)|DOB|Name": "born||name",
}


@pytest.mark.parametrize(("header", "fields"), HEADERS.items(), ids=HEADERS)
def test_columns_by_their_headers(header, fields):
    lines = rows(header, "|".join("0702CR090417" for _ in header.split("|")))
    assert guess(lines) == Layout(lines[0], tuple(fields.split("|")))


@pytest.mark.parametrize(
    ("header", "number", "field"),
    [
        ("Case No.", "0702CR090417", "docket"),
        ("Case ID", "not known; SUCR2004-09731", "docket"),
        ("Case No.", "22-0001234", ""),
        ("Case ID", "LA-20931", ""),
        ("Docket", "to be found", "docket"),
    ],
)
def test_an_offices_own_case_number_is_no_docket_number(header, number, field):
    assert guess(rows(f"Name|{header}", f"Ana Cruz|{number}")).fields == ("name", field)


WITHOUT_HEADER = {
    "a name a line": (("Hargrove, Denise", "Luis Rivera"), "name"),
    "numbered lines": (("1. Denise Hargrove|DOB 6/2/71", "2. Luis Rivera|DOB: 2/19/1968"), "name|born"),
    "a number a line": (("0702CR090417", "SUCR2004-09731; 0901CR090352"), "docket"),
    "last and first": (("Hargrove|Denise|6/2/71", "García López|José|1/14/79"), "last|first|born"),
    "whole names": (("Hargrove, Denise|1971", "Rivera, Luis|1968"), "name|born"),
    "names, then towns": (
        tuple(f"Denise Har{letter}grove|Boston|1971" for letter in "abcdefghij"),
        "name||born",
    ),
    "all sorts": (
        ("C-17|Ana Cruz|a@example.org|617-555-0123|4/1/70|F|Spanish|0702CR090417|1/2/2026",),
        "|name|||born||language|docket|",
    ),
    "several numbers": (("0702CR090417|0901CR090352|Ana Cruz",), "docket|docket|name"),
    "two dates": (("Ana Cruz|1/2/1970|3/4/1980",), "name|born|"),
    "somebody's number is no count of days": (("Ana Cruz|24573", "Luis Rivera|24574"), "name|"),
    "nothing that is known": (("12|34", "56|78"), "|"),
}


@pytest.mark.parametrize(("lines", "fields"), WITHOUT_HEADER.values(), ids=WITHOUT_HEADER)
def test_columns_without_a_header_are_known_by_their_cells(lines, fields):
    assert guess(rows(*lines)) == Layout(None, tuple(fields.split("|")))


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        (("Clinic of May 12|", "for staff only|", "Name|DOB", "Ana Cruz|1970"), 2),
        (("Name|DOB", "Ana Cruz|1970"), 2),
        (("Ana Cruz|1970", "Luis Rivera|1968"), 2),
        # A surname that is also a header.
        (("Ana Cruz|x", "Case|Justin", "Luis Rivera|x"), 3),
        ((), 0),
    ],
)
def test_titles_above_the_header_are_no_people(lines, left):
    assert len(without_titles(rows(*lines))) == left


NAMES: dict[str, dict[str, tuple[str, ...]]] = {
    "Last|First|Middle|Suffix": {
        "Medeiros|Joseph|A.|Jr": ("Joseph A. Medeiros Jr",),
        "García López|José||": ("José García López",),
        "Cruz|||": ("Cruz",),
        "|||": (),
    },
    "Name|Suffix": {
        "García López, José|": ("García López, José",),
        "Medeiros, Joseph|Jr.": ("Medeiros, Joseph Jr.",),
        "Ana Cruz a/k/a Ana Rivera|": ("Ana Cruz", "Ana Rivera"),
        "Ana Cruz (aka Anita Cruz)|": ("Ana Cruz", "Anita Cruz"),
        "Ana (Nena) Cruz|": ("Ana (Nena) Cruz",),
        "=Ana Cruz|": ("=Ana Cruz",),
        "12) Ana Cruz|": ("Ana Cruz",),
        "Commonwealth v. Ana Cruz|": ("Ana Cruz",),
        "Mu\ufffdoz, Ana|": ("Muoz, Ana",),
        # Nobody's name: it stays, so that whoever wrote it is told.
        "12345|": ("12345",),
        "N/A|": (),
        " - |": (),
    },
    "Name|Former name": {
        "Ana Cruz|Ana Rivera; Ana Lee": ("Ana Cruz", "Ana Rivera", "Ana Lee"),
        "Ana Cruz|Ana Rivera / Anita Lee aka Nena Lee": ("Ana Cruz", "Ana Rivera", "Anita Lee", "Nena Lee"),
        "Cruz, Ana|Rivera": ("Cruz, Ana", "Ana Rivera"),
        "Ana Cruz|de la Rosa": ("Ana Cruz", "Ana de la Rosa"),
        "Ana Cruz|Rivera, Ana": ("Ana Cruz", "Rivera, Ana"),
        "Ana Cruz|none": ("Ana Cruz",),
        "Ana Cruz|No": ("Ana Cruz",),
        "Ana Cruz|Ana Cruz": ("Ana Cruz",),
        "|Rivera": ("Rivera",),
    },
    # Surnames only, so both words are.
    "Name|Apellido de soltera": {"Ana Cruz|López García": ("Ana Cruz", "Ana López García")},
    # A nickname goes with the last name.
    "Name|AKA": {"José Cruz|Pepe": ("José Cruz", "Pepe Cruz")},
}


def asked(header: str, row: str, layout: Layout | None = None) -> Asked:
    """Whom one row below a header asks about."""
    lines = rows(header, row)
    (person,) = people(lines[1:], layout or guess(lines), LANGUAGES)
    return person


@pytest.mark.parametrize(
    ("header", "row", "names"), [(header, *case) for header, cases in NAMES.items() for case in cases.items()]
)
def test_names(header, row, names):
    assert asked(header, row).names == names


DOCKETS = {
    "0702CR090417": ("0702CR090417",),
    "0702CR090417; 0901CR090352": ("0702CR090417", "0901CR090352"),
    "0702CR090417, 0901CR090352": ("0702CR090417", "0901CR090352"),
    "0702CR090417/0901CR090352": ("0702CR090417", "0901CR090352"),
    "0702CR090417\n0901CR090352": ("0702CR090417", "0901CR090352"),
    "0702CR090417 and SUCR2004-09731": ("0702CR090417", "SUCR2004-09731"),
    "0702CR090417; 0702CR090417": ("0702CR090417",),
    # One number, with what may stand between two.
    "07/02/CR/090417": ("07/02/CR/090417",),
    "0702 CR 090,417": ("0702 CR 090,417",),
    "0702CR090417, 002": ("0702CR090417, 002",),
    "0702CR090417 and others": ("0702CR090417 and others",),
    # What cannot be read does not take the others with it.
    "0702CR090417; A07-12345": ("0702CR090417", "A07-12345"),
    "PCF 123, 0702CR090417": ("PCF 123", "0702CR090417"),
    "0702CR090417 (BMC, Roxbury) ct 1, 2": ("0702CR090417 (BMC, Roxbury) ct 1, 2",),
    "see police report": ("see police report",),
    # A list with numbers before its lines.
    "1. 0702CR090417": ("0702CR090417",),
    "n/a": (),
    "9" * 600: ("9" * 600,),
}


@pytest.mark.parametrize(("cell", "numbers"), DOCKETS.items(), ids=range(len(DOCKETS)))
def test_docket_numbers(cell, numbers):
    (person,) = people([(cell,)], Layout(None, ("docket",)), LANGUAGES)
    assert person.dockets == numbers


@pytest.mark.parametrize(
    ("cell", "tag"),
    [
        *[
            (word, "es")
            for word in ("Spanish", "SPANISH", "español", "Espanol", "es", "SPA", "Esp.", "es-PR")
        ],
        *[(word, "en") for word in ("English", "inglés", "EN", "eng", "English / Spanish")],
        ("Spanish (needs an interpreter)", "es"),
        *[(word, "") for word in ("Portuguese", "Vietnamese", "", "?", "s", "n/a", "1")],
    ],
)
def test_languages(cell, tag):
    assert asked("Name|Language", f"Ana Cruz|{cell}").language == tag


@pytest.mark.parametrize(
    ("header", "row", "lines"),
    [
        ("Street|Apt|City|State|Zip", "12 Elm St|3|Lynn|MA|1902", ("12 Elm St", "3", "Lynn MA 01902")),
        ("City|Zip|Street", "Lynn|01902-1234|12 Elm St", ("12 Elm St", "Lynn 01902-1234")),
        ("Address|Phone", "12 Elm St\nLynn,  MA 01902|x", ("12 Elm St", "Lynn, MA 01902")),
        ("Address|City", "N/A|", ()),
    ],
)
def test_addresses(header, row, lines):
    assert asked(f"Name|{header}", f"Ana Cruz|{row}").address == lines


@pytest.mark.parametrize("cell", ["DOB: 6/2/71", "D.O.B. 6/2/71", "(born 6/2/71)", "nacida el 6/2/71"])
def test_a_birth_date_is_read_without_the_words_before_it(cell):
    assert asked("Name|DOB", f"Ana Cruz|{cell}").born == "6/2/71"


def test_a_date_stays_as_it_is():
    assert [asked("Name|DOB", f"x|{born}").born for born in ("1971-06-02", "6/2/71", "June")] == [
        "1971-06-02",
        "6/2/71",
        "June",
    ]


def test_every_row_has_its_person_also_the_empty_one():
    layout = Layout(("Name", "Notes"), ("name", ""))
    assert [person.name for person in people(rows("Ana|x", "|y", "Luis|"), layout, LANGUAGES)] == [
        "Ana",
        "",
        "Luis",
    ]
    assert list(people(rows("|y"), layout, LANGUAGES)) == [Asked()]


def test_columns_as_staff_have_corrected_them():
    layout = Layout(None, ("docket", "former", "name", ""))
    assert asked("x", "0702CR090417|Lee|Ana Cruz|Rivera", layout) == Asked(
        names=("Ana Cruz", "Ana Lee"), dockets=("0702CR090417",)
    )


def test_the_clients_to_try_the_desk_with():
    sheet = tables.read(CLIENTS.read_bytes())
    known = ("name", "born", "docket", "language", "former", "", "address", "address", "address", "address")
    assert sheet.layout.fields == known
    found = list(people(sheet.rows[1:], sheet.layout, LANGUAGES))
    assert len(found) == 24
    assert found[0] == Asked(
        names=("Denise Okafor", "Denise Hargrove"),
        born="06/02/1971",
        language="en",
        address=("12 Example Street", "Boston MA 02118"),
    )
    assert found[14].dockets == ("0414CR090309", "0923CR090271")
    numbers = re.findall(r"\b\d{4} ?[Cc][Rr] ?\d+|\bSUCR[\d-]+", CLIENTS.read_text("utf-8"))
    # Nobody's: no court has come to 90,000 (9,000 in a Superior Court) in a year.
    assert [number for number in numbers if not re.search(r"(?i)(?:cr ?0?9|-09)\d{3,4}$", number)] == []
