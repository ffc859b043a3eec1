"""Incidents: what happened at a lab, which statuses its charges can have, what people can do.

Data, not code: each is one TOML file in `data/incidents/`; `dookhan.toml` explains every part. A text is a
table with a line for each language (`en = "..."`, `es = "..."`). The parts; `?` marks what may be absent:

    id analyst jurisdiction                  plain words at the top; `id` is the file's name
    [name] [lab] [period] [what_happened] [scope]        texts
    [[gaps]]                                 texts: what the lists are known to leave out
    [[orders]]?   id date docket? source     [orders.court] [orders.title]
    [[statuses]]  id tone order?             [statuses.label] [.answer] [.means] [[statuses.next]]
    [[notes]]?    status district?           [notes.text]
    [[contacts]]  id phone url? published? checked?      [contacts.name] [.hours] [.help]
    [[sources]]   text url?
    [[docket]]?   pattern standard example   where docket numbers are not Massachusetts ones
    [[courts]]?   code name                  where courts are not Massachusetts ones
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from lookup.cases import MIXED
from lookup.dockets import DocketFormat

DATA = Path(__file__).parent / "data" / "incidents"
TONES = ("cleared", "stands", "open")  # the charge is gone, was left in place, or nobody knows yet


class IncidentError(ValueError):
    """Incident files that cannot be used: one line a mistake, with the file, what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Text:
    """One thing to say, in every language of the site."""

    words: Mapping[str, str]

    def get(self, language: str) -> str:
        """The text in `language`, which is one of those the incident was loaded with."""
        return self.words[language]


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
class IncidentStatus:
    """What one status says to people. `tone` is one of TONES; `order` is where the status comes from."""

    id: str
    tone: str
    order: Order | None
    label: Text
    answer: Text
    means: Text
    next: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be added to a status, in one district or ("") in all."""

    status: str
    district: str
    text: Text


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call. `published` is a year or ISO date or ""; `checked` an ISO date, or "" for never."""

    id: str
    phone: str
    url: str
    name: Text
    hours: Text
    help: Text
    published: str
    checked: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Where the facts of an incident were published. `url` may be ""."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Incident:
    """One lab scandal. `courts` (code to name) and `docket_formats` are empty for Massachusetts."""

    id: str
    name: Text
    lab: Text
    analyst: str
    jurisdiction: str
    period: Text
    what_happened: Text
    scope: Text
    gaps: tuple[Text, ...]
    statuses: Mapping[str, IncidentStatus]
    notes: tuple[Note, ...]
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

    def notes_for(self, status_id: str, district: str) -> tuple[Text, ...]:
        """What to add to a status in a prosecutor's district ("Suffolk"), in the file's order."""
        places = ("", district.casefold())
        return tuple(n.text for n in self.notes if n.status == status_id and n.district.casefold() in places)


def load_all(folder: Path = DATA, languages: Sequence[str] = ("en", "es")) -> dict[str, Incident]:
    """Read every incident file of `folder`, by id. Raises IncidentError with all mistakes of all files."""
    mistakes: list[str] = []
    found = [_load(path, languages, mistakes) for path in sorted(folder.glob("*.toml"))]
    if not found:
        mistakes.append(f"{folder}: there is no incident here; put at least one .toml file into this folder")
    if mistakes:
        raise IncidentError("\n".join(mistakes))
    return {incident.id: incident for incident in found if incident}


def docket_formats(incidents: Mapping[str, Incident]) -> list[DocketFormat]:
    """The docket numbers of places outside Massachusetts, of all incidents."""
    return [known for incident in incidents.values() for known in incident.docket_formats]


def _load(path: Path, languages: Sequence[str], mistakes: list[str]) -> Incident | None:
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        mistakes.append(f"{path.name}: this is not TOML in UTF-8; correct the place named here: {error}")
        return None
    return _incident(_Table(values, path.name, languages, mistakes), path.stem)


_Part = TypeVar("_Part")
_OPTIONAL = {"checked", "courts", "district", "docket", "notes", "order", "orders", "published", "url"}
_DAY = (r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "a date such as 2017-04-19")
# What a value must look like, by its key, and how to say so.
_SHAPES = {
    "id": (r"[a-z][a-z0-9_-]*", "small letters, digits, _ and -"),
    "date": _DAY,
    "checked": _DAY,
    "published": (rf"\d{{4}}|{_DAY[0]}", f"a year, or {_DAY[1]}"),
    "phone": (r"\+?[\d() .-]{7,20}", "a telephone number in digits"),
    "tone": ("|".join(TONES), f"one of: {', '.join(TONES)}"),
    # Any other kind of address could run in the reader's browser.
    "url": (r"https?://\S+", "an address that begins with https://"),
}


@dataclass(frozen=True, slots=True)
class _Table:
    """A TOML table while it is read. Mistakes are noted, not raised, so that one run shows all of them."""

    values: dict[str, Any]
    place: str
    languages: Sequence[str]
    mistakes: list[str]

    def mistake(self, words: str) -> None:
        self.mistakes.append(f"{self.place}: {words}")

    def plain(self, part: type[Any]) -> dict[str, Any]:
        """The texts and words that a dataclass has fields for."""
        readers: dict[Any, Any] = {"str": self.word, "Text": self.text}
        return {key.name: readers[key.type](key.name) for key in fields(part) if key.type in readers}

    def read(self, part: type[_Part]) -> _Part:
        """This whole table as a dataclass that has no other fields."""
        found = part(**self.plain(part))
        self.finish()
        return found

    def word(self, key: str) -> str:
        value = self.values.pop(key, "")
        if not isinstance(value, str | date) or not (str(value).strip() or key in _OPTIONAL):
            self.mistake(f'{key} is absent or not in quotes; write {key} = "..." above any [table] here')
            return ""
        shape, words = _SHAPES.get(key, (".*", ""))
        if value and not re.fullmatch(shape, str(value)):
            self.mistake(f'{key} = "{value}" cannot be used; write {words}')
        return str(value)

    def text(self, key: str) -> Text:
        value = self.values.pop(key, {})
        return self._child(value if isinstance(value, dict) else {}, key).itself()

    def itself(self) -> Text:
        """This whole table as a text."""
        codes = [key for key in self.values if len(key) == 2]
        words = {code: " ".join(str(self.values.pop(code)).split()) for code in codes}
        for language in self.languages:
            if not words.get(language):
                self.mistake(f'there is no text in "{language}"; write a line {language} = "..." here')
        self.finish()
        return Text(words)

    def tables(self, key: str) -> list[_Table]:
        found = self.values.pop(key, [])
        if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
            self.mistake(f"{key} cannot be read; write [[{key}]], with two brackets, above each")
            return []
        if not found and key not in _OPTIONAL:
            self.mistake(f"there are no {key}; write at least one [[{key}]]")
        names = [str(entry.get("id", place)) for place, entry in enumerate(found, start=1)]
        if len(set(names)) < len(names):
            self.mistake(f"two {key} have the same id; give each its own")
        return [self._child(entry, f"{key} {name}") for name, entry in zip(names, found, strict=True)]

    def finish(self) -> None:
        """Refuse what nobody asked for: a misspelt optional key would otherwise be lost in silence."""
        for key in self.values:
            self.mistake(f'nothing here is called "{key}"; correct its spelling, move it or take it out')

    def _child(self, values: dict[str, Any], name: str) -> _Table:
        return _Table(values, f"{self.place} > {name}", self.languages, self.mistakes)


def _incident(file: _Table, stem: str) -> Incident:
    orders = {order.id: order for order in [table.read(Order) for table in file.tables("orders")]}
    statuses = {status.id: status for status in [_status(table, orders) for table in file.tables("statuses")]}
    incident = Incident(
        **file.plain(Incident),
        gaps=tuple(table.itself() for table in file.tables("gaps")),
        statuses=statuses,
        notes=tuple(_note(table, statuses) for table in file.tables("notes")),
        orders=tuple(orders.values()),
        contacts=tuple(table.read(Contact) for table in file.tables("contacts")),
        sources=tuple(table.read(Reference) for table in file.tables("sources")),
        docket_formats=tuple(_docket_format(table) for table in file.tables("docket")),
        courts={table.word("code"): table.word("name") for table in file.tables("courts")},
    )
    if incident.id != stem:
        file.mistake(f'id = "{incident.id}" is not the name of the file; call the file {incident.id}.toml')
    file.finish()
    return incident


def _status(table: _Table, orders: Mapping[str, Order]) -> IncidentStatus:
    order = table.word("order")
    if order and order not in orders:
        table.mistake(f'order = "{order}" is none of the [[orders]] of this file; correct it or take it out')
    steps = tuple(step.itself() for step in table.tables("next"))
    status = IncidentStatus(**table.plain(IncidentStatus), order=orders.get(order), next=steps)
    if status.id == MIXED:
        table.mistake(f'"{MIXED}" is the word for a case whose charges differ; choose another id')
    table.finish()
    return status


def _note(table: _Table, statuses: Mapping[str, IncidentStatus]) -> Note:
    note = table.read(Note)
    if note.status and note.status not in statuses:
        table.mistake(f'status = "{note.status}" is no status here; use one of: {", ".join(statuses)}')
    return note


def _docket_format(table: _Table) -> DocketFormat:
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
