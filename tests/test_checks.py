"""A check on the disk: only its holder can read it; it goes with the session, in time, and on demand."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from multiprocessing import get_context

import pytest

from lookup.release import Releases
from lookup.search import Searcher
from lookup.staff.asking import Asked
from lookup.staff.checking import check
from lookup.staff.checks import LIFETIME, Checks, Deleted, Holder
from lookup.staff.rows import DONE, RUNNING, Check, Row
from tests.operating import contents

ANA, BEN = Holder("token of ana", "hash of ana"), Holder("token of ben", "hash of ben")


@pytest.fixture
def checks(tmp_path):
    return Checks(tmp_path, "the secret of the site")


@pytest.fixture(scope="module")
def whole(published):
    """A check with everything in it: hits, charges with an earlier status, reasons, what was not read."""
    releases = Releases(published)
    find = Searcher.open(releases.path(releases.current_id())).find
    people = [
        Asked(("Rosalynd Okafor", "Rose Okafor"), "1970", ("junk",), "es", ("1 Elm St", "Lynn")),
        Asked((), "", ("0901CR090103",)),
        Asked(("Nadia Holloway",), "1972"),
        Asked(),
    ]
    rows = tuple(
        Row(number, asked, ("cell", "=1"), check(asked, find)) for number, asked in enumerate(people, start=1)
    )
    return Check(True, DONE, "Sheet1", ("A", "B"), ("name", ""), rows)


def files_of(instance):
    return [path for path in (instance / "checks").iterdir() if path.suffix != ".lock"]


def test_what_is_kept_comes_back_as_it_was(checks, whole):
    assert checks.find(ANA, checks.add(ANA, whole)) == whole


def test_settled_rows_come_back_as_well(checks, whole):
    settled = whole.with_row(whole.rows[2].settled((1,)))
    assert checks.find(ANA, checks.add(ANA, settled)) == settled


@pytest.mark.parametrize(
    "holder", [BEN, Holder(BEN.token, ANA.hash), Holder(ANA.token, BEN.hash)], ids=["both", "token", "hash"]
)
def test_nobody_else_finds_it(checks, whole, holder):
    assert checks.find(holder, checks.add(ANA, whole)) is None


def test_another_secret_of_the_site_opens_nothing(checks, whole, tmp_path):
    identity = checks.add(ANA, whole)
    assert Checks(tmp_path, "another secret").find(ANA, identity) is None


def test_nothing_of_it_can_be_read_on_the_disk(checks, whole, tmp_path):
    identity = checks.add(ANA, whole)
    kept = b"".join(contents(tmp_path).values()) + " ".join(contents(tmp_path)).encode()
    words = ["Okafor", "0901CR090103", "Holloway", "Elm", ANA.token, ANA.hash, identity]
    assert [word for word in words if word.encode() in kept] == []
    assert (tmp_path / "checks").stat().st_mode & 0o777 == 0o700


def test_it_can_be_deleted(checks, whole, tmp_path):
    identity = checks.add(ANA, whole)
    checks.delete(ANA, identity)
    assert (checks.find(ANA, identity), files_of(tmp_path)) == (None, [])


def test_the_end_of_a_session_deletes_its_checks_and_no_others(checks, whole):
    mine, another = checks.add(ANA, whole), checks.add(BEN, whole)
    checks.delete_of(ANA.hash)
    assert checks.find(ANA, mine) is None
    assert checks.find(BEN, another) == whole


@pytest.mark.parametrize(("seconds", "there"), [(LIFETIME - 60, True), (LIFETIME + 60, False)])
def test_what_nobody_uses_is_deleted(checks, whole, tmp_path, seconds, there):
    identity = checks.add(ANA, whole)
    before = time.time() - seconds
    for path in files_of(tmp_path):
        os.utime(path, (before, before))
    checks.sweep()
    assert bool(files_of(tmp_path)) is there
    assert (checks.find(ANA, identity) == whole) is there


def test_using_it_keeps_it(checks, whole, tmp_path):
    identity = checks.add(ANA, whole)
    before = time.time() - LIFETIME + 60
    for path in files_of(tmp_path):
        os.utime(path, (before, before))
    checks.find(ANA, identity)
    assert all(path.stat().st_mtime > before + 60 for path in files_of(tmp_path))


def test_a_change_is_put_back(checks, whole):
    identity = checks.add(ANA, whole)
    with checks.changing(ANA, identity) as found:
        found[0] = replace(found[0], sheet="another")
    assert checks.find(ANA, identity) == replace(whole, sheet="another")


def test_who_works_on_it_is_seen_and_how_far(checks, whole):
    identity = checks.add(ANA, replace(whole, state=RUNNING))
    work = checks.work(ANA, identity)
    work.tell(0, 4)
    assert checks.progress(ANA, identity).alive
    with pytest.raises(BlockingIOError):
        checks.work(ANA, identity)
    work.finish(whole)
    work.close()
    assert not checks.progress(ANA, identity).alive
    assert checks.find(ANA, identity) == whole


def test_nobody_waits_to_change_what_is_being_searched(checks, whole):
    identity = checks.add(ANA, replace(whole, state=RUNNING))
    work = checks.work(ANA, identity)
    work.tell(0, 4)
    with checks.changing(ANA, identity) as found:
        assert found == []
    work.close()
    with checks.changing(ANA, identity) as found:
        assert len(found) == 1


def test_what_was_deleted_meanwhile_does_not_come_back(checks, whole, tmp_path):
    identity = checks.add(ANA, replace(whole, state=RUNNING))
    work = checks.work(ANA, identity)
    checks.delete_of(ANA.hash)
    work.finish(whole)
    work.close()
    assert files_of(tmp_path) == []


def test_who_works_on_what_was_deleted_is_told_to_stop(checks, whole, tmp_path):
    identity = checks.add(ANA, replace(whole, state=RUNNING))
    work = checks.work(ANA, identity)
    checks.delete_of(ANA.hash)
    with pytest.raises(Deleted):
        work.tell(0, 4)
    work.close()
    assert files_of(tmp_path) == []


def test_a_session_has_so_many_checks_and_no_more(checks, whole, monkeypatch):
    monkeypatch.setattr("lookup.staff.checks._MOST", 2)
    other = checks.add(BEN, whole)
    first, second = checks.add(ANA, whole), checks.add(ANA, whole)
    for age, identity in enumerate((second, first)):
        path = checks._path(ANA.hash, identity)
        os.utime(path, (time.time() - 60 + age,) * 2)
    third = checks.add(ANA, whole)
    kept = [bool(checks.find(ANA, identity)) for identity in (first, second, third)]
    assert (kept, checks.find(BEN, other)) == ([True, False, True], whole)


def test_looking_for_what_is_not_there_leaves_no_file(checks, tmp_path):
    assert not checks.progress(ANA, "nothing").alive
    assert not (tmp_path / "checks").exists()


def _dies_at_work(checks, identity):
    checks.work(ANA, identity).tell(1, 4)
    os._exit(1)


def test_a_process_that_dies_at_work_is_noticed(checks, whole):
    identity = checks.add(ANA, replace(whole, state=RUNNING))
    worker = get_context("fork").Process(target=_dies_at_work, args=(checks, identity))
    worker.start()
    worker.join()
    progress = checks.progress(ANA, identity)
    assert (progress.done, progress.alive) == (1, False)


def test_who_waits_is_shown_one_after_the_other(whole):
    waiting = [row.number for row in whole.rows if row.is_open]
    assert waiting == [1, 3]
    first, second = whole.waiting
    assert first.hits[0].score > second.hits[0].score
    assert [whole.next_open(), whole.next_open(first), whole.next_open(second)] == [first, second, first]
    settled = whole.with_row(whole.rows[0].settled((0,))).with_row(whole.rows[2].settled(()))
    assert settled.next_open() is None
    assert [row.verdict for row in settled.rows] == ["listed", "listed", "not_found", "unreadable"]
