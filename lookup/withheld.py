"""Records that answer as if they had never been listed: sealed, expunged, or removed on request.

Only keyed hashes are kept, so that the list of withheld records itself tells nothing. The web
processes read them from a small file that is replaced whole whenever a command changes it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from pathlib import Path

from lookup import files, names
from lookup.cases import Case, Name

_KEY = "withheld.key"
_FILE = "withheld.json"


class WithheldError(Exception):
    """Nobody can tell which records are withheld, so that none may be shown; the text says what to do."""


def key_of(instance: Path) -> bytes:
    """The key of the hashes, made on first use and kept in the instance folder. Raises WithheldError."""
    path = instance / _KEY
    if not path.exists() and _hashes(instance):
        raise WithheldError(
            f"{path} is gone, and without it nobody can tell which records are withheld;"
            " put it back from your back-up"
        )
    try:
        return bytes.fromhex(files.own_secret(path))
    except ValueError as error:
        raise WithheldError(f"{path} is damaged; put it back from your back-up") from error


def _hashes(instance: Path) -> frozenset[str]:
    path = instance / _FILE
    try:
        return frozenset(json.loads(path.read_bytes()))
    except FileNotFoundError:
        return frozenset()
    except (ValueError, TypeError) as error:
        raise WithheldError(
            f"{path}, the list of withheld records, is damaged; put it back from your back-up,"
            " or publish the lists again"
        ) from error


def record_hash(key: bytes, docket: str, name: Name | None = None) -> str:
    """What stands for a docket number, or for one person on it, in the list of withheld records."""
    words = (
        [min(part.spellings, key=len) for part in names.split_parts(f"{name.first} {name.last}")]
        if name
        else []
    )
    text = "|".join([docket, *sorted(words[:1] + words[-1:])])
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def write(instance: Path, hashes: Iterable[str]) -> None:
    """Replace what the web processes read; they see it with their next request."""
    files.replace_file(instance / _FILE, json.dumps(sorted(hashes)).encode())


class Withheld:
    """What the web processes ask: is this case withheld? Reads the file again when it has changed."""

    def __init__(self, instance: Path) -> None:
        self._instance = instance
        self._stamp: tuple[int, int] | None = None
        self._hashes: frozenset[str] = frozenset()
        self._key = b""

    def covers(self, case: Case) -> bool:
        """Whether the docket number, or this person on it, has been withheld. Raises WithheldError."""
        self.read()
        if not self._hashes:
            return False
        marks = {record_hash(self._key, case.docket)}
        marks |= {record_hash(self._key, case.docket, name) for name in case.person.names}
        return not marks.isdisjoint(self._hashes)

    def read(self) -> None:
        """Read the file where it has changed. Raises WithheldError."""
        try:
            found = (self._instance / _FILE).stat()
        except FileNotFoundError:
            return
        stamp = (found.st_mtime_ns, found.st_ino)
        if stamp == self._stamp:
            return
        self._hashes = _hashes(self._instance)
        self._key = key_of(self._instance)
        self._stamp = stamp
