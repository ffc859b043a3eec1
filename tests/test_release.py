"""Releases: made beside the others, verified, switched to at once, never changed."""

from __future__ import annotations

import gc
import json
import os
import shutil
import sqlite3
import weakref
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from lookup import release
from lookup.cases import Case, Charge, Name, Person, Source
from lookup.index import Builder
from lookup.release import Release, ReleaseError, Releases

SOURCE = Source("essex.csv", "", "Essex", "2017-04-18", 2)


def listed(docket: str, first: str, last: str) -> Case:
    charge = Charge(1, "dismissed", SOURCE, "POSS", earlier=(("under_review", SOURCE),))
    return Case("dookhan", docket, "", Person(Name(first, "", last), (), "1967-04-11"), (charge,), SOURCE, 1)


CASES = [
    listed("0752CR090001", "Jane", "Doe"),
    listed("0752CR090001", "Richard", "Roe"),
    listed("0752CR090002", "Jane", "Doe"),
    listed("0752CR090003", "José", "García López"),
]


@pytest.fixture
def releases(tmp_path):
    return Releases(tmp_path)


def build(releases, cases=CASES):
    return releases.build(cases, "Invented", True, [{"incident": "dookhan"}])


def test_a_release_holds_what_it_was_made_of(releases):
    info = build(releases)
    opened = Release(releases.path(info.id))
    assert list(opened.cases([0, 1, 2, 3])) == CASES
    assert (opened.info, opened.info.cases, opened.info.charges) == (info, 4, 4)
    assert opened.info.lists == ({"incident": "dookhan"},)
    assert list(opened.index.docket("0752CR090001")) == [0, 1]


def test_building_switches_nothing(releases):
    build(releases)
    assert releases.current_id() == ""


def test_ids_are_in_the_order_of_making(releases):
    made = [build(releases, CASES[:1]).id for _ in range(5)]
    assert made == sorted(set(made))
    assert [info.id for info in releases.all()] == made
    releases.switch(made[3])
    assert releases.before_current() == made[2]


def test_nothing_is_written_into_a_release_that_answers(releases):
    info = build(releases)
    folder = releases.path(info.id)
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    opened = Release(folder)
    assert list(opened.cases(opened.index.docket("0752CR090002"))) == CASES[2:3]
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def spoilt(change):
    """A build in which somebody changes what was written before it is verified."""

    def write_manifest(work: Path, info: release.ReleaseInfo) -> None:
        change(work)
        real_write_manifest(work, info)

    real_write_manifest = release._write_manifest
    return release, "_write_manifest", write_manifest


def changed_hashes_too(change):
    def hashes(work: Path) -> dict[str, str]:
        change(work)
        return real_hashes(work)

    real_hashes = release._hashes
    return release, "_hashes", hashes


def cut(name: str):
    def change(work: Path) -> None:
        (path,) = work.glob(name)
        path.write_bytes(path.read_bytes()[:-1])

    return change


def in_database(statement: str):
    def change(work: Path) -> None:
        database = sqlite3.connect(work / "cases.db")
        with database:
            database.execute(statement)
        database.close()

    return change


def other_cases(change):
    """An index that is written of other cases than those in cases.db."""

    def index_of_others(builder, folder, cases):
        people = real_build(builder, folder, cases)
        shutil.rmtree(folder)
        folder.mkdir()
        real_build(Builder(), folder, change(list(cases)))
        return people

    real_build = Builder.build
    return Builder, "build", index_of_others


BROKEN = {
    "a file cut short": (spoilt(cut("index/*.trm")), "is damaged"),
    "a file gone": (spoilt(lambda work: (work / "cases.db").unlink()), "is damaged"),
    "a damaged index": (changed_hashes_too(cut("index/*.trm")), "cannot be opened"),
    "no index": (
        changed_hashes_too(lambda work: next(work.glob("index/*.toc")).unlink()),
        "cannot be opened",
    ),
    "a row missing": (
        changed_hashes_too(in_database("delete from cases where id = 2")),
        "3 cases instead of 4",
    ),
    "a row too many": (
        changed_hashes_too(in_database("insert into cases select 9, data from cases where id = 0")),
        "5 cases instead of 4",
    ),
    "a row changed": (
        changed_hashes_too(in_database("update cases set data = replace(data, 'Roe', 'Poe') where id = 1")),
        "changed the case with docket number 0752CR090001",
    ),
    "a status changed": (
        changed_hashes_too(
            in_database("update cases set data = replace(data, 'dismissed', 'kept') where id = 2")
        ),
        "changed the case with docket number 0752CR090002",
    ),
    "a number moved": (
        changed_hashes_too(in_database("update cases set id = 9 where id = 3")),
        "could not be made",
    ),
    "a list changed": (
        changed_hashes_too(in_database("update sources set data = replace(data, 'Essex', 'Suffolk')")),
        "changed the case with docket number 0752CR090001",
    ),
    "names changed": (
        changed_hashes_too(
            in_database("update people set numbers = zeroblob(length(numbers)) where name = 'marks'")
        ),
        "changed the case with docket number 0752CR090001",
    ),
    "no people": (changed_hashes_too(in_database("delete from people")), "cannot be opened"),
    "half a number": (
        changed_hashes_too(in_database("update people set numbers = x'010203' where name = 'starts'")),
        "cannot be opened",
    ),
    "a case missing in the index": (
        other_cases(lambda cases: cases[:3]),
        "docket number 0752CR090003 by number",
    ),
    "a case too many in the index": (
        other_cases(lambda cases: [*cases, cases[0]]),
        "cannot be opened",
    ),
    "cases in another order": (
        other_cases(lambda cases: [cases[2], cases[1], cases[0], cases[3]]),
        "docket number 0752CR090001 by number",
    ),
    "another name in the index": (
        other_cases(lambda cases: [replace(cases[0], person=cases[1].person), *cases[1:]]),
        "docket number 0752CR090001 by name",
    ),
    "no words in the index": (
        (Builder, "_add_words", lambda builder, writer: None),
        "by a misspelt name",
    ),
}


ZEROS = "update people set numbers = zeroblob(length(numbers))"


@pytest.mark.parametrize("statement", [f"{ZEROS} where name = 'born'", f"{ZEROS} where name = 'persons'"])
def test_people_whose_numbers_are_wrong_are_not_published(releases, monkeypatch, statement):
    monkeypatch.setattr(*changed_hashes_too(in_database(statement)))
    with pytest.raises(ReleaseError):
        build(releases)


@pytest.mark.parametrize(("patch", "words"), BROKEN.values(), ids=BROKEN)
def test_a_broken_release_is_not_published(releases, monkeypatch, patch, words):
    first = build(releases)
    releases.switch(first.id)
    monkeypatch.setattr(*patch)
    with pytest.raises(ReleaseError, match=words) as error:
        build(releases)
    assert not {"Doe", "Jane", "Roe"} & set(str(error.value).split())
    assert sorted(os.listdir(releases.folder)) == [first.id, "CURRENT"]
    assert releases.current_id() == first.id


def damage_manifest(text: str):
    return lambda folder: (folder / "manifest.json").write_text(text)


def old_format(folder: Path) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": 0}))


DAMAGES = {
    "cut short": (cut("cases.db"), r"is damaged \(cases.db is not what was published\)"),
    "an index file changed": (cut("index/*.trm"), "is damaged"),
    "an index file gone": (lambda folder: next(folder.glob("index/*.trm")).unlink(), "is damaged"),
    "no manifest": (lambda folder: (folder / "manifest.json").unlink(), "no whole release"),
    "half a manifest": (damage_manifest('{"format": 1, "id": "x"'), "no whole release"),
    "another manifest": (damage_manifest('{"format": 1, "id": "x"}'), "no whole release"),
    "a manifest without files": (
        damage_manifest('{"format": 1, "lists": [], "files": null}'),
        "no whole release",
    ),
    "a manifest that is a number": (damage_manifest("7"), "no whole release"),
    "a manifest that is a text": (damage_manifest('"x"'), "no whole release"),
    "a manifest of bytes": (
        lambda folder: (folder / "manifest.json").write_bytes(b"\xff\xfe"),
        "no whole release",
    ),
    "another version's": (old_format, "no whole release"),
}


@pytest.mark.parametrize(("damage", "words"), DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_release_is_not_switched_to(releases, damage, words):
    old, new = build(releases), build(releases)
    releases.switch(new.id)
    damage(releases.path(old.id))
    with pytest.raises(ReleaseError, match=words):
        releases.switch(old.id)
    assert releases.current_id() == new.id
    with pytest.raises(ReleaseError, match="publish the lists again"):
        Release(releases.path(old.id))


def test_what_a_killed_build_left_is_cleared_by_the_next(releases):
    left = releases.folder / ".building-20170101T000000.000000Z"
    (left / "index").mkdir(parents=True)
    (left / "cases.db").write_bytes(b"half")
    info = build(releases)
    assert os.listdir(releases.folder) == [info.id]


@pytest.mark.parametrize("content", [b"\xff\xfe", None], ids=["no text", "a folder"])
def test_a_current_that_cannot_be_read(releases, content):
    build(releases)
    current = releases.folder / "CURRENT"
    current.mkdir() if content is None else current.write_bytes(content)
    with pytest.raises(ReleaseError, match="cannot be read; 'flask releases' shows"):
        releases.current_id()


def open_files(folder: Path) -> list[str]:
    """Which files of a folder this process has open."""
    found = []
    for descriptor in Path("/proc/self/fd").iterdir():
        try:
            path = Path(os.readlink(descriptor))
        except OSError:
            continue
        if path.is_relative_to(folder):
            found.append(path.suffix)
    return sorted(found)


def test_opening_a_release_leaves_no_database_open(releases):
    """gunicorn opens it before the fork, which no SQLite connection may cross."""
    opened = Release(releases.path(build(releases).id))
    assert ".trm" in open_files(releases.folder)
    assert ".db" not in open_files(releases.folder)
    assert list(opened.cases([0])) == CASES[:1]
    assert open_files(releases.folder).count(".db") == 1


def test_each_thread_has_a_connection_of_its_own(releases):
    opened = Release(releases.path(build(releases).id))
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda row: next(opened.cases([row])), [0, 1, 2, 3] * 50)) == CASES * 50
        assert 1 <= open_files(releases.folder).count(".db") <= 4


def test_a_release_is_given_back_when_nobody_uses_it_any_more(releases):
    opened = Release(releases.path(build(releases).id))
    gone = weakref.ref(opened)
    request = opened.cases(opened.index.docket("0752CR090001"))
    assert next(request) == CASES[0]
    with ThreadPoolExecutor(1) as other_thread:
        assert other_thread.submit(next, opened.cases([2])).result() == CASES[2]
    gc.disable()
    try:
        del opened
        assert next(request) == CASES[1]
        del request
        assert not gone()
        assert open_files(releases.folder) == []
    finally:
        gc.enable()
