"""Every way a list writes a date, and what it means."""

from datetime import date

import pytest

from lookup.dates import day_first, parse, parse_born

LATEST = date(2003, 4, 18)

SAME_DAY = """
4/11/67
04/11/1967
1967-04-11
1967/4/11
11-Apr-67
April 11, 1967
11 April 1967
Apr. 11 1967
19670411
04111967
4111967
4.11.67
24573
24573.0
11 de abril de 1967
Abril 11, 1967
1967-04-11 00:00:00
1967-04-11T00:00:00Z
4/11/1967 12:00:00 AM
4/11/67 0:00
Tuesday, April 11th, 1967
4-11-1967
04 11 1967
67-04-11
4\u201311\u201367
""".strip().splitlines()

IMPOSSIBLE = """
2/30/1967
31 April 1967
4/11/2067
4/11/1879
13/13/1967
4/11/167
April 1967
Apr 11
unknown
1967-13-40
0752CR090028
99999999
3

""".removeprefix("\n").splitlines()


@pytest.mark.parametrize("text", SAME_DAY)
def test_styles(text: str) -> None:
    assert parse(text, latest=LATEST) == "1967-04-11"
    assert parse_born(text, latest=LATEST) == "1967-04-11"


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_no_date(text: str) -> None:
    with pytest.raises(ValueError, match="."):
        parse(text, latest=LATEST)
    with pytest.raises(ValueError, match="."):
        parse_born(text, latest=LATEST)


@pytest.mark.parametrize(
    ("text", "first", "expected"),
    [
        ("11/4/67", True, "1967-04-11"),
        ("25/4/67", False, "1967-04-25"),
        ("4/25/67", True, "1967-04-25"),
        # a two-digit year never lies after the latest one
        ("4/18/03", False, "2003-04-18"),
        ("4/19/03", False, "1903-04-19"),
        ("29 feb 04", False, "1904-02-29"),
        ("29 feb 03", False, None),
    ],
)
def test_order_and_century(text: str, first: bool, expected: str | None) -> None:
    if expected is None:
        with pytest.raises(ValueError, match="."):
            parse(text, latest=LATEST, day_first=first)
        return
    assert parse(text, latest=LATEST, day_first=first) == expected


@pytest.mark.parametrize(("text", "expected"), [("1967", "1967"), ("1967.0", "1967"), (" 1880 ", "1880")])
def test_year_of_birth(text: str, expected: str) -> None:
    assert parse_born(text, latest=LATEST) == expected
    with pytest.raises(ValueError, match="."):
        parse(text, latest=LATEST)


@pytest.mark.parametrize("space", [" ", "\u2009", " \u0301"], ids=["spaces", "thin", "with accents"])
def test_many_spaces_take_no_longer_than_other_letters(space: str) -> None:
    """Tried one by one as the start of a time, so many would take minutes."""
    with pytest.raises(ValueError, match="not a date"):
        parse("a" + space * 300_000 + "b", latest=LATEST)


@pytest.mark.parametrize("text", ["2004", "1879", "67", "2101"])
def test_no_year_of_birth(text: str) -> None:
    with pytest.raises(ValueError, match="."):
        parse_born(text, latest=LATEST)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["1/2/67", "25/4/67", ""], True),
        (["1/2/67", "4/25/67"], False),
        (["25/4/67", "4/25/67"], False),
        (["1/2/67"], False),
        (["1967-04-25"], False),
        ([], False),
    ],
)
def test_order_of_a_column(values: list[str], expected: bool) -> None:
    assert day_first(values) is expected
