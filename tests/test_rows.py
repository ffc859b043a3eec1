"""Rows that are left out, that cannot be read, or that leave something open. Everybody here is invented."""

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


JANE = "Name;DOB;Docket;Charge;Finding;Juvenile;Sealed\nDOE, JANE;4/11/67;0752CR090001;POSS;GUILTY;;\n"
BARRED = {
    "juvenile column": (f"{JANE}ROE, RICHARD;;0752CR090002;POSS;;JUV;\n", 1, 0, 0),
    "sealed column": (f"{JANE}ROE, RICHARD;;0752CR090002;POSS;;ADULT;Y\n", 0, 1, 0),
    "said in the disposition": (f"{JANE}ROE, RICHARD;;0752CR090002;POSS;GUILTY - SEALED;;\n", 0, 1, 0),
    "said beside the name": (f"{JANE}ROE, RICHARD (JUV);;0752CR090002;POSS;GUILTY;;\n", 1, 0, 0),
    "juvenile docket number": (f"{JANE}ROE, RICHARD;;0752JV090002;POSS;;;\n", 1, 0, 0),
    "any row bars the whole case": (
        f"{JANE}ROE, RICHARD;;0752CR090002;POSS;;;\nROE, RICHARD;;0752CR090002;DIST;;;X\n",
        0,
        1,
        0,
    ),
    "blank rows go on with the mark": (f"{JANE}ROE, RICHARD;;0752CR090002;POSS;;JUV;\n;;;DIST;;;\n", 1, 0, 0),
    "unknown word: left out, and said": (f"{JANE}ROE, RICHARD;;0752CR090002;POSS;;perhaps;\n", 1, 0, 1),
    "beside the docket number": (f"{JANE}ROE, RICHARD;;0752CR090002 (JUV);POSS;;;\n", 1, 0, 0),
    "beside the docket number, in full": (
        f"{JANE}ROE, RICHARD;;0752CR090002 (SEALED);POSS;;;\nROE, RICHARD;;0752CR090002;DIST;;;\n",
        0,
        1,
        0,
    ),
    "youthful offender's number": (f"{JANE}ROE, RICHARD;;0752CR090002-YO;POSS;;;\n", 1, 0, 0),
    "among other words": (f"{JANE}ROE, RICHARD;;0752CR090002;POSS, SEALED 2014;;;\n", 0, 1, 1),
    "after the name": (f"{JANE}ROE, RICHARD *JUV*;;0752CR090002;POSS;;;\n", 1, 0, 1),
    "instead of the birth date": (f"{JANE}ROE, RICHARD;expunged;0752CR090002;POSS;;;\n", 0, 1, 1),
    "instead of the name: everybody there": (
        f"{JANE}REDACTED;;0752CR090002;POSS;;;\nROE, RICHARD;;0752CR090002;POSS;;;\n",
        0,
        1,
        1,
    ),
    "another spelling of the name": (
        f"{JANE}ROE, RICHARD;1/2/70;0752CR090002;POSS;;;Y\nROWE, RICHARD;;0752CR090002;POSS;;;\n",
        0,
        1,
        0,
    ),
    "another name, born the same day": (
        f"{JANE}ROE, RICHARD;1/2/70;0752CR090002;POSS;;;Y\nPOE, DICK;1/2/70;0752CR090002;POSS;;;\n",
        0,
        1,
        0,
    ),
    "an alias": (
        f"{JANE}ROE, RICHARD A/K/A POE, DICK;;0752CR090002;POSS;;;Y\nPOE, DICK;;0752CR090002;POSS;;;\n",
        0,
        1,
        0,
    ),
    "a title over a section": (
        f"{JANE}SEALED CASES;;;;;;\nROE, RICHARD;;0752CR090002;POSS;;;\nJUVENILES;;;;;;\n"
        "MOE, MARY;;0752CR090003;POSS;;;\n",
        1,
        1,
        2,
    ),
    "a title over the header": (
        "Juveniles\nName;Docket;Charge\nROE, RICHARD;0752CR090002;P\nAdults\nDOE, JANE;0752CR090001;P\n",
        1,
        0,
        1,
    ),
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


NOT_BARRED = {
    "the contrary": "ROE, RICHARD;;0752CR090002;POSS;NOT SEALED;ADULT;N\n",
    "a title about others": "Sealed cases excluded;;;;;;\nROE, RICHARD;;0752CR090002;P;;;\n",
    "an adult's offense": "ROE, RICHARD;;0752CR090002;CONTRIBUTE TO DELINQUENCY OF CHILD;;;\n",
    "surnames": "YO, SEAL;;0752CR090002;POSS;;;\n",
    "a son, whose father is sealed": (
        "ROE SR., RICHARD;1/2/40;0752CR090002;POSS;;;Y\nROE JR., RICHARD;3/4/70;0752CR090002;POSS;;;\n"
    ),
    "a sister, whose brother is sealed": (
        "ROE, RICHARD;1/2/69;0752CR090002;POSS;;;Y\nROE, MARY;3/4/70;0752CR090002;POSS;;;\n"
    ),
}


@pytest.mark.parametrize("row", NOT_BARRED)
def test_who_is_not_left_out(row: str, tmp_path: Path) -> None:
    reading = read_text(tmp_path, JANE + NOT_BARRED[row])
    assert [entry.docket for entry in reading.entries] == ["0752CR090001", "0752CR090002"]
    assert not reading.problems


COURTS = {
    "no birth date": ("", "Lowell Juvenile Court", []),
    "fifteen then": ("1992", "Lowell Juvenile Court", []),
    "seventeen was an adult then": ("12/23/1989", "Lowell Juvenile Court", ["0752CR090002"]),
    "another court": ("", "Lowell District Court", ["0752CR090002"]),
}


@pytest.mark.parametrize("who", COURTS)
def test_a_juvenile_courts_cases_are_left_out_unless_the_person_was_an_adult(
    who: str, tmp_path: Path
) -> None:
    born, court, found = COURTS[who]
    reading = read_text(tmp_path, f"Name;Born;Docket;Court\nROE, RICHARD;{born};0752CR090002;{court}\n")
    assert [entry.docket for entry in reading.entries] == found
    assert reading.juvenile == 1 - len(found)


def test_marks_in_columns_that_are_not_read(tmp_path: Path) -> None:
    text = "Name;Docket;Remarks\nDOE, JANE;0752CR090001;none\nROE, RICHARD;0752CR090002;record sealed 2015\n"
    reading = read_text(tmp_path, text)
    assert [entry.docket for entry in reading.entries] == ["0752CR090001"]
    assert str(reading.problems[0]).startswith('list.csv:-:3: a cell of this row says "sealed"')


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
