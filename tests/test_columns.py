"""Headers as offices write them, and the fields they mean."""

import pytest

from lookup.lists.columns import find
from lookup.lists.headers import FIELDS, SOCIAL_SECURITY, recognise
from lookup.lists.problems import Unreadable
from lookup.lists.tables import Row

MEANINGS = {
    "name": (
        "Defendant Name; DEFENDANT; Name; Party; Party Name; Name (Last, First); Defendant's Name; Acusado"
    ),
    "last": "Last; Surname; Last Name; Family name; LName; LAST_NAME; Apellidos; Defendant Last Name",
    "first": "First; Given name; FName; Defendant First Name; Primer nombre",
    "middle": "MI; DEFENDANT MI; M.I.; Middle; Middle Initial; Segundo nombre",
    "suffix": "Suffix; Gen.; Sufijo",
    "alias": "AKA; A/K/A; Alias(es); Aliases; AKA 2; Also Known As; Apodo",
    "born": (
        "D.O.B.; DOB; DOB (YYYY-MM-DD); Birth Date; Date of\nBirth; YOB; Fecha de Nacimiento; Fecha nac."
    ),
    "docket": (
        "Docket; Docket No.; Docket #; DOCKET NUMBER; Case Number; Case No.; Case #; Case; Dkt. No.; "
        "Court Docket Number; Número de expediente; Expediente; District Court Docket No"
    ),
    "court": "Court; Court Name; Tribunal; Sentencing Court",
    "count": "Count; Count No.; Charge #; Count #",
    "offense": "Offense; Offence; Charge; Charges; Charge(s); Charge Description; "
    "Delito; Drug Offense Charged",
    "statute": "Statute; Chapter/Section; c/s; MGL; M.G.L.; Ch./Sec.",
    "disposition": "Disposition; DISPO; Finding; Outcome; Result?; Adverse Disposition",
    "disposed": "Disp. Date; DISPO DT; Disposition Date; "
    " Date of disposition; Date (Disposition) Disposition Date",
    "status": "Status; List; Position; Commonwealth position; Commonwealth's position; Action; Estado",
    "juvenile": "Adult/Juvenile; Juvenile; Juv; Juv.; Juvenile (Y/N)",
    "sealed": "Sealed; Sealed?; Sealed (Y/N); Record Sealed?",
    SOCIAL_SECURITY: "SSN; Social Security; Social Security Number; S.S.N.; Soc. Sec. #; Defendant SSN",
    "": (
        "Docket entry date; Attorney name; Officer; Age; Home Address; Offense Date; Place of birth; "
        "Lab Sample #; Chemist; Court date; Warrant status; Notes; Judge; No.; Related docket; County; "
        "Race; Total counts"
    ),
}


@pytest.mark.parametrize(
    ("header", "field"),
    [(header, field) for field, headers in MEANINGS.items() for header in headers.split("; ")],
)
def test_headers(header: str, field: str) -> None:
    assert recognise(header)[0] == field


def rows(*texts: str) -> list[Row]:
    return [Row(number, tuple(text.split(";")), "-") for number, text in enumerate(texts, start=1)]


FOUND = {
    "below a title": (("List, filed 2017", "Name;Docket", "Doe;0752CR090001"), {}, "name docket", 2),
    "over two rows": (
        ("Defendant;;Case;", "Last;First;Docket No.;Court", "Doe;Jane;1;2"),
        {},
        "last first docket court",
        2,
    ),
    "words split over two rows": (
        ("Defendant;Date of;Docket", "Name;Birth;Number", "Doe;1967;1"),
        {},
        "name born docket",
        2,
    ),
    "Ct. over numbers": (("Name;Docket;Ct.", "Doe;0752CR090001;1"), {}, "name docket count", 1),
    "Ct. over words": (("Name;Docket;Ct.", "Doe;0752CR090001;Lowell"), {}, "name docket court", 1),
    "Charge over numbers": (
        ("Name;Docket;Charge;Offense", "Doe;1;1;POSS"),
        {},
        "name docket count offense",
        1,
    ),
    "Counts that only say how many": (("Name;Docket;Counts", "Doe;0752CR090001;3"), {}, "name docket -", 1),
    "Nombre beside Apellido": (("Apellido;Nombre;Expediente", "Doe;Jane;1"), {}, "last first docket", 1),
    "full name beside its parts": (("Name;Last;First;Docket", "x;Doe;Jane;1"), {}, "- last first docket", 1),
    "a description beside a code": (
        ("Name;Docket;Charge;Charge Description", "Doe;1;x;y"),
        {},
        "name docket - offense",
        1,
    ),
    "surely before likely": (
        ("Defendant;Defendant's attorney's client name;Docket", "x;y;1"),
        {},
        "name - docket",
        1,
    ),
    "several aliases": (("Name;AKA 1;AKA 2;Docket", "Doe;;;1"), {}, "name alias alias docket", 1),
    "mapped": (("Who;Ref;Case", "Doe;1;2"), {"who": "name", "Ref": "docket"}, "name docket -", 1),
    "never Social Security": (("Name;SSN;Docket", "Doe;x;1"), {}, "name - docket", 1),
}


@pytest.mark.parametrize("case", FOUND)
def test_find(case: str) -> None:
    texts, mapped, fields, body = FOUND[case]
    columns = find(rows(*texts), mapped, status_known=True)
    assert " ".join(columns.fields.get(place, "-") for place in range(len(columns.header))) == fields
    assert columns.body == body


REFUSED = {
    "two dockets": (
        ("Name;Docket;Case Number", "a;b;c"),
        {},
        'the columns "Docket" and "Case Number" both seem',
    ),
    "two birth dates": (
        ("Name;Docket;DOB;Birth Date", "a;b;c;d"),
        {},
        '"DOB" and "Birth Date" both seem to be the date of birth',
    ),
    "no docket": (
        ("Name;DOB;Reference", "a;b;c"),
        {},
        'as the docket number; the headers are "Name", "DOB", "Reference"',
    ),
    "no name": (("Docket;Charge;Who", "a;b;c"), {}, 'as the name; the headers are "Docket", "Charge", "Who"'),
    "no header": (("Doe;0752CR090001", "Roe;0752CR090002"), {}, "none of the first 40 rows is a header"),
    "mapped but absent": (
        ("Name;Docket", "a;b"),
        {"Juvenil?": "juvenile"},
        'maps the header "Juvenil?", which',
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str) -> None:
    texts, mapped, what = REFUSED[case]
    with pytest.raises(Unreadable) as caught:
        find(rows(*texts), mapped, status_known=True)
    assert what in str(caught.value)
    assert "Doe" not in str(caught.value)


def test_status_must_come_from_somewhere() -> None:
    with pytest.raises(Unreadable, match='or write status = "..." for the whole list'):
        find(rows("Name;Docket", "a;b"), {}, status_known=False)


def test_every_field_has_headers() -> None:
    assert {field for field, headers in MEANINGS.items() if headers} >= set(FIELDS)


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (["Name;Docket;Result", "a;b;DWP", "c;d;Oppose", "e;f;pending"], 2),
        (["Name;Docket;Letter no.;Remark", "a;b;DWP;", "c;d;Oppose;see file"], 2),
        # two columns with such words, or only a few of them: nobody can tell
        (["Name;Docket;Then;Now", "a;b;DWP;Oppose"], None),
        (["Name;Docket;Remark", "a;b;DWP", "c;d;moved", "e;f;moved"], None),
    ],
)
def test_the_status_is_the_column_that_holds_the_manifests_words(lines, place):
    words = {"dwp": "dismissed", "Oppose": "kept"}
    if place is None:
        with pytest.raises(Unreadable):
            find(rows(*lines), {}, status_known=False, status_words=words)
    else:
        found = find(rows(*lines), {}, status_known=False, status_words=words)
        assert found.fields[place] == "status"


def test_a_number_of_counts_is_not_a_count():
    found = find(rows("Name;Docket;# Counts", "a;b;2"), {}, status_known=True)
    assert "count" not in found.fields.values()
