"""From the rows of many lists to cases: one person on one docket number, each charge with its history.

Lists split a case over sheets, repeat it, and later lists change its statuses. Nothing is
guessed: where two lists filed on one day disagree, both rows stay and the case is `mixed`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from lookup import names
from lookup.cases import Case, Charge, Entry, Name, Person, Source


@dataclass(frozen=True, slots=True)
class Filing:
    """What one list said: its source, its rows, and how many rows of a docket could not be read."""

    incident: str
    source: Source
    entries: tuple[Entry, ...]
    unread: dict[str, int]


@dataclass(slots=True)
class _Draft:
    person: Person
    court: str
    source: Source
    charges: list[Charge] = field(default_factory=list)


def merge(filings: Iterable[Filing]) -> list[Case]:
    """Every case of these lists, in the order of the lists. Older filings come before newer ones."""
    drafts: dict[tuple[str, str], list[_Draft]] = {}
    unread: Counter[tuple[str, str]] = Counter()
    for filing in sorted(filings, key=lambda filing: filing.source.filed):
        for docket, rows in filing.unread.items():
            unread[filing.incident, docket] += rows
        for key, entries in _by_docket(filing).items():
            _add(drafts.setdefault(key, []), entries, filing)
    return [
        Case(key[0], key[1], draft.court, draft.person, tuple(draft.charges), draft.source, unread[key])
        for key, on_docket in drafts.items()
        for draft in on_docket
    ]


def _by_docket(filing: Filing) -> dict[tuple[str, str], list[Entry]]:
    found: dict[tuple[str, str], list[Entry]] = {}
    for entry in filing.entries:
        found.setdefault((filing.incident, entry.docket), []).append(entry)
    return found


def _add(on_docket: list[_Draft], entries: Sequence[Entry], filing: Filing) -> None:
    """Add one list's rows of one docket number; the charges of older lists can be updated once each."""
    older = {id(draft): list(draft.charges) for draft in on_docket}
    for entry in entries:
        source = replace(filing.source, row=entry.row)
        draft = _draft_of(on_docket, entry, source)
        draft.person = _fuller(draft.person, entry.person)
        draft.court = draft.court or entry.court
        _add_charge(draft, entry, source, older.setdefault(id(draft), []))


def _draft_of(on_docket: list[_Draft], entry: Entry, source: Source) -> _Draft:
    same = [draft for draft in on_docket if draft.person == entry.person]
    same = same or [draft for draft in on_docket if names.same_person(draft.person, entry.person)]
    same = same or [draft for draft in on_docket if _same_by_alias(draft.person, entry.person)]
    if same:
        return same[0]
    on_docket.append(_Draft(entry.person, entry.court, source))
    return on_docket[-1]


def _same_by_alias(known: Person, other: Person) -> bool:
    """Whether one goes by a name of the other, and both were born on the same day."""
    if not known.born or known.born != other.born:
        return False
    pairs = [(known, Person(name, (), other.born)) for name in other.aliases]
    pairs += [(other, Person(name, (), known.born)) for name in known.aliases]
    return any(names.same_person(one, alias) for one, alias in pairs)


def _fuller(known: Person, other: Person) -> Person:
    """One person out of two spellings: every name is kept, and the more exact birth date."""
    aliases = list(known.aliases)
    seen = {_key(name) for name in known.names}
    for name in other.names:
        if _key(name) not in seen:
            aliases.append(name)
            seen.add(_key(name))
    return Person(known.name, tuple(aliases), max(known.born, other.born, key=len))


def _key(name: Name) -> tuple[str, ...]:
    return tuple(sorted(names.tokens(name.full)))


def _add_charge(draft: _Draft, entry: Entry, source: Source, older: list[Charge]) -> None:
    old = _same_charges(entry, [charge for charge in older if charge.source.filed < source.filed])
    if entry.offense or entry.count is not None:
        old = old[:1]
    for same in old:
        draft.charges[draft.charges.index(same[0])] = _newer(same, entry, source)
        for charge in same:
            older.remove(charge)
        for charge in same[1:]:
            draft.charges.remove(charge)
    if old or _repeats(draft, entry):
        return
    number = entry.count or max((charge.number for charge in draft.charges), default=0) + 1
    draft.charges.append(
        Charge(number, entry.status, source, entry.offense, entry.statute, entry.disposition, entry.disposed)
    )


def _same_charges(entry: Entry, older: Iterable[Charge]) -> list[list[Charge]]:
    """The charges that a newer row speaks of, the likeliest first; rows that disagreed on one, together."""
    found: dict[tuple[int, str], list[Charge]] = {}
    for charge in older:
        if _updates(entry, charge):
            found.setdefault((charge.number, names.fold(charge.offense)), []).append(charge)
    offense = names.fold(entry.offense)
    return [found[key] for key in sorted(found, key=lambda key: key[1] != offense)]


def _updates(entry: Entry, charge: Charge) -> bool:
    """Whether a newer row speaks of this charge: by its count, its offense, or as one row for all."""
    if entry.count is not None:
        return entry.count == charge.number
    if not entry.offense or not charge.offense:
        return True
    return names.fold(entry.offense) == names.fold(charge.offense)


def _newer(same: Sequence[Charge], entry: Entry, source: Source) -> Charge:
    charge = same[0]
    return replace(
        charge,
        status=entry.status,
        source=source,
        offense=entry.offense or charge.offense,
        statute=entry.statute or charge.statute,
        disposition=entry.disposition or charge.disposition,
        disposed=entry.disposed or charge.disposed,
        earlier=tuple(step for old in same for step in (*old.earlier, (old.status, old.source))),
    )


def _repeats(draft: _Draft, entry: Entry) -> bool:
    """A count that is listed twice with the same status and offense is one charge."""
    return entry.count is not None and any(
        (charge.number, charge.status, charge.offense) == (entry.count, entry.status, entry.offense)
        for charge in draft.charges
    )
