"""Releases: `instance/releases/<id>/`, made beside the others, verified, then switched to at once.

A release is `cases.db` (what is shown), `index/` (how it is found) and `manifest.json` (what it is,
with the hash of every file). It is never changed. `releases/CURRENT` names the one that answers.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lookup import files, stored
from lookup.cases import Case
from lookup.index import Builder, Index
from lookup.index.people import People
from lookup.opened import FORMAT, OTHERWISE, Release, ReleaseError, ReleaseInfo, check

__all__ = ["Release", "ReleaseError", "ReleaseInfo", "Releases", "check"]

_CURRENT = "CURRENT"
_UNFINISHED = ".building-"


class Releases:
    """The releases of one instance folder, and which of them answers."""

    def __init__(self, instance: Path) -> None:
        self.folder = instance / "releases"

    def current_id(self) -> str:
        """The id of the release that answers, or "" where nothing was published yet. Raises ReleaseError."""
        path = self.folder / _CURRENT
        try:
            return path.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return ""
        except (OSError, ValueError) as error:
            raise ReleaseError(
                f"{path}, which names the release that answers, cannot be read; {OTHERWISE}"
            ) from error

    def path(self, release: str) -> Path:
        """The folder of a release."""
        return self.folder / release

    def all(self) -> list[ReleaseInfo]:
        """Every whole release, the oldest first."""
        found = []
        for folder in sorted(self.folder.glob("[0-9]*")):
            try:
                found.append(ReleaseInfo.read(folder))
            except ReleaseError:
                continue
        return found

    def build(
        self,
        cases: Sequence[Case],
        title: str,
        demo: bool,
        lists: Sequence[dict[str, Any]],
        progress: Callable[[str], None] = lambda step: None,
    ) -> ReleaseInfo:
        """Make and verify a release of these cases, without switching to it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._clear_unfinished()
        made = datetime.now(UTC)
        # Ids sort in the order of making, also within one second.
        release = f"{made:%Y%m%dT%H%M%S.%fZ}"
        work = self.folder / f"{_UNFINISHED}{release}"
        charges = sum(len(case.charges) for case in cases)
        info = ReleaseInfo(
            release, made.isoformat(timespec="seconds"), title, demo, len(cases), charges, tuple(lists), {}
        )
        try:
            info = _make(work, info, cases, progress)
            work.rename(self.path(release))
            files.sync_folder(self.folder)
            return info
        except (OSError, sqlite3.Error, ReleaseError):
            raise
        # A damaged index surfaces as whatever error the first thing that misses a part of it raises.
        except Exception as error:
            raise ReleaseError(f"the new release could not be made ({type(error).__name__})") from error
        finally:
            shutil.rmtree(work, ignore_errors=True)

    def switch(self, release: str) -> None:
        """Let this release answer from the next request on. Raises ReleaseError where it is not whole."""
        if release not in {info.id for info in self.all()}:
            raise ReleaseError(f"there is no whole release {release}; 'flask releases' shows those there are")
        check(self.path(release))
        files.replace_file(self.folder / _CURRENT, f"{release}\n".encode())

    def before_current(self) -> str:
        """The id of the release made before the one that answers. Raises ReleaseError if there is none."""
        older = [info.id for info in self.all() if info.id < self.current_id()]
        if not older:
            raise ReleaseError("there is no earlier release to go back to; 'flask releases' shows them all")
        return older[-1]

    def _clear_unfinished(self) -> None:
        for left in self.folder.glob(f"{_UNFINISHED}*"):
            shutil.rmtree(left, ignore_errors=True)


def _make(
    work: Path, info: ReleaseInfo, cases: Sequence[Case], progress: Callable[[str], None]
) -> ReleaseInfo:
    progress(f"building the release of {len(cases)} cases")
    (work / "index").mkdir(parents=True)
    builder = Builder()
    people = builder.build(work / "index", cases)
    stored.write(work / "cases.db", cases, people)
    info = replace(info, files=_hashes(work))
    _write_manifest(work, info)
    progress("verifying it: every case must be found")
    _verify(work, cases, builder)
    _sync(work)
    return info


def _write_manifest(work: Path, info: ReleaseInfo) -> None:
    data = {"format": FORMAT, **{name: getattr(info, name) for name in info.__slots__}}
    (work / "manifest.json").write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")


def _hashes(work: Path) -> dict[str, str]:
    return {str(path.relative_to(work)): files.sha256(path) for path in _files(work)}


def _files(work: Path) -> list[Path]:
    return sorted(path for path in work.rglob("*") if path.is_file() and path.name != "manifest.json")


def _sync(work: Path) -> None:
    for path in [*_files(work), work / "manifest.json"]:
        with path.open("rb+") as file:
            os.fsync(file.fileno())
    files.sync_folder(work / "index")
    files.sync_folder(work)


def _verify(work: Path, cases: Sequence[Case], builder: Builder) -> None:
    """Open the new release as the web does: it must find every case in every way, and nothing else."""
    release = Release(work)
    try:
        wrong = _first_wrong(release, cases, builder)
    finally:
        release.index.close()
    if wrong:
        raise ReleaseError(f"the new release did not pass its test: {wrong}; nothing was switched")


def _first_wrong(release: Release, cases: Sequence[Case], builder: Builder) -> str:
    """What the release gets wrong, or "". It speaks of docket numbers, never of names."""
    if not release.count() == len(release.people) == len(cases):
        return f"it holds {release.count()} cases instead of {len(cases)}"
    dockets: dict[str, list[int]] = {}
    pairs: dict[str, list[int]] = {}
    read = release.cases(range(len(cases)))
    for row, (case, found) in enumerate(zip(cases, read, strict=True)):
        coded = builder.coded_names(case)
        if found != case or not _is_person(release.people, row, case, builder):
            return f"it changed the case with docket number {case.docket}"
        dockets.setdefault(case.docket, []).append(row)
        for pair in builder.pairs(coded):
            pairs.setdefault(pair, []).append(row)
    wrong = [rows for number, rows in dockets.items() if list(release.index.docket(number)) != rows]
    if wrong:
        return f"it does not find docket number {cases[wrong[0][0]].docket} by number"
    wrong = [rows for pair, rows in pairs.items() if list(release.index.people(*pair.split("|"))) != rows]
    if wrong:
        return f"it does not find docket number {cases[wrong[0][0]].docket} by name"
    return "" if _finds_words(release.index, builder) else "it does not find people by a misspelt name"


def _is_person(people: People, row: int, case: Case, builder: Builder) -> bool:
    """Whether the people, as numbers, have this case's person right."""
    return (
        people.names(row) == builder.coded_names(case)
        and people.person(row) == builder.person(case)
        and people.born_year(row) == int(case.person.born[:4] or 0)
    )


def _finds_words(index: Index, builder: Builder) -> bool:
    """Whether every listed word is found by each of its spellings."""
    return [word.spellings for word in index.words] == builder.spellings and all(
        number in index.exactly(spelling)
        for number, spellings in enumerate(builder.spellings)
        for spelling in spellings
    )
