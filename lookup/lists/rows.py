"""The rows of a table as entries, one a charge, with a problem for each row that cannot be read."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from lookup.cases import Entry, Person
from lookup.dockets import Docket
from lookup.incidents import Incident
from lookup.lists import barring, cells, charges, columns, lone, marks, repeats
from lookup.lists.cells import RowError
from lookup.lists.columns import Columns
from lookup.lists.headers import SOCIAL_SECURITY
from lookup.lists.manifest import ListSpec
from lookup.lists.problems import Problem, Unreadable, quoted_word, without_nine_digits
from lookup.lists.tables import MAX_CELL, Row, Table

_CHARGE_FIELDS = frozenset(
    {"count", "offense", "statute", "disposition", "disposed", "status", "juvenile", "sealed"}
)


@dataclass(slots=True)
class Found:
    """What one table gave. `barred`: juvenile and sealed cases, as kind, docket number and person."""

    rows: int = 0
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unread: Counter[str] = field(default_factory=Counter)
    barred: list[tuple[str, str, Person]] = field(default_factory=list)


def has_headings(table: Table, words: Mapping[str, str]) -> bool:
    """Whether the sheet's name or a title in it names one of the manifest's statuses."""
    texts = [table.name, *(row.filled[0] for row in table.rows if len(row.filled) <= 2)]
    return any(marks.heading_status(text, words) for text in texts)


def read(table: Table, layout: Columns, spec: ListSpec, incident: Incident) -> Found:
    """Read every row below the header. Bad rows become problems; nothing is raised for them."""
    reader = _Reader(layout, spec, incident, cells.Context.of(table, layout, spec, incident))
    above = table.rows[: layout.body]
    for text in (table.name, *(row.filled[0] for row in above)):
        reader.heading(text)
    reader.titles = {table.name: table.rows[0]} | {
        row.filled[0]: row for row in above if len(row.filled) == 1
    }
    for text, row in reader.titles.items():
        reader.section_mark(text, row)
    body = table.rows[layout.body :]
    for row, below in itertools.zip_longest(body, body[1:]):
        reader.take(row, below)
    return reader.finish()


@dataclass(slots=True)
class _Reader:
    layout: Columns
    spec: ListSpec
    incident: Incident
    context: cells.Context
    found: Found = field(default_factory=Found)
    above: dict[str, str] = field(default_factory=dict)
    section: str = ""
    barred_section: str = ""
    titles: dict[str, Row] = field(default_factory=dict)

    def take(self, row: Row, below: Row | None) -> None:
        """Read one row, knowing the one below it."""
        own = self._by_field(row)
        if not any(own.values()) and len(row.filled) > 1:
            return
        if self._again_header(row, own) or self._skipped(row, own, below):
            return
        self.found.rows += 1
        try:
            self._case_row(row, own)
        except RowError as error:
            self._problem(row, error.what, error.todo)
            self.found.unread.update(docket.standard for docket in error.dockets)

    def heading(self, text: str) -> bool:
        """Take the status that a title sets for the rows below; whether it names any."""
        if "status" in self.layout.fields.values():
            return False
        status = marks.heading_status(text, self.spec.statuses)
        self.section = self.section if status is None else status
        return status is not None

    def section_mark(self, text: str, row: Row) -> None:
        """Leave out the rows below a title such as "SEALED CASES"."""
        kind = marks.heading(text)
        if not kind:
            return
        self.barred_section = kind
        what = f'a title says "{kind}", so the rows below it were left out'
        self._problem(row, what, "change it if they are not")

    def _new_section(self, row: Row) -> None:
        """A title ends the section above it, unless it stands on every page."""
        text = row.filled[0]
        if text not in self.titles and not lone.is_footer(text):
            self.barred_section = ""
            self.section_mark(text, row)

    def finish(self) -> Found:
        """Drop every row of the cases that one row marks as juvenile or sealed."""
        barred: dict[str, list[Person]] = {}
        for _, docket, person in self.found.barred:
            barred.setdefault(docket, []).append(person)
        self.found.entries = [
            entry
            for entry in self.found.entries
            if not any(barring.concerns(person, entry.person) for person in barred.get(entry.docket, ()))
        ]
        return self.found

    def _by_field(self, row: Row) -> dict[str, str]:
        own = dict.fromkeys(self.layout.fields.values(), "")
        for place, name in self.layout.fields.items():
            text = row.cells[place] if place < len(row.cells) else ""
            own[name] = "; ".join(filter(None, (own[name], text)))
        return {name: text if name == "docket" else without_nine_digits(text) for name, text in own.items()}

    def _again_header(self, row: Row, own: Mapping[str, str]) -> bool:
        """Skip a header that is repeated; follow one that has its columns in another order."""
        if any(char.isdigit() for char in own["docket"]) or not columns.is_header(row.cells, self.layout):
            return False
        try:
            fields = columns.match(row.cells, self.spec.columns, ())
        except Unreadable as error:
            self._problem(row, error.what, error.todo)
            return True
        if {"docket"} < set(fields.values()):
            known = {place: name for place, name in fields.items() if name != SOCIAL_SECURITY}
            order = [self.layout.fields.get(place) for place in known]
            if order != list(known.values()):
                self.layout = replace(self.layout, header=row.cells, fields=known)
        return True

    def _skipped(self, row: Row, own: Mapping[str, str], below: Row | None) -> bool:
        """Whether a row is a title, a total, or the heading of a group, which it then sets."""
        text = row.filled[0]
        docketed = self.context.is_docket(own["docket"])
        if not docketed and len(row.filled) <= 2 and self.heading(text):
            self._new_section(row)
            return True
        # "REPORT OF ..." may also be the offense of the case above.
        a_charge = text == own.get("offense") and bool(own.get("status"))
        if not docketed and (lone.is_rule(row.filled) or (lone.is_footer(text) and not a_charge)):
            return True
        return len(row.filled) == 1 and self._lone(row, own, self._by_field(below) if below else {})

    def _lone(self, row: Row, own: Mapping[str, str], below: Mapping[str, str]) -> bool:
        """What a row with a single cell is: False where it is to be read as a case's row."""
        text = row.filled[0]
        name = next((name for name, cell in own.items() if cell), "")
        named_below = any(below.get(each) for each in repeats.NAME)
        if name in _CHARGE_FIELDS:
            return False
        if self.context.is_docket(text):
            # "Docket No. 0752CR090028" above the names of the people on it.
            if name == "docket" and not (named_below and not below.get("docket")):
                return False
            self.above = {"docket": text}
            return True
        if lone.has_docket(text):
            self.above = {}
            self._problem(
                row, "a docket number stands here among other words", "give it a row and cell of its own"
            )
            return True
        if name not in repeats.NAME or lone.is_title(text) or marks.is_section(text):
            self._new_section(row)
            return True
        if not named_below and self.context.is_docket(below.get("docket", "")):
            self.above = {name: text}
            return True
        if lone.is_listed_name(text) and name == "name":
            if not _CHARGE_FIELDS & set(own):
                return False
            self.above = {name: text}
            self._problem(
                row, "a name stands here without anything else", "add its docket number and charges"
            )
        return True

    def _case_row(self, row: Row, own: Mapping[str, str]) -> None:
        above, self.above = self.above, repeats.fill(own, self.above)
        filled = self.above
        if any(len(text) > MAX_CELL for text in row.cells):
            raise RowError(
                f"a cell holds more than {MAX_CELL:,} characters", "look for a quotation mark too many"
            )
        if row.place == "-" and len(row.cells) > len(self.layout.header):
            raise RowError(
                f"this row has {len(row.cells)} cells, but the header {len(self.layout.header)}",
                "put cells that hold a comma or other separator between quotation marks",
            )
        if repeats.contradicts(own, above):
            raise RowError("there is a birth date but no name here", "write the name in this row")
        kind = self._mark(row, filled)
        marked = {name: marks.without(text) for name, text in filled.items()} if kind else filled
        dockets = self.context.dockets(marked)
        person = self.context.person(marked)
        open_dockets = self._bar(kind, dockets, filled, person)
        if not open_dockets:
            return
        if not person.name.full:
            raise RowError("there is no name here", "write the name in this row", open_dockets)
        if self.context.several_people(filled):
            raise RowError("several people stand in one cell", "give each of them a row", open_dockets)
        if cells.LOST_LETTER in "".join(filled.get(each, "") for each in (*repeats.NAME, "middle", "alias")):
            self._problem(row, "a letter of the name is lost in this file", "look it up and correct the list")
        if own.get("born") and filled.get("born") and not person.born:
            self._problem(
                row, "the birth date cannot be read", "write it as 1967-04-11; the case is kept without it"
            )
        self.found.entries += self._entries(row, filled, open_dockets, person)

    def _entries(
        self, row: Row, filled: Mapping[str, str], dockets: Sequence[Docket], person: Person
    ) -> list[Entry]:
        entries = []
        if filled.get("count") and not charges.counts(filled["count"]):
            self._problem(row, "the count is not a number", "write it as 2; the charge is kept without it")
        for charge in charges.split(filled, self.spec.charge_separator):
            status = self._status(charge.status, dockets)
            disposed = self.context.disposed(charge.disposed)
            if charge.disposed and not disposed:
                self._problem(
                    row,
                    "the date of the disposition cannot be read",
                    "write it as 2007-04-11; it is left out",
                )
            entries += [
                Entry(
                    docket=docket.standard,
                    court=self.context.court(docket, filled),
                    person=person,
                    status=status,
                    row=row.number,
                    count=charge.count,
                    offense=charge.offense,
                    statute=charge.statute,
                    disposition=charge.disposition,
                    disposed=disposed,
                )
                for docket in dockets
            ]
        return entries

    def _mark(self, row: Row, filled: Mapping[str, str]) -> str:
        """marks.JUVENILE or marks.SEALED where the row or the title above it says so."""
        kind, told = barring.mark(row, self.layout.fields, filled)
        if told:
            self._problem(row, f"{told}, so the case was left out", "write Y or N, or take the word out")
        return kind or self.barred_section

    def _bar(
        self, kind: str, dockets: Sequence[Docket], filled: Mapping[str, str], person: Person
    ) -> list[Docket]:
        """Note the cases that must never be shown; the docket numbers that are left."""
        left = []
        for docket in dockets:
            court = f"{filled.get('court', '')} {self.context.court(docket, filled)}"
            barred = kind or (marks.JUVENILE if barring.juvenile(docket, court, person) else "")
            if barred:
                self.found.barred.append((barred, docket.standard, person))
            elif docket.doubtful:
                raise RowError(
                    f"the docket number {docket.standard} may have lost a digit",
                    "write it with all its digits",
                )
            else:
                left.append(docket)
        return left

    def _status(self, text: str, dockets: Sequence[Docket]) -> str:
        if not text:
            status = self.section or self.spec.status
            if status:
                return status
            raise RowError("there is no status here", 'write it, or status = "..." in the manifest', dockets)
        status = marks.status(text, self.spec.statuses, self.incident.status_ids)
        if status:
            return status
        raise RowError(
            f"{quoted_word(text, 'status')} is no status that is known",
            f"map it in [lists.statuses] to one of: {', '.join(sorted(self.incident.status_ids))}",
            dockets,
        )

    def _problem(self, row: Row, what: str, todo: str) -> None:
        self.found.problems.append(Problem(self.spec.name, row.place, row.number, what, todo))
