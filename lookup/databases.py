"""The SQLite files that are written to: brought up to date when opened, changed by one at a time."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import sqlite_utils
from sqlite_utils.migrations import Migrations


class Database:
    """An open file, for its owner only; made where it is missing. Use as a context manager.

    `patience`: seconds to wait while another process writes.
    """

    def __init__(self, path: Path, migrations: Migrations, patience: float) -> None:
        if not path.exists():
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        self.db = sqlite_utils.Database(sqlite3.connect(path, timeout=patience))
        # What is deleted is written over: an old secret is not to be found in the file.
        self.db.execute("pragma secure_delete = on")
        self.db.enable_wal()
        if migrations.pending(self.db):
            with self.changing():
                migrations.apply(self.db)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.db.close()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """A change, all or nothing, in its turn: others wait until it ends."""
        # A plain "begin" would not wait: it fails where another process writes before this one does.
        self.db.execute("begin immediate")
        try:
            yield
            self.db.commit()
        except BaseException:
            self.db.rollback()
            raise
