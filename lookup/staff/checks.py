"""Checks of one person or a whole list, while staff work on them: encrypted files that only they can open.

The key is made of the site's secret and of the random token of the staff session, which only the browser
has: whoever takes the disk can read nothing, and after sign-out nobody can. Files are deleted after 30
minutes without use, and when the session ends. A process that still works on a check holds a lock, which
the system lets go of when the process ends, however it ends.
"""

from __future__ import annotations

import base64
import fcntl
import hashlib
import hmac
import json
import os
import secrets
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from lookup import files
from lookup.staff.rows import Check

LIFETIME = 30 * 60
"""Seconds without use after which a check is deleted."""

_MOST = 100
"""Checks that a session may have at a time: so much of the disk, and no more, can be filled."""
_PROGRESS, _LOCK = ".progress", ".lock"


class Deleted(Exception):
    """A check that somebody works on was deleted meanwhile: it is to be forgotten."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose checks these are: a staff session, by its token and by the hash that the server keeps of it."""

    token: str
    hash: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a check is. `alive` is false where the process that worked on it has ended too soon."""

    done: int
    total: int
    alive: bool


class Checks:
    """The checks of one instance folder, in `checks/`."""

    def __init__(self, instance: Path, secret_key: str) -> None:
        self._folder = instance / "checks"
        self._secret = secret_key.encode()

    def add(self, holder: Holder, check: Check) -> str:
        """Keep a new check; its id, for addresses."""
        self.sweep()
        self._folder.mkdir(exist_ok=True, mode=0o700)
        self._make_room(holder)
        identity = secrets.token_urlsafe(12)
        self._write(holder, identity, check)
        return identity

    def find(self, holder: Holder, identity: str) -> Check | None:
        """A check of this holder; None where it was deleted, or never was. Using it keeps it for longer."""
        self.sweep()
        path = self._path(holder.hash, identity)
        try:
            data = self._cipher(holder, identity).decrypt(path.read_bytes())
            os.utime(path)
        except (FileNotFoundError, InvalidToken):
            return None
        return Check.from_json(json.loads(zlib.decompress(data)))

    @contextmanager
    def changing(self, holder: Holder, identity: str) -> Iterator[list[Check]]:
        """A check in a list of one, to be put back changed; an empty list where there is none.

        Of two who change a check at once, the second one waits. While a list is searched it is none: whoever
        waited for that would hold one of the server's threads.
        """
        begun = self._path(holder.hash, identity, _PROGRESS).exists()
        if begun and self.progress(holder, identity).alive:
            yield []
            return
        with self._locked(holder.hash, identity, fcntl.LOCK_EX):
            found = self.find(holder, identity)
            changed = [found] if found else []
            yield changed
            if changed and changed != [found]:
                self._write(holder, identity, changed[0])

    def work(self, holder: Holder, identity: str) -> Work:
        """Begin to work on a check. Raises BlockingIOError where somebody does already."""
        return Work(self, holder, identity)

    def progress(self, holder: Holder, identity: str) -> Progress:
        """How far a running check is."""
        if not self._path(holder.hash, identity).exists():
            return Progress(0, 0, alive=False)
        try:
            done, total = self._path(holder.hash, identity, _PROGRESS).read_text(encoding="ascii").split()
        except (FileNotFoundError, ValueError):
            done, total = "0", "0"
        try:
            with self._locked(holder.hash, identity, fcntl.LOCK_SH | fcntl.LOCK_NB):
                return Progress(int(done), int(total), alive=False)
        except BlockingIOError:
            return Progress(int(done), int(total), alive=True)

    def delete(self, holder: Holder, identity: str) -> None:
        """Delete a check at once."""
        for end in ("", _PROGRESS, _LOCK):
            self._path(holder.hash, identity, end).unlink(missing_ok=True)

    def delete_of(self, session_hash: str) -> None:
        """Delete every check of a session that has ended."""
        for path in self._all(f"{_short(session_hash)}-*"):
            path.unlink(missing_ok=True)

    def sweep(self) -> None:
        """Delete what nobody has used for 30 minutes."""
        for path in self._all("*"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < time.time() - LIFETIME:
                    path.unlink()

    def _make_room(self, holder: Holder) -> None:
        """Delete the check of a session that it used longest ago, where it has as many as it may."""
        used: dict[Path, float] = {}
        for path in self._all(f"{_short(holder.hash)}-*"):
            with suppress(FileNotFoundError):
                if not path.suffix:
                    used[path] = path.stat().st_mtime
        for path in sorted(used, key=used.__getitem__)[: max(0, len(used) + 1 - _MOST)]:
            path.unlink(missing_ok=True)

    def _all(self, pattern: str) -> list[Path]:
        return list(self._folder.glob(pattern)) if self._folder.exists() else []

    def _write(self, holder: Holder, identity: str, check: Check) -> None:
        data = zlib.compress(json.dumps(asdict(check), ensure_ascii=False).encode(), 3)
        files.replace_file(self._path(holder.hash, identity), self._cipher(holder, identity).encrypt(data))

    def _path(self, session_hash: str, identity: str, end: str = "") -> Path:
        return self._folder / f"{_short(session_hash)}-{_short(identity)}{end}"

    def _cipher(self, holder: Holder, identity: str) -> Fernet:
        key = hmac.new(self._secret, f"check {holder.token} {identity}".encode(), hashlib.sha256)
        return Fernet(base64.urlsafe_b64encode(key.digest()))

    @contextmanager
    def _locked(self, session_hash: str, identity: str, how: int) -> Iterator[None]:
        path = self._path(session_hash, identity, _LOCK)
        self._folder.mkdir(exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, how)
            os.utime(path)
            yield
        finally:
            os.close(descriptor)


class Work:
    """The right to work on a check, until `close`: whoever looks sees that somebody does, and how far."""

    _SECONDS_BETWEEN = 0.2

    def __init__(self, checks: Checks, holder: Holder, identity: str) -> None:
        self._checks, self._holder, self._identity = checks, holder, identity
        self._told = 0.0
        self._turn = checks._locked(holder.hash, identity, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self._turn.__enter__()

    def tell(self, done: int, total: int) -> None:
        """Say how far it is; not oftener than somebody could look. Raises Deleted."""
        if done and time.monotonic() < self._told + self._SECONDS_BETWEEN:
            return
        self._told = time.monotonic()
        if not self._checks._path(self._holder.hash, self._identity).exists():
            raise Deleted
        path = self._checks._path(self._holder.hash, self._identity, _PROGRESS)
        made = path.with_name(f".{path.name}")
        made.write_text(f"{done} {total}", encoding="ascii")
        made.replace(path)

    def finish(self, check: Check) -> None:
        """Put the result in the place of what was asked; nothing, where that was deleted meanwhile."""
        if self._checks.find(self._holder, self._identity):
            self._checks._write(self._holder, self._identity, check)

    def close(self) -> None:
        """Let go of the check."""
        self._checks._path(self._holder.hash, self._identity, _PROGRESS).unlink(missing_ok=True)
        self._turn.__exit__(None, None, None)


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:24]
