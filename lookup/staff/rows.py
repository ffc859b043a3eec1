"""The people of a check, what was found out about each, and what staff have settled."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from lookup.cases import Case, Charge, Person, Source
from lookup.reasons import Reason
from lookup.staff.asking import Asked
from lookup.staff.checking import LISTED, NOT_FOUND, POSSIBLY, Finding, Hit, Unread

FORM, COLUMNS, RUNNING, DONE = "form", "columns", "running", "done"
"""What a check waits for: a form, the names of its columns, that it ends; nothing any more."""
INTERRUPTED = "interrupted"
"""The process that worked on it has ended too soon: nothing of it is left."""

PART = 250
"""So many people's sheets are made in a few seconds; a connection lives for ten."""


@dataclass(frozen=True, slots=True)
class Row:
    """One person of a check. `cells` are the row as it stood in the list; `chosen` are the cases (places
    among the hits) that staff have said are this person's, or None where nobody has said anything.
    """

    number: int
    asked: Asked = field(default_factory=Asked)
    cells: tuple[str, ...] = ()
    finding: Finding | None = None
    chosen: tuple[int, ...] | None = None

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The cases that may be this person's."""
        return self.finding.hits if self.finding else ()

    @property
    def verdict(self) -> str:
        """The verdict, after what staff have settled; "" where nothing was searched yet."""
        if self.chosen is not None:
            return LISTED if self.chosen else NOT_FOUND
        return self.finding.verdict if self.finding else ""

    @property
    def is_open(self) -> bool:
        """Whether a person has to settle it."""
        return self.verdict == POSSIBLY

    @property
    def places(self) -> tuple[int, ...]:
        """The places of this person's cases among the hits: the chosen ones, or else the certain ones."""
        if self.chosen is not None:
            return self.chosen
        return tuple(place for place, hit in enumerate(self.hits) if hit.certain)

    @property
    def cases(self) -> tuple[Case, ...]:
        """This person's cases."""
        return tuple(self.hits[place].case for place in self.places)

    @property
    def name(self) -> str:
        """What to call this person: as staff wrote, or as the list does where they have a number only."""
        return self.asked.name or next((case.person.name.full for case in self.cases), "")

    def settled(self, places: tuple[int, ...]) -> Row:
        """The row after somebody has said which of the hits are this person's: none, some or all."""
        return replace(self, chosen=tuple(sorted({place for place in places if place < len(self.hits)})))


@dataclass(frozen=True, slots=True)
class Check:
    """One person (`whole_list` is false) or a whole list.

    `sheet` is the one of a workbook, `header` the list's own headers (empty where it has none), `fields`
    what each column was taken for.
    """

    whole_list: bool
    state: str = DONE
    sheet: str = ""
    header: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Check:
        """What `dataclasses.asdict` wrote."""
        words = {name: tuple(data[name]) for name in ("header", "fields")}
        return cls(**{**data, **words, "rows": tuple(_row(row) for row in data["rows"])})

    def row(self, number: int) -> Row | None:
        """The row of this number, which begins at 1."""
        return self.rows[number - 1] if 0 < number <= len(self.rows) else None

    def with_row(self, row: Row) -> Check:
        """The check with this row in the place of the one of its number."""
        return replace(self, rows=(*self.rows[: row.number - 1], row, *self.rows[row.number :]))

    @property
    def parts(self) -> list[tuple[Row, ...]]:
        """The rows in parts that paper can be made of while somebody waits."""
        return [self.rows[start : start + PART] for start in range(0, len(self.rows), PART)]

    def other_cells(self, row: Row) -> list[tuple[str, str]]:
        """What a row has in columns that are not searched with: each header ("" if none) and cell."""
        headers = self.header or ("",) * len(row.cells)
        cells = zip(self.fields, headers, row.cells, strict=False)
        return [(header, cell) for field, header, cell in cells if cell and not field]

    @property
    def waiting(self) -> list[Row]:
        """The rows that a person has to settle, the likeliest first."""
        return sorted((row for row in self.rows if row.is_open), key=_unlikely)

    def next_open(self, after: Row | None = None) -> Row | None:
        """The next row that a person has to settle; after the last one it begins again."""
        others = [row for row in self.waiting if after is None or row.number != after.number]
        later = [row for row in others if after is None or _unlikely(row) > _unlikely(after)]
        return next(iter(later or others), None)


def _unlikely(row: Row) -> tuple[float, int]:
    return -max((hit.score for hit in row.hits), default=0.0), row.number


def _row(data: dict[str, Any]) -> Row:
    finding, chosen = data["finding"], data["chosen"]
    return Row(
        data["number"],
        Asked.from_json(data["asked"]),
        tuple(data["cells"]),
        finding and _finding(finding),
        None if chosen is None else tuple(chosen),
    )


def _finding(data: dict[str, Any]) -> Finding:
    hits = tuple(
        Hit(_case(hit["case"]), hit["score"], tuple(map(_reason, hit["reasons"])), hit["certain"])
        for hit in data["hits"]
    )
    return Finding(data["verdict"], hits, tuple(Unread(**unread) for unread in data["unread"]))


def _reason(data: dict[str, Any]) -> Reason:
    return Reason(data["message"], tuple((name, value) for name, value in data["values"]), data["differs"])


def _case(data: dict[str, Any]) -> Case:
    charges = tuple(_charge(charge) for charge in data["charges"])
    person, source = Person.from_json(data["person"]), Source(**data["source"])
    return Case(**{**data, "person": person, "charges": charges, "source": source})


def _charge(data: dict[str, Any]) -> Charge:
    earlier = tuple((status, Source(**source)) for status, source in data["earlier"])
    return Charge(**{**data, "source": Source(**data["source"]), "earlier": earlier})
