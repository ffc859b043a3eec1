"""What the site writes down: lines of known fields for whoever runs it, never what a visitor typed.

One formatter writes every line of a served site, whoever asked for it: the site, gunicorn, Flask, a package.
It shows what has a type of this module. Of anything else (a text, its arguments, a traceback) it tells only
where in the program it came from.
"""

from __future__ import annotations

import logging
import sys
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Any, TextIO, cast

from flask import Flask, Response, request
from gunicorn.glogging import Logger
from werkzeug.local import LocalProxy

_ROUTE = "case_check.route"
_UNKNOWN = "-"
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})

_SERVER_SAYS = frozenset(
    {
        "Connection in use: %s",
        "Invalid address: %s",
        "Can't connect to %s",
        "WORKER TIMEOUT (pid:%s)",
        "Worker (pid:%s) exited with code %s.",
        "Worker (pid:%s) was sent %s!",
        "Worker (pid:%s) was sent %s! Perhaps out of memory?",
    }
)
"""Sentences of gunicorn about itself: process ids, and addresses that it listens on."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence of the program's own, about settings and files of the operator."""

    sentence: str

    def __str__(self) -> str:
        return f"case check: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Fault:
    """An error in the program: its kind, and its place (file:line); `route` is the page's, if it was one."""

    kind: str
    place: str
    route: str = ""

    @classmethod
    def of(cls, error: BaseException, route: str = "") -> Fault:
        """The fault that an error shows. What the error says is left out: it may quote a visitor."""
        return cls(type(error).__name__, _place(error.__traceback__), route)

    def __str__(self) -> str:
        return f"case check: {self.kind} at {self.place}" + (f" on {self.route}" if self.route else "")


@dataclass(frozen=True, slots=True)
class Access:
    """One request: when it was answered, by which route (a pattern, never the address), how, and how fast."""

    time: datetime
    method: str
    route: str
    status: int
    milliseconds: int

    def __str__(self) -> str:
        time = f"{self.time:%Y-%m-%dT%H:%M:%SZ}"
        return f"{time} {self.method} {self.route} {self.status} {self.milliseconds} ms"


class KnownFields(logging.Formatter):
    """Writes the `line` of a record where its type is known, and otherwise only where the record was made."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        line = getattr(record, "line", None)
        if type(line) in (Notice, Fault, Access):
            return " ".join(str(line).split())
        if record.name == "gunicorn.error" and record.msg in _SERVER_SAYS:
            return f"gunicorn: {record.getMessage()}"
        if record.exc_info and record.exc_info[1]:
            return str(Fault.of(record.exc_info[1]))
        return str(Fault(f"a message (level {record.levelno})", f"{record.pathname}:{record.lineno}"))


def _handler() -> logging.StreamHandler[TextIO]:
    # sys.stderr is looked up anew for each line: tests put their own there.
    handler = logging.StreamHandler(cast(TextIO, LocalProxy(lambda: sys.stderr)))
    handler.setFormatter(KnownFields())
    return handler


_log = logging.getLogger("case_check")
_log.propagate = False
_log.setLevel(logging.INFO)
_log.handlers = [_handler()]


def notice(sentence: str) -> None:
    """Tell the operator something about settings or files. Never anything that came with a request."""
    _log.warning("", extra={"line": Notice(sentence)})


def fault(error: BaseException, route: str = "") -> None:
    """Tell the operator that the program has a fault: its kind and its place."""
    _log.error("", extra={"line": Fault.of(error, route)})


def take_over() -> None:
    """Write by this formatter also what packages log, what warns, and what nobody catches.

    For a process that serves: it changes how the whole process speaks.
    """
    logging.captureWarnings(True)
    logging.getLogger().handlers = [_handler()]
    sys.excepthook = lambda _kind, error, _trace: fault(error)
    threading.excepthook = lambda args: _uncaught(args.exc_value)
    sys.unraisablehook = lambda args: _uncaught(args.exc_value)


def register(app: Flask) -> None:
    """Let the server's access line know each answer's route."""
    app.after_request(_note_route)


class ServerLog(Logger):  # type: ignore[misc]  # gunicorn ships no types
    """gunicorn's log, by the same formatter. Its access log (`--access-logfile -`) has `Access` lines."""

    def setup(self, cfg: Any) -> None:
        """As gunicorn does it, whatever else its settings ask for."""
        super().setup(cfg)
        for handler in [*self.error_log.handlers, *self.access_log.handlers]:
            handler.setFormatter(KnownFields())

    def access(self, resp: Any, req: Any, environ: dict[str, Any], request_time: timedelta) -> None:
        """Write one request down, where the operator asked for it."""
        if not self.access_log_enabled:
            return
        method = environ.get("REQUEST_METHOD")
        line = Access(
            datetime.now(UTC),
            method if method in _METHODS else _UNKNOWN,
            environ.get(_ROUTE, _UNKNOWN),
            int(str(resp.status).split()[0]),
            round(request_time.total_seconds() * 1000),
        )
        self.access_log.info("", extra={"line": line})


def _note_route(response: Response) -> Response:
    if request.url_rule:
        request.environ[_ROUTE] = request.url_rule.rule
    return response


def _uncaught(error: BaseException | None) -> None:
    if error is not None:
        fault(error)


def _place(trace: TracebackType | None) -> str:
    """The file and line where an error arose."""
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "unknown place"
