"""The words of the field, as frozen dataclasses. Knows nothing of files, databases or pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

MIXED = "mixed"
"""What a case is called whose charges have different statuses."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a person, as a list writes it, with its parts told apart.

    `ordered` is false where the list wrote "First Middle Last" without a comma: then `first` is
    the first word, `last` the last one (with its particles), and what stands in `middle` may be
    a second given name or a first surname.
    """

    first: str
    middle: str = ""
    last: str = ""
    suffix: str = ""
    ordered: bool = True

    @property
    def full(self) -> str:
        """The name as people say it: "José Luis García López Jr."."""
        return " ".join(part for part in (self.first, self.middle, self.last, self.suffix) if part)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on a list. `born` is "1967-04-11", "1967" where only the year is known, or ""."""

    name: Name
    aliases: tuple[Name, ...] = ()
    born: str = ""

    @property
    def names(self) -> tuple[Name, ...]:
        """Every name this person is listed under, the main one first."""
        return (self.name, *self.aliases)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Person:
        """The person that `dataclasses.asdict` wrote."""
        return cls(Name(**data["name"]), tuple(Name(**alias) for alias in data["aliases"]), data["born"])


@dataclass(frozen=True, slots=True)
class Source:
    """Where a status comes from: a prosecutor's list, when it was filed (ISO date), and the row."""

    file: str
    sheet: str
    district: str
    filed: str
    row: int = 0


@dataclass(frozen=True, slots=True)
class Charge:
    """One count of a case. `number` is the list's count, or its place where the list has none.

    `earlier` are the statuses that older lists gave, oldest first, each with its source.
    """

    number: int
    status: str
    source: Source
    offense: str = ""
    statute: str = ""
    disposition: str = ""
    disposed: str = ""
    earlier: tuple[tuple[str, Source], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One charge of one person, as one row of one list states it; `count` is None where it is not said."""

    docket: str
    court: str
    person: Person
    status: str
    row: int
    count: int | None = None
    offense: str = ""
    statute: str = ""
    disposition: str = ""
    disposed: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One person on one docket number. `docket` is in standard form ("0752CR090028").

    `unread` counts lines of the lists that name this docket number but could not be read.
    """

    incident: str
    docket: str
    court: str
    person: Person
    charges: tuple[Charge, ...]
    source: Source
    unread: int = 0

    @property
    def status(self) -> str:
        """The status that all charges share, or `mixed`."""
        found = {charge.status for charge in self.charges}
        return found.pop() if len(found) == 1 else MIXED
