"""Layouts that offices choose, as text and the entries it gives. Everybody here is invented."""

from pathlib import Path

import pytest

from tests.test_rows import read_text, shown

LETTERS = {"Second Letter": "dismissed", "Third Letter": "kept"}


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
    "dashes go on with the case, and drawn lines do not": (
        "Name;Docket;Charge;List\n"
        "DOE, JANE;0752CR090001;POSS;Second Letter\n"
        "-;-;DIST;Third Letter\n"
        "---;---;---;---\n"
        "ROE, RICHARD;0752CR090002;POSS;Second Letter\n"
        "--;;TRAFFICKING;Third Letter\n",
        {"status": "", "statuses": LETTERS},
        [
            "0752CR090001|Jane Doe||-|POSS|dismissed",
            "0752CR090001|Jane Doe||-|DIST|kept",
            "0752CR090002|Richard Roe||-|POSS|dismissed",
            "0752CR090002|Richard Roe||-|TRAFFICKING|kept",
        ],
    ),
    "an offense that begins like a note": (
        "Name;Docket;Charge;List\n"
        "DOE, JANE;0752CR090001;POSS;Second Letter\n"
        ";;REPORT FALSE PRESCRIPTION;Third Letter\n"
        "Report printed 4/1/2017;;;\n",
        {"status": "", "statuses": LETTERS},
        [
            "0752CR090001|Jane Doe||-|POSS|dismissed",
            "0752CR090001|Jane Doe||-|REPORT FALSE PRESCRIPTION|kept",
        ],
    ),
    "a suffix between commas, and a case's title": (
        "Name;Docket\nROE, JR., RICHARD;0752CR090001\nCom v Doe, Jane;0752CR090002\n",
        {},
        ["0752CR090001|Richard Roe Jr.||-||dismissed", "0752CR090002|Jane Doe||-||dismissed"],
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
