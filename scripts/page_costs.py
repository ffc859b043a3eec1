"""What a page of results costs beside the plainest pages of the same server, for scripts/benchmark_search.

The site is served as in production, from a folder of its own; pages are asked for in turn over
connections that stay open, so that what is compared is the server's work.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, process_time
from typing import Any
from urllib.parse import urlencode

import trial_queries
from trial_people import Invented
from trial_queries import Labelled

from lookup import disclosure
from lookup.search import Query
from lookup.web import create_app, results
from lookup.web.forms import SEARCH
from lookup.web.site import site

ROOT = Path(__file__).parent.parent
FACTS = {
    "incident": "dookhan",
    "district": "Suffolk",
    "filed": "2017-04-18",
    "file": "trial.csv",
    "sheet": "",
    "rows": 0,
    "cases": 0,
    "unread": 0,
    "statuses": ["dismissed"],
}
"""What the release says of the one list that all trial people are on."""

_SEARCHES = 200
_MOST_TIMES, _MOST_MEMORY = 5, 1.5
"""So much may a found person's page take beside the plainest; so much three workers' memory beside one's."""
_HEALTH, _PLAIN = "GET /healthz", "GET /en/privacy"
_FOUND, _SIMILAR, _NONE = "found", "similar", "nothing found"


@dataclass
class Visitor:
    """A browser with one cookie, on one connection that stays open."""

    port: int
    cookie: str = ""

    def __post_init__(self) -> None:
        self._connection = HTTPConnection("127.0.0.1", self.port, timeout=30)

    def get(self, path: str) -> tuple[float, str]:
        """The seconds that a page took, and its text."""
        seconds, answer, text = self._ask("GET", path)
        if answer.status != 200:
            raise RuntimeError(f"GET of a page was answered with {answer.status}")
        return seconds, text

    def post(self, name: str, born: str) -> tuple[float, str]:
        """The seconds that sending a search took, and the address of its results."""
        seconds, answer, _ = self._ask("POST", "/en/search", urlencode({"name": name, "born": born}))
        if answer.status != 303:
            raise RuntimeError(f"a search was answered with {answer.status}")
        return seconds, answer.headers["Location"]

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[float, HTTPResponse, str]:
        headers = {"Cookie": self.cookie} if self.cookie else {}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        start = perf_counter()
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        text = answer.read().decode()
        seconds = perf_counter() - start
        self.cookie = (answer.headers["Set-Cookie"] or self.cookie).partition(";")[0]
        return seconds, answer, text


def measure(instance: Path, people: Sequence[Invented], seed: int) -> None:
    """Print the memory of one worker and of three, then what pages cost; `instance` has a release."""
    searches = _searches(people, seed)
    memory = {}
    for workers in (1, 3):
        with _serving(instance, workers) as (port, server):
            _search_often(port, searches[_FOUND], workers)
            memory[workers] = _proportional_megabytes(server)
            if workers == 1:
                times = _page_times(port, searches)
    ratio = memory[3] / memory[1]
    print(f"\nMemory of the whole server (PSS) after {_SEARCHES} searches a worker: ", end="")
    print(f"{memory[1]:.1f} MB with one worker, {memory[3]:.1f} MB with three; {ratio:.2f} times", end="")
    print(f" (at most {_MOST_MEMORY}: {_yes(ratio <= _MOST_MEMORY)})")
    if _print_times(times) > _MOST_TIMES:
        _print_parts(instance, searches)


def _searches(people: Sequence[Invented], seed: int) -> dict[str, list[Labelled]]:
    """People as listed, with a typing error, and with another year of birth."""
    dated = [at for at, person in enumerate(people) if person.listed_born]
    somebody = [people[at] for at in Random(seed).sample(dated, min(len(dated), 2 * _SEARCHES))]
    plain = list(trial_queries.of_family("plain", somebody, _SEARCHES, seed))
    typing = list(trial_queries.of_family("typing", somebody, _SEARCHES, seed))
    return {_FOUND: plain, _SIMILAR: typing, _NONE: plain}


def _born(kind: str, query: Labelled) -> str:
    return "1931" if kind == _NONE else query.born[:4]


def _search_often(port: int, queries: Sequence[Labelled], workers: int) -> None:
    # A worker keeps the connections it has taken: a new one for each search reaches all of them.
    for _ in range(workers):
        for query in queries:
            visitor = Visitor(port)
            _, address = visitor.post(query.typed, query.born[:4])
            visitor.get(address)


def _page_times(port: int, searches: dict[str, list[Labelled]]) -> dict[str, list[float]]:
    """The seconds each page took, by what it is; a search whose answer is of another kind is left out."""
    times = defaultdict(list)
    visitor = Visitor(port)
    for queries in zip(*searches.values(), strict=True):
        for path, page in (("/healthz", _HEALTH), ("/en/privacy", _PLAIN)):
            times[page].append(visitor.get(path)[0])
        for kind, query in zip(searches, queries, strict=True):
            sent, address = visitor.post(query.typed, _born(kind, query))
            seconds, text = visitor.get(address)
            if _kind(text) == kind:
                times[f"POST of a search, {kind}"].append(sent)
                times[f"GET of its results, {kind}"].append(seconds)
    return times


def _kind(text: str) -> str:
    """What a page of results says."""
    if 'data-outcome="none"' in text:
        return _NONE
    return _SIMILAR if 'class="maybe"' in text else _FOUND


def _print_times(times: dict[str, list[float]]) -> float:
    """Answers how many times as long as the plainest page a found person's takes."""
    half = {page: median(seconds) for page, seconds in times.items()}
    print(f"\n  {'':<40}{'requests':>10}{'median ms':>10}{'/healthz':>10}{'/privacy':>10}")
    for page, seconds in times.items():
        cells = (1000 * half[page], half[page] / half[_HEALTH], half[page] / half[_PLAIN])
        print(f"  {page:<40}{len(seconds):>10}" + "".join(f"{cell:>10.2f}" for cell in cells))
    print("  (where nothing is found, the page is held back on purpose, to a whole number of 250 ms)")
    found = half[f"GET of its results, {_FOUND}"]
    for page in (_HEALTH, _PLAIN):
        ratio = found / half[page]
        print(f"  results of somebody found, beside {page}: {ratio:.2f} times", end="")
        print(f" (at most {_MOST_TIMES}: {_yes(ratio <= _MOST_TIMES)})")
    return found / half[_HEALTH]


def _print_parts(instance: Path, searches: dict[str, list[Labelled]]) -> None:
    """Where the time of a results request goes, in this process and without a network."""
    app = create_app({"INSTANCE": str(instance), "RATELIMIT_ENABLED": "0"})
    browser = app.test_client()
    times: dict[str, list[float]] = defaultdict(list)
    for at, query in enumerate(searches[_FOUND]):
        sent = browser.post("/en/search", data={"name": query.typed, "born": query.born[:4]})
        address = sent.headers["Location"]
        # Nobody is searched for twice: the second time is quicker.
        if at % 2:
            times["the whole request"].append(_timed(browser.get, address)[0])
            times["the plainest request"].append(_timed(browser.get, "/healthz")[0])
            continue
        cookie = browser.get_cookie("session")
        headers = {"Cookie": f"session={cookie.value}"} if cookie else {}
        with app.test_request_context(address, headers=headers):
            for part, seconds in _parts(address.rpartition("/")[2]):
                times[part].append(seconds)
    print("\n  Where the time of a found person's results goes, in one process, median ms of a processor")
    for part, seconds in times.items():
        print(f"  {part:<40}{1000 * median(seconds):>10.2f}")


def _parts(sealed: str) -> Iterator[tuple[str, float]]:
    """The steps of lookup.web.results.results, each with its seconds."""
    seconds, words = _timed(site().sealer.open, SEARCH, sealed)
    query = Query(**words)
    yield "session and unsealing", seconds
    seconds, searcher = _timed(site().current.searcher)
    yield "which release answers", seconds
    seconds, matches = _timed(searcher.find, query, 60, site().withheld.covers)
    yield "search", seconds
    seconds, answer = _timed(disclosure.decide, matches, site().settings.disclosure)
    yield "disclosure", seconds
    yield "template", _timed(results._page, "results.html", query, answer, searcher.release.info, False)[0]


def _timed(step: Callable[..., Any], *given: object) -> tuple[float, Any]:
    """The seconds of a processor that a step takes, and what it answers."""
    start = process_time()
    done = step(*given)
    return process_time() - start, done


@contextmanager
def _serving(instance: Path, workers: int) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The site as gunicorn serves it in production, on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = {name: value for name, value in os.environ.items() if not name.startswith("FLASK_")}
    own |= {"FLASK_INSTANCE": str(instance), "PORT": str(port), "WEB_CONCURRENCY": str(workers)}
    # One address searches more than anybody may.
    own |= {"FLASK_RATELIMIT_ENABLED": "0"}
    command = [sys.executable, "-m", "gunicorn", "--config", "python:lookup.web.serving", "app:app"]
    server = subprocess.Popen(command, cwd=ROOT, env=own)  # noqa: S603
    try:
        _wait(port, server)
        yield port, server
    finally:
        server.terminate()
        server.wait(20)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if server.poll() is not None:
            raise RuntimeError(f"gunicorn ended with {server.returncode}")
        try:
            Visitor(port).get("/healthz")
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("gunicorn did not answer within 30 seconds")


def _proportional_megabytes(server: subprocess.Popen[bytes]) -> float:
    """The memory of the server and its workers, what they share counted once."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text(encoding="ascii").split()
    shares = (
        re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii"), re.M)
        for process in [server.pid, *children]
    )
    return sum(int(share[1]) for share in shares if share) / 1024


def _yes(right: bool) -> str:
    return "yes" if right else "NO"
