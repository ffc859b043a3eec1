"""Rows that are left out, that cannot be read, or that leave something open. Everybody here is invented."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lookup import content
from lookup.lists import Reading, read
from lookup.lists.manifest import ListSpec

INCIDENT = content.load().incidents["dookhan"]
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


HEADER = "Name;DOB;Docket;Court;Count;Charge;Disp. Date;List\n"
ROW_PROBLEMS = {
    "DOE, JANE;;07-77;;1;POSS;;": 'the docket number "07-77" lacks its court',
    "DOE, JANE;;07-77;Nowhere;1;POSS;;": "is no court that is known",
    "DOE, JANE;;4/11/67;;1;POSS;;": "the text in the docket column cannot be read",
    "DOE, JANE;;SMITH JOHN 123;;1;POSS;;": "the text in the docket column cannot be read",
    "DOE, JANE;;SUCR2007-9001;;1;POSS;;": "may have lost a digit",
    "DOE, JANE;;0752CR090001, 9;;1;POSS;;": "cannot be read",
    "DOE, JANE;;;;1;POSS;;": "there is no docket number here",
    "DOE, JANE;;0752CR090001/02;;1;POSS;;": "more than one number",
    "DOE, JANE;;900123456;;1;POSS;;": "the text in the docket column cannot be read",
    "DOE, JANE / ROE, RICHARD;;0752CR090001;;1;POSS;;": "several people stand in one cell",
    "Jane Doe and Richard Roe;;0752CR090001;;1;POSS;;": "several people stand in one cell",
    "DOE, JANE, ROE, RICHARD;;0752CR090001;;1;POSS;;": "several people stand in one cell",
    "DOE, JANE;;0752CR090001;;1;POSS;;N/A": 'the word "N/A" in the status column is no status',
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


ANSWERS = ["N/A", "n.a.", "none", "unknown", "#N/A", "#REF!", "#VALUE!"]


@pytest.mark.parametrize("answer", ANSWERS)
def test_nothing_known_is_not_the_same_as_above(answer: str, tmp_path: Path) -> None:
    """A failed formula must put nobody on another's docket number, nor a case to another's name."""
    rows = (
        "DOE, JANE;4/11/67;0752CR090001;;1;POSS;;\n"
        f"ROE, RICHARD;1/2/70;{answer};;1;POSS;;\n"
        f"{answer};;0752CR090003;;1;POSS;;\n"
    )
    reading = read_text(tmp_path, HEADER + rows)
    assert [entry.docket for entry in reading.entries] == ["0752CR090001"]
    assert [problem.what for problem in reading.problems] == [
        "there is no docket number here",
        "there is no name here",
    ]


def test_a_dash_is_no_docket_number_for_another_person(tmp_path: Path) -> None:
    rows = "DOE, JANE;;0752CR090001;;1;POSS;;\nROE, RICHARD;;-;;1;POSS;;\n"
    reading = read_text(tmp_path, HEADER + rows)
    assert [entry.person.name.last for entry in reading.entries] == ["Doe"]
    assert "there is no docket number here" in str(reading.problems[0])


def test_unread_rows_are_counted_for_their_docket(tmp_path: Path) -> None:
    rows = "DOE, JANE;;0752CR090001;;1;POSS;;\n;;;;2;DIST;;Perhaps\n;;;;3;DIST;;Perhaps\n"
    reading = read_text(tmp_path, HEADER + rows)
    assert reading.unread == {"0752CR090001": 2}
    assert len(reading.entries) == 1


def test_a_title_that_denies_a_status_sets_none(tmp_path: Path) -> None:
    text = (
        "Name;Docket\nDISMISSED\nDOE, JANE;0752CR090001\nNOT DISMISSED\nROE, RICHARD;0752CR090002\n"
        "CASES NOT TO BE DISMISSED\nPOE, ANN;0752CR090003\nNOT ALLOWED\nMOE, MARY;0752CR090004\n"
    )
    words = {"Dismissed": "dismissed", "Not allowed": "kept", "allowed": "dismissed"}
    reading = read_text(tmp_path, text, status="", statuses=words)
    assert [(entry.docket, entry.status) for entry in reading.entries] == [
        ("0752CR090001", "dismissed"),
        ("0752CR090004", "kept"),
    ]
    assert [problem.row for problem in reading.problems] == [5, 7]


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
