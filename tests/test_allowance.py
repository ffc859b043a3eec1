"""How many people an account may ask about in a day."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from lookup.staff import allowance, journal
from lookup.staff.allowance import PEOPLE_A_DAY
from lookup.staff.journal import A_LIST, BY_API, HANDOUTS, ONE_PERSON
from lookup.staff.store import StaffStore

ANA, BEN = "ana@example.org", "ben@example.org"


@pytest.mark.parametrize(
    ("asked", "people", "room"),
    [
        ([], PEOPLE_A_DAY, True),
        ([], PEOPLE_A_DAY + 1, False),
        ([(ANA, A_LIST, PEOPLE_A_DAY - 1)], 1, True),
        ([(ANA, A_LIST, PEOPLE_A_DAY)], 1, False),
        ([(ANA, A_LIST, 5000), (ANA, BY_API, 4500), (ANA, ONE_PERSON, 1)], 499, True),
        ([(ANA, A_LIST, 5000), (ANA, BY_API, 4500), (ANA, ONE_PERSON, 1)], 500, False),
        # what others ask, and what is no question, do not count
        ([(BEN, BY_API, PEOPLE_A_DAY), (ANA, HANDOUTS, PEOPLE_A_DAY)], PEOPLE_A_DAY, True),
    ],
)
def test_what_is_left_today(tmp_path, asked, people, room):
    with StaffStore(tmp_path) as store:
        for line in asked:
            journal.note(store, *line)
        assert allowance.take(store, ANA, BY_API, people) is room
        noted = [(line.email, line.event, line.rows) for line in journal.lines(store)]
    assert noted == asked + [(ANA, BY_API, people)] * room


def test_the_next_day_there_is_room_again(tmp_path, monkeypatch):
    with StaffStore(tmp_path) as store:
        monkeypatch.setattr(journal, "now", lambda: "2026-05-04T23:59:59+00:00")
        assert allowance.take(store, ANA, BY_API, PEOPLE_A_DAY)
        assert not allowance.take(store, ANA, BY_API, 1)
        monkeypatch.setattr(journal, "now", lambda: "2026-05-05T00:00:00+00:00")
        assert allowance.take(store, ANA, BY_API, 1)


def test_of_many_at_once_no_more_are_let_through_than_there_is_room_for(tmp_path):
    def ask(_: int) -> bool:
        with StaffStore(tmp_path) as store:
            return allowance.take(store, ANA, BY_API, PEOPLE_A_DAY // 4)

    ask(0)
    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(ask, range(8))) == 3
