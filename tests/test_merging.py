"""Merging: what several lists say of one docket number, as cases whose charges have a history.

A row is "list day | person | count | offense | status"; lists of one day are told apart by a letter.
A charge is "count offense status (day)", with what was said before, the oldest first.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from lookup.cases import Case, Entry, Person, Source
from lookup.merging import Filing, merge
from lookup.names import parse_listed

DOCKET = "0752CR090001"


def filings(*rows):
    """Each list's rows, in the order in which the lists are first named."""
    lists: dict[str, list[Entry]] = {}
    for row in rows:
        filed, who, count, offense, status = (cell.strip() for cell in row.split("|"))
        name, _, born = who.partition(" *")
        main, aliases = parse_listed(name)
        entries = lists.setdefault(filed, [])
        number = int(count) if count else None
        entries.append(
            Entry(DOCKET, "", Person(main, aliases, born), status, len(entries) + 2, number, offense)
        )
    return [
        Filing("dookhan", Source(f"{filed}.csv", "", "Essex", f"{filed[:4]}-01-01"), tuple(entries), {})
        for filed, entries in lists.items()
    ]


def shown(case: Case) -> list[str]:
    return [
        " ".join(
            filter(
                None,
                [
                    str(charge.number),
                    charge.offense,
                    f"{charge.status} ({charge.source.filed[:4]})",
                    *(f"< {status} ({source.filed[:4]})" for status, source in reversed(charge.earlier)),
                ],
            )
        )
        for charge in case.charges
    ]


ONE_PERSON: dict[str, tuple[list[str], list[str], str]] = {
    "one row a charge": (
        ["2017 | DOE, JANE *1967 | 1 | POSS | dismissed", "2017 | DOE, JANE *1967 | 2 | DIST | kept"],
        ["1 POSS dismissed (2017)", "2 DIST kept (2017)"],
        "mixed",
    ),
    "charges without counts get their place": (
        ["2017 | DOE, JANE |  | POSS | kept", "2017 | DOE, JANE |  | DIST | kept"],
        ["1 POSS kept (2017)", "2 DIST kept (2017)"],
        "kept",
    ),
    "two charges of one offense are two": (
        ["2017 | DOE, JANE |  | POSS | kept", "2017 | DOE, JANE |  | POSS | kept"],
        ["1 POSS kept (2017)", "2 POSS kept (2017)"],
        "kept",
    ),
    "one count listed twice is one": (
        ["2017 | DOE, JANE | 1 | POSS | kept", "2017b | DOE, JANE | 1 | POSS | kept"],
        ["1 POSS kept (2017)"],
        "kept",
    ),
    "a newer list wins, and the older one is kept": (
        ["2017 | DOE, JANE | 1 | POSS | kept", "2018 | DOE, JANE | 1 | POSS | dismissed"],
        ["1 POSS dismissed (2018) < kept (2017)"],
        "dismissed",
    ),
    "whichever list the manifest names first": (
        ["2018 | DOE, JANE | 1 | POSS | dismissed", "2017 | DOE, JANE | 1 | POSS | kept"],
        ["1 POSS dismissed (2018) < kept (2017)"],
        "dismissed",
    ),
    "three lists": (
        [
            "2019 | DOE, JANE | 1 | | dismissed",
            "2016 | DOE, JANE | 1 | POSS | under_review",
            "2017 | DOE, JANE | 1 | | kept",
        ],
        ["1 POSS dismissed (2019) < kept (2017) < under_review (2016)"],
        "dismissed",
    ),
    "a newer list of one charge leaves the other": (
        [
            "2017 | DOE, JANE | 1 | POSS | kept",
            "2017 | DOE, JANE | 2 | DIST | kept",
            "2018 | DOE, JANE | 2 | DIST | dismissed",
        ],
        ["1 POSS kept (2017)", "2 DIST dismissed (2018) < kept (2017)"],
        "mixed",
    ),
    "a newer row for the whole case": (
        [
            "2017 | DOE, JANE | 1 | POSS | kept",
            "2017 | DOE, JANE | 2 | DIST | under_review",
            "2018 | DOE, JANE |  |  | dismissed",
        ],
        ["1 POSS dismissed (2018) < kept (2017)", "2 DIST dismissed (2018) < under_review (2017)"],
        "dismissed",
    ),
    "newer rows for the charges of what was one row": (
        [
            "2017 | DOE, JANE |  |  | under_review",
            "2018 | DOE, JANE |  | POSS | dismissed",
            "2018 | DOE, JANE |  | DIST | dismissed",
        ],
        ["1 POSS dismissed (2018) < under_review (2017)", "2 DIST dismissed (2018)"],
        "dismissed",
    ),
    "by offense, where there is no count": (
        [
            "2017 | DOE, JANE |  | POSS | kept",
            "2017 | DOE, JANE |  | DIST | kept",
            "2018 | DOE, JANE |  | Dist | dismissed",
        ],
        ["1 POSS kept (2017)", "2 Dist dismissed (2018) < kept (2017)"],
        "mixed",
    ),
    "two charges of one offense are updated one by one": (
        [
            "2017 | DOE, JANE |  | POSS | kept",
            "2017 | DOE, JANE |  | POSS | kept",
            "2018 | DOE, JANE |  | POSS | dismissed",
        ],
        ["1 POSS dismissed (2018) < kept (2017)", "2 POSS kept (2017)"],
        "mixed",
    ),
    "lists of one day that disagree both stay": (
        ["2017 | DOE, JANE | 1 | POSS | kept", "2017b | DOE, JANE | 1 | POSS | dismissed"],
        ["1 POSS kept (2017)", "1 POSS dismissed (2017)"],
        "mixed",
    ),
    "one list that disagrees with itself": (
        ["2017 | DOE, JANE |  |  | kept", "2017 | DOE, JANE |  |  | dismissed"],
        ["1 kept (2017)", "2 dismissed (2017)"],
        "mixed",
    ),
    "a newer list settles what two disagreed on": (
        [
            "2017 | DOE, JANE | 1 | POSS | kept",
            "2017b | DOE, JANE | 1 | POSS | dismissed",
            "2018 | DOE, JANE | 1 | POSS | dismissed",
        ],
        ["1 POSS dismissed (2018) < dismissed (2017) < kept (2017)"],
        "dismissed",
    ),
    "and where it is one row for the whole case": (
        [
            "2017 | DOE, JANE | 1 | POSS | kept",
            "2017b | DOE, JANE | 1 | POSS | dismissed",
            "2018 | DOE, JANE |  |  | dismissed",
        ],
        ["1 POSS dismissed (2018) < dismissed (2017) < kept (2017)"],
        "dismissed",
    ),
    "newer lists of one day that disagree both stay": (
        [
            "2017 | DOE, JANE | 1 | POSS | under_review",
            "2018 | DOE, JANE | 1 | POSS | kept",
            "2018b | DOE, JANE | 1 | POSS | dismissed",
        ],
        ["1 POSS kept (2018) < under_review (2017)", "1 POSS dismissed (2018)"],
        "mixed",
    ),
    "a count used for two offenses": (
        [
            "2017 | DOE, JANE | 1 | POSS | kept",
            "2017 | DOE, JANE | 1 | DIST | kept",
            "2018 | DOE, JANE | 1 | DIST | dismissed",
        ],
        ["1 POSS kept (2017)", "1 DIST dismissed (2018) < kept (2017)"],
        "mixed",
    ),
}


@pytest.mark.parametrize(("rows", "charges", "status"), ONE_PERSON.values(), ids=ONE_PERSON)
def test_charges_of_one_person(rows, charges, status):
    (case,) = merge(filings(*rows))
    assert (shown(case), case.status) == (charges, status)


PEOPLE: dict[str, tuple[list[str], list[tuple[str, str]]]] = {
    "a later list names the alias": (
        [
            "2017 | DOE, JANE A/K/A ROE, ANN *1967-01-02 | 1 | POSS | kept",
            "2018 | ROE, ANN *1967-01-02 | 1 | POSS | dismissed",
        ],
        [("Jane Doe 1967-01-02 a/k/a Ann Roe", "dismissed")],
    ),
    "an alias without the birth date is not enough": (
        ["2017 | DOE, JANE A/K/A ROE, ANN *1967 | 1 | POSS | kept", "2018 | ROE, ANN | 1 | POSS | dismissed"],
        [("Jane Doe 1967 a/k/a Ann Roe", "kept"), ("Ann Roe ", "dismissed")],
    ),
    "two people on one docket number": (
        ["2017 | DOE, JANE *1967 | 1 | POSS | kept", "2017 | ROE, RICHARD *1970 | 1 | POSS | dismissed"],
        [("Jane Doe 1967", "kept"), ("Richard Roe 1970", "dismissed")],
    ),
    "namesakes with other years of birth": (
        ["2017 | DOE, JANE *1967 | 1 | POSS | kept", "2018 | DOE, JANE *1991 | 1 | POSS | dismissed"],
        [("Jane Doe 1967", "kept"), ("Jane Doe 1991", "dismissed")],
    ),
    "father and son": (
        ["2017 | ROE SR., JOHN | 1 | POSS | kept", "2018 | ROE JR., JOHN | 1 | POSS | dismissed"],
        [("John Roe Sr. ", "kept"), ("John Roe Jr. ", "dismissed")],
    ),
    "one person, more exactly born on the second list": (
        ["2017 | DOE, JANE *1967 | 1 | POSS | kept", "2018 | DOE, JANE *1967-04-11 | 1 | POSS | dismissed"],
        [("Jane Doe 1967-04-11", "dismissed")],
    ),
    "another spelling of one person becomes an alias": (
        [
            "2017 | GARCIA LOPEZ, JOSE *1970 | 1 | POSS | kept",
            "2018 | GARCIA, JOSE *1970 | 1 | POSS | dismissed",
        ],
        [("Jose Garcia Lopez 1970 a/k/a Jose Garcia", "dismissed")],
    ),
}


@pytest.mark.parametrize(("rows", "expected"), PEOPLE.values(), ids=PEOPLE)
def test_people_of_one_docket_number(rows, expected):
    def who(person: Person) -> str:
        aliases = "".join(f" a/k/a {alias.full}" for alias in person.aliases)
        return f"{person.name.full} {person.born}{aliases}"

    assert [(who(case.person), case.status) for case in merge(filings(*rows))] == expected


def test_incidents_are_kept_apart():
    first, second = filings("2017 | DOE, JANE | 1 | POSS | kept", "2018 | DOE, JANE | 1 | POSS | dismissed")
    cases = merge([first, replace(second, incident="farak")])
    assert [(case.incident, case.status) for case in cases] == [("dookhan", "kept"), ("farak", "dismissed")]


def test_rows_that_could_not_be_read_are_counted_over_all_lists():
    first, second = filings("2017 | DOE, JANE | 1 | POSS | kept", "2018 | DOE, JANE | 1 | POSS | kept")
    (case,) = merge([replace(first, unread={DOCKET: 2}), replace(second, unread={DOCKET: 1, "other": 5})])
    assert case.unread == 3


def test_each_status_names_its_row():
    (case,) = merge(filings("2017 | DOE, JANE | 1 | POSS | kept", "2017 | DOE, JANE | 2 | DIST | kept"))
    assert [(charge.source.file, charge.source.row) for charge in case.charges] == [
        ("2017.csv", 2),
        ("2017.csv", 3),
    ]
