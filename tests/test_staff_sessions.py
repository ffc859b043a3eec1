"""Sessions of the staff: on the server, for 30 minutes without use and 8 hours at most."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from lookup.staff import accounts, journal, sessions
from lookup.staff.store import StaffStore

MINUTE = 60
HOUR = 60 * MINUTE


@pytest.fixture
def store(tmp_path) -> Iterator[StaffStore]:
    """A store with Ana (1) and Ben (2)."""
    with StaffStore(tmp_path) as store:
        for email in ("ana@example.org", "ben@example.org"):
            accounts.invite(store, "a secret key for tests", email)
        store.db.execute("update accounts set state = 'active'")
        store.db.commit()
        yield store


@pytest.fixture
def clock(monkeypatch) -> Callable[[float], None]:
    """Puts the clock so many seconds ahead of the time at which the test began."""
    start = int(time.time())
    monkeypatch.setattr(time, "time", lambda: start)
    return lambda seconds: monkeypatch.setattr(time, "time", lambda: start + seconds)


@pytest.fixture(autouse=True)
def ended(monkeypatch) -> list[str]:
    """The hash of each session that ends."""
    told: list[str] = []
    monkeypatch.setattr(sessions, "_when_ended", [])
    sessions.when_one_ends(told.append)
    return told


def events(store: StaffStore) -> list[tuple[str, str]]:
    lines = [(line.email.partition("@")[0], line.event) for line in journal.lines(store)]
    return [line for line in lines if line[1] != journal.INVITED]


LASTS = [
    # minutes at which it is used, minutes at which it is looked at, whether it is open then
    ([], 0, True),
    ([], 29, True),
    ([], 31, False),
    # a clock that is set back
    ([], -5, False),
    ([20], 49, True),
    ([20], 51, False),
    (list(range(20, 8 * 60, 20)), 8 * 60 - 1, True),
    (list(range(20, 8 * 60, 20)), 8 * 60 + 1, False),
]


@pytest.mark.parametrize(("used", "looked", "is_open"), LASTS)
def test_how_long_a_session_lasts(store, clock, ended, used, looked, is_open) -> None:
    token = sessions.begin(store, 1)
    for minutes in used:
        clock(minutes * MINUTE)
        assert sessions.find(store, token)
    clock(looked * MINUTE)
    assert (sessions.find(store, token) is not None) == is_open
    assert ended == ([] if is_open else [sessions.hash_of(token)])
    assert events(store) == ([] if is_open else [("ana", journal.SESSION_ENDED)])
    # Nor does what is over come back when the clock is put right.
    clock(0)
    assert is_open or sessions.find(store, token) is None


def test_its_use_is_noted_once_a_minute(store, clock) -> None:
    token, noted = sessions.begin(store, 1), []
    for seconds in (0, 59, 60, 61, 119, 120):
        clock(seconds)
        sessions.find(store, token)
        noted.append(sessions.of(store, 1)[0].used)
    assert [used - noted[0] for used in noted] == [0, 0, 60, 60, 60, 120]


def test_a_session_is_found_by_its_token_only(store) -> None:
    token = sessions.begin(store, 1)
    found = sessions.find(store, token)
    assert found is not None
    assert (found.account, found.email, found.hash) == (1, "ana@example.org", sessions.hash_of(token))
    assert [sessions.find(store, other) for other in ("", found.hash, token[:-1], token + "x")] == [None] * 4
    assert len(token) >= 43
    assert sessions.begin(store, 1) != token


def test_sessions_are_listed_by_account_the_last_used_first(store, clock) -> None:
    begun = []
    for minutes in (0, 10, 20):
        clock(minutes * MINUTE)
        begun.append(sessions.hash_of(sessions.begin(store, 1)))
    sessions.begin(store, 2)
    assert [session.hash for session in sessions.of(store, 1)] == begun[::-1]
    clock(35 * MINUTE)
    assert [session.hash for session in sessions.of(store, 1)] == [begun[2], begun[1]]


def test_one_session_is_ended_and_its_account_alone_can_end_it(store, ended) -> None:
    token, other = sessions.begin(store, 1), sessions.begin(store, 1)
    mine = sessions.hash_of(token)
    sessions.end_one(store, 2, mine)
    assert sessions.find(store, token)
    sessions.end_one(store, 1, mine, journal.SIGNED_OUT)
    sessions.end_one(store, 1, mine)
    assert sessions.find(store, token) is None
    assert sessions.find(store, other)
    assert ended == [mine]
    assert events(store) == [("ana", journal.SIGNED_OUT)]


def test_all_others_are_ended(store, ended) -> None:
    mine, *others = (sessions.begin(store, 1) for _ in range(3))
    bens = sessions.begin(store, 2)
    sessions.end_others(store, 1, sessions.hash_of(mine))
    assert [bool(sessions.find(store, token)) for token in (mine, *others, bens)] == [
        True,
        False,
        False,
        True,
    ]
    assert set(ended) == {sessions.hash_of(token) for token in others}


@pytest.mark.parametrize("close", ["disable", "reset"])
def test_closing_an_account_tells_of_its_sessions(store, ended, close) -> None:
    begun = [sessions.hash_of(sessions.begin(store, account)) for account in (1, 1, 2)]
    if close == "disable":
        accounts.disable(store, "ana@example.org")
    else:
        accounts.reset(store, "a secret key for tests", "ana@example.org")
    assert set(ended) == set(begun[:2])
    assert [session.hash for session in sessions.of(store, 2)] == begun[2:]


def test_sessions_that_were_left_alone_are_ended_when_somebody_signs_in(store, clock, ended) -> None:
    left = sessions.hash_of(sessions.begin(store, 1))
    clock(31 * MINUTE)
    sessions.begin(store, 2)
    assert ended == [left]
    assert store.db.table("sessions").count == 1


def test_a_session_ends_also_where_who_is_told_of_it_fails(store, monkeypatch) -> None:
    monkeypatch.setattr(sessions, "_when_ended", [lambda _: 1 / 0])
    token = sessions.begin(store, 1)
    with pytest.raises(ZeroDivisionError):
        sessions.end_others(store, 1, "")
    assert sessions.find(store, token) is None


def test_who_wants_to_know_twice_is_told_once(store, ended) -> None:
    sessions.when_one_ends(ended.append)
    sessions.when_one_ends(ended.append)
    sessions.end_one(store, 1, sessions.hash_of(sessions.begin(store, 1)))
    assert len(ended) == 1


def test_a_token_is_not_in_the_file(store, tmp_path) -> None:
    token = sessions.begin(store, 1)
    sessions.find(store, token)
    assert [path.name for path in tmp_path.iterdir() if token.encode() in path.read_bytes()] == []
