"""A release that is open for reading: all that a web process opens."""

from __future__ import annotations

import json
import sqlite3
import threading
import weakref
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lookup import files, stored
from lookup.cases import Case
from lookup.index import Index

FORMAT = 2
OTHERWISE = (
    "'flask releases' shows the others, and 'flask releases rollback ID' goes back to one;"
    " or publish the lists again"
)


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
            data = dict(json.loads((folder / "manifest.json").read_bytes()))
            if data.pop("format") != FORMAT:
                raise ReleaseError(
                    f"release {folder.name} is of another version of this program; publish the lists again"
                )
            return cls(**{**data, "lists": tuple(data["lists"]), "files": dict(data["files"])})
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ReleaseError(
                f"release {folder.name} is missing or only half written; {OTHERWISE}"
            ) from error


class Release:
    """A release that is open for reading: its facts, its index and its cases."""

    def __init__(self, folder: Path) -> None:
        self.info = check(folder)
        self._cases = f"{(folder.absolute() / 'cases.db').as_uri()}?mode=ro&immutable=1"
        try:
            with closing(sqlite3.connect(self._cases, uri=True)) as connection:
                self.people = stored.read_people(connection)
                self._sources = stored.read_sources(connection)
            self.index = Index(folder / "index", len(self.people))
        # Its files are whole; so it is the program that reads them otherwise than the one that wrote them.
        except Exception as error:
            raise ReleaseError(
                f"release {self.info.id} cannot be opened ({type(error).__name__}); publish the lists again"
            ) from error
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        # Whoever uses this release holds it; after the last one, and no sooner, its files are given back.
        weakref.finalize(self, _close_all, self._connections)

    def count(self) -> int:
        """How many cases there are."""
        return int(self._connection().execute("select count(*) from cases").fetchone()[0])

    def cases(self, rows: Iterable[int]) -> Iterator[Case]:
        """The cases with these row numbers, in their order."""
        return stored.read_cases(self._connection(), rows, self._sources)

    def _connection(self) -> sqlite3.Connection:
        """One connection a thread, opened after the fork: SQLite's must not cross one."""
        if not hasattr(self._local, "connection"):
            # Closed by whichever thread lets go of the release last.
            self._local.connection = sqlite3.connect(self._cases, uri=True, check_same_thread=False)
            self._connections.append(self._local.connection)
        connection: sqlite3.Connection = self._local.connection
        return connection


def _close_all(connections: Iterable[sqlite3.Connection]) -> None:
    for connection in connections:
        connection.close()


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
                f"release {info.id} is damaged ({name} is not what was published); {OTHERWISE}"
            )
    return info
