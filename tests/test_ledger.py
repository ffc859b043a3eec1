"""The ledger of letters: codes that people can read out, dates, and no name or docket number in any byte."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest

from lookup.staff import ledger
from lookup.staff.ledger import UnknownReference
from lookup.staff.store import StaffStore
from tests.operating import run
from tests.papers import case

KEY = b"a key of the tests"
FIRST, LATER = date(2026, 1, 5), date(2026, 2, 9)
ODALYS = (case("kept"), case("kept", number=2))
OTHER = (case("kept", last="Mulqueen"),)


@pytest.fixture
def store(tmp_path):
    with StaffStore(tmp_path) as store:
        yield store


def told(store) -> list[tuple[str, str, str]]:
    return [(line.printed, line.returned, line.answered) for line in ledger.lines(store)]


def test_a_code_is_the_same_each_time_and_for_each_person_another() -> None:
    code = ledger.reference_of(KEY, ODALYS)
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", code)
    assert ledger.reference_of(KEY, ODALYS[::-1]) == code
    others = [
        ledger.reference_of(KEY, OTHER),
        ledger.reference_of(KEY, ODALYS[:1]),
        ledger.reference_of(b"another key", ODALYS),
    ]
    assert len({code, *others}) == 4


def test_what_was_printed_came_back_or_was_answered(store) -> None:
    ledger.printed(store, KEY, [ODALYS, OTHER], FIRST)
    ledger.returned(store, ledger.reference_of(KEY, ODALYS), LATER)
    ledger.answered(store, ledger.reference_of(KEY, OTHER), LATER)
    assert told(store) == [
        ("2026-01-05", "2026-02-09", ""),
        ("2026-01-05", "2026-02-09", ""),  # a line for each case of the letter
        ("2026-01-05", "", "2026-02-09"),
    ]
    codes = [(line.reference, len(line.case_key)) for line in ledger.lines(store)]
    assert codes == [(ledger.reference_of(KEY, who), 64) for who in (ODALYS, ODALYS, OTHER)]


def test_what_comes_back_is_the_letter_printed_last(store) -> None:
    for day in (FIRST, LATER):
        ledger.printed(store, KEY, [OTHER], day)
    ledger.returned(store, ledger.reference_of(KEY, OTHER), LATER)
    assert told(store) == [("2026-01-05", "", ""), ("2026-02-09", "2026-02-09", "")]


@pytest.mark.parametrize(
    "change",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: f" {code} ",
        lambda code: code.replace("-", " \u2013 "),
        lambda code: code.replace("0", "O").replace("1", "l"),
        lambda code: code.replace("0", "o").replace("1", "I"),
    ],
)
def test_a_code_is_read_however_it_is_written(store, change) -> None:
    people = [(case("kept", number=number),) for number in range(60)]
    codes = [ledger.reference_of(KEY, cases) for cases in people]
    assert any("0" in code and "1" in code for code in codes)
    ledger.printed(store, KEY, people, FIRST)
    for code in codes:
        ledger.answered(store, change(code), LATER)
    assert told(store) == [("2026-01-05", "", "2026-02-09")] * len(people)


@pytest.mark.parametrize("code", ["", "0000-0000", "K7Q2", "nobody", "%", "' or 1=1 --"])
def test_an_unknown_code_changes_nothing(store, code) -> None:
    ledger.printed(store, KEY, [ODALYS], FIRST)
    with pytest.raises(UnknownReference):
        ledger.returned(store, code, LATER)
    assert told(store) == [("2026-01-05", "", "")] * 2


def test_no_name_and_no_docket_number_is_in_any_byte(tmp_path) -> None:
    with StaffStore(tmp_path) as store:
        ledger.printed(store, ledger.key_of(tmp_path), [ODALYS, OTHER], FIRST)
        ledger.returned(store, ledger.reference_of(ledger.key_of(tmp_path), OTHER), LATER)
        data = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"2026-02-09" in data
    for word in (b"odalys", b"ferreras", b"mulqueen", b"0702", b"090001", b"dorchester"):
        assert word not in data.lower()


def test_the_key_is_made_once_and_for_the_owner_only(tmp_path) -> None:
    assert ledger.key_of(tmp_path) == ledger.key_of(tmp_path)
    assert (tmp_path / "ledger.key").stat().st_mode & 0o777 == 0o600


def test_the_command_prints_it_as_csv(tmp_path) -> None:
    with StaffStore(tmp_path) as store:
        ledger.printed(store, KEY, [OTHER], FIRST)
        [line] = ledger.lines(store)
    done = run(tmp_path, "staff", "ledger")
    assert done.exit_code == 0, done.output
    assert list(csv.reader(io.StringIO(done.stdout))) == [
        ["reference", "case_key", "printed", "returned", "answered"],
        [line.reference, line.case_key, "2026-01-05", "", ""],
    ]
