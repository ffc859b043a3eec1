"""The site for scripts/simulate_scraping: served as in production, asked from any address, on any day."""

from __future__ import annotations

import os
import re
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).parent.parent
DAY = 24 * 60 * 60
_PATIENCE = 30

FOUND, NOTHING, ONLY_EXACT, MORE, LATER = "found", "nothing", "only exact", "one more fact", "another day"
"""What a page says. `ONLY_EXACT`: nothing found, and it says that only what fits exactly is shown now."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search was answered with: what the page says, and the docket numbers on it."""

    says: str
    dockets: frozenset[str] = frozenset()


@dataclass
class Site:
    """A served site, behind what it takes for its proxy. `requests` counts what it was sent."""

    port: int
    clock: Path
    requests: int = 0

    def __post_init__(self) -> None:
        self._local = threading.local()
        self._begin = time.time()

    def turn_to(self, day: int, hour: float) -> None:
        """Set the site's clock: so many days from now, at this hour of the day (UTC)."""
        midnight = self._begin - self._begin % DAY + (day + 1) * DAY
        # Written at once: no process reads half of it.
        with self.clock.open("r+b", buffering=0) as file:
            file.write(struct.pack("d", midnight + 3600 * hour - time.time()))

    def search(self, address: str, **typed: str) -> Answer:
        """What somebody new at this address is told, who types this."""
        headers = {"X-Forwarded-For": address, "X-Forwarded-Proto": "http"}
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        status, text, location, cookie = self._ask("POST", "/en/search", urlencode(typed), headers | form)
        if status == 303:
            status, text, _, _ = self._ask("GET", location, None, headers | {"Cookie": cookie})
        return _read(status, text)

    def _ask(
        self, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> tuple[int, str, str, str]:
        """Status, text, where it leads, and the cookie."""
        self.requests += 1
        for again in (True, False):
            connection = self._connection()
            try:
                connection.request(method, path, body, headers)
                answer = connection.getresponse()
                text = answer.read().decode()
                cookie = (answer.headers["Set-Cookie"] or "").partition(";")[0]
                return answer.status, text, answer.headers["Location"] or "", cookie
            except (OSError, HTTPException):
                # The server closes connections that were quiet for a while.
                connection.close()
                if not again:
                    raise
        raise AssertionError("not reached")

    def _connection(self) -> HTTPConnection:
        if not hasattr(self._local, "connection"):
            self._local.connection = HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        found: HTTPConnection = self._local.connection
        return found


def _read(status: int, text: str) -> Answer:
    if status == 429:
        return Answer(MORE if 'data-outcome="limited"' in text else LATER)
    if status != 200:
        raise RuntimeError(f"a search was answered with {status}")
    if 'data-outcome="none"' in text:
        return Answer(ONLY_EXACT if "what fits exactly" in text else NOTHING)
    return Answer(FOUND, frozenset(re.findall(r'<article[^>]* data-docket="(\w+)"', text)))


@contextmanager
def serving(instance: Path, clock: Path) -> Iterator[Site]:
    """The site on a free port of this machine, by gunicorn; what it says is shown."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    clock.write_bytes(struct.pack("d", 0.0))
    own = {name: value for name, value in os.environ.items() if not name.startswith("FLASK_")}
    own |= {"FLASK_INSTANCE": str(instance), "FLASK_TRUSTED_PROXIES": "1", "PORT": str(port)}
    own |= {"WEB_CONCURRENCY": "2", "SIMULATED_CLOCK": str(clock)}
    settings = str(Path(__file__).with_name("simulated_clock.py"))
    server = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "gunicorn", "--config", settings, "app:app"],
        cwd=ROOT,
        env=own,
        stderr=subprocess.DEVNULL,
    )
    try:
        site = Site(port, clock)
        _wait(site, server)
        yield site
    finally:
        server.terminate()
        server.wait(_PATIENCE)


def _wait(site: Site, server: subprocess.Popen[bytes]) -> None:
    for _ in range(10 * _PATIENCE):
        if server.poll() is not None:
            raise RuntimeError(f"gunicorn ended with {server.returncode}")
        try:
            socket.create_connection(("127.0.0.1", site.port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"gunicorn did not answer within {_PATIENCE} seconds")
