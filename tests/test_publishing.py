"""Publishing: all or nothing, whatever happens to the disk, the process, or a second publish."""

from __future__ import annotations

import errno
import resource
import signal
import time
from datetime import date

import pytest

from lookup import files, publishing, registry, release, stored, withheld
from lookup.index import keys, postings
from lookup.registry import Registry
from lookup.release import Releases
from tests.operating import (
    HEADER,
    JANE,
    LIST,
    Filed,
    answering,
    contents,
    publish,
    run,
    start,
    wait_for,
    write_lists,
)

NEWER = Filed(LIST.replace("kept", "dismissed"), filed=date(2018, 4, 30))


@pytest.fixture
def instance(tmp_path):
    publish(tmp_path / "instance", Filed())
    return tmp_path / "instance"


def long_list(people: int = 400) -> Filed:
    """Enough people that publishing them takes a while, each of a name that needs keys of its own."""
    vowels = "AEIOU"
    rows = [
        f'0752CR09{number:04},"D{vowels[number % 5]}RR{vowels[number // 5 % 5]}N{vowels[number // 25 % 5]}L'
        f'{vowels[number // 125]}, JANE",4/11/1967,1,POSS CLASS B,dismissed'
        for number in range(10, 10 + people)
    ]
    return Filed("\n".join([HEADER, *rows]) + "\n")


def whole(instance):
    """What a publish that ended badly must leave: one release that answers, whole, and nothing half-made."""
    answers = answering(instance)
    assert not [path for path in (instance / "releases").iterdir() if path.name.startswith(".")]
    return answers


def test_a_second_publish_replaces_what_answers(instance):
    publish(instance, NEWER)
    assert [case.status for case in answering(instance)] == ["dismissed", "dismissed"]


def test_nothing_to_publish(instance, tmp_path):
    sealed = LIST.replace("Status\n", "Status,Sealed\n").replace("missed\n", "missed,yes\n")
    sealed = sealed.replace("kept\n", "kept,yes\n")
    before = contents(instance)
    done = run(instance, "lists", "publish", write_lists(tmp_path / "lists", Filed(sealed)))
    assert (done.exit_code, "the lists hold no case; nothing was published" in done.output) == (1, True)
    assert contents(instance) == before


def test_what_pages_say_of_a_list(instance):
    publish(instance, Filed(LIST + '0752CR090002,"POE",13/13/13,1,POSS,???\n'))
    (facts,) = Releases(instance).all()[-1].lists
    assert facts == {
        "incident": "dookhan",
        "district": "Suffolk",
        "filed": "2017-04-18",
        "file": "suffolk.csv",
        "sheet": "",
        "rows": 3,
        "cases": 2,
        "unread": 1,
        "statuses": ["dismissed", "kept"],
    }


def test_a_mark_on_one_list_leaves_the_case_out_of_all(instance):
    marked = (
        f'{HEADER},Juvenile\n{JANE},"DOE, JANE",4/11/1967,1,POSS,kept,JUV\n'
        '0752CR090003,"POE, ANN",1970,1,POSS,kept,\n'
    )
    publish(instance, Filed(), Filed(marked, "second.csv", district="Essex"))
    assert [case.docket for case in answering(instance)] == ["0752CR090002", "0752CR090003"]


def full(*_arguments, **_words):
    raise OSError(errno.ENOSPC, "No space left on device")


STEPS = {
    "recording the lists": (registry, "_row"),
    "merging": (publishing, "merge"),
    "building the index": (keys, "pairs"),
    "writing the index": (postings, "_field"),
    "writing the cases": (stored, "write"),
    "writing the release's manifest": (release, "_write_manifest"),
    "putting it on disk": (release, "_sync"),
    "naming it": (files, "sync_folder"),
    "noting it": (Registry, "released"),
    "writing withheld.json": (withheld, "write"),
    "switching": (files, "replace_file"),
}


@pytest.mark.parametrize(("place", "name"), STEPS.values(), ids=STEPS)
def test_a_disk_that_is_full_at_any_step(instance, monkeypatch, place, name):
    before = (instance / "releases" / "CURRENT").read_bytes()
    manifest = write_lists(instance.with_name("lists"), NEWER)
    with monkeypatch.context() as patch:
        patch.setattr(place, name, full)
        done = run(instance, "lists", "publish", manifest)
    assert done.exit_code == 1
    assert "Error: nothing was published: there is no room left on the disk; make room" in done.output
    assert (instance / "releases" / "CURRENT").read_bytes() == before
    assert [case.status for case in whole(instance)] == ["dismissed", "kept"]
    publish(instance, NEWER)
    assert [case.status for case in whole(instance)] == ["dismissed", "dismissed"]


@pytest.mark.parametrize("kilobytes", [1, 40, 150, 200])
def test_a_disk_with_little_room(instance, kilobytes):
    """A real process that may not write more than so much into one file."""
    write_lists(instance.with_name("lists"), long_list())
    before = (instance / "releases" / "CURRENT").read_bytes()
    limited = start(
        instance,
        *("lists", "publish", instance.with_name("lists") / "lists.toml"),
        before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, kilobytes * 1024)),
    )
    _, errors = limited.communicate(timeout=30)
    assert limited.returncode == 1
    (line,) = errors.splitlines()
    assert line.startswith("Error: nothing was published: ")
    assert "disk" in line
    assert (instance / "releases" / "CURRENT").read_bytes() == before
    assert [case.status for case in whole(instance)] == ["dismissed", "kept"]


def test_a_publish_that_is_killed_at_any_moment(instance):
    """Old or new answers, whole; and the next publish works and takes away what was left."""
    manifest = write_lists(instance.with_name("lists"), long_list())
    outcomes = set()
    for moment in range(12):
        killed = start(instance, "lists", "publish", manifest)
        wait_for(killed, "recording")
        time.sleep(moment * 0.04)
        killed.send_signal(signal.SIGKILL)
        killed.communicate(timeout=10)
        outcomes.add(len(answering(instance)))
        shown = run(instance, "releases")
        assert (shown.exit_code, shown.output.count("* ")) == (0, 1)
    assert outcomes <= {2, 400}
    assert 2 in outcomes
    publish(instance, NEWER)
    assert [case.status for case in whole(instance)] == ["dismissed", "dismissed"]


def test_two_publishes_at_once(instance):
    manifest = write_lists(instance.with_name("lists"), long_list())
    first = start(instance, "lists", "publish", manifest)
    wait_for(first, "recording")
    first.send_signal(signal.SIGSTOP)
    second = start(instance, "lists", "publish", manifest)
    _, errors = second.communicate(timeout=30)
    first.send_signal(signal.SIGCONT)
    first.communicate(timeout=30)
    assert (first.returncode, second.returncode) == (0, 1)
    assert errors.startswith("Error: another publish or rollback is running; wait for it to end")
    assert errors.endswith("Nothing was changed.\n")
    assert len(whole(instance)) == 400
    assert len(Releases(instance).all()) == 2


def test_the_lock_of_a_killed_publish_is_free(instance):
    (instance / "publish.lock").write_text("left by somebody")
    publish(instance, NEWER)


REGISTRIES = {
    "not a database": (lambda path: path.write_bytes(b"hello" * 1000), "is not a database"),
    "damaged": (lambda path: path.write_bytes(path.read_bytes()[:8192] + b"\xff" * 20000), "damaged"),
    # The "write version" of its header: one that SQLite only reads.
    "read-only": (
        lambda path: path.write_bytes(path.read_bytes()[:18] + b"\3" + path.read_bytes()[19:]),
        "owner",
    ),
    "a folder": (lambda path: (path.unlink(), path.mkdir()), "cannot be opened; see the owner"),
}


@pytest.mark.parametrize(("damage", "words"), REGISTRIES.values(), ids=REGISTRIES)
def test_a_registry_that_cannot_be_used(instance, damage, words):
    damage(instance / "registry.db")
    done = run(instance, "lists", "publish", write_lists(instance.with_name("lists"), NEWER))
    assert done.exit_code == 1
    last = done.output.splitlines()[-1]
    assert last.startswith("Error: nothing was published: registry.db ")
    assert words in last
    assert [case.status for case in whole(instance)] == ["dismissed", "kept"]
    record = run(instance, "records", "withhold", JANE, "--because", "order")
    assert (record.exit_code, words in record.output) == (1, True)


def test_a_registry_in_use(instance, monkeypatch):
    monkeypatch.setattr(registry, "_PATIENCE", 0.1)
    with Registry(instance) as other, other.changing():
        done = run(instance, "lists", "publish", write_lists(instance.with_name("lists"), NEWER))
    assert (done.exit_code, "registry.db is in use by another program" in done.output) == (1, True)
