"""A Redis of a test's own."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory


@contextmanager
def redis_server() -> Iterator[str]:
    """A Redis that keeps nothing on disk, on a free port of this machine; its address."""
    found = shutil.which("redis-server")
    assert found, "there is no redis-server: run scripts/test, which offers to install it"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [found, "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--appendonly", "no"]
    with (
        TemporaryDirectory() as folder,
        subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL) as server,
    ):
        try:
            _wait_until_it_answers(port)
            yield f"redis://127.0.0.1:{port}"
        finally:
            server.terminate()


def _wait_until_it_answers(port: int) -> None:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("redis-server did not start")
