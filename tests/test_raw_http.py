"""Bytes that no browser sends, straight to gunicorn: broken, smuggled, endless and slow requests.

Each is answered with an error or not at all, never with a 500 or by a crash; nothing typed is in what the
server says; its processes do not grow; and while many send slowly, nobody else waits.
"""

from __future__ import annotations

import asyncio
import os
import re
import socket
import statistics
import time
from pathlib import Path
from random import Random

import pytest

from lookup.web.workers import LONGEST
from tests.hostile import awaited, connected, crowd, unlimited
from tests.operating import Filed, Site, publish

REQUESTS = 9_000
AT_ONCE = 12
GROWTH = 6_000_000
"""Bytes that a worker may grow in the second half of these requests."""
PATIENCE = 0.5
"""Seconds to wait for an answer: some of these never get one."""

SECRET = "zq9Secretname"
PAGE = b"GET /en/ HTTP/1.1\r\nHost: x\r\n"
FORM = b"POST /en/search HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
BODY = b"name=%s&born=1970" % SECRET.encode()
LENGTH = b"Content-Length: %d\r\n" % len(BODY)
CHUNKED = b"Transfer-Encoding: chunked\r\n"
CHUNKS = b"%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY)
SMUGGLED = b"GET /en/smuggled HTTP/1.1\r\nHost: x\r\n\r\n"

SHAPES = {
    "as it should be": PAGE + b"\r\n",
    "a form": FORM + LENGTH + b"\r\n" + BODY,
    "in chunks": FORM + CHUNKED + b"\r\n" + CHUNKS,
    "several at once": (PAGE + b"\r\n") * 4,
    "CL.TE": FORM + b"Content-Length: 4\r\n" + CHUNKED + b"\r\n" + CHUNKS + SMUGGLED,
    "TE.CL": FORM + CHUNKED + b"Content-Length: 400\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "two lengths": FORM + LENGTH + b"Content-Length: 5\r\n\r\n" + BODY,
    "a length below zero": FORM + b"Content-Length: -1\r\n\r\n" + BODY,
    "a length with a plus": FORM + b"Content-Length: +17\r\n\r\n" + BODY,
    "an endless length": FORM + b"Content-Length: 99999999999999999999\r\n\r\n" + BODY,
    "chunks in disguise": FORM + b"Transfer-Encoding: xchunked\r\n" + LENGTH + b"\r\n" + BODY,
    "chunks twice": FORM + CHUNKED + b"Transfer-Encoding: identity\r\n\r\n" + CHUNKS,
    "a chunk of an odd size": FORM + CHUNKED + b"\r\nfffffffffffffffffff\r\n" + BODY,
    "a chunk of no size": FORM + CHUNKED + b"\r\nzz\r\n" + BODY + b"\r\n0\r\n\r\n",
    "a header that goes on below": PAGE + b"X: a\r\n %s: b\r\n\r\n" % SECRET.encode(),
    "a header without a name": PAGE + b": %s\r\n\r\n" % SECRET.encode(),
    "a header with a space": PAGE + b"X : y\r\n\r\n",
    "a null byte in a header": PAGE + b"X: a\0b\r\n\r\n",
    "line feeds only": PAGE.replace(b"\r", b"") + b"\n",
    "carriage returns only": PAGE.replace(b"\n", b"") + b"\r",
    "many headers": PAGE + b"".join(b"X-%d: y\r\n" % n for n in range(500)) + b"\r\n",
    "a long header": PAGE + b"X: " + b"y" * 100_000 + b"\r\n\r\n",
    "a long address": b"GET /en/" + b"%41" * 5_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    "no host": b"GET /en/ HTTP/1.1\r\n\r\n",
    "two hosts": PAGE + b"Host: y\r\n\r\n",
    "a host that is none": b"GET /en/ HTTP/1.1\r\nHost: <zq9>/%00\xff:99999999\r\n\r\n",
    "a long host": b"GET /en/ HTTP/1.1\r\nHost: " + b"a" * 300 + b"\r\n\r\n",
    "a whole address": b"GET http://elsewhere.example/en/ HTTP/1.1\r\nHost: x\r\n\r\n",
    "an address of another kind": b"GET file:///etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
    "CONNECT": b"CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: x\r\n\r\n",
    "a star": b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
    "dots": b"GET /static/../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
    "quoted dots": b"GET /static/%2e%2e%2f%2e%2e%2fetc%2fpasswd HTTP/1.1\r\nHost: x\r\n\r\n",
    "a null byte in the address": b"GET /en/%00\0 HTTP/1.1\r\nHost: x\r\n\r\n",
    "bytes above 127 in the address": b"GET /en/\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
    "HTTP/0.9": b"GET /en/\r\n",
    "HTTP/1.0": b"GET /en/ HTTP/1.0\r\n\r\n",
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0",
    "HTTP/9.9": b"GET /en/ HTTP/9.9\r\nHost: x\r\n\r\n",
    "an upgrade": PAGE + b"Connection: Upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQ\r\n\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(200)),
    "PROXY": b"PROXY TCP4 1.2.3.4 1.2.3.4 1 1\r\n" + PAGE + b"\r\n",
    "a method of its own": b"%s /en/ HTTP/1.1\r\nHost: x\r\n\r\n" % SECRET.encode(),
    "no spaces": b"GET/en/HTTP/1.1\r\n\r\n",
    "waits to be asked": FORM + LENGTH + b"Expect: 100-continue\r\n\r\n" + BODY,
    "expects the odd": FORM + LENGTH + b"Expect: %s\r\n\r\n" % SECRET.encode() + BODY,
    "half a body, then gone": FORM + LENGTH + b"\r\n" + BODY[:5],
    "half a line, then gone": PAGE[:7],
    "nothing": b"",
}  # fmt: skip
SOUND = ("as it should be", "a form", "in chunks", "several at once")


@pytest.fixture(scope="module")
def instance(tmp_path_factory):
    folder = tmp_path_factory.mktemp("raw") / "instance"
    publish(folder, Filed(crowd(300)))
    return folder


def broken(rng: Random) -> bytes:
    """One of these; or pieces of several, with a byte changed here and there."""
    kinds = list(SHAPES.values())
    whole = rng.choice(kinds)
    if rng.random() < 0.4:
        return whole
    if rng.random() < 0.5:
        other = rng.choice(kinds)
        whole = whole[: rng.randrange(len(whole) + 1)] + other[rng.randrange(len(other) + 1) :]
    changed = bytearray(whole)
    for _ in range(rng.randint(1, 3) if changed else 0):
        changed[rng.randrange(len(changed))] = rng.choice(
            (0, 10, 13, 32, 37, 58, 127, 255, rng.randrange(256))
        )
    return bytes(changed)


async def answered(port: int, sent: bytes) -> bytes:
    """All that comes back within a moment; the other half of the connection is closed at once."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(sent)
        writer.write_eof()
        return await asyncio.wait_for(reader.read(-1), PATIENCE)
    except (TimeoutError, OSError):
        return b""
    finally:
        writer.close()


def faults(answer: bytes) -> list[str]:
    """What must not be in an answer to anything."""
    statuses = [int(status) for status in re.findall(rb"HTTP/1\.[01] (\d{3}) ", answer)]
    found = [f"status {status}" for status in statuses if status >= 500 and status not in (501, 505)]
    found += ["what was smuggled"] * (b"root:" in answer)
    return found + [word for word in ("Traceback", "<zq9", "Werkzeug") if word.encode() in answer]


def memory(site: Site) -> list[int]:
    page = os.sysconf("SC_PAGE_SIZE")
    return [int(Path(f"/proc/{one}/statm").read_text().split()[1]) * page for one in site.processes()]


def test_broken_requests_harm_nobody(instance, tmp_path):
    rng, log = Random(3), tmp_path / "log"  # noqa: S311 (the same requests in every run)
    sent = iter([*SHAPES.values(), *(broken(rng) for _ in range(REQUESTS))])
    wrong: list[tuple[list[str], bytes]] = []
    seen = 0

    async def attack(most: int) -> None:
        nonlocal seen
        while seen < most and (one := next(sent, None)) is not None:
            seen += 1
            if found := faults(await answered(server.port, one)):
                wrong.append((found, one[:200]))

    async def many(most: int) -> None:
        await asyncio.gather(*(attack(most) for _ in range(AT_ONCE)))

    with unlimited(instance, log=log) as server:
        workers = server.processes()
        awaited(many(REQUESTS // 2))
        half = memory(server)
        awaited(many(REQUESTS + len(SHAPES)))
        grown = [after - before for before, after in zip(half, memory(server), strict=True)]
        assert server.processes() == workers
        assert server.get("/en/")[0] == 200
    assert seen >= REQUESTS
    assert wrong == []
    assert max(grown) < GROWTH, grown
    assert [
        line for line in log.read_text().splitlines() if not line.startswith("case check: warning: ")
    ] == []


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_broken_is_refused_and_what_is_not_is_answered(instance, shape, site):
    answer = awaited(answered(site.port, SHAPES[shape]))
    statuses = re.findall(rb"HTTP/1\.[01] (\d{3}) ", answer)
    assert faults(answer) == []
    if shape in SOUND:
        assert set(statuses) <= {b"200", b"303"}
        assert statuses
    assert b"404" not in statuses or shape.startswith(
        ("dots", "quoted", "a null", "bytes", "a star", "CONNECT", "an ad")
    )


@pytest.fixture(scope="module")
def site(instance):
    with unlimited(instance) as served:
        yield served


SLOW = (PAGE + b"X-", FORM + LENGTH + b"\r\nname=", b"", FORM + CHUNKED + b"\r\n5\r\nna", b"G")


def half_asked(port: int, many: int) -> list[socket.socket]:
    """Clients who have sent a part of a request, and now wait."""
    clients = [socket.create_connection(("127.0.0.1", port), timeout=LONGEST + 10) for _ in range(many)]
    for number, client in enumerate(clients):
        client.sendall(SLOW[number % len(SLOW)])
    return clients


def honest(port: int, times: int = 60) -> float:
    """The median seconds of a page, each time over a new connection."""

    async def one() -> float:
        began = time.perf_counter()
        async with connected(port) as connection:
            assert (await connection.ask("/en/")).status == 200
        return time.perf_counter() - began

    return statistics.median(awaited(one()) for _ in range(times))


def test_fifty_slow_clients_hold_nobody_up(site):
    """While they wait pages take as long as before (three times that is noise), and then they are let go."""
    honest(site.port)
    quiet = honest(site.port)
    clients = half_asked(site.port, 50)
    busy = honest(site.port)
    began = time.monotonic()
    for client in clients:
        # A drop now and then does not help: the whole request has to be there in time.
        client.sendall(b"a")
    ends = [client.recv(9000) for client in clients]
    assert busy < 3 * quiet + 0.005, (busy, quiet)
    assert time.monotonic() - began < LONGEST + 8
    assert [end for end in ends if b"HTTP/1.1 200" in end] == []
    for client in clients:
        client.close()


def test_one_who_never_reads_an_answer_is_let_go(site):
    with socket.create_connection(("127.0.0.1", site.port), timeout=LONGEST + 10) as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.sendall((PAGE + b"\r\n") * 200)
        assert honest(site.port, 10) < 1
