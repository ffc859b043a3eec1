"""Files that are replaced whole, secrets that are made once, and what a disk's errors mean."""

from __future__ import annotations

import errno
import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest

from lookup import files


def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(tmp_path):
    path = tmp_path / "CURRENT"
    files.replace_file(path, b"old\n")
    files.replace_file(path, b"new\n")
    assert (path.read_bytes(), os.listdir(tmp_path)) == (b"new\n", ["CURRENT"])


def test_what_cannot_be_written_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "CURRENT"
    files.replace_file(path, b"old\n")
    monkeypatch.setattr(os, "fsync", lambda descriptor: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full")))
    with pytest.raises(OSError, match="full"):
        files.replace_file(path, b"new\n")
    assert (path.read_bytes(), os.listdir(tmp_path)) == (b"old\n", ["CURRENT"])


def test_what_a_killed_writer_left_is_written_over(tmp_path):
    (tmp_path / ".CURRENT.new").write_bytes(b"hal")
    files.replace_file(tmp_path / "CURRENT", b"new\n")
    assert os.listdir(tmp_path) == ["CURRENT"]


def test_a_secret_is_made_once_for_this_user_only(tmp_path):
    path = tmp_path / "secret.key"
    with ThreadPoolExecutor(8) as starting:
        secrets = set(starting.map(lambda _: files.own_secret(path), range(8)))
    assert len(secrets) == 1
    assert len(secrets.pop()) == 64
    assert (path.stat().st_mode & 0o777, os.listdir(tmp_path)) == (0o600, ["secret.key"])


def database_error(code):
    error = sqlite3.OperationalError("some words")
    error.sqlite_errorcode = code
    return error


TROUBLES = [
    (OSError(errno.ENOSPC, "No space left"), "no room left on the disk; make room"),
    (OSError(errno.EDQUOT, "Quota exceeded"), "no room left on the disk; make room"),
    (OSError(errno.EFBIG, "File too large"), "no room left on the disk; make room"),
    (PermissionError(errno.EACCES, "Permission denied", "/instance/publish.lock"), "/instance/publish.lock"),
    (OSError(errno.EROFS, "Read-only file system", "/instance"), "(Read-only file system); see its owner"),
    (database_error(sqlite3.SQLITE_FULL), "no room left on the disk; make room"),
    (database_error(sqlite3.SQLITE_IOERR_WRITE), "see whether it is full or failing"),
    (database_error(sqlite3.SQLITE_BUSY_SNAPSHOT), "in use by another program; let that one end"),
    (database_error(sqlite3.SQLITE_READONLY_DIRECTORY), "see the owner and mode of it and its folder"),
    (database_error(sqlite3.SQLITE_CANTOPEN), "see the owner and mode of it and its folder"),
    (database_error(sqlite3.SQLITE_NOTADB), "put it back from your back-up"),
    (database_error(sqlite3.SQLITE_CORRUPT), "put it back from your back-up"),
    (sqlite3.IntegrityError("some words"), "registry.db cannot be used (some words)"),
]


@pytest.mark.parametrize(("error", "words"), TROUBLES, ids=lambda value: str(value)[:40])
def test_what_an_error_means(error, words):
    assert words in files.trouble(error)
