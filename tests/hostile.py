"""What tests share that mean ill: a list with common names, a server without limits, a plain fast client.

Everybody on the list is invented, on docket numbers that cannot exist.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator, Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, TypeVar
from urllib.parse import urlencode

from tests.operating import HEADER, Site, serving

_COURTS = "01 02 03 05 06 07 08 52".split()
_FIRST = "JOSE MARIA LUIS JOHN MICHAEL ANA CARLOS DAVID JUAN MARK".split()
_LAST = "GARCIA RODRIGUEZ SMITH LOPEZ BROWN SILVA MARTINEZ JOHNSON".split()
_SYLLABLES = "ba ke li mo nu ra se ti vo xa ze du fi go hu".split()


_Result = TypeVar("_Result")


def awaited(work: Coroutine[Any, Any, _Result]) -> _Result:
    """What asynchronous work comes to. In a thread of its own: the browser of other tests has this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def crowd(people: int) -> str:
    """A list of invented people born 1950 to 1985: a third have one of nine names, a third one of eighty."""
    rng, rows = Random(1), [HEADER]  # noqa: S311 (the same people in every run)
    for number in range(people):
        if number % 3 == 2:
            last, first = ("".join(rng.choices(_SYLLABLES, k=length)).upper() for length in (3, 2))
        else:
            several = 3 if number % 3 == 0 else None
            last, first = rng.choice(_LAST[:several]), rng.choice(_FIRST[:several])
        born = f"{rng.randint(1, 12)}/{rng.randint(1, 28)}/{rng.randint(1950, 1985)}"
        docket = f"07{rng.choice(_COURTS)}CR09{number:04}"
        rows.append(f'{docket},"{last}, {first}",{born},1,POSS CLASS B,dismissed')
    return "\n".join(rows) + "\n"


@contextmanager
def unlimited(instance: Path, app: str = "app:app", log: Path | None = None) -> Iterator[Site]:
    """The site on gunicorn, for who asks more than anybody may."""
    with serving(instance, app=app, log=log, FLASK_RATELIMIT_ENABLED="0") as site:
        yield site


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the head as it was sent, without its last empty line, the body, and after how long."""

    head: bytes
    body: bytes
    seconds: float

    @property
    def status(self) -> int:
        """The number in its first line."""
        return int(self.head.split(b" ", 2)[1])

    def header(self, name: str) -> str:
        """The value of a header, "" where there is none."""
        found = re.search(rf"(?im)^{name}: *(.*?)\r?$".encode(), self.head)
        return found[1].decode() if found else ""


class Connection:
    """One connection that is kept open, over which requests go one after the other."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def ask(self, path: str, cookie: str = "", form: Mapping[str, str] | None = None) -> Answer:
        """GET a path; or POST a form to it."""
        body = urlencode(form).encode() if form else b""
        lines = [f"{'POST' if form else 'GET'} {path} HTTP/1.1", "Host: localhost"]
        lines += [f"Cookie: {cookie}"] if cookie else []
        if form:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        began = time.perf_counter()
        self._writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        head = await self._reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
        content = await self._reader.readexactly(int(length[1])) if length else b""
        return Answer(head[:-4], content, time.perf_counter() - began)


@asynccontextmanager
async def connected(port: int) -> AsyncIterator[Connection]:
    """A connection to a server on this machine."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        yield Connection(reader, writer)
    finally:
        writer.close()
