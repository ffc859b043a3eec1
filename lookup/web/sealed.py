"""Sealed queries: what somebody typed or chose, in a URL that only this browser can open, for a while.

The URL holds an encrypted text; the browser holds a random session id in a signed cookie. Neither
opens anything without the other, nor after 30 minutes, nor after "Clear and leave".
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from flask import session

LIFETIME = 30 * 60
"""Seconds that a sealed URL lives."""

_SESSION, _KIND = "_visit", "_kind"


class Sealer:
    """Seals and opens queries. `ended` is a folder with an empty file for each session that was left."""

    def __init__(self, secret_key: str, ended: Path) -> None:
        key = hashlib.scrypt(secret_key.encode(), salt=b"sealed query", n=2**12, r=8, p=1, dklen=32)
        self._fernet = Fernet(base64.urlsafe_b64encode(key))
        self._ended = ended

    def seal(self, kind: str, words: Mapping[str, object]) -> str:
        """Words as a part of a URL, bound to the visitor's session, which begins here if need be."""
        if not self._open_session():
            session[_SESSION] = secrets.token_urlsafe(18)
        data = {**words, _KIND: kind, _SESSION: session[_SESSION]}
        return self._fernet.encrypt(json.dumps(data, ensure_ascii=False).encode()).decode()

    def open(self, kind: str, sealed: str) -> dict[str, Any] | None:
        """The words, or None where they are too old, of another kind or browser, or were left."""
        mine = self._open_session()
        try:
            data = json.loads(self._fernet.decrypt(sealed.encode(), ttl=LIFETIME))
        except InvalidToken:
            return None
        if not mine or not secrets.compare_digest(data.pop(_SESSION), mine) or data.pop(_KIND) != kind:
            return None
        return dict(data)

    def end_session(self) -> None:
        """End all that this browser has here."""
        self.close_results()
        session.clear()

    def close_results(self) -> None:
        """Make every results URL of this visitor useless at once, also for somebody who kept the cookie."""
        mine = session.pop(_SESSION, None)
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
