"""A list of invented people, and what somebody types who knows them, or who tries."""

from __future__ import annotations

from itertools import product

from tests.operating import HEADER

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
