"""What comes out of the lists is what was put into them: every case, every charge, and nobody else."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from lookup import names
from lookup.cases import Case, Person
from lookup.release import Releases
from tests.operating import HEADER, ROOT, Filed, answering, contents, publish, run

DEMO = ROOT / "lookup" / "data" / "demo"
OTHERS = ROOT.parent / "shared" / "lists"
SOCIAL_SECURITY = re.compile(rb"(?<!\d)\d{3}([- .])\d{2}\1\d{4}(?!\d)")

# What the other lists do not tell: six sealed records without any mark, and a name that lost a letter.
UNMARKED = 6
LOST_LETTER = "0960CR090064"


def person(row: dict[str, str]) -> Person:
    return Person(names.from_parts(row["first"], row["middle"], row["last"], row["suffix"]), (), row["born"])


def is_of(case: Case, row: dict[str, str]) -> bool:
    key = (case.incident, case.docket, case.person.born)
    return key == (row["incident"], row["docket"], row["born"]) and names.same_person(
        case.person, person(row)
    )


def charges_of(case: Case) -> list[tuple[object, ...]]:
    return [(charge.number, charge.status, charge.offense) for charge in case.charges]


def compare(cases: Iterable[Case], truth: Iterable[dict[str, Any]]) -> dict[str, list[object]]:
    """Where cases and truth differ, by the kind of difference."""
    left: dict[str, list[Case]] = {}
    for case in cases:
        left.setdefault(case.docket, []).append(case)
    wrong: dict[str, list[object]] = {"missing": [], "charges": [], "facts": [], "must not be found": []}
    for row in truth:
        found = [case for case in left.get(row["docket"], []) if is_of(case, row)]
        if not row["searchable"]:
            wrong["must not be found"] += [row["docket"] for case in found]
            continue
        if len(found) != 1:
            wrong["missing"].append(row["docket"])
            continue
        (case,) = found
        left[row["docket"]].remove(case)
        if charges_of(case) != [(one["count"], one["status"], one["offense"]) for one in row["charges"]]:
            wrong["charges"].append((row["docket"], charges_of(case)))
        if (case.court, case.person.name.suffix) != (row["court"], person(row).name.suffix):
            wrong["facts"].append((row["docket"], case.court, case.person.name.suffix))
    wrong["nobody's"] = [case.docket for cases in left.values() for case in cases]
    return {kind: places for kind, places in wrong.items() if places}


def test_the_demo_lists(demo_app):
    instance = demo_app.extensions["case_check"].settings.instance
    with gzip.open(DEMO / "truth.jsonl.gz", "rt", encoding="utf-8") as lines:
        truth = [json.loads(line) for line in lines]
    assert len(truth) > 2000
    assert compare(answering(instance), truth) == {}
    assert_no_social_security_number(instance)


@pytest.mark.skipif(not OTHERS.is_dir(), reason="no other lists beside the project")
def test_other_lists(tmp_path):
    done = run(tmp_path / "instance", "lists", "publish", OTHERS / "lists.toml")
    assert done.exit_code == 0, done.output
    lines = (OTHERS / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    wrong = compare(answering(tmp_path / "instance"), map(json.loads, lines))
    assert len(wrong.pop("must not be found")) == UNMARKED
    assert LOST_LETTER in wrong["nobody's"]
    assert len(wrong.pop("nobody's")) == UNMARKED + 1
    assert wrong == {"missing": [LOST_LETTER]}
    assert_no_social_security_number(tmp_path / "instance")


def test_the_comparison_can_fail():
    row = {
        **dict.fromkeys(("first", "middle", "last", "suffix", "born", "court"), ""),
        "docket": "0752CR090001",
        "incident": "dookhan",
        "searchable": True,
        "charges": [],
    }
    assert compare([], [row]) == {"missing": ["0752CR090001"]}


def assert_no_social_security_number(instance: Path) -> None:
    for name, data in contents(instance).items():
        assert not SOCIAL_SECURITY.search(data), name


# Numbers from 900-01-0001 on were never given to anybody.
PLANTED = f"""Defendants of 900-01-0001,,,,,,,,
{HEADER},SSN,Social,Remarks
SSN: 900-01-0002,,,,,,,,
0752CR090001,"DOE, JANE 900-01-0003",4/11/1967,1,POSS CLASS B 900 01 0004,dismissed,900010005,900-01-0006,
0752CR090002,"ROE, RICHARD (SSN 900010008)",1/2/1970,1,POSS SSN#900-01-0009,kept,,900-01-0010,900.01.0011
0752CR090004,"DOE, ANN [SSN: 900-01-0016]",1967,1,DIST,kept,,,ssn 900010007
0752CR090005,"MOE, MARY 900010017",1968,1,POSS 900010018 X,kept,,,
0752CR090006,"MOE, ANN S.S.N. 900010019",1968,1,POSS soc. sec. no. 900 010 020,kept,,,
900010021,"MOE, BEN",1968,1,POSS,kept,,,
0752CR090003 900-01-0012,"POE, ANN",900-01-0013,1,POSS,900-01-0014,,,
900-01-0015,"POE, BEN",1970,1,POSS,kept,,,
"""


@pytest.mark.parametrize("separator", [",", "\t"], ids=["csv", "tsv"])
def test_no_social_security_number_is_stored_or_said(tmp_path, separator):
    instance = tmp_path / "instance"
    content = (
        PLANTED if separator == "," else PLANTED.replace(", ", "~").replace(",", "\t").replace("~", ", ")
    )
    listed = Filed(content)
    publish(instance, listed)
    assert {case.docket for case in answering(instance)} >= {"0752CR090001", "0752CR090002"}
    said = run(instance, "lists", "check", tmp_path / "lists" / "lists.toml").output
    held = {**contents(instance), "what check says": said.encode()}
    for name, data in held.items():
        assert not re.search(rb"900\D?01\D?00", data), name


def test_names_are_whole_where_a_number_was_taken_out(tmp_path):
    publish(tmp_path / "instance", Filed(PLANTED))
    found = {case.docket: case.person.name.full for case in answering(tmp_path / "instance")}
    assert [found[f"0752CR09000{number}"] for number in (1, 2, 4)] == ["Jane Doe", "Richard Roe", "Ann Doe"]
    assert Releases(tmp_path / "instance").all()[0].cases == len(found)
