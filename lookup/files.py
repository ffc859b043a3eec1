"""Writing files so that a crash at any instant leaves the old or the new one, never half of one."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import sqlite3
import stat
from pathlib import Path

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_ROOM = "there is no room left on the disk; make room, then run this again"
_DATABASE_TROUBLES = {
    sqlite3.SQLITE_FULL: _NO_ROOM,
    sqlite3.SQLITE_IOERR: "the disk cannot be written; see whether it is full or failing",
    sqlite3.SQLITE_BUSY: "%s is in use by another program; let that one end, then run this again",
    sqlite3.SQLITE_READONLY: "%s cannot be written; see the owner and mode of it and its folder",
    sqlite3.SQLITE_CANTOPEN: "%s cannot be opened; see the owner and mode of it and its folder",
    sqlite3.SQLITE_NOTADB: "%s is not a database; put it back from your back-up",
    sqlite3.SQLITE_CORRUPT: "%s is damaged; put it back from your back-up",
}


def read_start(path: Path, most: int) -> bytes:
    """The first bytes of a file, `most` of them at most. Raises OSError, also where it is no plain file."""
    # Opening a pipe would wait for somebody to write into it; a device may never end.
    with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "it is no file", str(path))
        return file.read(most)


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` in the place of `path` at once; on disk before this returns. One writer at a time."""
    # Always the same name, so that what a killed writer left is written over by the next one.
    temporary = path.with_name(f".{path.name}.new")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


def trouble(error: OSError | sqlite3.Error, database: str = "registry.db") -> str:
    """What an error of the disk or of a database means, and what to do: one line for who runs a command."""
    if isinstance(error, sqlite3.Error):
        # The last byte is the kind of error, the others say where SQLite met it.
        kind = getattr(error, "sqlite_errorcode", 0) & 0xFF
        known = _DATABASE_TROUBLES.get(kind)
        return known.replace("%s", database) if known else f"{database} cannot be used ({error})"
    if error.errno in _FULL:
        return _NO_ROOM
    return f"{error.filename or 'a file'} cannot be used ({error.strerror}); see its owner and mode"


def sync_folder(folder: Path) -> None:
    """Make renames inside this folder outlive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sha256(path: Path) -> str:
    """The SHA-256 of a file, as hexadecimal text."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def own_secret(path: Path) -> str:
    """The random secret kept in this file, made on first use with mode 600. Raises OSError."""
    made = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    if not path.exists():
        descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
        try:
            # A link, not a rename: the first of several starting processes wins.
            os.link(made, path)
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return path.read_text(encoding="ascii").strip()
