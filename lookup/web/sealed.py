"""Sealed queries: what somebody typed, in a results URL that only this browser can open, for a while.

The URL holds an encrypted text; the browser holds a random session id in a signed cookie. Neither
opens anything without the other, nor after 30 minutes, nor after "Clear and leave".
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from dataclasses import asdict
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from flask import session

from lookup.search import Query

LIFETIME = 30 * 60
"""Seconds that a results URL lives."""

_SESSION = "id"


class Sealer:
    """Seals and opens queries. `ended` is a folder with an empty file for each session that was left."""

    def __init__(self, secret_key: str, ended: Path) -> None:
        key = hashlib.scrypt(secret_key.encode(), salt=b"sealed query", n=2**12, r=8, p=1, dklen=32)
        self._fernet = Fernet(base64.urlsafe_b64encode(key))
        self._ended = ended

    def seal(self, query: Query) -> str:
        """The query as a part of a URL, bound to the visitor's session, which begins here if need be."""
        if not self._open_session():
            session[_SESSION] = secrets.token_urlsafe(18)
        data = {**asdict(query), _SESSION: session[_SESSION]}
        return self._fernet.encrypt(json.dumps(data).encode()).decode()

    def open(self, sealed: str) -> Query | None:
        """The query, or None where it is too old, was left, or belongs to another browser."""
        mine = self._open_session()
        try:
            data = json.loads(self._fernet.decrypt(sealed.encode(), ttl=LIFETIME))
        except InvalidToken:
            return None
        if not mine or not secrets.compare_digest(data.pop(_SESSION), mine):
            return None
        return Query(**data)

    def end_session(self) -> None:
        """Make every results URL of this visitor useless at once, also for somebody who kept the cookie."""
        mine = session.pop(_SESSION, None)
        session.clear()
        if not mine:
            return
        self._ended.mkdir(exist_ok=True, mode=0o700)
        self._forget_old()
        (self._ended / _mark(mine)).touch()

    def _open_session(self) -> str:
        mine = session.get(_SESSION, "")
        return "" if not mine or (self._ended / _mark(mine)).exists() else mine

    def _forget_old(self) -> None:
        for mark in self._ended.iterdir():
            if mark.stat().st_mtime < time.time() - 2 * LIFETIME:
                mark.unlink(missing_ok=True)


def _mark(session_id: str) -> str:
    return hashlib.sha256(session_id.encode()).hexdigest()
