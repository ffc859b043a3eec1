"""Layouts that offices choose, and the entries and problems they give. Everybody here is invented."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lookup.incidents import load_all
from lookup.lists import Reading, read
from lookup.lists.manifest import ListSpec

INCIDENT = load_all()["dookhan"]
SPEC = ListSpec(
    file=Path(),
    name="list.csv",
    sheet="",
    incident="dookhan",
    district="Suffolk",
    filed=date(2017, 4, 18),
    status="dismissed",
    charge_separator="",
    columns={},
    statuses={},
)
LETTERS = {"Second Letter": "dismissed", "Third Letter": "kept"}


def read_text(folder: Path, text: str, **changes: object) -> Reading:
    file = folder / "list.csv"
    file.write_text(text, "utf-8")
    return read(replace(SPEC, file=file, **changes), INCIDENT)  # type: ignore[arg-type]


def shown(reading: Reading) -> list[str]:
    return [
        "|".join(
            [
                entry.docket,
                entry.person.name.full,
                entry.person.born,
                "-" if entry.count is None else str(entry.count),
                entry.offense,
                entry.status,
            ]
        )
        for entry in reading.entries
    ]


LAYOUTS: dict[str, tuple[str, dict[str, object], list[str]]] = {
    "one row a charge, blanks repeat the case above": (
        "Defendant;DOB;Docket;Ct.;Offense\n"
        "DOE, JANE Q.;4/11/67;0752CR090001;1;POSS CLASS B\n"
        ";;;2;DIST CLASS B\n"
        ";;0752CR090002;1;POSS CLASS A\n"
        "ROE JR., RICHARD;1/2/1970;0752CR090003;1;POSS CLASS B\n",
        {},
        [
            "0752CR090001|Jane Q. Doe|1967-04-11|1|POSS CLASS B|dismissed",
            "0752CR090001|Jane Q. Doe|1967-04-11|2|DIST CLASS B|dismissed",
            "0752CR090002|Jane Q. Doe|1967-04-11|1|POSS CLASS A|dismissed",
            "0752CR090003|Richard Roe Jr.|1970-01-02|1|POSS CLASS B|dismissed",
        ],
    ),
    "co-defendants: a birth date never passes to another name": (
        "Docket No.,Name,YOB,Charge\n"
        '0752CR090001,"DOE, JANE",1967,POSS CLASS B\n'
        ',"ROE, RICHARD",,POSS CLASS B\n'
        ",,,DIST CLASS B\n",
        {},
        [
            "0752CR090001|Jane Doe|1967|-|POSS CLASS B|dismissed",
            "0752CR090001|Richard Roe||-|POSS CLASS B|dismissed",
            "0752CR090001|Richard Roe||-|DIST CLASS B|dismissed",
        ],
    ),
    "ditto marks of every kind": (
        "Name\tBorn\tCase #\tCharge\tFinding\n"
        "DOE, JANE\t4/11/67\t0752CR090001\tPOSS CLASS B\tGUILTY\n"
        "\u3003\t\u2033\tditto\tDIST CLASS B\tdo.\n"
        "same\t''\t0752CR090002\tdo\t-\"-\n",
        {},
        [
            "0752CR090001|Jane Doe|1967-04-11|-|POSS CLASS B|dismissed",
            "0752CR090001|Jane Doe|1967-04-11|-|DIST CLASS B|dismissed",
            "0752CR090002|Jane Doe|1967-04-11|-|DIST CLASS B|dismissed",
        ],
    ),
    "a surname that looks like a ditto mark": (
        "Last,First,Docket,Charge\nNGUYEN,ANH,0752CR090001,POSS\nDO,ANH,0752CR090002,POSS\n",
        {},
        ["0752CR090001|Anh Nguyen||-|POSS|dismissed", "0752CR090002|Anh Do||-|POSS|dismissed"],
    ),
    "split names: a new first name is a new person": (
        "Surname,Given name,Suffix,D.O.B.,Docket number,Offense\n"
        "ROE,RICHARD,Jr.,4/11/67,0752CR090001,POSS\n"
        ",MARY,,,,POSS\n",
        {},
        [
            "0752CR090001|Richard Roe Jr.|1967-04-11|-|POSS|dismissed",
            "0752CR090001|Mary Roe||-|POSS|dismissed",
        ],
    ),
    "grouped by docket number": (
        "Defendant,DOB,Count,Offense\n".replace("Defendant", "Defendant,Docket")
        + "Docket No. 0752CR090001,,,,\n"
        + '"DOE, JANE",,4/11/67,1,POSS CLASS B\n'
        + '"ROE, RICHARD",,,1,POSS CLASS B\n'
        + "Docket No. 0752CR090002,,,,\n"
        + '"DOE, JANE",,4/11/67,1,POSS CLASS A\n',
        {},
        [
            "0752CR090001|Jane Doe|1967-04-11|1|POSS CLASS B|dismissed",
            "0752CR090001|Richard Roe||1|POSS CLASS B|dismissed",
            "0752CR090002|Jane Doe|1967-04-11|1|POSS CLASS A|dismissed",
        ],
    ),
    "grouped by person": (
        'Name,Docket,Charge\n"DOE, JANE",,\n,0752CR090001,POSS CLASS B\n,0752CR090002,POSS CLASS A\n',
        {},
        [
            "0752CR090001|Jane Doe||-|POSS CLASS B|dismissed",
            "0752CR090002|Jane Doe||-|POSS CLASS A|dismissed",
        ],
    ),
    "sections whose headings say the status": (
        "SUFFOLK COUNTY,,\n"
        "THE COMMONWEALTH'S SECOND LETTER,,\n"
        "Name,Docket,Charge\n"
        '"DOE, JANE",0752CR090001,POSS\n'
        ",,\n"
        "Third Letter,,\n"
        "Name,Docket,Charge\n"
        '"ROE, RICHARD",0752CR090002,POSS\n',
        {"status": "", "statuses": LETTERS},
        ["0752CR090001|Jane Doe||-|POSS|dismissed", "0752CR090002|Richard Roe||-|POSS|kept"],
    ),
    "totals, page numbers, titles, signatures and repeated headers are no cases": (
        "Name;DOB;Docket;Charges\n"
        "Jane Q. Doe;1967-04-11;0752 CR 090001;POSS\n"
        "Page 1 of 2;;;\n"
        "Suffolk County District Attorney;;;\n"
        "NAME;DOB;DOCKET;CHARGES\n"
        "Richard Roe, Jr.;1970-01-02;0752 CR 090002;POSS\n"
        "Total cases;;2;\n"
        ";;;\n"
        "Respectfully submitted,;;;\n"
        "Mary Moe;;;\n"
        "End of list;;;\n",
        {},
        [
            "0752CR090001|Jane Q. Doe|1967-04-11|-|POSS|dismissed",
            "0752CR090002|Richard Roe Jr.|1970-01-02|-|POSS|dismissed",
        ],
    ),
    "several charges in a cell, split beside their counts": (
        "Name;Docket;Counts;Charges;Statute\n"
        "DOE, JANE;0752CR090001;1 | 3;POSS CLASS B | DIST CLASS B;94C/34 | 94C/32A\n"
        "ROE, RICHARD;0752CR090002;2;POSS CLASS A;94C/34\n",
        {"charge_separator": " | "},
        [
            "0752CR090001|Jane Doe||1|POSS CLASS B|dismissed",
            "0752CR090001|Jane Doe||3|DIST CLASS B|dismissed",
            "0752CR090002|Richard Roe||2|POSS CLASS A|dismissed",
        ],
    ),
    "several charges in a cell, a line each": (
        'Name,Docket,Offense\n"DOE, JANE",0752CR090001,"POSS CLASS B\nDIST CLASS B"\n'
        '"ROE, RICHARD",0752CR090002,POSS\n',
        {"charge_separator": "\n"},
        [
            "0752CR090001|Jane Doe||-|POSS CLASS B|dismissed",
            "0752CR090001|Jane Doe||-|DIST CLASS B|dismissed",
            "0752CR090002|Richard Roe||-|POSS|dismissed",
        ],
    ),
    "one offense for several counts": (
        "Name;Docket;Count;Offense\nDOE, JANE;0752CR090001;1, 2 & 4;POSS\n"
        "ROE, RICHARD;0752CR090002;Ct. 1-2;POSS\n",
        {},
        [
            "0752CR090001|Jane Doe||1|POSS|dismissed",
            "0752CR090001|Jane Doe||2|POSS|dismissed",
            "0752CR090001|Jane Doe||4|POSS|dismissed",
            "0752CR090002|Richard Roe||1|POSS|dismissed",
            "0752CR090002|Richard Roe||2|POSS|dismissed",
        ],
    ),
    "several docket numbers in a cell": (
        "Name;Docket\nDOE, JANE;0752CR090001, 0752CR090002\n"
        'ROE, RICHARD;"0752CR090003\n0752CR090004 & 0752CR090005"\n',
        {},
        [
            "0752CR090001|Jane Doe||-||dismissed",
            "0752CR090002|Jane Doe||-||dismissed",
            "0752CR090003|Richard Roe||-||dismissed",
            "0752CR090004|Richard Roe||-||dismissed",
            "0752CR090005|Richard Roe||-||dismissed",
        ],
    ),
    "the court in its own column": (
        "Name;Docket;Ct.\nDOE, JANE;07-90001;Lowell District Court\nROE, RICHARD;2007-90002;11\n",
        {},
        ["0711CR090001|Jane Doe||-||dismissed", "0711CR090002|Richard Roe||-||dismissed"],
    ),
    "Spanish headers and dates": (
        "Apellidos,Nombre,Fecha de nacimiento,Número de expediente,Cargo,Estado\n"
        "GARCÍA LÓPEZ,JOSÉ LUIS,11 de abril de 1967,0752CR090001,POSS,Desestimado\n",
        {"statuses": {"desestimado": "dismissed"}},
        ["0752CR090001|José Luis García López|1967-04-11|-|POSS|dismissed"],
    ),
    "spreadsheet day counts and day-first dates": (
        "Name;Date of Birth;Docket\nDOE, JANE;24573;0752CR090001\n"
        "ROE, RICHARD;25/4/67;0752CR090002\nMOE, MARY;1/2/67;0752CR090003\n",
        {},
        [
            "0752CR090001|Jane Doe|1967-04-11|-||dismissed",
            "0752CR090002|Richard Roe|1967-04-25|-||dismissed",
            "0752CR090003|Mary Moe|1967-02-01|-||dismissed",
        ],
    ),
    "the case's caption as name, and a Social Security number among the words": (
        "Case Name;Docket;Charge\nCommonwealth v. Jane Doe SSN 987-65-4321;0752CR090001;POSS 987 65 4321 B\n",
        {},
        ["0752CR090001|Jane Doe||-|POSS  B|dismissed".replace("  ", " ")],
    ),
    "columns in another order on the next page": (
        "Name;Docket;Charge\nDOE, JANE;0752CR090001;POSS\n"
        "Charge;Docket;Name\nDIST;0752CR090002;ROE, RICHARD\n",
        {},
        ["0752CR090001|Jane Doe||-|POSS|dismissed", "0752CR090002|Richard Roe||-|DIST|dismissed"],
    ),
    "status words, a blank one, and status ids": (
        "Name;Docket;Position\nDOE, JANE;0752CR090001;oppose.\n"
        "ROE, RICHARD;0752CR090002;\nMOE, MARY;0752CR090003;Under review\n",
        {"statuses": {"OPPOSE": "kept"}},
        [
            "0752CR090001|Jane Doe||-||kept",
            "0752CR090002|Richard Roe||-||dismissed",
            "0752CR090003|Mary Moe||-||under_review",
        ],
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts(layout: str, tmp_path: Path) -> None:
    text, changes, expected = LAYOUTS[layout]
    reading = read_text(tmp_path, text, **changes)
    assert [str(problem) for problem in reading.problems] == []
    assert shown(reading) == expected


JANE = "Name;DOB;Docket;Charge;Finding;Juvenile;Sealed\nDOE, JANE;4/11/67;0752CR090001;POSS;GUILTY;;\n"
BARRED = {
    "juvenile column": (f"{JANE}ROE, RICHARD;;0752CR090002;POSS;;JUV;\n", 1, 0, 0),
    "sealed column": (f"{JANE}ROE, RICHARD;;0752CR090002;POSS;;ADULT;Y\n", 0, 1, 0),
    "said in the disposition": (f"{JANE}ROE, RICHARD;;0752CR090002;POSS;GUILTY - SEALED;;\n", 0, 1, 0),
    "juvenile docket number": (f"{JANE}ROE, RICHARD;;0752JV090002;POSS;;;\n", 1, 0, 0),
    "any row bars the whole case": (
        f"{JANE}ROE, RICHARD;;0752CR090002;POSS;;;\nROE, RICHARD;;0752CR090002;DIST;;;X\n",
        0,
        1,
        0,
    ),
    "blank rows go on with the mark": (f"{JANE}ROE, RICHARD;;0752CR090002;POSS;;JUV;\n;;;DIST;;;\n", 1, 0, 0),
    "unknown word: left out, and said": (f"{JANE}ROE, RICHARD;;0752CR090002;POSS;;perhaps;\n", 1, 0, 1),
    "no name: nobody on the docket number": (
        f"{JANE}ROE, RICHARD;;0752CR090002;POSS;;;\nN/A;;0752CR090003;POSS;;;sealed\n"
        "MOE, MARY;;0752CR090002;POSS;;;1\nROE, RICHARD;;0752CR090002;POSS;;;true\n",
        0,
        3,
        0,
    ),
}


@pytest.mark.parametrize("mark", BARRED)
def test_juvenile_and_sealed_cases_are_left_out(mark: str, tmp_path: Path) -> None:
    text, juvenile, sealed, problems = BARRED[mark]
    reading = read_text(tmp_path, text)
    assert [entry.docket for entry in reading.entries] == ["0752CR090001"]
    assert (reading.juvenile, reading.sealed, len(reading.problems)) == (juvenile, sealed, problems)
    assert {docket[:4] for docket, _ in reading.barred} == {"0752"}


HEADER = "Name;DOB;Docket;Court;Count;Charge;Disp. Date;List\n"
ROW_PROBLEMS = {
    "DOE, JANE;;07-77;;1;POSS;;": 'the docket number "07-77" lacks its court',
    "DOE, JANE;;07-77;Nowhere;1;POSS;;": "is no court that is known",
    "DOE, JANE;;4/11/67;;1;POSS;;": "the text in the docket column cannot be read",
    "DOE, JANE;;SMITH JOHN 123;;1;POSS;;": "the text in the docket column cannot be read",
    "DOE, JANE;;SUCR2007-9001;;1;POSS;;": "may have lost a digit",
    "DOE, JANE;;0752CR090001, 9;;1;POSS;;": "cannot be read",
    "DOE, JANE;;;;1;POSS;;": "there is no docket number here",
    ";;0752CR090001;;1;POSS;;": "there is no name here",
    "DOE, JANE;;0752CR090001;;1;POSS;;Perhaps": 'the word "Perhaps" in the status column is no status',
    "DOE, JANE;;0752CR090001;;1;POSS;;;x;y": "this row has 10 cells, but the header 8",
    f"DOE, JANE;;0752CR090001;;1;{'x' * 10_001};;": "a cell holds more than 10,000 characters",
    "DOE, JANE;;;;;;;": "a name stands here without anything else",
}


@pytest.mark.parametrize("row", ROW_PROBLEMS)
def test_rows_that_cannot_be_read(row: str, tmp_path: Path) -> None:
    good = "ROE, RICHARD;;0752CR090002;;1;POSS;;\n"
    reading = read_text(tmp_path, f"{HEADER}{row}\n{good}")
    problem = reading.problems[0]
    assert ROW_PROBLEMS[row] in str(problem)
    assert str(problem).startswith("list.csv:-:2: ")
    assert [entry.docket for entry in reading.entries] == ["0752CR090002"]
    assert "DOE" not in str(problem)
    assert "JOHN" not in str(problem)
    assert "67" not in str(problem)


def test_what_a_problem_leaves_standing(tmp_path: Path) -> None:
    rows = "DOE, JANE;2/30/67;0752CR090001;;A;POSS;soon;\n"
    reading = read_text(tmp_path, HEADER + rows)
    assert shown(reading) == ["0752CR090001|Jane Doe||-|POSS|dismissed"]
    assert [problem.what for problem in reading.problems] == [
        "the birth date cannot be read",
        "the count is not a number",
        "the date of the disposition cannot be read",
    ]


def test_unread_rows_are_counted_for_their_docket(tmp_path: Path) -> None:
    rows = "DOE, JANE;;0752CR090001;;1;POSS;;\n;;;;2;DIST;;Perhaps\n;;;;3;DIST;;Perhaps\n"
    reading = read_text(tmp_path, HEADER + rows)
    assert reading.unread == {"0752CR090001": 2}
    assert len(reading.entries) == 1


def test_a_birth_date_without_a_name_is_not_the_person_above(tmp_path: Path) -> None:
    rows = "DOE, JANE;4/11/67;0752CR090001;;1;POSS;;\n;1/2/70;0752CR090002;;1;POSS;;\n"
    reading = read_text(tmp_path, HEADER + rows)
    assert len(reading.entries) == 1
    assert "no name" in reading.problems[0].what


def test_aliases_from_the_name_and_from_their_own_columns(tmp_path: Path) -> None:
    text = (
        "Name;AKA 1;AKA 2;Docket\nDOE, JANE A/K/A JANET DOE;ROE, JANE;J. Moe;0752CR090001\n;;;0752CR090002\n"
    )
    reading = read_text(tmp_path, text)
    names = [[name.full for name in entry.person.names] for entry in reading.entries]
    assert names == [["Jane Doe", "Janet Doe", "Jane Roe", "J. Moe"]] * 2


def test_row_numbers_count_lines_of_the_file(tmp_path: Path) -> None:
    text = 'Title\n\nName;Docket;Charge\nDOE, JANE;0752CR090001;"A\nB"\nROE, RICHARD;0752CR090002;C\n'
    assert [entry.row for entry in read_text(tmp_path, text).entries] == [4, 6]


def test_unknown_columns_are_named_and_never_stored(tmp_path: Path) -> None:
    text = "Name;Docket;SSN;Home Address;Docket entry date\n"
    text += "DOE, JANE;0752CR090001;987-65-4321;1 Elm St;4/11/2007\n"
    reading = read_text(tmp_path, text)
    assert reading.ignored_columns == ("Home Address", "Docket entry date")
    assert "Elm" not in repr(reading.entries)
    assert "4321" not in repr(reading)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Name;Docket\n", "there is no row below the header"),
        ("Name;Docket\nDOE, JANE;nothing\n", "none of the 1 rows could be read"),
    ],
)
def test_lists_that_give_nothing(text: str, what: str, tmp_path: Path) -> None:
    reading = read_text(tmp_path, text)
    assert reading.unreadable
    assert reading.problems[0].row is None
    assert reading.problems[0].what == what


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    reading = read(replace(SPEC, file=tmp_path / "none.csv"), INCIDENT)
    assert reading.unreadable
    assert "cannot be opened" in str(reading.problems[0])
