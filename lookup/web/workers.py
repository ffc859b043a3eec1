"""gunicorn's worker with threads, which lets nobody hold one of them for long."""

from __future__ import annotations

import socket
import time
from contextlib import suppress

from gunicorn.workers.gthread import TConn, ThreadWorker

LONGEST = 10.0
"""Seconds that one request may take to arrive and to be answered. Pages take a fraction of one."""


class PatientWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """Closes what took too long: gunicorn's own waits for ever for the rest of a request that has begun."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._since: dict[TConn, float] = {}

    def handle(self, conn: TConn) -> object:
        """Read one request and answer it, in one of the threads."""
        self._since[conn] = time.monotonic()
        try:
            return super().handle(conn)
        finally:
            del self._since[conn]

    def murder_pending(self) -> None:
        """What gunicorn calls at least once a second: end what has waited too long."""
        super().murder_pending()
        latest = time.monotonic() - LONGEST
        for conn in [conn for conn, since in self._since.copy().items() if since < latest]:
            # Whoever reads from it or writes to it is then told that nobody is there.
            with suppress(OSError):
                conn.sock.shutdown(socket.SHUT_RDWR)
