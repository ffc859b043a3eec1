"""The commands for the staff desk: flask staff invite | list | token | journal | ledger, and others."""

from __future__ import annotations

import csv
import re
import sys
from dataclasses import astuple, fields

import click
from flask import Flask, current_app

from lookup.cli import Group
from lookup.settings import Settings
from lookup.staff import accounts, tokens
from lookup.staff import journal as journal_of
from lookup.staff import ledger as ledger_of
from lookup.staff.accounts import Account
from lookup.staff.ledger import Line
from lookup.staff.store import StaffStore


class StaffGroup(Group):
    """Commands on the staff's own file."""

    database = "staff.db"


staff = StaffGroup("staff", help="Who may use the staff desk, and what was done there.")

_EMAIL = click.argument("email")
_SITE = click.option(
    "--site",
    default="http://127.0.0.1:8000",
    show_default=True,
    metavar="ADDRESS",
    help="Where people open the site: the link begins so.",
)


def register(app: Flask) -> None:
    """Add the commands to an app."""
    app.cli.add_command(staff)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["case_check"].settings
    return settings


def _store() -> StaffStore:
    return StaffStore(_settings().instance)


@staff.command("invite")
@_EMAIL
@_SITE
def invite(email: str, site: str) -> None:
    """Make an account for EMAIL, and print the one-time link that opens it."""
    start = _start(site)
    with _store() as store:
        _tell_link(start, accounts.invite(store, _settings().secret_key, email))


@staff.command("reset")
@_EMAIL
@_SITE
def reset(email: str, site: str) -> None:
    """Sign EMAIL out everywhere, end its tokens, and print a link to set password and second factor anew.

    Also opens an account again that was disabled.
    """
    start = _start(site)
    with _store() as store:
        _tell_link(start, accounts.reset(store, _settings().secret_key, email))


@staff.command("disable")
@_EMAIL
def disable(email: str) -> None:
    """Close the account of EMAIL at once, with all its sessions and tokens."""
    with _store() as store:
        accounts.disable(store, email)
    click.echo("Disabled: every session and token of this account has ended.")


@staff.command("list")
def show() -> None:
    """Show all accounts, and the tokens of other systems."""
    with _store() as store:
        everybody, everything = list(accounts.everybody(store)), list(tokens.everything(store))
    if not everybody:
        click.echo(f"No account yet in {_settings().instance}: flask staff invite EMAIL makes one.")
    for account in everybody:
        click.echo(f"{account.email}  {_state(account)}  last signed in: {account.signed_in or 'never'}")
    for token in everything:
        used = token.used or "never"
        click.echo(f"token {token.id}  {token.email}  {token.scope}  last used: {used}  {token.label}")


@staff.command("token")
@_EMAIL
@click.option("--label", required=True, help="What it is for, in a few words.")
@click.option("--scope", required=True, type=click.Choice(tokens.SCOPES), help="What it may be told.")
def token(email: str, label: str, scope: str) -> None:
    """Make a token with which another system asks as EMAIL, and print it. It is not kept."""
    with _store() as store:
        click.echo(tokens.make(store, accounts.get(store, email), label, scope))


@staff.command("revoke")
@click.argument("token_id", type=int)
def revoke(token_id: int) -> None:
    """End the token with the number TOKEN_ID at once."""
    with _store() as store:
        known = tokens.revoke(store, token_id)
    click.echo(f"Revoked: token {known.id} of {known.email}, {known.label}.")


@staff.command("journal")
def journal() -> None:
    """Print who did what when, and for how many people. It never says for whom."""
    with _store() as store:
        for line in journal_of.lines(store):
            rows = "" if line.rows is None else f"  {line.rows}"
            click.echo(f"{line.at}  {line.email or '(no account)'}  {line.event}{rows}")


@staff.command("ledger")
def ledger() -> None:
    """Print the ledger of letters as CSV: keyed references and dates, no names."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(field.name for field in fields(Line))
    with _store() as store:
        writer.writerows(astuple(line) for line in ledger_of.lines(store))


def _start(site: str) -> str:
    """How links begin. Stops where this is no address of a site."""
    if not re.match(r"https?://[^/\s]", site):
        raise click.ClickException(f"--site is {site!r}; write it like https://cases.example.org")
    return site.rstrip("/")


def _tell_link(start: str, token: str) -> None:
    click.echo(f"{start}/en/staff/join/{token}")
    click.echo("Give this link to nobody else. It works once, for 7 days.", err=True)


def _state(account: Account) -> str:
    readable = account.state == accounts.DISABLED or accounts.second_factor(account, _settings().secret_key)
    return account.state if readable else f"{account.state} (the secret key has changed: reset it)"
