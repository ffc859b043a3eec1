"""What an operator does, for tests: writing lists and a manifest, running commands, serving, asking the site.

Everybody on these lists is invented, on docket numbers that cannot exist.
"""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from click.testing import Result
from flask import Flask

from lookup.cases import Case
from lookup.release import Release, Releases
from lookup.web import create_app

ROOT = Path(__file__).parent.parent
HEADER = "Docket,Name,DOB,Count,Offense,Status"
JANE = "0752CR090001"
LIST = f"""{HEADER}
{JANE},"DOE, JANE",4/11/1967,1,POSS CLASS B,dismissed
0752CR090002,"ROE, RICHARD",1/2/1970,1,POSS CLASS A,kept
"""


@dataclass
class Filed:
    """A list: what its file holds, and what the manifest says of it."""

    content: str | bytes = LIST
    file: str = "suffolk.csv"
    filed: date = date(2017, 4, 18)
    incident: str = "dookhan"
    district: str = "Suffolk"
    more: dict[str, str] = field(default_factory=dict)


def write_lists(folder: Path, *lists: Filed, demo: bool = True, title: str = "Invented") -> Path:
    """Write these lists and their manifest; answers the manifest's path."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = [f"title = {json.dumps(title)}\ndemo = {str(demo).lower()}\n"]
    for one in lists:
        content = one.content.encode() if isinstance(one.content, str) else one.content
        if one.file and "/" not in one.file:
            (folder / one.file).write_bytes(content)
        texts = {"file": one.file, "incident": one.incident, "district": one.district, **one.more}
        parts.append(f"[[lists]]\nfiled = {one.filed}\n")
        parts += [f"{key} = {json.dumps(value)}\n" for key, value in texts.items()]
    manifest = folder / "lists.toml"
    manifest.write_text("".join(parts), encoding="utf-8")
    return manifest


@cache
def _commands(instance: Path) -> Flask:
    return create_app({"INSTANCE": str(instance)}, serving=False)


def run(instance: Path, *command: object) -> Result:
    """Run a flask command in this process. An error that would be a traceback is raised."""
    result = _commands(instance).test_cli_runner().invoke(args=[str(word) for word in command])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def publish(instance: Path, *lists: Filed, demo: bool = True) -> str:
    """Publish these lists; answers the id of the release that answers now."""
    done = run(instance, "lists", "publish", write_lists(instance.with_name("lists"), *lists, demo=demo))
    assert done.exit_code == 0, done.output
    return Releases(instance).current_id()


def environment(instance: Path, **settings: str) -> dict[str, str]:
    """What a process of its own needs to work on this instance folder, and no other FLASK_ setting."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("FLASK_")}
    return {**own, "FLASK_INSTANCE": str(instance), **settings}


def start(
    instance: Path, *command: object, before: Callable[[], None] | None = None
) -> subprocess.Popen[str]:
    """Start a flask command as a process of its own; `before` is called in it first."""
    return subprocess.Popen(
        [sys.executable, "-u", "-m", "flask", *map(str, command)],
        cwd=ROOT,
        env=environment(instance),
        preexec_fn=before,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(process: subprocess.Popen[str], words: str) -> None:
    """Wait until a command says these words."""
    assert process.stdout
    for line in process.stdout:
        if words in line:
            return
    raise AssertionError(f"it ended without saying {words!r}")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file in a folder with its bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def on_disk(folder: Path, named: str = "*") -> bytes:
    """What is in a folder (all, or what is `named` so), names and bytes, as another process reads it.

    This one must not, where it has a database of SQLite open in there: to close a file gives back all locks
    that the process holds on it, and whoever writes next may damage it.
    """
    found = [path.name for path in folder.glob(named)]
    return subprocess.run(["tar", "-c", *found], cwd=folder, capture_output=True, check=True).stdout


def answering(instance: Path) -> list[Case]:
    """All cases of the release that answers, which must be whole."""
    releases = Releases(instance)
    release = Release(releases.path(releases.current_id()))
    return list(release.cases(range(release.info.cases)))


@contextmanager
def serving(
    instance: Path, workers: int = 2, app: str = "app:app", log: Path | None = None, **settings: str
) -> Iterator[Site]:
    """The site, served by gunicorn as scripts/serve does it; what it says goes to `log`, if there is one."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "python:lookup.web.serving", app],
        cwd=ROOT,
        env=environment(instance, PORT=str(port), WEB_CONCURRENCY=str(workers), **settings),
        stderr=log.open("w") if log else subprocess.PIPE,
        text=True,
    )
    try:
        site = Site(port, server)
        site.wait(workers)
        yield site
    except OSError as error:
        if server.poll() is None:
            raise
        raise AssertionError(f"gunicorn ended with {server.returncode}: {server.communicate()[1]}") from error
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()


@dataclass
class Site:
    """A served site, asked over HTTP."""

    port: int
    server: subprocess.Popen[str]

    def wait(self, workers: int) -> None:
        """Wait until it answers, with all its workers."""
        for _ in range(100):
            if self.server.poll() is not None:
                raise AssertionError(f"gunicorn ended: {self.server.communicate()[1]}")
            try:
                self.get("/healthz")
                if len(self.processes()) == workers:
                    return
            except OSError:
                pass
            time.sleep(0.1)
        raise AssertionError("gunicorn did not answer within 10 seconds")

    def get(self, path: str, cookie: str = "") -> tuple[int, str]:
        """The status and text of a page."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def search(self, **typed: str) -> tuple[int, str]:
        """The status and text of the results for what was typed."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            headers = {"Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", "/en/search", urlencode(typed), headers)
            answer = connection.getresponse()
            answer.read()
            cookie = (answer.headers["Set-Cookie"] or "").partition(";")[0]
            location = answer.headers["Location"]
        finally:
            connection.close()
        assert answer.status == 303, answer.status
        return self.get(location, cookie)

    def release(self) -> str:
        """The id of the release that one of its workers answers from."""
        return str(json.loads(self.get("/readyz")[1])["release"])

    def finds(self, docket: str) -> bool:
        """Whether a docket number is answered with its case."""
        status, text = self.search(docket=docket)
        assert status == 200, text
        return bool(re.search(f'<article[^>]*data-docket="{docket}"', text))

    def processes(self) -> list[int]:
        """The process ids of the workers."""
        children = Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children").read_text()
        return [int(child) for child in children.split()]
