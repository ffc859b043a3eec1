"""The body of a check, read: whom it asks about, or every mistake in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from flask import request

from lookup.staff.asking import Asked
from lookup.staff.checking import MOST_DOCKETS, MOST_NAMES
from lookup.web.api.problems import Mistake, Problem
from lookup.web.forms import clean

LARGEST = 1_000_000
"""Bytes of a body."""
MOST_PEOPLE = 500
LONGEST = {"reference": 100, "names": 150, "born": 40, "dockets": 200}
"""Characters of each text of a person; of `names` and `dockets`, of each one."""
MOST = {"names": MOST_NAMES, "dockets": MOST_DOCKETS}

_MEDIA_TYPE = "application/json"
_ONLY_PEOPLE = "This must be an object with the member people, and no other."
_PEOPLE = f"This must be an array of 1 to {MOST_PEOPLE} people."
_ONLY_KNOWN = f"This must be an object with no other members than: {', '.join(LONGEST)}."
_NOBODY = "There must be a name in names, or a docket number in dockets."


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is asked about, and what the other system calls them, or ""."""

    reference: str
    asked: Asked


def body() -> object:
    """The JSON that was sent, kept in memory only. Raises Problem, or HTTPException where it is too large."""
    if request.mimetype != _MEDIA_TYPE:
        raise Problem(415)
    # One more: of a body in chunks, which does not say how long it is, what is beyond is cut off in silence.
    request.max_content_length = LARGEST + 1
    data = request.get_data(cache=False)
    if len(data) > LARGEST:
        raise Problem(413)
    try:
        return json.loads(data.decode())
    # Too deep is no JSON that anybody means.
    except (ValueError, RecursionError):
        raise Problem(400) from None


def people(sent: object) -> list[Person]:
    """Whom a body asks about. Raises Problem with every mistake: it is all of them, or nobody."""
    persons = _persons(sent)
    mistakes = [m for number, person in enumerate(persons) for m in _mistakes(person, f"/people/{number}")]
    if mistakes:
        raise Problem(422, mistakes=mistakes)
    return [_person(cast(dict[str, Any], person)) for person in persons]


def _persons(sent: object) -> Sequence[object]:
    if not isinstance(sent, dict) or sent.keys() != {"people"}:
        raise Problem(422, mistakes=[Mistake("", _ONLY_PEOPLE)])
    found = sent["people"]
    if not isinstance(found, list) or not 1 <= len(found) <= MOST_PEOPLE:
        raise Problem(422, mistakes=[Mistake("/people", _PEOPLE)])
    return found


def _mistakes(person: object, at: str) -> Iterator[Mistake]:
    # What a member is called that nobody knows is not repeated: it may be anything.
    if not isinstance(person, dict) or not person.keys() <= LONGEST.keys():
        yield Mistake(at, _ONLY_KNOWN)
        return
    for field, longest in LONGEST.items():
        if field in MOST:
            yield from _texts(person.get(field, []), f"{at}/{field}", longest, MOST[field])
        else:
            yield from _text(person.get(field, ""), f"{at}/{field}", longest)
    if not (person.get("names") or person.get("dockets")):
        yield Mistake(at, _NOBODY)


def _texts(value: object, at: str, longest: int, most: int) -> Iterator[Mistake]:
    if not isinstance(value, list) or len(value) > most:
        yield Mistake(at, f"This must be an array of up to {most} texts.")
        return
    for number, text in enumerate(value):
        yield from _text(text, f"{at}/{number}", longest)


def _text(value: object, at: str, longest: int) -> Iterator[Mistake]:
    if not isinstance(value, str) or len(value) > longest:
        yield Mistake(at, f"This must be a text of up to {longest} characters.")


def _person(sent: dict[str, Any]) -> Person:
    """What a person without mistakes asks, in the same words as the desk's form gives them."""
    names, dockets = (tuple(filter(None, map(clean, sent.get(name, ())))) for name in MOST)
    return Person(sent.get("reference", ""), Asked(names, clean(sent.get("born", "")), dockets))
