"""Prosecutors' lists, in whatever shape they were filed, as entries: one charge of one person each."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from lookup import files
from lookup.cases import Entry, Person
from lookup.incidents import Incident
from lookup.lists import bounds, columns, formats, marks, rows
from lookup.lists.columns import Columns
from lookup.lists.manifest import ListSpec
from lookup.lists.problems import Problem, Unreadable
from lookup.lists.tables import MAX_BYTES, Table
from lookup.names import same_person

__all__ = ["Problem", "Reading", "read", "read_bounded"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one list holds. `sha256` is its file's, in hexadecimal, or "" where there is no file.

    `rows` are the rows that are cases. `juvenile` and `sealed` count cases that were left out; `barred`
    names them (docket number and person), so that another list cannot bring them back. `unread` is how
    many rows of a docket number could not be read. `unreadable` lists gave nothing usable.
    """

    spec: ListSpec
    sha256: str = ""
    rows: int = 0
    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    ignored_columns: tuple[str, ...] = ()
    juvenile: int = 0
    sealed: int = 0
    barred: tuple[tuple[str, Person], ...] = ()
    unread: dict[str, int] = field(default_factory=dict)
    unreadable: bool = False


def read_bounded(spec: ListSpec, incident: Incident) -> Reading:
    """Read one list of a manifest, within the bounds of what that may take."""
    try:
        return bounds.bounded(read, spec, incident)
    except Unreadable as error:
        return _unreadable(spec, error)


def read(spec: ListSpec, incident: Incident) -> Reading:
    """Read one list of a manifest. Whatever is wrong with it becomes problems; nothing is raised."""
    digest = ""
    try:
        data = _bytes(spec)
        digest = hashlib.sha256(data).hexdigest()
        table, layout = _table(formats.read(data, spec.columns), spec)
        return _reading(spec, digest, layout, rows.read(table, layout, spec, incident))
    except Unreadable as error:
        return _unreadable(spec, error, digest)


def _unreadable(spec: ListSpec, error: Unreadable, digest: str = "") -> Reading:
    problem = Problem(spec.name, spec.sheet or "-", None, error.what, error.todo)
    return Reading(spec, digest, problems=(problem,), unreadable=True)


def _bytes(spec: ListSpec) -> bytes:
    try:
        # One byte more than is allowed: formats.read then says so, and the rest is not read at all.
        return files.read_start(spec.file, MAX_BYTES + 1)
    except OSError as error:
        raise Unreadable(
            f"the file cannot be opened ({error.strerror})", "put it beside the manifest, readable for you"
        ) from error


def _table(tables: Sequence[Table], spec: ListSpec) -> tuple[Table, Columns]:
    """The table that the manifest means, or the only one that has a header, with its columns."""
    names = ", ".join(f'"{table.name}"' for table in tables)
    if spec.sheet:
        chosen = [table for table in tables if table.name.casefold() == spec.sheet.strip().casefold()]
        if not chosen:
            there = f"the sheets are {names}" if names != '"-"' else "this file has no sheets"
            raise Unreadable(f'there is no sheet "{spec.sheet}"', f"{there}; correct sheet = in the manifest")
    else:
        filled = [table for table in tables if table.rows]
        chosen = [table for table in filled if columns.has_header(table.rows, spec.columns)] or filled
    if not chosen:
        raise Unreadable("the file holds nothing", "export the list again")
    if len(chosen) > 1:
        raise Unreadable(
            f"several sheets may be the list: {', '.join(table.name for table in chosen)}",
            'name one with sheet = "..." in the manifest, or list the file once for each of them',
        )
    table = chosen[0]
    known = bool(spec.status) or rows.has_headings(table, spec.statuses)
    return table, columns.find(table.rows, spec.columns, known, spec.statuses)


def _reading(spec: ListSpec, digest: str, layout: Columns, found: rows.Found) -> Reading:
    problems = list(found.problems)
    nothing = not found.entries and not found.barred
    if nothing:
        what = (
            f"none of the {found.rows} rows could be read"
            if found.rows
            else "there is no row below the header"
        )
        problems.insert(
            0, Problem(spec.name, spec.sheet or "-", None, what, "correct the list, or leave it out")
        )
    return Reading(
        spec=spec,
        sha256=digest,
        rows=found.rows,
        entries=tuple(found.entries),
        problems=tuple(problems),
        ignored_columns=layout.ignored,
        juvenile=_cases(found, marks.JUVENILE),
        sealed=_cases(found, marks.SEALED),
        barred=tuple(dict.fromkeys((docket, person) for _, docket, person in found.barred)),
        unread=dict(found.unread),
        unreadable=nothing,
    )


def _cases(found: rows.Found, kind: str) -> int:
    """How many cases were left out as juvenile or sealed, each counted once however many rows it has."""
    cases: dict[str, list[Person]] = {}
    for marked, docket, person in dict.fromkeys(found.barred):
        known = cases.setdefault(docket, [])
        if marked == kind and not any(same_person(person, other) for other in known):
            known.append(person)
    return sum(len(people) for people in cases.values())
