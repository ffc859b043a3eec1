"""A served site that is watched: all that its processes say, and where they could keep something."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from tests.operating import ROOT, environment

_PATIENCE = 20


@dataclass
class Watched:
    """A served site: `said` is a file with all its words, `temporary` its folder for temporary files."""

    instance: Path
    address: str
    port: int
    server: subprocess.Popen[bytes]
    said: Path
    temporary: Path

    def words(self) -> str:
        """All that was said so far."""
        return self.said.read_text()

    def workers(self) -> list[int]:
        """The process ids of the workers."""
        children = Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children").read_text()
        return [int(child) for child in children.split()]

    def kill_workers(self) -> None:
        """Kill the workers, and wait for others to answer in their place."""
        killed = self.workers()
        for process in killed:
            os.kill(process, signal.SIGKILL)
        until = time.monotonic() + _PATIENCE
        while len(self.workers()) < len(killed) or set(self.workers()) & set(killed):
            assert time.monotonic() < until, "no workers came in their place"
            time.sleep(0.05)

    def raw(self, sent: bytes) -> bytes:
        """The answer to these bytes, whatever they are."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=_PATIENCE) as connection:
            connection.sendall(sent)
            connection.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: connection.recv(65536), b""))

    def get(self, path: str) -> int:
        """The status of a page."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        finally:
            connection.close()

    def places(self) -> Iterator[tuple[str, bytes]]:
        """What its processes hold outside of their memory: environment, and open files (also deleted ones).

        Not the files of the instance folder, which are searched by themselves.
        """
        for process in (self.server.pid, *self.workers()):
            yield f"environment of {process}", Path(f"/proc/{process}/environ").read_bytes()
            for descriptor in Path(f"/proc/{process}/fd").iterdir():
                target = os.readlink(descriptor)
                known = target.startswith((str(self.said), str(self.instance)))
                if target.startswith("/") and not known and descriptor.is_file():
                    yield target, descriptor.read_bytes()


@contextmanager
def watched(instance: Path, folder: Path, *options: str, **settings: str) -> Iterator[Watched]:
    """The site on gunicorn (two workers, more `options`), for as long as the block lasts."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said, temporary = folder / "said", folder / "temporary"
    temporary.mkdir(parents=True)
    own = {"PORT": str(port), "WEB_CONCURRENCY": "2", "TMPDIR": str(temporary), **settings}
    command = [sys.executable, "-m", "gunicorn", "-c", "python:lookup.web.serving", *options, "app:app"]
    with (
        said.open("wb") as words,
        subprocess.Popen(
            command, cwd=ROOT, env=environment(instance, **own), stdout=words, stderr=words
        ) as server,
    ):
        site = Watched(instance, f"http://127.0.0.1:{port}", port, server, said, temporary)
        try:
            _wait_until_ready(site)
            yield site
        finally:
            server.terminate()
            server.wait(_PATIENCE)


def _wait_until_ready(site: Watched) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and site.server.poll() is None:
        try:
            if site.get("/readyz") == 200 and len(site.workers()) == 2:
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"gunicorn did not start: {site.words()}")
