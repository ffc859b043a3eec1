"""Releases: `instance/releases/<id>/`, made beside the others, verified, then switched to at once.

A release is `cases.db` (what is shown), `index/` (how it is found) and `manifest.json` (what it is,
with the hash of every file). It is never changed. `releases/CURRENT` names the one that answers.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlite_utils

from lookup import files
from lookup import index as whoosh_index
from lookup.cases import Case
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
    _write_cases(work / "cases.db", whoosh_index.build(work / "index", cases))
    info = replace(info, files=_hashes(work))
    _write_manifest(work, info)
    progress("verifying it: every case must be found")
    _verify(work, cases)
    _sync(work)
    return info


def _write_cases(path: Path, cases: Iterable[Case]) -> None:
    with closing(sqlite_utils.Database(path)) as db:
        rows = (
            {
                "id": number,
                "docket": case.docket,
                "born_year": int(case.person.born[:4] or 0),
                "data": json.dumps(case.to_json(), ensure_ascii=False),
            }
            for number, case in enumerate(cases, 1)
        )
        db.table("cases").create({"id": int, "docket": str, "born_year": int, "data": str}, pk="id")
        with db.atomic():
            db.table("cases").insert_all(rows)


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


def _verify(work: Path, cases: Sequence[Case]) -> None:
    """Open the new release as the web does: it must find every case in every way, and nothing else."""
    release = Release(work)
    try:
        wrong = _first_wrong(release, cases)
    finally:
        release.index.close()
    if wrong:
        raise ReleaseError(f"the new release did not pass its test: {wrong}; nothing was switched")


def _first_wrong(release: Release, cases: Sequence[Case]) -> str:
    """What the release gets wrong, or "". It speaks of docket numbers, never of names."""
    if release.count() != len(cases):
        return f"it holds {release.count()} cases instead of {len(cases)}"
    expected: dict[tuple[Callable[..., list[int]], tuple[str, ...]], list[int]] = {}
    for row, case in enumerate(cases, 1):
        if next(release.cases([row])) != case:
            return f"it changed the case with docket number {case.docket}"
        expected.setdefault((release.index.docket, (case.docket,)), []).append(row)
        for pair in whoosh_index.pair_keys(case.person):
            expected.setdefault((release.index.people, tuple(pair.split("|"))), []).append(row)
    for (look_up, key), rows in expected.items():
        if look_up(*key) != rows:
            by = "number" if look_up == release.index.docket else "name"
            return f"it does not find docket number {cases[rows[0] - 1].docket} by {by}"
    return _first_unknown_word(release.index, cases)


def _first_unknown_word(index: whoosh_index.Index, cases: Iterable[Case]) -> str:
    words = {word: case for case in cases for word in whoosh_index.person_tokens(case.person)}
    for word, case in words.items():
        if word not in index.words_like(word):
            return f"it does not find docket number {case.docket} by a misspelt name"
    return ""
