"""Releases: `instance/releases/<id>/`, made beside the others, verified, then switched to at once.

A release is `cases.db` (what is shown), `index/` (how it is found) and `manifest.json` (what it is,
with the hash of every file). It is never changed. `releases/CURRENT` names the one that answers.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlite_utils

from lookup import files
from lookup import index as whoosh_index
from lookup.cases import Case

FORMAT = 1
_CURRENT = "CURRENT"
_UNFINISHED = ".building-"


class ReleaseError(Exception):
    """A release that is missing, unfinished or damaged; the text says what to do."""


@dataclass(frozen=True, slots=True)
class ReleaseInfo:
    """What `manifest.json` says of a release. `lists` has a dict a list: what was read, and the gaps."""

    id: str
    made: str
    title: str
    demo: bool
    cases: int
    charges: int
    lists: tuple[dict[str, Any], ...]
    files: dict[str, str]

    @classmethod
    def read(cls, folder: Path) -> ReleaseInfo:
        """Read a release's manifest. Raises ReleaseError where it is missing or of another format."""
        try:
            data = json.loads((folder / "manifest.json").read_bytes())
            if data.pop("format") != FORMAT:
                raise ReleaseError(
                    f"release {folder.name} is of another version of this program; publish the lists again"
                )
            return cls(**{**data, "lists": tuple(data["lists"])})
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ReleaseError(
                f"release {folder.name} is missing or only half written; run 'flask releases rollback'"
                " or publish the lists again"
            ) from error


class Releases:
    """The releases of one instance folder, and which of them answers."""

    def __init__(self, instance: Path) -> None:
        self.folder = instance / "releases"

    def current_id(self) -> str:
        """The id of the release that answers, or "" where nothing was published yet."""
        try:
            return (self.folder / _CURRENT).read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return ""

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
        self, cases: Sequence[Case], title: str, demo: bool, lists: Sequence[dict[str, Any]]
    ) -> ReleaseInfo:
        """Make and verify a release of these cases, without switching to it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._clear_unfinished()
        made = datetime.now(UTC)
        release = f"{made:%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}"
        work = self.folder / f"{_UNFINISHED}{release}"
        try:
            (work / "index").mkdir(parents=True)
            _write_cases(work / "cases.db", whoosh_index.build(work / "index", cases))
            info = ReleaseInfo(
                release,
                made.isoformat(timespec="seconds"),
                title,
                demo,
                len(cases),
                sum(len(case.charges) for case in cases),
                tuple(lists),
                _hashes(work),
            )
            _write_manifest(work, info)
            _verify(work, cases)
            _sync(work)
            work.rename(self.path(release))
            files.sync_folder(self.folder)
        finally:
            shutil.rmtree(work, ignore_errors=True)
        return info

    def switch(self, release: str) -> None:
        """Let this release answer from the next request on. Raises ReleaseError where it is not whole."""
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


class Release:
    """A release that is open for reading: its facts, its index and its cases."""

    def __init__(self, folder: Path) -> None:
        self.info = check(folder)
        self.index = whoosh_index.Index(folder / "index")
        self._cases = f"file:{folder.absolute() / 'cases.db'}?mode=ro&immutable=1"
        self._local = threading.local()

    def cases(self, rows: Iterable[int]) -> Iterator[Case]:
        """The cases with these row numbers, in their order."""
        for row in rows:
            found = self._connection().execute("select data from cases where id = ?", [row]).fetchone()
            yield Case.from_json(json.loads(found[0]))

    def _connection(self) -> sqlite3.Connection:
        """One connection a thread, opened after the fork: SQLite's must not cross one."""
        if not hasattr(self._local, "connection"):
            self._local.connection = sqlite3.connect(self._cases, uri=True)
        connection: sqlite3.Connection = self._local.connection
        return connection


def check(folder: Path) -> ReleaseInfo:
    """The facts of a release whose files are all there and unchanged. Raises ReleaseError."""
    info = ReleaseInfo.read(folder)
    for name, expected in info.files.items():
        try:
            found = files.sha256(folder / name)
        except OSError:
            found = ""
        if found != expected:
            raise ReleaseError(
                f"release {info.id} is damaged ({name} is not what was published);"
                " run 'flask releases rollback' or publish the lists again"
            )
    return info


def _write_cases(path: Path, cases: Iterable[Case]) -> None:
    with closing(sqlite_utils.Database(path)) as db:
        rows = (
            {"id": number, "docket": case.docket, "data": json.dumps(case.to_json(), ensure_ascii=False)}
            for number, case in enumerate(cases, 1)
        )
        db.table("cases").create({"id": int, "docket": str, "data": str}, pk="id")
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
            file.flush()
            os.fsync(file.fileno())
    files.sync_folder(work)


def _verify(work: Path, cases: Sequence[Case]) -> None:
    """Open the new release as the web does; every case must be found by docket number and by name."""
    release = Release(work)
    try:
        if release.info.cases != len(cases):
            raise ReleaseError("the new release does not hold every case; nothing was switched")
        for row, case in enumerate(cases, 1):
            by_name = whoosh_index.pair_keys(case.person)
            found = row in release.index.docket(case.docket)
            found = found and all(row in release.index.people(*key.split("|")) for key in sorted(by_name)[:1])
            if not found or next(release.cases([row])) != case:
                raise ReleaseError(
                    f"the new release does not find docket number {case.docket}; nothing was switched"
                )
    finally:
        release.index.close()
