"""Incidents: what happened at a lab, which statuses its charges can have, what people can do.

Data, not code: each is one TOML file in `data/incidents/`; `dookhan.toml` explains every part. A text is a
table with a line for each language (`texts.py`). The parts; `?` marks what may be absent:

    id analyst jurisdiction as_of            plain words at the top; `id` is the file's name
    [name] [lab] [period] [what_happened] [scope]        texts
    [[gaps]]                                 texts: what the lists are known to leave out
    [[orders]]?   id date docket? source     [orders.court] [orders.title]
    [[statuses]]  id tone order? topics sources          [statuses.label] [.answer] [.means]
                                             [[statuses.next]] [.costs] [.call]
    [[notes]]?    status district?           [notes.text]
    [[rules]]?    when result status? sources            [rules.why]; of the self-check (`self_check.py`)
    [[contacts]]  id phone url? source published? checked?       [contacts.name] [.hours] [.help]
    [[sources]]   id text url?
    [[docket]]?   pattern standard example   where docket numbers are not Massachusetts ones
    [[courts]]?   code name                  where courts are not Massachusetts ones
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from lookup import self_check
from lookup.advice import Advice
from lookup.cases import MIXED
from lookup.dockets import DocketFormat
from lookup.self_check import Question, Rule
from lookup.texts import DATA, ContentError, Reference, Table, Text, load_folder

FOLDER = DATA / "incidents"


@dataclass(frozen=True, slots=True)
class Order:
    """A court's order or decision. `date` is an ISO date; `docket` is "" where it is not known."""

    id: str
    date: str
    court: Text
    docket: str
    title: Text
    source: str


@dataclass(frozen=True, slots=True)
class IncidentStatus(Advice):
    """What one status says to people. `order` is where it comes from, `sources` ids of what it rests on."""

    order: Order | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be added to a status, in one district or ("") in all."""

    status: str
    district: str
    text: Text


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call. `source` says where the number was published, `published` when (a year, an ISO date or
    ""); `checked` is the ISO date on which somebody called it, or "" for never.
    """

    id: str
    phone: str
    url: str
    name: Text
    hours: Text
    help: Text
    source: str
    published: str
    checked: str


@dataclass(frozen=True, slots=True)
class Incident:
    """One lab scandal. `courts` (code to name) and `docket_formats` are empty for Massachusetts.

    `as_of` is the ISO date of the newest paper that its texts rest on.
    """

    id: str
    name: Text
    lab: Text
    analyst: str
    jurisdiction: str
    as_of: str
    period: Text
    what_happened: Text
    scope: Text
    gaps: tuple[Text, ...]
    statuses: Mapping[str, IncidentStatus]
    notes: tuple[Note, ...]
    rules: tuple[Rule, ...]
    orders: tuple[Order, ...]
    contacts: tuple[Contact, ...]
    sources: tuple[Reference, ...]
    docket_formats: tuple[DocketFormat, ...]
    courts: Mapping[str, str]

    @property
    def status_ids(self) -> tuple[str, ...]:
        """What a list of this incident may give as status, in the file's order."""
        return tuple(self.statuses)

    def status(self, status_id: str) -> IncidentStatus:
        """The status of that id. Raises KeyError for an id that is not in `status_ids`."""
        return self.statuses[status_id]

    def notes_for(self, status_id: str, district: str) -> tuple[Note, ...]:
        """What to add to a status in a prosecutor's district ("Suffolk"), in the file's order."""
        places = ("", district.casefold())
        return tuple(n for n in self.notes if n.status == status_id and n.district.casefold() in places)

    def references(self, ids: Iterable[str]) -> tuple[Reference, ...]:
        """The sources of these ids, in the file's order."""
        wanted = set(ids)
        return tuple(source for source in self.sources if source.id in wanted)


def load_all(
    topics: Iterable[str],
    questions: Mapping[str, Question],
    languages: Sequence[str],
    folder: Path = FOLDER,
) -> dict[str, Incident]:
    """Read every incident file of `folder`, by id, with each text in these languages.

    `topics` and `questions` are what the files may name. Raises ContentError with all mistakes of all files.
    """
    found = load_folder(folder, languages, partial(_incident, topics, questions))
    if not found:
        raise ContentError(f"{folder}: there is no incident here; put at least one .toml file into it")
    return found


def docket_formats(incidents: Mapping[str, Incident]) -> list[DocketFormat]:
    """The docket numbers of places outside Massachusetts, of all incidents."""
    return [known for incident in incidents.values() for known in incident.docket_formats]


def _incident(topics: Iterable[str], questions: Mapping[str, Question], file: Table) -> Incident:
    orders = {order.id: order for order in [table.read(Order) for table in file.tables("orders")]}
    plain = file.plain(Incident)
    cited = [source.id for source in plain["sources"]]
    statuses = [_status(table, orders, topics, cited) for table in file.tables("statuses")]
    names = [status.id for status in statuses]
    return Incident(
        **plain,
        statuses=dict(zip(names, statuses, strict=True)),
        notes=tuple(_note(table, names) for table in file.tables("notes")),
        rules=self_check.read_rules(file.tables("rules"), questions, names, cited),
        orders=tuple(orders.values()),
        contacts=tuple(table.read(Contact) for table in file.tables("contacts")),
        docket_formats=tuple(_docket_format(table) for table in file.tables("docket")),
        courts={table.word("code"): table.word("name") for table in file.tables("courts")},
    )


def _status(
    table: Table, orders: Mapping[str, Order], topics: Iterable[str], cited: Iterable[str]
) -> IncidentStatus:
    order = table.word("order")
    if order and order not in orders:
        table.mistake(f'order = "{order}" is none of the [[orders]] of this file; correct it or take it out')
    status = IncidentStatus(**table.plain(IncidentStatus), order=orders.get(order))
    if status.id == MIXED:
        table.mistake(f'"{MIXED}" is the word for a case whose charges differ; choose another id')
    table.known("topics", status.topics, topics)
    table.known("sources", status.sources, cited)
    table.finish()
    return status


def _note(table: Table, statuses: Sequence[str]) -> Note:
    note = table.read(Note)
    if note.status and note.status not in statuses:
        table.mistake(f'status = "{note.status}" is no status here; use one of: {", ".join(statuses)}')
    return note


def _docket_format(table: Table) -> DocketFormat:
    found = table.read(DocketFormat)
    try:
        standard = docket.standard if (docket := found.read(found.example)) else None
        if standard != found.example:
            table.mistake(f'example = "{found.example}" is read as {standard}; it must be read as itself')
    except re.error as error:
        table.mistake(f"pattern is not a regular expression ({error}); correct it")
    except (KeyError, IndexError, ValueError):
        table.mistake("standard uses a name that pattern has no group for; write {year} for (?P<year>...)")
    return found
