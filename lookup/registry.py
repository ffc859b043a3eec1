"""The system of record, `instance/registry.db`: what each list said, what was published, what is withheld.

Written by commands only. A publication names lists; a list is stored once, by its content, so that
publishing the same files again adds nothing and no earlier publication is ever changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlite_utils
from sqlite_utils.migrations import Migrations

from lookup.cases import Entry, Person, Source
from lookup.databases import Database
from lookup.lists import Reading
from lookup.merging import Filing

migrations = Migrations("registry")
_PATIENCE = 30
"""Seconds to wait while another command writes."""


@migrations()
def lists_as_read(db: sqlite_utils.Database) -> None:
    """Lists, and their rows as read."""
    db.table("lists").create(
        {
            "id": str,
            "incident": str,
            "district": str,
            "filed": str,
            "file": str,
            "sheet": str,
            "sha256": str,
            "rows": int,
            "problems": int,
            "unread": str,
        },
        pk="id",
    )
    db.table("entries").create(
        {
            "list": str,
            "docket": str,
            "court": str,
            "person": str,
            "status": str,
            "row": int,
            "count": int,
            "offense": str,
            "statute": str,
            "disposition": str,
            "disposed": str,
        },
        foreign_keys=[("list", "lists", "id")],
    )
    db.table("entries").create_index(["list"])


@migrations()
def publications(db: sqlite_utils.Database) -> None:
    """What was published when, and the lists it names."""
    db.table("publications").create(
        {"id": int, "at": str, "title": str, "demo": int, "release": str}, pk="id"
    )
    db.table("publication_lists").create(
        {"publication": int, "position": int, "list": str},
        pk=("publication", "position"),
        foreign_keys=[("publication", "publications", "id"), ("list", "lists", "id")],
    )


@migrations()
def withheld_records(db: sqlite_utils.Database) -> None:
    """Records withheld: a keyed hash each, why and when; never the name or number itself."""
    db.table("withheld").create({"hash": str, "because": str, "at": str}, pk="hash")


class Registry(Database):
    """The registry of one instance folder. Use as a context manager."""

    def __init__(self, instance: Path) -> None:
        super().__init__(instance / "registry.db", migrations, _PATIENCE)

    def publish(self, title: str, demo: bool, readings: Sequence[Reading]) -> int:
        """Store what was read, all or nothing, and answer the number of this publication."""
        with self.changing():
            publication = self.db.table("publications").insert(
                {"at": _now(), "title": title, "demo": int(demo), "release": ""}
            )
            number = int(str(publication.last_pk))
            for position, reading in enumerate(readings):
                self.db.table("publication_lists").insert(
                    {"publication": number, "position": position, "list": self._store(reading)}
                )
        return number

    def released(self, publication: int, release: str) -> None:
        """Note which release shows this publication."""
        self.db.table("publications").update(publication, {"release": release})

    def publication(self, number: int) -> dict[str, Any]:
        """Title, time and lists of a publication."""
        row = dict(self.db.table("publications").get(number))
        row["lists"] = [
            {**found, "unread": json.loads(found["unread"])}
            for found in self.db.query(
                "select lists.* from lists join publication_lists on list = lists.id"
                " where publication = ? order by position",
                [number],
            )
        ]
        return row

    def filings(self, publication: int) -> list[Filing]:
        """The lists of a publication with all their rows, in the manifest's order."""
        return [
            Filing(
                row["incident"],
                Source(row["file"], row["sheet"], row["district"], row["filed"]),
                tuple(self._entries(row["id"])),
                row["unread"],
            )
            for row in self.publication(publication)["lists"]
        ]

    def withhold(self, hashes: Iterable[str], because: str) -> None:
        """Add hashes to the withheld records; those already there keep their date and reason."""
        rows = [{"hash": value, "because": because, "at": _now()} for value in hashes]
        self.db.table("withheld").insert_all(rows, ignore=True)

    def restore(self, hashes: Iterable[str]) -> int:
        """Take hashes out again; answers how many were there."""
        before = self.db.table("withheld").count
        for value in hashes:
            self.db.execute("delete from withheld where hash = ?", [value])
        return int(before - self.db.table("withheld").count)

    def withheld(self) -> list[str]:
        """The hashes of all withheld records."""
        return [row["hash"] for row in self.db.table("withheld").rows]

    def _store(self, reading: Reading) -> str:
        rows = [_row(entry) for entry in reading.entries]
        spec = reading.spec
        facts = {
            "incident": spec.incident,
            "district": spec.district,
            "filed": spec.filed.isoformat(),
            "file": spec.name,
            "sheet": spec.sheet,
            "sha256": reading.sha256,
            "rows": reading.rows,
            "problems": len(reading.problems),
            "unread": json.dumps(reading.unread, sort_keys=True),
        }
        content = json.dumps([facts, rows], sort_keys=True)
        identity = hashlib.sha256(content.encode()).hexdigest()[:32]
        if not self.db.table("lists").count_where("id = ?", [identity]):
            self.db.table("lists").insert({"id": identity, **facts})
            self.db.table("entries").insert_all({"list": identity, **row} for row in rows)
        return identity

    def _entries(self, identity: str) -> Iterable[Entry]:
        for row in self.db.query("select * from entries where list = ? order by rowid", [identity]):
            del row["list"]
            yield Entry(**{**row, "person": Person.from_json(json.loads(row["person"]))})


def _row(entry: Entry) -> dict[str, Any]:
    return {**asdict(entry), "person": json.dumps(asdict(entry.person), ensure_ascii=False)}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
