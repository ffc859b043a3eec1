"""Accounts: made by command, opened once by a link, closed at once; and who may come in."""

from __future__ import annotations

import stat
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyotp
import pytest
from argon2 import PasswordHasher

from lookup.staff import accounts, journal, passwords, sessions
from lookup.staff.accounts import AccountError
from lookup.staff.store import StaffStore

KEY = "a secret key for tests"
ANA = "ana@example.org"
PASSWORD = "seven herons on the quay"
DAY = 24 * 60 * 60


@pytest.fixture(autouse=True)
def _nobody_is_told(monkeypatch) -> None:
    """Whom the desk tells of ended sessions is tested in test_staff_sessions.py."""
    monkeypatch.setattr(sessions, "_when_ended", [])


@pytest.fixture
def store(tmp_path) -> Iterator[StaffStore]:
    with StaffStore(tmp_path) as store:
        yield store


def code(store: StaffStore, email: str = ANA, steps: int = 0) -> str:
    """What the app shows now, or so many steps of half a minute later."""
    secret = accounts.second_factor(accounts.get(store, email), KEY)
    return pyotp.TOTP(secret).at(int(time.time()) + 30 * steps)


def open_account(store: StaffStore, email: str = ANA) -> str:
    """Invite and join; answers the link's token."""
    link = accounts.invite(store, KEY, email)
    assert accounts.join(store, KEY, link, PASSWORD, code(store, email, -1))
    return link


def comes_in(store: StaffStore, email: str = ANA, password: str = PASSWORD, steps: int = 0) -> bool:
    return accounts.check(store, KEY, email, password, code(store, ANA, steps)) is not None


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Ana@Example.org", ANA),
        ("  ana@example.org\n", ANA),
        ("ａｎａ@example.org", ANA),
        ("ana", None),
        ("ana@", None),
        ("@example.org", None),
        ("ana moreno@example.org", None),
        ("ana@example.org, ben@example.org", None),
        ("ana\u200b@example.org", None),
        ("a" * 250 + "@example.org", None),
        ("", None),
    ],
)
def test_an_address_is_the_same_however_it_is_written(store, typed, found) -> None:
    if found is None:
        with pytest.raises(AccountError, match="no e-mail address; write it like"):
            accounts.invite(store, KEY, typed)
        return
    accounts.invite(store, KEY, typed)
    assert [account.email for account in accounts.everybody(store)] == [found]


def test_an_account_begins_with_a_link_and_no_password(store) -> None:
    link = accounts.invite(store, KEY, ANA)
    assert (accounts.get(store, ANA).state, accounts.get(store, ANA).password) == (accounts.INVITED, "")
    assert not comes_in(store, password="")
    assert not comes_in(store)
    invited = accounts.of_link(store, link)
    assert invited is not None
    assert invited.email == ANA


def test_looking_at_a_link_does_not_use_it_up_and_joining_does(store) -> None:
    link = accounts.invite(store, KEY, ANA)
    assert all(accounts.of_link(store, link) for _ in range(3))
    assert accounts.join(store, KEY, link, PASSWORD, code(store))
    assert accounts.of_link(store, link) is None
    assert accounts.join(store, KEY, link, "another herons password", code(store, steps=1)) is None
    assert comes_in(store, steps=1)


@pytest.mark.parametrize(("after", "works"), [(0, True), (7 * DAY - 60, True), (7 * DAY + 60, False)])
def test_a_link_is_good_for_seven_days(store, clock, after, works) -> None:
    link = accounts.invite(store, KEY, ANA)
    clock(after)
    assert (accounts.of_link(store, link) is not None) == works
    assert (accounts.join(store, KEY, link, PASSWORD, code(store)) is not None) == works


def test_a_wrong_code_leaves_the_link_as_it_was(store) -> None:
    link = accounts.invite(store, KEY, ANA)
    assert accounts.join(store, KEY, link, PASSWORD, "000000") is None
    assert accounts.get(store, ANA).state == accounts.INVITED
    assert accounts.join(store, KEY, link, PASSWORD, code(store))


def test_another_invitation_ends_the_first_link(store) -> None:
    first, second = accounts.invite(store, KEY, ANA), accounts.invite(store, KEY, ANA)
    assert accounts.of_link(store, first) is None
    assert accounts.of_link(store, second)
    assert len(list(accounts.everybody(store))) == 1


@pytest.mark.parametrize("state", [accounts.ACTIVE, accounts.DISABLED])
def test_who_has_an_account_is_not_invited_again(store, state) -> None:
    open_account(store)
    if state == accounts.DISABLED:
        accounts.disable(store, ANA)
    with pytest.raises(AccountError, match="flask staff reset ana@example.org"):
        accounts.invite(store, KEY, ANA)


WRONG = {
    "the password": {"password": PASSWORD + "!"},
    "no password": {"password": ""},
    "the code": {"code": "000000"},
    "no code": {"code": ""},
    "letters as a code": {"code": "abcdef"},
    "a code in other digits": {"code": "٠٠٠٠٠٠"},
    "somebody else": {"email": "nobody@example.org"},
    "no address": {"email": "ana"},
    "nothing": {"email": "", "password": "", "code": ""},
}


@pytest.mark.parametrize("typed", WRONG.values(), ids=WRONG)
def test_who_gets_anything_wrong_stays_outside(store, typed) -> None:
    open_account(store)
    right = {"email": ANA, "password": PASSWORD, "code": code(store)}
    assert accounts.check(store, KEY, **{**right, **typed}) is None
    # A try that failed has not used up the code.
    assert accounts.check(store, KEY, **right)


@pytest.mark.parametrize("typed", WRONG.values(), ids=WRONG)
def test_whatever_is_wrong_takes_the_same_turns_at_the_store(store, typed, monkeypatch) -> None:
    """A right password with a wrong code took one more, and so longer: that told that it was right."""
    open_account(store)
    turns, changing = [], StaffStore.changing

    def counted(store):
        turns.append(store)
        return changing(store)

    monkeypatch.setattr(StaffStore, "changing", counted)
    right = {"email": ANA, "password": PASSWORD, "code": code(store)}
    accounts.check(store, KEY, **{**right, **typed})
    assert len(turns) == 2


WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
WAYS: dict[str, Callable[[str], str]] = {
    "in two groups": lambda shown: f"{shown[:3]} {shown[3:]}",
    "with spaces around it": lambda shown: f" {shown}\n",
    "with a wide keyboard": lambda shown: shown.translate(WIDE),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_code_may_be_written_in_other_ways(store, way) -> None:
    open_account(store)
    assert accounts.check(store, KEY, ANA, PASSWORD, way(code(store)))


@pytest.mark.parametrize(
    ("steps", "works"), [(-3, False), (-2, False), (-1, True), (0, True), (1, True), (2, False), (3, False)]
)
def test_a_clock_may_be_half_a_minute_off(store, steps, works) -> None:
    open_account(store)
    store.db.execute("update accounts set last_step = 0")
    store.db.commit()
    assert comes_in(store, steps=steps) == works


def test_a_code_counts_once_and_none_before_it_after_that(store) -> None:
    open_account(store)
    now = code(store)
    assert comes_in(store, steps=0)
    assert accounts.check(store, KEY, ANA, PASSWORD, now) is None
    assert not comes_in(store, steps=-1)
    assert comes_in(store, steps=1)


def test_the_code_that_opened_an_account_does_not_count_again(store) -> None:
    link = accounts.invite(store, KEY, ANA)
    shown = code(store)
    assert accounts.join(store, KEY, link, PASSWORD, shown)
    assert accounts.check(store, KEY, ANA, PASSWORD, shown) is None


def test_of_many_who_send_one_code_at_once_one_comes_in(store, tmp_path) -> None:
    open_account(store)
    shown = code(store)

    def come(_: int) -> bool:
        with StaffStore(tmp_path) as own:
            return accounts.check(own, KEY, ANA, PASSWORD, shown) is not None

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(come, range(8))) == 1


def test_disabling_ends_everything_at_once(store) -> None:
    open_account(store)
    token, shown = sessions.begin(store, accounts.get(store, ANA).id), code(store)
    accounts.disable(store, ANA)
    assert sessions.find(store, token) is None
    assert accounts.check(store, KEY, ANA, PASSWORD, shown) is None
    assert accounts.check(store, KEY, ANA, "", "") is None
    # Somebody who was signing in when the account was closed is not in, either.
    assert sessions.find(store, sessions.begin(store, accounts.get(store, ANA).id)) is None


def test_disabling_who_was_invited_ends_the_link(store) -> None:
    link = accounts.invite(store, KEY, ANA)
    accounts.disable(store, ANA)
    assert accounts.of_link(store, link) is None


@pytest.mark.parametrize("was_disabled", [False, True])
def test_a_reset_account_begins_anew_with_another_second_factor(store, was_disabled) -> None:
    open_account(store)
    before = accounts.second_factor(accounts.get(store, ANA), KEY)
    token = sessions.begin(store, accounts.get(store, ANA).id)
    if was_disabled:
        accounts.disable(store, ANA)
    link = accounts.reset(store, KEY, ANA)
    assert sessions.find(store, token) is None
    assert not comes_in(store)
    assert accounts.second_factor(accounts.get(store, ANA), KEY) != before
    assert accounts.join(store, KEY, link, "other herons at the quay", code(store))
    assert not comes_in(store, steps=1)
    assert comes_in(store, password="other herons at the quay", steps=1)


@pytest.mark.parametrize("change", [accounts.disable, lambda store, email: accounts.reset(store, KEY, email)])
def test_what_is_done_to_one_account_leaves_the_others(store, change) -> None:
    open_account(store)
    open_account(store, "ben@example.org")
    token = sessions.begin(store, accounts.get(store, ANA).id)
    change(store, "ben@example.org")
    assert sessions.find(store, token)
    assert comes_in(store)
    with pytest.raises(
        AccountError, match="there is no account eve@example.org; 'flask staff list' shows all"
    ):
        change(store, "eve@example.org")


def test_a_password_is_changed_for_good(store) -> None:
    open_account(store)
    accounts.change_password(store, accounts.get(store, ANA), "other herons at the quay")
    assert not comes_in(store)
    assert comes_in(store, password="other herons at the quay")


def test_a_password_of_less_effort_is_hashed_anew_when_it_is_used(store, monkeypatch) -> None:
    open_account(store)
    before = accounts.get(store, ANA).password
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    assert comes_in(store)
    after = accounts.get(store, ANA).password
    assert after != before
    assert passwords.fits(after, PASSWORD)


def test_under_another_secret_key_nobody_comes_in(store) -> None:
    open_account(store)
    assert accounts.second_factor(accounts.get(store, ANA), "another secret key") == ""
    assert accounts.check(store, "another secret key", ANA, PASSWORD, code(store)) is None


def test_the_file_alone_lets_nobody_in(store, tmp_path) -> None:
    link = accounts.invite(store, KEY, ANA)
    held = [accounts.second_factor(accounts.get(store, ANA), KEY), link]
    assert accounts.join(store, KEY, link, PASSWORD, code(store, steps=-1))
    token = sessions.begin(store, accounts.get(store, ANA).id)
    accounts.reset(store, KEY, ANA)
    held += [accounts.second_factor(accounts.get(store, ANA), KEY), PASSWORD, token]
    for part in _bytes_of(tmp_path):
        assert [word for word in held if word.encode() in part] == []


def _bytes_of(folder: Path) -> list[bytes]:
    """Each file of the store, its journal of writing included."""
    return [path.read_bytes() for path in folder.glob("staff.db*")]


def test_the_file_is_its_owners_only(store, tmp_path) -> None:
    accounts.invite(store, KEY, ANA)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == dict.fromkeys(["staff.db", "staff.db-wal", "staff.db-shm"], 0o600)


def test_a_store_is_opened_as_it_was_left(store, tmp_path) -> None:
    accounts.invite(store, KEY, ANA)
    with StaffStore(tmp_path) as again:
        assert accounts.get(again, ANA).state == accounts.INVITED


def test_a_change_that_breaks_in_the_middle_leaves_nothing(store, monkeypatch) -> None:
    monkeypatch.setattr(journal, "note", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        accounts.invite(store, KEY, ANA)
    assert list(accounts.everybody(store)) == []


def test_changes_wait_for_each_other(tmp_path) -> None:
    def invite(number: int) -> None:
        with StaffStore(tmp_path) as own:
            accounts.invite(own, KEY, f"person{number}@example.org")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(invite, range(40)))
    with StaffStore(tmp_path) as store:
        assert len(list(accounts.everybody(store))) == 40
