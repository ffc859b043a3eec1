"""The manifest (lists.toml): which lists there are, and what an operator says about each.

title = "..."
demo = true                      # the people are invented
[[lists]]
file = "suffolk.xlsx"            # beside the manifest
sheet = "Second letter"          # where a workbook has several
incident = "dookhan"
district = "Suffolk"
filed = 2017-04-18
status = "dismissed"             # of every row, where no column says it
charge_separator = " | "         # where one cell holds several charges
[lists.columns]                  # headers not recognised by themselves
"Party" = "name"
[lists.statuses]                 # the cell's words -> status
"List Two" = "dismissed"
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from lookup import files
from lookup.incidents import Incident
from lookup.lists.headers import FIELDS

_MAX_BYTES = 1_000_000


class ManifestError(ValueError):
    """A manifest that cannot be used: one line a mistake, with the list, what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class ListSpec:
    """One list as the manifest describes it.

    `name` is the file's name as shown to people. `status` and `charge_separator` are "" where there is
    none. `columns` maps headers to fields, `statuses` the list's words to statuses.
    """

    file: Path
    name: str
    sheet: str
    incident: str
    district: str
    filed: date
    status: str
    charge_separator: str
    columns: dict[str, str]
    statuses: dict[str, str]


@dataclass(frozen=True, slots=True)
class Manifest:
    """All lists to publish together. `demo` says that the people on them are invented."""

    path: Path
    title: str
    demo: bool
    lists: tuple[ListSpec, ...]


def load(path: Path, incidents: Mapping[str, Incident]) -> Manifest:
    """Read and check a manifest. Raises ManifestError with every mistake in it at once."""
    mistakes = _Mistakes(path.name)
    values = _toml(path)
    mistakes.unknown_keys(values, {"title": str, "demo": bool, "lists": list})
    entries = values.get("lists")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        entries = []
    if not entries:
        mistakes.add("there are no lists", 'write a part that begins with [[lists]] and file = "..."')
    for key in ("title", "demo"):
        if key not in values:
            mistakes.add(
                f"{key} is missing",
                {"title": 'write title = "..."', "demo": "write demo = true or false"}[key],
            )
    specs = [
        _List(entry, path.parent, mistakes.inside(f"list {number}")).spec(incidents)
        for number, entry in enumerate(entries, start=1)
    ]
    _check_twins(specs, mistakes)
    if mistakes.lines:
        raise ManifestError("\n".join(mistakes.lines))
    return Manifest(path, values["title"], values["demo"], tuple(specs))


def _toml(path: Path) -> dict[str, Any]:
    try:
        data = files.read_start(path, _MAX_BYTES + 1)
        if len(data) > _MAX_BYTES:
            raise ManifestError(f"{path.name}: this is too large to be a manifest; see its path")
        return tomllib.loads(data.decode("utf-8-sig"))
    except OSError as error:
        raise ManifestError(
            f"{path.name}: the manifest cannot be opened ({error.strerror}); check its path"
        ) from error
    except UnicodeDecodeError as error:
        raise ManifestError(f"{path.name}: this is not text in UTF-8; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        # The error names the line and column.
        raise ManifestError(f"{path.name}: this is not TOML: {error}; correct that line") from error
    except RecursionError as error:
        raise ManifestError(f"{path.name}: brackets stand too deep in each other; correct them") from error


def _check_twins(specs: list[ListSpec], mistakes: _Mistakes) -> None:
    seen: set[tuple[Path, str]] = set()
    for spec in specs:
        if spec.name and (spec.file, spec.sheet) in seen:
            sheet = f', sheet "{spec.sheet}"' if spec.sheet else ""
            mistakes.add(f"{spec.name}{sheet} is listed twice", "take one of them out")
        seen.add((spec.file, spec.sheet))


_TYPES = {
    str: "words in quotation marks",
    bool: "true or false",
    list: "a part that begins with [[lists]]",
    dict: "a part of its own, such as [lists.columns]",
    date: "a date such as 2017-04-18, without quotation marks",
}


class _Mistakes:
    """The mistakes found so far, each said with its place."""

    def __init__(self, place: str, lines: list[str] | None = None) -> None:
        self.place = place
        self.lines: list[str] = [] if lines is None else lines

    def inside(self, place: str) -> _Mistakes:
        return _Mistakes(f"{self.place}: {place}", self.lines)

    def add(self, what: str, todo: str) -> None:
        self.lines.append(f"{self.place}: {what}; {todo}")

    def unknown_keys(self, values: dict[str, Any], known: dict[str, type]) -> None:
        """Refuse keys that nobody reads and values of another type, which are taken out of `values`."""
        for key, value in list(values.items()):
            if key not in known:
                self.add(f'"{key}" is not known here', _suggest(key, known))
            elif not isinstance(value, known[key]) or isinstance(value, datetime):
                self.add(f"{key} cannot be read", f"write {_TYPES[known[key]]}")
                del values[key]


_KEYS: dict[str, type] = {
    "file": str,
    "sheet": str,
    "incident": str,
    "district": str,
    "filed": date,
    "status": str,
    "charge_separator": str,
    "columns": dict,
    "statuses": dict,
}
_NEEDED = {
    "file": 'write file = "..."',
    "incident": 'write incident = "..."',
    "district": 'write district = "..."',
    "filed": "write the day the list was filed, as in filed = 2017-04-18",
}


class _List:
    """One [[lists]] part while it is checked."""

    def __init__(self, values: dict[str, Any], folder: Path, mistakes: _Mistakes) -> None:
        self.folder = folder
        name = values.get("file")
        self.mistakes = mistakes.inside(name) if isinstance(name, str) and name else mistakes
        self.mistakes.unknown_keys(values, _KEYS)
        self.values = values
        for key, todo in _NEEDED.items():
            if not values.get(key):
                self.mistakes.add(f"{key} is missing", todo)

    def spec(self, incidents: Mapping[str, Incident]) -> ListSpec:
        incident = incidents.get(self._text("incident"))
        if incident is None and self._text("incident"):
            self.mistakes.add(
                f'there is no incident "{self._text("incident")}"',
                _suggest(self._text("incident"), incidents),
            )
        statuses = self._words("statuses")
        if incident is not None:
            self._check_statuses(incident, statuses)
        columns = self._words("columns")
        for header, field in columns.items():
            if field not in FIELDS:
                self.mistakes.add(
                    f'[lists.columns] "{header}" = "{field}" is no field', _suggest(field, FIELDS)
                )
        return ListSpec(
            file=self._file(),
            name=self._text("file"),
            sheet=self._text("sheet"),
            incident=self._text("incident"),
            district=self._text("district"),
            filed=self._filed(),
            status=self._text("status"),
            charge_separator=self.values.get("charge_separator", ""),
            columns=columns,
            statuses=statuses,
        )

    def _check_statuses(self, incident: Incident, statuses: dict[str, str]) -> None:
        given = {f'[lists.statuses] "{word}" =': status for word, status in statuses.items()}
        if self._text("status"):
            given["status ="] = self._text("status")
        for place, status in given.items():
            if status not in incident.status_ids:
                self.mistakes.add(
                    f'{place} "{status}" is no status of {incident.id}', _suggest(status, incident.status_ids)
                )

    def _text(self, key: str) -> str:
        return str(self.values.get(key, "")).strip()

    def _words(self, key: str) -> dict[str, str]:
        words = self.values.get(key, {})
        if all(isinstance(value, str) for value in words.values()):
            return dict(words)
        self.mistakes.add(f"[lists.{key}] cannot be read", 'write lines such as "Party" = "name"')
        return {}

    def _filed(self) -> date:
        filed: date = self.values.get("filed", date.min)
        if filed > datetime.now(UTC).date():
            self.mistakes.add(f"filed = {filed} is in the future", "write the day the list was filed")
        return filed

    def _file(self) -> Path:
        """The list's file, which must lie in the manifest's folder once every link is followed."""
        name = self._text("file")
        path = self.folder / name
        try:
            resolved = path.resolve()
            inside = resolved.is_relative_to(self.folder.resolve()) and not Path(name).is_absolute()
            there = resolved.is_file()
        # Links in a circle are a RuntimeError, in Python before 3.13.
        except (OSError, ValueError, RuntimeError):
            inside, there = True, False
        if name and (not inside or ".." in Path(name).parts):
            self.mistakes.add("the file is outside the manifest's folder", "copy it beside the manifest")
        elif name and not there:
            beside = sorted(entry.name for entry in self.folder.iterdir() if entry.is_file())
            self.mistakes.add("there is no such file", _suggest(name, beside))
        return path


def _suggest(wrong: str, known: Collection[str]) -> str:
    """What to write instead: the nearest of the known words, or all of them."""
    near = difflib.get_close_matches(wrong, known, n=1, cutoff=0.6)
    if near:
        return f'did you mean "{near[0]}"?'
    return f"use one of: {', '.join(sorted(known))}"
