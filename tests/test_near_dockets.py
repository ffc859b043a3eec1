"""Docket numbers in pasted texts, and those that one slip of the finger turns into another."""

from datetime import UTC, datetime

import pytest

from lookup import courts
from lookup.dockets import LONGEST, DocketError, DocketFormat, alone, near, old_style, parse

PASTED = {
    "Commonwealth v. Garcia 0752CR090028": "0752CR090028",
    "0752CR090028 ct 1": "0752CR090028",
    "0752 CR 090028 (BMC Roxbury) cts. 1, 2": "0752CR090028",
    "Commonwealth vs. García López, José, No. 0752 CR 90028, Cambridge District Court": "0752CR090028",
    "GARCIA SUCR2007-09123.": "0784CR09123",
    "mi número es 07-52 cr 90028, gracias": "0752CR090028",
    "Arrest on 4/18/07: 0752CR090028": "0752CR090028",
    "0752CR090028 Count 1, poss. class B": "0752CR090028",
    "0752CR090028 A (Garcia)": "0752CR090028",
    "Docket report: 0752CR090028": "0752CR090028",
    # the same case in both styles
    "SUCR2007-09123 / 0784CR09123": "0784CR09123",
    "0752CR090028 Garcia 0752-CR-090028": "0752CR090028",
    "0752CR090028 Garcia 0752CR090029": "two_numbers",
    "Garcia 0752CR090028 and 29": "two_numbers",
    "Garcia 0752CR090028 y 090029": "two_numbers",
    "I070123456 Garcia 0752CR090028": "two_numbers",
    # the digits beside it may be its own
    "Garcia 0752CR0900 28": "unreadable",
    "Garcia 1 0752CR090028": "unreadable",
    "0752CR90 1111111 Garcia": "unreadable",
    # only a whole number is found among words
    "Garcia 2007-770": "unreadable",
    "Room 0752-090028": "unreadable",
    # the end may have been cut off
    "x" * (LONGEST - 13) + " 0752CR090028": "unreadable",
}


@pytest.mark.parametrize(("text", "expected"), PASTED.items())
def test_a_number_is_found_in_a_pasted_text(text, expected):
    try:
        found = parse(alone(text)).standard
    except DocketError as error:
        found = error.code
    assert found == expected


@pytest.mark.parametrize("text", ["0752 cr 90028", "Docket No. 0752CR090028", "SUCR2007-09123 A", "2007-770"])
def test_a_number_without_other_words_stays_as_it_was_typed(text):
    assert alone(text) == text


def test_a_number_of_another_place_stays_whole():
    orange = DocketFormat(
        r"ORANGE (?P<year>\d{4}) ?CR ?(?P<number>\d+)", "{year}-{number}", "Orange 2009 CR 9"
    )
    assert alone("Orange 2009 CR 9001", [orange]) == "Orange 2009 CR 9001"
    assert alone("Orange 2009 CR 9001") == "2009-CR-9001"


NEAR = {
    "0752CR090028": ["0752CR090029", "0752CR190028", "0752CR090082", "0652CR090028", "0751CR090028"],
    "0784CR09012": ["0784CR09021", "0784CR90012", "0774CR09012", "9784CR09012"],
    # a court that the table does not know may be right
    "0719CR090028": ["0719CR090082", "0718CR090028"],
    "2009-CF-012345": ["2009-CF-012354", "2090-CF-012345", "1009-CF-012345"],
}
NOT_NEAR = {
    # two errors, a court that is none, another width, years to come
    "0752CR090028": ["0752CR090028", "0752CR090039", "0799CR090028", "0782CR090028", "5752CR090028"],
    "0784CR09012": ["0784CR09012", "0754CR09012", "0748CR09012", "4784CR09012"],
}


@pytest.mark.parametrize("standard", NEAR)
def test_near_numbers_are_one_slip_away(standard):
    found = near(standard)
    assert set(NEAR[standard]) <= set(found)
    assert not set(NOT_NEAR.get(standard, [])) & set(found)
    assert 60 < len(found) == len(set(found)) < 120
    assert {len(number) for number in found} == {len(standard)}


@pytest.mark.parametrize("typed", ["0752CR090028", "HDCR2007-09012"])
def test_near_numbers_are_whole_ones_of_courts_and_years_that_exist(typed):
    standard = parse(typed).standard
    for number in near(standard):
        docket = parse(number)
        assert (docket.standard, bool(docket.old_style)) == (number, bool(old_style(standard)))
        assert docket.court in courts.courts()
        assert 1970 <= docket.year <= datetime.now(UTC).year
        assert standard in near(number)
