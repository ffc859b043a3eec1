"""A list of invented people, and what somebody types who knows them, or who tries."""

from __future__ import annotations

from itertools import product

from flask import Flask

from lookup.web.limits import A_DAY, CLIENT, EASY, NEAR
from tests.operating import HEADER
from tests.pages import Page, Visitor

SURNAMES = [
    "".join(pair).upper() for pair in product(("bak", "lin", "mor", "tus", "vel"), ("ado", "ero", "ima"))
]
GIVEN = ("PILAR", "DMITRI", "AGNES", "TOBIAS", "FRIEDA", "OSWALD")
PEOPLE = [f"{surname}, {given}" for given in GIVEN for surname in SURNAMES]
"""Ninety people, of whom six have one surname and fifteen one given name."""


def docket(number: int) -> str:
    """The number of somebody's case, in one of two places."""
    return f"0752CR09{number:04}" if number < 60 else f"0801CR09{number:04}"


LIST = "\n".join(
    [HEADER] + [f'{docket(at)},"{name}",4/11/1967,1,POSS CLASS B,dismissed' for at, name in enumerate(PEOPLE)]
)


def full(number: int) -> str:
    """The name as somebody types it."""
    last, first = PEOPLE[number].title().split(", ")
    return f"{first} {last}"


EASILY = [
    lambda number: {"docket": docket(number)},
    lambda number: {"name": full(number), "born": "1967"},
]
EXACTLY = [
    lambda number: {"docket": docket(number), "name": full(number)},
    lambda number: {"name": full(number), "born": "1967-04-11"},
    lambda number: {"name": full(number).replace("i", "y", 1), "docket": docket(number)},
]
NEARLY = [
    lambda number: {"docket": docket(number), "name": "Somebody Else"},
    lambda number: {"name": full(number), "born": "1967-10-30"},
]
NOWHERE = [
    lambda number: {"docket": f"0752CR098{number:03}"},
    lambda number: {"name": full(number), "born": "1950"},
    lambda number: {"name": f"{full(number)} Nobody", "born": "1950"},
]

HERE, THERE = "192.0.2.1", "192.0.2.2"


def at(app: Flask, address: str = HERE) -> Visitor:
    """Somebody new who comes from this address."""
    visitor = Visitor(app)
    visitor.client.environ_base["REMOTE_ADDR"] = address
    return visitor


def outcome(page: Page) -> str:
    """limited, none, possible or found."""
    if page.all("section", data_outcome="limited"):
        return "limited"
    assert page.status == 200, page.text
    return str(page.outcome)


def ask(app: Flask, address: str = HERE, language: str = "en", **typed: str) -> str:
    """What a search from an address comes to."""
    return outcome(at(app, address).search(language, **typed))


def use_up(app: Flask, kind: str, address: str = HERE) -> None:
    """From one address, as much of a kind as it may have."""
    ways = {EASY: EASILY, NEAR: NEARLY}[kind]
    for number in range(A_DAY[CLIENT][kind]):
        assert ask(app, address, **ways[number % 2](number)) in ("found", "possible")
