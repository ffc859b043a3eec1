"""Sealed and juvenile cases are never shown, wherever a list says it. Everybody here is invented."""

from pathlib import Path

import pytest

from tests.test_rows import read_text

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
