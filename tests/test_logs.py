"""What is written down: known fields only, whoever writes, whatever visitors send, however it goes wrong."""

from __future__ import annotations

import logging
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import pytest

from lookup.web import create_app, errors, logs
from lookup.web.logs import Access, Fault, KnownFields, Notice
from tests.operating import ROOT
from tests.watching import Watched, watched

CANARY = "Quackenbush"
NOON = datetime(2026, 5, 4, 12, 0, 0, tzinfo=UTC)
ONLY_ITS_PLACE = f"case check: a message (level 30) at {ROOT}/tests/test_logs.py:7"


def failed() -> BaseException:
    try:
        raise ValueError(CANARY)
    except ValueError as error:
        return error


def record(message: object = CANARY, *args: object, name: str = "any.package", **fields: object) -> str:
    """The line that a record gets, which some program made in line 7 of this file."""
    error = fields.pop("error", None)
    info = (type(error), error, error.__traceback__) if isinstance(error, BaseException) else None
    made = logging.LogRecord(name, logging.WARNING, f"{ROOT}/tests/test_logs.py", 7, message, args, info)
    made.__dict__.update(fields)
    return KnownFields().format(made)


LINES = {
    "a request": (
        {"line": Access(NOON, "GET", "/<language>/results/<sealed>", 200, 14)},
        "2026-05-04T12:00:00Z GET /<language>/results/<sealed> 200 14 ms",
    ),
    "a fault": ({"line": Fault("KeyError", "/x.py:1", "a.b")}, "case check: KeyError at /x.py:1 on a.b"),
    "a notice": ({"line": Notice("the disk is\n full")}, "case check: the disk is full"),
    "a text in place of a line": ({"line": CANARY}, ONLY_ITS_PLACE),
    "other fields": ({"name_": CANARY, "route": CANARY}, ONLY_ITS_PLACE),
    "a traceback as text": ({"exc_text": CANARY, "stack_info": CANARY}, ONLY_ITS_PLACE),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "line"), LINES.values(), ids=LINES)
def test_a_record_is_written_by_its_known_fields(fields, line) -> None:
    assert record(**fields) == line


def test_an_error_is_its_kind_and_its_place() -> None:
    error = failed()
    assert error.__traceback__
    place = f"{ROOT}/tests/test_logs.py:{error.__traceback__.tb_lineno}"
    assert record("%s broke", CANARY, error=error) == f"case check: ValueError at {place}"
    assert record(
        "Error handling request %s %s", "GET", f"/{CANARY}", name="gunicorn.error", error=error
    ) == (f"case check: ValueError at {place}")


def test_gunicorn_may_say_known_sentences_only() -> None:
    assert record("WORKER TIMEOUT (pid:%s)", 7, name="gunicorn.error") == "gunicorn: WORKER TIMEOUT (pid:7)"
    for sentence in (f"Invalid request from ip=10.0.0.1: {CANARY}", "WORKER TIMEOUT (pid:%s) %s"):
        assert record(sentence, CANARY, name="gunicorn.error") == ONLY_ITS_PLACE
    assert CANARY not in record("WORKER TIMEOUT (pid:%s)", CANARY, name="any.package")


LAST_RESORTS = {
    "nobody catches it": "raise ValueError(canary)",
    "in a thread": "threading.Thread(target=lambda: int(canary)).start()",
    "while something is thrown away": "class A:\n def __del__(self): raise ValueError(canary)\nA()",
    "a warning": "warnings.warn(canary)",
    "a package's log": "logging.getLogger('a.b').error(canary)",
    "a package's log of an error": (
        "try: int(canary)\nexcept ValueError: logging.getLogger('a').exception(canary)"
    ),
    "Flask's log": "from flask import Flask\nFlask('x').logger.error(canary)",
}


@pytest.mark.parametrize("code", LAST_RESORTS.values(), ids=LAST_RESORTS)
def test_a_serving_process_has_no_other_way_to_speak(code) -> None:
    start = "import logging, threading, warnings\nfrom lookup.web import logs\nlogs.take_over()\n"
    start += f"canary = {CANARY!r}\n"
    done = subprocess.run(
        [sys.executable, "-c", start + code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    (line,) = (done.stdout + done.stderr).splitlines()
    assert re.fullmatch(r"case check: (ValueError|a message \(level \d+\)) at .+:\d+", line)
    assert CANARY not in line


def test_an_error_page_that_fails_is_two_lines(published, monkeypatch, capfd) -> None:
    app = create_app({"INSTANCE": str(published)})
    capfd.readouterr()

    def fails() -> str:
        raise ValueError(CANARY)

    app.add_url_rule("/en/fails", view_func=fails)
    monkeypatch.setattr(errors, "render_template", lambda *_, **__: fails())
    answer = app.test_client().get("/en/fails")
    assert (answer.status_code, answer.mimetype) == (500, "text/plain")
    said = capfd.readouterr().err.splitlines()
    assert [line.partition(" at ")[0] for line in said] == ["case check: ValueError"] * 2
    assert CANARY not in answer.text + "".join(said)


MALFORMED = {
    "no request line": f"{CANARY}\r\n\r\n",
    "a method of one's own": f"{CANARY.upper()} /en/ HTTP/1.1\r\nHost: x\r\n\r\n",
    "no such version": f"GET /{CANARY} HTTP/9.9\r\nHost: x\r\n\r\n",
    "a long line": f"GET /{CANARY}{'x' * 5000} HTTP/1.1\r\nHost: x\r\n\r\n",
    "many headers": "GET /en/ HTTP/1.1\r\n" + f"A: {CANARY}\r\n" * 99 + "\r\n",
    "a broken header": f"GET /en/ HTTP/1.1\r\nHost: x\r\n{CANARY}\r\n\r\n",
    "a folded header": f"GET /en/ HTTP/1.1\r\nHost: x\r\n {CANARY}\r\n\r\n",
    "two lengths": f"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{CANARY}",
    "a broken chunk": f"POST /en/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n{CANARY}\r\n\r\n",
    "an unknown coding": f"POST /en/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: {CANARY}\r\n\r\n",
    "half a body": f"POST /en/search HTTP/1.1\r\nHost: x\r\nContent-Length: 999\r\n\r\nname={CANARY}",
    "a password": "GET /en/ HTTP/1.1\r\nHost: x\r\nAuthorization: Basic UXVhY2tlbmJ1c2g6MQ==\r\n\r\n",
    "in an address": f"GET /en/{CANARY}?a={CANARY} HTTP/1.1\r\nHost: x\r\nCookie: {CANARY}\r\n\r\n",
    "a proxy's line": f"PROXY TCP4 10.0.0.1 10.0.0.2 1 2\r\nGET /{CANARY} HTTP/1.1\r\n\r\n",
}  # fmt: skip

KNOWN_LINES = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ (GET|HEAD|POST|-) (-|/[\w./<>:-]*) \d{3} \d+ ms"
    r"|gunicorn: (WORKER TIMEOUT \(pid:\d+\)|Worker \(pid:\d+\) (was sent SIG\w+!( Perhaps .*)?|exited .*))"
    r"|case check: (a message \(level \d+\)|\w+) at [\w./<> -]+:\d+"
    r"|case check: warning: .*"
)


def said(site: Watched, words: str) -> bool:
    return words in site.words()


def wait_until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not true():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.05)


@pytest.mark.parametrize("level", ["error", "debug"])
def test_gunicorn_adds_nothing_whatever_it_is_sent_and_however_it_dies(published, tmp_path, level) -> None:
    options = ("--access-logfile", "-", "--log-level", level, "--timeout", "2")
    with watched(published, tmp_path, *options) as site:
        for sent in MALFORMED.values():
            site.raw(sent.encode())
        assert site.get("/en/help") == 200
        assert site.get(f"/en/results/{CANARY}") == 410
        for route in (
            "GET /<language>/help 200",
            "GET /<language>/results/<sealed> 410",
            "GET - 404",
            "- - 405",
        ):
            wait_until(partial(said, site, route))
        killed, stopped = site.workers()
        os.kill(killed, signal.SIGKILL)
        os.kill(stopped, signal.SIGSTOP)
        wait_until(lambda: stopped not in site.workers())
    lines = site.words().splitlines()
    assert [line for line in lines if not KNOWN_LINES.fullmatch(line)] == []
    for secret in (CANARY, CANARY.upper(), CANARY.lower(), "UXVhY2", "10.0.0.1", "127.0.0.1"):
        assert [line for line in lines if secret in line] == []
    assert f"gunicorn: WORKER TIMEOUT (pid:{stopped})" in lines
    assert f"gunicorn: Worker (pid:{killed}) was sent SIGKILL! Perhaps out of memory?" in lines


def test_there_is_no_access_log_where_nobody_asks_for_one(published, tmp_path) -> None:
    with watched(published, tmp_path) as site:
        for _ in range(3):
            site.get("/en/")
    assert [line for line in site.words().splitlines() if not line.startswith("case check: warning:")] == []


def test_a_crash_leaves_no_memory_behind(published, tmp_path) -> None:
    with watched(published, tmp_path) as site:
        for process in (site.server.pid, *site.workers()):
            with open(f"/proc/{process}/limits") as limits:
                (core,) = [line.split() for line in limits if line.startswith("Max core file size")]
            assert core[4:6] == ["0", "0"]


@pytest.mark.parametrize("options", [["run"], ["run", "--debug"], ["--app", "app", "run", "--port", "0"]])
def test_flasks_own_server_does_not_serve_the_site(published, options) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "flask", *options],
        cwd=ROOT,
        env={**os.environ, "FLASK_INSTANCE": str(published)},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    (line,) = done.stderr.splitlines()
    assert line == "Case Check cannot start by `flask run`; use scripts/serve, or gunicorn"
    assert done.returncode == 1
    assert done.stdout == ""


def test_notices_are_one_line_each(capfd) -> None:
    logs.notice("first\nsecond")
    assert capfd.readouterr().err == "case check: first second\n"
