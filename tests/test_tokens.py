"""Tokens of other systems: shown once, kept as hashes, revoked at once, dead with their account."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lookup.staff import accounts, journal, tokens
from lookup.staff.accounts import AccountError
from lookup.staff.store import StaffStore

KEY = "a secret key for tests"


@pytest.fixture
def store(tmp_path) -> Iterator[StaffStore]:
    """A store with Ana and Ben, who have joined."""
    with StaffStore(tmp_path) as store:
        for email in ("ana@example.org", "ben@example.org"):
            accounts.invite(store, KEY, email)
        store.db.execute("update accounts set state = 'active'")
        store.db.commit()
        yield store


def make(store: StaffStore, who: str = "ana", scope: str = tokens.VERDICTS) -> str:
    return tokens.make(store, accounts.get(store, f"{who}@example.org"), "case system", scope)


def test_a_token_says_whose_it_is_and_what_it_may_ask(store) -> None:
    for scope in tokens.SCOPES:
        found = tokens.find(store, make(store, scope=scope))
        assert found is not None
        assert (found.email, found.label, found.scope) == ("ana@example.org", "case system", scope)


def test_only_a_whole_token_opens_anything(store) -> None:
    token = make(store)
    assert [tokens.find(store, other) for other in ("", token[:-1], token + "x", token.swapcase())] == [
        None
    ] * 4
    assert len(token) >= 43
    assert make(store) != token


def test_its_use_is_noted_to_the_day(store, monkeypatch) -> None:
    token, noted = make(store), []
    for now in ("2017-04-18T09:30:00+00:00", "2017-04-18T23:30:00+00:00", "2017-04-19T00:01:00+00:00"):
        monkeypatch.setattr(journal, "now", lambda now=now: now)
        tokens.find(store, token)
        noted += [known.used for known in tokens.everything(store)]
    assert noted == ["2017-04-18", "2017-04-18", "2017-04-19"]


def test_a_revoked_token_is_dead_and_the_others_live(store) -> None:
    first, second = make(store), make(store)
    assert tokens.revoke(store, 1).email == "ana@example.org"
    assert tokens.find(store, first) is None
    assert tokens.find(store, second)
    with pytest.raises(AccountError, match="there is no token 1; 'flask staff list' shows all"):
        tokens.revoke(store, 1)


def test_the_number_of_a_revoked_token_is_given_to_no_other(store) -> None:
    make(store)
    tokens.revoke(store, 1)
    make(store)
    assert [token.id for token in tokens.everything(store)] == [2]


@pytest.mark.parametrize("close", [accounts.disable, lambda store, email: accounts.reset(store, KEY, email)])
def test_tokens_of_a_closed_account_are_dead(store, close) -> None:
    anas, bens = make(store), make(store, "ben")
    close(store, "ana@example.org")
    assert tokens.find(store, anas) is None
    assert tokens.find(store, bens)
    assert [token.email for token in tokens.everything(store)] == ["ben@example.org"]


@pytest.mark.parametrize("close", [[accounts.disable], []], ids=["disabled", "reset"])
def test_an_account_that_is_opened_again_has_none_of_its_tokens(store, close) -> None:
    token = make(store)
    for end in close:
        end(store, "ana@example.org")
    accounts.reset(store, KEY, "ana@example.org")
    store.db.execute("update accounts set state = 'active'")
    store.db.commit()
    assert tokens.find(store, token) is None


@pytest.mark.parametrize("state", [accounts.INVITED, accounts.DISABLED])
def test_only_who_has_joined_can_have_a_token(store, state) -> None:
    store.db.execute("update accounts set state = ?", [state])
    store.db.commit()
    with pytest.raises(AccountError, match=f"ana@example.org is {state}; only who has joined"):
        make(store)


def test_a_token_is_not_in_the_file(store, tmp_path) -> None:
    token = make(store)
    tokens.find(store, token)
    assert [path.name for path in tmp_path.iterdir() if token.encode() in path.read_bytes()] == []
