"""The registry: what lists said, stored once, all or nothing."""

from __future__ import annotations

from datetime import date
from threading import Thread

import pytest

from lookup.cases import Entry, Name, Person
from lookup.lists import Reading
from lookup.lists.manifest import ListSpec
from lookup.registry import Registry, migrations

JANE = Person(Name("Jane", "", "Doe"), (Name("Jane", "", "Roe"),), "1967-04-11")
ENTRIES = (
    Entry(
        "0752CR090001",
        "Lowell District Court",
        JANE,
        "dismissed",
        2,
        1,
        "POSS",
        "94C/34",
        "GUILTY",
        "2008-01-02",
    ),
    Entry("0752CR090001", "Lowell District Court", JANE, "kept", 3),
)
TABLES = ["lists", "entries", "publications", "publication_lists", "withheld"]


def reading(tmp_path, entries=ENTRIES, file="essex.csv", filed=date(2017, 4, 18)):
    spec = ListSpec(tmp_path / file, file, "Letter", "dookhan", "Essex", filed, "", "", {}, {})
    return Reading(spec, "abc", rows=2, entries=entries, unread={"0752CR090001": 1})


def counts(registry):
    return {table: registry.db.table(table).count for table in TABLES}


def test_it_begins_from_an_empty_folder(tmp_path):
    with Registry(tmp_path) as registry:
        assert counts(registry) == dict.fromkeys(TABLES, 0)
        assert registry.db.journal_mode == "wal"
        assert not migrations.pending(registry.db)


def test_it_is_opened_again_as_it_was_left(tmp_path):
    with Registry(tmp_path) as registry:
        registry.publish("Invented", True, [reading(tmp_path)])
    with Registry(tmp_path) as registry:
        assert counts(registry)["entries"] == 2


def test_a_registry_of_an_older_version_gets_what_it_lacks(tmp_path):
    with Registry(tmp_path) as registry:
        registry.db.table("withheld").drop()
        registry.db.execute("delete from _sqlite_migrations where name = 'withheld_records'")
    with Registry(tmp_path) as registry:
        registry.withhold(["abc"], "order")
        assert registry.withheld() == ["abc"]


def test_it_gives_back_what_was_stored(tmp_path):
    with Registry(tmp_path) as registry:
        number = registry.publish("Invented", True, [reading(tmp_path)])
        (filing,) = registry.filings(number)
        (listed,) = registry.publication(number)["lists"]
    assert filing.entries == ENTRIES
    assert (filing.incident, filing.unread) == ("dookhan", {"0752CR090001": 1})
    source = filing.source
    assert (source.file, source.sheet, source.district, source.filed) == (
        "essex.csv",
        "Letter",
        "Essex",
        "2017-04-18",
    )
    assert (listed["rows"], listed["sha256"]) == (2, "abc")


def test_the_same_lists_again_add_no_rows(tmp_path):
    with Registry(tmp_path) as registry:
        registry.publish("Invented", True, [reading(tmp_path)])
        before = counts(registry)
        again = registry.publish("Invented", True, [reading(tmp_path)])
        assert registry.filings(again)[0].entries == ENTRIES
        after = counts(registry)
    assert {table: after[table] - before[table] for table in TABLES} == {
        "lists": 0,
        "entries": 0,
        "publications": 1,
        "publication_lists": 1,
        "withheld": 0,
    }


CHANGES = [{"entries": ENTRIES[:1]}, {"file": "other.csv"}, {"filed": date(2018, 1, 1)}]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: "".join(change))
def test_a_changed_list_is_another_one_and_the_earlier_publication_stays(tmp_path, change):
    with Registry(tmp_path) as registry:
        first = registry.publish("Invented", True, [reading(tmp_path)])
        before = registry.filings(first)
        second = registry.publish("Invented", True, [reading(tmp_path, **change)])
        assert registry.filings(first) == before
        assert registry.filings(second) != before
        assert registry.db.table("lists").count == 2


def test_lists_keep_the_manifests_order_also_where_one_is_there_twice(tmp_path):
    order = [reading(tmp_path, file=name) for name in ("b.csv", "a.csv", "b.csv")]
    with Registry(tmp_path) as registry:
        number = registry.publish("Invented", True, order)
        assert [filing.source.file for filing in registry.filings(number)] == ["b.csv", "a.csv", "b.csv"]


def test_what_breaks_in_the_middle_leaves_nothing(tmp_path):
    def broken():
        yield ENTRIES[0]
        raise OSError("the disk went away")

    with Registry(tmp_path) as registry:
        lists = [reading(tmp_path), reading(tmp_path, entries=broken(), file="other.csv")]
        with pytest.raises(OSError, match="went away"):
            registry.publish("Invented", True, lists)
        assert counts(registry) == dict.fromkeys(TABLES, 0)
        registry.publish("Invented", True, [reading(tmp_path)])
        assert counts(registry)["publications"] == 1


def test_a_process_that_dies_in_the_middle_leaves_nothing(tmp_path):
    dying = Registry(tmp_path)
    dying.db.execute("begin immediate")
    dying.withhold(["abc"], "order")
    # Its connection ends as the system ends it: nothing was committed.
    dying.db.conn.close()
    with Registry(tmp_path) as registry:
        assert registry.withheld() == []


def test_changes_wait_for_each_other(tmp_path):
    def change(number):
        with Registry(tmp_path) as registry, registry.changing():
            known = registry.withheld()
            registry.withhold([f"hash {number} after {len(known)}"], "order")

    threads = [Thread(target=change, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Registry(tmp_path) as registry:
        assert sorted(text[-1] for text in registry.withheld()) == list("01234567")


def test_a_record_that_is_withheld_twice_keeps_its_first_reason(tmp_path):
    with Registry(tmp_path) as registry:
        registry.withhold(["abc"], "sealed by order")
        registry.withhold(["abc", "def"], "asked for it")
        rows = {row["hash"]: row["because"] for row in registry.db.table("withheld").rows}
        assert rows == {"abc": "sealed by order", "def": "asked for it"}
        assert registry.restore(["abc", "never there"]) == 1
        assert registry.withheld() == ["def"]
