"""The journal: who did what, and for how many people; never for whom."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from lookup.staff import journal
from lookup.staff.journal import Line
from lookup.staff.store import StaffStore

ANA, BEN = "ana@example.org", "ben@example.org"


@pytest.fixture
def store(tmp_path) -> Iterator[StaffStore]:
    with StaffStore(tmp_path) as store:
        yield store


def test_each_event_is_written_down_in_order(store, monkeypatch) -> None:
    monkeypatch.setattr(journal, "now", lambda: "2017-04-18T09:30:00+00:00")
    for event in journal.EVENTS:
        journal.note(store, ANA, event)
    journal.note(store, BEN, journal.A_LIST, 500)
    *events, last = journal.lines(store)
    assert [line.event for line in events] == list(journal.EVENTS)
    assert last == Line("2017-04-18T09:30:00+00:00", BEN, journal.A_LIST, 500)


def test_nothing_else_is_written_down(store) -> None:
    with pytest.raises(ValueError, match="no event of the journal"):
        journal.note(store, ANA, "checked Denise Hargrove")
    assert list(journal.lines(store)) == []


def test_times_are_in_utc_to_the_second() -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", journal.now())


def test_the_people_that_an_account_asked_about_today(store, monkeypatch) -> None:
    noted = [
        # day, account, what, for how many
        ("2017-04-17T23:59:59+00:00", ANA, journal.A_LIST, 1000),
        ("2017-04-18T00:00:00+00:00", ANA, journal.A_LIST, 200),
        ("2017-04-18T09:00:00+00:00", ANA, journal.ONE_PERSON, 1),
        ("2017-04-18T10:00:00+00:00", ANA, journal.BY_API, 30),
        ("2017-04-18T11:00:00+00:00", ANA, journal.HANDOUTS, 5000),
        ("2017-04-18T11:00:00+00:00", ANA, journal.SIGNED_IN, None),
        ("2017-04-18T12:00:00+00:00", BEN, journal.A_LIST, 7),
    ]
    for at, email, event, rows in noted:
        monkeypatch.setattr(journal, "now", lambda at=at: at)
        journal.note(store, email, event, rows)
    asked = {email: journal.rows_today(store, email) for email in (ANA, BEN, "eve@example.org")}
    assert asked == {ANA: 231, BEN: 7, "eve@example.org": 0}
