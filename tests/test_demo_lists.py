"""The demo lists: always the same, nobody real, and the people to try are in them."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
import tomllib
import zipfile
import zlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DEMO = ROOT / "lookup" / "data" / "demo"
SCRIPT = ROOT / "scripts" / "make_demo_lists"
TRUTH = [json.loads(line) for line in gzip.decompress((DEMO / "truth.jsonl.gz").read_bytes()).splitlines()]
PEOPLE = tomllib.loads((DEMO / "people.toml").read_text(encoding="utf-8"))["people"]
MANIFEST = tomllib.loads((DEMO / "lists.toml").read_text(encoding="utf-8"))
BY_HAND = {"lists.toml", "people.toml", "clients.csv"}
MADE = sorted({path.name for path in DEMO.iterdir()} - BY_HAND)
# A District Court or BMC number has six digits after CR, a Superior Court number (72 to 85) has five.
IMPOSSIBLE = re.compile(r"\d\d(?:(?:7[2-9]|8[0-5])CR09\d{3}|(?!7[2-9]|8[0-5])\d\dCR09\d{4})")
LARGEST = 700_000


@pytest.fixture(scope="module")
def again(tmp_path_factory):
    """A folder with the lists made once more."""
    folder = tmp_path_factory.mktemp("demo")
    subprocess.run([sys.executable, SCRIPT, folder], check=True, capture_output=True)
    return folder


def content(path):
    """What a file holds, whatever library version packed it."""
    data = path.read_bytes()
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return {name: book.read(name) for name in book.namelist()}
    if path.suffix == ".gz":
        return gzip.decompress(data)
    if path.suffix == ".pdf":
        return [
            zlib.decompress(page)
            for page in re.findall(rb"FlateDecode.*?stream\n(.*?)\nendstream", data, re.S)
        ]
    return data


def text_of(path):
    """Everything in a file that could be read as a number, as one text."""
    found = content(path)
    parts = found.values() if isinstance(found, dict) else found if isinstance(found, list) else [found]
    return b"\n".join(parts).decode("latin-1")


@pytest.mark.parametrize("name", MADE)
def test_making_a_list_again_gives_the_same(again, name):
    assert content(again / name) == content(DEMO / name)


def test_every_list_is_made_and_in_the_manifest():
    assert MANIFEST["demo"] is True
    assert {*MADE} == {entry["file"] for entry in MANIFEST["lists"]} | {"truth.jsonl.gz"}
    assert {row["file"] for row in TRUTH} == {entry["file"] for entry in MANIFEST["lists"]}


def test_a_folder_that_is_not_there_is_said(tmp_path):
    missing = tmp_path / "missing"
    done = subprocess.run([sys.executable, SCRIPT, missing], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == f"There is no folder {missing}: make it first, or name another one.\n"


def test_all_files_together_stay_small():
    assert sum(path.stat().st_size for path in DEMO.iterdir()) < LARGEST


def test_no_docket_number_can_exist():
    assert [row["docket"] for row in TRUTH if not IMPOSSIBLE.fullmatch(row["docket"])] == []
    assert [entry["docket"] for entry in PEOPLE if not IMPOSSIBLE.fullmatch(entry["docket"])] == []


def test_nobody_is_listed_twice_on_one_docket_number():
    listed = [(row["incident"], row["docket"], row["first"], row["last"], row["suffix"]) for row in TRUTH]
    assert len(listed) == len(set(listed))


def test_suffolk_superior_numbers_keep_their_zero():
    filed = [row["docket_as_filed"] for row in TRUTH if row["docket"][2:4] == "84"]
    assert filed
    assert [number for number in filed if not re.fullmatch(r"SUCR20\d\d-09\d{3}", number)] == []


@pytest.mark.parametrize("name", MADE)
def test_no_social_security_number_can_exist(name):
    numbers = re.findall(r"(?<![\d-])(\d{3})-(\d\d)-\d{4}(?![\d-])", text_of(DEMO / name))
    assert bool(numbers) == (name == "essex.csv")
    assert [number for number in numbers if number[0][0] != "9" or not 1 <= int(number[1]) <= 49] == []


def test_juvenile_and_sealed_cases_are_not_to_be_found():
    hidden = [row for row in TRUTH if not row["searchable"]]
    assert {row["why"] for row in hidden} == {"juvenile", "sealed"}
    assert [row for row in TRUTH if row["searchable"] and row["why"]] == []
    assert not {row["docket"] for row in hidden} & {row["docket"] for row in TRUTH if row["searchable"]}


def test_every_status_and_both_incidents_are_there():
    statuses = {charge["status"] for row in TRUTH for charge in row["charges"]}
    assert statuses == {"dismissed", "kept", "not_entitled", "under_review", "individual"}
    assert {row["incident"] for row in TRUTH} == {"dookhan", "farak"}


@pytest.mark.parametrize("entry", PEOPLE, ids=lambda entry: f"{entry['name']} {entry['docket']}")
def test_a_person_to_try_is_listed_with_the_statuses_promised(entry):
    on_docket = [row for row in TRUTH if row["docket"] == entry["docket"]]
    if not entry["statuses"]:
        assert on_docket == []
        return
    listed = entry["listed"]
    (row,) = [row for row in on_docket if (row["first"], row["last"]) == (listed["first"], listed["last"])]
    assert row["searchable"]
    assert row["file"] == listed["file"]
    assert [charge["status"] for charge in row["charges"]] == entry["statuses"]
    assert row["born"][:4] == entry["born"]
    assert row["born"] == entry.get("birth_date", row["born"])
    assert row["court"] == entry.get("court", row["court"])
