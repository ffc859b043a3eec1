"""Counters that all processes share, and the key of the day under which they are written.

In a small SQLite file (a storage of the `limits` package, for one machine), or in Redis (for several).
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import redis
from limits.errors import StorageError
from limits.storage import RedisStorage, Storage

DAY = 24 * 60 * 60

_PATIENCE = 5.0
"""Seconds that a process waits for another one's turn to end."""

_TABLES = """
CREATE TABLE IF NOT EXISTS counters (key TEXT PRIMARY KEY, count INTEGER NOT NULL, expires REAL NOT NULL);
CREATE INDEX IF NOT EXISTS expiring ON counters (expires);
CREATE TABLE IF NOT EXISTS days (day INTEGER PRIMARY KEY, key BLOB NOT NULL);
"""
_FIND = "SELECT count, expires FROM counters WHERE key = ? AND expires > ?"
_ADD = """
INSERT INTO counters (key, count, expires) VALUES (?, ?, ?)
ON CONFLICT (key) DO UPDATE SET count = count + excluded.count RETURNING count
"""


class SQLiteStorage(Storage):
    """Counters in a file, `sqlite:///path/to/file`. It is made on first use, for its owner only.

    Each process has a connection of its own, and its threads take turns with it.
    """

    STORAGE_SCHEME = ["sqlite"]

    def __init__(self, uri: str, wrap_exceptions: bool = False, **_: float | str | bool) -> None:
        super().__init__(uri, wrap_exceptions)
        self._path = Path(uri.removeprefix("sqlite://"))
        self._opened: dict[int, sqlite3.Connection] = {}
        self._turns = threading.Lock()

    @property
    def base_exceptions(self) -> tuple[type[Exception], ...]:
        """What goes wrong with a file."""
        return (sqlite3.Error, OSError)

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Add to a counter, which ends `expiry` seconds after it began; what it is then."""
        now = time.time()
        with self._turn() as counters:
            counters.execute("DELETE FROM counters WHERE expires <= ?", [now])
            return int(counters.execute(_ADD, [key, amount, now + expiry]).fetchone()[0])

    def get(self, key: str) -> int:
        """What a counter is."""
        return int(self._row(key)[0])

    def get_expiry(self, key: str) -> float:
        """When a counter ends, in seconds since the epoch."""
        return self._row(key)[1]

    def check(self) -> bool:
        """Whether the file can be written."""
        try:
            self.incr("check", 1)
        except (StorageError, sqlite3.Error, OSError):
            return False
        finally:
            # A server looks before it forks.
            self._close()
        return True

    def clear(self, key: str) -> None:
        """Forget one counter."""
        with self._turn() as counters:
            counters.execute("DELETE FROM counters WHERE key = ?", [key])

    def reset(self) -> int:
        """Forget all counters; how many there were."""
        with self._turn() as counters:
            return counters.execute("DELETE FROM counters").rowcount

    def key_of(self, day: int) -> bytes:
        """The random key of a day. The first to ask makes it, and all of the day before is deleted."""
        with self._turn() as counters:
            found = counters.execute("SELECT key FROM days WHERE day = ?", [day]).fetchone()
            if found:
                return bytes(found[0])
            # Whoever waited for another process to make it takes that one.
            counters.execute("INSERT OR IGNORE INTO days VALUES (?, ?)", [day, secrets.token_bytes(32)])
            if counters.execute("DELETE FROM days WHERE day <> ?", [day]).rowcount:
                counters.execute("DELETE FROM counters")
            key = bytes(counters.execute("SELECT key FROM days WHERE day = ?", [day]).fetchone()[0])
            counters.commit()
            # Until then the journal has the deleted key.
            counters.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return key

    def _row(self, key: str) -> tuple[float, float]:
        """A counter and when it ends; one that nobody counts is 0, and ends now."""
        now = time.time()
        with self._turn() as counters:
            found = counters.execute(_FIND, [key, now]).fetchone()
        return cast(tuple[float, float], found) if found else (0, now)

    @contextmanager
    def _turn(self) -> Iterator[sqlite3.Connection]:
        """One turn: all of it is written, or nothing."""
        with self._turns:
            try:
                with self._connection() as counters:
                    yield counters
            except sqlite3.Error:
                # What is damaged is opened anew the next time: it may have been put right.
                self._close()
                raise

    def _connection(self) -> sqlite3.Connection:
        """This process's connection. One from before a fork stays with the process that opened it."""
        if os.getpid() not in self._opened:
            self._opened[os.getpid()] = self._open()
        return self._opened[os.getpid()]

    def _close(self) -> None:
        found = self._opened.pop(os.getpid(), None)
        if found:
            found.close()

    def _open(self) -> sqlite3.Connection:
        if not self._path.exists():
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
        counters = sqlite3.connect(self._path, timeout=_PATIENCE, check_same_thread=False)
        # What is deleted is written over. A power cut may cost the counters of a day, and nothing else:
        # waiting for the disk would cost every search.
        counters.executescript(
            "PRAGMA secure_delete = ON; PRAGMA synchronous = OFF; PRAGMA journal_mode = WAL;" + _TABLES
        )
        return counters


def key_of(storage: Storage, day: int) -> bytes:
    """The random key of a day, the same for all that share a storage. Raises StorageError.

    When the day is over the key is gone, and nobody can tell any more what was counted under it.
    """
    try:
        if isinstance(storage, SQLiteStorage):
            return storage.key_of(day)
        return _key_in_redis(cast(RedisStorage, storage), day)
    except (sqlite3.Error, OSError, redis.RedisError) as error:
        raise StorageError(error) from error


def _key_in_redis(storage: RedisStorage, day: int) -> bytes:
    name = storage.prefixed_key(f"day/{day}")
    shared = cast(redis.Redis, storage.get_connection())
    found = shared.get(name)
    if not found:
        # Whoever is the first makes it.
        left = max(1, (day + 1) * DAY - int(time.time()))
        shared.set(name, secrets.token_hex(32), nx=True, ex=left)
        found = shared.get(name)
    if not found:
        raise redis.RedisError("it does not keep the key of the day")
    return bytes(cast(bytes, found))
