"""flask staff: what it says to an operator, and that nothing changes where it says no."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lookup.staff import accounts, journal, tokens
from lookup.staff.store import StaffStore
from tests.operating import contents, run

ANA = "ana@example.org"
COMMANDS = ["invite", "reset", "disable", "list", "token", "revoke", "journal"]


@pytest.fixture
def instance(tmp_path) -> Path:
    """An instance folder in which Ana has joined."""
    folder = Path(tmp_path / "instance")
    assert run(folder, "staff", "invite", ANA).exit_code == 0
    with StaffStore(folder) as store:
        store.db.execute("update accounts set state = 'active'")
        store.db.commit()
    return folder


def said(instance: Path, *command: object) -> str:
    """What a command says that succeeds."""
    done = run(instance, "staff", *command)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help(tmp_path, command) -> None:
    assert "Usage:" in said(tmp_path, command, "--help")
    assert command in said(tmp_path, "--help")


@pytest.mark.parametrize(
    ("site", "start"),
    [
        ((), "http://127.0.0.1:8000"),
        (("--site", "https://cases.example.org"), "https://cases.example.org"),
        (("--site", "https://cases.example.org/"), "https://cases.example.org"),
    ],
)
@pytest.mark.parametrize("command", ["invite", "reset"])
def test_a_link_is_printed_once_and_opens_the_account(instance, command, site, start) -> None:
    email = "ben@example.org" if command == "invite" else ANA
    done = run(instance, "staff", command, email, *site)
    link, advice = done.output.splitlines()
    assert link.startswith(f"{start}/en/staff/join/")
    assert advice == "Give this link to nobody else. It works once, for 7 days."
    # The link alone is what another program would read.
    assert done.stdout.strip() == link
    token = link.rsplit("/", 1)[1]
    with StaffStore(instance) as store:
        invited = accounts.of_link(store, token)
        assert invited is not None
        assert invited.email == email
    assert [name for name, data in contents(instance).items() if token.encode() in data] == []


REFUSED = [
    # the command, what it says
    (("invite", ANA), "ana@example.org has an account already; 'flask staff reset ana@example.org' makes"),
    (("invite", "ana"), "'ana' is no e-mail address; write it like ana@example.org"),
    (
        ("invite", "ben@example.org", "--site", "cases.example.org"),
        "--site is 'cases.example.org'; write it like",
    ),
    (("invite", "ben@example.org", "--site", "https://"), "--site is 'https://'; write it like"),
    (("reset", "eve@example.org"), "there is no account eve@example.org; 'flask staff list' shows all"),
    (("disable", "eve@example.org"), "there is no account eve@example.org; 'flask staff list' shows all"),
    (("token", "eve@example.org", "--label", "x", "--scope", "cases"), "there is no account eve@example.org"),
    (
        ("token", ANA, "--label", "x", "--scope", "everything"),
        "'everything' is not one of 'verdicts', 'cases'",
    ),
    (("token", ANA, "--scope", "cases"), "Missing option '--label'"),
    (("revoke", "7"), "there is no token 7; 'flask staff list' shows all"),
    (("revoke", "x"), "'x' is not a valid integer"),
]


@pytest.mark.parametrize(("command", "words"), REFUSED)
def test_what_cannot_be_done_is_said_in_a_line_and_nothing_changes(instance, command, words) -> None:
    before = contents(instance)
    done = run(instance, "staff", *command)
    assert done.exit_code > 0
    assert words in done.output.splitlines()[-1]
    assert contents(instance) == before


def test_a_file_that_is_damaged_is_said_in_a_line(instance) -> None:
    (instance / "staff.db").write_bytes(b"no database, however one reads it" * 200)
    done = run(instance, "staff", "list")
    assert (done.exit_code, done.output) == (
        1, "Error: staff.db is not a database; put it back from your back-up\n",
    )  # fmt: skip


def test_all_accounts_and_tokens_are_listed(instance, monkeypatch) -> None:
    run(instance, "staff", "invite", "ben@example.org")
    run(instance, "staff", "invite", "eve@example.org")
    run(instance, "staff", "disable", "eve@example.org")
    token = said(instance, "token", ANA, "--label", "case system", "--scope", "cases").strip()
    monkeypatch.setattr(journal, "now", lambda: "2017-04-18T09:30:00+00:00")
    with StaffStore(instance) as store:
        accounts.came(store, accounts.get(store, ANA))
        tokens.find(store, token)
    assert said(instance, "list").splitlines() == [
        "ana@example.org  active  last signed in: 2017-04-18T09:30:00+00:00",
        "ben@example.org  invited  last signed in: never",
        "eve@example.org  disabled  last signed in: never",
        "token 1  ana@example.org  cases  last used: 2017-04-18  case system",
    ]


def test_before_the_first_account_the_list_says_how_to_make_one(tmp_path) -> None:
    assert said(tmp_path, "list") == f"No account yet in {tmp_path}: flask staff invite EMAIL makes one.\n"


def test_the_list_says_whose_second_factor_cannot_be_read_any_more(instance) -> None:
    with StaffStore(instance) as store:
        accounts.reset(store, "the secret key of before", ANA)
    assert "ana@example.org  invited (the secret key has changed: reset it)" in said(instance, "list")


def test_a_token_is_printed_once_and_kept_nowhere(instance) -> None:
    token = said(instance, "token", ANA, "--label", "case system", "--scope", "verdicts").strip()
    assert [name for name, data in contents(instance).items() if token.encode() in data] == []
    with StaffStore(instance) as store:
        assert tokens.find(store, token)
    assert said(instance, "revoke", 1) == "Revoked: token 1 of ana@example.org, case system.\n"
    with StaffStore(instance) as store:
        assert tokens.find(store, token) is None


def test_disabling_says_what_has_ended(instance) -> None:
    assert said(instance, "disable", ANA) == "Disabled: every session and token of this account has ended.\n"
    with StaffStore(instance) as store:
        assert accounts.get(store, ANA).state == accounts.DISABLED


def test_the_journal_is_printed_line_by_line(instance) -> None:
    with StaffStore(instance) as store:
        journal.note(store, "", journal.SIGN_IN_FAILED)
        journal.note(store, ANA, journal.A_LIST, 500)
    lines = said(instance, "journal").splitlines()
    assert [re.sub(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00  ", "", line) for line in lines] == [
        "ana@example.org  invited",
        "(no account)  sign-in failed",
        "ana@example.org  checked a list  500",
    ]
