"""Which column of a list is which field: finding the header, and settling what it leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from lookup.lists import marks
from lookup.lists.headers import KNOWN, SOCIAL_SECURITY, UNKNOWN, canonical, recognise
from lookup.lists.problems import Unreadable
from lookup.lists.tables import Row

HEADER_ROWS = 40
"""The header is one of a sheet's first rows that hold something."""

_MAPPED = 4
_DESCRIBED = 3
_SEVERAL = frozenset({"alias", "juvenile", "sealed", SOCIAL_SECURITY})
_KEY_FIELDS = frozenset({"name", "last", "first", "middle", "suffix", "born", "docket", "status"})
_NUMBERS = re.compile(
    r"(?:counts?|cts?\.?|charges?|no\.?|#)?\s*\d{1,3}(?:\s*[,;|&/-]\s*\d{1,3})*", re.IGNORECASE
)
_SHOWN_HEADERS = 20
_SPOKEN = {"born": "date of birth", "docket": "docket number", "last": "last name", "first": "first name"}


@dataclass(frozen=True, slots=True)
class Columns:
    """How to read a sheet: where its header ends, the field of each column, and what is left out."""

    body: int
    """The place, among the table's rows, of the first one below the header."""
    header: tuple[str, ...]
    fields: Mapping[int, str]
    ignored: tuple[str, ...]


def find(
    rows: Sequence[Row],
    mapped: Mapping[str, str],
    status_known: bool,
    status_words: Mapping[str, str] = MappingProxyType({}),
) -> Columns:
    """The columns of a table. `mapped` is the manifest's own mapping of headers to fields.

    `status_words` are the manifest's words for statuses: where no header says which column is the
    status, the one that holds them is. `status_known` says that no column needs to give the status.
    Raises Unreadable where there is no header, two columns claim one field, or no docket number,
    name or status.
    """
    start, height = _header_place(rows, mapped)
    header = _joined(rows[start : start + height])
    _check_mapped(header, mapped)
    body = [row.cells for row in rows[start + height :]]
    fields = match(header, mapped, body)
    if "status" not in fields.values():
        fields |= _status_by_its_words(header, fields, body, status_words)
    _need(header, fields, status_known)
    ignored = tuple(text for place, text in enumerate(header) if text and place not in fields)
    kept = {place: field for place, field in fields.items() if field != SOCIAL_SECURITY}
    return Columns(start + height, tuple(header), kept, ignored)


def match(header: Sequence[str], mapped: Mapping[str, str], body: Sequence[Sequence[str]]) -> dict[int, str]:
    """The field of each column, by its place. Raises Unreadable where two columns claim a key field."""
    claims: dict[str, list[tuple[int, int]]] = {}
    for place, text in enumerate(header):
        field, sure = _claim(text, mapped, [row[place] for row in body if place < len(row) and row[place]])
        if field:
            claims.setdefault(field, []).append((sure, place))
    _settle_names(claims)
    fields: dict[int, str] = {}
    for field, claimants in claims.items():
        surest = max(sure for sure, _ in claimants)
        best = [place for sure, place in claimants if sure == surest or field in _SEVERAL]
        if len(best) > 1 and field in _KEY_FIELDS:
            named = " and ".join(f'"{header[place]}"' for place in best)
            raise Unreadable(
                f"the columns {named} both seem to be the {_SPOKEN.get(field, field)}",
                f'say which one is, in [lists.columns], for example "{header[best[0]]}" = "{field}"',
            )
        fields |= dict.fromkeys(best if field in _SEVERAL else best[:1], field)
    return fields


def _status_by_its_words(
    header: Sequence[str],
    fields: Mapping[int, str],
    body: Sequence[Sequence[str]],
    words: Mapping[str, str],
) -> dict[int, str]:
    """The one column, of those not otherwise needed, most of whose cells are words for a status."""
    found = []
    for place in range(len(header)):
        cells = [row[place] for row in body if place < len(row) and row[place]]
        fitting = sum(bool(marks.status(cell, words, ()) or marks.said(cell)) for cell in cells if words)
        if fields.get(place) in (None, "disposition") and fitting * 2 > len(cells):
            found.append(place)
    return {found[0]: "status"} if len(found) == 1 else {}


def best_header(rows: Sequence[Sequence[str]], mapped: Mapping[str, str]) -> int | None:
    """The place of the row that is most likely the header, or None where none looks like one."""
    scores = [score(cells, mapped) for cells in rows[:HEADER_ROWS]]
    best = max(scores, default=0)
    return scores.index(best) if best else None


def has_header(rows: Sequence[Row], mapped: Mapping[str, str]) -> bool:
    """Whether a table has a header, and so may be a list."""
    return best_header([row.cells for row in rows], mapped) is not None


def is_header(cells: Sequence[str], columns: Columns) -> bool:
    """Whether a row below the header is a header again, as on each page of a filing."""
    filled = [cell for cell in cells if cell]
    known = {canonical(text) for text in columns.header if text}
    again = sum(canonical(cell) in known or recognise(cell)[1] == KNOWN for cell in filled)
    return len(filled) > 1 and again > len(filled) / 2


def _claim(text: str, mapped: Mapping[str, str], cells: Sequence[str]) -> tuple[str, int]:
    """What one column is, as its header and, where that can be two things, its cells say."""
    for name, field in mapped.items():
        if _same(name, text):
            return field, _MAPPED
    words = canonical(text)
    numbers = bool(cells) and all(_NUMBERS.fullmatch(cell) for cell in cells[:1000])
    if words in {"ct", "cts"}:
        return ("count" if numbers else "court"), KNOWN
    if words in {"count", "no count", "count no"} and "counts" in text.casefold():
        # One number there is how many counts a case has, not which count a row is.
        several = any(re.search(r"\d\D+\d", cell) for cell in cells)
        return ("count", KNOWN) if several else ("", UNKNOWN)
    field, sure = recognise(text)
    if field == "offense" and numbers:
        return "count", sure
    if field == "offense" and {"description", "desc"} & set(words.split()):
        return field, _DESCRIBED
    return field, sure


def _settle_names(claims: dict[str, list[tuple[int, int]]]) -> None:
    """Beside "Apellido" alone, "Nombre" is the first name; beside a last and a first name, it is left out."""
    if "name" not in claims:
        return
    if max(sure for sure, _ in claims["name"]) == _MAPPED:
        claims.pop("last", None)
        claims.pop("first", None)
    elif "last" in claims and "first" in claims:
        del claims["name"]
    elif "last" in claims:
        claims["first"] = claims.pop("name")
    elif "first" in claims:
        claims["last"] = claims.pop("name")


def _header_place(rows: Sequence[Row], mapped: Mapping[str, str]) -> tuple[int, int]:
    """Where the header is, and over how many rows (1 or 2) it is written."""
    best, place = 0, (0, 0)
    for height in (1, 2):
        for start in range(min(HEADER_ROWS, len(rows) - height + 1)):
            found = score(_joined(rows[start : start + height]), mapped)
            if found > best:
                best, place = found, (start, height)
    if not best:
        raise Unreadable(
            f"none of the first {HEADER_ROWS} rows is a header (the names of the columns)",
            'add one, such as "Name", "Date of birth", "Docket number", "Offense", "Status"',
        )
    return place


def score(cells: Sequence[str], mapped: Mapping[str, str]) -> int:
    """How much a row looks like a header; 0 where it cannot be one."""
    claims: dict[str, int] = {}
    for cell in cells:
        field, sure = _claim(cell, mapped, ())
        if field:
            claims[field] = max(sure, claims.get(field, 0))
    filled = [cell for cell in cells if cell]
    wordy = not any(re.search(r"\d{3}", cell) for cell in filled)
    if len(claims) > 1 and max(claims.values()) >= KNOWN:
        return sum(claims.values())
    return KNOWN if wordy and len(filled) > 1 and max(claims.values(), default=0) >= KNOWN else 0


def _joined(rows: Sequence[Row]) -> list[str]:
    """A header over two rows as one: a group's name ("Defendant") goes before each of its columns."""
    if len(rows) == 1:
        return [" ".join(cell.split()) for cell in rows[0].cells]
    width = max(len(row.cells) for row in rows)
    above, below = ([*row.cells, *[""] * (width - len(row.cells))] for row in rows)
    header, group = [], ""
    for top, bottom in zip(above, below, strict=True):
        group = top or (group if bottom else "")
        header.append(" ".join(f"{group} {bottom}".split()) if group != bottom else bottom)
    return header


def _check_mapped(header: Sequence[str], mapped: Mapping[str, str]) -> None:
    absent = [name for name in mapped if not any(_same(name, text) for text in header)]
    if absent:
        raise Unreadable(
            f'the manifest maps the header "{absent[0]}", which this list does not have',
            f"correct it in [lists.columns]; the headers are {_quoted(header)}",
        )


def _need(header: Sequence[str], fields: Mapping[int, str], status_known: bool) -> None:
    found = set(fields.values())
    missing = [
        field
        for field, there in (
            ("docket", "docket" in found),
            ("name", bool(found & {"name", "last"})),
            ("status", "status" in found or status_known),
        )
        if not there
    ]
    if not missing:
        return
    other = ' (or write status = "..." for the whole list)' if missing == ["status"] else ""
    spoken = " and the ".join(_SPOKEN.get(field, field) for field in missing)
    raise Unreadable(
        f"no column was recognised as the {spoken}; the headers are {_quoted(header)}",
        f'map one in [lists.columns], as in "header" = "{missing[0]}"{other}',
    )


def _quoted(header: Iterable[str]) -> str:
    return ", ".join([f'"{text}"' for text in header if text][:_SHOWN_HEADERS])


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())
