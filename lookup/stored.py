"""`cases.db` of a release: the cases as they are shown, a row each, and their people as numbers.

A case is JSON without the names of its fields, and lists are told by their number: most of what
would be written is the same in every row.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

import sqlite_utils

from lookup.cases import Case, Charge, Name, Person, Source
from lookup.index.people import NUMBERS, People

_AT_ONCE = 25
_SOME_CASES = "select id, data from cases where id in (select value from json_each(?))"

_List = tuple[str, str, str, str]
"""File, sheet, district and day of filing."""


def write(path: Path, cases: Iterable[Case], people: People) -> None:
    """Make the database. Row numbers are the cases' places, from 0 on."""
    lists: dict[_List, int] = {}
    with closing(sqlite_utils.Database(path)) as db:
        db.table("cases").create({"id": int, "data": str}, pk="id")
        db.table("sources").create({"id": int, "data": str}, pk="id")
        db.table("people").create({"name": str, "numbers": bytes}, pk="name")
        with db.atomic():
            db.table("cases").insert_all(
                {"id": number, "data": _dump(_case(case, lists))} for number, case in enumerate(cases)
            )
            db.table("sources").insert_all(
                {"id": number, "data": _dump(facts)} for facts, number in lists.items()
            )
            db.table("people").insert_all(
                {"name": name, "numbers": people.numbers[name].tobytes()} for name in NUMBERS
            )


def read_people(connection: sqlite3.Connection) -> People:
    """The people of all cases. Raises KeyError or ValueError where they are damaged."""
    numbers = {name: array(code) for name, code in NUMBERS.items()}
    for name, data in connection.execute("select name, numbers from people"):
        numbers[name].frombytes(data)
    return People(numbers)


def read_sources(connection: sqlite3.Connection) -> dict[int, Source]:
    """The lists that cases come from, by number, without the rows."""
    return {
        number: Source(*json.loads(data))
        for number, data in connection.execute("select id, data from sources")
    }


def read_cases(
    connection: sqlite3.Connection, rows: Iterable[int], sources: dict[int, Source]
) -> Iterator[Case]:
    """The cases with these row numbers, in their order; some are read at a time."""
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        found = dict(connection.execute(_SOME_CASES, [json.dumps(some)]))
        for row in some:
            yield _read_case(json.loads(found[row]), sources)


def _dump(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _case(case: Case, lists: dict[_List, int]) -> list[Any]:
    return [
        case.incident,
        case.docket,
        case.court,
        [[_name(name) for name in case.person.names], case.person.born],
        [_charge(charge, lists) for charge in case.charges],
        _source(case.source, lists),
        case.unread,
    ]


def _name(name: Name) -> list[Any]:
    return [name.first, name.middle, name.last, name.suffix, int(name.ordered)]


def _charge(charge: Charge, lists: dict[_List, int]) -> list[Any]:
    earlier = [[status, _source(source, lists)] for status, source in charge.earlier]
    return [
        charge.number,
        charge.status,
        _source(charge.source, lists),
        charge.offense,
        charge.statute,
        charge.disposition,
        charge.disposed,
        earlier,
    ]


def _source(source: Source, lists: dict[_List, int]) -> list[int]:
    """The number of the list, and the row."""
    facts = (source.file, source.sheet, source.district, source.filed)
    return [lists.setdefault(facts, len(lists)), source.row]


def _read_case(data: list[Any], sources: dict[int, Source]) -> Case:
    incident, docket, court, (listed, born), charges, source, unread = data
    found = [
        Name(first, middle, last, suffix, bool(ordered)) for first, middle, last, suffix, ordered in listed
    ]
    return Case(
        incident,
        docket,
        court,
        Person(found[0], tuple(found[1:]), born),
        tuple(_read_charge(charge, sources) for charge in charges),
        _read_source(source, sources),
        unread,
    )


def _read_charge(data: list[Any], sources: dict[int, Source]) -> Charge:
    number, status, source, offense, statute, disposition, disposed, earlier = data
    before = tuple((status, _read_source(source, sources)) for status, source in earlier)
    return Charge(
        number, status, _read_source(source, sources), offense, statute, disposition, disposed, before
    )


def _read_source(data: list[int], sources: dict[int, Source]) -> Source:
    number, row = data
    known = sources[number]
    return Source(known.file, known.sheet, known.district, known.filed, row)
